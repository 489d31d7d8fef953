package main

// The repair of go-app's prerendered HTML.
//
// go-app v9.8.0 writes an attribute's value as a Go string literal: strconv.Quote
// where HTML wants its own escapes. A value with a quotation mark would end the
// attribute and go on as markup. But nothing is lost: text is escaped rightly, so
// that a < is always a tag, and a Go literal says where it ends. requote reads it
// as what it is and writes HTML.
//
// Only an svg element comes as HTML already: the diagram escapes itself, and is
// put in the page as a whole.

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// requote returns the HTML that go-app meant. Three more repairs on the way:
// boolean attributes that are "false" go, ARIA states that lost their "true" get
// it back, and the line feeds that go-app puts between elements go, since the
// mounted page does not have them and would jump.
func requote(src string) (string, error) {
	q := requoter{src: src}
	q.out.Grow(len(src))
	for q.pos < len(q.src) {
		q.text()
		if q.pos == len(q.src) {
			break
		}
		if err := q.tag(); err != nil {
			return "", fmt.Errorf("prerendered page, byte %d: %w", q.pos, err)
		}
	}
	return q.out.String(), nil
}

type requoter struct {
	src string
	pos int
	out strings.Builder
	svg int // how many svg elements are open
}

// text copies up to the next tag.
func (q *requoter) text() {
	end := strings.IndexByte(q.src[q.pos:], '<')
	if end < 0 {
		end = len(q.src) - q.pos
	}
	text := q.src[q.pos : q.pos+end]
	q.pos += end
	text = strings.TrimPrefix(text, "\n")
	q.out.WriteString(strings.TrimSuffix(text, "\n"))
}

// tag copies a tag, a doctype or a comment.
func (q *requoter) tag() error {
	rest := q.src[q.pos:]
	if strings.HasPrefix(rest, "<!") || strings.HasPrefix(rest, "</") {
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			return fmt.Errorf("a tag has no end")
		}
		if rest[:end] == "</svg" {
			q.svg--
		}
		q.out.WriteString(rest[:end+1])
		q.pos += end + 1
		return nil
	}
	name := q.until(" \n\t/>")
	if name == "<svg" {
		q.svg++
	}
	q.out.WriteString(name)
	for {
		space := q.while(" \n\t")
		if q.pos == len(q.src) {
			return fmt.Errorf("a tag has no end")
		}
		if c := q.src[q.pos]; c == '>' || c == '/' {
			q.out.WriteByte(c)
			q.pos++
			if c == '>' {
				return nil
			}
			if name == "<svg" {
				q.svg-- // <svg/>
			}
			continue
		}
		if space == "" {
			return fmt.Errorf("attributes run together")
		}
		if err := q.attribute(); err != nil {
			return err
		}
	}
}

// attribute copies one attribute, quoted anew.
func (q *requoter) attribute() error {
	name := q.until("= \n\t/>")
	if name == "" {
		return fmt.Errorf("an attribute has no name")
	}
	if q.pos == len(q.src) || q.src[q.pos] != '=' {
		if ariaStates[name] {
			name += `="true"`
		}
		q.out.WriteString(" " + name)
		return nil
	}
	q.pos++
	value, err := q.value()
	if err != nil {
		return fmt.Errorf("attribute %s: %w", name, err)
	}
	if booleans[name] {
		if value != "false" {
			q.out.WriteString(" " + name)
		}
		return nil
	}
	q.out.WriteString(" " + name + `="` + value + `"`)
	return nil
}

// value reads an attribute's value and returns it escaped.
func (q *requoter) value() (string, error) {
	rest := q.src[q.pos:]
	if !strings.HasPrefix(rest, `"`) {
		return "", fmt.Errorf("a value without quotation marks")
	}
	if q.svg > 0 {
		end := strings.IndexByte(rest[1:], '"')
		if end < 0 {
			return "", fmt.Errorf("a value has no end")
		}
		q.pos += end + 2
		return rest[1 : end+1], nil
	}
	literal, err := strconv.QuotedPrefix(rest)
	if err != nil {
		return "", fmt.Errorf("a value that is no Go literal: %w", err)
	}
	value, err := strconv.Unquote(literal)
	if err != nil {
		return "", fmt.Errorf("a value that is no Go literal: %w", err)
	}
	q.pos += len(literal)
	value = strings.ReplaceAll(strings.ToValidUTF8(value, "\uFFFD"), "\x00", "\uFFFD")
	return html.EscapeString(value), nil
}

// until returns what comes before the first of the bytes, and skips it.
func (q *requoter) until(stops string) string {
	end := strings.IndexAny(q.src[q.pos:], stops)
	if end < 0 {
		end = len(q.src) - q.pos
	}
	s := q.src[q.pos : q.pos+end]
	q.pos += end
	return s
}

// while returns the bytes that come next and are of the set, and skips them.
func (q *requoter) while(set string) string {
	rest := strings.TrimLeft(q.src[q.pos:], set)
	s := q.src[q.pos : len(q.src)-len(rest)]
	q.pos += len(s)
	return s
}

// booleans are the attributes whose presence means true, whatever their value.
var booleans = set("autofocus checked disabled hidden multiple novalidate open readonly required reversed selected")

// ariaStates are the ARIA attributes that take true for a value; go-app writes
// that one as no value at all.
var ariaStates = set("aria-atomic aria-busy aria-checked aria-current aria-disabled aria-expanded aria-haspopup aria-hidden aria-invalid aria-modal aria-multiselectable aria-pressed aria-readonly aria-required aria-selected")

// set makes a set of words.
func set(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
