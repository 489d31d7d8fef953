package livetest

// Clients that do not go on: they are cut, and nobody else waits for them.

import (
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// patience is how long the program may wait for the rest of a head or a body,
// and as long again, as the machine may be busy with other tests.
const patience = 40 * time.Second

// dial opens a connection that the test closes.
func dial(t *testing.T, host string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(patience))
	return c
}

// converse writes to a connection, and returns what comes until it ends.
func converse(t *testing.T, host, text string) string {
	t.Helper()
	c := dial(t, host)
	if _, err := io.WriteString(c, text); err != nil {
		t.Logf("writing: %v", err) // a server that refuses need not read all
	}
	got, err := io.ReadAll(c)
	if err != nil && !strings.Contains(err.Error(), "reset") {
		t.Errorf("reading, after %q: %v", got, err)
	}
	return string(got)
}

func TestStalls(t *testing.T) {
	tests := []struct {
		name   string
		text   string // {target}: of the run's start
		answer string // how it begins; empty: there is none
		bytes  int    // of the body that is recorded as broken off; -1: nothing is
	}{
		{"before anything", "", "", -1},
		{"in the first line", "POST {targ", "HTTP/1.1 400 ", -1},
		{"in the head", "POST {target} HTTP/1.1\r\nHost: x\r\nX-", "HTTP/1.1 400 ", -1},
		{"before the body", "POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n", "HTTP/1.1 408 ", 0},
		{"in the body", "POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc", "HTTP/1.1 408 ", 3},
		{"in a large body", "POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + strings.Repeat("a", 70000), "HTTP/1.1 408 ", 70000},
		{"in a chunk", "POST {target} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "HTTP/1.1 408 ", 2},
		{"between chunks", "POST {target} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n", "HTTP/1.1 408 ", 5},
		{"before it is asked for its body", "POST {target} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 408 ", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			others := bystander(t, shared)
			made := shared.make(t, twoHops("curl"))
			target := strings.TrimPrefix(made.Start, shared.url)
			start := time.Now()
			got := converse(t, shared.host(), strings.Replace(tt.text, "{target}", target, 1))
			if !strings.HasPrefix(got, tt.answer) || tt.answer == "" && got != "" {
				t.Errorf("after %s: %q, want %q", time.Since(start), got, tt.answer)
			}
			list := shared.report(t, made.ID).Exchanges
			switch {
			case tt.bytes < 0 && len(list) == 0:
			case tt.bytes < 0 || len(list) != 1:
				t.Errorf("%d requests are recorded: %s", len(list), show(list))
			default:
				e := list[0]
				if b := e.Request.Body; b == nil || b.Bytes != tt.bytes || !b.Incomplete || e.Response.Status != 408 {
					t.Errorf("recorded %s, answered %d", show(b), e.Response.Status)
				}
			}
			others(t)
		})
	}
}

// TestBreaksOff: a client that is gone in the middle of its body leaves what it
// had sent.
func TestBreaksOff(t *testing.T) {
	t.Parallel()
	made := shared.make(t, twoHops("curl"))
	c := dial(t, shared.host())
	io.WriteString(c, "PUT "+strings.TrimPrefix(made.Start, shared.url)+" HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
	c.Close()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if list := shared.report(t, made.ID).Exchanges; len(list) == 1 {
			if b := list[0].Request.Body; b.Text != "abc" || !b.Incomplete {
				t.Errorf("%s", show(b))
			}
			return
		}
	}
	t.Error("nothing is recorded")
}

// TestSlowButSteady: who is slow within the bounds is served, and so is who
// sends several requests at once.
func TestSlowButSteady(t *testing.T) {
	t.Parallel()
	made := shared.make(t, twoHops("curl"))
	target := strings.TrimPrefix(made.Start, shared.url)
	c := dial(t, shared.host())
	for _, piece := range strings.SplitAfter("POST "+target+" HTTP/1.1\r\nhost: x\r\nx-Slow: 1\r\ncontent-length: 3\r\n\r\nabc", "") {
		if _, err := io.WriteString(c, piece); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Millisecond)
	}
	io.WriteString(c, "GET "+target+" HTTP/1.1\r\nHost: x\r\n\r\nHEAD "+target+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	got, err := io.ReadAll(c)
	if err != nil || strings.Count(string(got), "HTTP/1.1 307 ") != 3 {
		t.Fatalf("%q, %v", got, err)
	}
	list := shared.report(t, made.ID).Exchanges
	for i, method := range []string{"POST", "GET", "HEAD"} {
		if r := list[i].Request; r.Method != method || r.Unordered {
			t.Errorf("request %d: %s", i+1, show(r))
		}
	}
	if r := list[0].Request; len(r.Headers) != 3 || r.Headers[1].Name != "x-Slow" || r.Body.Text != "abc" {
		t.Errorf("%s", show(r))
	}
}
