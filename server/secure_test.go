package main

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
)

func TestEveryAnswerIsSecured(t *testing.T) {
	h := newTestHandler(t, "")
	want := map[string]string{
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy":           "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
	}
	tests := []struct {
		sentence, method, target string
		referrer                 string // the policy, where it is another one
		headers                  []string
	}{
		{"the page", "GET", "/", "strict-origin-when-cross-origin", nil},
		{"the live page", "GET", "/live", "strict-origin-when-cross-origin", nil},
		{"nothing", "GET", "/nowhere", "", nil},
		{"a refused method", "POST", "/", "", nil},
		{"a run that is none", "GET", "/live/none", "", nil},
		{"a refused run", "POST", "/live", "", nil},
		{"nothing below /live", "GET", "/live/a/b/c", "", nil},
		{"health", "GET", "/healthz", "", nil},
		{"a forged host", "GET", "/", "", []string{"Host: evil.example"}},
		{"an address that is too long", "GET", "/?" + strings.Repeat("a", maxAddress), "", nil},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			r := ask(h, test.method, "http://x"+test.target, test.headers...)
			for name, value := range want {
				if name == "Referrer-Policy" && test.referrer != "" {
					value = test.referrer
				}
				if got := r.Header.Get(name); got != value {
					t.Errorf("%s: %q, want %q", name, got, value)
				}
			}
			policy := r.Header.Get("Content-Security-Policy")
			for _, part := range []string{"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; ", "; base-uri 'none'; frame-ancestors 'none'"} {
				if !strings.Contains(policy, part) {
					t.Errorf("the policy %q does not have %q", policy, part)
				}
			}
		})
	}
}

// TestFraming asks for what other sites may put into a frame, and for what a frame
// without an origin needs, and expects nothing else to be for them.
func TestFraming(t *testing.T) {
	tests := []struct {
		sentence, ancestors, method, target string
		want                                string // the pages that may frame
		open                                bool   // any site may load and read it
	}{
		{"the page for frames", "*", "GET", "/embed?hop=302,/a", "*", true},
		{"its head", "*", "HEAD", "/embed", "*", true},
		{"for some", "'self' https://docs.example.org", "GET", "/embed", "'self' https://docs.example.org", true},
		{"for none", "'none'", "GET", "/embed", "'none'", true},
		{"a server that was not told", "", "GET", "/embed", "'none'", true},
		{"a refused method", "*", "POST", "/embed", "*", true},
		{"the playground", "*", "GET", "/", "'none'", false},
		{"the live page", "*", "GET", "/live", "'none'", false},
		{"a page of the reference", "*", "GET", "/codes/307", "'none'", false},
		{"a lesson", "*", "GET", "/lessons", "'none'", false},
		{"the page with a slash, as a host of files has it", "*", "GET", "/embed/?hop=302,/a", "*", true},
		{"a refused method there", "'self'", "POST", "/embed/", "'self'", true},
		{"an address that is wrong", "*", "GET", "/embed?hop=700", "*", true},
		{"two slashes", "*", "GET", "/embed//", "'none'", false},
		{"the page by another way", "*", "GET", "/x/../embed", "'none'", false},
		{"another host's", "*", "GET", "//evil.example/embed", "'none'", false},
		{"an address that is too long", "*", "GET", "/embed?" + strings.Repeat("a", maxAddress), "'none'", false},
		{"what begins like it", "*", "GET", "/embedded", "'none'", false},
		{"what is below it", "*", "GET", "/embed/x", "'none'", false},
		{"a script", "*", "GET", "/web/embedded.js", "'none'", true},
		{"the WebAssembly", "*", "GET", "/web/app.wasm", "'none'", true},
		{"no file", "*", "GET", "/web/none.js", "'none'", true},
		{"the service worker", "*", "GET", "/app-worker.js", "'none'", false},
	}
	handlers := map[string]http.Handler{}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			h := handlers[test.ancestors]
			if h == nil {
				s := newSite(t, fakeWeb(), "")
				s.ancestors = test.ancestors
				var err error
				if h, err = newHandler(s); err != nil {
					t.Fatal(err)
				}
				handlers[test.ancestors] = h
			}
			r := ask(h, test.method, "http://x"+test.target)
			policy := r.Header.Get("Content-Security-Policy")
			if !strings.HasSuffix(policy, "; frame-ancestors "+test.want) || strings.Count(policy, "frame-ancestors") != 1 {
				t.Errorf("the policy is %q", policy)
			}
			policyOf, origin := "same-origin", ""
			if test.open {
				policyOf, origin = "cross-origin", "*"
			}
			if got := r.Header.Get("Cross-Origin-Resource-Policy"); got != policyOf {
				t.Errorf("Cross-Origin-Resource-Policy: %q, want %q", got, policyOf)
			}
			if got := r.Header.Get("Access-Control-Allow-Origin"); got != origin {
				t.Errorf("Access-Control-Allow-Origin: %q, want %q", got, origin)
			}
			if got := r.Header.Get("Cross-Origin-Embedder-Policy"); (got == "require-corp") != (test.open && strings.HasPrefix(test.target, "/embed")) {
				t.Errorf("Cross-Origin-Embedder-Policy: %q", got)
			}
			if got := r.Header.Get("X-Frame-Options"); got != "" {
				t.Errorf("X-Frame-Options: %q, which old browsers hold against every site", got)
			}
		})
	}
}

