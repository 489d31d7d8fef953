package browsertest

// The pages of the reference.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// TestCodesFromThePlayground goes from the playground to the table, to a code, and
// with its scenario back.
func TestCodesFromThePlayground(t *testing.T) {
	p := newPage(t)
	p.open("/")
	p.click("link", "Codes")
	p.wait("the table is there", `location.pathname === "`+at("/codes")+`" && document.querySelectorAll(".ref-table tbody tr").length === 9`)
	p.clickOn(`.ref-table a[href="` + at("/codes/302") + `"]`)
	p.wait("the code is there", `location.pathname === "`+at("/codes/302")+`" && document.readyState === "complete"`)
	p.clickOn("#see .btn.primary")
	p.ready()
	if got := eval[string](p, `new URLSearchParams(location.search).get("hop")`); !strings.HasPrefix(got, "302,") {
		t.Errorf("the playground has the hop %q", got)
	}
}

// TestCodesGuideKeys answers the guide's questions with the keyboard alone.
func TestCodesGuideKeys(t *testing.T) {
	p := newPage(t)
	p.goTo("/codes")
	p.wait("the guide is there", `document.querySelectorAll("#guide > .ref-question > details").length > 2`)
	eval[bool](p, `document.querySelector(".ref-table tbody tr:last-child a").focus(), true`)
	const focused = `document.activeElement.textContent`
	for _, want := range []string{"Send its request to another address", "Yes, and it must arrive", "Yes, for good"} {
		p.press(kb.Tab)
		if got := eval[string](p, focused); !strings.HasPrefix(got, want) {
			t.Fatalf("Tab leads to %q, not to %q", got, want)
		}
		p.press(kb.Enter)
	}
	p.press(kb.Tab)
	if got := eval[string](p, focused); got != "308 Permanent Redirect" {
		t.Fatalf("the answers lead to %q", got)
	}
	p.press(kb.Tab, 0)
	p.press(kb.Tab, 0)
	if got := eval[string](p, focused); !strings.Contains(got, "step through it") {
		t.Errorf("behind the snippet comes %q", got)
	}

	// Another answer to the last question closes this one.
	eval[bool](p, `[...document.querySelectorAll("#guide summary")].filter((s) => s.checkVisibility() && s.textContent.startsWith("No, or I"))[0].focus(), true`)
	p.press(kb.Enter)
	p.wait("307 is in the place of 308", `(() => { const seen = [...document.querySelectorAll(".ref-end a")].filter((a) => a.checkVisibility()); return seen.length === 1 && seen[0].textContent === "307 Temporary Redirect"; })()`)
	p.press(kb.Tab)
	p.press(kb.Enter)
	p.wait("its page is there", `location.pathname === "`+at("/codes/307")+`"`)
}

// TestCodesWithoutJavaScript reads the pages, and answers a question.
func TestCodesWithoutJavaScript(t *testing.T) {
	p := newPage(t)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.goTo("/codes")
	open := func(summary string) { // clickOn would wait for a frame, which takes a script
		eval[bool](p, fmt.Sprintf("document.querySelector(%q).focus(), true", summary))
		p.press(kb.Enter)
	}
	open("#guide > .ref-question > details:nth-of-type(2) > summary")
	for _, want := range []string{"308 Permanent Redirect", "POST may become GET", "303 See Other", "reloading the result sends nothing again"} {
		if text := p.text("main"); !strings.Contains(text, want) {
			t.Errorf("%q is not in the table: %.3000s", want, text)
		}
	}
	p.goTo("/codes/307")
	open("#see details summary")
	text := p.text("main")
	for _, want := range []string{"HTTP/1.1 307 Temporary Redirect", "Misunderstood", "What holds", "keep method and body", "Use it when", "curl "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the page: %.3000s", want, text)
		}
	}
	if n := eval[int](p, `[...document.querySelectorAll("main button")].filter((b) => b.checkVisibility()).length`); n != 0 {
		t.Errorf("%d buttons are shown that do nothing", n)
	}
}

// TestCodesOpenAndCopy follows a link to a folded snippet, and copies it.
func TestCodesOpenAndCopy(t *testing.T) {
	p := newPage(t)
	p.before(`navigator.clipboard.writeText = async (text) => { window.copied = text; }`)
	p.goTo("/codes/308")
	p.wait("the page is there, as a whole", `document.readyState === "complete"`)
	p.clickOn(`.ref-aside a[href="#send-nginx"]`)
	p.wait("the snippet is open", `document.getElementById("code-nginx").checkVisibility()`)
	p.clickOn(`[data-copy="code-nginx"]`)
	p.wait("the snippet is copied, and it is said", `window.copied?.includes("return 308") && document.getElementById("copied").textContent === "Copied"`)
	p.clickOn(`[data-copy="curl"]`)
	p.wait("the command is copied", `window.copied.startsWith("curl ")`)
	p.wait("it is shown, with the note on its host", `document.getElementById("curl").nextElementSibling.checkVisibility()`)

	p.clickOn(`.ref-aside a[href="#send-caddy"]`)
	p.wait("the other snippet is open, and the first one closed", `document.getElementById("code-caddy").checkVisibility() && !document.getElementById("code-nginx").checkVisibility()`)
}

// TestCodesLooks opens the pages at every width, as they come and unfolded:
// nothing scrolls sideways. axe-core looks at them in both themes.
func TestCodesLooks(t *testing.T) {
	for _, path := range []string{"/codes", "/codes/307", "/codes/304", "/codes/999"} {
		for _, width := range []int64{320, 360, 768, 1440} {
			t.Run(fmt.Sprintf("%s at %d", path, width), func(t *testing.T) {
				p := newPage(t)
				p.size(width, 900)
				theme := "light"
				if width == 768 {
					theme = "dark"
				}
				p.theme(theme)
				p.goTo(path)
				if path == "/codes/999" {
					p.forget("404")
				}
				p.wait("the page is there, as a whole", `document.querySelector("h1") && document.readyState === "complete"`)
				p.noSideways()
				if width > 360 {
					p.axe()
				}
				eval[bool](p, `document.querySelectorAll("details").forEach((d) => { d.removeAttribute("name"); d.open = true; }), true`)
				p.noSideways()
				if width > 360 && path != "/codes/304" {
					p.axe()
				}
			})
		}
	}
}
