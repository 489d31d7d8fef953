package browsertest

// The main job, as a person does it: step, change, take back, share, come back.

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// submit is a POST that a 302 and then a 307 to another origin answer, in
// fetch: its method, body and credentials do not survive.
const submit = "/?method=POST&url=https://api.example.com/v1&header=Authorization:+Bearer+t0k3n&header=Content-Type:+application/json&body=%7B%22a%22:1%7D&hop=302,/v2&hop=307,https://other.example/v3"

func (p *page) verdict() string { return p.text("ul.verdict") }
func (p *page) count() string   { return p.text(".transport .count") }

// expect waits until the text of the element contains the words.
func (p *page) expect(selector, words string) {
	p.t.Helper()
	p.wait(selector+" has "+words, fmt.Sprintf("document.querySelector(%q)?.innerText.includes(%q)", selector, words))
}

func TestLoads(t *testing.T) {
	p := newPage(t)
	p.open("/")
	if title := eval[string](p, "document.title"); !strings.Contains(title, "Hopscope") {
		t.Errorf("the title is %q", title)
	}
	if got := p.count(); !strings.HasPrefix(got, "step 1 of ") {
		t.Errorf("the journey stands at %q", got)
	}
	if len(p.findAll("button", "Step")) != 1 {
		t.Error("there is no one obvious next thing to do")
	}
}

// TestStepsWithTheMouse steps to the end, back and to the start.
func TestStepsWithTheMouse(t *testing.T) {
	p := newPage(t)
	p.open(submit)
	steps := eval[int](p, "Number(document.querySelector('.transport .count').innerText.split(' ').pop())")
	if steps < 5 {
		t.Fatalf("the journey has %d steps", steps)
	}
	for i := 2; i <= steps; i++ {
		p.click("button", "Step")
		p.expect(".transport .count", fmt.Sprintf("step %d of %d", i, steps))
	}
	p.click("button", "One step back")
	p.expect(".transport .count", fmt.Sprintf("step %d of %d", steps-1, steps))
	p.click("button", "First step")
	p.expect(".transport .count", "step 1 of")
	p.clickOn("#diagram [data-step='3']")
	p.expect(".transport .count", "step 4 of")
}

func TestStepsWithTheKeys(t *testing.T) {
	p := newPage(t)
	p.open(submit)
	last := strings.Replace(p.count(), "step 1 of", "step "+strings.TrimPrefix(p.count(), "step 1 of ")+" of", 1)
	tests := []struct{ sentence, key, want string }{
		{"right is on", kb.ArrowRight, "step 2 of"},
		{"and on", kb.ArrowRight, "step 3 of"},
		{"left is back", kb.ArrowLeft, "step 2 of"},
		{"End is the end", kb.End, last},
		{"there is nothing after it", kb.ArrowRight, last},
		{"Home is the start", kb.Home, "step 1 of"},
		{"there is nothing before it", kb.ArrowLeft, "step 1 of"},
	}
	for _, test := range tests {
		p.press(test.key)
		p.expect(".transport .count", test.want)
	}
	p.press(" ")
	p.find("button", "Pause")
	p.expect(".transport .count", "step 2 of")
	p.press(" ")
	p.find("button", "Play")
}

// TestKeyboardAlone reaches the next step from the start of the page with Tab
// and Enter, past the top bar.
func TestKeyboardAlone(t *testing.T) {
	p := newPage(t)
	p.open("/")
	p.press(kb.Tab)
	p.wait("the first stop is the way past the top bar", `document.activeElement.innerText === "Skip to the journey"`)
	p.press(kb.Enter)
	p.wait("it leads to the journey", `document.activeElement.closest(".journey")`)
	if got := p.count(); !strings.HasPrefix(got, "step 1 of") {
		t.Fatalf("the way there took a step: %s", got)
	}
	for range 20 {
		if eval[bool](p, `document.activeElement.id === "step"`) {
			break
		}
		p.press(kb.Tab)
	}
	p.press(kb.Enter)
	p.expect(".transport .count", "step 2 of")
	if !eval[bool](p, `document.activeElement.matches(":focus-visible")`) {
		t.Error("the focus cannot be seen")
	}
}

