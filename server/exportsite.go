package main

// What an export consists of: each file is what the server answers at its path.

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/code"
	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/server/staticsite"
)

// An exporter makes the files of a copy.
type exporter struct {
	srv   *server
	h     http.Handler // its routes
	site  *staticsite.Site
	at    placement
	web   fs.FS
	files map[string][]byte
	// faults is what the server logs: a page that is not whole is served all the
	// same, but not exported.
	faults *bytes.Buffer
	// previews are the addresses of the pictures that links are shown with, by the
	// path of the file that stands for each.
	previews map[string]string
}

// exportSite makes the files of a copy, by name.
func exportSite(ctx context.Context, web fs.FS, at placement, public *origin) (map[string][]byte, error) {
	e, err := newExporter(web, at, public)
	if err != nil {
		return nil, err
	}
	for _, step := range []func() error{e.pages, e.documents, e.assets, e.pictures, e.rest} {
		if err := step(); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	if e.faults.Len() > 0 {
		return nil, fmt.Errorf("the site is not whole: %s", strings.TrimSpace(e.faults.String()))
	}
	return e.files, nil
}

func newExporter(web fs.FS, at placement, public *origin) (*exporter, error) {
	faults := &bytes.Buffer{}
	s := site{web: web, log: slog.New(slog.NewTextHandler(faults, nil))}
	s.layout.public = public
	srv, err := newPages(s, at)
	if err != nil {
		return nil, err
	}
	e := &exporter{srv: srv, faults: faults, h: srv.routes(), at: at, web: web, files: map[string][]byte{}, previews: map[string]string{}}
	e.site = &staticsite.Site{
		Drawn: e.preview,
		Base:  at.base, Public: srv.press.base(), Policy: policy("'self'"), Absent: takesServer,
		Pages: setOf(exportPages()), Files: setOf(exportFiles(srv.bundle, public != nil)),
	}
	return e, nil
}

// ask returns what the server answers at an address.
func (e *exporter) ask(address string) ([]byte, error) {
	path, query, _ := strings.Cut(address, "?")
	r := get(path)
	r.URL.RawQuery = query
	r.RequestURI = address
	c := newCapture()
	e.h.ServeHTTP(c, r)
	if c.status != 0 && c.status != http.StatusOK {
		return nil, fmt.Errorf("%s answers %d", address, c.status)
	}
	return c.body.Bytes(), nil
}

func (e *exporter) pages() error {
	for path := range e.site.Pages {
		page, err := e.page(path)
		if err == nil {
			page, err = e.site.Page(page)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		e.files[e.site.Name(path)] = page
	}
	return nil
}

// page makes a page. In place of the live runs there is one that says what they
// take.
func (e *exporter) page(path string) ([]byte, error) {
	if path != live.Path {
		return e.ask(path)
	}
	var content strings.Builder
	if err := e.srv.press.shell.ExecuteTemplate(&content, "noserver.html", servedAt); err != nil {
		return nil, err
	}
	return e.srv.press.plainPage(sheet{
		Title: "Live runs need a server: Hopscope", Description: "How to see a redirect happen for real: by Hopscope on your own machine.",
		Path: path, Content: template.HTML(content.String()), // the template has escaped it
		Styles: []string{"clients.css"}, Scripts: []string{"noserver.js"},
	})
}

// documents makes what programs read.
func (e *exporter) documents() error {
	for _, p := range documentPaths() {
		text, err := e.ask(p)
		if err != nil {
			return err
		}
		switch {
		case path.Ext(p) == ".json" && strings.HasPrefix(p, code.Path): // the others have no addresses of this site
			text, err = e.site.JSON(text)
		case path.Ext(p) != ".json":
			text, err = e.site.Markdown(text)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		e.files[e.site.Name(p)] = text
	}
	return nil
}

// assets makes the files that the pages load, and the service worker, which keeps
// the first page as it is in the copy.
func (e *exporter) assets() error {
	for name, a := range e.srv.bundle {
		if slices.Contains(serverAssets, name) {
			continue
		}
		content, err := io.ReadAll(a.open())
		if err != nil {
			return err
		}
		if len(content) != a.size {
			return fmt.Errorf("%s is cut off: run make build", a.name)
		}
		e.files[e.site.Name(a.url())] = content
		for _, c := range []coding{brotlied, gzipped} {
			if form := a.forms[c]; form != nil {
				e.files[e.site.Name(a.url())+suffixes[c]] = form
			}
		}
	}
	for path, name := range map[string]string{manifestPath: "manifest.webmanifest", faviconPath: "favicon.ico", elementPath: elementScript, "/" + elementScript: elementScript} {
		e.files[e.site.Name(path)] = e.srv.bundle[name].plain
	}
	worker, err := e.srv.bundle.worker(e.web, e.at, e.files[e.site.Name("/")])
	if err != nil {
		return err
	}
	e.files[e.site.Name(workerPath)] = worker.plain
	return nil
}

// pictureThemes are what the pictures are drawn in, by the end of their names.
var pictureThemes = map[string]string{".svg": "auto", ".light.svg": "light", ".dark.svg": "dark"}

// pictures draws the starting scenarios: any other takes a server, or the app.
func (e *exporter) pictures() error {
	for _, s := range scenario.Startings() {
		for end, theme := range pictureThemes {
			picture, err := e.ask(picturePath + "?scenario=" + s.ID + "&theme=" + theme)
			if err != nil {
				return err
			}
			e.files["pictures/"+s.ID+end] = picture
		}
	}
	for file, address := range e.previews {
		picture, err := e.ask(address)
		if err != nil {
			return err
		}
		e.files[e.site.Name(file)] = picture
	}
	return nil
}

// preview returns the path of the file for the preview of a link, and notes that it
// is to be drawn.
func (e *exporter) preview(address string) string {
	path, query, _ := strings.Cut(address, "?")
	if path != previewPath {
		return ""
	}
	file := "/pictures/preview-" + hashOf([]byte(query)) + ".png"
	e.previews[file] = address
	return file
}

// rest makes what a host asks for: the page for what is not there, the word that
// GitHub is not to run the files through Jekyll, which would leave some out, and
// what is for robots.
func (e *exporter) rest() error {
	notFound, err := e.site.Page(e.srv.notFound)
	if err != nil {
		return err
	}
	e.files["404.html"] = notFound
	e.files[".nojekyll"] = nil
	robots := "User-agent: *\nAllow: /\n"
	if e.site.Public != "" {
		sitemap, err := e.ask(sitemapPath)
		if err == nil {
			sitemap, err = e.site.Sitemap(sitemap)
		}
		if err != nil {
			return err
		}
		e.files[e.site.Name(sitemapPath)] = sitemap
		robots += "Sitemap: " + e.site.Public + e.at.base + sitemapPath + "\n"
	}
	if e.at.base == "" { // robots read it at the root of a host alone
		e.files["robots.txt"] = []byte(robots)
	}
	return nil
}
