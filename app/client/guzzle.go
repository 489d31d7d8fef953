package client

import "github.com/hopscope/hopscope/app/redirect"

// Guzzle, over PHP's cURL. After its manual, its source and the recordings.

var (
	guzzleOptions  = &redirect.Source{Title: "Guzzle, allow_redirects", URL: "https://docs.guzzlephp.org/en/stable/request-options.html#allow-redirects"}
	guzzleErrors   = &redirect.Source{Title: "Guzzle, http_errors", URL: "https://docs.guzzlephp.org/en/stable/request-options.html#http-errors"}
	guzzleCookies  = &redirect.Source{Title: "Guzzle, cookies", URL: "https://docs.guzzlephp.org/en/stable/request-options.html#cookies"}
	guzzleCheck    = &redirect.Source{Title: "Guzzle 7.4.5, RedirectMiddleware.php, checkRedirect", URL: "https://github.com/guzzle/guzzle/blob/7.4.5/src/RedirectMiddleware.php"}
	guzzleModify   = &redirect.Source{Title: "Guzzle 7.4.5, RedirectMiddleware.php, modifyRequest", URL: "https://github.com/guzzle/guzzle/blob/7.4.5/src/RedirectMiddleware.php"}
	guzzleTarget   = &redirect.Source{Title: "Guzzle 7.4.5, RedirectMiddleware.php, redirectUri", URL: "https://github.com/guzzle/guzzle/blob/7.4.5/src/RedirectMiddleware.php"}
	guzzleHandler  = &redirect.Source{Title: "Guzzle 7.4.5, Handler/CurlFactory.php", URL: "https://github.com/guzzle/guzzle/blob/7.4.5/src/Handler/CurlFactory.php"}
	guzzleResolver = &redirect.Source{Title: "guzzlehttp/psr7 2.4.5, UriResolver.php", URL: "https://github.com/guzzle/psr7/blob/2.4.5/src/UriResolver.php"}
)

const guzzleMalformed = `GuzzleHttp\Psr7\Exception\MalformedUriException: `

var guzzleCurlError = redirect.ErrorText(`GuzzleHttp\Exception\RequestException: cURL error 3: … for {location}`)
var guzzleFollows = measured("{status} has a Location: Guzzle goes to it, as on any status from 300 to 399.", guzzleCheck)
var guzzleSafe = []string{"GET", "HEAD", "OPTIONS"}

var guzzlePolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: guzzleFollows}, {From: 300, To: 399, OnlyWithLocation: true, Reason: guzzleFollows}},
	Location: redirect.LocationRules{
		Repeated: redirect.Joined, EmptyQuery: redirect.EmptyQueryUnseen, Userinfo: redirect.BasicEverywhere,
		UserinfoReason: measured("The user in a URL becomes Basic credentials where no Authorization is set, for any host.", guzzleHandler),
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.NoSlashes, Text: guzzleCurlError}, {For: redirect.BadIPv6, Text: guzzleCurlError}, {For: redirect.BadHost, Text: guzzleMalformed + "Invalid host: …"},
		},
		MissingReason:   measured("Without a Location to read, {status} leads nowhere: the response is handed back.", guzzleCheck),
		MalformedError:  guzzleMalformed + "Unable to parse URI: {location}",
		MalformedReason: measured("The Location {location} cannot be read as a URL.", guzzleTarget),
		SchemeError:     `GuzzleHttp\Exception\BadResponseException: Redirect URI, {location}, does not use one of the allowed redirect protocols: http, https`,
		SchemeReason:    measured("The protocols allowed are http and https, and {scheme} is none of them.", guzzleOptions, guzzleTarget),
		FragmentReason:  measured("Guzzle takes no fragment over from the URL before.", guzzleResolver),
	},
	Limit: redirect.Limit{
		Max: 5, First: true, Error: `GuzzleHttp\Exception\TooManyRedirectsException: Will not follow more than {limit} redirects`,
		Reason: measured("max is {limit}: one more redirect is an error.", guzzleOptions, guzzleSourceGuardMax),
	},
	ErrorStatus: "GuzzleHttp\\Exception\\ClientException: Client error: `{first-method} {first-url}` resulted in a `{status} …",
	ServerError: "GuzzleHttp\\Exception\\ServerException: Server error: `{first-method} {first-url}` resulted in a `{status} …",
	ErrorFrom:   400, ErrorStatusReason: measured("The {status} is the result, and http_errors makes an error of a status from 400 on.", guzzleErrors),
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{300, 301, 302, 303}, Methods: guzzleSafe, DropBody: true,
			Reason: measured("{status} leaves {method} as it is; a body is not sent again, while the headers that describe one stay.", guzzleModify),
		},
		{
			Statuses: []int{300, 301, 302, 303}, To: "GET", DropBody: true,
			Reason: measured("{status} answers a {method}: Guzzle goes on with GET{without-body}, while the headers that describe one stay.", guzzleOptions, guzzleModify),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, guzzleModify)},
		{Reason: measured("{status} leaves {method} as it is{with-body}.", guzzleModify)},
	},
	Once: redirect.OnceRule{
		Then: redirect.OnceFails, EvenIfDropping: true, Error: "RuntimeException: Cannot seek a PumpStream",
		Reason: measured("Guzzle takes the body back to its beginning on any redirect, also where the next request has none; a generator cannot be.", guzzleModify),
	},
	Headers: []redirect.HeaderRule{
		{
			Names:  []string{"authorization", "cookie"},
			When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
			Reason: measured("{to-origin} is another origin than {from-origin}: {header} is removed, and stays away.", guzzleModify),
			Spared: measured("The origin is the same, so {header} stays.", guzzleModify),
		},
		{
			Names: []string{"referer"}, When: redirect.Crossing{Always: true},
			Reason: measured("Guzzle removes a Referer set by hand on every redirect.", guzzleModify),
		},
		{
			Names: []string{"host"}, When: redirect.Crossing{Always: true},
			Reason: measured("Guzzle gives up a Host set by hand on every redirect.", guzzleModify),
		},
	},
	Carries: measured("Guzzle sends the headers again on every hop, to any host.", guzzleModify),
	Prepare: redirect.Preparation{
		Chunks: true, ZeroLength: []string{"POST", "PUT"}, TypeStays: true,
		ContentTypes: redirect.ContentTypes{
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		Reason: documented("Guzzle names the type of form_params and multipart; for a body it adds none.", &redirect.Source{Title: "Guzzle, form_params", URL: "https://docs.guzzlephp.org/en/stable/request-options.html#form-params"}),
	},
}

