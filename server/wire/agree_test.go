package wire

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
)

func TestAgrees(t *testing.T) {
	const raw = "GET /r/1?q HTTP/1.1\r\nhost: a\r\nA: 1\r\nb: 2\r\nA: 1\r\n\r\n"
	tests := []struct {
		sentence, other string
		want            bool
	}{
		{"the same", raw, true},
		{"another order", "GET /r/1?q HTTP/1.1\r\nB: 2\r\nA: 1\r\na: 1\r\nHost: a\r\n\r\n", true},
		{"another method", "PUT /r/1?q HTTP/1.1\r\nhost: a\r\nA: 1\r\nb: 2\r\nA: 1\r\n\r\n", false},
		{"another target", "GET /r/1 HTTP/1.1\r\nhost: a\r\nA: 1\r\nb: 2\r\nA: 1\r\n\r\n", false},
		{"another version", "GET /r/1?q HTTP/1.0\r\nhost: a\r\nA: 1\r\nb: 2\r\nA: 1\r\n\r\n", false},
		{"another host", "GET /r/1?q HTTP/1.1\r\nhost: b\r\nA: 1\r\nb: 2\r\nA: 1\r\n\r\n", false},
		{"another value", "GET /r/1?q HTTP/1.1\r\nhost: a\r\nA: 1\r\nb: 3\r\nA: 1\r\n\r\n", false},
		{"values that changed places", "GET /r/1?q HTTP/1.1\r\nhost: a\r\nA: 2\r\nb: 1\r\nA: 1\r\n\r\n", false},
		{"a field for a duplicate", "GET /r/1?q HTTP/1.1\r\nhost: a\r\nA: 1\r\nb: 2\r\nC: 1\r\n\r\n", false},
		{"one field less", "GET /r/1?q HTTP/1.1\r\nhost: a\r\nA: 1\r\nb: 2\r\n\r\n", false},
		{"one field more", "GET /r/1?q HTTP/1.1\r\nhost: a\r\nA: 1\r\nb: 2\r\nA: 1\r\nA:\r\n\r\n", false},
		{"chunked", "GET /r/1?q HTTP/1.1\r\nhost: a\r\nA: 1\r\nb: 2\r\nA: 1\r\nTransfer-Encoding: chunked\r\n\r\n", false},
		{"Pragma", "GET /r/1?q HTTP/1.1\r\nhost: a\r\nA: 1\r\nb: 2\r\nA: 1\r\nPragma: no-cache\r\n\r\n", false},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			if got := agrees(raw, read(t, test.other)); got != test.want {
				t.Errorf("a head agrees with another's request: %v, want %v", got, test.want)
			}
			if got := agrees(test.other, read(t, raw)); got != test.want {
				t.Errorf("another's head agrees with a request: %v, want %v", got, test.want)
			}
		})
	}
}

// read reads a request as the server does.
func read(t testing.TB, raw string) *http.Request {
	t.Helper()
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestCanonical(t *testing.T) {
	for _, name := range []string{"a", "A", "x-CuStOm", "HOST", "www-authenticate", "x--y-", "-a", "!x", "a_b-c.d", "1a-2B"} {
		if got, want := string(canonical(nil, name)), http.CanonicalHeaderKey(name); got != want {
			t.Errorf("%s becomes %s, want %s", name, got, want)
		}
	}
}

// A head costs its copy and nothing else, one that is not wanted nothing at all.
func TestAllocations(t *testing.T) {
	tests := []struct {
		sentence, target string
		want             float64
	}{
		{"wanted", "/r/1", 1},
		{"not wanted", "/page", 0},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			raw := "GET " + test.target + " HTTP/1.1\r\nHost: a\r\nuser-agent: u\r\nAccept: */*\r\nCookie: a=b\r\nContent-Length: 5\r\n\r\n"
			c := &conn{framing: framing{wanted: isWanted}}
			r := read(t, raw)
			r = r.WithContext(context.WithValue(context.Background(), connKey{}, c))
			sent := []byte(raw + "hello")
			got := testing.AllocsPerRun(100, func() {
				c.look(sent[:1]) // as net/http reads it when it comes during a handler
				c.look(sent[1:])
				c.changed(http.StateActive)
				if _, ok := Take(r); ok != (test.want > 0) {
					t.Fatalf("the head is known: %v", ok)
				}
			})
			if got != test.want {
				t.Errorf("%v allocations, want %v", got, test.want)
			}
		})
	}
}
