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

	"github.com/chromedp/cdproto/emulation"
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
	if f.count("/embed?") != 0 || f.count("wasm") != 0 || f.count("/diagram.svg") != 1 {
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
			if want := f.url + "/embed?scenario=submit-307&client=curl&title=A+form%2C+with+307&theme=light"; src != want {
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
	if f.count("/embed?") != 0 {
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
	if f.count("/embed?") != 1 || eval[bool](p, `Boolean(inside("iframe", 1))`) {
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
	p.openAuthor(author(t, "", f.script(), lazy+`<iframe id="stranger" title="A stranger" src="`+f.url+`/embed?stranger"></iframe>`))
	p.wait("the picture is shown", pictured)
	p.click("button", "Step through it: A form, with 307")
	p.wait("the playground is shown", playing)
	height := func() string { return eval[string](p, `inside("iframe").style.height`) }
	say := func(frame, message string) {
		inFrame[bool](p, frame, 0, `parent.postMessage(`+message+`, "*"), true`)
		eval[bool](p, `new Promise((r) => setTimeout(() => r(true), 50))`)
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
	if f.count("/embed?") != 1 {
		t.Errorf("the frame was loaded again: %q", f.asked)
	}
	other := newFront(t, puppet)
	eval[bool](p, fmt.Sprintf(`el().setAttribute("base", %q), true`, other.url+"/"))
	p.wait("another base is another frame: first its picture", `!inside("iframe") && `+pictured+` && inside("img").src.startsWith("`+other.url+`/diagram.svg?")`)
}

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
			before := f.count("/embed?")
			p.click("button", "Try again: A form, with 307")
			p.wait("it tries again", `inside("button").innerText === "Loading…"`)
			if test.policy == "" {
				p.wait("the frame is asked for again", `true`)
				for until := time.Now().Add(patience); f.count("/embed?") == before; time.Sleep(10 * time.Millisecond) {
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

// TestElementThemes puts it on what pages stand on.
func TestElementThemes(t *testing.T) {
	tests := []struct{ says, system, head, open, element, want string }{
		{"nothing said", "light", "", "", "", "light"},
		{"a page without a background is white, whatever the system", "dark", "", "", "", "light"},
		{"a page that leaves it to the system, which is dark", "dark", `<meta name="color-scheme" content="light dark">`, "", "", "dark"},
		{"a page that leaves it to the system, which is light", "light", `<meta name="color-scheme" content="light dark">`, "", "", "light"},
		{"a page that is dark by its color-scheme", "light", `<style>:root{color-scheme:dark}</style>`, "", "", "dark"},
		{"a dark body", "light", `<style>body{background:#111}</style>`, "", "", "dark"},
		{"a dark root, of which the body shows", "light", `<style>html{background:rgb(20 20 30)}</style>`, "", "", "dark"},
		{"a light card on a dark page", "dark", `<style>body{background:#111}.card{background:#fff}</style>`, `<div class="card"><p>`, "", "light"},
		{"a card that can be seen through", "light", `<style>body{background:#111}.card{background:rgb(255 255 255 / .1)}</style>`, `<div class="card">`, "", "dark"},
		{"colours of today", "light", `<style>body{background:oklch(20% .05 250)}</style>`, "", "", "dark"},
		{"and light ones", "dark", `<style>body{background:color(display-p3 .9 .9 .9)}</style>`, "", "", "light"},
		{"a yellow page is a light one", "dark", `<style>body{background:#ff0}</style>`, "", "", "light"},
		{"a blue one a dark one", "light", `<style>body{background:#00f}</style>`, "", "", "dark"},
		{"the author's word", "light", `<style>body{background:#fff}</style>`, "", `theme="dark"`, "dark"},
		{"the other one", "dark", `<style>body{background:#111}</style>`, "", `theme="light"`, "light"},
		{"auto is the page's", "light", `<style>body{background:#111}</style>`, "", `theme="auto"`, "dark"},
		{"what is no theme, too", "light", `<style>body{background:#111}</style>`, "", `theme="pink"`, "dark"},
	}
	f := newFront(t, puppet)
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			p := newPage(t)
			p.theme(test.system)
			p.openAuthor(author(t, "", f.script()+test.head, test.open+`<hop-scope scenario="loop" lazy `+test.element+`>A loop</hop-scope>`))
			p.wait("the picture is shown", pictured)
			if src := eval[string](p, `inside("img").src`); !strings.Contains(src, "theme="+test.want+"&") {
				t.Errorf("the picture is %s, want %s", src, test.want)
			}
		})
	}
}

// TestElementFollowsTheTheme changes it, as the switches of documentation systems
// do.
func TestElementFollowsTheTheme(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	p.theme("light")
	p.openAuthor(author(t, "", f.script()+`<style>
		html.dark, [data-theme=dark], [data-md-color-scheme=slate] { background: #111 }
		#slow { transition: background-color .2s } #slow.night { background: #111 }
		#both.system { color-scheme: light dark }
	</style>`, `<div id="slow"><div id="both">`+lazy+`</div></div>`))
	dark := func(want bool) {
		t.Helper()
		theme := map[bool]string{true: "dark", false: "light"}[want]
		p.wait("the picture is "+theme, fmt.Sprintf(`inside("img").src.includes("theme=%s") && inside("img").complete`, theme))
	}
	dark(false)
	for _, change := range []string{
		`document.documentElement.classList.toggle("dark")`,
		`document.documentElement.toggleAttribute("data-theme") && (document.documentElement.dataset.theme = "dark")`,
		`document.body.toggleAttribute("data-md-color-scheme") && (document.body.dataset.mdColorScheme = "slate")`,
		`document.getElementById("slow").classList.toggle("night")`,
		`document.body.style.background = document.body.style.background ? "" : "black"`,
	} {
		for _, want := range []bool{true, false} {
			eval[bool](p, `(`+change+`, true)`)
			dark(want)
		}
	}
	p.click("button", "Step through it: A form, with 307")
	p.wait("the playground is shown", playing)
	eval[bool](p, `document.documentElement.classList.toggle("dark"), true`)
	dark(true)
	eval[bool](p, `document.documentElement.classList.toggle("dark"), document.getElementById("both").classList.add("system"), true`)
	dark(false)
	p.theme("dark") // the system's
	dark(true)
	var themes []any
	for _, m := range p.heard(3) {
		themes = append(themes, m["type"], m["theme"])
	}
	if want := []any{"hopscope:theme", "dark", "hopscope:theme", "light", "hopscope:theme", "dark"}; !reflect.DeepEqual(themes, want) {
		t.Errorf("the frame has heard %v, want %v", themes, want)
	}
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

// TestElementHidden is behind a tab of the page at first: it has no width there.
func TestElementHidden(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	eager := strings.Replace(lazy, " lazy", "", 1)
	p.openAuthor(author(t, "", f.script(), `<div id="tab" hidden>`+eager+`</div>`))
	time.Sleep(300 * time.Millisecond)
	if f.count("/diagram.svg")+f.count("/embed?") != 0 {
		t.Errorf("what is not shown has loaded: %q", f.asked)
	}
	eval[bool](p, `document.getElementById("tab").hidden = false, true`)
	p.wait("the playground is shown", playing)
}

// TestElementWidths asks for few widths, so that caches share them.
func TestElementWidths(t *testing.T) {
	f := newFront(t, puppet)
	tests := []struct{ page, want int64 }{{200, 280}, {320, 280}, {375, 280}, {400, 360}, {768, 680}, {1280, 1240}, {2000, 1240}}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.page), func(t *testing.T) {
			p := newPage(t)
			p.size(test.page, 800)
			p.openAuthor(author(t, "", f.script()+`<style>main{margin:0 8px}body{margin:0}</style>`, lazy))
			p.wait("the picture is shown", pictured)
			if got := eval[string](p, `new URL(inside("img").src).searchParams.get("width")`); got != fmt.Sprint(test.want) {
				t.Errorf("in a page of %d the picture is %s wide, want %d", test.page, got, test.want)
			}
			before := f.count("/diagram.svg")
			p.size(test.page+300, 800)
			eval[bool](p, `new Promise((r) => setTimeout(() => r(true), 100))`)
			if f.count("/diagram.svg") != before {
				t.Error("a window that grows asks for another picture")
			}
		})
	}
}

// TestElementPrints prints the picture, also where the playground is shown.
func TestElementPrints(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	p.openAuthor(author(t, "", f.script(), lazy+strings.Replace(lazy, "lazy", `picture="none"`, 1)))
	p.wait("the picture is shown", pictured)
	p.click("button", "Step through it: A form, with 307")
	p.wait("the playground is shown", playing)
	p.wait("and the one without a picture", `shown("iframe", 1) && inside(".live", 1)`)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	p.wait("on paper is the picture", `shown("img") && !shown("iframe") && !shown("button")`)
	if !eval[bool](p, `shown("iframe", 1) && !shown("img", 1)`) {
		t.Error("where there is no picture, what is shown is not printed")
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

// TestElementAccess looks at each of its states with axe-core, narrow, from right
// to left, in both themes and in forced colours.
func TestElementAccess(t *testing.T) {
	f := newFront(t, puppet)
	waits := newFront(t, silent)
	pages := []struct{ says, head, body string }{
		{"left to right", "", lazy},
		{"right to left", `<script>document.documentElement.dir = "rtl"</script>`, lazy},
		{"dark", `<style>body{background:#101318;color:#fff}a{color:#8db4ff}</style>`, lazy},
		{"an error", "", `<hop-scope scenario="nothing" title="` + strings.Repeat("long", 60) + `" lazy><a href="/x">Inside</a></hop-scope>`},
		{"an error, dark", `<style>body{background:#101318;color:#fff}a{color:#8db4ff}</style>`, `<hop-scope scenario="nothing" lazy><a href="/x">Inside</a></hop-scope>`},
	}
	for _, width := range []int64{320, 1280} {
		for _, forced := range []bool{false, true} {
			for _, page := range pages {
				if forced && strings.Contains(page.says, "dark") {
					continue // there the colours are the system's
				}
				t.Run(fmt.Sprint(page.says, " ", width, " ", forced), func(t *testing.T) {
					p := newPage(t)
					p.size(width, 800)
					if forced {
						call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}})
					}
					// axe-core takes a page without a background for white.
					p.openAuthor(author(t, "", f.script()+"<style>html{background:Canvas}</style>"+page.head, page.body))
					p.wait("there is something to see", `shown("img") && inside("img").naturalWidth || inside("p")?.innerText`)
					p.axe()
					p.noSideways()
					eval[bool](p, fmt.Sprintf(`el().setAttribute("base", %q), true`, waits.url))
					p.wait("it has another base", `inside("img").src.startsWith("`+waits.url+`") && (inside("img").complete || inside("p").innerText)`)
					eval[bool](p, `inside("button").focus(), inside("button").click(), true`)
					p.wait("it loads", `inside("button").innerText === "Loading…"`)
					p.axe()
					p.noSideways()
					p.forget("status of 400")
				})
			}
		}
	}
}
