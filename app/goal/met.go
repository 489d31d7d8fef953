package goal

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// Met reports whether the goal is met by what the scenario led to.
func (g Goal) Met(s scenario.Scenario, t redirect.Trace) bool {
	a := asked{&g, &s, &t, requestsOf(&t)}
	switch {
	case g.of.isRequests():
		return a.ofRequests()
	case !g.of.isNumber():
		return g.text(a.word())
	}
	got, ok := a.number()
	return ok && g.number(got)
}

// An asked goal is one with what it is asked of.
type asked struct {
	*Goal
	s    *scenario.Scenario
	t    *redirect.Trace
	sent []*redirect.SentRequest
}

// number is what the subject counts; false where there is no such hop.
func (a *asked) number() (int, bool) {
	switch a.of {
	case redirects:
		return a.t.Outcome.Redirects, true
	case hops:
		return len(a.s.Hops), true
	case requests:
		return len(a.sent), true
	case preflights:
		return len(a.t.Exchanges) - len(a.sent), true
	case status:
		return a.t.Outcome.Status, true
	}
	if a.n > len(a.s.Hops) {
		return 0, false
	}
	return a.s.Hops[a.n-1].Status, true
}

func (a *asked) word() string {
	switch {
	case a.of == outcome:
		return string(a.t.Outcome.Kind)
	case a.of == finalURL:
		return a.t.Outcome.URL
	case a.s.Client == "":
		return scenario.DefaultClient
	}
	return a.s.Client
}

// ofRequests asks it of the requests that are meant. Of none, only every and
// later are true.
func (a *asked) ofRequests() bool {
	from, to := 0, len(a.sent)
	switch a.of {
	case first:
		to = 1
	case last:
		from = to - 1
	case later:
		from = 1
	case request:
		from, to = a.n-1, a.n
	}
	if from < 0 || to > len(a.sent) {
		return false
	}
	for i := from; i < to; i++ {
		if ok := a.text(a.read(a.sent[i])); ok == (a.of == some) {
			return ok
		}
	}
	return a.of != some
}

// read is the value that the part of a request has.
func (a *asked) read(q *redirect.SentRequest) string {
	at := split(q.URL)
	given := a.s.Request.Body
	switch a.part {
	case method:
		return q.Method
	case header:
		return a.readHeader(q)
	case origin:
		if from := split(a.sent[0].URL); at[0] == from[0] && at[1] == from[1] {
			return "same"
		}
		return "other"
	case url:
		return q.URL
	case body:
		switch {
		case q.Body == nil:
			return "none"
		case given != nil && q.Body.Text == given.Text:
			return "same"
		}
		return "other"
	}
	return at[a.part-scheme]
}

func (a *asked) readHeader(q *redirect.SentRequest) string {
	got, ok := q.Headers.Get(a.header)
	given, gave := a.s.Request.Headers.Get(a.header)
	switch {
	case !ok:
		return "absent"
	case a.value == "same" && gave && got == given:
		return "same"
	}
	return "present"
}

func (g *Goal) text(got string) bool { return (got == g.value) == (g.relation == equal) }

func (g *Goal) number(got int) bool {
	want, _ := strconv.Atoi(g.value)
	switch g.relation {
	case equal:
		return got == want
	case unequal:
		return got != want
	case less:
		return got < want
	case atMost:
		return got <= want
	case more:
		return got > want
	}
	return got >= want
}

// requestsOf are the requests of a trace, CORS preflights left out.
func requestsOf(t *redirect.Trace) []*redirect.SentRequest {
	var sent []*redirect.SentRequest
	for i := range t.Exchanges {
		if q := &t.Exchanges[i].Request; !q.Preflight {
			sent = append(sent, q)
		}
	}
	return sent
}

// split returns the scheme, the authority without userinfo, and the path of an
// absolute URL: in the order of their parts.
func split(url string) [3]string {
	scheme, rest, _ := strings.Cut(url, "://")
	rest, _, _ = strings.Cut(rest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	authority, path, _ := strings.Cut(rest, "/")
	return [3]string{scheme, authority[strings.LastIndexByte(authority, '@')+1:], "/" + path}
}
