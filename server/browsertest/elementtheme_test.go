package browsertest

// How <hop-scope> looks: in any theme, width and way of reading.

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// TestElementThemes puts it on what pages stand on.
func TestElementThemes(t *testing.T) {
	tests := []struct{ says, system, head, open, element, want string }{
		{"nothing said", "light", "", "", "", "light"},
		{"a page without a background is white, whatever the system", "dark", "", "", "", "light"},
		{"a page that leaves it to the system, which is dark", "dark", `<meta name="color-scheme" content="light dark">`, "", "", "dark"},
		{"a page that leaves it to the system, which is light", "light", `<meta name="color-scheme" content="light dark">`, "", "", "light"},
		{"a page that is dark by its color-scheme", "light", `<style>:root{color-scheme:dark}</style>`, "", "", "dark"},
		{"a dark body", "light", `<style>body{background:#111}</style>`, "", "", "dark"},
		{"a dark root, of which the body shows", "light", `<style>html{background:rgb(20 20 30)}</style>`, "", "", "dark"},
		{"a light card on a dark page", "dark", `<style>body{background:#111}.card{background:#fff}</style>`, `<div class="card"><p>`, "", "light"},
		{"a card that can be seen through", "light", `<style>body{background:#111}.card{background:rgb(255 255 255 / .1)}</style>`, `<div class="card">`, "", "dark"},
		{"colours of today", "light", `<style>body{background:oklch(20% .05 250)}</style>`, "", "", "dark"},
		{"and light ones", "dark", `<style>body{background:color(display-p3 .9 .9 .9)}</style>`, "", "", "light"},
		{"a yellow page is a light one", "dark", `<style>body{background:#ff0}</style>`, "", "", "light"},
		{"a blue one a dark one", "light", `<style>body{background:#00f}</style>`, "", "", "dark"},
		{"the author's word", "light", `<style>body{background:#fff}</style>`, "", `theme="dark"`, "dark"},
		{"the other one", "dark", `<style>body{background:#111}</style>`, "", `theme="light"`, "light"},
		{"auto is the page's", "light", `<style>body{background:#111}</style>`, "", `theme="auto"`, "dark"},
		{"what is no theme, too", "light", `<style>body{background:#111}</style>`, "", `theme="pink"`, "dark"},
	}
	f := newFront(t, puppet)
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			p := newPage(t)
			p.theme(test.system)
			p.openAuthor(author(t, "", f.script()+test.head, test.open+`<hop-scope scenario="loop" lazy `+test.element+`>A loop</hop-scope>`))
			p.wait("the picture is shown", pictured)
			if src := eval[string](p, `inside("img").src`); !strings.Contains(src, "theme="+test.want+"&") {
				t.Errorf("the picture is %s, want %s", src, test.want)
			}
		})
	}
}

// TestElementFollowsTheTheme changes it, as the switches of documentation systems
// do.
func TestElementFollowsTheTheme(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	p.theme("light")
	p.openAuthor(author(t, "", f.script()+`<style>
		html.dark, [data-theme=dark], [data-md-color-scheme=slate] { background: #111 }
		#slow { transition: background-color .2s } #slow.night { background: #111 }
		#both.system { color-scheme: light dark }
	</style>`, `<div id="slow"><div id="both">`+lazy+`</div></div>`))
	dark := func(want bool) {
		t.Helper()
		theme := map[bool]string{true: "dark", false: "light"}[want]
		p.wait("the picture is "+theme, fmt.Sprintf(`inside("img").src.includes("theme=%s") && inside("img").complete`, theme))
	}
	dark(false)
	for _, change := range []string{
		`document.documentElement.classList.toggle("dark")`,
		`document.documentElement.toggleAttribute("data-theme") && (document.documentElement.dataset.theme = "dark")`,
		`document.body.toggleAttribute("data-md-color-scheme") && (document.body.dataset.mdColorScheme = "slate")`,
		`document.getElementById("slow").classList.toggle("night")`,
		`document.body.style.background = document.body.style.background ? "" : "black"`,
	} {
		for _, want := range []bool{true, false} {
			eval[bool](p, `(`+change+`, true)`)
			dark(want)
		}
	}
	p.click("button", "Step through it: A form, with 307")
	p.wait("the playground is shown", playing)
	eval[bool](p, `document.documentElement.classList.toggle("dark"), true`)
	dark(true)
	eval[bool](p, `document.documentElement.classList.toggle("dark"), document.getElementById("both").classList.add("system"), true`)
	dark(false)
	p.theme("dark") // the system's
	dark(true)
	var themes []any
	for _, m := range p.heard(3) {
		themes = append(themes, m["type"], m["theme"])
	}
	if want := []any{"hopscope:theme", "dark", "hopscope:theme", "light", "hopscope:theme", "dark"}; !reflect.DeepEqual(themes, want) {
		t.Errorf("the frame has heard %v, want %v", themes, want)
	}
}

