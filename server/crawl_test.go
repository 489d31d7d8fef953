package main

// Whether every link within the site leads somewhere.

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/scenario"
)

// A crawl follows the links of the site's own pages, from page to page.
type crawl struct {
	t *testing.T
	h http.Handler
	// pages are those that were fetched, by path: what they have as ids.
	pages map[string][]string
	// todo are links that were found, with the page that has them.
	todo  []found
	links int // that were looked at
}

type found struct{ on, href string }

func TestLinksResolve(t *testing.T) {
	c := &crawl{t: t, h: newTestHandler(t, ""), pages: map[string][]string{}}
	for _, l := range parts { // all further pages are to be found from these
		c.todo = append(c.todo, found{"the parts of the site", l.Href})
	}
	for len(c.todo) > 0 {
		next := c.todo[0]
		c.todo = c.todo[1:]
		c.follow(next)
	}
	t.Logf("%d links, %d pages", c.links, len(c.pages))
	for _, path := range []string{"/", live.Path, "/codes", "/codes/300", "/codes/307.md", "/codes.json", "/lessons", "/clients", "/clients/curl"} {
		if _, ok := c.pages[path]; !ok {
			t.Errorf("no link leads to %s", path)
		}
	}
	if c.links < 1000 {
		t.Errorf("%d links were found", c.links)
	}
}

// follow looks at one link.
func (c *crawl) follow(f found) {
	u, err := url.Parse(f.href)
	if err != nil {
		c.t.Errorf("%s: %q is no address: %v", f.on, f.href, err)
		return
	}
	c.links++
	if u.Scheme != "" || u.Host != "" {
		if u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			c.t.Errorf("%s: %q leads out by %q", f.on, f.href, u.Scheme)
		}
		return
	}
	if u.Path == "" { // within the page
		u.Path = f.on
	}
	if address := scenarioIn(u); address != "" {
		if _, _, err := scenario.ParseAddress(address); err != nil {
			c.t.Errorf("%s: %q has a scenario with faults: %v", f.on, f.href, err)
		}
	}
	ids, ok := c.pages[u.Path]
	if !ok {
		ids = c.read(f, u.Path)
	}
	if u.Fragment != "" && scenarioIn(u) == "" && !slices.Contains(ids, u.Fragment) {
		c.t.Errorf("%s: %q names a part that %s lacks", f.on, f.href, u.Path)
	}
}

// scenarioIn is the scenario that a link to the playground has; empty: none.
func scenarioIn(u *url.URL) string {
	if u.Path != "/" && u.Path != live.Path {
		return ""
	}
	return u.RawQuery
}

// markdownLink finds the address of a link in Markdown.
var markdownLink = regexp.MustCompile(`\]\(([^)]+)\)`)

// read fetches a page, and keeps its ids and, for later, its links. What a client's
// page links to are its recorded cases, hundreds of scenarios that were written by
// scenario.Address: those are left.
func (c *crawl) read(f found, path string) []string {
	r := ask(c.h, http.MethodGet, path)
	c.pages[path] = nil
	if r.StatusCode != http.StatusOK {
		c.t.Errorf("%s: %q answers %s", f.on, f.href, r.Status)
		return nil
	}
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	switch kind {
	case "text/html":
		doc, err := html.Parse(r.Body)
		if err != nil {
			c.t.Fatal(err)
		}
		c.pages[path] = valuesOf(doc, "id")
		if strings.HasPrefix(path, "/clients/") {
			break
		}
		for _, href := range slices.Concat(valuesOf(doc, "href"), valuesOf(doc, "src")) {
			c.todo = append(c.todo, found{path, href})
		}
	case "text/markdown", "text/plain":
		for _, m := range markdownLink.FindAllStringSubmatch(bodyOf(c.t, r), -1) {
			c.todo = append(c.todo, found{path, m[1]})
		}
	}
	return c.pages[path]
}
