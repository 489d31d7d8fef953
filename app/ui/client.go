package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/snippet"
)

// clientHeader heads the journey, or the live run: who makes it. Folded away under the name are
// the list to choose from, the client's options, and the command to copy.
func clientHeader(v view) app.UI {
	p := v.Profile()
	id, title := journeyID, "Journey"
	if v.Page == play.LivePage {
		id, title = liveID, "Live run"
	}
	return el("header", "",
		el("h2", "").ID(id).TabIndex(-1).Text(title),
		el("details", "chooser").ID(play.ClientID).Body(
			el("summary", "btn",
				say("span", "cut", "Client: "+v.ClientName()+optionsSet(v, p)),
				icon("down"),
			),
			el("div", "panel cols",
				clientList(v, p),
				el("div", "stack tight",
					say("p", "about", p.About),
					optionsView(v, p),
					part("", v.Page != play.LivePage, func() app.UI { return commandView(v) }), // there it would be to no live address
				),
			),
		),
		el("span", "note", basisView(p)),
	)
}

// basisView says what the profile is held to: its recordings, or else what it was
// written from.
func basisView(p client.Profile) app.UI {
	programs := client.Programs(p.ID)
	if len(programs) == 0 {
		return say("span", "", p.Basis)
	}
	if programs[0].Option != "" { // by default it is the standard, which nobody can run
		return ownLink(client.RecordingPath(p.ID), p.Basis+"; engines measured")
	}
	text := "Measured: " + programs[0].Name + " " + programs[0].Version
	if n := len(programs) - 1; n > 0 {
		text += " and " + strconv.Itoa(n) + " more"
	}
	return ownLink(client.RecordingPath(p.ID), text)
}

// optionsSet names the options that are not at their defaults.
func optionsSet(v view, p client.Profile) string {
	var set []string
	for _, o := range p.Options {
		value, ok := v.Draft.Options[o.Name]
		switch {
		case ok && p.ID == "curl" && o.Name == "location": // as people call it
			set = append(set, "no -L")
		case ok:
			set = append(set, o.Name+" "+o.Format(value))
		}
	}
	if len(set) == 0 {
		return ""
	}
	return " (" + strings.Join(set, ", ") + ")"
}

// clientList is a group of radio buttons with a search over it.
func clientList(v view, chosen client.Profile) app.UI {
	found := v.Clients()
	none := el("p", "empty").Role("status")
	if len(found) > 0 {
		none.Hidden(true)
	} else {
		none.Text("No client of that name. Empty the search to see all.")
	}
	all := el("div", "clients").Role("radiogroup").Aria("label", "Client").Body(
		append(list(found, func(_ int, p client.Profile) app.UI { return clientView(v, p, p.ID == chosen.ID) }), none)...,
	)
	if v.ReadOnly { // nothing in it takes the focus, and the keyboard has to scroll it
		all.TabIndex(0)
	}
	return el("div", "stack tight", searchView(v), all)
}

// searchView is no edit, so it works where nothing may be edited.
func searchView(v view) app.UI {
	if !v.live {
		return el("div", "field", say("span", "inp", "Search"))
	}
	v.holds(play.SearchID, v.ClientSearch)
	return el("div", "field",
		app.ElemSelfClosing("input").Attr("type", "search").ID(play.SearchID).Class("inp").Aria("label", "Search the clients").
			Attr("placeholder", "Search the clients").Attr("autocomplete", "off").Spellcheck(false).
			OnInput(v.onText(func(text string) play.Msg { return play.SearchClient{Text: text} })),
	)
}

func clientView(v view, p client.Profile, chosen bool) app.UI {
	return el("label", "client",
		v.radio("client", "client-"+p.ID, chosen, play.ChooseClient{ID: p.ID}),
		say("b", "", p.Name),
		say("small", "", p.About),
	)
}

// optionsView has a control for each of the client's options, under the
// client's own name for it.
func optionsView(v view, p client.Profile) app.UI {
	if len(p.Options) == 0 {
		return el("div", "options", say("p", "help", "This client has no options."))
	}
	return el("div", "options").Role("group").Aria("label", "Options of "+p.Name).Body(
		list(p.Options, func(_ int, o client.Option) app.UI { return optionView(v, o) })...)
}

func optionView(v view, o client.Option) app.UI {
	id := "options." + o.Name
	f := field{id: id, label: o.Name, value: v.OptionText(o),
		msg: func(text string) play.Msg { return play.EditOption{Name: o.Name, Text: text} }}
	var control app.UI
	switch o.Kind {
	case client.Flag:
		on, _ := v.Option(o).(bool)
		control = el("div", "field",
			v.check(box{id: id, label: o.Name, on: on, msg: func(on bool) play.Msg { return play.SetFlag{Name: o.Name, On: on} }}),
			v.problem(id))
	case client.Choice:
		control = v.pick(f, list(o.Choices, func(_ int, c string) choice { return choice{c, c} }))
	default:
		f.class, f.hint = "wire", o.Format(o.Default)
		control = v.text(f)
	}
	return el("div", "option", control, say("p", "help", o.About))
}

// commandView is the request as the client's own command or code.
func commandView(v view) app.UI {
	lang, command := snippet.Command(v.Valid)
	return el("div", "cmd",
		el("div", "bar",
			say("span", "", "The same request, as "+languages[lang]),
			v.button(button{class: "small quiet", icon: "copy", label: "Copy", name: "Copy the command", msg: play.CopyText{Text: command}}),
		),
		el("pre", "").TabIndex(0).Aria("label", "Equivalent command").Role("region").Text(command),
	)
}

// languages names what a snippet is written in.
var languages = map[string]string{
	snippet.Shell:  "a command",
	snippet.JS:     "JavaScript",
	snippet.HTML:   "an HTML form",
	snippet.Go:     "Go",
	snippet.Python: "Python",
	snippet.PHP:    "PHP",
	snippet.Perl:   "Perl",
	snippet.Ruby:   "Ruby",
	snippet.Java:   "Java",
	snippet.HTTP:   "an HTTP message",
}
