package main

import (
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestRequote(t *testing.T) {
	tests := []struct {
		sentence, src, want string
	}{
		{"plain markup stays", `<p class="a b">text</p>`, `<p class="a b">text</p>`},
		{"a quotation mark stays in its attribute", `<input value="a\"b><script>alert(1)</script>">`,
			`<input value="a&#34;b&gt;&lt;script&gt;alert(1)&lt;/script&gt;">`},
		{"an ampersand is escaped", `<a href="/?a=1&b=2">x</a>`, `<a href="/?a=1&amp;b=2">x</a>`},
		{"an escape that was typed stays typed", `<p title="&quot;">x</p>`, `<p title="&amp;quot;">x</p>`},
		{"a line feed is a line feed", `<p title="a\nb">x</p>`, "<p title=\"a\nb\">x</p>"},
		{"a backslash is one", `<p title="C:\\dir\\">x</p>`, `<p title="C:\dir\">x</p>`},
		{"other letters are themselves", `<p title="é\u200b\U000e0001 ▣">x</p>`, "<p title=\"é\u200b\U000e0001 ▣\">x</p>"},
		{"bytes that are no text are replaced", `<p title="a\xffb">x</p>`, "<p title=\"a\uFFFDb\">x</p>"},
		{"false is not true", `<button disabled="false" hidden="false">x</button>`, `<button>x</button>`},
		{"true is", `<button disabled>x</button>`, `<button disabled>x</button>`},
		{"a state gets its true back", `<button aria-expanded aria-pressed="false">x</button>`,
			`<button aria-expanded="true" aria-pressed="false">x</button>`},
		{"an empty label stays empty", `<img alt aria-label src="/web/a.svg">`, `<img alt aria-label src="/web/a.svg">`},
		{"line feeds between elements go", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul><li>a</li><li>b</li></ul>"},
		{"line feeds between words stay", "<p>a\nb</p>", "<p>a\nb</p>"},
		{"text that begins with a line feed loses go-app's only", "<div>\n\n\na<b>c</b>\n</div>", "<div>\n\na<b>c</b></div>"},
		{"the diagram is HTML already", `<svg viewBox="0 0 1 1"><text x="1" aria-label="a\&quot;b">\</text><path d="M0 0"/></svg><p title="\"">x</p>`,
			`<svg viewBox="0 0 1 1"><text x="1" aria-label="a\&quot;b">\</text><path d="M0 0"/></svg><p title="&#34;">x</p>`},
		{"a value in the diagram may end in a backslash", `<svg><text data-x="\" y="1">t</text></svg>`, `<svg><text data-x="\" y="1">t</text></svg>`},
		{"an svg without content does not stay open", `<svg/><p title="\"">x</p>`, `<svg/><p title="&#34;">x</p>`},
		{"doctype and comment pass", "<!DOCTYPE html>\n<!-- a --><p>x</p>", "<!DOCTYPE html><!-- a --><p>x</p>"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			got, err := requote(test.src)
			if err != nil || got != test.want {
				t.Errorf("requote(%s)\n got %s, %v\nwant %s", test.src, got, err, test.want)
			}
		})
	}
}

func TestRequoteRefuses(t *testing.T) {
	tests := []struct{ sentence, src, want string }{
		{"a tag without an end", `<p`, "no end"},
		{"an end tag without an end", `</p`, "no end"},
		{"a value without an end", `<p title="a>`, "no Go literal"},
		{"a value without an end in the diagram", `<svg><path d="a></svg>`, "no end"},
		{"a value that is not quoted", `<p title=a>x</p>`, "without quotation marks"},
		{"attributes that run together", `<p title="a"id="b">x</p>`, "run together"},
		{"an attribute without a name", `<p ="a">x</p>`, "no name"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			got, err := requote(test.src)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("requote(%s) = %s, %v, want an error with %q", test.src, got, err, test.want)
			}
		})
	}
}

// FuzzRequote writes an attribute and a text as go-app does, and reads them
// back as a browser does.
func FuzzRequote(f *testing.F) {
	for _, seed := range []string{"", "true", `a"b><script>`, "\\", "\\\"", "a\nb", "<!--", "&#34;", "\xff", "svg", "</p>", "\x00"} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, value, text string) {
		src := `<p title=` + strconv.Quote(value) + `>` + html.EscapeString(text) + `</p>`
		fixed, err := requote(src)
		if err != nil {
			t.Fatalf("%s: %v", src, err)
		}
		nodes, err := html.ParseFragment(strings.NewReader(fixed), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
		if err != nil || len(nodes) != 1 || nodes[0].Data != "p" || len(nodes[0].Attr) != 1 {
			t.Fatalf("%s became %s, %v", src, fixed, err)
		}
		// HTML knows no NUL and no carriage return (WHATWG HTML 13.2.3.5).
		want := strings.ToValidUTF8(value, "\uFFFD")
		if got := nodes[0].Attr[0].Val; got != normal(want) {
			t.Errorf("title %q came back as %q", want, got)
		}
	})
}

func normal(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\uFFFD").Replace(s)
}
