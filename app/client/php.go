package client

import (
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// PHP: its cURL functions and its streams (file_get_contents), after their manuals
// and the recordings.

var (
	libcurlCURLOPTCUSTOMREQUEST        = &redirect.Source{Title: "libcurl, CURLOPT_CUSTOMREQUEST", URL: "https://curl.se/libcurl/c/CURLOPT_CUSTOMREQUEST.html"}
	phpConstantCURLOPTFOLLOWLOCATION   = &redirect.Source{Title: "PHP manual, CURLOPT_FOLLOWLOCATION", URL: "https://www.php.net/manual/en/curl.constants.php#constant.curlopt-followlocation"}
	phpConstantCURLOPTMAXREDIRS        = &redirect.Source{Title: "PHP manual, CURLOPT_MAXREDIRS", URL: "https://www.php.net/manual/en/curl.constants.php#constant.curlopt-maxredirs"}
	libcurlCURLOPTPOSTREDIR            = &redirect.Source{Title: "libcurl, CURLOPT_POSTREDIR", URL: "https://curl.se/libcurl/c/CURLOPT_POSTREDIR.html"}
	phpConstantCURLOPTREADFUNCTION     = &redirect.Source{Title: "PHP manual, CURLOPT_READFUNCTION", URL: "https://www.php.net/manual/en/curl.constants.php#constant.curlopt-readfunction"}
	libcurlCURLOPTUNRESTRICTEDAUTH     = &redirect.Source{Title: "libcurl, CURLOPT_UNRESTRICTED_AUTH", URL: "https://curl.se/libcurl/c/CURLOPT_UNRESTRICTED_AUTH.html"}
	phpConstantCURLOPTHTTPHEADER       = &redirect.Source{Title: "PHP manual, CURLOPT_HTTPHEADER", URL: "https://www.php.net/manual/en/curl.constants.php#constant.curlopt-httpheader"}
	libcurlCURLOPTPOSTFIELDS           = &redirect.Source{Title: "libcurl, CURLOPT_POSTFIELDS", URL: "https://curl.se/libcurl/c/CURLOPT_POSTFIELDS.html"}
	phpConstantCURLOPTCUSTOMREQUEST    = &redirect.Source{Title: "PHP manual, CURLOPT_CUSTOMREQUEST", URL: "https://www.php.net/manual/en/curl.constants.php#constant.curlopt-customrequest"}
	phpConstantCURLOPTPOSTREDIR        = &redirect.Source{Title: "PHP manual, CURLOPT_POSTREDIR", URL: "https://www.php.net/manual/en/curl.constants.php#constant.curlopt-postredir"}
	phpConstantCURLOPTUNRESTRICTEDAUTH = &redirect.Source{Title: "PHP manual, CURLOPT_UNRESTRICTED_AUTH", URL: "https://www.php.net/manual/en/curl.constants.php#constant.curlopt-unrestricted-auth"}
	phpConstantCURLOPTAUTOREFERER      = &redirect.Source{Title: "PHP manual, CURLOPT_AUTOREFERER", URL: "https://www.php.net/manual/en/curl.constants.php#constant.curlopt-autoreferer"}
	libcurlCURLOPTAUTOREFERER          = &redirect.Source{Title: "libcurl, CURLOPT_AUTOREFERER", URL: "https://curl.se/libcurl/c/CURLOPT_AUTOREFERER.html"}
	phpConstantCURLOPTCOOKIEFILE       = &redirect.Source{Title: "PHP manual, CURLOPT_COOKIEFILE", URL: "https://www.php.net/manual/en/curl.constants.php#constant.curlopt-cookiefile"}
	libcurlCURLOPTCOOKIEFILE           = &redirect.Source{Title: "libcurl, CURLOPT_COOKIEFILE", URL: "https://curl.se/libcurl/c/CURLOPT_COOKIEFILE.html"}
	guzzleSourceGuardMax               = &redirect.Source{Title: "Guzzle 7.4.5, RedirectMiddleware.php, guardMax", URL: "https://github.com/guzzle/guzzle/blob/7.4.5/src/RedirectMiddleware.php"}
	guzzleSourceInvoke                 = &redirect.Source{Title: "Guzzle 7.4.5, RedirectMiddleware.php, __invoke", URL: "https://github.com/guzzle/guzzle/blob/7.4.5/src/RedirectMiddleware.php"}
)

// phpCurlHeld is why CURLOPT_CUSTOMREQUEST keeps its word on the wire while the
// body goes.
var phpCurlHeld = measured("{method} was named by CURLOPT_CUSTOMREQUEST, so libcurl writes it on every hop. Inside, the {status} still made a GET of the request{body-gone}.",
	libcurlCURLOPTCUSTOMREQUEST, curlMethod, curlFollow)

// phpCurlProfile is curl's own, since one library is beneath both: what differs
// are PHP's words and limit, and how a stream is posted.
func phpCurlProfile() Profile {
	p := curlProfile().Base
	follow := phpConstantCURLOPTFOLLOWLOCATION
	p.Statuses = []redirect.StatusRule{{Reason: documented("{status} has a Location: with CURLOPT_FOLLOWLOCATION libcurl follows it.", follow, curlHTTP)},
		{
			From: 300, To: 399, OnlyWithLocation: true,
			Reason: measured("With CURLOPT_FOLLOWLOCATION libcurl follows any status from 300 to 399 that has a Location, {status} too.", curlHTTP),
		},
	}
	l := &p.Location
	l.MissingReason = measured("Without a Location to read, {status} leads nowhere: curl_exec() returns the response it got.", curlHTTP)
	l.MalformedError, l.SchemeError = phpCurlError(l.MalformedError), phpCurlError(l.SchemeError)
	l.Faults, l.Schemes = phpCurlErrors(l.Faults), phpCurlErrors(l.Schemes)
	p.Limit.Max, p.Limit.Error = 20, phpCurlError(p.Limit.Error)
	p.Limit.Reason = measured("CURLOPT_MAXREDIRS is {limit}, which PHP sets where the program sets none: one more redirect is an error.", phpConstantCURLOPTMAXREDIRS, curlFollow)
	p.Rewrites = []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, Held: phpCurlHeld,
			Reason: measured("{status} answers a POST: libcurl goes on with GET, as browsers do{without-body}.", libcurlCURLOPTPOSTREDIR, curlFollow),
		},
		{
			Statuses: []int{303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, Held: phpCurlHeld,
			Reason: measured("303 asks for a GET: libcurl goes on with GET{without-body}.", curlFollow),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, curlFollow)},
		{Reason: measured("libcurl changes nothing about {method} on a {status}.", curlFollow)},
	}
	p.Once.Error = "cURL error 65: necessary data rewind wasn't possible"
	p.Once.Reason = measured("The body comes from a CURLOPT_READFUNCTION, which libcurl cannot take back to its beginning.", phpConstantCURLOPTREADFUNCTION, curlRewind)
	p.Headers = append([]redirect.HeaderRule{}, p.Headers...)
	p.Headers[0].Reason = measured("{header} goes only to the scheme, host and port of the first URL; CURLOPT_UNRESTRICTED_AUTH would send it everywhere.",
		libcurlCURLOPTUNRESTRICTEDAUTH, curlHeaders, curlAuth)
	p.Carries = measured("libcurl sends what CURLOPT_HTTPHEADER sets on every hop, to any host.", phpConstantCURLOPTHTTPHEADER, curlHeaders)
	p.Prepare.StreamPosts = true
	p.Prepare.MethodReason = documented("CURLOPT_CUSTOMREQUEST replaces the method that the other options ask for.", libcurlCURLOPTCUSTOMREQUEST, curlMethod)
	p.Prepare.Reason = documented("libcurl adds this for what CURLOPT_POSTFIELDS sends.", libcurlCURLOPTPOSTFIELDS)
	return Profile{
		ID: "php-curl", Name: "PHP cURL", Base: p,
		About:   "curl_exec() with CURLOPT_FOLLOWLOCATION.",
		Basis:   "PHP 8.2 with libcurl 7.88.1, recordings, manuals and source",
		Options: phpCurlOptions(),
	}
}

