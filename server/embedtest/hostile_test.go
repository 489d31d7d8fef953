package embedtest

// Every hostile title and address in every snippet, each read in its own syntax.
// TestSites has the generators read one of them, in the browser.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/hopscope/hopscope/app/scenario"
)

const hostileBase = "https://hop.example/sub"

// hostileMore are titles that are of no use in a trace.
var hostileMore = []string{
	"{{ 7*7 }}", "{{< x >}}", `{{% x %}}`, "${window.pwned=1}", "{window.pwned=1}", "#{7*7}", "{doctitle}", "++++", `x" onload="window.pwned=1`, "*/}}", ">}}", "\n\n<script>window.pwned=1</script>",
	"line\nbreak\r\nand\ttab", "\u202etxt.exe", "\u2028x\u2029", "a_", "_", "x::y[z]", ".. raw:: html", "   :target: javascript:window.pwned=1", "--- |", ":smile:", "(C) -- ...", "&copy=1 &#x27;", "\\\"", "\\", `a\" b`, "<!-- -->", "]", "[", "](javascript:window.pwned=1)",
	"accents é, ﬁ and 日本語", "",
}

// hostileAddresses are those of nobody's scenario, too.
var hostileAddresses = []string{
	"scenario=login-307&client=fetch", "method=POST&body=hi&hop=302,/new&hop=307,https://b.example/?q=1", "s=AAAA", "",
	`"><script>window.pwned=1</script>`, "x=' onload='window.pwned=1", "body=a%0Ab%00&title=%FF%zz", "body={{7*7}}&title=%7B%7B7*7%7D%7D", "title=a_", "?title=`x`|y]", "#a=1#b=2", "url=https://a/\\\"\n++++\n", "hop=302,&hop=999,x y", "url=javascript:window.pwned=1", "title=日本語 &copy;&amp;theme=dark&readonly=1&predict=0", "hop=302,/a, /b 2x,", "title=${x}$%7Bx%7D", "scenario=../../x&scenario=%2e%2e",
}

// A given is one case, and what was made of it.
type given struct {
	host
	embed
	Readonly bool `json:"readonly"`
	Predict  bool `json:"predict"`
	made     map[string]snippet
}

// title is what the case's title is to be for a reader: one line.
func (g given) title() string {
	title := strings.TrimSpace(regexp.MustCompile(`[\p{Cc}\x{2028}\x{2029}\x{202a}-\x{202e}\x{2066}-\x{2069}]+`).ReplaceAllString(g.Title, " "))
	if title == "" {
		return "What happens to a request that is redirected"
	}
	return title
}

// hostileCases pairs every title with an address, a tier, a theme and a kind of site.
func hostileCases(t *testing.T) []given {
	t.Helper()
	var all []given
	titles := append(append([]string{}, hostile...), hostileMore...)
	themes := []string{"auto", "light", "dark", `"><script>`}
	for i := range max(len(titles), 3*len(hostileAddresses)) {
		g := given{host: host{Base: hostileBase, Script: hostileBase + "/embed-1.js", Integrity: "sha384-a+b/c", Server: i%5 != 4}}
		g.embed = embed{Address: hostileAddresses[i%len(hostileAddresses)], Title: titles[i%len(titles)], Tier: tiers[i%3], Theme: themes[i%4], Height: 300 + i, Lazy: i%2 == 0}
		g.Mermaid = "sequenceDiagram\n    A->>B: ```` " + g.title() + "\n"
		g.Readonly, g.Predict = i%3 == 0, i%4 == 1
		all = append(all, g)
	}
	module, err := snippetsModule()
	if err != nil {
		t.Fatal(err)
	}
	var asked [][2]any
	for _, g := range all {
		what := map[string]any{"address": g.Address, "title": g.Title, "tier": g.Tier, "theme": g.Theme, "height": g.Height, "lazy": g.Lazy, "readonly": g.Readonly, "predict": g.Predict, "mermaid": g.Mermaid}
		asked = append(asked, [2]any{g.host, what})
	}
	var made [][]snippet
	nodeJSON(t, asked, &made, `
		const { snippets } = await import(process.argv[1]);
		answer(asked.map(([site, what]) => snippets(site, what)));`, module)
	for i, list := range made {
		all[i].made = map[string]snippet{}
		for _, s := range list {
			all[i].made[s.ID] = s
		}
	}
	return all
}

