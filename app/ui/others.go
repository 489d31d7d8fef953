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
		rows = []app.UI{el("tr", "").Role("row").Body(cell("wide").Attr("colspan", 5).Text("Shown when you have predicted to the end."))}
		note = ""
	}
	return el("section", "card").Aria("labelledby", "others-h").Body(
		el("header", "",
			el("h2", "").ID("others-h").Text("Same chain, other clients"),
			say("span", "note", note),
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
	name := press("link").Text(l.Name)
	if v.editable() {
		name.OnClick(v.on(play.ChooseClient{ID: l.ID}))
	} else {
		name.Attr("disabled", true)
	}
	return el("tr", class).Role("row").Body(
		el("th", "").Role("rowheader").Attr("scope", "row").Body(name, say("small", "differs-in", note)),
		cell("").DataSet("label", "methods").Body(methodsView(l.Methods)),
		cell("").DataSet("label", "body").Body(cellView(l.Body)),
		cell("").DataSet("label", "credentials").Body(cellView(l.Credentials)),
		cell("").DataSet("label", "outcome").Body(outcomeView(l)),
	)
}

// methodsView has one tag for each request; those whose method is not that of
// the first stand out.
func methodsView(methods []string) app.UI {
	if len(methods) == 0 {
		return say("span", "muted", "nothing sent")
	}
	return el("span", "ms", list(methods, func(_ int, m string) app.UI {
		class := "same"
		if m != methods[0] {
			class = "other"
		}
		return say("span", "m "+class, m)
	})...)
}

func cellView(c play.Cell) app.UI {
	if c.Fate == "" {
		return say("span", "muted", "none given")
	}
	return say("span", "fatemark "+string(c.Fate), glyphs[c.Fate]+" "+c.Text)
}

// ends go with each end of a trace.
var ends = map[redirect.OutcomeKind]struct{ glyph, class string }{
	redirect.Delivered: {"✓", "kept"},
	redirect.Stopped:   {"■", "changed"},
	redirect.Failed:    {"✕", "dropped"},
}

func outcomeView(l play.Line) app.UI {
	end := ends[l.Ended]
	return say("span", "fatemark "+end.class, end.glyph+" "+l.Outcome)
}
