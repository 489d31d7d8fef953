package embedtest

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
)

func picture(trace redirect.Trace, width int, theme diagram.Theme) string {
	l := diagram.Lay(trace, width)
	return diagram.Picture(l, diagram.Options{Step: len(l.Steps)}, theme)
}

// fits finds what of the pictures in a page stands out of them, and what text
// stands on another.
const fits = `(() => {
  const wrong = [];
  for (const svg of document.querySelectorAll("svg")) {
    const all = svg.getBoundingClientRect();
    for (const e of svg.querySelectorAll("text, rect, circle, path")) {
      const r = e.getBoundingClientRect();
      if (r.left < all.left - 1 || r.right > all.right + 1 || r.top < all.top - 1 || r.bottom > all.bottom + 1) {
        wrong.push(svg.dataset.name + ": " + e.outerHTML);
      }
    }
  }
  return wrong;
})()`

// TestPictureInChromium puts every picture into a page, with Chromium's fonts:
// nothing is cut off at the edges.
func TestPictureInChromium(t *testing.T) {
	p := newTab(t)
	for _, width := range []int{360, 720} {
		var page strings.Builder
		page.WriteString(`<!DOCTYPE html><meta charset="utf-8"><body>`)
		for _, j := range journeys(t) {
			if j.text == "" || len(j.text) == len([]rune(j.text)) {
				svg := picture(j.trace, width, diagram.Auto)
				page.WriteString(strings.Replace(svg, "<svg ", fmt.Sprintf("<svg data-name=%q ", strings.ReplaceAll(j.name[:min(12, len(j.name))], `"`, "")), 1))
			}
		}
		do(p, chromedp.EmulateViewport(int64(width)+40, 900))
		do(p, chromedp.Navigate(serve(t, page.String(), nil)))
		wrong, pwned := eval[[]string](p, fits), eval[bool](p, "window.pwned !== undefined")
		if len(wrong) > 0 {
			t.Errorf("%d wide: %d elements stand out, the first: %s", width, len(wrong), wrong[0])
		}
		if pwned {
			t.Errorf("%d wide: a script has run", width)
		}
	}
}

// The backgrounds of the themes, as in web/style.css.
var papers = map[diagram.Theme]color.NRGBA{
	diagram.Auto:  {0xff, 0xff, 0xff, 0xff}, // a program without a reader has no preference
	diagram.Light: {0xff, 0xff, 0xff, 0xff},
	diagram.Dark:  {0x18, 0x1c, 0x23, 0xff},
}

// TestPictureInRsvg lets rsvg-convert draw every picture, as generators of PDF and
// of previews do.
func TestPictureInRsvg(t *testing.T) {
	program := need(t, "rsvg-convert", "librsvg2-bin")
	themes, widths := []diagram.Theme{diagram.Auto, diagram.Dark, diagram.Light}, []int{360, 720}
	for i, j := range journeys(t) {
		theme, width := themes[i%len(themes)], widths[i%len(widths)]
		cmd := exec.Command(program, "--format", "png")
		cmd.Stdin = strings.NewReader(picture(j.trace, width, theme))
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err != nil || said.Len() > 0 {
			t.Fatalf("%s: %v: %s", j.name, err, said.String())
		}
		checkDrawn(t, j.name, out, width, papers[theme])
	}
}

// checkDrawn asserts that a PNG is a picture on that paper: as wide as it should
// be, with many colours.
func checkDrawn(t *testing.T, name string, data []byte, width int, paper color.NRGBA) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	b := img.Bounds()
	if b.Dx() != width || b.Dy() < 100 {
		t.Errorf("%s: %d by %d pixels", name, b.Dx(), b.Dy())
	}
	if got := color.NRGBAModel.Convert(img.At(width-3, b.Dy()/2)); got != paper {
		t.Errorf("%s: the paper is %v, not %v", name, got, paper)
	}
	colours := map[color.Color]bool{}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			colours[img.At(x, y)] = true
		}
	}
	if len(colours) < 50 {
		t.Errorf("%s: only %d colours", name, len(colours))
	}
}
