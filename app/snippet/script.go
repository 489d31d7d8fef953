package snippet

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

const fetchText = `
page |// In a page of {{page}}
` + fetchStart + `
body=stream       |  body: new Blob([{{text}}]).stream(),
body=stream       |  duplex: "half",
body !body=stream |  body: {{text}},
redirect          |  redirect: {{redirect}},
credentials       |  credentials: {{credentials}},
mode              |  mode: {{mode}},
` + fetchEnd

// fetchStart is a call of fetch() up to its body. A header that is there more
// than once makes the headers a list of pairs.
const fetchStart = `
locked               |// The browser alone decides about {{locked list}}.
                     |const response = await fetch({{url}}, {
                     |  method: {{method}},
headers !repeated    |  headers: {
each group !repeated |    {{name key}}: {{value}},
headers !repeated    |  },
repeated             |  headers: [
each header repeated |    [{{name}}, {{value}}],
repeated             |  ],
`

const fetchEnd = `
        |});
        |console.log(response.status, response.url);
`

// A script is code, line by line.
type script struct{ strings.Builder }

func (c *script) line(s string) { c.WriteString(s + "\n") }

// property writes the name of a property. __proto__ is a name like any other
// only between brackets.
func property(name string) string {
	if name == "__proto__" {
		return `["__proto__"]`
	}
	return literal(name)
}

// A group is a header with all its values.
type group struct {
	name   string
	values []string
}

// groups puts the values of headers of the same name together, or each header
// by itself.
func groups(headers redirect.Headers, together bool) []group {
	var groups []group
next:
	for _, h := range headers {
		for i := range groups {
			if together && strings.EqualFold(groups[i].name, h.Name) {
				groups[i].values = append(groups[i].values, h.Value)
				continue next
			}
		}
		groups = append(groups, group{h.Name, []string{h.Value}})
	}
	return groups
}

// literal writes a string that means the same in JavaScript and in Python:
// between the quotes that need fewer escapes, with nothing in it that ends a
// line or a script element.
func literal(s string) string {
	quote := '"'
	if strings.Count(s, `"`) > strings.Count(s, "'") {
		quote = '\''
	}
	return literalIn(s, quote, "")
}

// literalIn writes it between those quotes, with a backslash before what is
// special in the language.
func literalIn(s string, quote rune, special string) string {
	var b strings.Builder
	b.WriteRune(quote)
	last := rune(0)
	for _, r := range s {
		switch {
		case r == quote || r == '\\' || strings.ContainsRune(special, r):
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || (r == '/' || r == '!') && last == '<':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
		last = r
	}
	b.WriteRune(quote)
	return b.String()
}
