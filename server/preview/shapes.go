package preview

// The outlines of what is no letter.

import "math"

func rect(x, y, w, h float64) []pt {
	return []pt{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}
}

// arc returns places on a circle from one angle to another, in turns clockwise
// from three o'clock.
func arc(x, y, r, from, to float64) []pt {
	n := max(2, int(math.Abs(to-from)*48))
	out := make([]pt, 0, n+1)
	for i := range n + 1 {
		sin, cos := math.Sincos(2 * math.Pi * (from + (to-from)*float64(i)/float64(n)))
		out = append(out, pt{x + r*cos, y + r*sin})
	}
	return out
}

func circle(x, y, r float64) []pt { return arc(x, y, r, 0, 1) }

// rounded is a rectangle with round corners.
func rounded(x, y, w, h, r float64) []pt {
	r = min(r, w/2, h/2)
	var out []pt
	out = append(out, arc(x+w-r, y+r, r, -.25, 0)...)
	out = append(out, arc(x+w-r, y+h-r, r, 0, .25)...)
	out = append(out, arc(x+r, y+h-r, r, .25, .5)...)
	return append(out, arc(x+r, y+r, r, .5, .75)...)
}

// stroke is a line of a width between two places.
func stroke(a, b pt, width float64) []pt {
	length := math.Hypot(b.x-a.x, b.y-a.y)
	dx, dy := (b.y-a.y)/length*width/2, (a.x-b.x)/length*width/2
	return []pt{{a.x + dx, a.y + dy}, {b.x + dx, b.y + dy}, {b.x - dx, b.y - dy}, {a.x - dx, a.y - dy}}
}

// bow is a stroke along an arc.
func bow(x, y, r, from, to, width float64) []pt {
	return append(arc(x, y, r+width/2, from, to), arc(x, y, r-width/2, to, from)...)
}

// signs are the signs of the diagram that the Go fonts have no glyph for, each in
// a square of 1 with its corner at 0, 0.
var signs = map[rune][][]pt{
	'✕': {stroke(pt{.12, .12}, pt{.88, .88}, .2), stroke(pt{.12, .88}, pt{.88, .12}, .2)},
	'✓': {stroke(pt{.05, .55}, pt{.4, .88}, .2), stroke(pt{.34, .9}, pt{.95, .14}, .2)},
	'↻': {bow(.5, .5, .36, .02, .76, .17), {{.46, -.14}, {.86, .14}, {.46, .42}}},
	'▣': {rect(.04, .04, .92, .92), {{.16, .16}, {.16, .84}, {.84, .84}, {.84, .16}}, rect(.32, .32, .36, .36)},
}

// missing stands for what no font here can write.
var missing = [][]pt{rect(.1, 0, .8, 1), {{.2, .1}, {.2, .9}, {.8, .9}, {.8, .1}}}
