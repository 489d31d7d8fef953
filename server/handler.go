package main

// The addresses of the server, and what answers at each.

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/code"
	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/server/clientpages"
	"github.com/hopscope/hopscope/server/lessonpages"
	"github.com/hopscope/hopscope/server/ownpages"
	"github.com/hopscope/hopscope/server/runs"
	"github.com/hopscope/hopscope/server/workshop"
)

// A site is what a server needs to know.
type site struct {
	web     fs.FS  // the files of web/, with the WebAssembly
	listen  string // host:port that it was told to listen on
	layout  layout
	proxies proxies
	runs    *runs.Runs
	metrics *metrics // nil: nobody asks for any
	log     *slog.Logger
	// ancestors are the pages that may show play.EmbedPath in a frame, as a policy
	// names them; empty: none.
	ancestors string
}

// A server answers requests. Everything it answers with is made of the assets
// and of the address of the request; the live runs are apart.
type server struct {
	bundle    bundle
	press     *pressroom
	runs      *runs.Runs
	ancestors string
	reached   func(*http.Request) (origin, bool)
	public    *origin
	log       *slog.Logger
	worker    func() (*asset, error)
	notFound  []byte
}

// newHandler returns the handler for a site. The error says what is missing.
func newHandler(s site) (http.Handler, error) {
	if s.runs == nil {
		return nil, errors.New("a site has no live runs")
	}
	srv, err := newPages(s, placement{})
	if err != nil {
		return nil, err
	}
	return observe(s.log, s.metrics, guard(s, s.runs.Hop, srv.routes())), nil
}

// newPages makes what answers for a site.
func newPages(s site, at placement) (*server, error) {
	bundle, goapp, err := newBundle(s.web, at)
	if err != nil {
		return nil, err
	}
	press, err := newPressroom(bundle, goapp, s.layout.public, s.log)
	if err != nil {
		return nil, err
	}
	notFound, err := press.notFound()
	if err != nil {
		return nil, err
	}
	srv := &server{bundle: bundle, press: press, runs: s.runs, ancestors: cmp.Or(s.ancestors, "'none'"), reached: s.reached, public: s.layout.public, log: s.log, notFound: notFound}
	srv.worker = sync.OnceValues(func() (*asset, error) {
		page, err := press.page("localhost", "", "/", "")
		if err != nil {
			return nil, err
		}
		return bundle.worker(s.web, at, page)
	})
	return srv, nil
}

// newHopHandler returns the handler of the second listener.
func newHopHandler(s site) http.Handler {
	return observe(s.log, s.metrics, onlyHops(s.runs.Hop))
}

// Where the files are that a browser or a robot looks for by their names.
const (
	workerPath   = "/app-worker.js"
	manifestPath = "/manifest.webmanifest"
	faviconPath  = "/favicon.ico"
	sitemapPath  = "/sitemap.xml"
)

// routes is the table of addresses. None ends in a slash but the first and the
// last, so that http.ServeMux has nothing to redirect to.
func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/{$}", read(s.page))
	mux.Handle(play.EmbedPath, framed(s.ancestors, read(s.page)))
	mux.Handle("/web/{file}", anySite(read(s.file))) // a frame in a sandbox is of no origin, not of this one
	mux.Handle(workerPath, read(s.serviceWorker))
	mux.Handle(manifestPath, read(s.asset("manifest.webmanifest")))
	mux.Handle(faviconPath, read(s.asset("favicon.ico")))
	mux.Handle("/robots.txt", read(s.robots))
	mux.Handle(sitemapPath, read(s.sitemap))
	mux.Handle("/ads.txt", read(s.ads))
	s.routeLive(mux)
	s.routeClients(mux)
	s.routeLessons(mux)
	s.routeOwnLessons(mux)
	s.routeWorkshop(mux)
	s.routeCodes(mux)
	s.routePictures(mux)
	mux.Handle(oembedPath, anySite(read(s.oembed)))
	s.routeElement(mux)
	mux.HandleFunc("/", s.nothing)
	return mux
}

// read lets GET and HEAD through, and answers every other method with 405.
func read(h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			refuseMethod(w, r, http.MethodGet, http.MethodHead)
			return
		}
		h(w, r)
	})
}

func refuseMethod(w http.ResponseWriter, r *http.Request, allowed ...string) {
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	last := len(allowed) - 1
	writeError(w, http.StatusMethodNotAllowed, fmt.Sprintf("method %s is not allowed here: %s and %s are",
		line(r.Method), strings.Join(allowed[:last], ", "), allowed[last]))
}

