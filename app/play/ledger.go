package play

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// Ledger returns the rows of "What survived" for Model.Exchange: the parts of
// its request, and what the next request has of them. It is empty where the
// decision is still to be predicted.
func Ledger(m Model) []Row {
	exchange := m.Exchange()
	if exchange < 0 {
		o := m.Trace.Outcome
		return []Row{{Label: "Request", Before: None, After: None, Why: cmp.Or(o.Why, o.Error), Kind: o.Claim, Sources: o.Sources}}
	}
	if m.Predict && m.Reached < m.decidedAt(exchange) {
		return nil
	}
	e := m.Trace.Exchanges[exchange]
	l := ledger{now: e.Request, decision: e.Decision, prepared: m.Trace.Prepared, survival: m.Trace.Survival, at: e.Response.Hop}
	next, goes := nextRequest(m.Trace, exchange)
	switch {
	case e.Request.Preflight:
		after := None
		if goes {
			after = next.Method
		}
		return []Row{decisionRow("Request", "OPTIONS, to ask first", after, e.Decision)}
	case e.Decision.Action != redirect.FollowOn || !goes:
		return []Row{l.lastRow()}
	}
	l.next = next
	return l.rows()
}

// A ledger is two requests that follow on each other, and the decision between.
type ledger struct {
	now, next redirect.SentRequest
	decision  redirect.Decision
	prepared  []redirect.Change
	survival  []redirect.Survivor
	at        int // hop
}

func decisionRow(label, before, after string, d redirect.Decision) Row {
	return Row{Label: label, Before: before, After: after, Why: d.Why, Kind: d.Kind, Sources: d.Sources}
}

// lastRow is that of a request that none follows.
func (l ledger) lastRow() Row {
	ends := "it is the result."
	if l.decision.Action == redirect.Fail {
		ends = "it ends with an error."
	}
	row := decisionRow("Request", l.now.Method+" "+l.now.URL, None, l.decision)
	row.Why = strings.TrimSpace("Nothing is sent after this: " + ends + " " + row.Why)
	return row
}

func (l ledger) rows() []Row {
	rows := []Row{
		l.row(redirect.PartMethod, "", l.now.Method, l.next.Method),
		l.urlRow(),
		l.row(redirect.PartBody, "", bodySize(l.now.Body), bodySize(l.next.Body)),
	}
	// The headers that were built come first, so that each keeps its place
	// from hop to hop, and one that was lost is not forgotten.
	var list []string
	for _, s := range l.survival {
		if s.Part == redirect.PartHeader {
			list = add(list, s.Name)
		}
	}
	for _, h := range slices.Concat(l.now.Headers, l.next.Headers) {
		list = add(list, h.Name)
	}
	for _, name := range list {
		rows = append(rows, l.row(redirect.PartHeader, name, joined(l.now.Headers, name), joined(l.next.Headers, name)))
	}
	before, after := fragment(l.now.URL), fragment(l.next.URL)
	if before != None || after != None || l.reason(redirect.PartFragment, "") != nil {
		rows = append(rows, l.row(redirect.PartFragment, "", before, after))
	}
	return slices.DeleteFunc(rows, func(r Row) bool { return r.Before == None && r.After == None && r.Why == "" })
}

// labels has the word for each part that is not a header.
var labels = map[redirect.Part]string{
	redirect.PartMethod: "Method", redirect.PartBody: "Body", redirect.PartFragment: "Fragment",
}

func (l ledger) row(part redirect.Part, name, before, after string) Row {
	r := Row{Label: name, Before: before, After: after, Fate: fate(before, after)}
	if name == "" {
		r.Label = labels[part]
	}
	if c := l.reason(part, name); c != nil {
		r.Fate, r.Why, r.Kind, r.Sources = c.Fate, c.Why, c.Kind, c.Sources
		return r
	}
	if before != None || after != None {
		return r
	}
	r.Fate = ""
	hop, lost := l.lostBefore(part, name)
	if !lost {
		return r
	}
	r.Why = lostWords(hop)
	if c := find(l.prepared, part, name); c != nil && hop == 0 {
		r.Why, r.Kind, r.Sources = r.Why+" "+c.Why, c.Kind, c.Sources
	}
	return r
}

// reason returns what the decision says of a part.
func (l ledger) reason(part redirect.Part, name string) *redirect.Change {
	return cmp.Or(find(l.decision.Changes, part, name), find(l.decision.Kept, part, name))
}

func find(list []redirect.Change, part redirect.Part, name string) *redirect.Change {
	for i, c := range list {
		if c.Part == part && strings.EqualFold(c.Name, name) {
			return &list[i]
		}
	}
	return nil
}

// lostBefore returns the hop at which a part that was built had been lost
// before this one; 0: before it was sent at all.
func (l ledger) lostBefore(part redirect.Part, name string) (int, bool) {
	for _, s := range l.survival {
		if s.Part == part && strings.EqualFold(s.Name, name) {
			return s.Hop, s.Fate == redirect.Dropped && (s.Hop == 0 || s.Hop < l.at)
		}
	}
	return 0, false
}

func lostWords(hop int) string {
	if hop == 0 {
		return "Lost before anything was sent."
	}
	return "Lost earlier, at hop " + strconv.Itoa(hop) + "."
}

// locationSource says how the next URL comes about.
var locationSource = []*redirect.Source{
	{Title: "RFC 9110 §10.2.2, Location", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.2"},
}

// urlRow says where the next request goes; no decision is about that, the
// Location is.
func (l ledger) urlRow() Row {
	before, _, _ := strings.Cut(l.now.URL, "#")
	after, _, _ := strings.Cut(l.next.URL, "#")
	r := Row{
		Label: "URL", Before: before, After: after, Fate: fate(before, after),
		Kind: redirect.Required, Sources: locationSource,
	}
	from, errFrom := redirect.ParseURL(before)
	to, errTo := redirect.ParseURL(after)
	switch {
	case before == after:
		r.Why = "The Location leads back to the same URL."
	case errFrom == nil && errTo == nil && from.Origin() == to.Origin():
		r.Why = "From the Location, on the same origin."
	default:
		r.Why = "From the Location, on another origin."
	}
	return r
}

func fate(before, after string) redirect.Fate {
	switch {
	case before == after:
		return redirect.Kept
	case before == None:
		return redirect.Added
	case after == None:
		return redirect.Dropped
	}
	return redirect.Changed
}

// bodySize is a body in a word or two.
func bodySize(b *redirect.SentBody) string {
	switch {
	case b == nil:
		return None
	case b.Bytes == 1:
		return "1 byte"
	}
	return strconv.Itoa(b.Bytes) + " bytes"
}

func fragment(url string) string {
	if _, after, found := strings.Cut(url, "#"); found {
		return "#" + after
	}
	return None
}

// add puts a header's name at the end of the list, where it is not in it.
func add(list []string, name string) []string {
	if slices.ContainsFunc(list, func(n string) bool { return strings.EqualFold(n, name) }) {
		return list
	}
	return append(list, name)
}

// joined is the value of a header that may be there more than once
// (RFC 9110 section 5.3).
func joined(headers redirect.Headers, name string) string {
	values := headers.Values(name)
	if values == nil {
		return None
	}
	return strings.Join(values, ", ")
}
