package preview

// Text, with the Go fonts: they are free, part of a module that is pinned, and the
// same on every machine, so that the same scenario is the same picture.

import (
	"image"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A typeface is one of four.
type typeface uint8

const (
	sans typeface = iota
	bold
	mono
	monoBold
)

// A style is a typeface and its size in units of the layout.
type style struct {
	typeface
	size float64
}

// A glyph is drawn once for its size. None has more than a few hundred bytes, and
// those that are kept are of scripts that the fonts have: some hundred for each of
// a dozen sizes.
type glyph struct {
	mask    *image.Alpha
	at      image.Point // of the mask's corner, from the pen
	advance fixed.Int26_6
}

type faceKey struct {
	typeface
	size fixed.Int26_6 // in pixels
}

type glyphKey struct {
	faceKey
	r rune
}

// letters are all that is known of the fonts. A face serves one at a time.
var letters = struct {
	sync.Mutex
	fonts  [4]*sfnt.Font
	faces  map[faceKey]font.Face
	glyphs map[glyphKey]*glyph
}{faces: map[faceKey]font.Face{}, glyphs: map[glyphKey]*glyph{}}

// fontOf returns a font, which is parsed once.
func fontOf(t typeface) *sfnt.Font {
	if letters.fonts[t] == nil {
		f, err := opentype.Parse([][]byte{goregular.TTF, gobold.TTF, gomono.TTF, gomonobold.TTF}[t])
		if err != nil {
			panic(err) // they are part of the program
		}
		letters.fonts[t] = f
	}
	return letters.fonts[t]
}

// has reports whether a font has a glyph for r.
func has(t typeface, r rune) bool {
	i, err := fontOf(t).GlyphIndex(nil, r)
	return err == nil && i != 0
}

// glyphOf returns a glyph, which the font has.
func glyphOf(key glyphKey) *glyph {
	if g, ok := letters.glyphs[key]; ok {
		return g
	}
	face := letters.faces[key.faceKey]
	if face == nil {
		var err error
		face, err = opentype.NewFace(fontOf(key.typeface), &opentype.FaceOptions{Size: float64(key.size) / 64, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			panic(err)
		}
		letters.faces[key.faceKey] = face
	}
	r, mask, corner, advance, _ := face.Glyph(fixed.Point26_6{}, key.r)
	g := &glyph{at: r.Min, advance: advance}
	if from, is := mask.(*image.Alpha); is && !r.Empty() { // the face uses it again
		g.mask = image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
		for y := range r.Dy() {
			copy(g.mask.Pix[y*g.mask.Stride:][:r.Dx()], from.Pix[from.PixOffset(corner.X, corner.Y+y):])
		}
	}
	letters.glyphs[key] = g
	return g
}

// A placed glyph stands at x pixels behind the start of its line. A sign has no
// glyph.
type placed struct {
	*glyph
	sign [][]pt
	x    fixed.Int26_6
}

// set sets a line of text in pixels, and returns how wide it is.
func (c *canvas) set(s string, st style) (line []placed, width fixed.Int26_6) {
	key := faceKey{st.typeface, fixed.Int26_6(st.size*c.scale*64 + .5)}
	letters.Lock()
	defer letters.Unlock()
	for _, r := range s {
		sign, isSign := signs[r]
		switch {
		case isSign:
		case has(st.typeface, r):
			g := glyphOf(glyphKey{key, r})
			line = append(line, placed{glyph: g, x: width})
			width += g.advance
			continue
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
			continue // nothing to see by itself
		default:
			sign = missing
		}
		line = append(line, placed{sign: sign, x: width})
		width += key.size * 4 / 5
	}
	return line, width
}

// width returns how wide text is, in units of the layout.
func (c *canvas) width(s string, st style) float64 {
	_, w := c.set(s, st)
	return float64(w) / 64 / c.scale
}

// text writes text from x on, with its baseline at y, and returns where it ends.
func (c *canvas) text(x, y float64, s string, st style, ink uint8) float64 {
	line, width := c.set(s, st)
	left, base := x*c.scale, int(y*c.scale+.5)
	for _, p := range line {
		at := left + float64(p.x)/64
		if p.glyph == nil {
			c.sign(at/c.scale, y, st.size, p.sign, ink)
		} else if p.mask != nil {
			c.stamp(p.mask, image.Pt(int(at+.5), base).Add(p.at), ink)
		}
	}
	return x + float64(width)/64/c.scale
}

// sign draws a sign as large as a capital letter.
func (c *canvas) sign(x, y, size float64, sign [][]pt, ink uint8) {
	side := size * .68
	moved := make([][]pt, len(sign))
	for n, outline := range sign {
		for _, p := range outline {
			moved[n] = append(moved[n], pt{x + p.x*side, y - side + p.y*side})
		}
	}
	c.fill(ink, moved...)
}

// cut returns what of s fits in the width, with … for the rest.
func (c *canvas) cut(s string, width float64, st style) string {
	if c.width(s, st) <= width {
		return s
	}
	runes := []rune(s)
	low, high := 0, min(len(runes)-1, int(width)) // no letter is narrower than a unit
	for low < high {
		if n := (low + high + 1) / 2; c.width(string(runes[:n])+"…", st) <= width {
			low = n
		} else {
			high = n - 1
		}
	}
	return string(runes[:low]) + "…"
}
