package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// othersView sets every client side by side over the same chain.
func othersView(v view) app.UI {
	rows := list(v.Others, func(_ int, l play.Line) app.UI { return lineView(v, l) })
	note := differing(v.Others)
	if v.Hidden() {
		rows = []app.UI{app.Tr().Role("row").Body(app.Td().Role("cell").Class("wide").ColSpan(5).Text("Shown when you have predicted to the end."))}
		note = ""
	}
	return app.Section().Class("card").Aria("labelledby", "others-h").Body(
		app.Header().Body(
			app.H2().ID("others-h").Text("Same chain, other clients"),
			app.Span().Class("note").Text(note),
		),
		tableView("cmp", "others-h", []string{"Client", "Methods", "Body", "Credentials", "Outcome"}, rows),
	)
}

// differing counts the clients that do otherwise than the chosen one.
func differing(lines []play.Line) string {
	n := 0
	for _, l := range lines {
		if len(l.Differs) > 0 {
			n++
		}
	}
	switch {
	case len(lines) < 2:
		return ""
	case n == 0:
		return "all do the same"
	case n == 1:
		return "1 does otherwise"
	}
	return strconv.Itoa(n) + " do otherwise"
}

// lineView is one client's line. Its button makes it the client.
func lineView(v view, l play.Line) app.UI {
	class, note := "", ""
	switch {
	case l.Chosen:
		class, note = "me", "the client now"
	case len(l.Differs) > 0:
		class, note = "differs", "differs: "+strings.Join(l.Differs, ", ")
	}
	name := app.Button().Type("button").Class("link").Text(l.Name)
	if v.editable() {
		name.OnClick(v.on(play.ChooseClient{ID: l.ID}))
	} else {
		name.Disabled(true)
	}
	return app.Tr().Role("row").Class(class).Body(
		app.Th().Role("rowheader").Scope("row").Body(name, app.Small().Class("differs-in").Text(note)),
		app.Td().Role("cell").DataSet("label", "methods").Body(methodsView(l.Methods)),
		app.Td().Role("cell").DataSet("label", "body").Body(cellView(l.Body)),
		app.Td().Role("cell").DataSet("label", "credentials").Body(cellView(l.Credentials)),
		app.Td().Role("cell").DataSet("label", "outcome").Body(outcomeView(l)),
	)
}

// methodsView has one tag for each request; those whose method is not that of
// the first stand out.
func methodsView(methods []string) app.UI {
	if len(methods) == 0 {
		return app.Span().Class("muted").Text("nothing sent")
	}
	return app.Span().Class("ms").Body(list(methods, func(_ int, m string) app.UI {
		class := "same"
		if m != methods[0] {
			class = "other"
		}
		return app.Span().Class("m", class).Text(m)
	})...)
}

func cellView(c play.Cell) app.UI {
	if c.Fate == "" {
		return app.Span().Class("muted").Text("none given")
	}
	return app.Span().Class("fatemark", string(c.Fate)).Text(glyphs[c.Fate] + " " + c.Text)
}

// ends go with each end of a trace.
var ends = map[redirect.OutcomeKind]struct{ glyph, class string }{
	redirect.Delivered: {"✓", "kept"},
	redirect.Stopped:   {"■", "changed"},
	redirect.Failed:    {"✕", "dropped"},
}

func outcomeView(l play.Line) app.UI {
	end := ends[l.Ended]
	return app.Span().Class("fatemark", end.class).Text(end.glyph + " " + l.Outcome)
}
