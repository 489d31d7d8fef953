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
		{l.Problem != "", "problem: " + l.Problem}, {l.Saw != "", "saw: " + l.Saw},
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
		{"it is there", running(), `run "R", 0 arrived, 0 ways`, "Watch", "The run is there, and waits for requests."},
		{"one that nobody asked for", []Msg{RunMade{aRun}, RunFailed{500, "x"}}, `run "", 0 arrived, 0 ways`, "", ""},
		{"a page in place of a run", []Msg{MakeRun{}, RunMade{"<!doctype html>"}}, `run "", 0 arrived, 0 ways; problem: What answered is no Hopscope server that runs scenarios: the run could not be read.`, "", "What answered is no Hopscope server that runs scenarios: the run could not be read."},
		{"JSON of something else", []Msg{MakeRun{}, RunMade{"{}"}}, `run "", 0 arrived, 0 ways; problem: What answered is no Hopscope server that runs scenarios: the run could not be read.`, "", "What answered"},
		{"too many", []Msg{MakeRun{}, RunFailed{429, "too many live runs\n"}}, `run "", 0 arrived, 0 ways; problem: The server makes no run of this (status 429): too many live runs`, "", "too many"},
		{"no server", []Msg{MakeRun{}, RunFailed{}}, `run "", 0 arrived, 0 ways; problem: The server could not be reached, so there is no new run. The simulation works without it.`, "", "could not be reached"},
		{"a host of files", []Msg{MakeRun{}, RunFailed{405, ""}}, `run "", 0 arrived, 0 ways; problem: Nothing makes live runs at this address (status 405). Run hopscope serve, and open its page.`, "", "405"},
		{"one that fails leaves the one before", running(event("exchange", one), MakeRun{}, RunFailed{429, "too many"}), `run "R", 1 arrived, 0 ways; problem: The server makes no run of this (status 429): too many`, "", "too many"},
		{"what arrives meanwhile is of the one before", running(MakeRun{}, event("exchange", one)), `run "R", 1 arrived, 0 ways; making`, "", "Request 1 arrived"},
		{"another one takes its place", running(event("exchange", one), ChooseTool{"go"}, MakeRun{}, RunMade{strings.Replace(aRun, "R", "S", 1)}), `run "S", 0 arrived, 0 ways`, "Watch", "The run is there"},
		{"nothing is made of a scenario with problems", []Msg{EditURL{"x"}, MakeRun{}}, `run "", 0 arrived, 0 ways`, "", "Nothing can be run: Request URL:"},

		{"a request", running(event("exchange", one)), `run "R", 1 arrived, 0 ways`, "", "Request 1 arrived: POST http://a.test/x, as predicted for Browser fetch()."},
		{"one that is different", running(event("exchange", two)), `run "R", 1 arrived, 0 ways`, "", "Request 2 arrived: POST http://a.test/y, different from Browser fetch(): Method, Body."},
		{"one that was not predicted", running(event("exchange", `{"n": 3, "request": {"method": "GET"}, "compared": {"client": "fetch", "parts": []}}`)), `run "R", 1 arrived, 0 ways`, "", "Request 3 arrived: GET , not predicted."},
		{"one without a prediction", running(event("exchange", `{"n": 3, "request": {"method": "GET", "original": "x"}}`)), `run "R", 1 arrived, 0 ways`, "", "Request 3 arrived: GET x."},
		{"the same twice", running(event("exchange", one), event("exchange", one)), `run "R", 1 arrived, 0 ways`, "", "Request 1"},
		{"one of another run", running(RunEvent{"S", "exchange", one}), `run "R", 0 arrived, 0 ways`, "", "The run is there"},
		{"one without a run", []Msg{RunEvent{"", "exchange", one}}, `run "", 0 arrived, 0 ways`, "", ""},
		{"one that cannot be read", running(event("exchange", `{"n": "1"}`)), `run "R", 0 arrived, 0 ways; problem: Something of the run could not be read, and is not shown here.`, "", ""},
		{"a likeness", running(event("exchange", one), event("likeness", like)), `run "R", 1 arrived, 1 ways`, "", "Request 1 arrived: POST http://a.test/x, as predicted for Browser fetch(). This behaved like curl -L -X POST."},
		{"the next one of the same pass", running(event("likeness", like), event("likeness", like)), `run "R", 0 arrived, 1 ways`, "", "This behaved"},
		{"one of another pass", running(event("likeness", like), event("likeness", `{"pass": 2}`)), `run "R", 0 arrived, 2 ways`, "", ""},
		{"an end for now", running(event("end", `{"reason": "arrived"}`)), `run "R", 0 arrived, 0 ways`, "", ""},
		{"a full run", running(event("end", `{"reason": "full"}`)), `run "R", 0 arrived, 0 ways; over: full`, "Unwatch", "Nothing arrived. The run is full: it takes no more."},
		{"one that is over", running(event("exchange", one), event("end", `{"reason": "expired"}`)), `run "R", 1 arrived, 0 ways; over: expired`, "Unwatch", "1 request arrived. The time of this run is over."},
		{"one that cannot be watched", running(event(LostEvent, "")), `run "R", 0 arrived, 0 ways; over: lost`, "Unwatch", "The run is gone"},

		{"fetch() makes a run first", []Msg{RunInBrowser{}}, `run "", 0 arrived, 0 ways; making`, "PostRun", ""},
		{"and then runs", []Msg{RunInBrowser{}, RunMade{aRun}}, `run "R", 0 arrived, 0 ways; saw: fetch() is on its way.`, "Watch FetchRun", ""},
		{"unless there was none", []Msg{RunInBrowser{}, RunFailed{}, MakeRun{}, RunMade{aRun}}, `run "R", 0 arrived, 0 ways`, "Watch", ""},
		{"fetch() with a run", running(RunInBrowser{}), `run "R", 0 arrived, 0 ways; saw: fetch() is on its way.`, "FetchRun", ""},
		{"a form", running(RunInBrowser{Form: true}), `run "R", 0 arrived, 0 ways; framed; saw: The form was sent. The frame shows the last answer, or why there is none.`, "SubmitForm", ""},
		{"a run that is over is made anew", running(event(LostEvent, ""), RunInBrowser{}), `run "R", 0 arrived, 0 ways; making; over: lost`, "PostRun", ""},
		{"so is an old one", running(EditMethod{"PUT"}, RunInBrowser{}), `run "R", 0 arrived, 0 ways; making; old`, "PostRun", ""},
		{"fetch() resolves", running(BrowserDone{Run: "R", Status: 200, Redirected: true, Type: "basic", URL: "http://h.test/y"}), `run "R", 0 arrived, 0 ways; saw: fetch() resolved: status 200, redirected, type basic, final URL http://h.test/y`, "", "fetch() resolved"},
		{"without a redirect", running(BrowserDone{Run: "R", Status: 404, Type: "cors", URL: "u"}), `run "R", 0 arrived, 0 ways; saw: fetch() resolved: status 404, not redirected, type cors, final URL u`, "", ""},
		{"with a redirect to see", running(BrowserDone{Run: "R", Type: "opaqueredirect"}), `run "R", 0 arrived, 0 ways; saw: fetch() resolved: type opaqueredirect, status 0. With redirect: manual a script sees that there was a redirect, and no more.`, "", ""},
		{"with nothing to see", running(BrowserDone{Run: "R", Type: "opaque"}), `run "R", 0 arrived, 0 ways; saw: fetch() resolved: type opaque, status 0. With mode: no-cors a script sees nothing of the response.`, "", ""},
		{"fetch() rejects", running(BrowserDone{Run: "R", Error: "TypeError: Failed to fetch"}), `run "R", 0 arrived, 0 ways; saw: fetch() rejected: TypeError: Failed to fetch. A script is told no more; what arrived stands below.`, "", ""},
		{"for another run", running(BrowserDone{Run: "S", Error: "x"}), `run "R", 0 arrived, 0 ways`, "", ""},

		{"a change makes it old", running(SetStatus{0, 308}), `run "R", 0 arrived, 0 ways; old`, "SetAddress SaveSoon", ""},
		{"so does another client", running(ChooseClient{"curl"}), `run "R", 0 arrived, 0 ways; old`, "SetAddress SaveSoon", ""},
		{"so does a problem", running(EditURL{"x"}), `run "R", 0 arrived, 0 ways; old`, "SetAddress SaveSoon", ""},
		{"undone it is not", running(SetStatus{0, 308}, Undo{}), `run "R", 0 arrived, 0 ways`, "SaveSoon", ""},
		{"a title makes no difference", running(EditTitle{"x"}), `run "R", 0 arrived, 0 ways`, "SetTitle SetAddress SaveSoon", ""},
		{"a change while it is made", []Msg{MakeRun{}, SetStatus{0, 308}, RunMade{aRun}}, `run "R", 0 arrived, 0 ways; old`, "Watch", ""},
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
