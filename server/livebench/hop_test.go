package livebench

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rounds is how often each server is measured. They take turns, as the machine may
// be busy with other things at times.
const rounds = 11

// atLeast is how many requests a live run answers for each that net/http alone
// does.
const atLeast = 0.7

// exchanges is how many requests a live run takes where no other number is told.
const exchanges = 100

// runsMade is enough for a second of warming up and one that is measured, at
// 200,000 requests a second.
const runsMade = 4_000

// clients is the walk of as many clients as there are connections, each through a
// run of its own. With scattered each request is to another run, so that nothing of
// it is left in the processor's caches.
var (
	clients   = walk{width: connections, times: exchanges}
	scattered = walk{width: runsMade, times: exchanges}
)

// A contender is a server that answers with redirects.
type contender struct {
	name   string
	walk   walk
	start  func(b *testing.B) *program
	makes  bool                      // live runs: its targets are theirs
	target func(start string) string // its form of a live run's address; nil: the same
	logs   bool                      // the status of each answer
	speeds []speed
}

// BenchmarkHop measures how many requests a second a hop of a live run answers and
// records, beside a handler that does nothing else, and beside go-httpbin. Each
// server starts anew for each round, and has the machine for itself.
func BenchmarkHop(b *testing.B) {
	if _, err := exec.LookPath("wrk"); err != nil {
		b.Fatal("wrk is not installed: run make bench, or: sudo apt-get install wrk")
	}
	dir := b.TempDir()
	ours, bare, other := build(b, dir), buildBare(b, dir), buildHTTPBin(b, dir)
	live := func(b *testing.B) *program { return startHopscope(b, ours) }
	all := []*contender{
		{name: "hopscope", walk: clients, start: live, makes: true, logs: true},
		{name: "hopscope, each time another run", walk: scattered, start: live, makes: true, logs: true},
		{name: "bare net/http", walk: clients, start: func(b *testing.B) *program { return start(b, bare) }},
		{name: "bare net/http, with our timeouts", walk: clients, start: func(b *testing.B) *program { return start(b, bare, "limits") }},
		{name: "go-httpbin", walk: clients, start: func(b *testing.B) *program { return startHTTPBin(b, other) }, target: redirectTo, logs: true},
	}
	var starts []string
	for b.Loop() {
		for range rounds {
			for _, c := range all {
				starts = c.measure(b, starts)
			}
		}
	}
	report(b, all)
}

// redirectTo is an address of go-httpbin that leads where the live run does.
func redirectTo(start string) string {
	next := strings.TrimSuffix(start, "start") + "hop-1"
	return "/redirect-to?url=" + url.QueryEscape(next) + "&status_code=307"
}

// measure is a round of one server. Ours makes the live runs that the others are
// asked for, too: it returns where they start.
func (c *contender) measure(b *testing.B, starts []string) []string {
	b.Helper()
	client, closeIdle := newClient()
	defer closeIdle()
	p := c.start(b)
	defer os.Remove(p.log)
	if c.makes {
		starts = makeRuns(b, client, p.url, chain(http.MethodGet, 1), runsMade)
	}
	targets := slices.Clone(starts)
	if c.target != nil {
		for i := range targets {
			targets[i] = c.target(targets[i])
		}
	}
	checkRedirect(b, client, p.url+targets[0])
	targets = targets[1:] // that one has had an exchange
	warm := c.walk.ask(b, p, targets[:len(targets)/2])
	s := c.walk.ask(b, p, targets[len(targets)/2:])
	p.stop(b)
	c.speeds = append(c.speeds, s)
	if c.logs {
		c.checkLog(b, p.log, warm.requests+s.requests)
	}
	return starts
}

// checkRedirect asks once, and looks at the answer.
func checkRedirect(b *testing.B, client *http.Client, url string) {
	b.Helper()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		b.Fatal(err)
	}
	answer, err := client.Transport.RoundTrip(r)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusTemporaryRedirect || !strings.HasPrefix(answer.Header.Get("Location"), "/live/") {
		b.Fatalf("%s answers %s with the Location %q", url, answer.Status, answer.Header.Get("Location"))
	}
}

// checkLog looks whether the log has as many redirects as there were requests:
// wrk cannot tell a 307 from another answer below 400.
func (c *contender) checkLog(b *testing.B, file string, requests int) {
	b.Helper()
	log, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	if got := bytes.Count(log, []byte(" status=307 ")); got < requests {
		b.Fatalf("%s: %d of %d answers were redirects", c.name, got, requests)
	}
}

// report tells the medians, and fails the benchmark where they are below what is
// to be reached.
func report(b *testing.B, all []*contender) {
	b.Helper()
	ours, bare, other := all[0], all[2], all[4]
	var table strings.Builder
	fmt.Fprintf(&table, "\n%-34s %8s %8s %8s %16s %13s\n", fmt.Sprintf("%d connections, %d rounds", connections, rounds),
		"req/s", "p50 ms", "p99 ms", "CPU µs/request", "hopscope/this")
	for _, c := range all {
		fmt.Fprintf(&table, "%-34s %8.0f %8.2f %8.2f %16.1f %13.2f\n", c.name,
			c.median(func(s speed) float64 { return s.perSec }),
			c.median(func(s speed) float64 { return s.p50 }),
			c.median(func(s speed) float64 { return s.p99 }),
			c.median(func(s speed) float64 { return s.cpu }),
			median(ours.beside(c)))
	}
	fmt.Fprintf(&table, "of bare net/http by round: %.2f\nof go-httpbin by round: %.2f", ours.beside(bare), ours.beside(other))
	b.Log(table.String())
	toBare, toOther := median(ours.beside(bare)), median(ours.beside(other))
	if toBare < atLeast {
		b.Errorf("a hop is at %.2f of a bare handler, %.2f is to be reached", toBare, atLeast)
	}
	if toOther <= 1 {
		b.Errorf("a hop is at %.2f of go-httpbin, which is to be surpassed", toOther)
	}
}

func (c *contender) median(figure func(speed) float64) float64 {
	var all []float64
	for _, s := range c.speeds {
		all = append(all, figure(s))
	}
	return median(all)
}

// beside returns, for each round, how many requests were answered for each that
// another answered.
func (c *contender) beside(other *contender) []float64 {
	var all []float64
	for i, s := range c.speeds {
		all = append(all, s.perSec/other.speeds[i].perSec)
	}
	return all
}

func median(all []float64) float64 {
	all = slices.Sorted(slices.Values(all))
	return all[len(all)/2]
}
