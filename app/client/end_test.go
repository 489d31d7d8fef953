package client_test

import (
	"fmt"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

// loop answers every request at /start with a 302 back to it.
func loop(method string) redirect.Scenario {
	return redirect.Scenario{Request: request(method, "http://a.test/start"), Hops: []redirect.Hop{hop(302, "/start")}}
}

// located answers a GET of /dir/start?o=1 with a 302 and the Location.
func located(values ...string) redirect.Scenario {
	h := redirect.Hop{Status: 302}
	for _, v := range values {
		h.Headers = append(h.Headers, redirect.Header{Name: "Location", Value: v})
	}
	return redirect.Scenario{Request: request("GET", "http://a.test/dir/start?o=1"), Hops: []redirect.Hop{h}}
}

// hosted is located, asked for with a Host set by hand.
func hosted(location string) redirect.Scenario {
	s := located(location)
	s.Request.Headers = redirect.Headers{{Name: "Host", Value: "front.test"}}
	return s
}

// streamed answers a POST whose body can be sent once only.
func streamed(status int) redirect.Scenario {
	s := oneHop("POST", status)
	s.Request.Body = &redirect.Body{Kind: redirect.Stream, Text: "streamed"}
	return s
}

// The ends were seen on the real clients, as in matrix; those of fetch and
// form follow the standards, with Chromium's departures under its engine.
func TestEnds(t *testing.T) {
	const start, dir = "http://a.test/start", "http://a.test/dir/start?o=1"
	tests := []struct {
		name, client string
		scenario     redirect.Scenario
		want         string // kind, status, redirects, URL, error
	}{
		{"20 redirects", "fetch", loop("GET"), "failed 302 20 " + start + " TypeError: network error"},
		{"20 redirects", "form", loop("GET"), "failed 302 20 " + start + " the browser shows an error page: too many redirects"},
		{"19 in Chromium's navigations", "form/engine=chromium", loop("GET"), "failed 302 19 " + start + " the browser shows an error page"},
		{"50 redirects", "curl", loop("GET"), "failed 302 50 " + start + " curl: (47) Maximum (50) redirects followed"},
		{"a limit by option", "curl/max-redirs=2", loop("GET"), "failed 302 2 " + start + " curl: (47) Maximum (2) redirects followed"},
		{"no redirect allowed", "curl/max-redirs=0", loop("GET"), "failed 302 0 " + start + " curl: (47) Maximum (0) redirects followed"},
		{"without -L", "curl/location=false", loop("GET"), "stopped 302 0 " + start + " "},
		{"without a limit the simulation ends", "curl/max-redirs=-1", loop("GET"), "failed 302 99 " + start + " still being redirected after 100 requests; the simulation ends here"},
		{"20 redirects", "wget", loop("GET"), "failed 302 20 " + start + " 20 redirections exceeded. (exit status 8)"},
		{"a limit by option", "wget/max-redirect=1", loop("GET"), "failed 302 1 " + start + " 1 redirections exceeded. (exit status 8)"},
		{"nine redirects", "go", loop("GET"), "failed 302 9 " + start + ` Get "/start": stopped after 10 redirects`},
		{"the first method in the error", "go", loop("POST+"), "failed 302 9 " + start + ` Post "/start": stopped after 10 redirects`},
		{"30 redirects", "python-requests", loop("GET"), "failed 302 30 " + start + " requests.exceptions.TooManyRedirects: Exceeded 30 redirects."},
		{"allow_redirects False", "python-requests/allow_redirects=false", loop("GET"), "stopped 302 0 " + start + " "},
		{"20 redirects", "node", loop("GET"), "failed 302 20 " + start + " TypeError: fetch failed (cause: redirect count exceeded)"},
		{"21 redirects", "axios", loop("GET"), "failed 302 21 " + start + " Error [ERR_FR_TOO_MANY_REDIRECTS]: Maximum number of redirects exceeded"},
		{"maxRedirects 0", "axios/maxRedirects=0", loop("GET"), "failed 302 0 " + start + " AxiosError: Request failed with status code 302"},
		{"a loop is noticed", "rfc9110", loop("GET"), "failed 302 0 " + start + " a loop of redirects"},
		{"a POST that comes back as GET is no loop", "rfc9110/post-to-get", redirect.Scenario{Request: request("POST+", start), Hops: []redirect.Hop{{Status: 302, Location: ptr("/start"), Methods: []string{"POST"}}}}, "delivered 200 1 " + start + " "},

		{"redirect manual", "fetch/redirect=manual", loop("GET"), "stopped 302 0 " + start + " "},
		{"redirect error", "fetch/redirect=error", loop("GET"), "failed 302 0 " + start + " TypeError: network error"},
		{"redirect manual", "node/redirect=manual", loop("GET"), "stopped 302 0 " + start + " "},
		{"redirect error", "node/redirect=error", loop("GET"), "failed 302 0 " + start + " TypeError: fetch failed (cause: unexpected redirect)"},

		{"no Location", "fetch", located(), "stopped 302 0 " + dir + " "},
		{"no Location", "curl", located(), "stopped 302 0 " + dir + " "},
		{"no Location", "wget", located(), "failed 302 0 " + dir + " ERROR: Redirection (302) without location. (exit status 8)"},
		{"no Location", "go", located(), "stopped 302 0 " + dir + " "},
		{"no Location", "axios", located(), "failed 302 0 " + dir + " AxiosError: Request failed with status code 302"},
		{"empty Location is the same URL", "node", located(""), "failed 302 20 " + dir + " TypeError: fetch failed (cause: redirect count exceeded)"},
		{"empty Location is none in Chromium", "fetch/engine=chromium", located(""), "stopped 302 0 " + dir + " "},
		{"empty Location is none", "curl", located(""), "stopped 302 0 " + dir + " "},
		{"empty Location is none", "go", located(""), "stopped 302 0 " + dir + " "},
		{"empty Location is none", "python-requests", located(""), "stopped 302 0 " + dir + " "},
		{"query only", "go", located("?q=1"), "delivered 200 1 http://a.test/dir/start?q=1 "},
		{"dots", "curl", located("../x"), "delivered 200 1 http://a.test/x "},
		{"scheme-relative", "wget", located("//b.test/x"), "delivered 200 1 http://b.test/x "},
		{"spaces", "fetch", located("/sp ace"), "delivered 200 1 http://a.test/sp%20ace "},
		{"beyond ASCII", "python-requests", located("/é"), "delivered 200 1 http://a.test/%C3%A9 "},
		{"a backslash is a slash in browsers", "fetch", located(`\x`), "delivered 200 1 http://a.test/x "},
		{"and none in curl", "curl", located(`\x`), `delivered 200 1 http://a.test/dir/\x `},
		{"a broken escape", "go", located("/%zz"), "failed 302 0 " + dir + ` Get "` + dir + `": failed to parse Location header "/%zz": …`},
		{"a broken escape is fine", "curl", located("/%zz"), "delivered 200 1 http://a.test/%zz "},
		{"mailto", "fetch", located("mailto:a@b"), "failed 302 0 " + dir + " TypeError: network error"},
		{"mailto", "form", located("mailto:a@b"), "stopped 302 0 " + dir + " "},
		{"javascript", "form", located("javascript:alert(1)"), "stopped 302 0 " + dir + " "},
		{"data", "form", located("data:,x"), "failed 302 0 " + dir + " the browser shows an error page"},
		{"ftp", "curl", located("ftp://a.test/x"), "stopped 302 0 " + dir + " "},
		{"foo", "curl", located("foo:bar"), "failed 302 0 " + dir + " curl: (1) The redirect target URL could not be parsed: Unsupported URL scheme"},
		{"foo", "wget", located("foo:bar"), "failed 302 0 " + dir + " foo:bar: Unsupported scheme ‘foo’. (exit status 1)"},
		{"foo", "go", located("foo:bar"), "failed 302 0 " + dir + ` Get "foo:bar": unsupported protocol scheme "foo"`},
		{"foo", "python-requests", located("foo:bar"), "failed 302 0 " + dir + " requests.exceptions.InvalidSchema: No connection adapters were found for 'foo:bar'"},
		{"foo", "axios", located("foo:bar"), "failed 302 0 " + dir + " Error [ERR_FR_REDIRECTION_FAILURE]: Redirected request failed: Unsupported protocol foo:"},
		{"malformed", "fetch", located("http://[::1"), "failed 302 0 " + dir + " TypeError: network error"},
		{"malformed", "curl", located("http://a.test:99999/"), "failed 302 0 " + dir + " curl: (3) The redirect target URL could not be parsed: Port number was not a decimal number between 0 and 65535"},
		{"two Locations: the first", "curl", located("/b", "/c"), "delivered 200 1 http://a.test/b "},
		{"two Locations: joined", "python-requests", located("/b", "/c"), "delivered 200 1 http://a.test/b,%20/c "},
		{"two Locations: refused", "fetch", located("/b", "/b"), "failed 302 0 " + dir + " TypeError: network error"},
		{"two equal Locations in Chromium", "fetch/engine=chromium", located("/b", "/b"), "delivered 200 1 http://a.test/b "},
		{"two unequal Locations in Chromium", "fetch/engine=chromium", located("/b", "/c"), "failed 302 0 " + dir + " TypeError: Failed to fetch"},
		{"userinfo on the same origin", "fetch", located("http://u:p@a.test/x"), "delivered 200 1 http://u:p@a.test/x "},
		{"userinfo on the same origin in Chromium", "fetch/engine=chromium", located("http://u:p@a.test/x"), "failed 302 0 " + dir + " TypeError: Failed to fetch"},
		{"redirect error without a Location in Chromium", "fetch/engine=chromium&redirect=error", located(), "stopped 302 0 " + dir + " "},
		{"a fragment alone loses the file in curl", "curl", located("#f"), "delivered 200 1 http://a.test/dir/#f "},
		{"and leads to the same URL elsewhere", "go", located("#f"), "failed 302 9 " + dir + `#f Get "#f": stopped after 10 redirects`},
		{"encoded dots are dots in browsers", "fetch", located("/x/%2e%2E/y"), "delivered 200 1 http://a.test/y "},
		{"and none in curl", "curl", located("/x/%2e%2E/y"), "delivered 200 1 http://a.test/x/%2e%2E/y "},
		{"a backslash is written as an escape", "go", located(`\x`), "delivered 200 1 http://a.test/dir/%5Cx "},
		{"a lone percent sign is written as one", "wget", located("/%zz"), "delivered 200 1 http://a.test/%25zz "},
		{"no host", "go", located("http:///x"), "failed 302 0 " + dir + ` Get "…": http: no Host in request URL`},
		{"broken IPv6", "python-requests", located("http://[::1"), "failed 302 0 " + dir + " ValueError: Invalid IPv6 URL"},
		{"a port that is none", "wget", located("http://a.test:99999/"), "failed 302 0 " + dir + " http://a.test:99999/: Bad port number. (exit status 1)"},
		{"file", "curl", located("file:///x"), "failed 302 0 " + dir + ` curl: (1) Protocol "file" not supported or disabled in libcurl`},
		{"the limit comes before the Location", "curl/max-redirs=0", located("javascript:x"), "failed 302 0 " + dir + " curl: (47) Maximum (0) redirects followed"},
		{"a Host set by hand is where axios goes on", "axios", hosted("/x"), "delivered 200 1 http://front.test/x "},
		{"and not where curl does", "curl", hosted("/x"), "delivered 200 1 http://a.test/x "},
		{"userinfo at another origin", "fetch", located("http://u:p@b.test/x"), "failed 302 0 " + dir + " TypeError: network error"},
		{"userinfo", "node", located("http://u:p@a.test/x"), `failed 302 0 ` + dir + ` TypeError: fetch failed (cause: cross origin not allowed for request mode "cors")`},

		{"stream, 302", "fetch", streamed(302), "failed 302 0 " + start + " TypeError: network error"},
		{"stream, 303", "fetch", streamed(303), "delivered 200 1 http://a.test/end "},
		{"stream, 307", "node", streamed(307), "failed 307 0 " + start + " TypeError: fetch failed (cause: Error)"},
		{"stream, 307", "curl", streamed(307), "failed 307 0 " + start + " curl: (65) seek callback returned error 2"},
		{"stream, 302", "curl", streamed(302), "failed 302 0 " + start + " curl: (65) seek callback returned error 2"},
		{"stream, 303", "curl", streamed(303), "delivered 200 1 http://a.test/end "},
		{"stream, 307", "go", streamed(307), "stopped 307 0 " + start + " "},
		{"stream, 302", "go", streamed(302), "delivered 200 1 http://a.test/end "},
		{"stream, 307", "axios", streamed(307), "delivered 200 1 http://a.test/end "},
		{"stream, before it is sent", "wget", streamed(307), "failed 0 0 " + start + " BODY data file ‘-’ missing: No such file or directory (exit status 3)"},

		{"GET with a body", "fetch", oneHop("GET+", 302), "failed 0 0 " + start + " TypeError: a request with the method GET cannot have a body"},
		{"CONNECT", "node", oneHop("CONNECT", 302), "failed 0 0 " + start + " TypeError: 'CONNECT' HTTP method is unsupported."},
		{"304 is an error status", "wget", oneHop("GET", 304), "failed 304 0 " + start + " ERROR 304: … (exit status 8)"},
		{"500 is a result", "curl", oneHop("GET", 500), "delivered 500 0 " + start + " "},
		{"500 is an error status", "axios", oneHop("GET", 500), "failed 500 0 " + start + " AxiosError: Request failed with status code 500"},
	}
	for _, tt := range tests {
		t.Run(tt.client+": "+tt.name, func(t *testing.T) {
			trace := redirect.Follow(policy(t, tt.client), tt.scenario)
			o := trace.Outcome
			if got := fmt.Sprintf("%s %d %d %s %s", o.Kind, o.Status, o.Redirects, o.URL, o.Error); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			checkReasons(t, trace)
		})
	}
}

func ptr(s string) *string { return &s }

// A body that can be sent once only: requests sends the rest of it, nothing,
// and reports success.
func TestRequestsSendsAnEmptyBody(t *testing.T) {
	trace := redirect.Follow(policy(t, "python-requests"), streamed(307))
	last := trace.Exchanges[1].Request
	if last.Method != "POST" || last.Body == nil || last.Body.Bytes != 0 || trace.Outcome.Kind != redirect.Delivered {
		t.Errorf("got %+v, %+v", last, trace.Outcome)
	}
	checkReasons(t, trace)
}

func TestFragment(t *testing.T) {
	tests := []struct{ client, location, want string }{
		{"fetch", "/b", "#f"}, {"fetch", "/b#g", "#g"}, {"form", "/b", "#f"}, {"node", "/b", "#f"},
		{"python-requests", "/b", "#f"}, {"rfc9110", "/b", "#f"},
		{"curl", "/b", ""}, {"curl", "/b#g", "#g"}, {"wget", "/b", ""}, {"go", "/b", ""}, {"axios", "/b", ""},
	}
	for _, tt := range tests {
		s := redirect.Scenario{Request: request("GET", "http://a.test/a#f"), Hops: []redirect.Hop{hop(302, tt.location)}}
		trace := redirect.Follow(policy(t, tt.client), s)
		if got, want := trace.Outcome.URL, "http://a.test/b"+tt.want; got != want {
			t.Errorf("%s %s: got %s, want %s", tt.client, tt.location, got, want)
		}
		checkReasons(t, trace)
	}
}

// Cookies set on a hop come back where the client keeps a jar.
func TestCookiesSetOnTheWay(t *testing.T) {
	tests := []struct{ client, given, next, want string }{
		{"form", "", "/b", "sid=1"}, {"fetch", "", "/b", "sid=1"}, {"fetch/credentials=omit", "", "/b", ""},
		{"fetch", "", "http://b.test/b", ""}, {"fetch", "old=1", "/b", "old=1; sid=1"},
		{"curl", "", "/b", ""}, {"curl/cookie-engine", "", "/b", "sid=1"}, {"curl/cookie-engine", "h=1", "/b", "sid=1, h=1"},
		{"wget", "", "/b", "sid=1"}, {"wget", "h=1", "/b", "h=1"}, {"wget", "", "http://b.test/b", ""},
		{"go", "", "/b", ""}, {"go", "h=1", "/b", "h=1"},
		{"python-requests", "", "/b", "sid=1"}, {"python-requests", "h=1", "/b", "sid=1"},
		{"node", "", "/b", ""}, {"axios", "h=1", "/b", "h=1"},
	}
	for _, tt := range tests {
		s := redirect.Scenario{Request: request("GET", "http://a.test/a"), Hops: []redirect.Hop{hop(302, tt.next)}}
		s.Hops[0].Headers = redirect.Headers{{Name: "Set-Cookie", Value: "sid=1; Path=/; HttpOnly"}}
		if tt.given != "" {
			s.Request.Headers = redirect.Headers{{Name: "Cookie", Value: tt.given}}
		}
		trace := redirect.Follow(policy(t, tt.client), s)
		got := ""
		for i, v := range trace.Exchanges[len(trace.Exchanges)-1].Request.Headers.Values("Cookie") {
			if i > 0 {
				got += ", "
			}
			got += v
		}
		if got != tt.want {
			t.Errorf("%s, Cookie %q, to %s: got %q, want %q", tt.client, tt.given, tt.next, got, tt.want)
		}
		checkReasons(t, trace)
	}
}
