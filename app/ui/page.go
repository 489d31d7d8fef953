package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/play"
)

// The ids of elements that the browser is asked about.
const (
	diagramID = "diagram"
	dialogID  = "dialog"
	toldID    = "told" // the journey in words
	stepID    = "step" // the button that is the one obvious next thing
	journeyID = "journey-h"
	liveID    = "live-h"
)

// pageView draws the page. The journey, and the challenge about it, stand first,
// so that they are first on a narrow screen and for the keyboard; style.css puts
// them on the right of a wide one.
func pageView(v view) app.UI {
	class, step := "app", 0
	switch {
	case v.Page == play.EmbedPage:
		class, step = "app embed", v.Step // which is in the link of the top bar
	case v.Present:
		class = "app present"
	}
	return el("div", class,
		skipLink(v),
		v.pane(topBar, v.page.edits, step),
		v.pane(noticesView),
		mainView(v),
		v.pane(dialogView),
		el("div", "sr").ID("said").Role("status").Aria("live", "polite").Text(v.Announcement),
	)
}

// mainView has the editors, and beside them what becomes of the request: the
// simulated journey or, on a page of its own, the live run.
func mainView(v view) app.UI {
	side := el("div", "stack side",
		v.pane(requestView),
		v.pane(hopsView),
	)
	if v.Page == play.LivePage {
		// The editors keep their place, the third: go-app compares by position, and
		// in another they would be drawn anew, with empty fields.
		return el("main", "page", v.pane(challengeView), livePage(v), side)
	}
	if v.Page == play.EmbedPage { // everything keeps its place here, too
		return el("main", "", v.pane(challengeView), journeyView(v))
	}
	class := "page"
	if len(v.Challenge.Goals) > 0 {
		class = "page tasked"
	}
	return el("main", class,
		v.pane(challengeView),
		journeyView(v),
		side,
		el("div", "stack rest",
			survivedPane(v),
			liveFold(v),
			v.pane(othersView),
			v.pane(wordsView, v.Trace, v.Predict, v.Reached),
		),
	)
}

// skipLink takes the keyboard past the top bar, to the heading of what matters: a
// button there would be pressed by the same Enter. go-app would make it a
// navigation, so a live one moves the focus itself.
func skipLink(v view) app.UI {
	to, text := journeyID, "Skip to the journey"
	if v.Page == play.LivePage {
		to, text = liveID, "Skip to the live run"
	}
	a := el("a", "skip").Attr("href", "#"+to).Text(text)
	if v.live {
		a.OnClick(func(_ app.Context, e app.Event) {
			e.PreventDefault()
			e.Call("stopPropagation")
			focus(to)
		}, to)
	}
	return a
}
