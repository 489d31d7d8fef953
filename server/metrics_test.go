package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestMetrics(t *testing.T) {
	r := start(t, quiet(), "-metrics-addr", "127.0.0.1:0")
	run := r.makeRun(t, twoHops)
	response, err := http.Post(run.Start, "text/plain", strings.NewReader("hi"))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	for _, method := range []string{"BREW", "STEEP"} {
		q, _ := http.NewRequest(method, r.pages()+"/a/"+method, nil)
		if response, err = http.DefaultClient.Do(q); err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
	for _, path := range []string{"/diagram.svg", "/trace.json?scenario=loop", "/trace.md", "/trace.mmd", "/preview.png", "/embed", "/embed/", "/oembed", "/embed.js", "/embed-1.js"} {
		if response, err = http.Get(r.pages() + path); err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
	metrics := func(path string) (int, string) {
		response, err := http.Get("http://" + r.doors["metrics"] + path)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		return response.StatusCode, bodyOf(t, response)
	}
	wanted := []string{
		`hopscope_http_requests_total{method="POST",route="live",status="2xx"} 1`,
		`hopscope_http_requests_total{method="POST",route="live-hop",status="3xx"} 2`,
		`hopscope_http_requests_total{method="GET",route="live-hop",status="2xx"} 1`,
		`hopscope_http_requests_total{method="GET",route="picture",status="2xx"} 5`,
		`hopscope_http_requests_total{method="GET",route="embed",status="2xx"} 2`,
		`hopscope_http_requests_total{method="GET",route="oembed",status="4xx"} 1`,
		`hopscope_http_requests_total{method="GET",route="asset",status="2xx"} 2`,
		`hopscope_http_requests_total{method="other",route="other",status="4xx"} 2`,
		`hopscope_http_request_duration_seconds_count{route="live-hop"} 3`,
		"hopscope_live_runs 1\n",
		"hopscope_live_runs_made_total 1\n",
		"hopscope_live_exchanges_total 3\n",
		`hopscope_live_refused_total{reason="rate",what="run"} 0`,
		"go_goroutines ",
		"process_resident_memory_bytes ",
	}
	// A request is counted once it is answered, which is after who asked has it.
	status, text := 0, ""
	for until := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if status, text = metrics("/metrics"); status != 200 {
			t.Fatalf("status %d", status)
		}
		missing := func(want string) bool { return !strings.Contains(text, want) }
		if !slices.ContainsFunc(wanted, missing) || time.Now().After(until) {
			break
		}
	}
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in the metrics", want)
		}
	}
	for _, not := range []string{"BREW", run.ID} {
		if strings.Contains(text, not) {
			t.Errorf("%s is in the metrics", not)
		}
	}
	for _, path := range []string{"/", "/live", "/debug/pprof/"} {
		if status, text := metrics(path); status != 404 || strings.Count(text, "\n") != 1 {
			t.Errorf("%s beside the metrics: %d, %q", path, status, text)
		}
	}
}

// TestNoMetrics counts where nobody asks.
func TestNoMetrics(t *testing.T) {
	var m *metrics
	m.count(pageRoute, "GET", 200, time.Second)
}
