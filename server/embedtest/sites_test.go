package embedtest

// What the Embed dialog gives, in sites made by the real systems.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// tiers are the three ways to embed, in the order in which they stand on a page.
var tiers = []string{"picture", "element", "frame"}

// trap is a text that wants to be more than text in every syntax there is. It
// would set window.pwned.
const trap = `"'></a></script></iframe><script>window.pwned=1</script><img src=x onerror=window.pwned=1>` +
	"{{ 7*7 }}{{< x >}}{% x %}${window.pwned=1}{window.pwned=1}`code` ``` ]]> ](javascript:window.pwned=1) **bold** _em_ a|b | :x: ++++ +++ -- |x|_ `x`_ " +
	`\\ \n #{7*7} {doctitle} <<x>> <!-- --> &lt; &amp;quot; http://a.example/?a=1&copy=2 xref:x[y] image:x[] ::: /* */ ~~x~~ $$x$$ #x 日本語 end_`

// embeds are the pages of a site: an author's plain one, and one whose title and
// scenario are anybody's.
var embeds = map[string]embed{
	"plain": {
		Address: "method=POST&body=hi&hop=302,/new&client=curl", Title: "What survives a 302?",
		Theme: "auto", Height: 480, Lazy: true,
	},
	"hostile": {
		Address: "method=POST&body=" + trapInAddress + "&title=" + trapInAddress + "&hop=302,/new'\"%3E{{x}}%7C`]*++++_&client=curl", Title: trap,
		Theme: "auto", Height: 480, Lazy: true,
	},
}

// trapInAddress is the trap as a hand would put it into an address, with no more
// encoded than has to be.
var trapInAddress = strings.NewReplacer("%", "%25", "&", "%26", "#", "%23", "+", "%2B").Replace(trap)

// TestSites builds a small site with every system, as an author has it who pasted
// what the dialog gives, and opens its pages: every tier shows, steps, grows with
// what is in it and follows the theme of its page; nothing hostile breaks out.
func TestSites(t *testing.T) {
	h := theHost(t)
	given := map[string]map[string]map[string]snippet{}
	for name, e := range embeds {
		given[name] = map[string]map[string]snippet{}
		for _, tier := range tiers {
			e.Tier = tier
			given[name][tier] = snippets(t, h, e)
		}
	}
	for _, s := range systems {
		t.Run(s.id, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{}
			for _, name := range []string{"plain", "hostile"} {
				var parts []string
				for _, tier := range tiers {
					snip := given[name][tier][s.id]
					if !slices.Equal(snip.Tiers, tiers) {
						t.Fatalf("the dialog says that %s carries %v", s.id, snip.Tiers)
					}
					for _, f := range snip.Files {
						if strings.HasPrefix(f.Name, "page.") {
							parts = append(parts, f.Text)
							continue
						}
						to, known := s.config[f.Name]
						if !known {
							t.Fatalf("the dialog has a file %s", f.Name)
						}
						text := s.tree[to] + f.Text
						if other, twice := files[to]; twice && other != text {
							t.Fatalf("%s is one of the whole site, and differs:\n%s\n%s", f.Name, other, text)
						}
						files[to] = text
					}
				}
				path, text := s.source(name, parts)
				files[path] = text
			}
			began := time.Now()
			out := s.make(t, files)
			if which := s.which(t); which != "" {
				t.Logf("tested with %s; built in %.1f s", which, time.Since(began).Seconds())
			}
			site := serveSite(t, out)
			plain := s.look(t, site, h, "plain")
			hostile := s.look(t, site, h, "hostile")
			if plain != hostile {
				t.Errorf("the hostile page is made otherwise than the plain one:\n%s\n%s\n%s", plain, hostile, files[fmt.Sprintf(s.page, "hostile")])
			}
		})
	}
}

// serveSite serves a folder at a host that is another site than the program's.
func serveSite(t *testing.T, dir string) string {
	t.Helper()
	files := http.FileServer(http.Dir(dir))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return strings.Replace(s.URL, "127.0.0.1", "localhost", 1) + "/"
}

// What an author's page has, as JavaScript finds it in the root.
const (
	drawing = `root.querySelector("a img")`
	element = `root.querySelector("hop-scope")`
	frame   = `root.querySelector("iframe")`
	inside  = `document.querySelector("hop-scope").shadowRoot`
)

