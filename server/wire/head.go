package wire

// A head, taken apart.

import (
	"fmt"
	"strings"
)

// A Head is a request's first line and its header fields as they came.
type Head struct {
	Method, Target, Version string
	Fields                  []Field // in their order
}

// A Field is a header field: the name as it was spelled, the value without the
// white space around it.
type Field struct{ Name, Value string }

// Parse takes a head apart that Take returned.
func Parse(raw string) (Head, error) {
	line, rest := cutLine(raw)
	var h Head
	var ok bool
	if h.Method, h.Target, h.Version, ok = cutRequestLine(line); !ok {
		return Head{}, fmt.Errorf("request line %q has no method, target and version", line)
	}
	h.Fields = make([]Field, 0, strings.Count(rest, "\n"))
	for {
		if line, rest = cutLine(rest); line == "" {
			return h, nil
		}
		name, value, ok := cutField(line)
		if !ok {
			return Head{}, fmt.Errorf("header line %q has no name", line)
		}
		h.Fields = append(h.Fields, Field{name, value})
	}
}

// cutLine cuts a line off, and its end.
func cutLine(s string) (line, rest string) {
	line, rest, _ = strings.Cut(s, "\n")
	return strings.TrimSuffix(line, "\r"), rest
}

// cutRequestLine cuts a request's first line into its three parts.
func cutRequestLine(line string) (method, target, version string, ok bool) {
	method, rest, _ := strings.Cut(line, " ")
	target, version, ok = strings.Cut(rest, " ")
	return method, target, version, ok
}

// cutField cuts a header line at its colon.
func cutField(line string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(line, ":")
	return name, strings.Trim(value, " \t"), ok && name != ""
}
