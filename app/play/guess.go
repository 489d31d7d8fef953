package play

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"

	"github.com/hopscope/hopscope/app/redirect"
)

// maxGuesses is how many options a question has at most.
const maxGuesses = 4

// A guess is what may be sent next. Body and credential have no words where
// there is none to be lost.
type guess struct {
	end        end
	method     string
	body       yes
	credential yes
	name       string // of the credential
}

// An end is how a guess says that nothing is sent.
type end uint

const (
	goesOn end = iota
	stops
	fails
)

// A yes says whether a part is sent again, where that is a question.
type yes uint

const (
	unasked yes = iota
	with
	without
)

// when returns with or without.
func when(is bool) yes {
	if is {
		return with
	}
	return without
}

// String returns the guess as an option to choose.
func (g guess) String() string {
	switch g.end {
	case stops:
		return "nothing: this answer is the result"
	case fails:
		return "nothing: it ends with an error"
	}
	text := g.method
	for _, part := range []struct {
		is   yes
		name string
	}{{g.body, "the body"}, {g.credential, g.name}} {
		switch part.is {
		case with:
			text += ", with " + part.name
		case without:
			text += ", without " + part.name
		}
	}
	return text
}

// guesses returns the options of the question about an exchange, in an order
// that tells nothing, and the index of the right one. The order is the same
// each time.
func guesses(t redirect.Trace, exchange int) ([]guess, int) {
	now := t.Exchanges[exchange].Request
	truth := guess{}
	name := credentialIn(now.Headers)
	next, goes := nextRequest(t, exchange)
	var body, credential yes
	if hasBody(now) || goes && hasBody(next) {
		body = with
	}
	if name == "" && goes {
		name = credentialIn(next.Headers)
	}
	if name != "" {
		credential = with
	}
	switch t.Exchanges[exchange].Decision.Action {
	case redirect.FollowOn:
		truth = guess{method: next.Method, name: name}
		if !goes { // the preflight that came next was refused
			truth = guess{end: fails}
			break
		}
		if body != unasked {
			truth.body = when(hasBody(next))
		}
		if credential != unasked {
			truth.credential = when(next.Headers.Has(name))
		}
	case redirect.Fail:
		truth = guess{end: fails}
	default:
		truth = guess{end: stops}
	}
	all := []guess{truth}
	for _, g := range plausible(now.Method, body, credential, name) {
		if len(all) < maxGuesses && !slices.Contains(all, g) {
			all = append(all, g)
		}
	}
	slices.SortFunc(all, func(a, b guess) int {
		return cmp.Compare(shuffle(a, now.URL, exchange), shuffle(b, now.URL, exchange))
	})
	return all, slices.Index(all, truth)
}

// plausible lists what a learner might expect, the likeliest first.
func plausible(method string, body, credential yes, name string) []guess {
	lost := func(is yes) yes {
		if is == with {
			return without
		}
		return is
	}
	return []guess{
		{method: method, body: body, credential: credential, name: name},
		{method: "GET", body: lost(body), credential: credential, name: name},
		{method: method, body: body, credential: lost(credential), name: name},
		{method: "GET", body: lost(body), credential: lost(credential), name: name},
		{method: method, body: lost(body), credential: credential, name: name},
		{end: stops},
		{end: fails},
	}
}

// shuffle gives an option its place: a hash of what it says, and where.
func shuffle(g guess, url string, exchange int) uint32 {
	h := fnv.New32a()
	h.Write([]byte(strconv.Itoa(exchange) + url + g.String()))
	return h.Sum32()
}

func hasBody(r redirect.SentRequest) bool { return r.Body != nil && r.Body.Bytes > 0 }

// nextRequest returns the request that follows an exchange, past the preflight
// that goes before it.
func nextRequest(t redirect.Trace, exchange int) (redirect.SentRequest, bool) {
	for _, e := range t.Exchanges[exchange+1:] {
		if !e.Request.Preflight {
			return e.Request, true
		}
	}
	return redirect.SentRequest{}, false
}
