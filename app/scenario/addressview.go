package scenario

import (
	"strconv"
	"strings"
)

// View is the part of an address that is not the scenario: how to show it.
type View struct {
	Step     int    // the step to open at, from 0
	Predict  bool   // ask before each decision
	Present  bool   // larger type, for a room
	ReadOnly bool   // nothing can be edited
	Theme    string // light, dark or auto; empty: not said
}

// view reads how to show the scenario.
func (p params) view(errs *Errors) View {
	var v View
	if text, ok := p.last(paramStep); ok {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			errs.add(paramStep, quote(text)+" is not a whole number from 0 on")
		} else {
			v.Step = n
		}
	}
	v.Predict = p.flag(paramPredict, errs)
	v.Present = p.flag(paramPresent, errs)
	v.ReadOnly = p.flag(paramReadOnly, errs)
	p.set(paramTheme, &v.Theme, themeFault, errs)
	return v
}

func (p params) flag(name string, errs *Errors) bool {
	switch text, ok := p.last(name); {
	case !ok || text == "0" || text == "false":
		return false
	case text == "1" || text == "true" || text == "":
		return true
	default:
		errs.add(name, quote(text)+" is not 1 or 0")
		return false
	}
}

func themeFault(theme string) string {
	switch theme {
	case "light", "dark", "auto":
		return ""
	}
	return quote(theme) + " is not one of light, dark, auto"
}

// viewAddress writes what ParseAddress reads into a View, each behind an &.
func viewAddress(v View) string {
	var b strings.Builder
	flag := func(name string, on bool) {
		if on {
			b.WriteString("&" + name + "=1")
		}
	}
	if v.Step > 0 {
		b.WriteString("&" + paramStep + "=" + strconv.Itoa(v.Step))
	}
	flag(paramPredict, v.Predict)
	flag(paramPresent, v.Present)
	if themeFault(v.Theme) == "" {
		b.WriteString("&" + paramTheme + "=" + v.Theme)
	}
	flag(paramReadOnly, v.ReadOnly)
	return b.String()
}
