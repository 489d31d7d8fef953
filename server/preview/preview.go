// Package preview draws the picture that stands beside a link, in chats and social
// networks: they take no SVG, and show it half as large as it is. So it has the
// diagram's lanes, arrows and marks, but few words, and large.
package preview

import (
	"bytes"
	"context"
	"image/png"
	"runtime"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// The size of a preview in pixels, that which the networks ask for, and how much
// smaller it can be.
const (
	Width  = 1200
	Height = 630
)

// Widths are those that Draw takes.
var Widths = []int{Width, Width / 2, Width / 3}

// A Card is what a preview shows.
type Card struct {
	Title string // of the scenario; empty: that of its journey
	Trace redirect.Trace
	// Step is as in diagram.Options, but that past the last one all is done.
	Step int
	// Conceal leaves out what is behind the step, and what became of it all.
	Conceal bool
	Theme   diagram.Theme // Auto is light
	Width   int           // one of Widths
}

// The forms of a card: the width of its layout. The first that has room for the
// whole journey is taken. In the last, letters are 18 pixels high: 8 where the
// picture is shown 500 wide.
var forms = []int{640, 720, 800}

// What stands where, in units of the layout.
const (
	side      = 20.0
	titleBase = 34.0
	laneTop   = 44.0 // from here on the layout's own lanes
	footer    = 44.0
	rowHeight = 55.0
	airy      = 74.0 // the height of a row where there is room
	gapHeight = 22.0 // of the line that says how much is left out
)

// slots are as many as can be drawn at a time: a crowd waits in turn, and takes no
// more memory than that.
var slots = make(chan struct{}, runtime.GOMAXPROCS(0))

// Draw returns the card as a PNG. The same card is the same bytes. Who goes before
// their turn has come leaves the others a shorter wait: the error is that of ctx.
func Draw(ctx context.Context, card Card) ([]byte, error) {
	select {
	case slots <- struct{}{}:
		defer func() { <-slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := ctx.Err(); err != nil { // both may be so
		return nil, err
	}
	d := compose(card)
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &buffers}
	err := encoder.Encode(&b, d.Paletted)
	return b.Bytes(), err
}

// A drawing is a card being drawn.
type drawing struct {
	*canvas
	card   Card
	layout diagram.Layout
	width  float64
	height float64
	rows   []row
	hidden int     // requests that have no room
	gap    int     // index of the row that they are missing above
	top    float64 // of the first row
}

// colours are the names of those that a card is drawn in; the first is the paper.
var colours = []string{"card", "ink", "muted", "line", "soft", "accent", "accent-soft",
	"kept", "kept-soft", "changed", "changed-soft", "dropped", "dropped-soft"}

func compose(card Card) *drawing {
	d := &drawing{card: card}
	for i, width := range forms {
		if i+1 < len(forms) && !mayFit(card, width) {
			continue
		}
		if d.lay(width) {
			break
		}
	}
	scale := float64(card.Width) / d.width
	d.canvas = newCanvas(card.Width, card.Width*Height/Width, scale, diagram.Colours(card.Theme), colours, colours[0])
	d.lanes()
	y, step := d.top, d.step()
	for i, r := range d.rows {
		if d.hidden > 0 && i == d.gap {
			d.left(y)
			y += gapHeight
		}
		d.row(r, y)
		y += step
	}
	d.foot()
	d.title() // last, as lanes may be labelled close to it
	return d
}

// badges are the verdict's, in the words of the playground.
func (d *drawing) badges() []play.Badge {
	if d.card.Conceal && d.card.Step < len(d.layout.Steps)-1 {
		return []play.Badge{{Title: "What becomes of it? Predict."}}
	}
	return play.Verdict(play.Model{Trace: d.card.Trace})
}
