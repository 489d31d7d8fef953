package snippet

import (
	"net/url"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A Form is an HTML form whose submission is a request, as far as a form can
// make it (HTML, form submission algorithm).
type Form struct {
	Method  string // get or post
	Enctype string // empty: application/x-www-form-urlencoded
	Entries [][2]string
}

// FormOf returns the form for a request: another method becomes get, headers
// stay out, and the fields of a form that is sent with get go into the query.
func FormOf(r redirect.Request) Form {
	f := Form{Method: strings.ToLower(r.Method)}
	if f.Method != "post" {
		f.Method = "get"
	}
	b := r.Body
	if b == nil || f.Method == "get" && b.Kind != redirect.Form {
		return f
	}
	var entries []entry
	switch b.Kind {
	case redirect.Form:
		entries = formEntries(b.Text)
	case redirect.Multipart:
		f.Enctype = "multipart/form-data"
		if entries, _ = multipartEntries(b.Text); entries == nil {
			entries = []entry{{"body", b.Text}}
		}
	default:
		f.Enctype = "text/plain"
		name, value, ok := strings.Cut(b.Text, "=")
		if ok { // it is such a form already, which a browser ends with a line end
			value = strings.TrimSuffix(value, "\r\n")
		}
		entries = []entry{{name, value}}
	}
	for _, e := range entries {
		f.Entries = append(f.Entries, [2]string{e.name, e.value})
	}
	return f
}

// formCode writes a link, or the form of the request.
func formCode(in input) string {
	var c script
	if len(in.Headers) > 0 {
		c.line("<!-- A page cannot set headers: " + escape(names(in.Headers)) + " stay out. -->")
	}
	f := FormOf(in.Request)
	if f.Method != strings.ToLower(in.Method) {
		c.line("<!-- A form sends GET or POST, not " + escape(in.Method) + ". -->")
	}
	if f.Method == "get" && (in.Body == nil || in.Body.Kind != redirect.Form) {
		c.line(`<a href="` + escape(in.URL) + `">Go</a>`)
		return c.String()
	}
	c.WriteString(`<form method="` + f.Method + `" action="` + escape(in.URL) + `"`)
	if f.Enctype != "" {
		c.WriteString(` enctype="` + f.Enctype + `"`)
	}
	c.line(">")
	for _, e := range f.Entries {
		c.line(`  <input type="hidden" name="` + escape(e[0]) + `" value="` + escape(e[1]) + `">`)
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
