package redirect

import (
	"strconv"
	"strings"
)

// A Reason is a why: one sentence in plain words, the kind of claim it makes,
// and where that can be checked. In Text, words in braces are filled in:
// {client} {header} {to} {from-origin} {to-origin} {to-host}, those of
// ErrorText, and those that stand for a phrase or for nothing: {with-body}
// {body-goes} {without-body} {body-gone}.
type Reason struct {
	Kind    Kind
	Text    string
	Sources []*Source
}

// change makes a Change of the reason.
func (w *walk) change(r Reason, part Part, name string, fate Fate, from, to string) Change {
	return Change{
		Part: part, Name: name, Fate: fate, From: from, To: to,
		Why: w.say(r.Text), Kind: r.Kind, Sources: r.Sources,
	}
}

// say puts values for the words in braces. A brace that opens no such word
// stays.
func (w *walk) say(text string) string {
	open := strings.IndexByte(text, '{')
	if open < 0 {
		return text
	}
	var b strings.Builder
	for open >= 0 {
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			break
		}
		b.WriteString(text[:open])
		b.WriteString(w.word(text[open+1 : open+end]))
		text = text[open+end+1:]
		open = strings.IndexByte(text, '{')
	}
	b.WriteString(text)
	return b.String()
}

// word is the value of one word.
func (w *walk) word(name string) string {
	if name, otherwise, ok := strings.Cut(name, "|"); ok && name == "phrase" {
		if text := StatusText(w.words.status); text != "" && w.words.status != 306 {
			return text
		}
		return otherwise
	}
	if name == "class" { // Bad Gateway in a program
		return strings.NewReplacer(" ", "", "-", "").Replace(w.word("phrase|…"))
	}
	switch name {
	case "client":
		return w.p.Client.Name
	case "op":
		return operation(w.s.Request.Method)
	case "first-method":
		return w.s.Request.Method
	case "first-url":
		return w.s.Request.URL
	case "status":
		return strconv.Itoa(w.words.status)
	case "method":
		return w.words.method
	case "to":
		return w.words.to
	case "with-body":
		return when(w.body != nil && w.body.Text != "", ", with its body")
	case "body-goes":
		return when(w.words.hadBody, ", and the body goes, with the headers that describe it")
	case "without-body":
		return when(w.words.hadBody, ", and without the body")
	case "body-gone":
		return when(w.words.hadBody, ": the body is gone")
	case "header":
		return w.words.header
	case "location":
		return w.words.location
	case "quoted":
		return strconv.Quote(w.words.location)
	case "scheme":
		return w.words.scheme
	case "limit":
		return strconv.Itoa(w.p.Limit.Max)
	case "href":
		return w.url.String()
	case "url":
		return w.url.Target()
	case "from-origin":
		return w.words.from.Origin()
	case "to-origin":
		return w.words.next.Origin()
	case "to-host":
		return w.words.next.Host
	}
	return "{" + name + "}"
}

func when(is bool, text string) string {
	if is {
		return text
	}
	return ""
}

// operation is a method as Go's errors name it: Post.
func operation(method string) string {
	if method == "" {
		return ""
	}
	return method[:1] + strings.ToLower(method[1:])
}

// The sources that the engine itself needs; a client's own stand beside its
// policy.
var (
	rfc9110Redirection = &Source{Title: "RFC 9110 §15.4, Redirection 3xx", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4"}
	rfc9110Location    = &Source{Title: "RFC 9110 §10.2.2, Location", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.2"}
	rfc9110Length      = &Source{Title: "RFC 9110 §8.6, Content-Length", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-8.6"}
	rfc9110Type        = &Source{Title: "RFC 9110 §8.3, Content-Type", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-8.3"}
	rfc9112Chunked     = &Source{Title: "RFC 9112 §6.1, Transfer-Encoding", URL: "https://www.rfc-editor.org/rfc/rfc9112.html#section-6.1"}
	rfc6265Cookie      = &Source{Title: "RFC 6265 §5.4, The Cookie Header", URL: "https://www.rfc-editor.org/rfc/rfc6265.html#section-5.4"}
)

// clauses are the sections of RFC 9110 that define the redirect codes.
var clauses = map[int]*Source{
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

func clause(section, title string) *Source {
	return &Source{Title: "RFC 9110 §" + section + ", " + title, URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-" + section}
}
