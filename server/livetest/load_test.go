package livetest

// A thousand runs at once, each with ten watchers: nobody sees what is another's,
// nobody misses anything, and the program's memory stays within bounds.

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

const (
	manyRuns = 1000
	watchers = 10 // of each run
	steps    = 5  // exchanges of each run
	workers  = 64

	// needFiles is what this process opens: the streams and the workers'
	// connections, and some more. The program opens as many.
	needFiles = manyRuns*watchers + 2*workers + 500
	// maxGrowth is what the program's memory may grow by, at most and for a
	// while: a stream costs its two goroutines and four buffers, an exchange
	// its head, its body and its events.
	maxGrowth = 1280 << 20
)

// A loaded run is one of the thousand.
type loaded struct {
	live.Run
	marker string
	next   string // where its client goes next
}

func TestManyRuns(t *testing.T) {
	raiseFiles(t)
	p := start(t, "-live-per-minute", "1000000", "-live-watchers", fmt.Sprint(watchers))
	before, _ := p.memory(t)
	began := time.Now()

	runs := make([]*loaded, manyRuns)
	inParallel(t, manyRuns, func(i int) error { return makeMarked(t, p, runs, i) })
	made := time.Since(began)

	seen := make([]watched, manyRuns*watchers)
	var connected, done sync.WaitGroup
	for i := range seen {
		connected.Add(1)
		done.Go(func() { seen[i].watch(p.host(), runs[i/watchers].ID, connected.Done) })
	}
	connected.Wait()
	open := time.Since(began)
	within, _ := p.memory(t)

	for step := range steps {
		order := rand.Perm(manyRuns) // all runs are halfway at once
		inParallel(t, manyRuns, func(i int) error { return runs[order[i]].step(step) })
	}
	sent := time.Since(began)
	done.Wait()
	ended := time.Since(began)
	after, most := p.memory(t)

	lost := 0
	for i, r := range runs {
		ten := slices.Clone(seen[i*watchers : (i+1)*watchers])
		if i < 20 { // and who comes late is told the same
			late := watched{}
			late.watch(p.host(), r.ID, func() {})
			ten = append(ten, late)
		}
		ten[0].check(t, r)
		for _, w := range ten {
			lost += max(0, steps-len(w.exchanges))
			if w.err != nil || !slices.Equal(w.exchanges, ten[0].exchanges) || w.end != ten[0].end {
				t.Errorf("%s: a watcher was told %.500q, %v (%v), another %.500q", r.marker, w.exchanges, w.names, w.err, ten[0].exchanges)
			}
			if n := len(w.names); n < 2 || w.names[n-1] != live.EndEvent || w.names[n-2] != live.LikenessEvent {
				t.Errorf("%s: the events are %v, want a likeness and an end at last", r.marker, w.names)
			}
		}
	}
	t.Logf("%d runs made after %.1fs, %d watchers after %.1fs, %d exchanges after %.1fs, all told after %.1fs; lost %d; memory %d MiB before, %d with the watchers, %d at the end, %d at most",
		manyRuns, made.Seconds(), len(seen), open.Seconds(), manyRuns*steps, sent.Seconds(), ended.Seconds(), lost, before>>20, within>>20, after>>20, most>>20)
	if bound := int64(maxGrowth); most-before > bound && !withRace(t) {
		t.Errorf("the program's memory grew by %d MiB, at most %d", (most-before)>>20, bound>>20)
	}
}

// raiseFiles raises this process's bound of open files, which the program
// inherits, or says that it is too low.
func raiseFiles(t *testing.T) {
	t.Helper()
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		t.Fatal(err)
	}
	if l.Max < needFiles {
		t.Fatalf("this test opens %d files and may open %d: type ulimit -Hn %d as root, or raise nofile in /etc/security/limits.conf", needFiles, l.Max, needFiles)
	}
	l.Cur = l.Max
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		t.Fatal(err)
	}
}

// inParallel does n things by as many workers as there are.
func inParallel(t *testing.T, n int, do func(i int) error) {
	t.Helper()
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				if err := do(i); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	if wg.Wait(); t.Failed() {
		t.FailNow()
	}
}

// makeMarked makes a run with a marker in its paths and its body.
func makeMarked(t *testing.T, p *program, runs []*loaded, i int) error {
	marker := fmt.Sprintf("run-%04d-", i)
	s := scenario.Scenario{Client: "go", Request: redirect.Request{
		Method: "POST", URL: "https://a.example/" + marker + "0",
		Headers: headers("X-Marker", marker), Body: &redirect.Body{Kind: redirect.Text, Text: strings.Repeat(marker, 100)},
	}}
	for step := 1; step < steps; step++ {
		to := []string{"/", "https://b.example/", "//a.example:8443/"}[step%3] + marker + fmt.Sprint(step)
		s.Hops = append(s.Hops, hop(307, to))
	}
	a := p.post(t, string(scenario.Encode(s)))
	if a.status != http.StatusCreated {
		return fmt.Errorf("run %d: %d %s", i, a.status, a.body)
	}
	runs[i] = &loaded{Run: made(t, a), marker: marker}
	runs[i].next = runs[i].Start
	return nil
}

// step sends the next request of a run, with its marker, and remembers where the
// answer leads.
func (r *loaded) step(n int) error {
	req, err := http.NewRequest("POST", r.next, strings.NewReader(strings.Repeat(r.marker, 100)))
	if err != nil {
		return err
	}
	req.Header.Set("X-Marker", r.marker)
	if n > 0 {
		req.Header.Set("Referer", r.Start)
	}
	resp, err := api.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if n == steps-1 {
		if resp.StatusCode != http.StatusOK || !strings.Contains(string(body), r.marker) {
			return fmt.Errorf("%s: the last answer is %d %s", r.marker, resp.StatusCode, body)
		}
		return nil
	}
	to, err := resp.Location()
	if err != nil || resp.StatusCode != 307 {
		return fmt.Errorf("%s: answer %d is %d: %v", r.marker, n+1, resp.StatusCode, err)
	}
	r.next = to.String()
	return nil
}

// check checks what a watcher was told: each exchange of its run once and in
// order, then a likeness of all; of another run nothing.
func (w *watched) check(t *testing.T, r *loaded) {
	t.Helper()
	list := w.list(t)
	if len(list) != steps {
		t.Errorf("%s: %d exchanges, want %d", r.marker, len(list), steps)
	}
	for i, e := range list {
		path := fmt.Sprintf("/%s%d", r.marker, i)
		if e.N != i+1 || e.Pass != 1 || !strings.HasSuffix(e.Request.Original, path) || e.Request.Body == nil || e.Request.Body.Text != strings.Repeat(r.marker, 100) {
			t.Errorf("a watcher of %s was told of %s", r.marker, show(e))
		}
		if m := e.Request.Headers.Values("X-Marker"); len(m) != 1 || m[0] != r.marker {
			t.Errorf("a watcher of %s was told of %v", r.marker, m)
		}
	}
	var l live.Likeness
	decode(t, w.likeness, &l)
	if !l.Ended || l.Missing != 0 || w.end.Reason != live.Arrival {
		t.Errorf("%s ends with %s, %s", r.marker, show(l), show(w.end))
	}
}
