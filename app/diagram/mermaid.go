package diagram

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// This file writes a trace in the language of Mermaid, which GitHub, GitLab and
// many generators of sites draw by themselves.

// mermaidMost is how many characters Mermaid reads at most, unless it is told
// otherwise (its option maxTextSize).
const mermaidMost = 50_000

// Mermaid writes a trace as a sequence diagram of Mermaid: the client and each
// origin as participants, each request with its parts, each answer, and each
// decision as a note. Long texts are cut, the more the longer the journey, so
// that Mermaid reads it with its own defaults.
func Mermaid(t redirect.Trace) string {
	for most := 120; ; most /= 2 {
		m := mermaid{most: most}
		m.diagram(t)
		if text := m.b.String(); len(text) <= mermaidMost || most < 10 {
			return text
		}
	}
}

// A mermaid is a diagram being written. What is not a literal of this package
// goes through text.
type mermaid struct {
	b    strings.Builder
	most int // columns of a text
}

// line writes one statement whose parts have been escaped.
func (m *mermaid) line(parts ...string) {
	m.b.WriteString("    ")
	for _, p := range parts {
		m.b.WriteString(p)
	}
	m.b.WriteByte('\n')
}

// text returns anybody's text, cut and escaped.
func (m *mermaid) text(s string) string { return mermaidText(cut(clean(s), m.most)) }

const mermaidBreak = "<br/>"

func (m *mermaid) diagram(t redirect.Trace) {
	m.b.WriteString("sequenceDiagram\n")
	m.line("accTitle: ", m.text(title(t)))
	m.line("accDescr: ", m.text(outcomeText(t.Outcome)))
	m.line("participant C as ", m.text(clientName(t)))
	origins := map[string]string{}
	of := make([]string, len(t.Exchanges)) // the participant of each
	for i, e := range t.Exchanges {
		origin, _ := split(clean(e.Request.URL))
		id, known := origins[origin]
		if !known {
			id = "S" + strconv.Itoa(len(origins)+1)
			origins[origin] = id
			m.line("participant ", id, " as ", m.text(orElse(origin, "no origin")))
		}
		of[i] = id
	}
	if len(t.Exchanges) == 0 {
		m.note("C", refused(t))
	}
	for i, e := range t.Exchanges {
		m.line("C->>", of[i], ": ", m.request(t, i))
		m.line(of[i], "-->>C: ", m.response(e.Response))
		m.note("C,"+of[i], decided(t, i))
	}
}

// request is the method and the path, and below them the parts. Those that a hop
// took away are in the note above.
func (m *mermaid) request(t redirect.Trace, i int) string {
	r := t.Exchanges[i].Request
	_, path := split(clean(r.URL))
	s := m.text(r.Method) + " " + m.text(path)
	if r.Preflight {
		s = "CORS preflight " + s
	}
	all := parcels(t, i)
	if i != firstRequest(t) {
		all = slices.DeleteFunc(all, func(p parcel) bool { return p.fate == redirect.Dropped })
	}
	if len(all) == 0 {
		return s
	}
	const shown = 8
	var names []string
	for _, p := range all[:min(shown, len(all))] {
		names = append(names, m.text(p.text))
	}
	if more := len(all) - shown; more > 0 {
		names = append(names, moreText(more))
	}
	return s + mermaidBreak + strings.Join(names, ", ")
}

func (m *mermaid) response(r redirect.Response) string {
	s := status(r.Status)
	if location, has := r.Headers.Get("Location"); has {
		s += mermaidBreak + "Location: " + m.text(location)
	}
	return s
}

// note writes a decision over the participants.
func (m *mermaid) note(over string, d decision) {
	const columns = 60 // of a line: Mermaid makes a note as wide as its text
	var lines []string
	for _, s := range wrapWords(cut(d.glyph()+" "+d.headline, 3*m.most), columns, columns) {
		lines = append(lines, mermaidText(s))
	}
	if d.errorm != "" {
		lines = append(lines, m.text(d.errorm))
	}
	var changes []string
	for _, c := range d.changes[:min(8, len(d.changes))] {
		changes = append(changes, m.text(changeText(c)))
	}
	if len(changes) > 0 {
		lines = append(lines, strings.Join(changes, ", "))
	}
	m.line("Note over ", over, ": ", strings.Join(lines, mermaidBreak))
}

// mermaidText escapes what Mermaid would take for its own: a # begins an entity or
// a comment, a ; ends a statement, %% begins a directive, $$ a formula; and < & "
// are HTML to it. What it writes in the place of entities while it works (ﬂ, ¶)
// must not be there before, and it takes the last ; from a line in which it sees
// the words style or classDef before a # (its function encodeEntities).
func mermaidText(s string) string {
	var b strings.Builder
	var before rune
	for i, r := range s {
		switch {
		case strings.ContainsRune(`#;<>&"\ﬂ¶`, r), r == before && (r == '%' || r == '$'),
			strings.HasPrefix(s[i:], "style"), strings.HasPrefix(s[i:], "classDef"):
			b.WriteString("#" + strconv.Itoa(int(r)) + ";")
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}
