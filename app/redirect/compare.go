package redirect

import (
	"slices"
	"strconv"
	"strings"
)

// compare says, part by part, how the next request differs from the one just
// answered, and what stays, each with its why.
func (w *walk) compare(before, next SentRequest, from URL, rewrite Rewrite) (changes, kept []Change) {
	changes = []Change{}
	add := func(c Change) {
		if c.Fate == Kept {
			kept = append(kept, c)
			return
		}
		changes = append(changes, c)
	}
	add(w.compareMethod(before.Method, next.Method, rewrite))
	if c, ok := w.compareBody(before.Body, next.Body, rewrite); ok {
		add(c)
	}
	for _, name := range fieldNames(before.Headers, next.Headers) {
		add(w.compareField(name, before.Headers, next.Headers, rewrite))
	}
	if c, ok := w.compareFragment(from.Fragment, w.url.Fragment); ok {
		add(c)
	}
	return changes, kept
}

func (w *walk) compareMethod(before, next string, rewrite Rewrite) Change {
	reason := orElse(rewrite.Reason, w.p.Carries)
	if before != next {
		return w.change(reason, PartMethod, "", Changed, before, next)
	}
	return w.change(reason, PartMethod, "", Kept, before, next)
}

func (w *walk) compareBody(before, next *SentBody, rewrite Rewrite) (Change, bool) {
	if before == nil && next == nil {
		return Change{}, false
	}
	reason, special := w.because["body"]
	if !special {
		reason = orElse(rewrite.Reason, w.p.Carries)
	}
	switch {
	case next == nil:
		return w.change(reason, PartBody, "", Dropped, size(before), ""), true
	case before == nil:
		return w.change(reason, PartBody, "", Added, "", size(next)), true
	case before.Text != next.Text:
		return w.change(reason, PartBody, "", Changed, size(before), size(next)), true
	}
	return w.change(reason, PartBody, "", Kept, size(before), size(next)), true
}

// size writes a body's length, as the trace format shows it.
func size(b *SentBody) string {
	if b.Bytes == 1 {
		return "1 byte"
	}
	return strconv.Itoa(b.Bytes) + " bytes"
}

// fieldNames are the names of the fields in either list, each once, in order.
func fieldNames(lists ...Headers) []string {
	var names []string
	for _, list := range lists {
		for _, h := range list {
			if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, h.Name) }) {
				names = append(names, h.Name)
			}
		}
	}
	return names
}

func (w *walk) compareField(name string, before, next Headers, rewrite Rewrite) Change {
	from, to := before.Values(name), next.Values(name)
	was, is := strings.Join(from, ", "), strings.Join(to, ", ")
	w.words.header = name
	reason := w.fieldReason(name, len(to) > 0, rewrite)
	switch {
	case len(to) == 0:
		return w.change(reason, PartHeader, name, Dropped, was, "")
	case len(from) == 0:
		return w.change(reason, PartHeader, name, Added, "", is)
	case was != is:
		return w.change(reason, PartHeader, name, Changed, was, is)
	}
	return w.change(reason, PartHeader, name, Kept, was, is)
}

// fieldReason is why a field is there next, or not: what a step noted, or what
// follows from the body and the jar.
func (w *walk) fieldReason(name string, there bool, rewrite Rewrite) Reason {
	key := strings.ToLower(name)
	given := w.given.Has(name)
	noted, ok := w.because["header:"+key]
	ok = ok && noted.Text != ""
	switch {
	case !ok && key == "cookie" && w.p.Cookies.Jar && !given:
		return w.cookieReason()
	case key == "content-length" && !given, key == "transfer-encoding" && !given:
		return framingReason(key, w.body != nil, there)
	case key == "content-type" && !given && !ok:
		if there {
			return Reason{Recommended, "A body is told with its type.", []*Source{rfc9110Type}}
		}
		return Reason{Recommended, "{client} named the type for the body, and without a body it does not.", []*Source{rfc9110Type}}
	case key == "referer" && !given && !ok:
		return orElse(w.p.RefererReason, w.p.Carries)
	case ok:
		return noted
	}
	return w.p.Carries
}

func (w *walk) cookieReason() Reason {
	if b := w.p.Browser; b != nil && !w.sendsCredentials() {
		return b.NoCookie
	}
	if w.p.Cookies.Reason.Text != "" {
		return w.p.Cookies.Reason
	}
	return Reason{Required, "{client} sends the cookies that it holds for {to-host}, and no others.", []*Source{rfc6265Cookie}}
}

// framingReason is why a body's length, or its chunks, are told.
func framingReason(key string, body, there bool) Reason {
	source := rfc9110Length
	if key == "transfer-encoding" {
		source = rfc9112Chunked
	}
	switch {
	case body:
		return Reason{Required, "It frames the body that is sent.", []*Source{source}}
	case there:
		return Reason{Recommended, "It says that there is no body, where the method lets one expect one.", []*Source{source}}
	}
	return Reason{Recommended, "There is no body to frame.", []*Source{source}}
}

func (w *walk) compareFragment(from, to string) (Change, bool) {
	if from == "" && to == "" {
		return Change{}, false
	}
	fate := Changed
	reason := Reason{Required, "The Location brings a fragment of its own.", []*Source{rfc9110Location}}
	switch {
	case from == to && w.words.fragment != "":
		fate = Kept
		reason.Text = "The Location brings the same fragment again."
	case from == to:
		fate = Kept
		if w.p.Location.FragmentReason.Text != "" {
			reason = w.p.Location.FragmentReason
		}
	case to == "":
		fate, reason = Dropped, w.p.Location.FragmentReason
	case from == "":
		fate = Added
	}
	return w.change(reason, PartFragment, "", fate, from, to), true
}

// prepared says what became of the built request before it was sent: what the
// client changed, dropped or added by itself.
func (w *walk) prepared() []Change {
	built := w.s.Request
	var changes []Change
	reason := w.p.Prepare.Reason
	if w.next.Method != built.Method {
		changes = append(changes, w.change(w.p.Prepare.method(), PartMethod, "", Changed, built.Method, w.next.Method))
	}
	if r, ok := w.because["body"]; ok && built.Body != nil && w.next.Body != nil {
		changes = append(changes, w.change(r, PartBody, "", Changed, size(&SentBody{Bytes: len(built.Body.Text)}), size(w.next.Body)))
	}
	if built.Body != nil && w.next.Body == nil {
		changes = append(changes, w.change(w.p.Prepare.body(), PartBody, "", Dropped, size(&SentBody{Bytes: len(built.Body.Text)}), ""))
	}
	for _, name := range fieldNames(built.Headers, w.next.Headers) {
		c := w.compareField(name, built.Headers, w.next.Headers, Rewrite{})
		if c.Fate == Kept || c.Fate == Added && (strings.EqualFold(name, "Content-Length") || strings.EqualFold(name, "Transfer-Encoding")) {
			continue
		}
		if c.Fate == Added && strings.EqualFold(name, "Content-Type") {
			c.Why = w.say("{client} adds a Content-Type for a body of this kind.")
			c.Kind, c.Sources = reason.Kind, reason.Sources
		}
		changes = append(changes, c)
	}
	return changes
}
