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
	// Veiled are the pictures without what is to be predicted; nil where nothing
	// is. From is the first step that they leave out.
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
	draw := func(o diagram.Options) pictures {
		return pictures{template.HTML(diagram.SVG(wide, o)), template.HTML(diagram.SVG(narrow, o))} // diagram has escaped it
	}
	p := &journeyPart{Told: wide.Steps, Reasons: reasonsOf(t), Whole: draw(diagram.Options{Step: len(wide.Steps)})}
	if veil {
		p.From = veiledFrom(t)
		veiled := draw(diagram.Options{Step: p.From - 1, Conceal: true})
		p.Veiled = &veiled
	}
	for _, b := range play.Verdict(play.Model{Trace: t}) {
		p.Badges = append(p.Badges, badge{string(b.Fate), glyphs[b.Fate], b.Title, b.Text})
	}
	return p
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
