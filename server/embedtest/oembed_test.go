package embedtest

// oEmbed as WordPress asks for it, which finds out by itself and trusts nobody.

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	xhtml "golang.org/x/net/html"
)

// TestOEmbed pastes a link as an author does, and lets what WordPress makes of it
// show: the frame steps, though it is of no origin and has what is no scenario
// behind the #.
func TestOEmbed(t *testing.T) {
	h := theHost(t)
	for _, name := range []string{"plain", "hostile"} {
		t.Run(name, func(t *testing.T) {
			e := embeds[name]
			e.Tier = "frame"
			link := strings.TrimSpace(snippets(t, h, e)["oembed"].Files[0].Text)
			p := newTab(t)
			p.prefers("light")
			do(p, chromedp.Navigate(strings.Replace(serve(t, `<!DOCTYPE html><meta charset="utf-8"><body>`+filter(t, embedHTML(t, discover(t, link), link)), nil), "127.0.0.1", "localhost", 1)))
			if made := eval[string](p, `[...document.body.querySelectorAll("*")].map((e) => e.localName).join()`); made != "iframe" {
				t.Fatalf("the page has %s", made)
			}
			f := p.frame("the frame", `document.querySelector("iframe")`)
			f.steps()
			for _, at := range []*tab{p, f} {
				if eval[bool](at, "window.pwned !== undefined") {
					t.Errorf("%s: a script has run", at.name)
				}
			}
			if text := eval[string](f, `document.body.innerText`); strings.Contains(text, "secret") {
				t.Errorf("the frame speaks of what WordPress put behind the #:\n%s", text)
			}
		})
	}
}

// fetch returns what stands at an address, the first bytes of it.
func fetch(t *testing.T, address string, most int64) []byte {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, most))
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s (%v) %s", address, answer.Status, err, text)
	}
	return text
}

var (
	links = regexp.MustCompile(`(?iU)<link([^<>]+)/?>`)
	pairs = regexp.MustCompile(`([\w-]+)="([^"]*)"`)
)

// discover finds where to ask about a page, as WP_oEmbed::discover does (WordPress,
// wp-includes/class-wp-oembed.php): in the head, within the first 150 KB, by a
// regular expression.
func discover(t *testing.T, page string) string {
	t.Helper()
	head, _, _ := strings.Cut(string(fetch(t, page, 153600)), "</head>")
	for _, link := range links.FindAllStringSubmatch(head, -1) {
		var kind, href string
		for _, pair := range pairs.FindAllStringSubmatch(link[1], -1) {
			switch pair[1] {
			case "type":
				kind = pair[2]
			case "href":
				href = html.UnescapeString(pair[2])
			}
		}
		if kind == "application/json+oembed" && href != "" {
			return href
		}
	}
	t.Fatalf("no oEmbed in the head of %s:\n%s", page, head)
	return ""
}

// embedHTML asks as WP_oEmbed::fetch does, for a column of 500 pixels.
func embedHTML(t *testing.T, endpoint, link string) string {
	t.Helper()
	u, err := url.Parse(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	for name, value := range map[string]string{"maxwidth": "500", "maxheight": "750", "url": link, "dnt": "1", "format": "json"} {
		q.Set(name, value)
	}
	u.RawQuery = q.Encode()
	var answer struct {
		Type, Version, HTML string
		Width, Height       int
	}
	if err := json.Unmarshal(fetch(t, u.String(), 1<<20), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Type != "rich" || answer.Version != "1.0" || answer.Width < 1 || answer.Width > 500 || answer.Height < 1 || answer.Height > 750 {
		t.Errorf("the answer is %+v", answer)
	}
	return answer.HTML
}

var frames = regexp.MustCompile(`(?s)(<iframe.*?></iframe>)`)

// filter does what wp_filter_oembed_result does (WordPress, wp-includes/embed.php)
// with the HTML of a site that it does not know: of the frame alone it keeps the
// attributes named here, puts a secret behind the #, and takes the origin from it.
func filter(t *testing.T, text string) string {
	t.Helper()
	found := frames.FindString(text)
	if found == "" {
		t.Fatalf("WordPress finds no frame in %s", text)
	}
	doc, err := xhtml.Parse(strings.NewReader(found))
	if err != nil {
		t.Fatal(err)
	}
	kept := ""
	for n := range doc.Descendants() {
		if n.Data != "iframe" {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == "src" {
				a.Val += "#?secret=aB3dE5gH7j"
			}
			if slices.Contains([]string{"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"}, a.Key) {
				kept += fmt.Sprintf(` %s="%s"`, a.Key, html.EscapeString(a.Val))
			}
		}
	}
	return `<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"` + kept + ` data-secret="aB3dE5gH7j"></iframe>`
}
