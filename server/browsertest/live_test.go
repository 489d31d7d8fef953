package browsertest

// The live run: what the page says of a request is what became of it.

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// openLive opens the page of the live runs, and waits until it works.
func (p *page) openLive(address string) {
	p.t.Helper()
	p.goTo(address)
	p.wait("the controls work", `!document.getElementById("app-wasm-loader") &&
		[...document.querySelectorAll("button")].some((b) => b.innerText.trim() === "Run it live" && !b.disabled)`)
	eval[bool](p, `window.stays = true`)
}

// A row is what the page shows of a request that arrived.
type row struct {
	Name     string // POST https://api.example.com/start
	Facts    string // when, and what it came with
	Compared string // whether it was predicted
	Parts    []part
	Raw      string // as it came
}

type part struct{ Label, Predicted, Arrived, Equal string }

// rows returns the requests that the page shows.
func (p *page) rows() []row {
	p.t.Helper()
	return eval[[]row](p, `[...document.querySelectorAll(".live article")].map((a) => {
		const text = (e) => e?.textContent ?? "";
		return {
			name: text(a.querySelector("h4")).replace(/^Request \d+: /, ""),
			facts: text(a.querySelector("small")),
			compared: text(a.querySelector(".fatemark")),
			raw: text(a.querySelector("pre")),
			parts: [...a.querySelectorAll("tbody tr")].map((r) => {
				const [label, predicted, arrived, equal] = [...r.children].map((c) => c.textContent.trim());
				return { label, predicted, arrived, equal };
			}),
		};
	})`)
}

// arrived waits until so many requests have arrived, and returns them.
func (p *page) arrived(n int) []row {
	p.t.Helper()
	p.wait(fmt.Sprintf("%d requests have arrived", n), fmt.Sprintf(`document.querySelectorAll(".live article").length >= %d`, n))
	rows := p.rows()
	if len(rows) != n {
		p.t.Errorf("%d requests arrived, want %d: %v", len(rows), n, rows)
	}
	return rows
}

// behaved waits until a pass, from 1, is told to be like a client, and returns
// what is said.
func (p *page) behaved(pass int, words string) string {
	p.t.Helper()
	likeness := fmt.Sprintf(`document.querySelectorAll(".live .like")[%d]?.innerText ?? ""`, pass-1)
	p.wait(fmt.Sprintf("pass %d is told to be like %s", pass, words), likeness+fmt.Sprintf(".includes(%q)", words))
	return eval[string](p, likeness)
}

// saw waits until the page says what it was told of its own request.
func (p *page) saw(words string) string {
	p.t.Helper()
	p.expect(".live .saw", words)
	return p.text(".live .saw")
}

// address is where the run begins.
func (p *page) address() string {
	p.t.Helper()
	return p.text(".live .address code")
}

// run is the name of a file of the run there is, also of one that is over.
func (p *page) run() string {
	p.t.Helper()
	return eval[string](p, runFile)
}

const runFile = `document.querySelector(".live a[download]").download`

// otherRun waits until there is another run than the one whose file has that
// name.
func (p *page) otherRun(file string) {
	p.t.Helper()
	p.wait("there is another run", fmt.Sprintf(`%s !== %q`, runFile, file))
}

// wants compares the rows, each with what it is to say: the name, and a word of
// its facts; all are to be as predicted for the client.
func wants(t *testing.T, rows []row, client string, want ...[2]string) {
	t.Helper()
	for i, r := range rows {
		if i >= len(want) {
			t.Errorf("request %d is %v, want none", i+1, r)
			continue
		}
		if r.Name != want[i][0] || !strings.Contains(r.Facts, " · "+want[i][1]) {
			t.Errorf("request %d is %q (%s), want %q with %s", i+1, r.Name, r.Facts, want[i][0], want[i][1])
		}
		if r.Compared != "✓ as predicted for "+client {
			t.Errorf("request %d is %s: %+v", i+1, r.Compared, r.Parts)
		}
		for _, p := range r.Parts {
			if !strings.Contains(p.Equal, "equal") {
				t.Errorf("request %d: %s", i+1, p)
			}
		}
	}
}

