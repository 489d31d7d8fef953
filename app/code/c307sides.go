package code

import "github.com/hopscope/hopscope/app/redirect"

var c307Fixes = []Fix{
	{"A form is handled, answered with 307, and the next page says 405 Method Not Allowed.", "Send 303: `RedirectResponse(url, status_code=303)` in FastAPI.", "The 307 repeats the `POST` at a page that knows `GET` only. A 303 asks for the `GET`."},
	{"Reloading the page orders twice, and the browser asks whether to send the form again.", "Send 303 after the order was stored.", "A 307 leaves a `POST` as the last request, and that is what a reload repeats."},
	{"A login server sends the password on to the application.", "Send 303. RFC 9700 forbids 307 here.", "The password is in the body, and a 307 takes the body along to whatever host the `Location` names."},
	{"`401` behind the redirect, though the token was sent.", "Keep to one origin: the same scheme, host and port. Or ask the final address to begin with.", "Most clients drop `Authorization` at another origin, and `http` to `https` is another one; .NET's documentation says that it drops it always."},
	{"The slash redirect behind TLS leads to `http://`, and the browser blocks it.", "Let the framework trust `X-Forwarded-Proto`, or serve both paths with `redirect_slashes=False`.", "The framework sees plain HTTP behind the proxy, and writes that into an absolute `Location`."},
	{"An upload fails with a 307, or arrives empty.", "Send bytes or a file in place of a stream; in Go, set `GetBody`.", "What is read while it is sent is gone. Some clients fail, some send an empty body and report success."},
	{"A big upload is sent in full, only to be redirected.", "Let the client send `Expect: 100-continue`, and redirect before you say 100.", "The body is held back until the server has answered the headers, so it goes over the wire once."},
	{"A 307 shows in Chrome, and no configuration has it.", "Look for `Non-Authoritative-Reason: HSTS`, and ask with curl for what the server really sends.", "The browser itself went to `https`, because the site once told it to. No request was sent for it."},
}

var c307Server = Server{
	Usage: "For a request that is to be carried out elsewhere this time. Do not handle it yourself: send 307 before anything is stored, for it will come again in full.",
	Implement: []string{
		"Decide by the request line and the headers, before you read the body.",
		"Make sure that the target takes the same method, and the same type of body.",
		"Point at hosts that you own: method, body and headers of the client's own go there.",
		"For scripts from other origins, answer the preflight yourself, and let the target send its own CORS headers.",
		"Take care that the target does not redirect back: clients stop at different counts.",
	},
	Headers: []Field{
		{"Location", "Where to send the request. Relative to the URL that was asked for, or absolute."},
		{"Cache-Control", "A lifetime if you want it cached. Without one it is not stored; `no-store` says so to everyone."},
		{"Retry-After", "The least time to wait before the request goes on. Do not count on its being heeded."},
		{"Access-Control-Allow-Origin", "A script in a browser needs it on the 307 as well, not only on the target."},
		{"Strict-Transport-Security", "On the `https` side: browsers then go there by themselves, before the body crosses the wire in the clear."},
	},
	Body: "A line of HTML with a link to the same address. A link makes a `GET`, so say that the request is to be repeated there.",
	Pitfalls: []string{
		"A request to `http` is in the clear before your 307 to `https` can be read: the password was seen. Refuse `POST` over `http`.",
		"If you handle the request and then send 307, it is carried out twice.",
		"A CORS preflight that is answered with 307 fails in Chromium, Firefox and WebKit alike.",
		"An open redirect is worse with 307: it makes visitors `POST` to a stranger.",
		"Clients without 307 for a `POST` hand it to their program. Watch your logs for requests that never come again.",
	},
}

var c307Versions = []Note{
	{"OkHttp 4.6", "Follows 307 and 308 for every method. Before, it did so for `GET` and `HEAD` alone, as OkHttp 3 was recorded to.", redirect.Source{Title: "OkHttp, pull request 5990", URL: "https://github.com/square/okhttp/pull/5990"}},
	{"Starlette, 2019", "`RedirectResponse` and the slash redirect send 307 in place of 302, and FastAPI with it.", redirect.Source{Title: "Starlette, pull request 563", URL: "https://github.com/Kludex/starlette/pull/563"}},
	{"Next.js", "`redirect` answers 307, and 303 where a form calls a server action without JavaScript.", redirect.Source{Title: "Next.js, redirect", URL: "https://nextjs.org/docs/app/api-reference/functions/redirect"}},
	{"HTTP/1.0", "Clients that do not know 307 take it for a 300, whose first digit it shares. They may still follow the `Location`.", rfc9110("15", "Status Codes")},
}

var c307Examples = []Example{
	{"The same with 302: the body is lost", "The one digit makes the difference. Change it in the playground.",
		"client=curl&method=POST&url=https://api.example.com/v1/orders&header=Content-Type:%20application/json&body=%7B%22item%22:42%7D&hop=302,/v2/orders",
		[]string{"last method = GET", "last body = none"}},
	{"To another host: the body goes, the token does not", "A load balancer names a host that the caller never heard of. Go sends method and body there, and drops `Authorization`.",
		"scenario=balancer-307", []string{"last method = POST", "last body = same", "last origin = other", "last header Authorization = absent"}},
	{"Within one origin nothing is lost", "Method, body and token go on to version 2.",
		"scenario=users-307", []string{"last method = POST", "last body = same", "last header Authorization = same"}},
	{"A key of your own crosses every border", "`fetch()` drops `Authorization` at the other host, and takes `X-Api-Key` along.",
		"client=fetch&method=POST&url=https://api.example.com/v1/orders&header=Authorization:%20Bearer%20t0k3n&header=X-Api-Key:%20k3y&body=hi&hop=307,https://other.example.net/orders",
		[]string{"last method = POST", "last body = same", "last origin = other", "last header Authorization = absent", "last header X-Api-Key = same"}},
	{"A login gives the password away", "The form goes on to the application, password and all.",
		"scenario=login-307", []string{"last method = POST", "last body = same", "last origin = other"}},
	{"A stream cannot be sent twice", "Node.js read the body while it sent it, and has no copy.",
		"scenario=stream-307", []string{"outcome = failed", "requests = 1"}},
	{"Requests sends an empty body, and says nothing", "The same stream with Python requests: the `POST` arrives without it, and the status is 200.",
		"scenario=stream-307&client=python-requests", []string{"last method = POST", "last body != same", "status = 200"}},
	{"Post/Redirect/Get, broken", "A 307 repeats the `POST` at a page that only knows `GET`.",
		"scenario=prg-307", []string{"last method = POST", "status = 405"}},
	{"After a 302 there is nothing to keep", "The 307 keeps the method it meets, and that is a `GET` by now.",
		"scenario=302-then-307", []string{"redirects = 2", "request 2 method = GET", "last method = GET", "last body = none"}},
	{"From http to https: too late", "The body is kept. It has crossed the wire in the clear before the 307 could be read.",
		"scenario=https-307", []string{"first scheme = http", "first body = same", "last scheme = https", "last body = same"}},
	{"A script, and three origins", "A preflight goes before each request, and the last server sees `Origin: null`.",
		"scenario=preflight", []string{"preflights = 2", "redirects = 1", "last method = POST", "last body = same"}},
	{"A PUT upload", "The file is sent a second time, whole.",
		"scenario=upload-put-307", []string{"last method = PUT", "last body = same"}},
}
