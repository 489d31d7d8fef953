package play

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/live"
)

// What a server says of a run: the run itself, and its events.
const (
	aRun = `{"id": "R", "start": "http://h.test/live/R/0/x", "expires": "2026-01-01T00:15:00Z", "commands": {"go": "package", "curl": "curl -L"}}`
	one  = `{"n": 1, "pass": 1, "request": {"method": "POST", "original": "http://a.test/x"}, "response": {"hop": 1, "status": 302},
		"compared": {"client": "fetch", "equal": true, "parts": [{"label": "Method", "equal": true}]}}`
	two = `{"n": 2, "pass": 1, "request": {"method": "POST", "original": "http://a.test/y"}, "response": {"status": 200},
		"compared": {"client": "fetch", "equal": false, "parts": [{"label": "Method"}, {"label": "URL", "equal": true}, {"label": "Body"}]}}`
	like = `{"pass": 1, "agent": "curl/8", "ended": true, "text": "This behaved like curl -L -X POST.", "matches": [
		{"client": "curl", "options": {"request": "POST", "max-redirs": 7}, "name": "curl -L -X POST", "different": 0},
		{"client": "no-such", "name": "another", "different": 1}, {"client": "go", "options": {"no": 1}, "name": "odd", "different": 1}]}`
)

// running are the messages that lead to a run.
func running(more ...Msg) []Msg {
	return append([]Msg{MakeRun{}, RunMade{aRun}}, more...)
}

func event(kind, data string) Msg { return RunEvent{"R", kind, data} }

// tell writes a live run in one line.
func tell(m Model) string {
	l := m.Live
	text := fmt.Sprintf("run %q, %d arrived, %d ways", l.Run.ID, len(l.Exchanges), len(l.Ways))
	for _, is := range []struct {
		so   bool
		text string
	}{
		{l.Making, "making"}, {l.Over != "", "over: " + string(l.Over)}, {l.Framed, "framed"}, {m.RunIsOld(), "old"},
		{m.RunOfOther() != "", "of another"}, {l.Problem != "", "problem: " + l.Problem}, {l.Saw != "", "saw: " + l.Saw},
	} {
		if is.so {
			text += "; " + is.text
		}
	}
	return text
}

