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
		return v.boxed(f, say("span", "inp "+f.class, orSpace(f.value)))
	}
	v.holds(f.id, f.value)
	in := app.ElemSelfClosing("input").
		ID(f.id).
		Attr("type", "text").
		Class("inp", f.class).
		Attr("autocomplete", "off").
		Spellcheck(false).
		Attr("autocapitalize", "off").
		Attr("placeholder", f.hint).
		OnInput(v.onText(f.msg)).
		OnBlur(v.on(play.LeaveField{}))
	if f.bare {
		in.Aria("label", f.label)
	}
	if f.fixed || !f.free && v.ReadOnly {
		in.Attr("readonly", true)
	}
	if len(v.ProblemsAt(f.id)) > 0 {
		in.Aria("invalid", "true").Aria("describedby", f.id+".error")
	}
	return v.boxed(f, in)
}

// area draws a field of many lines.
func (v view) area(f field, rows int) app.UI {
	if !v.live {
		return v.boxed(f, say("div", "inp"+" area "+f.class, orSpace(f.value)))
	}
	v.holds(f.id, f.value)
	in := el("textarea", "").
		ID(f.id).
		Class("inp", f.class).
		Attr("rows", rows).
		Spellcheck(false).
		Attr("autocapitalize", "off").
		Attr("autocomplete", "off").
		Attr("placeholder", f.hint).
		OnInput(v.onText(f.msg)).
		OnBlur(v.on(play.LeaveField{}))
	if f.bare {
		in.Aria("label", f.label)
	}
	if f.fixed || !f.free && v.ReadOnly {
		in.Attr("readonly", true)
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
		return v.boxed(f, say("span", "inp "+f.class, orSpace(shown)))
	}
	v.holds(f.id, f.value)
	s := el("select", "").
		ID(f.id).
		Class("inp", f.class).
		Body(list(choices, func(_ int, c choice) app.UI {
			return el("option", "").Attr("value", c.value).Text(c.label)
		})...).
		OnChange(v.onText(f.msg))
	if f.bare {
		s.Aria("label", f.label)
	}
	if f.fixed || !f.free && v.ReadOnly {
		s.Attr("disabled", true)
	}
	return v.boxed(f, s)
}

// boxed puts the label before the control and what is wrong with it behind.
func (v view) boxed(f field, control app.UI) app.UI {
	var label app.UI = el("label", "label").Attr("for", f.id).Text(f.label)
	if !v.live {
		label = say("span", "label", f.label)
	}
	if f.bare {
		label = el("span", "").Hidden(true)
	}
	return el("div", "field", label, control, v.problem(f.id))
}

// problem says what is wrong with a field, beside it.
func (v view) problem(id string) app.UI {
	p := el("p", "error")
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
	return el("label", "check", v.tick("checkbox", b), say("span", "", b.label))
}

// radio draws one of a group of radio buttons; its id is unique in the page.
func (v view) radio(group, id string, on bool, msg play.Msg) app.UI {
	return v.tick("radio", box{id: id, on: on, msg: func(bool) play.Msg { return msg }}).Attr("name", group)
}

func (v view) tick(kind string, b box) app.HTMLElemSelfClosing {
	in := app.ElemSelfClosing("input").Attr("type", kind).ID(b.id)
	if !v.live {
		if b.on {
			in.Attr("checked", true)
		}
		return in.Attr("disabled", true)
	}
	v.ticked(b.id, b.on)
	if !b.free && v.ReadOnly {
		in.Attr("disabled", true)
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
func (v view) button(b button) app.HTMLElem {
	class := "btn " + b.class
	if b.off {
		class += " off"
	}
	e := press(class)
	if b.id != "" {
		e.ID(b.id)
	}
	if b.name != "" {
		e.Aria("label", b.name).Title("%s", b.name)
	}
	if b.icon == "" {
		e.Text(b.label)
	} else {
		e.Body(icon(b.icon), say("span", "", b.label))
	}
	switch {
	case !v.live:
		return e.Attr("disabled", true)
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