func (s *server) page(w http.ResponseWriter, r *http.Request) {
	page, err := s.press.page(r.Host, s.base(r), r.URL.Path, r.URL.RawQuery)
	if err != nil {
		s.fail(w, err)
		return
	}
	writePage(w, r, page)
}

func (s *server) file(w http.ResponseWriter, r *http.Request) {
	a, immutable := s.bundle.find(r.PathValue("file"))
	if a == nil {
		s.nothing(w, r)
		return
	}
	a.serve(w, r, immutable)
}

func (s *server) asset(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { s.bundle[name].serve(w, r, false) }
}

func (s *server) serviceWorker(w http.ResponseWriter, r *http.Request) {
	worker, err := s.worker()
	if err != nil {
		s.fail(w, err)
		return
	}
	worker.serve(w, r, false)
}

// robots keeps robots from the live runs, which are gone in minutes.
func (s *server) robots(w http.ResponseWriter, r *http.Request) {
	text := "User-agent: *\nAllow: /\nDisallow: " + live.Path + "/\n"
	if s.public != nil {
		text += "Sitemap: " + s.public.String() + sitemapPath + "\n"
	}
	newText("robots.txt", text).serve(w, r, false)
}

// sitemap lists the pages. Its addresses are absolute, so there is none where
// the public one is not known: that of the request could be anybody's.
func (s *server) sitemap(w http.ResponseWriter, r *http.Request) {
	if s.public == nil {
		s.nothing(w, r)
		return
	}
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, path := range pagePaths() {
		b.WriteString("<url><loc>")
		xml.EscapeText(&b, []byte(s.public.String()+path))
		b.WriteString("</loc></url>")
	}
	b.WriteString("</urlset>\n")
	newText("sitemap.xml", b.String()).serve(w, r, false)
}

// pagePaths are the pages that search engines are to know.
func pagePaths() []string {
	paths := []string{"/", live.Path, clientpages.Path, workshop.Path}
	for _, id := range client.IDs() {
		paths = append(paths, client.RecordingPath(id))
	}
	paths = append(paths, lesson.Path, ownpages.OpenPath, ownpages.AuthorPath, ownpages.FormatPath)
	for _, l := range lesson.All() {
		paths = append(paths, lessonpages.Href(l.ID))
	}
	paths = append(paths, code.Path)
	for _, c := range code.All() {
		paths = append(paths, code.PagePath(c.Status))
	}
	return paths
}

func (s *server) ads(w http.ResponseWriter, r *http.Request) {
	newText("ads.txt", "# There is no advertising here.\n").serve(w, r, false)
}

// health tells that the server is up.
func health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	io.WriteString(w, "ok\n")
}

// newText makes an asset of a few words, which are not worth compressing.
func newText(name, text string) *asset {
	return &asset{name: name, mime: mimes[path.Ext(name)], hash: hashOf([]byte(text)), size: len(text), plain: []byte(text)}
}

func (s *server) nothing(w http.ResponseWriter, r *http.Request) {
	writeNotFound(w, s.notFound)
}

func writeNotFound(w http.ResponseWriter, page []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(http.StatusNotFound)
	w.Write(page)
}

func (s *server) fail(w http.ResponseWriter, err error) {
	s.log.Error("a request failed", "error", err)
	writeError(w, http.StatusInternalServerError, "something went wrong on the server")
}

// writePage writes a page made for this request. Its referrer policy is that of
// a page that has none, as its live runs are to show what such a page sends.
func writePage(w http.ResponseWriter, r *http.Request, page []byte) {
	w.Header().Set("Referrer-Policy", "strict-origin-when-cross-origin")
	w.Header().Set("Cache-Control", "no-cache")
	writeMade(w, r, mimes[".html"], page)
}

// writeMade writes what was made for this request. Its tag is the hash of its
// content: the same scenario need not travel twice.
func writeMade(w http.ResponseWriter, r *http.Request, mime string, content []byte) {
	h := w.Header()
	c := identity
	if mime != mimes[".png"] { // compressed by itself
		c = negotiate(r.Header.Get("Accept-Encoding"), brotlied, gzipped)
		h.Add("Vary", "Accept-Encoding")
	}
	tag := etag(hashOf(content), c)
	h.Set("ETag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if c != identity {
		h.Set("Content-Encoding", string(c))
		content = compress(c, 5, content) // made anew each time: speed counts, too
	}
	h.Set("Content-Type", mime)
	h.Set("Content-Length", strconv.Itoa(len(content)))
	w.Write(content)
}

// writeError answers with one line of text.
func writeError(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprintf(w, "%s\n", text)
}
