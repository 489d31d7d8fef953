package client_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// Whatever is built, following it ends within the client's limit, and a
// credential reaches no host that the policy keeps it from.
func FuzzFollow(f *testing.F) {
	for _, urls := range chains {
		f.Add(uint8(0), "POST", urls[0], strings.Join(urls[1:], "\n"), uint16(307), "text", "hello", false)
	}
	f.Add(uint8(2), "PUT", "http://u:p@a.test/#f", "//b.test\n?q\n#g\n\nhttp://[::1\nmailto:x", uint16(302), "stream", "", true)
	f.Add(uint8(8), "GET", "http://a.test/", "/\n/", uint16(301), "", "", false)
	profiles := client.All()
	f.Fuzz(func(t *testing.T, which uint8, method, url, locations string, status uint16, kind, body string, written bool) {
		profile := profiles[int(which)%len(profiles)]
		p, err := profile.Policy(nil)
		if err != nil {
			t.Fatal(err)
		}
		s := redirect.Scenario{Request: redirect.Request{Method: method, URL: url, Headers: redirect.Headers{
			{Name: "Authorization", Value: "Bearer secret"}, {Name: "Content-Type", Value: "text/x"},
		}}}
		if kind != "" {
			s.Request.Body = &redirect.Body{Kind: redirect.BodyKind(kind), Text: body}
		}
		if written {
			s.CORS = redirect.CORSWritten
		}
		for i, l := range strings.Split(locations, "\n") {
			if i < 50 {
				s.Hops = append(s.Hops, hop(int(status), l))
			}
		}
		trace := redirect.Follow(p, s)
		checkBounds(t, p, trace)
		if profile.ID != "wget" { // which guards no header
			checkCredentials(t, profile.ID, trace)
		}
		if utf8.ValidString(method+url+locations+body) && trace.Outcome.Kind == "" {
			t.Error("no outcome")
		}
	})
}

func checkBounds(t *testing.T, p redirect.Policy, trace redirect.Trace) {
	t.Helper()
	if p.Limit.Max >= 0 && trace.Outcome.Redirects > p.Limit.Max {
		t.Errorf("%d redirects, the limit is %d", trace.Outcome.Redirects, p.Limit.Max)
	}
	if n := len(trace.Exchanges); n > 2*redirect.MaxExchanges {
		t.Errorf("%d exchanges", n)
	}
	if trace.Outcome.Kind == redirect.Failed && trace.Outcome.Error == "" {
		t.Error("failed without an error")
	}
	for i, e := range trace.Exchanges {
		if last := i == len(trace.Exchanges)-1; (e.Decision.Action == redirect.FollowOn) == last {
			t.Errorf("decision %d of %d is %q", i+1, len(trace.Exchanges), e.Decision.Action)
		}
	}
}

// checkCredentials holds every request that carries the secret to the host of
// the first one; Go lets it go to a subdomain, too.
func checkCredentials(t *testing.T, id string, trace redirect.Trace) {
	t.Helper()
	var first redirect.URL
	for i, e := range trace.Exchanges {
		u, err := redirect.ParseURL(e.Request.URL)
		if err != nil {
			t.Fatalf("request %d goes to %q: %v", i+1, e.Request.URL, err)
		}
		if i == 0 {
			first = u
		}
		v, _ := e.Request.Headers.Get("Authorization")
		if v != "Bearer secret" || u.Host == first.Host || id == "go" && strings.HasSuffix(u.Host, "."+first.Host) {
			continue
		}
		t.Errorf("%s sent the credentials of %s to %s", id, first.Host, u.Host)
	}
}
