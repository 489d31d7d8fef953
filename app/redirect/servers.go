package redirect

import (
	"slices"
	"strings"
)

// Servers are those of a scenario: they answer a request with the first hop
// whose URL and methods match, and with 200 OK where none does.
type Servers struct {
	hops []Hop
	cors CORSMode
	// at holds, by target URL, the hops that answer there, in order.
	at map[string][]int
}

// NewServers places the hops: a hop without a URL of its own answers where the
// one before it points to. A hop that nothing points to is never met.
func NewServers(s Scenario) Servers {
	out := Servers{s.Hops, s.CORS, make(map[string][]int, len(s.Hops))}
	for i, at := range Places(s) {
		if at != "" {
			out.at[NormalTarget(at)] = append(out.at[NormalTarget(at)], i)
		}
	}
	return out
}

// Places returns, for each hop, the URL it answers at, without fragment; empty
// where there is none.
func Places(s Scenario) []string {
	places := make([]string, len(s.Hops))
	here, err := ParseURL(s.Request.URL)
	known := err == nil
	for i, h := range s.Hops {
		if h.At != "" {
			here, err = ParseURL(h.At)
			known = err == nil
		}
		if known {
			places[i] = here.Target()
		}
		if !known || h.Location == nil {
			known = false
			continue
		}
		next, err := here.Resolve(*h.Location, WHATWG)
		known = err == nil && (next.Scheme == "http" || next.Scheme == "https")
		here = next
	}
	return places
}

// escapable are what some clients write an escape for, and some send as it is:
// what may stand in no path or query (RFC 3986 section 3.3 and 3.4), and the
// apostrophe, which browsers escape in a query (URL standard, special-query
// percent-encode set).
const escapable = " \"'<>[\\]^`{|}"

// NormalTarget writes a target so that all spellings of it are the same: escapes
// in capitals (RFC 3986 section 6.2.2.1), and one for what is escapable or a
// percent sign that begins none.
func NormalTarget(target string) string {
	if isNormal(target) {
		return target
	}
	const digits = "0123456789ABCDEF"
	b := make([]byte, 0, len(target)+16)
	for i := 0; i < len(target); i++ {
		c := target[i]
		switch {
		case c == '%' && escapesRight(target[i:min(i+3, len(target))]):
			b = append(b, strings.ToUpper(target[i:i+3])...)
			i += 2
		case c == '%' || strings.IndexByte(escapable, c) >= 0:
			b = append(b, '%', digits[c>>4], digits[c&15])
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

// isNormal reports that there is nothing to be written otherwise. A live server
// asks so for each request: strings.ContainsAny is five times slower.
func isNormal(target string) bool {
	for i := range len(target) {
		if abnormal[target[i]] {
			return false
		}
	}
	return true
}

var abnormal = func() (set [256]bool) {
	for _, c := range []byte(escapable + "%") {
		set[c] = true
	}
	return set
}()

// find returns the index of the hop that answers, or -1.
func (s Servers) find(target, method string) int {
	for _, i := range s.at[NormalTarget(target)] {
		if m := s.hops[i].Methods; len(m) == 0 || slices.Contains(m, method) {
			return i
		}
	}
	return -1
}

// Answer is the response to a request for a target URL, one without a fragment
// and in the normal form of ParseURL.
func (s Servers) Answer(target, method string) Response {
	i := s.find(target, method)
	if i < 0 {
		return Response{Status: 200, Headers: Headers{}}
	}
	return s.response(i)
}

func (s Servers) response(i int) Response {
	h := s.hops[i]
	r := Response{Hop: i + 1, Status: h.Status, Headers: make(Headers, 0, len(h.Headers)+1)}
	if h.Location != nil {
		r.Headers = append(r.Headers, Header{"Location", *h.Location})
	}
	r.Headers = append(r.Headers, h.Headers...)
	return r
}

// Preflight is the response to a CORS preflight with these headers. Where the
// servers let everything pass it allows what was asked for; otherwise it
// carries the Access-Control fields of the hop that the request would meet. A
// hop that names OPTIONS among its methods answers it as any request.
func (s Servers) Preflight(target string, asks Headers) Response {
	method, _ := asks.Get("Access-Control-Request-Method")
	i := s.find(target, method)
	if o := s.find(target, "OPTIONS"); o >= 0 && slices.Contains(s.hops[o].Methods, "OPTIONS") {
		return s.response(o)
	}
	r := Response{Status: 204, Headers: Headers{}}
	if i >= 0 {
		r.Hop = i + 1
	}
	if s.cors != CORSWritten {
		origin, _ := asks.Get("Origin")
		r.Headers = Headers{{"Access-Control-Allow-Origin", origin}, {"Access-Control-Allow-Methods", method}}
		if names, ok := asks.Get("Access-Control-Request-Headers"); ok {
			r.Headers = append(r.Headers, Header{"Access-Control-Allow-Headers", names})
		}
		return r
	}
	if i >= 0 {
		for _, h := range s.hops[i].Headers {
			if strings.HasPrefix(strings.ToLower(h.Name), "access-control-") {
				r.Headers = append(r.Headers, h)
			}
		}
	}
	return r
}
