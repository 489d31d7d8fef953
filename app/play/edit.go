package play

import (
	"maps"
	"reflect"
	"slices"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// MaxHistory is how many edits can be undone; older ones are forgotten.
const MaxHistory = 100

// A draft is what an edit changes and Undo brings back.
type draft struct {
	scenario.Scenario
	texts   []HopText
	options map[string]string
	body    redirect.Body
	open    int
}

// A moment is a draft with what was done next, or undone last.
type moment struct {
	draft draft
	did   string
}

func (m Model) draft() draft {
	return draft{m.Draft, m.Texts, m.OptionTexts, m.body, m.OpenHop}
}

func (m Model) with(d draft) Model {
	m.Draft, m.Texts, m.OptionTexts, m.body, m.OpenHop = d.Scenario, d.texts, d.options, d.body, d.open
	return m
}

// clone returns a copy that shares nothing an edit may write to.
func (d draft) clone() draft {
	d.Scenario = cloneScenario(d.Scenario)
	d.texts = slices.Clone(d.texts)
	d.options = maps.Clone(d.options)
	return d
}

func cloneScenario(s scenario.Scenario) scenario.Scenario {
	s.Options = maps.Clone(s.Options)
	s.Request.Headers = slices.Clone(s.Request.Headers)
	if s.Request.Body != nil {
		body := *s.Request.Body
		s.Request.Body = &body
	}
	s.Hops = slices.Clone(s.Hops)
	for i := range s.Hops {
		s.Hops[i] = cloneHop(s.Hops[i])
	}
	return s
}

func cloneHop(h redirect.Hop) redirect.Hop {
	if h.Location != nil {
		location := *h.Location
		h.Location = &location
	}
	h.Headers = slices.Clone(h.Headers)
	h.Methods = slices.Clone(h.Methods)
	return h
}

// whole returns a draft of another scenario, as it stands.
func whole(s scenario.Scenario) draft {
	return draft{Scenario: cloneScenario(s), texts: make([]HopText, len(s.Hops)), open: firstHop(s)}
}

func firstHop(s scenario.Scenario) int {
	if len(s.Hops) == 0 {
		return NoHop
	}
	return 0
}

// edit makes a change that can be undone. Changes of one field that follow on
// each other are undone together; the empty field is undone alone. did says
// what was done, as in "edit the URL".
func (m Model) edit(did, field string, change func(*draft)) (Model, []Effect) {
	if m.ReadOnly {
		m.Announcement = "This scenario can be read only."
		return m, nil
	}
	before := m.draft()
	after := before.clone()
	change(&after)
	if reflect.DeepEqual(before, after) {
		return m, nil
	}
	if field == "" || field != m.run {
		m.past = remember(m.past, moment{before, did})
	}
	m.run, m.future = field, nil
	return m.become(after)
}

func remember(list []moment, one moment) []moment {
	if len(list) >= MaxHistory {
		list = list[len(list)-MaxHistory+1:]
	}
	return append(slices.Clip(list), one)
}

// become puts a draft in place and plays it.
func (m Model) become(d draft) (Model, []Effect) {
	title := m.title()
	m, effects := m.with(d).replay().pause()
	if m.title() != title {
		effects = append(effects, SetTitle{m.title()})
	}
	m, more := m.leave()
	effects = append(effects, more...)
	return m, append(effects, SaveSoon{})
}

// title is the title of the document.
func (m Model) title() string {
	title := "Hopscope"
	if m.Page == LivePage {
		title = "Live · Hopscope"
	}
	if m.Draft.Title != "" {
		title = m.Draft.Title + " · " + title
	}
	return title
}

func (Undo) update(m Model) (Model, []Effect) {
	if len(m.past) == 0 || m.ReadOnly {
		m.Announcement = "Nothing to undo."
		return m, nil
	}
	last := m.past[len(m.past)-1]
	m.past = slices.Clip(m.past[:len(m.past)-1])
	m.future = remember(m.future, moment{m.draft(), last.did})
	m.run = ""
	m.Announcement = "Undone: " + last.did + "."
	return m.become(last.draft)
}

func (Redo) update(m Model) (Model, []Effect) {
	if len(m.future) == 0 || m.ReadOnly {
		m.Announcement = "Nothing to redo."
		return m, nil
	}
	next := m.future[len(m.future)-1]
	m.future = slices.Clip(m.future[:len(m.future)-1])
	m.past = remember(m.past, moment{m.draft(), next.did})
	m.run = ""
	m.Announcement = "Done again: " + next.did + "."
	return m.become(next.draft)
}

func (LeaveField) update(m Model) (Model, []Effect) {
	m.run = ""
	return m, nil
}

// Undoable says what Undo would take back, as in "edit the URL", and whether
// there is anything.
func (m Model) Undoable() (string, bool) { return lastDone(m.past) }

// Redoable says what Redo would do again, and whether there is anything.
func (m Model) Redoable() (string, bool) { return lastDone(m.future) }

func lastDone(list []moment) (string, bool) {
	if len(list) == 0 {
		return "", false
	}
	return list[len(list)-1].did, true
}
