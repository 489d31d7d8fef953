package client

import (
	"errors"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// curl -L, after its manual and the source of 7.88.1.

var (
	curlManX               = &redirect.Source{Title: "curl manual, -X", URL: "https://curl.se/docs/manpage.html#-X"}
	curlManL               = &redirect.Source{Title: "curl manual, -L", URL: "https://curl.se/docs/manpage.html#-L"}
	curlManLocationTrusted = &redirect.Source{Title: "curl manual, --location-trusted", URL: "https://curl.se/docs/manpage.html#--location-trusted"}
	curlManH               = &redirect.Source{Title: "curl manual, -H", URL: "https://curl.se/docs/manpage.html#-H"}
	curlManD               = &redirect.Source{Title: "curl manual, -d", URL: "https://curl.se/docs/manpage.html#-d"}
	curlManF               = &redirect.Source{Title: "curl manual, -F", URL: "https://curl.se/docs/manpage.html#-F"}
	curlManT               = &redirect.Source{Title: "curl manual, -T", URL: "https://curl.se/docs/manpage.html#-T"}
	curlManB               = &redirect.Source{Title: "curl manual, -b", URL: "https://curl.se/docs/manpage.html#-b"}
	curlManE               = &redirect.Source{Title: "curl manual, -e", URL: "https://curl.se/docs/manpage.html#-e"}
)

var (
	curlFollow   = &redirect.Source{Title: "curl, lib/transfer.c, Curl_follow", URL: "https://github.com/curl/curl/blob/curl-7_88_1/lib/transfer.c#L1461"}
	curlHTTP     = &redirect.Source{Title: "curl, lib/http.c, Curl_http_header", URL: "https://github.com/curl/curl/blob/curl-7_88_1/lib/http.c#L3542"}
	curlMethod   = &redirect.Source{Title: "curl, lib/http.c, Curl_http_method", URL: "https://github.com/curl/curl/blob/curl-7_88_1/lib/http.c#L1959"}
	curlHeaders  = &redirect.Source{Title: "curl, lib/http.c, Curl_add_custom_headers", URL: "https://github.com/curl/curl/blob/curl-7_88_1/lib/http.c#L1818"}
	curlAuth     = &redirect.Source{Title: "curl, lib/vauth/vauth.c, Curl_auth_allowed_to_host", URL: "https://github.com/curl/curl/blob/curl-7_88_1/lib/vauth/vauth.c"}
	curlRewind   = &redirect.Source{Title: "curl, lib/multi.c, readrewind", URL: "https://github.com/curl/curl/blob/curl-7_88_1/lib/multi.c"}
	curlCookies  = &redirect.Source{Title: "curl, lib/http.c, Curl_http_cookies", URL: "https://github.com/curl/curl/blob/curl-7_88_1/lib/http.c#L2650"}
	curlSchemes  = &redirect.Source{Title: "libcurl, CURLOPT_REDIR_PROTOCOLS_STR", URL: "https://curl.se/libcurl/c/CURLOPT_REDIR_PROTOCOLS_STR.html"}
	curlMaxRedir = &redirect.Source{Title: "curl manual, --max-redirs", URL: "https://curl.se/docs/manpage.html#--max-redirs"}
)

// curlMan cites an option in curl's manual.
func curlMan(option string) *redirect.Source {
	return src("curl manual, "+option, "https://curl.se/docs/manpage.html#"+option)
}

// curlHeld is why -X keeps its word on the wire while the body goes.
var curlHeld = measured("{method} was named by -X, so curl writes it on every hop. Inside, the {status} still made a GET of the request{body-gone}.",
	curlManX, curlMethod, curlFollow)

var curlPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: documented("{status} has a Location: curl -L follows it.", curlManL, curlHTTP)},
		{
			From: 300, To: 399, OnlyWithLocation: true,
			Reason: measured("curl -L follows any status from 300 to 399 that has a Location, {status} too.", curlHTTP),
		},
	},
	Location: redirect.LocationRules{
		Syntax:    redirect.Literal,
		Elsewhere: []string{"ftp", "ftps"}, EmptyIsMissing: true, Repeated: redirect.First,
		FragmentIsHere: true, EmptyQuery: redirect.EmptyQueryDropped, Userinfo: redirect.BasicOfSession,
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.BadHost, Text: "curl: (3) The redirect target URL could not be parsed: Bad hostname"},
			{For: redirect.BadChar, Text: "curl: (3) The redirect target URL could not be parsed: Bad …"}, // path, or query
			{For: redirect.BadIPv6, Text: "curl: (3) The redirect target URL could not be parsed: Bad IPv6 address"},
			{For: redirect.BadPort, Text: "curl: (3) The redirect target URL could not be parsed: Port number was not a decimal number between 0 and 65535"},
			{For: redirect.NoHost, Text: "curl: (3) The redirect target URL could not be parsed: No host part in the URL"},
			{For: redirect.NoSlashes, Text: "curl: (3) The redirect target URL could not be parsed: Unsupported number of slashes following scheme"},
		},
		Schemes:         redirect.ErrorsFor[string]{{For: "file", Text: `curl: (1) Protocol "file" not supported or disabled in libcurl`}},
		MissingReason:   measured("Without a Location to read, {status} leads nowhere: curl prints the response it got.", curlHTTP),
		MalformedError:  "curl: (3) The redirect target URL could not be parsed",
		MalformedReason: measured("The Location {location} cannot be read as a URL.", curlFollow),
		SchemeError:     `curl: (1) The redirect target URL could not be parsed: Unsupported URL scheme`,
		SchemeReason:    measured("A redirect may lead curl to http, https, ftp and ftps, not to {scheme}.", curlSchemes),
		ElsewhereReason: simulated("curl goes on with {scheme}, which this simulation does not show.", curlSchemes),
		FragmentReason:  measured("curl takes no fragment over from the URL before.", curlFollow),
		UserinfoReason:  measured("The user in a URL becomes Basic credentials, which go where Authorization may go, and end with another port or scheme.", curlFollow, curlAuth),
	},
	Limit: redirect.Limit{
		Max: 50, First: true, Error: "curl: (47) Maximum ({limit}) redirects followed",
		Reason: measured("--max-redirs is {limit}: one more redirect is an error.", curlMaxRedir, curlFollow),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, Held: curlHeld,
			Reason: measured("{status} answers a POST: curl goes on with GET, as browsers do{without-body}.", curlManL, curlFollow),
		},
		{
			Statuses: []int{303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, Held: curlHeld,
			Reason: measured("303 asks for a GET: curl goes on with GET{without-body}.", curlFollow),
		},
		{Statuses: []int{307, 308}, Reason: required("{status} does not let the method change: {method} goes on{with-body}.", curlFollow)},
		{Reason: measured("curl changes nothing about {method} on a {status}.", curlFollow)},
	},
	Once: redirect.OnceRule{
		Then: redirect.OnceFails, Error: "curl: (65) seek callback returned error 2",
		Reason: measured("The upload comes from a pipe (-T -): curl cannot read it a second time.", curlRewind),
	},
	HeadersFrom: redirect.Original,
	Headers: []redirect.HeaderRule{
		{
			Names: []string{"authorization", "cookie"},
			When:  redirect.Crossing{Against: redirect.Original, Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.SamePort},
			Reason: measured("{header} goes only to the scheme, host and port that curl was first sent to; --location-trusted would send it everywhere.",
				curlManLocationTrusted, curlHeaders, curlAuth),
			Spared: measured("Same scheme, host and port as the first URL: {header} is sent.", curlHeaders, curlAuth),
		},
		{
			Names:  []string{"host"},
			When:   redirect.Crossing{Against: redirect.Original, Host: redirect.SameHost},
			Reason: measured("A Host set by hand goes to the first host only.", curlHeaders),
			Spared: measured("Same host as in the first URL: the Host set by hand is sent.", curlHeaders),
		},
	},
	Carries: measured("curl sends what -H sets on every hop, to any host.", curlManH, curlHeaders),
	Prepare: redirect.Preparation{
		OverBody: true, Chunks: true, ZeroLength: []string{"POST"}, EmptyType: "application/x-www-form-urlencoded",
		ContentTypes: redirect.ContentTypes{
			Text: "application/x-www-form-urlencoded", Form: "application/x-www-form-urlencoded",
			Multipart: "multipart/form-data; boundary={boundary}",
		},
		MethodReason: documented("-X replaces the method that curl's other options ask for.", curlManX, curlMethod),
		Reason:       documented("curl adds this for what -d, -F or -T sends.", curlManD, curlManF),
	},
}

