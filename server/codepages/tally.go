package codepages

// How many clients did what, as a bar of as many parts as there were clients.

import (
	"fmt"

	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/code"
)

// A tally is a row: one kind of request.
type tally struct {
	code.Measured
	Parts []part
}

// A part is a group of clients with its place in the bar.
type part struct {
	code.Group
	At    int
	Class string
	// Plain are the clients as they come, Others those with options.
	Plain, Others []code.Client
}

// ViewBox is that of the bar: a client is as wide as the bar is high.
func (t tally) ViewBox() string { return fmt.Sprintf("0 0 %d 1", max(t.Clients, 1)) }

var classes = map[evidence.StepKind]string{
	evidence.StepKept: "t-same", evidence.StepChanged: "t-other", evidence.StepEmptied: "t-lost",
	evidence.StepStopped: "t-stops",
}

func tallyOf(m code.Measured) tally {
	t := tally{Measured: m}
	at := 0
	for _, g := range m.Groups {
		p := part{Group: g, At: at, Class: classes[g.Step]}
		if p.Class == "" {
			p.Class = "t-fails"
		}
		for _, c := range g.Clients {
			if c.Options {
				p.Others = append(p.Others, c)
			} else {
				p.Plain = append(p.Plain, c)
			}
		}
		at += g.Count
		t.Parts = append(t.Parts, p)
	}
	return t
}
