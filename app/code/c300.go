package code

import (
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

var c300 = Code{
	Status:   300,
	Name:     "Multiple Choices",
	Family:   "3xx Redirection",
	Standing: InUse,
	Clause:   rfc9110("15.4.1", "300 Multiple Choices"),

	Plain:      "There are several forms of what you asked for. Here is a list: choose one and ask for that.",
	Analogy:    "You ask at the library for a novel. The librarian does not bring a book but a slip: we have it in English on shelf 4, in French on shelf 9, and as a recording. You choose, and fetch it yourself.",
	Definition: "300 says that the target resource has more than one representation, each with a URI of its own, and gives the user or the client what it needs to choose. A `Location` may name the one that the server prefers.",
	Rules: []Rule{
		{redirect.Recommended, "To anything but HEAD the server sends a list of the representations and their URIs.", rfc9110("15.4.1", "300 Multiple Choices")},
		{redirect.Recommended, "A server that prefers one of them names it in `Location`.", rfc9110("15.4.1", "300 Multiple Choices")},
		{redirect.Allowed, "The client may go to that `Location` by itself.", rfc9110("15.4.1", "300 Multiple Choices")},
		{redirect.Allowed, "A client that understands the list may choose from it by itself. No format is defined for that.", rfc9110("15.4.1", "300 Multiple Choices")},
		{redirect.Required, "A browser does not follow it: 300 is no redirect status.", fetch("redirect-status", "redirect status")},
		{redirect.Required, "A client treats a 3xx code that it does not know as a 300.", rfc9110("15", "Status Codes")},
		{redirect.Allowed, "A cache may keep the 300 and choose for itself how long it is fresh, where the response does not say.", rfc("9111", "4.2.2", "Calculating Heuristic Freshness")},
	},
	History: []Note{
		{"1996", "HTTP/1.0 made no use of it itself; it stood for the whole class, as what an unknown 3xx means.", rfc("1945", "9.3", "Redirection 3xx")},
		{"1998", "Transparent content negotiation, an experiment, gave the list a form that machines can read, in a header `Alternates`.", redirect.Source{Title: "RFC 2295, Transparent Content Negotiation in HTTP", URL: "https://www.rfc-editor.org/rfc/rfc2295.html"}},
		{"2022", "RFC 9110 tells how the fields `URI` and `Alternates` were dropped for want of use and of agreement.", rfc9110("15.4.1", "300 Multiple Choices")},
	},

	Method:    Fact{Depends, "by client", "The RFC says nothing of the method. Of those measured that follow a `Location`, some keep a POST and some make it a GET."},
	Body:      Fact{Depends, "by client", "It goes or stays with the method."},
	Permanent: Fact{No, "not said", "Nothing has moved: the URL stays the one that offers the choice."},
	Cached:    Fact{Yes, "may be kept", "300 is heuristically cacheable, like 301."},

	Risk: Risk{Medium, "Clients do not treat it alike: browsers stop, curl goes on, and a POST may be sent to a URL that was offered for reading."},
	Happens: []string{
		"Apache with `mod_speling` finds several files whose name is close to the one asked for.",
		"An OpenStack service is asked without a version, and lists those it has.",
	},

	Reproduce: Example{
		Title:   "A choice that a browser does not make",
		About:   "The server answers 300 and prefers `/report.en.html`; fetch() gives the 300 to the page.",
		Address: "url=https://example.com/report&hop=300,/report.en.html",
		Holds:   []string{"redirects = 0", "status = 300", "outcome = delivered"},
	},

	UseWhen: []string{
		"A person should choose from a list, and you accept that programs differ: send HTML with links, and no `Location`.",
		"An API has documented the list as its entry, as OpenStack does with its versions.",
	},
	NotWhen: []Rather{
		{"You know which one the client wants, from `Accept` or `Accept-Language`. Answer 200 with it and `Vary`.", 0},
		{"You want every client to go to one place, for now.", 307},
		{"You want every client to go to one place, for good.", 308},
		{"A form has been handled and the user should see a page.", 303},
	},
	Fixes: []Fix{
		{"Some users see a list, others are taken to a page.", "Leave the `Location` out if a list is meant; send 302 or 307 if the page is.", "Clients that follow a 300 do so for its `Location` alone; 302 and 307 are followed by nearly all."},
		{"A client reports an error where a list was sent.", "Answer 200 with the list.", "urllib, SuperAgent and RestClient take every status outside 200 to 299 that they do not follow for an error."},
		{"Readers get the wrong language from a cache.", "Choose on the server and send `Vary: Accept-Language`.", "A cache then keeps a copy for each language rather than one for all."},
		{"A POST is sent on to the first choice.", "Answer a POST with its result, or with 303.", "curl and axios repeat the POST at the `Location` of a 300; after a 303 both send a GET."},
	},

	Server: Server{
		Usage: "Rarely wanted. Where it is, the content is the answer, and `Location` at most a hint.",
		Implement: []string{
			"Send the list in a form that your clients are known to read: HTML for people, documented JSON for programs.",
			"Give every choice a URL of its own, and say of each what it is: type, language, size.",
			"To HEAD send the same fields without the content.",
		},
		Headers: []Field{
			{"Location", "The choice that the server prefers, if it has one. Some clients go there at once."},
			{"Content-Type", "Of the list."},
			{"Vary", "What of the request the list depends on."},
			{"Link", "The choices again, with `rel=\"alternate\"`; do not count on its being read."},
		},
		Body: "The list itself: links with a word on each. This is one of the few redirects whose content is meant to be seen.",
		Pitfalls: []string{
			"With a `Location`, curl, Wget, axios and PHP never show the list.",
			"Without Cache-Control a browser may keep a list that has changed since.",
			"Do not count on a client that chooses: those measured went to the `Location`, or handed the 300 back, or failed.",
		},
	},
	Clients: []string{
		"fetch(), forms, requests, httpx and Go hand the 300 to the caller, `Location` or not.",
		"curl -L, Wget, axios, Got, Guzzle, OkHttp and PHP go to the `Location`.",
		"Where it is followed, a POST stays a POST in curl, axios and Got; Wget, Guzzle and OkHttp make it a GET.",
	},

	Examples: []Example{
		{
			Title:   "curl takes the preferred one",
			About:   "The same answer, and curl -L goes to the `Location` without showing the list.",
			Address: "scenario=choices-300",
			Holds:   []string{"redirects = 1", "last path = /report.en.html", "status = 200"},
		},
		{
			Title:   "A list and no more",
			About:   "Without a `Location` curl stops too: the list is the answer.",
			Address: "client=curl&url=https://example.com/report&hop=300",
			Holds:   []string{"redirects = 0", "status = 300"},
		},
		{
			Title:   "A POST that stays one",
			About:   "curl sends the POST and its body to the choice.",
			Address: "client=curl&method=POST&url=https://example.com/report&body=q%3D1&hop=300,/report.en.html",
			Holds:   []string{"last method = POST", "last body = same"},
		},
		{
			Title:   "The same POST becomes a GET",
			About:   "Wget reads the choice instead.",
			Address: "client=wget&method=POST&url=https://example.com/report&body=q%3D1&hop=300,/report.en.html",
			Holds:   []string{"last method = GET", "last body = none"},
		},
	},

	Myths: []Myth{
		{
			Says: "A 300 with a Location is followed like a 302.",
			True: "By some. curl, Wget and axios follow it; browsers, Go and requests do not. Fetch does not count it among the redirects at all.",
			Seen: []evidence.Seen{
				{Client: "curl", Case: "300-get", Told: "GET GET"},
				{Client: "wget", Case: "300-get", Told: "GET GET"},
				{Client: "axios", Case: "300-get", Told: "GET GET"},
				{Client: "fetch", Case: "300-get", Told: "GET"},
				{Client: "go", Case: "300-get", Told: "GET"},
				{Client: "python-requests", Case: "300-get", Told: "GET"},
			},
			Sources:  []redirect.Source{fetch("redirect-status", "redirect status")},
			Corrects: true,
		},
		{
			Says: "The browser offers the user a menu.",
			True: "It shows the content, like that of a 200. The menu is the page that the server sent, if it sent one.",
			Seen: []evidence.Seen{
				{Client: "form", Run: 0, Case: "300-get", Told: "GET"},
				{Client: "form", Run: 2, Case: "300-get", Told: "GET"},
				{Client: "form", Run: 4, Case: "300-get", Told: "GET"},
			},
		},
		{
			Says:    "The client picks by its Accept headers.",
			True:    "It could, if there were a format for the list. There is none, and the RFC leaves it at that. `Accept` is for a server that chooses itself.",
			Sources: []redirect.Source{rfc9110("15.4.1", "300 Multiple Choices"), rfc9110("12.2", "Reactive Negotiation")},
		},
		{
			Says: "A POST is safe: nobody repeats it on a 300.",
			True: "curl, axios and Got do, with its body. HTTPie and node's fetch hand the 300 back.",
			Seen: []evidence.Seen{
				{Client: "curl", Case: "300-post-body", Told: "POST+ POST+"},
				{Client: "axios", Case: "300-post-body", Told: "POST+ POST+"},
				{Client: "got", Case: "300-post-body", Told: "POST+ POST+"},
				{Client: "httpie", Case: "300-post-body", Told: "POST+"},
				{Client: "node", Case: "300-post-body", Told: "POST+"},
			},
		},
	},
	Confused: []Confused{
		{302, "302 sends everyone to one place; 300 offers several."},
		{303, "303 points to one other resource as the answer, always by GET."},
		{304, "304 also leads to a representation, but to one that the client has already."},
	},
	Versions: []Note{
		{"RFC 9110", "Names a `Link` with the relation alternate as a way to send the list, which servers and clients put off because of each other.", rfc9110("15.4.1", "300 Multiple Choices")},
		{"Apache httpd", "`mod_speling` sends 301 for one near match and 300 for several.", redirect.Source{Title: "Apache httpd, mod_speling", URL: "https://httpd.apache.org/docs/trunk/mod/mod_speling.html"}},
	},
	Related: []int{302, 303, 304, 307},
	Sources: []redirect.Source{
		rfc9110("12.2", "Reactive Negotiation"),
		{Title: "IANA, HTTP Status Code Registry", URL: "https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml"},
	},
}
