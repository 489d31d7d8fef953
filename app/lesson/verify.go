package lesson

import (
	"fmt"

	"github.com/hopscope/hopscope/app/goal"
)

// Verify reports whether what the lesson says is so: of its scenarios, by the
// engine, and of the clients, by the recordings. The error is an Errors.
func (l *Lesson) Verify() error {
	v := verifier{lesson: l}
	for i, s := range l.Steps {
		v.step(fmt.Sprintf("steps[%d]", i), s)
	}
	if l.Challenge != nil {
		v.challenge(*l.Challenge)
	}
	return v.errs.orNil()
}

type verifier struct {
	lesson *Lesson
	errs   Errors
}

func (v *verifier) fault(path, format string, args ...any) {
	f := Fault{Path: path, Text: fmt.Sprintf(format, args...)}
	if v.lesson.file != nil {
		f.Line = v.lesson.file.find(path).line
	}
	v.errs.add(f)
}

func (v *verifier) step(path string, s Step) {
	about, known := v.lesson.Named(s.Scenario)
	if s.Scenario != "" && !known {
		v.fault(path+".scenario", "is not among the lesson's scenarios: %s", quote(s.Scenario))
		return
	}
	for i, g := range s.Holds {
		if !g.Met(about.Scenario, about.Trace) {
			v.fault(fmt.Sprintf("%s.holds[%d]", path, i), "is not so: %s", g)
		}
	}
	for i, o := range s.Options {
		v.option(fmt.Sprintf("%s.options[%d]", path, i), s.Kind, o, about)
	}
	for i, seen := range s.Seen {
		if err := seen.Check(); err != nil {
			v.fault(fmt.Sprintf("%s.seen[%d]", path, i), "is not in the recordings: %v", err)
		}
	}
}

func (v *verifier) option(path string, kind Kind, o Option, about Named) {
	if len(o.Holds) == 0 {
		if kind == Predict {
			v.fault(path, "has no \"holds\": say as goals what the answer says, so that it can be held to the engine")
		}
		return
	}
	missed := unmet(o.Holds, about)
	switch {
	case o.Right && len(missed) > 0:
		v.fault(path, "is said to be right, and is not so: %s", missed[0])
	case !o.Right && len(missed) == 0:
		v.fault(path, "is said to be wrong, and is so: every goal of its \"holds\" is met")
	}
}

func (v *verifier) challenge(c Challenge) {
	start, solution := Named{Scenario: c.Start}, Named{Scenario: c.Solution}
	var err error
	if start.Trace, err = c.Start.Follow(); err != nil {
		v.fault("challenge.start", "is not followed: %v", err)
		return
	}
	if solution.Trace, err = c.Solution.Follow(); err != nil {
		v.fault("challenge.solution", "is not followed: %v", err)
		return
	}
	if len(unmet(c.Goals, start)) == 0 {
		v.fault("challenge.start", "meets all goals already")
	}
	for _, g := range unmet(c.Goals, solution) {
		v.fault("challenge.solution", "does not meet the goal %q", g)
	}
}

// unmet are the goals that the scenario does not meet.
func unmet(goals []goal.Goal, of Named) []goal.Goal {
	var all []goal.Goal
	for _, g := range goals {
		if !g.Met(of.Scenario, of.Trace) {
			all = append(all, g)
		}
	}
	return all
}
