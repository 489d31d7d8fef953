package main

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/hopscope/hopscope/app/code"
	"github.com/hopscope/hopscope/app/lesson"
)

const hopscopeExample = "https://hopscope.example"

// headOf returns what the head of a page says, as a reader of heads finds it: by
// property or name, or by rel of a link.
func headOf(t *testing.T, page string) map[string]string {
	t.Helper()
	said := map[string]string{}
	for n := range find(parsed(t, page), atom.Head).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		a := map[string]string{}
		for _, attr := range n.Attr {
			a[attr.Key] = attr.Val
		}
		key := a["property"] + a["name"]
		switch n.DataAtom {
		case atom.Meta:
		case atom.Link:
			key = a["rel"] + a["type"]
			a["content"] = a["href"]
		default:
			continue
		}
		if _, twice := said[key]; twice && strings.HasPrefix(key, "og:") {
			t.Errorf("%s is said twice", key)
		}
		said[key] = a["content"]
	}
	return said
}

func TestShare(t *testing.T) {
	const named, image, address, about, card, canonical, oembed, alt = "og:title", "og:image", "og:url", "og:description", "twitter:card", "canonical", "alternateapplication/json+oembed", "og:image:alt"
	long := "body=" + strings.Repeat("a", maxLinked)
	tests := []struct {
		sentence, public, target string
		want                     map[string]string // "": it is not there
	}{
		{"a scenario by its id", hopscopeExample, "/?scenario=loop", map[string]string{
			image: hopscopeExample + "/preview.png?scenario=loop", address: hopscopeExample + "/?scenario=loop", card: "summary_large_image",
			canonical: hopscopeExample + "/", "og:image:width": "1200", "og:image:height": "630", alt: "Diagram: A loop",
			oembed: hopscopeExample + "/oembed?url=https%3A%2F%2Fhopscope.example%2F%3Fscenario%3Dloop&format=json",
			named:  "A loop",
			about:  "GET with Browser fetch(): method kept (GET all the way); failed (TypeError: network error).",
		}},
		{"no scenario: the default one's picture, the site's words", hopscopeExample, "/", map[string]string{
			image: hopscopeExample + "/preview.png", address: hopscopeExample + "/", named: heads["/"].title, about: heads["/"].description,
			oembed: hopscopeExample + "/oembed?url=https%3A%2F%2Fhopscope.example%2F&format=json",
		}},
		{"the live page", hopscopeExample, "/live?hop=302,/x", map[string]string{
			named: "Journey of GET https://api.example.com/start with Browser fetch()",
			image: hopscopeExample + "/preview.png?hop=302,/x", address: hopscopeExample + "/live?hop=302,/x", canonical: hopscopeExample + "/live",
		}},
		{"the page for frames", hopscopeExample, "/embed?hop=302,/x", map[string]string{
			image: hopscopeExample + "/preview.png?hop=302,/x", oembed: hopscopeExample + "/oembed?url=https%3A%2F%2Fhopscope.example%2Fembed%3Fhop%3D302%2C%2Fx&format=json",
		}},
		{"what campaigns add is left out, and how the page is shown of the picture", hopscopeExample, "/?utm_source=x&hop=302,/x&readonly=1&step=2&theme=dark&fbclid=1", map[string]string{
			image: hopscopeExample + "/preview.png?hop=302,/x&step=2&theme=dark", address: hopscopeExample + "/?hop=302,/x&readonly=1&step=2&theme=dark",
		}},
		{"what is to be predicted is not told", hopscopeExample, "/?scenario=loop&predict=1", map[string]string{
			image: hopscopeExample + "/preview.png?scenario=loop&predict=1", about: "What becomes of a GET with Browser fetch()? Predict it, hop by hop.",
		}},
		{"a malformed address is not handed on", hopscopeExample, "/?hop=x", map[string]string{
			address: hopscopeExample + "/", card: "summary", oembed: "", about: heads["/"].description,
		}},
		{"nor one that is too long", hopscopeExample, "/?" + long, map[string]string{address: hopscopeExample + "/", card: "summary", oembed: "", alt: ""}},
		{"no public address: nothing absolute but where to ask for oEmbed, as this was asked for", "", "/?scenario=loop", map[string]string{
			image: "", address: "", canonical: "", card: "", oembed: "http://localhost:8080/oembed?url=http%3A%2F%2Flocalhost%3A8080%2F%3Fscenario%3Dloop&format=json",
			about: "GET with Browser fetch(): method kept (GET all the way); failed (TypeError: network error).",
		}},
		{"a code has its example", hopscopeExample, code.PagePath(303), map[string]string{
			image: hopscopeExample + "/preview.png?" + linked(code.All()[3].Examples[0].Address, drawable), address: hopscopeExample + "/codes/303", oembed: "", card: "summary_large_image",
		}},
		{"a page without a scenario has the icon", hopscopeExample, "/codes", map[string]string{card: "summary", oembed: "", alt: ""}},
		{"a lesson gives nothing away", hopscopeExample, "/lessons/" + lesson.All()[0].ID, map[string]string{card: "summary_large_image", oembed: ""}},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			h := newTestHandler(t, tt.public)
			r := ask(h, "GET", "http://x"+tt.target)
			if r.StatusCode != 200 {
				t.Fatal(r.StatusCode)
			}
			said := headOf(t, bodyOf(t, r))
			for name, want := range tt.want {
				if said[name] != want {
					t.Errorf("%s: %q, want %q", name, said[name], want)
				}
			}
			if u := said[image]; u != "" {
				target, ok := strings.CutPrefix(u, hopscopeExample)
				if r := ask(h, "GET", "http://x"+target); !ok || r.StatusCode != 200 || r.Header.Get("Content-Type") != "image/png" {
					t.Errorf("%s: %d", u, r.StatusCode)
				}
			}
			if said["twitter:title"]+said["twitter:image"] != "" {
				t.Error("what is said twice may differ")
			}
		})
	}
	t.Run("a lesson's picture is one to predict", func(t *testing.T) {
		for _, l := range lesson.All() {
			if u := headOf(t, bodyOf(t, ask(newTestHandler(t, hopscopeExample), "GET", "http://x/lessons/"+l.ID)))[image]; len(l.Scenarios) > 0 && !strings.HasSuffix(u, "&predict=1") {
				t.Errorf("%s: %q", l.ID, u)
			}
		}
	})
}

