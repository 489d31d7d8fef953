package runs

// What the tests share: a server on real listeners, with two origins, whose
// clock the test holds.

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/server/wire"
)

// A site is a server under test.
type site struct {
	*Runs
	t       testing.TB
	origins []string
	clock   *clock
	client  *http.Client
}

type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// readTimeout is that of the server: two tests wait for it.
const readTimeout = 2 * time.Second

// untilStuck is how long a test waits for what must come: long, as the machine
// may be busy with other tests.
const untilStuck = time.Minute

// newSite starts a server with two origins. X-Test-Client is the address of who
// asks.
func newSite(t testing.TB, change func(*Options)) *site {
	t.Helper()
	s := &site{t: t, clock: &clock{now: time.Date(2026, 1, 2, 3, 4, 5, 600, time.UTC)}}
	o := DefaultOptions()
	o.Now = s.clock.Now
	o.Origins = func(*http.Request) []string { return s.origins }
	o.Client = func(r *http.Request) netip.Addr {
		if a, err := netip.ParseAddr(r.Header.Get("X-Test-Client")); err == nil {
			return a
		}
		return netip.MustParseAddrPort(r.RemoteAddr).Addr()
	}
	if change != nil {
		change(&o)
	}
	var err error
	if s.Runs, err = New(o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	for range 2 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		srv := &http.Server{Handler: s, ReadTimeout: readTimeout, IdleTimeout: time.Minute, WriteTimeout: time.Minute}
		go srv.Serve(wire.Tap(srv, l, func([]byte) bool { return true }))
		t.Cleanup(func() { srv.Close() })
		s.origins = append(s.origins, "http://"+l.Addr().String())
	}
	s.client = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	t.Cleanup(s.client.CloseIdleConnections)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case r.RequestURI == live.Path:
		s.Make(w, r)
	case strings.HasSuffix(r.RequestURI, "/events"):
		s.Events(w, r)
	case strings.HasSuffix(r.RequestURI, "/har"):
		s.Archive(w, r)
	case strings.Count(path, "/") == 2:
		s.Report(w, r)
	default:
		s.Hop(w, r)
	}
}

// request sends a request that is not to be followed. Headers are "Name: value".
func (s *site) request(method, url, body string, headers ...string) *http.Response {
	s.t.Helper()
	if strings.HasPrefix(url, "/") {
		url = s.origins[0] + url
	}
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header[name] = append(r.Header[name], value)
	}
	answer, err := s.client.Transport.RoundTrip(r)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { answer.Body.Close() })
	return answer
}

const asJSON = "Content-Type: application/json"

// scenarioOf is one whose request is a POST to a.example with hops that are
// fields of JSON objects.
func scenarioOf(hops ...string) string {
	for i := range hops {
		hops[i] = "{" + hops[i] + "}"
	}
	return `{"scenario": 1, "client": "go", "request": {"method": "POST", "url": "https://a.example/start", "headers": [{"name": "Content-Type", "value": "text/plain"}], "body": {"text": "hello"}}, "hops": [` +
		strings.Join(hops, ", ") + `]}`
}

// make makes a run, and fails the test where it is refused.
func (s *site) make(scenario string, headers ...string) live.Run {
	s.t.Helper()
	answer := s.request("POST", live.Path, scenario, append(headers, asJSON)...)
	text := read(s.t, answer)
	if answer.StatusCode != http.StatusCreated {
		s.t.Fatalf("POST /live: got %s: %s", answer.Status, text)
	}
	var run live.Run
	if err := json.Unmarshal([]byte(text), &run); err != nil {
		s.t.Fatal(err)
	}
	return run
}

// report reads what is known of a run.
func (s *site) report(id string) live.Report {
	s.t.Helper()
	answer := s.request("GET", live.RunPath(id), "")
	var report live.Report
	if err := json.Unmarshal([]byte(read(s.t, answer)), &report); err != nil {
		s.t.Fatal(err)
	}
	return report
}

// raw writes bytes to the first origin, and returns what comes back. A client
// that stalls sends nothing more, but does not say so.
func (s *site) raw(text string, stalls bool) string {
	s.t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(s.origins[0], "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, text); err != nil {
		s.t.Fatal(err)
	}
	if !stalls {
		c.(*net.TCPConn).CloseWrite()
	}
	c.SetReadDeadline(time.Now().Add(untilStuck))
	got, _ := io.ReadAll(c)
	return string(got)
}

func read(t testing.TB, r *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// An arrivedEvent is an event as a browser has it.
type arrivedEvent struct{ id, name, data string }

// watch reads a run's events, after those up to the one that is named; the
// channel is closed with the stream.
func (s *site) watch(id, last string) <-chan arrivedEvent {
	s.t.Helper()
	events, err := s.tryWatch(id, last)
	if err != nil {
		s.t.Fatal(err)
	}
	return events
}

func (s *site) tryWatch(id, last string) (<-chan arrivedEvent, error) {
	r, err := http.NewRequest("GET", s.origins[0]+live.EventsPath(id), nil)
	if err != nil {
		return nil, err
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	answer, err := s.client.Transport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	s.t.Cleanup(func() { answer.Body.Close() })
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(answer.Status)
	}
	events := make(chan arrivedEvent, 1000)
	go readEvents(answer.Body, events)
	return events, nil
}

func readEvents(body io.Reader, to chan<- arrivedEvent) {
	defer close(to)
	var e arrivedEvent
	for lines := bufio.NewReader(body); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		name, value, _ := strings.Cut(string(bytes.TrimSuffix(line, []byte("\n"))), ": ")
		switch name {
		case "id":
			e.id = value
		case "event":
			e.name = value
		case "data":
			e.data = value
		case "":
			if e.name != "" {
				to <- e
			}
			e = arrivedEvent{}
		}
	}
}

// names reads events until the stream ends or the number is reached, as "1" for
// an exchange and else by name.
func names(t testing.TB, events <-chan arrivedEvent, upTo int) []string {
	t.Helper()
	var got []string
	for len(got) < upTo {
		select {
		case e, ok := <-events:
			if !ok {
				return append(got, "closed")
			}
			if e.name == live.ExchangeEvent {
				e.name = e.id
			}
			got = append(got, e.name)
		case <-time.After(untilStuck):
			t.Fatalf("no further event after %v", got)
		}
	}
	return got
}

// quiet fails the test if an event comes.
func quiet(t testing.TB, events <-chan arrivedEvent) {
	t.Helper()
	select {
	case e, ok := <-events:
		t.Fatalf("got event %v (open: %t), want none", e, ok)
	case <-time.After(100 * time.Millisecond):
	}
}
