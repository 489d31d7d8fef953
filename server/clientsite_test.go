package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
)

// pageAt fetches a page and reads it.
func pageAt(t *testing.T, path string) (*html.Node, string) {
	t.Helper()
	h := newTestHandler(t, "")
	r := ask(h, "GET", path)
	text := bodyOf(t, r)
	if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%s: %s, %s", path, r.Status, r.Header.Get("Content-Type"))
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc, text
}

// valuesOf returns the values of an attribute throughout a page.
func valuesOf(doc *html.Node, name string) []string {
	var values []string
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key == name {
				values = append(values, a.Val)
			}
		}
	}
	return values
}

// TestClientPages opens the matrix and every client's page: what the one links to
// is in the other, and no id is there twice.
func TestClientPages(t *testing.T) {
	ids := map[string]map[string]bool{}
	read := func(path string) *html.Node {
		doc, text := pageAt(t, path)
		ids[path] = map[string]bool{}
		for _, id := range valuesOf(doc, "id") {
			if ids[path][id] {
				t.Errorf("%s has the id %s twice", path, id)
			}
			ids[path][id] = true
		}
		for _, word := range []string{"%!", "ZgotmplZ", "<no value>"} {
			if strings.Contains(text, word) {
				t.Errorf("%s has %q in it", path, word)
			}
		}
		return doc
	}
	matrix := read("/clients")
	for _, id := range client.IDs() {
		read("/clients/" + id)
	}
	links := 0
	for _, href := range valuesOf(matrix, "href") {
		path, fragment, ok := strings.Cut(href, "#")
		if !strings.HasPrefix(path, "/clients/") || !ok {
			continue
		}
		links++
		if !ids[path][fragment] {
			t.Errorf("the matrix links to %s, and there is no such case", href)
		}
	}
	if want := 9 * 10 * len(evidence.IDs()); links < want/2 {
		t.Errorf("the matrix has %d links to cases, of some %d", links, want)
	}
}

// TestClientPagesShowTheRecording looks for what was recorded of curl on its
// page, and for where it came from.
func TestClientPagesShowTheRecording(t *testing.T) {
	_, text := pageAt(t, "/clients/curl")
	rec, err := evidence.Load("curl")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{rec.Runs[0].Version, rec.Runs[0].Date, `id="302-post-body"`, "POST&#43; → GET", "POST http://127.0.0.1:18001/start", "/?client=curl&amp;"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page about curl lacks %q", want)
		}
	}
}

func TestClientData(t *testing.T) {
	h := newTestHandler(t, "")
	var matrix struct {
		Matrix  int
		Cases   []struct{ ID string }
		Clients []struct {
			ID   string
			Runs []struct {
				Version string
				Results map[string]struct{ Step, Requests string }
			}
		}
	}
	r := ask(h, "GET", "/clients.json")
	if err := json.Unmarshal([]byte(bodyOf(t, r)), &matrix); err != nil {
		t.Fatal(err)
	}
	if matrix.Matrix != 1 || len(matrix.Cases) != len(evidence.Cases()) || len(matrix.Clients) != len(evidence.IDs()) {
		t.Errorf("version %d, %d cases, %d clients", matrix.Matrix, len(matrix.Cases), len(matrix.Clients))
	}
	for _, c := range matrix.Clients {
		if c.ID == "curl" && c.Runs[0].Results["302-post-body"].Requests != "POST+ GET" {
			t.Errorf("curl on 302: %+v", c.Runs[0].Results["302-post-body"])
		}
		rec, err := evidence.Decode([]byte(bodyOf(t, ask(h, "GET", "/clients/"+c.ID+".json"))))
		if err != nil || rec.Client != c.ID {
			t.Errorf("%s.json: %v, of %q", c.ID, err, rec.Client)
		}
	}
	for _, path := range []string{"/clients/nobody", "/clients/nobody.json", "/clients/", "/clients/curl/x"} {
		if r := ask(h, "GET", path); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
}
