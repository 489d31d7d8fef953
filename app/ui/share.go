package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// shareView has the link, and what goes into it.
func shareView(v view) app.UI {
	s := v.Share
	v.holds(play.ShareLinkID, s.Link)
	copied, label := "Copy the link", "Link to this scenario"
	if len(v.Challenge.Goals) > 0 {
		label += ", with its challenge"
	}
	if s.Copied {
		copied = "Copied"
	}
	return el("div", "stack tight",
		el("div", "field",
			el("label", "label").Attr("for", play.ShareLinkID).Text(label),
			el("textarea", "inp wire").ID(play.ShareLinkID).Attr("rows", 4).Attr("readonly", true),
		),
		say("p", "help", "The scenario is in the part after #, which browsers send to no server."),
		say("p", "help", "The URLs and the body go into the link as they are: look them through for what nobody else may see."),
		part("secrets", s.Secrets, func() app.UI {
			class := "notice"
			if s.Reveal {
				class = "notice bad"
			}
			return el("div", class, el("div", "grow",
				secretsView(v),
				v.check(box{id: "share.reveal", label: "Put the real values into the link", on: s.Reveal, free: true,
					msg: func(on bool) play.Msg { return play.RevealSecrets{On: on} }}),
			))
		}),
		v.check(box{id: "share.step", label: "Open at the step shown now", on: s.AtStep, free: true,
			msg: func(on bool) play.Msg { return play.ShareStep{On: on} }}),
		el("div", "btns",
			v.button(button{class: "primary", icon: "copy", label: copied, msg: play.CopyLink{}}),
			ownLink("/lessons/author"+behindHash(s.Link), "Make a lesson of it").Class("server-only"),
			v.button(button{label: "Close", msg: play.CloseDialog{}}),
		),
	)
}

// behindHash is the part of a link that no server sees, with its #.
func behindHash(link string) string {
	_, part, _ := strings.Cut(link, "#")
	return "#" + part
}

// secretsView says what of the values that look secret is in the link.
func secretsView(v view) app.UI {
	names := strings.Join(v.SecretNames(), ", ")
	if v.Share.Reveal {
		return el("p", "").Role("alert").Body(
			say("b", "", "The link now contains the real values of: "+names+". "),
			app.Text("Whoever has it can read and use them."),
		)
	}
	return say("p", "", "In the link placeholders stand for what looks secret: "+names+".")
}
