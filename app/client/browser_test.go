package client_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

// What a browser adds by itself on the way, request by request: method,
// Origin, Referer. A is the page's origin. Seen in Chromium 156 where it
// follows the standards; its departures stand under engine=chromium.
func TestOriginAndReferer(t *testing.T) {
	const a, b, c = "http://a.test", "http://b.test", "http://c.test"
	tests := []struct {
		name, client, method string
		urls                 []string
		status               int
		want                 string
	}{
		{"GET within the origin", "fetch", "GET", []string{a, a}, 302, "GET - A/ | GET - A/"},
		{"GET to another", "fetch", "GET", []string{a, b}, 302, "GET - A/ | GET A A/"},
		{"and to a third", "fetch", "GET", []string{a, b, c}, 302, "GET - A/ | GET A A/ | GET null A/"},
		{"and back", "fetch", "GET", []string{a, b, a}, 302, "GET - A/ | GET A A/ | GET null A/"},
		{"and within the other", "fetch", "GET", []string{a, b, b}, 302, "GET - A/ | GET A A/ | GET A A/"},
		{"POST that becomes GET", "fetch", "POST+", []string{a, a}, 302, "POST A A/ | GET - A/"},
		{"POST that stays", "fetch", "POST+", []string{a, a}, 307, "POST A A/ | POST A A/"},
		{"POST to another", "fetch", "POST+", []string{a, b}, 307, "POST A A/ | POST A A/"},
		{"form that becomes GET", "form", "POST+", []string{a, b}, 302, "POST A A/ | GET - A/"},
		{"form that stays POST, by the standard", "form", "POST+", []string{a, b}, 307, "POST A A/ | POST A A/"},
		{"form that stays POST, in Chromium", "form/engine=chromium", "POST+", []string{a, b}, 307, "POST A A/ | POST null A/"},
		{"a third origin taints a form", "form", "POST+", []string{a, b, c}, 307, "POST A A/ | POST A A/ | POST null A/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := redirect.Scenario{Request: request(tt.method, tt.urls[0]+"/1")}
			for i, u := range tt.urls[1:] {
				s.Hops = append(s.Hops, hop(tt.status, fmt.Sprintf("%s/%d", u, i+2)))
			}
			var got []string
			trace := redirect.Follow(policy(t, tt.client), s)
			for _, e := range trace.Exchanges {
				got = append(got, strings.Join([]string{e.Request.Method, field(e, "Origin"), field(e, "Referer")}, " "))
			}
			if line := strings.ReplaceAll(strings.Join(got, " | "), a, "A"); line != tt.want {
				t.Errorf("got  %s\nwant %s", line, tt.want)
			}
			checkReasons(t, trace)
		})
	}
}

func field(e redirect.Exchange, name string) string {
	if v, ok := e.Request.Headers.Get(name); ok {
		return v
	}
	return "-"
}

// A redirect's Referrer-Policy holds from the next request on, and what it cut
// off stays off.
func TestReferrerPolicyOnRedirect(t *testing.T) {
	tests := []struct{ policy, want string }{
		{"", "https://a.test/"}, {"no-referrer", "-"}, {"origin", "https://a.test/"},
		{"same-origin", "-"}, {"unsafe-url", "https://a.test/page?q"}, {"made-up", "https://a.test/"},
		{"no-referrer, unsafe-url", "https://a.test/page?q"}, {"no-referrer-when-downgrade", "https://a.test/page?q"},
		{"strict-origin", "https://a.test/"}, {"origin-when-cross-origin", "https://a.test/"},
	}
	for _, tt := range tests {
		s := redirect.Scenario{Request: request("GET", "https://a.test/1"), Hops: []redirect.Hop{hop(302, "https://b.test/2")}}
		s.Hops[0].Headers = redirect.Headers{{Name: "Referrer-Policy", Value: tt.policy}}
		trace := redirect.Follow(policy(t, "form/page=https://a.test/page?q"), s)
		if got := field(trace.Exchanges[1], "Referer"); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.policy, got, tt.want)
		}
	}
}

