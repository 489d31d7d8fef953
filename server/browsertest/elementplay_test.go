package browsertest

// <hop-scope> with the playground in it.

import (
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// three are elements as a page of documentation has them.
const three = `<p>Text.</p><hop-scope scenario="submit-307" lazy>One</hop-scope>
	<p>Text.</p><hop-scope scenario="submit-twice" client="curl" lazy>Two</hop-scope>
	<p>Text.</p><hop-scope scenario="loop" lazy>Three</hop-scope>`

// TestElementPlays clicks three elements on a page of another origin: each shows
// its own scenario, whole and without a scroll bar of its own, steps by its keys,
// and the three share one download.
func TestElementPlays(t *testing.T) {
	f := newFront(t, "")
	p := newPage(t)
	p.size(1280, 1400)
	p.openAuthor(author(t, "", f.script(), three))
	for nth, name := range []string{"One", "Two", "Three"} {
		p.click("button", "Step through it: "+name)
		p.wait(name+" plays", fmt.Sprintf(`shown("iframe", %d) && inside(".live", %[1]d)`, nth))
		p.wait(name+" has the focus", fmt.Sprintf(`el(%d).shadowRoot.activeElement`, nth))
		p.press(kb.ArrowRight)
		p.wait("the page hears of the step", `events.at(-1)[0] === "hopscope-step" && events.at(-1)[1].step === 1 && events.at(-1)[1].steps > 1`)
		p.wait(name+" is as high as what is in it", fmt.Sprintf(`inside("iframe", %d).style.height !== "482px"`, nth))
		if name == "Three" { // it is longer than the window
			continue
		}
		if over := inFrame[int](p, "/embed/?", nth, `document.documentElement.scrollHeight - innerHeight`); over > 0 {
			t.Errorf("%s: %d pixels are below its frame", name, over)
		}
	}
	for nth, words := range []string{"fetch", "curl", "fetch"} {
		if text := inFrame[string](p, "/embed/?", nth, `document.body.innerText`); !strings.Contains(text, words) {
			t.Errorf("frame %d does not say %q: %.300q", nth, words, text)
		}
	}
	if n := f.count(".wasm"); n != 1 {
		t.Errorf("the WebAssembly was asked for %d times: %q", n, f.asked)
	}
	if n := f.count("/embed-1.js"); n != 1 {
		t.Errorf("the script was asked for %d times", n)
	}
}

// TestElementsAtOnce are three without lazy in one window: one after the other,
// and one download.
func TestElementsAtOnce(t *testing.T) {
	f := newFront(t, "")
	p := newPage(t)
	p.size(1280, 3000)
	p.openAuthor(author(t, "", f.script(), strings.ReplaceAll(three, " lazy", "")))
	for nth := range 3 {
		p.wait("each plays", fmt.Sprintf(`shown("iframe", %d) && inside(".live", %[1]d)`, nth))
	}
	if n := f.count(".wasm"); n != 1 {
		t.Errorf("the WebAssembly was asked for %d times", n)
	}
	if !eval[bool](p, `document.activeElement === document.body`) {
		t.Error("the focus has moved")
	}
}

// TestElementLong has a journey that is longer than the window: its buttons and what
// they show are in sight together, however far it has gone.
func TestElementLong(t *testing.T) {
	f := newFront(t, "")
	p := newPage(t)
	p.size(1000, 800)
	p.openAuthor(author(t, "", f.script(), `<p>Text.</p><hop-scope scenario="loop" lazy picture="none">Long</hop-scope><p>Text.</p>`))
	p.click("button", "Step through it: Long")
	p.wait("it plays", playing)
	p.wait("it has told its height, which is more than the window's", `parseInt(inside("iframe").style.height) > innerHeight`)
	if high := eval[int](p, `inside("iframe").offsetHeight`); high != 720 {
		t.Errorf("the frame is %d pixels high in a window of 800", high)
	}
	eval[bool](p, `el().setAttribute("step", "40"), true`)
	p.wait("it goes there", `events.at(-1)[1].step === 40`)
	const both = `(() => {
		const seen = (e) => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight + 1; };
		return scrollY > 0 && seen(document.querySelector(".transport")) && seen(document.querySelector("#diagram .now"));
	})()`
	for until := time.Now().Add(patience); !inFrame[bool](p, "/embed/?", 0, both); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("the buttons and the step are not in sight together")
		}
	}
}

