package wire

// The tests' connection: what the client sends comes in pieces of a chosen size,
// and what the server answers is collected. Unlike a socket it never loses the end
// of an answer to a reset, so that answers can be compared.

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A script is a connection that reads sent, and the listener that accepts it once.
type script struct {
	sent  []byte
	piece func(left int) int // how much the next Read gives at most

	mu       sync.Mutex
	answered bytes.Buffer
	accepted bool
	done     chan struct{}
	end      sync.Once
}

func (s *script) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.sent) == 0 {
		return 0, io.EOF
	}
	n := copy(p, s.sent[:min(len(s.sent), max(1, s.piece(len(s.sent))))])
	s.sent = s.sent[n:]
	return n, nil
}

func (s *script) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.answered.Write(p)
}

// CloseWrite ends the test where net/http would sleep before it closes.
func (s *script) CloseWrite() error {
	s.end.Do(func() { close(s.done) })
	return nil
}

func (s *script) Close() error                     { return s.CloseWrite() }
func (s *script) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (s *script) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (s *script) SetDeadline(time.Time) error      { return nil }
func (s *script) SetReadDeadline(time.Time) error  { return nil }
func (s *script) SetWriteDeadline(time.Time) error { return nil }

// scriptListener is a script's side as a listener.
type scriptListener struct{ *script }

func (l scriptListener) Accept() (net.Conn, error) {
	if !l.accepted {
		l.accepted = true
		return l.script, nil
	}
	<-l.done
	return nil, errors.New("no more connections")
}

func (l scriptListener) Close() error   { return nil }
func (l scriptListener) Addr() net.Addr { return &net.TCPAddr{} }

// pieces makes the same pieces anew. net/http may read on in the background when
// it has closed the connection, so no two connections share them.
type pieces func() func(left int) int

// whole gives all that is left.
func whole() func(left int) int { return func(left int) int { return left } }

// atMost gives pieces of a size.
func atMost(n int) pieces {
	return func() func(left int) int { return func(int) int { return n } }
}

// splitAt gives two pieces.
func splitAt(at, size int) pieces {
	return func() func(left int) int {
		return func(left int) int {
			if left == size {
				return at
			}
			return left
		}
	}
}

// thrown gives pieces of any size below n.
func thrown(seed uint64, n int) pieces {
	return func() func(left int) int {
		dice := rand.New(rand.NewPCG(seed, 0))
		return func(int) int { return dice.IntN(n) }
	}
}

// A handled request is what one handler saw.
type handled struct {
	raw    string
	ok     bool
	method string
	uri    string
	header http.Header
	host   string
}

// isWanted wants what has /r/ in its path.
func isWanted(target []byte) bool { return bytes.Contains(target, []byte("/r/")) }

// recorder takes every head, and answers with what net/http read. A body is left
// where it is if the path ends with unread.
func recorder(all *[]handled) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := handled{method: r.Method, uri: r.RequestURI, header: r.Header.Clone(), host: r.Host}
		if !strings.Contains(r.RequestURI, "refused") {
			h.raw, h.ok = Take(r)
			if _, again := Take(r); again {
				panic("a head was taken twice")
			}
		}
		*all = append(*all, h)
		var body []byte
		if !strings.HasSuffix(r.URL.Path, "unread") {
			body, _ = io.ReadAll(r.Body)
		}
		fmt.Fprintf(w, "%s %s %q %v %x\n", r.Method, r.RequestURI, r.Host, r.Header, sha256.Sum256(body))
	})
}

// marks writes which heads are known as the table does.
func marks(all []handled) string {
	var s strings.Builder
	for _, h := range all {
		if h.ok {
			s.WriteByte('+')
		} else {
			s.WriteByte('-')
		}
	}
	return s.String()
}

// date is what makes two answers differ.
var date = regexp.MustCompile(`Date: [^\r]*\r\n`)

// play lets a server answer what is sent, in pieces, with or without a tap.
func play(sent []byte, piece func(left int) int, tapped bool) (all []handled, answer string) {
	s := &script{sent: sent, piece: piece, done: make(chan struct{})}
	srv := &http.Server{
		Handler:                      recorder(&all),
		ErrorLog:                     log.New(io.Discard, "", 0),
		DisableGeneralOptionsHandler: true,
	}
	var l net.Listener = scriptListener{s}
	if tapped {
		l = Tap(srv, l, isWanted)
	}
	srv.Serve(l)
	s.mu.Lock()
	defer s.mu.Unlock()
	return all, date.ReplaceAllString(s.answered.String(), "")
}

// oracle returns the heads in what is sent, as net/http's own reader cuts them.
func oracle(sent []byte) (heads []string) {
	src := bytes.NewReader(sent)
	br := bufio.NewReader(src)
	at := func() int { return len(sent) - src.Len() - br.Buffered() }
	for {
		begin := at()
		r, err := http.ReadRequest(br)
		if err != nil {
			return heads
		}
		heads = append(heads, string(sent[begin:at()]))
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return heads
		}
	}
}

// check compares what was taken with the oracle, and the answers with those of a
// server that has no tap.
func check(t *testing.T, sent []byte, pieces pieces) []handled {
	t.Helper()
	all, answer := play(sent, pieces(), true)
	_, want := play(sent, pieces(), false)
	if answer != want {
		t.Fatalf("the server answers\n%s\nwant\n%s", answer, want)
	}
	heads := oracle(sent)
	for i, h := range all {
		switch {
		case h.ok && i >= len(heads):
			t.Fatalf("request %d has the head %q, want none", i, h.raw)
		case h.ok && h.raw != heads[i]:
			t.Fatalf("request %d has the head %q, want %q", i, h.raw, heads[i])
		case h.ok:
			if !isWanted([]byte(h.uri)) {
				t.Fatalf("request %d was not wanted: %q", i, h.raw)
			}
			checkHead(t, h)
		}
	}
	return all
}

// checkHead compares a head with what the handler saw.
func checkHead(t *testing.T, h handled) {
	t.Helper()
	head, err := Parse(h.raw)
	if err != nil {
		t.Fatalf("%q: %v", h.raw, err)
	}
	if head.Method != h.method || head.Target != h.uri {
		t.Fatalf("%q is the head of %s %s", h.raw, h.method, h.uri)
	}
	fields := make(http.Header)
	for _, f := range head.Fields {
		fields.Add(f.Name, f.Value)
	}
	pragma := fields.Get("Pragma")
	for name, values := range h.header {
		added := name == "Cache-Control" && pragma == "no-cache" && fields[name] == nil
		if !added && !slices.Equal(values, fields[name]) {
			t.Fatalf("%q has %s %q, the handler saw %q", h.raw, name, fields[name], values)
		}
		delete(fields, name)
	}
	for name := range fields {
		if name != "Host" && name != "Transfer-Encoding" && name != "Trailer" {
			t.Fatalf("%q has %s, the handler saw none", h.raw, name)
		}
	}
}