// phpCurlError is an error of the command as PHP has it.
func phpCurlError(text redirect.ErrorText) redirect.ErrorText {
	number, words, _ := strings.Cut(strings.TrimPrefix(string(text), "curl: ("), ")")
	return redirect.ErrorText("cURL error " + number + ":" + words)
}

func phpCurlErrors[K comparable](texts redirect.ErrorsFor[K]) redirect.ErrorsFor[K] {
	out := slices.Clone(texts)
	for i := range out {
		out[i].Text = phpCurlError(out[i].Text)
	}
	return out
}

func phpCurlOptions() []Option {
	return []Option{
		{
			Name: "CURLOPT_CUSTOMREQUEST", Kind: Text, Default: "", Source: phpConstantCURLOPTCUSTOMREQUEST,
			About: "The method to write, whatever the other options ask for.",
			check: checkMethod,
			apply: func(p *redirect.Policy, v any) { p.Prepare.Verb = v.(string) },
		},
		{
			Name: "CURLOPT_POSTREDIR", Kind: Number, Default: 0, Min: 0, Max: 7, Source: phpConstantCURLOPTPOSTREDIR,
			About: "Where POST stays POST: 1 on 301, 2 on 302, 4 on 303, or a sum of these.",
			apply: func(p *redirect.Policy, v any) {
				var keeps []int
				for i, status := range []int{301, 302, 303} {
					if v.(int)&(1<<i) != 0 {
						keeps = append(keeps, status)
					}
				}
				if keeps != nil {
					p.Rewrites = append([]redirect.Rewrite{{
						Statuses: keeps, Methods: []string{"POST"},
						Reason: measured("CURLOPT_POSTREDIR keeps the method on {status}{with-body}.", libcurlCURLOPTPOSTREDIR, curlFollow),
					}}, p.Rewrites...)
				}
			},
		},
		{
			Name: "CURLOPT_UNRESTRICTED_AUTH", Kind: Flag, Default: false, Source: phpConstantCURLOPTUNRESTRICTEDAUTH,
			About: "Send Authorization and Cookie to every host.",
			apply: func(p *redirect.Policy, v any) {
				if v.(bool) {
					p.Headers = append([]redirect.HeaderRule{{
						Names:  []string{"authorization", "cookie"},
						Spared: measured("CURLOPT_UNRESTRICTED_AUTH: {header} is sent to every host.", libcurlCURLOPTUNRESTRICTEDAUTH),
					}}, p.Headers[1:]...)
				}
			},
		},
		{
			Name: "CURLOPT_AUTOREFERER", Kind: Flag, Default: false, Source: phpConstantCURLOPTAUTOREFERER,
			About: "Name the URL redirected from in Referer.",
			apply: func(p *redirect.Policy, v any) {
				if v.(bool) {
					p.Referer = redirect.RefererAlways
					p.RefererReason = measured("CURLOPT_AUTOREFERER: libcurl names the URL it was redirected from, unless a Referer is set by hand.", libcurlCURLOPTAUTOREFERER)
				}
			},
		},
		{
			Name: "CURLOPT_COOKIEFILE", Kind: Flag, Default: false, Source: phpConstantCURLOPTCOOKIEFILE,
			About: "Set to '': keep the cookies that responses set.",
			apply: func(p *redirect.Policy, v any) {
				p.Cookies = redirect.CookieRule{Jar: v.(bool), Beside: true, Reason: measured("The cookie engine sends what was set for {to-host}.", libcurlCURLOPTCOOKIEFILE, curlCookies)}
			},
		},
		{
			Name: "CURLOPT_MAXREDIRS", Kind: Number, Default: 20, Min: -1, Max: 1000, Source: phpConstantCURLOPTMAXREDIRS,
			About: "How many redirects are followed; -1: no limit.",
			apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
		},
		{
			Name: "CURLOPT_FOLLOWLOCATION", Kind: Flag, Default: true, Source: phpConstantCURLOPTFOLLOWLOCATION,
			About: "False, as it is in a program that does not set it: redirects are not followed.",
			apply: func(p *redirect.Policy, v any) {
				if !v.(bool) {
					p.Mode = redirect.HandBack
					p.ModeReason = measured("Without CURLOPT_FOLLOWLOCATION nothing is followed: the {status} is what curl_exec() returns.", phpConstantCURLOPTFOLLOWLOCATION)
				}
			},
		},
	}
}

