package diagram

import "testing"

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain text stays", "a <b> & 日本 👩‍👧", "a <b> & 日本 👩‍👧"},
		{"lines and tabs become spaces", "a\tb\r\nc\u2028d", "a b  c d"},
		{"escape sequences lose their escape", "\x1b[31m\x9b\x00\x7f", "[31m"},
		{"C1 controls in UTF-8 go", "a\u009bb", "ab"},
		{"invalid UTF-8 goes, a replacement character stays", "a\xffb\xed\xa0\x80c\ufffd", "abc\ufffd"},
		{"text is not turned around", "a\u202eb\u2066c\u200fd\u061ce", "abcde"},
		{"what XML forbids goes", "a\ufffe\uffffb\ufeff", "ab"},
	}
	for _, tt := range tests {
		if got := clean(tt.in); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		name, in string
		max      int
		want     string
	}{
		{"what fits stays", "abcdef", 6, "abcdef"},
		{"the middle goes", "abcdefgh", 6, "abc…gh"},
		{"wide runes count double", "日本語日本語", 7, "日…語"},
		{"one column", "abc", 1, "…"},
		{"no room", "abc", 0, ""},
	}
	for _, tt := range tests {
		if got := cut(tt.in, tt.max); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestSplit(t *testing.T) {
	tests := []struct{ name, in, origin, rest string }{
		{"path and query", "https://a.example/b?c#d", "https://a.example", "/b?c#d"},
		{"no path", "https://a.example?c", "https://a.example", "/?c"},
		{"userinfo is no part of an origin", "https://u:p@ss@a.example/", "https://a.example", "/"},
		{"an at sign in the path", "https://a.example/@b", "https://a.example", "/@b"},
		{"default ports are no part of it", "HTTP://A.example:80/", "http://a.example", "/"},
		{"other ports are", "https://a.example:80", "https://a.example:80", "/"},
		{"no URL at all", "mailto:a", "", "mailto:a"},
	}
	for _, tt := range tests {
		if origin, rest := split(tt.in); origin != tt.origin || rest != tt.rest {
			t.Errorf("%s: got %q, %q", tt.name, origin, rest)
		}
	}
}

func TestWrapMono(t *testing.T) {
	tests := []struct {
		name               string
		in                 string
		first, rest, lines int
		want               []string
	}{
		{"what fits stays on one line", "/a/b", 10, 10, 3, []string{"/a/b"}},
		{"it breaks after a delimiter", "https://example.com/path", 21, 20, 3, []string{"https://example.com/", "path"}},
		{"it breaks anywhere rather than too soon", "/abcdefghij", 6, 6, 3, []string{"/abcde", "fghij"}},
		{"the middle goes where there is no room", "abcdefghijkl", 4, 4, 2, []string{"abcd", "…jkl"}},
		{"no room on the first line", "abc", 0, 4, 2, []string{"", "abc"}},
	}
	for _, tt := range tests {
		got := wrapMono(tt.in, tt.first, tt.rest, tt.lines)
		if len(got) != len(tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
			}
		}
	}
}
