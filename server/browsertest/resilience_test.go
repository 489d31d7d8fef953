package browsertest

// What can be missing or hostile: the network, storage, scripts, a sane address.

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestOffline visits once, stops the server, and comes back: to the same
// address, and to one that was never visited.
func TestOffline(t *testing.T) {
	s, err := startServer()
	if err != nil {
		t.Fatal(err)
	}
	p := newPage(t)
	p.open(s.url + "/")
	eval[bool](p, `navigator.serviceWorker.ready.then(() => true)`)
	p.wait("the service worker is in charge", `navigator.serviceWorker.controller`)
	if err := s.stop(); err != nil {
		t.Fatalf("stopping the server: %v", err)
	}
	do(p, chromedp.Reload())
	p.ready()
	p.expect("h1", "hopscope")
	p.click("button", "Step")
	p.expect(".transport .count", "step 2 of")

	p.open(s.url + "/?method=DELETE&url=https://offline.example/x&hop=307,/y")
	p.expect("#diagram", "offline.example")
	p.expect("#diagram", "DELETE")

	// The browser reports that the server is gone, and nothing else.
	p.forget("ERR_CONNECTION_REFUSED", "fetching the script")
}

// TestUpdates serves another page at the same address: it is what is seen next,
// and what was kept of the old one goes.
func TestUpdates(t *testing.T) {
	old, err := startServer()
	if err != nil {
		t.Fatal(err)
	}
	p := newPage(t)
	p.open(old.url + "/")
	p.wait("the service worker is in charge", `navigator.serviceWorker.controller`)
	before := eval[[]string](p, `caches.keys()`)
	if len(before) != 1 || !strings.HasPrefix(before[0], "hopscope-") {
		t.Fatalf("the caches are %q", before)
	}
	if err := old.stop(); err != nil {
		t.Fatalf("stopping the server: %v", err)
	}

	// The public address is in the page, so this is another version.
	renewed, err := startServer("-addr", strings.TrimPrefix(old.url, "http://"), "-public-url", "https://hopscope.example")
	if err != nil {
		t.Fatal(err)
	}
	do(p, chromedp.Reload())
	p.ready()
	if got := eval[string](p, `document.querySelector("link[rel=canonical]")?.href ?? ""`); got != "https://hopscope.example/" {
		t.Errorf("the page is still the old one: %q", got)
	}
	until := time.Now().Add(patience)
	for {
		after := eval[[]string](p, `caches.keys()`)
		if len(after) == 1 && after[0] != before[0] {
			break
		}
		if time.Now().After(until) {
			t.Fatalf("the caches were %q and are %q", before, after)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if err := renewed.stop(); err != nil {
		t.Fatalf("stopping the server: %v", err)
	}
}

// TestWithoutJavaScript reads the journey that the server wrote.
func TestWithoutJavaScript(t *testing.T) {
	p := newPage(t)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.goTo(submit)
	text := p.text("body")
	for _, want := range []string{"hopscope", "https://other.example", "302 Found", "307 Temporary Redirect", "Without JavaScript", "POST → GET", "Body lost"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the page: %.3000s", want, text)
		}
	}
	if eval[bool](p, `Boolean(document.getElementById("app-wasm-loader").getClientRects().length)`) {
		t.Error("the loader is shown, though nothing is loading")
	}
	p.noSideways()
}

// TestWithoutWebAssembly says so, and leaves the journey to be read.
func TestWithoutWebAssembly(t *testing.T) {
	p := newPage(t)
	p.before(`delete window.WebAssembly`)
	p.goTo(submit)
	p.expect(".notices", "could not be loaded: the journey can be read")
	if text := p.text("body"); !strings.Contains(text, "https://other.example") {
		t.Errorf("the journey is not in the page: %.2000s", text)
	}
	p.forget("preloaded using link preload") // Chromium: it was fetched for nothing
}

// TestStorageRefused works, and says that nothing is kept.
func TestStorageRefused(t *testing.T) {
	p := newPage(t)
	p.before(`for (const name of ["localStorage", "sessionStorage"]) {
		Object.defineProperty(window, name, {
			configurable: true,
			get() { throw new DOMException("refused", "SecurityError"); },
		});
	}`)
	p.open("/")
	p.click("button", "Step")
	p.expect(".transport .count", "step 2 of")
	p.fill(`[id="request.url"]`, "https://a.example/not/kept")
	p.expect(".notices", "keeps nothing")
}

// TestSavedWorkBroken sets it aside and starts afresh.
func TestSavedWorkBroken(t *testing.T) {
	tests := []struct{ sentence, work string }{
		{"no JSON", `{"work":1,`},
		{"another version", `{"work":99,"draft":{}}`},
		{"another type", `[1,2,3]`},
		{"markup", `<script>alert(1)</script>`},
		{"a draft that is none", `{"work":1,"draft":{"request":{"method":7}}}`},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			p := newPage(t)
			p.goTo("/llms.txt")
			eval[bool](p, fmt.Sprintf(`localStorage.setItem("hopscope.work", %q), true`, test.work))
			p.open("/")
			p.expect(".notices", "set aside")
			if got := eval[string](p, `localStorage.getItem("hopscope.aside")`); got != test.work {
				t.Errorf("set aside: %q", got)
			}
			p.click("button", "Step")
			p.expect(".transport .count", "step 2 of")
		})
	}
}

