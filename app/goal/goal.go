// Package goal is what can be asked of a trace in one line: "last method = POST".
// A challenge is met where all its goals are; what a lesson or the reference says
// of a scenario is held to the engine by the same lines.
package goal

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// MaxText is how many bytes a goal may have.
const MaxText = 500

// A Goal is a subject, a relation and a value. Parse makes one.
//
//	redirects <= 1          redirects followed; also hops (in the scenario), requests (preflights
//	                        left out), preflights
//	outcome = delivered     or stopped, failed
//	status = 200            of the response that it ended with
//	client = curl
//	hop 1 status != 303     of the scenario
//	last method = POST      also: first, every, some, later (all but the first), request 2
//	last body = same        as the user's; none (nothing sent), other
//	last header Authorization = absent     or present, same (as the user's)
//	last origin = other     than the first request's; same
//	last scheme = https     also host (with a port, where there is one), path, url (with its fragment)
//
// The relations are = and !=, and for numbers also <, <=, > and >=.
type Goal struct {
	of       subject
	n        int    // of a request or a hop, from 1
	part     string // of a request
	header   string
	relation string
	value    string
}

// A subject is what a goal is about.
type subject string

const (
	redirects  subject = "redirects"
	hops       subject = "hops"
	requests   subject = "requests"
	preflights subject = "preflights"
	outcome    subject = "outcome"
	status     subject = "status"
	clientID   subject = "client"
	hop        subject = "hop"
	first      subject = "first"
	last       subject = "last"
	every      subject = "every"
	some       subject = "some"
	later      subject = "later"
	request    subject = "request"
)

// subjects are all of them, for the error that lists them.
var subjects = []subject{redirects, hops, requests, preflights, outcome, status, clientID, hop, first, last, every, some, later, request}

// values are those that a subject or a part takes; what is not here takes any.
var values = map[string][]string{
	string(outcome): {string(redirect.Delivered), string(redirect.Stopped), string(redirect.Failed)},
	"body":          {"same", "none", "other"},
	"header":        {"present", "absent", "same"},
	"origin":        {"same", "other"},
	"method":        nil,
	"scheme":        nil,
	"host":          nil,
	"path":          nil,
	"url":           nil,
}

// Parse reads a goal. The error says what of it is not understood, and what
// would be.
func Parse(text string) (Goal, error) {
	if len(text) > MaxText {
		return Goal{}, fmt.Errorf("has %d bytes: a goal may have %d", len(text), MaxText)
	}
	words := strings.Fields(text)
	if len(words) < 3 {
		return Goal{}, fmt.Errorf("%q is not a goal: write a subject, a relation and a value, as in \"last method = POST\"", text)
	}
	g := Goal{of: subject(words[0])}
	rest := words[1:]
	take := func() string {
		if len(rest) == 0 {
			return ""
		}
		w := rest[0]
		rest = rest[1:]
		return w
	}
	number := false
	switch g.of {
	case redirects, hops, requests, preflights, status:
		number = true
	case outcome, clientID:
	case hop:
		if err := g.count(take()); err != nil {
			return Goal{}, err
		}
		if part := take(); part != "status" {
			return Goal{}, fmt.Errorf("%q: of a hop, only its status can be asked, not %q", text, part)
		}
		number = true
	case first, last, every, some, later, request:
		if g.of == request {
			if err := g.count(take()); err != nil {
				return Goal{}, err
			}
		}
		g.part = take()
		if _, known := values[g.part]; !known || g.part == string(outcome) {
			return Goal{}, fmt.Errorf("%q: of a request one can ask method, body, header NAME, origin, scheme, host, path or url, not %q", text, g.part)
		}
		if g.part == "header" {
			g.header = take()
		}
	default:
		return Goal{}, fmt.Errorf("%q does not begin with one of %s", text, list(subjects))
	}
	g.relation, g.value = take(), strings.Join(rest, " ")
	return g, g.check(text, number)
}

func (g *Goal) count(word string) error {
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > redirect.MaxExchanges {
		return fmt.Errorf("%s %q: a number from 1 to %d was expected", g.of, word, redirect.MaxExchanges)
	}
	g.n = n
	return nil
}

// check holds relation and value to what the subject takes.
func (g Goal) check(text string, number bool) error {
	switch g.relation {
	case "=", "!=":
	case "<", "<=", ">", ">=":
		if !number {
			return fmt.Errorf("%q: %s is for numbers; use = or !=", text, g.relation)
		}
	default:
		return fmt.Errorf("%q: %q is not one of = != < <= > >=", text, g.relation)
	}
	if g.value == "" {
		return fmt.Errorf("%q has no value", text)
	}
	if number {
		if _, err := strconv.Atoi(g.value); err != nil {
			return fmt.Errorf("%q: %q is not a number", text, g.value)
		}
		return nil
	}
	key := g.part
	if key == "" {
		key = string(g.of)
	}
	if may := values[key]; may != nil {
		for _, v := range may {
			if v == g.value {
				return nil
			}
		}
		return fmt.Errorf("%q: %s is one of %s, not %q", text, key, list(may), g.value)
	}
	return nil
}

