package wire

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// start starts a server with a tap on the loopback.
func start(t testing.TB, h http.Handler) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.Config.DisableGeneralOptionsHandler = true
	s.Listener = Tap(s.Config, s.Listener, isWanted)
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// dial connects to a server.
func dial(t testing.TB, s *httptest.Server) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(20 * time.Second))
	return c
}

// The table again, over TCP.
func TestLoopback(t *testing.T) {
	for _, test := range tests {
		for _, size := range []int{1, 1 << 20} {
			if len(test.sent) > 1000 && size == 1 {
				continue
			}
			t.Run(fmt.Sprintf("%s/%d", test.sentence, size), func(t *testing.T) {
				t.Parallel()
				var all []handled
				s := start(t, recorder(&all))
				c := dial(t, s)
				go func() {
					for piece := range slices.Chunk([]byte(test.sent), size) {
						if _, err := c.Write(piece); err != nil {
							return // the server has heard enough
						}
					}
					c.(*net.TCPConn).CloseWrite()
				}()
				io.Copy(io.Discard, c)
				s.Close()
				if got := marks(all); got != test.want {
					t.Errorf("heads %q, want %q", got, test.want)
				}
				heads := oracle([]byte(test.sent))
				for i, h := range all {
					if h.ok && h.raw != heads[i] {
						t.Errorf("request %d has the head %q, want %q", i, h.raw, heads[i])
					}
				}
			})
		}
	}
}

// echo answers with the head.
var echo = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	io.Copy(io.Discard, r.Body)
	raw, ok := Take(r)
	if !ok {
		raw = "none"
	}
	io.WriteString(w, raw)
})

// answer reads an answer's body.
func answer(t testing.TB, br *bufio.Reader) string {
	t.Helper()
	r, err := http.ReadResponse(br, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// Many connections at once, each with requests that only its own server side may
// see, some pipelined, some in two pieces, some not wanted.
func TestConnections(t *testing.T) {
	s := start(t, echo)
	var wait sync.WaitGroup
	for i := range 40 {
		c := dial(t, s)
		wait.Go(func() {
			br := bufio.NewReader(c)
			for j := range 50 {
				first := fmt.Sprintf("GET /r/%d HTTP/1.1\r\nx-Same: 1\r\nhost: a\r\n\r\n", j%2)
				second := fmt.Sprintf("GET /page HTTP/1.1\r\nHost: a\r\nid: %d.%d\r\n\r\n", i, j)
				third := fmt.Sprintf("POST /r/%d HTTP/1.1\r\nid: %d.%d\r\nHost: a\r\nCONTENT-length: 5\r\n\r\n", j%2, i, j)
				sent := first + second + third + "hello"
				cut := (i*50 + j) % len(sent)
				io.WriteString(c, sent[:cut])
				io.WriteString(c, sent[cut:])
				for _, want := range []string{first, "none", third} {
					r, err := http.ReadResponse(br, nil)
					if err != nil {
						t.Error(err)
						return
					}
					if got, _ := io.ReadAll(r.Body); string(got) != want {
						t.Errorf("the head is %q, want %q", got, want)
					}
				}
			}
		})
	}
	wait.Wait()
}

func TestContinue(t *testing.T) {
	c := dial(t, start(t, echo))
	br := bufio.NewReader(c)
	for range 2 {
		head := "POST /r/1 HTTP/1.1\r\nhost: a\r\nExpect: 100-Continue\r\nTransfer-Encoding: chunked\r\n\r\n"
		io.WriteString(c, head)
		if line, _ := br.ReadString('\n'); line != "HTTP/1.1 100 Continue\r\n" {
			t.Fatalf("the server says %q", line)
		}
		br.ReadString('\n')
		io.WriteString(c, "5\r\nhello\r\n0\r\n\r\n")
		if got := answer(t, br); got != head {
			t.Errorf("the head is %q, want %q", got, head)
		}
	}
}

// A request that changed on its way is not shown as another one.
func TestChanged(t *testing.T) {
	s := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set("X", "1")
		echo(w, r)
	}))
	r, err := http.Get(s.URL + "/r/1")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if got, _ := io.ReadAll(r.Body); string(got) != "none" {
		t.Errorf("the head is %q, want none", got)
	}
}

