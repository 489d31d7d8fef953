package ui

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/play"
)

// What a server says of a run.
const (
	aRun = `{"id": "R2", "start": "http://h.test/live/R2/0/x", "expires": "2026-01-01T00:15:00Z",
		"commands": {"curl": "curl -L <x>", "go": "package main"},
		"origins": {"https://b.test": "http://localhost:1", "https://a.test": "http://127.0.0.1:1"},
		"notes": [{"field": "hops[0].location", "text": "is another one live."}, {"text": "The rest is as it was written."}],
		"fetch": {"missing": ["A script cannot set Cookie."]}, "form": {"missing": ["A form cannot set Accept."]}}`
	first = `{"n": 1, "pass": 1, "at": "T1", "request": {"method": "POST", "original": "https://a.test/x", "target": "/live/R2/0/x", "version": "HTTP/1.1",
		"headers": [{"name": "hOST", "value": "h.test"}], "body": {"text": "some <b>", "bytes": 8}}, "response": {"hop": 1, "status": 307, "headers": [{"name": "Location", "value": "/l"}]},
		"compared": {"client": "fetch", "equal": true, "parts": [{"label": "Method", "predicted": "POST", "arrived": "POST", "equal": true}]}}`
	second = `{"n": 2, "pass": 1, "request": {"method": "OPTIONS", "original": "https://b.test/x", "target": "/y", "version": "HTTP/2.0", "unordered": true,
		"preflight": true, "body": {"text": "", "base64": "/w==", "bytes": 9, "cut": true, "incomplete": true}}, "response": {"status": 200},
		"compared": {"client": "fetch", "note": "A preflight was predicted.", "parts": [{"label": "Body", "predicted": "x"}]}}`
	other = `{"n": 3, "pass": 2, "request": {"method": "GET", "original": "https://a.test/x"}, "response": {"status": 200}}`
	alike = `{"pass": 1, "agent": "curl/8", "ended": true, "missing": 2, "text": "This behaved like curl.", "matches": [
		{"client": "go", "name": "Go net/http", "different": 1, "first": "request 2: the method."}, {"client": "curl", "name": "curl -L"}]}`
)

// ran are the messages of a run on the live page.
func ran(more ...play.Msg) []play.Msg {
	return append([]play.Msg{play.Opened{Path: "/live"}, play.MakeRun{}, play.RunMade{JSON: aRun}}, more...)
}

func event(kind, data string) play.Msg { return play.RunEvent{Run: "R2", Kind: kind, JSON: data} }

func TestShowsLive(t *testing.T) {
	all := ran(event("exchange", first), event("exchange", second), event("likeness", alike), event("exchange", other))
	tests := []struct {
		name string
		msgs []play.Msg
		says string
	}{
		{"no run yet", []play.Msg{play.Opened{Path: "/live"}}, "There is no run yet."},
		{"also in the playground", nil, "Once there is a run, its commands stand here"},
		{"one being made", []play.Msg{play.Opened{Path: "/live"}, play.MakeRun{}}, "Making the run…"},
		{"one that failed", []play.Msg{play.Opened{Path: "/live"}, play.MakeRun{}, play.RunFailed{Status: 429, Text: "too many"}}, "The server makes no run of this (status 429): too many"},
		{"one that waits", ran(), "The run waits for its first request."},
		{"where it starts", ran(), "http://h.test/live/R2/0/x"},
		{"a command", ran(), "curl -L <x>"},
		{"another one", ran(play.ChooseTool{ID: "go"}), "package main"},
		{"what a script cannot", ran(), "A script cannot set Cookie."},
		{"what a form cannot", ran(), "A form cannot set Accept."},
		{"where the addresses are", ran(), "https://a.test http://127.0.0.1:1 https://b.test http://localhost:1"},
		{"what is otherwise", ran(), "The run waits for its first request. Hop 1, Location: is another one live. The rest is as it was written."},
		{"what a script saw", ran(play.RunInBrowser{}), "fetch() is on its way."},
		{"a request", all, "Request 1: POST https://a.test/x T1 · HTTP/1.1 · 8 B body · answered 307 Temporary Redirect by hop 1 ✓ as predicted for Browser fetch()"},
		{"its headers as they came", all, "POST /live/R2/0/x HTTP/1.1 hOST: h.test some <b> Answered HTTP/1.1 307 Temporary Redirect Location: /l"},
		{"a preflight that is different", all, "preflight · +0 ms · HTTP/2.0 · 9 B body · answered 200 OK ✕ different from Browser fetch(): Body A preflight was predicted. Part by part Part Predicted Arrived Equal? Body x none ✕ different"},
		{"a body that is no text", all, "(The order and the spelling of the headers are not known.) /w== (The body is no text: this is Base64.) (Cut: more came than is kept.) (Incomplete: more was announced than came.)"},
		{"who came", all, "Pass 1 with curl/8 This behaved like curl. Held against each client from its first request on: method, URL, body, and the headers that the first request had. ✕ 2 more predicted, and not sent Take as the client:curl -L Unlike 1 other, and where Go net/http request 2: the method."},
		{"another pass", all, "Pass 2 3 Request 3: GET https://a.test/x"},
		{"a scenario that was changed", ran(play.SetStatus{Hop: 0, Status: 308}), "The run is of the scenario before your change."},
		{"its commands", ran(play.SetStatus{Hop: 0, Status: 308}), "Make a new run for its commands."},
		{"those of one that is over", ran(event("end", `{"reason": "full"}`)), "This run takes no more requests. Make a new run for its commands."},
		{"another client", ran(play.ChooseClient{ID: "curl"}), "Compared with Browser fetch(), the client that the run was made with."},
		{"what was copied", ran(play.Copied{OK: true, Text: "curl -L <x>"}), "✓ Command copied"},
		{"the address copied", ran(play.Copied{OK: true, Text: "http://h.test/live/R2/0/x"}), "✓ Address copied"},
		{"a form", []play.Msg{play.Opened{Path: "/live", Query: "method=POST&hop=302,/b"}}, "fetch() Form post"},
		{"a link", []play.Msg{play.Opened{Path: "/live", Query: "hop=302,/b"}}, "fetch() Link"},
		{"one with problems", ran(play.EditURL{Text: "x"}), "Nothing can be run: Request URL:"},
		{"a fetch that CORS stops", []play.Msg{play.Opened{Path: "/live", Query: "cors=written&url=http://a.test/&hop=302,http://b.test/"}}, "CORS stops this fetch"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, send := mount(t)
			// What is HTML at once has no spaces between its blocks.
			plain := func(s string) string { return strings.ReplaceAll(s, " ", "") }
			if got := page(t, send(test.msgs...)); !strings.Contains(plain(got), plain(test.says)) {
				t.Errorf("got %q, want it to say %q", got, test.says)
			}
		})
	}
}

