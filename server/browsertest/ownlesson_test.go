package browsertest

// Lessons of one's own: opened from the disk and from the address, and made.

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/hopscope/hopscope/server/ownpages"
)

// packed is a text as it stands in an address.
func packed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, 9)
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(text))
	w.Close()
	return base64.RawURLEncoding.EncodeToString(b.Bytes())
}

// chooseFile picks a file in the form, as its dialog would.
func (p *page) chooseFile(selector, path string) {
	p.t.Helper()
	id := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: fmt.Sprintf("document.querySelector(%q)", selector)}).Result.ObjectID
	call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, ObjectID: id})
}

// reload reloads the page, its fragment included.
func (p *page) reload() {
	p.t.Helper()
	eval[bool](p, "window.before = true")
	call(p, cdppage.Reload, cdppage.ReloadParams{})
	p.wait("it is another page", `!window.before && document.readyState === "complete"`)
}

// ownShown is true once a lesson is on the page and works.
const ownShown = `document.querySelector("main.course.on h1")?.textContent === "Where the body went"`

// ownStep is the id of the step that can be seen.
const ownStep = `[...document.querySelectorAll(".lesson-step")].filter((s) => s.checkVisibility()).map((s) => s.id).join()`

// TestOwnLessonFromDisk opens a file. A step on, a reload and Back find it again.
func TestOwnLessonFromDisk(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.json")
	if err := os.WriteFile(file, ownpages.Example(), 0o644); err != nil {
		t.Fatal(err)
	}
	p := newPage(t)
	p.goTo("/lessons/own")
	p.wait("the form is there", `document.getElementById("own-file")`)
	p.click("button", "Open the lesson")
	p.wait("it says that there is none", `document.getElementById("own-said").textContent.includes("no lesson yet")`)
	p.chooseFile("#own-file", file)
	p.click("button", "Open the lesson")
	p.wait("the lesson is there", ownShown)
	if text := p.text("main"); !strings.Contains(text, "not one of ours") {
		t.Error("it does not say that the lesson is somebody's own")
	}
	if !eval[bool](p, `location.hash.startsWith("#lesson=")`) {
		t.Errorf("the address is %s", eval[string](p, "location.href"))
	}
	p.clickOn(`.course-nav a[href="#step-2"]`)
	p.wait("the second step is shown, and in the address", ownStep+` === "step-2" && location.hash.startsWith("#lesson=") && location.hash.endsWith("&at=step-2")`)
	p.reload()
	p.wait("it is still at the second step", ownShown+" && "+ownStep+` === "step-2"`)
	p.clickOn(`.course-nav a[href="#step-3"]`)
	p.wait("the third step is shown", ownStep+` === "step-3" && location.hash.endsWith("&at=step-3")`)
	eval[bool](p, "history.back(), true")
	p.wait("Back is the second step", ownStep+` === "step-2"`)

	// The file can be changed where it is shown.
	p.clickOn(".own-change > summary")
	eval[bool](p, `((f) => { f.value = f.value.replace("redirects = 1", "redirects = 3"); return true; })(document.getElementById("own-text"))`)
	p.click("button", "Open the lesson")
	p.wait("what is not so stands above it", ownShown+` && document.querySelector(".own-faults")?.textContent.includes("steps[1].holds[0] is not so: redirects = 3")`)
	if kept := eval[int](p, `Object.keys(localStorage).filter((k) => (localStorage[k] ?? "").includes("Where the body")).length`); kept != 0 {
		t.Error("something of the lesson is kept")
	}
}

// TestOwnLessonFromAddress opens links: good ones, and those that carry none.
func TestOwnLessonFromAddress(t *testing.T) {
	p := newPage(t)
	open := func(fragment string) {
		p.goTo("/llms.txt")
		p.goTo("/lessons/own" + fragment)
	}
	open("#lesson=" + packed(t, string(ownpages.Example())))
	p.wait("the lesson is there", ownShown)
	open("#lesson=" + packed(t, string(ownpages.Example())) + "&at=challenge")
	p.wait("it opens at its challenge", ownShown+" && "+ownStep+` === "challenge"`)
	for fragment, says := range map[string]string{
		"#lesson=https://elsewhere.example/l.json":               "lessons are never fetched",
		"#lesson=//elsewhere.example/l.json":                     "lessons are never fetched",
		"#lesson=":                                               "nothing stands behind lesson=",
		"#lesson=%3Cscript%3E":                                   "not base64url",
		"#lesson=" + packed(t, string(ownpages.Example()))[:200]: "it cannot be unpacked",
		"#lesson=" + packed(t, strings.Repeat("x", 50<<20)):      "it has more than 262144 bytes",
	} {
		open(fragment)
		p.wait("it says: "+says, fmt.Sprintf(`document.getElementById("own-said")?.textContent.includes(%q)`, says))
	}
}

// TestOwnLessonBroken: what is wrong with a lesson is said with its line, and can be
// mended there.
func TestOwnLessonBroken(t *testing.T) {
	p := newPage(t)
	broken := strings.Replace(string(ownpages.Example()), `"reply": "That is what 307 and 308 do.",`, "", 1)
	p.goTo("/lessons/own#lesson=" + packed(t, broken))
	p.wait("the line is named", `document.querySelector(".own-faults")?.textContent.includes("line 20: steps[0].options[0].reply is missing")`)
	p.axe()
	eval[bool](p, `((f) => { f.value = f.value.replace('"text": "`+"`POST`"+` with the form",', '"text": "POST", "reply": "So 307 does.",'); return true; })(document.getElementById("own-text"))`)
	p.click("button", "Open the lesson")
	p.wait("the lesson is there", ownShown)
	if p.forget("400") == 0 {
		t.Error("the broken lesson was not refused")
	}
}

