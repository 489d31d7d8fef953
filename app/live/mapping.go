package live

import (
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// A Mapping is a scenario as a real server answers it: every URL of it has
// become one below Prefix, of an origin of that server. It is never changed.
type Mapping struct {
	ID string
	// Given is the scenario as it was posted, Live the same with live
	// addresses. What a client does with Live can be predicted, too, and held
	// against what it did.
	Given, Live scenario.Scenario
	Origins     []Origin
	Notes       []Note

	theirs, ours []redirect.URL
	heads        []string // what every live address of each origin begins with
	servers      redirect.Servers
	cookies      int // that the hops set
}

// Map maps a scenario to the origins of a server; the first of these is the one
// at which the page is, whose URL is page (empty: Path). The error is a
// scenario.Errors: of a scenario that cannot be run live.
func Map(s scenario.Scenario, id string, origins []string, page string) (*Mapping, error) {
	st, err := stationsOf(s)
	if err != nil {
		return nil, err
	}
	m := &Mapping{ID: id, Given: s, theirs: st.origins}
	if m.Origins, m.Notes, err = assign(st.origins, origins); err != nil {
		return nil, err
	}
	m.ours, m.heads = make([]redirect.URL, len(m.Origins)), make([]string, len(m.Origins))
	for i, o := range m.Origins {
		if m.ours[i], err = redirect.ParseURL(o.Ours); err != nil {
			return nil, err
		}
		m.heads[i] = m.ours[i].Origin() + Prefix(id, i)
	}
	m.Live = s.Clone()
	m.Live.Request.URL = m.url(st.request).String()
	if !escapesRight(st.request.Path) {
		m.note("request.url", brokenNote(s.Request.URL))
	}
	if err := m.hops(st.places); err != nil {
		return nil, err
	}
	m.pageIs(page)
	m.servers = redirect.NewServers(m.Live.Chain())
	return m, nil
}

// pageIs tells the profile of a browser which page asks.
func (m *Mapping) pageIs(page string) {
	if page == "" {
		page = m.ours[0].Origin() + Path
	}
	profile, err := client.Lookup(m.Live.Client)
	if err != nil || profile.Base.Browser == nil {
		return
	}
	options := client.Options{"page": page}
	for name, value := range m.Live.Options {
		if name != "page" {
			options[name] = value
		}
	}
	m.Live.Options = options
}

// hops maps the hops, each with the URL it answers at.
func (m *Mapping) hops(places []*redirect.URL) error {
	var errs scenario.Errors
	for i := range m.Live.Hops {
		h := &m.Live.Hops[i]
		field := "hops[" + itoa(i) + "]"
		if places[i] == nil {
			*h = redirect.Hop{Status: h.Status} // nothing leads there
			m.Notes = append(m.Notes, Note{field, "Nothing leads to this hop."})
			continue
		}
		if h.Status < 200 {
			errs = append(errs, scenario.FieldError{Field: field + ".status", Text: itoa(h.Status) +
				" is an interim response, which ends no exchange (RFC 9110 section 15.2): a live run takes 200 to 599"})
			continue
		}
		h.At = m.url(*places[i]).Target()
		if h.Location != nil {
			sent, note, err := m.location(*places[i], *h.Location)
			if err != nil {
				errs = append(errs, scenario.FieldError{Field: field + ".location", Text: err.Error()})
				continue
			}
			h.Location = &sent
			m.note(field+".location", note)
		}
		if err := m.headers(field, *places[i], h); err != nil {
			errs = append(errs, *err)
		}
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}

func (m *Mapping) note(field, text string) {
	if text != "" {
		m.Notes = append(m.Notes, Note{field, text})
	}
}

// index is that of the URL's origin among the scenario's, or -1.
func (m *Mapping) index(u redirect.URL) int {
	return slices.IndexFunc(m.theirs, func(o redirect.URL) bool { return o.Origin() == u.Origin() })
}

// url is the live URL that stands for one of the scenario's; its origin is one
// of theirs.
func (m *Mapping) url(u redirect.URL) redirect.URL {
	i := m.index(u)
	ours := m.ours[i]
	u.Scheme, u.Host, u.Port = ours.Scheme, ours.Host, ours.Port
	u.Path = Prefix(m.ID, i) + u.Path
	return u
}

// prefix is what stands before the paths of the origin that a URL has.
func (m *Mapping) prefix(u redirect.URL) string { return Prefix(m.ID, m.index(u)) }

// Known reports whether the scenario has an origin of that index.
func (m *Mapping) Known(origin int) bool { return origin >= 0 && origin < len(m.theirs) }

// Original is the scenario's URL that a live address stands for.
func (m *Mapping) Original(origin int, rest string) string {
	return m.Origins[origin].Theirs + rest
}

// original is the same for a whole URL; one that is no live address stays.
func (m *Mapping) original(url string) string {
	for i, o := range m.Origins {
		if rest, ok := strings.CutPrefix(url, o.Ours+Prefix(m.ID, i)); ok && (rest == "" || strings.ContainsRune("/?#", rune(rest[0]))) {
			return o.Theirs + rest
		}
	}
	return url
}