// TestChangesTheCode makes the 302 a 307, sees the verdict change, and takes it
// back and forth.
func TestChangesTheCode(t *testing.T) {
	p := newPage(t)
	p.open(submit)
	before := p.verdict()
	if !strings.Contains(before, "POST → GET") || !strings.Contains(before, "Body lost") {
		t.Fatalf("the verdict on a 302 is %q", before)
	}
	if !eval[bool](p, `Boolean(document.getElementById("code-0-307")?.offsetParent)`) {
		p.clickOn(`[id="hops[0].open"]`)
	}
	p.clickOn(`label.c:has(#code-0-307)`)
	p.expect("ul.verdict", "POST all the way")
	after := p.verdict()
	if strings.Contains(after, "Body lost") || strings.Contains(after, "POST → GET") {
		t.Errorf("the verdict on a 307 is %q", after)
	}
	p.clickOn(`header.top button[aria-label^="Undo: "]`)
	p.expect("ul.verdict", "POST → GET")
	if got := p.verdict(); got != before {
		t.Errorf("after undo the verdict is %q, it was %q", got, before)
	}
	p.clickOn(`header.top button[aria-label^="Redo: "]`)
	p.expect("ul.verdict", "POST all the way")
	p.clickOn(".journey h2")
	p.press("z", chromedp.ModifierCtrl)
	p.expect("ul.verdict", "POST → GET")
}

// TestChangesTheClient chooses another client by its line in the comparison.
func TestChangesTheClient(t *testing.T) {
	p := newPage(t)
	p.open(submit)
	row := `[...document.querySelectorAll(".cmp tbody tr")].find((r) => r.querySelector("button")?.innerText.startsWith("curl"))`
	before := p.verdict()
	eval[bool](p, row+`.querySelector("button").click(), true`)
	p.wait("curl is the client now", row+`.className === "me"`)
	if p.verdict() == "" || !strings.Contains(before, "lost") {
		t.Errorf("the verdicts are %q and %q", before, p.verdict())
	}
}

// TestShares opens the link of the share dialog in a browser that knows nothing.
func TestShares(t *testing.T) {
	p := newPage(t)
	p.open(submit)
	if !eval[bool](p, `Boolean(document.getElementById("code-0-307")?.offsetParent)`) {
		p.clickOn(`[id="hops[0].open"]`)
	}
	p.clickOn(`label.c:has(#code-0-308)`)
	p.expect("ul.verdict", "POST all the way")
	p.click("button", "Share")
	p.wait("there is a link", `document.getElementById("share.link")?.value`)
	link := eval[string](p, `document.getElementById("share.link").value`)
	if strings.Contains(link, "t0k3n") {
		t.Errorf("the link gives the token away: %s", link)
	}
	if u, err := url.Parse(link); err != nil || !strings.HasPrefix(link, siteURL+"/#") || u.RawQuery != "" || u.Fragment == "" {
		t.Errorf("the link is %s", link)
	}
	other := newPage(t)
	other.open(link)
	if got, want := other.verdict(), p.verdict(); got != want {
		t.Errorf("at the link the verdict is %q, want %q", got, want)
	}
	if got, want := other.text(".card.hops"), p.text(".card.hops"); !strings.Contains(got, "308 Permanent Redirect") {
		t.Errorf("at the link the hops are %q, want %q", got, want)
	}
}

// TestComesBack edits the URL, reloads, and finds it again.
func TestComesBack(t *testing.T) {
	p := newPage(t)
	p.open("/")
	p.fill(`[id="request.url"]`, "https://kept.example/over/a/reload")
	p.wait("it is kept", `(localStorage.getItem("hopscope.work") || "").includes("kept.example/over/a/reload")`)
	do(p, chromedp.Reload())
	p.ready()
	if got := eval[string](p, `document.getElementById("request.url").value`); got != "https://kept.example/over/a/reload" {
		t.Errorf("after a reload the URL is %q", got)
	}
	p.expect("#diagram", "kept.example")
}

// TestLeavesAtOnce edits and leaves in the same breath: what was typed is kept
// all the same.
func TestLeavesAtOnce(t *testing.T) {
	p := newPage(t)
	p.open("/")
	p.fill(`[id="request.url"]`, "https://kept.example/in/a/hurry")
	p.goTo("/llms.txt")
	p.open("/")
	if got := eval[string](p, `document.getElementById("request.url").value`); got != "https://kept.example/in/a/hurry" {
		t.Errorf("after leaving the URL is %q", got)
	}
}
