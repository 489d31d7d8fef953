package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// transportView has the buttons that step through the journey.
func transportView(v view) app.UI {
	start := v.Step == 0
	all := []app.UI{
		v.button(button{class: "icon", icon: "first", name: "First step", off: start, msg: play.First{}}),
		el("div", "walk", // what stays in reach on a small screen
			v.button(button{class: "icon", icon: "back", name: "One step back", off: start, msg: play.Back{}}),
			stepButton(v),
			say("span", "count", "step "+strconv.Itoa(v.Step+1)+" of "+strconv.Itoa(len(v.Steps))),
		),
		playButton(v),
		scrubber(v),
	}
	if v.Page != play.EmbedPage {
		all = append(all,
			predictButton(v),
			v.button(button{class: "icon quiet", icon: "keys", name: "Keys", msg: play.OpenDialog{Dialog: play.HelpDialog}}))
	}
	return el("div", "transport").Role("group").Aria("label", "Steps").Body(all...)
}

// stepButton is the one obvious next thing. At the end it starts again.
func stepButton(v view) app.UI {
	b := button{id: stepID, class: "primary", icon: "step", label: "Step", msg: play.Next{}}
	if v.AtEnd() && len(v.Steps) > 1 {
		b.icon, b.label, b.msg = "undo", "Again", play.First{}
	}
	return v.button(b)
}

func playButton(v view) app.UI {
	if v.Playing {
		return v.button(button{icon: "pause", label: "Pause", msg: play.Pause{}})
	}
	return v.button(button{icon: "play", label: "Play", msg: play.Play{}})
}

func predictButton(v view) app.UI {
	b := v.button(button{class: "small", icon: "target", label: "Predict first", msg: play.SetPredict{On: !v.Predict}})
	if v.live {
		b.Aria("pressed", strconv.FormatBool(v.Predict))
	}
	return b
}

// manyDots is how many steps the scrubber shows one by one; of more it shows
// how far along the step is, in so many parts.
const manyDots = 24

// scrubber is a slider over the steps, with a dot for each behind it.
func scrubber(v view) app.UI {
	n := len(v.Steps)
	class, shown, at := "dots", n, v.Step
	if n > manyDots {
		class, shown, at = "dots many", 2*manyDots, v.Step*(2*manyDots-1)/(n-1)
	}
	var dots []app.UI
	for i := range shown {
		done := ""
		if i <= at {
			done = "done"
		}
		if i > 0 {
			dots = append(dots, el("i", done))
		}
		if n <= manyDots {
			dots = append(dots, el("b", done))
		}
	}
	in := app.ElemSelfClosing("input").Attr("type", "range").ID("scrub").Attr("min", 0).Attr("max", max(n-1, 1)).Attr("step", 1).Aria("label", "Step")
	if v.live {
		*v.shown = append(*v.shown, control{id: "scrub", value: strconv.Itoa(v.Step)})
		in.Aria("valuetext", "step "+strconv.Itoa(v.Step+1)+" of "+strconv.Itoa(n)+": "+v.Steps[v.Step].Sentence).
			OnInput(v.onText(func(text string) play.Msg {
				step, err := strconv.Atoi(text)
				if err != nil { // a slider has no other text
					step = 0
				}
				return play.GoTo{Step: step}
			}))
	} else {
		in.Attr("disabled", true).Attr("value", v.Step)
	}
	return el("div", "scrub",
		el("div", class).Aria("hidden", "true").Body(dots...),
		in,
	)
}
