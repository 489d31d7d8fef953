package main

// The pages of the lessons.

import (
	"net/http"

	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/server/lessonpages"
)

// routeLessons adds the lessons to the table of addresses.
func (s *server) routeLessons(mux *http.ServeMux) {
	all := lesson.All()
	mux.Handle(lesson.Path, read(s.plainAsset(func() (*asset, error) { return s.press.lessonList(all) })))
	for i, l := range all {
		o := lessonpages.Options{Number: i + 1, Of: len(all)}
		if i+1 < len(all) {
			o.Next = all[i+1]
		}
		mux.Handle(lessonpages.Href(l.ID), read(s.plainAsset(func() (*asset, error) { return s.press.lesson(l, o) })))
		if data, ok := lesson.File(l.ID); ok {
			mux.Handle(lessonpages.Href(l.ID)+".json", read(s.plainAsset(func() (*asset, error) { return madeAsset(l.ID+".json", data), nil })))
		}
	}
}

func (p *pressroom) lessonList(all []*lesson.Lesson) (*asset, error) {
	content, err := lessonpages.Index(all)
	if err != nil {
		return nil, err
	}
	return p.plain(sheet{
		Title:       "Lessons about redirects: Hopscope",
		Description: "Short lessons about what a redirect does to a request: predict, step through it, see why, and run it for real with curl.",
		Path:        lesson.Path, Content: content, Styles: lessonpages.Styles, Scripts: lessonpages.IndexScripts,
	})
}

// lesson makes the page of a lesson of ours.
func (p *pressroom) lesson(l *lesson.Lesson, o lessonpages.Options) (*asset, error) {
	content, err := lessonpages.Lesson(l, o)
	if err != nil {
		return nil, err
	}
	page := sheet{
		Title:       l.Title + ": Hopscope",
		Description: "A lesson about redirects: " + l.Objectives[0] + ".",
		Path:        lessonpages.Href(l.ID), Content: content, Styles: lessonpages.Styles, Scripts: lessonpages.Scripts,
	}
	if len(l.Scenarios) > 0 { // what it asks to predict, the picture must not tell
		p.illustrate(&page, scenario.Address(l.Scenarios[0].Scenario, scenario.View{Predict: true}))
	}
	return p.plain(page)
}