// nodeJSON runs a module of node's: it finds a value in asked, and gives one to
// answer.
func nodeJSON(t *testing.T, asked, answer any, program string, args ...string) {
	t.Helper()
	in, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(need(t, "node", "nodejs"), append([]string{"--input-type=module", "-e", `
		import { readFileSync } from "node:fs";
		const asked = JSON.parse(readFileSync(0, "utf8"));
		const answer = (value) => process.stdout.write(JSON.stringify(value));` + program}, args...)...)
	if err := json.Unmarshal(piped(t, cmd, string(in)), answer); err != nil {
		t.Fatal(err)
	}
}

// piped runs a program over a text.
func piped(t *testing.T, cmd *exec.Cmd, text string) []byte {
	t.Helper()
	cmd.Stdin = strings.NewReader(text)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %.1000s", cmd.Args[0], err, said.String())
	}
	return out
}

// may lists what a snippet's elements may have. A style is one that we wrote.
var may = map[string][]string{
	"p": nil, "div": {"v-pre"}, "a": {"href"}, "picture": nil, "source": {"media", "srcset"}, "img": {"src", "alt"},
	"iframe": {"src", "title", "width", "height", "loading", "allow", "style"}, "script": {"src", "integrity", "crossorigin", "defer"},
	"hop-scope": {"scenario", "client", "method", "url", "body", "kind", "title", "cors", "s", "step", "hops", "address", "readonly", "predict", "theme", "lazy", "height", "picture"},
}

// look reads HTML that a snippet became: it holds what was chosen, the name that a
// reader is told, and nothing else.
func (g given) look(t *testing.T, what, text, tier string) {
	t.Helper()
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(text), body)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	count, names := map[string]int{}, []string{}
	for n := range body.Descendants() {
		switch n.Type {
		case html.TextNode:
			if said := strings.TrimSpace(n.Data); said != "" {
				names = append(names, said)
			}
			continue
		case html.ElementNode:
		default:
			t.Errorf("%s: %q in %s", what, n.Data, text)
			continue
		}
		count[n.Data]++
		allowed, known := may[n.Data]
		if !known {
			t.Errorf("%s: element %s in %s", what, n.Data, text)
		}
		for _, a := range n.Attr {
			if !slices.Contains(allowed, a.Key) {
				t.Errorf("%s: %s has %s=%q in %s", what, n.Data, a.Key, a.Val, text)
			}
			switch a.Key {
			case "alt", "title":
				if n.Data != "hop-scope" { // there it is the scenario's
					names = append(names, a.Val)
				}
			case "href", "src", "srcset":
				g.leads(t, what, a.Val)
			case "style":
				if a.Val != "border: 0" {
					t.Errorf("%s: style %q", what, a.Val)
				}
			case "integrity":
				if a.Val != g.Integrity {
					t.Errorf("%s: integrity %q", what, a.Val)
				}
			}
		}
	}
	if len(names) != 1 || names[0] != g.title() {
		t.Errorf("%s: a reader is told %q, not %q: %s", what, names, g.title(), text)
	}
	if count["img"] != of(tier == "picture") || count["iframe"] != of(tier == "frame") || count["hop-scope"] != of(tier == "element") || count["a"] != of(tier != "frame") || count["script"] > of(tier == "element") {
		t.Errorf("%s: a %s is %v: %s", what, tier, count, text)
	}
}

func of(is bool) int {
	if is {
		return 1
	}
	return 0
}

var noAddress = regexp.MustCompile("[^\\x21-\\x7e]|[\"'<>`{}|\\\\^\\[\\];]")

