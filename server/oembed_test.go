package main

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// asked returns the answer to a request for how to embed an address.
func asked(t *testing.T, public, address, more string) (embedding, *html.Node) {
	t.Helper()
	r := ask(newTestHandler(t, public), "GET", "http://x/oembed?url="+url.QueryEscape(address)+more)
	body := bodyOf(t, r)
	var e embedding
	if err := json.Unmarshal([]byte(body), &e); err != nil || r.StatusCode != 200 {
		t.Fatalf("%s: %d, %v: %.300s", address, r.StatusCode, err, body)
	}
	nodes, err := html.ParseFragment(strings.NewReader(e.HTML), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil || len(nodes) != 1 || nodes[0].DataAtom != atom.Iframe || nodes[0].FirstChild != nil {
		t.Fatalf("%s: not one iframe: %s", address, e.HTML)
	}
	return e, nodes[0]
}

func TestOEmbed(t *testing.T) {
	tests := []struct {
		sentence, public, address, more string
		src, title                      string
		width, height                   int
		thumbnail                       string
	}{
		{"a scenario in the query", hopscopeExample, hopscopeExample + "/?scenario=loop", "", hopscopeExample + "/embed?scenario=loop", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop"},
		{"behind the #", hopscopeExample, hopscopeExample + "/#scenario=loop", "&format=json", hopscopeExample + "/embed?scenario=loop", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop"},
		{"the fragment wins where both name one", hopscopeExample, hopscopeExample + "/?scenario=prg-303#scenario=loop", "", hopscopeExample + "/embed?scenario=loop", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop"},
		{"the fragment adds the step", hopscopeExample, hopscopeExample + "/?scenario=loop#step=2", "", hopscopeExample + "/embed?scenario=loop&step=2", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop&step=2"},
		{"a place in the page is no scenario", hopscopeExample, hopscopeExample + "/?scenario=loop#main", "", hopscopeExample + "/embed?scenario=loop", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop"},
		{"the page for frames", hopscopeExample, hopscopeExample + "/embed?hop=302,/x&readonly=1&theme=dark", "", hopscopeExample + "/embed?hop=302,/x&readonly=1&theme=dark", "Journey of GET https://api.example.com/start with Browser fetch()", 720, 640, "/preview.png?width=1200&hop=302,/x&theme=dark"},
		{"the page for frames, as the element asks for it", hopscopeExample, hopscopeExample + "/embed/?scenario=loop", "", hopscopeExample + "/embed?scenario=loop", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop"},
		{"the live page", hopscopeExample, hopscopeExample + "/live?scenario=loop", "", hopscopeExample + "/embed?scenario=loop", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop"},
		{"no scenario: the default one", hopscopeExample, hopscopeExample, "", hopscopeExample + "/embed", "Submit moved in two steps", 720, 640, "/preview.png?width=1200"},
		{"another scheme, another case, the port by name", hopscopeExample, "http://HOPSCOPE.example:80/?scenario=loop", "", hopscopeExample + "/embed?scenario=loop", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop"},
		{"a width at most", hopscopeExample, hopscopeExample + "/?scenario=loop", "&maxwidth=600", hopscopeExample + "/embed?scenario=loop", "A loop", 600, 640, "/preview.png?width=600&scenario=loop"},
		{"a height at most, and what nobody knows", hopscopeExample, hopscopeExample + "/?scenario=loop", "&maxheight=300&dnt=1", hopscopeExample + "/embed?scenario=loop", "A loop", 720, 300, "/preview.png?width=400&scenario=loop"},
		{"no thumbnail is that small", hopscopeExample, hopscopeExample + "/?scenario=loop", "&maxwidth=320&maxheight=200", hopscopeExample + "/embed?scenario=loop", "A loop", 320, 200, ""},
		{"more than there is to show", hopscopeExample, hopscopeExample + "/?scenario=loop", "&maxwidth=99999&maxheight=99999", hopscopeExample + "/embed?scenario=loop", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop"},
		{"no public address: that which was asked for", "", "http://localhost:8080/?scenario=loop", "", "http://localhost:8080/embed?scenario=loop", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop"},
		{"beside a public one, too", hopscopeExample, "http://localhost:8080/?scenario=loop", "", hopscopeExample + "/embed?scenario=loop", "A loop", 720, 640, "/preview.png?width=1200&scenario=loop"},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			e, frame := asked(t, tt.public, tt.address, tt.more)
			base, _, _ := strings.Cut(tt.src, "/embed")
			if e.Type != "rich" || e.Version != "1.0" || e.ProviderName != "Hopscope" || e.ProviderURL != base+"/" || e.CacheAge <= 0 {
				t.Errorf("%+v", e)
			}
			if e.Title != tt.title || e.Width != tt.width || e.Height != tt.height {
				t.Errorf("%q, %d by %d", e.Title, e.Width, e.Height)
			}
			for name, want := range map[string]string{"src": tt.src, "title": tt.title, "loading": "lazy", "width": strconv.Itoa(tt.width), "height": strconv.Itoa(tt.height)} {
				if got := attribute(frame, name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
			want := tt.thumbnail
			if want != "" {
				want = base + want
				r := ask(newTestHandler(t, tt.public), "GET", "http://x"+tt.thumbnail)
				if got, _ := pngSize(t, bodyOf(t, r)); r.StatusCode != 200 || got.X != e.ThumbnailWidth || got.Y != e.ThumbnailHeight {
					t.Errorf("the thumbnail is %v, not %d by %d", got, e.ThumbnailWidth, e.ThumbnailHeight)
				}
			}
			if e.ThumbnailURL != want || want == "" && e.ThumbnailWidth+e.ThumbnailHeight != 0 {
				t.Errorf("thumbnail %q, want %q", e.ThumbnailURL, want)
			}
		})
	}
}

func TestOEmbedRefuses(t *testing.T) {
	q := url.QueryEscape
	tests := []struct {
		sentence, query string
		status          int
		body            string
	}{
		{"no address", "", 400, `url: "" is not the whole address of a page, such as https://hopscope.example/?scenario=loop`},
		{"half an address", "url=/?scenario=loop", 400, "is not the whole address"},
		{"another scheme", "url=" + q("javascript:alert(1)"), 400, "is not the whole address"},
		{"no host", "url=" + q("https:///x"), 400, "is not the whole address"},
		{"no URL", "url=" + q("https://hopscope.example/%zz"), 400, "is not the whole address"},
		{"a query that is none", "url=%zz", 400, "the query is malformed"},
		{"another site", "url=" + q("https://evil.example/?scenario=loop"), 404, `url: "https://evil.example/?scenario=loop" is no address of this site`},
		{"another port", "url=" + q("https://hopscope.example:8443/"), 404, "is no address of this site"},
		{"a name before the host", "url=" + q("https://hopscope.example@evil.example/"), 404, "is no address of this site"},
		{"the host as a name", "url=" + q("https://evil@hopscope.example/"), 404, "is no address of this site"},
		{"a page without a scenario", "url=" + q(hopscopeExample+"/codes/307"), 404, `url: "/codes/307" is no page with a scenario: /, /live, /embed are`},
		{"below the page for frames", "url=" + q(hopscopeExample+"/embed//"), 404, "is no page with a scenario"},
		{"another site, by a slash that is none", "url=" + q("https://hopscope.example%2F@evil.example/"), 404, "is no address of this site"},
		{"another site, by a backslash", "url=" + q(`https://hopscope.example\@evil.example/`), 400, "is not the whole address"},
		{"an address that is a number", "url=" + q("https://[::1]/?scenario=loop"), 404, "is no address of this site"},
		{"a file", "url=" + q("file://hopscope.example/?scenario=loop"), 400, "is not the whole address"},
		{"nothing", "url=" + q(hopscopeExample+"/nothing"), 404, "is no page with a scenario"},
		{"XML", "format=xml&url=" + q(hopscopeExample+"/"), 501, `format: "xml" is not written here, json is`},
		{"a format nobody knows", "format=%0a&url=" + q(hopscopeExample+"/"), 501, `format: "\n" is not written here`},
		{"a width of nothing", "maxwidth=0&url=" + q(hopscopeExample+"/"), 400, `maxwidth: "0" is not a whole number from 1 on`},
		{"a width that is none", "maxwidth=&url=" + q(hopscopeExample+"/"), 400, `maxwidth: "" is not`},
		{"a height below nothing", "maxheight=-1&url=" + q(hopscopeExample+"/"), 400, `maxheight: "-1" is not`},
		{"a scenario that is wrong", "url=" + q(hopscopeExample+"/?hop=700"), 400, "hop: "},
		{"a scenario nobody knows", "url=" + q(hopscopeExample+"/#scenario=x%0ay"), 400, `scenario: "x\ny" is not one of`},
	}
	h := newTestHandler(t, hopscopeExample)
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			r := ask(h, "GET", "http://x/oembed?"+tt.query)
			body := bodyOf(t, r)
			if r.StatusCode != tt.status || !strings.Contains(body, tt.body) || strings.Count(body, "\n") != 1 {
				t.Errorf("%d: %q", r.StatusCode, body)
			}
			if r.Header.Get("Access-Control-Allow-Origin") != "*" || r.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%v", r.Header)
			}
		})
	}
	if r := ask(h, "POST", "http://x/oembed"); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", r.StatusCode)
	}
}

// TestOEmbedHeaders: any site may ask, and keep the answer.
func TestOEmbedHeaders(t *testing.T) {
	target := "http://x/oembed?url=" + url.QueryEscape(hopscopeExample+"/?scenario=loop")
	h := newTestHandler(t, hopscopeExample)
	r := ask(h, "GET", target)
	for name, want := range map[string]string{
		"Content-Type": "application/json", "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": pictureCache, "X-Content-Type-Options": "nosniff",
	} {
		if got := r.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if again := ask(h, "GET", target, "If-None-Match: "+r.Header.Get("ETag")); again.StatusCode != 304 {
		t.Errorf("asked for again: %d", again.StatusCode)
	}
}

// TestOEmbedDiscovery does as a consumer does: it reads the head of a page, follows
// the link, and takes what is said of the very scenario.
func TestOEmbedDiscovery(t *testing.T) {
	h := newTestHandler(t, hopscopeExample)
	for _, target := range []string{"/", "/?scenario=loop", "/live?hop=302,/x", "/?title=" + url.QueryEscape(`a&b="c"+d é`) + "&hop=307,/y", "/?" + compact(t)} {
		page := bodyOf(t, ask(h, "GET", "http://x"+target))
		// As WordPress reads it: by a pattern, up to the next < or >, and with no more
		// unescaped than & < > and quotes.
		_, link, found := strings.Cut(page, `<link rel="alternate" type="application/json+oembed" href="`)
		link, _, _ = strings.Cut(link, `"`)
		href := strings.ReplaceAll(link, "&amp;", "&")
		if !found || strings.ContainsAny(link, "<>") || href != headOf(t, page)["alternateapplication/json+oembed"] {
			t.Fatalf("%.200s: %q", target, link)
		}
		r := ask(h, "GET", "http://x"+strings.TrimPrefix(href, hopscopeExample)+"&maxwidth=500")
		var e embedding
		if err := json.NewDecoder(r.Body).Decode(&e); err != nil || r.StatusCode != 200 || e.Width != 500 {
			t.Errorf("%.200s: %d, %v", target, r.StatusCode, err)
		}
		_, query, _ := strings.Cut(target, "?")
		if want := strings.TrimSuffix(hopscopeExample+"/embed?"+linked(query, everything), "?"); !strings.Contains(e.HTML, `src="`+html.EscapeString(want)+`"`) {
			t.Errorf("%.200s: %.400s", target, e.HTML)
		}
	}
}

// TestHostileOEmbed: hostile texts break out of neither the JSON nor the HTML in it.
func TestHostileOEmbed(t *testing.T) {
	for _, text := range append(hostileTexts, `</script><script>alert(1)</script>`, `" onload="alert(1)`) {
		q := url.QueryEscape(text)
		for _, address := range []string{"/?title=" + q + "&hop=302,/x", "/embed?hop=302,/x&title=" + q, "/#hop=302,/x&title=" + q, "/?url=https://a.example/" + q + "&hop=302,/x"} {
			r := ask(newTestHandler(t, hopscopeExample), "GET", "http://x/oembed?url="+url.QueryEscape(hopscopeExample+address))
			body := bodyOf(t, r)
			if r.StatusCode == 400 && strings.Count(body, "\n") == 1 {
				continue // too long, or with a line end
			}
			if strings.ContainsAny(body, "<>&\u202e\u2066") {
				t.Errorf("%s: %s", address, body)
			}
			e, frame := asked(t, hopscopeExample, hopscopeExample+address, "")
			for _, a := range frame.Attr {
				if !strings.Contains(" src title width height loading style ", " "+a.Key+" ") {
					t.Errorf("%s: attribute %s", address, a.Key)
				}
			}
			if !strings.HasPrefix(attribute(frame, "src"), hopscopeExample+"/embed?") || attribute(frame, "title") != e.Title {
				t.Errorf("%s: %s", address, e.HTML)
			}
		}
	}
}
