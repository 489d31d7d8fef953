package preview

// A picture of few colours: every pixel is one byte, the index of its colour. Ten
// steps at the edge of a shape are as fine as anybody sees, and keep the colours of
// all edges within the 256 that a PNG with a palette has.

import (
	"image"
	"image/color"
	"image/draw"

	"golang.org/x/image/vector"
)

// levels is how finely the edge of a shape is mixed with what is below it.
const levels = 10

type canvas struct {
	*image.Paletted
	scale float64 // pixels in a unit of the layout
	ink   map[string]uint8
	mixed map[uint8]*blend // by the colour that is put on
	ras   vector.Rasterizer
	mask  image.Alpha
}

// A blend has the colour of each mixture with one colour, by what is below and by the
// level, plus 1; 0: not yet mixed.
type blend [256][levels]uint16

// newCanvas makes a canvas of one colour. The colours are by name, as #rgb or #rrggbb.
func newCanvas(width, height int, scale float64, colours map[string]string, names []string, paper string) *canvas {
	c := &canvas{Paletted: image.NewPaletted(image.Rect(0, 0, width, height), nil), scale: scale,
		ink: map[string]uint8{}, mixed: map[uint8]*blend{}}
	for _, name := range append([]string{paper}, names...) { // the paper is 0, as all pixels are
		if _, ok := c.ink[name]; !ok {
			c.ink[name] = uint8(len(c.Palette))
			c.Palette = append(c.Palette, parseColour(colours[name]))
		}
	}
	return c
}

func parseColour(s string) color.RGBA {
	digit := func(i int) uint8 {
		if ch := s[i]; ch >= 'a' {
			return ch - 'a' + 10
		}
		return s[i] - '0'
	}
	if len(s) == 4 {
		return color.RGBA{digit(1) * 17, digit(2) * 17, digit(3) * 17, 255}
	}
	return color.RGBA{digit(1)<<4 | digit(2), digit(3)<<4 | digit(4), digit(5)<<4 | digit(6), 255}
}

// mix returns the colour of a pixel that a shape covers in part. Past 256 colours
// it is the nearest there is.
func (c *canvas) mix(below, ink, level uint8) uint8 {
	if below == ink {
		return ink
	}
	a, b := c.Palette[below].(color.RGBA), c.Palette[ink].(color.RGBA)
	part := func(a, b uint8) uint8 {
		const whole = levels - 1
		return uint8((int(a)*(whole-int(level)) + int(b)*int(level) + whole/2) / whole)
	}
	want := color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 255}
	i := c.Palette.Index(want)
	if c.Palette[i] != want && len(c.Palette) < 256 {
		i = len(c.Palette)
		c.Palette = append(c.Palette, want)
	}
	return uint8(i)
}

// stamp puts a colour wherever the mask covers, with the mask's corner at a pixel.
func (c *canvas) stamp(mask *image.Alpha, at image.Point, ink uint8) {
	size := mask.Rect.Size()
	mixed := c.mixed[ink]
	if mixed == nil {
		mixed = new(blend)
		c.mixed[ink] = mixed
	}
	r := image.Rectangle{at, at.Add(size)}.Intersect(c.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		from := mask.Pix[(y-at.Y)*mask.Stride+r.Min.X-at.X:][:r.Dx()]
		to := c.Pix[c.PixOffset(r.Min.X, y):][:r.Dx()]
		for x, a := range from {
			switch level := uint8((int(a)*(levels-1) + 127) / 255); level {
			case 0:
			case levels - 1:
				to[x] = ink
			default:
				known := &mixed[to[x]][level]
				if *known == 0 {
					*known = uint16(c.mix(to[x], ink, level)) + 1
				}
				to[x] = uint8(*known - 1)
			}
		}
	}
}

// A pt is a place in units of the layout.
type pt struct{ x, y float64 }

// fill fills outlines; one that turns the other way is a hole.
func (c *canvas) fill(ink uint8, outlines ...[]pt) {
	box := image.Rectangle{}
	for _, o := range outlines {
		for _, p := range o {
			x, y := int(p.x*c.scale), int(p.y*c.scale)
			box = box.Union(image.Rect(x-1, y-1, x+2, y+2))
		}
	}
	if box = box.Intersect(c.Rect); box.Empty() {
		return
	}
	c.ras.Reset(box.Dx(), box.Dy())
	for _, o := range outlines {
		for i, p := range o {
			x, y := float32(p.x*c.scale)-float32(box.Min.X), float32(p.y*c.scale)-float32(box.Min.Y)
			if i == 0 {
				c.ras.MoveTo(x, y)
			} else {
				c.ras.LineTo(x, y)
			}
		}
		c.ras.ClosePath()
	}
	if n := box.Dx() * box.Dy(); cap(c.mask.Pix) < n {
		c.mask.Pix = make([]uint8, n)
	} else {
		c.mask.Pix = c.mask.Pix[:n]
	}
	c.mask.Stride, c.mask.Rect = box.Dx(), image.Rect(0, 0, box.Dx(), box.Dy())
	c.ras.DrawOp = draw.Src
	c.ras.Draw(&c.mask, c.mask.Rect, image.Opaque, image.Point{})
	c.stamp(&c.mask, box.Min, ink)
}
