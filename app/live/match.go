package live

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// Likeness holds the last pass of a run against every profile: each is asked
// what it would have made of the first request as it came, so that a program
// that sends something else than the scenario can be told, too. told is what
// Tell returns; nil where nothing has come.
func (m *Mapping) Likeness(told []Exchange) *Likeness {
	pass := lastPass(told)
	if len(pass) == 0 {
		return nil
	}
	l := &Likeness{Pass: pass[0].Pass, Ended: Ended(told)}
	first := opening(pass)
	l.Agent, _ = first.Headers.Get("User-Agent")
	if trace, err := m.Live.Follow(); err == nil && l.Ended {
		w := &walk{trace: trace}
		for _, e := range pass {
			w.next(e.Request.Preflight)
		}
		l.Missing = w.missing()
	}
	request := m.asGiven(first)
	all := m.variants(request.Method)
	for _, v := range all {
		if !strings.Contains(strings.ToLower(l.Agent), v.token) {
			continue
		}
		match, ok := m.match(v, request, pass, l.Ended)
		if !ok {
			continue
		}
		if b := request.Body; b != nil && b.Kind == redirect.Stream && match.Different > 0 {
			// It may have been at hand as a whole all the same.
			whole := request
			whole.Body = &redirect.Body{Kind: redirect.Text, Text: b.Text}
			if other, _ := m.match(v, whole, pass, l.Ended); other.Different < match.Different {
				match = other
			}
		}
		l.Matches = append(l.Matches, match)
	}
	l.Matches = withoutEngines(l.Matches, all)
	mode, _ := first.Headers.Get("Sec-Fetch-Mode")
	guess := func(name string) bool {
		v := all[slices.IndexFunc(all, func(v variant) bool { return v.name == name })]
		return v.agent != "" && strings.HasPrefix(strings.ToLower(l.Agent), v.agent) && (mode == "" || v.navigates == (mode == "navigate"))
	}
	slices.SortStableFunc(l.Matches, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.Different, b.Different), cmp.Compare(rank(!guess(a.Name)), rank(!guess(b.Name))))
	})
	l.Text = m.sentence(l, pass, guess)
	return l
}

