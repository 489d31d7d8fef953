package main

// A scenario's journey as a picture, as data and as text, by its address: for the
// pages of others.

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// Where they are.
const (
	picturePath   = "/diagram.svg"
	traceDataPath = "/trace.json"
	traceTextPath = "/trace.md"
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
	mux.Handle(picturePath, shared(drawn))
	mux.Handle(traceDataPath, shared(asData))
	mux.Handle(traceTextPath, shared(s.asText))
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
func shared(made func(h http.Header, s journey) (mime string, content []byte, err error)) http.Handler {
	return anySite(read(func(w http.ResponseWriter, r *http.Request) {
		s, err := readJourney(r.URL.RawQuery)
		if err != nil {
			writeError(w, http.StatusBadRequest, oneLine(err))
			return
		}
		mime, content, err := made(w.Header(), s)
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

// readJourney reads a query: an address of a scenario and, beside it, width.
func readJourney(query string) (journey, error) {
	const width, step = "width", "step"
	s := journey{width: pictureWidth, whole: true}
	var rest []string
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		switch name {
		case width:
			n, err := strconv.Atoi(value)
			if err != nil || n < minPictureWidth || n > maxPictureWidth {
				return s, fmt.Errorf("width: %.60q is not a whole number from %d to %d", value, minPictureWidth, maxPictureWidth)
			}
			s.width = n
			continue
		case step:
			s.whole = false
		}
		rest = append(rest, part)
	}
	var err error
	if s.scenario, s.view, err = scenario.ParseAddress(strings.Join(rest, "&")); err != nil {
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

func drawn(h http.Header, s journey) (string, []byte, error) {
	h.Set("Content-Security-Policy", pictureCSP)
	l := diagram.Lay(s.trace, s.width)
	o := diagram.Options{Step: s.view.Step, Conceal: s.view.Predict}
	if s.whole && !s.view.Predict {
		o.Step = len(l.Steps)
	}
	return mimes[".svg"], []byte(diagram.Picture(l, o, diagram.Theme(s.view.Theme))), nil
}

func asData(_ http.Header, s journey) (string, []byte, error) {
	var b bytes.Buffer
	err := writeJSON(&b, []redirect.Trace{s.trace}, false)
	return mimes[".json"], b.Bytes(), err
}

func (s *server) asText(_ http.Header, j journey) (string, []byte, error) {
	return mimes[".md"], []byte(markdownDocument(j.scenario.Title, j.trace, s.press.base())), nil
}
