package browsertest

// The page for frames on other sites, in frames on another site.

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp/kb"

	"github.com/hopscope/hopscope/server/trial"
)

// login is a scenario of three exchanges, with a verdict that can be looked for.
const login = "scenario=login-307"

// TestEmbedInFrames opens it in every kind of frame there is. Each console stays
// clean, and none of them leaves a service worker or a word in the storage.
func TestEmbedInFrames(t *testing.T) {
	tests := []struct{ name, attributes string }{
		{"a plain frame", ""},
		{"a sandbox without an origin", `sandbox="allow-scripts"`},
		{"a sandbox with one", `sandbox="allow-scripts allow-same-origin"`},
		{"a frame that loads late and tells nobody where it is from", `loading="lazy" referrerpolicy="no-referrer"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			parent, frame := framing(t, test.attributes, login)
			parent.wait("it is ready", `said("hopscope:ready").length`)
			frame.wait("the controls work", works)
			if got := eval[string](parent, `JSON.stringify(said("hopscope:ready").concat(said("hopscope:step")))`); got != `[{"type":"hopscope:ready","version":1},{"type":"hopscope:step","step":0,"steps":6}]` {
				t.Errorf("it says %s", got)
			}
			if got := frame.verdict(); !strings.Contains(got, "Method kept") {
				t.Errorf("the verdict is %q", got)
			}
			frame.clickOn("#step")
			parent.wait("it tells of a step", `said("hopscope:step").at(-1).step === 1`)
			frame.expect(".transport .count", "step 2 of 6")
			frame.clickOn("#client > summary")
			frame.fill("[id='client.search']", "curl -L")
			frame.press(kb.Enter)
			frame.expect("#client > summary", "curl -L")
			if eval[bool](frame, `"serviceWorker" in navigator`) {
				t.Error("there can be a service worker")
			}
			if got := eval[int](frame, `localStorage.length + sessionStorage.length`); got != 0 {
				t.Errorf("%d things are kept", got)
			}
		})
	}
}

// TestEmbedStorageRefused has a Chromium of its own, whose owner blocks what third
// parties keep.
func TestEmbedStorageRefused(t *testing.T) {
	program, err := trial.FindChromium()
	if err != nil {
		t.Fatal(err)
	}
	profile := t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "Default"), 0o700); err != nil {
		t.Fatal(err)
	}
	const wishes = `{"profile": {"block_third_party_cookies": true, "cookie_controls_mode": 1, "default_content_setting_values": {"cookies": 2}}}`
	if err := os.WriteFile(filepath.Join(profile, "Default", "Preferences"), []byte(wishes), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop, err := trial.StartChromium(program, profile)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	parent, frame := framingIn(t, ctx, "", login)
	parent.wait("it is ready", `said("hopscope:ready").length`)
	frame.wait("the controls work", works)
	frame.press(kb.End)
	parent.wait("it tells of a step", `said("hopscope:step").at(-1).step === 5`)

	// A script that does not see what start.js has put in its place is refused.
	tree := call(frame, cdppage.GetFrameTree, cdp.Empty{}).FrameTree
	world := call(frame, cdppage.CreateIsolatedWorld, cdppage.CreateIsolatedWorldParams{FrameID: tree.Frame.ID})
	got := call(frame, runtime.Evaluate, runtime.EvaluateParams{ContextID: world.ExecutionContextID, Expression: "localStorage.length"})
	if got.ExceptionDetails == nil || !strings.Contains(got.Result.Description, "SecurityError") {
		t.Errorf("this Chromium refuses nothing: %+v", got.Result)
	}
}

// TestEmbedLeavesWorkAlone frames the page on its own site, where the browser lets it
// at everything: the reader's work stays as it is, and out of the frame.
func TestEmbedLeavesWorkAlone(t *testing.T) {
	p := newPage(t)
	p.open("/")
	p.fill(`[id="request.url"]`, "https://mine.example/work")
	p.clickOn(`header.top button[aria-label^="Theme: as the system"]`)
	p.wait("it is kept", `localStorage.getItem("hopscope.work")?.includes("mine.example/work") && localStorage.getItem("hopscope.theme") === "light"`)
	const saved = `new Promise((done) => setTimeout(() => done(true), 1500))` // what is kept soon is kept by then
	eval[bool](p, saved)
	const kept = `JSON.stringify(Object.entries({...localStorage}).sort())`
	before := eval[string](p, kept)
	p.open("/embed?" + login)
	if got := p.text("body"); strings.Contains(got, "mine.example") || !strings.Contains(got, "A login answered with 307") {
		t.Errorf("it shows %.300q", got)
	}
	if got := eval[string](p, `document.documentElement.dataset.theme ?? "none"`); got != "none" {
		t.Errorf("its theme is %s", got)
	}
	if eval[bool](p, `localStorage instanceof Storage || localStorage.getItem("hopscope.theme") !== null`) {
		t.Error("what is kept can be read")
	}
	p.press(kb.End)
	p.clickOn("#client > summary")
	p.clickOn("#client-curl")
	p.expect(".chooser > summary", "curl")
	eval[bool](p, saved)
	p.goTo("/robots.txt")
	if after := eval[string](p, kept); after != before {
		t.Errorf("kept is %s, was %s", after, before)
	}
}

// TestEmbedMessages says to a frame what a page may, and what it may not.
func TestEmbedMessages(t *testing.T) {
	parent, frame := framing(t, "", login)
	parent.wait("it is ready", `said("hopscope:step").length === 1`)
	frame.wait("the controls work", works)

	say := func(message string) { eval[bool](parent, "say("+message+"), true") }
	say(`{type: "hopscope:step", step: 3}`)
	parent.wait("the step comes back, once", `JSON.stringify(said("hopscope:step").at(-1)) === '{"type":"hopscope:step","step":3,"steps":6}' && said("hopscope:step").length === 2`)
	frame.expect(".transport .count", "step 4 of 6")
	say(`{type: "hopscope:step", step: 1e6}`)
	parent.wait("a step too far is the last", `said("hopscope:step").at(-1).step === 5`)

	const background = `getComputedStyle(document.querySelector(".embed")).backgroundColor`
	colours := map[string]string{}
	for _, theme := range []string{"light", "dark"} {
		say(fmt.Sprintf(`{type: "hopscope:theme", theme: %q}`, theme))
		frame.wait("it is "+theme, fmt.Sprintf("document.documentElement.dataset.theme === %q", theme))
		colours[theme] = eval[string](frame, background)
	}
	if colours["light"] == colours["dark"] {
		t.Errorf("light and dark are both %s", colours["dark"])
	}
	say(`{type: "hopscope:theme", theme: "auto"}`)
	frame.wait("it is the system's", `!("theme" in document.documentElement.dataset)`)

	say(`{type: "hopscope:scenario", address: "method=PUT&url=https://a.example/told&hop=308,/there&step=1&theme=dark"}`)
	parent.wait("it tells of its step", `said("hopscope:step").at(-1).step === 1`)
	frame.expect("#diagram", "/told")
	frame.wait("its theme", `document.documentElement.dataset.theme === "dark"`)
	say(`{type: "hopscope:scenario", address: "client=nobody"}`)
	frame.expect(".notices", `The page around this frame sent a scenario that cannot be read: client: "nobody"`)
	frame.expect("#diagram", "/told")
	frame.axe()
	say(`{type: "hopscope:scenario", address: "` + login + `"}`)
	frame.wait("the line goes", `!document.querySelector(".notices").innerText.includes("nobody")`)
	frame.expect(".transport .count", "step 1 of 6")

	// What is no message changes nothing, and nothing in the console.
	before := eval[int](parent, "heard.length")
	for _, message := range []string{
		`null`, `undefined`, `1`, `"hopscope:step"`, `[]`, `{}`, `{type: 1}`, `{type: "hopscope:step"}`, `{type: "hopscope:step", step: "2"}`, `{type: "hopscope:step", step: NaN}`,
		`{type: "hopscope:step", step: 1.5}`, `{type: "hopscope:step", step: 1e300}`, `{type: "hopscope:step", step: {valueOf: 1}}`, `{type: ["hopscope:step"], step: null}`,
		`{type: "hopscope:theme", theme: 1}`, `{type: "hopscope:theme", theme: "pink"}`, `{type: "hopscope:scenario"}`, `{type: "hopscope:scenario", address: ["x"]}`,
		`{type: "hopscope:ready"}`, `{type: "constructor"}`, `{type: "__proto__"}`, `new Map([["type", "hopscope:step"]])`,
	} {
		say(message)
	}
	say(`{type: "hopscope:step", step: 2}`) // the last one counts
	frame.expect(".transport .count", "step 3 of 6")
	if news := eval[[]string](parent, fmt.Sprintf("heard.slice(%d).map((m) => m.type + m.step)", before)); strings.Join(news, " ") != "hopscope:step2" {
		t.Errorf("it tells %q", news)
	}
}

// TestEmbedFlood: a page that says more than can be shown is heard with its last word,
// and the frame goes on working.
func TestEmbedFlood(t *testing.T) {
	parent, frame := framing(t, "", login)
	parent.wait("it is ready", `said("hopscope:step").length === 1`)
	frame.wait("the controls work", works)
	eval[bool](parent, `(() => {
		for (let i = 1; i <= 10_000; i++) {
			say({ type: "hopscope:step", step: 2 });
			say({ type: "hopscope:scenario", address: "method=PUT&url=https://a.example/told" + i + "&hop=308,/there&step=" + (i % 2) });
		}
		say({ type: "hopscope:scenario", address: "title=" + "x".repeat(20e6) });
		return true;
	})()`)
	frame.expect("#diagram", "/told10000")
	frame.expect(".transport .count", "step 1 of")
	if n := eval[int](parent, `said("hopscope:step").length`); n > 1000 {
		t.Errorf("it has shown %d of the scenarios, one after the other", n)
	}
	if got := frame.text(".notices"); strings.Contains(got, "cannot be read") {
		t.Errorf("it has read what is too long: %s", got)
	}
	eval[bool](parent, `say({ type: "hopscope:scenario", address: "scenario=loop" }), say({ type: "hopscope:step", step: 1 }), true`)
	frame.expect(".transport .count", "step 2 of")
}

// TestEmbedEarlyMessages says something before the app is there.
func TestEmbedEarlyMessages(t *testing.T) {
	at := stranger(t, listening+`<iframe id="frame" title="A redirect" width="700" height="500" src="`+siteURL+`/embed?`+login+`&title=Early"></iframe>
		<script>document.getElementById("frame").addEventListener("load", () => {
			say({ type: "hopscope:step", step: 4 });
			say({ type: "hopscope:theme", theme: "dark" });
			say({ type: "hopscope:scenario", address: "method=PUT&url=https://a.example/told&hop=308,/there&title=Early" });
		});</script>`)
	p := newPage(t)
	p.goTo(at)
	frame := p.frame("title=Early")
	frame.expect("#diagram", "/told")
	frame.expect(".transport .count", "step 5 of")
	frame.wait("it is dark", `document.documentElement.dataset.theme === "dark"`)
}

// TestEmbedStrangers: a frame beside it, a window that was opened and the frame's own
// frame say what its parent may; it does nothing, and tells them nothing.
func TestEmbedStrangers(t *testing.T) {
	parent, frame := framing(t, "", login)
	parent.wait("it is ready", `said("hopscope:step").length === 1`)
	frame.wait("the controls work", works)
	attack := `<script>addEventListener("message", (e) => document.title += "|" + e.data.type);
		onload = () => { for (const to of [parent.frames[0], opener?.frames[0]]) for (const m of [{type: "hopscope:step", step: 3}, {type: "hopscope:theme", theme: "dark"}, {type: "hopscope:scenario", address: "scenario=loop"}]) to?.postMessage(m, "*"); parent.postMessage("done", "*"); opener?.postMessage("done", "*"); };</script>`
	at := stranger(t, attack)
	eval[bool](parent, `window.done = 0, addEventListener("message", (e) => { if (e.data === "done") done++; }), true`)
	eval[bool](parent, fmt.Sprintf(`document.body.append(Object.assign(document.createElement("iframe"), { id: "beside", title: "Beside", src: %q })), true`, at))
	parent.wait("the frame beside has spoken", "done >= 1")
	// The same origin as the frame's parent, and still not its parent.
	eval[bool](parent, fmt.Sprintf(`window.opened = open(%q), true`, at))
	parent.wait("the window has spoken", "opened === null || done >= 2")
	// Its own words, from itself.
	eval[bool](frame, `postMessage({ type: "hopscope:step", step: 3 }, "*"), true`)
	eval[bool](parent, `say({ type: "hopscope:step", step: 1 }), true`)
	frame.expect(".transport .count", "step 2 of 6")
	if got := eval[int](parent, `said("hopscope:step").length`); got != 2 {
		t.Errorf("it has taken %d steps", got)
	}
	if got := eval[bool](frame, `"theme" in document.documentElement.dataset`); got {
		t.Error("a stranger has chosen the theme")
	}
	if got := eval[string](parent, `document.title`); strings.Contains(got, "|") {
		t.Errorf("strangers are told %s", got)
	}
}

// atRest is true in a frame once its height stays what it is.
const atRest = `(async () => {
	for (let was, since = 0; since < 20; was = innerHeight) {
		await new Promise((done) => setTimeout(done, 25));
		since = innerHeight === was ? since + 1 : 0;
	}
	return true;
})()`

// TestEmbedHeight follows what is in it, in whole pixels and when that is news.
func TestEmbedHeight(t *testing.T) {
	for _, width := range []int{320, 360, 600, 800} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			parent, frame := framing(t, "", login)
			eval[bool](parent, fmt.Sprintf(`addEventListener("message", (e) => {
				const frame = document.getElementById("frame");
				if (e.source === frame.contentWindow && e.data.type === "hopscope:height") frame.height = e.data.height;
			}), document.getElementById("frame").width = %d, document.getElementById("frame").style.border = 0, true`, width))
			frame.wait("the controls work", works)
			// The frame is as high as its content: nothing is cut off, and nothing empty.
			fits := `innerHeight === Math.ceil(document.body.getBoundingClientRect().height) && document.documentElement.scrollHeight === innerHeight && innerHeight > 300`
			frame.wait("it fits", fits)
			eval[bool](frame, atRest)
			frame.noSideways()
			closed := eval[int](frame, "innerHeight")
			frame.clickOn("#client > summary")
			frame.wait("it has grown", fmt.Sprintf("innerHeight > %d && %s", closed, fits))
			grown := eval[int](frame, "innerHeight")
			if !eval[bool](frame, `document.querySelector("#client .panel").getBoundingClientRect().bottom <= innerHeight`) {
				t.Error("the clients are cut off")
			}
			frame.clickOn("#client > summary")
			// Not to the pixel: while a scroll bar was there the diagram may have been laid out for the narrower page.
			frame.wait("and shrunk", fmt.Sprintf("innerHeight < %d && %s", grown, fits))
			frame.press(kb.End)
			frame.expect(".transport .count", "step 6 of 6")
			frame.wait("it fits at the end", fits)
			frame.noSideways()
			// What is shown depends on how wide the frame is, and not on how high: or the
			// two would never come to rest.
			eval[bool](frame, atRest)
			high := eval[float64](frame, `document.body.getBoundingClientRect().height`)
			for _, height := range []int{150, 450, 2000} {
				eval[bool](parent, fmt.Sprintf(`document.getElementById("frame").height = %d, true`, height))
				frame.wait("the frame is of that height", fmt.Sprintf("innerHeight === %d", height))
				if got := eval[float64](frame, `document.body.getBoundingClientRect().height`); got != high {
					t.Errorf("in a frame %d pixels high it is %v, else %v", height, got, high)
				}
			}
			heights := eval[[]float64](parent, `said("hopscope:height").map((m) => m.height)`)
			for i, h := range heights {
				if h != float64(int(h)) || i > 0 && h == heights[i-1] {
					t.Errorf("the heights are %v", heights)
				}
			}
		})
	}
}

// TestEmbedStaysInPlace: a step that is brought into view moves the frame, where it is
// too low, and never the page around it.
func TestEmbedStaysInPlace(t *testing.T) {
	p := newPage(t)
	p.goTo("/robots.txt") // of the same origin: to other origins browsers do not go on
	eval[bool](p, `(() => {
		const frame = document.createElement("iframe");
		Object.assign(frame, { src: "/embed?`+login+`", title: "A redirect", width: 600, height: 500 });
		frame.style.margin = "1500px 0";
		document.body.append(frame);
		scrollTo(0, 1000);
		return true;
	})()`)
	p.wait("the frame works", `frames[0]?.document.getElementById("step")?.disabled === false`)
	eval[bool](p, `frames[0].postMessage({ type: "hopscope:step", step: 5 }, "*"), true`)
	p.wait("the last step is in view in the frame", `(() => {
		const at = frames[0].document.querySelector("#diagram .now").getBoundingClientRect();
		return frames[0].scrollY > 0 && at.bottom <= frames[0].innerHeight + 1 && at.top > 0;
	})()`)
	if got := eval[float64](p, "scrollY"); got != 1000 {
		t.Errorf("the page is at %v", got)
	}
	eval[bool](p, `frames[0].postMessage({ type: "hopscope:step", step: 0 }, "*"), true`)
	p.wait("the first one, below what steps", `(() => {
		const bar = frames[0].document.querySelector(".transport").getBoundingClientRect();
		return frames[0].document.querySelector("#diagram .now").getBoundingClientRect().top >= bar.bottom - 1;
	})()`)
	if got := eval[float64](p, "scrollY"); got != 1000 {
		t.Errorf("the page is at %v", got)
	}
}

// TestEmbedKeyboard steps with the keys alone.
func TestEmbedKeyboard(t *testing.T) {
	parent, frame := framing(t, "", login)
	frame.wait("the controls work", works)
	frame.clickOn(".saying")
	tests := []struct{ key, want string }{
		{kb.ArrowRight, "step 2 of 6"}, {kb.End, "step 6 of 6"}, {kb.ArrowLeft, "step 5 of 6"}, {kb.Home, "step 1 of 6"},
	}
	for _, test := range tests {
		frame.press(test.key)
		frame.expect(".transport .count", test.want)
	}
	frame.press("?")
	frame.press(kb.Tab)
	frame.press(kb.ArrowRight)
	frame.expect(".transport .count", "step 2 of 6")
	if eval[bool](frame, `Boolean(document.querySelector("dialog[open]"))`) {
		t.Error("a dialog is open")
	}
	parent.wait("the page has heard of it", `said("hopscope:step").map((m) => m.step).join() === "0,1,5,4,0,1"`)
}

// TestEmbedModes: what is read only keeps its client, and what is to be predicted its
// verdict.
func TestEmbedModes(t *testing.T) {
	_, frame := framing(t, "", login+"&client=curl&readonly=1")
	frame.wait("the controls work", works)
	frame.clickOn("#client > summary")
	frame.wait("no client can be chosen", `[...document.querySelectorAll(".clients input")].length > 10 && [...document.querySelectorAll(".clients input, .options :is(input, select)")].every((e) => e.disabled || e.readOnly)`)
	frame.clickOn("#step")
	frame.expect(".transport .count", "step 2 of")

	_, frame = framing(t, "", login+"&predict=1")
	frame.wait("the controls work", works)
	frame.expect("ul.verdict", "The verdict waits")
	frame.clickOn("#step")
	frame.expect(".predict", "307 has come back. What does")
	frame.clickOn(".predict .btns button")
	frame.clickOn("#step")
	frame.wait("it says whether that was right", `/Right\.|Not quite\./.test(document.querySelector(".predict").innerText)`)
	frame.press(kb.End)
	frame.expect("ul.verdict", "Method kept")
	frame.expect(".predict", "Your score:")
}

// TestEmbedOpens leads to the playground in a window of its own, with the scenario at
// its step.
func TestEmbedOpens(t *testing.T) {
	p := newPage(t)
	p.open("/embed?method=PUT&url=https://a.example/here&header=Authorization:+Bearer+t0k3n&hop=307,/there")
	p.press(kb.ArrowRight)
	p.expect(".transport .count", "step 2 of")
	if got := eval[string](p, `["target", "rel"].map((a) => document.getElementById("open").getAttribute(a)).join()`); got != "_blank,noopener" {
		t.Errorf("the link has %s", got)
	}
	p.open(eval[string](p, `document.getElementById("open").href`))
	if got := eval[string](p, "location.pathname"); got != "/" {
		t.Errorf("it leads to %s", got)
	}
	p.expect(".transport .count", "step 2 of")
	p.wait("the request is there", `document.getElementById("request.url").value === "https://a.example/here"`)
	p.wait("with its secret", `[...document.querySelectorAll("input")].some((e) => e.value === "Bearer t0k3n")`)
}

// TestEmbedWithoutScripts is a frame in which nothing runs: it says so, and what it
// shows can be read.
func TestEmbedWithoutScripts(t *testing.T) {
	_, frame := framing(t, `sandbox=""`, login+"&step=2")
	got := frame.readAloud()
	for _, want := range []string{"Scripts are off in this frame: here is the whole journey.", "A login answered with 307", "Method kept", "Open in Hopscope", "step 3 of 6"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q: %.500q", want, got)
		}
	}
	for _, not := range []string{"Loading"} {
		if strings.Contains(got, not) {
			t.Errorf("it says %q", not)
		}
	}
}
