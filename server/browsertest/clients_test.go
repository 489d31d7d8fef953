package browsertest

// The pages about the measured clients.

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// shownRows counts the rows of the matrix that can be seen.
const shownRows = `[...document.querySelectorAll(".by tr.one")].filter((r) => r.checkVisibility()).length`

// TestClientsMatrix goes from the playground to the matrix, filters it, and opens
// a case, and that in the playground.
func TestClientsMatrix(t *testing.T) {
	p := newPage(t)
	p.open("/")
	p.click("link", "Clients")
	p.wait("the matrix is there, as a whole", `location.pathname === "`+at("/clients")+`" && document.readyState === "complete"`)
	all := eval[int](p, shownRows)
	if all < 5 {
		t.Fatalf("the matrix shows %d rows", all)
	}

	p.fill("#find", "curl")
	p.wait("the rows of curl are left", fmt.Sprintf(`(%s) < %d && (%[1]s) > 0`, shownRows, all))
	p.fill("#find", "nobody has this name")
	p.wait("no rows are left", shownRows+` === 0`)
	p.fill("#find", " ")
	p.wait("all rows are back", fmt.Sprintf(`(%s) === %d`, shownRows, all))

	p.clickOn("label:has(#show-departs)")
	p.wait("fewer rows are left", fmt.Sprintf(`(%s) < %d && (%[1]s) > 0`, shownRows, all))
	p.clickOn("label:has(#show-all)")
	p.clickOn("label:has(#m-put-body)")
	p.wait("the part for PUT is there", `document.getElementById("by-put-body").checkVisibility() && !document.getElementById("by-post-body").checkVisibility()`)

	p.clickOn(`#by-put-body a[href="` + at("/clients/curl#302-put-body") + `"]`)
	p.wait("the case is open", `location.pathname === "`+at("/clients/curl")+`" && document.getElementById("302-put-body").checkVisibility() && document.getElementById("302-put-body").parentElement.open`)
	p.clickOn(`[id="302-put-body"] ~ .in a.btn`)
	p.ready()
	if got := eval[string](p, `new URLSearchParams(location.search).get("client") + " " + new URLSearchParams(location.search).get("method")`); got != "curl PUT" {
		t.Errorf("the playground has %s", got)
	}
}

// TestClientsKeys uses the matrix with the keyboard alone.
func TestClientsKeys(t *testing.T) {
	p := newPage(t)
	p.goTo("/clients")
	p.wait("the matrix is there", `document.getElementById("m-post-body")?.checked`)
	eval[bool](p, `document.getElementById("m-post-body").focus(), true`)
	p.press(kb.ArrowRight)
	p.wait("the next method is shown", `document.getElementById("by-post").checkVisibility()`)
	eval[bool](p, `document.querySelector('#by-post a[href="`+at("/clients/curl#307-post")+`"]').focus(), true`)
	p.press(kb.Enter)
	p.wait("the case is open and has the focus", `document.activeElement?.id === "307-post" && document.activeElement.parentElement.open`)
	p.press(kb.Enter)
	p.wait("it is closed again", `!document.getElementById("307-post").parentElement.open`)
}

// fewRows takes all but curl's rows of one method out of the matrix, if the page
// has one: every row is made alike, and axe-core would look at thousands of cells
// for a minute.
func (p *page) fewRows() {
	p.t.Helper()
	eval[bool](p, `document.querySelectorAll(".by:not(#by-post-body), tr.one:not([data-name^=curl])").forEach((e) => e.remove()), true`)
}

// TestClientsLooks opens the pages at every width: nothing scrolls sideways. With
// room for the whole matrix axe-core looks at them, in both themes.
func TestClientsLooks(t *testing.T) {
	for _, path := range []string{"/clients", "/clients/go#302-post-body", "/clients/rfc9110"} {
		for _, width := range []int64{320, 768, 1440} {
			t.Run(fmt.Sprintf("%s at %d", path, width), func(t *testing.T) {
				p := newPage(t)
				p.size(width, 900)
				theme := "light"
				if width == 768 {
					theme = "dark"
				}
				p.theme(theme)
				p.goTo(path)
				p.wait("the page is there, as a whole", `document.querySelector("h1") && document.readyState === "complete"`)
				p.noSideways()
				if width > 320 {
					p.fewRows()
					p.axe()
				}
			})
		}
	}
}
