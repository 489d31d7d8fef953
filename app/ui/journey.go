package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// journeyView is the card with the client's way over the chain, step by step.
func journeyView(v view) app.UI {
	return el("section", "card journey").Aria("labelledby", journeyID).Body(
		v.pane(clientHeader),
		staleNotice(v),
		v.pane(verdictView, v.Trace, v.Hidden()),
		transportView(v),
		sayingView(v),
		predictView(v),
		el("div", "scroll").ID(diagramID).Role("region").Aria("label", "Sequence diagram").TabIndex(0).Body(
			app.Raw(picture(v)),
		),
	)
}

// picture is the diagram at the step. A live page that conceals nothing keeps
// the one it has, in which showStep shows the step: to replace it would cost
// half of the frame that a step has.
func picture(v view) string {
	if v.live && !v.Predict {
		return v.page.svg
	}
	return diagram.SVG(v.layout, diagram.Options{Step: v.Step, Conceal: v.Predict})
}

// staleNotice says that the journey is that of the last scenario without a
// problem.
func staleNotice(v view) app.UI {
	return part("stale", v.Stale, func() app.UI {
		return say("p", "error", v.Summary()+" The journey below is of the last request and hops that could be played.")
	})
}

// glyphs go with each fate, so that none is told by colour alone.
var glyphs = map[redirect.Fate]string{
	redirect.Kept: "✓", redirect.Changed: "↻", redirect.Dropped: "✕", redirect.Added: "+",
}

// verdictView says in a few badges what became of the request.
func verdictView(v view) app.UI {
	badges := list(play.Verdict(v.Model), func(_ int, b play.Badge) app.UI {
		return el("li", "v "+fateClass(b.Fate),
			el("b", "", el("span", "").Aria("hidden", "true").Text(glyphs[b.Fate]), app.Text(" "+b.Title)),
			say("span", "wire", b.Text),
		)
	})
	if v.Hidden() {
		badges = []app.UI{el("li", "v plain",
			say("b", "", "The verdict waits"),
			say("span", "", "Predict each decision; it is shown at the end."),
		)}
	}
	return el("ul", "verdict").Aria("label", "Verdict").Body(badges...)
}

func fateClass(f redirect.Fate) string {
	if f == "" {
		return "plain"
	}
	return string(f)
}

// sayingView is the step that is shown, in words. Of a decision it has the
// reason alone: what changes stands in the picture.
func sayingView(v view) app.UI {
	at := v.Steps[v.Step]
	said := at.Sentence
	if at.Phase == diagram.Decided && at.Exchange >= 0 && v.Trace.Exchanges[at.Exchange].Decision.Why != "" {
		said = v.Trace.Exchanges[at.Exchange].Decision.Why
	}
	return el("p", "saying",
		say("b", "", phaseNames[at.Phase]),
		say("span", "", said),
	)
}

// phaseNames head the sentence of a step.
var phaseNames = map[diagram.Phase]string{
	diagram.Sent: "Request. ", diagram.Received: "Response. ", diagram.Decided: "Decision. ",
}
