package browsertest

// Frames on a page of another site.

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"

	"github.com/hopscope/hopscope/server/trial"
)

// stranger serves a page of another site, and returns its address. Chromium takes
// localhost and 127.0.0.1 for two sites: a frame of one on the other is in a process
// of its own, and what it keeps is a third party's.
func stranger(t testing.TB, body string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>A page of another site</title><h1>Theirs</h1>`+body)
	}))
	t.Cleanup(s.Close)
	at, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	ours.Store(at.Host, true)
	return "http://localhost:" + at.Port()
}

// listening is the script of a page that writes down what its frame tells, as
// window.heard, and has say to answer.
const listening = `<script>
	window.heard = [];
	const frame = () => document.getElementById("frame").contentWindow;
	const said = (type) => heard.filter((m) => m.type === type);
	addEventListener("message", (e) => { if (e.source === frame()) heard.push(e.data); });
	const say = (message) => frame().postMessage(message, "*");
</script>`

// frames makes each frame another address.
var frames int

// framing opens a page of another site with /embed?address in a frame that has the
// attributes. What it returns is the page and, as a page of its own, the frame.
func framing(t *testing.T, attributes, address string) (parent, frame *page) {
	t.Helper()
	return framingIn(t, chromium, attributes, address)
}

func framingIn(t *testing.T, browser context.Context, attributes, address string) (parent, frame *page) {
	t.Helper()
	frames++
	name := fmt.Sprintf("&lesson=frame-%d", frames) // which says nothing without a goal
	address += name
	at := stranger(t, listening+`<iframe id="frame" title="A redirect" width="700" height="500" `+attributes+` src="`+html.EscapeString(siteURL+"/embed?"+address)+`"></iframe>`)
	parent = newPageIn(t, browser)
	parent.goTo(at)
	return parent, parent.frame(name)
}

// frame returns the frame of another site whose address ends so. It has a console of
// its own, which has to stay as clean.
func (p *page) frame(end string) *page {
	p.t.Helper()
	until := time.Now().Add(patience)
	for time.Now().Before(until) {
		all, err := chromedp.Targets(p.ctx)
		if err != nil {
			p.t.Fatal(err)
		}
		for _, target := range all {
			if target.Type != "iframe" || !strings.HasSuffix(target.URL, end) {
				continue
			}
			ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(target.TargetID))
			ear, err := trial.Hear(ctx, isOurs)
			if err != nil {
				p.t.Fatalf("listening to a frame: %v", err)
			}
			p.t.Cleanup(func() {
				cancel()
				for _, wrong := range ear.Wrong() {
					p.t.Error("in the frame, " + wrong)
				}
			})
			return &page{t: p.t, ctx: ctx, ear: ear}
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.t.Fatalf("there is no frame that ends in %s", end)
	return nil
}

// readAloud returns what a screen reader finds in the page, which takes no script.
func (p *page) readAloud() string {
	p.t.Helper()
	var words []string
	for _, n := range call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes {
		if n.Name != nil && !n.Ignored && n.Role != nil && string(n.Role.Value) == `"StaticText"` {
			var text string
			if err := json.Unmarshal(n.Name.Value, &text); err != nil {
				p.t.Fatal(err)
			}
			words = append(words, text)
		}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
