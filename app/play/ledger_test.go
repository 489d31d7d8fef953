package play

import (
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

func TestLedger(t *testing.T) {
	refused := redirect.Trace{Outcome: redirect.Outcome{Kind: redirect.Failed, Error: "CONNECT is forbidden"}}
	early := journey() // the cookie is lost before anything is sent
	early.Exchanges[0].Request.Headers = redirect.Headers{token, plain}
	early.Exchanges[1].Request.Headers = redirect.Headers{token, plain}
	early.Survival[3] = redirect.Survivor{Part: redirect.PartHeader, Name: "Cookie", Fate: redirect.Dropped}
	early.Prepared = []redirect.Change{{Part: redirect.PartHeader, Name: "Cookie", Fate: redirect.Dropped, Why: "The browser has its own.", Sources: why}}
	cut := journey() // the preflight is refused
	cut.Exchanges = cut.Exchanges[:3]
	cut.Exchanges[2].Decision = redirect.Decision{Action: redirect.Fail, Why: "It may not.", Sources: why}
	tests := []struct {
		desc  string
		trace redirect.Trace
		at    int
		want  []string
	}{
		{"what changes, with its why", journey(), 0, []string{
			"Method: POST > GET changed (Fetch says so.) 1",
			"URL: http://a.test/x > http://a.test/y changed (From the Location, on the same origin.) 1",
			"Body: 2 bytes > none dropped (No body with GET.) 1",
			"Authorization: t > t kept (The same origin.) 1",
			"Cookie: sid=1 > sid=1 kept 0",
			"X-Id: 7 > 7 kept 0",
			"Fragment: #top > #top kept (It is inherited.) 1",
		}},
		{"past a preflight, with what was lost before", journey(), 1, []string{
			"Method: GET > GET kept 0",
			"URL: http://a.test/y > http://b.test/z changed (From the Location, on another origin.) 1",
			"Body: none > none  (Lost earlier, at hop 1.) 0",
			"Authorization: t > none dropped (Another origin.) 1",
			"Cookie: sid=1 > none dropped 0",
			"X-Id: 7 > 7 kept 0",
			"Origin: none > null added 0",
			"Fragment: #top > none dropped 0",
		}},
		{"what the client let nobody send", early, 0, []string{
			"Method: POST > GET changed (Fetch says so.) 1",
			"URL: http://a.test/x > http://a.test/y changed (From the Location, on the same origin.) 1",
			"Body: 2 bytes > none dropped (No body with GET.) 1",
			"Authorization: t > t kept (The same origin.) 1",
			"Cookie: none > none  (Lost before anything was sent. The browser has its own.) 1",
			"X-Id: 7 > 7 kept 0",
			"Fragment: #top > #top kept (It is inherited.) 1",
		}},
		{"a preflight", journey(), 2, []string{"Request: OPTIONS, to ask first > GET  (It may.) 0"}},
		{"the result", journey(), 3, []string{
			"Request: GET http://b.test/z > none  (Nothing is sent after this: it is the result. 200 is no redirect.) 1",
		}},
		{"a redirect that is not followed", ending(redirect.Stop, redirect.Stopped), 0, []string{
			"Request: POST http://a.test/x > none  (Nothing is sent after this: it is the result. So it ends.) 1",
		}},
		{"a redirect that is an error", ending(redirect.Fail, redirect.Failed), 0, []string{
			"Request: POST http://a.test/x > none  (Nothing is sent after this: it ends with an error. So it ends.) 1",
		}},
		{"a preflight that is refused", cut, 2, []string{"Request: OPTIONS, to ask first > none  (It may not.) 1"}},
		{"nothing was sent", refused, FollowStep, []string{"Request: none > none  (CONNECT is forbidden) 0"}},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m := of(test.trace)
			m.Chosen = test.at
			var got []string
			for _, row := range Ledger(m) {
				got = append(got, row.line())
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

func TestVerdict(t *testing.T) {
	none := redirect.Trace{Outcome: redirect.Outcome{Kind: redirect.Delivered, Status: 299}}
	early := redirect.Trace{
		Outcome:  redirect.Outcome{Kind: redirect.Delivered, Status: 200, Redirects: 1},
		Survival: []redirect.Survivor{{Part: redirect.PartHeader, Name: "X-Api-Key", Fate: redirect.Dropped}, {Part: redirect.PartMethod, Fate: redirect.Kept, To: "PUT"}},
	}
	later := ending(redirect.Stop, redirect.Stopped)
	later.Outcome.Redirects = 1
	atOnce := ending(redirect.Fail, redirect.Failed)
	atOnce.Outcome.Error = "network error"
	atOnce.Survival = []redirect.Survivor{
		{Part: redirect.PartMethod, Fate: redirect.Kept, To: "POST"},
		{Part: redirect.PartBody, Fate: redirect.Dropped, From: "2 bytes"},
	}
	lost := []redirect.Survivor{{Part: redirect.PartMethod, Fate: redirect.Dropped}}
	refused := redirect.Trace{Outcome: redirect.Outcome{Kind: redirect.Failed, Error: "TRACE is forbidden"}, Survival: lost}
	asked := redirect.Trace{
		Outcome:   redirect.Outcome{Kind: redirect.Failed, Error: "network error"},
		Survival:  lost,
		Exchanges: []redirect.Exchange{{Request: redirect.SentRequest{Method: "OPTIONS", Preflight: true}}},
	}
	tests := []struct {
		desc  string
		trace redirect.Trace
		want  []Badge
	}{
		{"the parts that matter", journey(), []Badge{
			{"Method changed", "POST → GET at hop 1", redirect.Changed},
			{"Body lost", "2 bytes dropped at hop 1", redirect.Dropped},
			{"Authorization lost", "dropped at hop 2", redirect.Dropped},
			{"Cookie kept", "the same all the way", redirect.Kept},
			{"Fragment lost", "dropped at hop 2", redirect.Dropped},
			{"Delivered", "200 OK, after 2 redirects", redirect.Kept},
		}},
		{"lost by the client before it sent anything", early, []Badge{
			{"X-Api-Key lost", "dropped before it was sent", redirect.Dropped},
			{"Method kept", "PUT all the way", redirect.Kept},
			{"Delivered", "200 OK, after 1 redirect", redirect.Kept},
		}},
		{"an unknown status", none, []Badge{{"Delivered", "299, with no redirect", redirect.Kept}}},
		{"stopped", ending(redirect.Stop, redirect.Stopped), []Badge{{"Stopped", "307 Temporary Redirect handed back, not followed", redirect.Changed}}},
		{"stopped later", later, []Badge{{"Stopped", "307 Temporary Redirect handed back, not followed, after 1 redirect", redirect.Changed}}},
		{"failed at once: nothing was kept all the way, for there was none", atOnce, []Badge{
			{"Body lost", "2 bytes dropped before it was sent", redirect.Dropped},
			{"Failed", "network error", redirect.Dropped},
		}},
		{"nothing was sent", refused, []Badge{{"Nothing was sent", "TRACE is forbidden", redirect.Dropped}}},
		{"nothing but the preflight was sent", asked, []Badge{{"Only the preflight was sent", "network error", redirect.Dropped}}},
		{"failed", ending(redirect.Fail, redirect.Failed), []Badge{{"Failed", "too many redirects", redirect.Dropped}}},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if got := Verdict(of(test.trace)); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestCredential(t *testing.T) {
	tests := []struct {
		name string
		want bool
	}{
		{"authorization", true}, {"Proxy-Authorization", true}, {"COOKIE", true},
		{"X-Api-Key", true}, {"X-Auth-Token", true}, {"Api-Secret", true},
		{"Idempotency-Key", false}, {"Content-Type", false}, {"Authority", false}, {"X-Request-Id", false},
	}
	for _, test := range tests {
		if got := credential(test.name); got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestCompareLine(t *testing.T) {
	tests := []struct {
		desc  string
		trace redirect.Trace
		want  Line
	}{
		{"a journey", journey(), Line{
			ID: "fetch", Name: "Browser fetch()", Methods: []string{"POST", "GET", "GET"},
			Body:        Cell{redirect.Dropped, "dropped at hop 1"},
			Credentials: Cell{redirect.Dropped, "Authorization dropped at hop 2, Cookie kept"},
			Outcome:     "200 OK", Ended: redirect.Delivered,
		}},
		{"stopped", ending(redirect.Stop, redirect.Stopped), Line{ID: "curl", Name: "curl", Methods: []string{"POST"}, Outcome: "stops at 307 Temporary Redirect", Ended: redirect.Stopped}},
		{"failed", ending(redirect.Fail, redirect.Failed), Line{ID: "curl", Name: "curl", Methods: []string{"POST"}, Outcome: "error: too many redirects", Ended: redirect.Failed}},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			got := line(test.trace)
			if !slices.Equal(got.Methods, test.want.Methods) || got.Body != test.want.Body || got.Credentials != test.want.Credentials ||
				got.Outcome != test.want.Outcome || got.Ended != test.want.Ended || got.ID != test.want.ID {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestDifferences(t *testing.T) {
	mine := line(journey())
	tests := []struct {
		desc   string
		change func(*Line)
		want   []string
	}{
		{"none", func(*Line) {}, nil},
		{"the name is none", func(l *Line) { l.ID, l.Name = "x", "X" }, nil},
		{"methods", func(l *Line) { l.Methods = []string{"POST", "POST", "POST"} }, []string{"methods"}},
		{"body", func(l *Line) { l.Body = Cell{redirect.Dropped, "dropped at hop 2"} }, []string{"body"}},
		{"credentials", func(l *Line) { l.Credentials = Cell{redirect.Kept, "kept"} }, []string{"credentials"}},
		{"outcome", func(l *Line) { l.Outcome = "404 Not Found" }, []string{"outcome"}},
		{"all", func(l *Line) { *l = Line{Ended: redirect.Failed} }, []string{"methods", "body", "credentials", "outcome"}},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			other := line(journey())
			test.change(&other)
			if got := differences(mine, other); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	failed, worded := Line{Ended: redirect.Failed, Outcome: "error: a"}, Line{Ended: redirect.Failed, Outcome: "error: b"}
	if got := differences(failed, worded); got != nil {
		t.Errorf("another wording of an error: got %v, want none", got)
	}
}
