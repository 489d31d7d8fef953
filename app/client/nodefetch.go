package client

import (
	"github.com/hopscope/hopscope/app/redirect"
)

// node-fetch: the Fetch standard on Node's own http, before Node had a fetch.

var (
	nfDocs    = &redirect.Source{Title: "node-fetch, README, Options", URL: "https://github.com/node-fetch/node-fetch/blob/v3.3.2/README.md#options"}
	nfFetch   = &redirect.Source{Title: "node-fetch 3.3.2, src/index.js, fetch", URL: "https://github.com/node-fetch/node-fetch/blob/v3.3.2/src/index.js"}
	nfRequest = &redirect.Source{Title: "node-fetch 3.3.2, src/request.js", URL: "https://github.com/node-fetch/node-fetch/blob/v3.3.2/src/request.js"}
	nfBody    = &redirect.Source{Title: "node-fetch 3.3.2, src/body.js, extractContentType", URL: "https://github.com/node-fetch/node-fetch/blob/v3.3.2/src/body.js"}
	nfIs      = &redirect.Source{Title: "node-fetch 3.3.2, src/utils/is.js, isDomainOrSubdomain", URL: "https://github.com/node-fetch/node-fetch/blob/v3.3.2/src/utils/is.js"}
	nf2Fetch  = &redirect.Source{Title: "node-fetch 2.7.0, src/index.js, fetch", URL: "https://github.com/node-fetch/node-fetch/blob/v2.7.0/src/index.js"}
	nfTwice   = &redirect.Source{Title: "node-fetch, issue 1845: TypeError on a second redirect", URL: "https://github.com/node-fetch/node-fetch/issues/1845"}
)

// nf2Relative is what node-fetch 2 says of a URL without a host.
const nf2Relative redirect.ErrorText = "TypeError: Only absolute URLs are supported"

var nodeFetchPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: documented("node-fetch follows a {status}.", nfFetch)}},
	Location: redirect.LocationRules{
		Syntax: redirect.WHATWG, Latin1: redirect.AllIsLatin1, Repeated: redirect.Joined, Userinfo: redirect.UserinfoRefused,
		Elsewhere:       []string{"data"},
		ElsewhereReason: simulated("node-fetch takes what a data: URL holds for the response, which is not simulated here.", nfFetch),
		MissingReason:   measured("Without a Location, {status} leads nowhere: the response is handed back.", nfFetch),
		MalformedError:  "FetchError: uri requested responds with an invalid redirect URL: {location}",
		MalformedReason: measured("The Location {location} cannot be read as a URL.", nfFetch),
		SchemeError:     `TypeError: node-fetch cannot load [object Request]. URL scheme "{scheme}" is not supported.`,
		SchemeReason:    measured("node-fetch loads http, https and data, not {scheme}.", nfFetch),
		UserinfoError:   "TypeError: {location} is an url with embedded credentials.",
		UserinfoReason:  measured("The Location carries a user name or a password: an error, on the same origin too.", nfRequest),
		FragmentReason:  measured("node-fetch takes no fragment over from the URL before.", nfFetch),
	},
	Limit: redirect.Limit{
		Max: 20, Error: "FetchError: maximum redirect reached at: {href}",
		Reason: measured("follow is {limit}: one more redirect is an error.", nfDocs, nfFetch),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: []string{"content-length"},
			Reason: measured("{status} answers a POST: node-fetch goes on with GET{without-body}; Content-Type stays.", nfFetch),
		},
		{
			Statuses: []int{303}, To: "GET", DropBody: true, DropHeaders: []string{"content-length"},
			Reason: measured("303 asks for a GET: node-fetch goes on with GET{without-body}, after HEAD as well; Content-Type stays.", nfFetch),
		},
		{Statuses: []int{301, 302}, Reason: measured("{status} leaves {method} as it is{with-body}.", nfFetch)},
		{Statuses: []int{307, 308}, Reason: required(keeps307, nfFetch)},
	},
	Once: redirect.OnceRule{
		Then: redirect.OnceFails, Statuses: []int{301, 302, 307, 308},
		Error:  "FetchError: Cannot follow redirect with body being a readable stream",
		Reason: measured("The body is a stream, which can be read once only, and the status is not 303: an error.", nfFetch),
	},
	OnceMore: redirect.OnceRule{
		Kinds: []redirect.BodyKind{redirect.Text, redirect.Form, redirect.Multipart}, After: 1,
		Then: redirect.OnceFails, Statuses: []int{301, 302, 307, 308},
		Error:  "TypeError: Cannot read properties of undefined (reading 'body')",
		Reason: measured("It is the second redirect with a body, and node-fetch 3 has forgotten what it was called with: an error that no caller can catch, and that ends the program.", nfFetch, nfTwice),
	},
	Headers: []redirect.HeaderRule{{
		Names:  []string{"authorization", "www-authenticate", "cookie", "cookie2"},
		When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.OrSubdomain},
		Reason: measured("{to-host} is neither the host of {from-origin} nor below it, or the scheme is another: {header} is removed, and stays away.", nfFetch, nfIs),
		Spared: measured("The host is the same or below it, and so is the scheme: {header} stays, to another port too.", nfFetch, nfIs),
	}},
	Carries: measured("node-fetch sends the headers again on every hop, to any host.", nfFetch),
	Prepare: redirect.Preparation{
		MethodCase: redirect.Upper, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"}, TypeStays: true,
		Bodiless:      []string{"GET", "HEAD"},
		BodyError:     "TypeError: Request with GET/HEAD method cannot have body",
		UserinfoError: "TypeError: {href} is an url with embedded credentials.",
		ContentTypes: redirect.ContentTypes{
			Text: "text/plain;charset=UTF-8", Form: "application/x-www-form-urlencoded;charset=UTF-8",
			Multipart: "multipart/form-data; boundary={boundary}",
		},
		MethodReason: documented("Node writes a method in capitals.", nodeMethod),
		BodyReason:   measured("node-fetch sends no body with GET or HEAD.", nfRequest),
		Reason:       measured("node-fetch names the type of what it is given to send.", nfBody),
	},
}

