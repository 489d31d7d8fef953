// Package goal is what can be asked of a trace in one line: "last method = POST".
// A challenge is met where all its goals are; what a lesson or the reference says
// of a scenario is held to the engine by the same lines.
//
// It is linked into the WebAssembly, where code is dear and tables are not.
package goal

import "github.com/hopscope/hopscope/app/scenario"

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
//	last scheme = https     also host (with a port, where there is one), path, url (without a
//	                        fragment: none is sent)
//
// The relations are = and !=, and for numbers also <, <=, > and >=.
type Goal struct {
	of       subject
	part     part // of a request
	relation relation
	n        int // of a request or a hop, from 1
	header   string
	value    string
	written  string // the whole, with single spaces
}

// A subject is what a goal is about.
type subject uint8

// The subjects: those that are numbers, those that are words, and requests.
const (
	redirects subject = iota
	hops
	requests
	preflights
	status
	hop
	outcome
	finalURL
	clientID
	first
	last
	every
	some
	later
	request
)

var subjects = [...]string{"redirects", "hops", "requests", "preflights", "status", "hop", "outcome", "url", "client", "first", "last", "every", "some", "later", "request"}

func (s subject) isNumber() bool   { return s <= hop }
func (s subject) isRequests() bool { return s >= first }

// A part is what of a request a goal is about.
type part uint8

const (
	method part = iota
	body
	header
	origin
	scheme
	host
	path
	url
)

var parts = [...]string{"method", "body", "header", "origin", "scheme", "host", "path", "url"}

// A relation is between what is and the value.
type relation uint8

const (
	equal relation = iota
	unequal
	less
	atMost
	more
	atLeast
)

var relations = [...]string{"=", "!=", "<", "<=", ">", ">="}

// values are those that a part takes, with spaces between; empty: any. The
// outcome's are the last.
var values = [...]string{body: "same none other", header: "present absent same", origin: "same other", url: "", outcomes: "delivered stopped failed"}

const outcomes = url + 1

// index returns the place of a word in a list; false where it is not there.
func index(list []string, word string) (uint8, bool) {
	for i, one := range list {
		if one == word {
			return uint8(i), true
		}
	}
	return 0, false
}

// String writes the goal as Parse reads it.
func (g Goal) String() string { return g.written }
