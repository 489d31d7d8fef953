package scenario

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A FieldError says what is wrong with one field. Field is its path, as in
// hops[3].status or request.headers[2].value; for an address it is the
// parameter, as in hop. Text names the limit and the value given.
type FieldError struct {
	Field string
	Text  string
}

// Error returns the field and the text in one line.
func (e FieldError) Error() string { return e.Field + ": " + e.Text }

// Errors are all that is wrong with a scenario or an address, each beside its
// field. It is the type of every error of Decode, Normal, ParseAddress and
// ImportCurl.
type Errors []FieldError

const (
	maxErrors = 50 // kept; a hostile input could hold thousands
	maxTold   = 3  // in the one line of Error
	maxQuoted = 60 // bytes of a value shown in an error
)

// Error returns one line: the first few errors, and how many more there are.
// Whoever shows each beside its field ranges over the Errors.
func (e Errors) Error() string {
	var line []string
	for i, one := range e {
		if i == maxTold {
			line = append(line, fmt.Sprintf("and %d more", len(e)-i))
			break
		}
		line = append(line, one.Error())
	}
	return strings.Join(line, "; ")
}

// Faults returns the Errors in err: one for each fault, so that each can be
// shown in a line of its own. An error of another type becomes one fault
// without a field.
func Faults(err error) Errors {
	if err == nil {
		return nil
	}
	var all Errors
	if errors.As(err, &all) {
		return all
	}
	return Errors{{Text: err.Error()}}
}

// add notes a fault of the field; an empty text is none.
func (e *Errors) add(field, text string) {
	if text != "" && len(*e) < maxErrors {
		*e = append(*e, FieldError{field, text})
	}
}

// orNil returns the errors as an error, which is nil where there are none.
func (e Errors) orNil() error {
	if len(e) == 0 {
		return nil
	}
	return e
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
