package evidence

// What a client did with the first redirect of a case, in a word.

import (
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A Step is what came of the first redirect.
type Step struct {
	Kind StepKind
	// From and To are the requests before and after it; To is nil where none
	// came.
	From, To *Request
	// End is how it ended where there is no further request.
	End     End
	Skipped string
}

// A StepKind says what became of method and body.
type StepKind string

// The kinds of step.
const (
	StepKept    StepKind = "kept"    // method and body are as they were
	StepChanged StepKind = "changed" // another method
	StepEmptied StepKind = "emptied" // the method is as it was, the body is gone
	StepStopped StepKind = "stopped" // the redirect is the client's result
	StepFailed  StepKind = "failed"  // an error
	StepHung    StepKind = "hung"
	StepUnsent  StepKind = "unsent"  // the client refused before it sent anything
	StepSkipped StepKind = "skipped" // it could not be asked
)

// Words are the kind in words, the end of a sentence that begins with the
// client.
func (k StepKind) Words() string {
	return map[StepKind]string{
		StepKept:    "keeps method and body",
		StepChanged: "changes the method",
		StepEmptied: "keeps the method and loses the body",
		StepStopped: "does not follow: the redirect is its result",
		StepFailed:  "ends with an error",
		StepHung:    "hangs",
		StepUnsent:  "refuses to send such a request",
		StepSkipped: "could not be asked",
	}[k]
}

// Step reads the first redirect off a result.
func (r Result) Step() Step {
	s := Step{End: r.End, Skipped: r.Skipped}
	var sent []*Request
	for i := range r.Requests {
		if !r.Requests[i].Preflight {
			sent = append(sent, &r.Requests[i])
		}
	}
	switch {
	case r.Skipped != "":
		s.Kind = StepSkipped
		return s
	case len(sent) == 0:
		s.Kind = StepUnsent
		return s
	}
	s.From = sent[0]
	if len(sent) > 1 {
		s.To = sent[1]
		s.Kind = stepKind(*s.From, *s.To)
		return s
	}
	switch {
	case r.End.Hung:
		s.Kind = StepHung
	case r.End.Error != "":
		s.Kind = StepFailed
	default:
		s.Kind = StepStopped
	}
	return s
}

func stepKind(from, to Request) StepKind {
	switch {
	case from.Method != to.Method:
		return StepChanged
	case from.Body != nil && (to.Body == nil || to.Body.Text != from.Body.Text):
		return StepEmptied
	}
	return StepKept
}

// Same reports whether two steps lead to the same request, or both to none.
func (s Step) Same(o Step) bool {
	if s.To == nil || o.To == nil {
		return s.To == nil && o.To == nil
	}
	return s.To.Method == o.To.Method && (s.To.Body == nil) == (o.To.Body == nil)
}

// StepOf is the step of a trace: what the simulation makes of the case.
func StepOf(t redirect.Trace) Step {
	r := Result{End: End{Status: t.Outcome.Status, Error: t.Outcome.Error}}
	for _, e := range t.Exchanges {
		r.Requests = append(r.Requests, Request{Method: e.Request.Method, URL: e.Request.URL, Headers: e.Request.Headers, Body: e.Request.Body, Preflight: e.Request.Preflight})
	}
	return r.Step()
}

// Told is a request in a word: its method, and + where it has a body.
func (q Request) Told() string {
	if q.Body != nil {
		return q.Method + "+"
	}
	return q.Method
}

// Told are the requests of a result in a line: POST+ GET.
func (r Result) Told() string { return told(r.Requests) }

func told(requests []Request) string {
	words := make([]string, len(requests))
	for i, q := range requests {
		words[i] = q.Told()
	}
	return strings.Join(words, " ")
}
