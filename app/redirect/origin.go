package redirect

import (
	"slices"
	"strings"
)

// openPage decides which page asks.
func (w *walk) openPage() {
	b := w.p.Browser
	if b == nil {
		return
	}
	w.page = URL{Scheme: w.url.Scheme, Host: w.url.Host, Port: w.url.Port, Path: "/"}
	if page, err := ParseURL(b.Page); err == nil {
		w.page = page
	}
	w.shown = w.page
	w.shown.User, w.shown.Fragment = "", ""
	w.policy = b.ReferrerPolicy
	if w.policy == "" {
		w.policy = StrictOriginWhenCrossOrigin
	}
	w.cors = !b.Navigation && w.page.Origin() != w.url.Origin()
}

// taint follows what a hop to another origin does to a browser's request:
// once away from the page's origin it stays a CORS request (Fetch, main
// fetch), and a hop from a foreign origin to another one taints the request's
// origin (Fetch, redirect-tainted origin).
func (w *walk) taint(from, to URL) {
	if w.p.Browser == nil || from.Origin() == to.Origin() {
		return
	}
	if from.Origin() != w.page.Origin() || w.p.Browser.NullAcrossOrigins {
		w.tainted = true
	}
	if !w.p.Browser.Navigation && to.Origin() != w.page.Origin() {
		w.cors = true
	}
}

// origin is the request's origin, serialized (Fetch, byte-serializing a
// request origin).
func (w *walk) origin() string {
	if w.tainted {
		return "null"
	}
	return w.page.Origin()
}

// tellOrigin appends Origin (Fetch, append a request Origin header).
func (w *walk) tellOrigin(h Headers) Headers {
	b := w.p.Browser
	if b == nil {
		return h
	}
	w.because["header:origin"] = b.Origin
	if w.cors && b.Mode != ModeNoCORS {
		return append(h, Header{"Origin", w.origin()})
	}
	stays := b.KeepsOrigin && w.next.Headers.Has("Origin") && w.words.from.Origin() == w.url.Origin()
	if (w.method == "GET" || w.method == "HEAD") && !stays {
		w.because["header:origin"] = b.NoOrigin
		return h
	}
	value := w.origin()
	switch w.policy {
	case NoReferrer:
		if b.Navigation || b.Mode != ModeCORS {
			value = "null"
		}
	case SameOriginReferrer:
		if w.page.Origin() != w.url.Origin() && (b.Navigation || b.Mode != ModeCORS) {
			value = "null"
		}
	case NoReferrerWhenDowngrade, StrictOrigin, StrictOriginWhenCrossOrigin:
		if w.page.Scheme == "https" && w.url.Scheme != "https" && (b.Navigation || b.Mode != ModeCORS) {
			value = "null"
		}
	}
	return append(h, Header{"Origin", value})
}

// sendsCredentials reports whether cookies go with the request and are taken
// from its response (Fetch, HTTP-network-or-cache fetch, includeCredentials).
func (w *walk) sendsCredentials() bool {
	b := w.p.Browser
	switch {
	case b == nil || b.Navigation:
		return true
	case b.Credentials == IncludeCredentials:
		return true
	case b.Credentials == OmitCredentials:
		return false
	case b.KeepsCookies && b.Mode == ModeNoCORS:
		return w.original.Origin() == w.page.Origin()
	}
	return !w.cors
}

// reachable asks whether a browser would connect to the URL at all: mode
// same-origin, and mixed content.
func (w *walk) reachable(u URL) bool {
	b := w.p.Browser
	switch {
	case b == nil:
		return true
	case b.GuardsForms && w.method == "POST" && w.page.Scheme == "https" && !trustworthy(u):
		return w.fail(b.NetworkError, b.Mixed)
	case b.Navigation:
		return true
	case b.Mode == ModeSameOrigin && u.Origin() != w.page.Origin():
		return w.fail(b.NetworkError, b.SameOrigin)
	case w.page.Scheme == "https" && !trustworthy(u):
		return w.fail(b.NetworkError, b.Mixed)
	}
	return true
}

// userinfo asks whether a browser refuses the user in a Location (Fetch,
// HTTP-redirect fetch, the two steps on URLs that include credentials).
func (w *walk) userinfo(next URL) bool {
	b := w.p.Browser
	if b == nil || b.Navigation || next.User == "" {
		return true
	}
	if b.RefusesUserinfo || b.Mode == ModeCORS && (w.cors || next.Origin() != w.page.Origin()) {
		return w.fail(b.NetworkError, b.Userinfo)
	}
	return true
}

// secure notes that a host asked for https only (RFC 6797 section 8.1).
func (w *walk) secure(r Response) {
	field, ok := r.Headers.Get("Strict-Transport-Security")
	if !ok || w.url.Scheme != "https" {
		return
	}
	if w.secured == nil {
		w.secured = map[string]bool{}
	}
	field = strings.ToLower(strings.ReplaceAll(field, " ", ""))
	if strings.Contains(field, "max-age=0;") || strings.HasSuffix(field, "max-age=0") {
		delete(w.secured, w.url.Host)
		return
	}
	w.secured[w.url.Host] = strings.Contains(field, "includesubdomains")
}

// wantsHTTPS reports whether the host, or one above it for all below, asked.
func (w *walk) wantsHTTPS(host string) bool {
	if _, ok := w.secured[host]; ok {
		return true
	}
	for known, below := range w.secured {
		if below && strings.HasSuffix(host, "."+known) {
			return true
		}
	}
	return false
}

// upgrade turns http into https for a host that asked for it on the way (RFC
// 6797 section 8.3; Fetch, main fetch).
func (w *walk) upgrade(u URL) URL {
	if u.Scheme == "http" && w.wantsHTTPS(u.Host) {
		u.Scheme = "https"
		if u.Port == "80" {
			u.Port = ""
		}
	}
	return u
}

// safelisted methods need no preflight (Fetch, CORS-safelisted method).
func safelistedMethod(method string) bool {
	return slices.Contains([]string{"GET", "HEAD", "POST"}, method)
}
