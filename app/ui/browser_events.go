package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// This file has what the browser does on its own account: events, timers.

// listen sends what the browser does on its own account: keys, clicks in the
// diagram, the timers, and the page going out of sight. key says what a key
// means.
func (b *browser) listen(send func(play.Msg), key func(play.Key) (play.Msg, bool)) {
	if !app.IsClient {
		return
	}
	b.send = send
	b.tick = app.FuncOf(func(app.Value, []app.Value) any {
		send(play.Tick{})
		return nil
	})
	b.saveNow = app.FuncOf(func(app.Value, []app.Value) any {
		b.flushSave()
		return nil
	})
	pointed := false // to the control that changes next
	b.on("change", func(e app.Value) {
		// The arrow keys try one client after another; the mouse is done.
		if pointed && e.Get("target").Call("closest", "#"+play.ClientID+" label.client").Truthy() {
			send(play.CloseClients{})
		}
	})
	b.on("keydown", func(e app.Value) {
		pointed = false
		if e.Get("defaultPrevented").Truthy() || e.Get("isComposing").Truthy() {
			return
		}
		if e.Get("key").String() == "Escape" && document().Call("querySelector", "#"+play.ClientID+"[open]").Truthy() &&
			!document().Call("querySelector", "dialog[open]").Truthy() {
			send(play.CloseClients{})
			return
		}
		if msg, ok := key(keyOf(e)); ok {
			e.Call("preventDefault")
			send(msg)
		}
	})
	b.on("click", func(e app.Value) {
		target := e.Get("target")
		if target.Call("closest", "a[target]").Truthy() {
			// go-app would open the link itself, with this page as its opener.
			e.Call("stopPropagation")
			return
		}
		if e.Get("detail").Int() > 0 { // the mouse; the click that a label passes on, and the keys', have none
			pointed = true
		}
		if match := target.Call("closest", "[data-match]"); match.Truthy() {
			pass, _ := strconv.Atoi(match.Call("getAttribute", "data-pass").String())
			send(play.ChooseMatch{Pass: pass, Name: match.Call("getAttribute", "data-match").String()})
		}
		if part := target.Call("closest", "#"+diagramID+" [data-step]"); part.Truthy() {
			if step, err := strconv.Atoi(part.Call("getAttribute", "data-step").String()); err == nil {
				send(play.GoTo{Step: step})
			}
		}
	})
	b.on("hopscope:told", func(e app.Value) { // by embedded.js, from the page around the frame
		told := e.Get("detail")
		send(play.Told{What: play.Topic(told.Get("what").String()), Text: told.Get("text").String(), Step: told.Get("step").Int()})
	})
	b.on("visibilitychange", func(app.Value) {
		if document().Get("visibilityState").String() == "hidden" {
			b.flushSave()
		}
	})
}

// tell hands embedded.js what the page around the frame is to hear.
func tell(what ...any) {
	try(func() { app.Window().Call("hopscopeTell", what...) }) // it may not have come
}

// on listens to an event of the document.
func (b *browser) on(event string, f func(e app.Value)) {
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		f(args[0])
		return nil
	})
	document().Call("addEventListener", event, listener)
	b.release = append(b.release, func() {
		document().Call("removeEventListener", event, listener)
		listener.Release()
	})
}

// keyOf reads a keyboard event.
func keyOf(e app.Value) play.Key {
	held := func(modifier string) bool { return e.Get(modifier).Truthy() }
	k := play.Key{
		Name: e.Get("key").String(),
		Ctrl: held("ctrlKey"), Shift: held("shiftKey"), Alt: held("altKey"), Meta: held("metaKey"),
	}
	target := e.Get("target")
	if !target.Get("closest").Truthy() {
		return k
	}
	within := func(selector string) bool { return target.Call("closest", selector).Truthy() }
	switch {
	case target.Get("id").String() == play.SearchID:
		k.On = play.InSearch
	case within("input:not([type=radio], [type=checkbox], [type=range]), textarea"):
		k.On = play.InField
	case within("input[type=checkbox]"):
		k.On = play.OnControl
	case within("input, select, pre"):
		k.On = play.OnChoice
	case within(".scroll"): // it needs the arrows where there is something to scroll
		if target.Get("scrollWidth").Int() > target.Get("clientWidth").Int() {
			k.On = play.OnChoice
		}
	case within("button, a, summary"):
		k.On = play.OnControl
	}
	return k
}

// startTimer sends a Tick every so many milliseconds.
func (b *browser) startTimer(milliseconds int) {
	b.stopTimer()
	if b.tick != nil {
		b.timer = app.Window().Call("setInterval", b.tick, milliseconds)
	}
}

// stopTimer ends the ticks.
func (b *browser) stopTimer() {
	if b.timer != nil {
		app.Window().Call("clearInterval", b.timer)
		b.timer = nil
	}
}

// saveSoon sends SaveNow in a moment, once for any number of calls.
func (b *browser) saveSoon() {
	const moment = 800 // milliseconds
	if b.save == nil && b.saveNow != nil {
		b.save = app.Window().Call("setTimeout", b.saveNow, moment)
	}
}

// flushSave sends the SaveNow that is due.
func (b *browser) flushSave() {
	if b.save != nil {
		app.Window().Call("clearTimeout", b.save)
		b.save = nil
		b.send(play.SaveNow{})
	}
}

// close ends every timer and listener.
func (b *browser) close() {
	b.stopTimer()
	b.unwatch()
	for _, release := range b.release {
		release()
	}
	b.release = nil
}
