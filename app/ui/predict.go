package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// predictView asks what comes next, before the step shows it, and says
// afterwards whether that was right.
func predictView(v view) app.UI {
	q, asked := play.Ask(v.Model)
	score := v.Score()
	return el("div", "predict",
		part("ask", asked, func() app.UI { return questionView(v, q) }),
		part("ask", score.Done && score.Asked > 0, func() app.UI { return scoreView(v, score) }),
	)
}

func questionView(v view, q play.Question) app.UI {
	class, head := "warn", "Predict: "
	switch {
	case q.Revealed && q.Chosen == q.Right:
		class, head = "warn good", "✓ Right. "
	case q.Revealed && q.Chosen != play.NoAnswer:
		class, head = "warn bad", "✕ Not quite. "
	case q.Revealed:
		head = "Shown. "
	}
	return el("div", class,
		el("p", "").ID("question").Body(say("b", "", head), say("span", "", q.Text)),
		el("div", "btns").Role("group").Aria("labelledby", "question").Body(list(q.Options, func(i int, option string) app.UI {
			return answerButton(v, q, i, option)
		})...),
		el("p", "why", whyNot(q)...),
	)
}

func answerButton(v view, q play.Question, i int, option string) app.UI {
	b := button{label: option, off: q.Revealed, msg: play.Answer{Option: i}}
	switch {
	case q.Revealed && i == q.Right:
		b.label, b.class = "✓ "+option, "right"
	case q.Revealed && i == q.Chosen:
		b.label, b.class = "✕ "+option, "wrong"
	}
	e := v.button(b)
	if v.live {
		e.Aria("pressed", strconv.FormatBool(i == q.Chosen))
	}
	return e
}

func whyNot(q play.Question) []app.UI {
	switch {
	case q.Revealed:
		return append([]app.UI{app.Text(q.Why + " ")}, sourceLinks(q.Sources)...)
	case q.Chosen == play.NoAnswer:
		return []app.UI{app.Text("Choose an answer, then step.")}
	}
	return []app.UI{app.Text("Step to see whether it is so.")}
}

func scoreView(v view, s play.Score) app.UI {
	text := strconv.Itoa(s.Right) + " of " + strconv.Itoa(s.Asked) + " right"
	if s.Skipped > 0 {
		text += ", " + strconv.Itoa(s.Skipped) + " not answered"
	}
	return el("div", "warn good",
		el("p", "", say("b", "", "Your score: "+text+".")),
		el("div", "btns", v.button(button{icon: "undo", label: "Predict again", msg: play.First{}})),
	)
}

// sourceLinks are links to where a claim can be checked.
func sourceLinks(sources []*redirect.Source) []app.UI {
	var out []app.UI
	for i, s := range sources {
		if i > 0 {
			out = append(out, app.Text(" · "))
		}
		if s.URL == "" { // seen, and not yet recorded where one could look
			out = append(out, app.Text(s.Cited()))
			continue
		}
		if strings.HasPrefix(s.URL, "/") { // a recording, which is on this site
			out = append(out, ownLink(s.URL, s.Title))
			continue
		}
		out = append(out, el("a", "").Attr("href", s.URL).Attr("target", "_blank").Attr("rel", "noopener noreferrer").Text(s.Title))
		if s.Says != "" {
			out = append(out, app.Text(" "+s.Says))
		}
	}
	return out
}
