package browsertest

// A challenge in the playground: failed, helped, met, left and come back to.

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// dare is a login whose POST a 303 makes a GET, and that is to arrive whole.
const dare = "/?method=POST&url=https://shop.example/login&body=a=1&kind=form&client=curl&hop=303,/home" +
	"&goal=last+method+=+POST&goal=last+body+=+same&goal=redirects+=+1&goal=client+=+curl" +
	"&hint=Two+of+the+codes+promise+that+the+method+does+not+change.&hint=307+is+one.&lesson=curl-x-post"

// TestChallenge does one with the keyboard alone, over a reload and to the lesson.
func TestChallenge(t *testing.T) {
	p := newPage(t)
	p.open(dare)
	p.expect(".tasks", "2 of 4 goals met.")
	button := func(label string) string {
		return `[...document.querySelectorAll(".tasks button")].find((b) => b.innerText.startsWith("` + label + `"))`
	}
	p.tabTo("Hint 1 of 2", "button")
	p.press(kb.Enter)
	p.expect(".tasks ol", "Two of the codes promise")
	p.expect("#said", "Hint 1 of 2: Two of the codes")
	if !eval[bool](p, "document.activeElement === "+button("Hint 2 of 2")) {
		t.Error("the focus has left the button")
	}
	p.press(kb.Enter)
	p.expect(".tasks ol", "307 is one.")

	// A code that does not help: a 302 makes it a GET, too.
	eval[bool](p, `document.getElementById("code-0-302").focus(), true`)
	p.press(" ")
	p.expect(".card.hops", "302 Found")
	p.expect(".tasks", "2 of 4 goals met.")
	p.wait("the edit has left the address, the challenge has not", `!location.href.includes("hop=") && location.hash.includes("lesson=curl-x-post") && location.hash.includes("hint=307")`)
	p.wait("the work is kept", `(localStorage.getItem("hopscope.work") || "").includes("302")`)

	do(p, chromedp.Reload())
	p.ready()
	p.expect(".tasks", "2 of 4 goals met.")
	p.expect(".card.hops", "302 Found")
	if kept := eval[string](p, `localStorage.getItem("hopscope.solved") || ""`); kept != "" {
		t.Errorf("it is kept as solved already: %s", kept)
	}

	eval[bool](p, `document.getElementById("code-0-307").focus(), true`)
	p.press(" ")
	p.expect(".tasks", "Met, in 1 redirect.")
	p.expect("#said", "Met, in 1 redirect.")
	p.wait("it is kept as solved", `localStorage.getItem("hopscope.solved") === '["curl-x-post"]'`)
	if notYet := strings.Count(p.text(".tasks ul"), "not yet"); notYet != 0 {
		t.Errorf("%d goals are not met: %s", notYet, p.text(".tasks ul"))
	}

	eval[bool](p, `document.querySelector(".skip").focus(), true`) // the start of the page
	p.tabTo("Start again", ".tasks button")
	p.press(kb.Enter)
	p.expect(".card.hops", "303 See Other")
	p.expect(".tasks", "2 of 4 goals met.")
	p.press("z", chromedp.ModifierCtrl)
	p.expect(".tasks", "Met, in 1 redirect.")

	p.tabTo("Back to the lesson", "a")
	p.press(kb.Enter)
	p.wait("the lesson is there", `location.pathname + location.hash === "`+at("/lessons/curl-x-post#challenge")+`" && document.getElementById("challenge")`)
}

// TestChallengeEnds leaves a challenge by another address, and looks for it where
// there is no journey.
func TestChallengeEnds(t *testing.T) {
	p := newPage(t)
	p.open(dare + "&present=1&predict=1") // it is shown for a room, too, and beside the questions
	p.expect(".tasks", "2 of 4 goals met.")
	p.open(dare)
	p.expect(".tasks", "2 of 4 goals met.")
	p.clickOn(`.nav a[href^="/live"]`)
	p.wait("the live page has no challenge", `location.pathname === "/live" && !document.querySelector(".tasks:not([hidden])")`)
	do(p, chromedp.NavigateBack())
	p.expect(".tasks", "2 of 4 goals met.")
	p.open("/?hop=307,/")
	p.wait("it has ended", `!document.querySelector(".tasks:not([hidden])")`)
}

// TestChallengeWithoutStorage meets one where the browser keeps nothing: it is met
// all the same.
func TestChallengeWithoutStorage(t *testing.T) {
	p := newPage(t)
	p.before(`Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }`)
	p.open(dare)
	eval[bool](p, `document.getElementById("code-0-308").focus(), true`)
	p.press(" ")
	p.expect(".tasks", "Met, in 1 redirect.")
	p.expect(".notices", "keeps nothing for this page")
}
