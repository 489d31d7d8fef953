package code

import "github.com/hopscope/hopscope/app/redirect"

// The page of 307 is in three files: this one, the sides of it (c307sides.go), and
// what people get wrong about it (c307myths.go).
var c307 = Code{
	Status: 307, Name: "Temporary Redirect", Family: "3xx Redirection", Standing: InUse,
	Clause: rfc9110("15.4.8", "307 Temporary Redirect"),

	Plain:   "Send exactly this request to the other address, with the same method and the same body. Only this once: next time, ask here again.",
	Analogy: "Your parcel counter is closed for an hour, and a note says: take the parcel to counter 5, it is handled there. You carry it over unopened. Tomorrow you come to this counter again.",
	Definition: "The resource is temporarily under another URI, given in `Location`, and a client that follows must not change the request method. " +
		"Because the redirect can change, the client goes on using the URI it asked for. " +
		"The body goes along because the request is sent again as it was. Of the headers the code says nothing.",

	Rules: []Rule{
		{redirect.Required, "A client that follows by itself must not change the method.", rfc9110("15.4.8", "307 Temporary Redirect")},
		{redirect.Recommended, "The server sends a `Location` with the other URI.", rfc9110("15.4.8", "307 Temporary Redirect")},
		{redirect.Allowed, "The client may follow the `Location` by itself. It need not.", rfc9110("15.4.8", "307 Temporary Redirect")},
		{redirect.Recommended, "It sends the request again as it was, and with it the body. Headers that it made itself, it makes anew; of `Authorization` and `Cookie` it considers whether they may go along.", rfc9110("15.4", "Redirection 3xx")},
		{redirect.Required, "A browser fails where the body cannot be sent a second time, and drops `Authorization` at another origin.", fetch("http-redirect-fetch", "HTTP-redirect fetch, steps 11 and 13")},
		{redirect.Required, "An OAuth server must not answer a request with a password in it with 307.", rfc("9700", "4.12", "307 Redirect")},
	},

	History: []Note{
		{"1996", "HTTP/1.0 wants 302 to keep the method; many clients make a `GET` of a `POST`. The code says one thing and means another.", rfc("1945", "9.3", "Redirection 3xx")},
		{"1999", "307 is added for servers that mean it. For all but `GET` and `HEAD`, the user must be asked first.", rfc("2616", "10.3.8", "307 Temporary Redirect")},
		{"2014", "Clients may follow without asking. What is left is the one rule that matters: the method stays.", rfc7231Changes},
		{"2015", "308, its permanent twin, becomes a standard.", rfc("7538", "3", "308 Permanent Redirect")},
		{"2022", "HTTP Semantics says it for every version of HTTP, and names the headers that a client should look at before it goes on.", rfc9110("15.4", "Redirection 3xx")},
	},

	Method:    Fact{Yes, "kept", "It must not change. That is what sets 307 apart from 302."},
	Body:      Fact{Yes, "sent again", "It belongs to the request that is repeated. A client that kept no copy of a stream cannot do it."},
	Permanent: Fact{No, "for now", "The next request begins at the old address again."},
	Cached:    Fact{No, "only if told so", "307 is not among the codes that may be stored by a rule of thumb. `Cache-Control: max-age` or `Expires` lets it be stored."},

	Risk: Risk{High, "It carries whatever was sent to whatever host the `Location` names: a password out of a form, a token in a header of your own. Where it should have been a 303, an order is sent twice or the page answers 405."},
	Happens: []string{
		"A load balancer or a storage service knows a better host for this one request, as Amazon S3 may for a new bucket.",
		"A framework corrects the address: FastAPI adds or takes away a slash, Go's `ServeMux` cleans a path, and both send 307 (Go since 1.26), which keeps the `POST`.",
		"Nobody named a code: Starlette, FastAPI and Next.js send 307 where others send 302.",
		"An application sends visitors from `http` to `https`, as ASP.NET Core does unless told that it is for good.",
		"No server sent it: Chrome shows a 307 Internal Redirect where it went to `https` by itself, because of HSTS.",
	},

	Reproduce: Example{
		Title:   "A POST that arrives as a POST",
		About:   "curl sends JSON, is answered with a 307, and sends the same JSON to the new address.",
		Address: "client=curl&method=POST&url=https://api.example.com/v1/orders&header=Content-Type:%20application/json&body=%7B%22item%22:42%7D&hop=307,/v2/orders",
		Holds:   []string{"redirects = 1", "last method = POST", "last body = same", "last header Content-Type = same", "last path = /v2/orders"},
	},

	UseWhen: []string{
		"An API endpoint is elsewhere for now, and a `POST`, `PUT`, `PATCH` or `DELETE` must arrive there.",
		"Another host of yours should take this one request: a node, a region, a storage server.",
		"During maintenance or a migration that may be rolled back.",
		"You mean 302, and want no client to change the method.",
	},
	NotWhen: []Rather{
		{"A form was handled and the visitor should see its result.", 303},
		{"The address has changed for good.", 308},
		{"The request has a password in it, and the other address is someone else's.", 303},
		{"The client streams large uploads and cannot send them twice.", 0},
		{"A `GET` of a page is sent on, and the clients are very old.", 302},
	},
	Fixes:  c307Fixes,
	Server: c307Server,
	Clients: []string{
		"Send bodies that can be sent twice: bytes or a file, not a stream. In Go, set `GetBody`.",
		"Check for a 307 as the result: OkHttp before 4.6, LWP, Apache HttpClient 4 and others hand it back where it answers a `POST`.",
		"Do not send secrets in headers of your own through redirects: nearly every client takes `X-Api-Key` to the other host.",
		"A token may be missing behind the redirect: a 401 there often means that `Authorization` was dropped on the way.",
		"In a browser, a script's request that a 307 sends to another origin needs CORS headers there, and often a preflight. Behind a foreign hop `Origin` is `null`.",
		"A signed request seldom survives: where the signature covers the host, as with AWS, it has to be signed anew.",
		"Do not remember the new address. It is for this request.",
	},

	Examples: c307Examples,
	Myths:    c307Myths,
	Confused: []Confused{
		{302, "302 lets a client make a `GET` of a `POST`, and most do. 307 forbids it."},
		{303, "303 is the opposite: the request was dealt with, go and `GET` the result."},
		{308, "308 keeps the method too, but for good: links are to be changed, and it may be cached without being told."},
	},
	Versions: c307Versions,
	Related:  []int{302, 303, 308},
	Sources: []redirect.Source{
		rfc9110("9.2.1", "Safe Methods"),
		rfc9110("10.1.1", "Expect"),
		rfc9110("10.2.2", "Location"),
		{Title: "Amazon S3, why a new bucket answers 307", URL: "https://repost.aws/knowledge-center/s3-http-307-response"},
		{Title: "Next.js, why 307 and 308", URL: "https://nextjs.org/docs/app/api-reference/next-config-js/redirects"},
		{Title: "ASP.NET Core, RedirectStatusCode", URL: "https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.httpspolicy.httpsredirectionoptions.redirectstatuscode"},
		{Title: ".NET, issue 122609: Authorization is dropped", URL: "https://github.com/dotnet/runtime/issues/122609"},
		{Title: "FastAPI, issue 1498: from a POST to a GET route", URL: "https://github.com/fastapi/fastapi/issues/1498"},
		{Title: "Fett, Küsters, Schmitz: A Comprehensive Formal Security Analysis of OAuth 2.0", URL: "https://doi.org/10.1145/2976749.2978385"},
	},
}
