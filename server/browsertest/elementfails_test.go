package browsertest

// What <hop-scope> does where something is refused, wrong or not wanted.

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// TestElementNeverStarts is for frames that are refused, or never say anything.
func TestElementNeverStarts(t *testing.T) {
	f := newFront(t, silent)
	tests := []struct {
		says, policy, expected string
		element                string
	}{
		{"a frame that says nothing", "", "", lazy},
		{"a page that lets no frame in", "frame-src 'none'", "frame-src", lazy},
		{"one that loads by itself", "", "", strings.Replace(lazy, " lazy", "", 1)},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			p := newPage(t)
			p.openAuthor(author(t, test.policy, f.script(), test.element))
			p.wait("the picture is shown", pictured)
			if strings.Contains(test.element, " lazy") {
				p.press(kb.Tab)
				p.press(kb.Enter)
			}
			p.wait("it says so", `inside("[role=status]").innerText === "The playground has not started yet. Open it in Hopscope"`)
			if got, want := eval[string](p, `inside("p a").href`), f.url+"/?scenario=submit-307&client=curl&title=A+form%2C+with+307"; got != want {
				t.Errorf("the way out leads to %s, want %s", got, want)
			}
			if !eval[bool](p, `shown("img") && !inside(".live")`) {
				t.Error("the picture has gone")
			}
			before := f.count("/embed/?")
			p.click("button", "Try again: A form, with 307")
			p.wait("it tries again", `inside("button").innerText === "Loading…"`)
			if test.policy == "" {
				p.wait("the frame is asked for again", `true`)
				for until := time.Now().Add(patience); f.count("/embed/?") == before; time.Sleep(10 * time.Millisecond) {
					if time.Now().After(until) {
						t.Fatal("the frame is not asked for again")
					}
				}
			} else if p.forget(test.expected) == 0 {
				t.Error("the policy has refused nothing")
			}
		})
	}
}

// TestElementPictureFails keeps what is inside, and says in one line what is wrong.
func TestElementPictureFails(t *testing.T) {
	f := newFront(t, puppet)
	tests := []struct{ says, policy, element, note string }{
		{"a scenario there is not", "", `<hop-scope scenario="nothing" lazy><a href="/x">Inside</a></hop-scope>`, `This scenario cannot be read: scenario: "nothing" is not one of `},
		{"a scenario that breaks out", "", `<hop-scope client="&lt;img src=x onerror=alert(1)&gt;" lazy><a href="/x">Inside</a></hop-scope>`, `This scenario cannot be read: client: "<img src=x onerror=alert(1)>" is not one of`},
		{"a picture that is nowhere", "", `<hop-scope picture="` + f.url + `/nowhere.svg" lazy><a href="/x">Inside</a></hop-scope>`, "The picture could not be loaded. Open it in Hopscope"},
		{"a page that lets no picture in", "img-src 'none'; connect-src 'none'", `<hop-scope scenario="loop" lazy><a href="/x">Inside</a></hop-scope>`, "The picture could not be loaded. Open it in Hopscope"},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			p := newPage(t)
			p.openAuthor(author(t, test.policy, f.script(), test.element))
			p.wait("it says what is wrong", `inside("[role=status]").innerText`)
			if got := eval[string](p, `inside("[role=status]").innerText`); !strings.HasPrefix(got, test.note) || strings.Contains(got, "\n") || !strings.HasSuffix(got, "Open it in Hopscope") {
				t.Errorf("the line is %q", got)
			}
			if !eval[bool](p, `document.querySelector("hop-scope a").checkVisibility() && !shown("img") && shown("button")`) {
				t.Error("what is inside is not shown, or a broken picture is, or no button")
			}
			if p.forget("status of 400", "ERR_BLOCKED_BY_RESPONSE", "Content Security Policy") == 0 {
				t.Error("nothing has failed")
			}
		})
	}
}

// TestElementNoPicture is for those who want none, and for those with their own.
func TestElementNoPicture(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	p.openAuthor(author(t, "", f.script(), `<hop-scope scenario="loop" picture="none" lazy><a href="/x">Inside</a></hop-scope>
		<hop-scope scenario="loop" picture="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>" lazy>A loop</hop-scope>`))
	p.wait("their own is shown", `inside("img", 1)?.naturalWidth === 9 && shown("img", 1)`)
	if !eval[bool](p, `document.querySelector("hop-scope a").checkVisibility() && !shown("img") && shown("button")`) || f.count("/diagram.svg") != 0 {
		t.Errorf("without a picture there is not what is inside and the button: %q", f.asked)
	}
	p.click("button", "Step through it: Inside")
	p.wait("the playground is shown", playing)
	if eval[bool](p, `document.querySelector("hop-scope a").checkVisibility()`) {
		t.Error("what is inside is shown beside the playground")
	}
}

// TestElementBase: an address that is a script, or a page by itself, is no base. The
// element's page may not have chosen the attribute.
func TestElementBase(t *testing.T) {
	f := newFront(t, puppet)
	for _, base := range []string{"javascript:parent.broken=1//", " JavaScript:parent.broken=1//", "java&#10;script:parent.broken=1//", "&#1;javascript:parent.broken=1//", "data:text/html,<script>parent.broken=1</script>//"} {
		p := newPage(t)
		p.openAuthor(author(t, "", f.script(), lazy+`<hop-scope base="`+base+`" scenario="loop">Inside</hop-scope><hop-scope base="`+base+`" scenario="loop" lazy>Inside</hop-scope>`))
		p.wait("the picture is shown", pictured)
		p.click("button", "Step through it: A form, with 307")
		p.wait("the playground is shown", playing)
		for nth := 1; nth <= 2; nth++ {
			if eval[bool](p, fmt.Sprintf(`window.broken || shown("button", %[1]d) || shown("img", %[1]d) || Boolean(inside("iframe, a", %[1]d))`, nth)) {
				t.Errorf("%s is the base of %s", base, eval[string](p, fmt.Sprintf(`el(%d).shadowRoot.innerHTML`, nth)))
			}
		}
	}
}

// TestElementPolicy is a page whose policy lets in what it must, and that pins the
// script by its hash.
func TestElementPolicy(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	policy := fmt.Sprintf("default-src 'none'; script-src %[1]s; img-src %[1]s; frame-src %[1]s; require-trusted-types-for 'script'", f.url)
	p.openAuthor(author(t, policy, fmt.Sprintf(`<script src="%s/embed-1.js" integrity="%s" crossorigin="anonymous" defer></script>`, f.url, integrity(t)), lazy))
	p.wait("the picture is shown", pictured)
	p.click("button", "Step through it: A form, with 307")
	p.wait("the playground is shown", playing)
	if got := eval[string](p, `getComputedStyle(inside("iframe")).borderRadius`); got != "10px" {
		t.Errorf("the style sheet was not let in: %q", got)
	}
}

// TestElementWithoutScripts leaves what is inside.
func TestElementWithoutScripts(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.goTo(author(t, "", f.script(), lazy))
	p.wait("what is inside is shown", `document.querySelector("hop-scope a")?.checkVisibility()`)
}
