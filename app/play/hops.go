package play

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// hopField is the path of a hop in the scenario's JSON.
func hopField(hop int) string { return "hops[" + strconv.Itoa(hop) + "]" }

// hasHop reports whether the draft has a hop of that index.
func (m Model) hasHop(hop int) bool { return hop >= 0 && hop < len(m.Draft.Hops) }

func (AddHop) update(m Model) (Model, []Effect) {
	at := len(m.Draft.Hops)
	if at >= scenario.MaxHops {
		return m.full(), nil
	}
	location := m.freePath()
	m, effects := m.edit("add a hop", "", func(d *draft) {
		d.Hops = append(d.Hops, redirect.Hop{Status: 302, Location: &location})
		d.texts = append(d.texts, HopText{})
		d.open = at
	})
	m.Announcement = m.orRefused("Hop " + strconv.Itoa(at+1) + " was added.")
	return m, append(effects, Focus{hopField(at) + ".location"})
}

// full says that there is no room for another hop.
func (m Model) full() Model {
	m.Announcement = fmt.Sprintf("A scenario has at most %d hops.", scenario.MaxHops)
	return m
}

// freePath returns a path that no hop points to yet, so that a new hop does
// not make a loop.
func (m Model) freePath() string {
	for n := len(m.Draft.Hops) + 1; ; n++ {
		path := "/step-" + strconv.Itoa(n)
		taken := slices.ContainsFunc(m.Draft.Hops, func(h redirect.Hop) bool {
			return h.Location != nil && strings.HasSuffix(*h.Location, path) || strings.HasSuffix(h.At, path)
		})
		if !taken && !strings.HasSuffix(m.Draft.Request.URL, path) {
			return path
		}
	}
}

func (e RemoveHop) update(m Model) (Model, []Effect) {
	if !m.hasHop(e.Hop) {
		return m, nil
	}
	m, effects := m.edit("remove hop "+strconv.Itoa(e.Hop+1), "", func(d *draft) {
		d.Hops = slices.Delete(d.Hops, e.Hop, e.Hop+1)
		d.texts = slices.Delete(d.texts, e.Hop, e.Hop+1)
		switch {
		case d.open == e.Hop:
			d.open = NoHop
		case d.open > e.Hop:
			d.open--
		}
	})
	m.Announcement = m.orRefused("Hop " + strconv.Itoa(e.Hop+1) + " was removed.")
	if left := len(m.Draft.Hops); left > 0 {
		return m, append(effects, Focus{hopField(min(e.Hop, left-1)) + ".open"})
	}
	return m, append(effects, Focus{AddHopID})
}

func (e DuplicateHop) update(m Model) (Model, []Effect) {
	if !m.hasHop(e.Hop) {
		return m, nil
	}
	if len(m.Draft.Hops) >= scenario.MaxHops {
		return m.full(), nil
	}
	at := e.Hop + 1
	m, effects := m.edit("duplicate hop "+strconv.Itoa(at), "", func(d *draft) {
		d.Hops = slices.Insert(d.Hops, at, cloneHop(d.Hops[e.Hop]))
		d.texts = slices.Insert(d.texts, at, d.texts[e.Hop])
		d.open = at
	})
	m.Announcement = m.orRefused(fmt.Sprintf("Hop %d was duplicated: the copy is hop %d.", at, at+1))
	return m, append(effects, Focus{hopField(at) + ".open"})
}

// orRefused returns what to say of an edit, or that there was none because
// nothing may be edited.
func (m Model) orRefused(done string) string {
	if m.ReadOnly {
		return m.Announcement
	}
	return done
}

func (e MoveHop) update(m Model) (Model, []Effect) {
	to := e.Hop + e.By
	if !m.hasHop(e.Hop) || !m.hasHop(to) {
		return m, nil
	}
	m, effects := m.edit("move hop "+strconv.Itoa(e.Hop+1), "", func(d *draft) {
		hop, text := d.Hops[e.Hop], d.texts[e.Hop]
		d.Hops = slices.Insert(slices.Delete(d.Hops, e.Hop, e.Hop+1), to, hop)
		d.texts = slices.Insert(slices.Delete(d.texts, e.Hop, e.Hop+1), to, text)
		switch {
		case d.open == e.Hop:
			d.open = to
		case e.Hop < d.open && d.open <= to:
			d.open--
		case to <= d.open && d.open < e.Hop:
			d.open++
		}
	})
	m.Announcement = m.orRefused(fmt.Sprintf("Hop %d is now hop %d.", e.Hop+1, to+1))
	// The focus goes with the hop, to the same button, as long as that can
	// still be pressed there.
	id := hopField(to) + ".open"
	switch {
	case e.By < 0 && to > 0:
		id = hopField(to) + ".up"
	case e.By > 0 && to < len(m.Draft.Hops)-1:
		id = hopField(to) + ".down"
	}
	return m, append(effects, Focus{id})
}

