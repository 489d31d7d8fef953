package snippet

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A template is the code for a client as text, in lines of two columns:
//
//	conditions  |text
//
// A line is written where all of its conditions hold; one without conditions
// always is. A text that ends with a backslash goes on with the next line that
// is written.
//
// A condition is the name of a value, which has to be there: the option
// max_redirects, or fields. With name=value it has to be that value, a comma
// stands for "or" (method=POST,PUT; strict,max), and an exclamation mark
// before it means "not". Where conditions begin with "each list", the line is
// written for each item of the list; lines of the same list below each other
// are written in turn.
//
// In a text {{name}} is a value: a string as a literal of the language, so that
// nothing in it can be code, a number and true or false as they are. Another
// way to write it can be asked for: {{name way}}. See quote for these, text,
// fact and value for the names, and list for the lists.
type template struct {
	in   *input
	lang string
	// items are those of the list that is gone through, at is the current one.
	items []group
	at    int
	lines []string
	open  bool // the next text belongs to the last line
}

// fill returns the lines that the template has for the request.
func (in *input) fill(lang, text string) []string {
	t := template{in: in, lang: lang}
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); {
		from, list := i, listOf(lines[i])
		for i++; list != "" && i < len(lines) && listOf(lines[i]) == list; i++ {
		}
		if list == "" {
			t.write(lines[from])
			continue
		}
		t.items = in.list(list)
		for t.at = range t.items {
			for _, line := range lines[from:i] {
				t.write(line)
			}
		}
		t.items = nil
	}
	return t.lines
}

// listOf is the list that a line is written for; empty: none.
func listOf(line string) string {
	list, _ := strings.CutPrefix(line, "each ")
	if list == line {
		return ""
	}
	list, _, _ = strings.Cut(strings.ReplaceAll(list, "|", " "), " ")
	return list
}

