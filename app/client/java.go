package client

import (
	"strconv"

	"github.com/hopscope/hopscope/app/redirect"
)

// Java's own clients: java.net.http.HttpClient and java.net.HttpURLConnection,
// after their documentation and the source of OpenJDK 17.

var (
	javaHTTPRedirectFilter  = &redirect.Source{Title: "OpenJDK 17, jdk.internal.net.http, RedirectFilter.java", URL: "https://github.com/openjdk/jdk17u-dev/blob/master/src/java.net.http/share/classes/jdk/internal/net/http/RedirectFilter.java"}
	javaHTTPHttpRequestImpl = &redirect.Source{Title: "OpenJDK 17, jdk.internal.net.http, HttpRequestImpl.java", URL: "https://github.com/openjdk/jdk17u-dev/blob/master/src/java.net.http/share/classes/jdk/internal/net/http/HttpRequestImpl.java"}
	javaHTTPCommonUtils     = &redirect.Source{Title: "OpenJDK 17, jdk.internal.net.http, common/Utils.java", URL: "https://github.com/openjdk/jdk17u-dev/blob/master/src/java.net.http/share/classes/jdk/internal/net/http/common/Utils.java"}
)

const openJDK = "https://github.com/openjdk/jdk17u-dev/blob/master/src/"

var (
	javaRedirect = &redirect.Source{Title: "Java 17, HttpClient.Redirect", URL: "https://docs.oracle.com/en/java/javase/17/docs/api/java.net.http/java/net/http/HttpClient.Redirect.html"}
	javaBuilder  = &redirect.Source{Title: "Java 17, HttpClient.Builder", URL: "https://docs.oracle.com/en/java/javase/17/docs/api/java.net.http/java/net/http/HttpClient.Builder.html"}
	javaFilter   = javaHTTPRedirectFilter
	javaRequest  = javaHTTPHttpRequestImpl
	javaUtils    = javaHTTPCommonUtils
	javaURI      = &redirect.Source{Title: "Java 17, java.net.URI", URL: "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/URI.html"}

	urlConnection = &redirect.Source{Title: "Java 17, HttpURLConnection", URL: "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/HttpURLConnection.html"}
	urlFollow     = &redirect.Source{Title: "OpenJDK 17, HttpURLConnection.java, followRedirect0", URL: openJDK + "java.base/share/classes/sun/net/www/protocol/http/HttpURLConnection.java"}
	javaURL       = &redirect.Source{Title: "Java 17, java.net.URL", URL: "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/URL.html"}
	javaNet       = &redirect.Source{Title: "Java 17, Networking Properties", URL: "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html"}
	cookieManager = &redirect.Source{Title: "Java 17, CookieManager", URL: "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/CookieManager.html"}
)

// formTypes are the types that Java's clients want to be told.
var formTypes = redirect.ContentTypes{
	Form: "application/x-www-form-urlencoded", Multipart: "multipart/form-data; boundary={boundary}",
}

const javaHTTPClientIllegal = "java.lang.IllegalArgumentException: "
const javaHTTPClientNoAuthority = `java.io.IOException: Cannot invoke "String.equals(Object)" because the return value of "java.net.URI.getRawAuthority()" is null…`

var javaHTTPClientPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{{Reason: documented("HttpClient follows a {status}.", javaFilter)}},
	Location: redirect.LocationRules{
		Syntax: redirect.OldChecked, EmptyIsHere: true, Repeated: redirect.First, EmptyQuery: redirect.EmptyQueryDropped,
		Latin1: redirect.AllIsLatin1, MissingFails: true, SchemeChange: redirect.NotDowngrade,
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.BadEscape, Text: javaHTTPClientIllegal + "Malformed escape pair at index …"},
			{For: redirect.NoAuthority, Text: javaHTTPClientIllegal + "Expected authority at index …"},
			{For: redirect.BadIPv6, Text: javaHTTPClientIllegal + "Expected closing bracket for IPv6 address at index …"},
			{For: redirect.NoScheme, Text: javaHTTPClientIllegal + "Expected scheme name at index …"},
			{For: redirect.BigPort, Text: javaHTTPClientIllegal + "port out of range:…"},
			{For: redirect.BadPort, Text: javaHTTPClientIllegal + "hostname can't be null"},
			{For: redirect.NoHost, Text: javaHTTPClientNoAuthority},
			{For: redirect.NoSlashes, Text: javaHTTPClientNoAuthority},
		},
		MissingError:    "java.io.IOException: java.io.IOException: Invalid redirection…",
		MissingReason:   measured("HttpClient looks for the Location of a {status}, and not to find one is an error.", javaFilter),
		MalformedError:  javaHTTPClientIllegal + "Illegal character in …",
		MalformedReason: measured("The Location {location} is no java.net.URI that leads to a host, and HttpClient forgives nothing.", javaFilter, javaURI),
		SchemeReason:    measured("NORMAL follows to the same scheme, or to https: the {status} is handed back.", javaRedirect, javaFilter),
		ElsewhereReason: documented("NORMAL does not follow from https to http: the {status} is handed back.", javaRedirect, javaFilter),
		FragmentReason:  measured("HttpClient takes no fragment over from the URL before.", javaFilter),
	},
	Limit: redirect.Limit{
		Max: 4, HandsBack: true,
		Reason: measured("Four redirects were followed: HttpClient follows one less than jdk.httpclient.redirects.retrylimit, which is 5, and hands the next one back.", javaFilter),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true,
			Reason: measured("{status} answers a POST: HttpClient goes on with GET{without-body}, but with the headers that describe one.", javaRedirect, javaFilter, javaRequest),
		},
		{Statuses: []int{301, 302}, Reason: measured("{status} changes only a POST: HttpClient sends {method} again{with-body}.", javaFilter)},
		{
			Statuses: []int{303}, To: "GET", DropBody: true,
			Reason: measured("303 makes any {method} a GET for HttpClient{without-body}.", javaFilter, javaRequest),
		},
		{Statuses: []int{307, 308}, Reason: required(keeps307, javaFilter)},
	},
	Once: redirect.OnceRule{
		Then:   redirect.SendsEmpty,
		Reason: measured("The publisher is asked for the stream again, which is at its end: the next request has an empty body, without an error.", javaRequest),
	},
	Headers: []redirect.HeaderRule{{
		Names:  []string{"authorization", "cookie", "origin", "referer"},
		When:   redirect.Crossing{Scheme: redirect.SameScheme, Host: redirect.SameHost, Port: redirect.WrittenPort},
		Reason: measured("Another host, port or scheme: HttpClient removes {header}, and it stays away.", javaRequest, javaUtils),
		Spared: measured("Same scheme, host and port: HttpClient sends {header} again.", javaRequest),
	}},
	Carries: measured("HttpClient sends the headers again on every hop, to any host.", javaRequest),
	Prepare: redirect.Preparation{
		Chunks: true, ZeroLength: []string{"HEAD"}, ZeroLengthAtFirst: true, ContentTypes: formTypes, TypeStays: true,
		Refused:      []string{"connection", "content-length", "expect", "host", "upgrade"},
		HeaderError:  javaHTTPClientIllegal + `restricted header name: "{header}"`,
		Unsettable:   []string{"proxy-authorization"},
		HeaderReason: measured("HttpClient keeps {header} to itself.", javaUtils),
		Reason:       documented("HttpClient adds no Content-Type by itself: its user names that of a form.", javaRequest),
	},
}

func javaHTTPClientProfile() Profile {
	p := javaHTTPClientPolicy
	return Profile{
		ID: "java-httpclient", Name: "Java HttpClient", Base: p,
		About: "java.net.http.HttpClient, told to follow redirects: Redirect.NORMAL.",
		Basis: "OpenJDK 17.0.21, documentation and source",
		Options: []Option{
			{
				Name: "followRedirects", Kind: Choice, Choices: []string{"NEVER", "NORMAL", "ALWAYS"}, Default: "NORMAL", Source: javaRedirect,
				About: "NEVER: redirects are handed back; ALWAYS: from https to http, too.",
				apply: func(p *redirect.Policy, v any) {
					switch v {
					case "NEVER":
						p.Mode = redirect.HandBack
						p.ModeReason = measured("Redirect.NEVER, which is HttpClient's default: the {status} is handed back.", javaRedirect)
					case "ALWAYS":
						p.Location.SchemeChange = redirect.AnyScheme
						p.Location.SchemeError = "java.net.ConnectException…"
						p.Location.SchemeReason = measured("With Redirect.ALWAYS HttpClient takes {scheme} for http, and speaks to whatever listens there.", javaFilter)
					}
				},
			},
			{
				Name: "jdk.httpclient.redirects.retrylimit", Kind: Number, Default: 5, Min: 1, Max: 1000, Source: javaFilter,
				About: "The system property: one more than the redirects that are followed.",
				apply: func(p *redirect.Policy, v any) {
					p.Limit.Max = v.(int) - 1
					p.Limit.Reason = measured("HttpClient follows one redirect less than jdk.httpclient.redirects.retrylimit, and hands the next one back.", javaFilter)
				},
			},
			cookieHandler("A CookieManager keeps the cookies that responses set.", "; ", javaBuilder),
		},
	}
}

