package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// The ids of elements that the browser is asked about.
const (
	diagramID = "diagram"
	dialogID  = "dialog"
	toldID    = "told" // the journey in words
	stepID    = "step" // the button that is the one obvious next thing
	journeyID = "journey-h"
)

// pageView draws the page. The journey stands first, so that it is first on a
// narrow screen and for the keyboard; style.css puts it on the right of a wide
// one.
func pageView(v view) app.UI {
	class := "app"
	if v.Present {
		class = "app present"
	}
	return el("div", class,
		skipLink(v),
		v.pane(topBar),
		v.pane(noticesView),
		el("main", "page",
			journeyView(v),
			el("div", "stack side",
				v.pane(requestView),
				v.pane(hopsView),
			),
			el("div", "stack rest",
				survivedPane(v),
				v.pane(othersView),
				v.pane(wordsView, v.Trace, v.Predict, v.Reached),
			),
		),
		v.pane(dialogView),
		el("div", "sr").ID("said").Role("status").Aria("live", "polite").Text(v.Announcement),
	)
}

// skipLink takes the keyboard past the top bar, to the journey's heading: a
// button there would be pressed by the same Enter. go-app would make it a
// navigation, so a live one moves the focus itself.
func skipLink(v view) app.UI {
	a := el("a", "skip").Attr("href", "#"+journeyID).Text("Skip to the journey")
	if v.live {
		a.OnClick(func(_ app.Context, e app.Event) {
			e.PreventDefault()
			e.Call("stopPropagation")
			focus(journeyID)
		})
	}
	return a
}
