// Package diagram is one picture of a trace: the steps it is told in, one
// layout of it as a sequence diagram, that layout as SVG, and the trace as text
// for a terminal. It is pure, and all it writes is safe for what a hostile
// scenario may hold.
package diagram

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A Phase is what happens in one step of an exchange.
type Phase uint8

// The phases of an exchange, in their order.
const (
	Sent     Phase = iota // the client sends the request
	Received              // the server answers
	Decided               // the client decides what to do
)

// phases is how many steps an exchange has.
const phases = 3

// String returns the phase as one word.
func (p Phase) String() string {
	switch p {
	case Sent:
		return "sent"
	case Received:
		return "received"
	case Decided:
		return "decided"
	}
	return "phase " + strconv.Itoa(int(p))
}

// A Step is one thing to look at in a trace. Exchange is an index of
// Trace.Exchanges, or -1 where the client refused before it sent anything.
// Sentence says in plain words what happens: what a screen reader speaks.
type Step struct {
	Exchange int
	Phase    Phase
	Sentence string
}

// Steps tells a trace: three steps for each exchange, in order. A trace without
// exchanges has one step, the client's refusal.
func Steps(t redirect.Trace) []Step {
	if len(t.Exchanges) == 0 {
		return []Step{{Exchange: -1, Phase: Decided, Sentence: refusal(t)}}
	}
	steps := make([]Step, 0, phases*len(t.Exchanges))
	for i, e := range t.Exchanges {
		steps = append(steps,
			Step{i, Sent, sentSentence(t, e.Request)},
			Step{i, Received, receivedSentence(e)},
			Step{i, Decided, decidedSentence(t, e)})
	}
	return steps
}

// What a sentence spells out at most, in cells: more is tiring to listen to.
const (
	spokenURL   = 120
	spokenValue = 60
	spokenNames = 6
)

func refusal(t redirect.Trace) string {
	return sentence(clientName(t) + " sends nothing: " + orElse(clean(t.Outcome.Error), "it refuses the request"))
}

func sentSentence(t redirect.Trace, r redirect.SentRequest) string {
	to := clean(r.Method) + " to " + cut(clean(r.URL), spokenURL)
	if r.Preflight {
		return sentence(clientName(t) + " first asks whether it may, with a CORS preflight: " + to)
	}
	s := clientName(t) + " sends " + to
	if carried := spokenParts(r); len(carried) > 0 {
		s += " with " + series(carried)
	}
	return sentence(s)
}

// spokenParts lists what a request carries, the parts that matter most first.
func spokenParts(r redirect.SentRequest) []string {
	var parts []string
	if r.Body != nil {
		parts = append(parts, "a body of "+byteCount(r.Body.Bytes))
	}
	var names []string
	for _, n := range partOrder(r.Headers) {
		if rank(n) < rankDescribing {
			names = append(names, clean(n))
		}
	}
	if more := len(names) - spokenNames; more > 0 {
		names = append(names[:spokenNames], count(more, "more header", "more headers"))
	}
	return append(parts, names...)
}

func receivedSentence(e redirect.Exchange) string {
	r := e.Response
	origin, _ := split(clean(e.Request.URL))
	s := hostOf(origin) + " answers "
	if e.Request.Preflight {
		s += "the preflight with "
	}
	s += status(r.Status)
	location, has := r.Headers.Get("Location")
	switch {
	case has && clean(location) == "":
		s += " with an empty Location"
	case has:
		s += " with Location " + cut(clean(location), spokenURL)
	case r.Status >= 300 && r.Status <= 399 && r.Status != 304:
		s += " without a Location"
	}
	if r.Headers.Has("Set-Cookie") {
		s += ", and sets a cookie"
	}
	return sentence(s)
}

func decidedSentence(t redirect.Trace, e redirect.Exchange) string {
	d := e.Decision
	why := clean(d.Why)
	who := clientName(t)
	switch d.Action {
	case redirect.Deliver:
		who += " takes this as the result"
	case redirect.Stop:
		who += " does not follow, and hands " + status(e.Response.Status) + " to its caller"
	case redirect.Fail:
		who += " fails"
		if t.Outcome.Error != "" {
			who += ": " + cut(clean(t.Outcome.Error), 2*spokenURL)
		}
	default:
		who += decidedFollow(e)
	}
	return strings.TrimSpace(sentence(who) + " " + sentence(why))
}

func decidedFollow(e redirect.Exchange) string {
	if e.Request.Preflight {
		return " goes on after the preflight"
	}
	if len(e.Decision.Changes) == 0 {
		return " follows, with everything kept"
	}
	var said []string
	for _, c := range e.Decision.Changes {
		said = append(said, spokenChange(c))
	}
	return " follows: " + strings.Join(said, "; ")
}

// spokenChange says one change as a clause. The values of credentials are not
// spoken.
func spokenChange(c redirect.Change) string {
	name := partName(c)
	from, to := cut(clean(c.From), spokenValue), cut(clean(c.To), spokenValue)
	if c.Part == redirect.PartHeader && rank(c.Name) == rankCredential {
		from, to = "", ""
	}
	switch c.Fate {
	case redirect.Changed:
		if from != "" && to != "" {
			return name + " changes from " + from + " to " + to
		}
		return name + " changes"
	case redirect.Dropped:
		if c.Part == redirect.PartBody && from != "" {
			name += " (" + from + ")"
		}
		return name + " is dropped"
	case redirect.Added:
		return name + " is added"
	}
	return name + " is kept"
}

func clientName(t redirect.Trace) string {
	return orElse(cut(clean(t.Client.Name), spokenValue), "The client")
}

func status(code int) string {
	return strings.TrimSpace(strconv.Itoa(code) + " " + StatusText(code))
}
