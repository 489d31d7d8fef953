package main

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// quiet is a log that nobody reads.
func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

func TestHost(t *testing.T) {
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
		{"no host", "127.0.0.1:8080", "", "", 400},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			s := site{web: fakeWeb(), listen: test.listen, log: quiet()}
			if test.public != "" {
				s.public, _ = url.Parse(test.public)
			}
			h := guard(s, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {}))
			r := ask(h, "GET", "http://x/", "Host: "+test.host)
			if r.StatusCode != test.status {
				t.Errorf("Host %q: %d, want %d", test.host, r.StatusCode, test.status)
			}
			if body := bodyOf(t, r); test.host != "" && strings.Contains(body, test.host) {
				t.Errorf("the answer repeats the host: %s", body)
			}
		})
	}
}

func TestLog(t *testing.T) {
	var log bytes.Buffer
	s := site{listen: "127.0.0.1:8080", log: slog.New(slog.NewTextHandler(&log, nil))}
	h := guard(s, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/panic" {
			panic("on purpose")
		}
		w.WriteHeader(http.StatusTeapot)
		io.WriteString(w, "short and stout")
	}))
	tests := []struct {
		sentence, target string
		status           int
		in, out          []string // what is in the log, and what is not
	}{
		{"a request", "/pot", 418, []string{"method=GET", "path=/pot", "status=418", "bytes=15"}, nil},
		{"the scenario stays out of it", "/pot?header=Authorization:%20Bearer%20secret", 418, []string{"path=/pot"}, []string{"secret", "Bearer"}},
		{"a panic is an answer", "/panic", 500, []string{"level=ERROR", "on purpose", "status=500"}, nil},
		{"no line can be forged", "/pot%0alevel=ERROR", 418, []string{`path="/pot\nlevel=ERROR"`}, []string{"\nlevel=ERROR"}},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			log.Reset()
			if r := ask(h, "GET", "http://x"+test.target); r.StatusCode != test.status {
				t.Errorf("status %d, want %d", r.StatusCode, test.status)
			}
			for _, want := range test.in {
				if !strings.Contains(log.String(), want) {
					t.Errorf("%q is not in the log: %s", want, log.String())
				}
			}
			for _, not := range test.out {
				if strings.Contains(log.String(), not) {
					t.Errorf("%q is in the log: %s", not, log.String())
				}
			}
		})
	}
}
