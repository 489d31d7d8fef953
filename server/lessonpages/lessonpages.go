// Package lessonpages writes the lessons as pages: the list of them, and one page a
// lesson. They are plain HTML, whole and readable without JavaScript: web/lesson.js
// shows one step at a time where it runs.
package lessonpages

import (
	"bytes"
	"embed"
	"html/template"
	"regexp"
	"slices"
	"strconv"

	"github.com/hopscope/hopscope/app/code"
	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/server/prose"
)

// Styles and Scripts are the files of web/ that a lesson's page needs, in their
// order, and IndexScripts those of the list.
var (
	Styles       = []string{"lessons.css"}
	Scripts      = []string{"lesson-progress.js", "lesson-journey.js", "lesson-quiz.js", "lesson-run.js", "lesson.js", "lesson-present.js", "lesson-notes.js"}
	IndexScripts = []string{"lesson-progress.js", "lesson-list.js"}
)

// Options say where a lesson stands. The zero value is that of a lesson that is
// not ours: it has no place among the others, and its progress is not kept.
type Options struct {
	Number, Of int            // its place, from 1; 0: it is not one of ours
	Next       *lesson.Lesson // nil: it is the last
	Above      template.HTML  // what is said of it before its steps; empty: nothing
}

//go:embed *.html
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{"prose": text, "inc": func(n int) int { return n + 1 }}).ParseFS(files, "*.html"))

// text writes a text. Its short pieces of code are not to be broken.
func text(s string) template.HTML {
	return template.HTML(shortCode.ReplaceAllString(string(prose.HTML(s)), `<code class="unbroken">$1</code>`))
}

var shortCode = regexp.MustCompile(`<code>([^<]{1,20})</code>`)

// Href is where a lesson's page is.
func Href(id string) string { return lesson.Path + "/" + id }

// A lessonPage is what lesson.html is filled with.
type lessonPage struct {
	*lesson.Lesson
	Options
	Minutes   string
	Steps     []stepPart
	Challenge *challengePart
	Codes     []*code.Code // that its scenarios answer with
}

// Own reports that the lesson is not one of ours.
func (p lessonPage) Own() bool { return p.Number == 0 }

// Key is what its progress is kept under; empty: it is not kept.
func (p lessonPage) Key() string {
	if p.Own() {
		return ""
	}
	return p.ID
}

// A challengePart is the challenge.
type challengePart struct {
	*lesson.Challenge
	Words           []string // the goals
	Start, Solution string   // addresses in the playground
}

// Lesson writes the content of the page of a lesson, ours or anybody's.
func Lesson(l *lesson.Lesson, o Options) (template.HTML, error) {
	p := lessonPage{Lesson: l, Options: o, Minutes: count(l.Minutes, "minute", "minutes"), Codes: codesOf(l)}
	walked := map[string]bool{} // the scenarios that some step walks through
	for _, s := range l.Steps {
		if s.Kind == lesson.Play {
			walked[s.Scenario] = true
		}
	}
	shown := map[string]bool{} // those whose request and answers were written down
	for i, s := range l.Steps {
		part, err := stepOf(l, i, s, walked)
		if err != nil {
			return "", err
		}
		if part.Asked != nil && shown[s.Scenario] && !part.Asks() {
			part.Asked = nil
		}
		shown[s.Scenario] = shown[s.Scenario] || part.Asked != nil
		p.Steps = append(p.Steps, part)
	}
	if c := l.Challenge; c != nil {
		p.Challenge = &challengePart{Challenge: c, Start: challengeHref(p.Key(), c), Solution: playground(c.Solution)}
		for _, g := range c.Goals {
			p.Challenge.Words = append(p.Challenge.Words, g.Words())
		}
	}
	return execute("lesson.html", p)
}

// playground is the address of a scenario there.
func playground(s scenario.Scenario) string { return "/?" + scenario.Address(s, scenario.View{}) }

// codesOf are the codes of the lesson's hops, by status.
func codesOf(l *lesson.Lesson) []*code.Code {
	var list []*code.Code
	add := func(s scenario.Scenario) {
		for _, h := range s.Hops {
			if c, ok := code.Lookup(h.Status); ok && !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	for _, n := range l.Scenarios {
		add(n.Scenario)
	}
	if l.Challenge != nil {
		add(l.Challenge.Start)
		add(l.Challenge.Solution)
	}
	slices.SortFunc(list, func(a, b *code.Code) int { return a.Status - b.Status })
	return list
}

func execute(name string, data any) (template.HTML, error) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil // the template has escaped it
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