// editHop makes a change to one hop and its text.
func (m Model) editHop(hop int, did, part string, change func(*redirect.Hop, *HopText)) (Model, []Effect) {
	if !m.hasHop(hop) {
		return m, nil
	}
	field := ""
	if part != "" {
		field = hopField(hop) + part
	}
	did += " of hop " + strconv.Itoa(hop+1)
	return m.edit(did, field, func(d *draft) { change(&d.Hops[hop], &d.texts[hop]) })
}

func (e SetStatus) update(m Model) (Model, []Effect) {
	m, effects := m.editHop(e.Hop, "change the status", "", func(h *redirect.Hop, t *HopText) {
		h.Status, t.Status = e.Status, ""
	})
	if m.hasHop(e.Hop) {
		m.Announcement = m.orRefused(fmt.Sprintf("Hop %d now answers %s.", e.Hop+1, statusWords(e.Status)))
	}
	return m, effects
}

func (e EditStatus) update(m Model) (Model, []Effect) {
	return m.editHop(e.Hop, "change the status", ".status", func(h *redirect.Hop, t *HopText) {
		h.Status, t.Status = parseStatus(e.Text), e.Text
		if h.Status != 0 && strconv.Itoa(h.Status) == e.Text {
			t.Status = ""
		}
	})
}

// parseStatus returns the number that the text is, or 0, which is no status.
func parseStatus(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return 0
	}
	return n
}

// StatusText returns the text of a hop's status field.
func (m Model) StatusText(hop int) string {
	h, t := m.Draft.Hops[hop], m.Texts[hop]
	if h.Status == 0 || t.Status != "" {
		return t.Status
	}
	return strconv.Itoa(h.Status)
}

func (e EditLocation) update(m Model) (Model, []Effect) {
	return m.editHop(e.Hop, "edit the Location", ".location", func(h *redirect.Hop, t *HopText) {
		h.Location, t.Location = &e.Text, ""
	})
}

func (e SendLocation) update(m Model) (Model, []Effect) {
	did := "send no Location"
	if e.Send {
		did = "send a Location"
	}
	return m.editHop(e.Hop, did, "", func(h *redirect.Hop, t *HopText) {
		switch {
		case e.Send && h.Location == nil:
			location := t.Location
			h.Location = &location
		case !e.Send && h.Location != nil:
			t.Location, h.Location = *h.Location, nil
		}
	})
}

func (e EditAt) update(m Model) (Model, []Effect) {
	return m.editHop(e.Hop, "edit the URL", ".at", func(h *redirect.Hop, _ *HopText) { h.At = e.Text })
}

func (e EditMethods) update(m Model) (Model, []Effect) {
	return m.editHop(e.Hop, "edit the methods", ".methods", func(h *redirect.Hop, t *HopText) {
		h.Methods = nil
		for word := range strings.FieldsFuncSeq(e.Text, func(r rune) bool { return r == ' ' || r == ',' }) {
			h.Methods = append(h.Methods, word)
		}
		t.Methods = e.Text
		if strings.Join(h.Methods, " ") == e.Text {
			t.Methods = ""
		}
	})
}

// MethodsText returns the text of a hop's methods field.
func (m Model) MethodsText(hop int) string {
	if t := m.Texts[hop]; t.Methods != "" {
		return t.Methods
	}
	return strings.Join(m.Draft.Hops[hop].Methods, " ")
}

// OpenHop is no edit: it is not undone, and works where nothing may be edited.
func (e OpenHop) update(m Model) (Model, []Effect) {
	switch {
	case m.OpenHop == e.Hop:
		m.OpenHop = NoHop
	case m.hasHop(e.Hop):
		m.OpenHop = e.Hop
	}
	return m, nil
}
