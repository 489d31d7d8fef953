package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/lesson"
)

// TestLessonPages opens the list and every lesson, and follows the links from one
// to the next.
func TestLessonPages(t *testing.T) {
	list, _ := pageAt(t, "/lessons")
	listed := map[string]bool{}
	for _, href := range valuesOf(list, "href") {
		listed[href] = true
	}
	all := lesson.All()
	for i, l := range all {
		path := "/lessons/" + l.ID
		if !listed[path] {
			t.Errorf("the list does not link to %s", path)
		}
		doc, text := pageAt(t, path)
		next := false
		for _, href := range valuesOf(doc, "href") {
			next = next || i+1 < len(all) && href == "/lessons/"+all[i+1].ID
		}
		if next == (i+1 == len(all)) {
			t.Errorf("%s links to a next lesson: %v", path, next)
		}
		for _, want := range []string{"/web/lesson.", "/web/lesson-progress.", "/web/lessons.", `aria-current="true">Lessons<`} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s", path, want)
			}
		}
		data, _ := lesson.File(l.ID)
		if r := ask(newTestHandler(t, ""), "GET", path+".json"); r.Header.Get("Content-Type") != "application/json" || bodyOf(t, r) != string(data) {
			t.Errorf("%s.json: %s is not the file", path, r.Status)
		}
	}
	for _, path := range []string{"/lessons/nothing", "/lessons/nothing.json", "/lessons/"} {
		if r := ask(newTestHandler(t, ""), "GET", path); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
}

// TestLessonBudget holds a lesson's page and its scripts to their size, compressed.
func TestLessonBudget(t *testing.T) {
	h := newTestHandler(t, "")
	size := func(path string) int {
		r := ask(h, "GET", path, "Accept-Encoding: br")
		return len(bodyOf(t, r))
	}
	scripts := 0
	for _, name := range []string{"lesson-progress.js", "lesson-journey.js", "lesson-quiz.js", "lesson-run.js", "lesson.js"} {
		scripts += size("/web/" + name)
	}
	if scripts > 9*1024 { // that a form goes from the page, and that each client has its command, took 0.6 kB
		t.Errorf("a lesson's scripts have %d bytes", scripts)
	}
	for _, l := range lesson.All() {
		if n := size("/lessons/" + l.ID); n > 24*1024 {
			t.Errorf("the page of %s has %d bytes", l.ID, n)
		}
	}
	t.Logf("scripts %d bytes, styles %d, list %d", scripts, size("/web/lessons.css"), size("/lessons"))
}
