// Package lesson is the lessons as data, one file a lesson: what is read,
// predicted, stepped through, explained, tried and checked, and a challenge with
// goals. Anybody can write one: the format is schema.json. It is not linked
// into the WebAssembly.
//
// Texts are plain sentences, a string a paragraph; what stands between backticks
// is code. There is no other markup.
package lesson

import (
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/goal"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// Path is where the lessons are; each one's page is below it.
const Path = "/lessons"

// Version is that of the format.
const Version = 1

// A Lesson is one lesson.
type Lesson struct {
	ID         string
	Title      string
	Minutes    int
	Objectives []string
	// Misconception is what people believe, and True what is so.
	Misconception, True string
	// Notes are for the teacher: what to ask the room, what will be said.
	Notes []string
	// Scenarios are those of the steps, in the order of the file.
	Scenarios []Named
	Steps     []Step
	Challenge *Challenge
	// Sources are for reading on.
	Sources []redirect.Source

	file *node // as it was read, for the lines of what Verify finds
}

// A Named is a scenario under the name that steps call it by.
type Named struct {
	Name     string
	Scenario scenario.Scenario
	Trace    redirect.Trace // what it leads to
}

// A Kind says what is done in a step.
type Kind string

// The kinds of step.
const (
	Read    Kind = "read"    // a text
	Predict Kind = "predict" // a question about a scenario, before it is stepped through
	Play    Kind = "step"    // a scenario, to be stepped through
	Explain Kind = "explain" // why, with sources and recordings
	Try     Kind = "try"     // a scenario, to be changed in the playground
	Real    Kind = "real"    // the scenario by a real server, with a real client (Live)
	Check   Kind = "check"   // a question at the end
)

// Kinds are all of them, in the order a lesson usually has them.
func Kinds() []Kind { return []Kind{Read, Predict, Play, Explain, Try, Real, Check} }

// A Step is one step of a lesson.
type Step struct {
	Kind  Kind
	Title string
	Text  []string
	// Scenario is the name of the scenario that it is about; empty: none.
	Scenario string
	// Ask and Options are the question, of predict and check.
	Ask     string
	Options []Option
	// Holds is what the text says of the scenario.
	Holds []goal.Goal
	// Seen and Sources are what backs it.
	Seen    []evidence.Seen
	Sources []redirect.Source
	// Notes are for the teacher.
	Notes []string
}

// An Option is one answer to a question, with its own reply.
type Option struct {
	Text  string
	Right bool
	Reply string
	// Misconception is what who chooses it believes.
	Misconception string
	// Holds says the same of the scenario: true of it for a right answer, and
	// not for a wrong one.
	Holds []goal.Goal
}

// A Challenge is to be met in the playground.
type Challenge struct {
	Text  []string
	Start scenario.Scenario
	Goals []goal.Goal
	Hints []string
	// Solution meets the goals; Why says how.
	Solution scenario.Scenario
	Why      []string
}
