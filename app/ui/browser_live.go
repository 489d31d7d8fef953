package ui

import (
	"html"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/play"
)

// This file has what the live run asks of the browser: requests, events, a form.

// postRun asks the server for a run.
func (b *browser) postRun(body string) {
	x := app.Window().Get("XMLHttpRequest").New()
	var ended app.Func
	ended = app.FuncOf(func(app.Value, []app.Value) any {
		ended.Release()
		status, text := x.Get("status").Int(), x.Get("responseText").String()
		if status >= 200 && status <= 299 {
			b.send(play.RunMade{JSON: text})
			return nil
		}
		kind := x.Call("getResponseHeader", "Content-Type")
		if !kind.Truthy() || !strings.HasPrefix(kind.String(), "text/plain") {
			text = "" // some other server's page says nothing that fits in a line
		}
		after := x.Call("getResponseHeader", "Retry-After")
		failed := play.RunFailed{Status: status, Text: text}
		if after.Truthy() {
			failed.RetryAfter = after.String()
		}
		b.send(failed)
		return nil
	})
	x.Set("onloadend", ended)
	x.Call("open", "POST", live.Path)
	x.Call("setRequestHeader", "Content-Type", "application/json")
	x.Call("send", body)
}

// untilLost is how long the browser may try in vain to connect again. By itself
// it would never stop.
const untilLost = 15 * time.Second

// watch sends the events of a run. The browser connects again by itself.
func (b *browser) watch(id string) {
	b.unwatch()
	source := app.Window().Get("EventSource").New(live.EventsPath(id))
	var away time.Time // since when there is no connection; zero: there is one
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		event := play.RunEvent{Run: id, Kind: args[0].Get("type").String()}
		switch {
		case event.Kind == "open":
			away = time.Time{}
			return nil
		case event.Kind != "error":
			event.JSON = args[0].Get("data").String()
			b.send(event)
			return nil
		case source.Get("readyState").Equal(source.Get("CLOSED")): // it was refused
		case away.IsZero():
			away = time.Now()
			return nil
		case time.Since(away) < untilLost:
			return nil
		}
		event.Kind = play.LostEvent
		b.send(event)
		return nil
	})
	for _, name := range []string{"open", live.ExchangeEvent, live.LikenessEvent, live.EndEvent, "error"} {
		source.Call("addEventListener", name, listener)
	}
	b.watched = func() {
		source.Call("close")
		listener.Release()
	}
}

// unwatch ends what watch began.
func (b *browser) unwatch() {
	if b.watched != nil {
		b.watched()
		b.watched = nil
	}
}

// fetchRun sends the request of a run as a script does. The second argument of
// fetch() is what the server made of it, read by the browser itself.
func (b *browser) fetchRun(id, json string) {
	done := play.BrowserDone{Run: id}
	run := app.Window().Get("JSON").Call("parse", json)
	settled(app.Window().Call("fetch", run.Get("start"), run.Get("fetch")), func(r app.Value) {
		done.Status, done.Redirected = r.Get("status").Int(), r.Get("redirected").Truthy()
		done.Type, done.URL = r.Get("type").String(), r.Get("url").String()
		b.send(done)
	}, func(err app.Value) {
		done.Error = err.Call("toString").String()
		b.send(done)
	})
}

// submitForm sends the request of a run as a form, into the frame, or as a link.
// The names of the entries may hide what a form has of its own, such as submit.
func submitForm(run live.Run) {
	body := document().Get("body")
	if play.IsLink(run.Form) {
		body.Call("insertAdjacentHTML", "beforeend", `<a hidden target="`+play.FrameName+`" href="`+html.EscapeString(run.Start)+`"></a>`)
		made := body.Get("lastElementChild")
		made.Call("click")
		body.Call("removeChild", made)
		return
	}
	form := `<form hidden target="` + play.FrameName + `" method="` + html.EscapeString(run.Form.Method) +
		`" enctype="` + html.EscapeString(run.Form.Enctype) + `" action="` + html.EscapeString(run.Start) + `">`
	for _, e := range run.Form.Entries {
		form += `<input type="hidden" name="` + html.EscapeString(e[0]) + `" value="` + html.EscapeString(e[1]) + `">`
	}
	body.Call("insertAdjacentHTML", "beforeend", form+"</form>")
	made := body.Get("lastElementChild")
	app.Window().Get("HTMLFormElement").Get("prototype").Get("submit").Call("call", made)
	body.Call("removeChild", made)
}

// clock writes a time (RFC 3339) as the clock on the wall has it.
func clock(at string) string {
	if !app.IsClient {
		return at
	}
	return app.Window().Get("Date").New(at).Call("toLocaleTimeString").String()
}

// milliseconds is how long after the one time the other is.
func milliseconds(from, at string) int {
	parse := func(text string) float64 { return app.Window().Get("Date").Call("parse", text).Float() }
	return int(parse(at) - parse(from))
}
