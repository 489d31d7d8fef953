package browsertest

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestOEmbed does as a site does that takes pages of others into its own: it reads
// the head of ours, asks where that says, and puts what it is told into a page, which
// Chromium opens.
func TestOEmbed(t *testing.T) {
	title := `Hostile "</iframe><script>alert(1)</script> & é`
	endpoint := discover(t, siteURL+"/?hop=302,/x&title="+url.QueryEscape(title))
	r := fetched(t, endpoint+"&maxwidth=600&maxheight=420")
	defer r.Body.Close()
	var told struct {
		Type, Title, HTML string
		Width, Height     int
		Thumbnail         string `json:"thumbnail_url"`
		ThumbnailWidth    int    `json:"thumbnail_width"`
	}
	if err := json.NewDecoder(r.Body).Decode(&told); err != nil || told.Type != "rich" || told.Title != title {
		t.Fatalf("%v: %+v", err, told)
	}

	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><link rel="icon" href="data:,"><title>A host</title>
<script>window.heard = [];
addEventListener("message", (e) => e.source === document.querySelector("iframe").contentWindow && heard.push(e));</script>
<h1>A host</h1><div id="embedded">%s</div><img src="%s" alt="the thumbnail">`, told.HTML, template.HTMLEscapeString(told.Thumbnail))
	}))
	defer host.Close()
	at, _ := url.Parse(host.URL)
	ours.Store(at.Host, true)

	p := newPage(t)
	p.goTo(host.URL)
	p.wait("the frame says that it is ready", `heard.some((e) => e.data.type === "hopscope:ready")`)
	p.wait("and how high it is", `heard.some((e) => e.data.type === "hopscope:height" && e.data.height > 100)`)
	p.wait("the thumbnail is there", `document.images[0].complete`)
	if got := eval[string](p, `heard[0].origin`); got != siteURL {
		t.Errorf("the frame is of %q", got)
	}
	if got := eval[string](p, `[...document.querySelector("#embedded").querySelectorAll("*")].map((e) => e.localName).join()`); got != "iframe" {
		t.Errorf("the host's page got %q", got)
	}
	type size struct{ Width, Height, Image int }
	got := eval[size](p, `(() => {
		const box = document.querySelector("iframe").getBoundingClientRect();
		return {Width: box.width, Height: box.height, Image: document.images[0].naturalWidth};
	})()`)
	if want := (size{600, 420, 600}); got != want || told.Width != 600 || told.Height != 420 || told.ThumbnailWidth != 600 {
		t.Errorf("%+v, want %+v; told %+v", got, want, told)
	}
	if got := eval[string](p, `document.querySelector("iframe").title`); got != title {
		t.Errorf("the frame's title is %q", got)
	}
}

func fetched(t *testing.T, address string) *http.Response {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", address, r.Status)
	}
	return r
}

// discover returns where the head of a page says that oEmbed is.
func discover(t *testing.T, address string) string {
	t.Helper()
	r := fetched(t, address)
	defer r.Body.Close()
	doc, err := html.Parse(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "link" {
			continue
		}
		a := map[string]string{}
		for _, attr := range n.Attr {
			a[attr.Key] = attr.Val
		}
		if a["rel"] == "alternate" && a["type"] == "application/json+oembed" && strings.HasPrefix(a["href"], siteURL) {
			return a["href"]
		}
	}
	t.Fatalf("%s: no link to oEmbed of this server", address)
	return ""
}
