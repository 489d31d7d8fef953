package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hopscope/hopscope/app/live"
)

func TestLog(t *testing.T) {
	var log bytes.Buffer
	h := observe(slog.New(slog.NewTextHandler(&log, nil)), nil, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/panic":
			panic("on purpose")
		case "/cut":
			panic(http.ErrAbortHandler)
		case "/early":
			w.WriteHeader(http.StatusEarlyHints)
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
		{"a long path is cut", "/" + strings.Repeat("a", 300), 418, []string{"/aaa", "…"}, []string{strings.Repeat("a", 201)}},
		{"what comes before the answer is not the answer", "/early", 103, []string{"status=418"}, []string{"status=103"}},
		{"the id of a run stays out of it", "/live/SECRET", 418, []string{"path=/live/{id} "}, []string{"SECRET"}},
		{"also where it is watched", "/live/SECRET/events", 418, []string{"path=/live/{id}/events"}, []string{"SECRET"}},
		{"also where a hop is", "/live/SECRET/0/api?q=SECRET", 418, []string{"path=/live/{id}/{origin}/… "}, []string{"SECRET", "api"}},
		{"also behind a doubled slash", "//live/SECRET/0/", 418, []string{"path=/live… "}, []string{"SECRET"}},
		{"also behind another one", "/live//SECRET/0/", 418, []string{"path=/live… "}, []string{"SECRET"}},
		{"also behind dots", "/web/../live/SECRET", 418, []string{"path=/live… "}, []string{"SECRET"}},
		{"also below something else", "/web/live/SECRET/events", 418, []string{"path=/web/live… "}, []string{"SECRET"}},
		{"also in capitals", "/LIVE/SECRET", 418, []string{"path=/LIVE… "}, []string{"SECRET"}},
		{"also where it is encoded", "/%2flive%2fSECRET", 418, []string{"path=/live… "}, []string{"SECRET"}},
		{"also where it is encoded twice", "/%252flive%252fSECRET", 418, []string{"path=/%2flive… "}, []string{"SECRET"}},
		{"the page has none", "/live", 418, []string{"path=/live "}, nil},
		{"also where nothing is", "/live/SECRET/nothing", 418, []string{"path=/live/… "}, []string{"SECRET", "nothing"}},
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
	t.Run("a long method is cut", func(t *testing.T) {
		log.Reset()
		ask(h, strings.Repeat("M", 100_000), "http://x/pot")
		if want := "method=" + strings.Repeat("M", maxTold) + "… path=/pot"; !strings.Contains(log.String(), want) || log.Len() > 1000 {
			t.Errorf("the log: %.1000s", log.String())
		}
	})
	t.Run("a connection that was cut on purpose is no error", func(t *testing.T) {
		log.Reset()
		defer func() {
			if v := recover(); v != http.ErrAbortHandler {
				t.Errorf("net/http is not told: %v", v)
			}
			if strings.Contains(log.String(), "ERROR") || !strings.Contains(log.String(), "path=/cut") {
				t.Errorf("the log: %s", log.String())
			}
		}()
		ask(h, "GET", "http://x/cut")
	})
}

// TestObservedUnwraps flushes and sets a deadline, as the event streams do.
func TestObservedUnwraps(t *testing.T) {
	s := httptest.NewServer(observe(quiet(), nil, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		if err := c.SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Error(err)
		}
		io.WriteString(w, "first")
		if err := c.Flush(); err != nil {
			t.Error(err)
		}
	})))
	defer s.Close()
	r, err := http.Get(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
}

// calls counts what reaches the writer.
type calls struct {
	mu   sync.Mutex
	text bytes.Buffer
	n    int
}

func (c *calls) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	return c.text.Write(p)
}

func (c *calls) lines() (lines, writes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return bytes.Count(c.text.Bytes(), []byte("\n")), c.n
}

func TestBatchedLog(t *testing.T) {
	tests := []struct {
		sentence      string
		do            func(log *slog.Logger, flush func())
		lines, writes int
	}{
		{"a line waits", func(log *slog.Logger, _ func()) { log.Info("a") }, 0, 0},
		{"lines wait together", func(log *slog.Logger, _ func()) { log.Info("a"); log.Info("b"); time.Sleep(logDelay) }, 2, 1},
		{"the next line waits anew", func(log *slog.Logger, _ func()) {
			log.Info("a")
			time.Sleep(2 * logDelay)
			log.Info("b")
			time.Sleep(logDelay)
		}, 2, 2},
		{"an error takes all with it", func(log *slog.Logger, _ func()) { log.Info("a"); log.Error("b") }, 2, 1},
		{"so does a warning with attributes", func(log *slog.Logger, _ func()) { log.Info("a"); log.With("c", 1).WithGroup("d").Warn("b") }, 2, 1},
		{"so does the end", func(log *slog.Logger, flush func()) { log.Info("a"); flush() }, 1, 1},
		{"nothing is written as nothing", func(_ *slog.Logger, flush func()) { flush() }, 0, 0},
		{"there is no waiting for ever", func(log *slog.Logger, _ func()) { log.Info(strings.Repeat("a", logSize)) }, 1, 1},
	}
	for _, test := range tests {
		for _, format := range []string{"text", "json"} {
			t.Run(test.sentence+", as "+format, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					var out calls
					log, flush := newLog(format, &out)
					test.do(log, flush)
					synctest.Wait()
					lines, writes := out.lines()
					if lines != test.lines || writes != test.writes {
						t.Errorf("%d lines in %d writes, want %d in %d", lines, writes, test.lines, test.writes)
					}
					flush()
					if first, _, _ := strings.Cut(out.text.String(), "\n"); format == "json" && first != "" && !json.Valid([]byte(first)) {
						t.Errorf("no JSON: %.200s", first)
					}
				})
			})
		}
	}
}

// BenchmarkObserve is what a request costs for being observed: the hop of a live
// run, which does least.
func BenchmarkObserve(b *testing.B) {
	log, _ := newLog("text", io.Discard)
	nothing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {})
	r := httptest.NewRequest("POST", live.Prefix("AAAAAAAAAAAAAAAAAAAAAAAAAA", 0)+"/api", nil)
	for _, bench := range []struct {
		name string
		h    http.Handler
	}{{"bare", nothing}, {"observed", observe(log, nil, nothing)}} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.h.ServeHTTP(nil, r)
			}
		})
	}
}
