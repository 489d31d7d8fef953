// Package redirect is the domain: what becomes of a request when it is
// redirected. Follow plays a scenario (a request and the hops that answer it)
// through a Policy (one client's behaviour, as data) and returns a Trace (what
// was sent, what came back, what was decided and why). It is pure: no network,
// no clock, no browser.
package redirect

import "strings"

// A Header is one field of a message, as it is written on the wire
// (RFC 9110 section 5).
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Headers is an ordered list of fields. Names compare without regard to case
// (RFC 9110 section 5.1).
type Headers []Header

// Get returns the first value of the named field, and whether there is one.
func (h Headers) Get(name string) (string, bool) {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value, true
		}
	}
	return "", false
}

// Values returns every value of the named field, in order.
func (h Headers) Values(name string) []string {
	var values []string
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			values = append(values, f.Value)
		}
	}
	return values
}

// Has reports whether the named field is there.
func (h Headers) Has(name string) bool {
	_, ok := h.Get(name)
	return ok
}

// With returns a copy in which the named field has the value: in place of the
// first one of that name, else at the end.
func (h Headers) With(name, value string) Headers {
	out := make(Headers, 0, len(h)+1)
	done := false
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			if !done {
				out = append(out, Header{f.Name, value})
				done = true
			}
			continue
		}
		out = append(out, f)
	}
	if !done {
		out = append(out, Header{name, value})
	}
	return out
}

// Without returns a copy that lacks the named field.
func (h Headers) Without(name string) Headers {
	out := make(Headers, 0, len(h))
	for _, f := range h {
		if !strings.EqualFold(f.Name, name) {
			out = append(out, f)
		}
	}
	return out
}

// A BodyKind says what the learner's body is, which decides the Content-Type a
// client adds by itself and whether the body can be sent again.
type BodyKind string

// The kinds of body a scenario may carry.
const (
	Text      BodyKind = "text"      // any bytes
	Form      BodyKind = "form"      // application/x-www-form-urlencoded
	Multipart BodyKind = "multipart" // multipart/form-data
	Stream    BodyKind = "stream"    // can be sent once only
)

// BodyKinds lists every kind, in the order they are offered.
func BodyKinds() []BodyKind { return []BodyKind{Text, Form, Multipart, Stream} }

// ContentTypes are the types that a client gives the kinds of body by itself;
// empty: none. {boundary} stands for that of a multipart body.
type ContentTypes struct{ Text, Form, Multipart, Stream string }

// Of is the type of a kind.
func (t ContentTypes) Of(kind BodyKind) string {
	switch kind {
	case Text:
		return t.Text
	case Form:
		return t.Form
	case Multipart:
		return t.Multipart
	case Stream:
		return t.Stream
	}
	return ""
}

// A Body is what the learner built to be sent. Text holds its bytes as UTF-8.
type Body struct {
	Kind BodyKind `json:"kind"`
	Text string   `json:"text"`
}

// TokenChar reports a character that a method or a field name may hold (tchar,
// RFC 9110 section 5.6.2).
func TokenChar(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' ||
		r < 0x80 && strings.ContainsRune("!#$%&'*+-.^_`|~", r)
}

// A Request is what the learner built: before any client has touched it.
type Request struct {
	Method  string  `json:"method"`
	URL     string  `json:"url"`
	Headers Headers `json:"headers,omitempty"`
	Body    *Body   `json:"body,omitempty"`
}

// A Hop is one answer of the simulated servers.
type Hop struct {
	// Status is the status code, 100 to 599.
	Status int `json:"status"`
	// Location is the field's value exactly as the server writes it; nil
	// stands for a response without one.
	Location *string `json:"location,omitempty"`
	// Headers are further response fields.
	Headers Headers `json:"headers,omitempty"`
	// At is the URL this hop answers at; empty: the request's URL for the
	// first hop, else the URL that the hop before points to.
	At string `json:"at,omitempty"`
	// Methods are those this hop answers; none: every method.
	Methods []string `json:"methods,omitempty"`
}

// CORSMode says what the simulated servers do about the CORS protocol.
type CORSMode string

// The two ways the simulated servers treat CORS.
const (
	// CORSAllow lets every check and preflight pass, so that the redirect
	// itself is what one sees. The empty value means the same.
	CORSAllow CORSMode = "allow"
	// CORSWritten sends the Access-Control fields that the hops carry, and
	// no others.
	CORSWritten CORSMode = "written"
)

// A Scenario is what Follow plays: a request, and the hops that answer it.
type Scenario struct {
	Request Request
	Hops    []Hop
	CORS    CORSMode
}
