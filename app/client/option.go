package client

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// An OptionKind says what values an option takes.
type OptionKind uint

// The kinds of option.
const (
	Flag   OptionKind = iota // bool
	Number                   // int, from Min to Max
	Text                     // string
	Choice                   // string, one of Choices
	List                     // []string
)

// String returns the kind in words.
func (k OptionKind) String() string {
	return [...]string{"true or false", "a number", "text", "one of a list", "a list of texts"}[k]
}

// An Option is a setting of a client, under the client's own name for it.
type Option struct {
	Name  string
	Kind  OptionKind
	About string
	// Default is the value that applies where the user sets none: a bool,
	// int, string or []string by Kind.
	Default  any
	Choices  []string // with Choice
	Min, Max int      // with Number
	Source   *redirect.Source
	// check refuses a text for a reason of its own; nil: any will do.
	check func(text string) error
	// apply writes the value into the policy; v has the type of Default.
	apply func(p *redirect.Policy, v any)
}

// Options are the values a user set, by the options' names. After Normal each
// is a bool, int, string or []string.
type Options map[string]any

// Option returns the option of that name. The error lists those there are.
func (p Profile) Option(name string) (Option, error) {
	names := make([]string, len(p.Options))
	for i, o := range p.Options {
		if o.Name == name {
			return o, nil
		}
		names[i] = o.Name
	}
	if len(names) == 0 {
		return Option{}, fmt.Errorf("options: %s has no options, so not %q", p.ID, name)
	}
	return Option{}, fmt.Errorf("options: %q is not one of %s's: %s", name, p.ID, strings.Join(names, ", "))
}

// Normal returns the options with each value in the type its option takes, or
// an error that names the option and lists what it takes. It does not change
// given.
func (p Profile) Normal(given Options) (Options, error) {
	if len(given) == 0 {
		return nil, nil
	}
	out := make(Options, len(given))
	for name, v := range given {
		o, err := p.Option(name)
		if err != nil {
			return nil, err
		}
		if out[name], err = o.normal(v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Parse reads the option's value from text, as an address or a form field
// holds it. A list's items stand between commas.
func (o Option) Parse(text string) (any, error) {
	switch o.Kind {
	case Flag:
		switch text {
		case "true", "1", "":
			return true, nil
		case "false", "0":
			return false, nil
		}
	case Number:
		if n, err := strconv.Atoi(text); err == nil {
			return o.normal(n)
		}
	case List:
		return o.normal(strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }))
	default:
		return o.normal(text)
	}
	return nil, o.refuse(text)
}

// Format writes a value as Parse reads it.
func (o Option) Format(v any) string {
	if list, ok := v.([]string); ok {
		return strings.Join(list, ",")
	}
	return fmt.Sprint(v)
}

func (o Option) normal(v any) (any, error) {
	switch o.Kind {
	case Flag:
		if b, ok := v.(bool); ok {
			return b, nil
		}
	case Number:
		n, ok := v.(int)
		if f, isFloat := v.(float64); isFloat && f == math.Trunc(f) && math.Abs(f) <= math.MaxInt32 {
			n, ok = int(f), true
		}
		if ok && n >= o.Min && n <= o.Max {
			return n, nil
		}
	case Text:
		s, ok := v.(string)
		if !ok || strings.ContainsFunc(s, control) {
			break
		}
		if o.check != nil && s != "" {
			if err := o.check(s); err != nil {
				return nil, fmt.Errorf("options.%s: %s %w", o.Name, quote(s), err)
			}
		}
		return s, nil
	case Choice:
		if s, ok := v.(string); ok && slices.Contains(o.Choices, s) {
			return s, nil
		}
	case List:
		if list, ok := v.([]string); ok && !slices.ContainsFunc(list, func(s string) bool { return strings.ContainsFunc(s, control) }) {
			return slices.Clone(list), nil
		}
		if list, ok := v.([]any); ok {
			out := make([]string, len(list))
			for i, e := range list {
				s, ok := e.(string)
				if !ok || strings.ContainsFunc(s, control) {
					return nil, o.refuse(v)
				}
				out[i] = s
			}
			return out, nil
		}
	}
	return nil, o.refuse(v)
}

// control reports the characters that no option may carry: they would break
// out of a header or a command line.
func control(r rune) bool { return r < 0x20 || r == 0x7f }

func (o Option) refuse(v any) error {
	takes := o.Kind.String()
	switch o.Kind {
	case Number:
		takes = fmt.Sprintf("a whole number from %d to %d", o.Min, o.Max)
	case Choice:
		takes = "one of " + strings.Join(o.Choices, ", ")
	}
	return fmt.Errorf("options.%s: takes %s, not %s", o.Name, takes, quote(v))
}

// quote shows a refused value, cut where it is long.
func quote(v any) string {
	s := fmt.Sprintf("%#v", v)
	if str, ok := v.(string); ok {
		s = strconv.Quote(str)
	}
	if f, ok := v.(float64); ok {
		s = strconv.FormatFloat(f, 'g', -1, 64)
	}
	if len(s) > 60 {
		s = s[:60] + "…"
	}
	return s
}
