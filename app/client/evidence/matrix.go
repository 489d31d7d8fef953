package evidence

// The matrix: every recorded client by code and method, and what crosses to
// another origin.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
)

// A Row is one program with one set of options, in a matrix.
type Row struct {
	Client string // id of the profile
	Name   string // as people call it, options included
	Run    Run
	Index  int // the run's place in the recording
	// Plain: it is the client as it comes.
	Plain bool
}

// Rows are the rows of the matrices: each program as it comes, and with those
// options that were put through the codes. They come in the order of the
// profiles.
func Rows() ([]Row, error) {
	var rows []Row
	for _, p := range client.All() {
		if !slices.Contains(IDs(), p.ID) {
			continue
		}
		rec, err := Load(p.ID)
		if err != nil {
			return nil, err
		}
		for i, run := range rec.Runs {
			if _, ok := run.Result("302-post-body"); !ok || !run.has(Codes, 20) {
				continue
			}
			options := run.Spelled()
			rows = append(rows, Row{Client: p.ID, Name: rowName(p, run), Run: run, Index: i, Plain: options == ""})
		}
	}
	return rows, nil
}

// has reports whether a run was put through at least n cases of a group.
func (r Run) has(g Group, n int) bool {
	for _, result := range r.Cases {
		if c, ok := Lookup(result.Case); ok && c.Group == g {
			n--
		}
	}
	return n <= 0
}

func rowName(p client.Profile, run Run) string {
	if options := run.Spelled(); options != "" {
		return p.Name + " with " + options
	}
	return p.Name
}

// Spelled are the run's options in words, but for those that name the program:
// "request: the case's method".
func (r Run) Spelled() string {
	var words []string
	for _, name := range sortedNames(r.Options) {
		v := r.Options[name]
		switch {
		case slices.Contains(parting, name):
			continue
		case v == true:
			words = append(words, name)
		case v == "{method}":
			words = append(words, name+" METHOD")
		default:
			words = append(words, fmt.Sprintf("%s %v", name, v))
		}
	}
	return strings.Join(words, ", ")
}

func sortedNames(o client.Options) []string {
	var names []string
	for name := range o {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Methods are those of the Codes cases, as their ids have them, with how they
// are spoken of.
func Methods() [][2]string {
	var list [][2]string
	for _, m := range methods {
		list = append(list, [2]string{named(m), spoken(m)})
	}
	return list
}

// A Fare is what became of a header on a redirect.
type Fare string

// The fares.
const (
	FareKept    Fare = "kept"
	FareDropped Fare = "dropped"
	FareChanged Fare = "changed"
	FareUnsent  Fare = "unsent"  // it was not sent to begin with
	FareNothing Fare = "nothing" // no further request came
)

// Fares tells what became of a header in a result's first redirect.
func (r Result) Fares(name string) Fare {
	s := r.Step()
	if s.From == nil || s.To == nil {
		return FareNothing
	}
	before, sent := s.From.Headers.Get(name)
	after, came := s.To.Headers.Get(name)
	switch {
	case !sent:
		return FareUnsent
	case !came:
		return FareDropped
	case before != after:
		return FareChanged
	}
	return FareKept
}

// Limit is how many redirects the run's client follows; ok is false where it
// was not recorded, or none was met.
func (r Run) Limit() (n int, ok bool) {
	for _, id := range []string{"long", "loop-of-two", "loop"} {
		result, found := r.Result(id)
		switch {
		case !found || result.Skipped != "" || result.End.Hung || len(result.Requests) == 0:
			continue
		case id == "long" && len(result.Requests) > long: // it was not long enough
			continue
		case len(result.Requests) > maxCounted:
			continue
		}
		return len(result.Requests) - 1, true
	}
	return 0, false
}

// maxCounted is how many requests of a case are written down at the most.
const maxCounted = 100