func list[S ~string](words []S) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(w))
	}
	return b.String()
}

// String writes the goal as Parse reads it.
func (g Goal) String() string {
	s := string(g.of)
	if g.n > 0 {
		s += " " + strconv.Itoa(g.n)
	}
	if g.of == hop {
		s += " status"
	}
	for _, w := range []string{g.part, g.header} {
		if w != "" {
			s += " " + w
		}
	}
	return s + " " + g.relation + " " + g.value
}

// Met reports whether the goal is met by what the scenario led to.
func (g Goal) Met(s scenario.Scenario, t redirect.Trace) bool {
	sent := requestsOf(t)
	switch g.of {
	case redirects:
		return g.number(t.Outcome.Redirects)
	case hops:
		return g.number(len(s.Hops))
	case requests:
		return g.number(len(sent))
	case preflights:
		return g.number(len(t.Exchanges) - len(sent))
	case status:
		return g.number(t.Outcome.Status)
	case outcome:
		return g.text(string(t.Outcome.Kind))
	case clientID:
		id := s.Client
		if id == "" {
			id = scenario.DefaultClient
		}
		return g.text(id)
	case hop:
		return g.n <= len(s.Hops) && g.number(s.Hops[g.n-1].Status)
	}
	return g.ofRequests(s, sent)
}

// ofRequests asks it of the requests that are meant. Of none, only every and
// later are true.
func (g Goal) ofRequests(s scenario.Scenario, sent []redirect.SentRequest) bool {
	meant := sent
	switch {
	case g.of == request && g.n > len(sent), len(sent) == 0:
		return g.of == every || g.of == later
	case g.of == request:
		meant = sent[g.n-1 : g.n]
	case g.of == first:
		meant = sent[:1]
	case g.of == last:
		meant = sent[len(sent)-1:]
	case g.of == later:
		meant = sent[1:]
	}
	for _, q := range meant {
		if ok := g.text(g.read(s, sent[0], q)); ok == (g.of == some) {
			return ok
		}
	}
	return g.of != some
}

// read is the value that the part of a request has.
func (g Goal) read(s scenario.Scenario, from, q redirect.SentRequest) string {
	switch g.part {
	case "method":
		return q.Method
	case "body":
		return g.body(s, q)
	case "header":
		got, ok := q.Headers.Get(g.header)
		given, _ := s.Request.Headers.Get(g.header)
		switch {
		case !ok:
			return "absent"
		case g.value == "same" && got == given:
			return "same"
		}
		return "present"
	case "origin":
		if originOf(q.URL) == originOf(from.URL) {
			return "same"
		}
		return "other"
	case "url":
		return q.URL
	}
	scheme, authority, path := split(q.URL)
	switch g.part {
	case "scheme":
		return scheme
	case "host":
		return authority
	}
	return path
}

func (g Goal) body(s scenario.Scenario, q redirect.SentRequest) string {
	switch {
	case q.Body == nil:
		return "none"
	case s.Request.Body != nil && q.Body.Text == s.Request.Body.Text:
		return "same"
	}
	return "other"
}

func (g Goal) text(got string) bool { return (got == g.value) == (g.relation == "=") }

func (g Goal) number(got int) bool {
	want, _ := strconv.Atoi(g.value)
	switch g.relation {
	case "=":
		return got == want
	case "!=":
		return got != want
	case "<":
		return got < want
	case "<=":
		return got <= want
	case ">":
		return got > want
	}
	return got >= want
}

// requestsOf are the requests of a trace, CORS preflights left out.
func requestsOf(t redirect.Trace) []redirect.SentRequest {
	var sent []redirect.SentRequest
	for _, e := range t.Exchanges {
		if !e.Request.Preflight {
			sent = append(sent, e.Request)
		}
	}
	return sent
}

// split takes an absolute URL apart.
func split(url string) (scheme, authority, path string) {
	scheme, rest, _ := strings.Cut(url, "://")
	rest, _, _ = strings.Cut(rest, "#")
	at := strings.IndexAny(rest, "/?")
	if at < 0 {
		return scheme, rest, "/"
	}
	authority, path = rest[:at], rest[at:]
	path, _, _ = strings.Cut(path, "?")
	return scheme, authority, path
}

func originOf(url string) string {
	scheme, authority, _ := split(url)
	return scheme + "://" + authority
}
