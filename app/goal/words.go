package goal

import (
	"strconv"
	"strings"
)

// Words is the goal as a sentence without its full stop.
func (g Goal) Words() string {
	is := map[string]string{"=": "is", "!=": "is not", "<": "is less than", "<=": "is at most", ">": "is more than", ">=": "is at least"}[g.relation]
	switch g.of {
	case redirects:
		return "The number of redirects followed " + is + " " + g.value
	case hops:
		return "The number of hops " + is + " " + g.value
	case requests:
		return "The number of requests " + is + " " + g.value
	case preflights:
		return "The number of preflights " + is + " " + g.value
	case outcome:
		return "The outcome " + is + " " + g.value
	case status:
		return "The final status " + is + " " + g.value
	case clientID:
		return "The client " + is + " " + g.value
	case hop:
		return "The status of hop " + strconv.Itoa(g.n) + " " + is + " " + g.value
	}
	return g.who() + " " + g.does()
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
