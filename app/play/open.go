package play

import (
	"reflect"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/scenario"
)

// Opened leads to, in this order: the saved work, where it was begun at this
// very address; the scenario of the address; the saved work; the default
// scenario. What was there is one Undo away.
func (e Opened) update(m Model) (Model, []Effect) {
	first, raw := !m.opened, e.Address()
	page := e.page()
	turned := !first && page != m.Page
	m.base, m.Page = e.Base, page
	if turned {
		m.Announcement = m.title()
	}
	if !first && (raw == m.address || e.anchor()) {
		if !turned {
			return m, nil
		}
		m, effects := m.pause()
		return m, append(effects, SetTitle{m.title()})
	}
	shared, view, err := scenario.ParseAddress(raw)
	if page == EmbedPage { // whatever the browser keeps: it is not for a frame
		e.Work, e.Run, e.Aside, e.Theme = "", "", "", string(m.Theme)
		view.Present = false // a frame has little room
	}
	predict := m.Predict
	m.opened, m.query, m.address = true, e.Query, raw
	m = m.look(view, e.Theme, first)
	faults := scenario.Faults(err)
	c, more := challengeOf(view)
	m.Challenge = c
	m = m.faults(raw, append(faults, more...))
	if first {
		m.Aside = e.Aside
	}
	m, effects := m.pause()
	effects = append(effects, SetTheme{m.Theme})
	restored := false
	if e.Work != "" && !m.ReadOnly {
		var aside []Effect
		m, restored, aside = m.recall(e.Work)
		effects = append(effects, aside...)
	}
	named := NamesScenario(raw) || page == EmbedPage
	if named {
		m = m.arrive(shared, e.Query+"#"+e.Fragment, page != EmbedPage && (restored || !first))
	}
	m.judge() // the goals are new, what is shown may have stayed
	if first || named || m.Predict != predict {
		m = m.fromStart()
	}
	if view.Step > 0 {
		m = m.to(view.Step)
	}
	effects = append(effects, SetTitle{m.title()})
	if !first {
		return m, effects
	}
	m, taken := m.takeUp(e.Run, e.Now)
	return m, append(effects, taken...)
}

// arrive takes the scenario of an address, which is named by here. There is
// other work, or not.
func (m Model) arrive(shared scenario.Scenario, here string, work bool) Model {
	there := whole(shared)
	switch {
	case !work:
		m = m.with(there).replay()
	case sameScenario(m.Draft, shared):
	case m.from == here:
		m.past = remember(m.past, moment{there, "your changes to the scenario of this link"})
		m = m.notify("This is your work on the scenario of this link, as you left it. Undo brings back the link's own.")
	default:
		m.past = remember(m.past, moment{m.draft(), "open the link"})
		m.future = nil
		m = m.with(there).replay()
		m = m.notify("This is the scenario of the link. Undo brings back your last work.")
	}
	m.from, m.run = here, ""
	return m
}

func sameScenario(draft, shared scenario.Scenario) bool {
	normal, err := scenario.Normal(withoutBlank(draft))
	return err == nil && reflect.DeepEqual(normal, shared)
}

// look takes what an address says of the view. The theme kept in the browser
// is that of the start; an address' own is not kept.
func (m Model) look(v scenario.View, kept string, first bool) Model {
	m.Present, m.ReadOnly, m.Predict = v.Present, v.ReadOnly, v.Predict
	if theme, ok := parseTheme(kept); ok && first {
		m.Theme = theme
	}
	if theme, ok := parseTheme(v.Theme); ok && v.Theme != "" {
		m.Theme = theme
	}
	return m
}

// Paths are the addresses of the pages, by Page, where the site is at the root.
func Paths() []string { return []string{"/", live.Path, EmbedPath} }

// page is the page that the path leads to, wherever the site is.
func (e Opened) page() Page {
	path := strings.TrimSuffix(e.Path, "/")
	switch {
	case strings.HasSuffix(path, live.Path):
		return LivePage
	case strings.HasSuffix(path, EmbedPath):
		return EmbedPage
	}
	return PlaygroundPage
}

// anchor reports a fragment that is a place in the page, such as #journey.
func (e Opened) anchor() bool {
	return e.Fragment != "" && !strings.Contains(e.Fragment, "=")
}

// address is the part of the address that a scenario is read from: the
// fragment where it names one, else the query and what the fragment adds about
// the view.
func (e Opened) Address() string {
	switch {
	case e.Fragment == "" || e.anchor():
		return e.Query
	case e.Query == "" || NamesScenario(e.Fragment):
		return e.Fragment
	}
	return e.Query + "&" + e.Fragment
}

// parameters are those that make a scenario, not a view of it.
var parameters = []string{
	"scenario", "s", "client", "option", "method", "url", "header", "body", "kind",
	"hop", "hopheader", "hopat", "hopmethods", "title", "cors",
}

// faults notes what is wrong with an address, and how bad that is.
func (m Model) faults(raw string, list scenario.Errors) Model {
	m.AddressProblems, m.AddressFault = nil, AddressExtra
	read := given(raw)
	for _, fault := range list {
		m.AddressProblems = append(m.AddressProblems, fault.Error())
		if read[fault.Field] > 0 {
			read[fault.Field]--
		}
		if slices.Contains(parameters, fault.Field) || fault.Field == "address" {
			m.AddressFault = AddressLost
		}
	}
	for _, left := range read {
		if left > 0 && m.AddressFault == AddressLost {
			m.AddressFault = AddressPart
		}
	}
	return m
}

// given counts the parameters of an address that make a scenario.
func given(raw string) map[string]int {
	count := map[string]int{}
	for part := range strings.SplitSeq(raw, "&") {
		name, _, _ := strings.Cut(part, "=")
		if slices.Contains(parameters, name) {
			count[name]++
		}
	}
	return count
}

// leave takes the scenario out of the address, once what is shown is another:
// whoever copies the address would share the one before. A reload finds the
// work saved, and how it was shown.
func (m Model) leave() (Model, []Effect) {
	if !NamesScenario(m.address) || m.Page == EmbedPage { // a reload of a frame has nothing else
		return m, nil
	}
	var view []string
	for part := range strings.SplitSeq(m.address, "&") {
		switch name, _, _ := strings.Cut(part, "="); name {
		case "predict", "present", "theme", "goal", "hint", "lesson":
			view = append(view, part)
		}
	}
	m.query, m.address = "", strings.Join(view, "&")
	return m, []Effect{SetAddress{m.address}}
}

// PageAddress is the address of a page with the same work on it.
func (m Model) PageAddress(p Page) string {
	path := "/"
	if p == LivePage {
		path = live.Path
	}
	if m.address != "" {
		path += "#" + m.address
	}
	return path
}

// NamesScenario reports whether an address has any of the parameters that make
// a scenario.
func NamesScenario(raw string) bool { return len(given(raw)) > 0 }
