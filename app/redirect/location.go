package redirect

import (
	"slices"
	"strings"
)

// LocationRules say how a client reads the Location of a redirect.
type LocationRules struct {
	Syntax Syntax
	// Schemes beside http and https that the client would go on with, outside
	// of what is simulated here (curl and ftp).
	Elsewhere []string
	// MissingFails: a redirect without Location is an error; otherwise it is
	// handed back.
	MissingFails bool
	// EmptyIsMissing: an empty Location counts as none; otherwise it is the
	// URL just asked for.
	EmptyIsMissing bool
	// MalformedHandsBack: a Location that cannot be read hands the redirect
	// back; otherwise it is an error.
	MalformedHandsBack bool
	Repeated           Repeated
	// Inherits: a Location without a fragment takes on the one before.
	Inherits bool
	Userinfo UserinfoRule

	MissingError, MalformedError, SchemeError, UserinfoError ErrorText
	MissingReason, MalformedReason, SchemeReason             Reason
	FragmentReason, UserinfoReason                           Reason
}

// Repeated is what a client does with more than one Location.
type Repeated uint

// The ways to read a repeated Location.
const (
	First   Repeated = iota
	LastOne          // the last one counts
	Joined           // they are one value, with commas between
	Refused          // an error where they differ
	OneOnly          // an error even where they are the same
)

// A UserinfoRule is what a client makes of the user in a URL (user:password@)
// where the request has no Authorization.
type UserinfoRule uint

// The userinfo rules.
const (
	UserinfoIgnored    UserinfoRule = iota
	BasicEverywhere                 // an Authorization of the Basic scheme
	BasicWhereAuthGoes              // the same, only where the header rules let Authorization go
	UserinfoRefused                 // an error
)

// locations returns the Location values of a response, in order.
func locations(r Response) []string { return r.Headers.Values("Location") }

// readLocation picks the Location out of the response and resolves it. It
// returns false where the walk ends instead; the decision then says how.
func (w *walk) readLocation(r Response) (URL, bool) {
	rules := w.p.Location
	values := locations(r)
	if rules.EmptyIsMissing && len(values) > 0 && strings.Trim(values[0], " \t") == "" {
		values = nil
	}
	if len(values) == 0 {
		if rules.MissingFails {
			return URL{}, w.fail(rules.MissingError, rules.MissingReason)
		}
		return URL{}, w.stop(rules.MissingReason)
	}
	value := values[0]
	switch rules.Repeated {
	case LastOne:
		value = values[len(values)-1]
	case Joined:
		value = strings.Join(values, ", ")
	case Refused, OneOnly:
		differ := slices.ContainsFunc(values, func(v string) bool { return v != values[0] })
		if differ || rules.Repeated == OneOnly && len(values) > 1 {
			return URL{}, w.fail(rules.MalformedError, rules.MalformedReason)
		}
	}
	w.words.location = value
	next, err := w.url.resolve(value, rules.Syntax)
	if err != nil {
		if rules.MalformedHandsBack {
			return URL{}, w.stop(rules.MalformedReason)
		}
		return URL{}, w.fail(rules.MalformedError, rules.MalformedReason)
	}
	w.words.scheme = next.Scheme
	if next.Scheme != "http" && next.Scheme != "https" {
		if slices.Contains(rules.Elsewhere, next.Scheme) {
			return URL{}, w.stop(rules.SchemeReason)
		}
		return URL{}, w.fail(rules.SchemeError, rules.SchemeReason)
	}
	if next.User != "" && rules.Userinfo == UserinfoRefused {
		return URL{}, w.fail(rules.UserinfoError, rules.UserinfoReason)
	}
	if next.Fragment == "" && rules.Inherits {
		next.Fragment = w.url.Fragment
	}
	return next, true
}
