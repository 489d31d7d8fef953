package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
)

// This file, browser_events.go and browser_live.go alone touch the browser. Outside of one every
// function does nothing, since go-app's values are blanks there.

// A browser is what the page holds of the browser: its timers, its listeners,
// and the address as it was last read or written.
type browser struct {
	href    string
	send    func(play.Msg)
	timer   app.Value // of startTimer; nil: none
	save    app.Value // of saveSoon; nil: none
	tick    app.Func
	saveNow app.Func
	watched func() // ends what watch began; nil: nothing
	release []func()
}

// Route tells go-app that the playground is at the address of each of its pages,
// and, in a browser, wherever it was opened: static hosts have their own mind about
// slashes at the end, and about the names of files.
func Route() {
	for _, path := range play.Paths() {
		app.Route(path, &Playground{})
	}
	if app.IsClient {
		app.Route(strings.TrimPrefix(app.Window().URL().Path, app.Getenv("GOAPP_ROOT_PREFIX")), &Playground{})
	}
}

// own is the address of a page of this site, by its path where the site is at the
// root of a server. A site of files may be under some path of a host, and its pages
// end in a slash: app.js says so.
func own(path string) string {
	if !app.IsClient {
		return path // what is written there is changed as a whole
	}
	path, fragment, _ := strings.Cut(path, "#")
	if fragment != "" {
		fragment = "#" + fragment
	}
	if path != "/" {
		path += app.Getenv("HOPSCOPE_SLASH")
	}
	return app.Getenv("GOAPP_ROOT_PREFIX") + path + fragment
}

// Prepare makes the address fit for go-app, which ends at one whose fragment
// is no valid URL. The main function calls it before it starts the app.
func Prepare() {
	if !app.IsClient {
		return
	}
	mendFragment()
	app.Window().Call("addEventListener", "popstate", app.FuncOf(func(app.Value, []app.Value) any {
		mendFragment()
		return nil
	}))
}

// mendFragment escapes each % in the address that escapes nothing.
func mendFragment() {
	location := app.Window().Get("location")
	hash := location.Get("hash").String()
	if mended := mendEscapes(hash); mended != hash {
		try(func() {
			app.Window().Get("history").Call("replaceState", nil, "",
				location.Get("pathname").String()+location.Get("search").String()+mended)
		})
	}
}

// mendEscapes returns s with %25 for each % that two hexadecimal digits do not
// follow.
func mendEscapes(s string) string {
	hex := func(i int) bool {
		return i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'f')
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		out = append(out, s[i])
		if s[i] == '%' && !(hex(i+1) && hex(i+2)) {
			out = append(out, '2', '5')
		}
	}
	return string(out)
}

// try calls f and reports whether it came through: a JavaScript exception
// arrives in Go as a panic.
func try(f func()) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	f()
	return true
}

// flush renders now instead of with go-app's next frame, so that a key press or
// a click is answered by the very next paint.
func flush(ctx app.Context) {
	if d, ok := ctx.Dispatcher().(app.ClientDispatcher); ok && app.IsClient {
		ctx.Dispatch(func(app.Context) {})
		d.Consume()
	}
}

func document() app.Value         { return app.Window().Get("document") }
func element(id string) app.Value { return app.Window().GetElementByID(id) }

// opened reads the address and what is kept.
func (b *browser) opened() play.Opened {
	msg := b.address()
	msg.Work, msg.Aside, msg.Theme = kept(play.WorkKey), kept(play.AsideKey), kept(play.ThemeKey)
	if msg.Run = kept(play.RunKey); msg.Run != "" {
		msg.Now = app.Window().Get("Date").New().Call("toISOString").String()
	}
	return msg
}

// moved reads the address, and reports whether it is another one than before.
func (b *browser) moved() (play.Opened, bool) {
	before := b.href
	msg := b.address()
	return msg, app.IsClient && b.href != before
}

func (b *browser) address() play.Opened {
	location := app.Window().Get("location")
	part := func(name string) string { return location.Get(name).String() }
	b.href = part("href")
	return play.Opened{
		Base:     part("origin") + part("pathname"),
		Path:     strings.TrimPrefix(part("pathname"), app.Getenv("GOAPP_ROOT_PREFIX")),
		Query:    cutFirst(part("search")),
		Fragment: cutFirst(part("hash")),
	}
}

// cutFirst returns s without the ? or # that it starts with.
func cutFirst(s string) string {
	if s == "" {
		return s
	}
	return s[1:]
}

// setAddress replaces the query and the fragment of the address.
func (b *browser) setAddress(fragment string) {
	if !app.IsClient {
		return
	}
	location := app.Window().Get("location")
	to := location.Get("pathname").String()
	if fragment != "" {
		to += "#" + fragment
	}
	// Browsers refuse when asked too often, which costs nothing but the address.
	try(func() { app.Window().Get("history").Call("replaceState", nil, "", to) })
	b.href = location.Get("href").String()
}

// kept returns what is kept under the key; where storage is refused, nothing.
func kept(key string) (text string) {
	try(func() {
		if v := app.Window().Get("localStorage").Call("getItem", key); v.Truthy() {
			text = v.String()
		}
	})
	return text
}

// keep keeps the text under the key, and reports whether the browser did.
func keep(key, text string) bool {
	return try(func() { app.Window().Get("localStorage").Call("setItem", key, text) })
}

// forget removes what is kept under the key.
func forget(key string) {
	try(func() { app.Window().Get("localStorage").Call("removeItem", key) })
}

// copyText puts the text on the clipboard, and tells done whether it worked.
func copyText(text string, done func(ok bool)) {
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() { // as on a page that came over plain HTTP
		done(copySelected(text))
		return
	}
	settled(clipboard.Call("writeText", text),
		func(app.Value) { done(true) },
		func(app.Value) { done(copySelected(text)) })
}

