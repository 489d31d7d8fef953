package code

// What the measured clients do with a code, counted off the recordings.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
)

// A Measured is what the clients did where a code answered one kind of request.
type Measured struct {
	Method string `json:"method"` // as people say it: POST with a body
	Case   string `json:"case"`   // its id in the recordings
	// Clients is how many were asked as they come, without options.
	Clients int     `json:"clients"`
	Groups  []Group `json:"groups"`
}

// A Group are the clients that did the same.
type Group struct {
	Step    evidence.StepKind `json:"step"`
	Words   string            `json:"words"` // what they do: hand the redirect back
	Count   int               `json:"count"` // of those without options
	Clients []Client          `json:"clients"`
}

// A Client is a program that was recorded, with the options that were set.
type Client struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Program string `json:"program"`
	Version string `json:"version"`
	Date    string `json:"date"`
	// Options: it was asked with options, which stand in Name.
	Options bool `json:"options,omitempty"`
	// Told are the requests that arrived: POST+ GET.
	Told string `json:"told"`
	// Label is the name, with the version where several have been recorded.
	Label string `json:"-"`
	// Href is where the case is shown in full.
	Href string `json:"href"`
}

// asked are the methods that the pages tell of, as the ids of the cases have them.
var asked = []string{"get", "post-body", "put-body", "delete"}

// steps are the kinds in the order they are told, with a verb of many: one for a
// request with a body, and one for those without. The verb of one client ends in
// an s, but for "do".
var steps = []struct {
	kind             evidence.StepKind
	withBody, noBody string
}{
	{evidence.StepKept, "keep method and body", "follow with the same method"},
	{evidence.StepChanged, "change the method", "change the method"},
	{evidence.StepEmptied, "keep the method and lose the body", "lose the body"},
	{evidence.StepStopped, "do not follow", "do not follow"},
	{evidence.StepFailed, "end with an error", "end with an error"},
	{evidence.StepHung, "hang", "hang"},
	{evidence.StepUnsent, "refuse to send it", "refuse to send it"},
}

// measure counts what the clients do with a code.
func measure(status int, rows []evidence.Row) []Measured {
	spoken := map[string]string{}
	for _, m := range evidence.Methods() {
		spoken[m[0]] = m[1]
	}
	times := map[string]int{}
	for _, row := range rows {
		times[row.Name]++
	}
	var list []Measured
	for _, method := range asked {
		m := Measured{Method: spoken[method], Case: fmt.Sprintf("%d-%s", status, method)}
		for _, s := range steps {
			g := Group{Step: s.kind, Words: s.noBody}
			if strings.HasSuffix(method, "-body") {
				g.Words = s.withBody
			}
			for _, row := range rows {
				result, ok := row.Run.Result(m.Case)
				if !ok || result.Step().Kind != s.kind {
					continue
				}
				c := seenClient(row, result, m.Case)
				if c.Label = c.Name; times[c.Name] > 1 {
					c.Label += " (" + c.Program + " " + c.Version + ")"
				}
				g.Clients = append(g.Clients, c)
				if row.Plain {
					g.Count++
				}
			}
			if g.Count == 1 {
				g.Words = ofOne(g.Words)
			}
			if len(g.Clients) > 0 {
				m.Clients += g.Count
				m.Groups = append(m.Groups, g)
			}
		}
		slices.SortStableFunc(m.Groups, func(a, b Group) int { return b.Count - a.Count })
		list = append(list, m)
	}
	return list
}

// ofOne is what one client does: keep becomes keeps.
func ofOne(words string) string {
	verb, rest, more := strings.Cut(words, " ")
	if verb == "do" {
		verb = "doe"
	}
	verb += "s"
	if !more {
		return verb
	}
	return verb + " " + strings.ReplaceAll(rest, "and lose ", "and loses ")
}

func seenClient(row evidence.Row, result evidence.Result, caseID string) Client {
	return Client{
		ID: row.Client, Name: row.Name, Program: row.Run.Program, Version: row.Run.Version, Date: row.Run.Date,
		Options: !row.Plain, Told: result.Told(),
		Href: client.RecordingPath(row.Client) + "#" + evidence.Anchor(row.Index, caseID),
	}
}

// A Shown is a measurement that a text relies on, as a page tells it.
type Shown struct {
	Client
	Title string `json:"case"` // what was asked
	// Line are the requests as a page has them: POST → GET.
	Line string `json:"line"`
	// AgainLine are those of a second visit, where it has one.
	AgainLine string `json:"again,omitempty"`
}

// shown looks up what was measured, in the recording of the client.
func shown(s evidence.Seen, rec evidence.Recording) (Shown, error) {
	run, result, err := s.In(rec)
	if err != nil {
		return Shown{}, err
	}
	p, err := client.Lookup(s.Client)
	if err != nil {
		return Shown{}, err
	}
	row := evidence.Row{Client: s.Client, Name: p.Name, Run: run, Index: s.Run, Plain: run.Spelled() == ""}
	if !row.Plain {
		row.Name += " with " + run.Spelled()
	}
	out := Shown{Client: seenClient(row, result, s.Case), Line: Line(result.Told())}
	if s.Again != "" {
		out.AgainLine = Line(s.Again)
	}
	if c, ok := evidence.Lookup(s.Case); ok {
		out.Title = c.Title
	}
	return out, nil
}

// maxLine is how many requests of a line are told: those of a loop are all the
// same.
const maxLine = 6

// Line tells requests as a page has them: POST+ GET becomes POST → GET.
func Line(told string) string {
	words := strings.Fields(told)
	if len(words) == 0 {
		return "nothing was sent"
	}
	line := strings.Join(words[:min(len(words), maxLine)], " → ")
	if n := len(words); n > maxLine {
		line += fmt.Sprintf(" → … (%d requests)", n)
	}
	return line
}
