package main

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestSanitise(t *testing.T) {
	tests := []struct {
		sentence, src, want string
		removed             []string
	}{
		{"what the page uses stays", `<p class="a" id="b" aria-label="c" data-d="e">x</p>`, `<p aria-label="c" class="a" data-d="e" id="b">x</p>`, nil},
		{"the diagram stays", `<svg viewBox="0 0 1 1"><path d="M0 0" marker-end="url(#a)"></path></svg>`, `<svg viewBox="0 0 1 1"><path d="M0 0" marker-end="url(#a)"></path></svg>`, nil},
		{"scripts go", `<p>a<script>alert(1)</script>b</p>`, `<p>ab</p>`, []string{"element script"}},
		{"scripts in pictures go", `<svg><script>alert(1)</script></svg>`, `<svg></svg>`, []string{"element script"}},
		{"style sheets go", `<style>p{}</style><p>a</p>`, `<p>a</p>`, []string{"element style"}},
		{"frames go", `<iframe src="/"></iframe>`, ``, []string{"element iframe"}},
		{"foreign content goes", `<svg><foreignObject><p>a</p></foreignObject></svg>`, `<svg></svg>`, []string{"element foreignObject"}},
		{"animations go", `<svg><a href="/"><animate attributeName="href" to="javascript:alert(1)"></animate></a></svg>`, `<svg><a href="/"></a></svg>`, []string{"element animate"}},
		{"comments go", `<p>a<!-- b --></p>`, `<p>a</p>`, []string{"element  b "}},
		{"handlers go", `<p onclick="alert(1)">a</p>`, `<p>a</p>`, []string{"attribute p onclick"}},
		{"styles go", `<p style="color:red">a</p>`, `<p>a</p>`, []string{"attribute p style"}},
		{"broken names go", `<p a"b="c" data-"="d">a</p>`, `<p>a</p>`, []string{`attribute p a"b`, `attribute p data-"`}},
		{"links on this host stay", `<a href="/?a=b">a</a><a href="#c">c</a><a href="?d">d</a>`, `<a href="/?a=b">a</a><a href="#c">c</a><a href="?d">d</a>`, nil},
		{"links to pages stay", `<a href="https://example.com/">a</a>`, `<a href="https://example.com/">a</a>`, nil},
		{"links that run go", `<a href="javascript:alert(1)">a</a>`, `<a>a</a>`, []string{"attribute a href"}},
		{"whatever their case", `<a href="JaVaScRiPt:alert(1)">a</a>`, `<a>a</a>`, []string{"attribute a href"}},
		{"whatever stands before", "<a href=\" \x01javascript:alert(1)\">a</a>", `<a>a</a>`, []string{"attribute a href"}},
		{"data links go", `<a href="data:text/html,x">a</a>`, `<a>a</a>`, []string{"attribute a href"}},
		{"links to another host in disguise go", `<a href="//example.com">a</a>`, `<a>a</a>`, []string{"attribute a href"}},
		{"with backslashes, too", `<a href="/\example.com">a</a>`, `<a>a</a>`, []string{"attribute a href"}},
		{"the older link of a picture goes", `<svg><use xlink:href="#a"></use></svg>`, `<svg><use></use></svg>`, []string{"attribute use href"}},
		{"pictures from here stay", `<img src="/web/icon.svg">`, `<img src="/web/icon.svg"/>`, nil},
		{"pictures from elsewhere go", `<img src="https://example.com/a.png">`, `<img/>`, []string{"attribute img src"}},
		{"what noscript holds is looked at, too", `<noscript><p title="</noscript><script>alert(1)</script>">a<script>b</script></p></noscript>`,
			`<noscript><p title="&lt;/noscript&gt;&lt;script&gt;alert(1)&lt;/script&gt;">a</p></noscript>`, []string{"element script"}},
		{"forms lead nowhere", `<form action="https://example.com"><button formaction="/x">a</button></form>`, `<form><button>a</button></form>`,
			[]string{"attribute form action", "attribute button formaction"}},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
			nodes, err := html.ParseFragmentWithOptions(strings.NewReader(test.src), body, html.ParseOptionEnableScripting(false))
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range nodes {
				body.AppendChild(n)
			}
			removed := sanitise(body)
			var got strings.Builder
			for n := range body.ChildNodes() {
				if err := html.Render(&got, n); err != nil {
					t.Fatal(err)
				}
			}
			if got.String() != test.want {
				t.Errorf("got  %s\nwant %s", got.String(), test.want)
			}
			if !slices.Equal(removed, test.removed) {
				t.Errorf("removed %q, want %q", removed, test.removed)
			}
		})
	}
}
