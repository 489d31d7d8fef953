package client

import "github.com/hopscope/hopscope/app/redirect"

// OkHttp, after its documentation and the source of 3.13.1.

var (
	okSourceHttpRetryAndFollowUpInterceptor = &redirect.Source{Title: "OkHttp 3.13.1, http/RetryAndFollowUpInterceptor.java", URL: "https://github.com/square/okhttp/blob/parent-3.13.1/okhttp/src/main/java/okhttp3/internal/http/RetryAndFollowUpInterceptor.java"}
	okSourceHttpHttpMethod                  = &redirect.Source{Title: "OkHttp 3.13.1, http/HttpMethod.java", URL: "https://github.com/square/okhttp/blob/parent-3.13.1/okhttp/src/main/java/okhttp3/internal/http/HttpMethod.java"}
	okSourceHttpBridgeInterceptor           = &redirect.Source{Title: "OkHttp 3.13.1, http/BridgeInterceptor.java", URL: "https://github.com/square/okhttp/blob/parent-3.13.1/okhttp/src/main/java/okhttp3/internal/http/BridgeInterceptor.java"}
)

var (
	okFollow = okSourceHttpRetryAndFollowUpInterceptor
	okMethod = okSourceHttpHttpMethod
	okBridge = okSourceHttpBridgeInterceptor
	okURL    = &redirect.Source{Title: "OkHttp 3, HttpUrl", URL: "https://square.github.io/okhttp/3.x/okhttp/okhttp3/HttpUrl.html"}
	okClient = &redirect.Source{Title: "OkHttp 3, OkHttpClient.Builder", URL: "https://square.github.io/okhttp/3.x/okhttp/okhttp3/OkHttpClient.Builder.html"}
	okLater  = &redirect.Source{Title: "OkHttp, pull request 5990", URL: "https://github.com/square/okhttp/pull/5990"}
)

var okHTTPFollows = documented("OkHttp follows a {status}.", okFollow)
var okHTTPRetrieves = []string{"GET", "HEAD"}

var okHTTPPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{
		{From: 300, To: 303, Reason: okHTTPFollows},
		{From: 307, To: 308, Methods: okHTTPRetrieves, Reason: measured("OkHttp before 4.6 follows 307 and 308 with GET and HEAD only.", okFollow, okLater)},
	},
	Location: redirect.LocationRules{
		Syntax: redirect.WHATWG, Repeated: redirect.LastOne,
		MissingReason:   measured("Without a Location, {status} leads nowhere: the response is handed back.", okFollow),
		MalformedReason: measured("The Location {location} cannot be read as a URL: the {status} is handed back, without an error.", okFollow, okURL),
		SchemeReason:    measured("OkHttp speaks http and https, not {scheme}: the {status} is handed back, without an error.", okFollow),
		FragmentReason:  measured("OkHttp takes no fragment over from the URL before.", okFollow),
	},
	Limit: redirect.Limit{
		Max: 20, Error: "java.net.ProtocolException: Too many follow-up requests: 21",
		Reason: measured("OkHttp follows {limit} redirects; one more is an error.", okFollow),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{300, 301, 302, 303}, Methods: okHTTPRetrieves, Except: true, To: "GET", DropBody: true,
			DropHeaders: []string{"content-length", "content-type", "transfer-encoding"},
			Reason:      measured("{status} makes any method but HEAD a GET for OkHttp{without-body}.", okFollow, okMethod),
		},
		{Statuses: []int{300, 301, 302, 303}, Reason: measured("{status} leaves {method} as it is.", okFollow)},
		{Statuses: []int{307, 308}, Reason: required(keeps307, okFollow)},
	},
	Headers: []redirect.HeaderRule{{
		Names:  []string{"authorization"},
		When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
		Reason: measured("Another host, port or scheme: OkHttp removes Authorization, and it stays away.", okFollow),
		Spared: measured("Same scheme, host and port: OkHttp sends Authorization again.", okFollow),
	}},
	Carries: measured("OkHttp sends the headers again on every hop, to any host: it guards Authorization alone.", okFollow),
	Prepare: redirect.Preparation{
		Bodiless:   okHTTPRetrieves,
		BodyError:  "java.lang.IllegalArgumentException: method {method} must not have a request body.",
		BodyReason: measured("OkHttp refuses a body with {method}.", okMethod),
		Chunks:     true, ZeroLength: []string{"POST", "PUT", "PATCH"}, ContentTypes: formTypes,
		Reason: documented("OkHttp writes the type and the length of the RequestBody; with POST, PUT and PATCH there must be one, even an empty one.", okMethod, okBridge),
	},
}

func okHTTPProfile() Profile {
	p := okHTTPPolicy
	return Profile{
		ID: "okhttp", Name: "OkHttp", Base: p,
		About: "OkHttp 3, which follows redirects by itself; since 4.6 it follows 307 and 308 with any method.",
		Basis: "OkHttp 3.13.1, documentation and source",
		Options: []Option{
			{
				Name: "followRedirects", Kind: Flag, Default: true, Source: okClient,
				About: "False: redirects are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Mode = redirect.HandBack
						p.ModeReason = measured("followRedirects(false): the {status} is handed back.", okClient, okFollow)
					}
				},
			},
			{
				Name: "followSslRedirects", Kind: Flag, Default: true, Source: okClient,
				About: "False: redirects between http and https are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Location.SchemeChange = redirect.SameScheme
						p.Location.ElsewhereReason = documented("followSslRedirects(false): a redirect between http and https is handed back.", okClient, okFollow)
					}
				},
			},
			{
				Name: "cookieJar", Kind: Flag, Default: false, Source: okClient,
				About: "A JavaNetCookieJar keeps the cookies that responses set.",
				apply: func(p *redirect.Policy, v any) {
					p.Cookies = redirect.CookieRule{
						Jar: v.(bool), Replaces: true,
						Reason: measured("The cookie jar sends what was set for {to-host}, in place of what was set by hand.", okBridge),
					}
				},
			},
		},
	}
}
