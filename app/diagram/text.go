package diagram

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// textColumns is the width of a terminal. Only prose is wrapped to it: URLs and
// field values stay whole, to be copied.
const textColumns = 80

// Text writes a trace for a terminal: each exchange with what was decided and
// why, the outcome, and what survived. It holds no control character but the
// line feed, whatever the scenario holds.
func Text(t redirect.Trace) string {
	w := writer{}
	w.line(0, clientName(t)+identity(t.Client))
	if len(t.Prepared) > 0 {
		w.line(0, "")
		w.line(0, "Before sending, the client prepares the request:")
		w.changes("", t.Prepared)
	}
	for i, e := range t.Exchanges {
		w.line(0, "")
		w.exchange(i+1, e)
	}
	w.line(0, "")
	w.outcome(t.Outcome)
	if len(t.Survival) > 0 {
		w.line(0, "")
		w.survival(t.Survival)
	}
	return w.b.String()
}

func identity(c redirect.Client) string {
	if c.ID == "" {
		return ""
	}
	return " (" + clean(c.ID) + ")"
}

// A writer is text being written, line by line.
type writer struct{ b strings.Builder }

// line writes one line whose parts have been cleaned.
func (w *writer) line(indent int, s string) {
	if s = strings.TrimRight(s, " "); s != "" {
		w.b.WriteString(strings.Repeat(" ", indent))
		w.b.WriteString(s)
	}
	w.b.WriteByte('\n')
}

// prose writes text in lines of at most 80 columns, where its words let it; the
// lines after the first stand two deeper.
func (w *writer) prose(indent int, s string) {
	for i, line := range wrapWords(s, textColumns-indent, textColumns-indent-2) {
		w.line(indent+2*min(i, 1), line)
	}
}

func (w *writer) exchange(n int, e redirect.Exchange) {
	number := strconv.Itoa(n) + ". "
	r := e.Request
	first := number + clean(r.Method) + " " + clean(r.URL)
	if r.Preflight {
		first += " (CORS preflight)"
	}
	w.line(0, first)
	w.fields(6, r.Headers)
	if r.Body != nil {
		w.line(6, "body of "+byteCount(r.Body.Bytes))
	}
	answer := status(e.Response.Status)
	if e.Response.Hop > 0 {
		answer += " (hop " + strconv.Itoa(e.Response.Hop) + ")"
	}
	w.line(3, answer)
	w.fields(6, e.Response.Headers)

	d := e.Decision
	w.prose(3, actionWord(d.Action, r.Preflight)+": "+clean(d.Why))
	w.sources(6, d.Kind, d.Sources)
	w.changes(d.Why, d.Changes)
	w.changes(d.Why, d.Kept)
}

func (w *writer) fields(indent int, h redirect.Headers) {
	for _, f := range h {
		w.line(indent, clean(f.Name)+": "+clean(f.Value))
	}
}

func actionWord(a redirect.Action, preflight bool) string {
	if preflight && a == redirect.FollowOn {
		return "→ goes on"
	}
	switch a {
	case redirect.Deliver:
		return "✓ delivered"
	case redirect.FollowOn:
		return "→ followed"
	case redirect.Stop:
		return "■ not followed"
	case redirect.Fail:
		return "✕ failed"
	}
	return clean(string(a))
}

// changes writes the fates of parts, each with its why and sources, but for
// a why that the decision has said already.
func (w *writer) changes(said string, changes []redirect.Change) {
	for _, c := range changes {
		w.line(6, sign(c.Fate)+" "+subject(c.Part, c.Name)+" "+clean(string(orKept(c.Fate)))+values(c.Fate, c.From, c.To))
		if !strings.Contains(said, c.Why) {
			w.prose(10, clean(c.Why))
			w.sources(10, c.Kind, c.Sources)
		}
	}
}

// sign is mark with a sign for what is kept, too.
func sign(f redirect.Fate) string {
	if orKept(f) == redirect.Kept {
		return "✓"
	}
	return strings.TrimSpace(mark(f))
}

func subject(part redirect.Part, name string) string {
	if part == redirect.PartHeader {
		return clean(name)
	}
	return clean(string(part))
}

// values says what a part was and is, as far as its fate makes them differ.
func values(f redirect.Fate, from, to string) string { return valuesIn(clean, f, from, to) }

// valuesIn writes each value by the function it is given.
func valuesIn(write func(string) string, f redirect.Fate, from, to string) string {
	if from = clean(from); from != "" {
		from = write(from)
	}
	if to = clean(to); to != "" {
		to = write(to)
	}
	switch {
	case f == redirect.Changed && (from != "" || to != ""):
		return ": " + orElse(from, "none") + " → " + orElse(to, "none")
	case f == redirect.Dropped && from != "":
		return " (was " + from + ")"
	case f == redirect.Added && to != "":
		return ": " + to
	}
	return ""
}

func (w *writer) sources(indent int, kind redirect.Kind, sources []*redirect.Source) {
	lead := ""
	if kind != "" {
		lead = clean(string(kind)) + ": "
	}
	for _, s := range sources {
		w.prose(indent, strings.TrimSpace(lead+clean(s.Cited())+" "+bracket(clean(s.URL))))
		lead = "" // the claim is the reason's, not each source's
	}
}

func bracket(url string) string {
	if url == "" {
		return ""
	}
	return "<" + url + ">"
}

func (w *writer) outcome(o redirect.Outcome) {
	w.line(0, "Outcome: "+outcomeText(o))
	if o.URL != "" {
		w.line(9, clean(o.URL))
	}
	if o.Error != "" {
		w.prose(9, clean(o.Error))
	}
}

// outcomeText says how a trace ended, as part of a line.
func outcomeText(o redirect.Outcome) string {
	s := clean(string(o.Kind))
	if o.Status != 0 {
		s += ", " + status(o.Status)
	}
	return s + ", after " + count(o.Redirects, "redirect", "redirects")
}

// survival writes the table of what became of each part, its columns aligned.
func (w *writer) survival(rows []redirect.Survivor) {
	w.line(0, "What survived")
	widest := 0
	for _, s := range rows {
		widest = max(widest, min(length(subject(s.Part, s.Name)), 30))
	}
	for _, s := range rows {
		name := subject(s.Part, s.Name)
		w.line(2, name+strings.Repeat(" ", max(0, widest-length(name))+2)+fateText(s)+values(s.Fate, s.From, s.To))
	}
}

// fateText says what became of a part, and where.
func fateText(s redirect.Survivor) string {
	text := sign(s.Fate) + " " + clean(string(orKept(s.Fate)))
	switch {
	case s.Hop > 0:
		return text + " at hop " + strconv.Itoa(s.Hop)
	case orKept(s.Fate) != redirect.Kept:
		return text + " before sending"
	}
	return text
}