// TestElementTellsThePlayground changes attributes and theme of an element that is
// played with.
func TestElementTellsThePlayground(t *testing.T) {
	f := newFront(t, "")
	p := newPage(t)
	p.theme("light")
	p.openAuthor(author(t, "", f.script(), lazy))
	p.click("button", "Step through it: A form, with 307")
	p.wait("it plays", playing)
	frame := func(what, expression string) {
		t.Helper()
		for until := time.Now().Add(patience); !inFrame[bool](p, "/embed/?", 0, "Boolean("+expression+")"); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(until) {
				t.Fatalf("not so: %s: %.500s", what, inFrame[string](p, "/embed/?", 0, `document.body.innerText`))
			}
		}
	}
	frame("it is light", `document.documentElement.dataset.theme === "light"`)
	eval[bool](p, `document.body.style.background = "#101318", true`)
	frame("it is dark", `document.documentElement.dataset.theme === "dark"`)
	eval[bool](p, `el().setAttribute("step", "3"), true`)
	p.wait("it goes to the step", `events.at(-1)[1].step === 3`)
	eval[bool](p, `el().removeAttribute("step"), el().setAttribute("client", "wget"), true`)
	frame("it has the other client", `document.body.innerText.includes("GNU Wget")`)
	eval[bool](p, `el().removeAttribute("scenario"), el().removeAttribute("title"), el().setAttribute("hops", "308 https://other.example/there, 302 /b"), true`)
	frame("it has the other hops", `document.body.innerText.includes("other.example")`)
	eval[bool](p, `el().setAttribute("client", "netscape"), true`)
	frame("it says what it cannot read", `document.body.innerText.includes("netscape")`)
	p.wait("so does the element, of its picture", `!inside(".drawn")`)
	p.forget("status of 400")
}

// TestElementOnAnotherSite has the page on another site than Hopscope's, not only
// another port, under a policy that lets in what it must.
func TestElementOnAnotherSite(t *testing.T) {
	f := newFront(t, "")
	p := newPage(t)
	policy := fmt.Sprintf("default-src 'none'; script-src %[1]s; img-src %[1]s; frame-src %[1]s", f.url)
	address := strings.Replace(author(t, policy, f.script(), lazy), "127.0.0.1", "localhost", 1)
	p.openAuthor(address)
	p.wait("the picture is shown", pictured)
	p.press(kb.Tab)
	p.press(kb.Enter)
	p.wait("it plays", playing)
	p.wait("it is as high as what is in it", `inside("iframe").style.height !== "482px"`)
	p.press(kb.ArrowRight)
	p.wait("a key steps", `events.at(-1)[0] === "hopscope-step" && events.at(-1)[1].step === 1`)
}

// TestElementIsolated is a page that is isolated from other origins, as some that
// show programs are: it takes only what says that anybody may have it.
func TestElementIsolated(t *testing.T) {
	f := newFront(t, "")
	page := author(t, "", f.script(), lazy)
	isolated := serveOurs(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		to, _ := url.Parse(page)
		httputil.NewSingleHostReverseProxy(to).ServeHTTP(w, r)
	}))
	p := newPage(t)
	p.openAuthor(isolated)
	if !eval[bool](p, "crossOriginIsolated") {
		t.Error("the page is not isolated")
	}
	p.wait("the picture is shown", pictured)
	p.click("button", "Step through it: A form, with 307")
	p.wait("it plays", playing)
	p.press(kb.ArrowRight)
	p.wait("the page hears of the step", `events.at(-1)[1].step === 1`)
}
