package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// This file has the controls of the form. Before the page is live each is a
// box of the same size with the text in it: go-app does not escape attributes
// when it prerenders, so nothing of a scenario may be in one.

// A field is one control of the form.
type field struct {
	id    string // the path of its value in the scenario's JSON
	label string
	bare  bool // the label is for screen readers alone
	value string
	class string // of the control; wire: what goes over the wire
	hint  string // stands in it while it is empty
	fixed bool   // it cannot be edited now
	free  bool   // it edits nothing, so it works where nothing may be edited
	msg   func(text string) play.Msg
}

// text draws a field of one line.
func (v view) text(f field) app.UI {
	if !v.live {
		return v.boxed(f, app.Span().Class("inp", f.class).Text(orSpace(f.value)))
	}
	v.holds(f.id, f.value)
	in := app.Input().
		ID(f.id).
		Type("text").
		Class("inp", f.class).
		AutoComplete(false).
		Spellcheck(false).
		Attr("autocapitalize", "off").
		Placeholder("%s", f.hint).
		OnInput(v.onText(f.msg)).
		OnBlur(v.on(play.LeaveField{}))
	if f.bare {
		in.Aria("label", f.label)
	}
	if f.fixed || !f.free && v.ReadOnly {
		in.ReadOnly(true)
	}
	if len(v.ProblemsAt(f.id)) > 0 {
		in.Aria("invalid", "true").Aria("describedby", f.id+".error")
	}
	return v.boxed(f, in)
}

// area draws a field of many lines.
func (v view) area(f field, rows int) app.UI {
	if !v.live {
		return v.boxed(f, app.Div().Class("inp", "area", f.class).Text(orSpace(f.value)))
	}
	v.holds(f.id, f.value)
	in := app.Textarea().
		ID(f.id).
		Class("inp", f.class).
		Rows(rows).
		Spellcheck(false).
		Attr("autocapitalize", "off").
		Attr("autocomplete", "off").
		Placeholder("%s", f.hint).
		OnInput(v.onText(f.msg)).
		OnBlur(v.on(play.LeaveField{}))
	if f.bare {
		in.Aria("label", f.label)
	}
	if f.fixed || !f.free && v.ReadOnly {
		in.ReadOnly(true)
	}
	if len(v.ProblemsAt(f.id)) > 0 {
		in.Aria("invalid", "true").Aria("describedby", f.id+".error")
	}
	return v.boxed(f, in)
}

// A choice is one option of a select.
type choice struct{ value, label string }

// pick draws a select.
func (v view) pick(f field, choices []choice) app.UI {
	if !v.live {
		shown := f.value
		for _, c := range choices {
			if c.value == f.value {
				shown = c.label
			}
		}
		return v.boxed(f, app.Span().Class("inp", f.class).Text(orSpace(shown)))
	}
	v.holds(f.id, f.value)
	s := app.Select().
		ID(f.id).
		Class("inp", f.class).
		Body(list(choices, func(_ int, c choice) app.UI {
			return app.Option().Value(c.value).Text(c.label)
		})...).
		OnChange(v.onText(f.msg))
	if f.bare {
		s.Aria("label", f.label)
	}
	if f.fixed || !f.free && v.ReadOnly {
		s.Disabled(true)
	}
	return v.boxed(f, s)
}

// boxed puts the label before the control and what is wrong with it behind.
func (v view) boxed(f field, control app.UI) app.UI {
	var label app.UI = app.Label().Class("label").For(f.id).Text(f.label)
	if !v.live {
		label = app.Span().Class("label").Text(f.label)
	}
	if f.bare {
		label = app.Span().Hidden(true)
	}
	return app.Div().Class("field").Body(label, control, v.problem(f.id))
}

// problem says what is wrong with a field, beside it.
func (v view) problem(id string) app.UI {
	p := app.P().Class("error")
	texts := v.ProblemsAt(id)
	if len(texts) == 0 {
		return p.Hidden(true)
	}
	return p.ID(id + ".error").Text(strings.Join(texts, "; "))
}

// A box is one to tick.
type box struct {
	id    string
	label string
	on    bool
	free  bool // as in field
	msg   func(on bool) play.Msg
}

// check draws a box to tick.
func (v view) check(b box) app.UI {
	return app.Label().Class("check").Body(v.tick("checkbox", b), app.Span().Text(b.label))
}

// radio draws one of a group of radio buttons; its id is unique in the page.
func (v view) radio(group, id string, on bool, msg play.Msg) app.UI {
	return v.tick("radio", box{id: id, on: on, msg: func(bool) play.Msg { return msg }}).Name(group)
}

func (v view) tick(kind string, b box) app.HTMLInput {
	in := app.Input().Type(kind).ID(b.id)
	if !v.live {
		if b.on {
			in.Checked(true)
		}
		return in.Disabled(true)
	}
	v.ticked(b.id, b.on)
	if !b.free && v.ReadOnly {
		in.Disabled(true)
	}
	return in.OnChange(v.onCheck(b.msg))
}

// A button is one to press.
type button struct {
	id    string
	label string
	name  string // for screen readers, where the label does not say it
	class string
	icon  string // of icons, before the label
	off   bool   // there is nothing to do; it stays in the tab order, so that the focus is not lost
	msg   play.Msg
}

// button draws a button.
func (v view) button(b button) app.HTMLButton {
	e := app.Button().Type("button").Class("btn", b.class)
	if b.id != "" {
		e.ID(b.id)
	}
	if b.name != "" {
		e.Aria("label", b.name).Title("%s", b.name)
	}
	if b.icon == "" {
		e.Text(b.label)
	} else {
		e.Body(icon(b.icon), app.Span().Text(b.label))
	}
	switch {
	case !v.live:
		return e.Disabled(true)
	case b.off:
		return e.Aria("disabled", "true")
	}
	return e.OnClick(v.on(b.msg))
}

// orSpace keeps an empty box from collapsing.
func orSpace(s string) string {
	if s == "" {
		return "\u00a0"
	}
	return s
}
