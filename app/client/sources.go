package client

import "github.com/hopscope/hopscope/app/redirect"

// The sources that several profiles cite. A profile's own stand in its file.

var (
	redirectStep4  = &redirect.Source{Title: "Fetch, HTTP-redirect fetch, step 4", URL: "https://fetch.spec.whatwg.org/#http-redirect-fetch"}
	redirectStep5  = &redirect.Source{Title: "Fetch, HTTP-redirect fetch, step 5", URL: "https://fetch.spec.whatwg.org/#http-redirect-fetch"}
	redirectStep6  = &redirect.Source{Title: "Fetch, HTTP-redirect fetch, step 6", URL: "https://fetch.spec.whatwg.org/#http-redirect-fetch"}
	redirectStep7  = &redirect.Source{Title: "Fetch, HTTP-redirect fetch, step 7", URL: "https://fetch.spec.whatwg.org/#http-redirect-fetch"}
	redirectStep12 = &redirect.Source{Title: "Fetch, HTTP-redirect fetch, step 12", URL: "https://fetch.spec.whatwg.org/#http-redirect-fetch"}
	redirectStep11 = &redirect.Source{Title: "Fetch, HTTP-redirect fetch, step 11", URL: "https://fetch.spec.whatwg.org/#http-redirect-fetch"}
	redirectStep13 = &redirect.Source{Title: "Fetch, HTTP-redirect fetch, step 13", URL: "https://fetch.spec.whatwg.org/#http-redirect-fetch"}
	redirectStep9  = &redirect.Source{Title: "Fetch, HTTP-redirect fetch, step 9", URL: "https://fetch.spec.whatwg.org/#http-redirect-fetch"}
	redirectStep10 = &redirect.Source{Title: "Fetch, HTTP-redirect fetch, step 10", URL: "https://fetch.spec.whatwg.org/#http-redirect-fetch"}
)

// src makes a source.
func src(title, url string) *redirect.Source { return &redirect.Source{Title: title, URL: url} }

const (
	rfc9110URL = "https://www.rfc-editor.org/rfc/rfc9110.html#section-"
	fetchURL   = "https://fetch.spec.whatwg.org/#"
)

var (
	rfcRedirection = &redirect.Source{Title: "RFC 9110 §15.4, Redirection 3xx", URL: rfc9110URL + "15.4"}
	rfc302         = &redirect.Source{Title: "RFC 9110 §15.4.3, 302 Found", URL: rfc9110URL + "15.4.3"}
	rfcLocation    = &redirect.Source{Title: "RFC 9110 §10.2.2, Location", URL: rfc9110URL + "10.2.2"}
	rfcCookie      = &redirect.Source{Title: "RFC 6265 §5.4, The Cookie Header", URL: "https://www.rfc-editor.org/rfc/rfc6265.html#section-5.4"}

	fetchRedirect = &redirect.Source{Title: "Fetch, HTTP-redirect fetch", URL: fetchURL + "http-redirect-fetch"}
)

// Reasons, by the kind of claim they make. They take sources as pointers: that is
// less code at each call, and the code is most of what a profile weighs.

func required(text string, sources ...*redirect.Source) redirect.Reason {
	return redirect.Reason{Kind: redirect.Required, Text: text, Sources: sources}
}

func recommended(text string, sources ...*redirect.Source) redirect.Reason {
	return redirect.Reason{Kind: redirect.Recommended, Text: text, Sources: sources}
}

func measured(text string, sources ...*redirect.Source) redirect.Reason {
	return redirect.Reason{Kind: redirect.Measured, Text: text, Sources: sources}
}

func allowed(text string, sources ...*redirect.Source) redirect.Reason {
	return redirect.Reason{Kind: redirect.Allowed, Text: text, Sources: sources}
}

// simulated says where the simulation is less than the client.
func simulated(text string, sources ...*redirect.Source) redirect.Reason {
	return redirect.Reason{Kind: redirect.Simulated, Text: text, Sources: sources}
}

func documented(text string, sources ...*redirect.Source) redirect.Reason {
	return redirect.Reason{Kind: redirect.Documented, Text: text, Sources: sources}
}

// keeps307 is the reason of 307 and 308, which the RFC forbids to change the
// method; a client's own source says that it does so.
const keeps307 = "{status} does not let the method change: {method} goes on{with-body}."
