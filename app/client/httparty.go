package client

import "github.com/hopscope/hopscope/app/redirect"

// Ruby's HTTParty, after the source of 0.21.0.

var (
	httpartyHandle    = &redirect.Source{Title: "HTTParty 0.21.0, request.rb, handle_response", URL: "https://github.com/jnunemaker/httparty/blob/v0.21.0/lib/httparty/request.rb"}
	httpartyURI       = &redirect.Source{Title: "HTTParty 0.21.0, request.rb, uri", URL: "https://github.com/jnunemaker/httparty/blob/v0.21.0/lib/httparty/request.rb"}
	httpartySetup     = &redirect.Source{Title: "HTTParty 0.21.0, request.rb, setup_raw_request", URL: "https://github.com/jnunemaker/httparty/blob/v0.21.0/lib/httparty/request.rb"}
	httpartyRedirects = &redirect.Source{Title: "HTTParty 0.21.0, request.rb, response_redirects?", URL: "https://github.com/jnunemaker/httparty/blob/v0.21.0/lib/httparty/request.rb"}
	httpartyHost      = &redirect.Source{Title: "HTTParty 0.21.0, request.rb, handle_host_redirection", URL: "https://github.com/jnunemaker/httparty/blob/v0.21.0/lib/httparty/request.rb"}
	httpartyCookies   = &redirect.Source{Title: "HTTParty 0.21.0, request.rb, capture_cookies", URL: "https://github.com/jnunemaker/httparty/blob/v0.21.0/lib/httparty/request.rb"}
	httpartyValidate  = &redirect.Source{Title: "HTTParty 0.21.0, request.rb, validate", URL: "https://github.com/jnunemaker/httparty/blob/v0.21.0/lib/httparty/request.rb"}
	httpartyOptions   = &redirect.Source{Title: "HTTParty 0.21.0, lib/httparty.rb, ClassMethods", URL: "https://github.com/jnunemaker/httparty/blob/v0.21.0/lib/httparty.rb"}
	httpartyLeaks     = &redirect.Source{Title: "HTTParty, issue 637: Sensitive headers are sent to cross-site when redirecting", URL: "https://github.com/jnunemaker/httparty/issues/637"}
	rubyNetHTTP       = &redirect.Source{Title: "Ruby 3.1.2, net/http/generic_request.rb", URL: "https://github.com/ruby/ruby/blob/v3_1_2/lib/net/http/generic_request.rb"}
)

// What Ruby's Net::HTTP does beneath its clients.
var (
	rubyUnopened = redirect.ErrorText("Failed to open TCP connection to … (Errno::ECONNREFUSED)")
	rubyBadURI   = redirect.ErrorText("bad URI(is not URI?): {quoted} (URI::InvalidURIError)")
	rubyNotASCII = redirect.ErrorText("URI must be ascii only … (URI::InvalidURIError)")
	rubyTypes    = redirect.ContentTypes{
		Text: "application/x-www-form-urlencoded", Form: "application/x-www-form-urlencoded",
		Stream:    "application/x-www-form-urlencoded",
		Multipart: "multipart/form-data; boundary={boundary}",
	}
	rubyEmpty = []string{"POST", "PUT", "PATCH"}
)

// httparty303 is what becomes of the method on 303.
var httparty303 = redirect.Rewrite{
	Statuses: []int{303}, To: "GET",
	Reason: measured("303 asks for a GET: HTTParty goes on with GET{with-body}.", httpartyHandle),
}

