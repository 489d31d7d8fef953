package diagram

import "github.com/hopscope/hopscope/app/redirect"

// A Layout is a trace as a sequence diagram: what stands where, as plain data
// that any drawing can be made from. Its units are CSS pixels where the picture
// is shown at its own width. All its text is clean and fits.
type Layout struct {
	Width, Height int
	// Narrow is the form for phones: text wraps, and stands above its arrow
	// over the whole width.
	Narrow bool
	// Title names the picture; Steps tell it.
	Title string
	Steps []Step
	Lanes []Lane
	// Groups holds one group for each step, from top to bottom.
	Groups []Group
}

// A Lane is the vertical line of the client (the first) or of an origin.
type Lane struct {
	X, Top, Bottom int
	// Label stands above Top. Full is what it says uncut, where it is cut.
	Label Line
	Full  string
	// Step is the first step that needs the lane.
	Step int
	// shared: a lane of several origins, where there are too many for one each.
	shared bool
}

// A Group is what is drawn for one step.
type Group struct {
	Step   int // index of Layout.Steps
	Shapes []Shape
}

// A Kind says what a shape stands for.
type Kind uint8

// The kinds of shape.
const (
	Label   Kind = iota // text alone
	Badge               // the method of a request
	Request             // the arrow from the client to an origin
	Parcel              // a part of a request: its body or a header field
	More                // how many parcels there was no room for
	Reply               // the arrow back
	Node                // the number of the hop that answers, on its lane
	Verdict             // the decision
)

// String returns the kind as the class of its drawing.
func (k Kind) String() string {
	return [...]string{"label", "badge", "request", "parcel", "more", "reply", "node", "verdict"}[k]
}

// A Shape is a rectangle with text in it, or an arrow. An arrow lies in the
// middle of its rectangle, from left to right if it is a Request, from right to
// left if it is a Reply.
type Shape struct {
	Kind       Kind
	X, Y, W, H int
	// Fate is the fate a shape shows, if any. A verdict has the worst of what
	// it brings about.
	Fate redirect.Fate
	// Note is a further class: preflight, or the action of a verdict.
	Note  string
	Lines []Line
	// Full is what the shape says uncut, where its text is cut.
	Full string
}

// A Line is one line of text. X is where its Anchor is; Y is its baseline.
type Line struct {
	X, Y   int
	Anchor Anchor
	Runs   []Run
}

// An Anchor says which end of a line stands at its X.
type Anchor uint8

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// A Run is a piece of a line in one style, a class: strong, muted, was, sans
// (the rest is monospaced), or a fate.
type Run struct{ Class, Text string }

// The widths that Lay takes, and the one from which a layout is wide.
const (
	minWidth  = 280
	maxWidth  = 1600
	wideWidth = 640
)

// Lay lays a trace out in the width, which is brought into 280 to 1600. From
// 640 on it is wide, one lane beside the other as far apart as there is room;
// below, it is narrow. The height follows, linear in the exchanges.
func Lay(t redirect.Trace, width int) Layout {
	width = min(max(width, minWidth), maxWidth)
	l := Layout{Width: width, Narrow: width < wideWidth, Steps: Steps(t)}
	l.Title = title(t)
	origins := place(&l, t)
	p := pen{layout: &l, y: 56}
	for i := range l.Lanes {
		p.y = max(p.y, l.Lanes[i].Top+14)
	}
	if len(t.Exchanges) == 0 {
		p.begin(0)
		p.verdict(refused(t))
	}
	for i := range t.Exchanges {
		p.exchange(t, i, l.Lanes[origins[i]])
	}
	l.Height = p.y
	for i := range l.Lanes {
		l.Lanes[i].Bottom = l.Height - 8
	}
	return l
}

func title(t redirect.Trace) string {
	if len(t.Exchanges) == 0 {
		return "A request refused by " + clientName(t)
	}
	first := t.Exchanges[firstRequest(t)].Request
	return "Journey of " + clean(first.Method) + " " + cut(clean(first.URL), spokenURL) + " with " + clientName(t)
}

// firstRequest is the index of the first exchange that is no preflight, if any is.
func firstRequest(t redirect.Trace) int {
	for i := range t.Exchanges {
		if !t.Exchanges[i].Request.Preflight {
			return i
		}
	}
	return 0
}
