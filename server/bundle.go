package main

// Everything the page is made of, by name. Some of it are files of web/, some
// is what go-app generates.

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"text/template"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/hopscope/hopscope/app/ui"
)

// A bundle holds the assets by name.
type bundle map[string]*asset

// files are those of web/ that are served as they are.
var files = []string{
	"start.js", "embedded.js", "style.css", "noscript.css", "wasm_exec.js", "plain.css", "open-named.js",
	"clients.css", "clients.js", "workshop.css", "workshop.js", "codes.css", "codes.js",
	"noserver.js",
	"lessons.css", "lesson-progress.js", "lesson-journey.js", "lesson-quiz.js", "lesson-run.js", "lesson.js", "lesson-present.js", "lesson-notes.js", "lesson-list.js",
	"ownlesson.css", "ownlesson.js", "lesson-pack.js", "author.js", "author-file.js",
	"embed-snippets.js", "embed-dialog.js", "embed-dialog.css", "embed-picture.js",
	elementScript,
	"icon.svg", "icon-192.png", "icon-512.png", "favicon.ico",
}

// A placement is where the pages are found: at the root of a server, or as files under
// a path of any host.
type placement struct {
	static bool
	base   string // of files, without the slash at its end
}

// newBundle reads the files and lets go-app generate its own. The error says so
// where the WebAssembly is not built.
func newBundle(web fs.FS, at placement) (bundle, *app.Handler, error) {
	wasm, err := readWasm(web)
	if err != nil {
		return nil, nil, err
	}
	b := bundle{wasm.name: wasm}
	for _, name := range files {
		if b[name], err = readAsset(web, name); err != nil {
			return nil, nil, err
		}
	}
	goapp := b.goapp(at)
	for _, name := range []string{"app.js", "manifest.webmanifest"} {
		c := newCapture()
		goapp.ServeHTTP(c, get("/"+name))
		b[name] = newAsset(name, c.body.Bytes())
	}
	return b, goapp, nil
}

// url returns the address of an asset that is there.
func (b bundle) url(name string) string { return b[name].url() }

// goapp configures go-app as a generator. Its handler never meets a request
// from outside: it ignores methods, and fetches robots.txt from whatever host
// the request names.
func (b bundle) goapp(at placement) *app.Handler {
	register()
	h := &app.Handler{
		Name:            "Hopscope",
		ShortName:       "Hopscope",
		Title:           heads["/"].title,
		Description:     heads["/"].description,
		Lang:            "en",
		BackgroundColor: "#f6f5f1",
		ThemeColor:      "#1d4ea3",
		LoadingLabel:    "Loading {progress} %",
		Icon: app.Icon{
			Default: b.url("icon-192.png"),
			Large:   b.url("icon-512.png"),
			SVG:     b.url("icon.svg"),
		},
		Resources:               resources{base: at.base, wasm: b.url("app.wasm")},
		Version:                 b.version(),
		WasmContentLengthHeader: wasmSize,
	}
	if at.static {
		// The length that a host of files gives is that of the compressed form, if
		// it gives any: how far it is cannot be said.
		h.LoadingLabel = "Loading"
		h.Env = map[string]string{"HOPSCOPE_SLASH": "/"} // see ui.own
	}
	return h
}

// register tells go-app what is at each address, as the browser's main does.
var register = sync.OnceFunc(ui.Route)

// resources tells go-app where the site and the WebAssembly are. It is no
// http.Handler: the files are served here.
type resources struct{ base, wasm string }

func (r resources) Package() string { return r.base }
func (r resources) Static() string  { return r.base }
func (r resources) AppWASM() string { return r.base + r.wasm }

// version is the hash of all the assets.
func (b bundle) version() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(b)) {
		fmt.Fprintln(h, name, b[name].hash)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// worker makes the service worker's script. It changes when any of the assets
// does, or the page it keeps for when there is no network.
func (b bundle) worker(web fs.FS, at placement, page []byte) (*asset, error) {
	source, err := fs.ReadFile(web, "worker.js")
	if err != nil {
		return nil, err
	}
	tmpl, err := template.New("worker.js").Parse(string(source))
	if err != nil {
		return nil, err
	}
	// What the page loads, each under the address that the page uses.
	paths := []string{"/manifest.webmanifest", "/favicon.ico"}
	for _, name := range []string{"app.js", "app.wasm", "icon.svg", "icon-192.png", "start.js", "style.css", "wasm_exec.js"} {
		paths = append(paths, b.url(name))
	}
	for i, path := range paths {
		paths[i] = at.base + path
	}
	list, err := json.Marshal(paths)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = tmpl.Execute(&out, struct {
		Version, Base, Assets string
		Static                bool
	}{b.version() + "-" + hashOf(page), at.base, string(list), at.static})
	return newAsset("worker.js", out.Bytes()), err
}

// find returns the asset at a path under /web/, and whether the path names its
// content: then it never changes. Only what is in the bundle is found.
func (b bundle) find(file string) (a *asset, immutable bool) {
	if a := b[file]; a != nil {
		return a, false
	}
	for _, a := range b {
		if strings.TrimPrefix(a.url(), "/web/") == file {
			return a, true
		}
	}
	return nil, false
}

// A capture is an http.ResponseWriter that keeps what go-app's handler writes.
type capture struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func newCapture() *capture { return &capture{header: make(http.Header)} }

func (c *capture) Header() http.Header         { return c.header }
func (c *capture) WriteHeader(status int)      { c.status = cmp.Or(c.status, status) }
func (c *capture) Write(p []byte) (int, error) { return c.body.Write(p) }
