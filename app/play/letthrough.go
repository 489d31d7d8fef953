package play

import (
	"reflect"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// The Access-Control fields of a response (Fetch, HTTP responses of the CORS
// protocol).
const (
	allowOrigin      = "Access-Control-Allow-Origin"
	allowCredentials = "Access-Control-Allow-Credentials"
	allowMethods     = "Access-Control-Allow-Methods"
	allowHeaders     = "Access-Control-Allow-Headers"
)

// CORSFails reports whether a CORS check or a preflight ends the journey that
// is shown.
func (m Model) CORSFails() bool {
	_, _, fails := corsFailure(m.Valid)
	return fails
}

// corsFailure returns the exchange with the answer that CORS refuses, if one
// does, and the client that refuses it.
func corsFailure(s scenario.Scenario) (redirect.Exchange, *redirect.Browser, bool) {
	p, err := s.Profile()
	if err != nil || s.CORS != redirect.CORSWritten || p.Base.Browser == nil || p.Base.Browser.Navigation {
		return redirect.Exchange{}, nil, false
	}
	policy, err := p.Policy(s.Options)
	if err != nil {
		return redirect.Exchange{}, nil, false
	}
	t := redirect.Follow(policy, s.Chain())
	if len(t.Exchanges) == 0 || t.Outcome.Kind != redirect.Failed {
		return redirect.Exchange{}, nil, false
	}
	last, b := t.Exchanges[len(t.Exchanges)-1], policy.Browser
	is := func(r redirect.Reason) bool { return reflect.DeepEqual(last.Decision.Sources, r.Sources) }
	return last, b, is(b.CORSFails) || is(b.PreflightFails)
}

// LetThrough gives each answer that CORS refuses the fields that it lacks: the
// first one, and then the one that is refused next.
func (e LetThrough) update(m Model) (Model, []Effect) {
	m, effects := m.edit("let the fetch through", "", func(d *draft) {
		told := map[int]bool{}
		for {
			at, browser, fails := corsFailure(withoutBlank(d.Scenario))
			if !fails || !d.allow(at, browser.Credentials == redirect.IncludeCredentials, told) {
				return
			}
		}
	})
	said := "The hops now carry the Access-Control headers that let the fetch through."
	if m.CORSFails() {
		said = "Headers alone do not let this fetch through."
	}
	m.Announcement = m.orRefused(said)
	if e.Then != "" && !m.CORSFails() {
		effects = append(effects, Focus{e.Then})
	}
	return m, effects
}

// allow adds what the answer of an exchange lacks, and reports whether there
// was anything to add. Where no hop answered, it adds one that does. told has
// the hops that name an origin because an exchange needs it.
func (d *draft) allow(e redirect.Exchange, include bool, told map[int]bool) bool {
	i := e.Response.Hop - 1
	if i < 0 {
		if len(d.Hops) >= scenario.MaxHops {
			return false
		}
		at, _, _ := strings.Cut(e.Request.URL, "#")
		d.Hops = append(d.Hops, redirect.Hop{Status: 200, At: at})
		d.texts = append(d.texts, HopText{})
		i = len(d.Hops) - 1
	}
	h := d.Hops[i].Headers
	origin, _ := e.Request.Headers.Get("Origin")
	if has, _ := h.Get(allowOrigin); has != origin && (has != "*" || include) {
		if told[i] { // it is met again, with another origin
			if include {
				return false
			}
			origin = "*"
		}
		told[i] = true
		h = h.With(allowOrigin, origin)
	}
	if has, _ := h.Get(allowCredentials); include && has != "true" {
		h = h.With(allowCredentials, "true")
	}
	// Methods are compared as they are written, names without regard to case.
	method, _ := e.Request.Headers.Get("Access-Control-Request-Method")
	h = naming(h, allowMethods, method, func(a, b string) bool { return a == b })
	names, _ := e.Request.Headers.Get("Access-Control-Request-Headers")
	h = naming(h, allowHeaders, names, strings.EqualFold)
	if slices.Equal(h, d.Hops[i].Headers) {
		return false
	}
	d.Hops[i].Headers = h
	return true
}

// naming returns the headers with a field that lists these tokens, beside those
// that it lists already.
func naming(h redirect.Headers, field, tokens string, same func(a, b string) bool) redirect.Headers {
	value := strings.Join(h.Values(field), ", ")
	before := value
	for token := range strings.SplitSeq(tokens, ",") {
		listed := slices.ContainsFunc(strings.Split(value, ","), func(t string) bool { return same(strings.TrimSpace(t), token) })
		if token != "" && !listed {
			value = strings.TrimPrefix(value+", "+token, ", ")
		}
	}
	if value == before {
		return h
	}
	return h.With(field, value)
}
