// Package workshop writes the pages for a teacher: the plans, and the handouts that
// are printed from them. They are plain HTML, the same for everybody.
package workshop

import (
	"bytes"
	"embed"
	"html/template"
	"strconv"

	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/server/prose"
)

// Path is where the plans are; the handouts are below it.
const Path = "/workshop"

// HandoutPath is where the handout of a plan is, with or without the answers.
func HandoutPath(p lesson.Plan, answers bool) string {
	name := "handout"
	if answers {
		name = "answers"
	}
	return Path + "/" + strconv.Itoa(p.Minutes) + "/" + name
}

//go:embed *.html
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"prose":   prose.HTML,
	"handout": HandoutPath,
}).ParseFS(files, "*.html"))

// A plansPage is what plans.html is filled with.
type plansPage struct {
	Plans []plan
	// Keep are the addresses that a workshop without a network needs.
	Keep []string
	Vote string // how one goes
}

// A plan is a lesson.Plan with its clock.
type plan struct {
	lesson.Plan
	Rows []row
}

// A row is a part of a plan: when it begins, and its lesson.
type row struct {
	lesson.Part
	From   int
	Lesson *lesson.Lesson // nil: none
}

// Plans writes the content of /workshop. The assets are the addresses of the files
// that its pages and those of the lessons load.
func Plans(assets []string) (template.HTML, error) {
	page := plansPage{Vote: lesson.Vote, Keep: append([]string{Path, lesson.Path}, assets...)}
	for _, p := range lesson.Plans() {
		one := plan{Plan: p}
		from := 0
		for _, part := range p.Parts {
			r := row{Part: part, From: from}
			if l, ok := lesson.Lookup(part.Lesson); ok {
				r.Lesson = l
			}
			one.Rows = append(one.Rows, r)
			from += part.Minutes
		}
		page.Plans = append(page.Plans, one)
		page.Keep = append(page.Keep, HandoutPath(p, false), HandoutPath(p, true))
	}
	for _, l := range lesson.All() {
		page.Keep = append(page.Keep, lesson.Path+"/"+l.ID)
	}
	return execute("plans.html", page)
}

func execute(name string, data any) (template.HTML, error) {
	var b bytes.Buffer
	err := templates.ExecuteTemplate(&b, name, data)
	return template.HTML(b.String()), err
}
