package diagram

import "strings"

// A Theme says which colours a picture has.
type Theme string

// The themes. The empty one is Auto.
const (
	Auto  Theme = "auto" // those of the reader's system
	Light Theme = "light"
	Dark  Theme = "dark"
)

// Picture draws a layout as an SVG that stands alone, in a file or in another
// site's page: its style is inside, and it refers to nothing. Auto is printed in
// light colours, and so is Dark but where it is an img: an image does not know that
// it is printed. All text is escaped.
func Picture(l Layout, o Options, theme Theme) string {
	if theme != Light && theme != Dark {
		theme = Auto
	}
	root := "hopscope-" + string(theme)
	d := drawing{}
	// Without xml:space librsvg leaves out the space at the end of a tspan.
	d.open(l, `class="`+root+`" xml:space="preserve"`, story(l, o))
	d.tag(`<style>`, style(theme, "."+root), `</style>`)
	d.tag(`<rect class="paper" width="`, num(l.Width), `" height="`, num(l.Height), `" rx="10"/>`)
	d.content(l, o)
	d.tag(`</svg>`)
	return d.b.String()
}

// told is how many sentences a description has at most: more are tiring to
// listen to, and nobody can skip them.
const told = 12

// story tells the steps that are not future. Nobody can go through those of a
// picture one by one, as on the page.
func story(l Layout, o Options) string {
	steps := l.Steps[:min(max(o.Step+1, 0), len(l.Steps))]
	if len(steps) == 0 {
		return Description(l, o.Step)
	}
	var b strings.Builder
	for i, s := range steps {
		if hidden := len(steps) - told; i == told-1 && hidden > 0 {
			b.WriteString("After " + count(hidden, "more step", "more steps") + ": ")
			s = steps[len(steps)-1]
		}
		b.WriteString(clean(s.Sentence))
		if i == told-1 {
			break
		}
		b.WriteByte(' ')
	}
	return strings.TrimSpace(b.String())
}
