package diagram

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// This file gives every origin its lane.

const (
	margin    = 16  // left and right of everything in the wide form
	edge      = 8   // the same in the narrow form
	labelGap  = 16  // between the labels of two lanes
	labelMost = 280 // of a label
	firstGap  = 460 // between the client and the first origin, where there is room
)

// place fills in the lanes: the client's, then one for each origin in the order
// of their first use. Where there are too many, the last lane is shared by the
// rest. It returns the index of the lane of each exchange.
func place(l *Layout, t redirect.Trace) []int {
	names := []string{clientName(t)}
	from := []int{0}
	of := make([]int, len(t.Exchanges))
	for i, e := range t.Exchanges {
		origin, _ := split(clean(e.Request.URL))
		origin = orElse(origin, "no origin")
		at := slices.Index(names[1:], origin) + 1
		if at == 0 {
			at = len(names)
			names = append(names, origin)
			from = append(from, phases*i)
		}
		of[i] = at
	}
	most := max(4, (l.Width-2*margin)/100)
	if l.Narrow {
		most = max(4, l.Width/60)
	}
	shared := len(names) > most
	if shared {
		names[most-1] = strconv.Itoa(len(names)-most+1) + " more origins"
		names = names[:most]
		for i := range of {
			of[i] = min(of[i], most-1)
		}
	}
	if l.Narrow {
		l.Lanes = stairs(names, l.Width)
	} else {
		l.Lanes = spread(names, l.Width)
	}
	for i := range l.Lanes {
		l.Lanes[i].Step = from[i]
		l.Lanes[i].shared = shared && i == most-1
	}
	return of
}

// spread stands the lanes beside each other, their labels above: in one row,
// else in two by turns, else cut as much as it takes. The first gap is the
// widest: most of the text is there.
func spread(names []string, width int) []Lane {
	labels := names
	widths, gaps, slack := fitLabels(labels, width, labelMost, 1)
	rows := 1
	for most := labelMost; slack < 0; most -= 4 {
		rows = 2
		if most < labelMost { // what is not cut off is the more telling part
			labels = withoutHTTPS(names)
		}
		widths, gaps, slack = fitLabels(labels, width, most, rows)
	}
	for i := range gaps {
		more := slack / (len(gaps) - i)
		if i == 0 && len(gaps) > 1 {
			more = min(slack, max(more, firstGap-gaps[0]))
		}
		gaps[i] += more
		slack -= more
	}
	lanes := make([]Lane, len(names))
	x := firstLane(widths)
	for i, n := range labels {
		if i > 0 {
			x += gaps[i-1]
		}
		lanes[i] = lane(n, x, widths[i], width)
		lanes[i].Label.Y = 28 + 20*(i%rows)
		lanes[i].Top = lanes[i].Label.Y + 14
		if labels[i] != names[i] {
			lanes[i].Full = names[i]
		}
	}
	return lanes
}

func firstLane(widths []int) int { return margin + max(widths[0]/2, 30) }

// fitLabels returns the widths of the labels, none above most, the least gaps
// between the lanes with which labels of one row stand clear of each other, and
// how much of the width that leaves: less than 0, it does not fit.
func fitLabels(labels []string, width, most, rows int) (widths, gaps []int, slack int) {
	for _, n := range labels {
		widths = append(widths, min(sansWidth(n, true), most))
	}
	first := firstLane(widths)
	last := first
	for i := 1; i < len(labels); i++ {
		gap := max(64, margin+widths[i]/2-last) // no label passes the left margin
		if i >= rows {
			clear := (widths[i-rows]+widths[i])/2 + labelGap
			for _, g := range gaps[i-rows:] {
				clear -= g
			}
			gap = max(gap, clear)
		}
		gaps = append(gaps, gap)
		last += gap
	}
	end := last + 30
	for i, x := len(labels)-1, last; i >= 0; i-- {
		end = max(end, x+widths[i]/2)
		if i > 0 {
			x -= gaps[i-1]
		}
	}
	return widths, gaps, width - margin - end
}

func withoutHTTPS(names []string) []string {
	short := make([]string, len(names))
	for i, n := range names {
		short[i] = strings.TrimPrefix(n, "https://")
	}
	return short
}

// stairs spreads the lanes over the whole of a narrow width, each label in a
// row of its own.
func stairs(names []string, width int) []Lane {
	lanes := make([]Lane, len(names))
	for i, n := range names {
		x := margin
		if i > 0 {
			x += (width - 2*margin) * i / (len(names) - 1)
		}
		lanes[i] = lane(n, x, min(sansWidth(n, true), width-2*edge), width)
		lanes[i].Label.Y = 20 + 20*i
		lanes[i].Top = lanes[i].Label.Y + 7
	}
	return lanes
}

// lane returns a lane at x whose label, of at most w, is centred over it as far
// as the edges let it.
func lane(name string, x, w, width int) Lane {
	label := cutSans(name, w, true)
	ln := Lane{X: x, Label: Line{X: x, Anchor: Middle, Runs: []Run{{"sans strong", label}}}}
	if label != name {
		ln.Full = name
	}
	switch {
	case x-w/2 < edge:
		ln.Label.X, ln.Label.Anchor = edge, Start
	case x+w/2 > width-edge:
		ln.Label.X, ln.Label.Anchor = width-edge, End
	}
	return ln
}
