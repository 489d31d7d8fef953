package browsertest

// What else is at work in the page: the service worker, the journey, another
// page of the site.

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestLiveWithTheWorker runs live while the service worker is in charge: it has
// no part in what is sent, and keeps nothing of it.
func TestLiveWithTheWorker(t *testing.T) {
	p := newPage(t)
	byWorker := make(chan string, 1000)
	if err := chromedp.Listen(p.ctx, func(event any) {
		if e, ok := event.(*network.EventResponseReceived); ok && e.Response.FromServiceWorker {
			byWorker <- e.Response.URL
		}
	}); err != nil {
		t.Fatal(err)
	}
	p.open("/")
	p.wait("the service worker is in charge", `navigator.serviceWorker.controller`)
	const address = "/live?method=POST&body=hi&header=Content-Type:+application/json&hop=307,https://other.example/b&hop=302,https://api.example.com/c"
	p.openLive(address)
	p.wait("the service worker is in charge here, too", `navigator.serviceWorker.controller`)
	p.click("button", "fetch()")
	p.saw("fetch() resolved: status 200")
	p.arrived(4)
	p.behaved(1, "Browser fetch()")
	p.click("button", "Form post")
	p.arrived(7)
	p.behaved(2, "Browser form or link")

	// Chromium asks the worker about everything; what counts is who answers.
	n := len(byWorker)
	for range n {
		if url := <-byWorker; strings.Contains(url, "/live/") || strings.HasSuffix(url, "/live") {
			t.Errorf("the worker answered %s", url)
		}
	}
	if n == 0 {
		t.Error("the worker answered nothing at all: it was not in charge")
	}
	for _, url := range eval[[]string](p, `caches.keys().then(async (names) => {
		const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		return all.flat().map((request) => request.url);
	})`) {
		if strings.Contains(url, "/live/") || strings.HasSuffix(url, "/live") {
			t.Errorf("the worker keeps %s", url)
		}
	}
}

// TestLiveWithoutTheServer stops the server: the page says in a line that there
// is no new run, and what it has stays.
func TestLiveWithoutTheServer(t *testing.T) {
	s, err := startServer()
	if err != nil {
		t.Fatal(err)
	}
	p := newPage(t)
	p.before(`const now = performance.now.bind(performance); performance.now = () => now() + (window.later ?? 0)`)
	p.openLive(s.url + "/live?method=POST&body=hi&hop=302,/b")
	p.click("button", "fetch()")
	p.arrived(2)
	p.fill(`[id="request.url"]`, "https://typed.example/before")
	if err := s.stop(); err != nil {
		t.Fatalf("stopping the server: %v", err)
	}
	p.click("button", "Make a new run")
	p.expect(".live", "The server could not be reached, so there is no new run. The simulation works without it.\n")
	p.expect(".live", "2 requests arrived. Send the request again for another pass.") // the server may come back
	eval[bool](p, `window.later = 20_000, true`)
	p.expect(".live", "2 requests arrived. The server cannot be reached, so nothing more is seen of the run.")
	p.arrived(2)
	if got := eval[string](p, `document.getElementById("request.url").value`); got != "https://typed.example/before" {
		t.Errorf("the URL is %q", got)
	}
	p.click("link", "Playground")
	p.expect("#diagram", "typed.example")
	p.click("button", "Step")
	p.expect(".transport .count", "step 2 of")

	// It is there again, and so are the runs.
	again, err := startServer("-addr", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { again.stop() })
	p.click("link", "Live")
	p.click("button", "fetch()")
	p.expect(".live article", "POST https://typed.example/before")
	p.arrived(2)
	p.goTo("about:blank") // so that nothing is asked any more
	p.forget("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET", "404")
}

// TestLivePane runs live beside the journey: neither is in the other's way, and
// a change of the page is in the way of neither.
func TestLivePane(t *testing.T) {
	p := newPage(t)
	p.open(submit)
	eval[bool](p, `window.stays = true`)
	p.clickOn("details.live > summary")
	p.click("button", "Run it live")
	p.expect(".live", "The run waits for its first request.")
	p.click("button", "fetch()")
	p.saw("fetch() resolved: status 200, redirected, type cors")
	before := p.arrived(3)
	wants(t, before, "Browser fetch()", [2]string{"POST https://api.example.com/v1", "7 B body"},
		[2]string{"GET https://api.example.com/v2", "no body"}, [2]string{"GET https://other.example/v3", "no body"})
	p.behaved(1, "This behaved like Browser fetch().")

	same := func(when string) {
		t.Helper()
		if got := p.rows(); fmt.Sprint(got) != fmt.Sprint(before) {
			t.Errorf("%s the requests are %v, they were %v", when, got, before)
		}
		if !eval[bool](p, "window.stays === true") {
			t.Errorf("%s the page was loaded again", when)
		}
	}
	open := func(when string) {
		t.Helper()
		if !eval[bool](p, `document.querySelector("details.live").open`) {
			t.Errorf("%s the live run is folded away", when)
		}
	}
	p.click("button", "Step")
	p.expect(".transport .count", "step 2 of")
	p.clickOn(".journey h2")
	p.press(kb.ArrowRight)
	p.expect(".transport .count", "step 3 of")
	same("after a step")
	open("after a step")

	start := p.address()
	p.fill(`[id="request.url"]`, "https://api.example.com/typed")
	p.expect(".live", "The run is of the scenario before your change.")
	open("after a change")
	same("after a change")

	p.click("link", "Live")
	p.wait("the live run is the main thing", `document.querySelector("main > section.live")`)
	same("on the page of the live runs")
	if got := eval[string](p, `document.getElementById("request.url").value`); got != "https://api.example.com/typed" {
		t.Errorf("there the URL is %q", got)
	}
	if got := eval[string](p, "location.pathname"); got != "/live" {
		t.Errorf("the address is %s", got)
	}
	p.click("link", "Playground")
	p.wait("the journey is there again", `document.getElementById("step")`)
	p.expect(".transport .count", "step 3 of")
	same("back on the playground")
	do(p, chromedp.NavigateBack())
	p.wait("the live run is the main thing again", `document.querySelector("main > section.live")`)
	same("after the browser's own way back")

	// Still the same run: what comes now is shown, too.
	r, err := http.Get(start)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	p.wait("it is shown", `document.querySelectorAll(".live article").length > 3`)
}