func curlProfile() Profile {
	p := curlPolicy
	return Profile{
		ID: "curl", Name: "curl -L", Base: p,
		About:   "The command line tool, told to follow redirects.",
		Basis:   "curl 7.88.1, manual and source",
		Options: curlOptions(),
	}
}

func curlOptions() []Option {
	return []Option{
		{
			Name: "request", Kind: Text, Default: "", Source: curlManX,
			About: "-X: the method to write, whatever the other options ask for.",
			check: checkMethod,
			apply: func(p *redirect.Policy, v any) { p.Prepare.Verb = v.(string) },
		},
		keepPost("post301", 301), keepPost("post302", 302), keepPost("post303", 303),
		{
			Name: "location-trusted", Kind: Flag, Default: false, Source: curlManLocationTrusted,
			About: "Send Authorization and Cookie to every host.",
			apply: func(p *redirect.Policy, v any) {
				if !v.(bool) {
					return
				}
				p.Headers = append([]redirect.HeaderRule{{
					Names:  []string{"authorization", "cookie"},
					Spared: measured("--location-trusted: {header} is sent to every host.", curlManLocationTrusted),
				}}, p.Headers[1:]...)
			},
		},
		{
			Name: "max-redirs", Kind: Number, Default: 50, Min: -1, Max: 1000, Source: curlMaxRedir,
			About: "How many redirects are followed; -1: no limit.",
			apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
		},
		{
			Name: "location", Kind: Flag, Default: true, Source: curlManL,
			About: "-L; false: redirects are not followed.",
			apply: func(p *redirect.Policy, v any) {
				if !v.(bool) {
					p.Mode = redirect.HandBack
					p.ModeReason = measured("Without -L curl follows nothing: the {status} is what it prints.", curlManL)
				}
			},
		},
		{
			Name: "upload-file", Kind: Flag, Default: false, Source: curlManT,
			About: "-T: the body is a file that is uploaded with PUT, rather than posted.",
			apply: func(p *redirect.Policy, v any) {
				if v.(bool) {
					p.Prepare.Uploads, p.Prepare.ContentTypes = true, redirect.ContentTypes{}
				}
			},
		},
		{
			Name: "cookie-engine", Kind: Flag, Default: false, Source: curlManB,
			About: "-b '': keep the cookies that responses set.",
			apply: func(p *redirect.Policy, v any) {
				p.Cookies = redirect.CookieRule{Jar: v.(bool), Beside: true, Reason: measured("The cookie engine sends what was set for {to-host}.", curlManB, curlCookies)}
			},
		},
		{
			Name: "cookie", Kind: Flag, Default: false, Source: curlManB,
			About: "-b: the Cookie header is given as curl's own cookies, not with -H.",
			apply: func(p *redirect.Policy, v any) {
				if !v.(bool) {
					return
				}
				rules := []redirect.HeaderRule{{
					Names:  []string{"cookie"},
					Spared: measured("What -b sets goes to every host, unlike a Cookie set with -H.", curlCookies),
				}}
				for _, rule := range p.Headers {
					rule.Names = slices.DeleteFunc(slices.Clone(rule.Names), func(name string) bool { return name == "cookie" })
					rules = append(rules, rule)
				}
				p.Headers = rules
				if p.Cookies.Beside { // in one field with those that were set on the way
					p.Cookies.Beside, p.Cookies.Before = false, "; "
				}
			},
		},
		{
			Name: "auto-referer", Kind: Flag, Default: false, Source: curlManE,
			About: "-e ';auto': Referer names the URL redirected from.",
			apply: func(p *redirect.Policy, v any) {
				if !v.(bool) {
					return
				}
				p.Referer, p.RefererReason = redirect.RefererAlways, measured("-e ';auto': curl names the URL it was redirected from, without its user and its fragment.", curlManE, curlFollow)
				p.Headers = append([]redirect.HeaderRule{{
					Names: []string{"referer"}, When: redirect.Crossing{Always: true}, Reason: p.RefererReason,
				}}, p.Headers...)
			},
		},
	}
}

// checkMethod refuses what no method may be.
func checkMethod(text string) error {
	if strings.ContainsFunc(text, func(r rune) bool { return !redirect.TokenChar(r) }) {
		return errors.New("is not a method: it may hold letters, digits and !#$%&'*+-.^_`|~")
	}
	return nil
}

// keepPost is --post301 and its like: POST stays POST on that status.
func keepPost(name string, status int) Option {
	manual := curlMan("--" + name)
	return Option{
		Name: name, Kind: Flag, Default: false, Source: manual,
		About: "Keep POST, and its body, on this status.",
		apply: func(p *redirect.Policy, v any) {
			if v.(bool) {
				p.Rewrites = append([]redirect.Rewrite{{
					Statuses: []int{status}, Methods: []string{"POST"},
					Reason: measured("--"+name+" keeps the method on {status}{with-body}.", manual, curlFollow),
				}}, p.Rewrites...)
			}
		},
	}
}
