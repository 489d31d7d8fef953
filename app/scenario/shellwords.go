package scenario

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A command line as people paste it, cut into words as a POSIX shell would
// (IEEE Std 1003.1, Shell Command Language, section 2.2), with $'…' as in
// section 2.2.4 of its 2024 edition, and forgiving where a paste usually went
// wrong. Nothing is expanded: variables and substitutions are kept as they are
// written, and noted.

// shellWords are the words of the first command of a line.
type shellWords struct {
	words []string
	// notes name what a shell would have replaced or run beside.
	notes []string
}

// splitShell cuts the line. The error is a quote that is never closed.
func splitShell(line string) (shellWords, error) {
	line = strings.TrimSpace(line)
	l := &lexer{in: line}
	if forCmd(line) {
		l.in, l.windows = unescapeCmd(line), true
	}
	for l.more() {
		if err := l.step(); err != nil {
			return shellWords{}, err
		}
	}
	l.endWord()
	return shellWords{l.words, l.notes}, nil
}

type lexer struct {
	in      string
	pos     int
	windows bool // cmd.exe: only " quotes
	word    strings.Builder
	open    bool // a word has begun; it may be empty, as ""
	skip    bool // the word is the target of a redirection
	words   []string
	notes   []string
}

func (l *lexer) more() bool { return l.pos < len(l.in) }

func (l *lexer) rest() string { return l.in[l.pos:] }

func (l *lexer) endWord() {
	if l.open && !l.skip {
		l.words = append(l.words, l.word.String())
	}
	if l.open {
		l.skip = false
	}
	l.word.Reset()
	l.open = false
}

// put adds so many bytes of the line to the word, as they are.
func (l *lexer) put(n int) {
	l.word.WriteString(l.in[l.pos : l.pos+n])
	l.open = true
	l.pos += n
}

func (l *lexer) note(format string, args ...any) {
	l.notes = append(l.notes, fmt.Sprintf(format, args...))
}

// step reads one piece outside of quotes.
func (l *lexer) step() error {
	c := l.in[l.pos]
	switch c {
	case ' ', '\t', '\r':
		l.endWord()
		l.pos++
		return nil
	case '\n':
		l.endWord()
		l.lineEnd()
		return nil
	case '"':
		l.pos++
		return l.double()
	case '|', ';', '&':
		l.endWord()
		l.stop("a shell ends the command at " + string(c))
		return nil
	case '<', '>':
		l.redirection()
		return nil
	}
	if l.windows {
		l.plainWindows()
		return nil
	}
	switch {
	case c == '\'':
		return l.single()
	case strings.HasPrefix(l.rest(), "$'"):
		l.pos += 2
		return l.ansiC()
	case c == '$' || c == '`':
		return l.dollar()
	case c == '\\':
		l.backslash()
	case c == '#' && !l.open:
		if end := strings.IndexByte(l.rest(), '\n'); end >= 0 {
			l.pos += end
		} else {
			l.pos = len(l.in)
		}
	default:
		if n := balanced(l.rest(), '{', '}'); c == '{' && strings.Contains(l.rest()[:n], ",") {
			l.note("%s is for a shell to replace; it was kept as it is written", quote(l.rest()[:n]))
		}
		l.put(1)
	}
	return nil
}

// lineEnd goes on where the next line is plainly more of the same command: the
// backslash before the line end is easily lost.
func (l *lexer) lineEnd() {
	l.pos++
	next := strings.TrimLeft(l.rest(), " \t\r\n")
	if next != "" && len(l.words) > 0 && !strings.ContainsRune("-'\"#|;&<>", rune(next[0])) && !strings.HasPrefix(next, "http") {
		l.stop("a shell ends the command at the end of the line")
	}
}

// stop leaves out the rest of the line, and says why.
func (l *lexer) stop(why string) {
	l.note("%s: %s was left out", why, quote(strings.TrimSpace(l.rest())))
	l.pos = len(l.in)
}

// redirection skips > file and 2>&1: where the output goes changes nothing.
func (l *lexer) redirection() {
	if l.open && strings.Trim(l.word.String(), "0123456789") == "" {
		l.word.Reset() // the 2 of 2>
		l.open = false
	}
	l.endWord()
	for l.more() && strings.IndexByte("<>&|", l.in[l.pos]) >= 0 {
		l.pos++
	}
	l.skip = true
}

func (l *lexer) backslash() {
	after := l.in[l.pos+1:]
	blank := strings.TrimLeft(after, " \t\r")
	switch {
	case strings.HasPrefix(blank, "\n"): // also with spaces that a paste left behind it
		l.pos = len(l.in) - len(blank) + 1
	case after == "":
		l.pos++
	default:
		l.pos++
		_, size := utf8.DecodeRuneInString(after)
		l.put(size)
	}
}

func (l *lexer) single() error {
	end := strings.IndexByte(l.in[l.pos+1:], '\'')
	if end < 0 {
		return l.unclosed("'")
	}
	l.pos++
	l.put(end)
	l.pos++
	return nil
}

// double reads up to the closing quote; the opening one is behind.
func (l *lexer) double() error {
	start := l.pos
	l.open = true
	for l.more() {
		c := l.in[l.pos]
		switch {
		case c == '"':
			l.pos++
			return nil
		case c == '\\' && l.pos+1 < len(l.in):
			next := l.in[l.pos+1]
			switch {
			case l.windows && (next == '"' || next == '\\'), !l.windows && strings.IndexByte("$`\"\\", next) >= 0:
				l.pos++
				l.put(1)
			case !l.windows && next == '\n':
				l.pos += 2
			default:
				l.put(2)
			}
		case (c == '$' || c == '`') && !l.windows:
			if err := l.dollar(); err != nil {
				return err
			}
		default:
			l.put(1)
		}
	}
	l.pos = start
	return l.unclosed(`"`)
}

func (l *lexer) unclosed(mark string) error {
	return Errors{{"curl", fmt.Sprintf("the line is cut off: %s is opened and never closed, at %s", mark, quote(l.rest()))}}
}
