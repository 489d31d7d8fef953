// Package goal is what can be asked of a trace in one line: "last method = POST".
// A challenge is met where all its goals are; what a lesson or the reference says
// of a scenario is held to the engine by the same lines.
package goal

import (
	"errors"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// MaxText is how many bytes a goal may have, as in an address.
const MaxText = scenario.MaxLine

// A Goal is a subject, a relation and a value. Parse makes one.
//
//	redirects <= 1          redirects followed; also hops (in the scenario), requests (preflights
//	                        left out), preflights
//	outcome = delivered     or stopped, failed
//	status = 200            of the response that it ended with
//	url = https://h.example/#top    where it ended, with the fragment
//	client = curl
//	hop 1 status != 303     of the scenario
//	last method = POST      also: first, every, some, later (all but the first), request 2
//	last body = same        as the user's; none (nothing sent), other
//	last header Authorization = absent     or present, same (as the user's)
//	last origin = other     than the first request's; same
//	last scheme = https     also host (with a port, where there is one), path, url (without a fragment: none is sent)
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
	finalURL   subject = "url"
	clientID   subject = "client"
	hop        subject = "hop"
	first      subject = "first"
	last       subject = "last"
	every      subject = "every"
	some       subject = "some"
	later      subject = "later"
	request    subject = "request"
)

// Those that a text can begin with, and the parts of a request.
const (
	subjects = "redirects, hops, requests, preflights, outcome, status, url, client, hop, first, last, every, some, later, request"
	parts    = "method, body, header NAME, origin, scheme, host, path or url"
)

// values lists those that a subject or a part takes; empty: any.
func values(key string) string {
	switch key {
	case string(outcome):
		return "delivered, stopped, failed"
	case "body":
		return "same, none, other"
	case "header":
		return "present, absent, same"
	case "origin":
		return "same, other"
	}
	return ""
}

// lists reports whether a word is one of a list.
func lists(list, word string) bool {
	for one := range strings.SplitSeq(list, ", ") {
		if one == word {
			return true
		}
	}
	return false
}

// fault is an error about a text.
func fault(text, says string) error { return errors.New(strconv.Quote(text) + says) }

// Parse reads a goal. The error says what of it is not understood, and what
// would be.
func Parse(text string) (Goal, error) {
	if len(text) > MaxText {
		return Goal{}, errors.New("has " + strconv.Itoa(len(text)) + " bytes: a goal may have " + strconv.Itoa(MaxText))
	}
	words := strings.Fields(text)
	if len(words) < 3 {
		return Goal{}, fault(text, ` is not a goal: write a subject, a relation and a value, as in "last method = POST"`)
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
	case outcome, clientID, finalURL:
	case hop:
		if err := g.count(take()); err != nil {
			return Goal{}, err
		}
		if part := take(); part != "status" {
			return Goal{}, fault(text, ": of a hop, only its status can be asked, not "+strconv.Quote(part))
		}
		number = true
	case first, last, every, some, later, request:
		if g.of == request {
			if err := g.count(take()); err != nil {
				return Goal{}, err
			}
		}
		g.part = take()
		switch g.part {
		case "method", "body", "origin", "scheme", "host", "path", "url":
		case "header":
			if g.header = take(); !isName(g.header) {
				return Goal{}, fault(text, ": "+strconv.Quote(g.header)+" is not the name of a header")
			}
		default:
			return Goal{}, fault(text, ": of a request one can ask "+parts+", not "+strconv.Quote(g.part))
		}
	default:
		return Goal{}, fault(text, " does not begin with one of "+subjects)
	}
	g.relation, g.value = take(), strings.Join(rest, " ")
	return g, g.check(text, number)
}

func (g *Goal) count(word string) error {
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > redirect.MaxExchanges {
		return errors.New(string(g.of) + " " + strconv.Quote(word) + ": a number from 1 to " + strconv.Itoa(redirect.MaxExchanges) + " was expected")
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
			return fault(text, ": "+g.relation+" is for numbers; use = or !=")
		}
	default:
		return fault(text, ": "+strconv.Quote(g.relation)+" is not one of = != < <= > >=")
	}
	if g.value == "" {
		return fault(text, " has no value")
	}
	if number {
		if _, err := strconv.Atoi(g.value); err != nil {
			return fault(text, ": "+strconv.Quote(g.value)+" is not a number")
		}
		return nil
	}
	key := g.part
	if key == "" {
		key = string(g.of)
	}
	if may := values(key); may != "" && !lists(may, g.value) {
		return fault(text, ": "+key+" is one of "+may+", not "+strconv.Quote(g.value))
	}
	return nil
}

// isName reports whether a word can be the name of a header: a token (RFC 9110,
// section 5.1), which no relation is.
func isName(word string) bool {
	for i := range len(word) {
		c := word[i]
		if !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0) {
			return false
		}
	}
	return word != ""
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
	case finalURL:
		return g.text(t.Outcome.URL)
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
		given, gave := s.Request.Headers.Get(g.header)
		switch {
		case !ok:
			return "absent"
		case g.value == "same" && gave && got == given:
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

// split takes an absolute URL apart. The authority is without userinfo.
func split(url string) (scheme, authority, path string) {
	scheme, rest, _ := strings.Cut(url, "://")
	rest, _, _ = strings.Cut(rest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	authority, path, _ = strings.Cut(rest, "/")
	return scheme, authority[strings.LastIndexByte(authority, '@')+1:], "/" + path
}

func originOf(url string) string {
	scheme, authority, _ := split(url)
	return scheme + "://" + authority
}
