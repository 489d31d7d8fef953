package main

// How the commands read their arguments, and how they refuse them.

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A usageError is about the input: it ends the program with exitUsage.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func usagef(format string, args ...any) error {
	return usageError{fmt.Sprintf(format, args...)}
}

func isUsage(err error) bool {
	var u usageError
	return errors.As(err, &u)
}

// line makes one line of a text that came from outside.
func line(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}

// newFlags returns a set whose errors come back from parse, and nowhere else.
func newFlags(name string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	return flags
}

// parse reads flags before, between and behind the other arguments, and
// returns the other ones.
func parse(flags *flag.FlagSet, args []string) ([]string, error) {
	var rest []string
	for {
		if err := flags.Parse(args); err != nil {
			return nil, refuse(flags, err)
		}
		if flags.NArg() == 0 {
			return rest, nil
		}
		rest = append(rest, flags.Arg(0))
		args = flags.Args()[1:]
	}
}

// refuse says what is wrong with a flag, and which there are.
func refuse(flags *flag.FlagSet, err error) error {
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, "-"+f.Name) })
	there := strings.Join(names, ", ")
	if errors.Is(err, flag.ErrHelp) {
		return usagef("%s takes %s; hopscope help says more", flags.Name(), there)
	}
	return usagef("%s: %v; it takes %s", flags.Name(), err, there)
}

// oneOf refuses a value that is not among those there are.
func oneOf(what, value string, there ...string) error {
	if slices.Contains(there, value) {
		return nil
	}
	return usagef("%s %q is not one of %s", what, value, strings.Join(there, ", "))
}
