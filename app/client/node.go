package client

import "github.com/hopscope/hopscope/app/redirect"

// Node.js: its built-in fetch, which is undici's. The clients from npm stand in
// files of their own.

var (
	nodeFetch     = &redirect.Source{Title: "Node.js, fetch", URL: "https://nodejs.org/api/globals.html#fetch"}
	nodeMethod    = &redirect.Source{Title: "Node.js 20, lib/_http_client.js, ClientRequest", URL: "https://github.com/nodejs/node/blob/v20.20.2/lib/_http_client.js"}
	undiciFetch   = &redirect.Source{Title: "undici 6.24, lib/web/fetch/index.js, httpRedirectFetch", URL: "https://github.com/nodejs/undici/blob/v6.24.1/lib/web/fetch/index.js"}
	undiciRequest = &redirect.Source{Title: "undici 6.24, lib/web/fetch/request.js", URL: "https://github.com/nodejs/undici/blob/v6.24.1/lib/web/fetch/request.js"}
	undiciForm    = &redirect.Source{Title: "undici, issue 4065: the Content-Type of a form after a redirect", URL: "https://github.com/nodejs/undici/issues/4065"}
	undiciBody    = &redirect.Source{Title: "undici 6.24, lib/web/fetch/body.js", URL: "https://github.com/nodejs/undici/blob/v6.24.1/lib/web/fetch/body.js"}
)

var nodePolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: documented("Node's fetch follows a {status}, as the Fetch standard has it.", undiciFetch, fetchStatuses)}},
	Location: redirect.LocationRules{
		Syntax: redirect.WHATWG, EmptyQuery: redirect.EmptyQueryDropped, Inherits: true, Repeated: redirect.Joined, Userinfo: redirect.UserinfoRefused,
		MissingReason:   measured("Without a Location to read, {status} leads nowhere: the response is handed back.", undiciFetch),
		MalformedError:  "TypeError: fetch failed (cause: TypeError: Invalid URL)",
		MalformedReason: measured("The Location {location} cannot be read as a URL.", undiciFetch),
		SchemeError:     "TypeError: fetch failed (cause: URL scheme must be a HTTP(S) scheme)",
		SchemeReason:    measured("A redirect may lead to http and https only, not to {scheme}.", undiciFetch),
		UserinfoError:   `TypeError: fetch failed (cause: cross origin not allowed for request mode "cors")`,
		UserinfoReason:  measured("The Location carries a user name or a password: an error, on the same origin too.", undiciFetch),
		FragmentReason:  measured("The Location has no fragment, so the one before is taken on.", undiciFetch, fetchLocation),
	},
	Limit: redirect.Limit{
		Max: 20, Error: "TypeError: fetch failed (cause: redirect count exceeded)",
		Reason: measured("20 redirects have been followed; one more is an error.", undiciFetch, redirectStep7),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: append([]string{"content-length"}, bodyHeaders...),
			Reason: measured("{status} answers a POST: the method becomes GET{body-goes}.", undiciFetch, redirectStep12),
		},
		{
			Statuses: []int{303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, DropHeaders: append([]string{"content-length"}, bodyHeaders...),
			Reason: measured("303 asks for a GET: the method becomes GET{body-goes}.", undiciFetch),
		},
		{Statuses: []int{301, 302, 303}, Reason: measured("{status} leaves {method} as it is.", undiciFetch, redirectStep12)},
		{Statuses: []int{307, 308}, Reason: required(keeps307, undiciFetch)},
	},
	Once: redirect.OnceRule{
		Then: redirect.OnceFails, Statuses: []int{301, 302, 307, 308}, Error: "TypeError: fetch failed (cause: Error)",
		Reason: measured("The body is a stream, which can be read once only, and the status is not 303: an error.", undiciFetch, redirectStep11),
	},
	OnceMore: redirect.OnceRule{
		Kinds: []redirect.BodyKind{redirect.Multipart}, Then: redirect.SendsRedrawn,
		Reason: measured("The form is written anew, with another boundary than Content-Type still names: no server can read it.", undiciFetch, undiciForm),
	},
	Headers: []redirect.HeaderRule{{
		Names:  []string{"authorization", "proxy-authorization", "cookie"},
		When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
		Reason: measured("{to-origin} is another origin than {from-origin}: {header} is removed, and stays away.", undiciFetch, redirectStep13),
		Spared: measured("The origin is the same, so {header} stays.", undiciFetch),
	}},
	Carries: measured("Node's fetch sends the headers again on every hop, to any host.", undiciFetch),
	Prepare: redirect.Preparation{
		MethodCase: redirect.UpperStandard, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"},
		Forbidden:     []string{"CONNECT", "TRACE", "TRACK"},
		MethodError:   "TypeError: '{method}' HTTP method is unsupported.",
		Bodiless:      []string{"GET", "HEAD"},
		BodyError:     "TypeError: Request with GET/HEAD method cannot have body.",
		UserinfoError: "TypeError: Request cannot be constructed from a URL that includes credentials: {href}",
		Unsettable:    []string{"host", "content-length"},
		ContentTypes: redirect.ContentTypes{
			Text: "text/plain;charset=UTF-8", Form: "application/x-www-form-urlencoded;charset=UTF-8",
			Multipart: "multipart/form-data; boundary={boundary}",
		},
		MethodReason: documented("Node's fetch upper-cases the usual methods, and refuses CONNECT, TRACE and TRACK.", undiciRequest, fetchMethods),
		BodyReason:   measured("Node's fetch sends no body with GET or HEAD.", undiciRequest),
		HeaderReason: measured("Node's fetch writes this header itself.", undiciFetch),
		Reason:       measured("Node's fetch names the type of what it is given to send.", undiciBody),
	},
}

func nodeProfile() Profile {
	p := nodePolicy
	return Profile{
		ID: "node", Name: "Node.js fetch", Base: p,
		About: "The fetch() built into Node.js: no page, so no CORS, no cookies of its own.",
		Basis: "Node.js 20.20 (undici 6.24): recordings, documentation and source",
		Options: []Option{{
			Name: "redirect", Kind: Choice, Choices: []string{"follow", "manual", "error"}, Default: "follow", Source: nodeFetch,
			About: "What fetch() does with a redirect.",
			apply: func(p *redirect.Policy, v any) {
				switch v {
				case "manual":
					p.Mode = redirect.HandBack
					p.ModeReason = measured("redirect is manual: the {status} is handed back, and unlike in a browser it can be read.", undiciFetch)
				case "error":
					p.Mode, p.ModeError = redirect.Refuse, "TypeError: fetch failed (cause: unexpected redirect)"
					p.ModeReason = measured("redirect is error: any redirect is an error.", undiciFetch, fetchHTTP)
				}
			},
		}},
	}
}

// versionOption chooses between two versions that are in use side by side.
func versionOption(newer, older string, source *redirect.Source, depart func(p *redirect.Policy)) Option {
	return Option{
		Name: "version", Kind: Choice, Choices: []string{newer, older}, Default: newer, Source: source,
		About: "Which version: the newer one, or the older one that is still much in use.",
		apply: func(p *redirect.Policy, v any) {
			if v == older {
				depart(p)
			}
		},
	}
}
