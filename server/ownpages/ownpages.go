// Package ownpages writes the pages of lessons of one's own: where one is opened,
// what stands beside it, where one is written, and the format. They are plain HTML;
// web/ownlesson.js and web/author.js add what needs a script.
package ownpages

import (
	"bytes"
	"embed"
	"html/template"

	"github.com/hopscope/hopscope/app/lesson"
)

// Where the pages are.
const (
	OpenPath   = lesson.Path + "/own"
	AuthorPath = lesson.Path + "/author"
	FormatPath = lesson.Path + "/format"
	SchemaPath = lesson.Path + "/schema.json"
)

// Styles are the files of web/ that the pages need; OpenScripts are for where a
// lesson is opened, and stand before those of the lesson, AuthorScripts for where
// one is written.
var (
	Styles        = []string{"ownlesson.css"}
	OpenScripts   = []string{"lesson-pack.js", "ownlesson.js"}
	AuthorScripts = []string{"lesson-pack.js", "author-file.js", "author.js"}
)

//go:embed *.html example.json
var files embed.FS

var templates = template.Must(template.ParseFS(files, "*.html"))

// Example is a small lesson: the one that the format is explained with.
func Example() []byte {
	data, _ := files.ReadFile("example.json") // embedded
	return data
}

// A sent is what somebody sent, and what is wrong with it.
type sent struct {
	Text   string
	Faults lesson.Errors
	Max    int // bytes
}

// Open writes the page where a lesson is opened, with what was sent before, if
// anything was.
func Open(text string, faults lesson.Errors) (template.HTML, error) {
	return execute("open.html", sent{text, faults, lesson.MaxFile})
}

// Above writes what stands above the steps of somebody's lesson: what of it is not
// so, and its file, to be changed.
func Above(text string, untrue lesson.Errors) (template.HTML, error) {
	return execute("above.html", sent{text, untrue, lesson.MaxFile})
}

// Author writes the page where a lesson is made.
func Author() (template.HTML, error) {
	answers := make([]int, lesson.MaxOptions)
	for i := range answers {
		answers[i] = i
	}
	return execute("author.html", struct {
		Max, MaxMinutes, MinOptions int
		Answers                     []int
	}{lesson.MaxFile, lesson.MaxMinutes, lesson.MinOptions, answers})
}

// Format writes the page that explains the format.
func Format() (template.HTML, error) {
	return execute("format.html", struct {
		Example string
		Fields  []table
		Kinds   []row
		Goals   []row
		Limits  []row
	}{string(Example()), fields, kindRows(), goals, limits()})
}

func execute(name string, data any) (template.HTML, error) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil // the template has escaped it
}
