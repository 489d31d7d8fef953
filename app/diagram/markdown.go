package diagram

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/markdown"
	"github.com/hopscope/hopscope/app/redirect"
)

// This file writes a trace as Markdown with tables, as GitHub reads it.

// Markdown writes a trace as a section of a document: how it ended, a table of
// the exchanges, each decision with its reasons and sources, and what survived.
// Whatever the scenario holds is escaped or stands in code. Links within Hopscope
// begin with base, the address of a site; without one they are text.
func Markdown(t redirect.Trace, base string) string {
	w := document{base: base}
	w.line("## ", markdown.Text(title(t)))
	w.line()
	w.outcome(t.Outcome)
	if len(t.Exchanges) > 0 {
		w.line()
		w.exchanges(t)
	}
	if len(t.Prepared) > 0 {
		w.line()
		w.line("### Before sending")
		w.line()
		w.changes("", "", t.Prepared)
	}
	if len(t.Exchanges) > 0 {
		w.line()
		w.line("### What was decided, and why")
		w.line()
	}
	for i, e := range t.Exchanges {
		w.decision(strconv.Itoa(i+1)+". ", e)
	}
	if len(t.Survival) > 0 {
		w.line()
		w.survival(t.Survival)
	}
	return w.b.String()
}

// MarkdownTitle writes the title of a document that Markdown is a section of.
func MarkdownTitle(title string) string { return "# " + markdown.Text(clean(title)) + "\n\n" }

// A document is Markdown being written.
type document struct {
	b    strings.Builder
	base string
}

func (w *document) line(parts ...string) {
	for _, p := range parts {
		w.b.WriteString(p)
	}
	w.b.WriteByte('\n')
}

func (w *document) row(cells ...string) { w.line("| ", strings.Join(cells, " | "), " |") }

func (w *document) outcome(o redirect.Outcome) {
	s := "**" + markdown.Text(capital(outcomeText(o))) + "**"
	if o.URL != "" {
		s += " at " + code(o.URL)
	}
	if o.Error != "" {
		s += ": " + code(o.Error)
	}
	w.line(s)
}

func (w *document) exchanges(t redirect.Trace) {
	w.row("#", "Request", "Carries", "Answer", "Location", "Client")
	w.row("---", "---", "---", "---", "---", "---")
	for i, e := range t.Exchanges {
		r := e.Request
		request := "**" + markdown.Text(clean(r.Method)) + "** " + cell(r.URL)
		if r.Preflight {
			request = "CORS preflight " + request
		}
		var parts []string
		for _, p := range parcels(t, i) {
			parts = append(parts, cell(mark(p.fate)+p.full))
		}
		location, has := e.Response.Headers.Get("Location")
		if location = cell(location); !has {
			location = "–"
		}
		w.row(strconv.Itoa(i+1), request, orElse(strings.Join(parts, ", "), "–"), markdown.Text(status(e.Response.Status)),
			location, actionWord(e.Decision.Action, r.Preflight))
	}
}

// decision is an item of a list, and the changes are a list within it.
func (w *document) decision(number string, e redirect.Exchange) {
	d := e.Decision
	indent := strings.Repeat(" ", len(number))
	w.line(strings.TrimRight(number+actionWord(d.Action, e.Request.Preflight)+": "+markdown.Text(clean(d.Why))+w.cited(d.Kind, d.Sources), " "))
	w.changes(indent, d.Why, d.Changes)
	w.changes(indent, d.Why, d.Kept)
}

// changes lists fates, each with its why and sources, but for a why that the
// decision has said already.
func (w *document) changes(indent, said string, changes []redirect.Change) {
	for _, c := range changes {
		name := markdown.Text(subject(c.Part, c.Name))
		if c.Part == redirect.PartHeader {
			name = code(c.Name)
		}
		s := indent + "- " + markdown.Text(sign(c.Fate)) + " " + name + " " + markdown.Text(clean(string(orKept(c.Fate)))) + valuesIn(code, c.Fate, c.From, c.To)
		if c.Why != "" && !strings.Contains(said, c.Why) {
			s += ". " + markdown.Text(clean(c.Why)) + w.cited(c.Kind, c.Sources)
		}
		w.line(s)
	}
}

func (w *document) survival(rows []redirect.Survivor) {
	w.line("### What survived")
	w.line()
	w.row("Part", "Fate", "From, to")
	w.row("---", "---", "---")
	for _, s := range rows {
		name := subject(s.Part, s.Name)
		if s.Part == redirect.PartHeader {
			name = cell(s.Name)
		}
		values := strings.TrimLeft(valuesIn(cell, s.Fate, s.From, s.To), ": ")
		w.row(name, markdown.Text(fateText(s)), orElse(values, "–"))
	}
}

// cited names the kind of a claim and links where to check it.
func (w *document) cited(kind redirect.Kind, sources []*redirect.Source) string {
	var links []string
	for _, s := range sources {
		link := markdown.Text(clean(s.Cited()))
		url := clean(s.URL)
		if own := strings.HasPrefix(url, "/"); own && w.base != "" {
			url = w.base + url
		} else if own {
			url = ""
		}
		if url != "" {
			link = "[" + link + "](" + markdown.Target(url) + ")"
		}
		links = append(links, link)
	}
	if len(links) == 0 {
		return ""
	}
	line := " ("
	if kind != "" {
		line += markdown.Text(clean(string(kind))) + ": "
	}
	return line + strings.Join(links, "; ") + ")"
}

// code and cell write anybody's text as code, in text and in a table.
func code(s string) string { return markdown.Code(clean(s)) }

func cell(s string) string { return markdown.Cell(code(s)) }