// settled calls one of the functions once the promise is settled.
func settled(promise app.Value, yes, no func(app.Value)) {
	var kept, broken app.Func
	answer := func(f func(app.Value)) app.Func {
		return app.FuncOf(func(_ app.Value, args []app.Value) any {
			kept.Release()
			broken.Release()
			f(args[0])
			return nil
		})
	}
	kept, broken = answer(yes), answer(no)
	promise.Call("then", kept, broken)
}

// copySelected copies the way of browsers that keep the clipboard from the
// page: out of a field, by the copy command.
func copySelected(text string) (ok bool) {
	try(func() {
		active := document().Get("activeElement")
		field := document().Call("createElement", "textarea")
		field.Set("value", text)
		field.Set("className", "sr")
		place := document().Call("querySelector", "dialog[open]")
		if !place.Truthy() {
			place = document().Get("body")
		}
		place.Call("append", field)
		field.Call("select")
		ok = document().Call("execCommand", "copy").Truthy()
		field.Call("remove")
		if active.Truthy() {
			active.Call("focus")
		}
	})
	return ok
}

// setTitle sets the title of the document.
func setTitle(text string) { document().Set("title", text) }

// setTheme sets the theme of the document.
func setTheme(t play.Theme) {
	root := document().Get("documentElement")
	if t == play.ThemeAuto {
		root.Call("removeAttribute", "data-theme")
		return
	}
	root.Call("setAttribute", "data-theme", string(t))
}

// focus moves the focus to the element with the id, opening what it is folded
// away in.
func focus(id string) {
	e := element(id)
	if !e.Truthy() {
		return
	}
	if fold := e.Call("closest", "details"); fold.Truthy() {
		fold.Set("open", true)
	}
	e.Call("focus")
}

// fold closes the details element with the id. Where the focus was in it, it
// goes to its summary, so that it is not lost: a little later, or the rest of
// the key press that did it would open it again.
func fold(id string) {
	e := element(id)
	if !e.Truthy() {
		return
	}
	active := document().Get("activeElement")
	e.Set("open", false)
	if e.Call("contains", active).Truthy() || active.Equal(document().Get("body")) {
		afterPaint(func() { e.Call("querySelector", "summary").Call("focus") })
	}
}

// scrollTo brings the element with the id into view, by as little as will do.
func scrollTo(id string) {
	e := element(id)
	if id == play.CurrentStepID { // a picture has no ids
		e = document().Call("querySelector", "#"+diagramID+" .now")
	}
	if e.Truthy() {
		e.Call("scrollIntoView", map[string]any{"block": "nearest", "inline": "nearest"})
	}
}

// showStep shows the step in the diagram and in the journey in words, which
// are not drawn again for a step: it corrects what they show, whatever that is.
func showStep(l diagram.Layout, step int) {
	if picture := document().Call("querySelector", "#"+diagramID+" svg"); picture.Truthy() {
		from, to := 0, len(l.Groups)-1
		if now := picture.Call("querySelector", ".step.now"); now.Truthy() {
			was, _ := strconv.Atoi(now.Call("getAttribute", "data-step").String())
			from, to = min(was, step), max(was, step)
		}
		if from < to {
			groups := picture.Call("querySelectorAll", "[data-step]")
			for i := from; i <= to; i++ {
				if g := groups.Index(i); g.Truthy() { // what is concealed is not there
					g.Call("setAttribute", "class", diagram.StepClass(i, step))
				}
			}
			picture.Call("querySelector", "desc").Set("textContent", diagram.Description(l, step))
		}
	}
	if told := element(toldID); told.Truthy() {
		was, is := told.Call("querySelector", "[aria-current]"), told.Get("children").Index(step)
		if was.Truthy() && !was.Equal(is) {
			was.Call("removeAttribute", "aria-current")
		}
		if is.Truthy() {
			is.Call("setAttribute", "aria-current", "step")
		}
	}
}

// showEmbed asks start.js for the dialog about embedding.
func showEmbed(text string) {
	app.Window().Call("hopscopeEmbed", text)
}

// afterPaint calls the function once what is rendered now has been painted.
// Whoever asks earlier where things are has the browser lay them out at once.
func afterPaint(f func()) {
	const frames = 40 // milliseconds; asking for an animation frame would cost some of this one
	if !app.IsClient {
		return
	}
	var later app.Func
	later = app.FuncOf(func(app.Value, []app.Value) any {
		later.Release()
		f()
		return nil
	})
	app.Window().Call("setTimeout", later, frames)
}

// diagramWidth returns the width there is for the diagram, in CSS pixels; in
// steps, so that a scrollbar does not lay it out anew. Without a browser, or
// before the page is there, it is the one given.
func diagramWidth(otherwise int) int {
	const grain = 20
	e := element(diagramID)
	if !e.Truthy() {
		return otherwise
	}
	if w := e.Get("clientWidth").Int(); w >= grain {
		return w - w%grain
	}
	return otherwise
}

// settleDialog opens or closes the dialog.
func settleDialog(open bool) {
	d := element(dialogID)
	if !d.Truthy() || d.Get("open").Truthy() == open {
		return
	}
	if open {
		d.Call("showModal")
	} else {
		d.Call("close")
	}
}

// settle sets what the control holds, where that is not what it should.
func (c control) settle() {
	e := element(c.id)
	if !e.Truthy() {
		return
	}
	switch {
	case c.toggle:
		if e.Get("checked").Truthy() != c.on {
			e.Set("checked", c.on)
		}
	case e.Get("value").String() != c.value:
		e.Set("value", c.value)
	}
}
