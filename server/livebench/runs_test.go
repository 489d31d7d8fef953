package livebench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// startHopscope starts the program as it is in service, but that one address may
// make as many live runs as it likes, and fill as much with them.
func startHopscope(b *testing.B, path string, flags ...string) *program {
	b.Helper()
	return start(b, path, append([]string{"serve", "-addr", "127.0.0.1:0", "-live-per-minute", "1000000", "-live-memory", "8GiB"}, flags...)...)
}

// chain is a scenario of as many hops, each with 307.
func chain(method string, hops int) string {
	list := make([]string, hops)
	for i := range list {
		list[i] = fmt.Sprintf(`{"status": 307, "location": "/hop-%d"}`, i+1)
	}
	return fmt.Sprintf(`{"scenario": 1, "client": "curl", "request": {"method": %q, "url": "https://a.example/start"}, "hops": [%s]}`,
		method, strings.Join(list, ", "))
}

// makeRuns makes live runs of a scenario, and returns the paths where they start.
func makeRuns(b *testing.B, c *http.Client, url, scenario string, n int) []string {
	b.Helper()
	starts := make([]string, n)
	inParallel(b, n, func(i int) error {
		said, err := send(c, url+"/live", "application/json", scenario, http.StatusCreated)
		if err != nil {
			return err
		}
		var run struct{ Start string }
		if err := json.Unmarshal(said, &run); err != nil {
			return err
		}
		var ok bool
		if starts[i], ok = strings.CutPrefix(run.Start, url+"/live/"); !ok {
			return fmt.Errorf("the run starts at %q", run.Start)
		}
		starts[i] = "/live/" + starts[i]
		return nil
	})
	return starts
}

// send posts a body, and returns what comes back in the end.
func send(c *http.Client, url, kind, body string, status int) ([]byte, error) {
	answer, err := c.Post(url, kind, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var said bytes.Buffer
	if _, err := said.ReadFrom(answer.Body); err != nil {
		return nil, err
	}
	if answer.StatusCode != status {
		return nil, fmt.Errorf("POST %s: %s: %s", url, answer.Status, &said)
	}
	return said.Bytes(), nil
}

// inParallel does something n times, over as many connections as are measured.
func inParallel(b *testing.B, n int, do func(i int) error) {
	b.Helper()
	var all sync.WaitGroup
	var next atomic.Int64
	for range connections {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && !b.Failed(); i = int(next.Add(1)) - 1 {
				if err := do(i); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
	if b.Failed() {
		b.FailNow()
	}
}

// newClient returns a client that has a connection for each that is measured.
func newClient() (c *http.Client, closeIdle func()) {
	c = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	return c, c.CloseIdleConnections
}
