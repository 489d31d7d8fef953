package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// challengeView is the card with what the address asks the learner to bring
// about. style.css puts a glyph before each goal, beside the word.
func challengeView(v view) app.UI {
	c := &v.Challenge
	card := el("section", "card tasks")
	if len(c.Goals) == 0 || v.Page != play.PlaygroundPage {
		return card.Hidden(true)
	}
	solved := metClass(c.Solved())
	var goals, hints []app.UI
	for i, met := range c.Met {
		word := "not yet"
		if met {
			word = "met"
		}
		goals = append(goals, el("li", metClass(met), app.Text(c.Goals[i].Words()+": "), say("b", "", word)))
	}
	for i, text := range c.Hints[:c.Shown] {
		hints = append(hints, say("li", "", "Hint "+strconv.Itoa(i+1)+". "+text))
	}
	return card.Aria("labelledby", "challenge").Body(
		el("header", "", say("h2", "", "Challenge").ID("challenge"), say("p", "tally "+solved, v.Progress())),
		el("div", "in", el("ul", "", goals...), el("ol", "", hints...), el("div", "btns", challengeButtons(v, c, solved)...)),
	)
}

func metClass(met bool) string {
	if met {
		return "met"
	}
	return "unmet"
}

func challengeButtons(v view, c *play.Challenge, solved string) []app.UI {
	buttons := []app.UI{v.button(button{icon: "undo", label: "Start again", off: v.ReadOnly, msg: play.StartAgain{}})}
	if n := len(c.Hints); n > 0 {
		hint := button{label: "Hint " + strconv.Itoa(c.Shown+1) + " of " + strconv.Itoa(n), msg: play.ShowHint{}}
		if c.Shown == n {
			hint.label, hint.off = "No more hints", true
		}
		buttons = append(buttons, v.button(hint))
	}
	if c.Lesson != "" {
		buttons = append(buttons, el("a", "btn back "+solved).Attr("href", own(play.LessonPath+c.Lesson+"#challenge")).DataSet("own", "true").Text("Back to the lesson"))
	}
	return buttons
}
