// Package scenario is what a learner builds, as JSON, as an address and as a
// pasted curl command line. See the scenario format, version 1.
package scenario

import (
	"maps"
	"slices"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// The limits of a scenario. Past one, an error names the field, the limit and
// the size given.
const (
	MaxHops    = 50
	MaxHeaders = 100       // in one message
	MaxField   = 8 << 10   // bytes of a URL or of a header value
	MaxBody    = 64 << 10  // bytes
	MaxJSON    = 256 << 10 // bytes, also what a compact address may inflate to
)

// DefaultClient is the profile of a scenario that names none.
const DefaultClient = "fetch"

// A Scenario is everything a learner can build.
type Scenario struct {
	Title   string
	Client  string // id of a profile; empty: DefaultClient
	Options client.Options
	Request redirect.Request
	Hops    []redirect.Hop
	CORS    redirect.CORSMode
}

// Profile returns the profile the scenario names.
func (s Scenario) Profile() (client.Profile, error) {
	if s.Client == "" {
		return client.Lookup(DefaultClient)
	}
	return client.Lookup(s.Client)
}

// Follow plays the scenario with its client. The error is about the client or
// its options; everything else ends in a trace.
func (s Scenario) Follow() (redirect.Trace, error) {
	profile, err := s.Profile()
	if err != nil {
		return redirect.Trace{}, err
	}
	policy, err := profile.Policy(s.Options)
	if err != nil {
		return redirect.Trace{}, err
	}
	return redirect.Follow(policy, s.Chain()), nil
}

// Chain returns the part of the scenario that no client changes: the request
// and the hops.
func (s Scenario) Chain() redirect.Scenario {
	return redirect.Scenario{Request: s.Request, Hops: s.Hops, CORS: s.CORS}
}

// Clone returns a copy that shares nothing with s that could be written to.
func (s Scenario) Clone() Scenario {
	s.Options = maps.Clone(s.Options)
	for name, v := range s.Options {
		if list, ok := v.([]string); ok {
			s.Options[name] = slices.Clone(list)
		}
	}
	s.Request.Headers = slices.Clone(s.Request.Headers)
	if s.Request.Body != nil {
		body := *s.Request.Body
		s.Request.Body = &body
	}
	s.Hops = slices.Clone(s.Hops)
	for i := range s.Hops {
		h := &s.Hops[i]
		h.Headers, h.Methods = slices.Clone(h.Headers), slices.Clone(h.Methods)
		if h.Location != nil {
			location := *h.Location
			h.Location = &location
		}
	}
	return s
}
