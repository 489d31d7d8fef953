package snippet

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// fetchCode writes a call of fetch() in a page.
func fetchCode(in input) string {
	var c script
	if in.page != "" {
		c.line("// In a page of " + literal(in.page))
	}
	return c.fetch(in, "redirect", "credentials", "mode")
}

// fetch writes the call, with the options of these names.
func (c *script) fetch(in input, options ...string) string {
	headers, others := in.settable()
	if len(others) > 0 {
		for i, name := range others {
			others[i] = literal(name)
		}
		c.line("// The browser alone decides about " + strings.Join(others, ", ") + ".")
	}
	c.line("const response = await fetch(" + literal(in.URL) + ", {")
	c.line("  method: " + literal(in.Method) + ",")
	c.headers(headers, true)
	if in.code != "" {
		c.line("  body: " + in.code + ",")
	} else if b := in.Body; b != nil && b.Kind == redirect.Stream {
		c.line("  body: new Blob([" + literal(b.Text) + "]).stream(),")
		c.line(`  duplex: "half",`)
	} else if b != nil {
		c.line("  body: " + literal(b.Text) + ",")
	}
	c.options(in, options...)
	c.line("});")
	c.line("console.log(response.status, response.url);")
	return c.String()
}

// options writes the options of these names that are set, as properties.
func (c *script) options(in input, names ...string) {
	for _, name := range names {
		switch v := in.options[name].(type) {
		case string:
			c.line("  " + name + ": " + literal(v) + ",")
		case bool, int:
			c.line(fmt.Sprintf("  %s: %v,", name, v))
		}
	}
}

// A script is code, line by line.
type script struct{ strings.Builder }

func (c *script) line(s string) { c.WriteString(s + "\n") }

// headers writes the headers of fetch() or of axios. One that is there more
// than once makes a list of pairs, or an array of its values.
func (c *script) headers(headers redirect.Headers, pairs bool) {
	groups := grouped(headers)
	switch {
	case len(groups) == 0:
	case pairs && len(groups) < len(headers):
		c.line("  headers: [")
		for _, h := range headers {
			c.line("    [" + literal(h.Name) + ", " + literal(h.Value) + "],")
		}
		c.line("  ],")
	default:
		c.line("  headers: {")
		for _, g := range groups {
			c.line("    " + property(g.name) + ": " + g.value() + ",")
		}
		c.line("  },")
	}
}

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

// value is the value in JavaScript, an array where there is more than one.
func (g group) value() string {
	list := make([]string, len(g.values))
	for i, v := range g.values {
		list[i] = literal(v)
	}
	if len(list) == 1 {
		return list[0]
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// grouped puts the values of headers of the same name together.
func grouped(headers redirect.Headers) []group {
	var groups []group
next:
	for _, h := range headers {
		for i := range groups {
			if strings.EqualFold(groups[i].name, h.Name) {
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
