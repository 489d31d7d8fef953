package code

// The reference as plain text, for a terminal.

import (
	"strings"
	"unicode/utf8"
)

// width is how many characters a line of text has; code keeps its lines.
const width = 78

// Text writes all about a code. Links within the site begin with base: the site's
// address, or nothing.
func Text(e Entry, base string) string { return entryDocument(e, base).text() }

// TextList writes the table of the codes.
func TextList(base string) string { return listDocument(base).text() }

func (d *document) text() string {
	var b strings.Builder
	for i, bl := range d.blocks {
		if i > 0 && !(bl.kind == item && d.blocks[i-1].kind == item) {
			b.WriteByte('\n')
		}
		switch bl.kind {
		case heading:
			b.WriteString(underlined(unticked(bl.text), bl.level))
		case item:
			wrap(&b, "  - ", "    ", bl.spoken())
		case pre:
			for line := range strings.Lines(bl.text) {
				b.WriteString("    " + strings.TrimRight(line, "\n") + "\n")
			}
		case table:
			aligned(&b, bl.rows)
		default:
			wrap(&b, "", "", bl.spoken())
		}
	}
	return b.String()
}

// unticked is a text without its backticks: quotes would say no more here.
func unticked(text string) string { return strings.ReplaceAll(text, "`", "") }

// underlined is a heading.
func underlined(text string, level int) string {
	line := map[int]string{1: "=", 2: "-"}[level]
	if line == "" {
		return text + "\n"
	}
	return text + "\n" + strings.Repeat(line, utf8.RuneCountInString(text)) + "\n"
}

// spoken is the text of a block with the titles of what it cites.
func (bl block) spoken() string {
	var links []string
	for _, l := range bl.links {
		links = append(links, l.Cited()+": "+l.URL)
	}
	cited := strings.Join(links, "; ")
	switch {
	case bl.text == "":
		return cited
	case cited == "":
		return unticked(bl.text)
	}
	return unticked(bl.text) + " (" + cited + ")"
}

// wrap writes a text in lines; a word that is too long stays whole.
func wrap(b *strings.Builder, first, further, text string) {
	line, lead := first, first
	for _, word := range strings.Fields(text) {
		if line != lead && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			b.WriteString(line + "\n")
			line, lead = further, further
		}
		if line != lead {
			line += " "
		}
		line += word
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

// aligned writes a table in columns.
func aligned(b *strings.Builder, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(unticked(cell)))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			cell = unticked(cell)
			line.WriteString(cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}