// TestOwnLessonHostile: what a lesson says is text.
func TestOwnLessonHostile(t *testing.T) {
	p := newPage(t)
	hostile := strings.NewReplacer("Where the body went", `</title></textarea><img src=x onerror=alert(1)>`, "Guess", `<script>alert(2)<\/script>`, "See", `\"><svg onload=alert(3)>`, "form with", "x").Replace(string(ownpages.Example()))
	p.goTo("/lessons/own#lesson=" + packed(t, hostile))
	p.wait("the lesson is there", `document.querySelector("main.course.on h1")?.textContent.includes("<img")`)
	if n := eval[int](p, `document.querySelectorAll("main script, main img, main [onload], main [onerror]").length`); n != 0 {
		t.Errorf("%d elements of the lesson's own", n)
	}
}

// TestAuthor brings a scenario along from the playground, makes a lesson of it with
// the keyboard, and opens it.
func TestAuthor(t *testing.T) {
	p := newPage(t)
	p.open("/?client=curl&method=POST&body=a=1&url=https://shop.example/order&hop=303,/thanks")
	p.click("button", "Share")
	p.click("link", "Make a lesson of it")
	p.wait("the scenario came along", `location.pathname === "/lessons/author" && document.getElementById("a-json")?.value.includes("shop.example/order&body=a=1&hop=303,/thanks")`)
	p.wait("it says what is missing", `document.querySelectorAll("#a-faults button").length > 3`)

	eval[bool](p, `document.getElementById("a-title").focus(), true`)
	tab := func(text string) {
		p.press(kb.Tab)
		if text != "" {
			p.press(text)
		}
	}
	eval[bool](p, `document.getElementById("a-title").select(), true`)
	p.press("Made by hand")
	for _, text := range []string{"", "Say what 303 does", "It repeats the POST", "It asks with GET", "", "", "", "What arrives?", "", "GET", "Yes, as 303 asks", "", "", "last method = GET", "POST", "Not after 303", "It repeats"} {
		tab(text)
	}
	p.fill("#a-holds-1", "last method = POST")
	p.fill("#a-why", "303 says so.")
	p.fill("#a-task", "Keep the POST.")
	p.fill("#a-goals", "last method = POST")
	p.fill("#a-solution", "client=curl&method=POST&body=a=1&url=https://shop.example/order&hop=303,/thanks")
	p.fill("#a-how", "With 307.")
	p.wait("the solution is said to be none", `document.getElementById("a-state").textContent.includes("1 thing in it is not so") && document.getElementById("a-faults").textContent.includes('challenge.solution does not meet the goal "last method = POST"')`)
	p.wait("its field is marked", `document.getElementById("a-solution").getAttribute("aria-invalid") === "true"`)
	p.fill("#a-solution", "client=curl&method=POST&body=a=1&url=https://shop.example/order&hop=307,/thanks")
	p.wait("it holds", `document.getElementById("a-state").textContent.includes("what it says of the scenario holds")`)
	p.reload()
	p.wait("the draft is kept", `document.getElementById("a-title").value === "Made by hand" && document.getElementById("a-state").textContent.includes("holds")`)
	p.axe()

	text := eval[string](p, `document.getElementById("a-json").value`)
	preview := ownTab(p, func() { p.click("button", "Preview in a new tab") })
	preview.wait("the lesson is there", `document.querySelector("main.course.on h1")?.textContent === "Made by hand" && location.hash.startsWith("#lesson=")`)
	link := eval[string](p, `lessonKit.pack(document.getElementById("a-json").value)`)
	p.goTo("/lessons/own#lesson=" + link)
	p.wait("the link has it, too", `document.querySelector("main.course.on h1")?.textContent === "Made by hand"`)
	if got := eval[string](p, `document.getElementById("own-text").value`); got != text {
		t.Errorf("the link carries another file:\n%s", got)
	}
}

// ownTab returns the tab that is opened by what is done.
func ownTab(p *page, open func()) *page {
	p.t.Helper()
	opened := chromedp.WaitNewTarget(p.ctx, func(*target.Info) bool { return true })
	open()
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(<-opened))
	p.t.Cleanup(cancel)
	return &page{t: p.t, ctx: ctx}
}

// TestOwnLooks opens the pages at every width: nothing scrolls sideways, and
// axe-core finds nothing.
func TestOwnLooks(t *testing.T) {
	for _, path := range []string{"/lessons/own", "/lessons/own#lesson=" + packed(t, strings.Replace(string(ownpages.Example()), "redirects = 1", "redirects = 2", 1)), "/lessons/author", "/lessons/format"} {
		for _, width := range []int64{320, 768, 1440} {
			t.Run(fmt.Sprintf("%.20s at %d", path, width), func(t *testing.T) {
				p := newPage(t)
				p.size(width, 900)
				theme := "light"
				if width == 768 {
					theme = "dark"
				}
				p.theme(theme)
				p.goTo(path)
				what := `document.querySelector("h1")`
				if strings.Contains(path, "#") {
					what = ownShown
				}
				p.wait("the page is there, as a whole", what+` && document.readyState === "complete"`)
				p.noSideways()
				p.axe()
			})
		}
	}
}