var (
	phpContext = &redirect.Source{Title: "PHP manual, HTTP context options", URL: "https://www.php.net/manual/en/context.http.php"}
	phpWrapper = &redirect.Source{Title: "PHP 8.2, ext/standard/http_fopen_wrapper.c", URL: "https://github.com/php/php-src/blob/PHP-8.2/ext/standard/http_fopen_wrapper.c"}
)

var phpStreamFailed = func(text string) redirect.ErrorText {
	return redirect.ErrorText("Warning: file_get_contents({first-url}): Failed to open stream: " + text)
}
var phpStreamFollows = measured("{status} has a Location: PHP goes to it, as on 300 to 303, 307 and 308.", phpContext, phpWrapper)
var phpStreamDescribed = []string{"content-type", "content-length"}

var phpStreamPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: phpStreamFollows}, {From: 300, To: 300, OnlyWithLocation: true, Reason: phpStreamFollows}},
	Location: redirect.LocationRules{
		Syntax: redirect.Pasted, Repeated: redirect.LastOne, Elsewhere: []string{"ftp", "ftps"}, Userinfo: redirect.BasicEverywhere,
		UserinfoReason:  measured("The user in a URL becomes Basic credentials; a Location that is a path does not take the user of the first URL along.", phpWrapper),
		MissingReason:   measured("Without a Location to read, {status} leads nowhere: the response is handed back.", phpWrapper),
		MalformedError:  phpStreamFailed("Invalid redirect URL! {location}"),
		Faults:          redirect.ErrorsFor[redirect.Fault]{{For: redirect.BadIPv6, Text: phpStreamFailed("Failed to parse IPv6 address …")}, {For: redirect.BadHost, Text: phpStreamFailed("php_network_getaddresses: getaddrinfo for … failed: Name or service not known")}},
		MalformedReason: measured("The Location {location} cannot be read as a URL.", phpWrapper),
		ElsewhereReason: simulated("PHP goes on with {scheme}, which this simulation does not show.", phpWrapper),
		FragmentReason:  measured("PHP takes no fragment over from the URL before.", phpWrapper),
	},
	Limit: redirect.Limit{
		Max: 19, Error: phpStreamFailed("Redirection limit reached, aborting"),
		Reason: measured("max_redirects counts the first request, too: {limit} redirects have been followed, and one more is an error.", phpContext, phpWrapper),
	},
	ErrorStatus: phpStreamFailed("HTTP request failed! HTTP/1.1 {status} …"), ErrorFrom: 400,
	ErrorStatusReason: measured("{status} is an error for PHP, as any status from 400 on; ignore_errors would hand the response over.", phpContext),
	RequestFrom:       redirect.Original,
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{307, 308},
			Reason:   measured("On {status} PHP makes the request of the context anew, with its method and its content, also where an earlier redirect was followed without.", phpWrapper),
		},
		{
			Methods: []string{"GET", "HEAD"}, DropBody: true, DropHeaders: phpStreamDescribed,
			Reason: measured("{status} leaves GET and HEAD as they are; the content, and the type and length of it, are not sent again.", phpWrapper),
		},
		{
			To: "GET", DropBody: true, DropHeaders: phpStreamDescribed,
			Reason: measured("After a {status} PHP goes on with GET, whatever the method of the context{without-body}.", phpWrapper),
		},
	},
	HeadersFrom: redirect.Original,
	Headers: []redirect.HeaderRule{{
		Names: []string{"authorization", "cookie"}, Sticky: true,
		When:   redirect.Crossing{Host: redirect.SameHost, Port: redirect.SamePort},
		Reason: measured("{to-origin} is another host or port than {from-origin}: {header} is removed, and stays away."),
		Spared: measured("Same host and port: {header} stays."),
	}},
	Carries: measured("PHP sends the headers of the context on every hop, to any host.", phpContext),
	Prepare: redirect.Preparation{
		ContentTypes: redirect.ContentTypes{
			Text: "application/x-www-form-urlencoded", Form: "application/x-www-form-urlencoded",
			Multipart: "multipart/form-data; boundary={boundary}", Stream: "application/x-www-form-urlencoded",
		},
		StreamIsText: true,
		Reason:       documented("PHP takes content of no named type for a form.", phpWrapper),
	},
}

