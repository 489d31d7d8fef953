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
	for _, name := range w.names(predicted.Headers) {
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
	case body.Predicted == nil || body.Arrived == nil:
	case arrived.Body.Cut:
		body.Equal = arrived.Body.Bytes == max(predicted.Body.Bytes, w.length) && strings.HasPrefix(sentBody, cameBody)
	default:
		body.Equal = plain(sentBody, ours) == plain(cameBody, theirs)
	}
	return append(parts, body)
}

// names are those of the headers to compare: as the prediction has them, as the
// user set them, and the watched ones.
func (w *walk) names(predicted redirect.Headers) []string {
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
	return names
}

func part(label string, predicted, arrived *string) Part {
	p := Part{Label: label, Predicted: predicted, Arrived: arrived}
	p.Equal = predicted == nil && arrived == nil || predicted != nil && arrived != nil && *predicted == *arrived
	return p
}

// crumbs are the pairs of a Cookie, sorted.
func crumbs(cookie string) []string {
	list := strings.Split(cookie, "; ")
	slices.Sort(list)
	return list
}

// joined is a field as one value (RFC 9110 section 5.3); nil where it is not
// there.
func joined(h redirect.Headers, name string) *string {
	values := h.Values(name)
	if values == nil {
		return nil
	}
	return ptr(strings.Join(values, ", "))
}

// maxShown is how many bytes of a body a part shows.
const maxShown = 200

func shown(b *redirect.SentBody) *string {
	if b == nil || b.Bytes == 0 { // no body and an empty one are the same to a server (RFC 9110 section 6.4)
		return nil
	}
	return ptr(short(b.Text, b.Bytes))
}

func shownArrived(b *Body) *string {
	switch {
	case b == nil || b.Bytes == 0:
		return nil
	case b.Base64 != "":
		return ptr(count(b.Bytes, "byte") + " that are no text")
	}
	return ptr(short(b.Text, b.Bytes))
}

func short(text string, bytes int) string {
	if len(text) <= maxShown && len(text) == bytes {
		return text
	}
	if len(text) > maxShown {
		text = strings.ToValidUTF8(text[:maxShown], "")
	}
	return text + "… (" + count(bytes, "byte") + ")"
}

// boundary is that of a multipart Content-Type, or empty (RFC 2046 section
// 5.1.1).
func boundary(h redirect.Headers) string {
	value, _ := h.Get("Content-Type")
	kind, rest, _ := strings.Cut(value, ";")
	if !strings.HasPrefix(strings.ToLower(strings.TrimSpace(kind)), "multipart/") {
		return ""
	}
	_, b, ok := strings.Cut(rest, "boundary=")
	if !ok {
		return ""
	}
	b, _, _ = strings.Cut(b, ";")
	return strings.Trim(strings.TrimSpace(b), `"`)
}

func ptr(s string) *string { return &s }
