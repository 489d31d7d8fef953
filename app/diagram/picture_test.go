package diagram

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// startingTraces are those of the starting scenarios, by their ids.
func startingTraces(t *testing.T) map[string]redirect.Trace {
	t.Helper()
	all := map[string]redirect.Trace{}
	for _, s := range scenario.Startings() {
		trace, err := s.Scenario.Follow()
		if err != nil {
			t.Fatal(err)
		}
		all[s.ID] = trace
	}
	return all
}

// whole draws all of a journey.
func whole(t redirect.Trace, width int, theme Theme) string {
	l := Lay(t, width)
	return Picture(l, Options{Step: len(l.Steps)}, theme)
}

// lines puts each element in a line of its own, so that a difference can be read.
func lines(svg string) string { return strings.ReplaceAll(svg, "><", ">\n<") + "\n" }

func TestPictureGolden(t *testing.T) {
	for id, trace := range startingTraces(t) {
		t.Run(id, func(t *testing.T) { golden(t, "starting/"+id+".svg", lines(whole(trace, 440, Auto))) })
	}
}

// checkPicture asserts that a picture is well-formed, is made of what one may be
// made of, and refers to nothing.
func checkPicture(t *testing.T, svg string) {
	t.Helper()
	before, rest, _ := strings.Cut(svg, "<style>")
	css, after, found := strings.Cut(rest, "</style>")
	if !found {
		t.Fatalf("a picture without a style: %.300s", svg)
	}
	if regexp.MustCompile(`(?i)url\(|@import|@font-face|src|expression|[<>]|//`).MatchString(css) {
		t.Errorf("the style refers to something: %s", css)
	}
	checkSVG(t, strings.Replace(before, ` xml:space="preserve"`, "", 1)+after)
	if !strings.Contains(before, ` xml:space="preserve" viewBox="`) {
		t.Errorf("spaces may be left out: %.300s", before)
	}
}

func TestPictureOfEveryTrace(t *testing.T) {
	tests := []struct {
		width   int
		options Options
		theme   Theme
	}{
		{360, Options{Step: 1000}, Auto},
		{720, Options{Step: 0}, Light},
		{720, Options{Step: 4, Conceal: true}, Dark},
		{440, Options{Step: -1}, `"><script>`},
	}
	for name, trace := range everyTrace() {
		t.Run(name, func(t *testing.T) {
			for _, tt := range tests {
				checkPicture(t, Picture(Lay(trace, tt.width), tt.options, tt.theme))
			}
		})
	}
}

// TestPictureIsThePage holds the picture to the drawing of the page: what stands
// where is the same.
func TestPictureIsThePage(t *testing.T) {
	lanes := regexp.MustCompile(`(?s)<g class="lane">.*`)
	for id, trace := range startingTraces(t) {
		for _, width := range []int{360, 960} {
			l := Lay(trace, width)
			for _, o := range []Options{{Step: 2}, {Step: 1, Conceal: true}, {Step: len(l.Steps)}} {
				if lanes.FindString(Picture(l, o, Light)) != lanes.FindString(SVG(l, o)) {
					t.Errorf("%s, %d, %v: another drawing than the page's", id, width, o)
				}
			}
		}
	}
}

func TestPictureThemes(t *testing.T) {
	const screen, print = "@media screen and (prefers-color-scheme:dark){", "@media print{"
	tests := []struct {
		theme        Theme
		root, paper  string // the class, and the colour where no media query holds
		query, other string // the one query, and the colour there
	}{
		{Auto, "hopscope-auto", "#fff", screen, "#181c23"},
		{"", "hopscope-auto", "#fff", screen, "#181c23"},
		{"pink", "hopscope-auto", "#fff", screen, "#181c23"},
		{Light, "hopscope-light", "#fff", "", ""},
		{Dark, "hopscope-dark", "#181c23", print, "#fff"},
	}
	for _, tt := range tests {
		svg := whole(submit(), 720, tt.theme)
		plain, query, _ := strings.Cut(svg, "@media")
		paper := "." + tt.root + " .paper{fill:"
		if !strings.Contains(plain, ` class="`+tt.root+`"`) || !strings.Contains(plain, paper+tt.paper+"}") {
			t.Errorf("%q: want %s in %.600s", tt.theme, paper+tt.paper, plain)
		}
		if tt.query == "" != (query == "") || !strings.HasPrefix("@media"+query, tt.query) || tt.query != "" && !strings.Contains(query, paper+tt.other+"}") {
			t.Errorf("%q: want %s and %s in @media%.600s", tt.theme, tt.query, tt.other, query)
		}
		if strings.Contains(svg, "var(") {
			t.Errorf("%q: a custom property is left: %s", tt.theme, svg)
		}
	}
}