// CORS as the hops write it, and preflights.
func TestCORS(t *testing.T) {
	const a, b = "https://a.test", "https://b.test"
	allow := redirect.Headers{{Name: "Access-Control-Allow-Origin", Value: "*"}}
	json := func(r redirect.Request) redirect.Request {
		r.Headers = redirect.Headers{{Name: "Content-Type", Value: "application/json"}, {Name: "Authorization", Value: "Bearer t"}}
		return r
	}
	final := func(h redirect.Headers) redirect.Hop { return redirect.Hop{Status: 200, Headers: h} }
	tests := []struct {
		name, client string
		scenario     redirect.Scenario
		want         string // methods, end, and what the last decision says
	}{
		{
			"the servers allow it: the preflight is seen", "fetch",
			redirect.Scenario{Request: json(request("POST+", a+"/1")), Hops: []redirect.Hop{hop(307, b+"/2")}},
			"POST OPTIONS POST delivered: 200 is not a redirect",
		},
		{
			"nothing is allowed: a simple request fails after it was made", "fetch",
			redirect.Scenario{CORS: redirect.CORSWritten, Request: request("GET", a+"/1"), Hops: []redirect.Hop{hop(302, b+"/2")}},
			"GET GET failed: The response has no Access-Control-Allow-Origin.",
		},
		{
			"written and enough", "fetch",
			redirect.Scenario{CORS: redirect.CORSWritten, Request: request("GET", a+"/1"), Hops: []redirect.Hop{hop(302, b+"/2"), final(allow)}},
			"GET GET delivered: 200 is not a redirect",
		},
		{
			"a star does not do with credentials", "fetch/credentials=include",
			redirect.Scenario{CORS: redirect.CORSWritten, Request: request("GET", a+"/1"), Hops: []redirect.Hop{hop(302, b+"/2"), final(allow)}},
			"GET GET failed: may not be *.",
		},
		{
			"a tainted origin is null", "fetch",
			redirect.Scenario{
				CORS: redirect.CORSWritten, Request: request("GET", a+"/1"),
				Hops: []redirect.Hop{hop(302, b+"/2"), {Status: 302, Location: ptr("https://c.test/3"), Headers: allow}, final(redirect.Headers{{Name: "Access-Control-Allow-Origin", Value: a}})},
			},
			"GET GET GET failed: the request's Origin is null.",
		},
		{
			"a preflight that is not answered", "fetch",
			redirect.Scenario{CORS: redirect.CORSWritten, Request: json(request("POST+", a+"/1")), Hops: []redirect.Hop{hop(307, b+"/2"), final(allow)}},
			"POST OPTIONS failed: Access-Control-Allow-Headers does not name content-type.",
		},
		{
			"a preflight that is redirected", "fetch/page=https://other.test/",
			redirect.Scenario{Request: json(request("POST+", a+"/1")), Hops: []redirect.Hop{{Status: 307, Location: ptr(b + "/2"), Methods: []string{"OPTIONS", "POST"}}}},
			"OPTIONS failed: may not be a redirect.",
		},
		{
			"a method is compared letter by letter", "fetch",
			redirect.Scenario{
				CORS: redirect.CORSWritten, Request: request("patch", b+"/1"),
				Hops: []redirect.Hop{final(append(redirect.Headers{{Name: "Access-Control-Allow-Methods", Value: "PATCH"}}, allow...))},
			},
			"patch delivered: 200 is not a redirect",
		},
		{
			"as patch is not PATCH", "fetch/page=https://a.test/",
			redirect.Scenario{
				CORS: redirect.CORSWritten, Request: request("patch", b+"/1"),
				Hops: []redirect.Hop{final(append(redirect.Headers{{Name: "Access-Control-Allow-Methods", Value: "PATCH"}}, allow...))},
			},
			"OPTIONS failed: Access-Control-Allow-Methods does not name patch.",
		},
		{
			"a form is not sent on to http in Chromium", "form/engine=chromium",
			redirect.Scenario{Request: request("POST+", a+"/1"), Hops: []redirect.Hop{hop(307, "http://a.test/2")}},
			"POST failed: Chromium warns",
		},
		{
			"max-age=0 forgets", "fetch",
			redirect.Scenario{Request: request("GET", a+"/1"), Hops: []redirect.Hop{{Status: 302, Location: ptr("http://a.test/2"), Headers: redirect.Headers{{Name: "Strict-Transport-Security", Value: "max-age=0"}}}}},
			"GET failed: may not fetch from http",
		},
		{
			"a host below one that asked for all", "fetch",
			redirect.Scenario{Request: request("GET", a+"/1"), Hops: []redirect.Hop{{Status: 302, Location: ptr("http://x.a.test/2"), Headers: redirect.Headers{{Name: "Strict-Transport-Security", Value: "max-age=9; includeSubDomains"}}}}},
			"GET GET delivered: 200 is not a redirect",
		},
		{
			"a method that needs one", "fetch",
			redirect.Scenario{Request: request("PUT", a+"/1"), Hops: []redirect.Hop{hop(308, b+"/2")}},
			"PUT OPTIONS PUT delivered: 200 is not a redirect",
		},
		{
			"mode same-origin", "fetch/mode=same-origin",
			redirect.Scenario{Request: request("GET", a+"/1"), Hops: []redirect.Hop{hop(302, b+"/2")}},
			"GET failed: Mode same-origin refuses",
		},
		{
			"mode no-cors asks nobody", "fetch/mode=no-cors",
			redirect.Scenario{CORS: redirect.CORSWritten, Request: request("POST+", a+"/1"), Hops: []redirect.Hop{hop(307, b+"/2")}},
			"POST POST delivered: 200 is not a redirect",
		},
		{
			"mixed content", "fetch",
			redirect.Scenario{Request: request("GET", a+"/1"), Hops: []redirect.Hop{hop(302, "http://a.test/2")}},
			"GET failed: may not fetch from http",
		},
		{
			"unless the host asked for https only", "fetch",
			redirect.Scenario{Request: request("GET", a+"/1"), Hops: []redirect.Hop{{Status: 302, Location: ptr("http://a.test/2"), Headers: redirect.Headers{{Name: "Strict-Transport-Security", Value: "max-age=1"}}}}},
			"GET GET delivered: 200 is not a redirect",
		},
		{
			"a navigation knows no CORS", "form",
			redirect.Scenario{CORS: redirect.CORSWritten, Request: request("POST+", a+"/1"), Hops: []redirect.Hop{hop(307, b+"/2")}},
			"POST POST delivered: 200 is not a redirect",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			trace := redirect.Follow(policy(t, tt.client), tt.scenario)
			checkReasons(t, trace)
			var methods []string
			for _, e := range trace.Exchanges {
				methods = append(methods, e.Request.Method)
			}
			want, says, _ := strings.Cut(tt.want, ": ")
			if got := strings.Join(methods, " ") + " " + string(trace.Outcome.Kind); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if why := trace.Exchanges[len(trace.Exchanges)-1].Decision.Why; !strings.Contains(why, says) {
				t.Errorf("why is %q, without %q", why, says)
			}
		})
	}
}

