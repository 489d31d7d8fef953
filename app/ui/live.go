package ui

import (
	"html"
	"maps"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/snippet"
)

// This file and livearrived.go have the live run. What nobody presses there is
// HTML at once, as the diagram is SVG: drawn as elements it would be 20 KB more
// of the first visit, and a hundred requests take a while.

// livePage is the live run as the main thing of a page.
func livePage(v view) app.UI {
	return el("section", "card journey live").Aria("labelledby", liveID).Body(v.pane(clientHeader), livePane(v))
}

// liveFold is the live run folded away among the rest of the playground.
func liveFold(v view) app.UI {
	return el("details", "card live",
		app.Raw(`<summary><h2 id="`+liveID+`">Run it live</h2><span class="note">in this browser, or from your terminal</span></summary>`),
		el("p", "in static-only", app.Text("This site is files alone: nothing here answers with a redirect. "), ownLink(live.Path, "How to run it yourself")),
		livePane(v),
	)
}

// livePane is drawn again for what is about the run, and for edits: a run may
// no longer be of the scenario.
func livePane(v view) app.UI { return v.pane(liveView, v.page.edits, v.page.runs) }

func liveView(v view) app.UI {
	return el("div", "server-only",
		runView(v),
		el("div", "ways", browserView(v), toolsView(v)),
		el("div", "", arrivedView(v)...),
		part("", v.Live.Run.ID != "", func() app.UI { return doneView(v) }),
	)
}

// runView makes the run, and says how it stands.
func runView(v view) app.UI {
	run := button{id: play.RunID, class: "primary", icon: "play", label: "Run it live", off: cannotRun(v), msg: play.MakeRun{}}
	said, old, other := "", v.RunIsOld(), v.RunOfOther()
	if v.Live.Run.ID != "" {
		run.icon, run.label = "undo", "Make a new run"
		if !old && v.Live.Over == "" {
			run.class = ""
		}
	}
	switch {
	case v.Stale:
		said = `<p class="error">Nothing can be run: ` + html.EscapeString(v.Summary()) + `</p>`
	case v.Live.Problem != "":
		said = `<p class="error">` + html.EscapeString(v.Live.Problem) + `</p>`
	case old:
		said = `<p class="notice">The run is of the scenario before your change.</p>`
	case other != "":
		said = `<p class="help">` + html.EscapeString(other) + `</p>`
	}
	return el("div", "in",
		app.Raw(`<div class="stack tight"><p>A real server answers the same chain. Send the request from this browser or from your terminal, and see each request as it arrives, beside the predicted one.</p>`+said+`</div>`),
		letThroughView(v, play.RunID),
		el("div", "btns", v.button(run), say("span", "help", v.LiveWords())),
		app.Raw(notes(v.Live.Run)),
	)
}

func cannotRun(v view) bool { return v.Stale || v.Live.Making }

// browserView sends the request from the page.
func browserView(v view) app.UI {
	off := cannotRun(v)
	said, form := "", "Form post"
	if f := snippet.FormOf(v.Valid.Request); f.Method == "get" {
		form = "Form"
		if len(f.Entries) == 0 {
			form = "Link"
		}
	}
	for _, text := range slices.Concat(v.Live.Run.Fetch.Missing, v.Live.Run.Form.Missing) {
		said += `<p class="help">` + html.EscapeString(text) + `</p>`
	}
	if v.Live.Saw != "" {
		said += `<p class="saw">` + html.EscapeString(v.Live.Saw) + `</p>`
	}
	return el("div", "in",
		say("h3", "", "Run it in this browser"),
		el("div", "btns",
			v.button(button{icon: "step", label: "fetch()", off: off, msg: play.RunInBrowser{}}),
			v.button(button{icon: "step", label: form, off: off, msg: play.RunInBrowser{Form: true}}),
		),
		app.Raw(`<div class="stack tight">`+said+`</div>`),
		part("", v.Live.Framed, func() app.UI {
			return app.Raw(`<iframe class="frame" name="` + play.FrameName + `" title="The answer to the form or link"></iframe>`)
		}),
	)
}

// toolNames names what the commands are for.
var toolNames = map[string]string{"httpie": "HTTPie", "go": "Go", "python-requests": "Python requests", "node": "Node.js", "powershell": "PowerShell"}

