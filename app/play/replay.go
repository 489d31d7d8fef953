package play

import (
	"reflect"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/scenario"
)

// New returns the model of the default scenario, at its first step.
func New() Model {
	m := Model{Chosen: FollowStep, OpenHop: NoHop}
	return m.with(whole(scenario.Default())).replay()
}

// replay looks for problems and, where there are none, follows the draft. The
// step stays at the exchange and phase it was at, where the new trace has it.
func (m Model) replay() Model {
	m.Problems = m.findProblems()
	m.Stale = len(m.Problems) > 0
	if m.Stale {
		return m
	}
	valid := withoutBlank(m.Draft)
	trace, err := valid.Follow()
	if err != nil { // Validate has accepted what Follow refuses: say so, never hide it
		m.Problems, m.Stale = []Problem{{"client", err.Error()}}, true
		return m
	}
	trace.Client.Name = m.ClientName()
	m.Valid = valid
	same := reflect.DeepEqual(trace, m.Trace)
	m.Others = compare(m.Valid, trace)
	if same {
		m.judge()
		return m
	}
	var at diagram.Step
	if m.Step < len(m.Steps) {
		at = m.Steps[m.Step]
	}
	m.Trace, m.Steps = trace, diagram.Steps(trace)
	m.Step = stepAt(m.Steps, at)
	m.Chosen = FollowStep
	if m.Predict {
		m = m.fromStart()
	}
	m.judge()
	return m
}

// stepAt returns the index of the step of that exchange and phase, else that
// of the last step before it.
func stepAt(steps []diagram.Step, at diagram.Step) int {
	best := 0
	for i, s := range steps {
		if s.Exchange < at.Exchange || s.Exchange == at.Exchange && s.Phase <= at.Phase {
			best = i
		}
	}
	return best
}
