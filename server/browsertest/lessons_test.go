package browsertest

// The lessons.

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// aLesson is the lesson that the tests do, one with every kind of step.
const aLesson = "/lessons/curl-x-post"

// openLesson opens a lesson and waits for its script.
func (p *page) openLesson(address string) {
	p.t.Helper()
	p.goTo("/llms.txt") // the next may differ in its fragment alone
	p.goTo(address)
	p.wait("the lesson works", `document.querySelector(".course.on")`)
}

// step waits until the step of the kind is the one that is shown, the nth of them.
func (p *page) step(kind string, nth int) {
	p.t.Helper()
	p.wait(fmt.Sprintf("step %d of the kind %s is shown", nth+1, kind), fmt.Sprintf(
		`((s) => s.checkVisibility() && location.hash === "#" + s.id && document.querySelectorAll(".lesson-step:not([hidden])").length === 1)([...document.querySelectorAll('.lesson-step[data-kind="%s"]')][%d])`, kind, nth))
}

// goToKind opens the lesson at its first step of a kind.
func (p *page) goToKind(kind string) {
	p.t.Helper()
	p.openLesson(aLesson)
	eval[bool](p, fmt.Sprintf(`location.hash = document.querySelector('[data-kind="%s"]').id, true`, kind))
	p.step(kind, 0)
}

const (
	shownStep  = `document.querySelector(".lesson-step:not([hidden])")`
	shownRight = `[...` + shownStep + `.querySelectorAll(".replies > li")].findIndex((li) => li.className === "right") + 1`
)

// TestLessonKeys does a lesson from start to end with the keyboard alone, but for
// what needs a terminal.
func TestLessonKeys(t *testing.T) {
	p := newPage(t)
	p.goTo("/lessons")
	p.wait("the list works", `document.getElementById("keep").checkVisibility()`)
	title := eval[string](p, fmt.Sprintf(`document.querySelector('h2 a[href="%s"]').innerText`, at(aLesson)))
	p.tabTo(title, "a")
	p.press(kb.Enter)
	p.wait("the lesson works", `location.pathname === "`+at(aLesson)+`" && document.querySelector(".course.on")`)

	nth := map[string]int{}
	kinds := eval[[]string](p, `[...document.querySelectorAll(".lesson-step")].map((s) => s.dataset.kind)`)
	questions, steps := 0, 0
	for i, kind := range kinds {
		if i > 0 {
			p.step(kind, nth[kind])
			if !eval[bool](p, `document.activeElement === `+shownStep+`.querySelector("h2")`) {
				t.Errorf("the focus is not at the heading of step %d", i+1)
			}
		}
		nth[kind]++
		switch kind {
		case "predict", "check":
			questions++
			right := eval[int](p, shownRight)
			p.press(fmt.Sprint(right))
			p.wait("the answer is right", shownStep+`.querySelector(".opts .good .said").innerText.startsWith("✓ Right.")`)
		case "step":
			p.tabTo("Step", "button")
			last := eval[int](p, shownStep+`.querySelectorAll(".told > li").length`)
			p.press(kb.ArrowRight)
			p.wait("the second step is shown", shownStep+`.querySelector(".count").innerText.startsWith("step 2 of")`)
			p.press(kb.End)
			p.wait("the last step is shown", fmt.Sprintf(shownStep+`.querySelector(".count").innerText === "step %d of %[1]d"`, last))
			p.press(kb.Home)
			p.wait("the first step is shown", shownStep+`.querySelector(".count").innerText.startsWith("step 1 of")`)
		}
		if kind != "challenge" && kind != "end" {
			steps++
		}
		if kind != "end" {
			p.tabTo("Next →", "button")
			p.press(kb.Enter)
		}
	}
	p.expect("#score", fmt.Sprintf("You answered %d of %[1]d questions right at the first try.", questions))
	eval[bool](p, "history.back(), true")
	p.step("challenge", 0)

	p.goTo("/lessons")
	p.expect(`li[data-lesson="curl-x-post"] .got`, fmt.Sprintf("✓ %d of %d steps", steps-1, steps)) // all but the real one
	p.expect("#keep-sum", "1 of ")
}

