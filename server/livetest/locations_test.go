package livetest

// Locations that are not plain addresses: the real clients come out where the
// profile of each says, and what no client can follow leads nowhere.

import (
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// odd are Locations, as the scenario's author wrote them, of a hop at
// https://a.example/x/y/z?q=1.
var odd = []struct {
	name     string
	location *string
}{
	{"none", nil},
	{"empty", ptr("")},
	{"spaces alone", ptr("  ")},
	{"a segment", ptr("new")},
	{"up", ptr("../new")},
	{"up twice", ptr("../../new")},
	{"up and down", ptr("./a/../b")},
	{"dots at the end", ptr("a/..")},
	{"one dot", ptr(".")},
	{"above the root", ptr("../../../../new")},
	{"above the root in a path", ptr("/../new")},
	{"above the root with encoded dots", ptr("%2e%2e/%2E./../%2e%2e/new")},
	{"above the root of another host", ptr("https://b.example/../../new")},
	{"a query", ptr("?q=2")},
	{"an empty query", ptr("?")},
	{"a fragment", ptr("#f")},
	{"a path and a fragment", ptr("/new#f")},
	{"two question marks", ptr("/new?a?b")},
	{"a query that looks like an address", ptr("?to=https://b.example/")},
	{"a host without a scheme", ptr("//b.example/new")},
	{"a host alone", ptr("//b.example")},
	{"a host and a query", ptr("https://b.example?q")},
	{"a host in capitals", ptr("HTTPS://B.Example/new")},
	{"the port of the scheme", ptr("https://b.example:443/new")},
	{"a user", ptr("https://u:p@b.example/new")},
	{"two slashes within a path", ptr("/new//two")},
	{"spaces around", ptr("  /new  ")},
	{"spaces within", ptr("/new one")},
	{"a tab within", ptr("/new\tone")},
	{"bytes beyond ASCII", ptr("/nü/€")},
	{"escapes", ptr("/n%C3%BC%2fx%20y")},
	{"escapes in small letters", ptr("/n%c3%bc")},
	{"a percent sign alone", ptr("/100%")},
	{"a percent sign and letters", ptr("/%zz")},
	{"a backslash within", ptr(`/a\b`)},
	{"a backslash at the start", ptr(`\new`)},
	{"brackets and braces", ptr("/a[1]{2}|^`")},
	{"quotes and angles", ptr(`/"<new>"`)},
	{"a semicolon and commas", ptr("/a;b=c,d")},
	{"a colon in a path", ptr("./a:b")},
	{"a colon at the start", ptr(":80/new")},
	{"a colon alone", ptr(":")},
	{"a user's sign at the start", ptr("@b.example/new")},
	{"a word with a colon in a query", ptr("?a:b")},
	{"a word with a number and a colon", ptr("1a:b")},
	{"an IPv6 address that cannot be read", ptr("/new[::1")},
}

func ptr(s string) *string { return &s }

// short are the ways that end before their time, each with the reason.
var short = []struct {
	client, name string
	// note: the mapping tells the one who makes the run so.
	note string
	// profile: the profile is wrong about it, in these words. Once it is right,
	// the line has to go.
	profile string
}{
	{client: "curl", name: "a percent sign alone", note: "begins no escape"},
	{client: "curl", name: "a percent sign and letters", note: "begins no escape"},
	{client: "curl", name: "a word with a number and a colon", profile: "curl 7.88.1: (1) The redirect target URL could not be parsed: Unsupported URL scheme"},
	{client: "wget", name: "a word with a number and a colon", profile: "Wget 1.21.3: 1a:b: Unsupported scheme ‘1a’."},
}

func TestOddLocations(t *testing.T) {
	for _, id := range []string{"go", "curl", "wget"} {
		for _, tt := range odd {
			t.Run(id+", "+tt.name, func(t *testing.T) {
				t.Parallel()
				s := scenario.Scenario{
					Client:  id,
					Request: redirect.Request{Method: "GET", URL: "https://a.example/x/y/z?q=1", Headers: redirect.Headers{{Name: "X-Api-Key", Value: "k"}}},
					Hops:    []redirect.Hop{{Status: 302, Location: tt.location, Methods: []string{"GET"}}},
				}
				made := shared.make(t, s)
				out := run(t, s, made)
				for _, other := range short {
					if other.client == id && other.name == tt.name {
						endsEarly(t, s, made, other.note)
						return
					}
				}
				report := shared.asPredicted(t, s, made.ID)
				for _, e := range report.Exchanges {
					if _, known := made.Origins[origin(t, e.Request.Original)]; !known {
						t.Errorf("request %d arrived at %s, which the scenario has not", e.N, e.Request.Original)
					}
				}
				if t.Failed() {
					t.Logf("notes %s\n%s", show(made.Notes), out)
				}
			})
		}
	}
}

// endsEarly checks a way of which all but the last request is as predicted, and
// that the one who made the run was told where there is something to tell.
func endsEarly(t *testing.T, s scenario.Scenario, made live.Run, note string) {
	t.Helper()
	trace, err := s.Follow()
	if err != nil {
		t.Fatal(err)
	}
	list := shared.report(t, made.ID).Exchanges
	last := len(trace.Exchanges) - 1
	if len(list) < last || len(list) > last+1 {
		t.Fatalf("%d requests, %d were predicted", len(list), last+1)
	}
	for i, e := range list {
		if e.Compared.Equal != (i < last) {
			t.Errorf("request %d: as predicted is %v: %s", e.N, e.Compared.Equal, different(e.Compared))
		}
	}
	told := slices.ContainsFunc(made.Notes, func(n live.Note) bool { return strings.Contains(n.Text, note) })
	if note != "" && !told {
		t.Errorf("notes %s, want %q", show(made.Notes), note)
	}
}

func origin(t *testing.T, url string) string {
	t.Helper()
	u, err := redirect.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	return u.Origin()
}
