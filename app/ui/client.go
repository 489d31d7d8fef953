package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/snippet"
)

// clientHeader heads the journey: who makes it. Folded away under the name are
// the list to choose from, the client's options, and the command to copy.
func clientHeader(v view) app.UI {
	p := v.Profile()
	return app.Header().Body(
		app.H2().ID("journey-h").Text("Journey"),
		app.Details().Class("chooser").ID("client").Body(
			app.Summary().Class("btn").Body(
				app.Span().Class("cut").Text("Client: "+p.Name+optionsSet(v, p)),
				icon("down"),
			),
			app.Div().Class("panel", "cols").Body(
				clientList(v, p),
				app.Div().Class("stack", "tight").Body(
					app.P().Class("about").Text(p.About),
					optionsView(v, p),
					commandView(v),
				),
			),
		),
		app.Span().Class("note").Text(p.Basis),
	)
}

// optionsSet names the options that are not at their defaults.
func optionsSet(v view, p client.Profile) string {
	var set []string
	for _, o := range p.Options {
		if value, ok := v.Draft.Options[o.Name]; ok {
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
	none := app.P().Class("empty").Role("status")
	if len(found) > 0 {
		none.Hidden(true)
	} else {
		none.Text("No client of that name. Empty the search to see all.")
	}
	return app.Div().Class("stack", "tight").Body(
		searchView(v),
		app.Div().Class("clients").Role("radiogroup").Aria("label", "Client").Body(
			append(list(found, func(_ int, p client.Profile) app.UI { return clientView(v, p, p.ID == chosen.ID) }), none)...,
		),
	)
}

// searchView is no edit, so it works where nothing may be edited.
func searchView(v view) app.UI {
	if !v.live {
		return app.Div().Class("field").Body(app.Span().Class("inp").Text("Search"))
	}
	v.holds("client.search", v.ClientSearch)
	return app.Div().Class("field").Body(
		app.Input().Type("search").ID("client.search").Class("inp").Aria("label", "Search the clients").
			Placeholder("Search the clients").AutoComplete(false).Spellcheck(false).
			OnInput(v.onText(func(text string) play.Msg { return play.SearchClient{Text: text} })),
	)
}

func clientView(v view, p client.Profile, chosen bool) app.UI {
	return app.Label().Class("client").Body(
		v.radio("client", "client-"+p.ID, chosen, play.ChooseClient{ID: p.ID}),
		app.B().Text(p.Name),
		app.Small().Text(p.About),
	)
}

// optionsView has a control for each of the client's options, under the
// client's own name for it.
func optionsView(v view, p client.Profile) app.UI {
	if len(p.Options) == 0 {
		return app.Div().Class("options").Body(app.P().Class("help").Text("This client has no options."))
	}
	return app.Div().Class("options").Role("group").Aria("label", "Options of "+p.Name).Body(
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
		control = app.Div().Class("field").Body(
			v.check(box{id: id, label: o.Name, on: on, msg: func(on bool) play.Msg { return play.SetFlag{Name: o.Name, On: on} }}),
			v.problem(id))
	case client.Choice:
		control = v.pick(f, list(o.Choices, func(_ int, c string) choice { return choice{c, c} }))
	default:
		f.class = "wire"
		control = v.text(f)
	}
	return app.Div().Class("option").Body(control, app.P().Class("help").Text(o.About))
}

// commandView is the request as the client's own command or code.
func commandView(v view) app.UI {
	lang, command := snippet.Command(v.Valid)
	return app.Div().Class("cmd").Body(
		app.Div().Class("bar").Body(
			app.Span().Text("The same request, as "+languages[lang]),
			v.button(button{class: "small quiet", icon: "copy", label: "Copy", name: "Copy the command", msg: play.CopyText{Text: command}}),
		),
		app.Pre().TabIndex(0).Aria("label", "Equivalent command").Role("region").Text(command),
	)
}

// languages names what a snippet is written in.
var languages = map[string]string{
	snippet.Shell:  "a command",
	snippet.JS:     "JavaScript",
	snippet.HTML:   "an HTML form",
	snippet.Go:     "Go",
	snippet.Python: "Python",
	snippet.HTTP:   "an HTTP message",
}
