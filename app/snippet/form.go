package snippet

import (
	"net/url"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// formCode writes a link, or the form whose submission is the request as far
// as a form can make it (HTML, form submission algorithm).
func formCode(in input) string {
	var c script
	if len(in.Headers) > 0 {
		c.line("<!-- A page cannot set headers: " + escape(names(in.Headers)) + " stay out. -->")
	}
	method := strings.ToLower(in.Method)
	if method != "get" && method != "post" {
		c.line("<!-- A form sends GET or POST, not " + escape(in.Method) + ". -->")
		method = "get"
	}
	if method == "get" && (in.Body == nil || in.Body.Kind != redirect.Form) {
		c.line(`<a href="` + escape(in.URL) + `">Go</a>`)
		return c.String()
	}
	c.WriteString(`<form method="` + method + `" action="` + escape(in.URL) + `"`)
	var entries []entry
	if b := in.Body; b != nil {
		switch b.Kind {
		case redirect.Form:
			entries = formEntries(b.Text)
		case redirect.Multipart:
			c.WriteString(` enctype="multipart/form-data"`)
			if entries, _ = multipartEntries(b.Text); entries == nil {
				entries = []entry{{"body", b.Text}}
			}
		default:
			c.WriteString(` enctype="text/plain"`)
			name, value, _ := strings.Cut(b.Text, "=")
			entries = []entry{{name, value}}
		}
	}
	c.line(">")
	for _, e := range entries {
		c.line(`  <input type="hidden" name="` + escape(e.name) + `" value="` + escape(e.value) + `">`)
	}
	c.line("  <button>Send</button>")
	c.line("</form>")
	return c.String()
}

// An entry is a name and a value of a form.
type entry struct{ name, value string }

// formEntries reads a body of the type application/x-www-form-urlencoded (URL
// standard, urlencoded parsing).
func formEntries(text string) []entry {
	var entries []entry
	for part := range strings.SplitSeq(text, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		entries = append(entries, entry{unescape(name), unescape(value)})
	}
	return entries
}

// unescape leaves what is no escape as it is.
func unescape(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return strings.ReplaceAll(s, "+", " ")
}

func names(headers redirect.Headers) string {
	var list []string
	for _, g := range grouped(headers) {
		list = append(list, g.name)
	}
	return strings.Join(list, ", ")
}

// escape writes text for an attribute or a comment of HTML. Line ends are
// references, so that no editor changes them.
func escape(s string) string { return escaper.Replace(s) }

var escaper = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;", "\r", "&#13;", "\n", "&#10;", "\x00", "",
)
