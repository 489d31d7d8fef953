package diagram

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// This file lays out one exchange: the request above its arrow, its parcels
// below, the response above its arrow, and the verdict.

const (
	textHeight   = 18 // of a line of text
	parcelHeight = 20
	parcelGap    = 6
	nodeRadius   = 10
	laneGap      = 6   // between a lane and what points at it
	tight        = 320 // an arrow of the wide form too short for its text
	comfortable  = 420 // what its text takes then, across the next lanes
)

// A pen writes a layout from top to bottom: y is where the next thing goes.
type pen struct {
	layout *Layout
	y      int
	client int // x of the client's lane
	lane   int // x of the lane of the exchange
}

// begin starts the group of a step.
func (p *pen) begin(step int) {
	p.client = p.layout.Lanes[0].X
	p.layout.Groups = append(p.layout.Groups, Group{Step: step})
}

func (p *pen) add(s Shape) {
	g := &p.layout.Groups[len(p.layout.Groups)-1]
	g.Shapes = append(g.Shapes, s)
}

// left and right bound the text of an exchange.
func (p *pen) left() int { return p.client + 14 }

func (p *pen) right() int {
	if p.layout.Narrow {
		return p.layout.Width - edge
	}
	if p.lane-p.client >= tight {
		return p.lane - 14
	}
	return min(p.left()+comfortable, p.layout.Width-margin)
}

// lines returns n in the narrow form, where text wraps, and 1 in the wide form.
func (p *pen) lines(n int) int {
	if p.layout.Narrow {
		return n
	}
	return 1
}

func (p *pen) exchange(t redirect.Trace, i int, to Lane) {
	p.begin(phases * i)
	p.lane = to.X
	p.request(t, i, to)
	p.begin(phases*i + 1)
	p.response(t.Exchanges[i])
	p.begin(phases*i + 2)
	p.verdict(decided(t, i))
}

// request writes the method, where it goes, the arrow and the parcels.
func (p *pen) request(t redirect.Trace, i int, to Lane) {
	r := t.Exchanges[i].Request
	badge := methodBadge(t, i)
	badge.X, badge.Y, badge.H = p.left(), p.y, parcelHeight
	badge.W = runsWidth(badge.Lines[0].Runs) + 14
	badge.Lines[0].X, badge.Lines[0].Y = badge.X+badge.W/2, p.y+14
	p.add(badge)

	var lead []Run
	if r.Preflight {
		lead = []Run{{"muted", "CORS preflight "}}
	}
	x := badge.X + badge.W + 8
	room := columns(p.right() - x)
	if room -= length(plain(lead)); room < 4 { // the method is a long one
		room += length(plain(lead))
		lead = nil
	}
	target := clean(r.URL)
	_, path := split(target)
	if !to.shared && to.Full == "" && !(p.layout.Narrow && originChanged(t, i)) {
		target = path
	}
	texts := wrapMono(target, room, columns(p.right()-p.left()), p.lines(3))
	if len(texts) == 0 {
		texts = []string{""}
	}
	label := Shape{Kind: Label, X: x, Y: p.y, W: p.right() - x, H: parcelHeight, Full: uncut(clean(r.URL), texts)}
	for n, text := range texts {
		if n == 0 {
			label.Lines = append(label.Lines, Line{X: x, Y: p.y + 15, Runs: append(lead, Run{"", text})})
			p.add(label)
			p.y += parcelHeight
			continue
		}
		p.add(Shape{Kind: Label, X: p.left(), Y: p.y, W: p.right() - p.left(), H: textHeight,
			Lines: []Line{{X: p.left(), Y: p.y + 14, Runs: []Run{{"", text}}}}})
		p.y += textHeight
	}
	p.y += 3
	p.add(Shape{Kind: Request, X: p.client + laneGap, Y: p.y, W: p.lane - p.client - 2*laneGap, H: 10, Note: note(r.Preflight)})
	p.y += 13
	p.parcels(parcels(t, i))
}

