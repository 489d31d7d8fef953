package client

import (
	"slices"

	"github.com/hopscope/hopscope/app/redirect"
)

// axios in Node.js, which leaves redirects to follow-redirects.

var (
	axiosConfig   = &redirect.Source{Title: "axios, Request Config", URL: "https://axios-http.com/docs/req_config"}
	axiosAdapter  = &redirect.Source{Title: "axios 1.21.1, lib/adapters/http.js, dispatchBeforeRedirect", URL: "https://github.com/axios/axios/blob/v1.21.1/lib/adapters/http.js"}
	axios0Adapter = &redirect.Source{Title: "axios 0.27.2, lib/adapters/http.js", URL: "https://github.com/axios/axios/blob/v0.27.2/lib/adapters/http.js"}
	axiosDefaults = &redirect.Source{Title: "axios 1.21.1, lib/defaults/index.js", URL: "https://github.com/axios/axios/blob/v1.21.1/lib/defaults/index.js"}
	axiosSettle   = &redirect.Source{Title: "axios 1.21.1, lib/core/settle.js", URL: "https://github.com/axios/axios/blob/v1.21.1/lib/core/settle.js"}
	followProcess = &redirect.Source{Title: "follow-redirects 1.16.3, index.js, _processResponse", URL: "https://github.com/follow-redirects/follow-redirects/blob/v1.16.3/index.js"}
)

var axiosFollows = measured("{status} has a Location: follow-redirects goes to it, as on any status from 300 to 399.", followProcess)

var axiosPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: axiosFollows}, {From: 300, To: 399, OnlyWithLocation: true, Reason: axiosFollows}},
	Location: redirect.LocationRules{
		Syntax: redirect.WHATWG, EmptyIsMissing: true, EmptyQuery: redirect.EmptyQueryDropped, Latin1: redirect.AllIsLatin1, Repeated: redirect.First, MissingFails: true, HostIsBase: true,
		Userinfo:        redirect.BasicOfFirst,
		UserinfoReason:  measured("The user in the first URL becomes Basic credentials, for its own origin; one in a Location does not.", axiosAdapter),
		MissingError:    "AxiosError: Request failed with status code {status}",
		MissingReason:   measured("Without a Location to read, {status} is the result, and axios makes an error of a status outside 200 to 299.", followProcess, axiosSettle),
		MalformedError:  "Error [ERR_FR_REDIRECTION_FAILURE]: Redirected request failed: Invalid URL",
		MalformedReason: measured("The Location {location} cannot be read as a URL.", followProcess),
		SchemeError:     "Error [ERR_FR_REDIRECTION_FAILURE]: Redirected request failed: Unsupported protocol {scheme}:",
		SchemeReason:    measured("follow-redirects goes to http and https only, not to {scheme}.", followProcess),
		FragmentReason:  measured("axios takes no fragment over from the URL before.", followProcess),
	},
	Limit: redirect.Limit{
		Max: 21, First: true, Error: "Error [ERR_FR_TOO_MANY_REDIRECTS]: Maximum number of redirects exceeded",
		Reason: measured("maxRedirects is {limit}: one more redirect is an error.", axiosConfig, followProcess),
	},
	ErrorStatus:       "AxiosError: Request failed with status code {status}",
	ErrorStatusReason: measured("The {status} is the result, and axios makes an error of a status outside 200 to 299.", axiosSettle),
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: []string{"content-*"},
			Reason: measured("{status} answers a POST: the method becomes GET{without-body}, and every Content- header goes.", followProcess),
		},
		{
			Statuses: []int{303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, DropHeaders: []string{"content-*"},
			Reason: measured("303 asks for a GET: the method becomes GET{without-body}, and every Content- header goes.", followProcess),
		},
		{Statuses: []int{307, 308}, Reason: required("{status} does not let the method change: {method} goes on{with-body}.", followProcess)},
		{Reason: measured("{status} leaves {method} as it is{with-body}.", followProcess)},
	},
	Once: redirect.OnceRule{
		Reason: documented("follow-redirects keeps a copy of a stream while it is sent, and sends the copy.", followProcess),
	},
	Headers: []redirect.HeaderRule{
		{
			Names:  []string{"authorization", "cookie"},
			When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
			Reason: measured("{to-origin} is another origin than {from-origin}: axios removes {header}, and it stays away.", axiosAdapter, followProcess),
			Spared: measured("The origin is the same, so {header} stays.", axiosAdapter),
		},
		{
			Names: []string{"proxy-authorization"}, When: redirect.Crossing{Always: true},
			Reason: measured("axios removes Proxy-Authorization on every redirect.", axiosAdapter),
		},
		{
			Names: []string{"host"}, When: redirect.Crossing{Always: true},
			Reason: measured("follow-redirects gives up a Host set by hand on every redirect.", followProcess),
		},
	},
	Carries: measured("axios sends the headers again on every hop, to any host.", followProcess),
	Prepare: redirect.Preparation{
		MethodCase: redirect.Upper, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"}, EmptyType: "application/x-www-form-urlencoded",
		MethodReason: documented("axios writes a method in capitals.", axiosConfig),
		ContentTypes: redirect.ContentTypes{
			Text: "application/x-www-form-urlencoded", Form: "application/x-www-form-urlencoded;charset=utf-8",
			Multipart: "multipart/form-data; boundary={boundary}", Stream: "application/x-www-form-urlencoded",
		},
		Reason: documented("axios names this type where the program names none.", axiosDefaults),
	},
}

func axiosProfile() Profile {
	p := axiosPolicy
	return Profile{
		ID: "axios", Name: "axios (Node.js)", Base: p,
		About: "axios in Node.js, over its follow-redirects.",
		Basis: "axios 1.21 and 0.27 with follow-redirects 1.16: recordings, documentation and source",
		Options: []Option{{
			Name: "maxRedirects", Kind: Number, Default: 21, Min: 0, Max: 1000, Source: axiosConfig,
			About: "How many redirects are followed; 0: none, a redirect is an error.",
			apply: func(p *redirect.Policy, v any) {
				p.Limit.Max = v.(int)
				if v == 0 {
					p.Mode, p.ModeError = redirect.Refuse, p.ErrorStatus
					p.ModeReason = measured("maxRedirects is 0: nothing is followed, and axios makes an error of the {status}.", axiosConfig, axiosSettle)
				}
			},
		}, versionOption("1", "0.27", axiosConfig, func(p *redirect.Policy) {
			p.Prepare.ChunksForms, p.Location.Userinfo = true, redirect.BasicOnce
			p.Location.UserinfoReason = measured("The user in the first URL becomes Basic credentials, for the first request alone.", axios0Adapter)
			p.Headers = slices.DeleteFunc(slices.Clone(p.Headers), func(r redirect.HeaderRule) bool { return r.Names[0] == "proxy-authorization" })
		})},
	}
}
