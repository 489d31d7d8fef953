package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/play"
)

// mount returns the page as it stands in a browser, and a function that sends
// it messages and returns what it shows then.
func mount(t *testing.T) (*Playground, func(...play.Msg) *html.Node) {
	t.Helper()
	p := &Playground{}
	d := app.NewClientTester(p)
	t.Cleanup(d.Close)
	return p, func(msgs ...play.Msg) *html.Node {
		t.Helper()
		for _, msg := range msgs {
			d.Dispatch(app.Dispatch{Source: p, Function: func(app.Context) { p.update(msg) }})
			d.Consume()
		}
		return parse(t, app.HTMLString(p))
	}
}

// prerender returns the HTML that a server writes for a query of the playground.
func prerender(t *testing.T, query string) string {
	t.Helper()
	return prerenderAt(t, "/", query)
}

func prerenderAt(t *testing.T, path, query string) string {
	t.Helper()
	p := &Playground{}
	d := app.NewServerTester(p)
	t.Cleanup(d.Close)
	p.model, _ = play.Update(play.New(), play.Opened{Path: path, Query: query})
	p.edits++
	p.Update()
	d.Consume()
	return app.HTMLString(p)
}

func parse(t *testing.T, src string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// all returns the elements that a test picks.
func all(root *html.Node, is func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			found = append(found, n)
		}
	}
	return found
}

func tag(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for _, name := range names {
			if n.Data == name {
				return true
			}
		}
		return false
	}
}

func class(name string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for _, c := range strings.Fields(attr(n, "class")) {
			if c == name {
				return true
			}
		}
		return false
	}
}

func byID(root *html.Node, id string) *html.Node {
	for _, n := range all(root, func(n *html.Node) bool { return attr(n, "id") == id }) {
		return n
	}
	return nil
}

func attr(n *html.Node, name string) string {
	v, _ := lookup(n, name)
	return v
}

func lookup(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// text is what an element says, with single spaces.
func text(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// page is what the whole page says.
func page(t *testing.T, root *html.Node) string {
	t.Helper()
	for _, n := range all(root, class("app")) {
		return text(n)
	}
	t.Fatal("there is no page")
	return ""
}
