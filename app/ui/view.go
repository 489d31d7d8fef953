package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
)

// A view is what the view functions draw from.
type view struct {
	play.Model
	live   bool // whether the controls work
	layout diagram.Layout
	shown  *[]control
	page   *Playground
}

// on returns a handler that sends the message, with its scope: go-app keeps an
// old handler unless the scope tells it apart from the new one, and a handler
// from here is always the same piece of code.
func (v view) on(msg play.Msg) (app.EventHandler, string) {
	return v.handler(fmt.Sprintf("%T%v", msg, msg), func(app.Value) play.Msg { return msg })
}

// onText returns a handler that sends the message made of the control's text.
func (v view) onText(msg func(text string) play.Msg) (app.EventHandler, string) {
	return v.handler(fmt.Sprintf("%T%v", msg(""), msg("")), func(src app.Value) play.Msg {
		return msg(src.Get("value").String())
	})
}

// onCheck returns a handler that sends the message made of the control's tick.
func (v view) onCheck(msg func(on bool) play.Msg) (app.EventHandler, string) {
	return v.handler(fmt.Sprintf("%T%v", msg(true), msg(true)), func(src app.Value) play.Msg {
		return msg(src.Get("checked").Truthy())
	})
}

func (v view) handler(scope string, msg func(src app.Value) play.Msg) (app.EventHandler, string) {
	page := v.page
	return func(ctx app.Context, _ app.Event) { page.update(msg(ctx.JSSrc())) }, scope
}

// A control is what an input, a select or a textarea is to hold. go-app's
// attributes are not enough for that: they reach only what nobody has touched,
// and lose the spaces around a text.
type control struct {
	id     string
	value  string
	toggle bool // it is ticked or not, and has no value
	on     bool
}

func (v view) holds(id, value string) { *v.shown = append(*v.shown, control{id: id, value: value}) }
func (v view) ticked(id string, on bool) {
	*v.shown = append(*v.shown, control{id: id, toggle: true, on: on})
}

// editable reports whether the scenario may be edited.
func (v view) editable() bool { return v.live && !v.ReadOnly }

// part wraps what may be there or not in an element that always is, so that
// its neighbours keep their places in go-app's diff.
func part(class string, is bool, what func() app.UI) app.UI {
	d := el("div", class)
	if !is {
		return d.Hidden(true)
	}
	return d.Body(what())
}

// list makes one thing of each item.
func list[T, E any](items []T, of func(i int, item T) E) []E {
	out := make([]E, len(items))
	for i, item := range items {
		out[i] = of(i, item)
	}
	return out
}
