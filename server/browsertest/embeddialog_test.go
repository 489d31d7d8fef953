package browsertest

// The dialog about embedding: every system shows what to paste, copies it, and shows
// what a reader will see.

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var embedSystems = []string{"github", "html", "iframe", "docusaurus", "mkdocs", "vitepress", "hugo", "sphinx", "asciidoc", "rst", "mermaid", "oembed"}

// openEmbed opens the dialog at a system, as a person does.
func (p *page) openEmbed(id string) {
	p.t.Helper()
	p.click("button", "Embed")
	p.wait("the dialog is open", `document.querySelector("dialog.embed[open] [role=tab][aria-selected=true]")`)
	p.tab(id)
}

func (p *page) tab(id string) {
	p.t.Helper()
	p.clickOn("#embed-tab-" + id)
	p.wait(id+" is shown", fmt.Sprintf(`document.querySelector(".embed-panel").getAttribute("aria-labelledby") === "embed-tab-%s"`, id))
}

// pasted is what there is to paste now, one after the other.
func (p *page) pasted() string {
	p.t.Helper()
	return eval[string](p, `[...document.querySelectorAll(".embed .cmd code")].map((e) => e.textContent).join("\n")`)
}

// keepsCopies lets the page write to a clipboard that the test can read.
func (p *page) keepsCopies() {
	eval[bool](p, `navigator.clipboard.writeText = async (text) => { window.copied = text; }, true`)
}

// seen says in JavaScript that the reader's view is there, by what is in it.
var seen = map[string]string{
	"img":       `((e) => e?.complete && e.naturalWidth > 200)(document.querySelector(".embed-shown img"))`,
	"hop-scope": `((e) => e?.complete && e.naturalWidth > 200)(document.querySelector(".embed-shown hop-scope")?.shadowRoot?.querySelector("img"))`,
	"iframe":    `document.querySelector(".embed-shown iframe")?.contentDocument?.querySelector("#step:enabled")`,
	"p":         `document.querySelector(".embed-see p.help")?.textContent.includes("Mermaid")`,
}

func TestEmbedTabs(t *testing.T) {
	p := newPage(t)
	p.open("/?scenario=login-307")
	p.keepsCopies()
	p.openEmbed("github")
	shows := map[string]string{"github": "img", "iframe": "iframe", "mermaid": "p", "oembed": "iframe"}
	for _, id := range embedSystems {
		p.tab(id)
		what := shows[id]
		if what == "" {
			what = "hop-scope"
		}
		p.wait(id+" shows what a reader sees", seen[what])
		if id == "mermaid" {
			p.wait("the diagram's text has come", `document.querySelector(".embed .cmd code").textContent.startsWith("`+"```mermaid\\nsequenceDiagram"+`")`)
		}
		if got := p.pasted(); !strings.Contains(got, siteURL) && id != "sphinx" || !strings.Contains(got, "login-307") {
			t.Errorf("%s: there is to paste: %s", id, got)
		}
		for i := range eval[int](p, `document.querySelectorAll(".embed .cmd").length`) {
			file := fmt.Sprintf(`document.querySelectorAll(".embed .cmd")[%d]`, i)
			name := eval[string](p, file+`.querySelector(".bar span").textContent`)
			p.click("button", "Copy "+name)
			p.wait("it is said to be copied", fmt.Sprintf(`document.querySelector(".embed [role=status]").textContent === %q && %s.querySelector("button").textContent === "Copied"`, "Copied: "+name+".", file))
			if !eval[bool](p, file+`.querySelector("code").textContent === window.copied`) {
				t.Errorf("%s: %s is copied as %q", id, name, eval[string](p, "window.copied"))
			}
		}
	}
}

