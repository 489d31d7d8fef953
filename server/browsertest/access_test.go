package browsertest

// The page is for everybody: any width, any theme, any way of reading.

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// states are what the page can look like: each is opened, and then done to.
var states = []struct {
	name, address string
	do            func(p *page)
}{
	{"at the start", "/", func(*page) {}},
	{"at the end", submit, func(p *page) { p.press(kb.End) }},
	{"with a hop open", submit, func(p *page) {
		if !eval[bool](p, `Boolean(document.getElementById("code-1-307")?.offsetParent)`) {
			p.clickOn(`[id="hops[1].open"]`)
		}
		p.wait("everything is unfolded", `[...document.querySelectorAll("details")].every((d) => d.open = true)`)
	}},
	{"with the share dialog", submit, func(p *page) {
		p.click("button", "Share")
		p.wait("there is a link", `document.getElementById("share.link")?.value`)
	}},
	{"with the embed dialog", submit, func(p *page) {
		p.openEmbed("html")
		p.wait("the page is drawn", seen["hop-scope"])
	}},
	{"with the embed dialog at two files", submit, func(p *page) {
		p.openEmbed("hugo")
		p.wait("the page is drawn", seen["hop-scope"])
	}},
	{"with the keys", "/", func(p *page) {
		p.press("?")
		p.wait("the dialog is open", `document.querySelector("dialog[open]")`)
	}},
	{"predicting", submit + "&predict=1", func(p *page) { p.press(kb.ArrowRight) }},
	{"with a challenge", dare, func(p *page) {
		p.click("button", "Hint 1 of 2")
		p.expect(".tasks ol", "Two of the codes")
	}},
	{"with a challenge met, of long words", dare + "&goal=last+path+%21=+/" + strings.Repeat("x", 300), func(p *page) {
		p.clickOn(`label.c:has(#code-0-307)`)
		p.expect(".tasks", "Met, in 1 redirect.")
	}},
	{"with an address that cannot be read", "/?nothing=1&client=nobody", func(*page) {}},
	{"with long words", "/?method=POST&url=https://a.example/" + strings.Repeat("x", 300) + "&header=X-Long:+" + strings.Repeat("y", 300) + "&hop=307,/" + strings.Repeat("z", 300), func(p *page) { p.press(kb.End) }},
	{"for a frame", "/embed?" + login, func(p *page) { p.press(kb.End) }},
	{"for a frame, with its clients", "/embed?" + login + "&readonly=1", func(p *page) { p.clickOn("#client > summary") }},
	{"for a frame, predicting", "/embed?" + login + "&predict=1", func(p *page) { p.press(kb.ArrowRight) }},
	{"for a frame, with long words", "/embed?title=" + strings.Repeat("w", 200) + "&url=https://a.example/" + strings.Repeat("x", 300) + "&hop=307,/" + strings.Repeat("z", 300), func(*page) {}},
	{"with many hops", "/?hop=302,/1" + strings.Repeat("&hop=302,/n", 1) + manyHops(18), func(p *page) { p.press(kb.End) }},
}

func manyHops(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "&hop=307,/%d", i+100)
	}
	return b.String()
}

// eachState brings the page into every state, as for somebody new, and looks at
// it. It is the same tab, so that the browser compiles the WebAssembly once.
func (p *page) eachState(t *testing.T, look func(*page)) {
	for _, state := range states {
		t.Run(state.name, func(t *testing.T) {
			p.in(t)
			p.goTo("/llms.txt")
			eval[bool](p, "localStorage.clear(), true")
			p.open(state.address)
			state.do(p)
			look(p)
		})
	}
}

// TestWidths opens every state at every width: nothing scrolls sideways.
func TestWidths(t *testing.T) {
	for _, width := range []int64{320, 400, 768, 1280, 1920} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := newPage(t)
			p.size(width, 900)
			p.eachState(t, (*page).noSideways)
		})
	}
}

