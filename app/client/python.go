package client

import "github.com/hopscope/hopscope/app/redirect"

// httpx, aiohttp and Python's own urllib, after their documentation, the sources
// of 0.23.3, 3.8.4 and 3.11.2, and recordings. requests has a file of its own.

var (
	httpxSourceBuildRequestAuth     = &redirect.Source{Title: "httpx 0.23.3, _client.py, _build_request_auth", URL: "https://github.com/encode/httpx/blob/0.23.3/httpx/_client.py"}
	httpxSourceBuildRedirectRequest = &redirect.Source{Title: "httpx 0.23.3, _client.py, _build_redirect_request", URL: "https://github.com/encode/httpx/blob/0.23.3/httpx/_client.py"}
)

var (
	httpxDocs     = &redirect.Source{Title: "httpx, Redirection and history", URL: "https://www.python-httpx.org/quickstart/#redirection-and-history"}
	httpxAPI      = &redirect.Source{Title: "httpx, Client", URL: "https://www.python-httpx.org/api/#client"}
	httpxMethod   = &redirect.Source{Title: "httpx 0.23.3, _client.py, _redirect_method", URL: "https://github.com/encode/httpx/blob/0.23.3/httpx/_client.py"}
	httpxURL      = &redirect.Source{Title: "httpx 0.23.3, _client.py, _redirect_url", URL: "https://github.com/encode/httpx/blob/0.23.3/httpx/_client.py"}
	httpxHeaders  = &redirect.Source{Title: "httpx 0.23.3, _client.py, _redirect_headers", URL: "https://github.com/encode/httpx/blob/0.23.3/httpx/_client.py"}
	httpxStream   = &redirect.Source{Title: "httpx 0.23.3, _client.py, _redirect_stream", URL: "https://github.com/encode/httpx/blob/0.23.3/httpx/_client.py"}
	httpxSending  = &redirect.Source{Title: "httpx 0.23.3, _client.py, _send_handling_redirects", URL: "https://github.com/encode/httpx/blob/0.23.3/httpx/_client.py"}
	httpxEncoding = &redirect.Source{Title: "httpx 0.23.3, _content.py, encode_request", URL: "https://github.com/encode/httpx/blob/0.23.3/httpx/_content.py"}
)

var httpxFraming = []string{"content-length", "transfer-encoding"}
var httpxOrigin = redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort}
var httpxUpgrade = redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort, SparesUpgrade: true}

var httpxPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: documented("httpx follows a {status} that has a Location.", httpxDocs, httpxSending)}},
	Location: redirect.LocationRules{
		Hostless: redirect.HostlessHere, Repeated: redirect.Joined, Inherits: true, Userinfo: redirect.BasicOfFirst,
		UserinfoReason: measured("The user in the first URL becomes Basic credentials, which fare as an Authorization set by hand; one in a Location does not.", httpxSourceBuildRequestAuth),
		Faults:         redirect.ErrorsFor[redirect.Fault]{{For: redirect.BigPort, Text: "httpx.ConnectError: …"}},
		MissingReason:  measured("Without a Location {status} leads nowhere: the response is handed back.", httpxSending),
		MalformedError: "httpx.RemoteProtocolError: Invalid URL in location header: …",
		// Any other host that is not valid becomes the one it came from.
		MalformedReason: measured("Nothing can listen at the port of the Location {location}.", httpxURL),
		SchemeError:     "httpx.UnsupportedProtocol: Request URL has an unsupported protocol '{scheme}://'.",
		SchemeReason:    measured("httpx speaks http and https, not {scheme}.", httpxSending),
		FragmentReason:  measured("The Location has no fragment, so the one before is taken on.", httpxURL, rfcLocation),
	},
	Limit: redirect.Limit{
		Max: 20, Error: "httpx.TooManyRedirects: Exceeded maximum allowed redirects.",
		Reason: measured("max_redirects is {limit}: one more redirect is an error.", httpxAPI, httpxSending),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: httpxFraming,
			Reason: measured("301 answers a POST: httpx goes on with GET{without-body}, but keeps its Content-Type.", httpxMethod, httpxStream, httpxHeaders),
		},
		{
			Statuses: []int{302, 303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, DropHeaders: httpxFraming,
			Reason: measured("{status} answers a {method}: httpx goes on with GET{without-body}, but keeps its Content-Type.", httpxMethod, httpxStream, httpxHeaders),
		},
		{Statuses: []int{301, 302, 303}, Reason: measured("{status} leaves {method} as it is{with-body}.", httpxMethod, httpxStream)},
		{Statuses: []int{307, 308}, Reason: required(keeps307, httpxMethod)},
	},
	Once: redirect.OnceRule{
		Then: redirect.OnceFails, Error: "httpx.StreamConsumed: Attempted to read or stream some content, but the content has already been streamed. …",
		Reason: measured("A generator is used up after the first request: httpx cannot send the body again.", httpxStream),
	},
	Headers: []redirect.HeaderRule{
		{
			Names: []string{"authorization"}, When: httpxUpgrade,
			Reason: measured("{to-origin} is another origin than {from-origin}: httpx removes Authorization, and it stays away.", httpxHeaders),
			Spared: measured("Same origin, or http to https on the default ports of one host: Authorization stays.", httpxHeaders),
		},
		{
			Names: []string{"host"}, When: httpxOrigin,
			Reason: measured("At another origin httpx writes Host anew.", httpxHeaders),
			Spared: measured("The origin is the same, so the Host set by hand stays.", httpxHeaders),
		},
		{
			Names: []string{"cookie"}, When: redirect.Crossing{Always: true},
			Reason: measured("httpx removes a Cookie header on every redirect and writes it anew from the client's jar, which does not know one set by hand.", httpxHeaders),
		},
	},
	Carries: measured("httpx sends the headers again on every hop, to any host.", httpxHeaders),
	Cookies: redirect.CookieRule{Jar: true, Reason: measured("The client's jar sends the cookies that were set for {to-host}.", httpxSourceBuildRedirectRequest)},
	Prepare: redirect.Preparation{
		MethodCase: redirect.Upper, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"}, TypeStays: true,
		MethodReason: documented("httpx writes a method in capitals.", &redirect.Source{Title: "httpx 0.23.3, _models.py, Request", URL: "https://github.com/encode/httpx/blob/0.23.3/httpx/_models.py"}),
		ContentTypes: redirect.ContentTypes{
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		Reason: documented("httpx names the type of a form; for text it adds none.", httpxEncoding),
	},
}

