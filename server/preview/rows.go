package preview

import (
	"strconv"

	"github.com/hopscope/hopscope/app/diagram"
)

// A row is an exchange: what the layout has of it, by kind. Nil: not shown.
type row struct {
	sent, received, decided *diagram.Group
}

// mayFit reports whether a width is worth laying out: of long journeys, that takes
// longer than drawing them.
func mayFit(card Card, width int) bool {
	rows := len(card.Trace.Exchanges)
	if card.Conceal {
		rows = min(rows, max(card.Step, 0)/3+1)
	}
	const least = 42 // of the lanes' labels
	return float64(rows)*rowHeight <= float64(width)*Height/Width-footer-laneTop-least-6
}

// lay lays the card out in a width. ok is false where it has not room for all: then
// it keeps the first requests and the last, which tells how it ended.
func (d *drawing) lay(width int) (ok bool) {
	d.layout = diagram.Lay(d.card.Trace, width)
	d.width, d.height = float64(width), float64(width)*Height/Width
	d.rows, d.hidden, d.top = nil, 0, 0
	for _, l := range d.layout.Lanes {
		d.top = max(laneTop, d.top, laneTop+float64(l.Top))
	}
	shown := func(g *diagram.Group) *diagram.Group {
		if d.card.Conceal && g.Step > d.card.Step {
			return nil
		}
		return g
	}
	groups := d.layout.Groups
	if len(groups) < 3 { // the client refused: nothing was sent
		d.rows = []row{{decided: &groups[0]}}
		return true
	}
	for i := 0; i+2 < len(groups); i += 3 {
		if r := (row{shown(&groups[i]), shown(&groups[i+1]), shown(&groups[i+2])}); r.sent != nil {
			d.rows = append(d.rows, r)
		}
	}
	if float64(len(d.rows))*rowHeight <= d.room() {
		return true
	}
	most := int((d.room() - gapHeight) / rowHeight)
	d.gap, d.hidden = most-1, len(d.rows)-most
	d.rows = append(d.rows[:d.gap:d.gap], d.rows[len(d.rows)-1])
	return false
}

// room is what the rows have.
func (d *drawing) room() float64 { return d.height - footer - d.top - 6 }

// step is how far the rows are apart.
func (d *drawing) step() float64 {
	room := d.room()
	if d.hidden > 0 {
		room -= gapHeight
	}
	return min(airy, room/float64(len(d.rows)))
}

// lanes draws the lanes of those that are met.
func (d *drawing) lanes() {
	end := d.height - footer
	for i, l := range d.layout.Lanes {
		if d.card.Conceal && l.Step > d.card.Step && i > 0 {
			continue
		}
		top := laneTop - 14 + float64(l.Top)
		d.fill(d.ink["line"], rect(float64(l.X)-1, top, 2, end-top))
		d.line(l.Label, laneTop-14, "ink")
	}
}

// line writes a line of the layout, moved down.
func (d *drawing) line(l diagram.Line, down float64, colour string) {
	x := float64(l.X)
	var w float64
	for _, r := range l.Runs {
		w += d.canvas.width(r.Text, styleOf(r.Class))
	}
	switch l.Anchor {
	case diagram.Middle:
		x -= w / 2
	case diagram.End:
		x -= w
	}
	d.runs(x, float64(l.Y)+down, l.Runs, colour)
}

func styleOf(class string) style {
	switch class {
	case "sans strong":
		return style{bold, 13}
	case "strong":
		return style{monoBold, 12.5}
	}
	return style{mono, 12.5}
}

// runs writes the pieces of a line on paper of their own, so that a lane behind
// them crosses nothing out.
func (d *drawing) runs(x, y float64, runs []diagram.Run, colour string) float64 {
	for _, r := range runs {
		st := styleOf(r.Class)
		ink := d.ink[colour]
		if r.Class == "muted" {
			ink = d.ink["muted"]
		}
		from := x
		x = d.text(x, y, r.Text, st, ink)
		if r.Class == "was" {
			d.fill(ink, rect(from, y-st.size*.32, x-from, 1))
		}
	}
	return x
}

// left says how many requests are left out.
func (d *drawing) left(y float64) {
	text := "… and " + strconv.Itoa(d.hidden) + " more requests"
	if d.hidden == 1 {
		text = "… and 1 more request"
	}
	x := float64(d.layout.Lanes[0].X) + 14
	st := style{bold, 13}
	d.fill(d.ink["card"], rect(x-2, y, d.canvas.width(text, st)+4, 18))
	d.text(x, y+14, text, st, d.ink["muted"])
}
