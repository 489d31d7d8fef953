package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// wordsView tells the whole journey as a list of sentences: what the diagram
// shows, for whoever reads rather than looks, or has no JavaScript. A sentence
// is a button that goes to its step; showStep marks the one that is shown.
func wordsView(v view) app.UI {
	steps := v.Steps
	if v.Predict { // what is still to be predicted is not told
		steps = steps[:min(v.Reached+1, len(steps))]
	}
	return el("section", "card").Aria("labelledby", "words-h").Body(
		el("header", "",
			el("h2", "").ID("words-h").Text("The journey in words"),
			say("span", "note", "press a sentence to go there"),
		),
		el("ol", "told", list(steps, func(i int, s diagram.Step) app.UI {
			return toldView(v, i, s)
		})...).ID(toldID),
	)
}

func toldView(v view, i int, s diagram.Step) app.UI {
	item := el("li", s.Phase.String())
	if !v.live {
		return item.Body(el("div", "", say("span", "", s.Sentence), changesView(v, s)))
	}
	return item.Body(el("div", "",
		press("link").Text(s.Sentence).OnClick(v.on(play.GoTo{Step: i})),
		changesView(v, s),
	))
}

// changesView says why each part changed, with where to check it.
func changesView(v view, s diagram.Step) app.UI {
	lines := el("ul", "changes")
	if s.Phase != diagram.Decided || s.Exchange < 0 {
		return lines.Hidden(true)
	}
	d := v.Trace.Exchanges[s.Exchange].Decision
	var items []app.UI
	if len(d.Sources) > 0 {
		items = append(items, el("li", "", sourceLinks(d.Sources)...))
	}
	for i, c := range d.Changes {
		if i > 0 && c.Why == d.Changes[i-1].Why { // said with the one before
			continue
		}
		items = append(items, changeView(d, i))
	}
	if len(items) == 0 {
		return lines.Hidden(true)
	}
	return lines.Body(items...)
}

// changeView says what changed for one and the same reason, from the change
// with the index on, and then the reason, where the sentence has not had it.
func changeView(d redirect.Decision, from int) app.UI {
	why := d.Changes[from].Why
	var body []app.UI
	for _, c := range d.Changes[from:] {
		if c.Why != why {
			break
		}
		name := c.Name
		if c.Part != redirect.PartHeader {
			name = string(c.Part)
		}
		body = append(body, say("span", "fatemark "+string(c.Fate), glyphs[c.Fate]+" "+name+" "+string(c.Fate)), app.Text(". "))
	}
	if why != d.Why {
		body = append(body, app.Text(why+" "))
		body = append(body, sourceLinks(d.Changes[from].Sources)...)
	}
	return el("li", "", body...)
}