// leads asserts that an address is one of the site's, or of the picture that is
// saved, and that the playground reads of it what it reads of the case's.
func (g given) leads(t *testing.T, what, address string) {
	t.Helper()
	if address == "hopscope.svg" || address == g.Script {
		return
	}
	_, err := url.Parse(address)
	if err != nil || noAddress.MatchString(address) || !slices.ContainsFunc([]string{"/#", "/?", "/embed?", "/embed/?", "/diagram.svg?", "/pictures/"}, func(p string) bool { return strings.HasPrefix(address, hostileBase+p) }) {
		t.Errorf("%s leads to %q (%v)", what, address, err)
		return
	}
	if _, query, ok := strings.Cut(address, "/diagram.svg?"); ok {
		address = "?" + regexp.MustCompile(`(^|&)(width|theme)=[a-z0-9]*`).ReplaceAllString(query, "")
	}
	_, read, ok := strings.Cut(strings.Replace(address, "#", "?", 1), "?")
	if !ok {
		return // a picture of an export
	}
	got, _, _ := scenario.ParseAddress(strings.ReplaceAll(strings.ReplaceAll(read, "%2C", ","), "%2c", ","))
	want, _, _ := scenario.ParseAddress(strings.ReplaceAll(strings.TrimLeft(strings.TrimSpace(g.Address), "?#"), "%2C", ","))
	if strings.ContainsAny(g.Address, "\n\\#%") {
		return // what is no address at all is not kept as it was
	}
	if scenario.Address(got, scenario.View{}) != scenario.Address(want, scenario.View{}) {
		t.Errorf("%s: %q is read as %s, and %q as %s", what, address, scenario.Address(got, scenario.View{}), g.Address, scenario.Address(want, scenario.View{}))
	}
}

func (g given) file(t *testing.T, id, name string) string {
	t.Helper()
	for _, f := range g.made[id].Files {
		if f.Name == name {
			return f.Text
		}
	}
	t.Fatalf("%s has no %s", id, name)
	return ""
}

// TestHostile reads each output in its own syntax.
func TestHostile(t *testing.T) {
	cases := hostileCases(t)
	gfm := need(t, "cmark-gfm", "cmark-gfm")
	markdown := func(text string) string {
		return string(piped(t, exec.Command(gfm, "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink"), text))
	}
	for i, g := range cases {
		what := func(id string) string {
			return fmt.Sprintf("case %d, %s, %s, title %q, address %q", i, id, g.Tier, g.Title, g.Address)
		}
		if len(g.made) != 12 {
			t.Fatalf("%d systems", len(g.made))
		}
		for id, s := range g.made {
			for _, f := range s.Files {
				if !strings.HasSuffix(f.Text, "\n") || strings.ContainsAny(f.Text, "\r\u2028\u202e") {
					t.Errorf("%s: %q", what(id), f.Text)
				}
			}
		}
		g.look(t, what("html"), g.file(t, "html", "page.html"), g.Tier)
		g.look(t, what("iframe"), g.file(t, "iframe", "page.html"), "frame")
		for _, id := range []string{"mkdocs", "vitepress"} {
			text := g.file(t, id, "page.md")
			g.look(t, what(id), text, g.Tier)
			read, rest := strings.CutSuffix(markdown(text+"\nAfter **all**.\n"), "<p>After <strong>all</strong>.</p>\n")
			if !rest {
				t.Errorf("%s: what follows is no Markdown any more: %s", what(id), read)
			}
			g.look(t, what(id)+", as Markdown", read, g.Tier)
		}
		g.look(t, what("github"), markdown(g.file(t, "github", "README.md")), "picture")
		if g.Tier != "picture" {
			g.look(t, what("sphinx"), raw(t, g.file(t, "sphinx", "page.rst")), g.Tier)
		}
		g.look(t, what("hugo"), hugo(t, g.file(t, "hugo", "layouts/shortcodes/hopscope.html"), g.file(t, "hugo", "page.md")), g.Tier)
		mermaidBlock(t, what("mermaid"), markdown(g.file(t, "mermaid", "page.md")), g)
		for _, f := range g.made["oembed"].Files {
			address := strings.TrimSuffix(f.Text, "\n")
			if asked, ok := strings.CutPrefix(address, hostileBase+"/oembed?"); ok {
				query, err := url.ParseQuery(asked)
				if err != nil || len(query) != 2 || query.Get("format") != "json" {
					t.Errorf("%s: %q", what("oembed"), asked)
				}
				address = query.Get("url")
			}
			g.leads(t, what("oembed"), address)
		}
	}
}