func guzzleProfile() Profile {
	p := guzzlePolicy
	return Profile{
		ID: "guzzle", Name: "Guzzle (PHP)", Base: p,
		About: "Guzzle's client in PHP, over its handler for cURL.",
		Basis: "Guzzle 7.4.5, recordings, documentation and source",
		Options: []Option{
			{
				Name: "strict", Kind: Flag, Default: false, Source: guzzleOptions,
				About: "Keep method and body on 300, 301 and 302.",
				apply: func(p *redirect.Policy, v any) {
					if v.(bool) {
						p.Rewrites = append([]redirect.Rewrite{{
							Statuses: []int{300, 301, 302},
							Reason:   measured("strict is true: {status} leaves {method} as it is{with-body}.", guzzleOptions, guzzleModify),
						}}, p.Rewrites...)
					}
				},
			},
			{
				Name: "max", Kind: Number, Default: 5, Min: 0, Max: 1000, Source: guzzleOptions,
				About: "How many redirects are followed; 0: none, and they are handed back.",
				apply: func(p *redirect.Policy, v any) {
					p.Limit.Max = v.(int)
					if v == 0 {
						p.Mode = redirect.HandBack
						p.ModeReason = measured("max is 0: the {status} is handed back.", guzzleSourceInvoke)
					}
				},
			},
			{
				Name: "referer", Kind: Flag, Default: false, Source: guzzleOptions,
				About: "Name the URL redirected from in Referer.",
				apply: func(p *redirect.Policy, v any) {
					if v.(bool) {
						p.Referer = redirect.RefererSameScheme
						p.RefererReason = measured("referer is true: Guzzle names the URL it was redirected from, where the scheme stays.", guzzleOptions, guzzleModify)
						p.Headers = append([]redirect.HeaderRule{}, p.Headers...)
						p.Headers[1].Reason = p.RefererReason
					}
				},
			},
			{
				Name: "cookies", Kind: Flag, Default: false, Source: guzzleCookies,
				About: "Keep the cookies that responses set, in a CookieJar.",
				apply: func(p *redirect.Policy, v any) {
					p.Cookies = redirect.CookieRule{Jar: v.(bool), Replaces: true, Reason: measured("The jar sends the cookies that were set for {to-host}, in place of those set by hand.", guzzleCookies)}
				},
			},
			{
				Name: "http_errors", Kind: Flag, Default: true, Source: guzzleErrors,
				About: "False: a status from 400 on is no error.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.ErrorStatus, p.ServerError = "", ""
					}
				},
			},
			{
				Name: "allow_redirects", Kind: Flag, Default: true, Source: guzzleOptions,
				About: "False: redirects are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Mode = redirect.HandBack
						p.ModeReason = measured("allow_redirects is false: the {status} is handed back.", guzzleOptions)
					}
				},
			},
		},
	}
}