// TestEmbedChoices goes through what can be chosen.
func TestEmbedChoices(t *testing.T) {
	p := newPage(t)
	p.open("/?scenario=login-307")
	p.press(kb.ArrowRight)
	p.openEmbed("html")
	p.wait("the page is drawn", seen["hop-scope"])
	choose := func(id, value string) {
		eval[bool](p, fmt.Sprintf(`((e) => { e.focus(); e.value = %q; return e.dispatchEvent(new Event("change")); })(document.getElementById(%q))`, value, id))
	}
	steps := []struct {
		what string
		do   func()
		has  []string
		seen string
	}{
		{"a picture", func() { choose("embed-show", "picture") }, []string{"<picture>", "/diagram.svg?scenario=login-307"}, seen["img"]},
		{"in a theme", func() { choose("embed-theme", "dark") }, []string{"theme=dark"}, `document.querySelector(".embed-shown img").src.endsWith("theme=dark")`},
		{"a frame", func() { choose("embed-show", "frame") }, []string{"<iframe src=", "theme=dark", `height="640"`}, seen["iframe"]},
		{"of a height", func() { choose("embed-height", "700") }, []string{`height="700"`}, `document.querySelector(".embed-shown iframe").offsetHeight === 700`},
		{"of one that is too much", func() { choose("embed-height", "70000") }, []string{`height="2000"`}, `document.getElementById("embed-height").value === "2000"`},
		{"read only", func() { p.clickOn("#embed-readonly") }, []string{"readonly=1"}, `document.activeElement.id === "embed-readonly"`},
		{"with questions", func() { p.clickOn("#embed-predict") }, []string{"predict=1"}, "true"},
		{"at the step", func() { p.clickOn("#embed-step") }, []string{"step=1"}, "true"},
		{"the element", func() { choose("embed-show", "element") }, []string{"<hop-scope scenario=\"login-307\" step=\"1\" readonly predict theme=\"dark\" height=\"2000\">"}, `document.querySelector(".embed-shown hop-scope")`},
	}
	for _, s := range steps {
		s.do()
		p.wait(s.what, s.seen)
		for _, part := range s.has {
			if got := p.pasted(); !strings.Contains(got, part) {
				t.Errorf("%s: no %s in %s", s.what, part, got)
			}
		}
	}
	// What one system cannot carry is chosen again where it can be.
	p.tab("github")
	if !strings.Contains(p.pasted(), "/diagram.svg?") || eval[bool](p, `!document.getElementById("embed-show").disabled`) {
		t.Errorf("GitHub is given %s", p.pasted())
	}
	p.tab("docusaurus")
	if !strings.Contains(p.pasted(), "<hop-scope") {
		t.Errorf("Docusaurus is given %s", p.pasted())
	}
}

// TestEmbedByKeyboard never touches the mouse.
func TestEmbedByKeyboard(t *testing.T) {
	p := newPage(t)
	p.open("/?scenario=login-307")
	p.wait("the journey begins", `document.querySelector(".step.now")?.dataset.step === "0"`)
	do(p, chromedp.Focus(chromedp.CSS(`[id="embed.open"]`)))
	p.press(kb.Enter)
	p.wait("the focus is in the list", `document.activeElement.id === "embed-tab-github"`)
	for _, k := range []struct{ key, id string }{
		{kb.ArrowDown, "html"}, {kb.ArrowRight, "iframe"}, {kb.ArrowLeft, "html"}, {kb.ArrowUp, "github"}, {kb.ArrowUp, "oembed"}, {kb.Home, "github"}, {kb.End, "oembed"}, {kb.ArrowDown, "github"},
	} {
		p.press(k.key)
		p.wait(k.id+" is chosen", fmt.Sprintf(`document.activeElement.id === "embed-tab-%s" && document.activeElement.getAttribute("aria-selected") === "true" && document.querySelectorAll(".embed [role=tab][tabindex='0']").length === 1`, k.id))
	}
	p.tabTo("Copy README.md", "BUTTON")
	p.keepsCopies()
	p.press(kb.Enter)
	p.wait("it is copied", `window.copied?.includes("<picture>")`)
	p.press(kb.Escape)
	p.wait("the dialog is closed, and the focus where it was", `!document.querySelector("dialog.embed") && document.activeElement.id === "embed.open"`)
	if got := eval[string](p, `document.querySelector(".step.now").dataset.step`); got != "0" {
		t.Errorf("the keys have stepped the journey behind to %s", got)
	}
}

