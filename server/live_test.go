package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
)

// A running server is one that listens, with everything but a real WebAssembly.
type running struct {
	doors map[string]string // addresses, by what they are for
	stop  func() error
}

// start starts a server as the command line does.
func start(t *testing.T, log *slog.Logger, args ...string) running {
	t.Helper()
	c, err := configure(append([]string{"-addr", "127.0.0.1:0"}, args...), func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	doors, s, err := build(c, fakeWeb(), log)
	if err != nil {
		closeAll(doors)
		t.Fatal(err)
	}
	r := running{doors: map[string]string{}}
	for _, d := range doors {
		r.doors[d.what] = d.listener.Addr().String()
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- answer(ctx, doors, s.runs.Close, log) }()
	var stopped atomic.Bool
	r.stop = func() error {
		if stopped.Swap(true) {
			return nil
		}
		stop()
		return <-ended
	}
	t.Cleanup(func() {
		if err := r.stop(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func (r running) pages() string { return "http://" + r.doors["pages"] }

// twoHops leads from one origin to another, and on.
const twoHops = `{"scenario":1,"client":"go","request":{"method":"POST","url":"https://a.example/x","body":{"kind":"text","text":"hi"}},
	"hops":[{"status":307,"location":"https://b.example/y?q"},{"status":303,"location":"../z"}]}`

// makeRun makes a run of a scenario.
func (r running) makeRun(t *testing.T, scenario string) live.Run {
	t.Helper()
	response, err := http.Post(r.pages()+live.Path, "application/json", strings.NewReader(scenario))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	if response.StatusCode != http.StatusCreated {
		t.Fatalf("%d: %s", response.StatusCode, text)
	}
	var run live.Run
	if err := json.Unmarshal(text, &run); err != nil {
		t.Fatal(err)
	}
	return run
}

// report reads what arrived.
func (r running) report(t *testing.T, id string) live.Report {
	t.Helper()
	response, err := http.Get(r.pages() + live.RunPath(id))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var report live.Report
	if err := json.NewDecoder(response.Body).Decode(&report); err != nil {
		t.Fatal(err)
	}
	return report
}

func TestLiveRun(t *testing.T) {
	r := start(t, quiet())
	run := r.makeRun(t, twoHops)
	if !strings.HasPrefix(run.Start, r.pages()+"/live/") {
		t.Errorf("the run starts at %s, not at %s", run.Start, r.pages())
	}
	if theirs := run.Origins["https://b.example"]; theirs == "" || theirs == run.Origins["https://a.example"] {
		t.Errorf("the origins are %v", run.Origins)
	}
	response, err := http.Post(run.Start, "text/plain", strings.NewReader("hi"))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	var arrived []string
	for _, e := range r.report(t, run.ID).Exchanges {
		arrived = append(arrived, e.Request.Method+" "+e.Request.Original)
		if e.Request.Unordered {
			t.Errorf("exchange %d lost the order of its headers", e.N)
		}
	}
	want := []string{"POST https://a.example/x", "POST https://b.example/y?q", "GET https://b.example/z"}
	if !slices.Equal(arrived, want) {
		t.Errorf("arrived: %q, want %q", arrived, want)
	}
}

// TestLiveAddresses asks at addresses below /live, by both listeners.
func TestLiveAddresses(t *testing.T) {
	r := start(t, quiet())
	run := r.makeRun(t, twoHops)
	id := run.ID
	second := "http://" + r.doors["live runs"]
	tests := []struct {
		sentence, method, url string
		status                int
		allow, kind           string // Allow, Content-Type
		body                  string // a part of it
	}{
		{"the page", "GET", r.pages() + "/live", 200, "", "text/html; charset=utf-8", "<title>Hopscope live: "},
		{"the page of a scenario", "GET", r.pages() + "/live?method=PUT&title=Mine", 200, "", "text/html; charset=utf-8", "PUT"},
		{"the page without its body", "HEAD", r.pages() + "/live", 200, "", "text/html; charset=utf-8", ""},
		{"a run of nothing", "POST", r.pages() + "/live", 415, "", "text/plain; charset=utf-8", "application/json"},
		{"another method", "DELETE", r.pages() + "/live", 405, "GET, HEAD, POST", "text/plain; charset=utf-8", "method DELETE is not allowed here: GET, HEAD and POST are"},
		{"a preflight from another site", "OPTIONS", r.pages() + "/live", 405, "GET, HEAD, POST", "text/plain; charset=utf-8", ""},
		{"the report", "GET", r.pages() + "/live/" + id, 200, "", "application/json", `"exchanges"`},
		{"the report without its body", "HEAD", r.pages() + "/live/" + id, 200, "", "application/json", ""},
		{"the report takes no POST", "POST", r.pages() + "/live/" + id, 405, "GET, HEAD", "text/plain; charset=utf-8", ""},
		{"the archive", "GET", r.pages() + "/live/" + id + "/har", 200, "", "application/json", `"log"`},
		{"the events take no POST", "POST", r.pages() + "/live/" + id + "/events", 405, "GET, HEAD", "text/plain; charset=utf-8", ""},
		{"another's run", "GET", r.pages() + "/live/" + strings.Repeat("A", len(id)), 404, "", "text/plain; charset=utf-8", "no such live run"},
		{"no run at all", "GET", r.pages() + "/live/", 404, "", "text/plain; charset=utf-8", "nothing at this address"},
		{"something of a run that there is not", "GET", r.pages() + "/live/" + id + "/body", 404, "", "text/plain; charset=utf-8", "nothing at this address"},
		{"an origin that is no number", "GET", r.pages() + "/live/" + id + "/00/x", 404, "", "text/plain; charset=utf-8", "nothing at this address"},
		{"a way out of a run", "GET", r.pages() + "/live/" + id + "/../x", 404, "", "text/plain; charset=utf-8", "nothing at this address"},
		{"a doubled slash", "GET", r.pages() + "/live//" + id, 404, "", "text/plain; charset=utf-8", "nothing at this address"},
		{"an origin that the scenario has not", "GET", r.pages() + "/live/" + id + "/9/x", 404, "", "text/plain; charset=utf-8", ""},
		{"a hop of another's run", "GET", r.pages() + "/live/" + strings.Repeat("A", len(id)) + "/0/x", 404, "", "text/plain; charset=utf-8", "no such live run"},
		{"a hop", "BREW", r.pages() + "/live/" + id + "/0/x", 307, "", "", ""},
		{"a hop at the second address", "BREW", second + "/live/" + id + "/0/x", 307, "", "", ""},
		{"no page at the second address", "GET", second + "/", 404, "", "text/plain; charset=utf-8", "live runs alone"},
		{"no live page there", "GET", second + "/live", 404, "", "text/plain; charset=utf-8", "live runs alone"},
		{"no report there", "GET", second + "/live/" + id, 404, "", "text/plain; charset=utf-8", "live runs alone"},
		{"no file there", "GET", second + "/web/style.css", 404, "", "text/plain; charset=utf-8", "live runs alone"},
		{"no health there", "GET", second + "/healthz", 404, "", "text/plain; charset=utf-8", "live runs alone"},
		{"no metrics where nobody asked for them", "GET", r.pages() + "/metrics", 404, "", "text/html; charset=utf-8", ""},
		{"health", "GET", r.pages() + "/healthz", 200, "", "text/plain; charset=utf-8", "ok\n"},
		{"health takes no POST", "POST", r.pages() + "/healthz", 405, "GET, HEAD", "text/plain; charset=utf-8", ""},
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			q, err := http.NewRequest(test.method, test.url, nil)
			if err != nil {
				t.Fatal(err)
			}
			a, err := client.Do(q)
			if err != nil {
				t.Fatal(err)
			}
			defer a.Body.Close()
			if a.StatusCode != test.status || a.Header.Get("Allow") != test.allow || a.Header.Get("Content-Type") != test.kind {
				t.Errorf("%d, Allow %q, %q; want %d, %q, %q", a.StatusCode, a.Header.Get("Allow"), a.Header.Get("Content-Type"), test.status, test.allow, test.kind)
			}
			body := bodyOf(t, a)
			if !strings.Contains(body, test.body) {
				t.Errorf("%q is not in the body: %.200s", test.body, body)
			}
			if a.StatusCode >= 400 && strings.HasPrefix(test.kind, "text/plain") && strings.Count(body, "\n") > 1 {
				t.Errorf("more than a line: %q", body)
			}
			hop := test.status == 307
			if secured := a.Header.Get("Content-Security-Policy") != "" || a.Header.Get("Referrer-Policy") != ""; hop && secured {
				t.Errorf("the hop has headers that nobody wrote: %v", a.Header)
			}
		})
	}
}

// TestOddTargets writes request lines by hand, and expects them to be recorded as
// they were written: nothing cleans them, redirects or asks for the host first.
func TestOddTargets(t *testing.T) {
	r := start(t, quiet())
	tests := []struct{ sentence, line, host string }{ // %s is the live address without its host
		{"a plain one", "GET %s/x HTTP/1.1", "localhost"},
		{"a dot", "GET %s/./x HTTP/1.1", "localhost"},
		{"two dots", "GET %s/a/../x HTTP/1.1", "localhost"},
		{"dots that would lead out of the run", "GET %s/../../../x HTTP/1.1", "localhost"},
		{"doubled slashes", "GET %s//x//y HTTP/1.1", "localhost"},
		{"dots as bytes", "GET %s/%%2e%%2e/x HTTP/1.1", "localhost"},
		{"a query alone", "GET %s?q HTTP/1.1", "localhost"},
		{"nothing behind the origin", "GET %s HTTP/1.1", "localhost"},
		{"a name that the scenario gives", "GET %s/x HTTP/1.1", "api.example.com"},
		{"a port that is none of ours", "GET %s/x HTTP/1.1", "api.example.com:1"},
		{"a name that would be refused elsewhere", "GET %s/x HTTP/1.1", "a;b"},
		{"no name, as HTTP/1.0 may", "GET %s/x HTTP/1.0", ""},
		{"as to a proxy", "GET http://api.example.com%s/x?q HTTP/1.1", "api.example.com"},
		{"as to a proxy, with a name in capitals", "GET HTTP://API.example.com%s/../x HTTP/1.1", "localhost"},
		{"a method that nobody knows", "BREW %s/../x HTTP/1.1", "localhost"},
		{"CONNECT", "CONNECT %s/x HTTP/1.1", "localhost"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			run := r.makeRun(t, twoHops)
			c, err := net.Dial("tcp", r.doors["pages"])
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			c.SetDeadline(time.Now().Add(time.Minute))
			request := fmt.Sprintf(test.line, live.Prefix(run.ID, 0))
			fmt.Fprintf(c, "%s\r\n", request)
			if test.host != "" {
				fmt.Fprintf(c, "Host: %s\r\n", test.host)
			}
			io.WriteString(c, "x-odd: 1\r\n\r\n")
			status, err := bufio.NewReader(c).ReadString('\n')
			if err != nil || !strings.Contains(status, " 200 ") && !strings.Contains(status, " 307 ") {
				t.Fatalf("%q, %v", status, err)
			}
			report := r.report(t, run.ID)
			if len(report.Exchanges) != 1 {
				t.Fatalf("%d exchanges", len(report.Exchanges))
			}
			got := report.Exchanges[0].Request
			if line := got.Method + " " + got.Target + " " + got.Version; line != request {
				t.Errorf("recorded %q, want %q", line, request)
			}
			if h := got.Headers; got.Unordered || len(h) == 0 || h[len(h)-1].Name != "x-odd" {
				t.Errorf("the headers are not as they were sent: %v", h)
			}
		})
	}
}

// TestStopsWhileWatched leaves an event stream open: it ends with the server, which
// does not wait for it.
func TestStopsWhileWatched(t *testing.T) {
	r := start(t, quiet())
	run := r.makeRun(t, twoHops)
	response, err := http.Get(r.pages() + live.EventsPath(run.ID))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	began := time.Now()
	if err := r.stop(); err != nil {
		t.Errorf("stopped with %v", err)
	}
	if took := time.Since(began); took > shutdownTimeout/2 {
		t.Errorf("stopping took %s", took)
	}
	if _, err := io.ReadAll(response.Body); err != nil {
		t.Errorf("the stream was cut: %v", err)
	}
}

// TestBehindProxies lets each address make one run a minute, and asks as a proxy
// would.
func TestBehindProxies(t *testing.T) {
	tests := []struct {
		sentence string
		flags    []string
		headers  map[string]string
		statuses []int // of requests that come for addresses of their own
		start    string
	}{
		{"a stranger is one client, whatever it says", []string{"-trusted-proxy", "192.0.2.0/24"}, map[string]string{"X-Forwarded-Host": "localhost:1"}, []int{201, 429}, "http://127.0.0.1:"},
		{"a trusted proxy speaks for many", []string{"-trusted-proxy", "127.0.0.0/8", "-public-url", "https://localhost:1"}, map[string]string{"X-Forwarded-Host": "localhost:1", "X-Forwarded-Proto": "https"}, []int{201, 201}, "https://localhost:1/live/"},
		{"but not of any host", []string{"-trusted-proxy", "127.0.0.0/8"}, map[string]string{"X-Forwarded-Host": "localhost:1", "X-Forwarded-Proto": "https"}, []int{421, 421}, ""},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			r := start(t, quiet(), append(test.flags, "-live-per-minute", "1")...)
			for i, want := range test.statuses {
				q := httptest.NewRequest("POST", r.pages()+live.Path, strings.NewReader(twoHops))
				q.RequestURI = ""
				q.Header.Set("Content-Type", "application/json")
				q.Header.Set("X-Forwarded-For", fmt.Sprintf("198.51.100.%d", i))
				for name, value := range test.headers {
					q.Header.Set(name, value)
				}
				a, err := http.DefaultClient.Do(q)
				if err != nil {
					t.Fatal(err)
				}
				defer a.Body.Close()
				body := bodyOf(t, a)
				if a.StatusCode != want {
					t.Errorf("request %d: %d, want %d: %s", i, a.StatusCode, want, body)
				}
				if a.StatusCode == 201 && !strings.Contains(body, `"start":"`+test.start) {
					t.Errorf("the run does not start at %s: %s", test.start, body)
				}
			}
		})
	}
}

