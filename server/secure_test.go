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
