package client

import "github.com/hopscope/hopscope/app/redirect"

// SuperAgent in Node.js.

var (
	superagentDocs     = &redirect.Source{Title: "SuperAgent, Following redirects", URL: "https://github.com/forwardemail/superagent/blob/v10.4.2/docs/index.md#following-redirects"}
	superagentRedirect = &redirect.Source{Title: "SuperAgent 10.4.2, src/node/index.js, _redirect", URL: "https://github.com/forwardemail/superagent/blob/v10.4.2/src/node/index.js"}
	superagentEnd      = &redirect.Source{Title: "SuperAgent 10.4.2, src/node/index.js, _end", URL: "https://github.com/forwardemail/superagent/blob/v10.4.2/src/node/index.js"}
	superagentRequest  = &redirect.Source{Title: "SuperAgent 10.4.2, src/node/index.js, request", URL: "https://github.com/forwardemail/superagent/blob/v10.4.2/src/node/index.js"}
	superagentCallback = &redirect.Source{Title: "SuperAgent 10.4.2, src/node/index.js, callback", URL: "https://github.com/forwardemail/superagent/blob/v10.4.2/src/node/index.js"}
	superagentSend     = &redirect.Source{Title: "SuperAgent 10.4.2, src/request-base.js, send", URL: "https://github.com/forwardemail/superagent/blob/v10.4.2/src/request-base.js"}
	superagentForm     = &redirect.Source{Title: "SuperAgent, issue 1607: a multipart form and a redirect", URL: "https://github.com/forwardemail/superagent/issues/1607"}
)

var superagentFollows = documented("SuperAgent follows a {status}.", superagentDocs, superagentEnd)
var superagentFailed = redirect.ErrorText("Error: {phrase|Unsuccessful HTTP response}")
var superagentPurged = []string{"content-type", "content-length", "transfer-encoding"}
var superagentStatuses = []redirect.StatusRule{
	{From: 301, To: 303, Methods: []string{"HEAD"}, Except: true, Reason: superagentFollows},
	{From: 307, To: 308, Methods: []string{"HEAD"}, Except: true, Reason: superagentFollows},
	{
		From: 305, To: 305, Methods: []string{"HEAD"}, Except: true,
		Reason: documented("305 is long out of use: SuperAgent follows it like any redirect.", superagentEnd),
	},
}

var superagentPolicy = redirect.Policy{
	Statuses: superagentStatuses,
	Location: redirect.LocationRules{
		Syntax: redirect.WHATWG, EmptyIsMissing: true, EmptyQuery: redirect.EmptyQueryDropped, Latin1: redirect.AllIsLatin1, Repeated: redirect.First, MissingFails: true,
		Userinfo:        redirect.BasicOfSession,
		UserinfoReason:  measured("The user in a URL becomes Basic credentials, which fare as an Authorization set by hand.", superagentRequest, superagentRedirect),
		MissingError:    "Error: No location header for redirect",
		MissingReason:   measured("Without a Location to read, a {status} is an error.", superagentRedirect),
		MalformedError:  "Error: Invalid redirect location: {location}",
		MalformedReason: measured("The Location {location} cannot be read as a URL.", superagentRedirect),
		SchemeError:     "Error: Unsupported protocol in redirect location: {location}",
		SchemeReason:    measured("SuperAgent goes to http and https only, not to {scheme}.", superagentRedirect),
		FragmentReason:  measured("SuperAgent takes no fragment over from the URL before.", superagentRedirect),
	},
	Limit: redirect.Limit{
		Max: 5, First: true, Error: superagentFailed,
		Reason: measured("{limit} redirects have been followed: the next one is the result, and SuperAgent makes an error of a status outside 200 to 299.", superagentDocs, superagentEnd, superagentCallback),
	},
	ErrorStatus:       superagentFailed,
	ErrorStatusReason: measured("The {status} is the result, and SuperAgent makes an error of a status outside 200 to 299.", superagentCallback),
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"HEAD"},
			Reason: measured("{status} leaves HEAD as it is.", superagentRedirect),
		},
		{
			Statuses: []int{301, 302, 303}, To: "GET", DropBody: true, DropHeaders: superagentPurged,
			Reason: measured("{status} answers a {method}: SuperAgent goes on with GET{without-body}.", superagentRedirect),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, superagentRedirect)},
		{Reason: measured("{status} leaves {method} as it is{with-body}.", superagentRedirect)},
	},
	Once: redirect.OnceRule{
		Then:   redirect.SendsNone,
		Reason: measured("The stream was piped into the first request: the next one has no body, without an error.", superagentRedirect),
	},
	OnceMore: redirect.OnceRule{
		Kinds: []redirect.BodyKind{redirect.Multipart}, Then: redirect.OnceHangs,
		Reason: measured("SuperAgent forgets the form, but announces its length again: the server waits for ever.", superagentRedirect, superagentForm),
	},
	Headers: []redirect.HeaderRule{
		{
			Names:  []string{"authorization", "cookie"},
			When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
			Reason: measured("{to-origin} is another origin than {from-origin}: SuperAgent removes {header}, and it stays away.", superagentRedirect),
			Spared: measured("The origin is the same, so {header} stays.", superagentRedirect),
		},
		{
			Names: []string{"host"}, When: redirect.Crossing{Always: true},
			Reason: measured("SuperAgent gives up a Host set by hand on every redirect.", superagentRedirect),
		},
	},
	Carries: measured("SuperAgent sends the headers again on every hop, to any host.", superagentRedirect),
	Prepare: redirect.Preparation{
		MethodCase: redirect.Upper, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"},
		ContentTypes: redirect.ContentTypes{
			Text: "application/x-www-form-urlencoded", Form: "application/x-www-form-urlencoded",
			Multipart: "multipart/form-data; boundary={boundary}",
		},
		MethodReason: documented("Node writes a method in capitals.", nodeMethod),
		Reason:       documented("SuperAgent names this type where the program names none.", superagentSend),
	},
}

func superagentProfile() Profile {
	p := superagentPolicy
	return Profile{
		ID: "superagent", Name: "SuperAgent", Base: p,
		About: "The npm package superagent, in Node.js.",
		Basis: "SuperAgent 10.4 on Node.js 20.20: recordings, documentation and source",
		Options: []Option{{
			Name: "redirects", Kind: Number, Default: 5, Min: 0, Max: 1000, Source: superagentDocs,
			About: "How many redirects are followed, of a HEAD too; 0: none, a redirect is an error.",
			apply: func(p *redirect.Policy, v any) {
				p.Limit.Max = v.(int)
				p.Statuses = []redirect.StatusRule{{Reason: superagentFollows}, {From: 305, To: 305, Reason: superagentFollows}}
				if v == 0 {
					p.Mode, p.ModeError = redirect.Refuse, superagentFailed
					p.ModeReason = measured("redirects is 0: the {status} is the result, and SuperAgent makes an error of it.", superagentDocs, superagentEnd)
				}
			},
		}},
	}
}
