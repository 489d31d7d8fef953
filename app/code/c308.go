package code

import (
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

var c308 = Code{
	Status:   308,
	Name:     "Permanent Redirect",
	Family:   "3xx Redirection",
	Standing: InUse,
	Clause:   rfc9110("15.4.9", "308 Permanent Redirect"),

	Plain:      "What you asked for has a new address, for good. Send the very same request there, and use that address from now on.",
	Analogy:    "Your parcel comes back to the courier with a note: this firm has moved to 5 Mill Lane for good. The courier takes the same parcel there, unopened, and changes the address list.",
	Definition: "308 says that the target resource has been given a new, permanent URI, and that future references ought to use it. It is the permanent sister of 307: the method must stay, and the body with it.",
	Rules: []Rule{
		{redirect.Recommended, "The server sends a `Location` with the URI that is now the right one.", rfc9110("15.4.9", "308 Permanent Redirect")},
		{redirect.Allowed, "The client may go to the `Location` by itself.", rfc9110("15.4.9", "308 Permanent Redirect")},
		{redirect.Required, "The method of a POST may not be changed to GET. RFC 7538 says so in a note; the MUST NOT of RFC 9110 stands with 307 alone.", rfc("7538", "3", "308 Permanent Redirect")},
		{redirect.Required, "A browser sends the body again, and gives a network error where it cannot.", fetch("http-redirect-fetch", "HTTP-redirect fetch, steps 11 and 14")},
		{redirect.Required, "A client that does not know 308 treats it as a 300.", rfc9110("15", "Status Codes")},
		{redirect.Allowed, "A cache may keep the 308 and choose for itself how long it is fresh, where the response does not say.", rfc("9111", "4.2.2", "Calculating Heuristic Freshness")},
		{redirect.Recommended, "Do not choose between 301 and 308 by looking at `User-Agent`.", rfc("7538", "4", "Deployment Considerations")},
	},
	History: []Note{
		{"2014", "There were two temporary redirects, one that keeps the method and one that need not, but only one permanent one. RFC 7238 filled the gap, as an experiment.", rfc("7238", "1", "Introduction")},
		{"2015", "RFC 7538 made it a standard, without a change in what it does.", rfc("7538", "1", "Introduction")},
		{"2022", "RFC 9110 took it in among the others, with a warning that some clients may not know it.", rfc9110("15.4.9", "308 Permanent Redirect")},
	},

	Method:    Fact{Yes, "kept", "That is what sets it apart from 301."},
	Body:      Fact{Yes, "sent again", "The request goes out again as it was, if the client still has the body."},
	Permanent: Fact{Yes, "for good", "Links and saved URLs ought to take the new address; few programs rewrite a link by themselves."},
	Cached:    Fact{Yes, "may be kept", "308 is heuristically cacheable: without a word from you a browser may keep it, and chooses for how long."},

	Risk: Risk{Medium, "It does what it says, but it may be kept like a 301, some clients stop at it, and bodies that can be sent only once do not survive it."},
	Happens: []string{
		"An API has moved to another host or version.",
		"A server sends plain http to https and must not lose a POST.",
		"Next.js answers it for `permanent: true`, and so does its `permanentRedirect` outside server actions.",
		"A proxy answers 301 to GET and 308 to the rest, as Traefik does for `permanent`, and nginx-proxy where it is told to.",
	},

	Reproduce: Example{
		Title:   "An API has moved",
		About:   "The server answers 308 with `Location: /v2/orders`; the same POST with the same body goes there.",
		Address: "method=POST&url=https://api.example.com/v1/orders&header=Content-Type:%20application/json&body=%7B%22n%22:1%7D&hop=308,/v2/orders",
		Holds:   []string{"redirects = 1", "last method = POST", "last body = same", "last path = /v2/orders"},
	},

	UseWhen: []string{
		"An address that receives POST, PUT or DELETE has moved for good.",
		"Plain http leads to https on an API.",
		"Every method should fare alike, so that nobody has to think of 301's habit.",
	},
	NotWhen: []Rather{
		{"The move is for a while, or you are not sure.", 307},
		{"A form has been handled and the user should see the result by GET.", 303},
		{"Clients may be so old that they do not know it, and only pages are read.", 301},
	},
	Fixes: []Fix{
		{"A Java or Python program stops at the 308.", "Give it the new URL; for clients that you cannot change, let the old address serve the request itself.", "HttpURLConnection does not follow 308, urllib only for GET and HEAD; without a redirect there is nothing to know."},
		{"An upload ends with the 308, or with an error about its body.", "Send the body from a file or from memory rather than as a stream, or learn the final URL with a small request first.", "A stream has been read when the 308 comes, and cannot be sent twice."},
		{"A wrong 308 is out, and browsers keep following it.", "Let the address they are sent to answer what is wanted; next time send `Cache-Control: max-age=3600` with the redirect.", "An explicit lifetime takes the choice from the cache: a mistake is over within the hour."},
		{"The password of a login form turns up at another site.", "Answer a handled form with 303.", "308 has the whole body sent again, to any host that `Location` names; 303 asks for a GET without it."},
	},

	Server: Server{
		Usage: "For moves of anything that takes more than GET; one rule for a whole tree that keeps path and query.",
		Implement: []string{
			"Decide from the request line, before the body is read: with `Expect: 100-continue` it then need not be sent twice.",
			"Do nothing of what the request asks: it comes again at the new URL.",
			"Use the same code for every client, so that a cache has nothing to tell apart.",
			"Never build the `Location` from a parameter of the request: that is an open redirect, and one that carries bodies.",
		},
		Headers: []Field{
			{"Location", "The new URI, absolute or relative to the one asked."},
			{"Cache-Control", "How long the redirect may be kept; `no-store` if not at all."},
			{"Access-Control-Allow-Origin", "Where pages of other origins ask: the redirect needs it as well as the target."},
		},
		Body: "A short HTML page with a link; a `meta refresh` in it leads those on that know HTML but not 308, as RFC 7538 shows.",
		Pitfalls: []string{
			"A preflight that is answered with 308 fails: browsers do not follow it.",
			"Behind TLS, a frozen `http://` in the `Location` sends the body in the clear.",
			"The first request has already carried its body over plain http before the redirect protects the second.",
		},
	},
	Clients: []string{
		"HttpURLConnection hands back any 308, OkHttp before 4.6 one that answers a POST.",
		"HTTP::Tiny, LWP and Apache HttpClient 4 repeat only GET and HEAD unless told otherwise.",
		"Go hands back the 308 without an error where `GetBody` is not set.",
		"requests, aiohttp and Got sent a POST with an empty body where the body was a stream, without a word.",
	},

	Examples: []Example{
		{
			Title:   "http to https: the body arrives",
			About:   "The same as with 301, but requests sends the POST whole.",
			Address: "scenario=https-308",
			Holds:   []string{"last method = POST", "last body = same", "last scheme = https"},
		},
		{
			Title:   "A client that does not know it",
			About:   "HttpURLConnection gives the 308 to its caller, even for a GET. It follows a 307.",
			Address: "client=java-httpurlconnection&url=https://api.example.com/v1/orders&hop=308,/v2/orders",
			Holds:   []string{"redirects = 0", "status = 308"},
		},
		{
			Title:   "A POST that is not repeated",
			About:   "urllib makes an error of it.",
			Address: "client=python-urllib&method=POST&url=https://api.example.com/v1/orders&body=n%3D1&hop=308,/v2/orders",
			Holds:   []string{"outcome = failed", "requests = 1"},
		},
		{
			Title:   "A body that can be sent once",
			About:   "Go cannot send the stream again, and stops at the 308 without an error.",
			Address: "client=go&method=POST&url=https://api.example.com/upload&kind=stream&body=bytes&hop=308,/v2/upload",
			Holds:   []string{"outcome = stopped", "status = 308", "requests = 1"},
		},
	},

	Myths: []Myth{
		{
			Says: "307 and 308 differ only in name.",
			True: "308 is for good. On a second visit Chromium went straight to the new address after a 308 and asked the old one again after a 307; Firefox and WebKitGTK asked again after both. And HttpURLConnection follows a 307 to a GET, but no 308.",
			Seen: []evidence.Seen{
				{Client: "form", Case: "cache-308", Told: "GET GET", Again: "GET"},
				{Client: "form", Case: "cache-307", Told: "GET GET", Again: "GET GET"},
				{Client: "form", Run: 2, Case: "cache-308", Told: "GET GET", Again: "GET GET"},
				{Client: "form", Run: 4, Case: "cache-308", Told: "GET GET", Again: "GET GET"},
				{Client: "java-httpurlconnection", Case: "308-get", Told: "GET"},
				{Client: "java-httpurlconnection", Case: "307-get", Told: "GET GET"},
			},
			Sources:  []redirect.Source{rfc("9111", "4.2.2", "Calculating Heuristic Freshness")},
			Corrects: true,
		},
		{
			Says: "Every client follows a 308.",
			True: "Not these: HttpURLConnection and RestClient stop even at a GET; urllib and OkHttp 3 stop at a POST.",
			Seen: []evidence.Seen{
				{Client: "java-httpurlconnection", Case: "308-get", Told: "GET"},
				{Client: "ruby-rest-client", Case: "308-get", Told: "GET"},
				{Client: "python-urllib", Case: "308-post-body", Told: "POST+"},
				{Client: "okhttp", Case: "308-post-body", Told: "POST+"},
			},
		},
		{
			Says: "With 308 the body always arrives.",
			True: "Only where the client can send it again. Of a streamed POST, Go hands back the 308, Node's fetch fails, and requests sends an empty body.",
			Seen: []evidence.Seen{
				{Client: "go", Case: "308-post-stream", Told: "POST+"},
				{Client: "node", Case: "308-post-stream", Told: "POST+"},
				{Client: "python-requests", Case: "308-post-stream", Told: "POST+ POST"},
			},
		},
		{
			Says: "308 keeps everything, Authorization too.",
			True: "It keeps method and body. Most clients drop Authorization on the way to another host; Wget and urllib send it there.",
			Seen: []evidence.Seen{
				{Client: "curl", Case: "308-get-to-host", Told: "GET GET", Lacks: "Authorization"},
				{Client: "go", Case: "308-get-to-host", Told: "GET GET", Lacks: "Authorization"},
				{Client: "wget", Case: "308-get-to-host", Told: "GET GET", Sends: "Authorization"},
				{Client: "python-urllib", Case: "308-get-to-host", Told: "GET GET", Sends: "Authorization"},
			},
		},
		{
			Says:    "Every 308 is a redirect.",
			True:    "Google's resumable uploads answer 308 with a `Range` and no `Location`, to say that more is to come.",
			Sources: []redirect.Source{{Title: "Google, Resumable Uploads", URL: "https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol"}},
		},
	},
	Confused: []Confused{
		{301, "301 is as permanent, but lets a POST become a GET."},
		{307, "307 keeps method and body too, but is for a while: ask the old address next time."},
	},
	Versions: []Note{
		{"Python 3.11", "urllib follows 308 since then, for GET and HEAD.", redirect.Source{Title: "Python 3.11, urllib.request, HTTPRedirectHandler", URL: "https://docs.python.org/3.11/library/urllib.request.html#httpredirecthandler-objects"}},
		{"OkHttp 4.6", "Follows 307 and 308 for every method since then.", redirect.Source{Title: "OkHttp, pull request 5990", URL: "https://github.com/square/okhttp/pull/5990"}},
	},
	Related: []int{301, 307, 303, 300},
	Sources: []redirect.Source{
		{Title: "Next.js, redirects", URL: "https://nextjs.org/docs/app/api-reference/next-config-js/redirects"},
		{Title: "Traefik, issue 7829: permanent and the status", URL: "https://github.com/traefik/traefik/issues/7829"},
		{Title: "IANA, HTTP Status Code Registry", URL: "https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml"},
	},
}
