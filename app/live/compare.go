package live

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// Tell returns the exchanges of a run with what they do not have by themselves:
// the pass of each, and how it compares with what was predicted. It does not
// change list.
func (m *Mapping) Tell(list []Exchange) []Exchange {
	told := slices.Clone(list)
	number(m.Live.Request.URL, told)
	trace, err := m.Live.Follow()
	if err != nil { // the scenario was decoded, so that its client is known
		return told
	}
	walks := map[int]*walk{}
	for i := range told {
		e := &told[i]
		w := walks[e.Pass]
		if w == nil {
			w = &walk{client: m.Live.Client, trace: trace, given: m.Live.Request.Headers}
			walks[e.Pass] = w
		}
		c := w.compare(*e)
		for j := range c.Parts {
			c.Parts[j].Predicted, c.Parts[j].Arrived = m.readable(c.Parts[j].Label, c.Parts[j].Predicted), m.readable(c.Parts[j].Label, c.Parts[j].Arrived)
		}
		e.Compared = &c
	}
	return told
}

// readable shows a URL as the scenario has it.
func (m *Mapping) readable(label string, text *string) *string {
	if label != labelURL || text == nil {
		return text
	}
	original := m.original(*text)
	return &original
}

// The labels of the parts that are no headers.
const (
	labelMethod = "Method"
	labelURL    = "URL"
	labelBody   = "Body"
)

// A walk holds the exchanges of one pass, as they come, against a trace.
type walk struct {
	client string
	trace  redirect.Trace
	given  redirect.Headers // what the user set: watched wherever it turns up
	at     int              // the next exchange of the trace
	length int              // of the body that the trace has the beginning of; 0: it has all
}

// compare holds the next exchange of the pass against the trace's.
func (w *walk) compare(e Exchange) Comparison {
	c := Comparison{Client: w.client, Parts: []Part{}}
	predicted, note := w.next(e.Request.Preflight)
	c.Note = note
	if predicted == nil {
		return c
	}
	c.Parts = w.parts(*predicted, e.Request)
	c.Last = w.at == len(w.trace.Exchanges)
	if b := e.Request.Body; b != nil && b.Cut && c.Note == "" {
		c.Note = "Of the body, the beginning and the length were compared."
	}
	c.Equal = !slices.ContainsFunc(c.Parts, func(p Part) bool { return !p.Equal })
	return c
}

// next is the request that was predicted next, nil where none was. A preflight
// is held against preflights alone: whether one comes depends on what the
// browser still knows from an earlier one.
func (w *walk) next(preflight bool) (*redirect.SentRequest, string) {
	note := ""
	if w.at < len(w.trace.Exchanges) && w.trace.Exchanges[w.at].Request.Preflight && !preflight {
		w.at++
		note = "A preflight was predicted before it, and did not come."
	}
	if w.at >= len(w.trace.Exchanges) {
		return nil, "No further request was predicted: " + w.ending()
	}
	next := &w.trace.Exchanges[w.at].Request
	if preflight && !next.Preflight {
		return nil, "No preflight was predicted here."
	}
	w.at++
	return next, note
}

// ending says how the trace ends, in a sentence.
func (w *walk) ending() string {
	o := w.trace.Outcome
	if n := len(w.trace.Exchanges); n > 0 && w.trace.Exchanges[n-1].Decision.Why != "" && o.Kind != redirect.Delivered {
		return w.trace.Exchanges[n-1].Decision.Why
	}
	if o.Why != "" {
		return o.Why
	}
	return fmt.Sprintf("the answer with status %d was to be the last.", o.Status)
}

// missing counts the requests that were predicted and have not come; preflights
// are left out.
func (w *walk) missing() int {
	n := 0
	for _, e := range w.trace.Exchanges[w.at:] {
		if !e.Request.Preflight {
			n++
		}
	}
	return n
}

// watched are the headers whose fate a redirect decides: they are compared
// wherever they turn up.
var watched = []string{"Authorization", "Cookie", "Origin", "Referer", "Content-Type", "Content-Length", "Transfer-Encoding"}

// parts lines the two requests up.
func (w *walk) parts(predicted redirect.SentRequest, arrived Arrived) []Part {
	sentBody := ""
	if predicted.Body != nil {
		sentBody = predicted.Body.Text
	}
	cameBody := arrived.Body.content()
	// Each client draws a boundary of its own.
	ours, theirs := boundary(predicted.Headers), boundary(arrived.Headers)
	drawn := ours != "" && theirs != "" && ours != theirs
	plain := func(text, b string) string {
		if !drawn {
			return text
		}
		return strings.NewReplacer(`boundary="`+b+`"`, "boundary={}", "boundary="+b, "boundary={}", "--"+b, "--{}").Replace(text)
	}
	parts := []Part{
		part(labelMethod, &predicted.Method, &arrived.Method),
		part(labelURL, ptr(targetOf(predicted.URL)), ptr(targetOf(arrived.URL))),
	}
	// No redirect decides how an escape is spelled.
	parts[1].Equal = normal(predicted.URL) == normal(arrived.URL)
	for _, name := range w.names(predicted.Headers, arrived.Headers) {
		p := part(name, joined(predicted.Headers, name), joined(arrived.Headers, name))
		switch {
		case p.Predicted == nil && p.Arrived == nil:
			continue
		case p.Predicted != nil && p.Arrived != nil && strings.EqualFold(name, "Content-Type"):
			p.Equal = plain(*p.Predicted, ours) == plain(*p.Arrived, theirs)
		case p.Predicted != nil && p.Arrived != nil && strings.EqualFold(name, "Cookie"):
			// The longest path comes first (RFC 6265 section 5.4), and paths are
			// longer live, some more than others.
			p.Equal = slices.Equal(crumbs(*p.Predicted), crumbs(*p.Arrived))
		case strings.EqualFold(name, "Content-Length") && drawn:
			continue // as long as the boundary is
		}
		parts = append(parts, p)
	}
	body := part(labelBody, shown(predicted.Body), shownArrived(arrived.Body))
	switch {
	case arrived.Body != nil && arrived.Body.Incomplete:
		body.Equal = false
	case body.Predicted == nil || body.Arrived == nil:
	case arrived.Body.Cut:
		body.Equal = arrived.Body.Bytes == max(predicted.Body.Bytes, w.length) && strings.HasPrefix(sentBody, cameBody)
	default:
		body.Equal = plain(sentBody, ours) == plain(cameBody, theirs)
		if drawn { // and each its own line ends behind the last (RFC 2046 section 5.1.1, epilogue)
			body.Equal = strings.TrimRight(plain(sentBody, ours), "\r\n") == strings.TrimRight(plain(cameBody, theirs), "\r\n")
		}
	}
	return append(parts, body)
}

// names are those of the headers to compare: as the prediction has them, as the
// user set them, the watched ones, and what came that no client sends by itself.
func (w *walk) names(predicted, arrived redirect.Headers) []string {
	var names []string
	add := func(name string) {
		if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			names = append(names, name)
		}
	}
	for _, h := range predicted {
		add(h.Name)
	}
	for _, h := range w.given {
		// What stands for the live address has no counterpart in the scenario,
		// unless it was set by hand and is in the prediction, too.
		if !strings.EqualFold(h.Name, "Host") {
			add(h.Name)
		}
	}
	for _, name := range watched {
		add(name)
	}
	for _, h := range arrived {
		if !matches(ownHeaders, strings.ToLower(h.Name)) {
			add(h.Name)
		}
	}
	return names
}
