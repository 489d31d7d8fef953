package live

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// An Origin is one of the scenario's, and the one of the server that stands for
// it.
type Origin struct{ Theirs, Ours string }

// stations are what of a scenario's addresses a mapping needs: where its hops
// answer, and the origins it has, in order. The page that asks comes first,
// where it is of another origin than the request: a browser can send from no
// other page than the one that it is on.
type stations struct {
	page    *redirect.URL // nil: the request's own origin
	request redirect.URL
	places  []*redirect.URL // of each hop; nil: it is never met
	origins []redirect.URL
}

func stationsOf(s scenario.Scenario) (stations, error) {
	var st stations
	add := func(u redirect.URL) {
		if u.Scheme != "http" && u.Scheme != "https" {
			return
		}
		if !slices.ContainsFunc(st.origins, func(o redirect.URL) bool { return o.Origin() == u.Origin() }) {
			st.origins = append(st.origins, u)
		}
	}
	if text, ok := s.Options["page"].(string); ok {
		if page, err := redirect.ParseURL(text); err == nil {
			st.page = &page
			add(page)
		}
	}
	request, err := redirect.ParseURL(s.Request.URL)
	if err != nil {
		return st, fault("request.url", "%v", err)
	}
	st.request = request
	add(request)
	st.places = make([]*redirect.URL, len(s.Hops))
	for i, at := range redirect.Places(s.Chain()) {
		place, err := redirect.ParseURL(at)
		if at == "" || err != nil {
			continue
		}
		st.places[i] = &place
		add(place)
		for _, value := range locations(s.Hops[i]) {
			if to, err := place.Resolve(value, redirect.WHATWG); err == nil {
				add(to)
			}
		}
	}
	return st, nil
}

// locations are the values of Location that a hop sends, in order.
func locations(h redirect.Hop) []string {
	var values []string
	if h.Location != nil {
		values = append(values, *h.Location)
	}
	return append(values, h.Headers.Values("Location")...)
}

// assign gives each of the scenario's origins one of the server's: the first the
// first, and then each the one that differs most as it does in the scenario,
// since some clients look at the whole origin and some at the host alone. The
// notes say where that could not be.
func assign(theirs []redirect.URL, ours []string) ([]Origin, []Note, error) {
	if len(theirs) > len(ours) {
		return nil, nil, fault("scenario", "leads to %d origins (%s), and this server has %s to stand for them: -alt-origin names more",
			len(theirs), strings.Join(names(theirs), ", "), count(len(ours), "origin"))
	}
	free := make([]redirect.URL, 0, len(ours))
	for _, text := range ours {
		u, err := redirect.ParseURL(text)
		if err != nil {
			return nil, nil, fmt.Errorf("origin %q: %w", text, err)
		}
		free = append(free, u)
	}
	var notes []Note
	taken := make([]redirect.URL, 0, len(theirs))
	for i, t := range theirs {
		best := 0
		if i > 0 {
			best = closest(t, theirs[:i], taken, free)
		}
		taken = append(taken, free[best])
		free = slices.Delete(free, best, best+1)
	}
	origins := make([]Origin, len(theirs))
	for i := range theirs {
		origins[i] = Origin{theirs[i].Origin(), taken[i].Origin()}
		for j := range i {
			notes = append(notes, differences(theirs[j], theirs[i], taken[j], taken[i])...)
		}
	}
	return origins, notes, nil
}

// closest is the index of the free origin that has the most relations to those
// that are taken as the scenario's origin has to its own.
func closest(t redirect.URL, theirs, taken, free []redirect.URL) int {
	best, most := 0, -1
	for i, f := range free {
		alike := 0
		for j := range theirs {
			if (t.Host == theirs[j].Host) == (f.Host == taken[j].Host) {
				alike += 2
			}
			if (t.Scheme == theirs[j].Scheme) == (f.Scheme == taken[j].Scheme) {
				alike++
			}
		}
		if alike > most {
			best, most = i, alike
		}
	}
	return best
}

// differences says how the relation of two origins is another one live.
func differences(a, b, ourA, ourB redirect.URL) []Note {
	var notes []Note
	note := func(format string, args ...any) { notes = append(notes, Note{Text: fmt.Sprintf(format, args...)}) }
	switch {
	case a.Host != b.Host && ourA.Host == ourB.Host:
		note("%s and %s are two hosts, and live two ports of %s: a client that looks at the host alone takes them for one.", a.Origin(), b.Origin(), ourA.Host)
	case a.Host == b.Host && ourA.Host != ourB.Host:
		note("%s and %s are one host, and live two: a client that looks at the host alone takes them for two.", a.Origin(), b.Origin())
	case below(a.Host, b.Host) || below(b.Host, a.Host):
		note("%s and %s are a host and one below it, and live two that are not related: what a client does about subdomains is not seen here.", a.Origin(), b.Origin())
	}
	if a.Scheme != b.Scheme && ourA.Scheme == ourB.Scheme {
		note("%s and %s differ in their scheme, and live both are %s: what a client does about the change of scheme is not seen here.", a.Origin(), b.Origin(), ourA.Scheme)
	}
	return notes
}

func below(host, domain string) bool { return strings.HasSuffix(host, "."+domain) }

func names(origins []redirect.URL) []string {
	out := make([]string, len(origins))
	for i, o := range origins {
		out[i] = o.Origin()
	}
	return out
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// fault is an error about one field of the scenario.
func fault(field, format string, args ...any) error {
	return scenario.Errors{{Field: field, Text: fmt.Sprintf(format, args...)}}
}
