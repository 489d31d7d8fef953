package main

// The pages for a teacher: the plans of a workshop, and its handouts.

import (
	"html/template"
	"net/http"
	"slices"

	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/server/lessonpages"
	"github.com/hopscope/hopscope/server/workshop"
)

// routeWorkshop adds the pages to the table of addresses.
func (s *server) routeWorkshop(mux *http.ServeMux) {
	site := &workshopSite{s.press}
	mux.Handle(workshop.Path, read(s.plainAsset(site.plans)))
	for _, p := range lesson.Plans() {
		for _, answers := range []bool{false, true} {
			mux.Handle(workshop.HandoutPath(p, answers), read(s.plainAsset(func() (*asset, error) { return site.handout(p, answers) })))
		}
	}
}

// A workshopSite makes the pages.
type workshopSite struct{ press *pressroom }

// workshopAssets are the files that a workshop needs without a network: those of its
// own pages and of the lessons.
var workshopAssets = []string{"start.js", "style.css", "plain.css", "icon.svg", "workshop.css", "workshop.js"}

func (w *workshopSite) plans() (*asset, error) {
	var assets []string
	for _, name := range slices.Concat(workshopAssets, lessonpages.Styles, lessonpages.Scripts, lessonpages.IndexScripts[1:]) {
		assets = append(assets, w.press.bundle.url(name))
	}
	content, err := workshop.Plans(assets)
	if err != nil {
		return nil, err
	}
	return w.print(workshop.Path, "A workshop on redirects: Hopscope", "Plans for 45 and 90 minutes, handouts with and without answers, and lessons to present: it works without a network.", content)
}

func (w *workshopSite) handout(p lesson.Plan, answers bool) (*asset, error) {
	content, err := workshop.Handout(p, answers)
	if err != nil {
		return nil, err
	}
	title := "Handout: Hopscope"
	if answers {
		title = "Handout with answers: Hopscope"
	}
	return w.print(workshop.HandoutPath(p, answers), title, "What a redirect does to your request: the questions of a workshop, to be printed.", content)
}

func (w *workshopSite) print(path, title, description string, content template.HTML) (*asset, error) {
	return w.press.plain(sheet{Title: title, Description: description, Path: path, Content: content,
		Styles: []string{"workshop.css"}, Scripts: []string{"workshop.js"}})
}
