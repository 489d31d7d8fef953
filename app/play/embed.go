package play

import "github.com/hopscope/hopscope/app/scenario"

// This file has what is particular to the page in a frame on another site. It
// keeps nothing and reads nothing that is kept: a frame is no place for the
// person's own work. What it shows is that of its address, and of the page around.

// EmbedPath is where that page is.
const EmbedPath = "/embed"

// Told is what the page around the frame asks for, looked through by the ui.
type Told struct {
	What Topic
	Text string // a theme: light, dark or auto; or the address of a scenario, without ?
	Step int
}

// A Topic is what the page around may ask for.
type Topic string

// The topics.
const (
	TopicTheme    Topic = "theme"    // a theme, which is not kept
	TopicStep     Topic = "step"     // a step, or the nearest there is
	TopicScenario Topic = "scenario" // what EmbedPath shows for an address
)

func (e Told) update(m Model) (Model, []Effect) {
	switch theme, ok := parseTheme(e.Text); {
	case m.Page != EmbedPage:
	case e.What == TopicTheme && ok:
		m.Theme = theme
		return m, []Effect{SetTheme{theme}}
	case e.What == TopicStep && e.Step != m.Step: // a page that hears of a step may say it back
		return m.walk(e.Step)
	case e.What == TopicScenario:
		return m.take(e.Text)
	}
	return m, nil
}

// take shows the scenario of an address. One that cannot be read leaves what is
// shown, and is said.
func (m Model) take(address string) (Model, []Effect) {
	_, _, err := scenario.ParseAddress(address)
	if m.faults(address, scenario.Faults(err)).AddressFault != AddressExtra {
		m.Notices = []string{"The page around this frame sent a scenario that cannot be read: " + err.Error()}
		return m.announce(m.Notices[0]), nil
	}
	m.opened, m.Notices = false, nil
	m, effects := Opened{Base: m.base, Path: EmbedPath, Query: address}.update(m)
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
