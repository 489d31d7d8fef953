package play

import (
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// compare returns a line for every client over the scenario's chain: the
// chosen one with its options, of which the trace is given, the others with
// theirs at the defaults.
func compare(s scenario.Scenario, chosen redirect.Trace) []Line {
	mine := line(chosen)
	mine.Chosen = true
	profiles := client.All()
	lines := make([]Line, 0, len(profiles))
	for _, p := range profiles {
		if p.ID == chosen.Client.ID {
			lines = append(lines, mine)
			continue
		}
		policy, err := p.Policy(nil)
		if err != nil { // no options are given, so none can be refused
			continue
		}
		other := line(redirect.Follow(policy, s.Chain()))
		other.Differs = differences(mine, other)
		lines = append(lines, other)
	}
	return lines
}

// line sums a trace up.
func line(t redirect.Trace) Line {
	l := Line{ID: t.Client.ID, Name: t.Client.Name, Ended: t.Outcome.Kind}
	for _, e := range t.Exchanges {
		if !e.Request.Preflight {
			l.Methods = append(l.Methods, e.Request.Method)
		}
	}
	var credentials []redirect.Survivor
	for _, s := range t.Survival {
		switch {
		case s.Part == redirect.PartBody:
			l.Body = Cell{s.Fate, cellWords(s)}
		case s.Part == redirect.PartHeader && credential(s.Name):
			credentials = append(credentials, s)
		}
	}
	l.Credentials = credentialCell(credentials)
	switch l.Ended {
	case redirect.Delivered:
		l.Outcome = statusWords(t.Outcome.Status)
	case redirect.Stopped:
		l.Outcome = "stops at " + statusWords(t.Outcome.Status)
	default:
		l.Outcome = "error: " + t.Outcome.Error
	}
	return l
}

func cellWords(s redirect.Survivor) string {
	if s.Fate == redirect.Kept {
		return "kept"
	}
	return string(s.Fate) + " " + where(s.Hop)
}

// credentialCell sums up what became of all credentials: in one word where
// the same became of all, else each by its name.
func credentialCell(list []redirect.Survivor) Cell {
	if len(list) == 0 {
		return Cell{}
	}
	cell := Cell{list[0].Fate, cellWords(list[0])}
	same := !slices.ContainsFunc(list, func(s redirect.Survivor) bool { return cellWords(s) != cell.Text })
	if same {
		return cell
	}
	var words []string
	for _, s := range list {
		words = append(words, s.Name+" "+cellWords(s))
		if s.Fate == redirect.Dropped || cell.Fate == redirect.Kept {
			cell.Fate = s.Fate
		}
	}
	cell.Text = strings.Join(words, ", ")
	return cell
}

// differences names what is otherwise than with the chosen client.
func differences(mine, other Line) []string {
	var list []string
	if !slices.Equal(mine.Methods, other.Methods) {
		list = append(list, "methods")
	}
	if mine.Body != other.Body {
		list = append(list, "body")
	}
	if mine.Credentials != other.Credentials {
		list = append(list, "credentials")
	}
	// How an error is worded is each client's own.
	if mine.Ended != other.Ended || mine.Ended != redirect.Failed && mine.Outcome != other.Outcome {
		list = append(list, "outcome")
	}
	return list
}
