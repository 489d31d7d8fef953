// Package clientpages writes the pages about the measured clients: the matrix of
// all of them, and one page a client. They are plain HTML: what they show was
// recorded beforehand and is the same for everybody, so that nobody waits for a
// program to see it.
package clientpages

import (
	"bytes"
	"embed"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

// Path is where the matrix is; each client's page is below it.
const Path = "/clients"

//go:embed *.html
var files embed.FS

var templates = template.Must(template.ParseFS(files, "*.html"))

// A matrixPage is what clients.html is filled with.
type matrixPage struct {
	Programs, Cases, Requests int
	Methods                   []byMethod
	Borders                   []borderRow
	Surprises                 []surprise
}

// A byMethod is the part of the matrix for one method.
type byMethod struct {
	ID, Words string
	Chosen    bool
	Rows      []codeRow
}

// Statuses are the columns.
func (byMethod) Statuses() []int { return statuses }

var statuses = []int{300, 301, 302, 303, 304, 305, 306, 307, 308}

// A codeRow is one client's.
type codeRow struct {
	rowHead
	Cells            []cell
	Departs, Differs bool // any of the cells does
}

// A rowHead is how a row begins.
type rowHead struct {
	Client, Name, Version string
	Run                   int // its place among the client's
	Plain                 bool
}

// A cell is what one client did in one case.
type cell struct {
	Status           int
	Href             string
	Class            string
	Text             string // for the eyes
	Words            string // for everybody
	Departs, Differs bool
}

// A borderRow says what crosses to another port and host.
type borderRow struct {
	rowHead
	Cells []cell
	Limit string
}

// bordered are the headers of the second table; the cases are the redirects of a
// GET by 302.
var bordered = []string{"Authorization", "Cookie", "X-Api-Key", "Referer"}

// Bordered are the columns of the second table.
func (matrixPage) Bordered() []string { return bordered }

// Matrix writes the content of the page about all clients.
func Matrix() (template.HTML, error) {
	rows, err := evidence.Rows()
	if err != nil {
		return "", err
	}
	p := matrixPage{Cases: len(evidence.Cases())}
	for _, id := range evidence.IDs() {
		rec, err := evidence.Load(id)
		if err != nil {
			return "", err
		}
		p.Programs += len(rec.Programs())
		for _, run := range rec.Runs {
			for _, c := range run.Cases {
				p.Requests += len(c.Requests) + len(c.Again)
			}
		}
	}
	fetch, err := client.Lookup("fetch")
	if err != nil {
		return "", err
	}
	policy, err := fetch.Policy(nil)
	if err != nil {
		return "", err
	}
	for _, m := range evidence.Methods() {
		part := byMethod{ID: m[0], Words: m[1], Chosen: m[0] == "post-body"}
		for _, row := range rows {
			if r, any := codesOf(row, m[0], policy); any {
				part.Rows = append(part.Rows, r)
			}
		}
		p.Methods = append(p.Methods, part)
	}
	for _, row := range rows {
		if b, any := bordersOf(row); any {
			p.Borders = append(p.Borders, b)
		}
	}
	p.Surprises = surprises("")
	return execute("clients.html", p)
}

func execute(name string, data any) (template.HTML, error) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil // the template has escaped it
}

func headOf(row evidence.Row) rowHead {
	version := row.Run.Program + " " + row.Run.Version
	if row.Run.With != "" {
		version += " with " + row.Run.With
	}
	return rowHead{Client: row.Client, Name: row.Name, Version: version, Run: row.Index, Plain: row.Plain}
}

func codesOf(row evidence.Row, method string, fetch redirect.Policy) (codeRow, bool) {
	out := codeRow{rowHead: headOf(row)}
	any := false
	for _, status := range statuses {
		c := cell{Status: status, Class: "m-unknown", Text: "–", Words: "not recorded"}
		id := strconv.Itoa(status) + "-" + method
		if result, ok := row.Run.Result(id); ok {
			any = true
			c = stepCell(result.Step())
			c.Status, c.Href = status, caseHref(row, id)
			theCase, _ := evidence.Lookup(id)
			c.Departs = result.Step().Departs(status) != nil
			c.Differs = !result.Step().Same(evidence.StepOf(redirect.Follow(fetch, theCase.Scenario)))
		}
		out.Cells = append(out.Cells, c)
		out.Departs, out.Differs = out.Departs || c.Departs, out.Differs || c.Differs
	}
	return out, any
}

