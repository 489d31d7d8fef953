package livetest

// Cookies that a hop sets: they stay with the run, and go where the client would
// send them.

import (
	"slices"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// jars are the clients, with and without a store.
var jars = []struct {
	client  string
	options client.Options
}{
	{"go", nil},
	{"curl", nil},
	{"curl", client.Options{"cookie-engine": true}},
	{"wget", nil},
}

// setting leads over all three places and back, and sets cookies at the first hop.
func setting(cookies ...string) []redirect.Hop {
	set := hop(302, "/dir/2")
	for _, c := range cookies {
		set.Headers = append(set.Headers, redirect.Header{Name: "Set-Cookie", Value: c})
	}
	return []redirect.Hop{set, hop(302, "https://a.example:8443/dir/3"), hop(302, "https://b.example/dir/4"), hop(302, "https://a.example/elsewhere/5")}
}

func TestCookies(t *testing.T) {
	tests := []struct {
		name    string
		cookies []string
		client  string // whose profile is wrong, if one is
		wrong   string // about this
	}{
		{name: "for the whole host", cookies: []string{"a=1; Path=/"}},
		{name: "for the folder of the hop", cookies: []string{"a=1"}},
		{name: "for both", cookies: []string{"a=1; Path=/", "b=2"}},
		{name: "that are replaced", cookies: []string{"a=1; Path=/", "a=2; Path=/"}},
		{name: "that end at once", cookies: []string{"a=1; Path=/", "a=1; Path=/; Max-Age=0"}},
		{name: "for a Domain that is left out live", cookies: []string{"a=1; Domain=a.example; Path=/"}},
		{name: "with attributes of our days", cookies: []string{"a=1; Path=/; HttpOnly; SameSite=Lax; Partitioned"}},
		{name: "that need https", cookies: []string{"a=1; Path=/; Secure"}, client: `curl{"cookie-engine":true}`,
			wrong: "curl takes 127.0.0.1 and localhost for as safe as https (lib/cookie.c and lib/http.c of 7.88.1, secure_context)"},
		{name: "for another folder", cookies: []string{"a=1; Path=/elsewhere"}, client: "wgetnull",
			wrong: "Wget takes no cookie whose Path is not the beginning of the address that sets it (src/cookies.c of 1.21.3, cookie_handle_set_cookie: Attempt to fake the path)"},
	}
	for _, tt := range tests {
		for _, jar := range jars {
			name := jar.client + show(jar.options)
			t.Run(name+", cookies "+tt.name, func(t *testing.T) {
				t.Parallel()
				s := scenario.Scenario{Client: jar.client, Options: jar.options, Hops: setting(tt.cookies...), Request: redirect.Request{Method: "GET", URL: "https://a.example/1"}}
				if name != tt.client {
					goThrough(t, s)
					return
				}
				made := shared.make(t, s)
				run(t, s, made)
				var differ []string
				for _, e := range shared.report(t, made.ID).Exchanges {
					differ = append(differ, labels(e.Compared)...)
				}
				if slices.Sort(differ); !slices.Equal(slices.Compact(differ), []string{"Cookie"}) {
					t.Errorf("different in %v, want Cookie alone as long as the profile is wrong: %s", differ, tt.wrong)
				}
			})
		}
	}
}