// TestLiveControls holds the live page to what TestControls asks of the rest.
func TestLiveControls(t *testing.T) {
	for _, msgs := range [][]play.Msg{
		{play.Opened{Path: "/live"}},
		ran(event("exchange", first), event("exchange", second), event("likeness", alike), event("exchange", other), play.RunInBrowser{Form: true}),
	} {
		_, send := mount(t)
		root := send(msgs...)
		checkControls(t, root)
		if n := len(all(root, tag("h2"))); n != 3 {
			t.Errorf("%d cards", n)
		}
	}
}

// TestLiveIsHTML checks that nothing that arrives becomes markup.
func TestLiveIsHTML(t *testing.T) {
	quoted, err := json.Marshal(hostile)
	if err != nil {
		t.Fatal(err)
	}
	with := func(s string) string {
		for _, word := range []string{"POST", "https://a.test/x", "/live/R2/0/x", "HTTP/1.1", "hOST", "h.test", "some <b>", "Method", "T1",
			"/l", "curl/8", "This behaved like curl.", "Go net/http", "request 2: the method.", "curl -L <x>", "A script cannot set Cookie.", "is another one live.", "https://b.test", "2026-01-01T00:15:00Z"} {
			s = strings.ReplaceAll(s, `"`+word+`"`, string(quoted))
		}
		return s
	}
	_, send := mount(t)
	root := send(ran(play.MakeRun{}, play.RunMade{JSON: with(aRun)}, event("exchange", with(first)), event("likeness", with(alike)))...)
	if got := page(t, root); strings.Count(got, "onerror=alert(1)") < 12 {
		t.Fatalf("what is hostile is not there: %s", got)
	}
	for _, n := range all(root, func(n *html.Node) bool { return n.Data == "hostile" || n.Data == "script" || attr(n, "onerror") != "" }) {
		t.Errorf("%s has become an element of the page", n.Data)
	}
}

// TestRunsLeavePanes checks what runs is relied on for: such a message changes
// nothing but the live run.
func TestRunsLeavePanes(t *testing.T) {
	m, _ := play.Update(play.New(), play.MakeRun{})
	msgs := []play.Msg{
		play.RunMade{JSON: aRun}, event("exchange", first), event("likeness", alike), event("end", `{"reason": "full"}`),
		play.RunInBrowser{}, play.RunFailed{}, play.BrowserDone{Run: "R2"}, play.ChooseTool{ID: "go"}, play.MakeRun{},
	}
	for _, msg := range msgs {
		if !runs(msg) || steps(msg) {
			t.Errorf("%T is not taken for one about the run", msg)
		}
		after, _ := play.Update(m, msg)
		m.Live, m.Announcement = after.Live, after.Announcement
		if !reflect.DeepEqual(after, m) {
			t.Errorf("%T changes more than the run", msg)
		}
	}
	for _, msg := range []play.Msg{play.ChooseMatch{}, play.LetThrough{}} {
		if runs(msg) {
			t.Errorf("%T, an edit, is taken for one about the run", msg)
		}
	}
}
