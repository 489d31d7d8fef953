package ui

import (
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// requestView is the card in which the request is built.
func requestView(v view) app.UI {
	return el("section", "card request").Aria("labelledby", "request-h").Body(
		el("header", "",
			el("h2", "").ID("request-h").Text("Request"),
			scenarioButton(v),
		),
		el("div", "in",
			requestLine(v),
			headersView(v, play.InRequest),
			bodyView(v),
			el("div", "btns",
				v.button(button{class: "small", icon: "paste", label: "Paste a curl command", msg: play.OpenDialog{Dialog: play.ImportDialog}}),
			),
			el("details", "more",
				say("summary", "", "Title of the scenario"),
				v.text(field{id: "title", label: "Title", bare: true, value: v.Draft.Title, hint: "what this shows",
					msg: func(text string) play.Msg { return play.EditTitle{Text: text} }}),
			),
		),
	)
}

// scenarioButton opens the list of scenarios to start from.
func scenarioButton(v view) app.UI {
	title := v.Draft.Title
	if title == "" {
		title = "your own"
	}
	b := press("btn quiet small chooser").ID("start.open").Body(
		say("span", "cut", "Scenario: "+title),
		icon("down"),
	)
	if !v.live {
		return b.Attr("disabled", true)
	}
	return b.Aria("haspopup", "dialog").OnClick(v.on(play.OpenDialog{Dialog: play.StartDialog}))
}

// usualMethods are offered; any other token can be typed.
var usualMethods = []string{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}

// otherMethod is the option of the list that stands for a method to type: no
// token, so no method.
const otherMethod = "other…"

// requestLine has the method and the URL.
func requestLine(v view) app.UI {
	method := v.Draft.Request.Method
	listed := method
	usual := slices.Contains(usualMethods, method)
	choices := list(usualMethods, func(_ int, m string) choice { return choice{m, m} })
	if !usual {
		listed = otherMethod
	}
	choices = append(choices, choice{otherMethod, otherMethod})
	return el("div", "lines",
		el("div", "reqline",
			v.pick(field{id: "request.method.list", label: "Method", bare: true, value: listed,
				msg: func(text string) play.Msg {
					if text == otherMethod {
						text = "PROPFIND" // to be typed over
					}
					return play.EditMethod{Text: text}
				}}, choices),
			v.text(field{id: "request.url", label: "URL", bare: true, class: "wire", value: v.Draft.Request.URL, hint: "https://api.example.com/",
				msg: func(text string) play.Msg { return play.EditURL{Text: text} }}),
		),
		part("othermethod", !usual, func() app.UI {
			return v.text(field{id: "request.method", label: "Any method, such as PROPFIND", class: "wire", value: method,
				msg: func(text string) play.Msg { return play.EditMethod{Text: text} }})
		}),
	)
}

// bodyView has the kind of body, its size and its text.
func bodyView(v view) app.UI {
	chosen := v.BodyChoice()
	tabs := list(play.BodyChoices(), func(_ int, c play.BodyChoice) app.UI {
		id := "body-" + c.String()
		return el("label", "tab",
			v.radio("body", id, c == chosen, play.ChooseBody{Choice: c}),
			say("span", "", c.String()),
		)
	})
	tabs = append(tabs, say("span", "size", bodySize(v)))
	return el("div", "bodybox",
		el("div", "tabs").Role("radiogroup").Aria("label", "Kind of body").Body(tabs...),
		el("div", "bodytext", bodyText(v, chosen)),
	)
}

// bodyHints say what to write in each kind of body.
var bodyHints = map[play.BodyChoice]string{
	play.BodyJSON:      `{ "data": "some data" }`,
	play.BodyForm:      "name=value&other=value",
	play.BodyText:      "any text",
	play.BodyMultipart: "the parts, as text",
	play.BodyStream:    "a stream can be sent once only",
}

func bodyText(v view, chosen play.BodyChoice) app.UI {
	if chosen == play.BodyNone {
		return say("p", "empty", "No body is sent.")
	}
	return v.area(field{id: "request.body.text", label: "Body", bare: true, class: "wire", value: v.BodyText(), hint: bodyHints[chosen], fixed: v.ReadOnly,
		msg: func(text string) play.Msg { return play.EditBody{Text: text} }}, 3)
}

// bodySize is the length of the body in bytes, short.
func bodySize(v view) string {
	if v.Draft.Request.Body == nil {
		return "0 B"
	}
	return strconv.Itoa(len(v.Draft.Request.Body.Text)) + " B"
}

// corsView says what the simulated servers do about CORS.
func corsView(v view) app.UI {
	mode := v.Draft.CORS
	if mode == "" {
		mode = redirect.CORSAllow
	}
	return v.pick(field{id: "cors", label: "CORS on the simulated servers", value: string(mode),
		msg: func(text string) play.Msg { return play.SetCORS{Mode: redirect.CORSMode(text)} }},
		[]choice{
			{string(redirect.CORSAllow), "every check passes"},
			{string(redirect.CORSWritten), "only the Access-Control headers written in the hops"},
		})
}

// letThroughView offers to mend what CORS stops.
// then is the id of what has the focus next.
func letThroughView(v view, then string) app.UI {
	return part("", v.CORSFails(), func() app.UI {
		return el("div", "notice",
			say("p", "grow", "CORS stops this fetch: the hops do not carry the Access-Control headers that it needs."),
			v.button(button{class: "small", label: "Let it through", off: v.ReadOnly, msg: play.LetThrough{Then: then}}),
		)
	})
}
