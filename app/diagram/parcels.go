package diagram

import (
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// This file packs a request into parcels: its body and its header fields, those
// it lost on the way among them.

// A parcel is one part of a request as the diagram shows it.
type parcel struct {
	text, full string
	fate       redirect.Fate
	order      int // smaller ones are shown first
}

// runs returns the text in at most so many columns. What is dropped is struck
// out, its sign is not.
func (p parcel) runs(most int) []Run {
	text := cut(p.text, most)
	sign := mark(redirect.Dropped)
	if p.fate != redirect.Dropped || !strings.HasPrefix(text, sign) {
		return []Run{{"", text}}
	}
	return []Run{{"", sign}, {"was", text[len(sign):]}}
}

// mark returns the glyph of a fate, so that colour is never alone.
func mark(f redirect.Fate) string {
	switch f {
	case redirect.Changed:
		return "↻ "
	case redirect.Dropped:
		return "✕ "
	case redirect.Added:
		return "+ "
	}
	return ""
}

// parcels returns the parts of request i: the body, the credentials, whatever
// did not stay as it was, and the rest.
func parcels(t redirect.Trace, i int) []parcel {
	r := t.Exchanges[i].Request
	changes := incoming(t, i)
	var out []parcel
	if c, ok := fateOf(changes, redirect.PartBody, ""); r.Body != nil || ok && c.Fate == redirect.Dropped {
		out = append(out, bodyParcel(r.Body, c))
	}
	for _, name := range partOrder(r.Headers) {
		c, _ := fateOf(changes, redirect.PartHeader, name)
		if c.Fate == redirect.Dropped { // dropped, and there again by a later change
			c.Fate = redirect.Added
		}
		c.Name = name
		out = append(out, headerParcel(c))
	}
	for n, c := range changes {
		lost := c.Fate == redirect.Dropped
		switch {
		case c.Part == redirect.PartFragment && c.Fate != redirect.Kept:
			out = append(out, fragmentParcel(c))
		case c.Part == redirect.PartHeader && lost && !r.Headers.Has(c.Name) && !lostBefore(changes[:n], c.Name):
			out = append(out, headerParcel(c))
		}
	}
	slices.SortStableFunc(out, func(a, b parcel) int { return a.order - b.order })
	return out
}

func fateOf(changes []redirect.Change, part redirect.Part, name string) (redirect.Change, bool) {
	for _, c := range changes {
		if c.Part == part && strings.EqualFold(c.Name, name) {
			return c, true
		}
	}
	return redirect.Change{}, false
}

func lostBefore(changes []redirect.Change, name string) bool {
	_, ok := fateOf(changes, redirect.PartHeader, name)
	return ok
}

func bodyParcel(b *redirect.SentBody, c redirect.Change) parcel {
	p := parcel{fate: orKept(c.Fate)}
	before := short(c.From)
	switch {
	case b == nil:
		p.fate = redirect.Dropped
		p.text = "▣ " + orElse(before, "body")
	case p.fate == redirect.Changed && before != "":
		p.text = "▣ " + before + " → " + short(byteCount(b.Bytes))
	default:
		p.text = "▣ " + short(byteCount(b.Bytes))
	}
	p.full = "body: " + p.text[len("▣ "):]
	p.text = mark(p.fate) + p.text
	return p
}

// short writes a size as a parcel has it: 23 B for 23 bytes.
func short(size string) string {
	size = strings.TrimSuffix(strings.TrimSuffix(clean(size), " bytes"), " byte")
	if size != "" && strings.Trim(size, "0123456789") == "" {
		return size + " B"
	}
	return cut(size, 12)
}

func headerParcel(c redirect.Change) parcel {
	const most = 26 // columns of a name
	fate := orKept(c.Fate)
	name := clean(c.Name)
	p := parcel{fate: fate, order: 4, text: mark(fate) + cut(name, most), full: name}
	if fate == redirect.Changed && c.From != "" && c.To != "" && rank(c.Name) != rankCredential {
		from, to := clean(c.From), clean(c.To)
		p.text += ": " + cut(from, most/2) + " → " + cut(to, most/2)
		p.full += ": " + from + " → " + to
	}
	switch {
	case rank(c.Name) == rankCredential:
		p.order = 1
	case fate != redirect.Kept:
		p.order = 2
	case rank(c.Name) == rankUser:
		p.order = 3
	}
	return p
}

func fragmentParcel(c redirect.Change) parcel {
	const most = 14
	p := parcel{fate: c.Fate, order: 2}
	switch c.Fate {
	case redirect.Changed:
		p.text = fragment(c.From, most) + " → " + fragment(c.To, most)
	case redirect.Added:
		p.text = fragment(c.To, most)
	default:
		p.text = fragment(c.From, most)
	}
	p.full = "fragment: " + p.text
	p.text = mark(c.Fate) + p.text
	return p
}

func fragment(s string, most int) string {
	return "#" + cut(strings.TrimPrefix(clean(s), "#"), most)
}

func orKept(f redirect.Fate) redirect.Fate {
	if f == "" {
		return redirect.Kept
	}
	return f
}

// parcels lays parcels out in rows below the arrow: as many as have room, and
// how many more there are.
func (p *pen) parcels(all []parcel) {
	if len(all) == 0 {
		return
	}
	rows := 2
	if p.layout.Narrow {
		rows = 3
	}
	most := p.right() - p.left()
	widths := make([]int, len(all))
	for i, part := range all {
		widths[i] = min(monoWidth(part.text)+16, most)
	}
	shown := len(all)
	for shown > 0 && !fits(widths, shown, most, rows) {
		shown--
	}
	x := p.left()
	for i, part := range all[:shown] {
		if x > p.left() && x+widths[i] > p.right() {
			x = p.left()
			p.y += parcelHeight + parcelGap
		}
		p.add(Shape{Kind: Parcel, X: x, Y: p.y, W: widths[i], H: parcelHeight, Fate: part.fate, Full: part.full + ", " + string(part.fate),
			Lines: []Line{{X: x + widths[i]/2, Y: p.y + 14, Anchor: Middle, Runs: part.runs(columns(widths[i] - 16))}}})
		x += widths[i] + parcelGap
	}
	if shown < len(all) {
		p.more(all[shown:], x)
	}
	p.y += parcelHeight
}

// more says how many parcels are not shown, and in full which.
func (p *pen) more(hidden []parcel, x int) {
	text := moreText(len(hidden))
	w := monoWidth(text) + 8
	if x+w > p.right() && x > p.left() {
		x = p.left()
		p.y += parcelHeight + parcelGap
	}
	var names []string
	for _, part := range hidden {
		names = append(names, part.full+", "+string(part.fate))
	}
	p.add(Shape{Kind: More, X: x, Y: p.y, W: w, H: parcelHeight, Full: strings.Join(names, "; "),
		Lines: []Line{{X: x + 4, Y: p.y + 14, Runs: []Run{{"muted", text}}}}})
}

// fits reports whether the first n of the widths, and the word of how many more
// there are, fit in the rows.
func fits(widths []int, n, most, rows int) bool {
	x, row := 0, 1
	take := func(w int) {
		if x > 0 && x+w > most {
			x = 0
			row++
		}
		x += w + parcelGap
	}
	for _, w := range widths[:n] {
		take(w)
	}
	if n < len(widths) {
		take(monoWidth(moreText(len(widths)-n)) + 8)
	}
	return row <= rows
}
