package browsertest

// The live run is for everybody, too.

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// liveStates are what the page of the live runs can look like.
var liveStates = []struct {
	name, address string
	do            func(p *page)
}{
	{"before a run", "/live", func(*page) {}},
	{"after runs of all kinds", "/live?client=curl&method=POST&body=hi&hop=302,https://other.example/b", func(p *page) {
		p.click("button", "fetch()")
		p.behaved(1, "Browser fetch()")
		p.click("button", "Form post")
		p.behaved(2, "Browser form or link")
		p.arrived(4)
		p.unfold()
	}},
	{"where CORS refuses", "/live?method=POST&body=hi&cors=written&hop=307,https://other.example/b", func(p *page) {
		p.click("button", "fetch()")
		p.saw("rejected")
		p.arrived(2)
		p.forget("CORS policy", "ERR_FAILED")
	}},
	{"where there is no run", "/live?hop=302,mailto:x", func(p *page) {
		p.click("button", "fetch()")
		p.expect(".live", "status 400")
		p.forget("400")
	}},
	{"with long words", "/live?method=POST&url=https://a.example/" + long("x") + "&header=X-Long:+" + long("y") + "&body=" + long("b") + "&hop=307,/" + long("z"), func(p *page) {
		p.click("button", "fetch()")
		p.behaved(1, "Browser fetch()")
		p.arrived(2)
		p.unfold()
	}},
	{"beside the journey", submit, func(p *page) {
		p.clickOn("details.live > summary")
		p.click("button", "fetch()")
		p.behaved(1, "Browser fetch()")
		p.arrived(3)
		p.unfold()
	}},
}

func long(letter string) string {
	out := ""
	for range 300 {
		out += letter
	}
	return out
}

// unfold opens everything of the live run that is folded away.
func (p *page) unfold() {
	p.t.Helper()
	p.wait("everything is unfolded", `[...document.querySelectorAll(".live details")].every((d) => d.open = true)`)
}

// show opens one of the states.
func (p *page) show(address string, do func(*page)) {
	p.t.Helper()
	if address == submit {
		p.open(address)
	} else {
		p.openLive(address)
	}
	do(p)
}

// TestLiveLooks opens every state: nothing scrolls sideways at any width, and
// axe-core finds nothing in either theme.
func TestLiveLooks(t *testing.T) {
	p := newPage(t)
	for _, state := range liveStates {
		t.Run(state.name, func(t *testing.T) {
			p.in(t)
			p.show(state.address, state.do)
			for _, width := range []int64{320, 400, 768, 1920, 1280} {
				p.size(width, 900)
				p.noSideways()
			}
			for _, theme := range []string{"light", "dark"} {
				p.theme(theme)
				p.axe()
			}
		})
	}
}

// TestLiveKeyboardAlone makes a run, chooses a command, copies it, runs it, and
// looks at what came, from the start of the page on and without a mouse.
func TestLiveKeyboardAlone(t *testing.T) {
	p := newPage(t)
	p.openLive("/live?method=POST&body=hi&hop=302,/b")
	call(p, browser.SetPermission, browser.SetPermissionParams{ // for the test, to read what was copied
		Permission: &browser.PermissionDescriptor{Name: "clipboard-read"}, Setting: browser.PermissionSettingGranted,
		Origin: siteURL, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID})
	p.press(kb.Tab)
	p.wait("the first stop is the way past the top bar", `document.activeElement.innerText === "Skip to the live run"`)
	p.press(kb.Enter)
	p.wait("it leads to the live run", `document.activeElement.closest(".live h2")`)
	p.tabTo("Run it live", "")
	p.press(kb.Enter)
	p.expect(".live", "The run waits for its first request.")
	if got := eval[string](p, `document.activeElement.innerText`); got != "Make a new run" {
		t.Errorf("after the run is made the focus is on %q", got)
	}
	p.tabTo("fetch()", "")
	p.press(" ")
	p.saw("fetch() resolved")
	p.arrived(2)
	p.tabTo("Command for", "select")
	p.press("w") // get
	p.wait("it is the command for wget", `document.querySelector(".live [aria-label=Command]").innerText.startsWith("wget ")`)
	p.tabTo("Copy the command", "")
	p.press(kb.Enter)
	p.wait("it is said to be copied", `document.getElementById("said").innerText.includes("opied")`)
	copied := eval[string](p, `navigator.clipboard.readText()`)
	if got := p.text(`.live [aria-label="Command"]`); copied != got {
		t.Errorf("what was copied is %q, the command is %q", copied, got)
	}
	shell(t, copied)
	p.arrived(4)
	p.behaved(2, "Wget")
	if got := eval[string](p, `document.activeElement.innerText`); got != "Copy the command" {
		t.Errorf("after requests arrived the focus is on %q", got)
	}
	p.tabTo("As it came", "summary")
	p.press(kb.Enter)
	p.wait("it is shown as it came", `document.activeElement.parentElement.open && document.activeElement.parentElement.querySelector("pre").checkVisibility()`)
	p.tabTo("Download as JSON", "a")
	if !eval[bool](p, `document.activeElement.matches(":focus-visible")`) {
		t.Error("the focus cannot be seen")
	}
}

// tabTo presses Tab until the focus is on a control with the name; a tag where
// the name does not say enough.
func (p *page) tabTo(name, tag string) {
	p.t.Helper()
	for range 60 {
		p.press(kb.Tab)
		if eval[bool](p, fmt.Sprintf(`[document.activeElement.ariaLabel, document.activeElement.innerText?.trim(), document.activeElement.labels?.[0]?.innerText].includes(%q) &&
			(!%q || document.activeElement.matches(%[2]q))`, name, tag)) {
			return
		}
	}
	p.t.Fatalf("Tab leads to no %s", name)
}
