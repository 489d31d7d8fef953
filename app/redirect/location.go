package redirect

import (
	"errors"
	"slices"
	"strings"
)

// LocationRules say how a client reads the Location of a redirect.
type LocationRules struct {
	Syntax Syntax
	// Elsewhere are schemes beside http and https that the client would go on
	// with, outside of what is simulated here (curl and ftp). NotElsewhere,
	// where there are any, are the only ones that it would not.
	Elsewhere, NotElsewhere []string
	// FragmentIsHere: a Location that is a fragment alone leads to the
	// directory of the URL, and its query is gone (curl).
	FragmentIsHere bool
	// EmptyIsHere: so does an empty Location (java.net.URI).
	EmptyIsHere bool
	// PathlessIsRoot: a Location without a path has the path / (Apache HttpClient
	// 5).
	PathlessIsRoot bool
	// Normalizes: escapes in the path that need not be are undone, and the others
	// written in capitals.
	Normalizes bool
	// NoBreaks: tabs and line ends within vanish, as they do in WHATWG (Python).
	NoBreaks bool
	// Hostless is what becomes of a URL without a host.
	Hostless Hostless
	// Latin1 says what is read as ISO 8859-1 rather than as UTF-8.
	Latin1 Latin1
	// HostIsBase: a relative Location is resolved against a Host set by hand
	// (follow-redirects).
	HostIsBase bool
	// MissingFails: a redirect without Location is an error; otherwise it is
	// handed back.
	MissingFails bool
	// MissingIsHere: a redirect without Location leads to the URL just asked
	// for.
	MissingIsHere bool
	// EmptyIsMissing: an empty Location counts as none; otherwise it is the
	// URL just asked for.
	EmptyIsMissing bool
	// EmptyFails: an empty Location is one that cannot be read.
	EmptyFails bool
	// TabIsEscaped: a tab becomes %09, before the syntax would take it out.
	TabIsEscaped bool
	EmptyQuery   EmptyQuery
	Repeated     Repeated
	// Inherits: a Location without a fragment takes on the one before.
	Inherits bool
	Userinfo UserinfoRule

	// SchemeChange says which changes between http and https hand the redirect
	// back, with ElsewhereReason.
	SchemeChange SchemeRule

	// The errors. Where MalformedError or SchemeError is empty, the redirect is
	// handed back instead.
	MissingError, MalformedError, SchemeError, UserinfoError ErrorText
	// RepeatedError is the one for more than one Location, where it is another
	// than MalformedError.
	RepeatedError ErrorText
	// Faults and Schemes are the errors for a fault or a scheme, where it is
	// another than MalformedError or SchemeError.
	Faults  ErrorsFor[Fault]
	Schemes ErrorsFor[string]

	MissingReason, MalformedReason, RepeatedReason Reason
	SchemeReason, ElsewhereReason                  Reason
	FragmentReason, UserinfoReason                 Reason
}

// An EmptyQuery is what a client makes of a question mark with nothing behind.
type EmptyQuery uint

// The ways to read an empty query.
const (
	EmptyQueryKept    EmptyQuery = iota // it is sent
	EmptyQueryDropped                   // there is no query
	EmptyQueryUnseen                    // the same, and a Location that is nothing else is the URL just asked for
)

// Repeated is what a client does with more than one Location.
type Repeated uint

// The ways to read a repeated Location.
const (
	First Repeated = iota
	LastOne
	Joined  // they are one value, with commas between
	Refused // an error where they differ
	OneOnly // an error even where they are the same
)

// Latin1 is the part of a Location whose bytes beyond ASCII are characters of
// their own, which are then encoded as UTF-8.
type Latin1 uint

// The parts.
const (
	NoLatin1 Latin1 = iota
	QueryIsLatin1
	AllIsLatin1
)

// Hostless is what a client makes of a Location that has a scheme and no host.
type Hostless uint

// The ways to read it.
const (
	HostlessFails Hostless = iota
	HostlessPath           // with the scheme it came from, it is a path (RFC 3986 section 5.2.2, for old parsers)
	HostlessHere           // the host it came from, without its port; so it is where the host is not valid (httpx)
)

// A UserinfoRule is what a client makes of the user in a URL (user:password@)
// where the request has no Authorization.
type UserinfoRule uint

// The userinfo rules.
const (
	UserinfoIgnored UserinfoRule = iota
	BasicEverywhere              // an Authorization of the Basic scheme
	BasicOnce                    // the same, with the first request alone
	BasicOfFirst                 // the same, of the first URL only, and treated like one set by hand
	BasicOfOrigin                // as BasicEverywhere; within one host and port, the user of the URL before, whatever the Location says (got)
	BasicOfSession               // the same, kept for the first host; another port or scheme ends it (curl)
	BasicOfHost                  // the same, of the first URL only; another host ends it, for good (HTTParty)
	UserinfoRefused              // an error
)

// locations returns the Location values of a response, in order.
func locations(r Response) []string { return r.Headers.Values("Location") }

// blank reports that there is no Location, or an empty one.
func blank(values []string) bool { return len(values) == 0 || strings.Trim(values[0], " \t") == "" }

// base is what a relative Location is read against.
func (w *walk) base() URL {
	u := w.url
	if host, ok := w.given.Get("Host"); ok && w.p.Location.HostIsBase {
		if other, err := ParseURL(u.Scheme + "://" + host + "/"); err == nil {
			u.Host, u.Port = other.Host, other.Port
		}
	}
	return u
}

