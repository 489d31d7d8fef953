package live

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// Answer is what the live server answers to a request at an address: Split has
// read its origin and rest. Headers are the request's. Hop is 0 where no hop
// answers.
func (m *Mapping) Answer(origin int, rest, method string, headers redirect.Headers) redirect.Response {
	target := m.target(origin, rest)
	from, asked := headers.Get("Origin")
	preflight := Preflight(method, headers)
	var r redirect.Response
	if preflight {
		r = m.servers.Preflight(target, headers)
	} else {
		r = m.servers.Answer(target, method)
	}
	if asked && m.Live.CORS != redirect.CORSWritten {
		r.Headers = Allowing(r.Headers, from, preflight)
	}
	return r
}

// Preflight reports a CORS preflight (Fetch, CORS-preflight request).
func Preflight(method string, headers redirect.Headers) bool {
	return method == "OPTIONS" && headers.Has("Origin") && headers.Has("Access-Control-Request-Method")
}

// Allowing lets a CORS check pass: what the simulation takes for granted unless
// the scenario says otherwise, a real browser must be told. An answer to a
// preflight is not to be kept, so that each run has its own.
func Allowing(headers redirect.Headers, origin string, preflight bool) redirect.Headers {
	out := headers.With("Access-Control-Allow-Origin", origin).With("Access-Control-Allow-Credentials", "true")
	if preflight {
		return out.With("Access-Control-Max-Age", "0")
	}
	if !out.Has("Vary") {
		out = append(out, redirect.Header{Name: "Vary", Value: "Origin"})
	}
	return out
}

// target is the live URL of an address in its normal form.
func (m *Mapping) target(origin int, rest string) string {
	head := m.heads[origin]
	if isPlain(rest) {
		return head + rest
	}
	u, err := redirect.ParseURL("http://any" + rest)
	if err != nil { // rest begins with a slash, so that this cannot be
		return head + rest
	}
	return head + u.Path + u.Query
}

// isPlain reports, at little cost, that a path and query is in its normal form.
// Most are; of those of which it says no, some are, too.
func isPlain(rest string) bool {
	for i := range len(rest) {
		switch c := rest[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '/', c == '=', c == '&':
		case c == '.' && i > 0 && rest[i-1] != '/': // no dot segment begins here
		case c == '?' && i < len(rest)-1:
		default:
			return false
		}
	}
	return true
}

// Leads reports whether a response sends some client on: a redirect with a
// Location (RFC 9110 section 15.4). 304 is none for most clients, and for curl
// it is.
func Leads(r redirect.Response) bool {
	return r.Status >= 300 && r.Status <= 399 && r.Headers.Has("Location")
}

// next is the live address that a response to a live address leads to, as
// browsers read it; empty: to none.
func next(url string, r redirect.Response) string {
	if !Leads(r) {
		return ""
	}
	here, err := redirect.ParseURL(url)
	if err != nil {
		return ""
	}
	location, _ := r.Headers.Get("Location")
	to, err := here.Resolve(strings.TrimSpace(location), redirect.WHATWG)
	if err != nil {
		return ""
	}
	return to.Target()
}

func itoa(n int) string { return strconv.Itoa(n) }
