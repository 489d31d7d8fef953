package code

// The reference as a document: headings, paragraphs, lists and code, which are
// written as Markdown or as plain text.

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A block is a piece of a document.
type block struct {
	kind  blockKind
	level int    // of a heading
	text  string // code between backticks, but in pre
	lang  string // of pre
	links []redirect.Source
	rows  [][]string // of a table; the first is its head
}

type blockKind int

const (
	paragraph blockKind = iota
	heading
	item
	pre
	table
)

// A document is written block by block.
type document struct {
	base   string // what stands before a path of this site
	blocks []block
}

func (d *document) head(level int, text string) {
	d.blocks = append(d.blocks, block{kind: heading, level: level, text: text})
}

func (d *document) say(text string, links ...redirect.Source) {
	d.blocks = append(d.blocks, block{text: text, links: d.linked(links)})
}

func (d *document) item(text string, links ...redirect.Source) {
	d.blocks = append(d.blocks, block{kind: item, text: text, links: d.linked(links)})
}

func (d *document) pre(lang, text string) {
	d.blocks = append(d.blocks, block{kind: pre, lang: lang, text: strings.TrimRight(text, "\n")})
}

// linked are links that lead somewhere, those of this site in full.
func (d *document) linked(links []redirect.Source) (list []redirect.Source) {
	for _, l := range links {
		switch {
		case l.URL == "":
			continue
		case strings.HasPrefix(l.URL, "/"):
			l.URL = d.base + l.URL
		}
		list = append(list, l)
	}
	return list
}

// site is a link to a page of this site.
func site(title, path string) redirect.Source { return redirect.Source{Title: title, URL: path} }

// try is a link to an example in the playground.
func (e Example) try() redirect.Source { return site("Step through it", e.Playground()) }

// list adds items under a heading, if there are any.
func (d *document) list(title string, items []string) {
	if len(items) == 0 {
		return
	}
	d.head(2, title)
	for _, text := range items {
		d.item(text)
	}
}

// entryDocument is everything about one code.
func entryDocument(e Entry, base string) *document {
	d := &document{base: base}
	d.head(1, fmt.Sprintf("%d %s", e.Status, e.Name))
	d.say(fmt.Sprintf("%s, %s.", e.Family, e.Standing), e.Clause)
	d.say(e.Plain)
	d.say(e.Analogy)
	d.say(e.Definition)
	d.head(2, "In short")
	for _, f := range e.Facts() {
		d.item(f.Question + ": " + f.Words + ". " + f.Why)
	}
	d.item("Risk in production: " + string(e.Risk.Level) + ". " + e.Risk.Why)
	d.rules(e.Code)
	d.reproduce(e)
	d.use(e.Code)
	d.myths(e)
	d.measured(e)
	d.sides(e)
	d.rest(e.Code)
	return d
}

func (d *document) rules(c *Code) {
	d.head(2, "What the standards say")
	for _, r := range c.Rules {
		d.item(capital(string(r.Kind))+": "+r.Text, r.Source)
	}
	d.list("Why one meets it", c.Happens)
}

func (d *document) reproduce(e Entry) {
	d.head(2, "How to reproduce it")
	d.say(e.Reproduce.Title+". "+e.Reproduce.About, e.Reproduce.try(), site("Run it live", e.Reproduce.Live()))
	d.pre("http", e.Wire.Request)
	d.pre("http", e.Wire.Response)
	if e.Wire.Next != "" {
		d.say("What " + e.Wire.Client + " sends next:")
		d.pre("http", e.Wire.Next)
	}
	d.say("With curl:")
	d.pre("sh", e.Wire.Curl)
}

func (d *document) use(c *Code) {
	d.list("Use it when", c.UseWhen)
	d.head(2, "Use another when")
	for _, r := range c.NotWhen {
		if r.Instead == 0 {
			d.item(r.When)
			continue
		}
		d.item(r.When, site(codeName(r.Instead), PagePath(r.Instead)))
	}
	d.head(2, "What not to do, and how to fix it")
	for _, f := range c.Fixes {
		d.item(f.When + " " + f.Do + " " + f.Why)
	}
}

func (d *document) myths(e Entry) {
	d.head(2, "Misunderstood")
	for _, m := range e.Myths {
		d.head(3, "“"+m.Says+"”")
		d.say(m.True, m.Sources...)
		for _, seen := range m.Seen {
			shown := e.Show(seen)
			told := "`" + shown.Line + "`"
			if shown.AgainLine != "" {
				told += ", on a second visit `" + shown.AgainLine + "`"
			}
			d.item(fmt.Sprintf("Measured, %s: %s.", shown.Spelled(), told), site(shown.Title, shown.Href))
		}
	}
	d.head(2, "Commonly confused with")
	for _, o := range e.Confused {
		d.item(o.Difference, site(codeName(o.With), PagePath(o.With)))
	}
}

