package code

// The reference as Markdown: CommonMark, with tables as GitHub has them.

import "strings"

// Markdown writes all about a code. Links within the site begin with base: the
// site's address, or nothing.
func Markdown(e Entry, base string) string { return entryDocument(e, base).markdown() }

// MarkdownList writes the table of the codes.
func MarkdownList(base string) string { return listDocument(base).markdown() }

func (d *document) markdown() string {
	var b strings.Builder
	for i, bl := range d.blocks {
		if i > 0 && !(bl.kind == item && d.blocks[i-1].kind == item) {
			b.WriteByte('\n')
		}
		switch bl.kind {
		case heading:
			b.WriteString(strings.Repeat("#", bl.level) + " " + markup(bl.text) + "\n")
		case item:
			b.WriteString("- " + bl.markdown() + "\n")
		case pre:
			fence := strings.Repeat("`", max(3, longest(bl.text, '`')+1))
			b.WriteString(fence + bl.lang + "\n" + bl.text + "\n" + fence + "\n")
		case table:
			for n, row := range bl.rows {
				for _, cell := range row {
					b.WriteString("| " + strings.ReplaceAll(markup(cell), "|", `\|`) + " ")
				}
				b.WriteString("|\n")
				if n == 0 {
					b.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
				}
			}
		default:
			b.WriteString(bl.markdown() + "\n")
		}
	}
	return b.String()
}

// markdown is the text of a block with its links.
func (bl block) markdown() string {
	var links []string
	for _, l := range bl.links {
		links = append(links, "["+escapeMarkdown(l.Cited())+"]("+linkTarget(l.URL)+")")
	}
	return strings.TrimSpace(markup(bl.text) + " " + strings.Join(links, " · "))
}

// markup writes a text whose one markup is the backtick.
func markup(text string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "`")
		code, after, closed := strings.Cut(rest, "`")
		if !ok || !closed {
			b.WriteString(escapeMarkdown(text))
			return b.String()
		}
		b.WriteString(escapeMarkdown(before) + "`" + code + "`")
		text = after
	}
}

// escapeMarkdown escapes what would be markup: what is some anywhere, and what
// would begin a heading or a list.
func escapeMarkdown(text string) string {
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

// linkTarget is an address as it may stand between parentheses.
func linkTarget(url string) string {
	return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `\`, "%5C", "\n", "").Replace(url)
}

// longest is the length of the longest row of a byte.
func longest(text string, c byte) (most int) {
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