func TestLive(t *testing.T) {
	tests := []struct {
		desc    string
		msgs    []Msg
		want    string
		effects string // of the last message
		says    string // the live region
	}{
		{"there is none at first", nil, `run "", 0 arrived, 0 ways`, "", ""},
		{"one is asked for", []Msg{MakeRun{}}, `run "", 0 arrived, 0 ways; making`, "PostRun", ""},
		{"once", []Msg{MakeRun{}, MakeRun{}}, `run "", 0 arrived, 0 ways; making`, "", ""},
		{"it is there", running(), `run "R", 0 arrived, 0 ways`, "Watch Save", "The run is there, and waits for requests."},
		{"one that nobody asked for", []Msg{RunMade{aRun}, RunFailed{Status: 500, Text: "x"}}, `run "", 0 arrived, 0 ways`, "", ""},
		{"a page in place of a run", []Msg{MakeRun{}, RunMade{"<!doctype html>"}}, `run "", 0 arrived, 0 ways; problem: What answered is no Hopscope server that runs scenarios: the run could not be read.`, "", "What answered is no Hopscope server that runs scenarios: the run could not be read."},
		{"JSON of something else", []Msg{MakeRun{}, RunMade{"{}"}}, `run "", 0 arrived, 0 ways; problem: What answered is no Hopscope server that runs scenarios: the run could not be read.`, "", "What answered"},
		{"too many", []Msg{MakeRun{}, RunFailed{Status: 429, Text: "too many live runs\n"}}, `run "", 0 arrived, 0 ways; problem: The server makes no run of this (status 429): too many live runs`, "", "too many"},
		{"too many for now", []Msg{MakeRun{}, RunFailed{429, "too many", "30"}}, `run "", 0 arrived, 0 ways; problem: The server makes no run of this (status 429): too many. Try again in 30 s.`, "", "too many"},
		{"a time to try again that is no number", []Msg{MakeRun{}, RunFailed{429, "too many", "soon"}}, `run "", 0 arrived, 0 ways; problem: The server makes no run of this (status 429): too many`, "", "too many"},
		{"fields in the words of the page", []Msg{MakeRun{}, RunFailed{Status: 400, Text: `hops[0].location: leads to "x: y"; request.url: has a port; and 2 more`}}, `run "", 0 arrived, 0 ways; problem: The server makes no run of this (status 400): Hop 1, Location: leads to "x: y"; Request URL: has a port; and 2 more`, "", "Hop 1"},
		{"words that are no field", []Msg{MakeRun{}, RunFailed{Status: 400, Text: "no such a.b: x"}}, `run "", 0 arrived, 0 ways; problem: The server makes no run of this (status 400): no such a.b: x`, "", "no such"},
		{"no server", []Msg{MakeRun{}, RunFailed{}}, `run "", 0 arrived, 0 ways; problem: The server could not be reached, so there is no new run. The simulation works without it.`, "", "could not be reached"},
		{"a host of files", []Msg{MakeRun{}, RunFailed{Status: 405}}, `run "", 0 arrived, 0 ways; problem: Nothing makes live runs at this address (status 405). Run hopscope serve, and open its page.`, "", "405"},
		{"one that fails leaves the one before", running(event("exchange", one), MakeRun{}, RunFailed{Status: 429, Text: "too many"}), `run "R", 1 arrived, 0 ways; problem: The server makes no run of this (status 429): too many`, "", "too many"},
		{"what arrives meanwhile is of the one before", running(MakeRun{}, event("exchange", one)), `run "R", 1 arrived, 0 ways; making`, "", "The run is there"},
		{"another one takes its place", running(event("exchange", one), ChooseTool{"go"}, MakeRun{}, RunMade{strings.Replace(aRun, "R", "S", 1)}), `run "S", 0 arrived, 0 ways`, "Watch Save", "The run is there"},
		{"nothing is made of a scenario with problems", []Msg{EditURL{"x"}, MakeRun{}}, `run "", 0 arrived, 0 ways`, "", "Nothing can be run: Request URL:"},

		{"a request", running(event("exchange", one)), `run "R", 1 arrived, 0 ways`, "", "The run is there"},
		{"one that is different", running(event("exchange", two)), `run "R", 1 arrived, 0 ways`, "", ""},
		{"one that was not predicted", running(event("exchange", `{"n": 3, "request": {"method": "GET"}, "compared": {"client": "fetch", "parts": []}}`)), `run "R", 1 arrived, 0 ways`, "", ""},
		{"one without a prediction", running(event("exchange", `{"n": 3, "request": {"method": "GET", "original": "x"}}`)), `run "R", 1 arrived, 0 ways`, "", ""},
		{"the same twice", running(event("exchange", one), event("exchange", one)), `run "R", 1 arrived, 0 ways`, "", ""},
		{"one of another run", running(RunEvent{"S", "exchange", one}), `run "R", 0 arrived, 0 ways`, "", "The run is there"},
		{"one without a run", []Msg{RunEvent{"", "exchange", one}}, `run "", 0 arrived, 0 ways`, "", ""},
		{"one that cannot be read", running(event("exchange", `{"n": "1"}`)), `run "R", 0 arrived, 0 ways; problem: Something of the run could not be read, and is not shown here.`, "", ""},
		{"a likeness", running(event("exchange", one), event("likeness", like)), `run "R", 1 arrived, 1 ways`, "", "1 request arrived, as predicted. This behaved like curl -L -X POST."},
		{"one with a difference", running(event("exchange", one), event("exchange", two), event("likeness", like)), `run "R", 2 arrived, 1 ways`, "", "2 requests arrived, 1 not as predicted. This behaved"},
		{"one that has not ended", running(event("exchange", one), event("likeness", `{"pass": 1, "text": "x"}`)), `run "R", 1 arrived, 1 ways`, "", "The run is there"},
		{"the next one of the same pass", running(event("likeness", like), event("likeness", like)), `run "R", 0 arrived, 1 ways`, "", "This behaved"},
		{"one of another pass", running(event("likeness", like), event("likeness", `{"pass": 2}`)), `run "R", 0 arrived, 2 ways`, "", ""},
		{"an end for now", running(event("end", `{"reason": "arrived"}`)), `run "R", 0 arrived, 0 ways`, "", ""},
		{"a full run", running(event("end", `{"reason": "full"}`)), `run "R", 0 arrived, 0 ways; over: full`, "Unwatch", "Nothing arrived. The run is full: it takes no more."},
		{"one that is over", running(event("exchange", one), event("end", `{"reason": "expired"}`)), `run "R", 1 arrived, 0 ways; over: expired`, "Unwatch Remove", "1 request arrived. The time of this run is over."},
		{"one that cannot be watched", running(event(LostEvent, "")), `run "R", 0 arrived, 0 ways; over: lost`, "Unwatch", "Nothing arrived. The server cannot be reached"},
		{"one that the server knows no more", running(event(GoneEvent, "")), `run "R", 0 arrived, 0 ways; over: gone`, "Unwatch Remove", "Nothing arrived. The run is gone"},

		{"fetch() makes a run first", []Msg{RunInBrowser{}}, `run "", 0 arrived, 0 ways; making`, "PostRun", ""},
		{"and then runs", []Msg{RunInBrowser{}, RunMade{aRun}}, `run "R", 0 arrived, 0 ways; saw: fetch() is on its way.`, "Watch Save FetchRun", ""},
		{"unless there was none", []Msg{RunInBrowser{}, RunFailed{}, MakeRun{}, RunMade{aRun}}, `run "R", 0 arrived, 0 ways`, "Watch Save", ""},
		{"fetch() with a run", running(RunInBrowser{}), `run "R", 0 arrived, 0 ways; saw: fetch() is on its way.`, "FetchRun", ""},
		{"a form", running(RunInBrowser{Form: true}), `run "R", 0 arrived, 0 ways; framed; saw: The form was sent. The frame shows the last answer, or why there is none.`, "SubmitForm", ""},
		{"a link", []Msg{MakeRun{}, RunMade{`{"id": "R", "form": {"method": "get"}}`}, RunInBrowser{Form: true}}, `run "R", 0 arrived, 0 ways; framed; saw: The link was followed. The frame shows the last answer, or why there is none.`, "SubmitForm", ""},
		{"a run that is over is made anew", running(event(LostEvent, ""), RunInBrowser{}), `run "R", 0 arrived, 0 ways; making; over: lost`, "PostRun", ""},
		{"so is an old one", running(EditMethod{"PUT"}, RunInBrowser{}), `run "R", 0 arrived, 0 ways; making; old`, "PostRun", ""},
		{"fetch() resolves", running(BrowserDone{Run: "R", Status: 200, Redirected: true, Type: "basic", URL: "http://h.test/y"}), `run "R", 0 arrived, 0 ways; saw: fetch() resolved: status 200, redirected, type basic, final URL http://h.test/y`, "", "The run is there"},
		{"without a redirect", running(BrowserDone{Run: "R", Status: 404, Type: "cors", URL: "u"}), `run "R", 0 arrived, 0 ways; saw: fetch() resolved: status 404, not redirected, type cors, final URL u`, "", ""},
		{"with a redirect to see", running(BrowserDone{Run: "R", Type: "opaqueredirect"}), `run "R", 0 arrived, 0 ways; saw: fetch() resolved: type opaqueredirect, status 0. With redirect: manual a script sees that there was a redirect, and no more.`, "", ""},
		{"with nothing to see", running(BrowserDone{Run: "R", Type: "opaque"}), `run "R", 0 arrived, 0 ways; saw: fetch() resolved: type opaque, status 0. With mode: no-cors a script sees nothing of the response.`, "", ""},
		{"fetch() rejects", running(BrowserDone{Run: "R", Error: "TypeError: Failed to fetch"}), `run "R", 0 arrived, 0 ways; saw: fetch() rejected: TypeError: Failed to fetch. A script is told no more; what arrived stands below.`, "", ""},
		{"for another run", running(BrowserDone{Run: "S", Error: "x"}), `run "R", 0 arrived, 0 ways`, "", ""},

		{"a change makes it old", running(SetStatus{0, 308}), `run "R", 0 arrived, 0 ways; old`, "SetAddress SaveSoon", ""},
		{"another client does not", running(ChooseClient{"curl"}), `run "R", 0 arrived, 0 ways; of another`, "SetAddress SaveSoon", ""},
		{"so does a problem", running(EditURL{"x"}), `run "R", 0 arrived, 0 ways; old`, "SetAddress SaveSoon", ""},
		{"but a run in the browser is made anew", running(ChooseClient{"curl"}, RunInBrowser{}), `run "R", 0 arrived, 0 ways; making; of another`, "PostRun", ""},
		{"undone it is not", running(SetStatus{0, 308}, Undo{}), `run "R", 0 arrived, 0 ways`, "SaveSoon", ""},
		{"a title makes no difference", running(EditTitle{"x"}), `run "R", 0 arrived, 0 ways`, "SetTitle SetAddress SaveSoon", ""},
		{"a change while it is made", []Msg{MakeRun{}, SetStatus{0, 308}, RunMade{aRun}}, `run "R", 0 arrived, 0 ways; old`, "Watch Save", ""},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, effects := after(small(t), test.msgs...)
			if got := tell(m); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			var names []string
			for _, e := range effects {
				names = append(names, reflect.TypeOf(e).Name())
			}
			if got := strings.Join(names, " "); got != test.effects && test.msgs != nil {
				t.Errorf("the effects are %s, want %s", got, test.effects)
			}
			if !strings.Contains(m.Announcement, test.says) {
				t.Errorf("it says %q, want %q", m.Announcement, test.says)
			}
		})
	}
}

