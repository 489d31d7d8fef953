package evidence

// The replay: a recorded case, played through the simulation, and where the two
// differ.

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
)

// Predict plays a case with the profile and the options of a run.
func Predict(id string, run Run, c Case) (redirect.Trace, error) {
	profile, err := client.Lookup(id)
	if err != nil {
		return redirect.Trace{}, err
	}
	policy, err := profile.Policy(run.OptionsFor(c.Request.Method))
	if err != nil {
		return redirect.Trace{}, err
	}
	return redirect.Follow(policy, c.Scenario), nil
}

// Differences says, a line each, where a trace is not what was recorded; none:
// they agree. Compared are the requests, one by one, and how it ended.
func Differences(trace redirect.Trace, c Case, r Result) []string {
	if r.Skipped != "" {
		return nil
	}
	arrived := make([]live.Arrived, len(r.Requests))
	for i, q := range r.Requests {
		arrived[i] = q.arrived()
	}
	var out []string
	if r.End.Hung && capped(trace) { // both would go on
		arrived = arrived[:min(len(arrived), len(trace.Exchanges))]
	}
	trace, silent := heard(trace)
	list, missing := live.Replay(trace, c.Request.Headers, arrived)
	for i, cmp := range list {
		if len(cmp.Parts) == 0 {
			out = append(out, fmt.Sprintf("request %d: %s %s was recorded and is not predicted", i+1, r.Requests[i].Method, r.Requests[i].URL))
		}
		for _, p := range cmp.Parts {
			if !p.Equal {
				out = append(out, fmt.Sprintf("request %d: %s is %s, recorded %s", i+1, p.Label, said(p.Predicted), said(p.Arrived)))
			}
		}
	}
	if missing > 0 && !(r.End.Hung && capped(trace)) {
		out = append(out, fmt.Sprintf("%d more requests are predicted than were recorded", missing))
	}
	if silent && (r.End.Error != "" || r.End.URL != "" && !strings.HasPrefix(r.End.URL, "http")) || elsewhere(trace) {
		return out
	}
	return append(out, endDifferences(trace, r.End)...)
}

// heard is the part of a trace that a recording can show. silent says that there
// is more to it: a request to an address where nobody listens, or what is not
// simulated. The client then ran into an error that is not the simulation's, or
// had an answer from elsewhere.
func heard(t redirect.Trace) (part redirect.Trace, silent bool) {
	for i, e := range t.Exchanges {
		u, err := redirect.ParseURL(e.Request.URL)
		if err == nil && u.Origin() != Home && u.Origin() != Port && u.Origin() != Host {
			t.Exchanges = t.Exchanges[:i]
			return t, true
		}
	}
	n := len(t.Exchanges)
	return t, n > 0 && t.Exchanges[n-1].Decision.Kind == redirect.Simulated
}

// elsewhere reports a trace whose client goes on outside of what is simulated.
func elsewhere(t redirect.Trace) bool {
	n := len(t.Exchanges)
	return n > 0 && t.Exchanges[n-1].Decision.Action == redirect.Stop && t.Exchanges[n-1].Decision.Kind == redirect.Simulated
}

// capped reports a trace that the simulation itself ended.
func capped(t redirect.Trace) bool { return len(t.Exchanges) >= redirect.MaxExchanges }

// hangs reports a trace at whose end client and server wait for each other.
func hangs(t redirect.Trace) bool {
	return t.Outcome.Error == strings.ReplaceAll(string(redirect.Hang), "{client}", t.Client.Name)
}

func endDifferences(trace redirect.Trace, end End) []string {
	o := trace.Outcome
	var out []string
	add := func(what string, predicted, recorded any) {
		out = append(out, fmt.Sprintf("the end: %s is %q, recorded %q", what, fmt.Sprint(predicted), fmt.Sprint(recorded)))
	}
	switch {
	case end.Hung:
		if !capped(trace) && !hangs(trace) {
			add("it", o.Kind, "it hung")
		}
	case o.Kind == redirect.Failed:
		if !isError(o.Error, end.Error) {
			add("the error", o.Error, either(end.Error, fmt.Sprintf("none, status %d", end.Status)))
		}
	case end.Error != "":
		add("it", fmt.Sprintf("status %d", o.Status), end.Error)
	case o.Hidden || end.Hidden != "":
		if !o.Hidden || end.Hidden == "" {
			add("what is hidden", o.Hidden, end.Hidden)
		}
	case o.Status != end.Status:
		add("the status", o.Status, end.Status)
	case end.URL != "" && fragment(o.URL) != fragment(end.URL): // the rest is that of the last request
		add("the fragment", fragment(o.URL), fragment(end.URL))
	}
	return out
}

// isError holds an error against the recorded one. … stands for whatever is
// there.
func isError(predicted, recorded string) bool {
	if predicted == recorded {
		return true
	}
	known := strings.Split(predicted, "…")
	rest, begins := strings.CutPrefix(recorded, known[0])
	if recorded == "" || len(known) == 1 || !begins {
		return false
	}
	for _, part := range known[1 : len(known)-1] {
		_, behind, ok := strings.Cut(rest, part)
		if !ok {
			return false
		}
		rest = behind
	}
	return strings.HasSuffix(rest, known[len(known)-1])
}

func fragment(url string) string {
	_, f, _ := strings.Cut(url, "#")
	return f
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func said(text *string) string {
	if text == nil {
		return "absent"
	}
	return fmt.Sprintf("%q", *text)
}

// arrived is a recorded request as live runs have one.
func (q Request) arrived() live.Arrived {
	a := live.Arrived{Method: q.Method, URL: q.URL, Headers: q.Headers, Preflight: q.Preflight}
	if q.Body != nil {
		a.Body = &live.Body{Text: q.Body.Text, Bytes: q.Body.Bytes}
	}
	return a
}

// Agreement counts the cases of a run that were asked, and those in which the
// simulation does what was recorded.
func (r Run) Agreement(id string) (agree, asked int) {
	for _, result := range r.Cases {
		c, ok := Lookup(result.Case)
		if !ok || result.Skipped != "" {
			continue
		}
		asked++
		trace, err := Predict(id, r, c)
		if err == nil && len(Differences(trace, c, result)) == 0 {
			agree++
		}
	}
	return agree, asked
}