// TestElementWidths asks for few widths, so that caches share them.
func TestElementWidths(t *testing.T) {
	f := newFront(t, puppet)
	tests := []struct{ page, want int64 }{{200, 280}, {320, 280}, {375, 280}, {400, 360}, {768, 680}, {1280, 1240}, {2000, 1240}}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.page), func(t *testing.T) {
			p := newPage(t)
			p.size(test.page, 800)
			p.openAuthor(author(t, "", f.script()+`<style>main{margin:0 8px}body{margin:0}</style>`, lazy))
			p.wait("the picture is shown", pictured)
			if got := eval[string](p, `new URL(inside("img").src).searchParams.get("width")`); got != fmt.Sprint(test.want) {
				t.Errorf("in a page of %d the picture is %s wide, want %d", test.page, got, test.want)
			}
			before := f.count("/diagram.svg")
			p.size(test.page+300, 800)
			eval[bool](p, `new Promise((r) => setTimeout(() => r(true), 100))`)
			if f.count("/diagram.svg") != before {
				t.Error("a window that grows asks for another picture")
			}
		})
	}
}

// TestElementPrints prints the picture, also where the playground is shown.
func TestElementPrints(t *testing.T) {
	f := newFront(t, puppet)
	p := newPage(t)
	p.openAuthor(author(t, "", f.script(), lazy+strings.Replace(lazy, "lazy", `picture="none"`, 1)))
	p.wait("the picture is shown", pictured)
	p.click("button", "Step through it: A form, with 307")
	p.wait("the playground is shown", playing)
	p.wait("and the one without a picture", `shown("iframe", 1) && inside(".live", 1)`)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	p.wait("on paper is the picture", `shown("img") && !shown("iframe") && !shown("button")`)
	if !eval[bool](p, `shown("iframe", 1) && !shown("img", 1)`) {
		t.Error("where there is no picture, what is shown is not printed")
	}
}

// TestElementAccess looks at each of its states with axe-core, narrow, from right
// to left, in both themes and in forced colours.
func TestElementAccess(t *testing.T) {
	f := newFront(t, puppet)
	waits := newFront(t, silent)
	pages := []struct{ says, head, body string }{
		{"left to right", "", lazy},
		{"right to left", `<script>document.documentElement.dir = "rtl"</script>`, lazy},
		{"dark", `<style>body{background:#101318;color:#fff}a{color:#8db4ff}</style>`, lazy},
		{"an error", "", `<hop-scope scenario="nothing" title="` + strings.Repeat("long", 60) + `" lazy><a href="/x">Inside</a></hop-scope>`},
		{"an error, dark", `<style>body{background:#101318;color:#fff}a{color:#8db4ff}</style>`, `<hop-scope scenario="nothing" lazy><a href="/x">Inside</a></hop-scope>`},
	}
	for _, width := range []int64{320, 1280} {
		for _, forced := range []bool{false, true} {
			for _, page := range pages {
				if forced && strings.Contains(page.says, "dark") {
					continue // there the colours are the system's
				}
				t.Run(fmt.Sprint(page.says, " ", width, " ", forced), func(t *testing.T) {
					p := newPage(t)
					p.size(width, 800)
					if forced {
						call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}})
					}
					// axe-core takes a page without a background for white.
					p.openAuthor(author(t, "", f.script()+"<style>html{background:Canvas}</style>"+page.head, page.body))
					p.wait("there is something to see", `shown("img") && inside("img").naturalWidth || inside("p")?.innerText`)
					p.axe()
					p.noSideways()
					eval[bool](p, fmt.Sprintf(`el().setAttribute("base", %q), true`, waits.url))
					p.wait("it has another base", `inside("img").src.startsWith("`+waits.url+`") && (inside("img").complete || inside("p").innerText)`)
					eval[bool](p, `inside("button").focus(), inside("button").click(), true`)
					p.wait("it loads", `inside("button").innerText === "Loading…"`)
					p.axe()
					p.noSideways()
					p.forget("status of 400")
				})
			}
		}
	}
}
