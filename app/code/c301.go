package code

import (
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

var c301 = Code{
	Status:   301,
	Name:     "Moved Permanently",
	Family:   "3xx Redirection",
	Standing: InUse,
	Clause:   rfc9110("15.4.2", "301 Moved Permanently"),

	Plain:      "What you asked for has a new address, for good. Go there, and use that address from now on.",
	Analogy:    "A shop has moved and left a card in its old window: our new address is 5 Mill Lane. You go there, and you write it into your address book. That the card is taken down later changes nothing in your book.",
	Definition: "301 says that the target resource has been given a new, permanent URI, and that future references ought to use it. `Location` names it. For old habit's sake a client may turn a POST into a GET on the way.",
	Rules: []Rule{
		{redirect.Recommended, "The server sends a `Location` with the URI that is now the right one.", rfc9110("15.4.2", "301 Moved Permanently")},
		{redirect.Allowed, "The client may go to the `Location` by itself.", rfc9110("15.4.2", "301 Moved Permanently")},
		{redirect.Allowed, "The client may change a POST into a GET.", rfc9110("15.4.2", "301 Moved Permanently")},
		{redirect.Required, "A browser changes a POST into a GET and drops the body; it leaves every other method alone.", fetch("http-redirect-fetch", "HTTP-redirect fetch, step 12")},
		{redirect.Allowed, "A cache may keep the 301 and choose for itself how long it is fresh, where the response does not say.", rfc("9111", "4.2.2", "Calculating Heuristic Freshness")},
		{redirect.Required, "Where the response says how long, no cache may choose for itself.", rfc("9111", "4.2.2", "Calculating Heuristic Freshness")},
		{redirect.Recommended, "A host with HSTS answers plain http with a permanent redirect to https.", rfc("6797", "7.2", "HTTP Request Type")},
	},
	History: []Note{
		{"1996", "HTTP/1.0 already has 301, and meant the method to be kept. Clients disagreed from the start about a POST, and most came to send a GET.", rfc9110("15.4", "Redirection 3xx")},
		{"2014", "RFC 7231 gave in to what clients did: they may rewrite POST to GET.", redirect.Source{Title: "RFC 7231, Appendix B, Changes from RFC 2616", URL: "https://www.rfc-editor.org/rfc/rfc7231.html#appendix-B"}},
		{"2014", "308 was made for those who want a permanent move that keeps the method.", rfc("7238", "1", "Introduction")},
	},

	Method:    Fact{Depends, "POST may become GET", "The RFC lets a client change POST, and most do; what happens to PUT and DELETE differs from client to client."},
	Body:      Fact{Depends, "lost with the method", "A client that goes on with GET drops the body. Some keep the method and lose the body all the same."},
	Permanent: Fact{Yes, "for good", "Links, bookmarks and search engines ought to take the new address; few programs rewrite a link by themselves."},
	Cached:    Fact{Yes, "may be kept", "301 is heuristically cacheable: without a word from you a browser may keep it, and chooses for how long."},

	Risk: Risk{High, "A wrong 301 stays in browsers that you cannot reach, and a right one can turn an API's POST into an empty GET that is answered with 200."},
	Happens: []string{
		"A site has moved to another domain, or renamed a page.",
		"A server sends plain http to https.",
		"A framework or file server adds or takes away a trailing slash: Go's `http.FileServer` answers 301, and so does Django with `APPEND_SLASH`.",
		"A host is made canonical: `example.com` leads to `www.example.com`.",
	},

	Reproduce: Example{
		Title:   "A page has moved",
		About:   "The server answers 301 with `Location: /new`; the client asks for it by GET.",
		Address: "url=https://example.com/old&hop=301,/new",
		Holds:   []string{"redirects = 1", "last method = GET", "last path = /new", "outcome = delivered", "status = 200"},
	},

	UseWhen: []string{
		"A page that is fetched by GET has moved, and will never come back.",
		"Search engines should take the new address.",
		"Plain http leads to https on a site that people read.",
	},
	NotWhen: []Rather{
		{"The address receives POST, PUT or DELETE.", 308},
		{"The move is for a while, or you are not sure.", 307},
		{"A form has been handled and the user should see the result.", 303},
	},
	Fixes: []Fix{
		{"A client's POST arrives as a GET, or is answered with 405.", "Answer 308, or give the client the final URL.", "308 does not let the method change, and without a redirect nothing can."},
		{"A wrong 301 is out, and browsers keep following it.", "Let the address they are sent to answer what is wanted, and try `Clear-Site-Data: \"cache\"` from another page of the old origin.", "They no longer ask the old URL, so only the target and other pages can speak to them. Not every browser heeds that value."},
		{"You want a permanent redirect, and the way back too.", "Send `Cache-Control: max-age=3600` with it, and lengthen that when all is well.", "An explicit lifetime takes the choice from the cache: a mistake is over within the hour."},
		{"http, https, www and the slash are each put right by a redirect of their own.", "Lead every wrong form to the final URL in one step.", "Each hop costs a round trip, and each is one more chance to lose method, body or credentials."},
		{"The site loops behind a proxy that ends TLS.", "Let the application trust `X-Forwarded-Proto` from that proxy, or redirect in the proxy alone.", "The application sees only plain http from the proxy, and sends to https for ever."},
	},

	Server: Server{
		Usage: "One rule for each old address, or one that maps a whole tree; keep it for as long as old links live.",
		Implement: []string{
			"Decide before any work is done: nothing of the request may have happened when the 301 goes out.",
			"Write the path and the query of the request into the new URL, unless they are really gone.",
			"Restrict it to GET and HEAD where others might come, and answer those with 308.",
			"Never build the `Location` from a parameter of the request: that is an open redirect.",
		},
		Headers: []Field{
			{"Location", "The new URI, absolute or relative to the one asked."},
			{"Cache-Control", "How long the redirect may be kept; `no-store` if not at all."},
			{"Strict-Transport-Security", "On the https side, so that browsers need not be redirected again."},
		},
		Body: "A short HTML page with a link to the new address, for those that do not follow; clients that do will not show it.",
		Pitfalls: []string{
			"A browser that kept the 301 sends no request to the old URL any more: your log shows nothing.",
			"A frozen `http://` in the `Location` behind TLS leads readers back to plain http.",
			"A redirect to the front page for everything that is gone is no move: answer 410.",
		},
	},
	Clients: []string{
		"`curl -X POST -L` writes POST on every hop and loses the body; `-d` without `-X` goes on with GET.",
		"requests keeps PUT on a 301 and drops its body; Go makes GET of PUT and DELETE.",
		"A library without a cache pays for the redirect on each call: put the new URL into the program.",
		"Authorization may be gone when the move leads to another host.",
	},

	Examples: []Example{
		{
			Title:   "http to https: the body is lost",
			About:   "requests goes on with GET, and the item is not made.",
			Address: "scenario=https-301",
			Holds:   []string{"first method = POST", "last method = GET", "last body = none", "last scheme = https"},
		},
		{
			Title:   "A PUT that keeps its name and loses its body",
			About:   "The server receives an empty PUT: it may store an empty document.",
			Address: "scenario=put-301",
			Holds:   []string{"last method = PUT", "last body = none"},
		},
		{
			Title:   "A DELETE that becomes a GET",
			About:   "A missing slash is put right with a 301, and Go reads what it was to delete.",
			Address: "scenario=slash-delete",
			Holds:   []string{"first method = DELETE", "last method = GET", "status = 200"},
		},
		{
			Title:   "A client that keeps the POST",
			About:   "Got leaves a POST as it is on 301, body included.",
			Address: "client=got&method=POST&url=https://api.example.com/items&body=a%3D1&hop=301,/v2/items",
			Holds:   []string{"last method = POST", "last body = same", "last path = /v2/items"},
		},
		{
			Title:   "Two steps where one would do",
			About:   "First to https, then to www: two redirects for each old link.",
			Address: "client=python-requests&url=http://example.com/&hop=301,https://example.com/&hop=301,https://www.example.com/",
			Holds:   []string{"redirects = 2", "last url = https://www.example.com/"},
		},
	},

	Myths: []Myth{
		{
			Says: "A 301 can be taken back by changing the server.",
			True: "Not for those who have it. On a second visit Chromium and WebKitGTK did not ask the old address at all, though the 301 said nothing of caching; Firefox did. RFC 9111 allows both.",
			Seen: []evidence.Seen{
				{Client: "form", Run: 0, Case: "cache-301", Told: "GET GET", Again: "GET"},
				{Client: "form", Run: 4, Case: "cache-301", Told: "GET GET", Again: "GET"},
				{Client: "form", Run: 2, Case: "cache-301", Told: "GET GET", Again: "GET GET"},
			},
			Sources:  []redirect.Source{rfc("9111", "4.2.2", "Calculating Heuristic Freshness")},
			Corrects: true,
		},
		{
			Says: "A 301 always changes POST to GET.",
			True: "It may. Got sends the POST again with its body, HTTP::Tiny hands the 301 back, `curl -X POST` sends an empty POST.",
			Seen: []evidence.Seen{
				{Client: "got", Case: "301-post-body", Told: "POST+ POST+"},
				{Client: "perl-http-tiny", Case: "301-post-body", Told: "POST+"},
				{Client: "curl", Run: 1, Case: "301-post-body", Told: "POST+ POST"},
			},
			Corrects: true,
		},
		{
			Says: "A 301 never changes the method: only 302 does.",
			True: "The RFC lets both change a POST. Browsers, curl, Go and requests all go on with GET.",
			Seen: []evidence.Seen{
				{Client: "fetch", Case: "301-post-body", Told: "POST+ GET"},
				{Client: "curl", Case: "301-post-body", Told: "POST+ GET"},
				{Client: "go", Case: "301-post-body", Told: "POST+ GET"},
				{Client: "python-requests", Case: "301-post-body", Told: "POST+ GET"},
			},
			Sources:  []redirect.Source{rfc9110("15.4.2", "301 Moved Permanently")},
			Corrects: true,
		},
		{
			Says: "PUT and DELETE fare like POST.",
			True: "Ask the client. Browsers keep a PUT whole, requests empties it, Go makes it a GET.",
			Seen: []evidence.Seen{
				{Client: "fetch", Case: "301-put-body", Told: "PUT+ PUT+"},
				{Client: "python-requests", Case: "301-put-body", Told: "PUT+ PUT"},
				{Client: "go", Case: "301-put-body", Told: "PUT+ GET"},
			},
		},
		{
			Says: "Chrome shows 307, so my server does not send the 301.",
			True: "`307 Internal Redirect` is drawn by the browser: under HSTS it changes http to https before anything is sent. No server answered. Ask with curl to see yours.",
			Sources: []redirect.Source{
				rfc("6797", "8.3", "URI Loading and Port Mapping"),
				fetch("main-fetch", "main fetch"),
			},
			Corrects: true,
		},
	},
	Confused: []Confused{
		{308, "308 is as permanent, and keeps method and body."},
		{302, "302 has the same habit with POST, but is for a while: no cache may keep it unless told so."},
		{307, "The 307 that developer tools show for http under HSTS comes from no server."},
	},
	Versions: []Note{
		{"Got", "Keeps a POST on 301 unless `methodRewriting` is set.", redirect.Source{Title: "Got 14.6.6, Options, methodRewriting", URL: "https://github.com/sindresorhus/got/blob/v14.6.6/documentation/2-options.md#methodrewriting"}},
		{"RFC 7231", "Since 2014 the standard allows the change to GET; before, it was a fault that clients had in common.", redirect.Source{Title: "RFC 7231, Appendix B, Changes from RFC 2616", URL: "https://www.rfc-editor.org/rfc/rfc7231.html#appendix-B"}},
	},
	Related: []int{302, 303, 307, 308},
	Sources: []redirect.Source{
		{Title: "MDN, Clear-Site-Data", URL: "https://developer.mozilla.org/en-US/docs/Web/HTTP/Headers/Clear-Site-Data"},
		{Title: "IANA, HTTP Status Code Registry", URL: "https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml"},
	},
}