// TestLessonPrediction answers wrong, and then right.
func TestLessonPrediction(t *testing.T) {
	p := newPage(t)
	p.goToKind("predict")
	right := eval[int](p, shownRight)
	wrong := right%3 + 1
	if eval[bool](p, shownStep+`.innerText.includes("Delivered") || Boolean(`+shownStep+`.querySelector(".walked").checkVisibility())`) {
		t.Error("the answer is given away")
	}
	p.clickOn(fmt.Sprintf(".lesson-step:not([hidden]) .opts li:nth-child(%d) button", wrong))
	said := func(n int, part string) string {
		return fmt.Sprintf(shownStep+`.querySelector(".opts li:nth-child(%d) .said").innerText.includes(%q)`, n, part)
	}
	p.wait("the wrong answer has its reply", said(wrong, "✕ Not so."))
	reply := eval[string](p, fmt.Sprintf(shownStep+`.querySelectorAll(".replies .reply")[%d].textContent`, wrong-1))
	p.wait("it is its own", said(wrong, reply[:20]))
	if eval[bool](p, `Boolean(`+shownStep+`.querySelector(".walked").checkVisibility())`) {
		t.Error("a wrong answer shows the journey")
	}
	if n := eval[int](p, shownStep+`.querySelectorAll("[role=status]:empty").length`); n != eval[int](p, shownStep+`.querySelectorAll(".opts li").length`)-1 {
		t.Errorf("%d replies are still to come", n)
	}
	p.press(fmt.Sprint(right))
	p.wait("the right answer has its reply", said(right, "✓ Right."))
	p.wait("the journey goes on from the decision", shownStep+`.querySelector(".walked .count").innerText.startsWith("step 3 of")`)
	for _, class := range []string{"done", "now"} {
		if !eval[bool](p, shownStep+`.querySelector(".walked svg.wide .step.`+class+`").checkVisibility()`) {
			t.Errorf("no step is %s", class)
		}
	}
	if got := eval[string](p, `JSON.stringify(JSON.parse(localStorage.getItem("hopscope.lessons")).lessons["curl-x-post"].steps)`); got != `{"1":"later"}` {
		t.Errorf("kept is %s", got)
	}
	p.press(kb.ArrowRight) // the focus is at the answer, not in the journey
	p.expect(".lesson-step:not([hidden]) .walked .count", "step 3 of")
}

// TestLessonWithoutJavaScript reads all of a lesson, its answers when unfolded.
func TestLessonWithoutJavaScript(t *testing.T) {
	p := newPage(t)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.goTo(aLesson)
	p.wait("the page is there, as a whole", `document.readyState === "complete"`)
	hidden := eval[[]string](p, `[...document.querySelectorAll(".lesson-step, .lesson-step .opts li, .lesson-step[data-kind=step] svg.wide, .lesson-step[data-kind=step] .told li")].filter((e) => !e.checkVisibility()).map((e) => e.outerHTML.slice(0, 100))`)
	if len(hidden) > 0 {
		t.Errorf("hidden are %v", hidden)
	}
	p.wait("the answers are there once they are unfolded", `(document.querySelector("#step-2 .answers").open = true) && document.querySelector("#step-2 .replies").checkVisibility() && document.querySelector("#step-2 .verdict").checkVisibility()`)
	p.noSideways()
}

// TestLessonReal runs the command that the lesson shows: the step ticks itself off.
func TestLessonReal(t *testing.T) {
	p := newPage(t)
	p.goToKind("real")
	p.click("button", "Do it for real")
	p.expect(".real-said", "The run waits for its first request, of 2.")
	command := p.text(".real-run pre")
	byHand := regexp.MustCompile(`-X POST \\\n\s*`).ReplaceAllString(command, "")
	if !strings.HasPrefix(command, "curl ") || byHand == command {
		t.Fatalf("the command is %s", command)
	}
	before := eval[bool](p, `Boolean(document.querySelector('.course-nav [aria-current] .done-word:not([hidden])'))`)
	shell(t, command)
	p.expect(".real-said", "2 of 2 requests arrived, as predicted: POST /home, no body.")
	if n := eval[int](p, `document.querySelectorAll(".expected .came-right").length`); n != 2 {
		t.Errorf("%d requests are ticked off", n)
	}
	p.wait("the step is done", `document.querySelector('.course-nav [aria-current] .done-word:not([hidden])')`)
	if before {
		t.Error("it was done before anything arrived")
	}

	// The same run takes what comes later, too.
	shell(t, byHand)
	p.expect(".real-said", "2 of 2 requests arrived, not all as predicted: GET /home, no body.")
	eval[bool](p, `document.querySelector(".real-tool select").focus(), true`)
	p.press("w") // as one chooses in a list by keyboard
	p.expect(".real-run pre", "wget ")
	p.expect(".real-run .help", "of another client")

	// By hand, without -X: what arrives is not what was predicted.
	p.click("button", "Make a new run")
	p.expect(".real-said", "The run waits for its first request, of 2.")
	shell(t, strings.ReplaceAll(byHand, id(command), id(p.text(".real-run pre"))))
	p.expect(".real-said", "2 of 2 requests arrived, not all as predicted: GET /home, no body.")
	p.expect(".came-other", "✕ arrived as GET /home, no body: other than predicted in Method")
}

