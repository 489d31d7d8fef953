package livetest

// Requests of less usual kinds, each by the command line that the run gives:
// other methods, bodies of every kind, loops, HTTP/1.0.

import (
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

func TestOtherMethods(t *testing.T) {
	for _, user := range users {
		for _, method := range []string{"OPTIONS", "PATCH", "TRACE", "BREW", "M-SEARCH", "Brew", "!#$%&'*+-.^_`|~1"} {
			for _, status := range []int{302, 303, 307} {
				t.Run(user.name+" "+method+" "+scenarioName(status), func(t *testing.T) {
					t.Parallel()
					s := scenario.Scenario{Client: user.client, Request: told(method), Hops: []redirect.Hop{hop(status, "https://b.example/2")}}
					if user.options != nil {
						s.Options = user.options(method)
					}
					goThrough(t, s)
				})
			}
		}
	}
}

// goThrough makes a run, runs it and checks it.
func goThrough(t *testing.T, s scenario.Scenario) {
	t.Helper()
	made := shared.make(t, s)
	out := run(t, s, made)
	shared.asPredicted(t, s, made.ID)
	if t.Failed() {
		t.Logf("%s\n%s", made.Commands[s.Client], out)
	}
}

func scenarioName(status int) string {
	return map[int]string{302: "on a 302", 303: "on a 303", 307: "on a 307"}[status]
}

func TestBodies(t *testing.T) {
	parts := "--b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nit's\r\n--b--\r\n"
	tests := []struct {
		name string
		body redirect.Body
	}{
		{"nothing", redirect.Body{Kind: redirect.Text}},
		{"text", redirect.Body{Kind: redirect.Text, Text: "@a\tb\r\n“é€😀” $(id) 'x'"}},
		{"a form", redirect.Body{Kind: redirect.Form, Text: "a=1+2&b=%3C"}},
		{"parts", redirect.Body{Kind: redirect.Multipart, Text: parts}},
		{"a stream", redirect.Body{Kind: redirect.Stream, Text: "once"}},
		{"as much as is recorded", redirect.Body{Kind: redirect.Text, Text: strings.Repeat("0123456789abcdef", 4<<10)}},
	}
	for _, tt := range tests {
		for _, user := range users {
			for _, method := range []string{"POST", "PUT", "GET"} {
				for _, status := range []int{302, 303, 307} {
					t.Run(user.name+" "+method+" "+tt.name+" "+scenarioName(status), func(t *testing.T) {
						t.Parallel()
						s := scenario.Scenario{Client: user.client, Hops: []redirect.Hop{hop(status, "https://a.example:8443/2")},
							Request: redirect.Request{Method: method, URL: "https://a.example/1", Body: &tt.body}}
						if user.options != nil {
							s.Options = user.options(method)
						}
						goThrough(t, s)
					})
				}
			}
		}
	}
}

// TestLimits: a loop ends where the client's own limit is.
func TestLimits(t *testing.T) {
	tests := []struct {
		client   string
		options  client.Options
		requests int
	}{
		{"go", nil, 10},
		{"curl", nil, 51},
		{"curl", client.Options{"max-redirs": 3}, 4},
		{"curl", client.Options{"location": false}, 1},
		{"wget", nil, 21},
		{"wget", client.Options{"max-redirect": 2}, 3},
	}
	for _, tt := range tests {
		t.Run(tt.client+show(tt.options), func(t *testing.T) {
			t.Parallel()
			s := scenario.Scenario{Client: tt.client, Options: tt.options, Request: told("POST"), Hops: []redirect.Hop{hop(307, "/other"), hop(307, "/first?q=1")}}
			made := shared.make(t, s)
			run(t, s, made)
			if report := shared.asPredicted(t, s, made.ID); len(report.Exchanges) != tt.requests {
				t.Errorf("%d requests, want %d", len(report.Exchanges), tt.requests)
			}
		})
	}
}

// TestOldVersion: over HTTP/1.0 the way is the same.
func TestOldVersion(t *testing.T) {
	for _, method := range []string{"GET", "POST"} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			s := scenario.Scenario{Client: "curl", Request: told(method), Hops: []redirect.Hop{hop(307, "https://b.example/2")}}
			made := shared.make(t, s)
			shell(t, strings.Replace(made.Commands["curl"], "curl ", "curl -0 ", 1))
			for _, e := range shared.asPredicted(t, s, made.ID).Exchanges {
				if e.Request.Version != "HTTP/1.0" {
					t.Errorf("request %d came over %s", e.N, e.Request.Version)
				}
			}
		})
	}
}