// TestForgedHosts asks a server that listens on every address for runs, which
// would lead their clients elsewhere.
func TestForgedHosts(t *testing.T) {
	r := start(t, quiet(), "-addr", "0.0.0.0:0")
	_, port, err := net.SplitHostPort(r.doors["pages"])
	if err != nil {
		t.Fatal(err)
	}
	const strange = "this server does not answer for that host: -public-url names the one it answers for\n"
	unknown := func(host string) string {
		return "this server does not know that it is reached at " + host + ": -public-url names where it is\n"
	}
	tests := []struct {
		sentence, host string
		status         int
		body           string // all of it, or what it begins with
	}{
		{"its address", "127.0.0.1:" + port, 201, ""},
		{"its name", "localhost:" + port, 201, ""},
		{"another address", "6.6.6.6", 421, unknown("6.6.6.6")},
		{"another address with its port", "6.6.6.6:" + port, 421, unknown("6.6.6.6:" + port)},
		{"another program", "localhost:631", 421, unknown("localhost:631")},
		{"another loopback address", "127.0.0.9", 421, unknown("127.0.0.9")},
		{"every address", "0.0.0.0:" + port, 421, unknown("0.0.0.0:" + port)},
		{"another name", "evil.example", 421, strange},
		{"another name with its port", "evil.example:" + port, 421, strange},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			q, err := http.NewRequest("POST", "http://127.0.0.1:"+port+live.Path, strings.NewReader(twoHops))
			if err != nil {
				t.Fatal(err)
			}
			q.Host = test.host
			q.Header.Set("Content-Type", "application/json")
			a, err := http.DefaultClient.Do(q)
			if err != nil {
				t.Fatal(err)
			}
			defer a.Body.Close()
			body := bodyOf(t, a)
			if a.StatusCode != test.status || test.status == 421 && body != test.body {
				t.Errorf("%d %q, want %d %q", a.StatusCode, body, test.status, test.body)
			}
			if start := `"start":"http://` + test.host + "/live/"; test.status == 201 && !strings.Contains(body, start) {
				t.Errorf("no %s in %s", start, body)
			}
		})
	}
}

// TestSlowClients sends too slowly: the server does not wait for ever.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	r := start(t, quiet())
	run := r.makeRun(t, twoHops)
	tests := []struct{ sentence, request string }{
		{"nothing", ""},
		{"half a head", "GET / HTTP/1.1\r\nHost: local"},
		{"half a head of a hop", "POST " + live.Prefix(run.ID, 0) + "/x HTTP/1.1\r\nHost: localhost\r\nX-A: "},
		{"half a body", "POST " + live.Prefix(run.ID, 0) + "/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345"},
		{"half a scenario", "POST /live HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			t.Parallel()
			c, err := net.Dial("tcp", r.doors["pages"])
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			io.WriteString(c, test.request)
			c.SetReadDeadline(time.Now().Add(2 * readTimeout))
			text, err := io.ReadAll(c)
			if err != nil {
				t.Errorf("still connected after %q: %v", text, err)
			}
		})
	}
}
