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
		el("span", ""),
		el("span", "h").Aria("hidden", "true").Text("for now"),
		el("span", "h").Aria("hidden", "true").Text("for good"),
	}
	for _, row := range pickerRows {
		cells = append(cells,
			el("span", "h").Aria("hidden", "true").Text(row.method),
			codeCell(v, i, h, row.forNow, row.method+", for now"),
			codeCell(v, i, h, row.good, row.method+", for good"))
	}
	return el("fieldset", "codeset",
		say("legend", "sr", "Redirect code of hop "+strconv.Itoa(i+1)),
		el("div", "picker", cells...),
		el("div", "codes", oddChips(v, i, h)...),
		v.text(field{id: hopID(i) + ".status", label: "Any other code, 100 to 599", class: "wire code", value: v.StatusText(i), hint: "307",
			msg: func(text string) play.Msg { return play.EditStatus{Hop: i, Text: text} }}),
	)
}

// codeCell is one code in the picture; its meaning is read out with it.
func codeCell(v view, i int, h redirect.Hop, code int, meaning string) app.UI {
	if code == 0 {
		return el("span", "c none", say("small", "", "no such code"))
	}
	return el("label", "c",
		v.codeRadio(i, h, code),
		say("b", "", strconv.Itoa(code)),
		say("small", "", diagram.StatusText(code)),
		say("span", "sr", ", "+meaning),
	)
}

func oddChips(v view, i int, h redirect.Hop) []app.UI {
	chips := list(oddCodes, func(_ int, code int) app.UI {
		return el("label", "chip").Title("%s", diagram.StatusText(code)).Body(
			v.codeRadio(i, h, code),
			say("span", "", strconv.Itoa(code)),
			say("span", "sr", " "+diagram.StatusText(code)),
		)
	})
	return append(chips, say("span", "", "most clients don't follow these"))
}

func (v view) codeRadio(i int, h redirect.Hop, code int) app.UI {
	number := strconv.Itoa(i)
	return v.radio("code-"+number, "code-"+number+"-"+strconv.Itoa(code), h.Status == code, play.SetStatus{Hop: i, Status: code})
}

// hopID is the path of a hop in the scenario's JSON.
func hopID(i int) string { return "hops[" + strconv.Itoa(i) + "]" }