// cookieHandler is a store of cookies, whose cookies go before those set by hand.
func cookieHandler(about, separator string, source *redirect.Source) Option {
	return Option{
		Name: "cookieHandler", Kind: Flag, Default: false, Source: source, About: about,
		apply: func(p *redirect.Policy, v any) {
			p.Cookies = redirect.CookieRule{
				Jar: v.(bool), Before: separator,
				Reason: measured("The CookieManager sends what was set for {to-host}, before what was set by hand, in one field.", cookieManager),
			}
		},
	}
}

const javaURLConnectionMalformed = "java.net.MalformedURLException: "
const javaURLConnectionNoHost = "java.io.IOException: Failed to select a proxy…"

var javaURLConnectionFollows = documented("HttpURLConnection follows a {status}.", urlFollow)

var javaURLConnectionPolicy = redirect.Policy{
	Statuses: []redirect.StatusRule{
		{From: 300, To: 303, Reason: javaURLConnectionFollows},
		{From: 305, To: 305, Proxy: true, Reason: javaURLConnectionFollows},
		{From: 307, To: 307, Reason: javaURLConnectionFollows},
	},
	Location: redirect.LocationRules{
		Syntax: redirect.OldVerbatim, Repeated: redirect.LastOne, Latin1: redirect.AllIsLatin1,
		SchemeChange: redirect.SameScheme, Elsewhere: []string{"ftp", "file", "mailto", "jar"},
		Faults: redirect.ErrorsFor[redirect.Fault]{
			{For: redirect.NoSlashes, Text: javaURLConnectionNoHost}, {For: redirect.NoHost, Text: javaURLConnectionNoHost},
			{For: redirect.BadIPv6, Text: javaURLConnectionMalformed + "Invalid authority field: …"},
			{For: redirect.BigPort, Text: "java.lang.RuntimeException: java.lang.IllegalArgumentException: port out of range:…"},
			{For: redirect.BadPort, Text: javaURLConnectionMalformed + "Error at index 0 in: …"},
		},
		MissingReason:   measured("Without a Location, {status} leads nowhere: the response is handed back.", urlFollow),
		MalformedError:  "java.net.UnknownHostException: …",
		MalformedReason: measured("The Location {location} is no java.net.URL that leads to a host.", urlFollow, javaURL),
		SchemeError:     javaURLConnectionMalformed + "unknown protocol: {scheme}",
		SchemeReason:    measured("java.net.URL does not know {scheme}.", urlFollow, javaURL),
		ElsewhereReason: measured("The Location has another scheme, and HttpURLConnection stays with the one of the first URL, not even from http to https: the {status} is handed back.", urlFollow),
		FragmentReason:  measured("HttpURLConnection takes no fragment over from the URL before.", urlFollow),
	},
	Rewrites: []redirect.Rewrite{
		{
			Statuses: []int{305},
			Reason:   measured("305 names a proxy: HttpURLConnection asks it for the same URL, with the same {method}{with-body}.", urlFollow),
		},
		{
			Statuses: []int{300, 301, 302, 303}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: []string{"*"},
			Reason: measured("{status} answers a POST: HttpURLConnection goes on with GET{without-body}, and without any header that was set.", urlFollow, javaNet),
		},
		{Statuses: []int{303}, Reason: measured("303 changes only a POST: HttpURLConnection sends {method} again{with-body}.", urlFollow)},
		{Statuses: []int{300, 301, 302}, Reason: measured("{status} changes only a POST: HttpURLConnection sends {method} again{with-body}.", urlFollow)},
		{Statuses: []int{307, 308}, Reason: required(keeps307, urlFollow)},
	},
	Once: redirect.OnceRule{
		Then: redirect.OnceFails, EvenIfDropping: true,
		Error:  "java.net.HttpRetryException: cannot retry due to redirection, in streaming mode",
		Reason: measured("The body went out in streaming mode, so that there is no copy of it: HttpURLConnection follows no redirect, not even one that would drop the body.", urlConnection, urlFollow),
	},
	Headers: []redirect.HeaderRule{{
		Names:  []string{"authorization", "cookie"},
		When:   redirect.Crossing{Host: redirect.SameHost, Port: redirect.SamePort},
		Reason: measured("Another host or port: HttpURLConnection removes {header}, and it stays away.", urlFollow),
		Spared: measured("Same host and port: HttpURLConnection sends {header} again.", urlFollow),
	}},
	Carries: measured("HttpURLConnection sends the headers again on every hop, to any host.", urlFollow),
	Prepare: redirect.Preparation{
		Methods:      []string{"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"},
		MethodError:  "java.net.ProtocolException: Invalid HTTP method: {method}",
		MethodReason: measured("HttpURLConnection knows seven methods, none of which is {method}, and makes a POST of a GET with a body.", urlConnection),
		Bodiless:     []string{"TRACE"},
		BodyError:    "java.net.ProtocolException: HTTP method TRACE doesn't support output",
		BodyPosts:    true, Chunks: true, Untyped: []string{"PUT"},
		ContentTypes: redirect.ContentTypes{
			Text: formTypes.Form, Stream: formTypes.Form,
			Form: formTypes.Form, Multipart: formTypes.Multipart,
		},
		Unsettable: []string{
			"access-control-request-*", "connection", "content-length", "content-transfer-encoding", "host", "keep-alive",
			"origin", "proxy-authorization", "sec-*", "trailer", "transfer-encoding", "upgrade", "via",
		},
		HeaderReason: measured("HttpURLConnection keeps {header} to itself, and says nothing where one sets it.", urlFollow),
		Reason:       documented("HttpURLConnection takes a body for a form, but with PUT.", urlFollow),
	},
}

