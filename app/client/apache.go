package client

import "github.com/hopscope/hopscope/app/redirect"

// Apache HttpClient, after its documentation and the source of 5.2.1 and 4.5.14.

var (
	apacheFiveImplClassicRedirectExec           = &redirect.Source{Title: "Apache HttpClient 5.2.1, impl/classic/RedirectExec.java", URL: "https://github.com/apache/httpcomponents-client/blob/rel/v5.2.1/httpclient5/src/main/java/org/apache/hc/client5/http/impl/classic/RedirectExec.java"}
	apacheFiveImplDefaultRedirectStrategy       = &redirect.Source{Title: "Apache HttpClient 5.2.1, impl/DefaultRedirectStrategy.java", URL: "https://github.com/apache/httpcomponents-client/blob/rel/v5.2.1/httpclient5/src/main/java/org/apache/hc/client5/http/impl/DefaultRedirectStrategy.java"}
	apacheFiveConfigRequestConfig               = &redirect.Source{Title: "Apache HttpClient 5.2.1, config/RequestConfig.java", URL: "https://github.com/apache/httpcomponents-client/blob/rel/v5.2.1/httpclient5/src/main/java/org/apache/hc/client5/http/config/RequestConfig.java"}
	apacheFourImplClientDefaultRedirectStrategy = &redirect.Source{Title: "Apache HttpClient 4.5.14, impl/client/DefaultRedirectStrategy.java", URL: "https://github.com/apache/httpcomponents-client/blob/rel/v4.5.14/httpclient/src/main/java/org/apache/http/impl/client/DefaultRedirectStrategy.java"}
	apacheFourImplExecchainRedirectExec         = &redirect.Source{Title: "Apache HttpClient 4.5.14, impl/execchain/RedirectExec.java", URL: "https://github.com/apache/httpcomponents-client/blob/rel/v4.5.14/httpclient/src/main/java/org/apache/http/impl/execchain/RedirectExec.java"}
	apacheFourImplClientLaxRedirectStrategy     = &redirect.Source{Title: "Apache HttpClient 4.5.14, impl/client/LaxRedirectStrategy.java", URL: "https://github.com/apache/httpcomponents-client/blob/rel/v4.5.14/httpclient/src/main/java/org/apache/http/impl/client/LaxRedirectStrategy.java"}
)

const (
	apacheURL = "https://github.com/apache/httpcomponents-client/blob/rel/"
	apache5   = "org.apache.hc.client5.http."
	apache4   = "org.apache.http."
)

var (
	apacheExec     = apacheFiveImplClassicRedirectExec
	apacheStrategy = apacheFiveImplDefaultRedirectStrategy
	apacheConfig   = apacheFiveConfigRequestConfig

	apacheOld     = apacheFourImplClientDefaultRedirectStrategy
	apacheOldExec = apacheFourImplExecchainRedirectExec
	apacheLax     = apacheFourImplClientLaxRedirectStrategy
)

// apachePolicy is what versions 4 and 5 have in common; own is what says so of
// one of them.
func apachePolicy(own *redirect.Source) redirect.Policy {
	return redirect.Policy{
		Location: redirect.LocationRules{
			Syntax: redirect.Checked, Repeated: redirect.First, Normalizes: true,
			MalformedReason: measured("The Location {location} is no java.net.URI that leads to a host, and HttpClient forgives nothing.", own, javaURI),
			SchemeReason:    measured("HttpClient speaks http and https, not {scheme}.", own),
			FragmentReason:  measured("HttpClient takes no fragment over from the URL before.", own),
		},
		Limit: redirect.Limit{
			Max: 50, First: true,
			Reason: measured("maxRedirects is {limit}: one more redirect is an error.", own),
		},
		Loop: redirect.LoopRule{
			Detects: true, Times: 1,
			Reason: measured("A redirect has led to {location} before: HttpClient takes that for a loop, unless circularRedirectsAllowed.", own),
		},
		Once: redirect.OnceRule{
			Then: redirect.OnceHandsBack, EvenIfDropping: true, EvenIfDropped: true, First: true,
			Reason: measured("The entity cannot be sent a second time: the {status} is handed back, without an error, even where the body would go.", own),
		},
		Carries: measured("HttpClient sends the headers again on every hop, to any host: it guards neither Authorization nor Cookie.", own),
		Cookies: redirect.CookieRule{Jar: true, Beside: true, After: true, Reason: measured("The client's cookie store sends what was set for {to-host}, in a field of its own.", own)},
		Prepare: redirect.Preparation{
			Chunks: true,
			ContentTypes: redirect.ContentTypes{
				Text: "text/plain; charset=UTF-8", Form: formTypes.Form + "; charset=ISO-8859-1", Multipart: formTypes.Multipart,
			},
			Reason: measured("The entity has a Content-Type of its own, where no header names one.", own),
		},
	}
}

