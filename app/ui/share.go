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
	return el("div", "stack tight",
		el("div", "field",
			el("label", "label").Attr("for", play.ShareLinkID).Text("Link to this scenario"),
			el("textarea", "inp wire").ID(play.ShareLinkID).Attr("rows", 4).Attr("readonly", true),
		),
		say("p", "help", "The scenario is in the part after #, which browsers send to no server."),
		part("secrets", s.Secrets, func() app.UI {
			return el("div", "notice", el("div", "grow",
				say("p", "", "Values that look secret, such as Authorization and Cookie, are replaced by placeholders."),
				v.check(box{id: "share.reveal", label: "Put the real values into the link", on: s.Reveal, free: true,
					msg: func(on bool) play.Msg { return play.RevealSecrets{On: on} }}),
			))
		}),
		v.check(box{id: "share.step", label: "Open at the step shown now", on: s.AtStep, free: true,
			msg: func(on bool) play.Msg { return play.ShareStep{On: on} }}),
		el("div", "btns",
			v.button(button{class: "primary", icon: "copy", label: copied, msg: play.CopyLink{}}),
			v.button(button{label: "Close", msg: play.CloseDialog{}}),
		),
	)
}
