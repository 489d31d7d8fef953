package diagram

import (
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; go test -update rewrites it. Got:\n%s", path, got)
	}
}

func TestSVGGolden(t *testing.T) {
	tests := []struct {
		file    string
		trace   redirect.Trace
		width   int
		options Options
	}{
		{"submit-wide.svg", submit(), 960, Options{Step: 5}},
		{"submit-narrow.svg", submit(), 320, Options{Step: 5}},
		{"preflight.svg", preflighted(), 700, Options{Step: 99}},
		{"failed-concealed.svg", failed(), 960, Options{Step: 2, Conceal: true}},
		{"refused.svg", refusedTrace(), 480, Options{}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			// One element a line, so that a difference can be read.
			golden(t, tt.file, strings.ReplaceAll(SVG(Lay(tt.trace, tt.width), tt.options), "><", ">\n<")+"\n")
		})
	}
}

// What an SVG of the page may be made of: nothing that runs, nothing that loads,
// nothing the content security policy forbids, no id that could collide.
var (
	elements   = "svg title desc g path rect circle text tspan"
	attributes = "xmlns role class viewBox width height data-step d x y rx cx cy r text-anchor pathLength"
)

func checkSVG(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	depth := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			depth++
			if !one(elements, e.Name.Local) {
				t.Errorf("element %q", e.Name.Local)
			}
			for _, a := range e.Attr {
				if !one(attributes, a.Name.Local) {
					t.Errorf("attribute %q of %s", a.Name.Local, e.Name.Local)
				}
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if s := string(e); s != clean(s) {
				t.Errorf("text %q", s)
			}
		default:
			t.Errorf("markup %T", e)
		}
	}
	if depth != 0 {
		t.Errorf("%d elements are open at the end", depth)
	}
}

func one(of, word string) bool {
	for _, w := range strings.Fields(of) {
		if w == word {
			return true
		}
	}
	return false
}

func TestSVGOfEveryTrace(t *testing.T) {
	for name, trace := range everyTrace() {
		for _, width := range []int{320, 960} {
			svg := SVG(Lay(trace, width), Options{Step: 4})
			t.Run(name, func(t *testing.T) { checkSVG(t, svg) })
		}
	}
}

func TestSVGShowsHowFarItIs(t *testing.T) {
	tests := []struct {
		name               string
		options            Options
		done, now, future  int
		lanes              int
		holds, doesNotHold string
	}{
		{"before the first step", Options{Step: -1}, 0, 0, 9, 3, "Before the first of 9 steps.", "<desc>Step"},
		{"in the middle", Options{Step: 4}, 4, 1, 4, 3, "<desc>Step 5 of 9. api.example.com answers 307", "not a redirect.</desc>"},
		{"past the end", Options{Step: 9}, 9, 0, 0, 3, "<desc>Step 9 of 9.", `class="step now"`},
		{"what comes is concealed", Options{Step: 4, Conceal: true}, 4, 1, 0, 2, "307", "api-v2.example.com</text>"},
		{"all is concealed", Options{Step: -1, Conceal: true}, 0, 0, 0, 1, "Browser fetch()", "api-v2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			svg := SVG(Lay(submit(), 960), tt.options)
			for class, want := range map[string]int{"step done": tt.done, "step now": tt.now, "step future": tt.future, "lane": tt.lanes} {
				if got := strings.Count(svg, `<g class="`+class+`"`); got != want {
					t.Errorf("%s: got %d, want %d", class, got, want)
				}
			}
			if !strings.Contains(svg, tt.holds) || strings.Contains(svg, tt.doesNotHold) {
				t.Errorf("want %q and not %q in %s", tt.holds, tt.doesNotHold, svg)
			}
		})
	}
}

// TestSVGOfAnotherStep holds what a page that keeps its drawing relies on: the
// classes of the steps and the description are all that a step changes.
func TestSVGOfAnotherStep(t *testing.T) {
	classes := regexp.MustCompile(`<g class="step [a-z]+" data-step="([0-9]+)">`)
	description := regexp.MustCompile(`<desc>[^<]*</desc>`)
	for name, trace := range everyTrace() {
		t.Run(name, func(t *testing.T) {
			l := Lay(trace, 960)
			first := SVG(l, Options{})
			for now := range l.Steps {
				got := classes.ReplaceAllStringFunc(first, func(g string) string {
					step, _ := strconv.Atoi(classes.FindStringSubmatch(g)[1])
					return `<g class="` + StepClass(step, now) + `" data-step="` + num(step) + `">`
				})
				d := drawing{}
				d.element("desc", Description(l, now))
				got = description.ReplaceAllLiteralString(got, d.b.String())
				if want := SVG(l, Options{Step: now}); got != want {
					t.Fatalf("at step %d:\n%s\nwant\n%s", now, got, want)
				}
			}
		})
	}
}

func TestSVGEscapes(t *testing.T) {
	svg := SVG(Lay(filled(`"'<&>`), 960), Options{})
	if want := "&quot;&#39;&lt;&amp;&gt;"; !strings.Contains(svg, want) {
		t.Errorf("want %s in %s", want, svg)
	}
}

func FuzzSVG(f *testing.F) {
	for _, s := range hostile() {
		f.Add(s, 320, 3)
		f.Add(s, 960, -1)
	}
	f.Fuzz(func(t *testing.T, s string, width, step int) {
		trace := filled(s)
		checkLayout(t, "fuzz", trace, width)
		checkSVG(t, SVG(Lay(trace, width), Options{Step: step}))
		checkText(t, Text(trace))
	})
}

func BenchmarkSVG(b *testing.B) {
	trace := submit()
	for b.Loop() {
		SVG(Lay(trace, 960), Options{Step: 4})
	}
}
