package scenario

import "strings"

// Lines written for cmd.exe, as browsers copy them for Windows: a caret takes
// the place of the backslash, and only double quotes quote.

func forCmd(line string) bool {
	return strings.Contains(line, `^"`) || strings.Contains(line, "^\n") || strings.Contains(line, "^\r\n")
}

// unescapeCmd takes the carets out that cmd.exe would: before a line end it
// goes on in the next line, or stands for the line end where an empty line
// follows (so browsers write one into a quoted text), and before anything else
// it says that the character is meant literally.
func unescapeCmd(line string) string {
	line = strings.ReplaceAll(line, "\r\n", "\n")
	all := strings.Contains(line, `^"`)
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] != '^' || i+1 == len(line):
			b.WriteByte(line[i])
		case strings.HasPrefix(line[i+1:], "\n\n"):
			b.WriteByte('\n')
			i += 2
		case line[i+1] == '\n':
			b.WriteByte(' ')
			i++
		case all:
			b.WriteByte(line[i+1])
			i++
		default:
			b.WriteByte('^')
		}
	}
	return b.String()
}

// plainWindows reads one character outside of quotes; a backslash is one, too,
// but before a quote or another backslash.
func (l *lexer) plainWindows() {
	if strings.HasPrefix(l.rest(), `\"`) || strings.HasPrefix(l.rest(), `\\`) {
		l.pos++
	}
	l.put(1)
}