var httpartyPolicy = redirect.Policy{
	Location: redirect.LocationRules{
		Syntax: redirect.Appended, PathlessIsRoot: true, Repeated: redirect.OneOnly, Userinfo: redirect.BasicOfHost,
		RepeatedError:  "… (HTTParty::DuplicateLocationHeader)",
		RepeatedReason: measured("More than one Location is an error, whatever they say.", httpartyHost),
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.NotASCII, Text: rubyNotASCII}, {For: redirect.NoHost, Text: rubyUnopened}, {For: redirect.BigPort, Text: rubyUnopened},
			{For: redirect.NoSlashes, Text: "no HTTP request path given (ArgumentError)"},
		},
		MalformedError:  rubyBadURI,
		MalformedReason: measured("Ruby's URI forgives nothing: what RFC 3986 does not allow in the Location is an error.", httpartyURI),
		SchemeError:     "'{location}' Must be HTTP, HTTPS or Generic (HTTParty::UnsupportedURIScheme)",
		SchemeReason:    measured("HTTParty goes to http and https, not to {scheme}.", httpartyURI),
		FragmentReason:  measured("HTTParty takes no fragment over from the URL before.", httpartyURI),
		UserinfoReason:  measured("The user in the first URL becomes Basic credentials, until a redirect leads to another host; one in a Location does not.", httpartyHost, httpartySetup),
	},
	Limit: redirect.Limit{
		Max: 4, Error: "HTTP redirects too deep (HTTParty::RedirectionTooDeep)",
		Reason: measured("The limit counts requests, and they are used up: one more redirect is an error.", httpartyValidate),
	},
	HeadersFrom: redirect.Original,
	Carries:     measured("HTTParty sends every header again, to any host: it guards neither Authorization nor Cookie.", httpartySetup, httpartyLeaks),
	Once: redirect.OnceRule{
		Then:   redirect.SendsEmpty,
		Reason: measured("The stream has been read to its end, and nobody rewinds it: the next request has an empty body, without an error.", httpartySetup),
	},
	Cookies: redirect.CookieRule{
		Jar: true, Merges: true, Everywhere: true,
		Reason: measured("What a response sets is written into the Cookie header, and goes everywhere from then on: HTTParty reads neither host nor path.", httpartyCookies),
	},
	Prepare: redirect.Preparation{
		MethodCase:  redirect.Upper,
		Methods:     []string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MOVE", "COPY", "MKCOL", "LOCK", "UNLOCK"},
		MethodError: "undefined method `…' for HTTParty:Module (NoMethodError)",
		ZeroLength:  rubyEmpty, EmptyType: rubyTypes.Form, Chunks: true, ContentTypes: rubyTypes,
		MethodReason: measured("HTTParty has a method of its own for each request method, and none for this one.", httpartyOptions),
		Reason:       documented("Net::HTTP takes any body for a form, unless a header says otherwise.", rubyNetHTTP),
	},
}

func httpartyProfile() Profile {
	p := httpartyPolicy
	follows := measured("HTTParty follows any status from 300 to 399 but 304 that has a Location, {status} too.", httpartyRedirects)
	p.Statuses = []redirect.StatusRule{
		{From: 300, To: 303, OnlyWithLocation: true, Reason: follows},
		{From: 305, To: 399, OnlyWithLocation: true, Reason: follows},
	}
	p.Rewrites = []redirect.Rewrite{httparty303, {Statuses: []int{307, 308}, Reason: required(keeps307, httpartyHandle)}, {
		Methods: []string{"HEAD"},
		Reason:  measured("{status} leaves HEAD as it is.", httpartyHandle, httpartyOptions),
	}, {
		To: "GET", Reason: measured("{status} answers a {method}: HTTParty goes on with GET{with-body}.", httpartyHandle),
	}}
	return Profile{
		ID: "ruby-httparty", Name: "HTTParty (Ruby)", Base: p,
		About: "HTTParty.get and its like, which follow redirects by themselves.",
		Basis: "HTTParty 0.21.0, source",
		Options: []Option{
			{
				Name: "follow_redirects", Kind: Flag, Default: true, Source: httpartyOptions,
				About: "false: redirects are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Mode = redirect.HandBack
						p.ModeReason = measured("follow_redirects is false: the {status} is handed back.", httpartyRedirects)
					}
				},
			},
			{
				Name: "maintain_method_across_redirects", Kind: Flag, Default: false, Source: httpartyOptions,
				About: "Keep the method on every redirect but 303.",
				apply: func(p *redirect.Policy, v any) {
					if v.(bool) {
						p.Rewrites = []redirect.Rewrite{httparty303, {Statuses: []int{307, 308}, Reason: required(keeps307, httpartyHandle)}, {
							Reason: measured("maintain_method_across_redirects keeps the method on {status}{with-body}.", httpartyHandle),
						}}
					}
				},
			},
			{
				Name: "resend_on_redirect", Kind: Flag, Default: false, Source: httpartyOptions,
				About: "Together with maintain_method_across_redirects: keep it on 303, too.",
				apply: func(p *redirect.Policy, v any) {
					resend := redirect.Rewrite{
						Statuses: []int{303}, Reason: measured("resend_on_redirect keeps the method on {status}, too{with-body}.", httpartyHandle),
					}
					if p.Rewrites[len(p.Rewrites)-1].To != "" { // of HEAD alone the method is maintained
						resend.Methods = []string{"HEAD"}
					}
					if v.(bool) {
						p.Rewrites = append([]redirect.Rewrite{resend}, p.Rewrites...)
					}
				},
			},
			{
				Name: "limit", Kind: Number, Default: 5, Min: 1, Max: 1000, Source: httpartyOptions,
				About: "How many requests are made: one more than redirects are followed.",
				apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) - 1 },
			},
		},
	}
}
