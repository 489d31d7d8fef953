package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// survivedView is the ledger: each part of a request before and after a hop,
// its fate, and why.
func survivedView(v view) app.UI {
	rows := play.Ledger(v.Model)
	body := list(rows, func(_ int, r play.Row) app.UI { return ledgerRow(r) })
	if rows == nil {
		body = []app.UI{app.Tr().Role("row").Body(app.Td().Role("cell").Class("wide").ColSpan(4).Text("Predict the decision first; the step shows what survived."))}
	}
	return app.Section().Class("card").Aria("labelledby", "survived-h").Body(
		app.Header().Body(
			app.H2().ID("survived-h").Text("What survived"),
			exchangePicker(v),
		),
		tableView("ledger", "survived-h", []string{"Part", "Before", "Sent next", "Fate, and why"}, body),
	)
}

// exchangePicker chooses the exchange that the ledger is of.
func exchangePicker(v view) app.UI {
	choices := []choice{{strconv.Itoa(play.FollowStep), "with the step: " + exchangeName(v, v.followed())}}
	for i := range v.Trace.Exchanges {
		choices = append(choices, choice{strconv.Itoa(i), exchangeName(v, i)})
	}
	return app.Div().Class("note").Body(v.pick(field{
		id: "ledger.exchange", free: true, label: "Which hop", bare: true, class: "small", value: strconv.Itoa(v.Chosen),
		msg: func(text string) play.Msg {
			i, err := strconv.Atoi(text)
			if err != nil { // none of the choices
				i = play.FollowStep
			}
			return play.ChooseExchange{Exchange: i}
		}}, choices))
}

// followed is the exchange that the ledger is of while it follows the step.
func (v view) followed() int {
	m := v.Model
	m.Chosen = play.FollowStep
	return m.Exchange()
}

func exchangeName(v view, i int) string {
	if i < 0 {
		return "nothing was sent"
	}
	e := v.Trace.Exchanges[i]
	number := "request " + strconv.Itoa(i+1)
	switch {
	case e.Request.Preflight:
		return number + ": preflight"
	case v.Predict && v.Model.Hidden():
		return number
	}
	return number + ": " + e.Request.Method + ", " + strconv.Itoa(e.Response.Status)
}

func ledgerRow(r play.Row) app.UI {
	why := app.Div().Class("why").Body(append([]app.UI{app.Text(r.Why + " "), kindWord(r.Kind)}, sourceLinks(r.Sources)...)...)
	if r.Why == "" && len(r.Sources) == 0 {
		why.Hidden(true)
	}
	return app.Tr().Role("row").Body(
		app.Th().Role("rowheader").Scope("row").Text(r.Label),
		app.Td().Role("cell").Class("wire").DataSet("label", "before").Body(before(r)),
		app.Td().Role("cell").Class("wire").DataSet("label", "sent next").Body(after(r)),
		app.Td().Role("cell").Class("wide").Body(app.Div().Body(fateView(r.Fate), why)),
	)
}

// before strikes out what the next request does not have.
func before(r play.Row) app.UI {
	if r.Fate == redirect.Dropped {
		return app.Del().Text(r.Before)
	}
	return app.Span().Text(r.Before)
}

// after stresses what the next request has otherwise.
func after(r play.Row) app.UI {
	if r.Fate == redirect.Changed || r.Fate == redirect.Added {
		return app.Ins().Text(r.After)
	}
	return app.Span().Text(r.After)
}

// fateView is a fate as glyph and word.
func fateView(f redirect.Fate) app.UI {
	if f == "" {
		return app.Span().Hidden(true)
	}
	return app.Span().Class("fate", string(f)).Body(
		app.Span().Aria("hidden", "true").Text(glyphs[f]),
		app.Span().Text(string(f)),
	)
}

// kindWords say what kind of claim a reason makes.
var kindWords = map[redirect.Kind]string{
	redirect.Required:   "Required by",
	redirect.Allowed:    "Allowed by",
	redirect.Documented: "As written in",
	redirect.Measured:   "Measured:",
	redirect.Simulated:  "In this simulation:",
}

func kindWord(k redirect.Kind) app.UI {
	if kindWords[k] == "" {
		return app.Span().Hidden(true)
	}
	return app.Span().Class("kind").Text(kindWords[k] + " ")
}

// tableView is a table under the heading with the id. The roles are those its
// elements have by themselves; browsers forget them where style.css stacks the
// cells of a row.
func tableView(class, heading string, columns []string, rows []app.UI) app.UI {
	return app.Table().Class(class).Role("table").Aria("labelledby", heading).Body(
		app.THead().Role("rowgroup").Body(app.Tr().Role("row").Body(list(columns, func(_ int, name string) app.UI {
			return app.Th().Role("columnheader").Scope("col").Text(name)
		})...)),
		app.TBody().Role("rowgroup").Body(rows...),
	)
}
