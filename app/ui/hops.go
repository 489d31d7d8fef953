package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// hopsView is the card with what each simulated server answers.
func hopsView(v view) app.UI {
	places := v.Places()
	rows := list(v.Draft.Hops, func(i int, h redirect.Hop) app.UI { return hopView(v, i, h, places[i]) })
	rows = append(rows, lastRow(v))
	limit := ""
	if full(v) {
		limit = fullWords
	}
	return el("section", "card hops").Aria("labelledby", "hops-h").Body(
		el("header", "",
			el("h2", "").ID("hops-h").Text("Hops"),
			say("span", "note", "what each server answers"),
		),
		el("ol", "", rows...),
		el("div", "in ruled",
			v.problem("hops"),
			el("div", "btns",
				v.button(button{id: play.AddHopID, icon: "plus", label: "Add a hop", off: v.ReadOnly || full(v), msg: play.AddHop{}}),
				el("span", "help").Text(limit),
			),
			letThroughView(v, play.AddHopID),
			el("details", "more", say("summary", "", "CORS"), corsView(v)),
		),
	)
}

// hopView is one hop: what it says in a few lines, and its editor while it is
// open.
func hopView(v view, i int, h redirect.Hop, place string) app.UI {
	open := v.OpenHop == i
	class := "hop"
	if open {
		class = "hop sel"
	}
	id := hopID(i)
	where := "nothing leads to this hop"
	if place != "" {
		where = "answers at " + trimScheme(place) + onlyFor(h.Methods)
	}
	what := press("what").ID(id+".open").Body(
		say("span", "sr", "Hop "+strconv.Itoa(i+1)+": "),
		el("span", "wire", hopLines(v, i, h)...),
		say("small", "", where),
		el("span", "turn", icon("down")),
	)
	if v.live {
		what.Aria("expanded", strconv.FormatBool(open)).OnClick(v.on(play.OpenHop{Hop: i}))
	} else {
		what.Attr("disabled", true)
	}
	return el("li", class,
		el("div", "sum", el("span", "n").Aria("hidden", "true").Text(strconv.Itoa(i+1)), what),
		part("edit", open, func() app.UI { return hopEditor(v, i, h, id) }),
	)
}

// hopLines is the response as it goes over the wire.
func hopLines(v view, i int, h redirect.Hop) []app.UI {
	lines := []app.UI{say("b", "", strings.TrimSpace(v.StatusText(i)+" "+diagram.StatusText(h.Status)))}
	if h.Location != nil {
		lines = append(lines, say("span", "line", "Location: "+*h.Location))
	}
	for _, f := range h.Headers {
		if f.Name == "" { // just added
			continue
		}
		lines = append(lines, say("span", "line", f.Name+": "+f.Value))
	}
	if len(v.problemsWithin(hopID(i))) > 0 {
		lines = append(lines, say("span", "error", "something here needs a look"))
	}
	return lines
}

// problemsWithin returns the problems of a field and of what is in it.
func (v view) problemsWithin(field string) []play.Problem {
	var found []play.Problem
	for _, p := range v.Problems {
		if p.Field == field || strings.HasPrefix(p.Field, field+".") {
			found = append(found, p)
		}
	}
	return found
}

func onlyFor(methods []string) string {
	if len(methods) == 0 {
		return ""
	}
	return ", for " + strings.Join(methods, " ") + " only"
}

// hopEditor has everything of a hop that can be changed.
func hopEditor(v view, i int, h redirect.Hop, id string) app.UI {
	location, fixed := "", true
	if h.Location != nil {
		location, fixed = *h.Location, false
	}
	hint := "empty"
	if fixed {
		hint = "no Location is sent"
	}
	return el("div", "stack tight",
		pickerView(v, i, h),
		el("div", "loc",
			v.text(field{id: id + ".location", label: "Location", class: "wire", value: location, hint: hint, fixed: fixed,
				msg: func(text string) play.Msg { return play.EditLocation{Hop: i, Text: text} }}),
			v.check(box{id: id + ".nolocation", label: "no Location", on: fixed,
				msg: func(on bool) play.Msg { return play.SendLocation{Hop: i, Send: !on} }}),
		),
		v.problem(id),
		hopMore(v, i, h, id),
		hopButtons(v, i, id),
	)
}

// hopMore has what most hops do without.
func hopMore(v view, i int, h redirect.Hop, id string) app.UI {
	return el("details", "more",
		say("summary", "", "Response headers, URL, methods"),
		el("div", "in",
			headersView(v, i),
			v.text(field{id: id + ".at", label: "Answers at (empty: where the chain leads)", class: "wire", value: h.At, hint: "https://api.example.com/other",
				msg: func(text string) play.Msg { return play.EditAt{Hop: i, Text: text} }}),
			v.text(field{id: id + ".methods", label: "Answers these methods only (empty: all)", class: "wire", value: v.MethodsText(i), hint: "POST PUT",
				msg: func(text string) play.Msg { return play.EditMethods{Hop: i, Text: text} }}),
		),
	)
}

// fullWords say why no hop can be added.
var fullWords = strconv.Itoa(scenario.MaxHops) + " hops, the limit"

// full reports whether there is no room for another hop.
func full(v view) bool { return len(v.Draft.Hops) >= scenario.MaxHops }

func hopButtons(v view, i int, id string) app.UI {
	copyName := "Duplicate hop " + strconv.Itoa(i+1)
	if full(v) {
		copyName += ": " + fullWords
	}
	name := " hop " + strconv.Itoa(i+1)
	last := len(v.Draft.Hops) - 1
	return el("div", "btns",
		v.button(button{id: id + ".up", class: "small icon", icon: "up", name: "Move" + name + " up", off: i == 0 || v.ReadOnly, msg: play.MoveHop{Hop: i, By: -1}}),
		v.button(button{id: id + ".down", class: "small icon", icon: "down", name: "Move" + name + " down", off: i == last || v.ReadOnly, msg: play.MoveHop{Hop: i, By: 1}}),
		v.button(button{class: "small", label: "Duplicate", name: copyName, off: v.ReadOnly || full(v), msg: play.DuplicateHop{Hop: i}}),
		v.button(button{class: "small danger", label: "Remove", name: "Remove" + name, off: v.ReadOnly, msg: play.RemoveHop{Hop: i}}),
	)
}

// lastRow is the server that answers where no hop does.
func lastRow(v view) app.UI {
	where := "answers at every other URL"
	if n := len(v.Trace.Exchanges); n > 0 && !v.Stale && !v.Hidden() {
		if e := v.Trace.Exchanges[n-1]; e.Response.Hop == 0 && !e.Request.Preflight {
			where = "answers at " + trimScheme(e.Request.URL) + ", and at every other URL"
		}
	}
	return el("li", "hop last",
		el("div", "sum",
			el("span", "n").Aria("hidden", "true").Text("✓"),
			el("div", "what",
				el("span", "wire", say("b", "", "200 OK")),
				say("small", "", where),
			),
		),
	)
}

// trimScheme leaves https:// out, as a browser's address bar does; http://
// stays, since it makes a difference.
func trimScheme(url string) string { return strings.TrimPrefix(url, "https://") }
