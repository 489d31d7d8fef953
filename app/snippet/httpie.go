package snippet

import (
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// An HTTPie command line (HTTPie's documentation: request items, raw request
// body, HTTP redirects). --all shows the redirects as well. What follows -- is
// no option.
const httpieText = `
                  |http
body=stream       |--chunked
!body=stream      |--ignore-stdin
!follow=false     |--follow
max-redirects     |--max-redirects={{max-redirects}}
                  |--all
body !body=stream |--raw={{text}}
dashed            |--
                  |{{method}} {{url}}
each field        |{{value}}
`

// httpieCode writes the command, after what it cannot do.
func httpieCode(in input) string {
	if !letters(in.Method) { // HTTPie would take it for the URL
		return "# HTTPie has no way to send the method " + quoteShell(line(in.Method)) + ".\n"
	}
	notes := ""
	in.dashed = strings.HasPrefix(in.URL, "-")
	for _, h := range in.Headers {
		item, ok := headerItem(h)
		if !ok {
			notes += "# HTTPie has no way to write the value of " + quoteShell(line(h.Name)) + ".\n"
			continue
		}
		in.fields = append(in.fields, redirect.Header{Value: item})
		in.dashed = in.dashed || strings.HasPrefix(item, "-")
	}
	return notes + in.command(httpieText)
}

// headerItem writes a request item that sets a header. A backslash before one
// of separators takes its meaning away, and only there it is lost itself: such
// a pair within a value cannot be written.
func headerItem(h redirect.Header) (item string, ok bool) {
	whole := h.Name + ":" + h.Value
	for i := 0; i < len(whole)-1; i++ {
		if whole[i] != '\\' {
			continue
		}
		if i++; strings.IndexByte(separators, whole[i]) >= 0 {
			return "", false
		}
	}
	name, value := escapeName.Replace(h.Name), h.Value
	switch {
	case value == "": // a colon would take the header away
		return name + ";", true
	case value[0] == '=' || value[0] == '@': // := would be JSON, :@ a file
		value = `\` + value
	}
	return name + ":" + value, true
}

// separators are the characters that tell HTTPie's request items apart.
const separators = ":;=@"

var escapeName = strings.NewReplacer(":", `\:`, ";", `\;`, "=", `\=`, "@", `\@`)
