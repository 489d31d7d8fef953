package redirect

import (
	"slices"
	"strings"
)

// maxSafeValue bounds a safelisted header's value, in bytes (Fetch,
// CORS-safelisted request-header).
const maxSafeValue = 128

// preflight asks before a request that a plain page could not make (Fetch,
// main fetch and CORS-preflight fetch). It returns false where the answer is
// no.
func (w *walk) preflight() bool {
	b := w.p.Browser
	if b == nil || !w.cors || b.Mode != ModeCORS {
		return true
	}
	names := w.unsafe()
	if safelistedMethod(w.next.Method) && len(names) == 0 {
		return true
	}
	asks := SentRequest{Method: "OPTIONS", URL: w.next.URL, Preflight: true, Headers: Headers{
		{"Access-Control-Request-Method", w.next.Method},
	}}
	if len(names) > 0 {
		asks.Headers = append(asks.Headers, Header{"Access-Control-Request-Headers", strings.Join(names, ",")})
	}
	asks.Headers = append(asks.Headers, Header{"Origin", w.preflightOrigin()})
	if referrer := w.referrer(); referrer != "" {
		asks.Headers = append(asks.Headers, Header{"Referer", referrer})
	}
	r := w.servers.Preflight(w.next.URL, asks.Headers)
	w.trace.Exchanges = append(w.trace.Exchanges, Exchange{Request: asks, Response: r, Decision: Decision{Changes: []Change{}}})
	w.words = words{status: r.Status, method: w.next.Method, from: w.url, next: w.url}
	if missing := w.refusal(r, names); missing != "" {
		w.fail(b.NetworkError, b.PreflightFails)
		w.decision().Why += " " + missing
		return false
	}
	d := w.decision()
	d.Action, d.Kind, d.Sources = FollowOn, b.Preflight.Kind, b.Preflight.Sources
	d.Why = w.say(b.Preflight.Text)
	return true
}

// unsafe are the names that a preflight asks for.
func (w *walk) unsafe() []string {
	switch asks := w.p.Browser.Asks; {
	case asks == AsksForGiven, asks == AsksForSpared && w.redirects == 0:
		return unsafeNames(w.first, w.first)
	case asks == AsksForSpared:
		return unsafeNames(w.asks, w.first)
	}
	return unsafeNames(w.next.Headers, w.first)
}

func (w *walk) preflightOrigin() string {
	if w.p.Browser.AsksAsPage {
		return w.page.Origin()
	}
	return w.origin()
}

// refusal says in a sentence why a preflight's answer does not let the request
// through; empty: it does.
func (w *walk) refusal(r Response, names []string) string {
	if why := w.originRefused(r, w.preflightOrigin()); why != "" {
		return why
	}
	if r.Status < 200 || r.Status > 299 {
		return "A preflight's answer has to have a status from 200 to 299, and may not be a redirect."
	}
	star := w.p.Browser.Credentials != IncludeCredentials
	allows := func(field string, is func(token string) bool, any bool) bool {
		for _, v := range r.Headers.Values(field) {
			for token := range strings.SplitSeq(v, ",") {
				token = strings.TrimSpace(token)
				if is(token) || any && token == "*" {
					return true
				}
			}
		}
		return false
	}
	// Methods are compared as they are written, names without regard to case.
	if m := w.next.Method; !safelistedMethod(m) && !allows("Access-Control-Allow-Methods", func(t string) bool { return t == m }, star) {
		return "Access-Control-Allow-Methods does not name " + m + "."
	}
	for _, n := range names {
		if !allows("Access-Control-Allow-Headers", func(t string) bool { return strings.EqualFold(t, n) }, star && n != "authorization") {
			return "Access-Control-Allow-Headers does not name " + n + "."
		}
	}
	return ""
}

// corsCheck is the check of every response to a CORS request (Fetch, CORS
// check). It returns false where the response may not be used.
func (w *walk) corsCheck(r Response) bool {
	b := w.p.Browser
	if b == nil || !w.cors || b.Mode != ModeCORS {
		return true
	}
	missing := w.originRefused(r, w.origin())
	if missing == "" {
		return true
	}
	w.fail(b.NetworkError, b.CORSFails)
	w.decision().Why += " " + missing
	return false
}

// originRefused says why a response is not shared with the page, whose request
// said origin; empty: it is.
func (w *walk) originRefused(r Response, origin string) string {
	if w.s.CORS != CORSWritten {
		return ""
	}
	allow, ok := r.Headers.Get("Access-Control-Allow-Origin")
	include := w.p.Browser.Credentials == IncludeCredentials
	switch {
	case !ok:
		return "The response has no Access-Control-Allow-Origin."
	case allow == "*" && !include:
		return ""
	case allow == "*":
		return "With credentials, Access-Control-Allow-Origin may not be *."
	case allow != origin:
		return "Access-Control-Allow-Origin is " + allow + ", the request's Origin is " + origin + "."
	}
	if v, _ := r.Headers.Get("Access-Control-Allow-Credentials"); include && v != "true" {
		return "With credentials, Access-Control-Allow-Credentials has to be true."
	}
	return ""
}

// unsafeNames are the names of the headers that need a preflight (Fetch,
// CORS-unsafe request-header names): sorted, in lower case. Only those that a
// script set can be among them, and the Content-Type of the body.
func unsafeNames(sent, given Headers) []string {
	var names []string
	for _, h := range sent {
		name := strings.ToLower(h.Name)
		if (given.Has(name) || name == "content-type") && !safelisted(name, h.Value) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// safelisted is a CORS-safelisted request-header (Fetch).
func safelisted(name, value string) bool {
	if len(value) > maxSafeValue {
		return false
	}
	switch name {
	case "accept", "accept-language", "content-language":
		return true
	case "content-type":
		essence, _, _ := strings.Cut(value, ";")
		return slices.Contains([]string{"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"},
			strings.ToLower(strings.TrimSpace(essence)))
	}
	return false
}

// notSafelisted reports a header that a request in mode no-cors cannot carry
// (Fetch, no-CORS-safelisted request-header).
func (w *walk) notSafelisted(h Header) bool {
	b := w.p.Browser
	return b != nil && !b.Navigation && b.Mode == ModeNoCORS && !safelisted(strings.ToLower(h.Name), h.Value)
}
