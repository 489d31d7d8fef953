package browsertest

// What <hop-scope> does in the page of somebody else, with a frame that does as
// the test says. With the playground in it: elementplay_test.go.

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// lazy is an element as an author writes it.
const lazy = `<hop-scope scenario="submit-307" client="curl" title="A form, with 307" lazy><a href="https://docs.example/redirects">A form that is sent on</a></hop-scope>`

const (
	pictured = `inside("img")?.complete && inside("img").naturalWidth && shown("img")`
	playing  = `shown("iframe") && inside(".live")`
)

// TestElementPicture is what is there before anybody asks for more.
func TestElementPicture(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	p.openAuthor(author(t, "", f.script(), lazy))
	p.wait("the picture is shown", pictured)
	if eval[bool](p, `document.querySelector("hop-scope a").checkVisibility()`) {
		t.Error("what is inside is shown beside the picture")
	}
	if n := len(p.findAll("image", "Diagram of a request and its redirects: A form, with 307")); n != 1 {
		t.Errorf("%d images say what they show", n)
	}
	p.find("button", "Step through it: A form, with 307")
	if got := eval[string](p, `inside("button").innerText`); got != "Step through it" {
		t.Errorf("the button says %q", got)
	}
	if f.count("/embed/?") != 0 || f.count("wasm") != 0 || f.count("/diagram.svg") != 1 {
		t.Errorf("before anybody asks: %q", f.asked)
	}
	src := eval[string](p, `inside("img").src`)
	if want := f.url + "/diagram.svg?scenario=submit-307&client=curl&title=A+form%2C+with+307&theme=light&width="; !strings.HasPrefix(src, want) {
		t.Errorf("the picture is %s, want %s…", src, want)
	}
}

// TestElementStarts asks for the playground in every way a person can. The focus
// is then in it, and so is the next key.
func TestElementStarts(t *testing.T) {
	tests := []struct {
		says string
		do   func(p *page)
	}{
		{"a click on the button", func(p *page) { p.click("button", "Step through it: A form, with 307") }},
		{"a click on the picture", func(p *page) { p.click("image", "Diagram of a request and its redirects: A form, with 307") }},
		{"Tab and Enter", func(p *page) { p.press(kb.Tab); p.press(kb.Tab); p.press(kb.Enter) }},
		{"Tab and the space bar", func(p *page) { p.press(kb.Tab); p.press(kb.Tab); p.press(" ") }},
	}
	f := newFront(t, puppet)
	address := author(t, "", f.script(), `<a href="#x">Before</a>`+lazy)
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			p := newPage(t)
			p.openAuthor(address)
			p.wait("the picture is shown", pictured)
			test.do(p)
			p.wait("the playground is shown", playing)
			p.wait("the focus is in it", `document.activeElement === el() && el().shadowRoot.activeElement === inside("iframe")`)
			p.press(kb.Tab)
			p.press(kb.Enter)
			until := time.Now().Add(patience)
			for inFrame[string](p, "/embed", 0, `document.body.dataset.clicked ?? ""`) != "yes" {
				if time.Now().After(until) {
					t.Fatal("a key does not reach the frame")
				}
			}
			if eval[bool](p, `shown("img") || shown("button") || document.querySelector("hop-scope a").checkVisibility()`) {
				t.Error("the picture or the button is still shown")
			}
			if got := eval[string](p, `inside("iframe").title`); got != "Hopscope: A form, with 307" {
				t.Errorf("the frame's title is %q", got)
			}
			if got := eval[string](p, `inside("iframe").style.height`); got != "336px" { // 333.2 and a border
				t.Errorf("the frame is %s high", got)
			}
			src := eval[string](p, `inside("iframe").src`)
			if want := f.url + "/embed/?scenario=submit-307&client=curl&title=A+form%2C+with+307&theme=light"; src != want {
				t.Errorf("the frame is %s, want %s", src, want)
			}
		})
	}
}

