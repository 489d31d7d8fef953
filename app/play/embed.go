package play

import "github.com/hopscope/hopscope/app/scenario"

// This file has what is particular to the page in a frame on another site. It
// keeps nothing and reads nothing that is kept: a frame is no place for the
// person's own work. What it shows is that of its address, and of the page around.

// EmbedPath is where that page is.
const EmbedPath = "/embed"

// From the page around the frame, whose messages the ui has looked through.
type (
	// ToldTheme sets the theme: light, dark or auto. It is not kept.
	ToldTheme struct{ Theme string }
	// ToldStep goes to a step, or as near to it as the journey goes.
	ToldStep struct{ Step int }
	// ToldScenario shows what EmbedPath shows for the address, which has no ?.
	ToldScenario struct{ Address string }
)

func (e ToldTheme) update(m Model) (Model, []Effect) {
	theme, ok := parseTheme(e.Theme)
	if !ok || m.Page != EmbedPage {
		return m, nil
	}
	m.Theme = theme
	return m, []Effect{SetTheme{theme}}
}

// A page that hears of a step may say it back: then there is nothing to do.
func (e ToldStep) update(m Model) (Model, []Effect) {
	if e.Step == m.Step || m.Page != EmbedPage {
		return m, nil
	}
	return m.walk(e.Step)
}

// ToldScenario leaves what is shown where the address cannot be read, and says so.
func (e ToldScenario) update(m Model) (Model, []Effect) {
	if m.Page != EmbedPage {
		return m, nil
	}
	_, _, err := scenario.ParseAddress(e.Address)
	if m.faults(e.Address, scenario.Faults(err)).AddressFault != AddressExtra {
		m.Notices = []string{"The page around this frame sent a scenario that cannot be read: " + err.Error()}
		return m.announce(m.Notices[0]), nil
	}
	m.opened, m.Notices = false, nil
	m, effects := Opened{Base: m.base, Path: EmbedPath, Query: e.Address}.update(m)
	return m.announce(m.title()), effects
}

// embedded returns the effects that are left in a frame, and what the page around
// is to hear.
func (m Model) embedded(before *Model, effects []Effect) []Effect {
	var left []Effect
	for _, e := range effects {
		switch e.(type) {
		case Save, SaveSoon, KeepSolved, Remove:
			continue
		}
		left = append(left, e)
	}
	if !before.opened {
		left = append(left, TellReady{})
	}
	if !before.opened || m.Step != before.Step || len(m.Steps) != len(before.Steps) {
		left = append(left, TellStep{m.Step, len(m.Steps)})
	}
	return left
}

// OpenFragment is the fragment with which the playground's own page opens what is
// shown: at its step, and with everything that the address of the frame held.
func (m Model) OpenFragment() string {
	return m.fragment(m.Valid, scenario.View{Step: m.Step, Predict: m.Predict})
}
