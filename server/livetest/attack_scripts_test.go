package livetest

// Reflection of scripts: nothing that a stranger wrote is ever content that a
// browser could run. What comes back of it is JSON, or one line of text.

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

const script = `<script>alert(1)</script>`

// inert checks that an answer is nothing that a browser runs: its type is said,
// not to be guessed, and no tag is in it.
func inert(t *testing.T, a answer) {
	t.Helper()
	if a.header.Get("X-Content-Type-Options") != "nosniff" || len(a.header.Values("X-Content-Type-Options")) != 1 {
		t.Errorf("X-Content-Type-Options: %q", a.header.Values("X-Content-Type-Options"))
	}
	if strings.Contains(strings.ToLower(a.body), "<script") {
		t.Errorf("a script comes back: %s", a.body)
	}
	kind, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
	if a.body != "" && kind != "application/json" && kind != "text/plain" && kind != "text/event-stream" {
		t.Errorf("%s comes back: %q", kind, a.body)
	}
}

func TestTypedHops(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 201, 204, 206, 300, 302, 304, 400, 401, 404, 418, 500, 503} {
		for _, kind := range []string{"text/html", "text/html; charset=utf-7", "image/svg+xml", "application/javascript", "text/xml", "multipart/x-mixed-replace", ""} {
			h := redirect.Hop{Status: status, Headers: headers("Content-Type", kind, "X-Content-Type-Options", "sniff", "Content-Disposition", "inline", "Content-Length", "100", "Content-Security-Policy", "script-src *")}
			made := shared.make(t, scenario.Scenario{Request: redirect.Request{Method: "GET", URL: "https://a.example/"}, Hops: []redirect.Hop{h}})
			for _, method := range []string{"GET", "POST", "HEAD"} {
				a := send(t, request(t, method, made.Start+"?"+script, script))
				inert(t, a)
				a = send(t, request(t, method, made.Start, script))
				if a.status != status || a.body != "" {
					t.Errorf("%s of a hop with %d and %s: %d with %q", method, status, kind, a.status, a.body)
				}
				inert(t, a)
			}
		}
	}
}

func TestReflection(t *testing.T) {
	t.Parallel()
	others := bystander(t, shared)
	made := shared.make(t, twoHops("curl"))
	alt := ""
	for _, o := range ownOrigins(t, shared) {
		if strings.HasPrefix(o, "http://127.0.0.1:") && o != shared.url {
			alt = o
		}
	}
	tests := []struct{ name, method, url, body string }{
		{"a path that no hop answers", "GET", made.Start + "/" + script, ""},
		{"a query that no hop answers", "GET", made.Start + "&" + script, ""},
		{"a body that no hop answers", "POST", made.Start + "&x", script},
		{"a method that no hop answers", "OPTIONS", made.Start + "&x", script},
		{"a run that there is not", "GET", shared.url + "/live/" + script, ""},
		{"an address of a run that there is not", "GET", shared.url + "/live/" + made.ID + "/" + script, ""},
		{"the events of a run that there is not", "GET", shared.url + "/live/" + script + "/events", ""},
		{"the archive of a run that there is not", "GET", shared.url + "/live/" + script + "/har", ""},
		{"a hop of a run that there is not", "GET", shared.url + "/live/x/0/" + script, ""},
		{"another address of the second listener", "GET", alt + "/" + script, ""},
		{"a page at the second listener", "GET", alt + "/live?" + script, ""},
		{"a run at the second listener", "GET", alt + "/live/" + made.ID, ""},
		{"a scenario at the second listener", "POST", alt + "/live", script},
		{"a scenario that is none", "POST", shared.url + "/live", script},
		{"a method at a run", "DELETE", shared.url + "/live/" + made.ID, script},
		{"what the run knows", "GET", shared.url + "/live/" + made.ID, ""},
		{"what the archive knows", "GET", shared.url + "/live/" + made.ID + "/har", ""},
	}
	for _, tt := range tests {
		r := request(t, tt.method, tt.url, tt.body)
		r.Header.Set("X-Script", script)
		r.Header.Set("Content-Type", "application/json")
		a := send(t, r)
		inert(t, a)
		if t.Failed() {
			t.Fatalf("%s: %d %s", tt.name, a.status, a.body)
		}
	}
	a := shared.post(t, `{"scenario": 1, "client": "`+script+`", "`+script+`": 1}`)
	if a.status != http.StatusBadRequest || a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("%d %v %s", a.status, a.header, a.body)
	}
	others(t)
}

// TestStreamIsNoPage: what is told of a run is a stream of events, whatever is in
// it.
func TestStreamIsNoPage(t *testing.T) {
	t.Parallel()
	made := shared.make(t, twoHops("curl"))
	send(t, request(t, "POST", made.Origins["https://b.example"]+live.Prefix(made.ID, 1)+"/second?"+script, script))
	a := send(t, request(t, "GET", shared.url+live.EventsPath(made.ID), ""))
	inert(t, a)
	if kind := a.header.Get("Content-Type"); kind != "text/event-stream" || !strings.Contains(a.body, "event: exchange\n") {
		t.Errorf("%s: %s", kind, a.body)
	}
}
