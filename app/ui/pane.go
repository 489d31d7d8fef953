package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// A pane is a part of the page that is drawn again only when what it is drawn
// from is not the same any more. A step has one frame to be shown in, and most
// of the page has nothing to do with it.
type pane struct {
	app.Compo

	// From is what the pane is drawn from: the one field that go-app compares.
	// The others are those of the first pane in this place.
	From []any

	page  *Playground
	draw  func(view) app.UI
	shown []control
	drawn bool // since its controls were settled
}

// Render draws the pane.
func (p *pane) Render() app.UI {
	p.drawn = true
	p.shown = p.shown[:0]
	return p.draw(p.page.view(&p.shown))
}

// OnMount lets the page settle the pane's controls.
func (p *pane) OnMount(app.Context) { p.page.panes = append(p.page.panes, p) }

// OnDismount forgets the controls.
func (p *pane) OnDismount() {
	p.page.panes = slices.DeleteFunc(p.page.panes, func(o *pane) bool { return o == p })
}

// pane draws a part of the page from what is given; from nothing, it is one
// that stepping leaves as it is.
func (v view) pane(draw func(view) app.UI, from ...any) app.UI {
	if from == nil {
		from = []any{v.page.edits, v.Hidden()}
	}
	return &pane{From: append(from, v.live), page: v.page, draw: draw}
}

// steps reports whether a message is about the journey alone, and leaves the
// scenario and the rest of the page as they are.
func steps(msg play.Msg) bool {
	switch msg := msg.(type) {
	case play.First, play.Back, play.Next, play.Last, play.GoTo, play.Tick,
		play.Play, play.Pause, play.Answer, play.ChooseExchange:
		return true
	case play.Told:
		return msg.What == play.TopicStep
	}
	return false
}

// runs reports whether a message is about the live run alone.
func runs(msg play.Msg) bool {
	switch msg.(type) {
	case play.MakeRun, play.RunMade, play.RunFailed, play.RunEvent,
		play.RunInBrowser, play.BrowserDone, play.ChooseTool:
		return true
	}
	return false
}
