package redirect

import "strings"

// A Reason is a why: one sentence in plain words, the kind of claim it makes,
// and where that can be checked. In Text, words in braces are filled in:
// {client} {status} {method} {to} {header} {from-origin} {to-origin} {limit}
// and those of ErrorText.
type Reason struct {
	Kind    Kind
	Text    string
	Sources []Source
}

// fill puts values for the words in braces; pairs are a word and its value.
func fill(text string, pairs ...string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// change makes a Change of the reason.
func (r Reason) change(part Part, name string, fate Fate, from, to string, words []string) Change {
	return Change{
		Part: part, Name: name, Fate: fate, From: from, To: to,
		Why: fill(r.Text, words...), Kind: r.Kind, Sources: r.Sources,
	}
}

// The sources that the engine itself needs; a client's own stand beside its
// policy.
var (
	rfc9110Redirection = Source{"RFC 9110 §15.4, Redirection 3xx", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4"}
	rfc9110Location    = Source{"RFC 9110 §10.2.2, Location", "https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.2"}
	rfc9110Length      = Source{"RFC 9110 §8.6, Content-Length", "https://www.rfc-editor.org/rfc/rfc9110.html#section-8.6"}
	rfc9112Chunked     = Source{"RFC 9112 §6.1, Transfer-Encoding", "https://www.rfc-editor.org/rfc/rfc9112.html#section-6.1"}
	rfc6265Cookie      = Source{"RFC 6265 §5.4, The Cookie Header", "https://www.rfc-editor.org/rfc/rfc6265.html#section-5.4"}
	rfc6797Upgrade     = Source{"RFC 6797 §8.3, URI Loading", "https://www.rfc-editor.org/rfc/rfc6797.html#section-8.3"}
)

// clauses are the sections of RFC 9110 that define the redirect codes.
var clauses = map[int]Source{
	300: clause("15.4.1", "300 Multiple Choices"),
	301: clause("15.4.2", "301 Moved Permanently"),
	302: clause("15.4.3", "302 Found"),
	303: clause("15.4.4", "303 See Other"),
	304: clause("15.4.5", "304 Not Modified"),
	305: clause("15.4.6", "305 Use Proxy"),
	306: clause("15.4.7", "306 (Unused)"),
	307: clause("15.4.8", "307 Temporary Redirect"),
	308: clause("15.4.9", "308 Permanent Redirect"),
}

func clause(section, title string) Source {
	return Source{"RFC 9110 §" + section + ", " + title, "https://www.rfc-editor.org/rfc/rfc9110.html#section-" + section}
}
