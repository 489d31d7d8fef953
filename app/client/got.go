package client

import "github.com/hopscope/hopscope/app/redirect"

// Got, which keeps the method on anything but 303.

var (
	gotOptions   = &redirect.Source{Title: "Got 14.6.6, Options, followRedirect and methodRewriting", URL: "https://github.com/sindresorhus/got/blob/v14.6.6/documentation/2-options.md#methodrewriting"}
	gotRedirects = &redirect.Source{Title: "Got 14.6.6, Options, maxRedirects", URL: "https://github.com/sindresorhus/got/blob/v14.6.6/documentation/2-options.md#maxredirects"}
	gotResponse  = &redirect.Source{Title: "Got 14.6.6, source/core/index.ts, _onResponseBase", URL: "https://github.com/sindresorhus/got/blob/v14.6.6/source/core/index.ts"}
	gotBody      = &redirect.Source{Title: "Got 14.6.6, source/core/index.ts, _finalizeBody", URL: "https://github.com/sindresorhus/got/blob/v14.6.6/source/core/index.ts"}
	gotOk        = &redirect.Source{Title: "Got 14.6.6, source/core/response.ts, isResponseOk", URL: "https://github.com/sindresorhus/got/blob/v14.6.6/source/core/response.ts"}
	gotForm      = &redirect.Source{Title: "Got, issue 1271: a FormData and a redirect", URL: "https://github.com/sindresorhus/got/issues/1271"}
)

var gotFollows = measured("{status} has a Location: Got goes to it.", gotResponse)
var gotFailed = redirect.ErrorText("HTTPError: Request failed with status code {status} ({phrase|…}): {method} {href}")

var gotPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: gotFollows},
		{From: 300, To: 300, OnlyWithLocation: true, Reason: gotFollows},
		{From: 304, To: 304, OnlyWithLocation: true, Reason: measured("304 is no redirect, but with a Location Got follows it all the same.", gotResponse)},
	},
	Location: redirect.LocationRules{
		Syntax: redirect.WHATWG, EmptyIsMissing: true, EmptyQuery: redirect.EmptyQueryDropped, Repeated: redirect.First, MissingFails: true,
		Userinfo:        redirect.BasicOfOrigin,
		UserinfoReason:  measured("The user in the URL becomes Basic credentials, for its host and port; one in a Location counts where it leads to another host or port.", gotResponse),
		MissingError:    gotFailed,
		MissingReason:   measured("Without a Location to read, {status} is the result, and Got makes an error of a status outside 200 to 299.", gotResponse, gotOk),
		MalformedError:  "RequestError: Invalid URL",
		MalformedReason: measured("The Location {location} cannot be read as a URL.", gotResponse),
		SchemeError:     "RequestError: Unsupported protocol: {scheme}:",
		SchemeReason:    measured("Got goes to http and https, not to {scheme}.", gotResponse),
		FragmentReason:  measured("Got takes no fragment over from the URL before.", gotResponse),
	},
	Limit: redirect.Limit{
		Max: 10, First: true, Error: "MaxRedirectsError: Redirected {limit} times. Aborting.",
		Reason: measured("maxRedirects is {limit}: one more redirect is an error.", gotRedirects, gotResponse),
	},
	ErrorStatus:       gotFailed,
	ErrorStatusReason: measured("The {status} is the result, and Got makes an error of a status outside 200 to 299.", gotOk),
	NoErrors:          []int{304},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, DropHeaders: []string{"content-length"},
			Reason: measured("303 asks for a GET: Got goes on with GET{without-body}; Content-Type stays.", gotOptions, gotResponse),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, gotResponse)},
		{Reason: measured("{status} leaves {method} as it is{with-body}: Got rewrites on 303 alone.", gotOptions, gotResponse)},
	},
	Once: redirect.OnceRule{
		Then:   redirect.SendsNone,
		Reason: measured("The stream was used up by the first request: the next one has no body, without an error.", gotResponse),
	},
	OnceMore: redirect.OnceRule{
		Kinds: []redirect.BodyKind{redirect.Multipart}, Then: redirect.OnceHangs,
		Reason: measured("The form was used up by the first request: the next one announces its length and has nothing to send, so that the server waits for ever.", gotBody, gotForm),
	},
	Headers: []redirect.HeaderRule{{
		Names:  []string{"authorization", "cookie", "host"},
		When:   redirect.Crossing{Host: redirect.SameHost, Port: redirect.WrittenPort},
		Reason: measured("Another host or port than {from-origin}: Got removes {header}, and it stays away.", gotResponse),
		Spared: measured("Host and port are the same, so {header} stays; Got does not look at the scheme.", gotResponse),
	}},
	Carries: measured("Got sends the headers again on every hop, to any host.", gotResponse),
	Prepare: redirect.Preparation{
		MethodCase: redirect.Upper, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"}, TypeStays: true,
		Bodiless:  []string{"GET", "HEAD", "TRACE"},
		BodyError: "RequestError: The `{method}` method cannot be used with a body",
		ContentTypes: redirect.ContentTypes{
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		MethodReason: documented("Got writes a method in capitals.", &redirect.Source{Title: "Got 14.6.6, source/core/options.ts, method", URL: "https://github.com/sindresorhus/got/blob/v14.6.6/source/core/options.ts"}),
		BodyReason:   measured("Got sends no body with {method}.", gotBody),
		Reason:       documented("Got names the type of a form; for text it adds none.", gotBody),
	},
}

func gotProfile() Profile {
	p := gotPolicy
	return Profile{
		ID: "got", Name: "Got", Base: p,
		About: "The npm package got.",
		Basis: "Got 14.6 on Node.js 20.20: recordings, documentation and source",
		Options: []Option{
			{
				Name: "methodRewriting", Kind: Flag, Default: false, Source: gotOptions,
				About: "Any redirect but 307 and 308 makes it a GET, as browsers and curl do.",
				apply: func(p *redirect.Policy, v any) {
					if v.(bool) {
						p.Rewrites = append([]redirect.Rewrite{{
							Statuses: []int{300, 301, 302, 303, 304}, To: "GET", DropBody: true, DropHeaders: []string{"content-length"},
							Reason: measured("methodRewriting is on, and {status} answers a {method}: Got goes on with GET{without-body}; Content-Type stays.", gotOptions, gotResponse),
						}}, p.Rewrites...)
					}
				},
			},
			{
				Name: "maxRedirects", Kind: Number, Default: 10, Min: 0, Max: 1000, Source: gotRedirects,
				About: "How many redirects are followed; one more is an error.",
				apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
			},
			{
				Name: "followRedirect", Kind: Flag, Default: true, Source: gotOptions,
				About: "False: redirects are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Mode, p.ModeNeedsLocation, p.ErrorFrom = redirect.HandBack, true, 400
						p.ModeReason = measured("followRedirect is false: the {status} is handed back, without an error.", gotOptions, gotResponse, gotOk)
					}
				},
			},
		},
	}
}
