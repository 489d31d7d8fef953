package client

import "github.com/hopscope/hopscope/app/redirect"

// Ruby's Faraday 1, which follows redirects with a middleware of
// faraday_middleware, after the source of 1.2.0.

var (
	faradayFollow = &redirect.Source{Title: "faraday_middleware 1.2.0, response/follow_redirects.rb, perform_with_redirection", URL: "https://github.com/lostisland/faraday_middleware/blob/v1.2.0/lib/faraday_middleware/response/follow_redirects.rb"}
	faradayWhich  = &redirect.Source{Title: "faraday_middleware 1.2.0, response/follow_redirects.rb, follow_redirect?", URL: "https://github.com/lostisland/faraday_middleware/blob/v1.2.0/lib/faraday_middleware/response/follow_redirects.rb"}
	faradayMethod = &redirect.Source{Title: "faraday_middleware 1.2.0, response/follow_redirects.rb, convert_to_get?", URL: "https://github.com/lostisland/faraday_middleware/blob/v1.2.0/lib/faraday_middleware/response/follow_redirects.rb"}
	faradayEnv    = &redirect.Source{Title: "faraday_middleware 1.2.0, response/follow_redirects.rb, update_env", URL: "https://github.com/lostisland/faraday_middleware/blob/v1.2.0/lib/faraday_middleware/response/follow_redirects.rb"}
	faradayEscape = &redirect.Source{Title: "faraday_middleware 1.2.0, response/follow_redirects.rb, safe_escape", URL: "https://github.com/lostisland/faraday_middleware/blob/v1.2.0/lib/faraday_middleware/response/follow_redirects.rb"}
	faradayAuth   = &redirect.Source{Title: "faraday_middleware 1.2.0, response/follow_redirects.rb, clear_authorization_header", URL: "https://github.com/lostisland/faraday_middleware/blob/v1.2.0/lib/faraday_middleware/response/follow_redirects.rb"}
	faradaySame   = &redirect.Source{Title: "faraday_middleware 1.2.0, response/follow_redirects.rb, redirect_to_same_host?", URL: "https://github.com/lostisland/faraday_middleware/blob/v1.2.0/lib/faraday_middleware/response/follow_redirects.rb"}
	faradayOption = &redirect.Source{Title: "faraday_middleware 1.2.0, response/follow_redirects.rb, initialize", URL: "https://github.com/lostisland/faraday_middleware/blob/v1.2.0/lib/faraday_middleware/response/follow_redirects.rb"}
	faradayTypes  = &redirect.Source{Title: "Faraday 1.1.0, request/url_encoded.rb", URL: "https://github.com/lostisland/faraday/blob/v1.1.0/lib/faraday/request/url_encoded.rb"}
	faradayVerbs  = &redirect.Source{Title: "Faraday 1.1.0, connection.rb, run_request", URL: "https://github.com/lostisland/faraday/blob/v1.1.0/lib/faraday/connection.rb"}
	faradayHangs  = &redirect.Source{Title: "faraday_middleware, issue 265: FollowRedirects should disregard content headers", URL: "https://github.com/lostisland/faraday_middleware/issues/265"}
)

const faradayUnopened redirect.ErrorText = "Failed to open TCP connection to … (Faraday::ConnectionFailed)"

