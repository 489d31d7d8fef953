package lessonpages

// The steps of a lesson, as their templates want them.

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/app/snippet"
)

// kindWords are the kinds of step as they are shown.
var kindWords = map[lesson.Kind]string{
	lesson.Read: "Read", lesson.Predict: "Predict", lesson.Play: "Step through", lesson.Explain: "Why",
	lesson.Try: "Try it", lesson.Real: "For real", lesson.Check: "Check",
}

// A stepPart is a step.
type stepPart struct {
	lesson.Step
	N, Of     int // its place, from 1
	KindWords string
	Asked     *askedPart   // how the request is made, and what answers
	Journey   *journeyPart // nil: it is not walked through here
	Reasons   []reason
	Evidence  []seenPart
	Real      *realPart
	Try       string // an address in the playground
}

// Asks reports a step with a question.
func (p stepPart) Asks() bool { return len(p.Options) > 0 }

// RightOptions are the options that are right, in words.
func (p stepPart) RightOptions() []string {
	var words []string
	for _, o := range p.Options {
		if o.Right {
			words = append(words, o.Text)
		}
	}
	return words
}

// An askedPart is a request and its answers in a few lines.
type askedPart struct {
	Client, Command string
	Hops            []string
}

// A seenPart is a recording that backs what is said.
type seenPart struct {
	Name, Version, Date, With string
	Case, Told, Also          string
	Href                      string
}

// A realPart is a run by a real client.
type realPart struct {
	Scenario string // as JSON
	Client   string // its id
	Name     string
	Expected []string // the requests, in words
	Live     string   // the address of the page for live runs
}

func stepOf(l *lesson.Lesson, i int, s lesson.Step, walked map[string]bool) (stepPart, error) {
	p := stepPart{Step: s, N: i + 1, Of: len(l.Steps), KindWords: kindWords[s.Kind]}
	for _, seen := range s.Seen {
		one, err := seenOf(seen)
		if err != nil {
			return p, fmt.Errorf("step %d: %w", p.N, err)
		}
		p.Evidence = append(p.Evidence, one)
	}
	if s.Scenario == "" {
		return p, nil
	}
	at := slices.IndexFunc(l.Scenarios, func(n lesson.Named) bool { return n.Name == s.Scenario })
	if at < 0 {
		return p, fmt.Errorf("step %d: there is no scenario %q", p.N, s.Scenario)
	}
	n := l.Scenarios[at]
	switch s.Kind {
	case lesson.Explain:
		p.Reasons = reasonsOf(n.Trace)
	case lesson.Try:
		p.Try = playground(n.Scenario)
	case lesson.Real:
		p.Real = realOf(n)
	}
	if s.Kind != lesson.Explain {
		p.Asked = askedOf(n.Scenario)
	}
	walks := s.Kind == lesson.Play || s.Kind == lesson.Predict || !walked[s.Scenario]
	if walks && s.Kind != lesson.Try && s.Kind != lesson.Real {
		p.Journey = journeyOf(n.Trace, p.Asks())
		walked[s.Scenario] = true
		if s.Kind == lesson.Explain {
			p.Journey.Reasons = nil // they stand in the step
		}
	}
	return p, nil
}

// askedOf writes a scenario down as its user would: how the client is asked, and
// what the servers answer.
func askedOf(s scenario.Scenario) *askedPart {
	_, command := snippet.Command(s)
	p := &askedPart{Client: clientName(s), Command: strings.TrimSpace(command)}
	for i, h := range s.Hops {
		line := strconv.Itoa(h.Status)
		if text := redirect.StatusText(h.Status); text != "" {
			line += " " + text
		}
		if len(h.Methods) > 0 {
			line = "(" + strings.Join(h.Methods, ", ") + ") " + line
		}
		if len(s.Hops) > 1 {
			line = "hop " + strconv.Itoa(i+1) + " " + line
		}
		if h.Location != nil {
			line += ", Location: " + *h.Location
		}
		for _, f := range h.Headers {
			line += ", " + f.Name + ": " + f.Value
		}
		p.Hops = append(p.Hops, line)
	}
	return p
}

func clientName(s scenario.Scenario) string {
	if p, err := s.Profile(); err == nil {
		return p.Name
	}
	return s.Client
}

func seenOf(s evidence.Seen) (seenPart, error) {
	run, result, err := s.Result()
	if err != nil {
		return seenPart{}, err
	}
	p := seenPart{Name: s.Client, Version: run.Program + " " + run.Version, Date: run.Date, With: run.Spelled(),
		Told: strings.Join(strings.Fields(result.Told()), " → "), Href: client.RecordingPath(s.Client) + "#" + s.Anchor()}
	if profile, err := client.Lookup(s.Client); err == nil {
		p.Name = profile.Name
	}
	if c, ok := evidence.Lookup(s.Case); ok {
		p.Case = c.Title
	}
	switch {
	case s.Again != "":
		p.Also = "on the second visit " + strings.Join(strings.Fields(s.Again), " → ")
	case s.Sends != "":
		p.Also = "the last request carries " + s.Sends
	case s.Lacks != "":
		p.Also = "the last request has no " + s.Lacks
	}
	return p, nil
}

func realOf(n lesson.Named) *realPart {
	p := &realPart{Scenario: string(scenario.Encode(n.Scenario)), Client: n.Scenario.Client, Name: clientName(n.Scenario),
		Live: live.Path + "?" + scenario.Address(n.Scenario, scenario.View{})}
	if p.Client == "" {
		p.Client = scenario.DefaultClient
	}
	for _, e := range n.Trace.Exchanges {
		p.Expected = append(p.Expected, requestWords(e.Request))
	}
	return p
}

// requestWords is a request as a few words.
func requestWords(r redirect.SentRequest) string {
	words := r.Method + " " + r.URL
	if r.Preflight {
		words = "preflight: " + words
	}
	if r.Body == nil {
		return words + ", no body"
	}
	return words + " with " + count(r.Body.Bytes, "byte", "bytes")
}

// challengeHref opens the challenge in the playground, which shows the goals. id
// is that of a lesson of ours, or empty.
func challengeHref(id string, c *lesson.Challenge) string {
	var b strings.Builder
	b.WriteString(playground(c.Start))
	for _, g := range c.Goals {
		b.WriteString("&goal=" + url.QueryEscape(g.String()))
	}
	for _, h := range c.Hints {
		b.WriteString("&hint=" + url.QueryEscape(h))
	}
	if id != "" {
		b.WriteString("&lesson=" + url.QueryEscape(id))
	}
	return b.String()
}
