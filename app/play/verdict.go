package play

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
)

// Verdict returns what became of the parts that matter most: the method, the
// body, each credential and the fragment, where they were built, and how it
// ended. Of what went nowhere it says how that ended, and no more. It is empty
// while predicting, until the end has been reached.
func Verdict(m Model) []Badge {
	if m.Hidden() {
		return nil
	}
	o := m.Trace.Outcome
	switch n := len(m.Trace.Exchanges); {
	case o.Kind != redirect.Failed:
	case n == 0:
		return []Badge{{"Nothing was sent", o.Error, redirect.Dropped}}
	case n == 1 && m.Trace.Exchanges[0].Request.Preflight:
		return []Badge{{"Only the preflight was sent", o.Error, redirect.Dropped}}
	}
	unmoved := o.Kind == redirect.Failed && o.Redirects == 0
	var badges []Badge
	for _, s := range m.Trace.Survival {
		if s.Part == redirect.PartHeader && !credential(s.Name) || unmoved && s.Fate == redirect.Kept {
			continue
		}
		label := labels[s.Part]
		if s.Part == redirect.PartHeader {
			label = s.Name
		}
		badges = append(badges, Badge{label + " " + fateWord(s.Fate), survivorWords(s), s.Fate})
	}
	return append(badges, outcomeBadge(o))
}

func fateWord(f redirect.Fate) string {
	if f == redirect.Dropped {
		return "lost"
	}
	return string(f)
}

// survivorWords says what became of a part, and where.
func survivorWords(s redirect.Survivor) string {
	switch s.Fate {
	case redirect.Kept:
		if s.Part == redirect.PartHeader || s.To == "" {
			return "the same all the way"
		}
		return s.To + " all the way"
	case redirect.Changed:
		if s.Part == redirect.PartMethod {
			return s.From + " → " + s.To + " " + where(s.Hop)
		}
	case redirect.Dropped:
		if s.Part == redirect.PartBody && s.From != "" {
			return s.From + " dropped " + where(s.Hop)
		}
	}
	return string(s.Fate) + " " + where(s.Hop)
}

// where names the hop that changed a part; 0 is the client itself, before it
// sent anything.
func where(hop int) string {
	if hop == 0 {
		return "before it was sent"
	}
	return "at hop " + strconv.Itoa(hop)
}

func outcomeBadge(o redirect.Outcome) Badge {
	after := ", after " + strconv.Itoa(o.Redirects) + " redirects"
	switch o.Redirects {
	case 0:
		after = ""
	case 1:
		after = ", after 1 redirect"
	}
	switch o.Kind {
	case redirect.Delivered:
		return Badge{"Delivered", statusWords(o.Status) + cmp.Or(after, ", with no redirect"), redirect.Kept}
	case redirect.Stopped:
		return Badge{"Stopped", statusWords(o.Status) + " handed back, not followed" + after, redirect.Changed}
	}
	return Badge{"Failed", o.Error, redirect.Dropped}
}

// statusWords is a status code with its reason phrase, where it has one.
func statusWords(code int) string {
	return strings.TrimSpace(strconv.Itoa(code) + " " + diagram.StatusText(code))
}
