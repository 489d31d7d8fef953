package runs

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hopscope/hopscope/app/live"
)

// What a watcher is told, step by step.
func TestEvents(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Exchanges = 5 })
	run := s.make(scenarioOf(`"status": 307, "location": "/next"`))
	next := strings.TrimSuffix(run.Start, "start") + "next"
	go1 := func(url string) { s.request("POST", url, "hello") }

	first := s.watch(run.ID, "")
	quiet(t, first)
	go1(run.Start)
	expect(t, first, "1", "likeness")
	quiet(t, first)
	go1(next)
	expect(t, first, "2", "likeness", "end", "closed")

	expect(t, s.watch(run.ID, ""), "1", "2", "likeness", "end", "closed")
	expect(t, s.watch(run.ID, "1"), "2", "likeness", "end", "closed")
	expect(t, s.watch(run.ID, "99"), "1", "2", "likeness", "end", "closed")
	expect(t, s.watch(run.ID, "x"), "1", "2", "likeness", "end", "closed")

	again := s.watch(run.ID, "2") // as EventSource does after the end
	expect(t, again, "likeness")
	quiet(t, again)
	go1(run.Start)
	expect(t, again, "3", "likeness")
	go1(next)
	expect(t, again, "4", "likeness", "end", "closed")

	go1(run.Start)
	full := s.watch(run.ID, "4")
	if e := <-full; e.id != "5" {
		t.Errorf("got %v", e)
	}
	expect(t, full, "likeness")
	if e := <-full; e.data != `{"reason":"full"}` {
		t.Errorf("got %v", e)
	}

	last := s.watch(run.ID, "5")
	expect(t, last, "likeness")
	quiet(t, last)
	s.clock.pass(15 * time.Minute)
	s.sweep()
	if e := <-last; e.name != "end" || e.data != `{"reason":"expired"}` {
		t.Errorf("got %v", e)
	}
}

func expect(t *testing.T, events <-chan arrivedEvent, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, names(t, events, len(want))); diff != "" {
		t.Fatalf("events (-want +got):\n%s", diff)
	}
}

// A stream outlives the deadlines of its server, and ends with it.
func TestStreamAndServer(t *testing.T) {
	s := newSite(t, nil)
	run := s.make(scenarioOf())
	events := s.watch(run.ID, "")
	time.Sleep(readTimeout + readTimeout/2)
	s.request("GET", run.Start, "")
	expect(t, events, "1", "likeness", "end", "closed")
	events = s.watch(run.ID, "1")
	expect(t, events, "likeness")
	s.Close()
	expect(t, events, "closed")
	for end := time.Now().Add(untilStuck); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if s.Counts().Watchers == 0 {
			return
		}
	}
	t.Errorf("%d watchers are left", s.Counts().Watchers)
}

