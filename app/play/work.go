package play

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// work is what is kept in the browser: the draft as it is typed, which need not
// be a scenario that its own format takes, and the last one that was.
type work struct {
	Version int               `json:"work"` // 1
	From    string            `json:"from"` // Model.from
	Draft   savedDraft        `json:"draft"`
	Texts   []HopText         `json:"texts,omitempty"`
	Options map[string]string `json:"options,omitempty"`
	Valid   json.RawMessage   `json:"valid,omitempty"` // where the draft has problems
}

// savedDraft is a scenario without its format's rules.
type savedDraft struct {
	Title   string            `json:"title,omitempty"`
	Client  string            `json:"client,omitempty"`
	Options client.Options    `json:"options,omitempty"`
	Request redirect.Request  `json:"request"`
	Hops    []redirect.Hop    `json:"hops,omitempty"`
	CORS    redirect.CORSMode `json:"cors,omitempty"`
}

// maxWork bounds what is read back, in bytes: a draft and a valid scenario,
// each at its limit.
const maxWork = 4 * scenario.MaxJSON

// work returns the work as text, for readWork to read back.
func (m Model) work() (string, error) {
	w := work{Version: 1, From: m.from, Draft: savedDraft(m.Draft), Texts: m.Texts, Options: m.OptionTexts}
	if m.Stale {
		w.Valid = scenario.Encode(m.Valid)
	}
	text, err := json.Marshal(w)
	return string(text), err
}

// readWork reads the text of Model.work.
func readWork(text string) (work, error) {
	var w work
	if len(text) > maxWork {
		return w, fmt.Errorf("%d bytes, at most %d", len(text), maxWork)
	}
	if err := json.Unmarshal([]byte(text), &w); err != nil {
		return w, err
	}
	if w.Version != 1 {
		return w, fmt.Errorf("work: %d is not 1, the version that this page reads", w.Version)
	}
	if len(w.Draft.Hops) > scenario.MaxHops {
		return w, fmt.Errorf("hops: %d, at most %d", len(w.Draft.Hops), scenario.MaxHops)
	}
	if len(w.Texts) != len(w.Draft.Hops) {
		w.Texts = make([]HopText, len(w.Draft.Hops))
	}
	return w, nil
}

// draft is the work as a draft. JSON knows fewer types than options have, so
// those that make sense are put back into theirs.
func (w work) draft() draft {
	s := scenario.Scenario(w.Draft)
	if p, err := s.Profile(); err == nil {
		if options, err := p.Normal(s.Options); err == nil {
			s.Options = options
		}
	}
	return draft{Scenario: s, texts: w.Texts, options: w.Options, open: firstHop(s)}
}

// recall puts saved work in place of what the model has, and reports whether
// there was any that could be read. What could not is set aside.
func (m Model) recall(text string) (Model, bool, []Effect) {
	saved, err := readWork(text)
	restored := m
	if err == nil {
		restored, err = m.restore(saved)
	}
	if err != nil {
		m, effects := m.setAside(text)
		return m, false, effects
	}
	restored.from = saved.From
	return restored, true, nil
}

// restore plays the draft of saved work, or, where that has problems, the
// scenario it was before.
func (m Model) restore(w work) (Model, error) {
	m = m.with(w.draft()).replay()
	if !m.Stale {
		return m, nil
	}
	valid, err := scenario.Decode(w.Valid)
	if err != nil {
		return m, errors.New(m.Summary())
	}
	return m.with(whole(valid)).replay().with(w.draft()).replay(), nil
}

func (SaveNow) update(m Model) (Model, []Effect) {
	text, err := m.work()
	if err != nil || m.ReadOnly {
		return m, nil
	}
	return m, []Effect{Save{WorkKey, text}}
}

// setAside keeps saved work that cannot be read where it is safe from the next
// save. The page offers Model.Aside, now and at every further visit.
func (m Model) setAside(text string) (Model, []Effect) {
	m.Aside = text
	return m, []Effect{Save{AsideKey, text}, Remove{WorkKey}}
}

func (ForgetAside) update(m Model) (Model, []Effect) {
	m.Aside, m.Announcement = "", "The work that was set aside is gone."
	return m, []Effect{Remove{AsideKey}}
}

func (m Model) notify(text string) Model {
	m.Notices = append(slices.Clip(m.Notices), text)
	return m
}

// StorageRefused is said once: the page works without.
func (StorageRefused) update(m Model) (Model, []Effect) {
	if m.refused {
		return m, nil
	}
	m.refused = true
	return m.notify("This browser keeps nothing for this page, so your work will be gone when you leave. Share it as a link to keep it."), nil
}

func (e DismissNotice) update(m Model) (Model, []Effect) {
	if e.Index >= 0 && e.Index < len(m.Notices) {
		m.Notices = slices.Delete(slices.Clone(m.Notices), e.Index, e.Index+1)
	}
	return m, nil
}

func (DismissAddress) update(m Model) (Model, []Effect) {
	m.AddressProblems = nil
	return m, nil
}

func (e ChooseTheme) update(m Model) (Model, []Effect) {
	theme, ok := parseTheme(string(e.Theme))
	if !ok {
		return m, nil
	}
	m.Theme = theme
	if theme == ThemeAuto {
		return m, []Effect{SetTheme{theme}, Remove{ThemeKey}}
	}
	return m, []Effect{SetTheme{theme}, Save{ThemeKey, string(theme)}}
}

// parseTheme reads a theme from an address or from storage.
func parseTheme(text string) (Theme, bool) {
	switch t := Theme(text); t {
	case ThemeAuto, ThemeLight, ThemeDark:
		return t, true
	case "auto":
		return ThemeAuto, true
	}
	return ThemeAuto, false
}