// TestLivePosts checks that what is posted is the scenario, and what is fetched
// what came back.
func TestLivePosts(t *testing.T) {
	m, effects := after(small(t), MakeRun{})
	if post, ok := effects[0].(PostRun); !ok || !strings.Contains(post.Body, `"http://a.test/x"`) {
		t.Errorf("posted: %v", effects)
	}
	_, effects = after(m, RunMade{aRun}, RunInBrowser{})
	if want := (FetchRun{"R", aRun}); !reflect.DeepEqual(effects, []Effect{want}) {
		t.Errorf("got %v, want %v", effects, want)
	}
}

// TestRunOfOther checks the line about a run of another client.
func TestRunOfOther(t *testing.T) {
	tests := []struct {
		desc string
		msgs []Msg
		want string
	}{
		{"the same client", nil, ""},
		{"another one", []Msg{ChooseClient{"curl"}}, "Compared with Browser fetch(), the client that the run was made with. Make a new run to compare with curl -L."},
		{"and back", []Msg{ChooseClient{"curl"}, ChooseClient{"fetch"}}, ""},
		{"other options", []Msg{EditOption{"credentials", "include"}}, "Compared with Browser fetch() with the options that the run was made with. Make a new run to compare with the options as they are now."},
		{"another chain, too", []Msg{ChooseClient{"curl"}, SetStatus{0, 308}}, ""},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := after(small(t), running(test.msgs...)...)
			if got := m.RunOfOther(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestTakesUp loads the page again.
func TestTakesUp(t *testing.T) {
	_, effects := after(small(t), running()...)
	kept := effects[1].(Save)
	if kept.Key != RunKey {
		t.Fatal(kept)
	}
	const work = "method=POST&url=http://a.test/x&header=A:+1&body=hi&hop=302,/y&hop=307,/z"
	again := Opened{Query: work, Run: kept.Text, Now: "2026-01-01T00:14:59.123Z"}
	with := func(change func(*Opened)) Msg { o := again; change(&o); return o }
	tests := []struct {
		desc    string
		msgs    []Msg
		want    string
		effects string
	}{
		{"the run is there again", []Msg{again}, `run "R", 0 arrived, 0 ways`, "SetTheme SetTitle Watch"},
		{"what arrived comes again", []Msg{again, event("exchange", one)}, `run "R", 1 arrived, 0 ways`, ""},
		{"the server knows it no more", []Msg{again, event(GoneEvent, "")}, `run "", 0 arrived, 0 ways`, "Unwatch Remove"},
		{"there is no server, for now", []Msg{again, event(LostEvent, "")}, `run "", 0 arrived, 0 ways`, "Unwatch"},
		{"it is gone later", []Msg{again, event("exchange", one), event(GoneEvent, "")}, `run "R", 1 arrived, 0 ways; over: gone`, "Unwatch Remove"},
		{"it is out of sight later", []Msg{again, event("exchange", one), event(LostEvent, "")}, `run "R", 1 arrived, 0 ways; over: lost`, "Unwatch"},
		{"another client", []Msg{with(func(o *Opened) { o.Query += "&client=curl" })}, `run "R", 0 arrived, 0 ways; of another`, "SetTheme SetTitle Watch"},
		{"another scenario", []Msg{with(func(o *Opened) { o.Query += "&hop=302,/w" })}, `run "", 0 arrived, 0 ways`, "SetTheme SetTitle"},
		{"its time is over", []Msg{with(func(o *Opened) { o.Now = "2026-01-01T00:15:01Z" })}, `run "", 0 arrived, 0 ways`, "SetTheme SetTitle"},
		{"what cannot be read", []Msg{with(func(o *Opened) { o.Run = "{" })}, `run "", 0 arrived, 0 ways`, "SetTheme SetTitle"},
		{"what is none", []Msg{with(func(o *Opened) { o.Run = `{"run": {}, "of": {}}` })}, `run "", 0 arrived, 0 ways`, "SetTheme SetTitle"},
		{"no scenario", []Msg{with(func(o *Opened) { o.Run = `{"run": ` + aRun + `, "of": 1}` })}, `run "", 0 arrived, 0 ways`, "SetTheme SetTitle"},
		{"too much", []Msg{with(func(o *Opened) { o.Run += strings.Repeat(" ", maxKept) })}, `run "", 0 arrived, 0 ways`, "SetTheme SetTitle"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, effects := after(New(), test.msgs...)
			if got := tell(m); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			var names []string
			for _, e := range effects {
				names = append(names, reflect.TypeOf(e).Name())
			}
			if got := strings.Join(names, " "); got != test.effects {
				t.Errorf("the effects are %s, want %s", got, test.effects)
			}
			if m.Live.Over == "" && m.Announcement != "" {
				t.Errorf("it says %q", m.Announcement)
			}
		})
	}
}

// TestAnnouncesAgain checks that what is said twice is another text each time.
func TestAnnouncesAgain(t *testing.T) {
	m := New()
	var said []string
	for range 3 {
		m = m.announce("Copied.")
		said = append(said, m.Announcement)
	}
	if want := []string{"Copied.", "Copied.\u00a0", "Copied."}; !reflect.DeepEqual(said, want) {
		t.Errorf("got %q, want %q", said, want)
	}
}

// TestCopiedText checks which text is said to be copied.
func TestCopiedText(t *testing.T) {
	tests := []struct {
		desc string
		msgs []Msg
		want string
	}{
		{"nothing yet", []Msg{CopyText{"a"}}, ""},
		{"a text", []Msg{CopyText{"a"}, Copied{true, "a"}}, "a"},
		{"another one", []Msg{CopyText{"a"}, Copied{true, "a"}, CopyText{"b"}, Copied{true, "b"}}, "b"},
		{"refused", []Msg{CopyText{"a"}, Copied{true, "a"}, CopyText{"b"}, Copied{false, "b"}}, ""},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if m, _ := after(New(), test.msgs...); m.Copied != test.want {
				t.Errorf("got %q, want %q", m.Copied, test.want)
			}
		})
	}
}

