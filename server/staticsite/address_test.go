package staticsite

import (
	"strings"
	"testing"
)

func TestParseBase(t *testing.T) {
	tests := []struct{ sentence, text, base, err string }{
		{"a host of its own", "/", "", ""},
		{"a path", "/hopscope/", "/hopscope", ""},
		{"a deeper one", "/docs/v1.2/~me/", "/docs/v1.2/~me", ""},
		{"no slash at its end", "/hopscope", "", `base "/hopscope" does not start and end with a slash`},
		{"nor at its start", "hopscope/", "", `base "hopscope/" does not start and end with a slash`},
		{"nothing", "", "", `base "" does not start`},
		{"an empty part", "/a//b/", "", `base "/a//b/" has the part ""`},
		{"another host", "//evil.example/", "", `has the part ""`},
		{"upwards", "/../", "", `has the part ".."`},
		{"a hidden one", "/.git/", "", `has the part ".git"`},
		{"what ends an attribute", `/a"b/`, "", `has the part "a\"b"`},
		{"an escape", "/a%2fb/", "", `has the part "a%2fb"`},
		{"a line end", "/a\n/", "", `has the part "a\n"`},
		{"too long", "/" + strings.Repeat("a", 200) + "/", "", "base is 202 bytes long, at most 200"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			base, err := ParseBase(test.text)
			if err == nil != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Fatalf("error %v, want %q", err, test.err)
			}
			if base != test.base {
				t.Errorf("base %q, want %q", base, test.base)
			}
		})
	}
}

// testSite has a little of everything.
func testSite() *Site {
	return &Site{
		Base: "/hopscope", Public: "https://team.example", Policy: "default-src 'none'",
		Pages: map[string]bool{"/": true, "/codes": true, "/codes/307": true}, Files: map[string]bool{"/web/a.1.js": true, "/web/b.2.js": true, "/codes/307.json": true},
		Absent: []string{"/lessons/own", "/oembed"},
		Drawn: func(address string) string {
			if address == "/preview.png?x=1" {
				return "/pictures/1.png"
			}
			return ""
		},
	}
}

func TestAddress(t *testing.T) {
	tests := []struct{ sentence, text, made string }{
		{"the first page", "/", "/hopscope/"},
		{"with a scenario", "/?hop=302,/b#step=2", "/hopscope/?hop=302,/b#step=2"},
		{"a page ends in a slash", "/codes/307", "/hopscope/codes/307/"},
		{"before the part of it", "/codes#guide", "/hopscope/codes/#guide"},
		{"a file does not", "/codes/307.json", "/hopscope/codes/307.json"},
		{"the whole address", "https://team.example/codes", "https://team.example/hopscope/codes/"},
		{"that of the host", "https://team.example", "https://team.example/hopscope/"},
		{"another host that begins so", "https://team.example.evil/codes", "https://team.example.evil/codes"},
		{"another site", "https://www.rfc-editor.org/rfc/rfc9110", "https://www.rfc-editor.org/rfc/rfc9110"},
		{"its scheme left out", "//cdn.example/x", "//cdn.example/x"},
		{"within the page", "#main", "#main"},
		{"data", "data:image/png;base64,AA==", "data:image/png;base64,AA=="},
		{"a text", "width=device-width", "width=device-width"},
		{"what is drawn", "/preview.png?x=1", "/hopscope/pictures/1.png"},
	}
	site := testSite()
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			made, there, err := site.address(test.text)
			if err != nil || !there || made != test.made {
				t.Errorf("%q, %v, %v; want %q", made, there, err, test.made)
			}
		})
	}
	if made, there, err := site.address("/lessons/own#lesson=x"); there || err != nil {
		t.Errorf("what takes a server is %q, %v, %v", made, there, err)
	}
	if _, _, err := site.address("/news"); err == nil {
		t.Error("an address that nobody knows is no error")
	}
}

func TestText(t *testing.T) {
	site := testSite()
	tests := []struct {
		sentence   string
		change     func([]byte) ([]byte, error)
		text, want string
	}{
		{"Markdown", site.Markdown, "See [307](/codes/307) · [mine](/lessons/own), [RFC](https://a.example/).\n", "See [307](/hopscope/codes/307/), [RFC](https://a.example/).\n"},
		{"JSON", site.JSON, "{\"page\": \"/codes/307\", \"location\": \"/\"}\n", "{\"page\": \"/hopscope/codes/307/\", \"location\": \"/\"}\n"},
		{"the list of pages", site.Sitemap, "<urlset><url><loc>https://team.example/codes</loc></url><url><loc>https://team.example/lessons/own</loc></url></urlset>\n", "<urlset><url><loc>https://team.example/hopscope/codes/</loc></url></urlset>\n"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			made, err := test.change([]byte(test.text))
			if err != nil || string(made) != test.want {
				t.Errorf("%q, %v; want %q", made, err, test.want)
			}
		})
	}
	if _, err := site.Markdown([]byte("[x](/news)")); err == nil {
		t.Error("a link that nobody knows is no error")
	}
}
