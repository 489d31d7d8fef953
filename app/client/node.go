package client

import "github.com/hopscope/hopscope/app/redirect"

// Node.js: its built-in fetch (undici), and axios over follow-redirects.

var (
	nodeFetch     = src("Node.js, fetch", "https://nodejs.org/api/globals.html#fetch")
	undiciFetch   = src("undici 6.24, lib/web/fetch/index.js, httpRedirectFetch", "https://github.com/nodejs/undici/blob/v6.24.1/lib/web/fetch/index.js")
	undiciRequest = src("undici 6.24, lib/web/fetch/request.js", "https://github.com/nodejs/undici/blob/v6.24.1/lib/web/fetch/request.js")
	undiciBody    = src("undici 6.24, lib/web/fetch/body.js", "https://github.com/nodejs/undici/blob/v6.24.1/lib/web/fetch/body.js")
)

func nodeProfile() Profile {
	p := redirect.Policy{
		Statuses: redirectStatuses(documented("Node's fetch follows a {status}, as the Fetch standard has it.", undiciFetch, fetchStatuses)),
		Location: redirect.LocationRules{
			Syntax: redirect.WHATWG, Inherits: true, Repeated: redirect.Joined, Userinfo: redirect.UserinfoRefused,
			MissingReason:   documented("Without a Location to read, {status} leads nowhere: the response is handed back.", undiciFetch),
			MalformedError:  "TypeError: fetch failed (cause: TypeError: Invalid URL)",
			MalformedReason: documented("The Location {location} cannot be read as a URL.", undiciFetch),
			SchemeError:     "TypeError: fetch failed (cause: URL scheme must be a HTTP(S) scheme)",
			SchemeReason:    documented("A redirect may lead to http and https only, not to {scheme}.", undiciFetch),
			UserinfoError:   `TypeError: fetch failed (cause: cross origin not allowed for request mode "cors")`,
			UserinfoReason:  documented("The Location carries a user name or a password: an error, on the same origin too.", undiciFetch),
			FragmentReason:  documented("The Location has no fragment, so the one before is taken on.", undiciFetch, fetchLocation),
		},
		Limit: redirect.Limit{
			Max: 20, Error: "TypeError: fetch failed (cause: redirect count exceeded)",
			Reason: documented("20 redirects have been followed; one more is an error.", undiciFetch, redirectStep("7")),
		},
		Rewrites: []redirect.Rewrite{
			{
				Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: append([]string{"content-length"}, bodyHeaders...),
				Reason: documented("{status} answers a POST: the method becomes GET{body-goes}.", undiciFetch, redirectStep("12")),
			},
			{
				Statuses: []int{303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, DropHeaders: append([]string{"content-length"}, bodyHeaders...),
				Reason: documented("303 asks for a GET: the method becomes GET{body-goes}.", undiciFetch),
			},
			{Statuses: []int{301, 302, 303}, Reason: documented("{status} leaves {method} as it is.", undiciFetch, redirectStep("12"))},
			keeps307(undiciFetch),
		},
		Once: redirect.OnceRule{
			Then: redirect.OnceFails, Statuses: []int{301, 302, 307, 308}, Error: "TypeError: fetch failed",
			Reason: documented("The body is a stream, which can be read once only, and the status is not 303: an error.", undiciFetch, redirectStep("11")),
		},
		Headers: []redirect.HeaderRule{{
			Names:  []string{"authorization", "proxy-authorization", "cookie"},
			When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
			Reason: documented("{to-origin} is another origin than {from-origin}: {header} is removed, and stays away.", undiciFetch, redirectStep("13")),
			Spared: documented("The origin is the same, so {header} stays.", undiciFetch),
		}},
		Carries: documented("Node's fetch sends the headers again on every hop, to any host.", undiciFetch),
		Prepare: redirect.Preparation{
			MethodCase: redirect.UpperStandard, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"},
			Forbidden:     []string{"CONNECT", "TRACE", "TRACK"},
			MethodError:   "TypeError: '{method}' HTTP method is unsupported.",
			Bodiless:      []string{"GET", "HEAD"},
			BodyError:     "TypeError: Request with GET/HEAD method cannot have body.",
			UserinfoError: "TypeError: Request cannot be constructed from a URL that includes credentials",
			Unsettable:    []string{"host", "content-length"},
			ContentTypes: map[redirect.BodyKind]string{
				redirect.Text: "text/plain;charset=UTF-8", redirect.Form: "application/x-www-form-urlencoded;charset=UTF-8",
				redirect.Multipart: "multipart/form-data; boundary={boundary}",
			},
			MethodReason: documented("Node's fetch upper-cases the usual methods, and refuses CONNECT, TRACE and TRACK.", undiciRequest, fetchMethods),
			BodyReason:   documented("Node's fetch sends no body with GET or HEAD.", undiciRequest),
			HeaderReason: documented("Node's fetch writes this header itself.", undiciFetch),
			Reason:       documented("Node's fetch names the type of what it is given to send.", undiciBody),
		},
	}
	return Profile{
		ID: "node", Name: "Node.js fetch", Base: p,
		About: "The fetch() built into Node.js: no page, so no CORS, no cookies of its own.",
		Basis: "Node.js 20.20 (undici 6.24), documentation and source",
		Options: []Option{{
			Name: "redirect", Kind: Choice, Choices: []string{"follow", "manual", "error"}, Default: "follow", Source: nodeFetch,
			About: "What fetch() does with a redirect.",
			apply: func(p *redirect.Policy, v any) {
				switch v {
				case "manual":
					p.Mode = redirect.HandBack
					p.ModeReason = documented("redirect is manual: the {status} is handed back, and unlike in a browser it can be read.", undiciFetch)
				case "error":
					p.Mode, p.ModeError = redirect.Refuse, "TypeError: fetch failed (cause: unexpected redirect)"
					p.ModeReason = documented("redirect is error: any redirect is an error.", undiciFetch, fetchHTTP)
				}
			},
		}},
	}
}

var (
	axiosConfig   = src("axios, Request Config", "https://axios-http.com/docs/req_config")
	axiosAdapter  = src("axios 1.21.1, lib/adapters/http.js, dispatchBeforeRedirect", "https://github.com/axios/axios/blob/v1.21.1/lib/adapters/http.js")
	axiosDefaults = src("axios 1.21.1, lib/defaults/index.js", "https://github.com/axios/axios/blob/v1.21.1/lib/defaults/index.js")
	axiosSettle   = src("axios 1.21.1, lib/core/settle.js", "https://github.com/axios/axios/blob/v1.21.1/lib/core/settle.js")
	followProcess = src("follow-redirects 1.16.3, index.js, _processResponse", "https://github.com/follow-redirects/follow-redirects/blob/v1.16.3/index.js")
)

func axiosProfile() Profile {
	follows := documented("{status} has a Location: follow-redirects goes to it, as on any status from 300 to 399.", followProcess)
	p := redirect.Policy{
		Statuses: append(redirectStatuses(follows), redirect.StatusRule{From: 300, To: 399, OnlyWithLocation: true, Reason: follows}),
		Location: redirect.LocationRules{
			Syntax: redirect.WHATWG, EmptyIsMissing: true, Repeated: redirect.First, MissingFails: true, HostIsBase: true,
			Userinfo:        redirect.BasicOfFirst,
			UserinfoReason:  documented("The user in the first URL becomes Basic credentials, for its own origin; one in a Location does not.", axiosAdapter),
			MissingError:    "AxiosError: Request failed with status code {status}",
			MissingReason:   documented("Without a Location to read, {status} is the result, and axios makes an error of a status outside 200 to 299.", followProcess, axiosSettle),
			MalformedError:  "Error [ERR_FR_REDIRECTION_FAILURE]: Redirected request failed: Invalid URL",
			MalformedReason: documented("The Location {location} cannot be read as a URL.", followProcess),
			SchemeError:     "Error [ERR_FR_REDIRECTION_FAILURE]: Redirected request failed: Unsupported protocol {scheme}:",
			SchemeReason:    documented("follow-redirects goes to http and https only, not to {scheme}.", followProcess),
			FragmentReason:  documented("axios takes no fragment over from the URL before.", followProcess),
		},
		Limit: redirect.Limit{
			Max: 21, First: true, Error: "Error [ERR_FR_TOO_MANY_REDIRECTS]: Maximum number of redirects exceeded",
			Reason: documented("maxRedirects is {limit}: one more redirect is an error.", axiosConfig, followProcess),
		},
		ErrorStatus:       "AxiosError: Request failed with status code {status}",
		ErrorStatusReason: documented("The {status} is the result, and axios makes an error of a status outside 200 to 299.", axiosSettle),
		Rewrites: []redirect.Rewrite{
			{
				Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: []string{"content-*"},
				Reason: documented("{status} answers a POST: the method becomes GET{without-body}, and every Content- header goes.", followProcess),
			},
			{
				Statuses: []int{303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, DropHeaders: []string{"content-*"},
				Reason: documented("303 asks for a GET: the method becomes GET{without-body}, and every Content- header goes.", followProcess),
			},
			{Statuses: []int{307, 308}, Reason: required("{status} does not let the method change: {method} goes on{with-body}.", followProcess)},
			{Reason: documented("{status} leaves {method} as it is{with-body}.", followProcess)},
		},
		Once: redirect.OnceRule{
			Reason: documented("follow-redirects keeps a copy of a stream while it is sent, and sends the copy.", followProcess),
		},
		Headers: []redirect.HeaderRule{
			{
				Names:  []string{"authorization", "cookie"},
				When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
				Reason: documented("{to-origin} is another origin than {from-origin}: axios removes {header}, and it stays away.", axiosAdapter, followProcess),
				Spared: documented("The origin is the same, so {header} stays.", axiosAdapter),
			},
			{
				Names: []string{"proxy-authorization"}, When: redirect.Crossing{Always: true},
				Reason: documented("axios removes Proxy-Authorization on every redirect.", axiosAdapter),
			},
			{
				Names: []string{"host"}, When: redirect.Crossing{Always: true},
				Reason: documented("follow-redirects gives up a Host set by hand on every redirect.", followProcess),
			},
		},
		Carries: documented("axios sends the headers again on every hop, to any host.", followProcess),
		Prepare: redirect.Preparation{
			MethodCase: redirect.Upper, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"}, EmptyType: "application/x-www-form-urlencoded",
			MethodReason: documented("axios writes a method in capitals.", axiosConfig),
			ContentTypes: map[redirect.BodyKind]string{
				redirect.Text: "application/x-www-form-urlencoded", redirect.Form: "application/x-www-form-urlencoded;charset=utf-8",
				redirect.Multipart: "multipart/form-data; boundary={boundary}", redirect.Stream: "application/x-www-form-urlencoded",
			},
			Reason: documented("axios names this type where the program names none.", axiosDefaults),
		},
	}
	return Profile{
		ID: "axios", Name: "axios (Node.js)", Base: p,
		About: "axios in Node.js, over its follow-redirects.",
		Basis: "axios 1.21 with follow-redirects 1.16, documentation and source",
		Options: []Option{{
			Name: "maxRedirects", Kind: Number, Default: 21, Min: 0, Max: 1000, Source: axiosConfig,
			About: "How many redirects are followed; 0: none, a redirect is an error.",
			apply: func(p *redirect.Policy, v any) {
				p.Limit.Max = v.(int)
				if v == 0 {
					p.Mode, p.ModeError = redirect.Refuse, p.ErrorStatus
					p.ModeReason = documented("maxRedirects is 0: nothing is followed, and axios makes an error of the {status}.", axiosConfig, axiosSettle)
				}
			},
		}},
	}
}