// noSideways fails where the page is wider than the window.
func (p *page) noSideways() {
	p.t.Helper()
	if over := eval[int](p, `Math.max(0, ...[...document.querySelectorAll("dialog[open]")].map((d) => d.scrollWidth - d.clientWidth))`); over > 0 {
		p.t.Errorf("the dialog is %d pixels wider than it shows", over)
	}
	if over := eval[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
		wide := eval[[]string](p, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.tagName + "." + e.getAttribute("class")).slice(0, 8)`)
		p.t.Errorf("the page is %d pixels wider than the window: %v", over, wide)
	}
}

// TestAxe lets axe-core look at every state in both themes.
func TestAxe(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			p := newPage(t)
			p.theme(theme)
			p.eachState(t, (*page).axe)
		})
	}
}

// theme makes the system's theme light or dark, without motion.
func (p *page) theme(theme string) {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: theme},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// A violation is what axe-core found.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML           string
		FailureSummary string
	}
}

// axe runs axe-core in the page, with every rule it has but the experimental
// ones.
func (p *page) axe() {
	p.t.Helper()
	eval[bool](p, axe+";true")
	text := eval[string](p, `axe.run(document, { resultTypes: ["violations"] }).then((r) => JSON.stringify(r.violations))`)
	var violations []violation
	if err := json.Unmarshal([]byte(text), &violations); err != nil {
		p.t.Fatal(err)
	}
	for _, v := range violations {
		for _, n := range v.Nodes {
			p.t.Errorf("%s (%s): %s\n%.300s\n%s", v.ID, v.Impact, v.Help, n.HTML, n.FailureSummary)
		}
	}
}

// TestThemes follows the system, and the choice of the person before that; the
// choice is there before anything is painted.
func TestThemes(t *testing.T) {
	p := newPage(t)
	system := func(theme string) {
		call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
	}
	const background = `getComputedStyle(document.body).backgroundColor`
	system("dark")
	p.open("/")
	dark := eval[string](p, background)
	system("light")
	light := eval[string](p, background)
	if dark == light {
		t.Fatalf("both themes have the background %s", light)
	}
	p.clickOn(`header.top button[aria-label^="Theme: as the system"]`)
	p.wait("it is chosen to be light", `document.documentElement.dataset.theme === "light"`)
	p.clickOn(`header.top button[aria-label^="Theme: light"]`)
	p.wait("it is dark", fmt.Sprintf("%s === %q", background, dark))

	// Before the app is there.
	p.before(`addEventListener("DOMContentLoaded", () => { window.early = getComputedStyle(document.body).backgroundColor })`)
	p.open("/")
	if early := eval[string](p, "window.early"); early != dark {
		t.Errorf("after a reload the page begins with %s, not %s", early, dark)
	}
	p.open("/?theme=light")
	if early := eval[string](p, "window.early"); early != light {
		t.Errorf("with theme=light the page begins with %s, not %s", early, light)
	}
}

// TestReducedMotion asks for none, and expects that nothing moves.
func TestReducedMotion(t *testing.T) {
	p := newPage(t)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	p.open(submit)
	p.press(kb.ArrowRight)
	p.expect(".transport .count", "step 2 of")
	if moving := eval[int](p, `document.getAnimations().filter((a) => a.playState === "running" && a.effect.getComputedTiming().duration > 50).length`); moving > 0 {
		t.Errorf("%d animations are running", moving)
	}
}

// TestAnnounces steps, and expects the step as a sentence in the live region.
func TestAnnounces(t *testing.T) {
	p := newPage(t)
	p.open(submit)
	p.press(kb.ArrowRight)
	p.wait("the step is said", `document.getElementById("said").innerText.length > 10`)
	first := p.text("#said")
	p.press(kb.ArrowRight)
	p.wait("the next one is said", fmt.Sprintf(`document.getElementById("said").innerText !== %q`, first))
}

// TestDoesNotJump measures how far things move while the app takes over from
// what the server wrote. 0.1 is what counts as good.
func TestDoesNotJump(t *testing.T) {
	for _, c := range []struct {
		width   int64
		address string
	}{{400, submit}, {1280, submit}, {360, "/embed?" + login}, {720, "/embed?" + login}} {
		t.Run(fmt.Sprint(c.width), func(t *testing.T) {
			p := newPage(t)
			p.size(c.width, 900)
			p.before(`window.shift = 0; new PerformanceObserver((l) => {
				for (const e of l.getEntries()) window.shift += e.value;
			}).observe({ type: "layout-shift", buffered: true });`)
			p.open(c.address)
			eval[bool](p, `new Promise((r) => setTimeout(() => r(true), 300))`)
			if shift := eval[float64](p, "window.shift"); shift > 0.1 {
				t.Errorf("things move by %.3f", shift)
			}
		})
	}
}
