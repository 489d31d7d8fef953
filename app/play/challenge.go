package play

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/goal"
	"github.com/hopscope/hopscope/app/scenario"
)

// A Challenge is what an address asks the learner to bring about.
type Challenge struct {
	// Goals are what is asked; none: there is no challenge. Met says of each
	// whether the journey shown meets it.
	Goals []*goal.Goal
	Met   []bool
	// Hints are to be shown one by one; Shown is how many have been.
	Hints []string
	Shown int
	// Lesson is the id of the lesson that sets the challenge; empty: none.
	Lesson string

	kept bool // the lesson is kept as solved
}

// SolvedKey is where the ids of the lessons are kept whose challenge has been
// met: a JSON array of strings.
const SolvedKey = "hopscope.solved"

// LessonPath is where the lessons are, each with its challenge at #challenge.
const LessonPath = "/lessons/"

// challengeOf reads the challenge of a view. A goal that cannot be read is left
// out, and is a fault of the address.
func challengeOf(v scenario.View) (Challenge, scenario.Errors) {
	c := Challenge{Hints: v.Hints, Lesson: v.Lesson}
	var faults scenario.Errors
	for _, text := range v.Goals {
		g, err := goal.Parse(text)
		if err != nil {
			faults = append(faults, scenario.FieldError{Field: "goal", Text: err.Error()})
			continue
		}
		c.Goals = append(c.Goals, &g)
	}
	return c, faults
}

// judge asks each goal of the journey that is shown.
func (m *Model) judge() {
	m.Challenge.Met = nil
	for _, g := range m.Challenge.Goals {
		m.Challenge.Met = append(m.Challenge.Met, g.Met(m.Valid, m.Trace))
	}
}

// Solved reports whether there is a challenge and all its goals are met.
func (c *Challenge) Solved() bool { return len(c.Goals) > 0 && !slices.Contains(c.Met, false) }

// Progress says in a line how far the challenge has come.
func (m *Model) Progress() string {
	c := &m.Challenge
	if !c.Solved() {
		n := 0
		for _, met := range c.Met {
			if met {
				n++
			}
		}
		return strconv.Itoa(n) + " of " + strconv.Itoa(len(c.Goals)) + " goals met."
	}
	switch n := m.Trace.Outcome.Redirects; n {
	case 0:
		return "Met, without a redirect."
	case 1:
		return "Met, in 1 redirect."
	default:
		return "Met, in " + strconv.Itoa(n) + " redirects."
	}
}

// progress says what an edit has changed about the challenge, and keeps the
// lesson as solved, once, when all goals are met. What an address shows solved
// already nobody has solved here.
func (m *Model) progress(before *Model, effects []Effect) []Effect {
	c := &m.Challenge
	if slices.Equal(c.Met, before.Challenge.Met) {
		return effects
	}
	said := m.Progress()
	if m.Announcement != before.Announcement { // by the edit itself
		said = m.Announcement + " " + said
	}
	m.Announcement = said
	if c.Solved() && c.Lesson != "" && !c.kept {
		c.kept = true
		effects = append(effects, KeepSolved{c.Lesson})
	}
	return effects
}

// ShowHint shows the next hint.
func (ShowHint) update(m Model) (Model, []Effect) {
	c := &m.Challenge
	if c.Shown < len(c.Hints) {
		c.Shown++
		m.Announcement = "Hint " + strconv.Itoa(c.Shown) + " of " + strconv.Itoa(len(c.Hints)) + ": " + c.Hints[c.Shown-1]
	}
	return m, nil
}

// StartAgain brings back what the address had when the work on it was begun.
func (StartAgain) update(m Model) (Model, []Effect) {
	query, fragment, _ := strings.Cut(m.from, "#")
	start, _, _ := scenario.ParseAddress(Opened{Query: query, Fragment: fragment}.Address())
	return m.startWith(start, "start the challenge again")
}

// WithSolved adds a lesson to those that are kept as solved. What is kept and
// cannot be read says nothing, and is replaced.
func WithSolved(kept, lesson string) string {
	var all []string
	if json.Unmarshal([]byte(kept), &all) != nil {
		all = nil
	}
	if !slices.Contains(all, lesson) {
		all = append(all, lesson)
	}
	text, _ := json.Marshal(all)
	return string(text)
}
