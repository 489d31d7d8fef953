package main

// The page as the server writes it: with the journey in it, so that it can be
// read before the WebAssembly has arrived, and without JavaScript.

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/hopscope/hopscope/app/code"
	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/app/ui"
)

//go:embed page.html plain.html notfound.html share.html noserver.html
var templates embed.FS

// A pressroom makes pages.
type pressroom struct {
	bundle bundle
	goapp  *app.Handler
	public *origin // nil: not known
	log    *slog.Logger
	shell  *template.Template
}

func newPressroom(b bundle, goapp *app.Handler, public *origin, log *slog.Logger) (*pressroom, error) {
	shell, err := template.ParseFS(templates, "*.html")
	return &pressroom{b, goapp, public, log, shell}, err
}

// A sheet is what the templates are filled with.
type sheet struct {
	Title, Description string
	Theme              string // light, dark or, for the system's, nothing
	Public             string // address of this site without a slash at the end; empty: not known
	Path               string // of the page
	Embed              bool   // it is the one for frames on other sites
	Content            template.HTML
	Share              share
	// Codes are those there are, where a page for another was asked for.
	Codes []*code.Code
	// Styles and Scripts are those of a plain page alone, by name.
	Styles, Scripts []string
	bundle          bundle
}

// URL returns the address of an asset.
func (s sheet) URL(name string) string { return s.bundle.url(name) }

// Element is the name of the script of <hop-scope>, and Integrity the hash of an
// asset that others pin.
func (s sheet) Element() string              { return elementScript }
func (s sheet) Integrity(name string) string { return s.bundle.integrity(name) }

// heads are the titles and descriptions of the pages, by path; the scenario's own
// title comes before it.
var heads = map[string]struct{ title, description string }{
	"/": {
		"Hopscope: what survives a redirect",
		"See what happens to a request when it is redirected: its method, body, headers and cookies at each hop, in the client of your choice, and why.",
	},
	play.EmbedPath: {
		"Hopscope: a redirect, step by step",
		"What survives a redirect, to be stepped through within another page.",
	},
	live.Path: {
		"Hopscope live: run a redirect for real",
		"Send a request through real redirects, from this browser, curl or your own program, and watch what arrives at each hop beside what was predicted.",
	},
}

// page writes the page at a path, with the scenario in the query. It was asked for at
// an address of this site.
func (p *pressroom) page(host, at, path, rawQuery string) ([]byte, error) {
	s := sheet{Title: heads[path].title, Description: heads[path].description, Path: path, Embed: path == play.EmbedPath, bundle: p.bundle}
	if p.public != nil {
		host = p.public.host()
		s.Public = p.public.String()
	}
	// The address may be malformed: then the playground says so itself.
	shown, view, _ := scenario.ParseAddress(rawQuery)
	if view.Theme == "light" || view.Theme == "dark" {
		s.Theme = view.Theme
	}
	s.Share = p.share(at, path, rawQuery)
	content, err := p.prerender(host, path, rawQuery, "/?"+scenario.Address(shown, scenario.View{Step: view.Step, Predict: view.Predict}))
	if err != nil {
		// Without it the page is empty until the WebAssembly is there, not broken.
		p.log.Error("the page was not prerendered", "error", err)
		content = "<div></div>"
	}
	s.Content = template.HTML(content) // sanitised
	return p.print("page.html", s)
}

// notFound writes the page for addresses where nothing is.
func (p *pressroom) notFound() ([]byte, error) {
	return p.print("notfound.html", sheet{bundle: p.bundle})
}

func (p *pressroom) print(name string, s sheet) ([]byte, error) {
	var b bytes.Buffer
	err := p.shell.ExecuteTemplate(&b, name, s)
	return b.Bytes(), err
}

// prerender lets go-app render the playground, and returns the element that the
// app will replace, repaired and sanitised. A link out of a frame leads to out.
func (p *pressroom) prerender(host, path, rawQuery, out string) (content string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("go-app: %v", r)
		}
	}()
	r := get(path)
	r.Host = host
	r.URL.RawQuery = rawQuery
	c := newCapture()
	p.goapp.ServeHTTP(c, r)
	if c.status != 0 && c.status != http.StatusOK {
		return "", fmt.Errorf("go-app answers %d", c.status)
	}
	fixed, err := requote(c.body.String())
	if err != nil {
		return "", err
	}
	// As a browser without JavaScript reads it: what noscript holds is seen, too.
	doc, err := html.ParseWithOptions(strings.NewReader(fixed), html.ParseOptionEnableScripting(false))
	if err != nil {
		return "", err
	}
	body := find(doc, atom.Body)
	if body == nil || body.FirstChild == nil || body.FirstChild.Type != html.ElementNode {
		return "", errors.New("go-app's page has no content")
	}
	root := body.FirstChild
	body.RemoveChild(root)
	holder := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	holder.AppendChild(root)
	if removed := sanitise(holder); len(removed) > 0 {
		p.log.Error("removed from the prerendered page", "what", strings.Join(removed, ", "))
	}
	if holder.FirstChild == nil {
		return "", errors.New("nothing of the page's content may be shown")
	}
	lead(holder, out)
	var b strings.Builder
	if err := html.Render(&b, holder.FirstChild); err != nil {
		return "", err
	}
	return b.String(), nil
}

// lead gives the link out of a frame its address, for as long as no script does:
// go-app could not write it safely.
func lead(root *html.Node, out string) {
	for n := range root.Descendants() {
		if n.DataAtom != atom.A || !slices.Contains(n.Attr, html.Attribute{Key: "id", Val: ui.OpenID}) {
			continue
		}
		for i := range n.Attr {
			if n.Attr[i].Key == "href" {
				n.Attr[i].Val = out
			}
		}
	}
}

// find returns the first element of that kind.
func find(n *html.Node, kind atom.Atom) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.DataAtom == kind && c.Namespace == "" {
			return c
		}
	}
	return nil
}

// get makes a request for go-app's handler.
func get(path string) *http.Request {
	return &http.Request{
		Method: http.MethodGet, URL: &url.URL{Path: path}, Host: "localhost",
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: make(http.Header),
	}
}
