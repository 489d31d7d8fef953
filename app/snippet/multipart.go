package snippet

import (
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// multipartEntries reads the fields of a multipart/form-data body (RFC 7578).
// It also reports whether they are all there is to it: no file, no type.
func multipartEntries(text string) (entries redirect.Headers, all bool) {
	parts := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "--"+redirect.Boundary(text))
	all = len(parts) > 2
	for i, part := range parts {
		if i == 0 || i == len(parts)-1 {
			all = all && strings.Trim(part, "-\n") == ""
			continue
		}
		head, value, found := strings.Cut(strings.TrimPrefix(part, "\n"), "\n\n")
		_, after, named := strings.Cut(head, `; name="`)
		name, rest, closed := strings.Cut(after, `"`)
		if !found || !named || !closed {
			all = false
			continue
		}
		all = all && rest == ""
		entries = append(entries, redirect.Header{Name: unquote.Replace(name), Value: strings.TrimSuffix(value, "\n")})
	}
	return entries, all
}

// unquote takes back what forms do to a name (HTML, multipart/form-data
// encoding algorithm).
var unquote = strings.NewReplacer("%22", `"`, "%0D", "\r", "%0A", "\n")