var faradayPolicy = redirect.Policy{
	Statuses:          []redirect.StatusRule{{Reason: documented("FollowRedirects follows a {status}.", faradayWhich)}},
	OnlyMethods:       []string{"HEAD", "OPTIONS", "GET", "POST", "PUT", "PATCH", "DELETE"},
	OnlyMethodsReason: documented("FollowRedirects does not follow a {method}: the {status} is handed back.", faradayWhich),
	Location: redirect.LocationRules{
		Syntax: redirect.Escaping, Repeated: redirect.Joined, MissingIsHere: true,
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.NoHost, Text: faradayUnopened}, {For: redirect.NoSlashes, Text: faradayUnopened}, {For: redirect.BigPort, Text: faradayUnopened}, {For: redirect.BadHost, Text: faradayUnopened},
		},
		MalformedError:  `bad URI(is not URI?): "…" (URI::InvalidURIError)`,
		MalformedReason: measured("FollowRedirects escapes what a URL may not have but percent signs and brackets; what is then still wrong is an error.", faradayEscape),
		SchemeError:     faradayUnopened,
		SchemeReason:    measured("FollowRedirects looks at no scheme: Net::HTTP speaks HTTP to whatever host there is, or to none.", faradayEnv),
		FragmentReason:  measured("FollowRedirects cuts a fragment off, and takes none over from the URL before.", faradayEscape),
	},
	Limit: redirect.Limit{
		Max: 3, First: true, Error: "too many redirects; last one to: {location} (FaradayMiddleware::RedirectLimitReached)",
		Reason: measured("The limit is {limit}: one more redirect is an error.", faradayFollow),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302, 303}, Methods: []string{"HEAD", "OPTIONS"},
			Reason: measured("{status} leaves {method} as it is.", faradayMethod),
		},
		{
			Statuses: []int{301, 302, 303}, To: "GET", DropBody: true,
			Reason: measured("{status} answers a {method}: FollowRedirects goes on with GET{without-body}.", faradayMethod),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, faradayEnv)},
	},
	Once: redirect.OnceRule{
		Kinds: []redirect.BodyKind{redirect.Stream, redirect.Multipart}, Then: redirect.OnceHangs, EvenIfDropping: true,
		Reason: measured("The body has been read to its end, and Content-Length stays: the next request announces a body that does not come, and the server waits for it.", faradayEnv, faradayHangs),
	},
	Headers: []redirect.HeaderRule{{
		Names:  []string{"authorization"},
		When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort, Written: true},
		Reason: measured("The Location names another scheme, host or port, or is relative and begins with no slash: Authorization is removed, and stays away.", faradayAuth, faradaySame),
		Spared: measured("Same scheme, host and port, or a Location that begins with a slash, even with two: Authorization stays.", faradaySame),
	}},
	Carries: measured("FollowRedirects sends the headers again on every hop, to any host.", faradayEnv),
	Prepare: redirect.Preparation{
		MethodCase:  redirect.Upper,
		Methods:     []string{"GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE"},
		MethodError: "unknown http method: … (ArgumentError)",
		ZeroLength:  rubyEmpty, ZeroStays: true, EmptyType: rubyTypes.Form, Measures: true, TypeStays: true,
		ContentTypes: redirect.ContentTypes{
			Text: rubyTypes.Text, Form: rubyTypes.Form,
			Multipart: rubyTypes.Multipart, Stream: "application/octet-stream",
		},
		MethodReason: measured("Faraday knows eight methods, and this is none of them.", faradayVerbs),
		Reason:       documented("Faraday takes a text for a form, unless a header says otherwise.", faradayTypes),
	},
}

func faradayProfile() Profile {
	p := faradayPolicy
	return Profile{
		ID: "ruby-faraday", Name: "Faraday 1 (Ruby)", Base: p,
		About: "Faraday with FollowRedirects of faraday_middleware, over Net::HTTP.",
		Basis: "faraday_middleware 1.2.0 and Faraday 1.1.0, source",
		Options: []Option{
			{
				Name: "standards_compliant", Kind: Flag, Default: false, Source: faradayOption,
				About: "Keep the method on 301 and 302.",
				apply: func(p *redirect.Policy, v any) {
					if v.(bool) {
						p.Rewrites = append([]redirect.Rewrite{{
							Statuses: []int{301, 302}, Reason: measured("standards_compliant keeps the method on {status}{with-body}.", faradayOption),
						}}, p.Rewrites...)
					}
				},
			},
			{
				Name: "clear_authorization_header", Kind: Flag, Default: true, Source: faradayOption,
				About: "false: Authorization goes to any host.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Headers = nil
					}
				},
			},
			{
				Name: "limit", Kind: Number, Default: 3, Min: 0, Max: 1000, Source: faradayOption,
				About: "How many redirects are followed.",
				apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
			},
		},
	}
}
