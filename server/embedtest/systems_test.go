package embedtest

// The systems that documentation is written with, each a small site as an author
// has it. What the dialog gives to paste is written into it as it is; what stands
// here is only what a site needs to be one.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A system is a generator of sites and a site of its own.
type system struct {
	id      string   // in the dialog
	version []string // asks which one it is
	pkg     string   // of Debian
	module  string   // of npm, in the folder of the system's name
	page    string   // path of a page's source, with %s for its name
	head    string   // of that source, with %s for the title
	shown   string   // path of the page in the site, with %s for its name
	root    string   // selector of the element that holds what the author wrote
	tree    map[string]string
	build   [][]string
	// config makes the file of the tree out of one of the dialog's that is for the
	// whole site: "" is what the dialog shows.
	config map[string]string
	theme  theme
}

// A theme is how a system's pages become dark.
type theme struct {
	toggle string // the button for it, as JavaScript finds it
	media  bool   // by the reader's system; neither: they never do
}

// The style sheet of an author whose pages follow the reader's system.
const followsSystem = `body { background: #fff; color: #111 } @media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }`

var systems = []system{
	{
		id: "docusaurus", module: "@docusaurus/core",
		page: "docs/%s.mdx", head: "---\ntitle: %s\n---\n\n", shown: "%s/", root: ".markdown",
		tree: map[string]string{
			"package.json": `{"private": true}`,
			"docusaurus.config.mjs": `import hopscope from "./hopscope.mjs";
export default {
  title: "Docs", url: "http://localhost", baseUrl: "/", onBrokenLinks: "throw",
  plugins: [["@docusaurus/plugin-content-docs", {routeBasePath: "/"}]],
  themes: ["@docusaurus/theme-classic"],
  ...hopscope,
};`,
			"docs/index.md": "---\nslug: /\n---\n\n# Docs\n",
		},
		config: map[string]string{"docusaurus.config.js": "hopscope.mjs"},
		build:  [][]string{{"node_modules/.bin/docusaurus", "build", "--out-dir", "out"}},
		theme:  theme{toggle: `document.querySelector(".navbar__items--right button")`},
	},
	{
		id: "vitepress", module: "vitepress",
		page: "%s.md", head: "# %s\n\n", shown: "%s.html", root: ".vp-doc",
		tree: map[string]string{
			"package.json": `{"private": true}`,
			".vitepress/config.mjs": `import hopscope from "./hopscope.mjs";
export default {title: "Docs", outDir: "out", ...hopscope};`,
		},
		config: map[string]string{".vitepress/config.mjs": ".vitepress/hopscope.mjs"},
		build:  [][]string{{"node_modules/.bin/vitepress", "build"}},
		theme:  theme{toggle: `document.querySelector(".VPNavBar .VPSwitchAppearance")`},
	},
	{
		id: "sphinx", version: []string{"sphinx-build", "--version"}, pkg: "python3-sphinx",
		page: "%s.rst", head: "%s\n=======\n\n", shown: "%s.html", root: "div.body",
		tree: map[string]string{
			"conf.py":          "project = 'Docs'\nhtml_static_path = ['static']\nhtml_css_files = ['own.css']\n",
			"static/own.css":   followsSystem + " div.body, div.document { background: none; color: inherit }",
			"index.rst":        "Docs\n====\n\n.. toctree::\n\n   plain\n   hostile\n",
			"static/empty.txt": "",
		},
		config: map[string]string{"conf.py": "conf.py"},
		build:  [][]string{{"sphinx-build", "-q", "-W", "-b", "html", ".", "out"}},
		theme:  theme{media: true},
	},
	{
		id: "mkdocs", version: []string{"mkdocs", "--version"}, pkg: "mkdocs",
		page: "docs/%s.md", head: "# %s\n\n", shown: "%s/", root: "[role=main]",
		tree: map[string]string{
			"mkdocs.yml":    "site_name: Docs\nsite_dir: out\ntheme:\n  name: mkdocs\n  highlightjs: false\nplugins: []\nextra_css: [own.css]\n",
			"docs/own.css":  followsSystem,
			"docs/index.md": "# Docs\n",
		},
		build: [][]string{{"mkdocs", "build", "--strict", "--quiet"}},
		theme: theme{media: true},
	},
	{
		id: "hugo", version: []string{"hugo", "version"}, pkg: "hugo",
		page: "content/%s.md", head: "---\ntitle: %s\n---\n\n", shown: "%s/", root: "main",
		tree: map[string]string{
			"config.toml": "baseURL = 'http://localhost/'\ntitle = 'Docs'\ndisableKinds = ['home', 'section', 'taxonomy', 'term', 'RSS', 'sitemap', '404']\n",
			"layouts/_default/single.html": "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title><style>" + followsSystem + "</style></head>\n" +
				"<body><main>{{ .Content }}</main></body></html>\n",
		},
		config: map[string]string{"layouts/shortcodes/hopscope.html": "layouts/shortcodes/hopscope.html"},
		build:  [][]string{{"hugo", "--quiet", "--destination", "out"}},
		theme:  theme{media: true},
	},
	{
		id: "asciidoc", version: []string{"asciidoctor", "--version"}, pkg: "asciidoctor",
		page: "%s.adoc", head: "= %s\n\n", shown: "%s.html", root: "#content",
		build: [][]string{{"asciidoctor", "--failure-level", "WARN", "-a", "webfonts!", "-D", "out", "plain.adoc", "hostile.adoc"}},
	},
	{
		id: "rst", version: []string{"rst2html", "--version"}, pkg: "python3-docutils",
		page: "%s.rst", head: "%s\n=======\n\n", shown: "%s.html", root: "main, .document",
		tree: map[string]string{"out/.keep": ""},
		build: [][]string{
			{"rst2html", "--report=1", "--halt=2", "plain.rst", "out/plain.html"},
			{"rst2html", "--report=1", "--halt=2", "hostile.rst", "out/hostile.html"},
		},
	},
	{
		id:   "html",
		page: "out/%s.html", head: "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>%[1]s</title>\n<style>" + followsSystem + "</style>\n<body>\n<h1>%[1]s</h1>\n", shown: "%s.html", root: "body",
		theme: theme{media: true},
	},
}

