package main

// The export: that its files hold together wherever they are put, and are the same
// wherever they are made.

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/scenario"
)

// exported makes an export under /hopscope/ of a host that is known, once.
var exported = sync.OnceValues(func() (map[string][]byte, error) { return exportAgain("/hopscope", "https://team.example") })

func exportAgain(base, public string) (map[string][]byte, error) {
	var host *origin
	if public != "" {
		o, err := parseOrigin(public)
		if err != nil {
			return nil, err
		}
		host = &o
	}
	return exportSite(context.Background(), fakeWeb(), placement{static: true, base: base}, host)
}

func theExport(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := exported()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// namedAt returns the name of the file that a plain host answers with at a path of
// the copy; empty: it has none, or would redirect to it.
func namedAt(files map[string][]byte, p string) string {
	name, ok := strings.CutPrefix(p, "/hopscope/")
	if !ok {
		return ""
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if _, ok := files[name]; !ok {
		return ""
	}
	return name
}

// TestExportLinks follows every address in every file: each leads to a file, without
// a redirect, and to a part that is there.
func TestExportLinks(t *testing.T) {
	files := theExport(t)
	ids := map[string][]string{}
	type link struct{ on, href string }
	var links []link
	for name, content := range files {
		switch path.Ext(name) {
		case ".html":
			doc, err := html.ParseWithOptions(bytes.NewReader(content), html.ParseOptionEnableScripting(false))
			if err != nil {
				t.Fatal(err)
			}
			ids[name] = valuesOf(doc, "id")
			for _, attribute := range []string{"href", "src", "action", "data-keep", "data-dialog", "data-sheet", "data-snippets", "data-picture", "data-script"} {
				for _, value := range valuesOf(doc, attribute) {
					for href := range strings.FieldsSeq(value) {
						links = append(links, link{name, href})
					}
				}
			}
			for _, value := range valuesOf(doc, "content") {
				if strings.HasPrefix(value, "https://team.example") {
					links = append(links, link{name, value})
				}
			}
		case ".md", ".txt":
			for _, found := range markdownLink.FindAllStringSubmatch(string(content), -1) {
				links = append(links, link{name, found[1]})
			}
		case ".xml":
			for _, found := range regexp.MustCompile(`<loc>(.*?)</loc>`).FindAllStringSubmatch(string(content), -1) {
				links = append(links, link{name, found[1]})
			}
		}
	}
	within := 0
	for _, l := range links {
		href, _ := strings.CutPrefix(l.href, "https://team.example")
		u, err := url.Parse(href)
		if err != nil {
			t.Errorf("%s: %q is no address: %v", l.on, l.href, err)
			continue
		}
		if u.Scheme != "" || u.Host != "" {
			continue
		}
		within++
		name := l.on
		if u.Path != "" {
			if name = namedAt(files, u.Path); name == "" {
				t.Errorf("%s: %q leads to no file, or by a redirect", l.on, l.href)
				continue
			}
		}
		if u.Fragment != "" && !strings.Contains(u.Fragment, "=") && path.Ext(name) == ".html" && !slices.Contains(ids[name], u.Fragment) {
			t.Errorf("%s: %q names a part that %s lacks", l.on, l.href, name)
		}
	}
	if within < 5000 {
		t.Errorf("only %d links were found", within)
	}
}

// TestExportIsWhole compares it with what the server's own pages link to.
func TestExportIsWhole(t *testing.T) {
	files := theExport(t)
	c := &crawl{t: t, h: newTestHandler(t, ""), pages: map[string][]string{}}
	for _, l := range parts {
		c.todo = append(c.todo, found{"the parts of the site", l.Href})
	}
	for len(c.todo) > 0 {
		next := c.todo[0]
		c.todo = c.todo[1:]
		c.follow(next)
	}
	for p := range c.pages {
		if strings.HasPrefix(p, "/web/") { // some are of pages that take a server, and some have the base path in them
			continue
		}
		there := namedAt(files, "/hopscope"+p) != "" || namedAt(files, "/hopscope"+strings.TrimSuffix(p, "/")+"/") != ""
		if there == slices.Contains(takesServer, p) {
			t.Errorf("%s is there: %v", p, there)
		}
	}
	for _, s := range scenario.Startings() {
		for end, class := range map[string]string{".svg": "hopscope-auto", ".light.svg": "hopscope-light", ".dark.svg": "hopscope-dark"} {
			if picture := files["pictures/"+s.ID+end]; !bytes.Contains(picture, []byte(`class="`+class+`"`)) {
				t.Errorf("no picture of %s in %s: %.100q", s.ID, class, picture)
			}
		}
	}
	for _, name := range []string{"404.html", ".nojekyll", "sitemap.xml", "app-worker.js", "embed.js", "embed-1.js"} {
		if _, ok := files[name]; !ok {
			t.Errorf("there is no %s", name)
		}
	}
}

// TestExportDocuments looks at what each document says for itself, as no header does.
func TestExportDocuments(t *testing.T) {
	for name, content := range theExport(t) {
		if path.Ext(name) != ".html" {
			continue
		}
		page := string(content)
		for _, want := range []string{
			` data-static="" data-base="/hopscope"`,
			`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39; &#39;wasm-unsafe-eval&#39;;`,
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%s has no %s", name, want)
			}
		}
		if strings.Contains(page, "frame-ancestors") {
			t.Errorf("%s has a policy that browsers refuse in a page", name)
		}
	}
}

func TestExportPlaces(t *testing.T) {
	files := theExport(t)
	has := func(name, what string) {
		t.Helper()
		for file, content := range files {
			if ok, _ := path.Match(name, file); ok && strings.Contains(string(content), what) {
				return
			}
		}
		t.Errorf("%s has no %s", name, what)
	}
	has("web/app.*.js", `"GOAPP_ROOT_PREFIX":"/hopscope"`)
	has("web/app.*.js", `register(
        "/hopscope/app-worker.js"`)
	has("web/app.*.js", `fetchWithProgress("/hopscope/web/app.`)
	has("manifest.webmanifest", `"scope": "/hopscope/"`)
	has("manifest.webmanifest", `"start_url": "/hopscope/"`)
	has("manifest.webmanifest", `"src": "/hopscope/web/icon`)
	has("app-worker.js", `const base = "/hopscope";`)
	has("app-worker.js", `["/hopscope/manifest.webmanifest",`)
	has("codes/307.json", `"page": "/hopscope/codes/307/"`)
	has("codes/307.json", `"href": "/hopscope/clients/curl/#`)
	has("live/index.html", "Live runs need a server")
	has("sitemap.xml", "<loc>https://team.example/hopscope/codes/307/</loc>")
	has("index.html", `content="https://team.example/hopscope/pictures/preview-`)
	if _, ok := files["robots.txt"]; ok {
		t.Error("a robots.txt lies where no robot looks for it")
	}
}

// TestExportAtTheRoot makes the plainest one: of a host of its own that is not known.
func TestExportAtTheRoot(t *testing.T) {
	e, err := newExporter(fakeWeb(), placement{static: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.rest(); err != nil {
		t.Fatal(err)
	}
	files := e.files
	content, err := e.page("/codes/307")
	if err == nil {
		content, err = e.site.Page(content)
	}
	if err != nil {
		t.Fatal(err)
	}
	page := string(content)
	for _, want := range []string{`<html lang="en" data-static="">`, `href="/codes/303/"`, `src="/web/start.`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	for _, gone := range []string{"canonical", "og:image", "oembed"} {
		if strings.Contains(page, gone) {
			t.Errorf("the page has %s, and nobody knows the host", gone)
		}
	}
	if got := string(files["robots.txt"]); got != "User-agent: *\nAllow: /\n" {
		t.Errorf("robots.txt is %q", got)
	}
	if _, ok := files["sitemap.xml"]; ok {
		t.Error("there is a list of pages, and nobody knows the host")
	}
}

// TestExportHasNoTrace makes it twice, and looks for what this machine is called.
func TestExportHasNoTrace(t *testing.T) {
	first := theExport(t)
	second, err := exportAgain("/hopscope", "https://team.example")
	if err != nil {
		t.Fatal(err)
	}
	if names := slices.Sorted(maps.Keys(second)); !slices.Equal(names, slices.Sorted(maps.Keys(first))) {
		t.Errorf("made again it has other files: %q", names)
	}
	var traces []*regexp.Regexp
	here, _ := os.Getwd()
	home, _ := os.UserHomeDir()
	host, _ := os.Hostname()
	for _, trace := range []string{here, filepath.Dir(here), home, os.TempDir() + "/hop"} {
		traces = append(traces, regexp.MustCompile(regexp.QuoteMeta(trace)+`\b`))
	}
	if host != "localhost" {
		traces = append(traces, regexp.MustCompile(`//`+regexp.QuoteMeta(host)+`\b`))
	}
	for name, content := range first {
		if !bytes.Equal(content, second[name]) {
			t.Errorf("made again, %s is another", name)
		}
		for _, trace := range traces {
			if at := trace.FindIndex(content); at != nil {
				t.Errorf("%s has %q: %.200q", name, content[at[0]:at[1]], content[max(0, at[0]-60):])
			}
		}
		if path.Ext(name) == ".html" && !strings.HasPrefix(name, "clients/") && bytes.Contains(content, []byte("//localhost")) {
			t.Errorf("%s has the host that it was asked of", name)
		}
	}
}

// TestForms compresses some files, as the command does with all.
func TestForms(t *testing.T) {
	files := map[string][]byte{}
	for _, name := range []string{"index.html", "404.html", "codes/307.md", "pictures/loop.svg", ".nojekyll", "favicon.ico"} {
		files[name] = theExport(t)[name]
	}
	files["web/app.1.wasm"], files["web/app.1.wasm.br"] = []byte("plain"), []byte("made by the build")
	addForms(files)
	want := []string{".nojekyll", "404.html", "404.html.br", "404.html.gz", "codes/307.md", "codes/307.md.br", "codes/307.md.gz", "favicon.ico",
		"index.html", "index.html.br", "index.html.gz", "pictures/loop.svg", "pictures/loop.svg.br", "pictures/loop.svg.gz",
		"web/app.1.wasm", "web/app.1.wasm.br", "web/app.1.wasm.gz"}
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
		t.Errorf("there is %q, want %q", got, want)
	}
	if string(files["web/app.1.wasm.br"]) != "made by the build" {
		t.Error("what is compressed already was compressed again")
	}
	for name, content := range files {
		if plain, ok := strings.CutSuffix(name, ".gz"); ok {
			z, err := gzip.NewReader(bytes.NewReader(content))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, files[plain]) {
				t.Errorf("%s is not %s (%v)", name, plain, err)
			}
		}
	}
}

// TestExportCommand reads its arguments; the directory stays as it was where they
// are of no use.
func TestExportCommand(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	tests := []struct {
		sentence string
		args     []string
		want     string
	}{
		{"no directory", nil, "export takes one directory, not 0"},
		{"two", []string{dir, dir}, "export takes one directory, not 2"},
		{"an empty name", []string{""}, "export takes one directory"},
		{"a base without slashes", []string{"-base", "hopscope", dir}, `base "hopscope" does not start and end with a slash, as /hopscope/ does`},
		{"a base that leads up", []string{"-base", "/../", dir}, `base "/../" has the part ".."`},
		{"no host", []string{"-public-url", "team.example", dir}, `public-url "team.example" is not of the form https://host or https://host/`},
		{"a host with another path", []string{"-base", "/a/", "-public-url", "https://team.example/b/", dir}, `public-url "https://team.example/b/" is not of the form https://host or https://host/a/`},
		{"help", []string{"-h"}, "export takes -base, -public-url; hopscope help says more"},
		{"another flag", []string{"-addr", ":80", dir}, "it takes -base, -public-url"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			r := runWith(t.Context(), nil, "", append([]string{"export"}, test.args...)...)
			if r.code != exitUsage || !strings.Contains(r.stderr, test.want) || strings.Count(r.stderr, "\n") != 1 {
				t.Errorf("exit %d, said %q; want %q in one line", r.code, r.stderr, test.want)
			}
		})
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("the directory was made all the same")
	}
	for _, text := range []string{"https://team.example", "https://team.example/", "https://team.example/a", "https://team.example/a/"} {
		if o, err := exportHost(text, "/a"); err != nil || o.String() != "https://team.example" {
			t.Errorf("-public-url %s is %v, %v", text, o, err)
		}
	}
}

// TestExportInterrupted: a person who changes their mind is told what became of it.
func TestExportInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := filepath.Join(t.TempDir(), "site")
	r := runWith(ctx, nil, "", "export", dir)
	if r.code != exitFailed || r.stderr != "hopscope: interrupted: nothing was written\n" {
		t.Errorf("exit %d, said %q", r.code, r.stderr)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("the directory was made all the same")
	}
}
