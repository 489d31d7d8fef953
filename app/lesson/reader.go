package lesson

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/hopscope/hopscope/app/goal"
	"github.com/hopscope/hopscope/app/redirect"
)

// A reader turns nodes into a lesson, and notes each field that is unknown,
// missing, too long or of the wrong type. A nil node is a field that was left
// out: reading it gives the zero value.
type reader struct {
	data   []byte
	errs   Errors
	lesson *Lesson
	size   int // of the scenarios so far
}

func (r *reader) fault(n *node, format string, args ...any) {
	r.errs.add(Fault{n.line, n.path(), fmt.Sprintf(format, args...)})
}

// is notes a node that is not an object with those fields and no others.
func (r *reader) is(n *node, names ...string) bool {
	fields, ok := n.value.(object)
	if !ok {
		r.wrong(n, "an object")
		return false
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains(names, name) {
			r.fault(fields[name], "is not a field here; those are %s", strings.Join(names, ", "))
		}
	}
	return true
}

// need returns a field that may not be left out.
func (r *reader) need(n *node, name string) *node {
	f := n.field(name)
	if f == nil {
		r.errs.add(Fault{n.line, n.pathOf(name), "is missing"})
	}
	return f
}

// text reads a text in one line of at most so many bytes.
func (r *reader) text(n *node, limit int) string {
	if n == nil {
		return ""
	}
	s, ok := n.value.(string)
	switch {
	case !ok:
		r.wrong(n, "a text")
	case strings.TrimSpace(s) == "":
		r.fault(n, "is empty")
	case len(s) > limit:
		r.fault(n, "has %d bytes: at most %d", len(s), limit)
	case strings.ContainsFunc(s, unicode.IsControl):
		r.fault(n, "holds a line end or another control character: a text is one line, and a further paragraph a text of its own")
	case strings.Count(s, "`")%2 != 0:
		r.fault(n, "has a backtick without its partner: what stands between two is code")
	}
	return s
}

func (r *reader) texts(n *node, most, limit int) []string {
	var all []string
	for _, item := range r.list(n, most) {
		all = append(all, r.text(item, limit))
	}
	return all
}

// list returns the items of a list that has at least one.
func (r *reader) list(n *node, most int) list {
	if n == nil {
		return nil
	}
	items, ok := n.value.(list)
	switch {
	case !ok:
		r.wrong(n, "a list")
	case len(items) == 0:
		r.fault(n, "is empty")
	case len(items) > most:
		r.fault(n, "has %d items: at most %d", len(items), most)
		return items[:most]
	}
	return items
}

// number reads a whole number between the two.
func (r *reader) number(n *node, least, most int) int {
	if n == nil {
		return 0
	}
	text, ok := n.value.(json.Number)
	if !ok {
		r.wrong(n, "a number")
		return 0
	}
	i, err := strconv.Atoi(text.String())
	if err != nil || i < least || i > most {
		r.fault(n, "takes a whole number from %d to %d, not %s", least, most, cut(text.String()))
	}
	return i
}

func (r *reader) flag(n *node) bool {
	if n == nil {
		return false
	}
	on, ok := n.value.(bool)
	if !ok {
		r.wrong(n, "true or false")
	}
	return on
}

func (r *reader) goals(n *node) []goal.Goal {
	var all []goal.Goal
	for _, item := range r.list(n, MaxGoals) {
		before := len(r.errs)
		text := r.text(item, goal.MaxText)
		if len(r.errs) > before {
			continue
		}
		g, err := goal.Parse(text)
		if err != nil {
			r.fault(item, "%v", err)
		}
		all = append(all, g)
	}
	return all
}

func (r *reader) sources(n *node) []redirect.Source {
	var all []redirect.Source
	for _, item := range r.list(n, MaxSources) {
		if !r.is(item, "title", "url", "says") {
			continue
		}
		s := redirect.Source{Title: r.text(r.need(item, "title"), MaxText), Says: r.text(item.field("says"), MaxText)}
		if at := r.need(item, "url"); at != nil {
			before := len(r.errs)
			s.URL = r.text(at, MaxURL)
			if u, err := url.Parse(s.URL); len(r.errs) == before && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
				r.fault(at, "takes an address that begins with https:// or http://, not %s", quote(s.URL))
			}
		}
		all = append(all, s)
	}
	return all
}

func (r *reader) wrong(n *node, takes string) {
	text := fmt.Sprintf("takes %s, not %s", takes, typeOf(n.value))
	if n.value == nil {
		text += "; leave it out instead"
	}
	r.fault(n, "%s", text)
}

// typeOf names the JSON type of a node's value.
func typeOf(v any) string {
	switch v.(type) {
	case string:
		return "a text"
	case json.Number:
		return "a number"
	case bool:
		return "true or false"
	case list:
		return "a list"
	case object:
		return "an object"
	}
	return "null"
}

// cut shortens a number of hostile length.
func cut(s string) string {
	if len(s) > maxQuoted {
		return s[:maxQuoted] + "…"
	}
	return s
}