func TestNoTap(t *testing.T) {
	if raw, ok := Take(httptest.NewRequest("GET", "/r/1", nil)); ok {
		t.Errorf("the head is %q, want none", raw)
	}
}

// After a connection was taken over, it is its new owner's, from any goroutine.
func TestHijack(t *testing.T) {
	s := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := Take(r); !ok {
			t.Error("the head is not known")
		}
		c, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		var wait sync.WaitGroup
		for range 2 {
			wait.Go(func() { io.Copy(c, struct{ io.Reader }{c}) })
		}
		wait.Wait()
	}))
	c := dial(t, s)
	io.WriteString(c, "GET /r/1 HTTP/1.1\r\nHost: a\r\nUpgrade: echo\r\nConnection: upgrade\r\n\r\n")
	time.Sleep(20 * time.Millisecond)
	const sent = "GET /r/2 HTTP/1.1\r\nHost: a\r\n\r\n"
	io.WriteString(c, sent)
	c.(*net.TCPConn).CloseWrite()
	if got, _ := io.ReadAll(c); string(got) != sent {
		t.Errorf("the answer is %q, want %q", got, sent)
	}
}

// Tap leaves what was there before.
func TestHooks(t *testing.T) {
	type key struct{}
	var states []http.ConnState
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Context().Value(key{}) != 1 {
			t.Error("the context is lost")
		}
		echo(w, r)
	}))
	s.Config.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		return context.WithValue(ctx, key{}, 1)
	}
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) { states = append(states, state) }
	s.Listener = Tap(s.Config, s.Listener, isWanted)
	s.Start()
	c := dial(t, s)
	const sent = "GET /r/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
	io.WriteString(c, sent)
	if got := answer(t, bufio.NewReader(c)); got != sent {
		t.Errorf("the head is %q, want %q", got, sent)
	}
	s.Close()
	if want := []http.ConnState{http.StateNew, http.StateActive, http.StateClosed}; !slices.Equal(states, want) {
		t.Errorf("states %v, want %v", states, want)
	}
}

// Each listener of a server has its own tap.
func TestListeners(t *testing.T) {
	srv := &http.Server{Handler: echo}
	t.Cleanup(func() { srv.Close() })
	var taps []net.Listener
	for range 2 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		taps = append(taps, Tap(srv, l, isWanted))
	}
	for _, tap := range taps {
		go srv.Serve(tap)
		c, err := net.Dial("tcp", tap.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		br := bufio.NewReader(c)
		for range 2 {
			const sent = "GET /r/1 HTTP/1.1\r\nhost: a\r\n\r\n"
			io.WriteString(c, sent)
			if got := answer(t, br); got != sent {
				t.Errorf("the head is %q, want %q", got, sent)
			}
		}
	}
}

// A file goes out whole, by the way the system has for it.
func TestFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	want := strings.Repeat("hopscope", 1<<17)
	if err := os.WriteFile(name, []byte(want), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, name) }))
	r, err := http.Get(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if got, _ := io.ReadAll(r.Body); string(got) != want {
		t.Errorf("the file has %d bytes, want %d", len(got), len(want))
	}
}

func TestCloseWrite(t *testing.T) {
	pipe, other := net.Pipe()
	defer other.Close()
	if err := (&conn{Conn: pipe}).CloseWrite(); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("a pipe has no sides, yet: %v", err)
	}
	tcp := dial(t, start(t, echo))
	if err := (&conn{Conn: tcp}).CloseWrite(); err != nil {
		t.Error(err)
	}
}