// TestElementTabbedPast goes through a page by Tab: nothing happens.
func TestElementTabbedPast(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	p.openAuthor(author(t, "", f.script(), lazy+lazy+`<a id="end" href="#x">After</a>`))
	p.wait("the pictures are shown", pictured+` && inside("img", 1).naturalWidth`)
	for range 3 {
		p.press(kb.Tab)
	}
	p.wait("it is past them", `document.activeElement.id === "end"`)
	time.Sleep(300 * time.Millisecond)
	if f.count("/embed/?") != 0 {
		t.Errorf("to tab past an element loads it: %q", f.asked)
	}
}

// TestElementAtOnce is without lazy: what comes near the window loads, and takes
// no focus.
func TestElementAtOnce(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	eager := strings.Replace(lazy, " lazy", "", 1)
	p.openAuthor(author(t, "", f.script()+`<style>.far{height:5000px}</style>`, eager+`<div class="far"></div>`+eager))
	p.wait("the first plays", playing)
	if f.count("/embed/?") != 1 || eval[bool](p, `Boolean(inside("iframe", 1))`) {
		t.Errorf("one that is far away has loaded: %q", f.asked)
	}
	if !eval[bool](p, `document.activeElement === document.body`) {
		t.Error("the focus has moved")
	}
	if eval[bool](p, `shown("button", 1)`) {
		t.Error("one that loads by itself has a button")
	}
	eval[bool](p, `el(1).scrollIntoView({ behavior: "instant" }), true`)
	p.wait("the second plays", `shown("iframe", 1) && inside(".live", 1)`)
}

// TestElementStaysWhereTheFocusIs moves on while the playground loads: it does not
// pull the person back.
func TestElementStaysWhereTheFocusIs(t *testing.T) {
	f := newFront(t, strings.ReplaceAll(puppet, "parent.postMessage({ type: \"hopscope:ready\", version: 1 }, \"*\");",
		"setTimeout(() => parent.postMessage({ type: \"hopscope:ready\", version: 1 }, \"*\"), 1000);"))
	p := newPage(t)
	p.openAuthor(author(t, "", f.script(), lazy+`<a id="end" href="#x">After</a>`))
	p.wait("the picture is shown", pictured)
	p.press(kb.Tab)
	p.press(kb.Enter)
	p.wait("it says that it loads", `inside("button").innerText === "Loading…" && inside("[role=status]").innerText === "The playground is loading."`)
	if !eval[bool](p, `shown("img") && el().shadowRoot.activeElement === inside("button")`) {
		t.Error("the picture or the focus has gone before the playground is there")
	}
	p.press(kb.Tab) // the frame is not to be entered yet
	p.wait("the focus is behind it", `document.activeElement.id === "end"`)
	p.wait("the playground is shown", playing)
	if !eval[bool](p, `document.activeElement.id === "end"`) {
		t.Error("the focus was pulled back")
	}
}

// TestElementMessages says what no playground would, from where none is.
func TestElementMessages(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	p.openAuthor(author(t, "", f.script(), lazy+`<iframe id="stranger" title="A stranger" src="`+f.url+`/embed/?stranger"></iframe>`))
	p.wait("the picture is shown", pictured)
	p.click("button", "Step through it: A form, with 307")
	p.wait("the playground is shown", playing)
	height := func() string { return eval[string](p, `inside("iframe").style.height`) }
	eval[bool](p, `window.come = 0, addEventListener("message", (e) => { if (e.data === "that was it") come++; }), true`)
	said := 0
	say := func(frame, message string) {
		inFrame[bool](p, frame, 0, `parent.postMessage(`+message+`, "*"), parent.postMessage("that was it", "*"), true`)
		said++
		p.wait("the message has come", fmt.Sprintf("come === %d", said))
	}
	if got := eval[string](p, `JSON.stringify(events)`); got != `[["hopscope-ready",{"version":1}],["hopscope-step",{"step":0,"steps":8}]]` {
		t.Errorf("the events are %s", got)
	}
	tests := []struct{ says, frame, message, height string }{
		{"its own frame", "submit-307", `{type: "hopscope:height", height: 500}`, "502px"},
		{"a stranger", "stranger", `{type: "hopscope:height", height: 700}`, "502px"},
		{"far too high", "submit-307", `{type: "hopscope:height", height: 1e9}`, "4002px"},
		{"far too low", "submit-307", `{type: "hopscope:height", height: -5}`, "122px"},
		{"no number", "submit-307", `{type: "hopscope:height", height: "600"}`, "122px"},
		{"nor that", "submit-307", `{type: "hopscope:height", height: Infinity}`, "122px"},
		{"nothing", "submit-307", `null`, "122px"},
		{"what is nobody's", "submit-307", `{type: "hopscope:other", height: 600}`, "122px"},
		{"a step that is none", "submit-307", `{type: "hopscope:step", step: "<b>", steps: 8}`, "122px"},
		{"a stranger's step", "stranger", `{type: "hopscope:step", step: 1, steps: 8}`, "122px"},
	}
	for _, test := range tests {
		say(test.frame, test.message)
		if got := height(); got != test.height {
			t.Errorf("%s: %s high, want %s", test.says, got, test.height)
		}
	}
	say("submit-307", `{type: "hopscope:step", step: 3, steps: 8}`)
	if got := eval[string](p, `JSON.stringify(events.slice(2))`); got != `[["hopscope-step",{"step":3,"steps":8}]]` {
		t.Errorf("further events are %s", got)
	}
}