// Events that are no longer kept are written again.
func TestLateForMuch(t *testing.T) {
	s := newSite(t, nil)
	run := s.make(scenarioOf(`"status": 307, "location": ""`))
	early := s.watch(run.ID, "")
	for i := range 10 {
		s.request("POST", run.Start, strings.Repeat(fmt.Sprint(i), 20_000))
	}
	var want []string
	for i := range 10 {
		want = append(want, fmt.Sprint(i+1))
	}
	exchanges := func(events <-chan arrivedEvent) (got []string) {
		for e := range events {
			if e.name == live.ExchangeEvent {
				var x live.Exchange
				if err := json.Unmarshal([]byte(e.data), &x); err != nil {
					t.Fatal(err)
				}
				if x.Request.Body.Bytes != 20_000 || x.Request.Body.Text[:1] != fmt.Sprint(x.N-1) {
					t.Errorf("exchange %d has the body %.10s", x.N, x.Request.Body.Text)
				}
				got = append(got, e.id)
			}
			if len(got) == 10 {
				return got
			}
		}
		return got
	}
	for _, events := range []<-chan arrivedEvent{early, s.watch(run.ID, ""), s.watch(run.ID, "")} {
		if diff := cmp.Diff(want, exchanges(events)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// A watcher is written events a chunk at a time, and shares them with others.
func TestChunks(t *testing.T) {
	s := newSite(t, nil)
	made := s.make(scenarioOf(`"status": 307, "location": ""`))
	for range 5 {
		s.request("POST", made.Start, strings.Repeat("\x01", 10_000)) // 60,000 bytes of JSON
	}
	run, _ := s.store.find(made.ID, s.clock.Now())
	records := run.recorded()
	run.read()
	first, arrived := run.since(0, records)
	if len(first) != 2 || arrived {
		t.Errorf("got %d events, arrived %t, want 2 of 5", len(first), arrived)
	}
	if again, _ := run.since(1, records); again[0] != first[1] {
		t.Error("an event that is being sent was written again")
	}
	runtime.KeepAlive(first)
	first = nil
	runtime.GC()
	runtime.GC()
	if run.view.texts[asEvent][1].Value() != nil {
		t.Error("an event is kept that nobody sends")
	}
	run.done()
	if run.view.told != nil || run.view.texts[asEvent] != nil {
		t.Error("something is kept for no reader")
	}
}

// What is told of an exchange does not change with those that follow: the marks
// rely on it.
func TestMarksStay(t *testing.T) {
	s := newSite(t, nil)
	made := s.make(scenarioOf(`"status": 307, "location": "/next"`))
	next := strings.TrimSuffix(made.Start, "start") + "next"
	for _, url := range []string{made.Start, next, made.Start, made.Start, next, next, made.Start + "?other"} {
		s.request("POST", url, "hello")
		s.request("GET", url, "", "X-Test-Client: 192.0.2.1", "User-Agent: another")
	}
	run, _ := s.store.find(made.ID, s.clock.Now())
	records := run.recorded()
	all := run.exchanges(records)
	for n := range records {
		if diff := cmp.Diff(all[:n], run.exchanges(records[:n])); diff != "" {
			t.Errorf("the first %d (-all +first):\n%s", n, diff)
		}
		marks, _ := run.marks(records[:n])
		for i := range marks {
			if diff := cmp.Diff(all[i], run.marked(records, marks, i)); diff != "" {
				t.Errorf("exchange %d of %d (-want +got):\n%s", i+1, n, diff)
			}
		}
	}
}

// A slowReader takes nothing in: writing waits for the deadline, if there is one.
type slowReader struct {
	nobody
	t        *testing.T
	takes    int // writes, before it is slow
	deadline time.Time
}

func (s *slowReader) SetReadDeadline(time.Time) error { return nil }
func (s *slowReader) Flush()                          {}
func (s *slowReader) SetWriteDeadline(at time.Time) error {
	s.deadline = at
	return nil
}

func (s *slowReader) Write(p []byte) (int, error) {
	if left := time.Until(s.deadline); left <= patience/2 || left > patience {
		s.t.Errorf("there are %v left to write %.20q, want %v", left, p, patience)
	}
	s.deadline = time.Time{} // each write has its own
	if s.takes--; s.takes < 0 {
		return 0, os.ErrDeadlineExceeded
	}
	return len(p), nil
}

// A watcher that takes nothing in is dropped.
func TestSlowWatcher(t *testing.T) {
	s := newSite(t, nil)
	made := s.make(scenarioOf(`"status": 307, "location": "/next"`))
	s.request("POST", made.Start, "hello")
	for takes := range 3 {
		w := &slowReader{nobody{http.Header{}}, t, takes, time.Time{}}
		s.Events(w, httptest.NewRequest("GET", live.EventsPath(made.ID), nil))
		if w.takes != -1 || s.Counts().Watchers != 0 {
			t.Errorf("after %d writes: %d more, %d watchers", takes, -w.takes, s.Counts().Watchers)
		}
	}
}

// All runs together have as many streams as they may.
func TestStreams(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Streams, o.Watchers = 2, 1 })
	one, two := s.make(scenarioOf()), s.make(scenarioOf())
	s.watch(one.ID, "")
	if answer := s.request("GET", live.EventsPath(one.ID), ""); answer.StatusCode != 429 {
		t.Errorf("a second watcher of a run: got %s", answer.Status)
	}
	s.watch(two.ID, "")
	answer := s.request("GET", live.EventsPath(two.ID), "")
	if text := read(t, answer); answer.StatusCode != 429 || text != "2 watch the live runs of this server, and that is the most: try again later\n" {
		t.Errorf("a third watcher: got %s %q", answer.Status, text)
	}
	if got := s.Counts(); got.Watchers != 2 || got.WatchersRefused[TooManyStreams] != 1 || got.WatchersRefused[TooManyWatchers] != 1 {
		t.Errorf("got %+v", got)
	}
}

// Many runs at once, each with watchers: nothing is mixed up or lost.
func TestManyAtOnce(t *testing.T) {
	s := newSite(t, func(o *Options) { o.PerMinute = 1000 })
	const runs, watchers, passes = 20, 4, 3
	var all sync.WaitGroup
	for n := range runs {
		run := s.make(scenarioOf(`"status": 307, "location": "/two"`, `"status": 307, "location": "https://b.example/three"`))
		body := fmt.Sprintf("of run %d", n)
		for range watchers {
			all.Go(func() {
				seen, last := 0, ""
				for seen < 3*passes {
					events, err := s.tryWatch(run.ID, last)
					if err != nil {
						t.Error(err)
						return
					}
					for e := range events {
						var x live.Exchange
						if e.name != live.ExchangeEvent {
							continue
						}
						if err := json.Unmarshal([]byte(e.data), &x); err != nil {
							t.Error(err)
						}
						seen, last = seen+1, e.id
						if x.N != seen || x.Request.Body == nil || x.Request.Body.Text != body || x.Response.Hop != seen%3 {
							t.Errorf("run %d: got exchange %d of %+v, want %d", n, x.N, x.Request, seen)
						}
					}
				}
			})
		}
		all.Go(func() {
			for range passes {
				answer, err := s.client.Post(run.Start, "text/plain", strings.NewReader(body))
				if err != nil {
					t.Error(err)
					return
				}
				answer.Body.Close()
			}
		})
	}
	all.Wait()
	if got := s.Counts(); got.Recorded != runs*passes*3 || got.Runs != runs {
		t.Errorf("got %+v", got)
	}
	s.clock.pass(15 * time.Minute)
	s.sweep()
	if got := s.Counts(); got.Bytes != 0 {
		t.Errorf("%d bytes are left", got.Bytes)
	}
}
