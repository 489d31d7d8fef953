package ui

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
)

// hostile breaks out of an attribute in each way that there is, go-app's own
// way of quoting included, and leaves an element with a name of its own.
const hostile = "\"'`\\\"><hostile onerror=alert(1)>&quot;&#34;></title></textarea></svg></script><hostile>"

// TestHostile puts markup into everything that an address can hold. go-app
// does not escape attributes, so not one may hold any of it.
func TestHostile(t *testing.T) {
	h := url.QueryEscape(hostile)
	tests := []struct{ name, query string }{
		{"title", "title=" + h},
		{"method", "method=" + h},
		{"URL", "url=https://a.example/" + h},
		{"fragment of the URL", "url=https://a.example/%23" + h},
		{"header's name", "header=" + h + ":+x"},
		{"header's value", "header=X-A:+" + h},
		{"credential", "header=Authorization:+" + h + "&hop=302,https://b.example/"},
		{"body", "method=POST&body=" + h},
		{"form", "method=POST&kind=form&body=" + h},
		{"kind", "kind=" + h},
		{"Location", "hop=302," + h},
		{"Location elsewhere", "hop=307,https://b.example/" + h + "&hop=302,//" + h},
		{"status", "hop=" + h + ",/a"},
		{"hop's header", "hop=302,/a&hopheader=1,X-A:+" + h},
		{"cookie that a hop sets", "hop=302,/a&hopheader=1,Set-Cookie:+a%3D" + h},
		{"hop's URL", "hop=302,/a&hopat=1,https://a.example/" + h},
		{"hop's methods", "hop=302,/a&hopmethods=1," + h},
		{"client", "client=" + h},
		{"option's name", "option=" + h + ":1"},
		{"option's value", "client=curl&option=request:" + h},
		{"page", "option=page:https://a.example/" + h},
		{"starting scenario", "scenario=" + h},
		{"theme", "theme=" + h},
		{"step", "step=" + h},
		{"parameter", h + "=1"},
		{"compact form", "s=" + h},
		{"not an address at all", h},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			pages := parse(t, prerender(t, test.query)+prerenderAt(t, "/live", test.query)+prerenderAt(t, "/embed", test.query))
			for _, n := range all(pages, func(*html.Node) bool { return true }) {
				if n.Data == "hostile" || n.Data == "script" {
					t.Fatalf("an element of the address has become one of the page: %s", n.Data)
				}
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") || strings.Contains(a.Val, "hostile") {
						t.Errorf("%s has the attribute %s=%q", n.Data, a.Key, a.Val)
					}
				}
			}
		})
	}
}

// TestWithoutJavaScript checks that what the server writes tells everything.
func TestWithoutJavaScript(t *testing.T) {
	src := prerender(t, "scenario=submit-twice")
	said := page(t, parse(t, src))
	m := play.New()
	var want []string
	for _, s := range m.Steps {
		want = append(want, s.Sentence)
	}
	for _, row := range play.Ledger(m) {
		want = append(want, row.Label, row.Before, row.After, row.Why)
	}
	for _, line := range m.Others {
		want = append(want, line.Name, line.Body.Text, line.Credentials.Text, line.Outcome)
	}
	for _, badge := range play.Verdict(m) {
		want = append(want, badge.Title, badge.Text)
	}
	for _, h := range m.Draft.Request.Headers {
		want = append(want, h.Name, h.Value)
	}
	for _, h := range m.Draft.Hops {
		want = append(want, *h.Location, diagram.StatusText(h.Status))
	}
	want = append(want, m.Draft.Request.URL, m.Draft.Request.Method, m.BodyText())
	for _, w := range want {
		if w = strings.Join(strings.Fields(w), " "); !strings.Contains(said, w) {
			t.Errorf("it does not say %q", w)
		}
	}
}

// TestPrerenderedControls checks that nothing can be typed into what the
// browser will throw away, and that go-app's false is not HTML's true.
func TestPrerenderedControls(t *testing.T) {
	root := parse(t, prerender(t, "step=2")+prerenderAt(t, "/live", "hop=302,/a")+prerenderAt(t, "/embed", "hop=302,/a"))
	if got := attr(byID(root, "scrub"), "value"); got != "2" {
		t.Errorf("the slider is at %q, want 2", got)
	}
	for _, n := range all(root, tag("input", "select", "textarea", "button")) {
		value, disabled := lookup(n, "disabled")
		if !disabled || value != "" {
			t.Errorf("%s %s can be used before the page is live", n.Data, attr(n, "id"))
		}
	}
	for _, n := range all(root, func(*html.Node) bool { return true }) {
		for _, name := range []string{"hidden", "checked", "open", "readonly", "selected"} {
			if value, is := lookup(n, name); is && value != "" {
				t.Errorf("%s has %s=%q", n.Data, name, value)
			}
		}
	}
}

// TestSameFrame checks that the live page takes the place of the prerendered
// one without a jump: the same cards, with the same headings, in the same order.
func TestSameFrame(t *testing.T) {
	frame := func(root *html.Node) string {
		var b strings.Builder
		for _, n := range all(root, tag("main", "section", "h1", "h2", "table", "tr", "li", "svg")) {
			b.WriteString(n.Data + " " + attr(n, "class") + "\n")
		}
		return b.String()
	}
	for _, path := range []string{"/", "/live", "/embed"} {
		_, send := mount(t)
		got, want := frame(send(play.Opened{Path: path})), frame(parse(t, prerenderAt(t, path, "")))
		if got != want {
			t.Errorf("%s as it is live:\n%s\nprerendered:\n%s", path, got, want)
		}
	}
}
