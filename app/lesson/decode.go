package lesson

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/client/evidence"
)

// Decode reads a lesson from its file, strictly: what the format does not know
// is refused, and so is what has the wrong type, passes a limit or breaks a rule
// of the format. The error is an Errors, in which each fault has its line.
// Whether what the lesson says is true is for Verify to say.
func Decode(data []byte) (*Lesson, error) {
	data = bytes.TrimPrefix(data, byteOrderMark)
	root, err := parse(data)
	if err != nil {
		return nil, err
	}
	r := reader{data: data, lesson: &Lesson{file: root}}
	r.read(root)
	if err := r.errs.orNil(); err != nil {
		return nil, err
	}
	return r.lesson, nil
}

func (r *reader) read(n *node) {
	if !r.is(n, "lesson", "id", "title", "minutes", "objectives", "misconception", "notes", "scenarios", "steps", "challenge", "sources") {
		return
	}
	l := r.lesson
	r.version(n)
	l.ID = r.id(n.field("id"))
	l.Title = r.text(r.need(n, "title"), MaxTitle)
	l.Minutes = r.number(r.need(n, "minutes"), 1, MaxMinutes)
	l.Objectives = r.texts(r.need(n, "objectives"), MaxObjectives, MaxText)
	if m := r.need(n, "misconception"); m != nil && r.is(m, "says", "true") {
		l.Misconception = r.text(r.need(m, "says"), MaxText)
		l.True = r.text(r.need(m, "true"), MaxText)
	}
	l.Notes = r.texts(n.field("notes"), MaxParagraphs, MaxText)
	r.scenarios(n.field("scenarios"))
	for _, item := range r.list(r.need(n, "steps"), MaxSteps) {
		l.Steps = append(l.Steps, r.step(item))
	}
	if sent := l.requests(); sent > MaxRequests {
		r.fault(n.field("steps"), "has %d requests to draw, as each step has those of its scenario: at most %d", sent, MaxRequests)
	}
	if c := n.field("challenge"); c != nil {
		l.Challenge = r.challenge(c)
	}
	l.Sources = r.sources(n.field("sources"))
}

func (r *reader) version(n *node) {
	v := n.field("lesson")
	if v == nil {
		r.errs.add(Fault{n.line, "lesson", "is missing: a lesson begins with \"lesson\": " + strconv.Itoa(Version)})
	} else if number, ok := v.value.(json.Number); !ok || number.String() != strconv.Itoa(Version) {
		r.fault(v, "takes the version of the format, the number %d", Version)
	}
}

// id reads what a lesson or a scenario is called by.
func (r *reader) id(n *node) string {
	before := len(r.errs)
	if s := r.text(n, MaxName); n != nil && len(r.errs) == before && !isID(s) {
		r.fault(n, "takes small letters, digits and hyphens, not %s", quote(s))
	} else if n != nil {
		return s
	}
	return ""
}

func isID(s string) bool {
	return s != "" && len(s) <= MaxName && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func (r *reader) step(n *node) Step {
	var s Step
	if !r.is(n, "kind", "title", "text", "scenario", "ask", "options", "holds", "seen", "sources", "notes") {
		return s
	}
	if k := r.need(n, "kind"); k != nil {
		s.Kind = Kind(r.text(k, MaxTitle))
		if _, isText := k.value.(string); isText && !slices.Contains(Kinds(), s.Kind) {
			r.fault(k, "takes one of %s, not %s", kinds(), quote(string(s.Kind)))
		}
	}
	s.Title = r.text(r.need(n, "title"), MaxTitle)
	s.Text = r.texts(n.field("text"), MaxParagraphs, MaxText)
	if at := n.field("scenario"); at != nil {
		s.Scenario = r.scenarioOf(at, "step-"+strconv.Itoa(n.index+1))
	}
	s.Ask = r.text(n.field("ask"), MaxText)
	for _, item := range r.list(n.field("options"), MaxOptions) {
		s.Options = append(s.Options, r.option(item))
	}
	s.Holds = r.goals(n.field("holds"))
	s.Seen = r.seen(n.field("seen"))
	s.Sources = r.sources(n.field("sources"))
	s.Notes = r.texts(n.field("notes"), MaxParagraphs, MaxText)
	r.checkStep(n, s)
	return s
}

func (r *reader) option(n *node) Option {
	var o Option
	if !r.is(n, "text", "right", "reply", "misconception", "holds") {
		return o
	}
	o.Text = r.text(r.need(n, "text"), MaxText)
	o.Right = r.flag(n.field("right"))
	o.Reply = r.text(r.need(n, "reply"), MaxText)
	o.Misconception = r.text(n.field("misconception"), MaxText)
	o.Holds = r.goals(n.field("holds"))
	return o
}

func (r *reader) seen(n *node) []evidence.Seen {
	var all []evidence.Seen
	for _, item := range r.list(n, MaxSeen) {
		if !r.is(item, "client", "run", "case", "told", "again", "sends", "lacks") {
			continue
		}
		all = append(all, evidence.Seen{
			Client: r.text(r.need(item, "client"), MaxTitle),
			Run:    r.number(item.field("run"), 0, 1000),
			Case:   r.text(r.need(item, "case"), MaxTitle),
			Told:   r.text(r.need(item, "told"), MaxText),
			Again:  r.text(item.field("again"), MaxText),
			Sends:  r.text(item.field("sends"), MaxTitle),
			Lacks:  r.text(item.field("lacks"), MaxTitle),
		})
	}
	return all
}

func (r *reader) challenge(n *node) *Challenge {
	if !r.is(n, "text", "start", "goals", "hints", "solution", "why") {
		return nil
	}
	c := &Challenge{
		Text:  r.texts(r.need(n, "text"), MaxParagraphs, MaxText),
		Goals: r.goals(r.need(n, "goals")),
		Hints: r.texts(n.field("hints"), MaxHints, MaxHint),
		Why:   r.texts(r.need(n, "why"), MaxParagraphs, MaxText),
	}
	if at := r.need(n, "start"); at != nil {
		c.Start = r.any(at)
	}
	if at := r.need(n, "solution"); at != nil {
		c.Solution = r.any(at)
	}
	return c
}

// scenarios reads those that have a name, in the order of the file.
func (r *reader) scenarios(n *node) {
	if n == nil {
		return
	}
	fields, ok := n.value.(object)
	if !ok {
		r.wrong(n, "an object of names and scenarios")
		return
	}
	if len(fields) > MaxScenarios {
		r.fault(n, "has %d scenarios: at most %d", len(fields), MaxScenarios)
		return
	}
	named := slices.SortedFunc(maps.Values(fields), func(a, b *node) int { return a.start - b.start })
	for _, at := range named {
		if !isID(at.name) {
			r.fault(at, "is not a name of a scenario: it takes small letters, digits and hyphens")
		}
		r.add(at, at.name)
	}
}

func kinds() string {
	var all []string
	for _, k := range Kinds() {
		all = append(all, string(k))
	}
	return strings.Join(all, ", ")
}
