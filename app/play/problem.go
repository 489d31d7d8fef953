package play

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/scenario"
)

// findProblems says what is wrong with the draft: text that is no value first,
// then what the scenario's own rules say of the other fields.
func (m Model) findProblems() []Problem {
	var list []Problem
	for i, h := range m.Draft.Hops {
		if text := m.Texts[i].Status; h.Status == 0 {
			list = append(list, Problem{hopField(i) + ".status", strconv.Quote(text) + " is not a number from 100 to 599"})
		}
	}
	if p, err := m.Draft.Profile(); err == nil {
		for _, name := range slices.Sorted(maps.Keys(m.OptionTexts)) {
			if text := m.OptionTexts[name]; optionFault(p, name, text) != "" {
				list = append(list, Problem{"options." + name, optionFault(p, name, text)})
			}
		}
	}
	own := len(list)
	for _, fault := range scenario.Faults(scenario.Validate(m.Draft)) {
		// Methods are one field in the page, though a list in the JSON.
		if field, _, found := strings.Cut(fault.Field, ".methods["); found {
			fault.Field = field + ".methods"
		}
		if m.blankHeader(fault.Field) {
			continue
		}
		said := slices.ContainsFunc(list[:own], func(p Problem) bool { return p.Field == fault.Field })
		if !said {
			list = append(list, Problem{fault.Field, fault.Text})
		}
	}
	return list
}

// optionFault says what is wrong with the text of an option; nothing where it
// can be read.
func optionFault(p client.Profile, name, text string) string {
	if text == "" { // the default
		return ""
	}
	o, err := p.Option(name)
	if err == nil {
		_, err = o.Parse(text)
	}
	if err == nil {
		return ""
	}
	_, after, _ := strings.Cut(err.Error(), ": ")
	return after
}

// ProblemsAt returns the problems of one field, a sentence each.
func (m Model) ProblemsAt(field string) []string {
	var texts []string
	for _, p := range m.Problems {
		if p.Field == field {
			texts = append(texts, p.Text)
		}
	}
	return texts
}

// Summary says in a line that the trace lags behind the draft, and why; empty
// where it does not.
func (m Model) Summary() string {
	switch n := len(m.Problems); n {
	case 0:
		return ""
	case 1:
		return FieldWords(m.Problems[0].Field) + " " + m.Problems[0].Text + "."
	default:
		return fmt.Sprintf("%s %s; and %d more.", FieldWords(m.Problems[0].Field), m.Problems[0].Text, n-1)
	}
}

// fieldNames has the words for the parts of a field's path that are not the
// words themselves.
var fieldNames = map[string]string{
	"url": "URL", "location": "Location", "at": "URL", "cors": "CORS", "headers": "headers",
	"hops": "hops", "kind": "kind of body", "text": "body",
}

// FieldWords names a field of the scenario's JSON as the page does: hops[0].status
// is Hop 1, status:. It ends with a colon.
func FieldWords(field string) string {
	var words []string
	switch name, option, _ := strings.Cut(field, "."); {
	case name == "options" && option != "":
		return "Option " + option + ":"
	case name == "request" && !strings.Contains(option, "["):
		return "Request " + lastName(option) + ":"
	}
	for part := range strings.SplitSeq(strings.TrimPrefix(field, "request."), ".") {
		name, index, listed := strings.Cut(part, "[")
		n, err := strconv.Atoi(strings.TrimSuffix(index, "]"))
		if listed && err == nil {
			words = append(words, strings.TrimSuffix(name, "s")+" "+strconv.Itoa(n+1))
		} else {
			words = append(words, lastName(part))
		}
	}
	text := strings.Join(words, ", ")
	return strings.ToUpper(text[:min(1, len(text))]) + text[min(1, len(text)):] + ":"
}

// lastName is the word for the last part of a path.
func lastName(path string) string {
	name := path[strings.LastIndexByte(path, '.')+1:]
	return cmp.Or(fieldNames[name], name)
}
