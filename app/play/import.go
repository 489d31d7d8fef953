package play

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/scenario"
)

func (e EditImport) update(m Model) (Model, []Effect) {
	m.Import = Import{Text: e.Text}
	return m, nil
}

func (RunImport) update(m Model) (Model, []Effect) {
	got, notes, err := scenario.ImportCurl(m.Import.Text)
	m.Import.Notes, m.Import.Problem, m.Import.Done = notes, "", false
	if err != nil {
		m.Import.Problem = err.Error()
		m.Announcement = m.Import.Problem
		return m, nil
	}
	m, effects := m.edit("import a curl command", "", func(d *draft) {
		d.Client, d.Options, d.options = got.Client, got.Options, nil
		d.Request = cloneScenario(got).Request
	})
	if m.ReadOnly {
		return m, effects
	}
	m.Import.Done = true
	m.Announcement = "The command has been read."
	if len(notes) == 0 {
		m.Dialog = NoDialog
	} else {
		m.Announcement = fmt.Sprintf("The command has been read, but for %d of its parts: %s", len(notes), strings.Join(notes, "; "))
	}
	return m, effects
}

func (e StartFrom) update(m Model) (Model, []Effect) {
	start, err := scenario.Start(e.ID)
	if err != nil {
		m.Announcement = err.Error()
		return m, nil
	}
	return m.startWith(start.Scenario, "choose the scenario "+start.Title)
}

func (Reset) update(m Model) (Model, []Effect) {
	return m.startWith(scenario.Default(), "start again")
}

// startWith takes another scenario, from its first step.
func (m Model) startWith(s scenario.Scenario, did string) (Model, []Effect) {
	m, effects := m.edit(did, "", func(d *draft) { *d = whole(s) })
	if m.ReadOnly {
		return m, effects
	}
	m.Dialog = NoDialog
	m = m.fromStart()
	m.Announcement = m.Steps[0].Sentence
	if s.Title != "" {
		m.Announcement = s.Title + ". " + m.Announcement
	}
	return m, append(effects, ScrollTo{CurrentStepID})
}

// fromStart goes to the first step, with every question open.
func (m Model) fromStart() Model {
	m.Answers, m.Reached, m.Step, m.Chosen = nil, 0, 0, FollowStep
	return m
}
