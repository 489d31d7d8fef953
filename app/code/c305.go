package code

import (
	"strings"

	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

var c305 = Code{
	Status:   305,
	Name:     "Use Proxy",
	Family:   "3xx Redirection",
	Standing: Deprecated,
	Clause:   rfc9110("15.4.6", "305 Use Proxy"),

	Plain:      "It once meant: ask for this again, but through the proxy that I name. It is deprecated; do not send it.",
	Analogy:    "A stranger at the bank's door says: do not go in, give your papers to my friend, who will carry them to the counter. Whoever obeys has chosen a messenger without knowing him.",
	Definition: "305 was defined in earlier versions of HTTP, to have one request repeated through the proxy in `Location`. RFC 7231 deprecated it, since a response must not be able to set up a proxy. RFC 9110 defines nothing more for it.",
	Rules: []Rule{
		{redirect.Required, "A client knows the class by the first digit, and treats a 3xx that it does not know as a 300.", rfc9110("15", "Status Codes")},
		{redirect.Required, "A browser does not follow it: 305 is no redirect status.", fetch("redirect-status", "redirect status")},
	},
	History: []Note{
		{"1997", "The first HTTP/1.1 defines 305, without saying for how long or for which URLs the proxy is meant. A draft wanted to say so, and to add a 306.", draftCohen},
		{"1999", "RFC 2616 limits it to a single request and to origin servers, and warns of what happens where that is not heeded.", rfc("2616", "10.3.6", "305 Use Proxy")},
		{"2014", "RFC 7231 deprecates it, out of concern about proxies that are set up by the very traffic they are to carry.", redirect.Source{Title: "RFC 7231, Appendix B, Changes from RFC 2616", URL: "https://www.rfc-editor.org/rfc/rfc7231.html#appendix-B"}},
	},

	Method:    Fact{Depends, "by client", "Of those measured that go to the `Location`, all but HTTParty keep a POST; most do not go at all."},
	Body:      Fact{Depends, "by client", "It goes along where the request is repeated."},
	Permanent: Fact{No, "one request", "It was meant for the request at hand only."},
	Cached:    Fact{No, "no", "It is not heuristically cacheable: RFC 9110 does not list it."},

	Risk: Risk{High, "A client that obeys hands its request, with body and credentials, to a host that the response chose. Most do not obey, so it does not even work."},
	Happens: []string{
		"An old appliance or a test server still knows it.",
		"Someone looked for a code that makes clients use the company's proxy.",
		"Somebody tries what your client does with it.",
	},

	Reproduce: Example{
		Title:   "A browser takes no notice",
		About:   "The server answers 305 and names a proxy; fetch() gives the 305 to the page.",
		Address: "url=https://example.com/page&hop=305,https://proxy.example.net/",
		Holds:   []string{"redirects = 0", "status = 305"},
	},

	UseWhen: []string{
		"Never: there is no use left. To have clients use a proxy, configure them: with a PAC file, by policy, or with `HTTPS_PROXY`.",
	},
	NotWhen: []Rather{
		{"All requests should pass your proxy: put a reverse proxy before the server, and let DNS lead there.", 0},
		{"A network wants its users to log in first: that is 511 Network Authentication Required.", 0},
		{"Another host should serve the request: send the client there.", 307},
	},
	Fixes: []Fix{
		{"A server sends 305 to steer clients through a proxy.", "Take it out; hand out a PAC file, or place a reverse proxy.", "Browsers ignore 305. With a PAC file it is the client's own side that chooses the proxy."},
		{"A Java program sends its requests to a stranger.", "Call `setInstanceFollowRedirects(false)` for servers that you do not trust, or use `java.net.http.HttpClient`.", "HttpURLConnection takes the `Location` of a 305 for a proxy; HttpClient hands the 305 back."},
		{"curl or axios ends up at the proxy's home page.", "Treat 305 as a fault of the server, and follow only 301, 302, 303, 307 and 308.", "They take it for an ordinary redirect, as they do with a made-up 310 that has a `Location`."},
	},

	Server: Server{
		Usage: "None.",
		Implement: []string{
			"Search your configuration for 305 and remove it.",
			"Let a gateway in front of old systems replace a 305 by 502, so that no client has to decide.",
		},
		Headers: []Field{
			{"Location", "Once the URI of the proxy. Clients that follow every 3xx take it for the next page."},
		},
		Body: "None that anyone would read.",
		Pitfalls: []string{
			"A scanner may report it: an attacker who can inject a 305 can try to put himself in between.",
			"Frameworks still have a constant for it; that they do is no advice.",
		},
	},
	Clients: []string{
		"curl, axios, Guzzle, HTTParty, SuperAgent and PHP's curl go to the `Location` as if it were a page.",
		"HttpURLConnection asks the `Location`, as a proxy, for the same URL.",
		"Wget, Got, urllib and RestClient make an error of it; the rest hand it to the caller.",
	},

	Examples: []Example{
		{
			Title:   "curl takes the proxy for a page",
			About:   "curl -L asks for the proxy's own front page.",
			Address: "client=curl&url=https://example.com/page&hop=305,https://proxy.example.net/",
			Holds:   []string{"redirects = 1", "last url = https://proxy.example.net/"},
		},
		{
			Title:   "The one that obeys",
			About:   "HttpURLConnection asks the proxy for the same URL. Here it gets a 305 again, until its limit of 20 requests ends it.",
			Address: "client=java-httpurlconnection&url=http://example.com/page&hop=305,http://proxy.example.net:8080/",
			Holds:   []string{"requests = 20", "last url = http://example.com/page", "outcome = failed"},
		},
	},

	Myths: []Myth{
		{
			Says: "A 305 sends the browser through a proxy.",
			True: "No browser engine that was measured sent another request. Fetch does not count 305 among the redirects.",
			Seen: []evidence.Seen{
				{Client: "form", Run: 0, Case: "305-get", Told: "GET"},
				{Client: "form", Run: 2, Case: "305-get", Told: "GET"},
				{Client: "form", Run: 4, Case: "305-get", Told: "GET"},
				{Client: "fetch", Case: "305-get", Told: "GET"},
			},
			Sources:  []redirect.Source{fetch("redirect-status", "redirect status")},
			Corrects: true,
		},
		{
			Says: "So nobody obeys it any more.",
			True: "Java's HttpURLConnection does: it asked the host in `Location` for the same URL, over and over, as each answer was a 305.",
			Seen: []evidence.Seen{
				{Client: "java-httpurlconnection", Case: "305-get", Told: strings.TrimSpace(strings.Repeat("GET ", 20))},
			},
			Sources: []redirect.Source{{Title: "OpenJDK 17, HttpURLConnection.java, followRedirect0", URL: "https://github.com/openjdk/jdk17u-dev/blob/master/src/java.base/share/classes/sun/net/www/protocol/http/HttpURLConnection.java"}},
		},
		{
			Says: "Clients that do not know it leave it alone.",
			True: "Some go to its `Location` as if it were a page, body included: curl, axios, Guzzle, SuperAgent.",
			Seen: []evidence.Seen{
				{Client: "curl", Case: "305-post-body", Told: "POST+ POST+"},
				{Client: "axios", Case: "305-post-body", Told: "POST+ POST+"},
				{Client: "guzzle", Case: "305-post-body", Told: "POST+ POST+"},
				{Client: "superagent", Case: "305-post-body", Told: "POST+ POST+"},
			},
		},
	},
	Confused: []Confused{
		{306, "306 was to change the proxy of a client that has one already; it never got beyond a draft."},
		{307, "307 names the place of the resource; 305 named the way there."},
	},
	Versions: []Note{
		{"RFC 7231", "Deprecated since 2014; RFC 9110 only points there.", rfc9110("15.4.6", "305 Use Proxy")},
	},
	Related: []int{306, 307, 300},
	Sources: []redirect.Source{
		rfc9110("3.7", "Intermediaries"),
		{Title: "MDN, Proxy Auto-Configuration (PAC) file", URL: "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Proxy_servers_and_tunneling/Proxy_Auto-Configuration_PAC_file"},
		rfc("6585", "6", "511 Network Authentication Required"),
		{Title: "IANA, HTTP Status Code Registry", URL: "https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml"},
	},
}

// draftCohen is the Internet-Draft that was to define 305 anew, and 306.
var draftCohen = redirect.Source{Title: "J. Cohen, HTTP/1.1 305 and 306 Response Codes, Internet-Draft", URL: "https://datatracker.ietf.org/doc/html/draft-cohen-http-305-306-responses-00"}
