package main

// The paths of an export: what there is, as the server has it, and what there is not.

import (
	"slices"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/code"
	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/server/clientpages"
	"github.com/hopscope/hopscope/server/lessonpages"
	"github.com/hopscope/hopscope/server/ownpages"
	"github.com/hopscope/hopscope/server/workshop"
)

// takesServer are the paths that a copy does not have: what they answer depends on
// the request. The page of the live runs is there, and says so.
var takesServer = []string{ownpages.OpenPath, ownpages.AuthorPath, picturePath, previewPath, traceDataPath, traceTextPath, mermaidPath, oembedPath, "/ads.txt"}

// serverAssets are of use to those pages alone.
var serverAssets = append(append([]string{}, ownpages.OpenScripts...), ownpages.AuthorScripts...)

// exportPages are the paths of the pages.
func exportPages() []string {
	paths := []string{play.EmbedPath}
	for _, path := range pagePaths() {
		if !slices.Contains(takesServer, path) {
			paths = append(paths, path)
		}
	}
	for _, p := range lesson.Plans() {
		paths = append(paths, workshop.HandoutPath(p, false), workshop.HandoutPath(p, true))
	}
	return paths
}

// exportFiles are the paths of all else.
func exportFiles(b bundle, public bool) []string {
	paths := append([]string{workerPath, manifestPath, faviconPath, elementPath, "/" + elementScript}, documentPaths()...)
	for name, a := range b {
		if !slices.Contains(serverAssets, name) {
			paths = append(paths, a.url())
		}
	}
	if public {
		paths = append(paths, sitemapPath)
	}
	return paths
}

// documentPaths are those of what programs read.
func documentPaths() []string {
	paths := []string{"/llms.txt", code.Path + ".json", clientpages.Path + ".json", ownpages.SchemaPath}
	for _, c := range code.All() {
		paths = append(paths, code.PagePath(c.Status)+".json", code.PagePath(c.Status)+".md")
	}
	for _, id := range client.IDs() {
		if _, err := evidence.File(id); err == nil {
			paths = append(paths, client.RecordingPath(id)+".json")
		}
	}
	for _, l := range lesson.All() {
		paths = append(paths, lessonpages.Href(l.ID)+".json")
	}
	return paths
}

func setOf(list []string) map[string]bool {
	set := map[string]bool{}
	for _, item := range list {
		set[item] = true
	}
	return set
}
