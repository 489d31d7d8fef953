package client

import "github.com/hopscope/hopscope/app/redirect"

// GNU Wget, after its manual and the source of 1.21.3.

var (
	wgetHTTP     = &redirect.Source{Title: "Wget, src/http.c, gethttp", URL: "https://git.savannah.gnu.org/cgit/wget.git/tree/src/http.c?h=v1.21.3"}
	wgetRetr     = &redirect.Source{Title: "Wget, src/retr.c, retrieve_url", URL: "https://git.savannah.gnu.org/cgit/wget.git/tree/src/retr.c?h=v1.21.3"}
	wgetURL      = &redirect.Source{Title: "Wget, src/url.c, url_parse", URL: "https://git.savannah.gnu.org/cgit/wget.git/tree/src/url.c?h=v1.21.3"}
	wgetCookies  = &redirect.Source{Title: "Wget, src/cookies.c", URL: "https://git.savannah.gnu.org/cgit/wget.git/tree/src/cookies.c?h=v1.21.3"}
	wgetOptions  = &redirect.Source{Title: "Wget manual, HTTP Options", URL: "https://www.gnu.org/software/wget/manual/html_node/HTTP-Options.html"}
	wgetStatuses = &redirect.Source{Title: "Wget manual, Exit Status", URL: "https://www.gnu.org/software/wget/manual/html_node/Exit-Status.html"}
)

var wgetFollows = measured("{status} is a redirect: Wget goes to its Location.", wgetHTTP)
var wgetFollowed = []redirect.StatusRule{{Reason: wgetFollows}, {From: 300, To: 300, OnlyWithLocation: true, Reason: wgetFollows}}

var wgetPolicy = redirect.Policy{
	Statuses: wgetFollowed,
	Location: redirect.LocationRules{
		Repeated: redirect.First, Elsewhere: []string{"ftp", "ftps"}, MissingFails: true,
		MissingError:   "ERROR: Redirection ({status}) without location. (exit status 8)",
		MissingReason:  measured("A {status} without a Location is an error for Wget.", wgetHTTP),
		MalformedError: "{location}: Invalid host name. (exit status 1)",
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.BadHost, Text: "unable to resolve host address … (exit status 4)"},
			{For: redirect.BadIPv6, Text: "{location}: Unterminated IPv6 numeric address. (exit status 1)"},
			{For: redirect.BadPort, Text: "{location}: Bad port number. (exit status 1)"},
			{For: redirect.NoSlashes, Text: "{location}: Unsupported scheme ‘http’. (exit status 1)"},
		},
		MalformedReason: measured("The Location {location} cannot be read as a URL.", wgetURL),
		SchemeError:     "{location}: Unsupported scheme ‘{scheme}’. (exit status 1)",
		SchemeReason:    measured("Wget goes to http, https and ftp, not to {scheme}.", wgetURL),
		ElsewhereReason: simulated("Wget goes on with {scheme}, which this simulation does not show.", wgetURL),
		FragmentReason:  measured("Wget takes no fragment over from the URL before.", wgetURL),
	},
	Limit: redirect.Limit{
		Max: 20, Error: "{limit} redirections exceeded. (exit status 8)",
		Reason: measured("--max-redirect is {limit}: one more redirect is an error.", wgetOptions, wgetRetr),
	},
	ErrorStatus:       "ERROR {status}: … (exit status 8)", // the server's own words
	ErrorStatusFor:    redirect.ErrorsFor[string]{{For: "HEAD", Text: "Remote file does not exist -- broken link!!! (exit status 8)"}},
	NoErrors:          []int{300},
	ErrorStatusReason: measured("A {status} that is not followed is the end, and Wget makes an error of a status outside 200 to 299.", wgetStatuses, wgetHTTP),
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true,
			Reason: measured("{status} answers a POST: Wget goes on with GET{without-body}.", wgetOptions, wgetHTTP),
		},
		{Statuses: []int{301, 302}, Reason: measured("{status} changes only a POST: Wget sends {method} again.", wgetHTTP)},
		{Statuses: []int{300, 303}, Methods: []string{"HEAD"}, Reason: measured("{status} leaves HEAD as it is.", wgetRetr)},
		{
			Statuses: []int{300, 303}, To: "GET", DropBody: true,
			Reason: measured("On {status} Wget goes on with GET{without-body}.", wgetHTTP, wgetRetr),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, wgetHTTP)},
	},
	Carries: measured("Wget sends what --header sets on every hop, to any host: it guards neither Authorization nor Cookie.", wgetOptions, wgetHTTP),
	Cookies: redirect.CookieRule{Jar: true, PerPort: true, Reason: measured("Wget keeps cookies while it runs, and sends them to the host that set them; from a port other than 80 and 443 they go back to that port only.", wgetOptions, wgetCookies)},
	Prepare: redirect.Preparation{
		MethodCase: redirect.Upper, ZeroLength: []string{"POST", "PUT", "PATCH"},
		StreamError: "BODY data file ‘-’ missing: No such file or directory (exit status 3)",
		ContentTypes: redirect.ContentTypes{
			Text: "application/x-www-form-urlencoded", Form: "application/x-www-form-urlencoded",
			Multipart: "application/x-www-form-urlencoded",
		},
		MethodReason: documented("Wget writes a method in capitals.", wgetOptions),
		Reason:       measured("Wget sends a body from its arguments or from a file, as a form unless a header says otherwise.", wgetOptions, wgetHTTP),
	},
}

func wgetProfile() Profile {
	p := wgetPolicy
	return Profile{
		ID: "wget", Name: "GNU Wget", Base: p,
		About: "The downloader, which follows redirects by itself.",
		Basis: "Wget 1.21.3, manual and source",
		Options: []Option{{
			Name: "cookies", Kind: Flag, Default: true, Source: wgetOptions,
			About: "false: --no-cookies, those that responses set are not kept.",
			apply: func(p *redirect.Policy, v any) { p.Cookies.Jar = v.(bool) },
		}, {
			Name: "max-redirect", Kind: Number, Default: 20, Min: 0, Max: 1000, Source: wgetOptions,
			About: "How many redirects are followed.",
			apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
		}},
	}
}
