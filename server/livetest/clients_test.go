package livetest

// The real clients: net/http in this process, and the command lines that a run
// gives, as one would paste them. None of them can leave this machine: whatever
// is not on it goes through a proxy, and that is a trap.

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// A trap is a proxy that writes down who was led to it, and answers nothing.
type trap struct {
	url  string
	mu   sync.Mutex
	came []string
}

func newTrap() (*trap, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	tr := &trap{url: "http://" + l.Addr().String()}
	go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tr.mu.Lock()
		defer tr.mu.Unlock()
		tr.came = append(tr.came, r.Method+" "+r.RequestURI)
		w.WriteHeader(http.StatusBadGateway)
	}))
	return tr, nil
}

// about returns what came about a host.
func (tr *trap) about(host string) []string {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(tr.came), func(line string) bool { return !strings.Contains(line, host) })
}

// run runs a run with the client of its scenario, and returns what it wrote.
func run(t *testing.T, s scenario.Scenario, r live.Run) string {
	t.Helper()
	if s.Client == "go" {
		s.Request.URL = r.Start
		return netHTTP(t, s)
	}
	return shell(t, r.Commands[s.Client])
}

// clientTimeout is after when a client counts as stuck.
const clientTimeout = 30 * time.Second

// shell types a command line into a shell whose user has no settings, and
// returns what it wrote. How it ended is not looked at: a client that arrived at
// a 304, say, calls that an error.
func shell(t *testing.T, line string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), clientTimeout)
	defer cancel()
	home := t.TempDir()
	cmd := exec.CommandContext(ctx, "bash", "-c", line)
	cmd.Dir = home
	cmd.Env = []string{
		"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + home, "LC_ALL=C.UTF-8",
		"http_proxy=" + elsewhere.url, "https_proxy=" + elsewhere.url, "ftp_proxy=" + elsewhere.url, "ALL_PROXY=" + elsewhere.url,
		"no_proxy=127.0.0.1,localhost",
	}
	out, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		t.Errorf("%s is stuck: %v\n%s", line, err, out)
	}
	return string(out)
}

// goClient is net/http as it is, but for the trap.
func goClient(t *testing.T) *http.Client {
	proxy, err := url.Parse(elsewhere.url)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{Proxy: func(r *http.Request) (*url.URL, error) {
		if host := r.URL.Hostname(); host == "127.0.0.1" || host == "localhost" {
			return nil, nil
		}
		return proxy, nil
	}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: clientTimeout}
}

// netHTTP sends the scenario's request, as the printed program does.
func netHTTP(t *testing.T, s scenario.Scenario) string {
	t.Helper()
	var body io.Reader
	if s.Request.Body != nil {
		body = strings.NewReader(s.Request.Body.Text)
		if s.Request.Body.Kind == redirect.Stream {
			body = io.MultiReader(body) // net/http does not know how to read it again
		}
	}
	r, err := http.NewRequestWithContext(t.Context(), s.Request.Method, s.Request.URL, body)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range s.Request.Headers {
		r.Header.Add(h.Name, h.Value)
	}
	if b := s.Request.Body; b != nil && r.Header["Content-Type"] == nil {
		switch b.Kind {
		case redirect.Form:
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		case redirect.Multipart:
			r.Header.Set("Content-Type", "multipart/form-data; boundary="+redirect.Boundary(b.Text))
		}
	}
	resp, err := goClient(t).Do(r)
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	return resp.Status + "\n" + string(text)
}