// TestEmbedOfWhatIsShown: the dialog is about the scenario as it is then.
func TestEmbedOfWhatIsShown(t *testing.T) {
	p := newPage(t)
	p.open("/?scenario=login-307")
	p.openEmbed("html")
	p.click("button", "Close")
	p.fill(`[id="request.url"]`, "https://changed.example/a")
	p.openEmbed("html")
	p.wait("it is the changed one", seen["hop-scope"])
	if got := p.pasted(); !strings.Contains(got, `url="https://changed.example/a"`) || strings.Contains(got, `scenario="login-307"`) {
		t.Errorf("there is to paste: %s", got)
	}
	eval[bool](p, `location.hash = "scenario=loop", true`)
	p.wait("another scenario closes it", `!document.querySelector("dialog.embed")`)
}

// TestEmbedHostile: a title of anybody's is shown as it is, and stands for secrets
// what Share would put there.
func TestEmbedHostile(t *testing.T) {
	p := newPage(t)
	title := `"><img src=x onerror=window.pwned=1>{{7*7}}</code></pre><script>window.pwned=1</script>`
	p.open("/?hop=302,/new&header=X-Api-Key:+s3cr3t&title=" + url.QueryEscape(title))
	p.openEmbed("html")
	p.wait("the page is drawn", seen["hop-scope"])
	for _, id := range embedSystems {
		p.tab(id)
		if got := p.pasted(); strings.Contains(got, "s3cr3t") || strings.Contains(strings.ReplaceAll(got, `\<`, ""), "<img src=x") {
			t.Errorf("%s: %s", id, got)
		}
	}
	if got := p.text(".embed-of"); got != title {
		t.Errorf("the title is %q", got)
	}
	if eval[bool](p, "window.pwned !== undefined") {
		t.Error("a script has run")
	}
	p.expect(".embed-paste", "Placeholders stand for what looks secret")
}

// TestEmbedCopyRefused: then the text is selected, and the page says so.
func TestEmbedCopyRefused(t *testing.T) {
	p := newPage(t)
	p.open("/?scenario=login-307")
	eval[bool](p, `navigator.clipboard.writeText = () => Promise.reject(new Error("no")), document.execCommand = () => false, true`)
	p.openEmbed("html")
	p.click("button", "Copy page.html")
	p.wait("it says so", `document.querySelector(".embed [role=status]").textContent.includes("The text is selected")`)
	if !eval[bool](p, `getSelection().toString().trim() === document.querySelector(".embed .cmd code").textContent.trim()`) {
		t.Errorf("selected is %q", eval[string](p, "getSelection().toString()"))
	}
}

