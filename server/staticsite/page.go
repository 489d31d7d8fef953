package staticsite

// A page of the server as a file: its addresses, and what no host will say in a
// header.

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// single are the attributes whose whole value is an address.
var single = []string{
	"href", "src", "action", "formaction", "poster", "content",
	"data-dialog", "data-sheet", "data-snippets", "data-picture", "data-script", // of the dialog about embedding
}

// What is of no use without a server goes: elements of that class, and the link to
// where one can ask how to embed the page.
const (
	leftOut = "server-only"
	oembed  = "application/json+oembed"
)

// Page makes a page of the copy of a page of the server.
func (s *Site) Page(page []byte) ([]byte, error) {
	// Without scripting, as noscript is then read as what it holds.
	doc, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	var gone []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains(strings.Fields(attr(n, "class")), leftOut) || attr(n, "type") == oembed {
			gone = append(gone, n)
			continue
		}
		there, err := s.readdress(n)
		if err != nil {
			return nil, err
		}
		if !there {
			gone = append(gone, n)
		}
		// go-app writes attributes in another order each time.
		slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
		switch n.DataAtom {
		case atom.Html:
			n.Attr = append(n.Attr, html.Attribute{Key: "data-static"})
			if s.Base != "" {
				n.Attr = append(n.Attr, html.Attribute{Key: "data-base", Val: s.Base})
			}
		case atom.Body:
			markPrerendered(n)
		case atom.Meta:
			if attr(n, "name") == "hopscope-embed" {
				set(n, "data-server", "false")
			}
		}
	}
	for _, n := range gone {
		remove(n)
	}
	if err := s.addPolicy(doc); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = html.Render(&b, doc)
	return b.Bytes(), err
}

// readdress changes the addresses of an element. there is false where one of them
// leads to nothing: then the element is of no use.
func (s *Site) readdress(n *html.Node) (there bool, err error) {
	for i, a := range n.Attr {
		switch {
		case slices.Contains(single, a.Key):
			n.Attr[i].Val, there, err = s.address(a.Val)
		case a.Key == "data-keep":
			n.Attr[i].Val, there, err = s.each(a.Val, " ")
		case a.Key == "srcset":
			n.Attr[i].Val, there, err = s.each(a.Val, ", ")
		default:
			continue
		}
		if err != nil {
			return false, fmt.Errorf("<%s %s>: %w", n.Data, a.Key, err)
		}
		if !there {
			return false, nil
		}
	}
	return true, nil
}

// each changes the addresses of a list. In a srcset each has its size behind it.
func (s *Site) each(list, between string) (made string, there bool, err error) {
	parts := strings.Split(list, between)
	for i, part := range parts {
		address, size, sized := strings.Cut(part, " ")
		if parts[i], there, err = s.address(address); err != nil || !there {
			return "", there, err
		}
		if sized {
			parts[i] += " " + size
		}
	}
	return strings.Join(parts, between), true, nil
}

// still is what a page of the app says without JavaScript.
const still = "Without JavaScript this page shows the whole journey of one scenario, whatever its address says: it is a file."

// markPrerendered marks what the WebAssembly will replace. A file shows one
// scenario, whatever the address says: start.js hides it where that is another.
func markPrerendered(body *html.Node) {
	for c := range body.ChildNodes() {
		if c.Type != html.ElementNode || !slices.Contains(strings.Fields(attr(c, "class")), "app") {
			continue
		}
		set(c, "data-prerendered", "")
		for n := range c.Descendants() {
			if n.DataAtom == atom.P && n.Parent.Parent.DataAtom == atom.Noscript {
				n.FirstChild.Data = still
			}
		}
	}
}

// remove takes an element away, and what holds nothing without it.
func remove(n *html.Node) {
	for n.Parent != nil {
		parent := n.Parent
		parent.RemoveChild(n)
		if parent.DataAtom == atom.Head || parent.DataAtom == atom.Main {
			return
		}
		for c := range parent.ChildNodes() {
			if c.Type != html.TextNode || strings.TrimSpace(c.Data) != "" {
				return
			}
		}
		n = parent
	}
}

// addPolicy says in the page what a server says in a header. It has to come before
// everything that it is about.
func (s *Site) addPolicy(doc *html.Node) error {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Meta && attr(n, "charset") != "" {
			policy := &html.Node{Type: html.ElementNode, Data: "meta", DataAtom: atom.Meta, Attr: []html.Attribute{
				{Key: "http-equiv", Val: "Content-Security-Policy"}, {Key: "content", Val: s.Policy},
			}}
			n.Parent.InsertBefore(policy, n.NextSibling)
			return nil
		}
	}
	return fmt.Errorf("a page does not say its charset")
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func set(n *html.Node, key, value string) {
	for i, a := range n.Attr {
		if a.Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}
