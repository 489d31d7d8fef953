package browsertest

// A lesson on a wall, and the teacher's window beside it.

import (
	"strings"
	"testing"
	"time"

	cdptarget "github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// onWall is the id of the step that can be seen.
const onWall = `[...document.querySelectorAll(".lesson-step")].filter((s) => s.checkVisibility()).map((s) => s.id).join(" ")`

// shown counts what can be seen of a selector, as an expression.
func shown(selector string) string {
	return `[...document.querySelectorAll("` + selector + `")].filter((e) => e.checkVisibility()).length`
}

// TestPresent goes through a lesson by one key: the question comes first, the
// answer with the next press, then the journey by its decisions, then the next
// step.
func TestPresent(t *testing.T) {
	p := newPage(t)
	p.size(1440, 900)
	p.goTo("/lessons/curl-x-post?present=1#step-2")
	p.wait("it is on the wall", `document.documentElement.classList.contains("on-stage")`)
	if got := eval[string](p, onWall); got != "step-2" {
		t.Fatalf("it shows %q", got)
	}
	if eval[int](p, shown(".said .reply")) != 0 || eval[int](p, shown(".live-walk")) != 0 {
		t.Error("the answer is there before anybody has been asked")
	}
	if size := eval[float64](p, `parseFloat(getComputedStyle(document.querySelector("#step-2 .ask")).fontSize)`); size < 24 {
		t.Errorf("the question is %g pixels high", size)
	}
	p.axe()
	p.noSideways()
	p.press(kb.ArrowRight)
	p.wait("the answer is there", shown("#step-2 .said .reply")+` === 1`)
	p.wait("and in sight", inSight("#step-2 .said .reply"))
	if !eval[bool](p, inSight("#step-2 svg .now")) {
		p.press(kb.ArrowRight)
		p.wait("the journey comes into sight where it stands", inSight("#step-2 svg .now"))
	}
	before := eval[string](p, `document.querySelector("#step-2 .count").textContent`)
	p.press(" ")
	p.wait("the journey goes on by a decision", `document.querySelector("#step-2 .count").textContent !== "`+before+`"`)
	presses := 0
	for ; eval[string](p, onWall) == "step-2"; presses++ {
		if presses > 10 {
			t.Fatal("the step does not end")
		}
		p.press(kb.PageDown)
	}
	p.wait("the next step is there", onWall+` === "step-3"`)
	p.press(kb.ArrowLeft)
	p.wait("it went back", onWall+` === "step-2"`)
	p.axe()
	p.goTo("/lessons/curl-x-post?present=1#end")
	p.wait("the room is not said to have answered", onWall+` === "end" && `+shown("#score")+` === 0`)
	if how := eval[string](p, `localStorage.getItem("hopscope.lessons") ?? ""`); strings.Contains(how, `"right"`) {
		t.Errorf("what was shown is kept as answered: %s", how)
	}
	p.press(kb.Escape)
	p.wait("it is the lesson again", `!document.documentElement.classList.contains("on-stage") && !location.search`)
}

// inSight is true where the first of a selector that is drawn is above the line of
// keys, as an expression.
func inSight(selector string) string {
	return `((e) => e && e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom <= document.querySelector(".stage-help").getBoundingClientRect().top)([...document.querySelectorAll("` + selector + `")].find((e) => e.getClientRects().length))`
}

// TestPresentLoop: a loop is not shown turn by turn.
func TestPresentLoop(t *testing.T) {
	p := newPage(t)
	p.goTo("/lessons/cached-301?present=1#step-5")
	p.wait("it is on the wall", `document.documentElement.classList.contains("on-stage")`)
	for range 10 {
		p.press(kb.PageDown)
	}
	p.wait("it is behind", onWall+` !== "step-5"`)
}

// TestTeachersWindow opens the notes, which follow the wall and lead it.
func TestTeachersWindow(t *testing.T) {
	p := newPage(t)
	p.goTo("/lessons/curl-x-post?present=1#step-2")
	p.wait("it is on the wall", `document.documentElement.classList.contains("on-stage")`)
	notes := p.popup(func() { p.press("n") })
	notes.wait("the notes are there", `document.getElementById("now").textContent.includes("not shown yet") && document.styleSheets.length > 1`)
	notes.wait("the clock runs", `/^\d\d:\d\d:\d\d$/.test(document.getElementById("clock").textContent) && /of \d+:00/.test(document.getElementById("pace").textContent)`)
	notes.axe()
	for _, digit := range []string{"1", "2", "3"} {
		p.press(digit)
	}
	notes.wait("they say that the answer is out", `document.getElementById("now").textContent.includes("The answer, shown")`)
	notes.reload()
	notes.wait("reloaded, they are written again", `document.getElementById("now")?.textContent.includes("The answer, shown")`)
	title := eval[string](notes, `document.querySelector("#now h1").textContent`)
	notes.click("button", "← Back")
	notes.wait("they lead the wall", `document.querySelector("#now h1").textContent !== `+"`"+title+"`")
	if got := eval[string](p, onWall); got != "step-1" {
		t.Errorf("the wall shows %q", got)
	}
}

// popup returns the window that a doing opens.
func (p *page) popup(doing func()) *page {
	p.t.Helper()
	opened := chromedp.WaitNewTarget(p.ctx, func(info *cdptarget.Info) bool { return info.OpenerID != "" })
	doing()
	select {
	case id := <-opened:
		ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(id))
		p.t.Cleanup(cancel)
		return &page{t: p.t, ctx: ctx}
	case <-time.After(patience):
		p.t.Fatal("no window opened")
		return nil
	}
}