func httpxProfile() Profile {
	p := httpxPolicy
	return Profile{
		ID: "python-httpx", Name: "Python httpx", Base: p,
		About: "httpx.Client(follow_redirects=True).",
		Basis: "httpx 0.23.3, recordings, documentation and source",
		Options: []Option{
			{
				Name: "follow_redirects", Kind: Flag, Default: true, Source: httpxDocs,
				About: "False, as it is where nothing is said: redirects are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Mode = redirect.HandBack
						p.ModeReason = measured("follow_redirects is False: the {status} is handed back.", httpxDocs)
					}
				},
			},
			limitOption("max_redirects", 20, httpxAPI),
		},
	}
}

// limitOption is how many redirects are followed.
func limitOption(name string, standard int, source *redirect.Source) Option {
	return Option{
		Name: name, Kind: Number, Default: standard, Min: 0, Max: 1000, Source: source,
		About: "How many redirects are followed.",
		apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
	}
}

var (
	aiohttpDocs    = &redirect.Source{Title: "aiohttp 3.8.4, ClientSession.request", URL: "https://docs.aiohttp.org/en/v3.8.4/client_reference.html#aiohttp.ClientSession.request"}
	aiohttpJar     = &redirect.Source{Title: "aiohttp 3.8.4, CookieJar", URL: "https://docs.aiohttp.org/en/v3.8.4/client_reference.html#aiohttp.CookieJar"}
	aiohttpClient  = &redirect.Source{Title: "aiohttp 3.8.4, client.py, ClientSession._request", URL: "https://github.com/aio-libs/aiohttp/blob/v3.8.4/aiohttp/client.py"}
	aiohttpRequest = &redirect.Source{Title: "aiohttp 3.8.4, client_reqrep.py, ClientRequest", URL: "https://github.com/aio-libs/aiohttp/blob/v3.8.4/aiohttp/client_reqrep.py"}
	yarlURL        = &redirect.Source{Title: "yarl 1.8.2, _url.py, URL", URL: "https://github.com/aio-libs/yarl/blob/v1.8.2/yarl/_url.py"}
)

var aiohttpFraming = []string{"content-length"}

var aiohttpPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: documented("aiohttp follows a {status} by itself.", aiohttpDocs, aiohttpClient)}},
	Location: redirect.LocationRules{
		NoBreaks: true, EmptyQuery: redirect.EmptyQueryUnseen, Normalizes: true, EmptyIsMissing: true, Repeated: redirect.First, Userinfo: redirect.BasicOfSession,
		UserinfoReason: measured("The user in a URL, the first or that of a Location, becomes Basic credentials, until the origin is another.", aiohttpClient),
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.NoHost, Text: "ValueError: URL should be absolute"}, {For: redirect.NoSlashes, Text: "ValueError: URL should be absolute"},
			{For: redirect.BadHost, Text: "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host …"},
		},
		MissingReason:   measured("Without a Location to read, {status} leads nowhere: the response is handed back.", aiohttpClient),
		MalformedError:  "aiohttp.client_exceptions.InvalidURL: {location}",
		MalformedReason: measured("The Location {location} leads to no server.", aiohttpClient, yarlURL),
		SchemeError:     "ValueError: Can redirect only to http or https",
		SchemeReason:    measured("aiohttp goes to http and https, not to {scheme}.", aiohttpClient),
		FragmentReason:  measured("aiohttp takes no fragment over from the URL before.", aiohttpClient),
	},
	Limit: aiohttpLimit(10),
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: aiohttpFraming,
			Reason: measured("{status} answers a POST: aiohttp goes on with GET{without-body}. A Content-Type set by hand stays.", aiohttpClient),
		},
		{
			Statuses: []int{303}, Methods: []string{"HEAD"}, Except: true, To: "GET", DropBody: true, DropHeaders: aiohttpFraming,
			Reason: measured("303 asks for a GET: aiohttp goes on with it{without-body}. A Content-Type set by hand stays.", aiohttpClient),
		},
		{Statuses: []int{301, 302, 303}, Reason: measured("{status} leaves {method} as it is{with-body}.", aiohttpClient)},
		{Statuses: []int{307, 308}, Reason: required(keeps307, aiohttpClient)},
	},
	Once: redirect.OnceRule{
		Then:   redirect.SendsEmpty,
		Reason: measured("A generator is used up after the first request: the next one has an empty body, without an error.", aiohttpRequest),
	},
	Headers: []redirect.HeaderRule{{
		Names:  []string{"authorization", "cookie", "proxy-authorization"},
		When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
		Reason: measured("{to-origin} is another origin than {from-origin}: aiohttp removes {header}, and it stays away.", aiohttpClient),
		Spared: measured("The origin is the same, so {header} stays.", aiohttpClient),
	}},
	Carries: measured("aiohttp sends the headers again on every hop, to any host.", aiohttpClient),
	Cookies: redirect.CookieRule{
		Jar: true, NamedHosts: true, Merges: true,
		Reason: documented("The session's jar sends the cookies that were set for {to-host}, unless that is an IP address.", aiohttpJar, aiohttpRequest),
	},
	Prepare: redirect.Preparation{
		MethodCase: redirect.Upper, Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"}, EmptyType: "application/octet-stream",
		ZeroLengthAtFirst: true, NoZeroLength: []string{"OPTIONS", "TRACE"},
		MethodReason: documented("aiohttp writes a method in capitals.", aiohttpRequest),
		ContentTypes: redirect.ContentTypes{
			Text: "text/plain; charset=utf-8", Stream: "application/octet-stream",
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		Reason: documented("aiohttp names the type of what it is given to send.", aiohttpRequest),
	},
}

func aiohttpProfile() Profile {
	p := aiohttpPolicy
	return Profile{
		ID: "python-aiohttp", Name: "Python aiohttp", Base: p,
		About: "A request of an aiohttp.ClientSession, which follows redirects by itself.",
		Basis: "aiohttp 3.8.4, recordings, documentation and source",
		Options: []Option{
			{
				Name: "allow_redirects", Kind: Flag, Default: true, Source: aiohttpDocs,
				About: "False: redirects are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Mode = redirect.HandBack
						p.ModeReason = measured("allow_redirects is False: the {status} is handed back.", aiohttpDocs)
					}
				},
			},
			{
				Name: "max_redirects", Kind: Number, Default: 10, Min: 0, Max: 1000, Source: aiohttpDocs,
				About: "How many redirects are too many; 0: none are.",
				apply: func(p *redirect.Policy, v any) { p.Limit = aiohttpLimit(v.(int)) },
			},
		},
	}
}

// aiohttpLimit is what max_redirects says: the redirect that makes it full is the
// error.
func aiohttpLimit(n int) redirect.Limit {
	return redirect.Limit{
		Max: n - 1, First: true, Error: "aiohttp.client_exceptions.TooManyRedirects: 0, message='', url=URL('{first-url}')",
		Reason: measured("The redirect that makes max_redirects full is an error: {limit} are followed.", aiohttpDocs, aiohttpClient),
	}
}

