package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// headersView is the list of headers of the request (play.InRequest) or of a
// hop, with the usual ones to add by one click.
func headersView(v view, hop int) app.UI {
	headers := v.Draft.Request.Headers
	if hop != play.InRequest {
		headers = v.Draft.Hops[hop].Headers
	}
	rows := el("ul", "rows")
	if len(headers) == 0 {
		rows.Hidden(true)
	} else {
		rows.Body(list(headers, func(i int, h redirect.Header) app.UI { return headerRow(v, hop, i, h) })...)
	}
	return el("div", "headers").Role("group").Aria("label", headersName(hop)).Body(
		rows,
		v.problem(play.HeadersField(hop)),
		headerChips(v, hop),
	)
}

func headersName(hop int) string {
	if hop == play.InRequest {
		return "Request headers"
	}
	return "Further response headers of hop " + strconv.Itoa(hop+1)
}

func headerRow(v view, hop, i int, h redirect.Header) app.UI {
	id := play.HeadersField(hop) + "[" + strconv.Itoa(i) + "]"
	number := " of header " + strconv.Itoa(i+1)
	remove := press("x").ID(id + ".remove").Body(icon("close"))
	if v.editable() {
		remove.Aria("label", "Remove the header "+h.Name).OnClick(v.on(play.RemoveHeader{Hop: hop, Index: i}))
	} else {
		remove.Attr("disabled", true).Aria("label", "Remove this header")
	}
	return el("li", "row",
		v.text(field{id: id + ".name", label: "Name" + number, bare: true, class: "name", value: h.Name, hint: "Name",
			msg: func(text string) play.Msg { return play.EditHeaderName{Hop: hop, Index: i, Text: text} }}),
		v.text(field{id: id + ".value", label: "Value" + number, bare: true, value: h.Value, hint: "value",
			msg: func(text string) play.Msg { return play.EditHeaderValue{Hop: hop, Index: i, Text: text} }}),
		remove,
	)
}

// chipsShown is how many of the usual headers stand there at once; the rest
// come up as these are used.
const chipsShown = 5

func headerChips(v view, hop int) app.UI {
	usual := v.UsualHeaders(hop)
	if len(usual) > chipsShown {
		usual = usual[:chipsShown]
	}
	chips := []app.UI{chip(v, play.HeadersField(hop)+".add", "+ header", play.AddHeader{Hop: hop})}
	for _, h := range usual {
		chips = append(chips, chip(v, "", "+ "+h.Name, play.AddHeader{Hop: hop, Name: h.Name, Value: h.Value}))
	}
	return el("div", "chips", chips...)
}

func chip(v view, id, label string, msg play.Msg) app.UI {
	b := press("chip").Text(label)
	if id != "" {
		b.ID(id)
	}
	if !v.editable() {
		return b.Attr("disabled", true)
	}
	return b.OnClick(v.on(msg))
}
