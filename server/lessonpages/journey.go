package lessonpages

// A journey: the picture of a trace in two widths, its steps in words, what became
// of the request, and why.

import (
	"html/template"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// The widths a picture is laid out in: for a column of a page, and for a phone.
const (
	wideWidth   = 720
	narrowWidth = 340
)

// A journeyPart is a journey.
type journeyPart struct {
	// Veiled are the pictures up to what is to be predicted; nil where there is
	// nothing before it. From is the first step that they leave out.
	Veiled  *pictures
	From    int
	Whole   pictures
	Told    []diagram.Step
	Badges  []badge
	Reasons []reason
}

// Pictures are the same in two widths.
type pictures struct{ Wide, Narrow template.HTML }

// A badge says what became of a part.
type badge struct{ Fate, Glyph, Title, Text string }

// A reason is why something was decided, the kind of claim that is, and where it
// can be checked.
type reason struct {
	Why, Kind string
	Sources   []*redirect.Source
}

// glyphs go with each fate, so that none is told by colour alone.
var glyphs = map[redirect.Fate]string{redirect.Kept: "✓", redirect.Changed: "↻", redirect.Dropped: "✕", redirect.Added: "+"}

// claimWords say what kind of claim a reason makes.
var claimWords = map[redirect.Kind]string{
	redirect.Required: "Required by", redirect.Recommended: "Recommended by", redirect.Allowed: "Allowed by",
	redirect.Documented: "As written in", redirect.Measured: "Measured:", redirect.Simulated: "In this simulation:",
}

func journeyOf(t redirect.Trace, veil bool) *journeyPart {
	wide, narrow := diagram.Lay(t, wideWidth), diagram.Lay(t, narrowWidth)
	p := &journeyPart{Told: wide.Steps, Reasons: reasonsOf(t), Whole: pictures{draw(wide), draw(narrow)}}
	if veil {
		p.From = veiledFrom(t)
	}
	if p.From > 0 {
		p.Veiled = &pictures{draw(upTo(wide, p.From)), draw(upTo(narrow, p.From))}
	}
	for _, b := range play.Verdict(play.Model{Trace: t}) {
		p.Badges = append(p.Badges, badge{string(b.Fate), glyphs[b.Fate], b.Title, b.Text})
	}
	return p
}

// draw draws a layout, all of it done.
func draw(l diagram.Layout) template.HTML {
	return template.HTML(diagram.SVG(l, diagram.Options{Step: len(l.Steps)})) // which has escaped all text
}

// upTo is the layout of the first steps alone. How long the journey is would say
// much of what is to come, so nothing of that stays.
func upTo(l diagram.Layout, steps int) diagram.Layout {
	l.Steps, l.Groups = l.Steps[:steps], l.Groups[:steps]
	l.Height = 0
	for _, g := range l.Groups {
		for _, s := range g.Shapes {
			l.Height = max(l.Height, s.Y+s.H+24)
		}
	}
	var lanes []diagram.Lane
	for i, lane := range l.Lanes {
		if i == 0 || lane.Step < steps {
			lane.Bottom = l.Height - 8
			lanes = append(lanes, lane)
		}
	}
	l.Lanes = lanes
	return l
}

// veiledFrom is the first step that a prediction is not to see: the first
// decision. That there is a preflight at all, or that the client refuses, may be
// what is asked: then it sees nothing.
func veiledFrom(t redirect.Trace) int {
	if len(t.Exchanges) == 0 || t.Exchanges[0].Request.Preflight {
		return 0
	}
	for i, s := range diagram.Steps(t) {
		if s.Phase == diagram.Decided {
			return i
		}
	}
	return 0
}

// reasonsOf are the reasons of a trace, each once: those of its decisions, and of
// what they change where that has another one.
func reasonsOf(t redirect.Trace) []reason {
	var list []reason
	said := map[string]bool{"": true}
	add := func(why string, kind redirect.Kind, sources []*redirect.Source) {
		if said[why] {
			return
		}
		said[why] = true
		r := reason{Why: why, Kind: claimWords[kind]}
		for _, s := range sources {
			if s.URL != "" {
				r.Sources = append(r.Sources, s)
			}
		}
		list = append(list, r)
	}
	for _, c := range t.Prepared {
		add(c.Why, c.Kind, c.Sources)
	}
	for _, e := range t.Exchanges {
		add(e.Decision.Why, e.Decision.Kind, e.Decision.Sources)
		for _, c := range e.Decision.Changes {
			add(c.Why, c.Kind, c.Sources)
		}
	}
	add(t.Outcome.Why, t.Outcome.Claim, t.Outcome.Sources)
	return list
}
