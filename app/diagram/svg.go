package diagram

import (
	"strconv"
	"strings"
)

// Options says how far along a layout is drawn.
type Options struct {
	// Step is the index of the step that is now. Those before it are done,
	// those after it future. Below 0 all is future; past the last all is done.
	Step int
	// Conceal leaves out what is future, for who is to predict it. The space
	// for it stays.
	Conceal bool
}

// SVG draws a layout as an svg element for the page: classes, no style, no id.
// All text is escaped.
func SVG(l Layout, o Options) string {
	form := "wide"
	if l.Narrow {
		form = "narrow"
	}
	d := drawing{}
	d.open(l, `class="seq `+form+`"`, Description(l, o.Step))
	d.content(l, o)
	d.tag(`</svg>`)
	return d.b.String()
}

// open begins the svg element with further attributes, and says what it shows.
func (d *drawing) open(l Layout, attributes, description string) {
	d.b.Grow(1024 + 4096*len(l.Groups)/phases)
	d.tag(`<svg xmlns="http://www.w3.org/2000/svg" role="img" `, attributes, ` viewBox="0 0 `, num(l.Width), ` `, num(l.Height),
		`" width="`, num(l.Width), `" height="`, num(l.Height), `">`)
	d.element("title", l.Title)
	d.element("desc", description)
}

// content draws the lanes and the steps.
func (d *drawing) content(l Layout, o Options) {
	for i, lane := range l.Lanes {
		if !o.Conceal || lane.Step <= o.Step || i == 0 {
			d.lane(lane)
		}
	}
	for _, g := range l.Groups {
		if !o.Conceal || g.Step <= o.Step {
			d.tag(`<g class="`, StepClass(g.Step, o.Step), `" data-step="`, num(g.Step), `">`)
			for _, s := range g.Shapes {
				d.shape(s)
			}
			d.tag(`</g>`)
		}
	}
}

// StepClass is the class of the group of a step: it says where the step is, seen
// from the one that is now. With Description it is all that differs between two
// drawings of a layout that conceal nothing.
func StepClass(step, now int) string {
	switch {
	case step < now:
		return "step done"
	case step == now:
		return "step now"
	}
	return "step future"
}

// Description says how far the drawing is, and the sentence of that step. It
// tells nothing of what is future.
func Description(l Layout, now int) string {
	if len(l.Steps) == 0 {
		return ""
	}
	if now < 0 {
		return "Before the first of " + count(len(l.Steps), "step", "steps") + "."
	}
	at := min(now, len(l.Steps)-1)
	return "Step " + num(at+1) + " of " + num(len(l.Steps)) + ". " + clean(l.Steps[at].Sentence)
}

// A drawing is SVG being written. What is not a literal of this package goes
// through text.
type drawing struct{ b strings.Builder }

func num(n int) string { return strconv.Itoa(n) }

// tag writes markup.
func (d *drawing) tag(parts ...string) {
	for _, p := range parts {
		d.b.WriteString(p)
	}
}

// text writes anybody's text, as content or within a quoted attribute.
func (d *drawing) text(s string) { escaper.WriteString(&d.b, clean(s)) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

func (d *drawing) element(name, text string) {
	if text != "" {
		d.tag(`<`, name, `>`)
		d.text(text)
		d.tag(`</`, name, `>`)
	}
}

func (d *drawing) lane(l Lane) {
	d.tag(`<g class="lane">`)
	d.element("title", l.Full)
	d.tag(`<path d="M`, num(l.X), ` `, num(l.Top), `V`, num(l.Bottom), `"/>`)
	d.line(l.Label)
	d.tag(`</g>`)
}

func (d *drawing) shape(s Shape) {
	d.tag(`<g class="`, s.Kind.String())
	for _, class := range []string{string(s.Fate), s.Note} {
		if class != "" {
			d.tag(` `)
			d.text(class)
		}
	}
	d.tag(`">`)
	d.element("title", s.Full)
	switch s.Kind {
	case Badge:
		d.box(s, 5)
	case Parcel:
		d.box(s, 4)
	case Request:
		d.arrow(s.X, s.X+s.W, s.Y+s.H/2, ` pathLength="100"`) // so that CSS can draw it along
	case Reply:
		d.arrow(s.X+s.W, s.X, s.Y+s.H/2, ``)
	case Node:
		d.tag(`<circle cx="`, num(s.X+s.W/2), `" cy="`, num(s.Y+s.H/2), `" r="`, num(s.W/2), `"/>`)
	case Verdict:
		d.box(s, 8)
		d.tag(`<path class="bar" d="M`, num(s.X+2), ` `, num(s.Y), `V`, num(s.Y+s.H), `"/>`)
	}
	for _, line := range s.Lines {
		d.line(line)
	}
	d.tag(`</g>`)
}

func (d *drawing) box(s Shape, radius int) {
	d.tag(`<rect x="`, num(s.X), `" y="`, num(s.Y), `" width="`, num(s.W), `" height="`, num(s.H), `" rx="`, num(radius), `"/>`)
}

// arrow draws a shaft and a head. A marker would need an id, and ids collide
// where a page has two drawings.
func (d *drawing) arrow(from, to, y int, length string) {
	back := -10
	if to < from {
		back = 10
	}
	d.tag(`<path class="shaft"`, length, ` d="M`, num(from), ` `, num(y), `H`, num(to+back/2), `"/>`,
		`<path class="head" d="M`, num(to), ` `, num(y), `l`, num(back), ` -5v10z"/>`)
}

func (d *drawing) line(l Line) {
	d.tag(`<text x="`, num(l.X), `" y="`, num(l.Y), `"`, [...]string{``, ` text-anchor="middle"`, ` text-anchor="end"`}[l.Anchor])
	if len(l.Runs) == 1 {
		d.class(l.Runs[0])
		d.tag(`>`)
		d.text(l.Runs[0].Text)
		d.tag(`</text>`)
		return
	}
	d.tag(`>`)
	for _, r := range l.Runs {
		d.tag(`<tspan`)
		d.class(r)
		d.tag(`>`)
		d.text(r.Text)
		d.tag(`</tspan>`)
	}
	d.tag(`</text>`)
}

func (d *drawing) class(r Run) {
	if r.Class != "" {
		d.tag(` class="`)
		d.text(r.Class)
		d.tag(`"`)
	}
}