// faultError is what the client's user sees of a Location that cannot be read.
func (l LocationRules) faultError(err error) ErrorText {
	fault := faultOf(err)
	if text, ok := l.Faults.Lookup(fault); ok {
		return text
	}
	if text, ok := l.Faults.Lookup(BadPort); ok && fault == BigPort {
		return text
	}
	return l.MalformedError
}

// faultOf is what an error of Resolve is about.
func faultOf(err error) Fault {
	var e *URLError
	errors.As(err, &e)
	return e.Fault
}

// readLocation picks the Location out of the response and resolves it. It
// returns false where the walk ends instead; the decision then says how.
func (w *walk) readLocation(r Response) (URL, bool) {
	rules := w.p.Location
	values := locations(r)
	if rules.EmptyIsMissing && blank(values) {
		values = nil
	}
	if len(values) == 0 && rules.MissingIsHere {
		values = []string{""}
	}
	if len(values) == 0 {
		if rules.MissingFails {
			return URL{}, w.fail(rules.MissingError, rules.MissingReason)
		}
		return URL{}, w.stop(rules.MissingReason)
	}
	if rules.EmptyFails && blank(values) {
		return URL{}, w.fail(rules.MalformedError, rules.MalformedReason)
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
			if rules.RepeatedError == "" {
				rules.RepeatedError = rules.MalformedError
			}
			return URL{}, w.fail(rules.RepeatedError, rules.RepeatedReason)
		}
	}
	w.words.location = value
	value = rules.read(value, w.url.Scheme)
	if rest, _, _ := strings.Cut(value, "#"); rules.EmptyQuery == EmptyQueryUnseen && strings.HasSuffix(rest, "?") {
		value = strings.TrimSuffix(rest, "?") + value[len(rest):]
	}
	next, err := w.base().Resolve(value, rules.Syntax)
	if err != nil && rules.Hostless == HostlessHere && faultOf(err) != BigPort {
		scheme, rest, _ := cutScheme(value)
		_, path := cutAuthority(rest)
		next, err = w.url.Resolve(scheme+"://"+w.url.Host+"/"+strings.TrimPrefix(path, "/"), rules.Syntax)
	}
	if err != nil {
		if w.p.Mode == HandBack && !slices.Contains(w.p.ModeFaults, faultOf(err)) {
			return URL{}, w.stop(w.p.ModeReason)
		}
		return URL{}, w.failOrStop(rules.faultError(err), rules.MalformedReason)
	}
	if next.Query == "?" && rules.EmptyQuery != EmptyQueryKept {
		next.Query = ""
	}
	w.words.scheme, w.words.fragment = next.Scheme, next.Fragment
	if next.Scheme != "http" && next.Scheme != "https" {
		if w.p.Mode == HandBack { // nothing is sent there
			return URL{}, w.stop(w.p.ModeReason)
		}
		if slices.Contains(rules.Elsewhere, next.Scheme) ||
			len(rules.NotElsewhere) > 0 && !slices.Contains(rules.NotElsewhere, next.Scheme) {
			return URL{}, w.stopUnseen(rules.ElsewhereReason)
		}
		text, ok := rules.Schemes.Lookup(next.Scheme)
		if !ok {
			text = rules.SchemeError
		}
		return URL{}, w.failOrStop(text, rules.SchemeReason)
	}
	if rules.SchemeChange.crossed(w.url.Scheme, next.Scheme) {
		return URL{}, w.stop(rules.ElsewhereReason)
	}
	if rules.Userinfo == BasicOfOrigin && next.Host == w.url.Host && next.effectivePort() == w.url.effectivePort() {
		next.User = w.url.User
	}
	if next.User != "" && rules.Userinfo == UserinfoRefused {
		return URL{}, w.fail(rules.UserinfoError, rules.UserinfoReason)
	}
	if next.Fragment == "" && rules.Inherits {
		next.Fragment = w.url.Fragment
	}
	return next, true
}

// read makes of a Location what the client takes it for, before it is resolved.
func (l LocationRules) read(value, scheme string) string {
	if l.TabIsEscaped {
		value = strings.ReplaceAll(value, "\t", "%09")
	}
	if l.NoBreaks {
		value = noBreaks.Replace(value)
	}
	bare := strings.Trim(value, " \t")
	switch {
	case l.PathlessIsRoot && (bare == "" || bare[0] == '?' || bare[0] == '#'):
		value = "/" + bare
	case l.EmptyIsHere && bare == "", l.FragmentIsHere && strings.HasPrefix(value, "#"):
		value = "." + bare
	}
	path, rest := cutAt(value, "?#")
	if s, after, ok := cutScheme(path); ok && s == scheme && l.Hostless == HostlessPath {
		if host, under := cutAuthority(after); host == "" {
			path = strings.Replace("/"+under, "//", "/", 1)
			if under == "" {
				path = ""
			}
		}
	}
	if l.Normalizes {
		path = normalEscapes(path)
	}
	if l.Latin1 == AllIsLatin1 {
		path = latin1(path)
	}
	if l.Latin1 != NoLatin1 {
		rest = latin1(rest)
	}
	return path + rest
}

// cutAt cuts before the first of the characters.
func cutAt(s, chars string) (before, after string) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// cutAuthority splits what is behind a scheme's colon into the authority and the
// rest.
func cutAuthority(s string) (authority, rest string) {
	s, ok := strings.CutPrefix(s, "//")
	if !ok {
		return "", s
	}
	return cutAt(s, "/?#")
}

// latin1 reads each byte as a character.
func latin1(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}
