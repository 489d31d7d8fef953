package goal

import (
	"strconv"
	"strings"
)

// names are the subjects in words.
var names = [...]string{
	"The number of redirects followed", "The number of hops", "The number of requests", "The number of preflights",
	"The final status", "The status of hop ", "The outcome", "The final URL", "The client",
	"The first request", "The last request", "Every request", "Some request", "Every request after the first", "Request ",
}

// is are the relations in words.
var is = [...]string{" is ", " is not ", " is less than ", " is at most ", " is more than ", " is at least "}

// nouns are the parts in words, those that have no phrases.
var nouns = [...]string{method: "method", scheme: "scheme", host: "host", path: "path", url: "URL"}

// A phrase says of a request that a part of it has a value, and that it has not.
// % stands for the header's name.
type phrase struct {
	part    part
	value   string
	has, no string
}

var phrases = [...]phrase{
	{body, "same", " carries the whole body", " does not carry the body as it was"},
	{body, "none", " has no body", " has a body"},
	{body, "other", " has a body that is not the one given", " has no other body than the one given"},
	{header, "present", " carries %", " does not carry %"},
	{header, "absent", " does not carry %", " carries %"},
	{header, "same", " carries % as it was given", " does not carry % as it was given"},
	{origin, "same", " goes to the first origin", " goes to another origin"},
	{origin, "other", " goes to another origin", " goes to the first origin"},
}

// Words is the goal as a sentence without its full stop.
func (g Goal) Words() string {
	what, does := names[g.of], is[g.relation]+g.value
	if g.n > 0 {
		what += strconv.Itoa(g.n)
	}
	if g.of.isRequests() {
		does = " has the " + nouns[g.part] + " " + g.value
		if g.relation == unequal {
			does = " has another " + nouns[g.part] + " than " + g.value
		}
	}
	for i := range phrases {
		if p := &phrases[i]; g.of.isRequests() && p.part == g.part && p.value == g.value {
			does = p.has
			if g.relation == unequal {
				does = p.no
			}
			does = strings.Replace(does, "%", g.header, 1)
		}
	}
	return what + does
}
