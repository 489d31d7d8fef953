package client

import "github.com/hopscope/hopscope/app/redirect"

var rfc9110Keep = redirect.Rewrite{
	Statuses: []int{301, 302}, Methods: []string{"POST"},
	Reason: recommended("The RFC recommends to send the same request again; it allows a user agent to change POST to GET on {status}, for the sake of history.", rfcRedirection),
}
var rfc9110Follows = allowed("A user agent may follow the Location of a {status} by itself.", rfcRedirection)

var rfc9110Policy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: rfc9110Follows},
		{From: 300, To: 300, OnlyWithLocation: true, Reason: rfc9110Follows},
		{From: 309, To: 399, OnlyWithLocation: true, Reason: rfc9110Follows},
	},
	Location: redirect.LocationRules{
		Inherits: true, Repeated: redirect.OneOnly,
		MissingReason:   allowed("Without a Location to read, {status} leads nowhere: the response goes to the user.", rfcRedirection),
		MalformedError:  "the Location is not one valid URI reference",
		MalformedReason: required("Location is a URI reference; {location} is none that leads anywhere.", rfcLocation),
		RepeatedReason:  required("Location is a single URI reference; here there is more than one.", rfcLocation),
		SchemeError:     "the Location leads to the scheme {scheme}",
		SchemeReason:    allowed("{scheme} is not HTTP: what to do with it is beyond the RFC.", rfcLocation),
		FragmentReason:  required("The Location has no fragment, so the one before is inherited.", rfcLocation),
	},
	Limit: redirect.Limit{Max: -1},
	Loop: redirect.LoopRule{
		Detects: true, Error: "a loop of redirects",
		Reason: recommended("The same request comes round again: a client should notice such a loop and step in.", rfcRedirection),
	},
	Rewrites: []redirect.Rewrite{
		rfc9110Keep,
		{Statuses: []int{301, 302}, Reason: required("{status} allows no other change than POST to GET: {method} goes on{with-body}.", rfcRedirection)},
		{
			Statuses: []int{303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, DropHeaders: rfcContent,
			Reason: allowed("303 points to another resource, for a user agent to retrieve: GET{body-goes}.", rfcRedirection),
		},
		{Statuses: []int{303}, Reason: allowed("{method} retrieves already, as 303 asks.")},
		{Statuses: []int{307, 308}, Reason: required("{status} does not let the method change: {method} goes on{with-body}.")},
		{Reason: recommended("The request is sent again as it is: {method}{with-body}.", rfcRedirection)},
	},
	Headers: []redirect.HeaderRule{
		{
			Names:  []string{"authorization", "cookie", "proxy-authorization"},
			When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
			Reason: allowed("The RFC asks to consider removing {header} where it would be unsafe: here at another origin.", rfcRedirection),
			Spared: allowed("The origin is the same: nothing speaks against {header}.", rfcRedirection),
		},
		{
			Names: []string{"host"}, When: redirect.Crossing{Always: true},
			Reason: recommended("Host is made anew for the new target.", rfcRedirection),
		},
	},
	Carries: recommended("The original request is sent again, with what the section lists replaced.", rfcRedirection),
	Prepare: redirect.Preparation{
		Chunks: true, ZeroLength: []string{"POST", "PUT"},
		ContentTypes: redirect.ContentTypes{
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		Reason: required("The type of a form is part of what a form is.", &redirect.Source{Title: "RFC 9110 §8.3, Content-Type", URL: rfc9110URL + "8.3"}),
	},
}

// What RFC 9110 recommends to a user agent, where it leaves a choice.
func rfc9110Profile() Profile {
	p := rfc9110Policy
	return Profile{
		ID: "rfc9110", Name: "RFC 9110", Base: p,
		About: "No client, but what the HTTP standard recommends to one.",
		Basis: "RFC 9110",
		Options: []Option{{
			Name: "post-to-get", Kind: Flag, Default: false, Source: rfc302,
			About: "Make use of the licence to change POST to GET on 301 and 302.",
			apply: func(p *redirect.Policy, v any) {
				if v.(bool) {
					p.Rewrites = append([]redirect.Rewrite{{
						Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: rfcContent,
						Reason: allowed("{status} allows a user agent to change POST to GET, for the sake of history; the body goes with it.", rfcRedirection),
					}}, p.Rewrites...)
				}
			},
		}},
	}
}

// rfcContent are the headers that go with the content (RFC 9110 section 15.4,
// step 5).
var rfcContent = []string{"content-encoding", "content-language", "content-location", "content-type", "content-length", "digest", "last-modified"}