// TestShareHosts: the address in the head is never a stranger's.
func TestShareHosts(t *testing.T) {
	tests := []struct {
		sentence, public, host string
		status                 int
		want                   string // the beginning of the link to oEmbed
	}{
		{"a stranger's name", "", "evil.example", 421, ""},
		{"a stranger's name beside a public one", hopscopeExample, "evil.example", 421, ""},
		{"markup for a name", "", `localhost"><script>`, 421, ""},
		{"a name of this machine", "", "127.0.0.1:8080", 200, "http://127.0.0.1:8080/oembed?url=http%3A%2F%2F127.0.0.1%3A8080%2F"},
		{"the public one is the one that is named", hopscopeExample, "localhost:8080", 200, hopscopeExample + "/oembed?url=https%3A%2F%2Fhopscope.example%2F"},
	}
	for _, tt := range tests {
		r := ask(newTestHandler(t, tt.public), "GET", "http://x/", "Host: "+tt.host)
		body := bodyOf(t, r)
		if r.StatusCode != tt.status || strings.Contains(body, "evil.example") {
			t.Errorf("%s: %d, %.200s", tt.sentence, r.StatusCode, body)
		}
		if r.StatusCode == 200 {
			if got := headOf(t, body)["alternateapplication/json+oembed"]; !strings.HasPrefix(got, tt.want) {
				t.Errorf("%s: %q", tt.sentence, got)
			}
		}
	}
}

// TestHostileHeads puts hostile texts into the address of a page: its head says them,
// as text, and nothing else gets into it.
func TestHostileHeads(t *testing.T) {
	h := newTestHandler(t, hopscopeExample)
	for _, text := range hostileTexts {
		q := url.QueryEscape(text)
		for _, query := range []string{"title=" + q, "title=" + q + "&hop=302,/x", "method=" + q, "url=https://a.example/" + q, "client=" + q, q, "theme=" + q, "hop=302," + q, "title=" + strings.NewReplacer("%22", `"`, "%3C", "<", "%3E", ">", "%27", "'").Replace(q)} {
			r := ask(h, "GET", "http://x/?"+strings.NewReplacer("\n", "", "\x1b", "", " ", "").Replace(query))
			page := bodyOf(t, r)
			if r.StatusCode != 200 {
				t.Fatalf("%s: %d", query, r.StatusCode)
			}
			doc := parsed(t, page)
			scripts := 0
			for n := range find(doc, atom.Head).Descendants() {
				if n.Type != html.ElementNode {
					continue
				}
				switch n.DataAtom {
				case atom.Meta, atom.Link, atom.Title, atom.Script, atom.Noscript:
				default:
					t.Errorf("%s: a %s in the head", query, n.Data)
				}
				if n.DataAtom == atom.Script {
					scripts++
				}
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") || (a.Key == "href" || a.Key == "src") && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, hopscopeExample+"/") {
						t.Errorf("%s: %s=%q in the head", query, a.Key, a.Val)
					}
				}
			}
			if scripts != 3 {
				t.Errorf("%s: %d scripts", query, scripts)
			}
			said := headOf(t, page)
			for _, name := range []string{"og:url", "og:image", "canonical"} {
				if u, err := url.Parse(said[name]); err != nil || u.Host != "hopscope.example" || strings.ContainsAny(said[name], "\"'<> +\u202e") {
					t.Errorf("%s: %s is %q", query, name, said[name])
				}
			}
			for _, name := range []string{"og:description", "og:image:alt"} {
				if strings.ContainsAny(said[name], "\n\x1b\u202e\u2066") {
					t.Errorf("%s: %s is %q", query, name, said[name])
				}
			}
		}
	}
}

func TestLinked(t *testing.T) {
	tests := []struct{ sentence, raw, want string }{
		{"what is right stays", "scenario=loop&step=2", "scenario=loop&step=2"},
		{"a plus is a space", "title=a+b", "title=a%20b"},
		{"what has another form in HTML is escaped", `title="<'>é` + "\n", "title=%22%3C%27%3E%C3%A9%0A"},
		{"empty parts go", "&&a=1&", "a=1"},
		{"what campaigns add goes, however it is written", "utm_x=1&%75tm_y=1&a", "a"},
	}
	for _, tt := range tests {
		if got := linked(tt.raw, everything); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.sentence, got, tt.want)
		}
	}
}