// write writes a line, where its conditions hold.
func (t *template) write(line string) {
	conditions, text, ok := strings.Cut(line, "|")
	if !ok {
		return
	}
	words := strings.Fields(conditions)
	if len(words) > 0 && words[0] == "each" {
		words = words[2:]
	}
	for _, word := range words {
		if condition, not := strings.CutPrefix(word, "!"); t.holds(condition) == not {
			return
		}
	}
	text, open := strings.CutSuffix(text, `\`)
	if !t.open {
		t.lines = append(t.lines, "")
	}
	t.lines[len(t.lines)-1] += t.filled(text)
	t.open = open
}

func (t *template) holds(condition string) bool {
	names, wanted, compares := strings.Cut(condition, "=")
	for name := range strings.SplitSeq(names, ",") {
		v := t.value(name)
		if !compares && v != nil && v != "" {
			return true
		}
		for w := range strings.SplitSeq(wanted, ",") {
			if compares && fmt.Sprint(v) == w {
				return true
			}
		}
	}
	return false
}

// filled is a text with its values.
func (t *template) filled(text string) string {
	filled, text, ok := strings.Cut(text, "{{")
	for ok {
		var what, plain string
		what, text, _ = strings.Cut(text, "}}")
		name, way, _ := strings.Cut(what, " ")
		plain, text, ok = strings.Cut(text, "{{")
		filled += t.written(t.value(name), way) + plain
	}
	return filled
}

// written is a value as it stands in the code. Several are an array, or with
// the way "list" just the list.
func (t *template) written(v any, way string) string {
	switch v := v.(type) {
	case string:
		return quote(t.lang, way, v)
	case []string:
		items := make([]string, len(v))
		for i, s := range v {
			items[i] = quote(t.lang, way, s)
		}
		list := strings.Join(items, ", ")
		if way == "list" {
			return list
		}
		return "[" + list + "]"
	}
	return fmt.Sprint(v)
}

// quote writes a string for the language, or in a way that is named.
func quote(lang, way, s string) string {
	switch way {
	case "key":
		return property(s)
	case "bytes":
		return encoded(s)
	case "utf8":
		return pythonText(s)
	case "line":
		s = "Content-Type: " + s
	case "symbol":
		return rubyMethod(s)
	case "call":
		return rubyCall(s)
	}
	switch lang {
	case Shell:
		return quoteShell(s)
	case HTML:
		return escape(s)
	case Go:
		return goLiteral(s)
	case Java:
		return javaLiteral(s)
	case PHP:
		return phpText(s)
	case Perl:
		return perlText(s)
	case Ruby:
		return rubyLiteral(s)
	}
	return literal(s)
}

// value is what has a name in the templates: a text, a fact, what there may be
// none or several of, or an option; nil: there is none.
func (t *template) value(name string) any {
	if s, ok := t.text(name); ok {
		return s
	}
	if holds, ok := t.fact(name); ok {
		if holds {
			return true
		}
		return nil
	}
	switch in := t.in; {
	case name == "value" && t.at < len(t.items): // of a header that is there more than once
		return t.items[t.at].values
	case name == "locked" && len(in.locked) > 0: // headers that no script can set
		return in.locked
	case name == "body" && in.Body != nil: // its kind
		return string(in.Body.Kind)
	}
	return t.in.options[name]
}

// text is a value that is one text.
func (t *template) text(name string) (s string, ok bool) {
	if t.at < len(t.items) {
		item := t.items[t.at]
		value := item.values[0]
		switch name {
		case "name":
			return item.name, true
		case "value":
			return value, len(item.values) == 1
		case "joined": // all its values as one
			return strings.Join(item.values, ", "), true
		case "line":
			return item.name + ": " + value, true
		case "line;": // as curl wants one that has no value
			return item.name + ";", true
		case "pair":
			return item.name + "=" + value, true
		}
	}
	in := t.in
	switch name {
	case "method":
		return in.Method, true
	case "url":
		return in.URL, true
	case "text": // of the body
		return in.Body.Text, true
	case "type": // of the body, where no header names it
		if in.Body.Kind == redirect.Multipart {
			return in.multipart(), true
		}
		return "application/x-www-form-urlencoded", true
	case "auto":
		return in.autoReferer(), true
	}
	return "", false
}

// fact is a value that is there where something holds.
func (t *template) fact(name string) (holds, ok bool) {
	if t.at < len(t.items) {
		item := t.items[t.at]
		switch name {
		case "more": // it is not the first one
			return t.at > 0, true
		case "again": // it has the name of the one before
			return t.at > 0 && strings.EqualFold(item.name, t.items[t.at-1].name), true
		case "host":
			return strings.EqualFold(item.name, "Host"), true
		case "crumbs": // curl has an option for them; without an equals sign it would read a file
			return t.holds("cookie=true") && strings.EqualFold(item.name, "Cookie") && strings.Contains(item.values[0], "="), true
		case "referring": // as above
			return t.holds("auto-referer=true") && strings.EqualFold(item.name, "Referer"), true
		}
	}
	in := t.in
	switch name {
	case "typed": // a header names the type
		return in.Headers.Has("Content-Type"), true
	case "headers":
		return len(in.Headers) > 0, true
	case "repeated": // a header is there more than once
		return len(groups(in.Headers, true)) < len(in.Headers), true
	case "fields": // of a multipart body, where it is written as such
		return len(in.fields) > 0, true
	case "pattern": // curl would take the URL for one of several
		return strings.ContainsAny(in.URL, "{}[]"), true
	case "dashed": // HTTPie would take something for an option
		return in.dashed, true
	}
	return false, false
}

// list is one of those that lines are written for.
func (in *input) list(name string) []group {
	switch name {
	case "header":
		return groups(in.Headers, false)
	case "group": // the headers, those of a name together
		return groups(in.Headers, true)
	case "sorted": // the same, one by one
		var sorted redirect.Headers
		for _, g := range groups(in.Headers, true) {
			for _, v := range g.values {
				sorted = append(sorted, redirect.Header{Name: g.name, Value: v})
			}
		}
		return groups(sorted, false)
	}
	return groups(in.fields, false) // field
}

// readFields makes fields of a multipart body whose Content-Type is the
// client's to name. Where they are not all there is to it, the body is a text
// like any other.
func (in *input) readFields() {
	if in.Body == nil || in.Body.Kind != redirect.Multipart || in.Headers.Has("Content-Type") {
		return
	}
	fields, all := multipartEntries(in.Body.Text)
	if !all {
		in.Headers = in.Headers.With("Content-Type", in.multipart())
		return
	}
	in.fields = fields
}

// multipart is the Content-Type of a multipart body.
func (in *input) multipart() string {
	return "multipart/form-data; boundary=" + redirect.Boundary(in.Body.Text)
}
