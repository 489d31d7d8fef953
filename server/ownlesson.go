package main

// Lessons of one's own: a file becomes a page, and nothing of it is kept. So it
// does no harm that any site can send one here.

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/server/lessonpages"
	"github.com/hopscope/hopscope/server/ownpages"
)

// maxForm is how many bytes of a form are read. What takes its place in an encoded
// form may be three bytes for each of the lesson's.
const maxForm = 3*lesson.MaxFile + 16<<10

// routeOwnLessons adds the pages to the table of addresses.
func (s *server) routeOwnLessons(mux *http.ServeMux) {
	mux.HandleFunc(ownpages.OpenPath, s.ownLesson)
	mux.Handle(ownpages.AuthorPath, read(s.plainAsset(func() (*asset, error) {
		return s.press.ownSheet(ownpages.AuthorPath, "Make a lesson: Hopscope", "Make a lesson about redirects from a scenario.", ownpages.AuthorScripts, ownpages.Author)
	})))
	mux.Handle(ownpages.FormatPath, read(s.plainAsset(func() (*asset, error) {
		return s.press.ownSheet(ownpages.FormatPath, "The format of a lesson: Hopscope", "How the file of a lesson is written: its fields, its goals and its limits.", nil, ownpages.Format)
	})))
	mux.Handle(ownpages.SchemaPath, read(s.plainAsset(func() (*asset, error) { return madeAsset("schema.json", lesson.Schema()), nil })))
}

func (p *pressroom) ownSheet(path, title, description string, scripts []string, write func() (template.HTML, error)) (*asset, error) {
	content, err := write()
	if err != nil {
		return nil, err
	}
	return p.plain(sheet{Title: title, Description: description, Path: path, Content: content, Styles: ownpages.Styles, Scripts: scripts})
}

// ownLesson is where a lesson is opened.
func (s *server) ownLesson(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		s.answerOwn(w, r, http.StatusOK, "", nil)
	case http.MethodPost:
		s.openOwn(w, r)
	default:
		refuseMethod(w, r, http.MethodGet, http.MethodHead, http.MethodPost)
	}
}

// openOwn reads the lesson that was sent, and answers with its page or with what is
// wrong with it.
func (s *server) openOwn(w http.ResponseWriter, r *http.Request) {
	text, status, problem := sentLesson(w, r)
	if problem != "" {
		s.answerOwn(w, r, status, text, lesson.Errors{{Path: "lesson", Text: problem}})
		return
	}
	l, err := lesson.Decode([]byte(text))
	if wantsJSON(r) {
		writeFaults(w, http.StatusOK, l, lesson.Faults(err)) // it was asked what is wrong, and is told
		return
	}
	if err != nil {
		s.answerOwn(w, r, http.StatusBadRequest, text, lesson.Faults(err))
		return
	}
	untrue := lesson.Faults(l.Verify())
	content, err := ownContent(l, text, untrue)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.writeOwn(w, r, http.StatusOK, sheet{
		Title: l.Title + ": a lesson of somebody’s own: Hopscope", Description: "A lesson about redirects.", Content: content,
		Styles:  append(append([]string{}, lessonpages.Styles...), ownpages.Styles...),
		Scripts: append(append([]string{}, ownpages.OpenScripts...), lessonpages.Scripts...),
	})
}

// ownContent writes the page of a lesson that is not ours. A recording that is not
// as the lesson has it is left out, so that it backs nothing; and robots are not to
// take what it links to for a recommendation.
func ownContent(l *lesson.Lesson, text string, untrue lesson.Errors) (template.HTML, error) {
	for i := range l.Steps {
		all := l.Steps[i].Seen
		l.Steps[i].Seen = nil
		for _, seen := range all {
			if seen.Check() == nil {
				l.Steps[i].Seen = append(l.Steps[i].Seen, seen)
			}
		}
	}
	above, err := ownpages.Above(text, untrue)
	if err != nil {
		return "", err
	}
	content, err := lessonpages.Lesson(l, lessonpages.Options{Above: above})
	// A quotation mark in a text is escaped, so these are attributes.
	return template.HTML(strings.ReplaceAll(string(content), ` rel="noopener noreferrer"`, ` rel="noopener noreferrer nofollow"`)), err
}

