package workshop

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// A handoutPage is what handout.html is filled with.
type handoutPage struct {
	Plan    lesson.Plan
	Answers bool
	Lessons []handoutLesson
}

// A handoutLesson is a lesson as it is printed: its questions and its challenge.
type handoutLesson struct {
	*lesson.Lesson
	Questions []question
	Explains  []lesson.Step
	Start     []string // the challenge's chain
	Solution  []string
}

// A question is one to be ticked.
type question struct {
	lesson.Step
	Number int
	Chain  []string // the scenario in lines
	After  []string // the requests that arrive, for the answers
}

// Handout writes the content of a plan's handout.
func Handout(p lesson.Plan, answers bool) (template.HTML, error) {
	page := handoutPage{Plan: p, Answers: answers}
	for _, l := range p.Lessons() {
		page.Lessons = append(page.Lessons, printed(l))
	}
	return execute("handout.html", page)
}

func printed(l *lesson.Lesson) handoutLesson {
	one := handoutLesson{Lesson: l}
	named := make(map[string]lesson.Named, len(l.Scenarios))
	for _, n := range l.Scenarios {
		named[n.Name] = n
	}
	shown := "" // the scenario that stands above already
	for _, step := range l.Steps {
		switch step.Kind {
		case lesson.Predict, lesson.Check:
			q := question{Step: step, Number: len(one.Questions) + 1}
			if n, ok := named[step.Scenario]; ok {
				if step.Scenario != shown {
					q.Chain, shown = chain(n.Scenario), step.Scenario
				}
				q.After = arrived(n.Trace)
			}
			one.Questions = append(one.Questions, q)
		case lesson.Explain:
			one.Explains = append(one.Explains, step)
		}
	}
	if c := l.Challenge; c != nil {
		one.Start, one.Solution = chain(c.Start), chain(c.Solution)
	}
	return one
}

// chain is a scenario in lines: who asks, what, and what each hop answers.
func chain(s scenario.Scenario) []string {
	lines := []string{asker(s) + " sends  " + s.Request.Method + " " + s.Request.URL}
	for _, h := range s.Request.Headers {
		lines = append(lines, "  "+h.Name+": "+h.Value)
	}
	if b := s.Request.Body; b != nil {
		lines = append(lines, "  "+strconv.Quote(short(b.Text))+" ("+string(b.Kind)+" body)")
	}
	for i, hop := range s.Hops {
		line := "hop " + strconv.Itoa(i+1)
		if hop.At != "" {
			line += ", " + hop.At + ","
		}
		line += " answers  "
		if len(hop.Methods) > 0 {
			line += strings.Join(hop.Methods, " and ") + " with " // and any other method with 200
		}
		line += strconv.Itoa(hop.Status) + " " + redirect.StatusText(hop.Status)
		if hop.Location != nil {
			line += ", Location: " + *hop.Location
		}
		lines = append(lines, line)
		for _, h := range hop.Headers {
			lines = append(lines, "  "+h.Name+": "+h.Value)
		}
	}
	return lines
}

// asker is the client with its options.
func asker(s scenario.Scenario) string {
	p, err := s.Profile()
	if err != nil {
		return s.Client
	}
	var set []string
	for _, o := range p.Options {
		if v, ok := s.Options[o.Name]; ok {
			set = append(set, o.Name+" "+o.Format(v))
		}
	}
	if len(set) == 0 {
		return p.Name
	}
	return p.Name + " (" + strings.Join(set, ", ") + ")"
}

// arrived are the requests of a trace in lines.
func arrived(t redirect.Trace) []string {
	var lines []string
	for _, e := range t.Exchanges {
		line := e.Request.Method + " " + e.Request.URL
		if e.Request.Body != nil {
			line += ", with a body of " + strconv.Itoa(e.Request.Body.Bytes) + " bytes"
		}
		lines = append(lines, line)
	}
	return lines
}

// maxShort is how many characters of a body are printed.
const maxShort = 80

func short(text string) string {
	if runes := []rune(text); len(runes) > maxShort {
		return string(runes[:maxShort]) + "…"
	}
	return text
}