// TestEmbedWithoutServer: what a static site shows. The picture is drawn from the
// page's own.
func TestEmbedWithoutServer(t *testing.T) {
	p := newPage(t)
	p.open("/?scenario=login-307&method=PUT")
	eval[bool](p, `document.querySelector("meta[name=hopscope-embed]").dataset.server = "false", true`)
	p.openEmbed("github")
	p.wait("the picture is drawn", seen["img"])
	if got := p.pasted(); !strings.Contains(got, "](hopscope.svg)](") {
		t.Errorf("there is to paste: %s", got)
	}
	p.expect(".embed-paste", "save it here")
	saved := eval[string](p, `new Promise((done) => {
		let blob;
		URL.createObjectURL = (given) => { blob = given; return "blob:"; };
		HTMLAnchorElement.prototype.click = function () { blob.text().then((text) => done(this.download + "\n" + text)); };
		[...document.querySelectorAll(".embed-ways button")].find((b) => b.textContent === "Save the picture").click();
	})`)
	name, svg, _ := strings.Cut(saved, "\n")
	if name != "hopscope.svg" || strings.Contains(svg, "var(") || strings.Contains(svg, ":is(") || strings.Contains(svg, ": ;") || !strings.Contains(svg, "12.5px ui-monospace") || !strings.Contains(svg, "#0a6f4e") || !strings.Contains(svg, "prefers-color-scheme") {
		t.Errorf("saved is %s: %.3000s", name, svg)
	}
	var drawing struct {
		Title string `xml:"title"`
		Desc  string `xml:"desc"`
		Style string `xml:"style"`
	}
	if err := xml.Unmarshal([]byte(svg), &drawing); err != nil || drawing.Title == "" || drawing.Desc == "" || drawing.Style == "" || regexp.MustCompile(`class="[^"]*(future|now)\b`).MatchString(svg) {
		t.Errorf("saved is %+v (%v)", drawing, err)
	}
}

// TestEmbedPasswords: nothing that the dialog gives has a password of a URL, with a
// server or without.
func TestEmbedPasswords(t *testing.T) {
	const told = "Write placeholder in its place"
	for _, test := range []struct {
		server, password string
		drawn            bool
	}{{"true", "hunter2", true}, {"false", "hunter2", false}, {"false", "placeholder", true}} {
		p := newPage(t)
		p.open("/?url=https://a.example/&hop=307,https://me:" + test.password + "@b.example/")
		eval[bool](p, fmt.Sprintf(`document.querySelector("meta[name=hopscope-embed]").dataset.server = %q, true`, test.server))
		p.openEmbed("github")
		if test.drawn {
			p.wait("the picture is drawn", seen["img"])
		} else {
			p.expect(".embed-shown", told)
			eval[bool](p, `URL.createObjectURL = () => { window.saved = true; return "blob:"; }, true`)
			p.click("button", "Save the picture")
			p.wait("it says why there is none", fmt.Sprintf(`document.querySelector(".embed [role=status]").textContent.includes(%q)`, told))
			if eval[bool](p, `Boolean(window.saved)`) {
				t.Error("the picture is saved all the same")
			}
		}
		systems := embedSystems
		if test.server == "false" { // the frames of the others are at addresses of a static site
			systems = []string{"github", "mermaid", "oembed"}
		}
		for _, id := range systems {
			p.tab(id)
			if eval[bool](p, `document.querySelector("dialog.embed").innerHTML.includes("hunter2")`) {
				t.Errorf("%s has the password", id)
			}
		}
	}
}

// TestEmbedMissing: where the dialog cannot be loaded the page says so, and goes on.
func TestEmbedMissing(t *testing.T) {
	p := newPage(t)
	p.open("/?scenario=login-307")
	eval[bool](p, `document.querySelector("meta[name=hopscope-embed]").dataset.dialog = "/web/embed-nothing.js", true`)
	p.click("button", "Embed")
	p.wait("it says so", `document.querySelector("dialog[open]")?.textContent.includes("could not be loaded")`)
	p.forget("404", "Failed to load")
	p.click("button", "Close")
	p.press(kb.ArrowRight)
	p.wait("the page goes on", `document.querySelector(".step.now")?.dataset.step === "1" && !document.querySelector("dialog[open]")`)
}

// TestEmbedIsLoadedLate: a visit that never asks for it pays nothing.
func TestEmbedIsLoadedLate(t *testing.T) {
	p := newPage(t)
	p.open("/?scenario=login-307")
	const loaded = `performance.getEntriesByType("resource").filter((e) => e.name.includes("embed-")).length`
	if n := eval[int](p, loaded); n != 0 {
		t.Errorf("%d files of it are loaded with the page", n)
	}
	p.openEmbed("github")
	if n := eval[int](p, loaded); n == 0 {
		t.Error("no file of it is loaded with the dialog")
	}
}
