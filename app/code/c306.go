package code

import (
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

var c306 = Code{
	Status:   306,
	Name:     "(Unused)",
	Family:   "3xx Redirection",
	Standing: Unused,
	Clause:   rfc9110("15.4.7", "306 (Unused)"),

	Plain:      "It means nothing. The number was used once, is not used any more, and is kept free.",
	Analogy:    "A house number that was given to a house which was never built. The street goes from 305 to 307, and the post office gives the number to nobody else, lest letters go astray.",
	Definition: "306 is reserved. RFC 9110 says that an earlier version of the specification defined it, and that it is no longer used. Older texts call it Switch Proxy, after a draft.",
	Rules: []Rule{
		{redirect.Required, "The number is no longer used, and it is reserved.", rfc9110("15.4.7", "306 (Unused)")},
		{redirect.Required, "A client treats a 3xx code that it does not know as a 300.", rfc9110("15", "Status Codes")},
		{redirect.Required, "A browser does not follow it: 306 is no redirect status.", fetch("redirect-status", "redirect status")},
	},
	History: []Note{
		{"1996", "A draft by Josh Cohen of Netscape proposes 306 Switch Proxy, with a header `Set-Proxy` that says which proxy, for which URLs and how long.", draftCohen},
		{"1997", "The draft is announced to the HTTP working group. No RFC takes it up.", redirect.Source{Title: "ietf-http-wg, I-D ACTION: draft-cohen-http-305-306-responses-00", URL: "https://lists.w3.org/Archives/Public/ietf-http-wg-old/1997MayAug/0373.html"}},
		{"1999", "RFC 2616 lists 306 as unused and reserved, and so it has stayed.", rfc("2616", "10.3.7", "306 (Unused)")},
	},

	Method:    Fact{None, "no meaning", "There is no definition that could say."},
	Body:      Fact{None, "no meaning", "There is no definition that could say."},
	Permanent: Fact{None, "no meaning", "Nothing is said to move."},
	Cached:    Fact{No, "no", "It is not heuristically cacheable: RFC 9110 does not list it."},

	Risk: Risk{Medium, "A code without a meaning is taken for anything: some clients follow its `Location` with the body, some fail, some hand it over."},
	Happens: []string{
		"A test server answers every code there is.",
		"An application chose it for a purpose of its own, as it looked free.",
		"A slip of the finger for 307.",
	},

	Reproduce: Example{
		Title:   "A browser takes no notice",
		About:   "The server answers 306 with a `Location`; fetch() gives the 306 to the page.",
		Address: "url=https://example.com/page&hop=306,https://proxy.example.net/",
		Holds:   []string{"redirects = 0", "status = 306"},
	},

	UseWhen: []string{
		"Never: there is no use. Whatever you want to say, another code says it, or a header of your own does.",
	},
	NotWhen: []Rather{
		{"Clients should use another proxy: configure it, as with a PAC file.", 0},
		{"You meant to send the client elsewhere, for now.", 307},
		{"You need a code for an application's own state: use 200, 409 or 422 and say the rest in the content.", 0},
	},
	Fixes: []Fix{
		{"An application sends 306 for something of its own.", "Choose the registered code that comes nearest, and put the rest into the content.", "Caches, proxies and clients act on registered codes; of 306 each makes something else."},
		{"A client follows a 306.", "Follow 301, 302, 303, 307 and 308 only.", "Those five are what Fetch calls redirect statuses; the others need no second request."},
		{"A list of codes calls it Switch Proxy and someone wants to use it.", "Configure the proxy at the client, or place a reverse proxy.", "`Set-Proxy` never left the draft: no client measured acts on 306 as a change of proxy."},
	},

	Server: Server{
		Usage: "None.",
		Implement: []string{
			"Let a test fail where one of your handlers answers a code that is not registered for use.",
			"A gateway that receives 306 from behind answers 502.",
		},
		Headers: []Field{
			{"Set-Proxy", "From the draft. It is not in use."},
			{"Location", "Not defined for 306; some clients follow it all the same."},
		},
		Body: "None that anyone would read.",
		Pitfalls: []string{
			"The reason phrase differs from library to library: some know none, so a log may say only 306.",
			"Frameworks still have a constant for it; that they do is no advice.",
		},
	},
	Clients: []string{
		"curl, axios, Guzzle, HTTParty and PHP's curl go to its `Location`.",
		"Wget, Got, urllib, SuperAgent and RestClient make an error of it.",
		"Browsers, Go, requests, httpx and most others hand it to the caller.",
	},

	Examples: []Example{
		{
			Title:   "axios sends the body along",
			About:   "A POST is repeated at the `Location`, at another host.",
			Address: "client=axios&method=POST&url=https://example.com/page&body=n%3D1&hop=306,https://proxy.example.net/",
			Holds:   []string{"redirects = 1", "last method = POST", "last body = same", "last origin = other"},
		},
		{
			Title:   "Go hands it over",
			About:   "For net/http a 306 is a response like any other.",
			Address: "client=go&url=https://example.com/page&hop=306,https://proxy.example.net/",
			Holds:   []string{"redirects = 0", "status = 306", "outcome = delivered"},
		},
	},

	Myths: []Myth{
		{
			Says:     "306 is Switch Proxy.",
			True:     "It was to be, in a draft of 1996. The standards know it as (Unused), and so does the IANA registry.",
			Sources:  []redirect.Source{rfc9110("15.4.7", "306 (Unused)"), draftCohen},
			Corrects: true,
		},
		{
			Says:    "An unused code is free for my own purposes.",
			True:    "It is reserved, which is the opposite: nobody may have it.",
			Sources: []redirect.Source{rfc9110("15.4.7", "306 (Unused)")},
		},
		{
			Says: "Clients ignore a code that has no meaning.",
			True: "curl, axios and Guzzle go to the `Location` of a 306, and repeat a POST there. Go and fetch() stay where they are.",
			Seen: []evidence.Seen{
				{Client: "curl", Case: "306-post-body", Told: "POST+ POST+"},
				{Client: "axios", Case: "306-post-body", Told: "POST+ POST+"},
				{Client: "guzzle", Case: "306-post-body", Told: "POST+ POST+"},
				{Client: "go", Case: "306-post-body", Told: "POST+"},
				{Client: "fetch", Case: "306-post-body", Told: "POST+"},
			},
		},
	},
	Confused: []Confused{
		{305, "305 was in the standard, for a single request through a proxy; it is deprecated."},
		{307, "307 is the number next to it, and may be the one that was meant."},
	},
	Versions: []Note{
		{"RestClient", "Names its error for it `RestClient::SwitchProxy`, after the draft.", redirect.Source{Title: "RestClient 2.1.0, exceptions.rb", URL: "https://github.com/rest-client/rest-client/blob/v2.1.0/lib/restclient/exceptions.rb"}},
	},
	Related: []int{305, 307, 300},
	Sources: []redirect.Source{
		{Title: "Evert Pot, 306 Switch Proxy", URL: "https://evertpot.com/http/306-switch-proxy"},
		{Title: "IANA, HTTP Status Code Registry", URL: "https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml"},
	},
}