// heard returns the messages that the puppet has, once they are as many.
func (p *page) heard(n int) []map[string]any {
	p.t.Helper()
	until := time.Now().Add(patience)
	for {
		var got []map[string]any
		json.Unmarshal([]byte(inFrame[string](p, "/embed", 0, `document.body.dataset.heard ?? "[]"`)), &got)
		if len(got) >= n || time.Now().After(until) {
			return got
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// TestElementChanges changes attributes: the picture follows, then the frame, by
// messages.
func TestElementChanges(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	p.openAuthor(author(t, "", f.script(), lazy))
	p.wait("the picture is shown", pictured)
	eval[bool](p, `(el().setAttribute("scenario", "loop"), el().setAttribute("client", "wget"), el().removeAttribute("title"), true)`)
	p.wait("the picture follows", `inside("img").src.includes("/diagram.svg?scenario=loop&client=wget&theme=light") && inside("img").complete`)
	if f.count("/diagram.svg") != 2 {
		t.Errorf("changes that come together are more than one: %q", f.asked)
	}
	p.find("button", "Step through it: A form that is sent on") // what is inside names it
	p.click("button", "Step through it: A form that is sent on")
	p.wait("the playground is shown", playing)
	p.heard(0)
	changes := []struct {
		change string
		want   map[string]any
	}{
		{`el().setAttribute("client", "fetch")`, map[string]any{"type": "hopscope:scenario", "address": "scenario=loop&client=fetch"}},
		{`el().setAttribute("step", "2")`, map[string]any{"type": "hopscope:step", "step": 2.0}},
		{`el().setAttribute("readonly", "")`, map[string]any{"type": "hopscope:scenario", "address": "scenario=loop&client=fetch&readonly=1&step=2"}},
		{`el().setAttribute("theme", "dark")`, map[string]any{"type": "hopscope:theme", "theme": "dark"}},
		{`document.body.style.background = "#000", el().removeAttribute("theme"), el().setAttribute("hops", "302 /a,b, 307 https://b.example/?x=1&y=2#z, 304,abc")`,
			map[string]any{"type": "hopscope:scenario", "address": "scenario=loop&client=fetch&readonly=1&hop=302%2C%2Fa%2Cb&hop=307%2Chttps%3A%2F%2Fb.example%2F%3Fx%3D1%26y%3D2%23z&hop=304%2Cabc&step=2"}},
		{`el().setAttribute("address", "?scenario=login-307&hop=301,/&theme=light&step=5"), el().removeAttribute("hops"), el().removeAttribute("scenario"), el().removeAttribute("step"), el().removeAttribute("readonly")`,
			map[string]any{"type": "hopscope:scenario", "address": "scenario=login-307&hop=301%2C%2F&client=fetch&step=5"}},
	}
	for i, c := range changes {
		eval[bool](p, `(`+c.change+`, true)`)
		got := p.heard(i + 1)
		if len(got) != i+1 || !reflect.DeepEqual(got[i], c.want) {
			t.Errorf("%s: the frame has heard %v, want at last %v", c.change, got, c.want)
		}
	}
	if f.count("/embed/?") != 1 {
		t.Errorf("the frame was loaded again: %q", f.asked)
	}
	other := newFront(t, puppet)
	eval[bool](p, fmt.Sprintf(`el().setAttribute("base", %q), true`, other.url+"/"))
	p.wait("another base is another frame: first its picture", `!inside("iframe") && `+pictured+` && inside("img").src.startsWith("`+other.url+`/diagram.svg?")`)
}

// TestElementIsMade makes it as frameworks do, and moves it.
func TestElementIsMade(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	p.openAuthor(author(t, "", `<script>
		document.addEventListener("DOMContentLoaded", () => {
			const early = document.createElement("hop-scope"); // before it is defined
			early.setAttribute("scenario", "loop");
			early.setAttribute("lazy", "true");
			early.append("Early");
			document.querySelector("main").prepend(early);
		});
	</script>`+`<script type="module">
		const script = document.createElement("script");
		script.src = "`+f.url+`/embed-1.js";
		script.onload = () => {
			const late = document.createElement("hop-scope");
			document.querySelector("main").append(late); // first in the page, then its attributes
			late.setAttribute("hops", "302 /a");
			late.setAttribute("lazy", "");
			late.textContent = "Late";
			const again = document.createElement("script");
			again.src = "`+f.url+`/embed.js";
			again.onload = () => { window.twice = true; };
			document.head.append(again);
		};
		document.head.append(script);
	</script>`, lazy))
	p.wait("the script has run twice", "window.twice")
	for nth, alt := range []string{"Early", "A form, with 307", "Late"} {
		p.wait("picture "+alt, fmt.Sprintf(`inside("img", %d).naturalWidth && inside("img", %d).alt.endsWith(": %s") && shown("button", %d)`, nth, nth, alt, nth))
	}
	p.click("button", "Step through it: A form, with 307")
	p.wait("the second plays", `shown("iframe", 1) && inside(".live", 1)`)
	eval[bool](p, `window.kept = el(1), kept.remove(), true`)
	eval[bool](p, `document.querySelector("main").append(kept), true`)
	p.wait("taken out and put back it begins again", `kept === el(2) && !inside("iframe", 2) && shown("img", 2) && inside("button", 2).innerText === "Step through it"`)
	p.click("button", "Step through it: A form, with 307")
	p.wait("and plays", `shown("iframe", 2) && inside(".live", 2)`)
	eval[bool](p, `document.querySelector("main").prepend(kept), kept.removeAttribute("lazy"), kept.scrollIntoView({ behavior: "instant" }), true`) // moved, and at once
	p.wait("moved, it plays again", `kept === el(0) && shown("iframe") && inside(".live")`)
}

// TestElementHidden is behind a tab of the page at first: it has no width there.
func TestElementHidden(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	eager := strings.Replace(lazy, " lazy", "", 1)
	p.openAuthor(author(t, "", f.script(), `<div id="tab" hidden>`+eager+`</div>`))
	time.Sleep(300 * time.Millisecond)
	if f.count("/diagram.svg")+f.count("/embed/?") != 0 {
		t.Errorf("what is not shown has loaded: %q", f.asked)
	}
	eval[bool](p, `document.getElementById("tab").hidden = false, true`)
	p.wait("the playground is shown", playing)
}

// TestElementOutOfSight is ready before it is in sight: browsers lay out no frame
// there, so that it keeps the picture.
func TestElementOutOfSight(t *testing.T) {
	f := newFront(t, strings.Replace(puppet, "hopscope:height", "hopscope:other", 1))
	p := newPage(t)
	eager := strings.Replace(lazy, " lazy", "", 1)
	p.openAuthor(author(t, "", f.script()+`<style>.far{height:950px}</style>`, `<div class="far"></div>`+eager+`<div class="far"></div>`))
	p.wait("it is ready", `events.some(([type]) => type === "hopscope-ready")`)
	time.Sleep(300 * time.Millisecond)
	if eval[bool](p, `Boolean(inside(".live"))`) {
		t.Error("the picture has gone, out of sight")
	}
	eval[bool](p, `el().scrollIntoView({ behavior: "instant" }), true`)
	p.wait("in sight it is shown, whatever its height", playing)
}
