package evidence

// Where a recorded step departs from RFC 9110.

import "github.com/hopscope/hopscope/app/redirect"

// A Departure is what a step does that the standard has otherwise. Not to follow
// a redirect is none: a user agent MAY follow (RFC 9110 section 15.4).
type Departure struct {
	// Kind is that of the rule: required or recommended.
	Kind   redirect.Kind
	Text   string // a sentence
	Source redirect.Source
}

var (
	rfcRedirection = redirect.Source{Title: "RFC 9110 §15.4, Redirection 3xx", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4"}
	rfc301         = redirect.Source{Title: "RFC 9110 §15.4.2, 301 Moved Permanently", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.2"}
	rfc302         = redirect.Source{Title: "RFC 9110 §15.4.3, 302 Found", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.3"}
	rfc303         = redirect.Source{Title: "RFC 9110 §15.4.4, 303 See Other", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.4"}
	rfc307         = redirect.Source{Title: "RFC 9110 §15.4.8, 307 Temporary Redirect", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.8"}
	rfc308         = redirect.Source{Title: "RFC 9110 §15.4.9, 308 Permanent Redirect", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.9"}
)

// Departs says where a step over a status departs from RFC 9110; nil: nowhere.
func (s Step) Departs(status int) *Departure {
	if s.To == nil {
		return nil
	}
	from, to := s.From.Method, s.To.Method
	switch {
	case status == 303 && to != "GET" && to != "HEAD":
		return &Departure{redirect.Recommended, "303 asks for a GET or HEAD of the Location, and " + to + " is sent.", rfc303}
	case status == 303:
		return nil
	case status == 307 && from != to:
		return &Departure{redirect.Required, "With 307 the method must not change, and " + from + " becomes " + to + ".", rfc307}
	case status == 308 && from != to:
		return &Departure{redirect.Required, "308 does not allow the method to change, and " + from + " becomes " + to + ".", rfc308}
	case (status == 301 || status == 302) && from == "POST" && to == "GET":
		return nil
	case status == 301 && from != to:
		return &Departure{redirect.Recommended, "301 lets POST become GET, and here " + from + " becomes " + to + ".", rfc301}
	case status == 302 && from != to:
		return &Departure{redirect.Recommended, "302 lets POST become GET, and here " + from + " becomes " + to + ".", rfc302}
	case from != to:
		return &Departure{redirect.Recommended, "A redirect that says nothing of the method should not change it, and " + from + " becomes " + to + ".", rfcRedirection}
	case s.Kind == StepEmptied:
		return &Departure{redirect.Recommended, "A request that is redirected should be sent again as it was, and its body is gone.", rfcRedirection}
	}
	return nil
}
