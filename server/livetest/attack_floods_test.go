package livetest

// Exhaustion: past each bound there is a clear answer that says so, and the runs
// that were there before go on.

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// full checks a refusal because there is too much of something.
func full(t *testing.T, a answer, text string, retry bool) {
	t.Helper()
	if a.status != http.StatusTooManyRequests || !strings.Contains(a.body, text) {
		t.Errorf("%d %s, want 429 %s", a.status, a.body, text)
	}
	wait, err := strconv.Atoi(a.header.Get("Retry-After"))
	if retry != (err == nil && wait > 0) {
		t.Errorf("Retry-After: %q", a.header.Get("Retry-After"))
	}
	plainText(t, a)
}

func TestTooManyRuns(t *testing.T) {
	t.Parallel()
	text := string(scenario.Encode(twoHops("curl")))
	tests := []struct {
		name  string
		flags []string
		says  string
	}{
		{"a minute", []string{"-live-per-minute", "3"}, "too many live runs from this address: at most 3 a minute"},
		{"in all", []string{"-live-runs", "3", "-live-per-minute", "1000"}, "this server keeps 3 live runs, and takes no more for now"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := start(t, tt.flags...)
			others := bystander(t, p)
			p.make(t, twoHops("curl"))
			p.make(t, twoHops("curl"))
			for i := range 20 {
				r := request(t, "POST", p.url+live.Path, text)
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("X-Forwarded-For", fmt.Sprint("10.0.0.", i)) // nobody believes it
				full(t, send(t, r), tt.says, true)
			}
			others(t)
		})
	}
}

// TestTrustedProxy: behind a proxy that is trusted, each of its clients has a
// minute of its own.
func TestTrustedProxy(t *testing.T) {
	t.Parallel()
	p := start(t, "-live-per-minute", "2", "-trusted-proxy", "127.0.0.1", "-public-url", "http://127.0.0.1:9")
	text := string(scenario.Encode(twoHops("curl")))
	for i, want := range []int{201, 201, 429, 201, 201, 429} {
		r := request(t, "POST", p.url+live.Path, text)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Forwarded-For", fmt.Sprint("1.2.3.4, 10.0.0.", i/3)) // the left one is anybody's word
		if a := send(t, r); a.status != want {
			t.Errorf("run %d: %d %s, want %d", i+1, a.status, a.body, want)
		}
	}
}

// TestEndlessLoop: a client without a limit of its own ends at that of the run.
func TestEndlessLoop(t *testing.T) {
	t.Parallel()
	others := bystander(t, shared)
	made := shared.make(t, scenario.Scenario{Client: "curl", Request: told("POST"), Hops: []redirect.Hop{hop(307, "/first?q=1")}})
	w, done := watched{}, make(chan bool)
	go func() { w.watch(shared.host(), made.ID, func() {}); close(done) }()
	out := shell(t, "curl -sSL --max-redirs -1 --data-raw x '"+made.Start+"'")
	if out != "this live run has its 100 exchanges, and takes no more: make another one\n" {
		t.Errorf("curl ended with %q", out)
	}
	<-done
	report := shared.report(t, made.ID)
	if len(report.Exchanges) != 100 || !report.Ended || len(w.exchanges) != 100 || w.end.Reason != live.Full {
		t.Errorf("%d exchanges, ended %v; told %d, %s", len(report.Exchanges), report.Ended, len(w.exchanges), show(w.end))
	}
	full(t, send(t, request(t, "GET", made.Start, "")), "has its 100 exchanges", false)
	others(t)
}

// TestMemory: when all runs together hold as much as they may, nothing is added,
// and what there is can be read.
func TestMemory(t *testing.T) {
	t.Parallel()
	p := start(t, "-live-memory", "1MiB", "-live-per-minute", "100000")
	made := p.make(t, twoHops("curl"))
	const says = "the live runs of this server hold as much as they may in all: try again later"
	kept := 0
	var last answer
	for range 100 {
		if last = send(t, request(t, "POST", made.Start, strings.Repeat("a", recorded))); last.status != 307 {
			break
		}
		kept++
	}
	full(t, last, says, true)
	if n := len(p.report(t, made.ID).Exchanges); n != kept || kept < 10 || kept > 16 {
		t.Errorf("%d exchanges with 64 KiB in 1 MiB, %d are told of", kept, n)
	}
	small := 0
	for range 1000 { // until not even a small run fits
		if last = p.post(t, string(scenario.Encode(twoHops("curl")))); last.status != 201 {
			break
		}
		small++
	}
	full(t, last, says, true)
	if n := len(p.report(t, made.ID).Exchanges); n != kept {
		t.Errorf("%d exchanges, there were %d", n, kept)
	}
	t.Logf("%d bodies of 64 KiB and %d more runs", kept, small)
}

// TestTooManyWatchers: one too many is refused, until another one has left.
func TestTooManyWatchers(t *testing.T) {
	t.Parallel()
	p := start(t, "-live-watchers", "2")
	others := bystander(t, p)
	made := p.make(t, twoHops("curl"))
	watch := func() (net.Conn, string) {
		c := dial(t, p.host())
		fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", live.EventsPath(made.ID), p.host())
		line, err := bufio.NewReader(c).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		return c, line
	}
	first, _ := watch()
	watch()
	full(t, send(t, request(t, "GET", p.url+live.EventsPath(made.ID), "")), "2 watch this live run already, and that is the most", false)
	first.Close()
	line := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if _, line = watch(); strings.Contains(line, "200 OK") {
			break
		}
	}
	if !strings.Contains(line, "200 OK") {
		t.Errorf("when one had left, another got %s", line)
	}
	others(t)
}
