package diagram

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// This file lays out a verdict: what the client decides, what that changes, and
// the sources that say so.

const (
	verdictPad  = 14
	verdictMost = 620 // wider lines are hard to read
)

// A decision is what a verdict says.
type decision struct {
	headline string
	errorm   string // what the client's user would see
	changes  []redirect.Change
	sources  string
	// aside is why a credential stays behind, where that has a reason of its
	// own, and its sources.
	aside, asideSources string
	fate                redirect.Fate
	action              redirect.Action
}

func decided(t redirect.Trace, i int) decision {
	d := t.Exchanges[i].Decision
	out := decision{headline: clean(d.Why), changes: d.Changes, sources: sourceLine(d.Kind, d.Sources), fate: redirect.Kept, action: d.Action}
	switch d.Action {
	case redirect.Fail:
		out.fate, out.errorm = redirect.Dropped, clean(t.Outcome.Error)
	case redirect.Stop:
		out.fate = redirect.Changed
	default:
		for _, c := range d.Changes {
			if c.Fate == redirect.Changed || c.Fate == redirect.Dropped {
				out.fate = redirect.Changed
			}
		}
	}
	for _, c := range d.Changes {
		if out.aside == "" && c.Fate == redirect.Dropped && credential(c.Name) && c.Why != d.Why {
			out.aside, out.asideSources = clean(c.Why), sourceLine(c.Kind, c.Sources)
		}
	}
	if out.headline == "" {
		out.headline = decidedSentence(t, t.Exchanges[i])
	}
	return out
}

func refused(t redirect.Trace) decision {
	return decision{headline: refusal(t), fate: redirect.Dropped, action: redirect.Fail}
}

// credential reports a header that says who asks.
func credential(name string) bool {
	switch strings.ToLower(name) {
	case "authorization", "cookie", "proxy-authorization":
		return true
	}
	return false
}

// sourceLine names the kind of claim and where to check it.
func sourceLine(kind redirect.Kind, sources []*redirect.Source) string {
	var titles []string
	for _, s := range sources {
		title := clean(s.Cited())
		if title != "" && !contains(titles, title) {
			titles = append(titles, title)
		}
	}
	line := strings.Join(titles, "; ")
	if kind != "" && line != "" {
		line = capital(clean(string(kind))) + ": " + line
	}
	return line
}

func contains(list []string, s string) bool {
	for _, have := range list {
		if have == s {
			return true
		}
	}
	return false
}

func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// glyph is the sign of an action, so that colour is never alone.
func (d decision) glyph() string {
	switch {
	case d.action == redirect.Fail:
		return "✕"
	case d.action == redirect.Stop:
		return "■"
	case d.action == redirect.Deliver:
		return "✓"
	}
	return "↪"
}

// verdict writes the box of a decision.
func (p *pen) verdict(d decision) {
	x, right := margin, p.layout.Width-margin
	lines := 4
	if p.layout.Narrow {
		x, right, lines = edge, p.layout.Width-edge, 8
	} else if right = min(right, x+verdictMost); len(p.layout.Lanes) > 1 {
		if first := p.layout.Lanes[1].X - margin; first-x >= comfortable {
			right = min(right, first) // leaves the first origin's lane whole
		} else {
			right = min(right, x+comfortable)
		}
	}
	box := Shape{Kind: Verdict, X: x, Y: p.y, W: right - x, Fate: d.fate, Note: string(d.action)}
	inner := x + verdictPad + 20
	room := right - verdictPad - inner
	y := p.y + 19
	write := func(x int, class, text string) {
		box.Lines = append(box.Lines, Line{X: x, Y: y, Runs: []Run{{class, text}}})
	}
	write(x+verdictPad, "glyph", d.glyph())
	for _, text := range wrapSans(d.headline, room, lines, true) {
		write(inner, "sans strong", text)
		y += textHeight
	}
	if d.errorm != "" {
		for _, text := range wrapMono(d.errorm, columns(room), columns(room), lines) {
			write(inner, "error", text)
			y += textHeight
		}
	}
	y += p.changes(&box, d.changes, inner, right-verdictPad, y)
	for _, text := range wrapSans(d.sources, room, lines/2, false) {
		write(inner, "sans muted", text)
		y += textHeight
	}
	for _, text := range wrapSans(d.aside, room, lines, true) {
		write(inner, "sans strong", text)
		y += textHeight
	}
	for _, text := range wrapSans(d.asideSources, room, lines/2, false) {
		write(inner, "sans muted", text)
		y += textHeight
	}
	box.H = y - textHeight + 10 - p.y
	p.add(box)
	p.y += box.H + 16
}

// changes writes the changes into a box, one after the other, and returns the
// height they take.
func (p *pen) changes(box *Shape, changes []redirect.Change, left, right, y int) int {
	rows := 2
	if p.layout.Narrow {
		rows = 4
	}
	const gap = 15
	most := right - left
	var texts []string
	var widths []int
	for _, c := range changes {
		text := cut(changeText(c), columns(most))
		texts = append(texts, text)
		widths = append(widths, monoWidth(text)+gap-parcelGap)
	}
	shown := len(texts)
	for shown > 0 && !fits(widths, shown, most+gap, rows) {
		shown--
	}
	x, height := left, 0
	put := func(class, text string) {
		w := monoWidth(text)
		if height == 0 || x+w > right {
			x = left
			height += textHeight
		}
		box.Lines = append(box.Lines, Line{X: x, Y: y + height - textHeight, Runs: []Run{{class, text}}})
		x += w + gap
	}
	for i, text := range texts[:shown] {
		put(string(orKept(changes[i].Fate)), text)
	}
	if shown < len(texts) {
		put("muted", moreText(len(texts)-shown))
	}
	return height
}

func moreText(n int) string { return "+" + strconv.Itoa(n) + " more" }

// changeText is a change in a few columns: its sign, its part, both values.
func changeText(c redirect.Change) string {
	switch c.Part {
	case redirect.PartMethod:
		return mark(c.Fate) + cut(clean(c.From), 12) + " → " + cut(clean(c.To), 12)
	case redirect.PartBody:
		text := mark(c.Fate) + "body"
		if from := short(c.From); from != "" {
			text += " " + from
		}
		if to := short(c.To); to != "" && c.Fate == redirect.Changed {
			text += " → " + to
		}
		return text
	case redirect.PartFragment:
		return fragmentParcel(c).text
	}
	return headerParcel(c).text
}
