package play

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
)

func (e SetPredict) update(m Model) (Model, []Effect) {
	m, effects := m.pause()
	m.Predict = e.On
	m = m.fromStart()
	if e.On {
		m.Announcement = "Predict first is on. " + m.Steps[m.Step].Sentence
	} else {
		m.Announcement = "Predict first is off."
	}
	return m, append(effects, ScrollTo{CurrentStepID})
}

// reach notes how far the steps have come, and says what a screen reader is
// to hear of it.
func (m Model) reach() Model {
	first := m.Step > m.Reached
	m.Reached = max(m.Reached, m.Step)
	q, ok := Ask(m)
	switch {
	case ok && q.open():
		m.Announcement += " Predict: " + q.Text
	case ok && first && q.Revealed && q.Chosen == q.Right:
		m.Announcement = "Your prediction was right. " + m.Announcement
	case ok && first && q.Revealed && q.Chosen != NoAnswer:
		m.Announcement = "Your prediction was wrong. " + m.Announcement
	}
	if first && !m.Hidden() {
		if s := m.Score(); s.Asked > 0 {
			m.Announcement += fmt.Sprintf(" Score: %d of %d right.", s.Right, s.Asked)
		}
	}
	return m
}

func (e Answer) update(m Model) (Model, []Effect) {
	q, ok := Ask(m)
	if !ok || q.Revealed || e.Option < 0 || e.Option >= len(q.Options) {
		return m, nil
	}
	answers := maps.Clone(m.Answers)
	if answers == nil {
		answers = map[int]int{}
	}
	answers[q.Exchange] = e.Option
	m.Answers = answers
	m.Announcement = "Your prediction: " + q.Options[e.Option] + ". Step on to see."
	return m, nil
}

// Ask returns the question of the step shown, from the response on; false
// where predicting is off, or nothing is asked about this exchange.
func Ask(m Model) (Question, bool) {
	if !m.Predict || m.Step >= len(m.Steps) {
		return Question{}, false
	}
	at := m.Steps[m.Step]
	if at.Phase == diagram.Sent || !m.asked(at.Exchange) {
		return Question{}, false
	}
	return m.question(at.Exchange), true
}

// asked reports whether an exchange has a question: there is something to
// predict about every redirect, and about whatever ends in an error.
func (m Model) asked(exchange int) bool {
	if exchange < 0 || exchange >= len(m.Trace.Exchanges) {
		return false
	}
	e := m.Trace.Exchanges[exchange]
	if e.Request.Preflight {
		return false
	}
	return e.Decision.Action != redirect.Deliver || e.Response.Status >= 300 && e.Response.Status <= 399
}

// open reports whether the question waits for an answer.
func (q Question) open() bool { return !q.Revealed && q.Chosen == NoAnswer }

func (m Model) question(exchange int) Question {
	e := m.Trace.Exchanges[exchange]
	guesses, right := guesses(m.Trace, exchange)
	q := Question{Exchange: exchange, Chosen: NoAnswer, Right: NoAnswer}
	q.Text = fmt.Sprintf("%d has come back. What does %s send next?", e.Response.Status, m.Trace.Client.Name)
	for _, g := range guesses {
		q.Options = append(q.Options, g.String())
	}
	if chosen, ok := m.Answers[exchange]; ok {
		q.Chosen = chosen
	}
	if m.Reached >= m.decidedAt(exchange) {
		q.Revealed, q.Right = true, right
		q.Why, q.Sources = m.reasons(exchange)
	}
	return q
}

// reasons says why the answer to a question is what it is: the decision's own
// words, and those about the parts that the options are about.
func (m Model) reasons(exchange int) (string, []*redirect.Source) {
	e := m.Trace.Exchanges[exchange]
	d := e.Decision
	if _, goes := nextRequest(m.Trace, exchange); d.Action == redirect.FollowOn && !goes {
		d = m.Trace.Exchanges[len(m.Trace.Exchanges)-1].Decision // of the preflight that was refused
	}
	why, sources := d.Why, slices.Clip(d.Sources)
	name := credentialIn(e.Request.Headers)
	for _, c := range slices.Concat(d.Changes, d.Kept) {
		about := c.Part == redirect.PartMethod || c.Part == redirect.PartBody ||
			c.Part == redirect.PartHeader && name != "" && strings.EqualFold(c.Name, name)
		if !about || strings.Contains(why, c.Why) {
			continue
		}
		why += " " + c.Why
		for _, s := range c.Sources {
			if !slices.Contains(sources, s) {
				sources = append(sources, s)
			}
		}
	}
	return strings.TrimSpace(why), sources
}

// Score counts the questions that have been revealed. It is the zero Score
// where predicting is off.
func (m Model) Score() Score {
	var s Score
	if !m.Predict {
		return s
	}
	for i := range m.Trace.Exchanges {
		if !m.asked(i) {
			continue
		}
		s.Asked++
		q := m.question(i)
		switch {
		case !q.Revealed:
		case q.Chosen == NoAnswer:
			s.Skipped++
		case q.Chosen == q.Right:
			s.Right++
		default:
			s.Wrong++
		}
	}
	s.Done = !m.Hidden()
	return s
}

// Hidden reports whether the page keeps the verdict and the comparison to
// itself: while predicting, until the end has been reached.
func (m Model) Hidden() bool { return m.Predict && m.Reached < len(m.Steps)-1 }
