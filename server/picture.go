package main

// A scenario's journey as a picture, as data and as text, by its address: for the
// pages of others, and for links to it.

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/server/preview"
)

// Where they are.
const (
	picturePath   = "/diagram.svg"
	previewPath   = "/preview.png"
	traceDataPath = "/trace.json"
	traceTextPath = "/trace.md"
	mermaidPath   = "/trace.mmd"
)

// The widths of a picture, in pixels. The one where none is said can be read on a
// phone, too, where a page makes its pictures as wide as the screen.
const (
	pictureWidth    = 440
	minPictureWidth = 280
	maxPictureWidth = 1600
)

// maxShown is how many bytes of a scenario's own texts a journey may hold. Every
// request repeats headers and body, so that a hundred of them could make of an
// address two hundred times its length.
const maxShown = 1 << 20

// pictureCache: what an address shows changes with the program alone. Whoever
// keeps it, such as the proxy through which GitHub shows pictures, asks for it
// again after a day, and meanwhile may show the one it has.
const pictureCache = "public, max-age=86400, stale-while-revalidate=604800"

// pictureCSP is for a picture that is opened by itself: it has its style inside,
// and nothing else.
const pictureCSP = "default-src 'none'; style-src 'unsafe-inline'"

// routePictures adds them to the table of addresses.
func (s *server) routePictures(mux *http.ServeMux) {
	mux.Handle(picturePath, shared(readPictureWidth, drawn))
	mux.Handle(previewPath, shared(readPreviewWidth, previewed))
	mux.Handle(traceDataPath, shared(readPictureWidth, asData))
	mux.Handle(traceTextPath, shared(readPictureWidth, s.asText))
	mux.Handle(mermaidPath, shared(readPictureWidth, asMermaid))
}

// A journey is what an address asks to see.
type journey struct {
	scenario scenario.Scenario
	view     scenario.View
	width    int
	whole    bool // no step is said
	trace    redirect.Trace
}

// shared answers with what is made of a scenario's address. Any site may show it
// and read it: it holds nothing but what its address says. A malformed address
// is answered with one line.
func shared(readWidth func(text string) (int, error), made func(ctx context.Context, h http.Header, s journey) (mime string, content []byte, err error)) http.Handler {
	return anySite(read(func(w http.ResponseWriter, r *http.Request) {
		s, err := readJourney(r.URL.RawQuery, readWidth)
		if err != nil {
			writeError(w, http.StatusBadRequest, oneLine(err))
			return
		}
		mime, content, err := made(r.Context(), w.Header(), s)
		if r.Context().Err() != nil {
			writeError(w, http.StatusServiceUnavailable, "who asked has gone") // for the log
			return
		}
		if err != nil {
			writeError(w, http.StatusBadRequest, oneLine(err))
			return
		}
		w.Header().Set("Cache-Control", pictureCache)
		writeMade(w, r, mime, content)
	}))
}

// oneLine says what is wrong with an address. Some errors repeat what they are
// about, whose length is anybody's.
func oneLine(err error) string {
	const most = 1000 // bytes
	text := line(err.Error())
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}

func readPictureWidth(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < minPictureWidth || n > maxPictureWidth {
		return 0, fmt.Errorf("width: %.60q is not a whole number from %d to %d", text, minPictureWidth, maxPictureWidth)
	}
	return n, nil
}

// readPreviewWidth reads the width of a preview. They are few, as the letters of each
// are kept.
func readPreviewWidth(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || !slices.Contains(preview.Widths, n) {
		return 0, fmt.Errorf("width: %.60q is not one of %v", text, preview.Widths)
	}
	return n, nil
}

// readJourney reads a query: an address of a scenario and, beside it, width; 0 where
// that is not said.
func readJourney(query string, readWidth func(text string) (int, error)) (journey, error) {
	size := 0
	var rest []string
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		if name == "width" {
			var err error
			if size, err = readWidth(value); err != nil {
				return journey{}, err
			}
			continue
		}
		rest = append(rest, part)
	}
	s, err := journeyOf(strings.Join(rest, "&"))
	s.width = size
	return s, err
}

// journeyOf follows the scenario of an address that is wholly right.
func journeyOf(address string) (journey, error) {
	s := journey{whole: true}
	for part := range strings.SplitSeq(address, "&") {
		name, _, _ := strings.Cut(part, "=")
		if plain, err := url.QueryUnescape(name); err == nil && plain == "step" {
			s.whole = false
		}
	}
	var err error
	if s.scenario, s.view, err = scenario.ParseAddress(address); err != nil {
		return s, err
	}
	if s.trace, err = s.scenario.Follow(); err != nil {
		return s, err
	}
	if n := traceSize(s.trace); n > maxShown {
		return s, fmt.Errorf("the texts of this journey are %d bytes long, at most %d are shown here", n, maxShown)
	}
	return s, nil
}

// traceSize is how long what a trace repeats of its scenario is, in bytes.
func traceSize(t redirect.Trace) int {
	n := 0
	fields := func(h redirect.Headers) {
		for _, f := range h {
			n += len(f.Name) + len(f.Value)
		}
	}
	for _, e := range t.Exchanges {
		n += len(e.Request.URL)
		if e.Request.Body != nil {
			n += len(e.Request.Body.Text)
		}
		fields(e.Request.Headers)
		fields(e.Response.Headers)
		for _, changes := range [][]redirect.Change{e.Decision.Changes, e.Decision.Kept} {
			for _, c := range changes {
				n += len(c.Name) + len(c.From) + len(c.To)
			}
		}
	}
	return n
}

func drawn(_ context.Context, h http.Header, s journey) (string, []byte, error) {
	h.Set("Content-Security-Policy", pictureCSP)
	l := diagram.Lay(s.trace, cmp.Or(s.width, pictureWidth))
	return mimes[".svg"], []byte(diagram.Picture(l, s.shown(), diagram.Theme(s.view.Theme))), nil
}

// shown is how far the journey is shown: where no step is said, as a whole.
func (s journey) shown() diagram.Options {
	const pastAll = 1 << 30
	o := diagram.Options{Step: s.view.Step, Conceal: s.view.Predict}
	if s.whole && !s.view.Predict {
		o.Step = pastAll
	}
	return o
}

func previewed(ctx context.Context, _ http.Header, s journey) (string, []byte, error) {
	o := s.shown()
	content, err := preview.Draw(ctx, preview.Card{Title: s.scenario.Title, Trace: s.trace,
		Step: o.Step, Conceal: o.Conceal, Theme: diagram.Theme(s.view.Theme), Width: cmp.Or(s.width, preview.Width)})
	return mimes[".png"], content, err
}

func asData(_ context.Context, _ http.Header, s journey) (string, []byte, error) {
	var b bytes.Buffer
	err := writeJSON(&b, []redirect.Trace{s.trace}, false)
	return mimes[".json"], b.Bytes(), err
}

func (s *server) asText(_ context.Context, _ http.Header, j journey) (string, []byte, error) {
	return mimes[".md"], []byte(markdownDocument(j.scenario.Title, j.trace, s.press.base())), nil
}

func asMermaid(_ context.Context, _ http.Header, j journey) (string, []byte, error) {
	return mimes[".mmd"], []byte(diagram.Mermaid(j.trace)), nil
}
