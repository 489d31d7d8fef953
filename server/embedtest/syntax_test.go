package embedtest

// The readers of TestHostile: what each system makes of a snippet, as far as that
// can be had without building a site.

import (
	"encoding/json"
	htmltext "html"
	"html/template"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// raw takes HTML out of reStructuredText.
func raw(t *testing.T, text string) string {
	t.Helper()
	inside, ok := strings.CutPrefix(text, ".. raw:: html\n\n")
	if !ok {
		t.Fatalf("no raw HTML: %q", text)
	}
	var lines []string
	for line := range strings.Lines(inside) {
		out, ok := strings.CutPrefix(line, "   ")
		if !ok {
			t.Fatalf("a line is not part of it: %q", line)
		}
		lines = append(lines, out)
	}
	return strings.Join(lines, "")
}

// shortcodeCall is what Hugo's lexer takes for one call with named parameters.
var (
	shortcodeCall  = regexp.MustCompile(`^\{\{< hopscope((?: [a-z]+="[^"\\\n<>{}]*")+) >\}\}\n$`)
	shortcodeParam = regexp.MustCompile(` ([a-z]+)="([^"]*)"`)
)

// parameters are those of a shortcode's call.
type parameters map[string]string

// Get is what Hugo's has.
func (p parameters) Get(name string) string { return p[name] }

// hugo fills a shortcode as Hugo does: with html/template, and functions of the
// same names.
func hugo(t *testing.T, shortcode, call string) string {
	t.Helper()
	found := shortcodeCall.FindStringSubmatch(call)
	if found == nil {
		t.Fatalf("no call of a shortcode: %q", call)
	}
	given := parameters{}
	for _, p := range shortcodeParam.FindAllStringSubmatch(found[1], -1) {
		given[p[1]] = p[2]
	}
	filled, err := template.New("").Funcs(template.FuncMap{
		"htmlUnescape": htmltext.UnescapeString,
		"safeURL":      func(s string) template.URL { return template.URL(s) },
		"default": func(otherwise, value string) string {
			if value == "" {
				return otherwise
			}
			return value
		},
	}).Parse(shortcode)
	if err != nil {
		t.Fatalf("%v: %s", err, shortcode)
	}
	var b strings.Builder
	if err := filled.Execute(&b, given); err != nil {
		t.Fatalf("%v: %s", err, shortcode)
	}
	return b.String()
}

// mermaidBlock asserts that a page holds one block of code, the diagram, and a link.
func mermaidBlock(t *testing.T, what, page string, g given) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var elements []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		elements = append(elements, n.Data)
		switch n.Data {
		case "code":
			if n.FirstChild.Data != g.Mermaid {
				t.Errorf("%s: the diagram is %q", what, n.FirstChild.Data)
			}
		case "a":
			g.leads(t, what, n.Attr[0].Val)
			if n.FirstChild == nil || n.FirstChild.Data != g.title() {
				t.Errorf("%s: the link is not called %q: %s", what, g.title(), page)
			}
		}
	}
	if want := []string{"html", "head", "body", "pre", "code", "p", "a"}; !slices.Equal(elements, want) {
		t.Errorf("%s: %v in %s", what, elements, page)
	}
}

// document lets a program read a document of all cases, and looks at what became of
// each. Between them are paragraphs.
func document(t *testing.T, id, name string, cmd *exec.Cmd, cases []given) {
	t.Helper()
	const between = "Another one follows"
	var text strings.Builder
	for _, g := range cases {
		text.WriteString(between + "\n\n" + g.file(t, id, name) + "\n")
	}
	doc, err := html.Parse(strings.NewReader(string(piped(t, cmd, text.String()))))
	if err != nil {
		t.Fatal(err)
	}
	// The programs' own wrappings are gone through, the rest is put together again.
	var parts []*strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) == between:
			parts = append(parts, &strings.Builder{})
		case len(parts) > 0 && n.Type == html.ElementNode && !(n.Data == "div" || n.Data == "p" || n.Data == "span"):
			n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "class" && n.Data == "a" })
			if object := n.FirstChild; id == "rst" && object != nil && object.Data == "object" { // so Docutils shows an SVG whose name says so
				*object = html.Node{Type: html.ElementNode, Data: "img", Parent: n, Attr: []html.Attribute{{Key: "src", Val: object.Attr[0].Val}, {Key: "alt", Val: object.FirstChild.Data}}}
			}
			if err := html.Render(parts[len(parts)-1], n); err != nil {
				t.Fatal(err)
			}
		case len(parts) > 0 && n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
			t.Errorf("%s: a text %q", id, n.Data)
		default:
			for c := range n.ChildNodes() {
				walk(c)
			}
		}
	}
	walk(doc)
	if len(parts) != len(cases) {
		t.Fatalf("%s: %d of %d cases are there", id, len(parts), len(cases))
	}
	for i, g := range cases {
		g.look(t, id+", title "+g.Title, parts[i].String(), g.Tier)
	}
}

