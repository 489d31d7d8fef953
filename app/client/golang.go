package client

import "github.com/hopscope/hopscope/app/redirect"

// Go's net/http, after its documentation and the source of 1.26.

var (
	goSourceSend = &redirect.Source{Title: "Go 1.26, net/http/client.go, send", URL: "https://github.com/golang/go/blob/go1.26.8/src/net/http/client.go#L191"}
)

var (
	goDo       = &redirect.Source{Title: "Go, net/http, Client.Do", URL: "https://pkg.go.dev/net/http#Client.Do"}
	goClient   = &redirect.Source{Title: "Go, net/http, Client", URL: "https://pkg.go.dev/net/http#Client"}
	goBehavior = &redirect.Source{Title: "Go 1.26, net/http/client.go, redirectBehavior", URL: "https://github.com/golang/go/blob/go1.26.8/src/net/http/client.go#L512"}
	goLoop     = &redirect.Source{Title: "Go 1.26, net/http/client.go, Client.do", URL: "https://github.com/golang/go/blob/go1.26.8/src/net/http/client.go#L597"}
	goCopier   = &redirect.Source{Title: "Go 1.26, net/http/client.go, makeHeadersCopier", URL: "https://github.com/golang/go/blob/go1.26.8/src/net/http/client.go#L760"}
	goCheck    = &redirect.Source{Title: "Go 1.26, net/http/client.go, defaultCheckRedirect", URL: "https://github.com/golang/go/blob/go1.26.8/src/net/http/client.go#L833"}
	goReferer  = &redirect.Source{Title: "Go 1.26, net/http/client.go, refererForURL", URL: "https://github.com/golang/go/blob/go1.26.8/src/net/http/client.go#L147"}
)

var goSensitive = []string{"authorization", "www-authenticate", "cookie", "cookie2", "proxy-authorization", "proxy-authenticate"}

var goPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: documented("net/http follows a {status} by itself.", goDo, goBehavior)}},
	Location: redirect.LocationRules{
		Syntax: redirect.Strict, EmptyIsMissing: true, Repeated: redirect.First, Userinfo: redirect.BasicEverywhere,
		MissingReason:  measured("Without a Location to read, {status} leads nowhere: net/http hands the response back, without an error.", goLoop),
		MalformedError: `{op} "{url}": failed to parse Location header {quoted}: …`,
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.NoHost, Text: `{op} "…": http: no Host in request URL`},
			{For: redirect.NoSlashes, Text: `{op} "{location}": http: no Host in request URL`},
			{For: redirect.BigPort, Text: `{op} "{location}": dial tcp: address …: invalid port`},
		},
		MalformedReason: measured("The Location {location} cannot be read as a URL.", goLoop),
		SchemeError:     `{op} "{location}": unsupported protocol scheme "{scheme}"`,
		SchemeReason:    measured("The transport speaks http and https, not {scheme}.", goClient),
		FragmentReason:  measured("net/http takes no fragment over from the URL before.", goLoop),
		UserinfoReason:  measured("The user in the URL becomes Basic credentials where no Authorization is set, for any host.", goSourceSend),
	},
	Limit: redirect.Limit{
		Max: 9, Error: `{op} "{location}": stopped after 10 redirects`,
		Reason: measured("Ten requests have been made: net/http makes no more. That is nine redirects followed.", goCheck, goClient),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302, 303}, Methods: []string{"GET", "HEAD"}, DropBody: true, DropHeaders: bodyHeaders,
			Reason: measured("{status} leaves {method} as it is; a body, and the headers that describe one, are not sent again.", goDo, goBehavior, goCopier),
		},
		{
			Statuses: []int{301, 302, 303}, To: "GET", DropBody: true, DropHeaders: bodyHeaders,
			Reason: measured("{status} answers a {method}: net/http goes on with GET{body-goes}.", goDo, goBehavior, goCopier),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, goBehavior)},
	},
	Once: redirect.OnceRule{
		Then: redirect.OnceHandsBack, Statuses: []int{307, 308}, EvenIfDropped: true, First: true,
		Reason: measured("The request was made with a body that GetBody cannot make again: the {status} is handed back, without an error.", goDo, goBehavior),
	},
	HeadersFrom: redirect.Original,
	Headers: []redirect.HeaderRule{
		{
			Names: goSensitive, Sticky: true,
			When:   redirect.Crossing{Against: redirect.Original, Host: redirect.OrSubdomain},
			Reason: measured("{to-host} is neither the first host nor a subdomain of it: {header} is not sent, nor on any later hop.", goClient, goCopier),
			Spared: measured("Same host as in the first URL, or a subdomain of it; port and scheme do not count: {header} is sent.", goClient, goCopier),
		},
		{
			Names: []string{"host"}, Sticky: true,
			When:   redirect.Crossing{Absolute: true},
			Reason: measured("The Location is absolute, so the Host set by hand is given up.", goLoop),
			Spared: measured("The Location is relative, so the Host set by hand is kept.", goLoop),
		},
	},
	Carries:       measured("net/http sends the first request's headers again on every hop.", goClient, goCopier),
	Referer:       redirect.RefererFromLast,
	RefererReason: measured("net/http names the URL it was redirected from, but not from https to http.", goReferer),
	Prepare: redirect.Preparation{
		Chunks: true, ZeroLength: []string{"POST", "PUT", "PATCH"}, EmptyIsNone: true,
		Unsettable:   []string{"content-length", "transfer-encoding", "trailer"},
		HeaderReason: documented("net/http writes this from the request's own fields, and leaves out what the header map says.", &redirect.Source{Title: "Go, net/http, Request.Write", URL: "https://pkg.go.dev/net/http#Request.Write"}),
		ContentTypes: redirect.ContentTypes{
			Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
		},
		Reason: documented("net/http adds no Content-Type by itself; PostForm and a multipart.Writer name theirs.", goClient),
	},
}

func goProfile() Profile {
	p := goPolicy
	return Profile{
		ID: "go", Name: "Go net/http", Base: p,
		About: "http.Client as it is, without a cookie jar.",
		Basis: "Go 1.26, documentation and source",
		Options: []Option{
			{
				Name: "CheckRedirect", Kind: Choice, Choices: []string{"default", "ErrUseLastResponse"}, Default: "default", Source: goClient,
				About: "ErrUseLastResponse: redirects are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if v == "ErrUseLastResponse" {
						p.Mode = redirect.HandBack
						p.ModeReason = measured("CheckRedirect returns ErrUseLastResponse: the {status} is handed back.", goClient, goLoop)
					}
				},
			},
			{
				Name: "Jar", Kind: Flag, Default: false, Source: goClient,
				About: "A cookiejar.Jar keeps the cookies that responses set.",
				apply: func(p *redirect.Policy, v any) {
					p.Cookies = redirect.CookieRule{Jar: v.(bool), Merges: true, Reason: measured("The jar sends the cookies that were set for {to-host}.", goClient)}
				},
			},
		},
	}
}
