package diagram

import (
	"strings"
	"unicode/utf8"
)

// This file estimates how wide text is. Nobody knows the visitor's fonts, so it
// errs on the wide side: DejaVu Sans is the widest of those the page asks for.

// monoWidth returns how wide s is at most in the monospaced font of 12.5 units:
// 0.62 em a column.
func monoWidth(s string) int { return columnsWidth(length(s)) }

func columnsWidth(n int) int { return (n*31 + 3) / 4 }

// columns returns how many columns fit in a width.
func columns(width int) int { return max(0, width*4/31) }

// sansWidth returns how wide s is at most in the proportional font: bold of 13
// units, or regular of 12.5.
func sansWidth(s string, strong bool) int {
	n := 0
	for _, r := range s {
		n += sansRune(r)
	}
	if !strong {
		n = n * 88 / 100
	}
	return (n*13 + 99) / 100
}

// sansRune returns the width of a rune in hundredths of an em, in bold.
func sansRune(r rune) int {
	switch {
	case r >= 0x0250:
		return max(75*cells(r), 110)
	case strings.ContainsRune("ijl ,.'/|IJ\\", r):
		return 38
	case strings.ContainsRune("ft-:;!()[]\"*_`r", r):
		return 50
	case strings.ContainsRune("?zcsLxvyk", r):
		return 67
	case strings.ContainsRune("mwMW@%&", r):
		return 111
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return 72
	}
	return 86
}

// cutSans is cut for the proportional font and a width.
func cutSans(s string, width int, strong bool) string {
	if sansWidth(s, strong) <= width {
		return s
	}
	s = cut(s, width/4) // no rune is narrower: spares measuring what cannot fit
	for n := length(s); n > 0; n-- {
		if short := cut(s, n); sansWidth(short, strong) <= width {
			return short
		}
	}
	return ""
}

// wrapSans breaks s at its spaces into at most lines lines of the width. What
// is left over ends in …, and a word too long for a line is cut.
func wrapSans(s string, width, lines int, strong bool) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(s) {
		word = cutSans(word, width, strong)
		if line == "" {
			line = word
			continue
		}
		if sansWidth(line+" "+word, strong) <= width {
			line += " " + word
			continue
		}
		if len(out) == lines-1 {
			for line != "" && sansWidth(line+" …", strong) > width {
				line = line[:max(0, strings.LastIndexByte(line, ' '))]
			}
			return append(out, strings.TrimSpace(line+" …"))
		}
		out = append(out, line)
		line = word
	}
	if line == "" {
		return out
	}
	return append(out, line)
}

// wrapMono breaks s into at most lines lines, the first of first columns, the
// others of rest columns. It breaks after a delimiter of URLs where one is near
// the end of the line, and cuts the middle out of what is too long.
func wrapMono(s string, first, rest, lines int) []string {
	s = cut(s, first+rest*(lines-1))
	var out []string
	for room := first; s != ""; room = rest {
		line := head(s, room)
		if line == "" { // not even one rune has room
			if room == rest {
				return out
			}
			out = append(out, "")
			continue
		}
		// Breaking early costs columns: only while the rest still has room.
		if at := strings.LastIndexAny(line, "/?&=.-, ") + 1; len(line) < len(s) && at*3 > len(line)*2 &&
			length(s[at:]) <= rest*(lines-len(out)-1) {
			line = line[:at]
		}
		// Wide runes leave half columns: the last line takes what fits.
		if len(out) == lines-1 && len(line) < len(s) {
			_, size := utf8.DecodeLastRuneInString(line)
			return append(out, line[:len(line)-size]+"…")
		}
		out = append(out, line)
		s = s[len(line):]
	}
	return out
}

// wrapWords breaks s at its spaces into lines, the first of at most first columns,
// the others of rest, where its words let it.
func wrapWords(s string, first, rest int) []string {
	var out []string
	line, room := "", first
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
			line = word
		case length(line)+1+length(word) > room:
			out = append(out, line)
			line, room = word, rest
		default:
			line += " " + word
		}
	}
	if line == "" {
		return out
	}
	return append(out, line)
}
