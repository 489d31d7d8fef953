package diagram

import (
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// This file orders the parts of a request by what a learner looks for first,
// and says what became of each on the way into a request.

// The ranks of header fields: credentials before what the user set before what
// only describes the message.
const (
	rankCredential = iota
	rankUser
	rankDescribing
)

func rank(name string) int {
	switch strings.ToLower(name) {
	case "authorization", "cookie", "proxy-authorization":
		return rankCredential
	case "content-type", "content-length", "content-encoding", "content-language",
		"content-location", "transfer-encoding", "host":
		return rankDescribing
	}
	return rankUser
}

// partOrder returns the names of the fields, each once, by rank.
func partOrder(h redirect.Headers) []string {
	var names []string
	for r := rankCredential; r <= rankDescribing; r++ {
		for i, f := range h {
			if rank(f.Name) == r && !h[:i].Has(f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	return names
}

// partName names the part of a change in a sentence.
func partName(c redirect.Change) string {
	switch c.Part {
	case redirect.PartHeader:
		return cut(clean(c.Name), spokenValue)
	case redirect.PartMethod:
		return "the method"
	case redirect.PartBody:
		return "the body"
	case redirect.PartFragment:
		return "the fragment"
	}
	return clean(string(c.Part))
}

// incoming returns the changes that made request i of the trace what it is:
// those of the decision before it, or what the client prepared. A preflight is
// no link of that chain: it carries nothing over, and the request after it is
// compared with the one before it.
func incoming(t redirect.Trace, i int) []redirect.Change {
	if t.Exchanges[i].Request.Preflight {
		return nil
	}
	var changes []redirect.Change
	for j := i - 1; j >= 0; j-- {
		changes = append(changes, t.Exchanges[j].Decision.Changes...)
		if !t.Exchanges[j].Request.Preflight {
			return changes
		}
	}
	return append(changes, t.Prepared...)
}
