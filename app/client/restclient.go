package client

import (
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// Ruby's RestClient, after the source of 2.1.0.

var (
	restReturn  = restSource("abstract_response.rb, return!")
	restFollow  = restSource("abstract_response.rb, _follow_redirection")
	restGet     = restSource("abstract_response.rb, follow_get_redirection")
	restLimit   = restSource("abstract_response.rb, check_max_redirects")
	restRequest = restSource("request.rb, parse_url_with_auth!")
	restHeaders = restSource("request.rb, make_headers")
	restMethod  = restSource("request.rb, net_http_request_class")
)

// restSource cites a method of a file of lib/restclient.
func restSource(where string) *redirect.Source {
	file, _, _ := strings.Cut(where, ",")
	return src("rest-client 2.1.0, "+where, "https://github.com/rest-client/rest-client/blob/v2.1.0/lib/restclient/"+file)
}

const restClientRaised redirect.ErrorText = "{status} {phrase|…} (RestClient::{class})"

var restClientPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{
		{From: 301, To: 302, Methods: []string{"GET", "HEAD"}}, {From: 307, To: 307, Methods: []string{"GET", "HEAD"}}, {From: 303, To: 303},
	},
	ErrorStatus: restClientRaised, UnknownError: "HTTP status code {status} (RestClient::RequestFailed)",
	ErrorStatusReason: measured("RestClient raises an exception for any status outside 200 to 207 that it does not follow. Of a method but GET and HEAD it follows 303 alone, and nobody's 308.", restReturn),
	Location: redirect.LocationRules{
		Syntax: redirect.Exact, Repeated: redirect.Joined, Userinfo: redirect.BasicOfFirst,
		MissingFails: true, MissingError: restClientRaised,
		MissingReason: measured("Without a Location, {status} is an exception.", restFollow),
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.NotASCII, Text: rubyNotASCII}, {For: redirect.BigPort, Text: rubyUnopened},
			{For: redirect.NoHost, Text: "bad URI(no host provided): {location} (URI::InvalidURIError)"},
			{For: redirect.NoSlashes, Text: `bad URI(is not URI?): "http://{location}" (URI::InvalidURIError)`},
		},
		MalformedError:  rubyBadURI,
		MalformedReason: measured("Ruby's URI forgives nothing: what RFC 3986 does not allow in the Location is an error.", restFollow),
		SchemeError:     "not an HTTP URI (ArgumentError)",
		Schemes: redirect.ErrorsFor[string]{
			{For: "data", Text: `bad URI(is not URI?): "http://{location}" (URI::InvalidURIError)`}, {For: "javascript", Text: `bad URI(is not URI?): "http://{location}" (URI::InvalidURIError)`},
			{For: "mailto", Text: rubyUnopened}, // it is taken for a user and a host
		},
		SchemeReason:   measured("RestClient goes to http and https, not to {scheme}.", restRequest),
		FragmentReason: measured("RestClient takes no fragment over from the URL before.", restFollow),
		UserinfoReason: measured("The user in the first URL becomes Basic credentials, which go everywhere; one in a Location does not.", restFollow),
	},
	Limit: redirect.Limit{
		Max: 10, First: true, Error: restClientRaised,
		Reason: measured("max_redirects is {limit}: one more redirect is an exception like any other status.", restLimit),
	},
	Rewrites: []redirect.Rewrite{
		{Statuses: []int{303}, To: "GET", DropBody: true, Reason: measured("303 asks for a GET: RestClient goes on with GET{without-body}.", restGet)},
		{Reason: measured("RestClient follows {status} for GET and HEAD alone: {method} goes on{with-body}.", restReturn)},
	},
	HeadersFrom: redirect.Original,
	Carries:     measured("RestClient sends every header again, to any host: it guards neither Authorization nor Cookie.", restFollow),
	Cookies: redirect.CookieRule{
		Jar: true, Replaces: true,
		Reason: measured("The cookies that were set for {to-host} come from a jar, and take the place of a Cookie header.", restFollow, restHeaders),
	},
	Prepare: redirect.Preparation{
		MethodCase: redirect.Upper,
		Methods: []string{
			"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
			"COPY", "LOCK", "MKCOL", "MOVE", "PROPFIND", "PROPPATCH", "UNLOCK",
		},
		MethodError: "uninitialized constant Net::HTTP::{op} (NameError)",
		ZeroLength:  rubyEmpty, EmptyType: rubyTypes.Form, Measures: true, ContentTypes: rubyTypes,
		MethodReason: measured("Net::HTTP has a class for each request method, and none for this one.", restMethod),
		Reason:       documented("Net::HTTP takes any body for a form, unless a header says otherwise.", rubyNetHTTP),
	},
}

func restClientProfile() Profile {
	p := restClientPolicy
	return Profile{
		ID: "ruby-rest-client", Name: "RestClient (Ruby)", Base: p,
		About: "RestClient::Request.execute, which follows the redirects of GET and HEAD by itself.",
		Basis: "rest-client 2.1.0, source",
		Options: []Option{{
			Name: "max_redirects", Kind: Number, Default: 10, Min: 0, Max: 1000, Source: restSource("request.rb, Request"),
			About: "How many redirects are followed.",
			apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
		}},
	}
}