// TestPolicy asks for the page under names of all kinds: where it may send to is
// written by us, never by who asks.
func TestPolicy(t *testing.T) {
	s := newSite(t, fakeWeb(), "https://hopscope.example")
	s.layout.alt = netip.MustParseAddrPort("127.0.0.1:8081")
	const self = "'self'"
	tests := []struct {
		sentence, host, forwarded string
		status                    int
		want                      string // what the page may send to
	}{
		{"localhost", "localhost:8080", "", 200, "'self' http://localhost:8080 http://127.0.0.1:8080 http://localhost:8081 http://127.0.0.1:8081"},
		{"a loopback address", "127.0.0.1:8080", "", 200, "'self' http://127.0.0.1:8080 http://localhost:8080 http://127.0.0.1:8081 http://localhost:8081"},
		{"another port", "localhost:9000", "", 200, self},
		{"an address that a policy cannot name", "[::1]:8080", "", 200, "'self' http://localhost:8080 http://127.0.0.1:8080 http://localhost:8081 http://127.0.0.1:8081"},
		{"the public name", "hopscope.example", "", 200, "'self' https://hopscope.example"},
		{"a port with a directive in it", "localhost:8080;script-src", "", 421, self},
		{"a port with another host in it", "localhost:8080,evil.example", "", 421, self},
		{"a name with a directive in it", "localhost;script-src", "", 421, self},
		{"a name with a quotation mark", "'unsafe-inline'", "", 421, self},
		{"a port that is none", "localhost:99999", "", 421, self},
		{"a star", "*", "", 421, self},
		{"a proxy with a directive", "localhost:8080", "localhost:8080; script-src *", 421, self},
		{"a proxy with a name", "localhost:8080", "hopscope.example", 200, "'self' https://hopscope.example"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			s, headers := s, []string{"Host: " + test.host}
			if test.forwarded != "" {
				s.proxies = proxies{netip.MustParsePrefix("192.0.2.0/24")} // of ask
				headers = append(headers, "X-Forwarded-Host: "+test.forwarded)
			}
			h := guard(s, nil, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
			r := ask(h, "GET", "http://x/", headers...)
			if test.status != r.StatusCode && !(test.status == 421 && r.StatusCode == 421) {
				t.Errorf("status %d, want %d", r.StatusCode, test.status)
			}
			parts := strings.Split(r.Header.Get("Content-Security-Policy"), "; ")
			for _, directive := range []string{"connect-src ", "frame-src ", "form-action "} {
				if r.StatusCode == 200 && !slices.Contains(parts, directive+test.want) {
					t.Errorf("no %q in the policy %q", directive+test.want, parts)
				}
			}
			if len(parts) != 11 || strings.Contains(strings.Join(parts, " "), "evil") {
				t.Errorf("the policy has parts of somebody's: %q", parts)
			}
		})
	}
}
