package main

// The pages about the measured clients. They are the same for everybody, so each
// is made once, when somebody first asks for it.

import (
	"html/template"
	"net/http"
	"strings"
	"sync"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/server/clientpages"
)

// A clientSite makes them.
type clientSite struct{ press *pressroom }

// routeClients adds the pages to the table of addresses.
func (s *server) routeClients(mux *http.ServeMux) {
	site := &clientSite{s.press}
	mux.Handle(clientpages.Path, read(s.clientAsset(site.matrix)))
	mux.Handle(clientpages.Path+".json", read(s.clientAsset(site.data)))
	for _, id := range client.IDs() {
		mux.Handle(client.RecordingPath(id), read(s.clientAsset(func() (*asset, error) { return site.client(id) })))
		if data, err := evidence.File(id); err == nil {
			mux.Handle(client.RecordingPath(id)+".json", read(s.clientAsset(func() (*asset, error) { return madeAsset(id+".json", data), nil })))
		}
	}
}

// clientAsset serves what is made at the first request.
func (s *server) clientAsset(make func() (*asset, error)) http.HandlerFunc {
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

func (c *clientSite) matrix() (*asset, error) {
	content, err := clientpages.Matrix()
	if err != nil {
		return nil, err
	}
	return c.print(clientpages.Path, "What real clients do with a redirect: Hopscope",
		"What curl, wget, browsers, Go, Python, Node.js, PHP, Java, Ruby and Perl send after each redirect code: recorded from the real clients.", content)
}

func (c *clientSite) client(id string) (*asset, error) {
	content, title, _, err := clientpages.Client(id)
	if err != nil {
		return nil, err
	}
	return c.print(client.RecordingPath(id), title, "What "+strings.TrimSuffix(title, ": Hopscope")+" does, recorded case by case: methods, bodies, headers, cookies, limits and errors.", content)
}

func (c *clientSite) data() (*asset, error) {
	data, err := clientpages.JSON()
	if err != nil {
		return nil, err
	}
	return madeAsset("clients.json", data), nil
}

func (c *clientSite) print(path, title, description string, content template.HTML) (*asset, error) {
	s := sheet{Title: title, Description: description, Path: path, Content: content, bundle: c.press.bundle}
	if c.press.public != nil {
		s.Public = c.press.public.String()
	}
	page, err := c.press.print("plain.html", s)
	if err != nil {
		return nil, err
	}
	return madeAsset("page.html", page), nil
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