// methodBadge shows the method; where it has just changed, both.
func methodBadge(t redirect.Trace, i int) Shape {
	const most = 16
	method := clean(t.Exchanges[i].Request.Method)
	runs := []Run{{"", cut(method, most)}}
	fate := redirect.Kept
	full := method
	for _, c := range incoming(t, i) {
		if c.Part == redirect.PartMethod && c.Fate == redirect.Changed && clean(c.From) != "" {
			fate = redirect.Changed
			runs = []Run{{"", "↻ "}, {"was", cut(clean(c.From), 8)}, {"", " → " + cut(method, 8)}}
			full = clean(c.From) + " → " + method
			break
		}
	}
	return Shape{Kind: Badge, Fate: fate, Note: note(t.Exchanges[i].Request.Preflight),
		Full: uncut(full, []string{strings.TrimPrefix(plain(runs), "↻ ")}), Lines: []Line{{Anchor: Middle, Runs: runs}}}
}

// originChanged reports whether request i goes to another origin than the one
// before it. The first one does.
func originChanged(t redirect.Trace, i int) bool {
	if i == 0 {
		return true
	}
	before, _ := split(clean(t.Exchanges[i-1].Request.URL))
	now, _ := split(clean(t.Exchanges[i].Request.URL))
	return before != now
}

// response writes the status and the Location above the arrow back.
func (p *pen) response(e redirect.Exchange) {
	p.y += 4
	top := p.y
	code, phrase := strconv.Itoa(e.Response.Status), StatusText(e.Response.Status)
	location, has := e.Response.Headers.Get("Location")
	location = clean(location)
	bold := strings.TrimSpace(code + " " + phrase)
	rest := ""
	if has {
		rest = "Location: " + location
	}
	label := Shape{Kind: Label, X: p.left(), Y: top, H: textHeight}
	room := columns(p.right() - p.left())
	if p.layout.Narrow {
		lines := [][]Run{{{"strong", cut(bold, room)}}}
		if length(bold)+1+length(rest) <= room && has {
			lines[0] = append(lines[0], Run{"", " " + rest})
		} else {
			for _, text := range wrapMono(rest, room, room, 3) {
				lines = append(lines, []Run{{"", text}})
			}
		}
		for i, runs := range lines {
			label.Lines = append(label.Lines, Line{X: p.left(), Y: top + 14 + textHeight*i, Runs: runs})
		}
	} else {
		span := columns(p.lane - nodeRadius - laneGap - p.left())
		if length(bold)+1+length(rest) > span && has {
			bold = code
		}
		rest = cut(rest, max(span, room)-length(bold)-1)
		line := Line{X: p.left(), Y: top + 14, Runs: []Run{{"strong", bold}}}
		if rest != "" {
			line.Runs = append(line.Runs, Run{"", " " + rest})
		}
		if length(plain(line.Runs)) <= span {
			line.X, line.Anchor = p.lane-nodeRadius-laneGap, End
		}
		label.Lines = []Line{line}
	}
	for _, ln := range label.Lines {
		label.W = max(label.W, runsWidth(ln.Runs))
	}
	if label.Lines[0].Anchor == End {
		label.X = label.Lines[0].X - label.W
	}
	label.H = textHeight * len(label.Lines)
	if has {
		label.Full = uncut("Location: "+location, []string{rest})
	}
	p.add(label)
	p.y += label.H + 5
	if label.X+label.W > p.lane-nodeRadius { // the node stands clear of it
		p.y += 8
	}
	end := p.lane - nodeRadius - 2
	p.add(Shape{Kind: Reply, X: p.client + laneGap, Y: p.y - 5, W: end - p.client - laneGap, H: 10, Note: note(e.Request.Preflight)})
	p.add(Shape{Kind: Node, X: p.lane - nodeRadius, Y: p.y - nodeRadius, W: 2 * nodeRadius, H: 2 * nodeRadius,
		Lines: []Line{{X: p.lane, Y: p.y + 4, Anchor: Middle, Runs: []Run{{"strong", nodeText(e.Response)}}}}})
	p.y += 16
}

// nodeText is the number of the hop that answers; the server behind all hops
// has none.
func nodeText(r redirect.Response) string {
	if r.Hop > 0 {
		return strconv.Itoa(r.Hop)
	}
	return "•"
}

func note(preflight bool) string {
	if preflight {
		return "preflight"
	}
	return ""
}

func plain(runs []Run) string {
	s := ""
	for _, r := range runs {
		s += r.Text
	}
	return s
}

func runsWidth(runs []Run) int { return monoWidth(plain(runs)) }

// uncut returns the whole text where the shown lines are not all of it.
func uncut(whole string, shown []string) string {
	if strings.Contains(whole, strings.Join(shown, "")) && !strings.Contains(strings.Join(shown, ""), "…") {
		return ""
	}
	return whole
}
