package goal

import (
	"errors"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// Parse reads a goal. The error says what of it is not understood, and what
// would be.
func Parse(text string) (Goal, error) {
	r := reader{rest: strings.Fields(text)}
	r.written = strings.Join(r.rest, " ")
	switch {
	case len(text) > MaxText:
		return r.Goal, errors.New("has " + strconv.Itoa(len(text)) + " bytes: a goal may have " + strconv.Itoa(MaxText))
	case len(r.rest) < 3:
		r.fault = `is not a goal: write a subject, a relation and a value, as in "last method = POST"`
	default:
		r.read()
	}
	if r.fault != "" {
		return Goal{}, errors.New(strconv.Quote(text) + " " + r.fault)
	}
	return r.Goal, nil
}

// A reader reads a goal word by word. The fault is the first it has met; empty:
// none.
type reader struct {
	Goal
	rest  []string
	fault string
}

func (r *reader) read() {
	of, known := index(subjects[:], r.take())
	if !known {
		r.fault = "does not begin with one of " + strings.Join(subjects[:], ", ")
		return
	}
	r.of = subject(of)
	if r.of == hop || r.of == request {
		r.count(r.take())
	}
	switch {
	case r.of == hop:
		if r.take() != "status" {
			r.refuse("of a hop, only its status can be asked")
		}
	case r.of.isRequests():
		r.ofRequest()
	}
	r.check(r.take(), strings.Join(r.rest, " "))
}

// take takes the next word; empty where there is none.
func (r *reader) take() string {
	if len(r.rest) == 0 {
		return ""
	}
	word := r.rest[0]
	r.rest = r.rest[1:]
	return word
}

// refuse notes a fault, if it is the first.
func (r *reader) refuse(says string) {
	if r.fault == "" {
		r.fault = "is not a goal: " + says
	}
}

func (r *reader) count(word string) {
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > redirect.MaxExchanges {
		r.refuse(strconv.Quote(word) + " is not a number from 1 to " + strconv.Itoa(redirect.MaxExchanges))
	}
	r.n = n
}

func (r *reader) ofRequest() {
	is, known := index(parts[:], r.take())
	if !known {
		r.refuse("of a request one can ask one of " + strings.Join(parts[:], ", "))
		return
	}
	if r.part = part(is); r.part != header {
		return
	}
	// The name of a header is a token (RFC 9110, section 5.1), which no relation is.
	r.header = r.take()
	if r.header == "" || strings.ContainsAny(r.header, `"(),/:;<=>?@[\]{}`) {
		r.refuse(strconv.Quote(r.header) + " is not the name of a header")
	}
}

// check holds relation and value to what the subject takes.
func (r *reader) check(word, value string) {
	relation_, known := index(relations[:], word)
	r.relation, r.value = relation(relation_), value
	number := r.of.isNumber()
	_, err := strconv.Atoi(value)
	may := ""
	if r.of == outcome {
		may = values[outcomes]
	} else if r.of.isRequests() {
		may = values[r.part]
	}
	_, listed := index(strings.Fields(may), value)
	switch {
	case !known:
		r.refuse(strconv.Quote(word) + " is not one of " + strings.Join(relations[:], " "))
	case !number && r.relation > unequal:
		r.refuse(word + " is for numbers; use = or !=")
	case value == "":
		r.refuse("it has no value")
	case number && err != nil:
		r.refuse(strconv.Quote(value) + " is not a number")
	case may != "" && !listed:
		r.refuse(strconv.Quote(value) + " is not one of " + may)
	}
}
