package client_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

// The go profile against the real http.Client, on real loopback servers: code
// by method by body by where the redirect leads. Both make the same chain; what
// arrived is compared with what the simulation says was sent.
func TestGoProfileAgainstNetHTTP(t *testing.T) {
	log := &arrivals{}
	here := httptest.NewServer(log)
	defer here.Close()
	there := httptest.NewServer(log)
	defer there.Close()
	// The same listener under another name is another host.
	otherHost := strings.Replace(there.URL, "127.0.0.1", "localhost", 1)

	targets := map[string]string{"same": here.URL, "port": there.URL, "host": otherHost}
	for _, first := range []int{300, 301, 302, 303, 304, 305, 307, 308} {
		for _, second := range []int{0, 302, 307} {
			for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE", "FOO"} {
				for _, body := range []string{"none", "text", "stream"} {
					for where, target := range targets {
						name := fmt.Sprintf("%d then %d, %s, body %s, %s", first, second, method, body, where)
						t.Run(name, func(t *testing.T) {
							s := chain(here.URL, target, first, second, method, body)
							log.reset(s)
							outcome := runReal(t, s)
							compare(t, redirect.Follow(policy(t, "go"), s), log.seen, outcome)
						})
					}
				}
			}
		}
	}
}

// chain leads from here to the target, and with a second status back again.
func chain(here, target string, first, second int, method, body string) redirect.Scenario {
	s := redirect.Scenario{
		Request: redirect.Request{Method: method, URL: here + "/1", Headers: redirect.Headers{
			{Name: "Authorization", Value: "Bearer t"}, {Name: "Cookie", Value: "c=1"},
			{Name: "X-Api-Key", Value: "k"}, {Name: "Content-Type", Value: "text/x"},
		}},
		Hops: []redirect.Hop{hop(first, target+"/2")},
	}
	switch body {
	case "text":
		s.Request.Body = &redirect.Body{Kind: redirect.Text, Text: "hello"}
	case "stream":
		s.Request.Body = &redirect.Body{Kind: redirect.Stream, Text: "hello"}
	}
	if second != 0 {
		s.Hops = append(s.Hops, hop(second, here+"/3"))
	}
	return s
}

// arrivals answers as the scenario says and writes down what came.
type arrivals struct {
	mu   sync.Mutex
	hops []redirect.Hop
	seen []string
}

func (a *arrivals) reset(s redirect.Scenario) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.hops, a.seen = s.Hops, nil
}

func (a *arrivals) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	h := redirect.Headers{}
	for _, name := range compared {
		for _, v := range r.Header.Values(name) {
			h = append(h, redirect.Header{Name: name, Value: v})
		}
	}
	if len(r.TransferEncoding) > 0 {
		h = append(h, redirect.Header{Name: "Transfer-Encoding", Value: r.TransferEncoding[0]})
	}
	a.seen = append(a.seen, written(r.Method, "http://"+r.Host+r.URL.Path, h, string(body)))
	n := int(r.URL.Path[1] - '1')
	if n < len(a.hops) {
		w.Header().Set("Location", *a.hops[n].Location)
		w.WriteHeader(a.hops[n].Status)
	}
}

var compared = []string{"Authorization", "Cookie", "X-Api-Key", "Content-Type", "Content-Length", "Referer"}

func written(method, url string, h redirect.Headers, body string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", method, url)
	for _, name := range append(compared, "Transfer-Encoding") {
		for _, v := range h.Values(name) {
			fmt.Fprintf(&b, " [%s: %s]", name, v)
		}
	}
	fmt.Fprintf(&b, " %q", body)
	return b.String()
}

// once hides from NewRequest what the reader is, so that GetBody is not set.
type once struct{ io.Reader }

func runReal(t *testing.T, s redirect.Scenario) string {
	t.Helper()
	var body io.Reader
	if b := s.Request.Body; b != nil {
		body = strings.NewReader(b.Text)
		if b.Kind == redirect.Stream {
			body = once{body}
		}
	}
	req, err := http.NewRequest(s.Request.Method, s.Request.URL, body)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range s.Request.Headers {
		req.Header.Set(h.Name, h.Value)
	}
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return fmt.Sprintf("%d %s", resp.StatusCode, resp.Request.URL)
}

func compare(t *testing.T, trace redirect.Trace, seen []string, outcome string) {
	t.Helper()
	var said []string
	for _, e := range trace.Exchanges {
		body := ""
		if e.Request.Body != nil {
			body = e.Request.Body.Text
		}
		said = append(said, written(e.Request.Method, e.Request.URL, e.Request.Headers, body))
	}
	if got, want := strings.Join(said, "\n"), strings.Join(seen, "\n"); got != want {
		t.Errorf("simulated:\n%s\nreal:\n%s", got, want)
	}
	if got := fmt.Sprintf("%d %s", trace.Outcome.Status, trace.Outcome.URL); got != outcome {
		t.Errorf("simulated end %s, real end %s", got, outcome)
	}
}
