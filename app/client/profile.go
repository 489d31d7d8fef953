// Package client holds the profiles: real clients, each as a redirect.Policy
// literal with the options its users know. A new client is a literal and a row
// of tests, never a new branch in the engine.
package client

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A Profile is a real client as data. Base is its behaviour when its user asks
// it to follow redirects in the usual way; Options change it.
type Profile struct {
	ID   string
	Name string
	// About is one sentence: what the profile stands for.
	About string
	// Basis names what the profile was written from (versions of the client,
	// of its manual or of the standard).
	Basis   string
	Base    redirect.Policy
	Options []Option
}

// All returns every profile, in the order they are shown. The slice is fresh.
func All() []Profile { return slices.Clone(profiles) }

// IDs returns the ids of every profile, in the order they are shown.
func IDs() []string {
	ids := make([]string, len(profiles))
	for i, p := range profiles {
		ids[i] = p.ID
	}
	return ids
}

// Lookup returns the profile with the id. The error lists those there are.
func Lookup(id string) (Profile, error) {
	for _, p := range profiles {
		if p.ID == id {
			return p, nil
		}
	}
	return Profile{}, fmt.Errorf("client: %q is not one of %s", id, strings.Join(IDs(), ", "))
}

// Policy returns the profile's policy with the options applied. The error is
// that of Normal.
func (p Profile) Policy(given Options) (redirect.Policy, error) {
	given, err := p.Normal(given)
	if err != nil {
		return redirect.Policy{}, err
	}
	policy := p.Base
	policy.Client = redirect.Client{ID: p.ID, Name: p.Name}
	policy.Recorded = p.recorded(given)
	for _, o := range p.Options {
		if v, ok := given[o.Name]; ok {
			o.apply(&policy, v)
		}
	}
	return policy, nil
}