func apachePolicy5() redirect.Policy {
	const failed = apache5 + "ClientProtocolException: "
	const noHost = failed + "Redirect URI does not specify a valid host name: …"
	p := apachePolicy(apacheExec)
	p.Statuses = []redirect.StatusRule{{Reason: documented("HttpClient follows a {status}.", apacheStrategy)}}
	l := &p.Location
	l.PathlessIsRoot, l.EmptyQuery = true, redirect.EmptyQueryDropped
	l.Userinfo, l.UserinfoError = redirect.UserinfoRefused, failed+"Request URI authority contains deprecated userinfo component…"
	l.UserinfoReason = measured("HttpClient 5 refuses a URL with a user in it.", &redirect.Source{Title: "RFC 9110 §4.2.4, Deprecation of userinfo", URL: rfc9110URL + "4.2.4"})
	l.MissingReason = measured("Without a Location, {status} leads nowhere: the response is handed back.", apacheStrategy)
	l.MalformedError = failed + "Invalid redirect URI: …"
	l.Faults = redirect.ErrorsFor[redirect.Fault]{{For: redirect.BadPort, Text: noHost}, {For: redirect.NoHost, Text: noHost}, {For: redirect.NoSlashes, Text: noHost}}
	l.SchemeError = failed + "Unroutable protocol scheme: …"
	l.Schemes = redirect.ErrorsFor[string]{
		{For: "ftp", Text: apache5 + "UnsupportedSchemeException: ftp protocol is not supported"},
		{For: "file", Text: noHost}, {For: "data", Text: noHost}, {For: "mailto", Text: noHost}, {For: "javascript", Text: noHost},
	}
	p.Limit.Error = failed + "Maximum redirects ({limit}) exceeded…"
	p.Loop.Error = failed + "Circular redirect to '…"
	p.RequestFrom, p.HeadersFrom = redirect.Original, redirect.Original
	p.Prepare.UserinfoError = l.UserinfoError
	p.Rewrites = []redirect.Rewrite{
		{
			Statuses: []int{301, 302}, Methods: []string{"POST"}, To: "GET", DropBody: true, DropHeaders: []string{"*"},
			Reason: measured("The first request was a POST: on {status} HttpClient makes a new GET, without the body and without any header that was set.", apacheExec),
		},
		{
			Statuses: []int{303}, Methods: []string{"GET", "HEAD"}, Except: true, To: "GET", DropBody: true, DropHeaders: []string{"*"},
			Reason: measured("303 asks for a GET: HttpClient makes a new one, without the body and without any header that was set.", apacheExec),
		},
		{
			Statuses: []int{301, 302, 303},
			Reason:   measured("On {status} HttpClient sends the first request again: {to}{with-body}.", apacheExec),
		},
		{
			Reason: measured("On {status} HttpClient sends the first request again, whatever an earlier redirect made of it: {to}{with-body}.", apacheExec),
		},
	}
	return p
}