// look opens a page of the site and does what a reader does. It returns what the
// page is made of.
func (s system) look(t *testing.T, site string, h host, name string) string {
	e := embeds[name]
	p := newTab(t)
	p.name = "the page " + name
	p.prefers("light")
	do(p, chromedp.Navigate(site+fmt.Sprintf(s.shown, name)))
	p.wait("what the author wrote is there", fmt.Sprintf("(window.root = document.querySelector(%q)) && %s && %s && %s", s.root, drawing, element, frame))

	// The picture.
	p.wait("the picture is there", drawing+".complete && "+drawing+".naturalWidth > 0")
	if alt := eval[string](p, drawing+".alt"); alt != e.Title {
		t.Errorf("the picture's text is\n%q, want\n%q", alt, e.Title)
	}
	if link := eval[string](p, drawing+`.closest("a").href`); !strings.HasPrefix(link, h.Base+"/#") {
		t.Errorf("the picture leads to %s", link)
	}

	// The element, with its picture.
	p.wait("the element's picture is there", `customElements.get("hop-scope") && [...`+inside+`.querySelectorAll("img")].some((i) => i.complete && i.naturalWidth > 0)`)
	if says := eval[string](p, inside+`.querySelector("button").innerText`); says != "Step through it" {
		t.Errorf("the element's button says %q", says)
	}
	made := eval[string](p, skeleton)
	if text := eval[string](p, element+".textContent.trim()"); text != e.Title {
		t.Errorf("inside the element is\n%q, want\n%q", text, e.Title)
	}
	if at := eval[string](p, frame+".title"); at != e.Title {
		t.Errorf("the frame's title is\n%q, want\n%q", at, e.Title)
	}
	if text := eval[string](p, `[...root.querySelectorAll("p")].map((p) => p.textContent).filter((s) => s.startsWith("Behind")).join()`); text != "Behind 0.,Behind 1.,Behind 2." {
		t.Errorf("behind the embeds stands %q", text)
	}

	// The frame. It loads when it comes near.
	eval[bool](p, frame+".scrollIntoView(), true")
	f := p.frame("the frame of "+name, frame)
	f.steps()
	if name == "plain" {
		p.startsOnClick()
		s.follows(p, f)
	} else {
		s.dark(p)
		p.wait("the element's picture is that of the page's theme", inside+`.querySelector("img").src.includes("theme=`+s.becomes()+`")`)
	}
	for _, at := range []*tab{p, f} {
		if eval[bool](at, "window.pwned !== undefined") {
			t.Errorf("%s: a script has run", at.name)
		}
	}
	return made
}

// skeleton is what the author's part of a page is made of: elements and their
// attributes, but for those that a hop-scope knows.
const skeleton = `[...root.querySelectorAll("*")].map((e) => e.localName + "[" + e.getAttributeNames().filter((n) =>
	!e.constructor.observedAttributes?.includes(n)).sort() + "]").join(" ")`

// steps waits until the playground in a frame works, and steps.
func (f *tab) steps() {
	f.t.Helper()
	f.wait("the controls work", works)
	before := eval[string](f, count)
	f.click(`document.getElementById("step")`)
	f.wait("it steps", fmt.Sprintf("%s !== %q", count, before))
}

const (
	works = `!document.getElementById("app-wasm-loader") && document.getElementById("step")?.disabled === false`
	count = `(document.querySelector(".transport .count")?.textContent ?? "")`
)

// startsOnClick presses the element's picture, and steps in the playground that
// comes in its place.
func (p *tab) startsOnClick() {
	p.t.Helper()
	eval[bool](p, element+`.addEventListener("hopscope-step", (e) => window.stepped = JSON.stringify(e.detail)), true`)
	p.click(inside + `.querySelector("img")`)
	e := p.frame("the element's frame", inside+`.querySelector("iframe")`)
	p.wait("the playground is in the picture's place", inside+`.querySelector("iframe").checkVisibility({opacityProperty: true}) && !`+inside+`.querySelector("img").checkVisibility()`)
	e.steps()
	p.wait("the page hears of it", "window.stepped")
	var at struct{ Step, Steps int }
	if err := json.Unmarshal([]byte(eval[string](p, "window.stepped")), &at); err != nil || at.Step != 1 || at.Steps < 2 {
		p.t.Errorf("the page hears of %+v (%v)", at, err)
	}
	e.wait("nothing in it has to be scrolled for", `document.scrollingElement.scrollHeight <= innerHeight + 1`)
}

// follows makes the page dark as a reader would: the playground of the element is
// as its page, the frame as the reader's system.
func (s system) follows(p, frame *tab) {
	p.t.Helper()
	e := p.frame("the element's frame again", inside+`.querySelector("iframe")`)
	e.wait("the element is light", isLight)
	s.dark(p, frame, e)
	if s.theme.toggle == "" {
		frame.wait("the frame follows the reader's system", isDark)
	}
	if s.becomes() == "light" {
		time.Sleep(300 * time.Millisecond) // there is nothing to wait for
		e.wait("the element stays light, as its page", isLight)
		return
	}
	e.wait("the element is dark, as its page", isDark)
}

// dark makes a page and the frames in it dark, where the system's pages become so.
func (s system) dark(all ...*tab) {
	if s.theme.toggle != "" {
		all[0].click(s.theme.toggle)
		return
	}
	for _, at := range all {
		at.prefers("dark")
	}
}

// becomes is the theme of a page that was made dark.
func (s system) becomes() string {
	if s.theme == (theme{}) {
		return "light"
	}
	return "dark"
}

// The colour of a playground's paper.
const (
	paper   = `getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number)`
	isDark  = "Math.max(..." + paper + ".slice(0, 3)) < 100"
	isLight = "Math.min(..." + paper + ".slice(0, 3)) > 150"
)
