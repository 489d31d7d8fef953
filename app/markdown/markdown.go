// Package markdown escapes text for Markdown with tables, as GitHub reads it.
// Whatever the text holds, it stays text: no link, no markup, no HTML, no further
// cell of a table. All of it is one line; who takes text from others takes out its
// control characters first.
package markdown

import "strings"

// Text escapes what would be markup: what is some anywhere, and what would begin
// a heading or a list.
func Text(text string) string {
	var b strings.Builder
	number := len(text) - len(strings.TrimLeft(text, "0123456789"))
	for i, r := range text {
		opens := i == 0 && strings.ContainsRune("#+-=", r) || i == number && number > 0 && strings.ContainsRune(".)", r)
		if opens || strings.ContainsRune("\\`*_[]<>|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Code writes text as code: between one backtick more than it has in a row.
func Code(text string) string {
	if strings.TrimSpace(text) == "" {
		return "*empty*"
	}
	fence := strings.Repeat("`", Longest(text, '`')+1)
	edge := func(c string) bool { return strings.HasPrefix(text, c) || strings.HasSuffix(text, c) }
	if edge("`") || edge(" ") {
		text = " " + text + " " // which Markdown takes off again
	}
	return fence + text + fence
}

// Cell is what stands in a cell of a table, where a | ends it even within code.
func Cell(code string) string { return strings.ReplaceAll(code, "|", `\|`) }

// Target is an address as it may stand between the parentheses of a link. One that
// is of another scheme than the web's leads nowhere.
func Target(url string) string {
	if scheme, _, ok := strings.Cut(url, ":"); ok && !strings.ContainsAny(scheme, "/?#") && scheme != "https" && scheme != "http" {
		return "#"
	}
	return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `\`, "%5C", "|", "%7C", "\n", "").Replace(url)
}

// Longest is the length of the longest row of a byte.
func Longest(text string, c byte) (most int) {
	n := 0
	for i := range len(text) {
		if text[i] != c {
			n = 0
			continue
		}
		n++
		most = max(most, n)
	}
	return most
}