func TestPictureTellsItsSteps(t *testing.T) {
	tests := []struct {
		sentence          string
		trace             redirect.Trace
		options           Options
		begins, ends, not string
	}{
		{"all of a short journey", submit(), Options{Step: 9}, "Browser fetch() sends POST to https://api.example.com/", "not a redirect.", "more step"},
		{"as far as it is", submit(), Options{Step: 1}, "Browser fetch() sends POST", "/api/v2/submit.", "307"},
		{"nothing before the first step", submit(), Options{Step: -1}, "Before the first of 9 steps.", "", "POST to"},
		{"the beginning and the end of a long one", chain(51, false), Options{Step: 999}, "Browser fetch() sends", ".", "13. "},
		{"a refusal", refusedTrace(), Options{Step: 1}, "Browser fetch() sends nothing", ".", "more"},
	}
	for _, tt := range tests {
		svg := Picture(Lay(tt.trace, 360), tt.options, Auto)
		_, rest, _ := strings.Cut(svg, "<desc>")
		desc, _, _ := strings.Cut(rest, "</desc>")
		if !strings.HasPrefix(desc, tt.begins) || !strings.HasSuffix(desc, tt.ends) || strings.Contains(desc, tt.not) {
			t.Errorf("%s: %s", tt.sentence, desc)
		}
	}
	if svg := whole(chain(51, false), 360, Auto); !strings.Contains(svg, "After 141 more steps: ") {
		t.Errorf("a long journey does not say how much it leaves out: %.3000s", svg)
	}
}

// A declaration is what a style says of one selector in one property.
type declaration struct{ selector, text string }

// declarations reads the rules of a style that has no at-rules.
func declarations(css string) []declaration {
	var all []declaration
	css = regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(css, "")
	for rule := range strings.SplitSeq(css, "}") {
		selectors, body, _ := strings.Cut(rule, "{")
		for selector := range strings.SplitSeq(selectors, ",") {
			for text := range strings.SplitSeq(body, ";") {
				if text = strings.TrimSpace(text); text != "" {
					all = append(all, declaration{strings.TrimSpace(selector), text})
				}
			}
		}
	}
	return all
}

// TestStyleIsThePages holds the style of a picture to the page's: every colour,
// and everything that is said of the diagram without moving it.
func TestStyleIsThePages(t *testing.T) {
	file, err := os.ReadFile("../../web/style.css")
	if err != nil {
		t.Fatal(err)
	}
	page := string(file)
	for _, c := range palette {
		if token := "--" + c.name + ": light-dark(" + c.light + ", " + c.dark + ");"; !strings.Contains(page, token) {
			t.Errorf("the page does not have the colour %s", token)
		}
	}
	for _, token := range []string{"--sans: " + sansFonts + ";", "--mono: " + monoFonts + ";"} {
		if !strings.Contains(page, token) {
			t.Errorf("the page does not have the fonts %s", token)
		}
	}
	_, page, _ = strings.Cut(page, "/* ---- Diagram (app/diagram)")
	_, page, _ = strings.Cut(page, "*/")
	page, _, found := strings.Cut(page, "@media")
	if !found {
		t.Fatal("the page's style has another section for the diagram")
	}
	// Where one of several kinds of element is meant, the picture names each.
	page = regexp.MustCompile(`\.seq \.step\.future :is\(([^,]*),([^)]*)\)`).ReplaceAllString(page, ".seq .step.future $1,.seq .step.future $2")
	theirs := declarations(page)
	ours := declarations(strings.ReplaceAll(form+paint, "&", ".seq"))
	own := []string{"max-width:100%", "height:auto"}                                                           // of the root
	framing := []string{"display:block", "width:100%", "overflow:visible", "margin:0 auto", "min-width:640px"} // of the page
	for _, d := range ours {
		if !slices.Contains(theirs, d) && d.selector != ".seq .paper" && !(d.selector == ".seq" && slices.Contains(own, d.text)) {
			t.Errorf("the page does not say %s{%s}", d.selector, d.text)
		}
	}
	for _, d := range theirs {
		if !slices.Contains(ours, d) && !slices.Contains(framing, d.text) {
			t.Errorf("the picture does not say %s{%s}", d.selector, d.text)
		}
	}
	if len(ours) < 80 {
		t.Errorf("only %d declarations were compared", len(ours))
	}
}

func BenchmarkPicture(b *testing.B) {
	trace := submit()
	for b.Loop() {
		whole(trace, 440, Auto)
	}
}
