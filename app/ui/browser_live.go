package ui

import (
	"html"
	"net/http"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/play"
)

// This file has what the live run asks of the browser: requests, events, a form.

// postRun asks the server for a run.
func (b *browser) postRun(body string) {
	request(http.MethodPost, live.Path, body, func(x app.Value) {
		status, text := x.Get("status").Int(), x.Get("responseText").String()
		if status >= 200 && status <= 299 {
			b.send(play.RunMade{JSON: text})
			return
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
	})
}

// request sends a request with JSON in it, or with nothing, and calls done with
// its XMLHttpRequest once that has ended. Without an answer its status is 0.
func request(method, address, body string, done func(x app.Value)) {
	x := app.Window().Get("XMLHttpRequest").New()
	var ended app.Func
	ended = app.FuncOf(func(app.Value, []app.Value) any {
		ended.Release()
		done(x)
		return nil
	})
	x.Set("onloadend", ended)
	x.Call("open", method, address)
	if body != "" {
		x.Call("setRequestHeader", "Content-Type", "application/json")
	}
	x.Call("send", body)
}

const (
	// untilLost is how long the page tries in vain to connect again.
	untilLost = 15 * time.Second
	// pause is how long it waits before it tries, where the browser does not.
	pause = 1000 // milliseconds
)

// A watching is how the events of a run come. The browser connects again by
// itself after the end of a stream, and where the network fails; not after a
// refusal, nor where it has cut the connection itself, as it does when the page
// is loaded again or left. An EventSource does not tell these two apart.
type watching struct {
	run    string
	send   func(play.Msg)
	source app.Value // the EventSource
	heard  app.Func
	again  app.Func
	timer  app.Value // of again; nil: none
	away   time.Time // since when there is no connection; zero: there is one
	ended  bool
}

// watch sends the events of a run.
func (b *browser) watch(id string) {
	b.unwatch()
	w := &watching{run: id, send: b.send}
	w.heard = app.FuncOf(func(_ app.Value, args []app.Value) any {
		w.hear(args[0])
		return nil
	})
	w.again = app.FuncOf(func(app.Value, []app.Value) any {
		w.timer = nil
		w.connect()
		return nil
	})
	w.connect()
	b.watched = w.end
}

// unwatch ends what watch began.
func (b *browser) unwatch() {
	if b.watched != nil {
		b.watched()
		b.watched = nil
	}
}

func (w *watching) connect() {
	w.source = app.Window().Get("EventSource").New(live.EventsPath(w.run))
	for _, name := range []string{"open", live.ExchangeEvent, live.LikenessEvent, live.EndEvent, "error"} {
		w.source.Call("addEventListener", name, w.heard)
	}
}

// hear takes an event.
func (w *watching) hear(event app.Value) {
	switch kind := event.Get("type").String(); kind {
	case "open":
		w.away = time.Time{}
	case "error":
		closed := w.source.Get("readyState").Equal(w.source.Get("CLOSED"))
		switch {
		case w.away.IsZero():
			w.away = time.Now()
		case !closed && time.Since(w.away) >= untilLost: // by itself the browser would never stop
			w.send(play.RunEvent{Run: w.run, Kind: play.LostEvent})
		}
		if closed {
			w.ask()
		}
	default:
		w.send(play.RunEvent{Run: w.run, Kind: kind, JSON: event.Get("data").String()})
	}
}

// ask asks the server whether there is such a run. Only its word ends the run: a
// page that is going hears no answer, and the next one takes the run up.
func (w *watching) ask() {
	request(http.MethodHead, live.EventsPath(w.run), "", func(x app.Value) {
		status := x.Get("status").Int()
		switch {
		case w.ended:
		case status == http.StatusNotFound, status == http.StatusGone:
			w.send(play.RunEvent{Run: w.run, Kind: play.GoneEvent})
		case time.Since(w.away) >= untilLost:
			w.send(play.RunEvent{Run: w.run, Kind: play.LostEvent})
		default:
			w.timer = app.Window().Call("setTimeout", w.again, pause)
		}
	})
}

func (w *watching) end() {
	w.ended = true
	w.source.Call("close")
	if w.timer != nil {
		app.Window().Call("clearTimeout", w.timer)
	}
	w.heard.Release()
	w.again.Release()
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
