package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// A pane is a part of the page that stepping leaves as it is: it is drawn
// again only when its Stamp is another one. A step has one frame to be shown
// in, and most of the page has nothing to do with it.
type pane struct {
	app.Compo

	// Stamp changes with whatever the pane may show: it is the one field that
	// go-app compares. The others are those of the first pane in this place.
	Stamp int

	page  *Playground
	draw  func(view) app.UI
	shown []control
}

// Render draws the pane.
func (p *pane) Render() app.UI {
	p.shown = p.shown[:0]
	return p.draw(p.page.view(&p.shown))
}

// OnMount lets the page settle the pane's controls.
func (p *pane) OnMount(app.Context) { p.page.panes = append(p.page.panes, p) }

// pane draws a part of the page that stepping leaves as it is.
func (v view) pane(draw func(view) app.UI) app.UI {
	return &pane{Stamp: v.page.stamp(), page: v.page, draw: draw}
}

// stamp is another number whenever a pane may have something else to show.
func (p *Playground) stamp() int {
	stamp := p.edits * 2
	if p.model.Hidden() {
		stamp++
	}
	return stamp
}

// steps reports whether a message is about the journey alone, and leaves the
// scenario and the rest of the page as they are.
func steps(msg play.Msg) bool {
	switch msg.(type) {
	case play.First, play.Back, play.Next, play.Last, play.GoTo, play.Tick,
		play.Play, play.Pause, play.Answer, play.ChooseExchange:
		return true
	}
	return false
}
