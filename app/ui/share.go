package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// shareView has the link, and what goes into it.
func shareView(v view) app.UI {
	s := v.Share
	v.holds(play.ShareLinkID, s.Link)
	copied := "Copy the link"
	if s.Copied {
		copied = "Copied"
	}
	return app.Div().Class("stack", "tight").Body(
		app.Div().Class("field").Body(
			app.Label().Class("label").For(play.ShareLinkID).Text("Link to this scenario"),
			app.Textarea().ID(play.ShareLinkID).Class("inp", "wire").Rows(4).ReadOnly(true),
		),
		app.P().Class("help").Text("The scenario is in the part after #, which browsers send to no server."),
		part("secrets", s.Secrets, func() app.UI {
			return app.Div().Class("notice").Body(app.Div().Class("grow").Body(
				app.P().Text("Values that look secret, such as Authorization and Cookie, are replaced by placeholders."),
				v.check(box{id: "share.reveal", label: "Put the real values into the link", on: s.Reveal, free: true,
					msg: func(on bool) play.Msg { return play.RevealSecrets{On: on} }}),
			))
		}),
		v.check(box{id: "share.step", label: "Open at the step shown now", on: s.AtStep, free: true,
			msg: func(on bool) play.Msg { return play.ShareStep{On: on} }}),
		app.Div().Class("btns").Body(
			v.button(button{class: "primary", icon: "copy", label: copied, msg: play.CopyLink{}}),
			v.button(button{label: "Close", msg: play.CloseDialog{}}),
		),
	)
}
