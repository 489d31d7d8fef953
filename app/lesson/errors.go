package lesson

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Fault is one thing that is wrong with a lesson: where in the file, and what.
type Fault struct {
	Line int    `json:"line,omitempty"` // from 1; 0: of no line
	Path string `json:"path"`           // as in steps[2].options[1].reply
	Text string `json:"text"`
}

// Error returns the fault in one line, as in "line 12: steps[2].title is
// missing".
func (f Fault) Error() string {
	s := f.Path
	switch first, _, _ := strings.Cut(f.Text, " "); first {
	case "is", "has", "takes", "holds", "asks", "does", "meets":
		s += " " + f.Text
	default:
		s += ": " + f.Text
	}
	if f.Line > 0 {
		return fmt.Sprintf("line %d: %s", f.Line, s)
	}
	return s
}

// Errors are all that is wrong with a lesson, in the order of its lines. It is
// the type of every error of Decode and Verify.
type Errors []Fault

const (
	maxErrors = 50 // kept; a hostile file could hold thousands
	maxTold   = 3  // in the one line of Error
	maxQuoted = 60 // bytes of a value shown in an error
)

// Error returns one line: the first few faults, and how many more there are.
func (e Errors) Error() string {
	var line []string
	for i, one := range e {
		if i == maxTold {
			line = append(line, fmt.Sprintf("and %d more", len(e)-i))
			break
		}
		line = append(line, one.Error())
	}
	return strings.Join(line, "; ")
}

// Faults returns the Errors in err; an error of another type becomes one fault
// of no line.
func Faults(err error) Errors {
	if err == nil {
		return nil
	}
	var all Errors
	if errors.As(err, &all) {
		return all
	}
	return Errors{{Path: "lesson", Text: err.Error()}}
}

func (e *Errors) add(f Fault) {
	if len(*e) < maxErrors {
		*e = append(*e, f)
	}
}

// orNil returns the errors, by their lines, as an error that is nil where there
// are none.
func (e Errors) orNil() error {
	if len(e) == 0 {
		return nil
	}
	slices.SortStableFunc(e, func(a, b Fault) int { return a.Line - b.Line })
	return e
}