func javaURLConnectionProfile() Profile {
	p := javaURLConnectionPolicy
	urlLimit(&p, 20)
	return Profile{
		ID: "java-httpurlconnection", Name: "Java HttpURLConnection", Base: p,
		About: "java.net.HttpURLConnection, which follows redirects by itself.",
		Basis: "OpenJDK 17.0.21, documentation and source",
		Options: []Option{
			{
				Name: "instanceFollowRedirects", Kind: Flag, Default: true, Source: urlConnection,
				About: "False: redirects are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Mode = redirect.HandBack
						p.ModeReason = measured("setInstanceFollowRedirects(false): the {status} is handed back.", urlConnection)
					}
				},
			},
			{
				Name: "http.maxRedirects", Kind: Number, Default: 20, Min: 1, Max: 1000, Source: javaNet,
				About: "The system property: how many requests are made.",
				apply: func(p *redirect.Policy, v any) { urlLimit(p, v.(int)) },
			},
			{
				Name: "http.strictPostRedirect", Kind: Flag, Default: false, Source: urlFollow,
				About: "The system property: POST stays POST, and keeps its body and headers.",
				apply: func(p *redirect.Policy, v any) {
					if v.(bool) {
						p.Rewrites = []redirect.Rewrite{p.Rewrites[0], {Reason: measured("http.strictPostRedirect is true: HttpURLConnection sends {method} again{with-body}.", urlFollow)}}
					}
				},
			},
			cookieHandler("CookieHandler.setDefault(new CookieManager()): keep the cookies that responses set.", ";", cookieManager),
		},
	}
}

// urlLimit sets http.maxRedirects.
func urlLimit(p *redirect.Policy, requests int) {
	p.Limit = redirect.Limit{
		Max: requests - 1, Error: redirect.ErrorText("java.net.ProtocolException: Server redirected too many  times (" + strconv.Itoa(requests) + ")"),
		Reason: measured("HttpURLConnection makes as many requests as http.maxRedirects says, so that it follows one redirect less; one more is an error.", javaNet, urlFollow),
	}
}
