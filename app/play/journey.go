package play

import (
	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
)

// Beat is how long a step stays while playing, in milliseconds.
const Beat = 1800

// to goes to the nearest step there is, and lets the ledger follow. It does
// no more than that: a step has to be shown within a frame.
func (m Model) to(step int) Model {
	m.Step = max(0, min(step, len(m.Steps)-1))
	m.Chosen = FollowStep
	m.Announcement = m.Steps[m.Step].Sentence
	if m.Predict {
		m = m.reach()
	}
	return m
}

// walk goes to a step by hand, which ends playing.
func (m Model) walk(step int) (Model, []Effect) {
	m, effects := m.to(step).pause()
	return m, append(effects, ScrollTo{CurrentStepID})
}

// pause stops the timer, if it runs.
func (m Model) pause() (Model, []Effect) {
	if !m.Playing {
		return m, nil
	}
	m.Playing = false
	return m, []Effect{StopTimer{}}
}

func (Back) update(m Model) (Model, []Effect)   { return m.walk(m.Step - 1) }
func (Next) update(m Model) (Model, []Effect)   { return m.walk(m.Step + 1) }
func (Last) update(m Model) (Model, []Effect)   { return m.walk(len(m.Steps) - 1) }
func (e GoTo) update(m Model) (Model, []Effect) { return m.walk(e.Step) }

// First begins again: once every prediction is made, with a new round of them.
func (First) update(m Model) (Model, []Effect) { return m.again().walk(0) }

// again opens the questions again, where all have been shown.
func (m Model) again() Model {
	if m.Predict && !m.Hidden() {
		return m.fromStart()
	}
	return m
}

// Play waits at a question as Tick does.
func (Play) update(m Model) (Model, []Effect) {
	if m.Playing {
		return m, nil
	}
	if m.AtEnd() {
		m = m.again().to(0)
	}
	if q, ok := Ask(m); ok && q.open() {
		m.Announcement = "Choose an answer first, or step on without one. " + q.Text
		return m, nil
	}
	m.Playing = true
	return m, []Effect{StartTimer{Beat}, ScrollTo{CurrentStepID}}
}

func (Pause) update(m Model) (Model, []Effect) {
	m, effects := m.pause()
	if effects != nil {
		m.Announcement = "Paused."
	}
	return m, effects
}

// A Tick that arrives after Pause is late, and is none. Playing waits at a
// question, and ends at the end.
func (Tick) update(m Model) (Model, []Effect) {
	if !m.Playing {
		return m, nil
	}
	m = m.to(m.Step + 1)
	effects := []Effect{ScrollTo{CurrentStepID}}
	if q, ok := Ask(m); m.AtEnd() || ok && q.open() {
		m.Playing = false
		effects = append(effects, StopTimer{})
	}
	return m, effects
}

// AtEnd reports whether the last step is shown.
func (m Model) AtEnd() bool { return m.Step >= len(m.Steps)-1 }

// ChooseExchange ignores what is not there.
func (e ChooseExchange) update(m Model) (Model, []Effect) {
	if e.Exchange >= FollowStep && e.Exchange < len(m.Trace.Exchanges) {
		m.Chosen = e.Exchange
	}
	return m, nil
}

// Exchange returns the index of the exchange the ledger is of: the chosen one,
// else the last whose decision the steps have come to, else the first. It is
// -1 where the client sent nothing.
func (m Model) Exchange() int {
	if m.Chosen != FollowStep {
		return m.Chosen
	}
	if len(m.Trace.Exchanges) == 0 {
		return -1
	}
	at := m.Steps[m.Step]
	if at.Phase == diagram.Decided || at.Exchange == 0 {
		return at.Exchange
	}
	return at.Exchange - 1
}

// decidedAt returns the index of the step that shows an exchange's decision.
func (m Model) decidedAt(exchange int) int {
	for i, s := range m.Steps {
		if s.Exchange == exchange && s.Phase == diagram.Decided {
			return i
		}
	}
	return len(m.Steps) - 1
}

// Places returns, for each hop, the URL it answers at; empty where nothing
// leads to it. It tells of the draft as it is typed.
func (m Model) Places() []string { return redirect.Places(m.Draft.Chain()) }
