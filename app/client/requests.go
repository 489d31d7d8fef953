package client

import (
	"strconv"

	"github.com/hopscope/hopscope/app/redirect"
)

// Python requests, and HTTPie, which is a command line for it: after their
// documentation, the sources of 2.28.1 and 3.2.1, and recordings.

var (
	requestsSourceRebuildProxies = &redirect.Source{Title: "requests 2.28.1, sessions.py, rebuild_proxies", URL: "https://github.com/psf/requests/blob/v2.28.1/requests/sessions.py#L303"}
)

var (
	requestsDocs   = &redirect.Source{Title: "requests, Redirection and History", URL: "https://requests.readthedocs.io/en/latest/user/quickstart/#redirection-and-history"}
	requestsTarget = &redirect.Source{Title: "requests 2.28.1, sessions.py, get_redirect_target", URL: "https://github.com/psf/requests/blob/v2.28.1/requests/sessions.py#L107"}
	requestsStrip  = &redirect.Source{Title: "requests 2.28.1, sessions.py, should_strip_auth", URL: "https://github.com/psf/requests/blob/v2.28.1/requests/sessions.py#L127"}
	requestsLoop   = &redirect.Source{Title: "requests 2.28.1, sessions.py, resolve_redirects", URL: "https://github.com/psf/requests/blob/v2.28.1/requests/sessions.py#L159"}
	requestsMethod = &redirect.Source{Title: "requests 2.28.1, sessions.py, rebuild_method", URL: "https://github.com/psf/requests/blob/v2.28.1/requests/sessions.py#L332"}
	requestsAuth   = &redirect.Source{Title: "requests 2.28.1, sessions.py, rebuild_auth", URL: "https://github.com/psf/requests/blob/v2.28.1/requests/sessions.py#L283"}
	requestsModels = &redirect.Source{Title: "requests 2.28.1, models.py, PreparedRequest", URL: "https://github.com/psf/requests/blob/v2.28.1/requests/models.py"}

	pythonURLs = &redirect.Source{Title: "Python 3.11, urllib.parse, urljoin and urlsplit", URL: "https://github.com/python/cpython/blob/v3.11.2/Lib/urllib/parse.py"}
)

// requestsFaults are errors although nothing is followed: requests has the next
// request ready.
var requestsFaults = []redirect.Fault{redirect.BadIPv6}

var requestsPurged = []string{"content-length", "content-type", "transfer-encoding"}

var requestsBase = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: documented("requests follows a {status} by itself.", requestsDocs, requestsTarget)}},
	Location: redirect.LocationRules{
		NoBreaks: true, EmptyQuery: redirect.EmptyQueryUnseen, Normalizes: true, Hostless: redirect.HostlessPath,
		EmptyIsMissing: true, Repeated: redirect.Joined, Inherits: true, Userinfo: redirect.BasicOfFirst,
		UserinfoReason: measured("The user in the first URL becomes Basic credentials, which fare as an Authorization set by hand; one in a Location does not.", requestsAuth, requestsStrip),
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.BadIPv6, Text: "ValueError: Invalid IPv6 URL"},
			{For: redirect.BadHost, Text: "requests.exceptions.ConnectionError: HTTPConnectionPool(…"},
		},
		MissingReason:   measured("Without a Location to read, {status} leads nowhere: the response is handed back.", requestsTarget),
		MalformedError:  "requests.exceptions.InvalidURL: Failed to parse: {location}",
		MalformedReason: measured("The Location {location} cannot be read as a URL.", requestsLoop),
		SchemeError:     "requests.exceptions.InvalidSchema: No connection adapters were found for '{location}'",
		SchemeReason:    measured("requests has an adapter for http and https, not for {scheme}.", requestsLoop),
		FragmentReason:  measured("The Location has no fragment, so the one before is taken on.", requestsLoop, rfcLocation),
	},
	Limit: redirect.Limit{
		Max: 30, First: true, Error: "requests.exceptions.TooManyRedirects: Exceeded {limit} redirects.",
		Reason: measured("A session follows {limit} redirects; one more is an error.", requestsLoop),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: requestsPurged,
			Reason: measured("301 answers a POST: requests goes on with GET{without-body}.", requestsMethod, requestsLoop),
		},
		{
			Statuses: []int{301}, DropBody: true, DropHeaders: requestsPurged,
			Reason: measured("301 leaves {method} as it is, but requests drops a body on anything but 307 and 308.", requestsMethod, requestsLoop),
		},
		{
			Statuses: []int{302, 303}, Methods: []string{"GET", "HEAD"}, DropBody: true, DropHeaders: requestsPurged,
			Reason: measured("{status} leaves {method} as it is, but requests drops a body on anything but 307 and 308.", requestsMethod, requestsLoop),
		},
		{
			Statuses: []int{302, 303}, To: "GET", DropBody: true, DropHeaders: requestsPurged,
			Reason: measured("{status} answers a {method}: requests goes on with GET{without-body}.", requestsMethod, requestsLoop),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, requestsLoop)},
	},
	Once: redirect.OnceRule{
		Then:   redirect.SendsEmpty,
		Reason: measured("A generator is used up after the first request and cannot be rewound: the next request has an empty body, without an error.", requestsLoop),
	},
	Headers: []redirect.HeaderRule{
		{
			Names:  []string{"authorization"},
			When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort, SparesUpgrade: true},
			Reason: measured("Another host, port or scheme: requests removes Authorization, and it stays away.", requestsStrip, requestsAuth),
			Spared: measured("Same host, and same port and scheme or http to https on the default ports: Authorization stays.", requestsStrip),
		},
		{
			Names: []string{"cookie"}, When: redirect.Crossing{Always: true},
			Reason: measured("requests removes a Cookie header on every redirect and writes it anew from the session's jar, which does not know one set by hand.", requestsLoop),
		},
		{
			Names: []string{"proxy-authorization"}, When: redirect.Crossing{Always: true},
			Reason: measured("requests removes Proxy-Authorization on every redirect, and sets it again for a proxy of its own.", requestsSourceRebuildProxies),
		},
	},
	Carries: measured("requests sends the headers again on every hop, to any host.", requestsLoop),
	Cookies: redirect.CookieRule{Jar: true, Reason: measured("The session's jar sends the cookies that were set for {to-host}.", requestsLoop)},
	Prepare: redirect.Preparation{
		MethodCase: redirect.Upper, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"}, ZeroLengthAtFirst: true,
		MethodReason: documented("requests writes a method in capitals.", requestsModels),
		ContentTypes: redirect.ContentTypes{
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		Reason: documented("requests names the type of a form; for text it adds none.", requestsModels),
	},
}