func TestLiveWords(t *testing.T) {
	tests := []struct {
		desc string
		msgs []Msg
		want string
	}{
		{"none yet", nil, "The run waits for its first request."},
		{"one on its way", []Msg{event("exchange", one)}, "1 request arrived. The run waits for more."},
		{"a pass that has ended", []Msg{event("exchange", one), event("exchange", two), event("likeness", like)}, "2 requests arrived. Send the request again for another pass."},
		{"another one", []Msg{event("exchange", one), event("likeness", like), event("exchange", `{"n": 3, "pass": 2}`)}, "2 requests arrived. The run waits for more."},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := after(small(t), running(test.msgs...)...)
			if got := m.LiveWords(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestTool(t *testing.T) {
	tests := []struct {
		desc string
		msgs []Msg
		want string
	}{
		{"none without a run", nil, ""},
		{"the first, where the client has none", running(), "curl"},
		{"the client's", append([]Msg{ChooseClient{"go"}}, running()...), "go"},
		{"the chosen one", running(ChooseTool{"go"}), "go"},
		{"one that is not there", running(ChooseTool{"wget"}), "curl"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := after(small(t), test.msgs...)
			if got := m.Tool(); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestChooseMatch(t *testing.T) {
	tests := []struct {
		desc string
		msg  ChooseMatch
		want string
		says string
	}{
		{"a client with its options", ChooseMatch{1, "curl -L -X POST"}, "curl map[max-redirs:7 request:POST]", "The client is curl -L -X POST."},
		{"one that is not there", ChooseMatch{1, "none"}, " map[]", "This page does not know that client."},
		{"one of another pass", ChooseMatch{2, "curl -L -X POST"}, " map[]", "does not know"},
		{"one that this page lacks", ChooseMatch{1, "another"}, " map[]", "does not know"},
		{"options that this page lacks", ChooseMatch{1, "odd"}, " map[]", "does not know"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := after(small(t), running(event("likeness", like))...)
			m.Draft.Client = "" // so that it shows whether one is chosen
			m, _ = after(m, test.msg)
			if got := fmt.Sprintf("%s %v", m.Draft.Client, m.Draft.Options); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if !strings.Contains(m.Announcement, test.says) {
				t.Errorf("it says %q", m.Announcement)
			}
		})
	}
}

// TestPages turns from one page to the other and back.
func TestPages(t *testing.T) {
	const work = "method=PUT&url=http://a.test/x&hop=307,/y"
	at := func(path, fragment string) Opened {
		return Opened{Base: "http://h.test" + path, Path: path, Fragment: fragment}
	}
	m, _ := after(New(), at("/", work), Next{}, Play{})
	m, effects := after(m, at("/live", work))
	if m.Page != LivePage || m.Playing || summary(m) != "fetch PUT http://a.test/x | 307 /y" || m.Announcement != "Live · Hopscope" {
		t.Errorf("on the live page: %v %v %q %s", m.Page, m.Playing, m.Announcement, summary(m))
	}
	if !reflect.DeepEqual(effects, []Effect{StopTimer{}, SetTitle{"Live · Hopscope"}}) {
		t.Errorf("the effects are %v", effects)
	}
	if _, ok := KeyMsg(m, Key{Name: "ArrowRight"}); ok {
		t.Error("a key steps through a journey that is not shown")
	}
	if got := m.PageAddress(PlaygroundPage); got != "/#"+work {
		t.Errorf("the way back is %s", got)
	}
	m, _ = after(m, SetStatus{0, 308})
	if got := m.PageAddress(PlaygroundPage); got != "/" {
		t.Errorf("after a change the way back is %s", got)
	}
	m, _ = after(m, at("/", ""))
	if m.Page != PlaygroundPage || summary(m) != "fetch PUT http://a.test/x | 308 /y" || m.link() == "" || !strings.HasPrefix(m.link(), "http://h.test/#") {
		t.Errorf("back: %v %s %s", m.Page, summary(m), m.link())
	}
	if m, _ := after(New(), at("/sub/live/", "")); m.Page != LivePage {
		t.Error("a site below a path has no live page")
	}
}

// FuzzLive reads whatever a server may send: never a panic, and never more than
// is kept.
func FuzzLive(f *testing.F) {
	for _, seed := range []string{aRun, one, two, like, `{"reason": "full"}`, "null", "[]", `{"matches": null}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		m, _ := after(New(), MakeRun{}, RunMade{data}, RunMade{aRun}, RunInBrowser{Form: true},
			event(live.ExchangeEvent, data), event(live.LikenessEvent, data), event(live.EndEvent, data), event(data, data))
		if len(m.Live.Exchanges) > 1 || len(m.Live.Ways) > 1 {
			t.Errorf("%s", tell(m))
		}
		m.Tool()
		m.LiveWords()
	})
}
