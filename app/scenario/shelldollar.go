package scenario

import "strings"

// What a shell would expand: variables, and commands in a command. They are
// kept as they are written, and noted.

// dollar keeps a variable or a substitution as it is written.
func (l *lexer) dollar() error {
	rest := l.rest()
	n := 1
	switch {
	case rest[0] == '`':
		if blank := strings.TrimLeft(rest[1:], " \t\r"); strings.HasPrefix(blank, "\n") { // PowerShell
			l.pos = len(l.in) - len(blank) + 1
			return nil
		}
		end := strings.IndexByte(rest[1:], '`')
		if end < 0 {
			return l.unclosed("`")
		}
		n = end + 2
	case strings.HasPrefix(rest, "$("):
		if n = balanced(rest[1:], '(', ')'); n == 0 {
			return l.unclosed("$(")
		}
		n++
	case strings.HasPrefix(rest, "${"):
		if n = balanced(rest[1:], '{', '}'); n == 0 {
			return l.unclosed("${")
		}
		n++
	default:
		for n < len(rest) && nameChar(rest[n]) {
			n++
		}
		if n == 1 { // a lone $ is itself
			l.put(1)
			return nil
		}
	}
	l.note("%s is for a shell to replace; it was kept as it is written", quote(rest[:n]))
	l.put(n)
	return nil
}

// balanced returns how many bytes it takes to the bracket that closes the one
// s begins with; 0 where none does.
func balanced(s string, open, close byte) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case open:
			depth++
		case close:
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

func nameChar(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