// TestLiveFetch sends a POST with a body through every code that redirects, to
// the same origin and to another one, as a script of this browser does.
func TestLiveFetch(t *testing.T) {
	const start, here, there = "https://api.example.com/start", "https://api.example.com/b", "https://other.example/b"
	same, cross := "/b", there
	tests := []struct {
		sentence, address string
		want              [][2]string
		kind              string // of the response, to the script
		status            int
	}{
		{"301 here", "hop=301," + same, [][2]string{{"POST " + start, "2 B body"}, {"GET " + here, "no body"}}, "basic", 200},
		{"302 here", "hop=302," + same, [][2]string{{"POST " + start, "2 B body"}, {"GET " + here, "no body"}}, "basic", 200},
		{"303 here", "hop=303," + same, [][2]string{{"POST " + start, "2 B body"}, {"GET " + here, "no body"}}, "basic", 200},
		{"307 here", "hop=307," + same, [][2]string{{"POST " + start, "2 B body"}, {"POST " + here, "2 B body"}}, "basic", 200},
		{"308 here", "hop=308," + same, [][2]string{{"POST " + start, "2 B body"}, {"POST " + here, "2 B body"}}, "basic", 200},
		{"301 there", "hop=301," + cross, [][2]string{{"POST " + start, "2 B body"}, {"GET " + there, "no body"}}, "cors", 200},
		{"302 there", "hop=302," + cross, [][2]string{{"POST " + start, "2 B body"}, {"GET " + there, "no body"}}, "cors", 200},
		{"303 there", "hop=303," + cross, [][2]string{{"POST " + start, "2 B body"}, {"GET " + there, "no body"}}, "cors", 200},
		{"307 there", "hop=307," + cross, [][2]string{{"POST " + start, "2 B body"}, {"POST " + there, "2 B body"}}, "cors", 200},
		{"308 there", "hop=308," + cross, [][2]string{{"POST " + start, "2 B body"}, {"POST " + there, "2 B body"}}, "cors", 200},
		{"JSON there, with a preflight", "header=Content-Type:+application/json&hop=307," + cross,
			[][2]string{{"POST " + start, "2 B body"}, {"OPTIONS " + there, "no body"}, {"POST " + there, "2 B body"}}, "cors", 200},
		{"from a page of another origin", "option=page:https://app.example/&header=X-A:+1&hop=307,/b",
			[][2]string{{"OPTIONS " + start, "no body"}, {"POST " + start, "2 B body"}, {"OPTIONS " + here, "no body"}, {"POST " + here, "2 B body"}}, "cors", 200},
		{"there and back, with credentials", "header=Authorization:+Bearer+t&option=credentials:include&hop=302," + cross + "&hop=307," + start + "/end",
			[][2]string{{"POST " + start, "2 B body"}, {"GET " + there, "no body"}, {"GET " + start + "/end", "no body"}}, "cors", 200},
		{"an error at the end", "hop=307,/b&hop=404", [][2]string{{"POST " + start, "2 B body"}, {"POST " + here, "2 B body"}}, "basic", 404},
	}
	p := newPage(t)
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			p.in(t)
			p.openLive("/live?client=fetch&method=POST&body=hi&" + test.address)
			p.click("button", "Run it live")
			p.expect(".live", "The run waits for its first request.")
			p.click("button", "fetch()")
			saw := p.saw(fmt.Sprintf("fetch() resolved: status %d, redirected, type %s, final URL http://", test.status, test.kind))
			last := test.want[len(test.want)-1][0]
			if path := last[strings.Index(last, ".example")+len(".example"):]; !strings.HasSuffix(saw, strings.TrimPrefix(path, ".com")) {
				t.Errorf("the page says %q, and the last request was %s", saw, last)
			}
			wants(t, p.arrived(len(test.want)), "Browser fetch()", test.want...)
			p.behaved(1, "This behaved like Browser fetch().")
			if !eval[bool](p, "window.stays === true") {
				t.Error("the page was loaded again")
			}
			if test.status == 404 {
				p.forget("404")
			}
		})
	}
}

// in lets a part of the page's test use it.
func (p *page) in(t *testing.T) {
	whole := p.t
	p.t = t
	t.Cleanup(func() { p.t = whole })
}

