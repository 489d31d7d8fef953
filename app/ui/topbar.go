package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// topBar has the brand and what is for the whole page.
func topBar(v view) app.UI {
	if v.Page == play.EmbedPage {
		return embedBar(v)
	}
	return el("header", "top",
		el("h1", "brand", logo(), say("span", "", "hopscope")),
		el("nav", "nav").Aria("label", "Pages").Body(
			pageLink(v, play.PlaygroundPage, "Playground"),
			pageLink(v, play.LivePage, "Live"),
			ownLink("/clients", "Clients"),
			ownLink("/codes", "Codes"),
			ownLink("/lessons", "Lessons"),
		),
		el("div", "end",
			undoButton(v),
			redoButton(v),
			v.button(button{id: "embed.open", label: "Embed", msg: play.OpenDialog{Dialog: play.EmbedDialog}}),
			themeButton(v),
			v.button(button{id: "share.open", class: "primary", icon: "link", label: "Share", msg: play.OpenDialog{Dialog: play.ShareDialog}}),
		),
	)
}

// pageLink leads to a page, and takes the work along. What the server renders
// has no part of a scenario in an attribute.
func pageLink(v view, p play.Page, name string) app.UI {
	href := own(v.PageAddress(p))
	if v.live {
		href = mendEscapes(href) // go-app would not follow it
	} else {
		href, _, _ = strings.Cut(href, "#")
	}
	a := el("a", "").Attr("href", href).Text(name)
	if v.Page == p {
		a.Aria("current", "page")
	}
	return a
}

// ownLink leads to a page that the server writes as a whole. go-app takes every
// click on a link for one of its own pages: start.js keeps it from these.
func ownLink(path, name string) app.HTMLElem {
	return el("a", "").Attr("href", own(path)).DataSet("own", "true").Text(name)
}

func undoButton(v view) app.UI {
	what, ok := v.Undoable()
	b := button{class: "icon", icon: "undo", name: "Undo", off: !ok, msg: play.Undo{}}
	if ok {
		b.name = "Undo: " + what
	}
	return v.button(b)
}

func redoButton(v view) app.UI {
	what, ok := v.Redoable()
	b := button{class: "icon", icon: "redo", name: "Redo", off: !ok, msg: play.Redo{}}
	if ok {
		b.name = "Redo: " + what
	}
	return v.button(b)
}

// themes says what follows each theme when the button is pressed.
var themes = map[play.Theme]struct {
	name string
	next play.Theme
}{
	play.ThemeAuto:  {"as the system has it", play.ThemeLight},
	play.ThemeLight: {"light", play.ThemeDark},
	play.ThemeDark:  {"dark", play.ThemeAuto},
}

func themeButton(v view) app.UI {
	theme := themes[v.Theme]
	b := button{class: "icon", icon: "auto", msg: play.ChooseTheme{Theme: theme.next}}
	b.name = "Theme: " + theme.name + ". Change to " + themes[theme.next].name
	if v.Theme != play.ThemeAuto {
		b.icon = string(v.Theme)
	}
	return v.button(b)
}
