package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestAnswerStops(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	arrived, goOn := make(chan bool), make(chan bool)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-goOn
		io.WriteString(w, "done")
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- answer(ctx, []door{{"pages", l, h}}, func() {}, quiet()) }()

	body := make(chan string, 1)
	go func() {
		r, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			body <- err.Error()
			return
		}
		defer r.Body.Close()
		b, _ := io.ReadAll(r.Body)
		body <- string(b)
	}()
	<-arrived
	stop()
	// Once new connections are refused, the shutdown has begun.
	for {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			break
		}
		c.Close()
		time.Sleep(time.Millisecond)
	}
	close(goOn)
	if got := <-body; got != "done" {
		t.Errorf("the request under way got %q", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("stopped with %v", err)
	}
}

// TestConnections speaks HTTP by hand: what a server has to refuse, a client
// library would not send.
func TestConnections(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	h := newTestHandler(t, "")
	go func() { ended <- answer(ctx, []door{{"pages", l, h}}, func() {}, quiet()) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	tests := []struct {
		sentence, request, want string
	}{
		{"a request", "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 200 OK"},
		{"HTTP/1.0 with a host", "GET /robots.txt HTTP/1.0\r\nHost: localhost\r\n\r\n", "HTTP/1.0 200 OK"},
		{"HTTP/1.0 without one", "GET / HTTP/1.0\r\n\r\n", "HTTP/1.0 400 Bad Request"},
		{"no host", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request"},
		{"two hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "HTTP/1.1 400 Bad Request"},
		{"a host that is none", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "HTTP/1.1 400 Bad Request"},
		{"a forged host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "HTTP/1.1 421 Misdirected Request"},
		{"a forged host in the target", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 421 Misdirected Request"},
		{"a proxy's CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", "HTTP/1.1 421 Misdirected Request"},
		{"a CONNECT to ourselves", "CONNECT localhost:8080 HTTP/1.1\r\nHost: localhost:8080\r\n\r\n", "HTTP/1.1 404 Not Found"},
		{"the server as a whole", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 400 Bad Request"},
		{"an address that is too long", "GET /?" + strings.Repeat("a", maxAddress) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 414 Request URI Too Long"},
		{"headers that are too long", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + strings.Repeat("a", 2*maxHeader) + "\r\n\r\n", "HTTP/1.1 431 Request Header Fields Too Large"},
		{"no HTTP at all", "hello\r\n\r\n", "HTTP/1.1 400 Bad Request"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			c, err := net.Dial("tcp", l.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			c.SetDeadline(time.Now().Add(time.Minute))
			go io.WriteString(c, test.request) // the server may answer before it has read it all
			status, err := bufio.NewReader(c).ReadString('\n')
			if err != nil || !strings.HasPrefix(status, test.want) {
				t.Errorf("%q, %v; want %q", status, err, test.want)
			}
		})
	}
}
