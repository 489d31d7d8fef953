package browsertest

// The workshop: its plans, its handouts on paper, and what is left of it without a
// network.

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"

	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/server/workshop"
)

// papers are the sizes that a handout is printed on, in inches.
var papers = []struct {
	name          string
	width, height float64
}{{"A4", 8.27, 11.69}, {"Letter", 8.5, 11}}

// TestHandouts prints every handout and reads the PDF: every question is on it, the
// answers are where they belong, nothing is cut off and each lesson begins a page.
func TestHandouts(t *testing.T) {
	for _, plan := range lesson.Plans() {
		for _, answers := range []bool{false, true} {
			for _, paper := range papers {
				name := fmt.Sprintf("%d minutes, answers %v, %s", plan.Minutes, answers, paper.name)
				t.Run(name, func(t *testing.T) {
					p := newPage(t)
					p.goTo(workshop.HandoutPath(plan, answers))
					file := printPDF(p, paper.width, paper.height)
					text := pdfText(t, file, "-layout")
					checkHandout(t, plan, answers, text)
					if pages := pdfPages(t, file); pages < len(plan.Lessons()) || pages > 5*len(plan.Lessons()) {
						t.Errorf("it has %d pages for %d lessons", pages, len(plan.Lessons()))
					}
				})
			}
		}
	}
}

// checkHandout reads a handout. Lines are broken anywhere, so white space is left out
// of account.
func checkHandout(t *testing.T, plan lesson.Plan, answers bool, text string) {
	t.Helper()
	squeezed := squeeze(text)
	has := func(what string) bool { return strings.Contains(squeezed, squeeze(strings.ReplaceAll(what, "`", ""))) }
	for _, page := range strings.Split(strings.TrimRight(text, "\f"), "\f") {
		if strings.TrimSpace(page) == "" {
			t.Error("a page is empty")
		}
	}
	for _, l := range plan.Lessons() {
		if !has(l.Title) {
			t.Errorf("%q is not on it", l.Title)
		}
		for _, step := range l.Steps {
			if step.Ask != "" && !has(step.Ask) {
				t.Errorf("the question %q is not on it", step.Ask)
			}
			for _, o := range step.Options {
				if !has(o.Text) {
					t.Errorf("the option %q is not on it", o.Text)
				}
				if has(o.Reply) != answers {
					t.Errorf("answers %v, and the reply %q is there: %v", answers, o.Reply, !answers)
				}
			}
		}
	}
	if strings.Contains(text, "Playground") {
		t.Error("the navigation is printed")
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// printPDF prints the page on paper of that size, in inches, and returns the file. A
// HOPSCOPE_PDF in the environment names a directory that keeps it, to be looked at.
func printPDF(p *page, width, height float64) string {
	p.t.Helper()
	printed := call(p, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PaperWidth: width, PaperHeight: height})
	dir := os.Getenv("HOPSCOPE_PDF")
	if dir == "" {
		dir = p.t.TempDir()
	}
	file := filepath.Join(dir, regexp.MustCompile(`\W+`).ReplaceAllString(p.t.Name(), "-")+".pdf")
	if err := os.WriteFile(file, printed.Data, 0o644); err != nil {
		p.t.Fatal(err)
	}
	return file
}

func pdfText(t *testing.T, file string, args ...string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", append(args, file, "-")...).Output()
	if err != nil {
		t.Fatalf("pdftotext (of poppler-utils; make tools installs it): %v", err)
	}
	return string(out)
}

var pagesLine = regexp.MustCompile(`(?m)^Pages:\s+(\d+)$`)

func pdfPages(t *testing.T, file string) int {
	t.Helper()
	out, err := exec.Command("pdfinfo", file).Output()
	if err != nil {
		t.Fatalf("pdfinfo (of poppler-utils; make tools installs it): %v", err)
	}
	found := pagesLine.FindSubmatch(out)
	if found == nil {
		t.Fatalf("pdfinfo says %q", out)
	}
	n, _ := strconv.Atoi(string(found[1]))
	return n
}

// TestWorkshopOffline keeps a workshop, takes the server away, and reads on.
func TestWorkshopOffline(t *testing.T) {
	s, err := startServer()
	if err != nil {
		t.Fatal(err)
	}
	defer s.stop()
	p := newPage(t)
	p.goTo(s.url + workshop.Path)
	p.clickOn("#keep")
	p.wait("all is kept", `document.getElementById("kept").textContent.startsWith("All ")`)
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	plan := lesson.Plans()[0]
	for _, path := range []string{workshop.HandoutPath(plan, false), lesson.Path, lesson.Path + "/" + plan.Lessons()[0].ID + "?present=1"} {
		p.goTo(s.url + path)
		p.wait("the page is there without a server: "+path, `document.readyState === "complete" && document.querySelector("main h1") !== null`)
		if got := eval[string](p, `getComputedStyle(document.querySelector("main")).maxWidth + " " + [...document.styleSheets].length`); strings.HasPrefix(got, "none 0") {
			t.Errorf("%s has no style", path)
		}
	}
	p.forget("ERR_CONNECTION_REFUSED", "Failed to load resource")
}

// TestWorkshopKeepsNothing: a page that was loaded past the worker says so, and one
// whose copies find no room does not say that they are kept.
func TestWorkshopKeepsNothing(t *testing.T) {
	p := newPage(t)
	p.goTo(workshop.Path)
	p.clickOn("#keep")
	p.wait("all is kept", `document.getElementById("kept").textContent.startsWith("All ")`)
	eval[bool](p, `window.before = true`)
	past := true
	call(p, cdppage.Reload, cdppage.ReloadParams{IgnoreCache: &past})
	p.wait("it is another page", `!window.before && document.readyState === "complete"`)
	p.clickOn("#keep")
	p.wait("it says what to do", `document.getElementById("kept").textContent === "Not kept: reload this page first." && !document.getElementById("keep").disabled`)

	p.reload()
	eval[bool](p, `caches.match = async () => undefined, true`)
	p.clickOn("#keep")
	p.wait("it says that there was no room", `document.getElementById("kept").textContent.includes("no room for")`)
}

// TestWorkshopPages looks for what keeps people from using the pages.
func TestWorkshopPages(t *testing.T) {
	plan := lesson.Plans()[0]
	for _, path := range []string{workshop.Path, workshop.HandoutPath(plan, false), workshop.HandoutPath(plan, true)} {
		for _, width := range []int64{1280, 360} {
			t.Run(fmt.Sprint(path, " ", width), func(t *testing.T) {
				p := newPage(t)
				p.size(width, 800)
				p.goTo(path)
				p.axe()
				p.noSideways()
			})
		}
	}
}