func phpStreamProfile() Profile {
	p := phpStreamPolicy
	return Profile{
		ID: "php-stream", Name: "PHP file_get_contents", Base: p,
		About: "PHP's own HTTP streams, as file_get_contents() opens them with a context.",
		Basis: "PHP 8.2, recordings and manual",
		Options: []Option{
			{
				Name: "follow_location", Kind: Flag, Default: true, Source: phpContext,
				About: "False (0): redirects are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Mode = redirect.HandBack
						p.ModeReason = measured("follow_location is 0: the {status} is handed back.", phpContext)
					}
				},
			},
			{
				Name: "max_redirects", Kind: Number, Default: 20, Min: 0, Max: 1000, Source: phpContext,
				About: "How many requests are made; 1 or less: no redirect is followed, and one is an error.",
				apply: func(p *redirect.Policy, v any) { p.Limit.Max = max(v.(int)-1, 0) },
			},
			{
				Name: "ignore_errors", Kind: Flag, Default: false, Source: phpContext,
				About: "Hand the response over also where it is an error.",
				apply: func(p *redirect.Policy, v any) {
					if v.(bool) {
						p.ErrorStatus, p.Limit.HandsBack = "", true
						p.Limit.Reason = measured("{limit} redirects have been followed; with ignore_errors the next one is handed back.", phpContext)
					}
				},
			},
		},
	}
}