func nodeFetchProfile() Profile {
	p := nodeFetchPolicy
	return Profile{
		ID: "node-fetch", Name: "node-fetch", Base: p,
		About: "The npm package node-fetch, from before Node.js had a fetch().",
		Basis: "node-fetch 3.3 and 2.7 on Node.js 20.20: recordings, documentation and source",
		Options: []Option{
			{
				Name: "redirect", Kind: Choice, Choices: []string{"follow", "manual", "error"}, Default: "follow", Source: nfDocs,
				About: "What fetch() does with a redirect.",
				apply: func(p *redirect.Policy, v any) {
					switch v {
					case "manual":
						p.Mode = redirect.HandBack
						p.ModeReason = measured("redirect is manual: the {status} is handed back.", nfDocs, nfFetch)
					case "error":
						p.Mode, p.ModeError = redirect.Refuse, "FetchError: uri requested responds with a redirect, redirect mode is set to error: {href}"
						p.ModeReason = measured("redirect is error: any redirect is an error.", nfDocs, nfFetch)
					}
				},
			},
			{
				Name: "follow", Kind: Number, Default: 20, Min: 0, Max: 1000, Source: nfDocs,
				About: "How many redirects are followed; one more is an error.",
				apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
			},
			versionOption("3", "2", nfDocs, func(p *redirect.Policy) {
				l := &p.Location
				l.Repeated, l.Elsewhere, l.Userinfo = redirect.First, nil, redirect.BasicEverywhere
				l.UserinfoReason = measured("The user in a URL becomes Basic credentials, for any host.", nf2Fetch)
				l.SchemeError = "TypeError: Only HTTP(S) protocols are supported"
				l.Schemes = redirect.ErrorsFor[string]{{For: "file", Text: nf2Relative}, {For: "javascript", Text: nf2Relative}}
				p.Prepare.UserinfoError = ""
				p.Prepare.ContentTypes.Multipart = "multipart/form-data;boundary={boundary}"
				p.OnceMore = redirect.OnceRule{
					Kinds: []redirect.BodyKind{redirect.Multipart}, Then: redirect.OnceHangs,
					Reason: measured("The form was used up by the first request: the next one announces its length and has nothing to send, so that the server waits for ever.", nf2Fetch),
				}
			}),
		},
	}
}
