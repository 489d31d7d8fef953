package diagram

import (
	"strings"
	"sync"
)

// This file is the style of a picture that stands alone: what web/style.css says
// of the diagram and of the colours, without what moves. A test holds the two
// together. Custom properties are replaced before it is written, and there is no
// :is(), as not every program that draws SVG knows them.

// palette has the colours by their names in web/style.css, light and dark.
var palette = [...]struct{ name, light, dark string }{
	{"card", "#fff", "#181c23"},
	{"ink", "#15181e", "#e9ebef"},
	{"muted", "#565d6a", "#9aa3b2"},
	{"line", "#dedcd4", "#2b313b"},
	{"soft", "#f1efe9", "#20252e"},
	{"accent", "#1d4ea3", "#8db4ff"},
	{"accent-soft", "#e4ecfa", "#1c2a45"},
	{"kept", "#0a6f4e", "#5fd3a4"},
	{"kept-soft", "#dff3ea", "#12352a"},
	{"changed", "#8a4b00", "#f0b461"},
	{"changed-soft", "#fcecd2", "#3a2a11"},
	{"dropped", "#a8231b", "#ff9b90"},
	{"dropped-soft", "#fbe4e1", "#40201c"},
}

// The fonts, by their names there.
const (
	sansFonts = `system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif`
	monoFonts = `ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace`
)

// form is what all themes share. & stands for the root: a picture may be put into
// a page among others, and styles nothing else there.
const form = `
&{max-width:100%;height:auto}
& text{font:12.5px var(--mono);direction:ltr;paint-order:stroke;stroke-width:4px;stroke-linejoin:round;font-variant-ligatures:none}
& .sans{font:13px var(--sans)}
& .strong{font-weight:650}
& .sans.muted{font-size:12.5px}
& .was{text-decoration:line-through}
& .lane path{stroke-width:2;fill:none}
& .shaft{fill:none;stroke-width:2.5}
& .reply .shaft{stroke-width:2;stroke-dasharray:6 5}
& .request.preflight .shaft{stroke-width:2}
& .node circle{stroke-width:2}
& .node text{stroke:none;font-size:11.5px}
& .badge text,& .parcel text,& .verdict text{stroke:none}
& .badge text{font-weight:700}
& .badge .was{font-weight:400}
& .parcel rect{stroke-width:1}
& .parcel.dropped rect{stroke-dasharray:3 3}
& .verdict .bar{fill:none;stroke-width:4}
& .verdict .glyph{font-weight:700}
& .now .verdict rect{stroke-width:1.5}
& .now .shaft{stroke-width:3.5}
`

// paint is what a theme has of its own.
const paint = `
& .paper{fill:var(--card)}
& text{fill:var(--ink);stroke:var(--card)}
& .muted{fill:var(--muted)}
& .lane path{stroke:var(--line)}
& .request .shaft{stroke:var(--accent)}
& .request .head{fill:var(--accent)}
& .reply .shaft{stroke:var(--muted)}
& .reply .head{fill:var(--muted)}
& .request.preflight .shaft{stroke:var(--muted)}
& .request.preflight .head{fill:var(--muted)}
& .node circle{fill:var(--card);stroke:var(--muted)}
& .badge rect{fill:var(--accent-soft)}
& .badge text{fill:var(--accent)}
& .badge.changed rect{fill:var(--changed-soft)}
& .badge.changed text{fill:var(--changed)}
& .badge.preflight rect{fill:var(--soft)}
& .badge.preflight text{fill:var(--muted)}
& .parcel.kept rect{fill:var(--kept-soft);stroke:var(--kept)}
& .parcel.kept text{fill:var(--kept)}
& .parcel.changed rect{fill:var(--changed-soft);stroke:var(--changed)}
& .parcel.changed text{fill:var(--changed)}
& .parcel.added rect{fill:var(--accent-soft);stroke:var(--accent)}
& .parcel.added text{fill:var(--accent)}
& .parcel.dropped rect{fill:var(--card);stroke:var(--dropped)}
& .parcel.dropped text{fill:var(--dropped)}
& .verdict.kept rect{fill:var(--kept-soft)}
& .verdict.kept .bar{stroke:var(--kept)}
& .verdict.kept .strong,& .verdict.kept .glyph{fill:var(--kept)}
& .verdict.changed rect{fill:var(--changed-soft)}
& .verdict.changed .bar{stroke:var(--changed)}
& .verdict.changed .strong,& .verdict.changed .glyph{fill:var(--changed)}
& .verdict.dropped rect{fill:var(--dropped-soft)}
& .verdict.dropped .bar{stroke:var(--dropped)}
& .verdict.dropped .strong,& .verdict.dropped .glyph{fill:var(--dropped)}
& .verdict .error,& .verdict .dropped{fill:var(--dropped)}
& .verdict text.kept{fill:var(--kept)}
& .verdict text.changed{fill:var(--changed)}
& .verdict text.added{fill:var(--accent)}
& .now .verdict rect{stroke:var(--accent);fill:var(--accent-soft)}
& .now .verdict .bar{stroke:var(--accent)}
& .now .verdict .strong,& .now .verdict .glyph{fill:var(--accent)}
& .now .reply .shaft{stroke:var(--accent)}
& .now .reply .head{fill:var(--accent)}
& .now .node circle{fill:var(--accent);stroke:var(--accent)}
& .now .node text{fill:var(--card)}
& .step.future text,& .step.future tspan{fill:var(--muted)!important}
& .step.future rect,& .step.future circle{fill:var(--card)!important;stroke:var(--line)!important}
& .step.future .shaft,& .step.future .bar{stroke:var(--line)!important}
& .step.future .head{fill:var(--line)!important}
`

// Colours returns the colours of a theme by their names in web/style.css, as #rgb or
// #rrggbb. Those of Auto are light.
func Colours(theme Theme) map[string]string {
	all := make(map[string]string, len(palette))
	for _, c := range palette {
		all[c.name] = c.light
		if theme == Dark {
			all[c.name] = c.dark
		}
	}
	return all
}

// styles keeps the finished styles: each is made once.
var styles struct {
	sync.Mutex
	of map[Theme]string
}

// style returns the style of a theme for the root that the selector names.
func style(theme Theme, root string) string {
	styles.Lock()
	defer styles.Unlock()
	if text, ok := styles.of[theme]; ok {
		return text
	}
	text := form + coloured(theme == Dark)
	switch theme {
	case Auto:
		text += "@media screen and (prefers-color-scheme:dark){" + coloured(true) + "}\n"
	case Dark: // paper is white
		text += "@media print{" + coloured(false) + "}\n"
	}
	text = strings.NewReplacer("var(--sans)", sansFonts, "var(--mono)", monoFonts, "&", root).Replace(text)
	if styles.of == nil {
		styles.of = map[Theme]string{}
	}
	styles.of[theme] = text
	return text
}

// coloured returns paint in the light or the dark colours.
func coloured(dark bool) string {
	var pairs []string
	for _, c := range palette {
		value := c.light
		if dark {
			value = c.dark
		}
		pairs = append(pairs, "var(--"+c.name+")", value)
	}
	return strings.NewReplacer(pairs...).Replace(paint)
}
