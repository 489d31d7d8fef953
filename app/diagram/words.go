package diagram

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file makes text safe and short enough to be shown: what a scenario
// holds is anybody's, and every text goes through clean before it is measured
// or written.

// clean returns s as one line of harmless text. Tabs and line ends become
// spaces; other control characters, invalid UTF-8, the characters that turn the
// direction of the text around them, and those XML does not allow are left out.
func clean(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == utf8.RuneError && size == 1:
		case r == '\t' || r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029:
			b.WriteByte(' ')
		case r < 0x20 || r >= 0x7f && r <= 0x9f:
		case r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
		case r == 0xfeff || r == 0xfffe || r == 0xffff:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Clean is what every text of a layout has been through: see clean.
func Clean(s string) string { return clean(s) }

// cells returns how many columns of a monospaced font the rune takes at most.
// Fonts fall back beyond Latin, Greek and Cyrillic, so the rest counts double.
func cells(r rune) int {
	switch {
	case r < 0x0590, r == '…', r == '→', r == '–', r == '’':
		return 1
	case r >= 0xfdfa && r <= 0xfdfd: // whole phrases as one character
		return 14
	}
	return 2
}

// length returns how many columns s takes at most.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += cells(r)
	}
	return n
}

// cut returns s in at most max columns: where it is longer, … stands for its
// middle.
func cut(s string, max int) string {
	if length(s) <= max {
		return s
	}
	if max < 1 {
		return ""
	}
	tail := (max - 1) / 2
	end := len(s)
	for used := 0; end > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:end])
		if used += cells(r); used > tail {
			break
		}
		end -= size
	}
	return head(s, max-1-tail) + "…" + s[end:]
}

// head returns what of s fits in max columns.
func head(s string, max int) string {
	used := 0
	for i, r := range s {
		if used += cells(r); used > max {
			return s[:i]
		}
	}
	return s
}

// split parts an absolute URL into its origin (userinfo and default port left
// out) and the rest. It never fails: a trace may hold a URL that no parser
// takes.
func split(raw string) (origin, rest string) {
	scheme, after, ok := strings.Cut(raw, "://")
	if !ok {
		return "", raw
	}
	scheme = strings.ToLower(scheme)
	end := strings.IndexAny(after, "/?#")
	if end < 0 {
		end = len(after)
	}
	host := strings.ToLower(after[strings.LastIndexByte(after[:end], '@')+1 : end])
	switch scheme {
	case "http":
		host = strings.TrimSuffix(host, ":80")
	case "https":
		host = strings.TrimSuffix(host, ":443")
	}
	rest = after[end:]
	if !strings.HasPrefix(rest, "/") {
		rest = "/" + rest
	}
	return scheme + "://" + host, rest
}

// hostOf returns the host and port of an origin, as they are spoken.
func hostOf(origin string) string {
	_, host, _ := strings.Cut(origin, "://")
	return orElse(cut(host, spokenValue), "the server")
}

// series joins words as English does: a, b and c.
func series(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// sentence ends s with a full stop, where it has no end yet.
func sentence(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func byteCount(n int) string { return count(n, "byte", "bytes") }