// answerOwn answers with the page where a lesson is opened.
func (s *server) answerOwn(w http.ResponseWriter, r *http.Request, status int, text string, faults lesson.Errors) {
	if r.Method == http.MethodPost && wantsJSON(r) {
		writeFaults(w, status, nil, faults)
		return
	}
	content, err := ownpages.Open(text, faults)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.writeOwn(w, r, status, sheet{
		Title: "Open a lesson of your own: Hopscope", Description: "Open a lesson about redirects from a file of your own.",
		Content: content, Styles: ownpages.Styles, Scripts: ownpages.OpenScripts,
	})
}

// writeOwn writes a page that is made for this request, and kept nowhere.
func (s *server) writeOwn(w http.ResponseWriter, r *http.Request, status int, page sheet) {
	page.Path = ownpages.OpenPath
	text, err := s.press.plainPage(page)
	if err != nil {
		s.fail(w, err)
		return
	}
	h := w.Header()
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept-Encoding, Accept")
	if c := negotiate(r.Header.Get("Accept-Encoding"), brotlied, gzipped); c != identity {
		h.Set("Content-Encoding", string(c))
		text = compress(c, madeLevel, text)
	}
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	w.Write(text)
}

// sentLesson reads a lesson out of a request: a form's file or text, or the body
// itself. The problem says in words why there is none.
func sentLesson(w http.ResponseWriter, r *http.Request) (text string, status int, problem string) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	limit := int64(maxForm)
	if kind == "application/json" {
		limit = lesson.MaxFile
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	var err error
	switch kind {
	case "application/json":
		text, err = readText(r.Body)
	case "application/x-www-form-urlencoded":
		if text, err = readText(r.Body); err == nil {
			var form url.Values
			form, err = url.ParseQuery(text)
			text = form.Get("lesson")
		}
	case "multipart/form-data":
		text, err = readForm(r)
	default:
		return "", http.StatusUnsupportedMediaType, "is sent as application/json, or by the form of this page"
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return "", http.StatusRequestEntityTooLarge, fmt.Sprintf("is too large: a lesson has at most %d bytes", lesson.MaxFile)
	case err != nil:
		return "", http.StatusBadRequest, "broke off, or is no form"
	case len(text) > lesson.MaxFile:
		return "", http.StatusRequestEntityTooLarge, fmt.Sprintf("has %d bytes: a lesson has at most %d", len(text), lesson.MaxFile)
	}
	return text, http.StatusOK, ""
}

// readForm returns the first field called lesson that has something in it: the
// file stands before the text.
func readForm(r *http.Request) (string, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return "", err
	}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		if part.FormName() != "lesson" {
			continue
		}
		if text, err := readText(part); err != nil || text != "" {
			return text, err
		}
	}
}

func readText(from io.Reader) (string, error) {
	data, err := io.ReadAll(from)
	return string(data), err
}

// wantsJSON reports whether a program asks, and wants the faults alone.
func wantsJSON(r *http.Request) bool { return r.Header.Get("Accept") == "application/json" }

// A toldFault is a fault, as JSON.
type toldFault struct {
	Line int    `json:"line,omitempty"`
	Path string `json:"path"`
	Said string `json:"said"`
}

func told(faults lesson.Errors) []toldFault {
	all := []toldFault{}
	for _, f := range faults {
		all = append(all, toldFault{f.Line, f.Path, f.Error()})
	}
	return all
}

// writeFaults tells what is wrong with a lesson, and what of it is not so; nil is one
// that could not be read.
func writeFaults(w http.ResponseWriter, status int, l *lesson.Lesson, faults lesson.Errors) {
	var answer struct {
		Title  string      `json:"title,omitempty"`
		Errors []toldFault `json:"errors"`
		Untrue []toldFault `json:"untrue"`
	}
	answer.Errors, answer.Untrue = told(faults), told(nil)
	if l != nil {
		answer.Title, answer.Untrue = l.Title, told(lesson.Faults(l.Verify()))
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Add("Vary", "Accept")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(answer)
}
