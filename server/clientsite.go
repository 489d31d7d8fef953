package main

// The pages about the measured clients. They are the same for everybody, so each
// is made once, when somebody first asks for it.

import (
	"html/template"
	"net/http"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/server/clientpages"
)

// A clientSite makes them.
type clientSite struct{ press *pressroom }

// routeClients adds the pages to the table of addresses.
func (s *server) routeClients(mux *http.ServeMux) {
	site := &clientSite{s.press}
	mux.Handle(clientpages.Path, read(s.plainAsset(site.matrix)))
	mux.Handle(clientpages.Path+".json", read(s.plainAsset(site.data)))
	for _, id := range client.IDs() {
		mux.Handle(client.RecordingPath(id), read(s.plainAsset(func() (*asset, error) { return site.client(id) })))
		if data, err := evidence.File(id); err == nil {
			mux.Handle(client.RecordingPath(id)+".json", read(s.plainAsset(func() (*asset, error) { return madeAsset(id+".json", data), nil })))
		}
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
	return c.press.plain(sheet{Title: title, Description: description, Path: path, Content: content,
		Styles: []string{"clients.css"}, Scripts: []string{"open-named.js", "clients.js"}})
}
