package client

import "github.com/hopscope/hopscope/app/redirect"

// Perl: libwww-perl, after its documentation, its source, and the recordings.

var (
	lwpSourceProtocolHttpPm = &redirect.Source{Title: "libwww-perl 6.68, LWP/Protocol/http.pm", URL: "https://github.com/libwww-perl/libwww-perl/blob/v6.68/lib/LWP/UserAgent.pm"}
)

var (
	lwpDocs     = &redirect.Source{Title: "libwww-perl, LWP::UserAgent", URL: "https://metacpan.org/pod/LWP::UserAgent"}
	lwpRequest  = &redirect.Source{Title: "libwww-perl 6.68, LWP/UserAgent.pm, request", URL: "https://github.com/libwww-perl/libwww-perl/blob/v6.68/lib/LWP/UserAgent.pm"}
	lwpOK       = &redirect.Source{Title: "libwww-perl 6.68, LWP/UserAgent.pm, redirect_ok", URL: "https://github.com/libwww-perl/libwww-perl/blob/v6.68/lib/LWP/UserAgent.pm"}
	lwpSend     = &redirect.Source{Title: "libwww-perl 6.68, LWP/UserAgent.pm, send_request", URL: "https://github.com/libwww-perl/libwww-perl/blob/v6.68/lib/LWP/UserAgent.pm"}
	lwpLeak     = &redirect.Source{Title: "CVE-2026-8368", URL: "https://www.cve.org/CVERecord?id=CVE-2026-8368"}
	perlURI     = &redirect.Source{Title: "URI 5.17, URI/_generic.pm, abs", URL: "https://metacpan.org/release/SIMBABQUE/URI-5.17/source/lib/URI/_generic.pm"}
	httpCookies = &redirect.Source{Title: "HTTP::Cookies", URL: "https://metacpan.org/pod/HTTP::Cookies"}
)

var lwpPolicy = redirect.Policy{
	Statuses:          []redirect.StatusRule{{Reason: documented("LWP follows a {status} by itself, for the methods in requests_redirectable.", lwpDocs, lwpRequest)}},
	OnlyMethods:       []string{"GET", "HEAD"},
	OnlyMethodsReason: measured("{method} is not in requests_redirectable: the {status} is handed back.", lwpDocs, lwpOK),
	Location: redirect.LocationRules{
		Syntax: redirect.Merged, Repeated: redirect.Joined, MissingIsHere: true, Userinfo: redirect.BasicEverywhere,
		Elsewhere:       []string{"file", "ftp", "data", "mailto"},
		UserinfoReason:  measured("The user in a URL becomes Basic credentials where no Authorization is set, for any host.", lwpSourceProtocolHttpPm),
		MalformedError:  "500 Can't connect to …",
		Faults:          redirect.ErrorsFor[redirect.Fault]{{For: redirect.NoHost, Text: "500 No Host option provided"}},
		MalformedReason: measured("The Location {location} names no host that LWP could connect to; it makes a response of that error.", lwpSend),
		SchemeError:     "501 Protocol scheme '{scheme}' is not supported",
		SchemeReason:    measured("LWP has no module for {scheme}; it makes a response of that error.", lwpSend),
		ElsewhereReason: simulated("LWP goes to no file; it goes on with ftp, data and mailto, which this simulation does not show.", lwpOK, lwpSend),
		FragmentReason:  measured("LWP takes no fragment over from the URL before.", perlURI),
	},
	Limit: redirect.Limit{
		Max: 7, HandsBack: true,
		Reason: measured("max_redirect is {limit}: the {status} is handed back, with a Client-Warning header.", lwpDocs, lwpRequest),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{302, 303}, Methods: []string{"GET", "HEAD"},
			Reason: measured("{status} leaves {method} as it is{with-body}.", lwpRequest),
		},
		{
			Statuses: []int{302, 303}, To: "GET", DropBody: true, DropHeaders: []string{"content-*"},
			Reason: measured("{status} answers a {method}: LWP goes on with GET{without-body}, and every Content- header goes.", lwpRequest),
		},
		{Statuses: []int{301}, Reason: measured("LWP changes the method on 302 and 303 only: {method} goes on{with-body}.", lwpRequest)},
		{Statuses: []int{307, 308}, Reason: required(keeps307, lwpRequest)},
	},
	Once: redirect.OnceRule{
		Then:   redirect.SendsEmpty,
		Reason: measured("The sub that yields the content is called anew, and has nothing left: the next request has an empty body, without an error.", lwpSourceProtocolHttpPm),
	},
	Headers: []redirect.HeaderRule{
		{
			Names: []string{"cookie", "host"}, When: redirect.Crossing{Always: true},
			Reason: measured("LWP removes Cookie and Host on every redirect; cookies come from the jar, where there is one.", lwpRequest),
		},
		{
			Names:  []string{"authorization"},
			Spared: measured("LWP sends Authorization on every hop, to any host. From version 6.83 on it does not.", lwpRequest, lwpLeak),
		},
	},
	Carries: measured("LWP sends the headers again on every hop, to any host.", lwpRequest),
	Prepare: redirect.Preparation{
		Chunks: true,
		ContentTypes: redirect.ContentTypes{
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		Reason: documented("A form is told with its type; for other content LWP adds none.", &redirect.Source{Title: "HTTP::Request::Common", URL: "https://metacpan.org/pod/HTTP::Request::Common"}),
	},
}

