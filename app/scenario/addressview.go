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

	// The challenge: what the trace is to be like, each as package goal reads it,
	// hints on how, and the id of the lesson that sets it; empty: none.
	Goals, Hints []string
	Lesson       string
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
	v.Goals = p.lines(paramGoal, "goals", MaxGoals, errs)
	v.Hints = p.lines(paramHint, "hints", MaxHints, errs)
	p.set(paramLesson, &v.Lesson, lessonFault, errs)
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

// lines are the values of a parameter that repeats, each one line of text.
func (p params) lines(name, what string, limit int, errs *Errors) []string {
	all := p[name]
	if len(all) > limit {
		errs.add(name, tooMany(len(all), what, limit))
		all = all[:limit]
	}
	var good []string
	for _, line := range all {
		text := lineFault(line, MaxLine)
		if line == "" {
			text = "is empty"
		}
		errs.add(name, text)
		if text == "" {
			good = append(good, line)
		}
	}
	return good
}

// lessonFault: the id of a lesson is the name of its page.
func lessonFault(id string) string {
	if len(id) > 0 && len(id) <= MaxLesson && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" {
		return ""
	}
	return quote(id) + " is not the id of a lesson: a to z, 0 to 9 and -, at most " + strconv.Itoa(MaxLesson) + " characters"
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
	add := func(name, value string) { b.WriteString("&" + name + "=" + escape(value)) }
	for _, text := range v.Goals {
		add(paramGoal, text)
	}
	for _, text := range v.Hints {
		add(paramHint, text)
	}
	if v.Lesson != "" {
		add(paramLesson, v.Lesson)
	}
	return b.String()
}
