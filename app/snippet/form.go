package snippet

import (
	"net/url"
	"strings"

	"github.com/hopscope/hopscope/app/client"
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
	var entries redirect.Headers
	switch b.Kind {
	case redirect.Form:
		entries = formEntries(b.Text)
	case redirect.Multipart:
		f.Enctype = "multipart/form-data"
		if entries, _ = multipartEntries(b.Text); entries == nil {
			entries = redirect.Headers{{Name: "body", Value: b.Text}}
		}
	default:
		f.Enctype = "text/plain"
		name, value, ok := strings.Cut(b.Text, "=")
		if ok { // it is such a form already, which a browser ends with a line end
			value = strings.TrimSuffix(value, "\r\n")
		}
		entries = redirect.Headers{{Name: name, Value: value}}
	}
	for _, e := range entries {
		f.Entries = append(f.Entries, [2]string{e.Name, e.Value})
	}
	return f
}

const formHead = `
headers         |<!-- A page cannot set headers: \
each group more |, \
each group      |{{name}}\
headers         | stay out. -->
other=true      |<!-- A form sends GET or POST, not {{method}}. -->
`

const linkText = formHead + `
                |<a href="{{url}}">Go</a>
`

const formText = formHead + `
           |<form method="{{as}}" action="{{url}}"\
enctype    | enctype="{{enctype}}"\
           |>
each field |  <input type="hidden" name="{{name}}" value="{{value}}">
           |  <button>Send</button>
           |</form>
`

// formCode writes a link, or the form of the request.
func formCode(in input) string {
	f := FormOf(in.Request)
	in.options = client.Options{"as": f.Method, "enctype": f.Enctype, "other": f.Method != strings.ToLower(in.Method)}
	for _, e := range f.Entries {
		in.fields = append(in.fields, redirect.Header{Name: e[0], Value: e[1]})
	}
	text := formText
	if f.Method == "get" && (in.Body == nil || in.Body.Kind != redirect.Form) {
		text = linkText
	}
	return in.script(HTML, text)
}

// formEntries reads the names and values of a body of the type application/x-www-form-urlencoded (URL
// standard, urlencoded parsing).
func formEntries(text string) redirect.Headers {
	var entries redirect.Headers
	for part := range strings.SplitSeq(text, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		entries = append(entries, redirect.Header{Name: unescape(name), Value: unescape(value)})
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

// escape writes text for an attribute or a comment of HTML. Line ends are
// references, so that no editor changes them.
func escape(s string) string { return escaper.Replace(s) }

var escaper = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;", "\r", "&#13;", "\n", "&#10;", "\x00", "",
)
