package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// survivedPane is drawn again when it is about another exchange.
func survivedPane(v view) app.UI {
	return v.pane(survivedView, v.Trace, v.Exchange(), v.followed(), v.Chosen, v.Predict, v.Reached)
}

// survivedView is the ledger: each part of a request before and after a hop,
// its fate, and why.
func survivedView(v view) app.UI {
	rows := play.Ledger(v.Model)
	body := list(rows, func(_ int, r play.Row) app.UI { return ledgerRow(r) })
	if rows == nil {
		body = []app.UI{el("tr", "").Role("row").Body(cell("wide").Attr("colspan", 4).Text("Predict the decision first; the step shows what survived."))}
	}
	return el("section", "card").Aria("labelledby", "survived-h").Body(
		el("header", "",
			el("h2", "").ID("survived-h").Text("What survived"),
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
	return el("div", "note", v.pick(field{
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
	why := el("div", "why", append([]app.UI{app.Text(r.Why + " "), kindWord(r.Kind)}, sourceLinks(r.Sources)...)...)
	if r.Why == "" && len(r.Sources) == 0 {
		why.Hidden(true)
	}
	return el("tr", "").Role("row").Body(
		el("th", "").Role("rowheader").Attr("scope", "row").Text(r.Label),
		cell("wire").DataSet("label", "before").Body(before(r)),
		cell("wire").DataSet("label", "sent next").Body(after(r)),
		cell("wide").Body(el("div", "", fateView(r.Fate), why)),
	)
}

// before strikes out what the next request does not have.
func before(r play.Row) app.UI {
	if r.Fate == redirect.Dropped {
		return say("del", "", r.Before)
	}
	return say("span", "", r.Before)
}

// after stresses what the next request has otherwise.
func after(r play.Row) app.UI {
	if r.Fate == redirect.Changed || r.Fate == redirect.Added {
		return say("ins", "", r.After)
	}
	return say("span", "", r.After)
}

// fateView is a fate as glyph and word.
func fateView(f redirect.Fate) app.UI {
	if f == "" {
		return el("span", "").Hidden(true)
	}
	return el("span", "fate "+string(f),
		el("span", "").Aria("hidden", "true").Text(glyphs[f]),
		say("span", "", string(f)),
	)
}

// kindWords say what kind of claim a reason makes.
var kindWords = map[redirect.Kind]string{
	redirect.Required:    "Required by",
	redirect.Recommended: "Recommended by",
	redirect.Allowed:     "Allowed by",
	redirect.Documented:  "As written in",
	redirect.Measured:    "Measured:",
	redirect.Simulated:   "In this simulation:",
}

func kindWord(k redirect.Kind) app.UI {
	if kindWords[k] == "" {
		return el("span", "").Hidden(true)
	}
	return say("span", "kind", kindWords[k]+" ")
}

// tableView is a table under the heading with the id. The roles are those its
// elements have by themselves; browsers forget them where style.css stacks the
// cells of a row.
func tableView(class, heading string, columns []string, rows []app.UI) app.UI {
	return el("table", class).Role("table").Aria("labelledby", heading).Body(
		el("thead", "").Role("rowgroup").Body(el("tr", "").Role("row").Body(list(columns, func(_ int, name string) app.UI {
			return el("th", "").Role("columnheader").Attr("scope", "col").Text(name)
		})...)),
		el("tbody", "").Role("rowgroup").Body(rows...),
	)
}

// cell is a cell of such a table.
func cell(class string) app.HTMLElem { return el("td", class).Role("cell") }
