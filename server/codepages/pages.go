// Package codepages writes the pages of the reference: the table of the codes with
// its guide, and one page a code. They are plain HTML, made of what app/code holds
// and what was recorded, and the same for everybody.
package codepages

import (
	"bytes"
	"embed"
	"html/template"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/code"
	"github.com/hopscope/hopscope/server/prose"
)

//go:embed *.html
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"prose": prose.HTML,
	"page":  code.PagePath,
	"name":  nameOf,
	"mark":  mark,
	"brief": brief,
	"short": short,
}).ParseFS(files, "*.html"))

// An indexPage is what codes.html is filled with.
type indexPage struct {
	Codes []*code.Code
	Guide question
}

// A question is one of the guide's on the page. Answers to one question close each
// other, as their elements have the question's ID for a name.
type question struct {
	*code.Question
	ID      string
	Answers []answer
}

// An answer leads to a further question or to an end.
type answer struct {
	Text string
	Next *question
	End  *end
}

// An end is the code that the guide comes to.
type end struct {
	*code.Code
	Why     string
	Example *code.Example
	Wire    code.Wire
	Snippet *code.Snippet // the first server's
}

// Index writes the content of the page about all the codes.
func Index() (template.HTML, error) {
	guide, err := questionOf(code.Guide(), "guide")
	if err != nil {
		return "", err
	}
	return execute("codes.html", indexPage{code.All(), guide})
}

func questionOf(q *code.Question, id string) (question, error) {
	out := question{Question: q, ID: id}
	for i, c := range q.Choices {
		a := answer{Text: c.Text}
		var err error
		if c.Next != nil {
			var next question
			next, err = questionOf(c.Next, id+"-"+strconv.Itoa(i+1))
			a.Next = &next
		} else {
			a.End, err = endOf(c)
		}
		if err != nil {
			return out, err
		}
		out.Answers = append(out.Answers, a)
	}
	return out, nil
}

func endOf(c code.Choice) (*end, error) {
	about, _ := code.Lookup(c.Code) // a test holds the guide to the codes there are
	e := end{Code: about, Why: c.Why, Example: c.Example}
	if snippets := code.Snippets(c.Code); len(snippets) > 0 {
		e.Snippet = &snippets[0]
	}
	var err error
	e.Wire, err = c.Example.Wire()
	return &e, err
}

// A codePage is what code.html is filled with.
type codePage struct {
	code.Entry
	Tallies        []tally
	Before, Behind *code.Code
	// First are the misunderstandings that are read first, Further those folded.
	First, Further           []myth
	FirstRules, FurtherRules []code.Rule
}

// A myth is a misunderstanding with its measurements.
type myth struct {
	code.Myth
	Shown []code.Shown
}

// How many of them are not folded.
const (
	maxMyths = 4
	maxRules = 3
)

// Code writes the content of the page about one code.
func Code(c *code.Code) (template.HTML, error) {
	e, err := code.Of(c)
	if err != nil {
		return "", err
	}
	p := codePage{Entry: e}
	for _, m := range e.Measured {
		p.Tallies = append(p.Tallies, tallyOf(m))
	}
	n := min(maxRules, len(c.Rules))
	p.FirstRules, p.FurtherRules = c.Rules[:n], c.Rules[n:]
	for i, m := range c.Myths {
		one := myth{Myth: m}
		for _, s := range m.Seen {
			one.Shown = append(one.Shown, e.Show(s))
		}
		if i < maxMyths {
			p.First = append(p.First, one)
		} else {
			p.Further = append(p.Further, one)
		}
	}
	p.Before, _ = code.Lookup(c.Status - 1)
	p.Behind, _ = code.Lookup(c.Status + 1)
	return execute("code.html", p)
}

func execute(name string, data any) (template.HTML, error) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil // the template has escaped it
}

func nameOf(status int) string {
	if c, ok := code.Lookup(status); ok {
		return c.Name
	}
	return ""
}

// mark is the glyph of an answer; the words stand beside it.
func mark(a code.Answer) string {
	switch a {
	case code.Yes:
		return "✓"
	case code.No:
		return "✕"
	case code.Depends:
		return "~"
	}
	return "–"
}

// brief is a text without its code marks, for where there can be no markup.
func brief(text string) string { return strings.ReplaceAll(text, "`", "") }

// short is a source's title without that of the clause, which stands in full among
// the sources.
func short(title string) string {
	if number, _, ok := strings.Cut(title, ", "); ok && strings.HasPrefix(title, "RFC ") {
		return number
	}
	return title
}