// TestHostileAddresses runs markup of every kind past the page, in the query and
// in the fragment: nothing runs (a dialog would be an error of the page), and
// nothing becomes an element.
func TestHostileAddresses(t *testing.T) {
	texts := []string{
		`"><script>alert(1)</script>`,
		`'><img src=x onerror=alert(1)>`,
		`</textarea></title></style></script><svg onload=alert(1)>`,
		`\"><b id=broken onfocus=alert(1) autofocus>`,
		`<!--><b id=broken>`,
		`javascript:alert(1)`,
	}
	fields := func(text string) string {
		e := url.QueryEscape(text)
		return "method=POST&title=" + e + "&url=https://a.example/" + e + "&header=X-A:+" + e + "&header=Authorization:+" + e +
			"&body=" + e + "&hop=302," + e + "&hop=307,https://b.example/" + e + "&hopheader=1,X-B:+" + e + "&hopheader=1,Set-Cookie:+a%3D" + e +
			"&hopat=2,https://a.example/" + e + "&client=" + e + "&option=" + e + ":" + e + "&theme=" + e + "&step=" + e + "&" + e + "=" + e
	}
	p := newPage(t)
	for _, text := range texts {
		for _, mark := range []string{"?", "#"} {
			address := "/" + mark + fields(text)
			if mark == "#" {
				p.goTo("/llms.txt") // or only the fragment would change
			}
			p.open(address)
			p.click("button", "Step")
			p.press("\u001b")
			p.looksSound(text)
			p.click("button", "Share")
			p.wait("there is a link", `document.getElementById("share.link")?.value`)
			p.looksSound(text)
		}
	}
	for _, address := range []string{"/#%", "/#%zz=%", "/?s=AAAA", "/#s=" + strings.Repeat("A", 3000), "/?%00=%00", "/#step=999999999999999999999", "/?hop=" + strings.Repeat("9", 400)} {
		p.goTo("/llms.txt")
		p.open(address)
		p.looksSound("broken")
	}
}

// looksSound fails where markup of an address has become part of the page.
func (p *page) looksSound(text string) {
	p.t.Helper()
	scripts := eval[int](p, `document.querySelectorAll("script").length`)
	if scripts != 3 {
		p.t.Errorf("%s: the page has %d scripts", text, scripts)
	}
	strange := eval[[]string](p, `[...document.querySelectorAll("*")].filter((e) =>
		e.id === "broken" || /^(iframe|object|embed|base|style)$/i.test(e.tagName) ||
		[...e.attributes].some((a) => a.name.startsWith("on") || a.name === "style" || /^\s*javascript:/i.test(a.value) && a.name === "href")
	).map((e) => e.outerHTML.slice(0, 200))`)
	for _, s := range strange {
		p.t.Errorf("%s: in the page is %s", text, s)
	}
}

// before runs a script in every page before its own.
func (p *page) before(script string) {
	p.t.Helper()
	call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}
