package client

import "github.com/hopscope/hopscope/app/redirect"

// Perl: libwww-perl, after its documentation, its source, and the recordings.

var (
	lwpDocs     = src("libwww-perl, LWP::UserAgent", "https://metacpan.org/pod/LWP::UserAgent")
	lwpRequest  = lwpSource("UserAgent.pm, request")
	lwpOK       = lwpSource("UserAgent.pm, redirect_ok")
	lwpSend     = lwpSource("UserAgent.pm, send_request")
	lwpLeak     = src("CVE-2026-8368", "https://www.cve.org/CVERecord?id=CVE-2026-8368")
	perlURI     = src("URI 5.17, URI/_generic.pm, abs", "https://metacpan.org/release/SIMBABQUE/URI-5.17/source/lib/URI/_generic.pm")
	httpCookies = src("HTTP::Cookies", "https://metacpan.org/pod/HTTP::Cookies")
)

// lwpSource cites a function of libwww-perl.
func lwpSource(name string) redirect.Source {
	return src("libwww-perl 6.68, LWP/"+name, "https://github.com/libwww-perl/libwww-perl/blob/v6.68/lib/LWP/UserAgent.pm")
}

func lwpProfile() Profile {
	p := redirect.Policy{
		Statuses:          redirectStatuses(documented("LWP follows a {status} by itself, for the methods in requests_redirectable.", lwpDocs, lwpRequest)),
		OnlyMethods:       []string{"GET", "HEAD"},
		OnlyMethodsReason: measured("{method} is not in requests_redirectable: the {status} is handed back.", lwpDocs, lwpOK),
		Location: redirect.LocationRules{
			Syntax: redirect.Merged, Repeated: redirect.Joined, MissingIsHere: true, Userinfo: redirect.BasicEverywhere,
			Elsewhere:       []string{"file", "ftp", "data", "mailto"},
			UserinfoReason:  measured("The user in a URL becomes Basic credentials where no Authorization is set, for any host.", lwpSource("Protocol/http.pm")),
			MalformedError:  "500 Can't connect to …",
			Faults:          map[redirect.Fault]redirect.ErrorText{redirect.NoHost: "500 No Host option provided"},
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
			keeps307(lwpRequest),
		},
		Once: redirect.OnceRule{
			Then:   redirect.SendsEmpty,
			Reason: measured("The sub that yields the content is called anew, and has nothing left: the next request has an empty body, without an error.", lwpSource("Protocol/http.pm")),
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
			ContentTypes: map[redirect.BodyKind]string{
				redirect.Form: "application/x-www-form-urlencoded", redirect.Multipart: "multipart/form-data; boundary={boundary}",
			},
			Reason: documented("A form is told with its type; for other content LWP adds none.", src("HTTP::Request::Common", "https://metacpan.org/pod/HTTP::Request::Common")),
		},
	}
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
