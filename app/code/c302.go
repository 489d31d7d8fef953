package code

import (
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

var c302 = Code{
	Status: 302, Name: "Found", Family: "3xx Redirection", Standing: InUse,
	Clause: rfc9110("15.4.3", "302 Found"),

	Plain:   "What you asked for is at another address for now. Go there this time, and ask here again next time. A `POST` usually becomes a `GET` on the way.",
	Analogy: "The counter you always go to is being painted, and a note on it says: use counter 5 today. Tomorrow you come back here. Whether you should take your parcel along, the note does not say, and most people leave it behind.",
	Definition: "The resource is temporarily under another URI, given in `Location`. " +
		"Because that may change, the client goes on using the URI it asked for. " +
		"A `POST` is not sure to stay one: for historical reasons a client may make a `GET` of it.",

	Rules: []Rule{
		{redirect.Recommended, "The server sends a `Location` with the other URI.", rfc9110("15.4.3", "302 Found")},
		{redirect.Allowed, "The client may follow the `Location` by itself.", rfc9110("15.4.3", "302 Found")},
		{redirect.Allowed, "The client may make a `GET` of a `POST`. Of other methods this is not said.", rfc9110("15.4.3", "302 Found")},
		{redirect.Recommended, "Apart from that, the client sends the request again as it was.", rfc9110("15.4", "Redirection 3xx")},
		{redirect.Recommended, "Where the method became `GET` or `HEAD`, headers that describe a body go: `Content-Type`, `Content-Length` and their like.", rfc9110("15.4", "Redirection 3xx")},
		{redirect.Required, "A browser makes a `GET` without a body of a `POST`, and leaves every other method alone.", fetch("http-redirect-fetch", "HTTP-redirect fetch, step 12")},
	},

	History: []Note{
		{"1996", "HTTP/1.0 calls it Moved Temporarily, and wants a `POST` redirected only if the user confirms it. It already notes that some user agents make a `GET` of it by mistake.", rfc("1945", "9.3", "Redirection 3xx")},
		{"1997", "HTTP/1.1 repeats the rule, and adds 303 for those who want the `GET`.", rfc("2068", "10.3", "Redirection 3xx")},
		{"1999", "It is renamed Found. The standard admits that most clients treat it as a 303, and names 303 and 307 as the two clear answers.", rfc("2616", "10.3.3", "302 Found")},
		{"2014", "What clients do is allowed: a `POST` may become a `GET`. Asking the user is no longer required.", rfc7231Changes},
	},

	Method:    Fact{Depends, "POST may become GET", "The standard leaves it to the client, for `POST` alone. Most of the measured clients make a `GET` of it."},
	Body:      Fact{Depends, "lost with the method", "A client that changes the method to `GET` drops the body; one that keeps the method should send the body again."},
	Permanent: Fact{No, "for now", "The next request begins at the old address again."},
	Cached:    Fact{No, "only if told so", "302 is not among the codes that may be stored by a rule of thumb. `Cache-Control: max-age` or `Expires` lets it be stored."},

	Risk: Risk{Medium, "With a `GET` it is harmless. With any other method, what arrives depends on the client: a `POST` loses its body, a `PUT` or `DELETE` may become a `GET`, and often nobody sees an error."},
	Happens: []string{
		"A page needs a sign-in, and the server sends the visitor to the login.",
		"A form was handled, and an older framework answers with its default code.",
		"Nobody named a code: Express, Django, Rails, Caddy and Apache httpd then send a 302.",
		"A short link or a download leads to where the file is today.",
		"A site picks a language or a region for the visitor.",
	},

	Reproduce: Example{
		Title:   "A POST that arrives as a GET",
		About:   "curl sends a form, is answered with a 302, and asks for the new address without the form.",
		Address: "client=curl&method=POST&url=https://shop.example.com/cart&body=item=42&kind=form&hop=302,/cart/7",
		Holds:   []string{"redirects = 1", "last method = GET", "last body = none", "last path = /cart/7"},
	},

	UseWhen: []string{
		"A `GET` is to go elsewhere for now: a login page, a language, today's copy of a file.",
		"You want to see every visit, as with short links: it is not cached unless you say so.",
		"You serve clients so old that they know no 303 or 307.",
	},
	NotWhen: []Rather{
		{"A form was handled and the visitor should see its result.", 303},
		{"Method and body must arrive at the other address.", 307},
		{"The address has changed for good.", 301},
		{"It has changed for good, and others than `GET` are sent to it.", 308},
	},
	Fixes: []Fix{
		{"A `POST` arrives at the new address as a `GET`, and its body is gone.", "Answer with 307, or let the client ask the new address to begin with.", "307 forbids that the method changes; a request that is not redirected has nothing to lose."},
		{"A `PUT` or `DELETE` reports success, and nothing has changed.", "Answer with 307 or 308, and let the client check where its answer came from.", "Some clients make a `GET` of every method on a 302; the `GET` succeeds, and that success is reported."},
		{"`curl -X POST -L` sends a `POST` without a body after the 302.", "Leave `-X POST` out: `-d` makes a `POST` by itself. To keep it over the redirect use `--post302`.", "`-X` writes its word over the method of every request; the body is dropped all the same."},
		{"A login sets its cookie on the 302, and the next page asks for the login again.", "Give the client a cookie jar: `curl -b ''`, a session in requests, a jar in Go.", "The cookie comes with the redirect; a client without a jar forgets it before the next request."},
		{"An API key turns up in the logs of another host.", "Follow redirects by hand where you send secrets in headers of your own, and send them only to hosts you know.", "Clients that drop `Authorization` at another origin do not know that `X-Api-Key` is a secret."},
	},

	Server: Server{
		Usage: "For requests that change nothing. Name the code yourself wherever a `POST` can come in: 303 for its result, 307 to have it repeated.",
		Implement: []string{
			"Set the status, a `Location`, and nothing that the next page depends on but cookies.",
			"A relative `Location` will do: clients resolve it against the URL that they asked for.",
			"Build the `Location` from what you know, not from what the visitor sent: an open redirect helps whoever phishes.",
			"Where the answer differs by cookie or language, say `Cache-Control: no-store`, or `private` with a lifetime.",
		},
		Headers: []Field{
			{"Location", "Where to go. Without it, some clients take the 302 for the answer, and others fail."},
			{"Cache-Control", "A lifetime, if you want it cached; `no-store`, if proxies on the way are too eager."},
			{"Set-Cookie", "Is read before the next request, by clients that keep cookies."},
			{"Vary", "Which request headers the choice was made by, if it may be cached."},
			{"Referrer-Policy", "What a browser tells the next site of where it comes from."},
		},
		Body: "A line of HTML with a link to the same address, for the few that do not follow. Clients that follow do not show it.",
		Pitfalls: []string{
			"Behind a proxy that ends TLS, a framework may write `http://` into the `Location`. Let it trust the proxy's headers, or send a relative one.",
			"To an API client, a 302 to a login page looks like success: HTML with status 200. Answer 401 there.",
			"A CORS preflight that is answered with a redirect fails in Chromium, Firefox and WebKit alike.",
			"Two rules that redirect to each other make a loop; clients stop at different counts.",
		},
	},
	Clients: []string{
		"Do not read the first status only: most libraries hand over the last response.",
		"Python's urllib makes a `GET` of a `HEAD`, and downloads what it only meant to look at.",
		"Some clients drop the body and still send its `Content-Type`. A strict server may mind.",
		"In a browser a script cannot read the `Location`: with `redirect: \"manual\"` it gets an empty response of type `opaqueredirect`.",
		"Look at the URL of the response before you trust it, and at `https` in it.",
	},

	Examples: []Example{
		{"A PUT stays a PUT in a browser", "The leave to change the method is for `POST` alone, so `fetch()` sends the `PUT` and its body again.",
			"client=fetch&method=PUT&url=https://api.example.com/doc&body=New%20text.&hop=302,/v2/doc",
			[]string{"last method = PUT", "last body = same"}},
		{"The same PUT with Python requests", "It arrives as a `GET`: nothing is stored, and the status is 200.",
			"scenario=put-302", []string{"client = python-requests", "last method = GET", "last body = none", "status = 200"}},
		{"The cookie of a login gets lost", "Node.js fetch keeps no cookies, so that the page behind the login does not know the visitor.",
			"scenario=login-cookie", []string{"client = node", "last method = GET", "last header Cookie = absent"}},
		{"A key that goes to another host", "curl drops `Authorization` at the other host. The key goes along.",
			"scenario=key-leak", []string{"last origin = other", "last header Authorization = absent", "last header X-Api-Key = same"}},
		{"curl -X POST", "The method is held, the body is not.",
			"scenario=curl-x-post", []string{"last method = POST", "last body = none"}},
	},

	Myths: []Myth{
		{
			Says: "A 302 always turns the request into a GET.", Corrects: true,
			True:    "It may, of a `POST`, and need not. Browsers do; Got sends the `POST` again with its body; Perl's LWP does not follow at all.",
			Seen:    []evidence.Seen{{Client: "fetch", Case: "302-post-body", Told: "POST+ GET"}, {Client: "got", Case: "302-post-body", Told: "POST+ POST+"}, {Client: "perl-lwp", Case: "302-post-body", Told: "POST+"}},
			Sources: []redirect.Source{rfc9110("15.4.3", "302 Found")},
		},
		{
			Says: "A 302 changes PUT and DELETE as well.", Corrects: true,
			True: "The standard allows it for `POST` alone, and browsers and Node.js keep to that. Python requests and Go make a `GET` of them all the same. curl keeps the `PUT` and loses its body.",
			Seen: []evidence.Seen{{Client: "fetch", Case: "302-put-body", Told: "PUT+ PUT+"}, {Client: "node", Case: "302-put-body", Told: "PUT+ PUT+"},
				{Client: "python-requests", Case: "302-put-body", Told: "PUT+ GET"}, {Client: "go", Case: "302-delete", Told: "DELETE GET"}, {Client: "curl", Case: "302-put-body", Told: "PUT+ PUT"}},
			Sources: []redirect.Source{rfc9110("15.4.3", "302 Found"), fetch("http-redirect-fetch", "HTTP-redirect fetch, step 12")},
		},
		{
			Says: "curl -X POST -L repeats my POST.",
			True: "It repeats the word. The body goes with the first request only. A `Content-Type` of your own, set with `-H`, is sent again all the same.",
			Seen: []evidence.Seen{{Client: "curl", Run: 1, Case: "302-post-body", Told: "POST+ POST", Sends: "Content-Type"}},
		},
		{
			Says: "A cookie that comes with the 302 is sent to the next page.",
			True: "By clients that keep cookies: browsers, Python requests, HTTPie. Node.js fetch, curl and Go do not unless they are given a jar.",
			Seen: []evidence.Seen{{Client: "form", Case: "cookie-set", Told: "GET GET", Sends: "Cookie"}, {Client: "python-requests", Case: "cookie-set", Told: "GET GET", Sends: "Cookie"},
				{Client: "httpie", Case: "cookie-set", Told: "GET GET", Sends: "Cookie"},
				{Client: "node", Case: "cookie-set", Told: "GET GET", Lacks: "Cookie"}, {Client: "curl", Case: "cookie-set", Told: "GET GET", Lacks: "Cookie"}, {Client: "go", Case: "cookie-set", Told: "GET GET", Lacks: "Cookie"}},
		},
		{
			Says: "My credentials never leave the host I sent them to.",
			True: "Wget and Python's urllib send `Authorization` to whatever host the `Location` names. Most others drop it, but not a key in a header of your own.",
			Seen: []evidence.Seen{{Client: "wget", Case: "302-get-to-host", Told: "GET GET", Sends: "Authorization"}, {Client: "python-urllib", Case: "302-get-to-host", Told: "GET GET", Sends: "Authorization"},
				{Client: "python-requests", Case: "302-get-to-host", Told: "GET GET", Sends: "X-Api-Key", Lacks: "Authorization"}},
			Sources: []redirect.Source{rfc9110("15.4", "Redirection 3xx")},
		},
	},
	Confused: []Confused{
		{301, "301 says the same for good, and may be cached without being told. Both let a `POST` become a `GET`."},
		{303, "303 asks for a `GET`, whatever the method was. 302 leaves it open."},
		{307, "307 is as temporary, and forbids that the method changes."},
	},
	Versions: []Note{
		{"HTTP/1.0", "301 and 302 are its only two redirects to one other address: 303 and 307 came with HTTP/1.1.", rfc("1945", "9.3", "Redirection 3xx")},
		{"2019", "Starlette, the framework under FastAPI, sent 302 for a missing slash, and the `POST` was lost. Since then it sends 307.", redirect.Source{Title: "Starlette, pull request 563", URL: "https://github.com/Kludex/starlette/pull/563"}},
	},
	Related: []int{301, 303, 307},
	Sources: []redirect.Source{
		rfc9110("15.1", "Overview of Status Codes"),
		rfc9110("10.2.2", "Location"),
		{Title: "curl manual, --post302", URL: "https://curl.se/docs/manpage.html#--post302"},
		{Title: "requests, issue 4773", URL: "https://github.com/psf/requests/issues/4773"},
	},
}
