package main

// The pages that the server writes as a whole, without the WebAssembly: they can
// be read without JavaScript, and are the same for everybody.

import (
	"net/http"
	"strings"
	"sync"

	"github.com/hopscope/hopscope/app/code"
	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/server/clientpages"
)

// A navLink leads to one of the site's parts.
type navLink struct {
	Href, Name string
	// Current is page on that very page, true on one below it, and else empty.
	Current string
}

// parts are the parts of the site, in the order that every page lists them in.
// The playground's own bar (ui.topBar) is to have the same.
var parts = []navLink{
	{Href: "/", Name: "Playground"},
	{Href: live.Path, Name: "Live"},
	{Href: clientpages.Path, Name: "Clients"},
	{Href: code.Path, Name: "Codes"},
	{Href: lesson.Path, Name: "Lessons"},
}

// Nav are the links at the top of a page.
func (s sheet) Nav() []navLink {
	links := make([]navLink, len(parts))
	for i, l := range parts {
		switch {
		case s.Path == l.Href:
			l.Current = "page"
		case strings.HasPrefix(s.Path, strings.TrimSuffix(l.Href, "/")+"/") && l.Href != "/":
			l.Current = "true"
		}
		links[i] = l
	}
	return links
}

// base is the address of this site without a slash at the end; empty: not known.
func (p *pressroom) base() string {
	if p.public == nil {
		return ""
	}
	return p.public.String()
}

// plainPage makes a page of a sheet that has everything but what is the site's.
func (p *pressroom) plainPage(s sheet) ([]byte, error) {
	s.bundle = p.bundle
	s.Public = p.base()
	return p.print("plain.html", s)
}

// plain makes an asset of such a page.
func (p *pressroom) plain(s sheet) (*asset, error) {
	page, err := p.plainPage(s)
	if err != nil {
		return nil, err
	}
	return madeAsset("page.html", page), nil
}

// plainAsset serves what is made at the first request.
func (s *server) plainAsset(make func() (*asset, error)) http.HandlerFunc {
	once := sync.OnceValues(make)
	return func(w http.ResponseWriter, r *http.Request) {
		a, err := once()
		if err != nil {
			s.fail(w, err)
			return
		}
		w.Header().Set("Referrer-Policy", "strict-origin-when-cross-origin")
		a.serve(w, r, false)
	}
}

// madeLevel is the level of compression for what is made while somebody waits.
const madeLevel = 5

// madeAsset makes an asset quickly.
func madeAsset(name string, content []byte) *asset {
	a := newText(name, "")
	a.hash, a.size, a.plain = hashOf(content), len(content), content
	a.forms = map[coding][]byte{brotlied: compress(brotlied, madeLevel, content), gzipped: compress(gzipped, madeLevel, content)}
	return a
}
