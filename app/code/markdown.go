package code

// The reference as Markdown: CommonMark, with tables as GitHub has them.

import (
	"strings"

	"github.com/hopscope/hopscope/app/markdown"
)

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
			fence := strings.Repeat("`", max(3, markdown.Longest(bl.text, '`')+1))
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
		links = append(links, "["+markdown.Text(l.Cited())+"]("+markdown.Target(l.URL)+")")
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
			b.WriteString(markdown.Text(text))
			return b.String()
		}
		b.WriteString(markdown.Text(before) + "`" + code + "`")
		text = after
	}
}
