package lesson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hopscope/hopscope/app/redirect"
)

// A node is a value of the file with the line that it begins in: what
// encoding/json makes of a file has no lines.
type node struct {
	line       int
	start, end int // in the file
	parent     *node
	name       string // in an object
	index      int    // in a list
	value      any    // string, json.Number, bool or nil; object or list
}

// An object is by name, a list in order.
type (
	object map[string]*node
	list   []*node
)

// byteOrderMark is what some editors write before UTF-8; a reader of JSON may
// ignore it (RFC 8259 section 8.1).
var byteOrderMark = []byte("\ufeff")

// parse reads JSON into nodes. What is not JSON, or has a name twice in an
// object, is an Errors.
func parse(data []byte) (*node, error) {
	if err := wellFormed(data); err != nil {
		return nil, err
	}
	p := parser{data: data, decoder: json.NewDecoder(bytes.NewReader(data)), line: 1}
	p.decoder.UseNumber()
	root := &node{}
	if err := p.read(root, 0); err != nil {
		return nil, err
	}
	return root, nil
}

// wellFormed reports whether data is one JSON value and nothing else: the
// tokens of a Decoder may stand in a worse order than that.
func wellFormed(data []byte) error {
	switch {
	case len(data) > MaxFile:
		return fileError(0, "has %d bytes: at most %d are read", len(data), MaxFile)
	case len(bytes.TrimSpace(data)) == 0:
		return fileError(0, "is empty")
	case !utf8.Valid(data):
		return fileError(1+bytes.Count(data[:validUpTo(data)], []byte("\n")), "is not UTF-8")
	}
	var whole json.RawMessage
	err := json.Unmarshal(data, &whole)
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &syntax):
		return fileError(0, "is not JSON: %v", err)
	case syntax.Error() == "unexpected end of JSON input":
		return fileError(1+bytes.Count(bytes.TrimRight(data, " \t\r\n"), []byte("\n")), "ends too early: a bracket or a quotation mark is not closed")
	}
	before := data[:max(0, min(int(syntax.Offset)-1, len(data)))]
	return fileError(1+bytes.Count(before, []byte("\n")), "%v, at column %d", syntax, len(before)-bytes.LastIndexByte(before, '\n'))
}

// validUpTo is how many bytes are UTF-8, from the first on.
func validUpTo(data []byte) int {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		at += size
	}
	return at
}

func fileError(line int, format string, args ...any) error {
	return Errors{{line, "JSON", fmt.Sprintf(format, args...)}}
}

// A parser makes nodes of well-formed JSON. It counts the lines on its way.
type parser struct {
	data    []byte
	decoder *json.Decoder
	at      int // up to where the lines are counted
	line    int
}

// place returns where the next value or name begins, and its line.
func (p *parser) place() (at, line int) {
	next := int(p.decoder.InputOffset())
	for next < len(p.data) && strings.IndexByte(" \t\r\n,:", p.data[next]) >= 0 {
		next++
	}
	p.line += bytes.Count(p.data[p.at:next], []byte("\n"))
	p.at = next
	return next, p.line
}

// read fills the node, whose place in its parent is known, with what comes next.
func (p *parser) read(n *node, depth int) error {
	n.start, n.line = p.place()
	if depth > MaxDepth {
		return fileError(n.line, "has more than %d objects and lists within each other", MaxDepth)
	}
	token, err := p.decoder.Token()
	if err != nil {
		return fileError(n.line, "is not JSON: %v", err)
	}
	n.value = token
	switch token {
	case json.Delim('{'):
		err = p.fields(n, depth)
	case json.Delim('['):
		err = p.items(n, depth)
	}
	n.end = int(p.decoder.InputOffset())
	return err
}

func (p *parser) fields(n *node, depth int) error {
	fields := object{}
	n.value = fields
	for p.decoder.More() {
		_, line := p.place()
		token, err := p.decoder.Token()
		if err != nil {
			return fileError(line, "is not JSON: %v", err)
		}
		name, _ := token.(string)
		if _, twice := fields[name]; twice {
			return Errors{{line, n.pathOf(name), "is given twice"}}
		}
		field := &node{parent: n, name: name}
		if err := p.read(field, depth+1); err != nil {
			return err
		}
		field.line = line // where its name is: people look for that
		fields[name] = field
	}
	_, err := p.decoder.Token() // the closing bracket
	return err
}

func (p *parser) items(n *node, depth int) error {
	var items list
	for p.decoder.More() {
		item := &node{parent: n, index: len(items)}
		if err := p.read(item, depth+1); err != nil {
			return err
		}
		items = append(items, item)
	}
	n.value = items
	_, err := p.decoder.Token()
	return err
}

// path is where the node is, as in steps[2].title; of the whole file, lesson.
func (n *node) path() string {
	if n.parent == nil {
		return "lesson"
	}
	if _, ok := n.parent.value.(object); ok {
		return n.parent.pathOf(n.name)
	}
	return n.parent.path() + "[" + strconv.Itoa(n.index) + "]"
}

// pathOf is the path of a field of the node, which may be missing. A name that
// is no plain word is quoted, as it may hold anything.
func (n *node) pathOf(name string) string {
	for _, r := range name {
		if !redirect.TokenChar(r) {
			name = quote(name)
			break
		}
	}
	if len(name) > maxQuoted || name == "" {
		name = quote(name)
	}
	if n.parent == nil {
		return name
	}
	return n.path() + "." + name
}

// field returns the field of the name; nil where there is none.
func (n *node) field(name string) *node {
	if n == nil {
		return nil
	}
	fields, _ := n.value.(object)
	return fields[name]
}

// find follows a path such as request.headers[2].value as far as there is
// something: what is missing is at the line of what it is missing from.
func (n *node) find(path string) *node {
	for _, part := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' }) {
		var next *node
		switch v := n.value.(type) {
		case object:
			next = v[part]
		case list:
			if i, err := strconv.Atoi(part); err == nil && i >= 0 && i < len(v) {
				next = v[i]
			}
		}
		if next == nil {
			break
		}
		n = next
	}
	return n
}

// quote shows a value in an error: in one line, and cut where it is long.
func quote(s string) string {
	if len(s) <= maxQuoted {
		return strconv.Quote(s)
	}
	end := maxQuoted
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return strconv.Quote(s[:end]) + "…"
}
