package live

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// A variant is a client as one of its users has it.
type variant struct {
	client  string
	options client.Options
	name    string // {method} stands for that of the first request
	// agent is how User-Agent begins, in lower case; navigates tells the two
	// ways of one browser apart (Sec-Fetch-Mode).
	agent     string
	navigates bool
}

// variants are those that a way through a run is held against: every profile,
// and what people do to curl.
var variants = []variant{
	{client: "fetch", name: "Browser fetch()", agent: "mozilla/"},
	{client: "form", name: "Browser form or link", agent: "mozilla/", navigates: true},
	{client: "curl", name: "curl -L", agent: "curl/"},
	{client: "curl", name: "curl -L -X {method}", agent: "curl/", options: client.Options{"request": "{method}"}},
	{client: "curl", name: "curl -L --post301 --post302 --post303", agent: "curl/", options: client.Options{"post301": true, "post302": true, "post303": true}},
	{client: "curl", name: "curl --location-trusted", agent: "curl/", options: client.Options{"location-trusted": true}},
	{client: "curl", name: "curl without -L", agent: "curl/", options: client.Options{"location": false}},
	{client: "wget", name: "Wget", agent: "wget/"},
	{client: "go", name: "Go net/http", agent: "go-http-client/"},
	{client: "python-requests", name: "Python requests", agent: "python-requests/"},
	{client: "node", name: "Node.js fetch", agent: "node"},
	{client: "axios", name: "axios (Node.js)", agent: "axios/"},
	{client: "rfc9110", name: "what RFC 9110 recommends"},
}

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
	mode, _ := first.Headers.Get("Sec-Fetch-Mode")
	guess := func(name string) bool {
		v := all[slices.IndexFunc(all, func(v variant) bool { return v.name == name })]
		return v.agent != "" && strings.HasPrefix(strings.ToLower(l.Agent), v.agent) && (mode == "" || v.navigates == (mode == "navigate"))
	}
	slices.SortStableFunc(l.Matches, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.Different, b.Different), cmp.Compare(rank(!guess(a.Name)), rank(!guess(b.Name))))
	})
	l.Text = sentence(l.Matches, len(pass))
	return l
}

// variants are those there are, for a request of that method, and the chosen
// client as it is chosen, where that is none of them.
func (m *Mapping) variants(method string) []variant {
	all := slices.Clone(variants)
	for i := range all {
		v := &all[i]
		v.name = strings.ReplaceAll(v.name, "{method}", method)
		if v.options["request"] == "{method}" {
			v.options = client.Options{"request": method}
		}
	}
	own := variant{client: m.Given.Client, options: maps.Clone(m.Given.Options)}
	delete(own.options, "page") // it is that of the run
	if len(own.options) == 0 || slices.ContainsFunc(all, func(v variant) bool {
		return v.client == own.client && reflect.DeepEqual(v.options, own.options)
	}) {
		return all
	}
	own.name = profileOf(own.client).Name + " with"
	for _, name := range slices.Sorted(maps.Keys(own.options)) {
		own.name += fmt.Sprintf(" %s %v", name, own.options[name])
	}
	i := slices.IndexFunc(all, func(v variant) bool { return v.client == own.client })
	if i >= 0 {
		own.agent, own.navigates = all[i].agent, all[i].navigates
	}
	return append([]variant{own}, all...)
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
	"sec-*", "upgrade-insecure-requests", "dnt", "pragma", "cache-control", "priority", "te", "expect", "keep-alive",
	"x-forwarded-*", "forwarded", "via", "x-real-ip",
}

// asGiven is what the user of the client must have given it for the request.
func (m *Mapping) asGiven(first Arrived) redirect.Request {
	r := redirect.Request{Method: first.Method, URL: first.URL}
	for _, h := range first.Headers {
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
	w := &walk{client: v.client, given: request.Headers, trace: redirect.Follow(policy, redirect.Scenario{
		Request: request, Hops: m.Live.Hops, CORS: m.Live.CORS,
	})}
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
	if predicted == nil {
		return strings.TrimSuffix(note, ".")
	}
	for _, p := range w.parts(*predicted, arrived) {
		decided := p.Label == labelMethod || p.Label == labelURL || p.Label == labelBody ||
			w.given.Has(p.Label) && !strings.EqualFold(p.Label, "Content-Type")
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

// sentence says it in a sentence.
func sentence(matches []Match, requests int) string {
	var equal []string
	for _, m := range matches {
		if m.Different == 0 {
			equal = append(equal, m.Name)
		}
	}
	switch {
	case requests == 1 && len(equal) == len(matches):
		return "Only the first request has come: nothing tells the clients apart yet."
	case len(equal) == 1:
		return "This behaved like " + equal[0] + "."
	case len(equal) > 1:
		return "This behaved like " + equal[0] + ". This chain does not tell it from " + enumerate(equal[1:]) + "."
	case len(matches) > 0:
		return "No profile does quite this. The nearest is " + matches[0].Name + ": " + matches[0].First + "."
	}
	return ""
}

func enumerate(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