// toolsView has the commands to run elsewhere.
func toolsView(v view) app.UI {
	title := say("h3", "", "Run it yourself")
	if v.Live.Run.ID == "" {
		return el("div", "in", title, say("p", "help", "Once there is a run, its commands stand here: for curl, wget, HTTPie, Go, Python, Node.js and PowerShell."))
	}
	gone := ""
	switch {
	case v.RunIsOld():
		gone = "This run is of the scenario before your change."
	case v.Live.Over != "":
		gone = "This run takes no more requests."
	}
	if gone != "" {
		return el("div", "in", title, say("p", "help", gone+" Make a new run for its commands."))
	}
	run, chosen := v.Live.Run, v.Tool()
	command := run.Commands[chosen]
	copied := ""
	switch v.Copied {
	case "":
	case command:
		copied = "✓ Command copied"
	case run.Start:
		copied = "✓ Address copied"
	}
	tools := list(v.Tools(), func(_ int, id string) choice {
		if name := toolNames[id]; name != "" {
			return choice{id, name}
		}
		return choice{id, id}
	})
	return el("div", "in", title,
		app.Raw(`<p class="address">From any client, until `+html.EscapeString(clock(run.Expires))+`: <code class="wire">`+html.EscapeString(run.Start)+`</code></p>`),
		v.pick(field{id: "live.tool", label: "Command for", bare: true, free: true, value: chosen,
			msg: func(text string) play.Msg { return play.ChooseTool{ID: text} }}, tools),
		app.Raw(`<div class="cmd"><pre tabindex="0" role="region" aria-label="Command">`+html.EscapeString(command)+`</pre></div>`),
		el("div", "btns",
			v.button(button{class: "small", icon: "copy", label: "Copy the command", msg: play.CopyText{Text: command}}),
			v.button(button{class: "small", icon: "copy", label: "Copy the address", msg: play.CopyText{Text: run.Start}}),
			say("span", "help", copied),
		),
	)
}

// doneView has what to do with a run.
func doneView(v view) app.UI {
	id := html.EscapeString(v.Live.Run.ID)
	save := func(path, kind string) string { // go-app lets a link with download alone
		return `<a class="btn" href="` + path + `" download="hopscope-` + id + `.` + strings.ToLower(kind) + `" aria-label="Download as ` + kind + `">↓ ` + kind + `</a>`
	}
	return el("div", "in ruled",
		el("div", "btns",
			v.button(button{icon: "link", label: "Share the scenario", msg: play.OpenDialog{Dialog: play.ShareDialog}}),
			app.Raw(`<span class="btns">`+save(live.RunPath(id), "JSON")+save(live.HARPath(id), "HAR")+`</span>`),
		),
		app.Raw(mapping(v.Live.Run)),
	)
}

// notes say what is otherwise live than it was written.
func notes(run live.Run) string {
	out := `<ul class="help stack tight">`
	for _, n := range run.Notes {
		text := n.Text
		if n.Field != "" {
			text = play.FieldWords(n.Field) + " " + text
		}
		out += `<li>` + html.EscapeString(text) + `</li>`
	}
	if len(run.Notes) == 0 {
		return `<ul hidden></ul>`
	}
	return out + `</ul>`
}

// mapping says which of the scenario's addresses is which of the server's.
func mapping(run live.Run) string {
	out := `<details class="more"><summary id="live-map">How the addresses map</summary>` + tableHead("live-map", "In the scenario", "Live")
	for _, origin := range slices.Sorted(maps.Keys(run.Origins)) {
		out += rowHead(origin) + wireCell("live", run.Origins[origin]) + `</tr>`
	}
	return out + `</tbody></table></details>`
}

// tableHead begins a table; see tableView for the roles.
func tableHead(heading string, columns ...string) string {
	out := `<table class="parts" role="table" aria-labelledby="` + heading + `"><thead role="rowgroup"><tr role="row">`
	for _, c := range columns {
		out += `<th role="columnheader" scope="col">` + c + `</th>`
	}
	return out + `</tr></thead><tbody role="rowgroup">`
}

func rowHead(text string) string {
	return `<tr role="row"><th role="rowheader" scope="row">` + html.EscapeString(text) + `</th>`
}

func wireCell(label, text string) string {
	return `<td role="cell" class="wire" data-label="` + label + `"><span>` + html.EscapeString(text) + `</span></td>`
}
