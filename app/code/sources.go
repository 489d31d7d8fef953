package code

import "github.com/hopscope/hopscope/app/redirect"

// rfc9110 is a clause of HTTP Semantics: rfc9110("15.4.8", "307 Temporary Redirect").
func rfc9110(section, title string) redirect.Source {
	return redirect.Source{Title: "RFC 9110 §" + section + ", " + title, URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-" + section}
}

// rfc is a clause of any other RFC.
func rfc(number, section, title string) redirect.Source {
	return redirect.Source{Title: "RFC " + number + " §" + section + ", " + title, URL: "https://www.rfc-editor.org/rfc/rfc" + number + ".html#section-" + section}
}

// fetch is a part of the Fetch standard, by its anchor.
func fetch(anchor, title string) redirect.Source {
	return redirect.Source{Title: "Fetch, " + title, URL: "https://fetch.spec.whatwg.org/#" + anchor}
}

// rfc7231Changes is where the rules of RFC 2616 were relaxed.
var rfc7231Changes = redirect.Source{Title: "RFC 7231, Appendix B, Changes from RFC 2616", URL: "https://www.rfc-editor.org/rfc/rfc7231.html#appendix-B"}