func apachePolicy4() redirect.Policy {
	const failed = apache4 + "client.ClientProtocolException (caused by: " + apache4
	const noHost = failed + "ProtocolException: Redirect URI does not specify a valid host name: …"
	p := apachePolicy(apacheOld)
	p.Statuses = apacheStatuses([]string{"GET", "HEAD"}, measured("HttpClient 4 follows a {status} with GET and HEAD only.", apacheOld))
	l := &p.Location
	l.Latin1, l.MissingFails = redirect.QueryIsLatin1, true
	l.MissingError = failed + "ProtocolException: Received redirect response HTTP/1.1 {status} …"
	l.MissingReason = measured("HttpClient 4 takes a {status} for a redirect whose Location is missing, and that is an error.", apacheOld)
	l.MalformedError = failed + "ProtocolException: Invalid redirect URI: …"
	l.Faults = redirect.ErrorsFor[redirect.Fault]{
		{For: redirect.BadPort, Text: noHost}, {For: redirect.NoHost, Text: noHost}, {For: redirect.NoSlashes, Text: noHost},
		{For: redirect.BigPort, Text: "java.lang.IllegalArgumentException: port out of range:…"},
	}
	l.SchemeError = failed + "HttpException: {scheme} protocol is not supported…"
	l.Schemes = redirect.ErrorsFor[string]{
		{For: "ftp", Text: apache4 + "conn.UnsupportedSchemeException: ftp protocol is not supported"},
		{For: "file", Text: noHost}, {For: "data", Text: noHost}, {For: "mailto", Text: noHost}, {For: "javascript", Text: noHost},
	}
	p.Limit.Error = failed + "client.RedirectException: Maximum redirects ({limit}) exceeded)"
	p.Loop.Error = failed + "client.CircularRedirectException: Circular redirect to '…"
	p.Rewrites = []redirect.Rewrite{
		{
			Statuses: []int{307, 308}, Methods: []string{"GET", "HEAD"}, Except: true,
			Reason: measured("{status} keeps {method}{with-body}.", apacheLax, apacheOld),
		},
		{
			Methods: []string{"HEAD"}, DropBody: true,
			Reason: measured("{status} leaves HEAD as it is.", apacheOld),
		},
		{
			Methods: []string{"GET"}, DropBody: true,
			Reason: measured("{status} leaves GET as it is{without-body}.", apacheOld),
		},
		{
			To: "GET", DropBody: true,
			Reason: measured("On {status} HttpClient 4 goes on with GET{without-body}, but with the headers that were set.", apacheOld, apacheOldExec),
		},
	}
	return p
}

// apacheStatuses are the redirects of version 4: 303 with any method, the others
// with these.
func apacheStatuses(methods []string, why redirect.Reason) []redirect.StatusRule {
	return []redirect.StatusRule{
		{From: 301, To: 301, Methods: methods, Reason: why},
		{From: 302, To: 302, Methods: methods, OnlyWithLocation: true, Reason: why},
		{From: 303, To: 303, Reason: documented("HttpClient 4 follows a 303 with any method.", apacheOld)},
		{From: 307, To: 308, Methods: methods, Reason: why},
	}
}

func apacheProfile() Profile {
	return Profile{
		ID: "apache-httpclient", Name: "Apache HttpClient", Base: apachePolicy5(),
		About: "Apache HttpClient 5, or 4 where the option says so, which follows redirects by itself.",
		Basis: "Apache HttpClient 5.2.1 and 4.5.14, documentation and source",
		Options: []Option{
			{
				Name: "version", Kind: Choice, Choices: []string{"5", "4"}, Default: "5", Source: &redirect.Source{Title: "Apache HttpClient, migration from 4 to 5", URL: "https://hc.apache.org/httpcomponents-client-5.2.x/migration-guide/index.html"},
				About: "The major version.",
				apply: func(p *redirect.Policy, v any) {
					if v == "4" {
						client, recorded := p.Client, p.Recorded
						*p = apachePolicy4()
						p.Client, p.Recorded = client, recorded
					}
				},
			},
			{
				Name: "LaxRedirectStrategy", Kind: Flag, Default: false, Source: apacheLax,
				About: "Version 4: follow with POST and DELETE, too. Version 5 has no need of it.",
				apply: func(p *redirect.Policy, v any) {
					if v.(bool) && p.RequestFrom == redirect.Last { // version 4
						p.Statuses = apacheStatuses([]string{"GET", "HEAD", "POST", "DELETE"},
							measured("With LaxRedirectStrategy HttpClient 4 follows a {status} with GET, HEAD, POST and DELETE.", apacheLax))
					}
				},
			},
			{
				Name: "redirectsEnabled", Kind: Flag, Default: true, Source: apacheConfig,
				About: "False: redirects are handed back.",
				apply: func(p *redirect.Policy, v any) {
					if !v.(bool) {
						p.Mode = redirect.HandBack
						p.ModeReason = measured("redirectsEnabled is false: the {status} is handed back.", apacheConfig)
					}
				},
			},
			{
				Name: "maxRedirects", Kind: Number, Default: 50, Min: 1, Max: 1000, Source: apacheConfig,
				About: "How many redirects are followed.",
				apply: func(p *redirect.Policy, v any) { p.Limit.Max = v.(int) },
			},
			{
				Name: "circularRedirectsAllowed", Kind: Flag, Default: false, Source: apacheConfig,
				About: "Follow to a URL that a redirect led to before.",
				apply: func(p *redirect.Policy, v any) { p.Loop.Detects = !v.(bool) },
			},
		},
	}
}