// caseHref is where a case of a row is shown in full.
func caseHref(row evidence.Row, id string) string {
	return Path + "/" + row.Client + "#" + evidence.Anchor(row.Index, id)
}

// stepCell shows a step as a glyph and a word.
func stepCell(s evidence.Step) cell {
	c := cell{Class: "m-ends", Words: s.Kind.Words()}
	body := func(q *evidence.Request) string {
		if q.Body != nil {
			return q.Method + " ▣"
		}
		return q.Method
	}
	switch s.Kind {
	case evidence.StepKept:
		c.Class, c.Text = "m-same", body(s.To)
	case evidence.StepChanged:
		c.Class, c.Text = "m-other", body(s.To)
		c.Words = "becomes " + s.To.Method
		if s.To.Body != nil {
			c.Words += " with a body"
		}
	case evidence.StepEmptied:
		c.Class, c.Text = "m-lost", s.To.Method+" ∅"
		c.Words = "stays " + s.To.Method + ", and the body is lost"
	case evidence.StepStopped:
		c.Text = "stops"
	case evidence.StepFailed:
		c.Text = "✕ error"
	case evidence.StepHung:
		c.Text = "… hangs"
	case evidence.StepUnsent:
		c.Text = "not sent"
	default:
		c.Text = "–"
	}
	return c
}

func bordersOf(row evidence.Row) (borderRow, bool) {
	out := borderRow{rowHead: headOf(row), Limit: "–"}
	any := false
	for _, name := range bordered {
		for _, place := range []string{"to-port", "to-host"} {
			c := cell{Class: "m-unknown", Text: "–", Words: "not recorded"}
			id := "302-get-" + place
			if result, ok := row.Run.Result(id); ok {
				any = true
				c = fareCell(result.Fares(name), name)
				c.Href = caseHref(row, id)
			}
			out.Cells = append(out.Cells, c)
		}
	}
	switch n, ok := row.Run.Limit(); {
	case ok:
		out.Limit = strconv.Itoa(n)
	case slices.ContainsFunc(row.Run.Cases, func(r evidence.Result) bool { return r.Case == "loop" && r.Skipped == "" }):
		out.Limit = "none met"
	}
	return out, any
}

// secret are the headers whose way to another host may give something away.
var secret = []string{"Authorization", "Cookie", "X-Api-Key"}

func fareCell(f evidence.Fare, name string) cell {
	switch f {
	case evidence.FareKept:
		if slices.Contains(secret, name) {
			return cell{Class: "m-other", Text: "⚠ sent", Words: "is sent on"}
		}
		return cell{Class: "m-same", Text: "✓ sent", Words: "is sent on"}
	case evidence.FareDropped:
		return cell{Class: "m-lost", Text: "✕ dropped", Words: "is dropped"}
	case evidence.FareChanged:
		return cell{Class: "m-other", Text: "↻ changed", Words: "is changed"}
	case evidence.FareUnsent:
		return cell{Class: "m-ends", Text: "not sent", Words: "is not sent to begin with"}
	}
	return cell{Class: "m-ends", Text: "stops", Words: "no further request is made"}
}

// A surprise is one of evidence.Surprises, with where it is shown.
type surprise struct {
	Text, Client, Name, Told, Href, Title string
}

// surprises are those of a client; of all where it is empty.
func surprises(id string) []surprise {
	var list []surprise
	for _, s := range evidence.Surprises() {
		if id != "" && s.Client != id {
			continue
		}
		p, err := client.Lookup(s.Client)
		c, _ := evidence.Lookup(s.Case)
		if err != nil {
			continue
		}
		list = append(list, surprise{Text: s.Text, Client: s.Client, Name: p.Name, Told: strings.ReplaceAll(s.Told, " ", " → "), Title: c.Title,
			Href: Path + "/" + s.Client + "#" + s.Anchor()})
	}
	return list
}