func (d *document) measured(e Entry) {
	d.head(2, "What the measured clients do")
	d.say("Each client is counted as it comes. Those with options are named, and not counted.")
	for _, m := range e.Measured {
		d.head(3, m.Method)
		for _, g := range m.Groups {
			d.item(g.told(m.Clients))
		}
	}
}

func (d *document) sides(e Entry) {
	d.head(2, "The server’s side")
	d.say(e.Server.Usage)
	for _, text := range e.Server.Implement {
		d.item(text)
	}
	d.head(3, "Common headers")
	for _, f := range e.Server.Headers {
		d.item("`" + f.Name + "`: " + f.About)
	}
	d.head(3, "The body to send")
	d.say(e.Server.Body)
	d.head(3, "Pitfalls")
	for _, text := range e.Server.Pitfalls {
		d.item(text)
	}
	d.list("The client’s side: pitfalls", e.Clients)
	if len(e.Send) > 0 {
		d.head(2, "How to send it")
	}
	for _, s := range e.Send {
		d.head(3, s.Server)
		note := "Run by the tests on the real server."
		if !s.Runs {
			note = "Checked against the manual, not run."
		}
		d.say(strings.TrimSpace(s.Note+" "+note), s.Source)
		d.pre(s.Lang, s.Text)
	}
}

func (d *document) rest(c *Code) {
	d.head(2, "Examples")
	for _, e := range c.Examples {
		d.item(e.Title+". "+e.About, e.try())
	}
	notes := func(title string, list []Note) {
		d.head(2, title)
		for _, n := range list {
			text := n.Text
			if n.When != "" {
				text = n.When + ": " + text
			}
			d.item(text, n.Source)
		}
	}
	notes("Why it exists", c.History)
	notes("Version notes", c.Versions)
	d.head(2, "Related codes")
	for _, status := range c.Related {
		d.item("", site(codeName(status), PagePath(status)))
	}
	d.head(2, "Sources")
	for _, s := range c.Cited() {
		d.item("", s)
	}
}

// listDocument is the table of the codes.
func listDocument(base string) *document {
	d := &document{base: base}
	d.head(1, "The redirect codes, 300 to 308")
	rows := [][]string{{"Code", "Name", "Method", "Body", "For good", "Cached by default", "Status"}}
	for _, c := range All() {
		rows = append(rows, []string{strconv.Itoa(c.Status), c.Name, c.Method.Words, c.Body.Words, c.Permanent.Words, c.Cached.Words, string(c.Standing)})
	}
	d.blocks = append(d.blocks, block{kind: table, rows: rows})
	d.head(2, "Which code do I need?")
	d.guide(Guide(), nil)
	d.head(2, "Each code")
	for _, c := range All() {
		d.item(c.Plain, site(codeName(c.Status), PagePath(c.Status)+".md"))
	}
	return d
}

func (d *document) guide(q *Question, behind []string) {
	for _, c := range q.Choices {
		answers := append(behind[:len(behind):len(behind)], q.Text+" "+c.Text)
		if c.Next != nil {
			d.guide(c.Next, answers)
			continue
		}
		d.item(strings.Join(answers, " ")+" "+c.Why, site(codeName(c.Code), PagePath(c.Code)))
	}
}

// A NamedFact is a Fact with what it is about.
type NamedFact struct {
	Question string
	Fact
}

// Facts are the four that tell the codes apart.
func (c *Code) Facts() []NamedFact {
	return []NamedFact{{"Method", c.Method}, {"Body", c.Body}, {"For good", c.Permanent}, {"Cached by default", c.Cached}}
}

// Spelled is the client with its version and when it was measured.
func (c Client) Spelled() string {
	spelled := c.Name
	if version := c.Program + " " + c.Version; !strings.Contains(c.Name, version) {
		spelled += " (" + version + ")"
	}
	return spelled + ", " + c.Date
}

// told says who the clients of a group are, of as many as were asked.
func (g Group) told(asked int) string {
	names := map[bool][]string{} // by whether they were asked with options
	for _, c := range g.Clients {
		names[c.Options] = append(names[c.Options], c.Label)
	}
	text := fmt.Sprintf("%d of %d %s", g.Count, asked, g.Words)
	if len(names[false]) > 0 {
		text += ": " + strings.Join(names[false], ", ")
	}
	if len(names[true]) > 0 {
		text += "; with options: " + strings.Join(names[true], "; ")
	}
	return text + "."
}

func codeName(status int) string {
	c, ok := Lookup(status)
	if !ok {
		return strconv.Itoa(status)
	}
	return strconv.Itoa(status) + " " + c.Name
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