// withoutEngines leaves out the engines that tell no more than the standard does,
// and the standard where an engine does better. Each engine comes after it.
func withoutEngines(list []Match, all []variant) []Match {
	engine := func(m Match) bool {
		return slices.ContainsFunc(all, func(v variant) bool { return v.name == m.Name && v.token != "" })
	}
	var out []Match
	for _, m := range list {
		i := -1
		if engine(m) {
			i = slices.IndexFunc(out, func(o Match) bool { return o.Client == m.Client && len(o.Options) == 0 })
		}
		switch {
		case i < 0:
			out = append(out, m)
		case m.Different < out[i].Different:
			out[i] = m
		}
	}
	return out
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// opening is the first request of a pass that is no preflight.
func opening(pass []Exchange) Arrived {
	for _, e := range pass {
		if !e.Request.Preflight {
			return e.Request
		}
	}
	return pass[0].Request
}

// ownHeaders are those that a client sets by itself, in lower case; * as in
// sendable. They are not what its user gave it.
var ownHeaders = []string{
	"host", "user-agent", "accept", "accept-*", "connection", "content-length", "transfer-encoding", "origin", "referer",
	"sec-*", "upgrade", "upgrade-insecure-requests", "http2-settings", "save-data", "dnt", "pragma", "cache-control", "priority", "te", "expect", "keep-alive", "cookie2",
	"x-forwarded-*", "forwarded", "via", "x-real-ip",
}

// asGiven is what the user of the client must have given it for the request.
func (m *Mapping) asGiven(first Arrived) redirect.Request {
	r := redirect.Request{Method: first.Method, URL: first.URL}
	for _, h := range first.Headers {
		if len(r.Headers) == scenario.MaxHeaders {
			break // no profile is asked about more
		}
		if !matches(ownHeaders, strings.ToLower(h.Name)) {
			r.Headers = append(r.Headers, h)
		}
	}
	if b := first.Body; b != nil && b.Bytes > 0 {
		r.Body = &redirect.Body{Kind: redirect.Text, Text: b.content()}
		given := m.Given.Request.Body
		stream := given != nil && given.Kind == redirect.Stream && given.Text == r.Body.Text
		if stream || first.Headers.Has("Transfer-Encoding") { // its length was not known: it was not at hand as a whole
			r.Body.Kind = redirect.Stream
		}
	}
	return r
}

// match holds the pass against one variant. ok is false where that cannot be
// told.
func (m *Mapping) match(v variant, request redirect.Request, pass []Exchange, ended bool) (Match, bool) {
	profile, err := client.Lookup(v.client)
	if err != nil {
		return Match{}, false
	}
	out := Match{Client: v.client, Name: v.name, Options: v.options}
	options := maps.Clone(v.options)
	if profile.Base.Browser != nil {
		if options == nil {
			options = client.Options{}
		}
		options["page"] = m.page() // that of the run, and not the learner's business
	}
	policy, err := profile.Policy(options)
	if err != nil {
		return Match{}, false
	}
	chain := m.Live.Chain()
	chain.Request = request
	if b := request.Body; b != nil && policy.Browser != nil && policy.Browser.Navigation {
		chain.Request.Body = &redirect.Body{Kind: formKind(request.Headers), Text: b.Text}
	}
	w := &walk{client: v.client, given: request.Headers, trace: redirect.Follow(policy, chain)}
	if b := opening(pass).Body; b != nil && b.Cut {
		w.length = b.Bytes
	}
	for i, e := range pass {
		if differs := w.differs(e.Request); differs != "" {
			out.note(fmt.Sprintf("request %d: %s", i+1, differs))
		}
	}
	if n := w.missing(); ended && n > 0 {
		out.note(count(n, "more request") + " to come")
		out.Different += n - 1
	}
	return out, true
}

// formKind is the kind of a form's body, by its Content-Type.
func formKind(h redirect.Headers) redirect.BodyKind {
	value, _ := h.Get("Content-Type")
	switch essence, _, _ := strings.Cut(strings.ToLower(value), ";"); essence {
	case "application/x-www-form-urlencoded":
		return redirect.Form
	case "multipart/form-data":
		return redirect.Multipart
	}
	return redirect.Text
}

func (o *Match) note(text string) {
	if o.Different++; o.First == "" {
		o.First = text
	}
}

// page is the URL of the page that runs the scenario.
func (m *Mapping) page() string {
	if page, ok := m.Live.Options["page"].(string); ok {
		return page
	}
	return m.ours[0].Origin() + Path
}

// differs says in words where a request is otherwise than the next of the trace
// in what a redirect decides; empty: nowhere. What tells clients apart without
// a redirect, as the spelling of a Content-Type, is left out.
func (w *walk) differs(arrived Arrived) string {
	predicted, note := w.next(arrived.Preflight)
	if predicted == nil || note != "" {
		return strings.TrimSuffix(note, ".")
	}
	for _, p := range w.parts(*predicted, arrived) {
		own := slices.ContainsFunc(watched, func(name string) bool { return strings.EqualFold(name, p.Label) })
		decided := !own || w.given.Has(p.Label) && !strings.EqualFold(p.Label, "Content-Type")
		if decided && !p.Equal {
			return fmt.Sprintf("%s %s, not %s", p.Label, orNone(p.Arrived), orNone(p.Predicted))
		}
	}
	return ""
}

func orNone(text *string) string {
	if text == nil {
		return "none"
	}
	return short(*text, len(*text))
}

// sentence says it in one or two. known tells whether a name is that of the client
// that came, as far as it says who it is.
func (m *Mapping) sentence(l *Likeness, pass []Exchange, known func(name string) bool) string {
	var equal []string
	for _, m := range l.Matches {
		if m.Different == 0 {
			equal = append(equal, m.Name)
		}
	}
	last := pass[len(pass)-1]
	switch {
	case normal(pass[0].Request.URL) != normal(m.Live.Request.URL):
		return "This did not begin at the start, so that no profile can be held against it."
	case len(equal) > 1 && len(pass) == 1 && !Leads(last.Response):
		return "Every client does this: this chain tells none from another."
	case len(pass) == 1 && len(equal) > 1 && !l.Ended:
		return "Only the first request has come. A client that follows nothing, as curl without -L, sends no more."
	case len(equal) == 1:
		return "This behaved like " + equal[0] + "."
	case len(equal) > 1 && known(equal[0]):
		return "This behaved like " + equal[0] + ". This chain does not tell it from " + several(equal[1:]) + "."
	case len(equal) > 1:
		return "This is what " + several(equal) + " would do: this chain does not tell them apart."
	case len(l.Matches) > 0:
		return "No profile does quite this. The nearest is " + l.Matches[0].Name + ": " + l.Matches[0].First + "."
	}
	return ""
}

func enumerate(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// maxNamed is how many clients a sentence names.
const maxNamed = 5

// several enumerates names, the first of them where there are many.
func several(names []string) string {
	if n := len(names); n > maxNamed {
		names = append(slices.Clone(names[:maxNamed-1]), fmt.Sprintf("%d others", n-maxNamed+1))
	}
	return enumerate(names)
}