// framed waits until the frame shows the answer to a request for the URL, and
// returns it.
func (p *page) framed(url string) string {
	p.t.Helper()
	path := url[strings.LastIndex(url, "/"):]
	until := time.Now().Add(patience)
	for {
		got := eval[*string](p, `(() => {
			const frame = document.querySelector("iframe");
			return frame && frame.contentDocument === null ? null : frame?.contentDocument.body?.innerText ?? "";
		})()`)
		if got == nil { // of another host, it is a target of its own
			got = p.foreignFrame(path)
		}
		if strings.Contains(*got, url) {
			return *got
		}
		if time.Now().After(until) {
			p.t.Fatalf("the frame shows %q, want %s", *got, url)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// foreignFrame returns the text of the frame that shows a path of another host;
// none where it is not there yet.
func (p *page) foreignFrame(path string) *string {
	p.t.Helper()
	targets, err := chromedp.Targets(p.ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	text := ""
	for _, frame := range targets {
		if frame.Type == "iframe" && frame.BrowserContextID == chromedp.FromContext(p.ctx).BrowserContextID && strings.HasSuffix(frame.URL, path) {
			ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(frame.TargetID), chromedp.WithDetachOnCancel())
			ctx, stop := context.WithTimeout(ctx, 5*time.Second) // it may go before it answers
			if got, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body?.innerText ?? ""`)); err == nil {
				text = got
			}
			stop()
			cancel()
		}
	}
	return &text
}

// TestLiveForm sends a form into the frame.
func TestLiveForm(t *testing.T) {
	const start = "https://api.example.com/start"
	tests := []struct {
		sentence, hop string
		want          [2]string
	}{
		{"302 here", "302,/b", [2]string{"GET https://api.example.com/b", "no body"}},
		{"303 there", "303,https://other.example/b", [2]string{"GET https://other.example/b", "no body"}},
		{"307 here", "307,/b", [2]string{"POST https://api.example.com/b", "7 B body"}},
		{"308 there, as Chromium does it", "308,https://other.example/b&option=engine:chromium", [2]string{"POST https://other.example/b", "7 B body"}},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			p := newPage(t) // Chromium may hang where a page is used on whose foreign frame was looked at
			p.openLive("/live?client=form&method=POST&kind=form&body=a=1%26b=2&hop=" + test.hop)
			p.click("button", "Form post") // makes the run, too
			wants(t, p.arrived(2), "Browser form or link", [2]string{"POST " + start, "7 B body"}, test.want)
			p.behaved(1, "Browser form or link")
			p.saw("The form was sent.")
			method, url, _ := strings.Cut(test.want[0], " ")
			text := p.framed(url)
			var came struct {
				Method, Original string
				Body             *struct{ Text string }
			}
			if err := json.Unmarshal([]byte(text), &came); err != nil {
				t.Fatalf("in the frame is %q: %v", text, err)
			}
			if came.Method != method || came.Original != url || (came.Body != nil) != (method == "POST") || came.Body != nil && came.Body.Text != "a=1&b=2" {
				t.Errorf("in the frame is %s, want %s", text, test.want)
			}
			if !eval[bool](p, "window.stays === true") {
				t.Error("the page was loaded again")
			}
		})
	}
}

// TestLiveLink follows a link into the frame: its address is that of the chain,
// with nothing added to it.
func TestLiveLink(t *testing.T) {
	tests := []struct {
		sentence, address string
		least             int // requests that arrive
	}{
		{"a chain of our own", "client=form&hop=302,/b&hop=302,https://other.example/c", 3},
		{"with a query", "client=form&url=https://api.example.com/a?q%3d1&hop=302,/b", 2},
		{"a loop", "scenario=loop&client=form", 3},
		{"maintenance", "scenario=maintenance-307&client=form&method=GET", 2},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			p := newPage(t)
			p.openLive("/live?" + test.address)
			if len(p.findAll("button", "Link")) == 0 { // the scenario's own method is POST
				p.fill(`[id="request.method"]`, "GET")
			}
			p.click("button", "Link")
			p.saw("The link was followed.")
			p.wait("it goes through the chain", fmt.Sprintf(`document.querySelectorAll(".live article").length >= %d`, test.least))
			for i, r := range p.rows() {
				if strings.HasSuffix(r.Name, "?") {
					t.Errorf("request %d is %s", i+1, r.Name)
				}
				t.Log(r.Name, r.Compared)
			}
			p.forget("ERR_TOO_MANY_REDIRECTS", "503")
			if !eval[bool](p, "window.stays === true") {
				t.Error("the page was loaded again")
			}
		})
	}
}

// streams keeps the page's streams of events, so that a test can wait for them.
const streams = `const Source = EventSource;
	window.streams = [];
	window.EventSource = function (url) {
		const made = new Source(url);
		made.addEventListener("open", () => made.opened = (made.opened ?? 0) + 1);
		streams.push(made);
		return made;
	}`

// watches waits until the page watches a run, in a stream that is its nth at
// least: one ends with every pass.
func (p *page) watches(nth int) {
	p.t.Helper()
	p.wait("the run is watched", fmt.Sprintf(`streams.at(-1)?.readyState === Source.OPEN && streams.at(-1).opened >= %d`, nth))
}

// TestLiveReload loads the page again: the run is there, with what arrived, and
// goes on, at whatever moment that is.
func TestLiveReload(t *testing.T) {
	tests := []struct {
		sentence string
		until    func(*page)
		arrived  int
	}{
		{"before anything has arrived", func(p *page) { p.click("button", "Run it live"); p.watches(1) }, 0},
		{"once a pass is told", func(p *page) { p.click("button", "fetch()"); p.behaved(1, "Browser fetch()") }, 2},
		{"while the page waits for another pass", func(p *page) { p.click("button", "fetch()"); p.behaved(1, "Browser fetch()"); p.watches(2) }, 2},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			p := newPage(t)
			p.before(streams)
			p.openLive("/live?method=POST&body=hi&hop=302,/b")
			test.until(p)
			before := p.run()
			for range 3 {
				p.reloadLive()
				p.arrived(test.arrived)
				if got := p.run(); got != before {
					t.Errorf("the run is %s, it was %s", got, before)
				}
			}
			if test.arrived > 0 {
				p.behaved(1, "Browser fetch()")
			}
			p.click("button", "fetch()")
			p.arrived(test.arrived + 2)
			p.behaved(1+test.arrived/2, "Browser fetch()")
		})
	}
}

// TestLiveGoesOnWatching stops the loading of the page, as Escape does: what
// arrives afterwards is shown all the same.
func TestLiveGoesOnWatching(t *testing.T) {
	p := newPage(t)
	p.before(streams)
	p.openLive("/live?method=POST&body=hi&hop=302,/b")
	p.click("button", "Run it live")
	p.watches(1)
	eval[bool](p, `stop(), true`)
	p.wait("the stream is cut", `streams[0].readyState === Source.CLOSED`)
	p.click("button", "fetch()")
	p.arrived(2)
	p.behaved(1, "Browser fetch()")
}

// TestLiveReloadTooLate: a run that is over is not taken up again, and nobody is
// alarmed.
func TestLiveReloadTooLate(t *testing.T) {
	s := liveServer(t, "-live-life", "3s")
	p := newPage(t)
	p.openLive(s.url + "/live?method=POST&body=hi&hop=302,/b")
	p.click("button", "fetch()")
	p.expect(".live", "The time of this run is over.")
	p.reloadLive()
	p.expect(".live", "There is no run yet.")
	if got := p.text("#said"); got != "" {
		t.Errorf("it says %q", got)
	}
}

// reloadLive loads the page again, and waits until its controls work.
func (p *page) reloadLive() {
	p.t.Helper()
	do(p, chromedp.Reload())
	p.wait("the controls work", `!document.getElementById("app-wasm-loader") && document.getElementById("live.run")?.disabled === false`)
}

// TestLiveTellsBrowsersApart sends a form on to another origin, where Chromium
// is known not to do as the standard says: the page says so, and leaves
// everything else as predicted.
func TestLiveTellsBrowsersApart(t *testing.T) {
	p := newPage(t)
	p.openLive("/live?client=form&method=POST&kind=form&body=a=1&hop=308,https://other.example/b")
	p.click("button", "Form post")
	rows := p.arrived(2)
	if got := rows[0].Compared; got != "✓ as predicted for Browser form or link" {
		t.Errorf("request 1 is %s: %v", got, rows[0].Parts)
	}
	if got := rows[1].Compared; got != "✕ different from Browser form or link: Origin" {
		t.Errorf("request 2 is %s: %v", got, rows[1].Parts)
	}
	if !eval[bool](p, `[...document.querySelectorAll(".live article")].at(-1).querySelector("table").checkVisibility()`) {
		t.Error("what is different has to be unfolded first")
	}
}
