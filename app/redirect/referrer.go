package redirect

import (
	"slices"
	"strings"
)

// ReferrerPolicy is a policy of the Referrer Policy standard, section 3.
type ReferrerPolicy string

// The referrer policies.
const (
	NoReferrer                  ReferrerPolicy = "no-referrer"
	NoReferrerWhenDowngrade     ReferrerPolicy = "no-referrer-when-downgrade"
	OriginOnly                  ReferrerPolicy = "origin"
	OriginWhenCrossOrigin       ReferrerPolicy = "origin-when-cross-origin"
	SameOriginReferrer          ReferrerPolicy = "same-origin"
	StrictOrigin                ReferrerPolicy = "strict-origin"
	StrictOriginWhenCrossOrigin ReferrerPolicy = "strict-origin-when-cross-origin"
	UnsafeURL                   ReferrerPolicy = "unsafe-url"
)

var referrerPolicies = []ReferrerPolicy{
	NoReferrer, NoReferrerWhenDowngrade, OriginOnly, OriginWhenCrossOrigin,
	SameOriginReferrer, StrictOrigin, StrictOriginWhenCrossOrigin, UnsafeURL,
}

// redirectPolicy lets a redirect's Referrer-Policy replace the one in force
// (Referrer Policy standard, section 8.2: the last token that is known).
func (w *walk) redirectPolicy(r Response) {
	if w.p.Browser == nil {
		return
	}
	for _, field := range r.Headers.Values("Referrer-Policy") {
		for token := range strings.SplitSeq(field, ",") {
			if p := ReferrerPolicy(strings.ToLower(strings.TrimSpace(token))); slices.Contains(referrerPolicies, p) {
				w.policy = p
			}
		}
	}
}

// refer writes what the client itself puts into Referer.
func (w *walk) refer(h Headers, last *URL) Headers {
	var value string
	switch {
	case w.p.Browser != nil:
		value = w.referrer()
		w.because["header:referer"] = w.p.Browser.Referer
	case w.p.Referer != NoReferer && last != nil && !h.Has("Referer"):
		if !w.p.Referer.shows(*last, w.url) {
			return h
		}
		from := *last
		from.User = "" // Go and Guzzle keep the fragment
		if w.p.Referer == RefererAlways {
			from.Fragment = ""
		}
		value = from.String()
	}
	if value == "" {
		return h
	}
	return append(h, Header{"Referer", value})
}

// shows reports whether the next server is told the URL redirected from.
func (r RefererRule) shows(last, next URL) bool {
	switch r {
	case RefererFromLast:
		return last.Scheme != "https" || next.Scheme != "http"
	case RefererSameScheme:
		return last.Scheme == next.Scheme
	}
	return true
}

// referrer is the page's URL as far as the policy shows it (Referrer Policy
// standard, section 8.3). The result replaces the request's referrer (Fetch,
// main fetch), so what one hop cut off no later one shows again.
func (w *walk) referrer() string {
	if w.shown.Scheme == "" {
		return ""
	}
	same := w.shown.Origin() == w.url.Origin()
	downgrade := trustworthy(w.shown) && !trustworthy(w.url)
	show, originOnly := true, false
	switch w.policy {
	case NoReferrer:
		show = false
	case OriginOnly:
		originOnly = true
	case SameOriginReferrer:
		show = same
	case OriginWhenCrossOrigin:
		originOnly = !same
	case StrictOrigin:
		show, originOnly = !downgrade, true
	case NoReferrerWhenDowngrade:
		show = !downgrade
	case StrictOriginWhenCrossOrigin:
		show, originOnly = same || !downgrade, !same
	}
	switch {
	case !show:
		w.shown = URL{}
		return ""
	case originOnly:
		w.shown.Path, w.shown.Query = "/", ""
	}
	return w.shown.String()
}

// trustworthy is a potentially trustworthy URL (Secure Contexts standard,
// section 3.1): https, or this very machine.
func trustworthy(u URL) bool {
	return u.Scheme == "https" || local(u.Host)
}

func local(host string) bool {
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasPrefix(host, "127.") || host == "[::1]"
}