// write puts files into a folder.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// run runs a program of the system in a folder, where it reaches no network, and
// returns what it said.
func (s system) run(t *testing.T, dir string, args []string) string {
	t.Helper()
	program := filepath.Join(dir, args[0])
	if s.module == "" {
		program = need(t, args[0], s.pkg)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CI=true", "NO_COLOR=1", "NO_UPDATE_NOTIFIER=1", "HOME="+dir, "LC_ALL=C.UTF-8",
		"http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9")
	cmd.WaitDelay = time.Second // what it started may hold its output open
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, said.String())
	}
	return strings.TrimSpace(said.String())
}

// make builds the site with pages of those sources, and returns the folder that is
// to be served.
func (s system) make(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, s.tree)
	write(t, dir, files)
	if s.module != "" {
		if err := os.Symlink(s.modules(t), filepath.Join(dir, "node_modules")); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range s.build {
		if said := s.run(t, dir, args); strings.Contains(strings.ToLower(said), "warn") {
			t.Errorf("%s says: %s", args[0], said)
		}
	}
	return filepath.Join(dir, "out")
}

// modules returns the folder of what npm installed for a system.
func (s system) modules(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(s.id, "node_modules"))
	if err == nil {
		_, err = os.Stat(filepath.Join(path, s.module))
	}
	if err != nil {
		t.Fatalf("%s is not installed: run make test, or (cd server/embedtest/%s && npm ci)", s.module, s.id)
	}
	return path
}

// which returns which one of a system this is; empty: it is no program.
func (s system) which(t *testing.T) string {
	t.Helper()
	switch {
	case s.module != "":
		var of struct{ Name, Version string }
		text, err := os.ReadFile(filepath.Join(s.modules(t), s.module, "package.json"))
		if err == nil {
			err = json.Unmarshal(text, &of)
		}
		if err != nil {
			t.Fatal(err)
		}
		return of.Name + " " + of.Version
	case s.version != nil:
		return strings.SplitN(s.run(t, ".", s.version), "\n", 2)[0]
	}
	return ""
}

// source is a page's: what the dialog gave for each tier, with a paragraph behind
// each, so that it is seen what belongs to what.
func (s system) source(name string, parts []string) (path, text string) {
	title := strings.ToUpper(name[:1]) + name[1:]
	text = fmt.Sprintf(s.head, title)
	for i, part := range parts {
		text += part + "\n"
		if s.id == "html" {
			text += fmt.Sprintf("<p>Behind %d.</p>\n", i)
		} else {
			text += fmt.Sprintf("Behind %d.\n\n", i)
		}
	}
	return fmt.Sprintf(s.page, name), text
}
