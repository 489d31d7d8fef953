package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// pickerRows lay the redirect codes out on the two questions that tell them
// apart: may the method change, and is it for now or for good (RFC 9110
// sections 15.4.2 to 15.4.9). 0: there is no such code.
var pickerRows = []struct {
	method       string
	forNow, good int
}{
	{"method may change", 302, 301},
	{"method is kept", 307, 308},
	{"becomes GET", 303, 0},
}

// oddCodes are the 3xx codes that are not on the two questions.
var oddCodes = []int{300, 304, 305, 306}

// pickerView is the group of radio buttons for the code of a hop.
func pickerView(v view, i int, h redirect.Hop) app.UI {
	cells := []app.UI{
		app.Span(),
		app.Span().Class("h").Aria("hidden", "true").Text("for now"),
		app.Span().Class("h").Aria("hidden", "true").Text("for good"),
	}
	for _, row := range pickerRows {
		cells = append(cells,
			app.Span().Class("h").Aria("hidden", "true").Text(row.method),
			codeCell(v, i, h, row.forNow, row.method+", for now"),
			codeCell(v, i, h, row.good, row.method+", for good"))
	}
	return app.FieldSet().Class("codeset").Body(
		app.Legend().Class("sr").Text("Redirect code of hop "+strconv.Itoa(i+1)),
		app.Div().Class("picker").Body(cells...),
		app.Div().Class("codes").Body(oddChips(v, i, h)...),
		v.text(field{id: hopID(i) + ".status", label: "Any other code, 100 to 599", class: "wire code", value: v.StatusText(i), hint: "307",
			msg: func(text string) play.Msg { return play.EditStatus{Hop: i, Text: text} }}),
	)
}

// codeCell is one code in the picture; its meaning is read out with it.
func codeCell(v view, i int, h redirect.Hop, code int, meaning string) app.UI {
	if code == 0 {
		return app.Span().Class("c", "none").Body(app.Small().Text("no such code"))
	}
	return app.Label().Class("c").Body(
		v.codeRadio(i, h, code),
		app.B().Text(code),
		app.Small().Text(diagram.StatusText(code)),
		app.Span().Class("sr").Text(", "+meaning),
	)
}

func oddChips(v view, i int, h redirect.Hop) []app.UI {
	chips := list(oddCodes, func(_ int, code int) app.UI {
		return app.Label().Class("chip").Title("%s", diagram.StatusText(code)).Body(
			v.codeRadio(i, h, code),
			app.Span().Text(code),
			app.Span().Class("sr").Text(" "+diagram.StatusText(code)),
		)
	})
	return append(chips, app.Span().Text("most clients don't follow these"))
}

func (v view) codeRadio(i int, h redirect.Hop, code int) app.UI {
	number := strconv.Itoa(i)
	return v.radio("code-"+number, "code-"+number+"-"+strconv.Itoa(code), h.Status == code, play.SetStatus{Hop: i, Status: code})
}

// hopID is the path of a hop in the scenario's JSON.
func hopID(i int) string { return "hops[" + strconv.Itoa(i) + "]" }
