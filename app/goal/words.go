package goal

import (
	"strconv"
	"strings"
)

// Words is the goal as a sentence without its full stop.
func (g Goal) Words() string {
	what := string(g.of)
	switch g.of {
	case redirects:
		what = "number of redirects followed"
	case hops, requests, preflights:
		what = "number of " + what
	case status:
		what = "final status"
	case finalURL:
		what = "final URL"
	case hop:
		what = "status of hop " + strconv.Itoa(g.n)
	case outcome, clientID:
	default:
		return g.who() + " " + g.does()
	}
	return "The " + what + " " + g.is() + " " + g.value
}

func (g Goal) is() string {
	switch g.relation {
	case "=":
		return "is"
	case "!=":
		return "is not"
	case "<":
		return "is less than"
	case "<=":
		return "is at most"
	case ">":
		return "is more than"
	}
	return "is at least"
}

func (g Goal) who() string {
	switch g.of {
	case every:
		return "Every request"
	case some:
		return "Some request"
	case later:
		return "Every request after the first"
	case request:
		return "Request " + strconv.Itoa(g.n)
	case first:
		return "The first request"
	}
	return "The last request"
}

func (g Goal) does() string {
	not := g.relation == "!="
	pick := func(yes, no string) string {
		if not {
			return no
		}
		return yes
	}
	switch g.part + " " + g.value {
	case "body same":
		return pick("carries the whole body", "does not carry the body as it was")
	case "body none":
		return pick("has no body", "has a body")
	case "body other":
		return pick("has a body that is not the one given", "has no other body than the one given")
	case "header present", "header absent":
		if (g.value == "present") == not {
			return "does not carry " + g.header
		}
		return "carries " + g.header
	case "header same":
		return pick("carries "+g.header+" as it was given", "does not carry "+g.header+" as it was given")
	case "origin same":
		return pick("goes to the first origin", "goes to another origin")
	case "origin other":
		return pick("goes to another origin", "goes to the first origin")
	}
	return "has the " + strings.Replace(g.part, "url", "URL", 1) + " " + pick("", "other than ") + g.value
}
