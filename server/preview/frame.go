package preview

// What is around the journey: the title, what became of the request, and whose
// picture it is.

import (
	"image/png"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// buffers are those of the encoder, which is made of large ones.
var buffers bufferPool

type bufferPool struct{ pool sync.Pool }

func (p *bufferPool) Get() *png.EncoderBuffer {
	b, _ := p.pool.Get().(*png.EncoderBuffer)
	return b
}

func (p *bufferPool) Put(b *png.EncoderBuffer) { p.pool.Put(b) }

// title writes the scenario's title; the journey's own where there is none, or
// where the fonts could not write most of it.
func (d *drawing) title() {
	text := diagram.Clean(d.card.Title)
	if !written(text) {
		text = d.layout.Title
	}
	st := style{bold, 21}
	room := d.width - 2*side
	if d.canvas.width(text, st) > room {
		st.size = 17
	}
	d.text(side, titleBase, d.cut(text, room, st), st, d.ink["ink"])
}

// written reports whether most of a text has glyphs.
func written(text string) bool {
	letters.Lock()
	defer letters.Unlock()
	yes, no := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
		case has(bold, r):
			yes++
		default:
			no++
		}
	}
	return yes > no
}

// foot draws the verdict's badges and the brand.
func (d *drawing) foot() {
	top := d.height - footer
	d.fill(d.ink["soft"], rect(0, top, d.width, footer))
	right := d.brand(top+footer/2) - 14
	badges := d.badges()
	labels, hidden := d.labels(badges, right-side)
	x, y := side, top+9
	for i, text := range labels {
		if text == "" {
			continue
		}
		ink, back := fateColours(badges[i].Fate)
		w := d.canvas.width(text, badgeStyle) + badgePad
		d.box(x, y, w, 26, 6, d.ink[ink], d.ink[back])
		d.text(x+badgePad/2, y+18, text, badgeStyle, d.ink[ink])
		x += w + badgeGap
	}
	if hidden > 0 {
		d.text(x+2, y+18, more(hidden), badgeStyle, d.ink["muted"])
	}
}

var badgeStyle = style{bold, 14}

const (
	badgePad = 20.0
	badgeGap = 6.0
)

func more(n int) string { return "+" + strconv.Itoa(n) + " more" }

// labels are the texts of the badges in the room that there is: the last, which
// tells how it ended, with its reason; else without; else the others without the
// word of their fate, which their sign says, too; else some are hidden, and empty.
func (d *drawing) labels(badges []play.Badge, room float64) (labels []string, hidden int) {
	labels = make([]string, len(badges))
	total := -badgeGap
	measure := func(i int, text string) {
		if labels[i] != "" {
			total -= d.canvas.width(labels[i], badgeStyle) + badgePad + badgeGap
		}
		if labels[i] = text; text != "" {
			total += d.canvas.width(text, badgeStyle) + badgePad + badgeGap
		}
	}
	for i, b := range badges {
		measure(i, label(b))
	}
	last := len(badges) - 1
	reason := diagram.Clean(badges[last].Text)
	status, _, _ := strings.Cut(reason, ",")
	spare := room - total + d.canvas.width(labels[last], badgeStyle)
	if badges[last].Fate == redirect.Dropped { // an error's first words tell much
		status = d.cut(reason, spare-d.canvas.width(labels[last]+": ", badgeStyle), badgeStyle)
	}
	for _, text := range []string{reason, status} {
		if whole := labels[last] + ": " + text; len(text) > 5 && d.canvas.width(whole, badgeStyle) <= spare {
			measure(last, whole)
			break
		}
	}
	if total > room {
		for i, b := range badges[:last] {
			text := label(b)
			measure(i, text[:strings.LastIndexByte(text, ' ')])
		}
	}
	for _, fate := range []bool{true, false} { // what was kept goes first
		for i := last - 1; i >= 0; i-- {
			over := total
			if hidden > 0 {
				over += badgeGap + d.canvas.width(more(hidden), badgeStyle)
			}
			if over > room && labels[i] != "" && (badges[i].Fate == redirect.Kept) == fate {
				measure(i, "")
				hidden++
			}
		}
	}
	labels[last] = d.cut(labels[last], room-badgePad, badgeStyle)
	return labels, hidden
}

// label is a badge's title behind the sign of its fate.
func label(b play.Badge) string {
	sign := map[redirect.Fate]string{redirect.Kept: "✓ ", redirect.Changed: "↻ ", redirect.Dropped: "✕ ", redirect.Added: "+ "}[b.Fate]
	return sign + diagram.Clean(b.Title)
}

func fateColours(f redirect.Fate) (ink, back string) {
	switch f {
	case redirect.Kept:
		return "kept", "kept-soft"
	case redirect.Changed:
		return "changed", "changed-soft"
	case redirect.Dropped:
		return "dropped", "dropped-soft"
	}
	return "accent", "accent-soft"
}

// brand draws the icon and the name at the right, and returns where they begin.
func (d *drawing) brand(y float64) float64 {
	const name, icon = "hopscope", 24.0
	st := style{bold, 16}
	x := d.width - side - d.canvas.width(name, st)
	d.text(x, y+5.5, name, st, d.ink["ink"])
	x -= icon + 7
	unit := icon / 64
	at := func(px, py float64) (float64, float64) { return x + px*unit, y - icon/2 + py*unit }
	d.fill(d.ink["accent"], rounded(x, y-icon/2, icon, icon, 14*unit))
	for _, middle := range []float64{22, 42} { // as web/icon.svg has them
		cx, cy := at(middle, 40)
		d.fill(d.ink["card"], bow(cx, cy-4*unit, 10*unit, .5, 1, 4.5*unit), rect(cx-12.25*unit, cy-4*unit, 4.5*unit, 5*unit), rect(cx+7.75*unit, cy-4*unit, 4.5*unit, 5*unit))
	}
	for _, px := range []float64{12, 32, 52} {
		cx, cy := at(px, 43)
		d.fill(d.ink["card"], circle(cx, cy, 5.5*unit))
	}
	return x
}
