package lessonpages

// The list of the lessons.

import (
	"html/template"

	"github.com/hopscope/hopscope/app/lesson"
)

// An indexPage is what index.html is filled with.
type indexPage struct {
	Minutes string
	Count   string
	Lessons []lessonCard
}

// A lessonCard is one lesson of the list.
type lessonCard struct {
	*lesson.Lesson
	N       int
	Href    string
	Minutes string
	// Count is how many steps it has, and Left which of them can be left out: not
	// everybody has a terminal.
	Count int
	Left  []int
}

// Index writes the content of the list.
func Index(all []*lesson.Lesson) (template.HTML, error) {
	p := indexPage{Count: count(len(all), "lesson", "lessons")}
	total := 0
	for i, l := range all {
		c := lessonCard{Lesson: l, N: i + 1, Href: Href(l.ID), Minutes: count(l.Minutes, "minute", "minutes"), Count: len(l.Steps), Left: []int{}}
		for n, s := range l.Steps {
			if s.Kind == lesson.Real {
				c.Left = append(c.Left, n)
			}
		}
		p.Lessons = append(p.Lessons, c)
		total += l.Minutes
	}
	p.Minutes = count(total, "minute", "minutes")
	return execute("index.html", p)
}
