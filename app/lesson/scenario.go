package lesson

import (
	"reflect"
	"strings"

	"github.com/hopscope/hopscope/app/scenario"
)

// Named returns the scenario of the name; false where there is none.
func (l *Lesson) Named(name string) (Named, bool) {
	for _, n := range l.Scenarios {
		if n.Name == name {
			return n, true
		}
	}
	return Named{}, false
}

// requests counts those of every step's scenario.
func (l *Lesson) requests() int {
	n := 0
	for _, s := range l.Steps {
		about, _ := l.Named(s.Scenario)
		n += len(about.Trace.Exchanges)
	}
	return n
}

// scenarioOf returns the name of a step's scenario: one that the file has given
// a name, or one written in the step, which is called after it.
func (r *reader) scenarioOf(n *node, name string) string {
	if text, ok := n.value.(string); ok && !strings.Contains(text, "=") {
		r.called(n, text)
		return text
	}
	for _, taken := r.lesson.Named(name); taken; _, taken = r.lesson.Named(name) {
		name += "-"
	}
	if len(r.lesson.Scenarios) == MaxScenarios {
		r.fault(n, "is one scenario too many: a lesson has at most %d", MaxScenarios)
		return ""
	}
	r.add(n, name)
	return name
}

// add reads a scenario and follows it.
func (r *reader) add(n *node, name string) {
	before := len(r.errs)
	named := Named{Name: name, Scenario: r.scenario(n)}
	if len(r.errs) == before {
		var err error
		if named.Trace, err = named.Scenario.Follow(); err != nil {
			r.fault(n, "is not followed: %v", err)
		}
	}
	r.lesson.Scenarios = append(r.lesson.Scenarios, named)
}

// any reads a scenario that may be written there, or called by its name.
func (r *reader) any(n *node) scenario.Scenario {
	if text, ok := n.value.(string); ok && !strings.Contains(text, "=") {
		return r.called(n, text)
	}
	return r.scenario(n)
}

func (r *reader) called(n *node, name string) scenario.Scenario {
	named, ok := r.lesson.Named(name)
	if !ok {
		r.fault(n, "is not the name of one of the scenarios, nor an address with a =, but %s", quote(name))
	}
	return named.Scenario
}

// scenario reads one that is written as an address, or as the object of the
// scenario format.
func (r *reader) scenario(n *node) scenario.Scenario {
	var s scenario.Scenario
	var err error
	switch v := n.value.(type) {
	case string:
		s, err = r.address(n, v)
	case object:
		s, err = scenario.Decode(r.data[n.start:n.end])
		for _, f := range scenario.Faults(err) {
			at := n.find(f.Field)
			r.errs.add(Fault{at.line, n.path() + "." + f.Field, f.Text})
		}
	default:
		r.wrong(n, "the address of a scenario, or an object")
		return s
	}
	if err != nil {
		return s
	}
	r.size += len(scenario.Encode(s))
	if r.size > MaxFile {
		r.fault(n, "is too much: the scenarios up to here have %d bytes as JSON, at most %d", r.size, MaxFile)
	}
	return s
}

func (r *reader) address(n *node, text string) (scenario.Scenario, error) {
	if !strings.Contains(text, "=") {
		r.fault(n, "is not an address such as method=POST&url=https://a.example/&hop=307,/b, but %s", quote(text))
		return scenario.Scenario{}, Errors{{}}
	}
	s, view, err := scenario.ParseAddress(text)
	for _, f := range scenario.Faults(err) {
		r.errs.add(Fault{n.line, n.path(), "in the address, " + f.Error()})
	}
	if err == nil && !reflect.DeepEqual(view, scenario.View{}) {
		r.fault(n, "has parameters that say how a scenario is shown (step, predict, present, theme, readonly, goal, hint, lesson): leave them out")
	}
	return s, err
}