// What a script and a form cannot set is gone before the first request.
func TestWhatBrowsersDoNotLetSet(t *testing.T) {
	s := oneHop("POST+", 307)
	s.Request.Headers = redirect.Headers{
		{Name: "Content-Type", Value: "application/json"}, {Name: "Host", Value: "x"}, {Name: "Origin", Value: "x"},
		{Name: "Sec-Fetch-Mode", Value: "x"}, {Name: "X-Api-Key", Value: "k"},
	}
	tests := []struct{ client, want string }{
		{"fetch", "Content-Type=application/json X-Api-Key=k"},
		{"form", "Content-Type=application/x-www-form-urlencoded"},
	}
	for _, tt := range tests {
		trace := redirect.Follow(policy(t, tt.client), s)
		var got []string
		for _, name := range []string{"Content-Type", "Host", "Sec-Fetch-Mode", "X-Api-Key"} {
			if v, ok := trace.Exchanges[0].Request.Headers.Get(name); ok {
				got = append(got, name+"="+v)
			}
		}
		if line := strings.Join(got, " "); line != tt.want {
			t.Errorf("%s: got %s, want %s", tt.client, line, tt.want)
		}
		checkReasons(t, trace)
	}
}

// A form cannot PUT: it sends a GET, with its fields in the query.
func TestFormWithoutItsMethod(t *testing.T) {
	trace := redirect.Follow(policy(t, "form"), oneHop("PUT+", 302))
	first := trace.Exchanges[0].Request
	if first.Method != "GET" || first.Body != nil || first.URL != "http://a.test/start?a=1" {
		t.Errorf("got %+v", first)
	}
}

// What a server writes is shown as it is, not filled in like the words of a
// reason.
func TestBracesOfAServer(t *testing.T) {
	s := redirect.Scenario{CORS: redirect.CORSWritten, Request: request("GET", "https://a.test/1"), Hops: []redirect.Hop{
		hop(302, "https://b.test/2"),
		{Status: 200, Headers: redirect.Headers{{Name: "Access-Control-Allow-Origin", Value: "{client}"}}},
	}}
	trace := redirect.Follow(policy(t, "fetch"), s)
	if why := trace.Exchanges[1].Decision.Why; !strings.Contains(why, "Access-Control-Allow-Origin is {client},") {
		t.Errorf("why is %q", why)
	}
}
