package scenario

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// The quotes $'…', in which a backslash begins an escape as in C (IEEE Std
// 1003.1-2024, Shell Command Language, section 2.2.4; \u, \U, \E and \? as
// bash has them).

// ansiC reads up to the closing quote; the opening one is behind.
func (l *lexer) ansiC() error {
	start := l.pos
	l.open = true
	for l.more() {
		switch c := l.in[l.pos]; c {
		case '\'':
			l.pos++
			return nil
		case '\\':
			l.escape()
		default:
			l.put(1)
		}
	}
	l.pos = start
	return l.unclosed("$'")
}

// escape reads one escape, from its backslash on.
func (l *lexer) escape() {
	if l.pos+1 == len(l.in) {
		l.put(1)
		return
	}
	c := l.in[l.pos+1]
	if i := strings.IndexByte(`abeEfnrtv\'"?`, c); i >= 0 {
		l.word.WriteByte("\a\b\x1b\x1b\f\n\r\t\v\\'\"?"[i])
		l.pos += 2
		return
	}
	switch {
	case c >= '0' && c <= '7':
		l.number(1, 3, 8)
	case c == 'x':
		l.number(2, 2, 16)
	case c == 'u':
		l.number(2, 4, 16)
	case c == 'U':
		l.number(2, 8, 16)
	case c == 'c' && l.pos+2 < len(l.in):
		l.word.WriteByte(l.in[l.pos+2] & 0x1f)
		l.pos += 3
	default:
		l.put(2)
	}
}

// number reads the digits of an escape, which begin so many bytes behind the
// backslash: one byte, or one character where there is room for more digits.
func (l *lexer) number(skip, most, base int) {
	digits := l.in[l.pos+skip:]
	n := 0
	for n < most && n < len(digits) {
		if _, err := strconv.ParseUint(digits[n:n+1], base, 8); err != nil {
			break
		}
		n++
	}
	if n == 0 {
		l.put(skip)
		return
	}
	value, _ := strconv.ParseUint(digits[:n], base, 64) // at most eight hexadecimal digits
	switch {
	case most <= 3:
		l.word.WriteByte(byte(value))
	case value > utf8.MaxRune:
		l.word.WriteRune(utf8.RuneError)
	default:
		l.word.WriteRune(rune(value))
	}
	l.pos += skip + n
}