// requestsPolicy is what requests does of itself.
func requestsPolicy() redirect.Policy {
	return requestsBase
}

func requestsProfile() Profile {
	return Profile{
		ID: "python-requests", Name: "Python requests", Base: requestsPolicy(),
		About: "requests.request(), which follows redirects by itself.",
		Basis: "requests 2.28.1, recordings, documentation and source",
		Options: []Option{{
			Name: "allow_redirects", Kind: Flag, Default: true, Source: requestsDocs,
			About: "False: redirects are handed back.",
			apply: func(p *redirect.Policy, v any) {
				if !v.(bool) {
					p.Mode, p.ModeFaults = redirect.HandBack, requestsFaults
					p.ModeReason = measured("allow_redirects is False: the {status} is handed back.", requestsDocs)
				}
			},
		}},
	}
}

var (
	httpieRedirects = &redirect.Source{Title: "HTTPie 3.2, HTTP redirects", URL: "https://httpie.io/docs/cli/http-redirects"}
	httpieClient    = &redirect.Source{Title: "HTTPie 3.2.1, client.py, collect_messages", URL: "https://github.com/httpie/cli/blob/3.2.1/httpie/client.py"}
)

// httpieLimit is what --max-redirects says: the redirect that makes it full is
// the error.
func httpieLimit(n int) redirect.Limit {
	return redirect.Limit{
		Max:    n - 1,
		Error:  redirect.ErrorText("Too many redirects (--max-redirects=" + strconv.Itoa(n) + "). (exit status 6)"),
		Reason: measured("The redirect that makes --max-redirects full is an error: {limit} are followed.", httpieClient),
	}
}

func httpieProfile() Profile {
	p := requestsPolicy()
	p.Limit = httpieLimit(30)
	l := &p.Location
	l.Repeated = redirect.First
	l.MalformedError = "InvalidURL: Failed to parse: {location} while doing a …"
	l.SchemeError = "InvalidSchema: No connection adapters were found for '{location}' (exit status 1)"
	l.Faults = redirect.ErrorsFor[redirect.Fault]{
		{For: redirect.BadIPv6, Text: "ValueError: Invalid IPv6 URL (exit status 1)"},
		{For: redirect.BadHost, Text: "gaierror: …(exit status 1)"},
	}
	p.Prepare.NoZeroLength = []string{"OPTIONS"}
	p.Prepare.ContentTypes = redirect.ContentTypes{
		Text: "application/json", Stream: "application/json",
		Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
	}
	p.Prepare.Reason = documented("HTTPie takes what it sends for JSON, unless a header or --form says otherwise.", httpieClient)
	return Profile{
		ID: "httpie", Name: "HTTPie", Base: p,
		About: "http --follow, the command line over Python requests.",
		Basis: "HTTPie 3.2.1 with requests 2.28.1, recordings, documentation and source",
		Options: []Option{
			{
				Name: "follow", Kind: Flag, Default: true, Source: httpieRedirects,
				About: "--follow; false: redirects are not followed.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Mode, p.ModeFaults = redirect.HandBack, requestsFaults
						p.ModeReason = measured("Without --follow the {status} is what HTTPie shows.", httpieRedirects)
					}
				},
			},
			{
				Name: "max-redirects", Kind: Number, Default: 30, Min: 0, Max: 1000, Source: httpieRedirects,
				About: "How many redirects are too many; 0: none are.",
				apply: func(p *redirect.Policy, v any) { p.Limit = httpieLimit(v.(int)) },
			},
		},
	}
}
