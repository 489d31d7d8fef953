package redirect

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
)

// applyHeaders takes away what the client's rules take away on this redirect.
func (w *walk) applyHeaders(r Rewrite, next URL) {
	w.forget(next)
	w.zero = w.zero && !r.DropBody
	w.askFor(r, next)
	if w.p.HeadersFrom == Anew {
		r = w.rewriteFor(w.words.status, w.firstMethod)
	}
	if w.p.HeadersFrom != Last {
		w.given = nil
		for _, h := range w.first {
			if !w.refuted[strings.ToLower(h.Name)] {
				w.given = append(w.given, h)
			}
		}
	}
	w.given = w.spared(w.given, r, next)
}

// spared are the headers that do not fall away.
func (w *walk) spared(list Headers, r Rewrite, next URL) Headers {
	kept := make(Headers, 0, len(list))
	for _, h := range list {
		if reason, away := w.fallsAway(h.Name, r, next); away {
			w.because["header:"+strings.ToLower(h.Name)] = reason
			continue
		}
		kept = append(kept, h)
	}
	return kept
}

// askFor notes the headers that a preflight asks for, where they are others than
// those that are sent.
func (w *walk) askFor(r Rewrite, next URL) {
	if b := w.p.Browser; b != nil && b.Asks == AsksForSpared {
		w.asks = w.spared(w.first, r, next)
	}
}

// fallsAway asks the rules about one header.
func (w *walk) fallsAway(name string, r Rewrite, next URL) (Reason, bool) {
	if matches(r.DropHeaders, name) {
		if w.p.HeadersFrom == Original && w.p.RequestFrom != Original {
			w.refuted[strings.ToLower(name)] = true
		}
		return r.Reason, true
	}
	for _, rule := range w.p.Headers {
		if !matches(rule.Names, name) {
			continue
		}
		from := w.url
		if rule.When.Against == Original {
			from = w.original
		}
		_, _, absolute := cutScheme(w.words.location)
		crossed := rule.When.crossed(from, next)
		if rule.When.Written && !absolute {
			crossed = !strings.HasPrefix(w.words.location, "/")
		}
		if crossed || rule.When.Absolute && absolute {
			if rule.Sticky {
				w.refuted[strings.ToLower(name)] = true
			}
			return rule.Reason, true
		}
		w.because["header:"+strings.ToLower(name)] = rule.Spared
	}
	return Reason{}, false
}

// compose writes the request at hand as it goes over the wire; last is the URL
// redirected from, nil for the first request.
func (w *walk) compose(last *URL) SentRequest {
	r := SentRequest{Method: w.wireMethod(), URL: w.url.Target(), Headers: make(Headers, 0, len(w.given)+4)}
	r.Headers = append(r.Headers, w.given...)
	r.Headers = w.authorize(r.Headers, last)
	if w.body != nil {
		r.Body = &SentBody{Text: w.body.Text, Bytes: len(w.body.Text)}
	}
	r.Headers = w.describeBody(r.Headers)
	r.Headers = w.refer(r.Headers, last)
	r.Headers = w.tellOrigin(r.Headers)
	return w.addCookies(r)
}

// authorize turns the userinfo of the URL into credentials, where the client
// does so.
func (w *walk) authorize(h Headers, last *URL) Headers {
	rule := w.p.Location.Userinfo
	if rule == BasicOfHost && !w.strayed && w.original.User != "" && !h.Has("Authorization") {
		w.byURL = true
		w.because["header:authorization"] = w.p.Location.UserinfoReason
		return append(h, Header{"Authorization", basic(w.original.User)})
	}
	if w.url.User == "" || h.Has("Authorization") || rule != BasicEverywhere && rule != BasicOfOrigin && rule != BasicOfSession && !(rule == BasicOnce && last == nil) {
		return h
	}
	field := Header{"Authorization", basic(w.url.User)}
	if rule == BasicOfSession {
		if _, away := w.fallsAway("Authorization", Rewrite{}, w.url); away {
			return h
		}
		w.given, w.first = append(slices.Clip(w.given), field), append(slices.Clip(w.first), field)
	}
	w.byURL = true
	w.because["header:authorization"] = w.p.Location.UserinfoReason
	return append(h, field)
}

// forget ends the credentials that a URL brought, where the next one has
// another port or scheme than the last (curl).
func (w *walk) forget(next URL) {
	w.strayed = w.strayed || next.Host != w.url.Host
	if w.byURL && w.p.Location.Userinfo == BasicOfSession &&
		(next.Scheme != w.url.Scheme || next.effectivePort() != w.url.effectivePort()) {
		w.given, w.first = w.given.Without("Authorization"), w.first.Without("Authorization")
	}
	if w.byURL {
		w.because["header:authorization"] = w.p.Location.UserinfoReason
	}
}

// basic is the credentials of the Basic scheme (RFC 7617 section 2).
func basic(user string) string {
	if !strings.Contains(user, ":") {
		user += ":"
	}
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(unescape(user)))
}

func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && hex(s[i+1]) && hex(s[i+2]) {
			n, _ := strconv.ParseUint(s[i+1:i+3], 16, 8)
			b.WriteByte(byte(n))
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// describeBody adds Content-Type and the body's framing.
func (w *walk) describeBody(h Headers) Headers {
	if w.body == nil {
		if !w.tellsZero() {
			return h
		}
		if t := w.p.Prepare.EmptyType; t != "" && slices.Contains(w.p.Prepare.ZeroLength, w.method) && !h.Has("Content-Type") {
			h = append(h, Header{"Content-Type", t})
		}
		if h.Has("Content-Length") {
			return h
		}
		return append(h, Header{"Content-Length", "0"})
	}
	h = w.nameType(h)
	switch {
	case w.body.Kind == Stream && !w.p.Prepare.Measures, w.body.Kind == Multipart && w.p.Prepare.ChunksForms:
		if w.p.Prepare.Chunks && !h.Has("Transfer-Encoding") {
			h = append(h, Header{"Transfer-Encoding", "chunked"})
		}
	case !h.Has("Content-Length"):
		h = append(h, Header{"Content-Length", strconv.Itoa(len(w.body.Text))})
	}
	return h
}

// nameType adds the Content-Type that the client has for the body.
func (w *walk) nameType(h Headers) Headers {
	if t := w.ownType(); t != "" && !h.Has("Content-Type") && !slices.Contains(w.p.Prepare.Untyped, w.method) {
		return append(h, Header{"Content-Type", t})
	}
	return h
}

// ownType is the Content-Type that the client itself has for the body.
func (w *walk) ownType() string {
	kind := w.body.Kind
	if kind == Stream && w.p.Prepare.StreamPosts && w.method == "POST" {
		kind = Text
	}
	return strings.ReplaceAll(w.p.Prepare.ContentTypes.Of(kind), "{boundary}", Boundary(w.body.Text))
}

// tellsZero asks whether a request without a body says so.
func (w *walk) tellsZero() bool {
	p := w.p.Prepare
	return slices.Contains(p.ZeroLength, w.method) || p.ZeroLengthButGET && w.method != "GET" || p.ZeroLengthAtFirst && w.zero && w.method != "GET" && w.method != "HEAD" && !slices.Contains(p.NoZeroLength, w.method)
}

// Boundary reads the boundary off a multipart body (RFC 2046 section 5.1.1).
func Boundary(body string) string {
	line, _, _ := strings.Cut(body, "\n")
	if b, ok := strings.CutPrefix(strings.TrimSpace(line), "--"); ok && b != "" {
		return b
	}
	return "boundary"
}
