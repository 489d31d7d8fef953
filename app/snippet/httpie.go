package snippet

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// httpieCode writes an HTTPie command line (HTTPie's documentation: request
// items, raw request body, HTTP redirects). --all shows the redirects as well.
func httpieCode(in input) string {
	if !letters(in.Method) { // HTTPie would take it for the URL
		return "# HTTPie has no way to send the method " + quoteShell(line(in.Method)) + ".\n"
	}
	c := command{"http"}
	if b := in.Body; b == nil || b.Kind != redirect.Stream {
		c.add("--ignore-stdin")
	} else {
		c.add("--chunked")
	}
	if follows, said := in.options["follow"].(bool); follows || !said {
		c.add("--follow")
	}
	if max, ok := in.options["max-redirects"].(int); ok {
		c.set("--max-redirects", strconv.Itoa(max))
	}
	c.add("--all")
	if b := in.Body; b != nil && b.Kind != redirect.Stream {
		c.set("--raw", b.Text)
	}
	var items []string
	notes := ""
	dash := strings.HasPrefix(in.URL, "-")
	for _, h := range in.Headers {
		item, ok := headerItem(h)
		if !ok {
			notes += "# HTTPie has no way to write the value of " + quoteShell(line(h.Name)) + ".\n"
			continue
		}
		items = append(items, item)
		dash = dash || strings.HasPrefix(item, "-")
	}
	if dash { // what follows is no option
		c.add("--")
	}
	c.add(in.Method, in.URL)
	for _, item := range items {
		c.add(item)
	}
	return notes + in.piped() + c.String()
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