// TestLessonRealBrowser sends a form from the page: nothing is to be pasted.
func TestLessonRealBrowser(t *testing.T) {
	p := newPage(t)
	p.openLesson("/lessons/two-questions")
	eval[bool](p, `location.hash = document.querySelector('[data-kind="real"]').id, true`)
	p.step("real", 0)
	p.click("button", "Do it for real")
	p.expect(".real-said", "The run waits for its first request, of 2.")
	p.click("button", "Send it from this browser")
	p.expect(".real-said", "2 of 2 requests arrived, as predicted: POST /orders-2 with 7 bytes.")
	p.wait("the step is done", `document.querySelector('.course-nav [aria-current] .done-word:not([hidden])')`)
	p.axe()
}

// id is that of the run whose address is in a command.
func id(command string) string {
	_, after, _ := strings.Cut(command, "/live/")
	before, _, _ := strings.Cut(after, "/")
	return before
}

// TestLessonRealRefused makes more runs than the server lets: it says so in words.
func TestLessonRealRefused(t *testing.T) {
	s, err := startServer("-live-per-minute", "1")
	if err != nil {
		t.Fatal(err)
	}
	defer s.stop()
	p := newPage(t)
	p.goTo(s.url + aLesson)
	p.wait("the lesson works", `document.querySelector(".course.on")`)
	eval[bool](p, `location.hash = document.querySelector('[data-kind="real"]').id, true`)
	p.step("real", 0)
	p.click("button", "Do it for real")
	p.expect(".real-said", "The run waits")
	p.click("button", "Make a new run")
	p.expect(".real-said", "The server makes no run of this (status 429): ")
	p.expect(".real-said", "Try again in ")
	if n := p.forget("429"); n != 1 {
		t.Errorf("the console has %d errors of it", n)
	}
}

// TestLessonProgress exports the progress, clears it, and imports it again, and
// files that are none.
func TestLessonProgress(t *testing.T) {
	p := newPage(t)
	p.openLesson(aLesson)
	p.click("button", "Next →")
	p.step("predict", 0)
	p.goTo("/lessons")
	p.expect(`li[data-lesson="curl-x-post"] .got`, "1 of ")
	p.expect("#keep-resume", ", step 2")

	dir := t.TempDir()
	call(p, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID})
	file := filepath.Join(dir, "hopscope-lessons.json")
	p.click("button", "Export")
	p.expect("#keep-said", "Exported as hopscope-lessons.json.")
	for until := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if text, err := os.ReadFile(file); err == nil && strings.Contains(string(text), `"curl-x-post"`) {
			break
		}
		if time.Now().After(until) {
			t.Fatal("no file was exported")
		}
	}

	p.click("button", "Clear")
	p.click("button", "Keep it")
	p.expect(`li[data-lesson="curl-x-post"] .got`, "1 of ")
	p.click("button", "Clear")
	p.click("button", "Clear it")
	p.expect("#keep-said", "Your progress is cleared.")
	p.wait("nothing is kept", `localStorage.getItem("hopscope.lessons") === null && document.querySelector('li[data-lesson="curl-x-post"] .got').hidden`)

	p.importFile(file)
	p.expect("#keep-said", "Imported: the progress in 1 lesson was added to what was here.")
	p.expect(`li[data-lesson="curl-x-post"] .got`, "1 of ")

	for name, bad := range map[string]string{
		"none.json":  `{"progress": 1`,
		"other.json": `{"progress": 2, "lessons": {}}`,
		"id.json":    `{"progress": 1, "lessons": {"__proto__": {"done": [1]}}}`,
		"step.json":  `{"progress": 1, "lessons": {"curl-x-post": {"done": ["1"]}}}`,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		p.importFile(path)
		p.expect("#keep-said", name+" was not imported: ")
		p.expect(`li[data-lesson="curl-x-post"] .got`, "1 of ")
	}

	// A challenge that the playground says is met.
	eval[bool](p, `localStorage.setItem("hopscope.solved", '["curl-x-post"]'), true`)
	p.openLesson(aLesson + "#challenge")
	p.expect("#challenge .met", "✓ You have met all of this.")
	if got := eval[bool](p, `JSON.parse(localStorage.getItem("hopscope.lessons")).lessons["curl-x-post"].challenge`); !got {
		t.Error("it is not kept that the challenge is met")
	}
}

