package code

import (
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

var c303 = Code{
	Status: 303, Name: "See Other", Family: "3xx Redirection", Standing: InUse,
	Clause: rfc9110("15.4.4", "303 See Other"),

	Plain:   "Your request was dealt with. What came of it is over there: fetch it with a `GET`.",
	Analogy: "You hand in a form at the counter. The clerk keeps it and says: done, the result is on the notice board. You walk over and read. You do not hand in the form a second time.",
	Definition: "The server redirects to a different resource that answers the request indirectly, whatever the method was. " +
		"The client may retrieve it with `GET`, or `HEAD`. " +
		"The new URI is not another name of the one that was asked for.",

	Rules: []Rule{
		{redirect.Allowed, "The client may retrieve the `Location`, with a `GET` or a `HEAD`, and may be redirected again.", rfc9110("15.4.4", "303 See Other")},
		{redirect.Allowed, "After a `POST` whose result is like a resource there is, the server may send a 303 with that one's URI.", rfc9110("9.3.3", "POST")},
		{redirect.Recommended, "The headers that describe a body go with the body: `Content-Type`, `Content-Length` and their like.", rfc9110("15.4", "Redirection 3xx")},
		{redirect.Required, "A browser makes a `GET` without a body of every method but `GET` and `HEAD`.", fetch("http-redirect-fetch", "HTTP-redirect fetch, step 12")},
		{redirect.Recommended, "An OAuth server that redirects a request with a password in it should use 303.", rfc("9700", "4.12", "307 Redirect")},
	},

	History: []Note{
		{"1996", "HTTP/1.0 wants 301 and 302 to keep the method, as the server at CERN did. Clients split over a `POST`: some repeat it, some make a `GET` of it.", rfc9110("15.4", "Redirection 3xx")},
		{"1997", "HTTP/1.1 brings 303 for the redirect that is meant to become a `GET`: the result of a form.", rfc("2068", "10.3.4", "303 See Other")},
		{"1999", "It asks for a `GET` of the other URI, and must not be cached. Those who serve old clients are told that a 302 does the same.", rfc("2616", "10.3.4", "303 See Other")},
		{"2014", "It may be cached where a lifetime is given, and what a 303 to a `GET` means is said.", rfc7231Changes},
	},

	Method:    Fact{No, "becomes GET", "That is what it is for. A `HEAD` may stay a `HEAD`."},
	Body:      Fact{No, "dropped", "A `GET` is sent without the body; the server has had it already."},
	Permanent: Fact{No, "for this answer", "It is about this one request. The next one goes to the same address as before."},
	Cached:    Fact{No, "only if told so", "303 is not among the codes that may be stored by a rule of thumb. `Cache-Control: max-age` or `Expires` lets it be stored."},

	Risk: Risk{Low, "It is the clearest of the codes after a form: it asks for a `GET`, so that nothing is sent twice. Harm is done where the method was meant to be kept, and by the few clients that send the body along all the same."},
	Happens: []string{
		"A form was sent and handled, and the server shows the result at an address of its own.",
		"A long job was accepted, and its state is at another URL.",
		"Next.js sends it where a form calls a server action without JavaScript, and Rails with Turbo needs it after a `DELETE`.",
		"An identity provider sends the visitor back to the application after the password.",
	},

	Reproduce: Example{
		Title:   "Post/Redirect/Get",
		About:   "A form creates an order. The browser is sent to the order, with a `GET`: reloading the page does not order again.",
		Address: "client=form&method=POST&url=https://shop.example.com/orders&body=item=42%26count=1&kind=form&hop=303,/orders/1001",
		Holds:   []string{"redirects = 1", "last method = GET", "last body = none", "last path = /orders/1001"},
	},

	UseWhen: []string{
		"A form was handled, and a reload of what follows must not send it again.",
		"A `PUT` or `DELETE` from a page was carried out, and the visitor goes on to a list.",
		"A request with a password in it ends at another site.",
		"A job takes its time, and the client should look at its state elsewhere.",
	},
	NotWhen: []Rather{
		{"The request is to be carried out at the other address: it needs its method and body.", 307},
		{"The address has changed for good.", 308},
		{"A `GET` goes elsewhere for now, and nothing was handled.", 302},
		{"A program created something and wants to know where: answer 201 with `Location`, which none of the measured clients follows.", 0},
	},
	Fixes: []Fix{
		{"Reloading the page after a form orders twice.", "Answer the `POST` with 303 and show the result at its own URL.", "The last request is then a `GET`, and that is what a reload repeats."},
		{"The page behind the form answers 405 Method Not Allowed.", "Send 303 in place of 307: `status_code=303` in FastAPI.", "A 307 repeats the `POST` at a page that knows `GET` only."},
		{"After a `DELETE` from a page, the list is deleted too, or answers 405.", "Answer with 303, not with 302.", "Some clients keep a `DELETE` over a 302; a 303 asks for a `GET` by name."},
		{"A login passes the password on to the application.", "Answer the login with 303.", "The password is in the body, and a 303 asks for a `GET` without it."},
		{"An upload was moved, you answered 303, and the files are empty or missing.", "Answer with 307.", "A 303 says that the request was dealt with. It is not meant to deliver a body."},
	},

	Server: Server{
		Usage: "Handle the request first, then send 303: it says that you are done. Give the result a URL of its own that answers `GET`.",
		Implement: []string{
			"Store what came in before you answer; the next request may be served by another machine.",
			"Send the `Location` of the result, relative or absolute.",
			"Carry a message for the next page in a short-lived cookie or in the session, not in the body.",
			"Guard the `POST` itself against being sent twice: a double click is not a reload.",
		},
		Headers: []Field{
			{"Location", "Where the answer is. Not another name of what was asked for."},
			{"Set-Cookie", "A session or a message for the next page."},
			{"Cache-Control", "`no-store` where the `GET` itself is answered with 303 and the target changes."},
			{"Retry-After", "How long to wait before asking, where the result is not ready. Do not count on its being heeded."},
		},
		Body: "A line of HTML with a link to the same address, unless the request was a `HEAD`.",
		Pitfalls: []string{
			"A 303 in answer to an API's `POST` hides that something was created: 201 says it.",
			"An error in the form is no result. Show the form again with 422 or 400, without a redirect.",
			"What the next page shows must be stored when the 303 leaves, or the visitor sees the state before.",
			"A 303 to a page that redirects to the form again makes a loop.",
		},
	},
	Clients: []string{
		"With `curl -X PUT` or `-X DELETE` the method is kept on a 303; only a `POST` made by `-d` becomes a `GET`.",
		"Perl's LWP does not follow a 303 that answers a `POST`, unless `POST` is in `requests_redirectable`.",
		"HTTParty and Perl's HTTP::Tiny send the body again, with the `GET`.",
		"Python's urllib fails with an error where a 303 answers a `PUT` or `DELETE`.",
		"Headers that you set by hand go along to the other address; look at what they tell whom.",
	},

	Examples: []Example{
		{"The same with 307: broken", "The `POST` is repeated at a page that knows `GET` only.",
			"scenario=prg-307", []string{"last method = POST", "last body = same", "status = 405"}},
		{"A login that keeps the password", "The browser arrives at the application with a `GET`. The password stays where it was typed.",
			"client=form&method=POST&url=https://login.example.com/login&body=user=ada%26password=secret&kind=form&hop=303,https://app.example.net/callback?code=xyz",
			[]string{"last method = GET", "last body = none", "last origin = other"}},
		{"A DELETE from a page", "`fetch()` deletes, and then looks at the list.",
			"client=fetch&method=DELETE&url=https://shop.example.com/orders/7&hop=303,/orders",
			[]string{"first method = DELETE", "last method = GET", "last path = /orders"}},
		{"curl with -X does not listen", "The 303 asks for a `GET`. The word behind `-X` is written over it.",
			"client=curl&option=request:POST&method=POST&url=https://shop.example.com/orders&body=item=42&kind=form&hop=303,/orders/1001",
			[]string{"last method = POST", "last body = none"}},
		{"What is lost stays lost", "A 307 behind the 303 keeps what it is given: a `GET` without a body.",
			"client=node&method=POST&url=https://shop.example.com/orders&body=item=42&kind=form&hop=303,/second&hop=307,/third",
			[]string{"redirects = 2", "request 2 method = GET", "last method = GET", "last body = none"}},
	},

	Myths: []Myth{
		{
			Says: "303 and 302 are the same thing.",
			True: "They come to the same where the client turns a `POST` into a `GET` anyway. 303 asks for it, of every method. Got keeps a `POST` over a 302 and not over a 303; a browser does so with a `PUT`.",
			Seen: []evidence.Seen{{Client: "got", Case: "302-post-body", Told: "POST+ POST+"}, {Client: "got", Case: "303-post-body", Told: "POST+ GET"},
				{Client: "fetch", Case: "302-put-body", Told: "PUT+ PUT+"}, {Client: "fetch", Case: "303-put-body", Told: "PUT+ GET"}},
		},
		{
			Says: "After a 303 every client sends a GET without a body.",
			True: "Nearly every one, of a `POST`. `curl -X` keeps its method, LWP does not follow, and HTTParty sends the body along with the `GET`. Plain curl keeps a `PUT`, and Java's HttpURLConnection sends it whole.",
			Seen: []evidence.Seen{{Client: "curl", Run: 1, Case: "303-post-body", Told: "POST+ POST"}, {Client: "perl-lwp", Case: "303-post-body", Told: "POST+"},
				{Client: "ruby-httparty", Case: "303-post-body", Told: "POST+ GET+"}, {Client: "curl", Case: "303-put-body", Told: "PUT+ PUT"}, {Client: "java-httpurlconnection", Case: "303-put-body", Told: "PUT+ PUT+"}},
		},
		{
			Says:    "303 means that the page has moved.",
			True:    "It names a different resource: the result, not a new home of what was asked for. Nobody should change a link because of it.",
			Sources: []redirect.Source{rfc9110("15.4.4", "303 See Other")},
		},
		{
			Says: "A 303 must never be cached.", Corrects: true,
			True: "So it was until 2014. Today a lifetime in `Cache-Control` or `Expires` lets a 303 to a `GET` be stored; without one it is not. Chromium, Firefox and WebKit keep to that.",
			Seen: []evidence.Seen{{Client: "fetch", Case: "cache-303-max-age", Told: "GET GET", Again: "GET"}, {Client: "fetch", Run: 11, Case: "cache-303-max-age", Told: "GET GET", Again: "GET"},
				{Client: "fetch", Run: 22, Case: "cache-303-max-age", Told: "GET GET", Again: "GET"}, {Client: "fetch", Case: "cache-303", Told: "GET GET", Again: "GET GET"}},
			Sources: []redirect.Source{rfc("2616", "10.3.4", "303 See Other"), rfc7231Changes, rfc9110("15.1", "Overview of Status Codes"), rfc("9111", "3", "Storing Responses in Caches")},
		},
		{
			Says: "A 303 turns a HEAD into a GET.",
			True: "The standard allows both. Browsers, curl and Go stay with `HEAD`; Java's HttpClient and Python's urllib send a `GET`, and download what they only meant to look at.",
			Seen: []evidence.Seen{{Client: "fetch", Case: "303-head", Told: "HEAD HEAD"}, {Client: "curl", Case: "303-head", Told: "HEAD HEAD"}, {Client: "go", Case: "303-head", Told: "HEAD HEAD"},
				{Client: "java-httpclient", Case: "303-head", Told: "HEAD GET"}, {Client: "python-urllib", Case: "303-head", Told: "HEAD GET"}},
		},
		{
			Says: "With the body, all that describes it is gone.",
			True: "It should be. Browsers and Node.js drop the `Content-Type`; curl, HTTPX and Guzzle send it with a `GET` that has no body.",
			Seen: []evidence.Seen{{Client: "fetch", Case: "303-post-body", Told: "POST+ GET", Lacks: "Content-Type"}, {Client: "node", Case: "303-post-body", Told: "POST+ GET", Lacks: "Content-Type"},
				{Client: "curl", Case: "303-post-body", Told: "POST+ GET", Sends: "Content-Type"}, {Client: "python-httpx", Case: "303-post-body", Told: "POST+ GET", Sends: "Content-Type"}, {Client: "guzzle", Case: "303-post-body", Told: "POST+ GET", Sends: "Content-Type"}},
			Sources: []redirect.Source{rfc9110("15.4", "Redirection 3xx")},
		},
	},
	Confused: []Confused{
		{302, "302 lets a client make a `GET` of a `POST`; 303 asks for a `GET`, of any method."},
		{307, "307 is the opposite: the request is repeated at the other address, with method and body."},
	},
	Versions: []Note{
		{"HTTP/1.0", "Clients from before HTTP/1.1 do not know 303. RFC 2616 advised a 302 for them.", rfc("2616", "10.3.4", "303 See Other")},
		{"Next.js", "`redirect` answers 303 where a form calls a server action without JavaScript, and 307 elsewhere.", redirect.Source{Title: "Next.js, redirect", URL: "https://nextjs.org/docs/app/api-reference/functions/redirect"}},
	},
	Related: []int{302, 307},
	Sources: []redirect.Source{
		rfc9110("10.2.2", "Location"),
		rfc9110("10.2.3", "Retry-After"),
		{Title: "FastAPI, issue 1498: from a POST to a GET route", URL: "https://github.com/fastapi/fastapi/issues/1498"},
		{Title: "curl, issue 20715: a custom method and a 303", URL: "https://github.com/curl/curl/issues/20715"},
	},
}
