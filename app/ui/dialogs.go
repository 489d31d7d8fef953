package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/scenario"
)

// dialogView is the one dialog element; what is in it follows the Model, and
// browser.go shows and closes it.
func dialogView(v view) app.UI {
	d := el("dialog", "").ID(dialogID)
	title, content := "", func(view) app.UI { return nil }
	switch v.Dialog {
	case play.NoDialog:
		return d
	case play.ShareDialog:
		title, content = "Share", shareView
	case play.ImportDialog:
		title, content = "Paste a curl command", importView
	case play.StartDialog:
		title, content = "Start from a scenario", startView
	case play.HelpDialog:
		title, content = "Keys", helpView
	}
	closed, scope := v.on(play.CloseDialog{})
	return d.Aria("labelledby", "dialog-h").Attr("closedby", "any").On("close", closed, scope).Body(
		el("header", "",
			el("h2", "").ID("dialog-h").Text(title),
			v.button(button{class: "quiet small icon", icon: "close", name: "Close", msg: play.CloseDialog{}}),
		),
		el("div", "in", content(v)),
	)
}

// startView lists the scenarios to start from.
func startView(v view) app.UI {
	items := list(scenario.Startings(), func(_ int, s scenario.Starting) app.UI {
		b := press("start").Body(
			say("b", "", s.Title),
			say("small", "", s.About),
		)
		if v.ReadOnly {
			b.Attr("disabled", true)
		} else {
			b.OnClick(v.on(play.StartFrom{ID: s.ID}))
		}
		if s.Title == v.Draft.Title {
			b.Aria("current", "true")
		}
		return el("li", "", b)
	})
	return el("ul", "starts", items...)
}

// importView reads a curl command line into the form.
func importView(v view) app.UI {
	in := v.Import
	var after app.UI = say("p", "help", "Headers, body, method, -u, --json, -F and the rest become the request; the hops stay. It is read here in this page, and sent nowhere.")
	switch {
	case in.Problem != "":
		after = el("p", "error").ID("import.error").Role("alert").Text(in.Problem)
	case in.Done:
		after = notesView(in.Notes)
	}
	return el("div", "stack tight",
		v.area(field{id: play.ImportTextID, label: "Command", class: "wire", value: in.Text, hint: `curl -L -d '{"data":"some data"}' https://api.example.com/submit`,
			msg: func(text string) play.Msg { return play.EditImport{Text: text} }}, 6),
		el("div", "", after),
		el("div", "btns",
			v.button(button{class: "primary", label: "Read it", off: v.ReadOnly || in.Text == "", msg: play.RunImport{}}),
			v.button(button{label: "Close", msg: play.CloseDialog{}}),
		),
	)
}

// notesView names what of the command was not understood.
func notesView(notes []string) app.UI {
	return el("div", "notice").Role("status").Body(
		el("div", "grow",
			el("p", "", say("b", "", "Read, but for this:")),
			el("ul", "", list(notes, func(_ int, note string) app.UI { return say("li", "wire", note) })...),
		),
	)
}

// helpView lists the keys.
func helpView(view) app.UI {
	var rows []app.UI
	for _, k := range keyHelp {
		rows = append(rows, el("div", "", el("dt", "", say("kbd", "kbd", k.keys)), say("dd", "", k.does)))
	}
	return el("dl", "keys", rows...)
}

// keyHelp says in words what play.KeyMsg does.
var keyHelp = []struct{ keys, does string }{
	{"→ or ←", "one step on, or back"},
	{"Home or End", "the first step, or the last"},
	{"Space", "play, or pause"},
	{"Ctrl Z", "undo; ⌘ Z on a Mac"},
	{"Ctrl Shift Z", "redo; ⌘ ⇧ Z on a Mac"},
	{"?", "these keys"},
	{"Esc", "close what is open over the page"},
}
