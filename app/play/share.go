package play

import (
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

func (e OpenDialog) update(m Model) (Model, []Effect) {
	m, effects := m.pause()
	m.Dialog = e.Dialog
	switch e.Dialog {
	case ShareDialog:
		m.Share = Share{Secrets: scenario.HasSecrets(m.Valid)}
		m.Share.Link = m.link()
		effects = append(effects, Focus{ShareLinkID})
	case ImportDialog:
		m.Import = Import{}
		effects = append(effects, Focus{ImportTextID})
	case EmbedDialog:
		m.Dialog = NoDialog
		effects = append(effects, ShowEmbed{embedText(&m.Valid, m.Step)})
	}
	return m, effects
}

// SecretNames lists the parts of the scenario to share that hold what looks
// secret: what the link contains once Share.Reveal is set.
func (m Model) SecretNames() []string {
	var list []string
	redacted := scenario.Redact(m.Valid)
	headers := func(now, without redirect.Headers) {
		for i, h := range now {
			if h != without[i] {
				list = add(list, h.Name)
			}
		}
	}
	url := m.Valid.Request.URL != redacted.Request.URL
	headers(m.Valid.Request.Headers, redacted.Request.Headers)
	for i, h := range m.Valid.Hops {
		o := redacted.Hops[i]
		headers(h.Headers, o.Headers)
		url = url || h.At != o.At || h.Location != nil && *h.Location != *o.Location
	}
	if url {
		list = append(list, "the password in a URL")
	}
	return list
}

func (CloseDialog) update(m Model) (Model, []Effect) {
	m.Dialog = NoDialog
	return m, nil
}

func (e RevealSecrets) update(m Model) (Model, []Effect) {
	m.Share.Reveal = e.On
	return m.shareAgain()
}

func (e ShareStep) update(m Model) (Model, []Effect) {
	m.Share.AtStep = e.On
	return m.shareAgain()
}

func (m Model) shareAgain() (Model, []Effect) {
	m.Share.Copied = false
	m.Share.Link = m.link()
	return m, nil
}

// link is the address of the scenario that is shown: while the draft has
// problems, that of the last one without.
func (m Model) link() string { return m.base + "#" + m.linkFragment() }

func (m Model) linkFragment() string {
	s := m.Valid
	if !m.Share.Reveal {
		s = scenario.Redact(s)
	}
	var v scenario.View
	if m.Share.AtStep {
		v.Step, v.Predict = m.Step, m.Predict
	}
	return m.fragment(s, v)
}

// fragment is the address of a scenario with the challenge there is.
func (m Model) fragment(s scenario.Scenario, v scenario.View) string {
	if c := &m.Challenge; len(c.Goals) > 0 {
		for _, g := range c.Goals {
			v.Goals = append(v.Goals, g.String())
		}
		v.Hints, v.Lesson = c.Hints, c.Lesson
	}
	return scenario.Address(s, v)
}

func (CopyLink) update(m Model) (Model, []Effect) {
	if len(m.Challenge.Goals) > 0 { // it began at this address, and starts again there
		return m, []Effect{Copy{m.link()}}
	}
	fragment := m.linkFragment()
	// The work now belongs to this address: a reload of it finds the work,
	// secrets and all, not what the link shows to others.
	m.from, m.query, m.address = "#"+fragment, "", fragment
	return m, []Effect{Copy{m.link()}, SetAddress{fragment}, SaveSoon{}}
}

func (e CopyText) update(m Model) (Model, []Effect) { return m, []Effect{Copy(e)} }

func (CopyAside) update(m Model) (Model, []Effect) { return m, []Effect{Copy{m.Aside}} }

func (e Copied) update(m Model) (Model, []Effect) {
	what := "Copied."
	if m.Dialog == ShareDialog {
		m.Share.Copied, what = e.OK, "Link copied."
	} else if m.Copied = ""; e.OK {
		m.Copied = e.Text
	}
	if !e.OK {
		what = "This browser does not let the page copy. Select the text and copy it."
	}
	return m.announce(what), nil
}
