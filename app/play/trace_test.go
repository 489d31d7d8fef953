package play

import (
	"strconv"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
)

// sent is a request with a body of so many bytes; 0: none.
func sent(method, url string, bytes int, headers ...redirect.Header) redirect.SentRequest {
	r := redirect.SentRequest{Method: method, URL: url, Headers: headers}
	if bytes > 0 {
		r.Body = &redirect.SentBody{Bytes: bytes}
	}
	return r
}

func answered(hop, status int) redirect.Response { return redirect.Response{Hop: hop, Status: status} }

var (
	token = redirect.Header{Name: "Authorization", Value: "t"}
	sid   = redirect.Header{Name: "Cookie", Value: "sid=1"}
	plain = redirect.Header{Name: "X-Id", Value: "7"}
	why   = []*redirect.Source{{Title: "a standard", URL: "https://standard.test/"}}
)

// journey is a trace of every kind of step: a 302 that makes a POST a GET, a
// 307 to another origin with a preflight, and a 200.
func journey() redirect.Trace {
	return redirect.Trace{
		Version: 1,
		Client:  redirect.Client{ID: "fetch", Name: "Browser fetch()"},
		Exchanges: []redirect.Exchange{
			{
				Request: sent("POST", "http://a.test/x#top", 2, token, sid, plain), Response: answered(1, 302),
				Decision: redirect.Decision{
					Action: redirect.FollowOn, Why: "302 makes it a GET.", Sources: why,
					Changes: []redirect.Change{
						{Part: redirect.PartMethod, Fate: redirect.Changed, From: "POST", To: "GET", Why: "Fetch says so.", Kind: redirect.Required, Sources: why},
						{Part: redirect.PartBody, Fate: redirect.Dropped, From: "2 bytes", Why: "No body with GET.", Sources: why},
						{Part: redirect.PartFragment, Fate: redirect.Kept, Why: "It is inherited.", Sources: why},
					},
					Kept: []redirect.Change{{Part: redirect.PartHeader, Name: "authorization", Fate: redirect.Kept, Why: "The same origin.", Sources: why}},
				},
			},
			{
				Request: sent("GET", "http://a.test/y#top", 0, token, sid, plain), Response: answered(2, 307),
				Decision: redirect.Decision{
					Action: redirect.FollowOn, Why: "307 keeps it.", Sources: why,
					Changes: []redirect.Change{{Part: redirect.PartHeader, Name: "Authorization", Fate: redirect.Dropped, From: "t", Why: "Another origin.", Sources: why}},
				},
			},
			{
				Request:  redirect.SentRequest{Method: "OPTIONS", URL: "http://b.test/z", Preflight: true},
				Response: answered(0, 204), Decision: redirect.Decision{Action: redirect.FollowOn, Why: "It may."},
			},
			{
				Request: sent("GET", "http://b.test/z", 0, plain, redirect.Header{Name: "Origin", Value: "null"}), Response: answered(0, 200),
				Decision: redirect.Decision{Action: redirect.Deliver, Why: "200 is no redirect.", Sources: why},
			},
		},
		Outcome: redirect.Outcome{Kind: redirect.Delivered, Status: 200, URL: "http://b.test/z", Redirects: 2},
		Survival: []redirect.Survivor{
			{Part: redirect.PartMethod, Fate: redirect.Changed, Hop: 1, From: "POST", To: "GET"},
			{Part: redirect.PartBody, Fate: redirect.Dropped, Hop: 1, From: "2 bytes"},
			{Part: redirect.PartHeader, Name: "Authorization", Fate: redirect.Dropped, Hop: 2},
			{Part: redirect.PartHeader, Name: "Cookie", Fate: redirect.Kept},
			{Part: redirect.PartHeader, Name: "X-Id", Fate: redirect.Kept},
			{Part: redirect.PartFragment, Fate: redirect.Dropped, Hop: 2, From: "#top"},
		},
	}
}

// ending is a trace of one exchange that ends at its response.
func ending(action redirect.Action, kind redirect.OutcomeKind) redirect.Trace {
	return redirect.Trace{
		Client: redirect.Client{ID: "curl", Name: "curl"},
		Exchanges: []redirect.Exchange{{
			Request: sent("POST", "http://a.test/x", 2, token), Response: answered(1, 307),
			Decision: redirect.Decision{Action: action, Why: "So it ends.", Sources: why},
		}},
		Outcome: redirect.Outcome{Kind: kind, Status: 307, URL: "http://a.test/x", Error: "too many redirects"},
	}
}

// of returns a model that shows a trace.
func of(t redirect.Trace) Model {
	return Model{Trace: t, Steps: diagram.Steps(t), Chosen: FollowStep, OpenHop: NoHop}
}

// line writes a row as the tests have it.
func (r Row) line() string {
	text := r.Label + ": " + r.Before + " > " + r.After + " " + string(r.Fate)
	if r.Why != "" {
		text += " (" + r.Why + ")"
	}
	return text + " " + strconv.Itoa(len(r.Sources))
}
