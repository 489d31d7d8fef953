package main

import (
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
)

// quiet is a log that nobody reads.
func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// TestEmbedEndsInASlash asks for the page for frames as a host of files has it: it is
// the same, and may be framed.
func TestEmbedEndsInASlash(t *testing.T) {
	s := newSite(t, fakeWeb(), "")
	s.ancestors = "*"
	h, err := newHandler(s)
	if err != nil {
		t.Fatal(err)
	}
	plain, slashed := ask(h, "GET", "/embed?scenario=loop"), ask(h, "GET", "/embed/?scenario=loop")
	if slashed.StatusCode != http.StatusOK || bodyOf(t, plain) != bodyOf(t, slashed) {
		t.Errorf("with a slash it is another: %s", slashed.Status)
	}
	if policy := slashed.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors *") {
		t.Errorf("with a slash it has the policy %q", policy)
	}
	if r := ask(h, "GET", "/embed//"); r.StatusCode != http.StatusNotFound {
		t.Errorf("with two slashes it is %s", r.Status)
	}
}

func TestHost(t *testing.T) {
	alternates := []origin{{"https", "alt.example", 443}, {"https", "alt.example", 8443}, {"https", "hopscope.example", 8443}, {"http", "localhost", 9000}}
	tests := []struct {
		sentence, listen, public, host string
		status                         int
	}{
		{"localhost", "127.0.0.1:8080", "", "localhost:8080", 200},
		{"localhost without a port", "127.0.0.1:8080", "", "localhost", 200},
		{"localhost behind another port", "127.0.0.1:8080", "", "localhost:9000", 200},
		{"names ignore case", "127.0.0.1:8080", "", "LOCALHOST:8080", 200},
		{"a loopback address", "127.0.0.1:8080", "", "127.0.0.1:8080", 200},
		{"another loopback address", "127.0.0.1:8080", "", "127.0.0.2", 200},
		{"the loopback address of IPv6", "127.0.0.1:8080", "", "[::1]:8080", 200},
		{"the loopback address of IPv6 without a port", "127.0.0.1:8080", "", "[::1]", 200},
		{"the address it listens on", "192.0.2.1:80", "", "192.0.2.1", 200},
		{"the name it listens on", "box.local:80", "", "box.local", 200},
		{"the public name", "127.0.0.1:8080", "https://hopscope.example", "hopscope.example", 200},
		{"the public name with a port", "127.0.0.1:8080", "https://hopscope.example", "hopscope.example:443", 200},
		{"any address where it listens on all", ":8080", "", "192.0.2.1:8080", 200},
		{"any address where it listens on all, written out", "0.0.0.0:8080", "", "192.0.2.1:8080", 200},
		{"any address where it listens on all of IPv6", "[::]:8080", "", "[2001:db8::1]:8080", 200},
		{"no name where it listens on all", ":8080", "", "evil.example:8080", 421},
		{"a stranger's name", "127.0.0.1:8080", "", "evil.example", 421},
		{"a stranger's name that ends like ours", "127.0.0.1:8080", "https://hopscope.example", "evil-hopscope.example", 421},
		{"a stranger's name that begins like ours", "127.0.0.1:8080", "", "localhost.evil.example", 421},
		{"another address", "127.0.0.1:8080", "", "192.0.2.1:8080", 421},
		{"a name with markup", "127.0.0.1:8080", "", "<script>", 421},
		{"a port that is none", "127.0.0.1:8080", "", "localhost:http", 421},
		{"an alternate", "127.0.0.1:8080", "https://hopscope.example", "alt.example", 421},
		{"an alternate with a port", "127.0.0.1:8080", "https://hopscope.example", "alt.example:8443", 421},
		{"an alternate where it listens on all", ":8080", "", "alt.example", 421},
		{"an alternate that is another port of the public name", "127.0.0.1:8080", "https://hopscope.example", "hopscope.example:8443", 421},
		{"the public name beside it", "127.0.0.1:8080", "https://hopscope.example", "hopscope.example", 200},
		{"an alternate of one's own machine", "127.0.0.1:8080", "", "localhost:9000", 200},
		{"no host", "127.0.0.1:8080", "", "", 400},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			s := site{listen: test.listen, layout: layout{named: alternates}}
			if test.public != "" {
				public := mustOrigin(t, test.public)
				s.layout.public = &public
			}
			h := guard(s, nil, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {}))
			r := ask(h, "GET", "http://x/", "Host: "+test.host)
			if r.StatusCode != test.status {
				t.Errorf("Host %q: %d, want %d", test.host, r.StatusCode, test.status)
			}
			if body := bodyOf(t, r); test.host != "" && strings.Contains(body, test.host) {
				t.Errorf("the answer repeats the host: %s", body)
			}
			if policy := r.Header.Get("Content-Security-Policy"); test.status == 421 && strings.Contains(policy, test.host) {
				t.Errorf("the policy repeats the host: %s", policy)
			}
		})
	}
}
