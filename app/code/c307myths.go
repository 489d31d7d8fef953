package code

import (
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

var c307Myths = []Myth{
	{
		Says: "With a 307 everything stays, headers included.", Corrects: true,
		True: "Only the method is promised. To another host curl, Go and browsers drop `Authorization`, Wget sends it, and nearly all take `X-Api-Key` along.",
		Seen: []evidence.Seen{
			{Client: "curl", Case: "307-post-body-to-host", Told: "POST+ POST+", Sends: "X-Api-Key", Lacks: "Authorization"},
			{Client: "go", Case: "307-post-body-to-host", Told: "POST+ POST+", Sends: "X-Api-Key", Lacks: "Authorization"},
			{Client: "fetch", Case: "307-post-body-to-host", Told: "POST+ OPTIONS POST+", Sends: "X-Api-Key", Lacks: "Authorization"},
			{Client: "wget", Case: "307-post-body-to-host", Told: "POST+ POST+", Sends: "Authorization"},
		},
		Sources: []redirect.Source{rfc9110("15.4", "Redirection 3xx")},
	},
	{
		Says: "307 and 308 differ only in name.", Corrects: true,
		True:    "Both keep the method. 307 is for this request; 308 is for good: links are to be changed, and caches may store it without being told. On a second visit Chromium asks again after a 307, and goes straight on after a 308.",
		Seen:    []evidence.Seen{{Client: "fetch", Case: "cache-307", Told: "GET GET", Again: "GET GET"}, {Client: "fetch", Case: "cache-308", Told: "GET GET", Again: "GET"}},
		Sources: []redirect.Source{rfc9110("15.4.9", "308 Permanent Redirect"), rfc9110("15.1", "Overview of Status Codes")},
	},
	{
		Says: "307 guarantees that the body arrives.",
		True: "It has to be there to be sent again. Of a stream, Node.js makes an error, Go hands the 307 back, and Python requests and Got send a `POST` with nothing in it, without a word.",
		Seen: []evidence.Seen{
			{Client: "node", Case: "307-post-stream", Told: "POST+"}, {Client: "go", Case: "307-post-stream", Told: "POST+"},
			{Client: "python-requests", Case: "307-post-stream", Told: "POST+ POST"}, {Client: "got", Case: "307-post-stream", Told: "POST+ POST"},
		},
	},
	{
		Says: "Every client follows a 307.",
		True: "It may, and need not. Where it answers a `POST`, OkHttp 3, LWP and Apache HttpClient 4 hand it back, and Python's urllib makes an error of it.",
		Seen: []evidence.Seen{
			{Client: "okhttp", Case: "307-post-body", Told: "POST+"}, {Client: "perl-lwp", Case: "307-post-body", Told: "POST+"},
			{Client: "apache-httpclient", Run: 4, Case: "307-post-body", Told: "POST+"}, {Client: "python-urllib", Case: "307-post-body", Told: "POST+"},
		},
		Sources: []redirect.Source{rfc9110("15.4.8", "307 Temporary Redirect")},
	},
	{
		Says: "A 307 brings back the POST that a 302 lost.",
		True: "It keeps the method that it meets: behind a 302 that is a `GET`. PHP's streams and Apache HttpClient 5 do bring the first request back, against the standard.",
		Seen: []evidence.Seen{
			{Client: "fetch", Case: "chain-302-307-post-body", Told: "POST+ GET GET"}, {Client: "curl", Case: "chain-302-307-post-body", Told: "POST+ GET GET"},
			{Client: "php-stream", Case: "chain-302-307-post-body", Told: "POST+ GET POST+"}, {Client: "apache-httpclient", Case: "chain-302-307-post-body", Told: "POST+ GET POST+"},
		},
	},
	{
		Says: "A browser must ask before it repeats a POST.", Corrects: true,
		True:    "That was the rule from 1999 to 2014. Chromium, Firefox and WebKit send the form on without a question.",
		Seen:    []evidence.Seen{{Client: "form", Case: "307-post-body-to-host", Told: "POST+ POST+"}, {Client: "form", Run: 2, Case: "307-post-body-to-host", Told: "POST+ POST+"}, {Client: "form", Run: 4, Case: "307-post-body-to-host", Told: "POST+ POST+"}},
		Sources: []redirect.Source{rfc("2616", "10.3.8", "307 Temporary Redirect"), rfc7231Changes},
	},
	{
		Says:    "After a login, 307 is as good as 303.",
		True:    "The form is sent on to the other site, with the password in it. For OAuth, 307 is forbidden there.",
		Seen:    []evidence.Seen{{Client: "form", Case: "307-post-body-to-host", Told: "POST+ POST+"}, {Client: "form", Case: "303-post-body-to-host", Told: "POST+ GET"}},
		Sources: []redirect.Source{rfc("9700", "4.12", "307 Redirect")},
	},
	{
		Says:    "With CORS, only the last server has to agree.",
		True:    "Each one has. A 307 that does not let the page read it is an error, and the target gets a preflight of its own. From a third origin on, `Origin` is `null`.",
		Seen:    []evidence.Seen{{Client: "fetch", Run: 1, Case: "cors-hop-not-let", Told: "GET"}, {Client: "fetch", Run: 1, Case: "cors-post-third-origin", Told: "OPTIONS POST+ OPTIONS POST+"}},
		Sources: []redirect.Source{fetch("http-fetch", "HTTP fetch"), fetch("append-a-request-origin-header", "append a request Origin header")},
	},
	{
		Says: "Chrome shows 307 Internal Redirect, so the server sends 307.",
		True: "No server did. The browser knows the site for HSTS, asked by `https` at once, and shows that step as a 307. curl shows what the server sends.",
		Sources: []redirect.Source{
			rfc("6797", "8.3", "URI Loading and Port Mapping"),
			{Title: "Lighthouse, pull request 12681: HSTS redirects", URL: "https://github.com/GoogleChrome/lighthouse/pull/12681"},
		},
	},
}
