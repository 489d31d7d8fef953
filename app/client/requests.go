package client

import "github.com/hopscope/hopscope/app/redirect"

// Python requests, after its documentation and the source of 2.28.1.

var (
	requestsDocs   = src("requests, Redirection and History", "https://requests.readthedocs.io/en/latest/user/quickstart/#redirection-and-history")
	requestsTarget = requestsSource("get_redirect_target", "107")
	requestsStrip  = requestsSource("should_strip_auth", "127")
	requestsLoop   = requestsSource("resolve_redirects", "159")
	requestsMethod = requestsSource("rebuild_method", "332")
	requestsAuth   = requestsSource("rebuild_auth", "283")
)

// requestsSource cites a function of requests/sessions.py.
func requestsSource(name, line string) redirect.Source {
	return src("requests 2.28.1, sessions.py, "+name, "https://github.com/psf/requests/blob/v2.28.1/requests/sessions.py#L"+line)
}

func requestsProfile() Profile {
	purged := []string{"content-length", "content-type", "transfer-encoding"}
	p := redirect.Policy{
		Statuses: redirectStatuses(documented("requests follows a {status} by itself.", requestsDocs, requestsTarget)),
		Location: redirect.LocationRules{
			EmptyIsMissing: true, Repeated: redirect.Joined, Inherits: true, Userinfo: redirect.BasicOfFirst,
			UserinfoReason: documented("The user in the first URL becomes Basic credentials, which fare as an Authorization set by hand; one in a Location does not.", requestsAuth, requestsStrip),
			Faults: map[redirect.Fault]redirect.ErrorText{
				redirect.BadIPv6:   "ValueError: Invalid IPv6 URL",
				redirect.NoSlashes: "requests.exceptions.InvalidURL: No host specified.",
			},
			MissingReason:   documented("Without a Location to read, {status} leads nowhere: the response is handed back.", requestsTarget),
			MalformedError:  "requests.exceptions.InvalidURL: Failed to parse: {location}",
			MalformedReason: documented("The Location {location} cannot be read as a URL.", requestsLoop),
			SchemeError:     "requests.exceptions.InvalidSchema: No connection adapters were found for '{location}'",
			SchemeReason:    documented("requests has an adapter for http and https, not for {scheme}.", requestsLoop),
			FragmentReason:  documented("The Location has no fragment, so the one before is taken on.", requestsLoop, rfcLocation),
		},
		Limit: redirect.Limit{
			Max: 30, First: true, Error: "requests.exceptions.TooManyRedirects: Exceeded {limit} redirects.",
			Reason: documented("A session follows {limit} redirects; one more is an error.", requestsLoop),
		},
		Rewrites: []redirect.Rewrite{
			{
				Statuses: []int{301}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: purged,
				Reason: documented("301 answers a POST: requests goes on with GET{without-body}.", requestsMethod, requestsLoop),
			},
			{
				Statuses: []int{301}, DropBody: true, DropHeaders: purged,
				Reason: documented("301 leaves {method} as it is, but requests drops a body on anything but 307 and 308.", requestsMethod, requestsLoop),
			},
			{
				Statuses: []int{302, 303}, Methods: []string{"GET", "HEAD"}, DropBody: true, DropHeaders: purged,
				Reason: documented("{status} leaves {method} as it is, but requests drops a body on anything but 307 and 308.", requestsMethod, requestsLoop),
			},
			{
				Statuses: []int{302, 303}, To: "GET", DropBody: true, DropHeaders: purged,
				Reason: documented("{status} answers a {method}: requests goes on with GET{without-body}.", requestsMethod, requestsLoop),
			},
			keeps307(requestsLoop),
		},
		Once: redirect.OnceRule{
			Then:   redirect.SendsEmpty,
			Reason: documented("A generator is used up after the first request and cannot be rewound: the next request has an empty body, without an error.", requestsLoop),
		},
		Headers: []redirect.HeaderRule{
			{
				Names:  []string{"authorization"},
				When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort, SparesUpgrade: true},
				Reason: documented("Another host, port or scheme: requests removes Authorization, and it stays away.", requestsStrip, requestsAuth),
				Spared: documented("Same host, and same port and scheme or http to https on the default ports: Authorization stays.", requestsStrip),
			},
			{
				Names: []string{"cookie"}, When: redirect.Crossing{Always: true},
				Reason: documented("requests removes a Cookie header on every redirect and writes it anew from the session's jar, which does not know one set by hand.", requestsLoop),
			},
			{
				Names: []string{"proxy-authorization"}, When: redirect.Crossing{Always: true},
				Reason: documented("requests removes Proxy-Authorization on every redirect, and sets it again for a proxy of its own.", requestsSource("rebuild_proxies", "303")),
			},
		},
		Carries: documented("requests sends the headers again on every hop, to any host.", requestsLoop),
		Cookies: redirect.CookieRule{Jar: true, Reason: documented("The session's jar sends the cookies that were set for {to-host}.", requestsLoop)},
		Prepare: redirect.Preparation{
			MethodCase: redirect.Upper, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"}, ZeroLengthAtFirst: true,
			MethodReason: documented("requests writes a method in capitals.", src("requests 2.28.1, models.py, prepare_method", "https://github.com/psf/requests/blob/v2.28.1/requests/models.py")),
			ContentTypes: map[redirect.BodyKind]string{
				redirect.Form: "application/x-www-form-urlencoded", redirect.Multipart: "multipart/form-data; boundary={boundary}",
			},
			Reason: documented("requests names the type of a form; for text it adds none.", src("requests 2.28.1, models.py, prepare_body", "https://github.com/psf/requests/blob/v2.28.1/requests/models.py")),
		},
	}
	return Profile{
		ID: "python-requests", Name: "Python requests", Base: p,
		About: "requests.request(), which follows redirects by itself.",
		Basis: "requests 2.28.1, documentation and source",
		Options: []Option{{
			Name: "allow_redirects", Kind: Flag, Default: true, Source: requestsDocs,
			About: "False: redirects are handed back.",
			apply: func(p *redirect.Policy, v any) {
				if !v.(bool) {
					p.Mode = redirect.HandBack
					p.ModeReason = documented("allow_redirects is False: the {status} is handed back.", requestsDocs)
				}
			},
		}},
	}
}
