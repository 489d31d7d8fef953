package live

import (
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// Replay holds requests that a client was recorded to make, in their order,
// against a trace of the same scenario. given are the headers that its user set.
// It returns a comparison for each request, and how many that were predicted are
// not among them.
func Replay(trace redirect.Trace, given redirect.Headers, recorded []Arrived) (list []Comparison, missing int) {
	w := &walk{client: trace.Client.ID, trace: trace, given: given}
	for _, a := range recorded {
		list = append(list, w.compare(Exchange{Request: a}))
	}
	return list, w.missing()
}

// Noise reports a header that a client sends by itself, and whose fate no
// redirect decides: a recording leaves it out.
func Noise(name string) bool {
	return matches(ownHeaders, strings.ToLower(name)) &&
		!slices.ContainsFunc(watched, func(w string) bool { return strings.EqualFold(w, name) })
}
