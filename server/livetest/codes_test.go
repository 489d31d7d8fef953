package livetest

// Every code by every usual method, to the same origin, to another port and to
// another host, with the real clients: what arrives is what is predicted.

import (
	"strconv"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// places are where a hop may lead, and how that origin relates to the first one.
var places = []struct {
	name, location     string
	otherHost, another bool
}{
	{"the same origin", "/second", false, false},
	{"another port", "https://a.example:8443/second", false, true},
	{"another host", "https://b.example/second", true, true},
}

// users are the clients, as people use them.
var users = []struct {
	name    string
	client  string
	options func(method string) client.Options
}{
	{name: "net/http", client: "go"},
	{name: "curl -L", client: "curl"},
	{name: "curl -L -X", client: "curl", options: func(method string) client.Options { return client.Options{"request": method} }},
	{name: "Wget", client: "wget"},
}

func TestEveryCode(t *testing.T) {
	for _, user := range users {
		for _, status := range []int{300, 301, 302, 303, 304, 305, 306, 307, 308} {
			for _, method := range []string{"GET", "POST", "PUT", "DELETE", "HEAD"} {
				for _, place := range places {
					t.Run(user.name+" "+strconv.Itoa(status)+" "+method+" to "+place.name, func(t *testing.T) {
						t.Parallel()
						s := scenario.Scenario{Client: user.client, Request: told(method), Hops: []redirect.Hop{hop(status, place.location)}}
						if user.options != nil {
							s.Options = user.options(method)
						}
						made := shared.make(t, s)
						if len(made.Notes) != 0 {
							t.Errorf("it is otherwise live: %s", show(made.Notes))
						}
						out := run(t, s, made)
						shared.asPredicted(t, s, made.ID)
						if t.Failed() {
							t.Logf("%s\n%s", made.Commands[s.Client], out)
						}
					})
				}
			}
		}
	}
}

// told is a request with all that a redirect may change.
func told(method string) redirect.Request {
	r := redirect.Request{Method: method, URL: "https://a.example/first?q=1", Headers: redirect.Headers{
		{Name: "Authorization", Value: "Bearer t"}, {Name: "Cookie", Value: "c=1"}, {Name: "X-Api-Key", Value: "k"},
	}}
	if method == "POST" || method == "PUT" {
		r.Headers = append(r.Headers, redirect.Header{Name: "Content-Type", Value: "application/json"})
		r.Body = &redirect.Body{Kind: redirect.Text, Text: `{"data": "it's"}`}
	}
	return r
}

// TestLongWays goes over all three places, with codes of every kind.
func TestLongWays(t *testing.T) {
	way := []redirect.Hop{
		hop(308, "https://b.example/2"), hop(307, "https://a.example:8443/3"), hop(302, "/4"),
		hop(303, "https://a.example/5"), hop(301, "6?again#here"),
	}
	for _, user := range users {
		for _, method := range []string{"GET", "POST", "PUT", "DELETE"} {
			t.Run(user.name+" "+method, func(t *testing.T) {
				t.Parallel()
				s := scenario.Scenario{Client: user.client, Request: told(method), Hops: way}
				if user.options != nil {
					s.Options = user.options(method)
				}
				made := shared.make(t, s)
				out := run(t, s, made)
				report := shared.asPredicted(t, s, made.ID)
				if len(report.Exchanges) != len(way)+1 || !report.Ended {
					t.Errorf("%d requests, ended %v\n%s", len(report.Exchanges), report.Ended, out)
				}
			})
		}
	}
}
