package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// noticesView says what the page has to say about itself: an address that
// could not be read, work restored or set aside, storage refused.
func noticesView(v view) app.UI {
	var notices []app.UI
	if len(v.AddressProblems) > 0 {
		notices = append(notices, addressNotice(v))
	}
	for i, text := range v.Notices {
		notices = append(notices, noticeView(v, i, text))
	}
	if v.Aside != "" {
		notices = append(notices, asideNotice(v))
	}
	if v.ReadOnly && v.Page != play.EmbedPage {
		notices = append(notices, el("div", "notice",
			say("p", "grow", "This link is for reading: nothing can be edited here.")))
	}
	still := "Without JavaScript this page shows the whole journey of the scenario in its address, but cannot be stepped through or edited."
	switch v.Page {
	case play.EmbedPage:
		still = "Scripts are off in this frame: here is the whole journey. To step through it, open it in Hopscope."
	case play.LivePage:
		still = "Without JavaScript nothing can be run from this page, or edited. POST the scenario to this address to run it with any client."
	}
	box := el("div", "notices",
		app.Elem("noscript").Body(el("div", "notice", say("p", "grow", still))),
		el("div", "stack", notices...),
	)
	if len(notices) == 0 {
		box.Class("quiet")
	}
	return box
}

// addressNotice names each part of the address that could not be read.
func addressNotice(v view) app.UI {
	class, role, text := "notice bad", "alert", "This address could not be read; a starting example is shown."
	switch v.AddressFault {
	case play.AddressPart:
		text = "Part of this address could not be read. The rest is shown."
	case play.AddressExtra:
		class, role, text = "notice", "status", "Part of this address says nothing here, and was left out."
	}
	return el("div", class).Role(role).Body(
		el("div", "grow",
			el("p", "", say("b", "", text)),
			el("ul", "", list(v.AddressProblems, func(_ int, text string) app.UI {
				return say("li", "wire", text)
			})...),
		),
		v.button(button{class: "quiet small icon", icon: "close", name: "Dismiss", msg: play.DismissAddress{}}),
	)
}

func noticeView(v view, i int, text string) app.UI {
	return el("div", "notice").Role("status").Body(
		say("p", "grow", text),
		v.button(button{class: "quiet small icon", icon: "close", name: "Dismiss", msg: play.DismissNotice{Index: i}}),
	)
}

// asideNotice offers the saved work that could not be read.
func asideNotice(v view) app.UI {
	return el("div", "notice",
		say("p", "grow", "Work saved in this browser could not be read, so it was set aside and you see a fresh start."),
		el("div", "btns",
			v.button(button{class: "small", icon: "copy", label: "Copy it", msg: play.CopyAside{}}),
			v.button(button{class: "small", label: "Forget it", msg: play.ForgetAside{}}),
		),
	)
}
