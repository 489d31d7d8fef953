// Package prose writes the texts of the reference and of the lessons as HTML. Their
// one markup is the backtick: what stands between two is code.
package prose

import (
	"html/template"
	"strings"
)

// HTML writes a text, escaped. A backtick without a second one stays.
func HTML(text string) template.HTML {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "`")
		code, after, closed := strings.Cut(rest, "`")
		if !ok || !closed {
			b.WriteString(template.HTMLEscapeString(text))
			return template.HTML(b.String())
		}
		b.WriteString(template.HTMLEscapeString(before) + "<code>" + template.HTMLEscapeString(code) + "</code>")
		text = after
	}
}
