package diagram

import (
	"strings"
	"testing"
	"unicode"

	"github.com/hopscope/hopscope/app/redirect"
)

func TestSteps(t *testing.T) {
	got := Steps(submit())
	want := []Step{
		{0, Sent, "Browser fetch() sends POST to https://api.example.com/api/v1/submit with a body of 23 bytes, Authorization and Cookie."},
		{0, Received, "api.example.com answers 302 Found with Location /api/v2/submit."},
		{0, Decided, "Browser fetch() follows: the method changes from POST to GET; the body (23 bytes) is dropped; Content-Type is dropped. 302 answers a POST: the method becomes GET and the body is dropped."},
		{1, Sent, "Browser fetch() sends GET to https://api.example.com/api/v2/submit with Authorization and Cookie."},
		{1, Received, "api.example.com answers 307 Temporary Redirect with Location https://api-v2.example.com/submit."},
		{1, Decided, "Browser fetch() follows: Authorization is dropped; Origin is added; Referer changes from https://api.example.com/page to https://api.example.com/. 307 keeps the method."},
		{2, Sent, "Browser fetch() sends GET to https://api-v2.example.com/submit with Origin and Referer."},
		{2, Received, "api-v2.example.com answers 200 OK, and sets a cookie."},
		{2, Decided, "Browser fetch() takes this as the result. 200 is not a redirect."},
	}
	if len(got) != len(want) {
		t.Fatalf("got %d steps, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("step %d:\n got %+v\nwant %+v", i, got[i], want[i])
		}
	}
}

func TestSentences(t *testing.T) {
	with := func(edit func(e *redirect.Exchange)) redirect.Trace {
		trace := failed()
		edit(&trace.Exchanges[2])
		return trace
	}
	tests := []struct {
		name  string
		trace redirect.Trace
		step  int
		want  string
	}{
		{"nothing was sent", refusedTrace(), 0, "Browser fetch() sends nothing: TypeError: Failed to fetch."},
		{"nothing was sent, nobody says why", redirect.Trace{}, 0, "The client sends nothing: it refuses the request."},
		{"a preflight is asked", preflighted(), 3, "Browser fetch() first asks whether it may, with a CORS preflight: OPTIONS to https://api.example.com/api/v2/submit."},
		{"a preflight is answered", preflighted(), 4, "api.example.com answers the preflight with 204 No Content."},
		{"a preflight is passed", preflighted(), 5, "Browser fetch() goes on after the preflight. The server allows the request."},
		{"the client fails", failed(), 8, `Browser fetch() fails: unsupported protocol scheme "ftp". The client requests http and https only.`},
		{"the client stops", with(func(e *redirect.Exchange) { e.Decision.Action = redirect.Stop }), 8,
			"Browser fetch() does not follow, and hands 308 Permanent Redirect to its caller. The client requests http and https only."},
		{"nothing changes", with(func(e *redirect.Exchange) { e.Decision = redirect.Decision{Action: redirect.FollowOn} }), 8,
			"Browser fetch() follows, with everything kept."},
		{"a redirect has no Location", with(func(e *redirect.Exchange) { e.Response.Headers = nil }), 7, "api-v2.example.com answers 308 Permanent Redirect without a Location."},
		{"a redirect has an empty Location", with(func(e *redirect.Exchange) { e.Response.Headers = fields("Location", "") }), 7,
			"api-v2.example.com answers 308 Permanent Redirect with an empty Location."},
		{"304 needs no Location", with(func(e *redirect.Exchange) { e.Response = redirect.Response{Status: 304} }), 7, "api-v2.example.com answers 304 Not Modified."},
		{"a code without a name", with(func(e *redirect.Exchange) { e.Response = redirect.Response{Status: 599} }), 7, "api-v2.example.com answers 599."},
		{"a single byte, and more fields than are spoken", with(func(e *redirect.Exchange) {
			e.Request.Body = &redirect.SentBody{Bytes: 1}
			e.Request.Headers = fields("A", "", "B", "", "C", "", "D", "", "E", "", "F", "", "G", "", "H", "")
		}), 6, "Browser fetch() sends GET to https://api-v2.example.com/submit with a body of 1 byte, A, B, C, D, E, F and 2 more headers."},
		{"values of credentials are not spoken", with(func(e *redirect.Exchange) {
			e.Decision = redirect.Decision{Action: redirect.FollowOn, Changes: []redirect.Change{header("cookie", redirect.Changed, "a=secret", "b=secret")}}
		}), 8, "Browser fetch() follows: cookie changes."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Steps(tt.trace)[tt.step].Sentence; got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestStepsOfEveryTrace(t *testing.T) {
	for name, trace := range everyTrace() {
		steps := Steps(trace)
		if want := max(1, 3*len(trace.Exchanges)); len(steps) != want {
			t.Errorf("%s: got %d steps, want %d", name, len(steps), want)
		}
		for i, s := range steps {
			if strings.ContainsFunc(s.Sentence, unicode.IsControl) || !strings.ContainsAny(s.Sentence[len(s.Sentence)-1:], ".!?") {
				t.Errorf("%s: step %d is no sentence: %q", name, i, s.Sentence)
			}
			if len(trace.Exchanges) > 0 && (s.Exchange != i/3 || s.Phase != Phase(i%3)) {
				t.Errorf("%s: step %d is exchange %d, %s", name, i, s.Exchange, s.Phase)
			}
		}
	}
	if s := Steps(redirect.Trace{})[0]; s.Exchange != -1 || s.Phase != Decided {
		t.Errorf("the step of a refusal: got %+v", s)
	}
}

func TestNames(t *testing.T) {
	for phase, want := range map[Phase]string{Sent: "sent", Received: "received", Decided: "decided", 7: "phase 7"} {
		if got := phase.String(); got != want {
			t.Errorf("phase: got %q, want %q", got, want)
		}
	}
	for code, want := range map[int]string{300: "Multiple Choices", 302: "Found", 306: "(Unused)", 308: "Permanent Redirect", 200: "OK", 413: "Content Too Large", 299: "", 0: ""} {
		if got := StatusText(code); got != want {
			t.Errorf("%d: got %q, want %q", code, got, want)
		}
	}
}
