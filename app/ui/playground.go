// Package ui is the page: views over play.Model, drawn with go-app. It decides
// nothing. What a person does becomes a play.Msg, what the page looks like
// follows from the Model, and browser.go alone touches the browser.
package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
)

// Playground is the page at / and at /live: one component, since its whole
// state is one Model.
type Playground struct {
	app.Compo

	// ctx is the page's own: that of an element ends with the element, as when
	// a dialog goes by a button in it.
	ctx   app.Context
	model play.Model
	// live says that the controls work. What the server renders is not: the
	// browser would throw away what is typed before the WebAssembly is there.
	live bool
	// edits counts the messages that were about more than the journey or the
	// live run; runs those about the live run.
	edits, runs int
	// width is that of the diagram, in CSS pixels.
	width int
	// layout is the diagram of the trace, laidFor a width and the steps that
	// begin there. svg is how it looked at first; showStep keeps it up.
	layout  diagram.Layout
	svg     string
	laidFor struct {
		width int
		steps *diagram.Step
	}
	// shown is what the last render wants the form's controls to hold; panes
	// have their own.
	shown   []control
	panes   []*pane
	came    came
	opening []play.Effect // of the address, until there is a page to perform them on
	browser browser
}

// serverWidth is the width of the diagram where no browser has measured it.
const serverWidth = 960

// OnInit makes the first Model. In the browser it is that of the address at
// once, so that the first picture is the right one.
func (p *Playground) OnInit() {
	p.model = play.New()
	p.width = serverWidth
	if app.IsClient {
		p.live = true
		p.width = diagramWidth(p.width)
		p.model, p.opening = play.Update(p.model, p.browser.opened())
		p.edits++
	}
}

// OnPreRender opens the address that was asked for. The fragment never reaches
// a server. The title of the page stays the server's: go-app would write one
// that comes from the address into attributes, unescaped.
func (p *Playground) OnPreRender(ctx app.Context) {
	p.model, _ = play.Update(p.model, play.Opened{Path: ctx.Page().URL().Path, Query: ctx.Page().URL().RawQuery})
	p.edits++
}

// OnMount performs what the opening asked for, and listens to the browser.
func (p *Playground) OnMount(ctx app.Context) {
	if !p.live {
		p.live = true
		p.edits++
	}
	p.ctx = ctx
	p.browser.listen(p.dispatch, func(k play.Key) (play.Msg, bool) { return play.KeyMsg(p.model, k) })
	ctx.Defer(p.settle)
	p.perform(p.opening)
	p.opening = nil
	p.measure()
}

// OnNav opens an address that has changed while the page is open, as by the
// back button or a link that someone pastes.
func (p *Playground) OnNav(app.Context) {
	if msg, changed := p.browser.moved(); changed {
		p.update(msg)
		p.measure() // the diagram may be there again
	}
}

// OnResize measures the diagram again.
func (p *Playground) OnResize(app.Context) { p.measure() }

// OnDismount stops listening to the browser.
func (p *Playground) OnDismount() { p.browser.close() }

// Render draws the Model.
func (p *Playground) Render() app.UI {
	p.shown = p.shown[:0]
	return pageView(p.view(&p.shown))
}

func (p *Playground) view(shown *[]control) view {
	width := p.width
	if p.model.Present { // laid out for less room, it is drawn larger
		width = width * 3 / 4
	}
	if steps := &p.model.Steps[0]; p.laidFor.width != width || p.laidFor.steps != steps {
		p.laidFor.width, p.laidFor.steps = width, steps
		p.layout = diagram.Lay(p.model.Trace, width)
		p.svg = diagram.SVG(p.layout, diagram.Options{Step: p.model.Step})
	}
	return view{Model: p.model, live: p.live, layout: p.layout, shown: shown, page: p}
}

// dispatch sends a message from outside go-app's own events.
func (p *Playground) dispatch(msg play.Msg) {
	p.ctx.Dispatcher().Dispatch(app.Dispatch{
		Mode:     app.Next, // update renders, and once is enough
		Source:   p,
		Function: func(app.Context) { p.update(msg) },
	})
}

// update is the one place where the Model changes.
func (p *Playground) update(msg play.Msg) {
	var effects []play.Effect
	p.model, effects = play.Update(p.model, msg)
	switch {
	case steps(msg):
	case runs(msg):
		p.runs++
	default:
		p.edits++
	}
	p.ctx.Defer(p.settle)
	p.perform(effects)
	p.ctx.Dispatcher().Dispatch(app.Dispatch{Mode: app.Next, Source: p, Function: flush})
}

// measure lays the diagram out for the room it has.
func (p *Playground) measure() {
	p.ctx.Defer(func(ctx app.Context) {
		if w := diagramWidth(p.width); w != p.width {
			ctx.Dispatch(func(app.Context) { p.width = w })
		}
	})
}

// settle gives the step, the controls and the dialog the state that the last
// render stands for: attributes alone do not reach what a person has touched.
func (p *Playground) settle(app.Context) {
	showStep(p.layout, p.model.Step)
	for _, c := range p.shown {
		c.settle()
	}
	for _, pane := range p.panes {
		if !pane.drawn {
			continue
		}
		pane.drawn = false
		for _, c := range pane.shown {
			c.settle()
		}
	}
	settleDialog(p.model.Dialog != play.NoDialog)
}

// perform does what the Model asks of the browser, in order.
func (p *Playground) perform(effects []play.Effect) {
	for _, e := range effects {
		switch e := e.(type) {
		case play.Copy:
			copyText(e.Text, func(ok bool) { p.dispatch(play.Copied{OK: ok, Text: e.Text}) })
		case play.SetTitle:
			setTitle(e.Text)
		case play.SetAddress:
			p.browser.setAddress(e.Fragment)
		case play.Focus:
			p.ctx.Defer(func(app.Context) { focus(e.ID) })
		case play.Fold:
			p.ctx.Defer(func(app.Context) { fold(e.ID) })
		case play.ScrollTo:
			afterPaint(func() { scrollTo(e.ID) })
		case play.SaveSoon:
			p.browser.saveSoon()
		case play.Save:
			if !keep(e.Key, e.Text) {
				p.dispatch(play.StorageRefused{})
			}
		case play.KeepSolved:
			if !keep(play.SolvedKey, play.WithSolved(kept(play.SolvedKey), e.Lesson)) {
				p.dispatch(play.StorageRefused{})
			}
		case play.Remove:
			forget(e.Key)
		case play.StartTimer:
			p.browser.startTimer(e.Milliseconds)
		case play.StopTimer:
			p.browser.stopTimer()
		case play.SetTheme:
			setTheme(e.Theme)
		case play.PostRun:
			p.browser.postRun(e.Body)
		case play.Watch:
			p.browser.watch(e.Run)
		case play.Unwatch:
			p.browser.unwatch()
		case play.FetchRun:
			p.browser.fetchRun(e.Run, e.JSON)
		case play.ShowEmbed:
			showEmbed(e.Text)
		case play.SubmitForm:
			p.ctx.Defer(func(app.Context) { submitForm(e.Run) }) // the frame may have to be drawn first
		case play.TellReady:
			tell("ready")
		case play.TellStep:
			tell("step", e.Step, e.Steps)
		}
	}
}
