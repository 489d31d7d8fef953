package livetest

// The runs: made, read and checked, as a program of one's own would do it.

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// api asks the program. It is no client: it follows nothing, and does not even
// look where an answer leads.
var api = &http.Transport{MaxIdleConnsPerHost: 100, ResponseHeaderTimeout: 30 * time.Second}

// An answer is a response that was read.
type answer struct {
	status int
	header http.Header
	body   string
}

func send(t *testing.T, r *http.Request) answer {
	t.Helper()
	resp, err := api.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, string(body)}
}

func request(t *testing.T, method, url, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// post posts the JSON of a scenario, as it is.
func (p *program) post(t *testing.T, text string) answer {
	t.Helper()
	r := request(t, "POST", p.url+live.Path, text)
	r.Header.Set("Content-Type", "application/json")
	return send(t, r)
}

// make makes a run of a scenario that can be run.
func (p *program) make(t *testing.T, s scenario.Scenario) live.Run {
	t.Helper()
	if err := scenario.Validate(s); err != nil {
		t.Fatal(err)
	}
	return made(t, p.post(t, string(scenario.Encode(s))))
}

// made reads the answer that is a run.
func made(t *testing.T, a answer) live.Run {
	t.Helper()
	if a.status != http.StatusCreated {
		t.Fatalf("POST /live: %d %s", a.status, a.body)
	}
	var run live.Run
	decode(t, a.body, &run)
	return run
}

// report reads what is known of a run.
func (p *program) report(t *testing.T, id string) live.Report {
	t.Helper()
	a := send(t, request(t, "GET", p.url+live.RunPath(id), ""))
	if a.status != http.StatusOK {
		t.Fatalf("GET /live/{id}: %d %s", a.status, a.body)
	}
	var report live.Report
	decode(t, a.body, &report)
	return report
}

// decode reads JSON that holds nothing but what the type has.
func decode(t *testing.T, text string, v any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
}

// hop is a redirect.
func hop(status int, location string) redirect.Hop {
	return redirect.Hop{Status: status, Location: &location}
}

// asPredicted checks a run through which a client went once: as many requests as
// are predicted, each equal part by part, and like the client that was chosen.
func (p *program) asPredicted(t *testing.T, s scenario.Scenario, id string) live.Report {
	t.Helper()
	trace, err := s.Follow()
	if err != nil {
		t.Fatal(err)
	}
	report := p.report(t, id)
	if got, want := len(report.Exchanges), len(trace.Exchanges); got != want {
		t.Errorf("%d requests came, %d were predicted: %s", got, want, trace.Outcome.Error)
	}
	for i, e := range report.Exchanges {
		if e.N != i+1 || e.Pass != 1 {
			t.Errorf("request %d is number %d of pass %d", i+1, e.N, e.Pass)
		}
		if e.Request.Unordered {
			t.Errorf("request %d: the order of its headers is lost", e.N)
		}
		if e.Compared == nil || !e.Compared.Equal {
			t.Errorf("request %d is not as predicted: %s", e.N, different(e.Compared))
		}
	}
	if report.Likeness == nil {
		if len(trace.Exchanges) > 0 {
			t.Error("the run is like nothing")
		}
		return report
	}
	if report.Likeness.Missing != 0 {
		t.Errorf("%d requests are missing", report.Likeness.Missing)
	}
	if !likeItself(report.Likeness, s) {
		t.Errorf("the way is not like %s %v: %s", s.Client, s.Options, show(report.Likeness.Matches))
	}
	return report
}

// likeItself reports whether the way is as one of the scenario's profile: with
// its options, where the likeness has these, else with none.
func likeItself(l *live.Likeness, s scenario.Scenario) bool {
	var plain, same *live.Match
	for i, m := range l.Matches {
		switch {
		case m.Client != s.Client:
		case show(m.Options) == show(s.Options):
			same = &l.Matches[i]
		case len(m.Options) == 0:
			plain = &l.Matches[i]
		}
	}
	if same == nil {
		same = plain
	}
	return same != nil && same.Different == 0
}

// different shows the parts that are.
func different(c *live.Comparison) string {
	if c == nil {
		return "it was not compared"
	}
	parts := []live.Part{}
	for _, p := range c.Parts {
		if !p.Equal {
			parts = append(parts, p)
		}
	}
	return show(parts) + " " + c.Note
}

// labels are those of the parts that are different.
func labels(c *live.Comparison) []string {
	var list []string
	for _, p := range c.Parts {
		if !p.Equal {
			list = append(list, p.Label)
		}
	}
	return list
}

func show(v any) string {
	text, _ := json.Marshal(v) // cannot fail: strings, numbers and booleans
	return string(text)
}
