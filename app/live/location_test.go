package live

import (
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// fourOrigins are those of a server as it runs by default.
var fourOrigins = []string{"http://127.0.0.1:8080", "http://localhost:8080", "http://127.0.0.1:8081", "http://localhost:8081"}

// oneHop is a GET of https://a.example/x/y that a 302 answers.
func oneHop(location string) scenario.Scenario {
	return scenario.Scenario{
		Client:  "curl",
		Request: redirect.Request{Method: "GET", URL: "https://a.example/x/y?q"},
		Hops:    []redirect.Hop{{Status: 302, Location: &location}},
	}
}

func TestLocation(t *testing.T) {
	tests := []struct {
		name, location string
		sent           string // as it is, where empty
		note, err      string // words of it
	}{
		{name: "a path", location: "/new", sent: "/live/ID/0/new"},
		{name: "the root", location: "/", sent: "/live/ID/0/"},
		{name: "a path with a query and a fragment", location: "/n?a=/../b#c", sent: "/live/ID/0/n?a=/../b#c"},
		{name: "a path with dots that stay below the root", location: "/a/../b", sent: "/live/ID/0/a/../b"},
		{name: "a path with a space before it", location: " /new", sent: "/live/ID/0/new"},
		{name: "a path with characters that no URL has", location: "/p q/ü%zz|", sent: "/live/ID/0/p q/ü%zz|", note: "begins no escape"},
		{name: "a sibling", location: "z"},
		{name: "a parent", location: "../z"},
		{name: "a query", location: "?page=2"},
		{name: "a fragment", location: "#top"},
		{name: "the same directory", location: "."},
		{name: "nothing", location: ""},
		{name: "white space", location: " "},
		{name: "a backslash within", location: `z\w`},
		{name: "a percent sign", location: "%zz", note: "begins no escape"},
		{name: "a colon that is no scheme", location: "./a:b"},
		{name: "above the root", location: "../../../z", sent: "/live/ID/0/z", note: "climbs above the root"},
		{name: "above the root in a path", location: "/../../z", sent: "/live/ID/0/z", note: "climbs above the root"},
		{name: "above the root with encoded dots, which browsers read so", location: "%2e%2e/%2E./../z", sent: "/live/ID/0/z", note: "climbs above the root"},
		{name: "above the root with backslashes, which browsers read so", location: `..\..\..\z`, sent: "/live/ID/0/z", note: "climbs above the root"},
		{name: "above the root in a whole URL", location: "https://b.example/../z", sent: "http://localhost:8080/live/ID/1/z", note: "climbs above the root"},
		{name: "a backslash at the start", location: `\z`, sent: `\live\ID\0\z`, note: "begins with a backslash"},
		{name: "its own origin", location: "https://a.example/z", sent: "http://127.0.0.1:8080/live/ID/0/z"},
		{name: "its own origin with the port", location: "https://a.example:443/z", sent: "http://127.0.0.1:8080/live/ID/0/z"},
		{name: "another host", location: "https://b.example/z?q#f", sent: "http://localhost:8080/live/ID/1/z?q#f"},
		{name: "another host in capitals", location: "HTTPS://B.Example/z", sent: "http://localhost:8080/live/ID/1/z"},
		{name: "another port", location: "https://a.example:8443/z", sent: "http://127.0.0.1:8081/live/ID/1/z"},
		{name: "another scheme", location: "http://a.example/z", sent: "http://127.0.0.1:8081/live/ID/1/z"},
		{name: "a host alone", location: "https://b.example", sent: "http://localhost:8080/live/ID/1/"},
		{name: "a host and a query", location: "https://b.example?q", sent: "http://localhost:8080/live/ID/1/?q"},
		{name: "a user", location: "https://u:p@b.example/z", sent: "http://u:p@localhost:8080/live/ID/1/z"},
		{name: "a host without a scheme", location: "//b.example/z", sent: "//localhost:8080/live/ID/1/z"},
		{name: "a host without a scheme or path", location: "//b.example", sent: "//localhost:8080/live/ID/1/"},

		{name: "a percent sign alone", location: "/100%", sent: "/live/ID/0/100%", note: "begins no escape"},
		{name: "a percent sign in a query", location: "?100%"},

		{name: "another scheme than http", location: "ftp://b.example/", err: "leads to the scheme ftp"},
		{name: "a script", location: "javascript:alert(1)", err: "leads to the scheme javascript"},
		{name: "a script with a tab in it", location: "java\tscript:alert(1)", err: "leads to the scheme javascript"},
		{name: "an app", location: "myapp://callback", err: "leads to the scheme myapp"},
		{name: "no slashes", location: "https:b.example/z", err: "clients differ"},
		{name: "one slash", location: "https:/b.example/z", err: "clients differ"},
		{name: "three slashes", location: "https:///b.example/z", err: "clients differ"},
		{name: "backslashes after the scheme", location: `https:\\b.example/z`, err: "clients differ"},
		{name: "a backslash in the authority", location: `https://b.example\@a.example/`, err: "clients differ"},
		{name: "two at signs", location: "https://a@b@c.example/", err: "clients differ"},
		{name: "a user that some end at a semicolon", location: "https://evil:80;@a.example/", err: "clients differ"},
		{name: "a user with a slash in an escape", location: "https://u%2F:p@b.example/z", err: "clients differ"},
		{name: "a space in the host", location: "https://b .example/", err: "clients differ"},
		{name: "a host that cannot be read", location: "https://[::1/z", err: "no live address can stand for it"},
		{name: "a port that cannot be read", location: "https://b.example:x/", err: "no live address can stand for it"},
		{name: "slash and backslash", location: `/\b.example/z`, err: "begins like a host"},
		{name: "backslash and slash", location: `\/b.example/z`, err: "begins like a host"},
		{name: "two backslashes", location: `\\b.example/z`, err: "begins like a host"},
		{name: "three slashes and no scheme", location: "///b.example/z", err: "begins like a host"},
		{name: "two slashes around a tab, which browsers take out", location: "/\t/b.example/z", sent: "//localhost:8080/live/ID/1/z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := Map(oneHop(tt.location), "ID", fourOrigins, "")
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) || !strings.Contains(err.Error(), "hops[0].location: ") {
					t.Fatalf("error %v, want hops[0].location and %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want := tt.sent
			if want == "" {
				want = tt.location
			}
			r := m.Answer(0, "/x/y?q", "GET", nil)
			if got, _ := r.Headers.Get("Location"); r.Hop != 1 || got != want {
				t.Errorf("hop %d sends %q, want hop 1 with %q", r.Hop, got, want)
			}
			noted := slices.ContainsFunc(m.Notes, func(n Note) bool {
				return n.Field == "hops[0].location" && strings.Contains(n.Text, tt.note)
			})
			if noted != (tt.note != "") {
				t.Errorf("notes %v, want one of hops[0].location with %q", m.Notes, tt.note)
			}
		})
	}
}

// FuzzLocation holds that whatever a Location is, what is sent for it leads no
// client away from the run, and browsers to what stands for it.
func FuzzLocation(f *testing.F) {
	for _, seed := range []string{"/new", "../../z", "//b.example/z", `/\b`, "https://b.example:1/../z?q#f", "?q", "#f", "javascript:x", "http:x", "%2e%2e/x", "/\t/x", " \\x", "https://u@b.example"} {
		f.Add(seed, "https://a.example/x/y?q")
	}
	f.Fuzz(func(t *testing.T, location, url string) {
		s := oneHop(location)
		s.Request.URL = url
		if scenario.Validate(s) != nil {
			return
		}
		m, err := Map(s, "ID", fourOrigins, "")
		if err != nil {
			return
		}
		here, err := redirect.ParseURL(m.Live.Request.URL)
		if err != nil {
			t.Fatal(err)
		}
		if !m.holds(here) {
			t.Fatalf("the start %s is no live address", here)
		}
		sent := *m.Live.Hops[0].Location
		for _, syntax := range syntaxes {
			if to, err := here.Resolve(sent, syntax); err == nil && !m.holds(to) {
				t.Errorf("%q is sent as %q and leads to %s", location, sent, to)
			}
		}
		theirs, err := redirect.ParseURL(url)
		if err != nil {
			t.Fatal(err)
		}
		want, err := theirs.Resolve(location, redirect.WHATWG)
		if err != nil {
			return
		}
		got, err := here.Resolve(sent, redirect.WHATWG)
		if err != nil || m.original(got.String()) != want.Target()+want.Fragment && want.User == "" {
			t.Errorf("%q is sent as %q, which stands for %s (%v), not for %s", location, sent, m.original(got.String()), err, want)
		}
	})
}
