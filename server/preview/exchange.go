package preview

// One exchange: two arrows, with the words that matter most.

import (
	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
)

// soften is the colour of all that is still to come, seen from the step.
func (d *drawing) soften(g *diagram.Group, colour string) string {
	if g.Step > d.card.Step {
		switch colour {
		case "ink", "muted", "kept", "changed", "dropped", "accent":
			return "line"
		}
		return "card"
	}
	return colour
}

// row draws an exchange below y.
func (d *drawing) row(r row, y float64) {
	if r.sent == nil {
		d.refused(r.decided, y)
		return
	}
	d.sent(r.sent, y)
	if r.received != nil {
		d.received(r.received, y)
	}
}

// sent draws what goes out: the method, where to, and what was lost or changed.
func (d *drawing) sent(g *diagram.Group, y float64) {
	x := 0.0
	labelled := false
	for _, s := range g.Shapes {
		switch s.Kind {
		case diagram.Badge:
			ink, back := "accent", "accent-soft"
			switch {
			case s.Fate == redirect.Changed:
				ink, back = "changed", "changed-soft"
			case s.Note == "preflight":
				ink, back = "muted", "soft"
			}
			d.fill(d.ink[d.soften(g, back)], rounded(float64(s.X), y, float64(s.W), 20, 5))
			runs := make([]diagram.Run, len(s.Lines[0].Runs))
			for i, run := range s.Lines[0].Runs {
				runs[i] = run
				if run.Class == "" {
					runs[i].Class = "strong"
				}
			}
			line := s.Lines[0]
			line.Runs, line.Y = runs, 0
			d.line(line, y+14.5, d.soften(g, ink))
			x = float64(s.X+s.W) + 8
		case diagram.Label:
			if labelled {
				continue
			}
			labelled = true
			x = d.label(g, s, x, y)
		case diagram.Request:
			colour := "accent"
			if s.Note == "preflight" {
				colour = "muted"
			}
			d.arrow(float64(s.X), float64(s.X+s.W), y+27, d.soften(g, colour), false)
		case diagram.Parcel:
			if s.Fate == redirect.Dropped || s.Fate == redirect.Changed {
				x = d.parcel(g, s, x, y)
			}
		}
	}
}

// label writes where a request goes.
func (d *drawing) label(g *diagram.Group, s diagram.Shape, x, y float64) float64 {
	runs := s.Lines[0].Runs
	var w float64
	for _, r := range runs {
		w += d.canvas.width(r.Text, styleOf(r.Class))
	}
	d.fill(d.ink["card"], rect(x-1, y+2, w+2, 17))
	return d.runs(x, y+14.5, runs, d.soften(g, "ink")) + 10
}

// parcel draws what was lost or changed, where it has room behind x.
func (d *drawing) parcel(g *diagram.Group, s diagram.Shape, x, y float64) float64 {
	if x+float64(s.W) > d.width-side/2 {
		return d.width // and none behind it: their order says what matters most
	}
	ink, back := fateColours(s.Fate)
	if s.Fate == redirect.Dropped {
		back = "card"
	}
	ink, back = d.soften(g, ink), d.soften(g, back)
	d.box(x, y, float64(s.W), 20, 4, d.ink[ink], d.ink[back])
	line := s.Lines[0]
	line.X, line.Y = int(x)+s.W/2, 0
	d.line(line, y+14.5, ink)
	return x + float64(s.W) + 6
}

// box is a rounded rectangle with an edge.
func (d *drawing) box(x, y, w, h, r float64, edge, inside uint8) {
	d.fill(edge, rounded(x, y, w, h, r))
	d.fill(inside, rounded(x+1, y+1, w-2, h-2, r-1))
}

// received draws what comes back: the status, on its arrow.
func (d *drawing) received(g *diagram.Group, y float64) {
	line := y + 42
	for _, s := range g.Shapes {
		switch s.Kind {
		case diagram.Reply:
			d.arrow(float64(s.X+s.W), float64(s.X), line, d.soften(g, "muted"), true)
		case diagram.Node:
			x, r := float64(s.X)+float64(s.W)/2, float64(s.W)/2
			d.fill(d.ink[d.soften(g, "muted")], circle(x, line, r))
			d.fill(d.ink["card"], circle(x, line, r-2))
			number := s.Lines[0]
			number.Y = 0
			d.line(number, line+4.5, d.soften(g, "ink"))
		}
	}
	for _, s := range g.Shapes { // above its arrow
		if s.Kind == diagram.Label {
			text := s.Lines[0].Runs[0].Text
			st := style{monoBold, 12.5}
			w := d.canvas.width(text, st)
			x := d.lane(g) - 18 - w
			d.fill(d.ink["card"], rect(x-4, line-8, w+8, 16))
			d.text(x, line+4.5, text, st, d.ink[d.soften(g, "ink")])
			return
		}
	}
}

// lane is where the one stands that answers.
func (d *drawing) lane(g *diagram.Group) float64 {
	for _, s := range g.Shapes {
		if s.Kind == diagram.Node {
			return float64(s.X) + float64(s.W)/2
		}
	}
	return d.width - side
}

// arrow draws a shaft and a head.
func (d *drawing) arrow(from, to, y float64, colour string, dashed bool) {
	ink, way := d.ink[colour], 1.0
	if to < from {
		way = -1
	}
	end := to - way*7
	switch {
	case dashed:
		for x := from; (end-x)*way > 0; x += way * 11 {
			length := min(6, (end-x)*way)
			d.fill(ink, rect(min(x, x+way*length), y-1, length, 2))
		}
	default:
		d.fill(ink, rect(from, y-1.25, end-from, 2.5))
	}
	d.fill(ink, []pt{{to, y}, {to - way*11, y - 6}, {to - way*11, y + 6}})
}

// refused says that nothing was sent, and why.
func (d *drawing) refused(g *diagram.Group, y float64) {
	for _, s := range g.Shapes {
		for i, l := range s.Lines {
			if len(l.Runs) > 0 && l.Runs[0].Class == "sans strong" {
				l.Y = 0
				d.line(l, y+20+float64(18*(i-1)), "dropped")
			}
		}
	}
}