func lwpProfile() Profile {
	p := lwpPolicy
	return Profile{
		ID: "perl-lwp", Name: "Perl LWP", Base: p,
		About: "LWP::UserAgent, which follows redirects of GET and HEAD by itself.",
		Basis: "libwww-perl 6.68, recordings, documentation and source",
		Options: []Option{
			{
				Name: "requests_redirectable", Kind: List, Default: []string{"GET", "HEAD"}, Source: lwpDocs,
				About: "The methods whose redirects are followed.",
				apply: func(p *redirect.Policy, v any) {
					p.OnlyMethods = v.([]string)
					if len(p.OnlyMethods) == 0 {
						p.Mode, p.ModeReason = redirect.HandBack, p.OnlyMethodsReason
					}
				},
			},
			{
				Name: "max_redirect", Kind: Number, Default: 7, Min: 0, Max: 1000, Source: lwpDocs,
				About: "How many redirects are followed.",
				apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
			},
			{
				Name: "cookie_jar", Kind: Flag, Default: false, Source: lwpDocs,
				About: "Keep the cookies that responses set.",
				apply: func(p *redirect.Policy, v any) {
					p.Cookies = redirect.CookieRule{Jar: v.(bool), Reason: measured("The jar sends the cookies that were set for {to-host}.", httpCookies)}
				},
			},
		},
	}
}

var (
	tinyDocs     = &redirect.Source{Title: "HTTP::Tiny", URL: "https://metacpan.org/pod/HTTP::Tiny"}
	tinyRedirect = &redirect.Source{Title: "HTTP::Tiny 0.080, _maybe_redirect", URL: "https://metacpan.org/release/DAGOLDEN/HTTP-Tiny-0.080/source/lib/HTTP/Tiny.pm"}
	tinyURL      = &redirect.Source{Title: "HTTP::Tiny 0.080, _split_url", URL: "https://metacpan.org/release/DAGOLDEN/HTTP-Tiny-0.080/source/lib/HTTP/Tiny.pm"}
	tinyHeaders  = &redirect.Source{Title: "HTTP::Tiny 0.080, _prepare_headers_and_cb", URL: "https://metacpan.org/release/DAGOLDEN/HTTP-Tiny-0.080/source/lib/HTTP/Tiny.pm"}
)

const unread, unreached = "599 Cannot parse URL: '{location}'", "599 Could not connect to …"

var tinyPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{
		{From: 303, To: 303, Reason: documented("HTTP::Tiny follows a 303 by itself, whatever the method.", tinyDocs, tinyRedirect)},
		{From: 301, To: 302, Methods: []string{"GET", "HEAD"}, OnlyWithLocation: true, Reason: measured("HTTP::Tiny follows a {status} for GET and HEAD only.", tinyDocs, tinyRedirect)},
		{From: 307, To: 308, Methods: []string{"GET", "HEAD"}, OnlyWithLocation: true, Reason: measured("HTTP::Tiny follows a {status} for GET and HEAD only.", tinyDocs, tinyRedirect)},
	},
	Location: redirect.LocationRules{
		Syntax: redirect.Slashed, Repeated: redirect.OneOnly, EmptyIsMissing: true, Userinfo: redirect.BasicEverywhere,
		SchemeChange:    redirect.NotDowngrade,
		UserinfoReason:  measured("The user in a URL becomes Basic credentials; a Location that is a path does not take the user of the first URL along.", tinyURL, tinyHeaders),
		MissingReason:   measured("Without a Location to read, {status} leads nowhere: the response is handed back.", tinyRedirect),
		RepeatedError:   "599 Cannot parse URL: 'ARRAY(…)'",
		RepeatedReason:  measured("HTTP::Tiny reads several Locations as a list, which it then takes for a URL.", tinyRedirect),
		MalformedError:  unreached,
		MalformedReason: measured("HTTP::Tiny resolves a Location only where it begins with a slash; {location} is nothing it can go to.", tinyRedirect, tinyURL),
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.NoScheme, Text: unread}, {For: redirect.NoSlashes, Text: unread}, {For: redirect.BadChar, Text: "599 Invalid characters in Request-URI …"},
		},
		SchemeError:     "599 Unsupported URL scheme '{scheme}'",
		SchemeReason:    measured("HTTP::Tiny goes to http and https only, not to {scheme}.", tinyDocs),
		ElsewhereReason: documented("From https to http nothing is followed: the {status} is handed back.", tinyRedirect),
		FragmentReason:  measured("HTTP::Tiny takes no fragment over from the URL before.", tinyRedirect),
	},
	Limit: redirect.Limit{
		Max: 5, HandsBack: true,
		Reason: measured("max_redirect is {limit}: the {status} is handed back.", tinyDocs, tinyRedirect),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{303}, To: "GET",
			Reason: measured("303 asks for a GET: HTTP::Tiny goes on with GET, and sends a body, and what describes it, again.", tinyRedirect, tinyHeaders),
		},
		{Statuses: []int{301, 302}, Reason: measured("{status} leaves {method} as it is{with-body}.", tinyRedirect)},
		{Statuses: []int{307, 308}, Reason: required(keeps307, tinyRedirect)},
	},
	Once: redirect.OnceRule{
		Then:   redirect.SendsEmpty,
		Reason: measured("The sub that yields the content is called anew, and has nothing left: the next request has an empty body, without an error.", tinyHeaders),
	},
	Headers: []redirect.HeaderRule{{
		Names:  []string{"authorization", "cookie", "proxy-authorization"},
		When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
		Reason: measured("{to-origin} is another origin than {from-origin}: {header} is removed, and stays away.", tinyDocs, tinyRedirect),
		Spared: measured("The origin is the same, so {header} stays.", tinyRedirect),
	}},
	Carries: measured("HTTP::Tiny sends the headers again on every hop, to any host.", tinyHeaders),
	Prepare: redirect.Preparation{
		Chunks: true, ZeroLength: []string{"POST", "PUT"},
		Refused: []string{"host"}, HeaderError: "599 The 'Host' header must not be provided as header option",
		HeaderReason: measured("HTTP::Tiny writes Host itself, and refuses one set by hand.", tinyDocs, tinyHeaders),
		ContentTypes: redirect.ContentTypes{
			Text: "application/octet-stream", Stream: "application/octet-stream",
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		Reason: documented("HTTP::Tiny calls content of no named type application/octet-stream.", tinyHeaders),
	},
}

func tinyProfile() Profile {
	p := tinyPolicy
	return Profile{
		ID: "perl-http-tiny", Name: "Perl HTTP::Tiny", Base: p,
		About: "HTTP::Tiny, the small client that comes with Perl.",
		Basis: "HTTP::Tiny 0.080, recordings, documentation and source",
		Options: []Option{
			{
				Name: "max_redirect", Kind: Number, Default: 5, Min: 0, Max: 1000, Source: tinyDocs,
				About: "How many redirects are followed.",
				apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
			},
			{
				Name: "allow_credentialed_redirects", Kind: Flag, Default: false, Source: tinyDocs,
				About: "Send Authorization and Cookie to every origin.",
				apply: func(p *redirect.Policy, v any) {
					if v.(bool) {
						p.Headers = []redirect.HeaderRule{{
							Names:  p.Headers[0].Names,
							Spared: measured("allow_credentialed_redirects: {header} is sent to every origin.", tinyDocs, tinyRedirect),
						}}
					}
				},
			},
		},
	}
}

