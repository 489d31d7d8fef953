package code

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hopscope/hopscope/app/redirect"
)

func TestMarkup(t *testing.T) {
	tests := []struct{ sentence, text, want string }{
		{"words", "It is sent again.", "It is sent again."},
		{"code", "a `POST` with `a*b_c`", "a `POST` with `a*b_c`"},
		{"a backtick alone", "a ` b", "a \\` b"},
		{"emphasis", "a *b* _c_", `a \*b\* \_c\_`},
		{"a link", "[a](b)", `\[a\](b)`},
		{"markup of HTML", "<b>&amp;", `\<b\>\&amp;`},
		{"a heading", "# a", `\# a`},
		{"a list", "- a", `\- a`},
		{"a minus within", "a - b", "a - b"},
		{"a number", "304. a", `304\. a`},
		{"a number as it is", "304 is", "304 is"},
		{"a bar", "a | b", `a \| b`},
		{"a backslash", `a\b`, `a\\b`},
	}
	for _, tt := range tests {
		if got := markup(tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.sentence, got, tt.want)
		}
	}
}

func TestMarkdownOfBlocks(t *testing.T) {
	d := &document{base: "https://a.example"}
	d.head(2, "A `b`")
	d.say("See", redirect.Source{Title: "x [y]", URL: "/p q(1)"}, redirect.Source{Title: "nowhere"})
	d.item("one")
	d.item("", redirect.Source{Title: "two", URL: "https://b.example/", Says: "<b>"})
	d.pre("sh", "a\n```\nb\n")
	d.blocks = append(d.blocks, block{kind: table, rows: [][]string{{"h", "i"}, {"`a|b`", "c"}}})
	want := "## A `b`\n\nSee [x \\[y\\]](https://a.example/p%20q%281%29)\n\n- one\n- [two \\<b\\>](https://b.example/)\n\n````sh\na\n```\nb\n````\n\n| h | i |\n| --- | --- |\n| `a\\|b` | c |\n"
	if got := d.markdown(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestTextOfBlocks(t *testing.T) {
	d := &document{}
	d.head(1, "A `é`")
	d.say(strings.Repeat("word ", 20))
	d.item("one", redirect.Source{Title: "T", URL: "/p"})
	d.pre("sh", "a\n  b\n")
	d.blocks = append(d.blocks, block{kind: table, rows: [][]string{{"head", "i"}, {"é", "c"}}})
	want := "A é\n===\n\n" + strings.TrimSpace(strings.Repeat("word ", 15)) + "\n" + strings.TrimSpace(strings.Repeat("word ", 5)) +
		"\n\n  - one (T: /p)\n\n    a\n      b\n\nhead  i\né     c\n"
	if got := d.text(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestTextKeepsItsWidth reads every code as text: a line is longer only where it
// is code, or one long word.
func TestTextKeepsItsWidth(t *testing.T) {
	for _, c := range All() {
		e, err := Of(c)
		if err != nil {
			t.Fatal(err)
		}
		text := Text(e, "http://localhost:8080")
		if n := strings.Count(text, "\n"); n < 60 {
			t.Errorf("%d: %d lines", c.Status, n)
		}
		for line := range strings.Lines(text) {
			line = strings.TrimRight(line, "\n")
			indent := len(line) - len(strings.TrimLeft(line, " "))
			if utf8.RuneCountInString(line) > width && indent < 4 && len(strings.Fields(line)) > 2 {
				t.Errorf("%d: %q", c.Status, line)
			}
			if line != strings.TrimRight(line, " ") && indent < 4 {
				t.Errorf("%d: white space at the end of %q", c.Status, line)
			}
		}
	}
}

func TestQuery(t *testing.T) {
	tests := []struct{ sentence, address, want string }{
		{"as it is", "scenario=prg-303", "scenario=prg-303"},
		{"what a link cannot have", `header=If-None-Match: "v1"&body=<é>`, "header=If-None-Match:%20%22v1%22&body=%3C%C3%A9%3E"},
		{"escapes stay", "body=a%26b", "body=a%26b"},
		{"parentheses", "body=(a)", "body=%28a%29"},
	}
	for _, tt := range tests {
		if got := (Example{Address: tt.address}).query(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.sentence, got, tt.want)
		}
	}
}

func TestLine(t *testing.T) {
	tests := []struct{ sentence, told, want string }{
		{"two requests", "POST+ GET", "POST+ → GET"},
		{"none", "", "nothing was sent"},
		{"a loop", strings.TrimSpace(strings.Repeat("GET ", 20)), "GET → GET → GET → GET → GET → GET → … (20 requests)"},
	}
	for _, tt := range tests {
		if got := Line(tt.told); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.sentence, got, tt.want)
		}
	}
}

func TestWire(t *testing.T) {
	tests := []struct {
		sentence, address string
		want              Wire
	}{
		{"a POST that is kept", "client=curl&method=POST&url=https://a.example/x&header=Content-Type: text/plain&body=hi&hop=307,/y", Wire{
			Request:  "POST /x HTTP/1.1\nHost: a.example\nContent-Type: text/plain\nContent-Length: 2\n\nhi",
			Response: "HTTP/1.1 307 Temporary Redirect\nLocation: /y",
			Next:     "POST /y HTTP/1.1\nHost: a.example\nContent-Type: text/plain\nContent-Length: 2\n\nhi",
		}},
		{"none follows", "client=curl&url=https://a.example/x?q=1&hop=304", Wire{Request: "GET /x?q=1 HTTP/1.1\nHost: a.example", Response: "HTTP/1.1 304 Not Modified"}},
	}
	for _, tt := range tests {
		got, err := Example{Address: tt.address}.Wire()
		if err != nil {
			t.Fatal(err)
		}
		if got.Why == "" || got.Client == "" || !strings.Contains(got.Curl, "https://a.example/x") {
			t.Errorf("%s: %+v", tt.sentence, got)
		}
		got.Why, got.Client, got.Curl = "", "", ""
		if got != tt.want {
			t.Errorf("%s:\n%+v\nwant\n%+v", tt.sentence, got, tt.want)
		}
	}
	if _, err := (Example{Address: "hop=999999"}).Wire(); err == nil {
		t.Error("a broken address is no error")
	}
}

// TestMeasuredCountsEveryClientOnce adds up what the clients do.
func TestMeasuredCountsEveryClientOnce(t *testing.T) {
	for _, c := range All() {
		e, err := Of(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range e.Measured {
			seen, sum := map[string]bool{}, 0
			for _, g := range m.Groups {
				sum += g.Count
				if first, _, _ := strings.Cut(g.Words, " "); (g.Count == 1) != strings.HasSuffix(first, "s") {
					t.Errorf("%d, %s: %d %s", c.Status, m.Method, g.Count, g.Words)
				}
				for _, client := range g.Clients {
					if seen[client.Label] {
						t.Errorf("%d, %s: %s is there twice", c.Status, m.Method, client.Label)
					}
					seen[client.Label] = true
					if client.Told == "" || client.Version == "" || client.Date == "" {
						t.Errorf("%d, %s: %+v", c.Status, m.Method, client)
					}
				}
			}
			if sum != m.Clients || sum < 30 {
				t.Errorf("%d, %s: %d of %d clients", c.Status, m.Method, sum, m.Clients)
			}
		}
	}
}
