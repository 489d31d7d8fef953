package play

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/live"
)

// maxArrived bounds the exchanges that are kept, whatever a server sends.
const maxArrived = 1000

// A RunEvent of another run than the one that is watched is late, and is none.
func (e RunEvent) update(m Model) (Model, []Effect) {
	if e.Run != m.Live.Run.ID || e.Run == "" {
		return m, nil
	}
	if m.Live.resume && (e.Kind == LostEvent || e.Kind == GoneEvent) { // it was forgotten while the page was away: so it is here
		m.Live = Live{Making: m.Live.Making, asked: m.Live.asked, then: m.Live.then, Tool: m.Live.Tool}
		return m, unwatch(live.EndReason(e.Kind))
	}
	m.Live.resume = false
	var err error
	switch e.Kind {
	case live.ExchangeEvent:
		var x live.Exchange
		if err = json.Unmarshal([]byte(e.JSON), &x); err == nil {
			m = m.arrived(x)
		}
	case live.LikenessEvent:
		var l live.Likeness
		if err = json.Unmarshal([]byte(e.JSON), &l); err == nil {
			m = m.resembles(l)
		}
	case live.EndEvent:
		var end live.End
		if err = json.Unmarshal([]byte(e.JSON), &end); err == nil && end.Reason != live.Arrival {
			return m.over(end.Reason)
		}
	case LostEvent, GoneEvent:
		return m.over(live.EndReason(e.Kind))
	}
	if err != nil {
		m.Live.Problem = "Something of the run could not be read, and is not shown here."
	}
	return m, nil
}

// arrived takes an exchange down, once: after a break in the connection the
// server may send it again.
func (m Model) arrived(x live.Exchange) Model {
	known := slices.ContainsFunc(m.Live.Exchanges, func(o live.Exchange) bool { return o.N == x.N })
	if known || len(m.Live.Exchanges) >= maxArrived {
		return m
	}
	m.Live.Exchanges = append(slices.Clip(m.Live.Exchanges), x)
	return m
}

// Compared says in words how a request is beside the predicted one.
func Compared(c live.Comparison) string {
	if len(c.Parts) == 0 {
		return "not predicted"
	}
	name := c.Client
	if p, err := client.Lookup(name); err == nil {
		name = p.Name
	}
	if c.Equal {
		return "as predicted for " + name
	}
	var labels []string
	for _, p := range c.Parts {
		if !p.Equal {
			labels = append(labels, p.Label)
		}
	}
	return "different from " + name + ": " + strings.Join(labels, ", ")
}

// resembles takes the likeness of a pass down, in place of what was known of
// it.
func (m Model) resembles(l live.Likeness) Model {
	ways := slices.Clone(m.Live.Ways)
	at := slices.IndexFunc(ways, func(o live.Likeness) bool { return o.Pass == l.Pass })
	if l.Ended && (at < 0 || !ways[at].Ended) {
		m = m.announce(strings.TrimSpace(m.passed(l.Pass) + " " + l.Text))
	}
	if at < 0 {
		m.Live.Ways = append(ways, l)
		return m
	}
	ways[at] = l
	m.Live.Ways = ways
	return m
}

// passed says in a sentence what arrived in a pass: one for all its requests,
// since each would take the word from the one before.
func (m Model) passed(pass int) string {
	n, compared, different := 0, 0, 0
	for _, x := range m.Live.Exchanges {
		if x.Pass != pass {
			continue
		}
		n++
		if x.Compared != nil {
			compared++
			if !x.Compared.Equal {
				different++
			}
		}
	}
	switch {
	case n == 0:
		return ""
	case compared < n:
		return arrivals(n) + "."
	case different == 0:
		return arrivals(n) + ", as predicted."
	}
	return arrivals(n) + ", " + strconv.Itoa(different) + " not as predicted."
}

// arrivals counts requests in words.
func arrivals(n int) string {
	switch n {
	case 0:
		return "Nothing arrived"
	case 1:
		return "1 request arrived"
	}
	return strconv.Itoa(n) + " requests arrived"
}

// Way returns the likeness of a pass; one of that pass alone where none is
// known.
func (m Model) Way(pass int) live.Likeness {
	for _, l := range m.Live.Ways {
		if l.Pass == pass {
			return l
		}
	}
	return live.Likeness{Pass: pass}
}

func (m Model) over(why live.EndReason) (Model, []Effect) {
	m.Live.Over = why
	return m.announce(m.LiveWords()), unwatch(why)
}

// unwatch lets go of a run, and forgets it unless what arrived may still be read
// when the page is loaded again.
func unwatch(why live.EndReason) []Effect {
	if why == live.Full || why == Lost {
		return []Effect{Unwatch{}}
	}
	return []Effect{Unwatch{}, Remove{RunKey}}
}

// LiveWords says in a line how the run stands.
func (m Model) LiveWords() string {
	n := len(m.Live.Exchanges)
	came := arrivals(n) + ". "
	switch {
	case m.Live.Making:
		return "Making the run…"
	case m.Live.Run.ID == "":
		return "There is no run yet."
	case m.Live.Over == live.Full:
		return came + "The run is full: it takes no more."
	case m.Live.Over == live.Expired:
		return came + "The time of this run is over."
	case m.Live.Over == Lost:
		return came + "The server cannot be reached, so nothing more is seen of the run."
	case m.Live.Over != "":
		return came + "The run is gone: its time is over, or the server was started anew."
	case n == 0:
		return "The run waits for its first request."
	}
	if m.Way(m.Live.Exchanges[n-1].Pass).Ended {
		return came + "Send the request again for another pass."
	}
	return came + "The run waits for more."
}

// ChooseMatch takes the client, and its options, that a way through the run was
// held against.
func (e ChooseMatch) update(m Model) (Model, []Effect) {
	for _, match := range m.Way(e.Pass).Matches {
		if match.Name != e.Name {
			continue
		}
		p, err := client.Lookup(match.Client)
		if err != nil {
			break
		}
		options, err := p.Normal(match.Options)
		if err != nil {
			break
		}
		m, effects := m.edit("choose "+match.Name, "", func(d *draft) {
			d.Client, d.Options, d.options = p.ID, options, nil
		})
		m.Announcement = m.orRefused("The client is " + match.Name + ".")
		return m, effects
	}
	m.Announcement = "This page does not know that client."
	return m, nil
}