// TestHostileDocuments lets AsciiDoctor and Docutils read all cases in one document
// each.
func TestHostileDocuments(t *testing.T) {
	cases := hostileCases(t)
	document(t, "asciidoc", "page.adoc", exec.Command(need(t, "asciidoctor", "asciidoctor"), "--embedded", "--failure-level", "WARN", "-o", "-", "-"), cases)
	document(t, "rst", "page.rst", exec.Command(need(t, "rst2html", "python3-docutils"), "--report=1", "--halt=2"), cases)
}

// TestHostileConfigurations reads the files that configure a generator: each says
// where the script is, and what it is.
func TestHostileConfigurations(t *testing.T) {
	for i, g := range hostileCases(t) {
		if g.Tier != "element" {
			continue
		}
		var read []any
		nodeJSON(t, []string{g.file(t, "docusaurus", "docusaurus.config.js"), g.file(t, "vitepress", ".vitepress/config.mjs")}, &read, `
			const [docusaurus, vitepress] = await Promise.all(asked.map((text) => import("data:text/javascript," + encodeURIComponent(text))));
			const own = vitepress.default.vue.template.compilerOptions.isCustomElement;
			answer([docusaurus.default, vitepress.default.head, own("hop-scope"), own("div")]);`)
		script := func(deferred any) map[string]any {
			return map[string]any{"src": g.Script, "integrity": g.Integrity, "crossorigin": "anonymous", "defer": deferred}
		}
		same(t, "docusaurus.config.js", read[0], map[string]any{"scripts": []any{script(true)}})
		same(t, "config.mjs", read[1], []any{[]any{"script", script("")}})
		same(t, "isCustomElement", read[2:], []any{true, false})
		var python []any
		jsonText(t, strings.NewReplacer("html_js_files = ", "", "(", "[", "),", "]", ")", "]").Replace(g.file(t, "sphinx", "conf.py")), &python)
		same(t, "conf.py", python, []any{[]any{g.Script, map[string]any{"integrity": g.Integrity, "crossorigin": "anonymous", "defer": "defer"}}})
		if i > 12 {
			break // they hold nothing of a scenario
		}
	}
}

// TestHostileMDX lets MDX, as Docusaurus has it, read the pages: as elements of
// React they hold what was chosen, and nothing else.
func TestHostileMDX(t *testing.T) {
	cases := hostileCases(t)
	var pages, made []string
	for _, g := range cases {
		pages = append(pages, g.file(t, "docusaurus", "page.mdx"))
	}
	installed, err := filepath.Abs(filepath.Join("docusaurus", "node_modules"))
	if err != nil {
		t.Fatal(err)
	}
	mdx := filepath.Join(installed, "@mdx-js", "mdx", "index.js")
	if _, err := os.Stat(mdx); err != nil {
		t.Fatalf("MDX is not installed: run make test, or server/embedtest/install (%v)", err)
	}
	nodeJSON(t, pages, &made, `
		const [mdx, react, jsx] = await Promise.all(process.argv.slice(1).map((path) => import(path)));
		const all = [];
		for (const text of asked) {
			const { default: Page } = await mdx.evaluate(text, jsx.default ?? jsx);
			all.push((react.default ?? react).renderToStaticMarkup((jsx.default ?? jsx).jsx(Page, {})));
		}
		answer(all);`, mdx, filepath.Join(installed, "react-dom", "server.js"), filepath.Join(installed, "react", "jsx-runtime.js"))
	for i, g := range cases {
		g.look(t, "docusaurus, title "+g.Title, strings.ReplaceAll(made[i], `style="border:0"`, `style="border: 0"`), g.Tier)
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s says %v, want %v", what, got, want)
	}
}

func jsonText(t *testing.T, text string, value any) {
	t.Helper()
	if err := json.Unmarshal([]byte(regexp.MustCompile(`\],\s*\]`).ReplaceAllString(strings.NewReplacer("],\n", "]\n").Replace(text), "]]")), value); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
}