// importFile chooses a file to import.
func (p *page) importFile(path string) {
	p.t.Helper()
	id := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: `document.getElementById("keep-import")`}).Result.ObjectID
	call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, ObjectID: id})
}

// TestLessonProgressBroken leaves alone what it cannot read.
func TestLessonProgressBroken(t *testing.T) {
	const later = `{"progress":2,"lessons":{"of":"tomorrow"}}`
	p := newPage(t)
	p.goTo("/llms.txt")
	eval[bool](p, fmt.Sprintf(`localStorage.setItem("hopscope.lessons", %q), true`, later))
	p.openLesson(aLesson)
	p.expect("#course-notes", "cannot be read")
	p.click("button", "Next →")
	p.step("predict", 0)
	if got := eval[string](p, `localStorage.getItem("hopscope.lessons")`); got != later {
		t.Errorf("kept is %s", got)
	}
}

// TestLessonStorageRefused works, and says that nothing is kept.
func TestLessonStorageRefused(t *testing.T) {
	p := newPage(t)
	p.before(`for (const name of ["localStorage", "sessionStorage"]) {
		Object.defineProperty(window, name, {
			configurable: true,
			get() { throw new DOMException("refused", "SecurityError"); },
		});
	}`)
	p.openLesson(aLesson)
	p.expect("#course-notes", "This browser keeps nothing for this page")
	p.click("button", "Next →")
	p.step("predict", 0)
	p.press(fmt.Sprint(eval[int](p, shownRight)))
	p.wait("both steps are done", `document.querySelectorAll(".course-nav .done").length === 2`)
	p.goTo("/lessons")
	p.expect("#keep-said", "This browser keeps nothing for this page")
}

// TestLessonLooks opens the list and each step of a lesson at every width: nothing
// scrolls sideways, and axe-core finds nothing.
func TestLessonLooks(t *testing.T) {
	for _, width := range []int64{320, 360, 768, 1440} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := newPage(t)
			p.size(width, 900)
			theme := "light"
			if width == 768 {
				theme = "dark"
			}
			p.theme(theme)
			p.goTo("/lessons")
			p.wait("the list works", `document.getElementById("keep").checkVisibility()`)
			eval[bool](p, `localStorage.setItem("hopscope.lessons", '{"progress": 1, "lessons": {"login-cookie": {"done": [0]}}}'), true`)
			p.goTo("/lessons")
			p.wait("the link to go on is there", `document.getElementById("keep-resume").checkVisibility()`)
			p.noSideways()
			p.axe()
			p.openLesson(aLesson)
			for n := range eval[int](p, `document.querySelectorAll(".lesson-step").length`) {
				eval[bool](p, fmt.Sprintf(`location.hash = document.querySelectorAll(".lesson-step")[%d].id, true`, n))
				p.wait("the step is shown", fmt.Sprintf(`document.querySelectorAll(".lesson-step")[%d].checkVisibility()`, n))
				if right := eval[int](p, shownRight); right > 0 {
					p.press(fmt.Sprint(right%3 + 1))
					p.press(fmt.Sprint(right))
				}
				eval[bool](p, shownStep+`.querySelectorAll("details").forEach((d) => { d.open = true; }), true`)
				p.noSideways()
				if width != 320 {
					p.axe()
				}
			}
		})
	}
}