var (
	mojoDocs     = &redirect.Source{Title: "Mojo::UserAgent, max_redirects", URL: "https://metacpan.org/pod/Mojo::UserAgent#max_redirects"}
	mojoRedirect = &redirect.Source{Title: "Mojolicious 9.31, Mojo/UserAgent/Transactor.pm, redirect", URL: "https://github.com/mojolicious/mojo/blob/v9.31/lib/Mojo/UserAgent/Transactor.pm"}
	mojoURL      = &redirect.Source{Title: "Mojolicious 9.31, Mojo/URL.pm", URL: "https://github.com/mojolicious/mojo/blob/v9.31/lib/Mojo/URL.pm"}
	mojoCookies  = &redirect.Source{Title: "Mojo::UserAgent, cookie_jar", URL: "https://metacpan.org/pod/Mojo::UserAgent#cookie_jar"}
)

var mojoDescribed = []string{"content-*"}

var mojoPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: documented("With max_redirects Mojo follows a {status} by itself.", mojoDocs, mojoRedirect)}},
	Location: redirect.LocationRules{
		Syntax: redirect.Merged, Repeated: redirect.First, EmptyIsMissing: true, EmptyQuery: redirect.EmptyQueryUnseen, Latin1: redirect.QueryIsLatin1,
		Normalizes: true, Userinfo: redirect.BasicEverywhere,
		UserinfoReason:  measured("The user in a URL becomes Basic credentials, for any host.", mojoRedirect),
		MissingReason:   measured("Without a Location to read, {status} leads nowhere: the response is handed back.", mojoRedirect),
		MalformedReason: measured("The Location {location} names no host that Mojo could go to.", mojoRedirect),
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.BadIPv6, Text: "Connection refused"}, {For: redirect.BigPort, Text: "Connection refused"}, {For: redirect.BadPort, Text: "Can't connect: …"}, {For: redirect.BadHost, Text: "Can't connect: …"},
		},
		SchemeReason:   measured("Mojo goes to http and https only, not to {scheme}: the {status} is handed back.", mojoRedirect),
		FragmentReason: measured("Mojo takes no fragment over from the URL before.", mojoURL),
	},
	Limit: redirect.Limit{
		Max: 5, HandsBack: true,
		Reason: measured("max_redirects is {limit}: the {status} is handed back.", mojoDocs),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: mojoDescribed,
			Reason: measured("{status} answers a POST: Mojo goes on with GET{without-body}, and every Content- header goes.", mojoRedirect),
		},
		{
			Statuses: []int{301, 302}, DropBody: true, DropHeaders: mojoDescribed,
			Reason: measured("{status} leaves {method} as it is, but a body and every Content- header go.", mojoRedirect),
		},
		{
			Statuses: []int{303}, To: "GET", DropBody: true, DropHeaders: mojoDescribed,
			Reason: measured("303 asks for a GET: Mojo goes on with GET{without-body}, also after HEAD.", mojoRedirect),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, mojoRedirect)},
	},
	Once: redirect.OnceRule{
		Then:   redirect.OnceHandsBack,
		Reason: measured("The body was generated while it was sent, and cannot be copied: the {status} is handed back.", mojoRedirect),
	},
	Headers: []redirect.HeaderRule{{
		Names: []string{"authorization", "cookie", "host", "referer"}, When: redirect.Crossing{Always: true},
		Reason: measured("Mojo removes {header} on every redirect, within the origin, too.", mojoRedirect),
	}},
	Carries: measured("Mojo sends the other headers again on every hop, to any host.", mojoRedirect),
	Cookies: redirect.CookieRule{Jar: true, Reason: measured("The user agent's jar sends the cookies that were set for {to-host}.", mojoCookies)},
	Prepare: redirect.Preparation{
		Chunks: true, ZeroLengthButGET: true,
		ContentTypes: redirect.ContentTypes{
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		Reason: documented("Mojo names the type of a form; for other content it adds none.", &redirect.Source{Title: "Mojo::UserAgent::Transactor, tx", URL: "https://metacpan.org/pod/Mojo::UserAgent::Transactor#tx"}),
	},
}

func mojoProfile() Profile {
	p := mojoPolicy
	return Profile{
		ID: "perl-mojo", Name: "Perl Mojo::UserAgent", Base: p,
		About: "Mojolicious' user agent, told to follow redirects.",
		Basis: "Mojolicious 9.31, recordings, documentation and source",
		Options: []Option{{
			Name: "max_redirects", Kind: Number, Default: 5, Min: 0, Max: 1000, Source: mojoDocs,
			About: "How many redirects are followed; a program that does not set it follows none.",
			apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
		}},
	}
}