var (
	urllibDocs    = &redirect.Source{Title: "Python 3.11, urllib.request, HTTPRedirectHandler", URL: "https://docs.python.org/3.11/library/urllib.request.html#httpredirecthandler-objects"}
	urllibHandler = &redirect.Source{Title: "Python 3.11, urllib/request.py, HTTPRedirectHandler", URL: "https://github.com/python/cpython/blob/v3.11.2/Lib/urllib/request.py"}
	urllibErrors  = &redirect.Source{Title: "Python 3.11, urllib/request.py, HTTPErrorProcessor", URL: "https://github.com/python/cpython/blob/v3.11.2/Lib/urllib/request.py"}
	httpClient    = &redirect.Source{Title: "Python 3.11, http/client.py, HTTPConnection", URL: "https://github.com/python/cpython/blob/v3.11.2/Lib/http/client.py"}
)

const (
	urllibFailed  = "urllib.error.HTTPError: HTTP Error {status}: …"
	urllibEndless = "urllib.error.HTTPError: HTTP Error {status}: The HTTP server returned a redirect error that would lead to an infinite loop. …"
	urllibNobody  = "urllib.error.URLError: <urlopen error …"
)

var urllibFollows = documented("urllib follows a {status} by itself.", urllibDocs, urllibHandler)
var urllibDescribed = []string{"content-length", "content-type"}

var urllibPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{
		{From: 301, To: 303, Methods: []string{"GET", "HEAD", "POST"}, Reason: urllibFollows},
		{From: 307, To: 308, Methods: []string{"GET", "HEAD"}, Reason: urllibFollows},
	},
	Location: redirect.LocationRules{
		Syntax: redirect.Literal, NoBreaks: true, EmptyQuery: redirect.EmptyQueryUnseen, Hostless: redirect.HostlessPath, Repeated: redirect.First,
		MissingFails: true, Elsewhere: []string{"ftp"}, Userinfo: redirect.UserinfoRefused,
		UserinfoError: urllibNobody, UserinfoReason: measured("urllib takes the user for a part of the host's name, and finds no such host.", httpClient),
		MissingError: urllibFailed, MissingReason: measured("A {status} without a Location is an error.", urllibHandler),
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.BadIPv6, Text: "ValueError: Invalid IPv6 URL"}, {For: redirect.BadPort, Text: "http.client.InvalidURL: nonnumeric port: …"},
			{For: redirect.BigPort, Text: urllibNobody}, {For: redirect.BadHost, Text: "http.client.InvalidURL: URL can't contain control characters. …"},
		},
		MalformedError: urllibNobody, MalformedReason: measured("The Location {location} leads to no server.", pythonURLs, httpClient),
		SchemeError:     "urllib.error.HTTPError: HTTP Error {status}: … - Redirection to url '{location}' is not allowed",
		SchemeReason:    measured("A redirect may lead urllib to http, https and ftp, not to {scheme}.", urllibHandler),
		ElsewhereReason: simulated("urllib goes on with {scheme}, which this simulation does not show.", urllibHandler),
		FragmentReason:  measured("urllib takes no fragment over from the URL before.", urllibHandler),
	},
	Limit: redirect.Limit{
		Max: 10, Distinct: true, Error: urllibEndless,
		Reason: measured("Redirects have led to {limit} URLs: one more is an error.", urllibHandler),
	},
	Loop: redirect.LoopRule{
		Detects: true, Times: 4, Error: urllibEndless,
		Reason: measured("Four redirects have led to that URL: one more is an error.", urllibHandler),
	},
	ErrorStatus:       urllibFailed,
	ErrorStatusReason: measured("urllib does not follow a {status} on {method}: it makes an error of it, as of any status outside 200 to 299.", urllibDocs, urllibErrors),
	Rewrites: []redirect.Rewrite{
		{
			Methods: []string{"GET"}, To: "GET", DropBody: true, DropHeaders: urllibDescribed,
			Reason: measured("{status} answers a GET: urllib sends it again{without-body}.", urllibHandler),
		},
		{
			To: "GET", DropBody: true, DropHeaders: urllibDescribed,
			Reason: measured("{status} answers a {method}: urllib makes a new request, which is a GET{without-body}.", urllibHandler),
		},
	},
	Carries: measured("urllib sends the headers again on every hop, to any host: Authorization, Cookie and Host, too.", urllibHandler),
	Prepare: redirect.Preparation{
		Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"}, UserinfoError: urllibNobody,
		ContentTypes: redirect.ContentTypes{
			Text: "application/x-www-form-urlencoded", Stream: "application/x-www-form-urlencoded",
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		Reason: measured("urllib takes what it sends for a form, unless a header says otherwise.", urllibDocs, httpClient),
	},
}

func urllibProfile() Profile {
	p := urllibPolicy
	return Profile{
		ID: "python-urllib", Name: "Python urllib", Base: p,
		About: "urllib.request.urlopen() of Python's standard library.",
		Basis: "Python 3.11.2, recordings, documentation and source",
	}
}
