package redirect

import (
	"slices"
	"strings"
)

// prepare makes the first request of what the user built. It returns false
// where the client refuses it.
func (w *walk) prepare() bool {
	built, p := w.s.Request, w.p.Prepare
	w.because = map[string]Reason{}
	w.words = words{method: built.Method, hadBody: built.Body != nil}
	u, err := ParseURL(built.URL)
	if err != nil {
		w.words.location = built.URL
		return w.fail(ErrorText("the URL "+err.Error()), urlReason)
	}
	w.url, w.original, w.words.from, w.words.next = u, u, u, u
	w.method, w.body = built.Method, built.Body
	if w.body != nil && w.body.Kind == Stream && p.StreamIsText {
		w.body = &Body{Kind: Text, Text: w.body.Text}
	}
	if w.body != nil && w.body.Kind == Stream && p.StreamText != "" {
		w.body = &Body{Kind: Text, Text: p.StreamText}
		w.because["body"] = p.stream()
	}
	w.hadStream = w.body != nil && w.body.Kind == Stream
	if w.body != nil && w.body.Text == "" && p.EmptyIsNone {
		w.body = nil
	}
	w.openPage()
	if !w.prepareMethod() {
		return false
	}
	if p.UserinfoError != "" && u.User != "" {
		return w.fail(p.UserinfoError, p.Reason)
	}
	for _, h := range built.Headers {
		if matches(p.Refused, h.Name) {
			w.words.header = h.Name
			return w.fail(p.HeaderError, p.header())
		}
	}
	w.prepareHeaders()
	if !w.reachable(w.url) {
		return false
	}
	w.next = w.compose(nil)
	w.trace.Prepared = w.prepared()
	return true
}

var urlReason = Reason{
	Kind: Required, Text: "A request needs the URL of a server to go to.",
	Sources: []*Source{{Title: "RFC 9110 §4.2, HTTP-Related URI Schemes", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-4.2"}},
}

func (w *walk) prepareMethod() bool {
	p := w.p.Prepare
	w.method = p.MethodCase.normalCase(w.method)
	if p.BodyPosts && w.body != nil && w.method == "GET" {
		w.method = "POST"
	}
	switch {
	case slices.Contains(p.Forbidden, strings.ToUpper(w.method)):
		return w.fail(p.MethodError, p.method())
	case w.body != nil && slices.Contains(p.Bodiless, w.method):
		return w.fail(p.BodyError, p.body())
	case len(p.Methods) > 0 && !slices.Contains(p.Methods, w.method):
		if p.Otherwise == "" {
			return w.fail(p.MethodError, p.method())
		}
		w.method = p.Otherwise
	}
	if w.hadStream && p.StreamError != "" && !(p.StreamOverTLS && w.url.Scheme == "https") {
		return w.fail(p.StreamError, p.stream())
	}
	if p.OverBody {
		natural := w.naturalMethod()
		if w.method != natural {
			w.verb, w.method = w.method, natural
		}
	}
	if p.Verb != "" {
		w.verb = p.Verb
	}
	if p.FormInQuery && w.method == "GET" && w.body != nil {
		if w.body.Kind == Form {
			w.url.Query = "?" + w.body.Text
			w.original = w.url
		}
		w.body = nil
	}
	if p.TextAsForm && w.body != nil && (w.body.Kind == Text || w.body.Kind == Stream) {
		w.body = &Body{Kind: Text, Text: entry(w.body.Text)}
		w.hadStream = false
		w.because["body"] = p.stream()
	}
	w.firstMethod, w.firstBody = w.method, w.body
	return true
}

// entry is a text as the one entry of a form that is sent as text/plain. One that
// is such a form already stays.
func entry(text string) string {
	text = strings.NewReplacer("\r\n", "\r\n", "\r", "\r\n", "\n", "\r\n").Replace(text)
	if !strings.Contains(text, "=") {
		text += "="
	}
	return strings.TrimSuffix(text, "\r\n") + "\r\n"
}

func (p Preparation) method() Reason { return orElse(p.MethodReason, p.Reason) }
func (p Preparation) body() Reason   { return orElse(p.BodyReason, p.Reason) }
func (p Preparation) stream() Reason { return orElse(p.StreamReason, p.body()) }
func (p Preparation) header() Reason { return orElse(p.HeaderReason, p.Reason) }

func orElse(r, other Reason) Reason {
	if r.Text == "" {
		return other
	}
	return r
}

// naturalMethod is the one that the body asks for, where the client's user
// names none.
func (w *walk) naturalMethod() string {
	switch {
	case w.hadStream && !(w.p.Prepare.StreamPosts && w.method == "POST"), w.body != nil && w.p.Prepare.Uploads:
		return "PUT"
	case w.body != nil || w.method == "POST" && w.p.Prepare.Verb == "":
		return "POST"
	case w.method == "HEAD":
		return "HEAD"
	}
	return "GET"
}

// prepareHeaders keeps the headers that the client lets its user set. A
// browser's Cookie is what its store holds for the host.
func (w *walk) prepareHeaders() {
	for _, h := range w.s.Request.Headers {
		switch {
		case w.p.Browser != nil && strings.EqualFold(h.Name, "Cookie"):
			w.jar.seed(w.url, h.Value)
		case matches(w.p.Prepare.Unsettable, h.Name) || w.notSafelisted(h):
			w.because["header:"+strings.ToLower(h.Name)] = w.p.Prepare.header()
		default:
			w.given = append(w.given, h)
		}
	}
	if rule := w.p.Location.Userinfo; (rule == BasicOfFirst || rule == BasicOfSession) && w.url.User != "" && !w.given.Has("Authorization") {
		w.given = append(w.given, Header{"Authorization", basic(w.url.User)})
		w.byURL = true
		w.because["header:authorization"] = w.p.Location.UserinfoReason
	}
	if w.p.Prepare.TypeStays && w.body != nil {
		w.given = w.nameType(w.given)
	}
	if w.p.Prepare.ZeroStays && w.body == nil && w.tellsZero() && !w.given.Has("Content-Length") {
		w.given = append(w.given, Header{"Content-Length", "0"})
	}
	w.first = w.given
}

// matches reports whether a header is among the names; one that ends in *
// stands for all that begin so.
func matches(names []string, name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(names, func(n string) bool {
		if prefix, ok := strings.CutSuffix(n, "*"); ok {
			return strings.HasPrefix(name, prefix)
		}
		return n == name
	})
}
