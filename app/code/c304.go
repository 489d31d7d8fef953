package code

import (
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

var c304 = Code{
	Status:   304,
	Name:     "Not Modified",
	Family:   "3xx Redirection",
	Standing: InUse,
	Clause:   rfc9110("15.4.5", "304 Not Modified"),

	Plain:      "You have a copy already, and it is still good. Use that; nothing is sent.",
	Analogy:    "You phone the station: I have the timetable of March, is there a newer one? No, that one still holds. You hang up and read the one on your wall. Nobody sends you anywhere.",
	Definition: "304 answers a conditional GET or HEAD whose condition is false: the client's stored representation is the current one. The server sends it back, so to speak, to its own copy, as if that had come with a 200. It has no content, and no second request follows.",
	Rules: []Rule{
		{redirect.Required, "The server sends those of `Cache-Control`, `Content-Location`, `Date`, `ETag`, `Expires` and `Vary` that a 200 would have had.", rfc9110("15.4.5", "304 Not Modified")},
		{redirect.Recommended, "Other fields about the representation stay away, unless they guide the cache.", rfc9110("15.4.5", "304 Not Modified")},
		{redirect.Required, "It ends with its header section: it has no content.", rfc9110("15.4.5", "304 Not Modified")},
		{redirect.Required, "Only GET and HEAD get a 304 where `If-None-Match` fails; any other method gets 412.", rfc9110("13.1.2", "If-None-Match")},
		{redirect.Required, "A condition is left alone where the answer would be neither 2xx nor 412: a redirect comes first.", rfc9110("13.2.1", "When to Evaluate")},
		{redirect.Required, "A cache that revalidates sends the entity tags that it has.", rfc("9111", "4.3.1", "Sending a Validation Request")},
		{redirect.Required, "A cache renews the headers of the stored response with those of the 304.", rfc("9111", "4.3.4", "Freshening Stored Responses upon Validation")},
		{redirect.Required, "A browser does not follow it: 304 is no redirect status.", fetch("redirect-status", "redirect status")},
	},
	History: []Note{
		{"1996", "HTTP/1.0 has it, for a GET with `If-Modified-Since`.", rfc("1945", "9.3", "Redirection 3xx")},
		{"1997", "HTTP/1.1 compares entity tags: `ETag` and `If-None-Match` do not depend on clocks.", rfc("2068", "14.26", "If-None-Match")},
		{"2014", "RFC 7231 counts it among the kinds of redirect, as one to a result that was cached before.", rfc("7231", "6.4", "Redirection 3xx")},
	},

	Method:    Fact{None, "no second request", "There is nowhere to go, so there is no method to keep."},
	Body:      Fact{None, "no second request", "Only GET and HEAD are answered so, and the 304 itself has no content either."},
	Permanent: Fact{None, "does not apply", "It speaks of this moment: the copy is good now."},
	Cached:    Fact{No, "renews what is kept", "The 304 is not stored as an answer of its own. It makes the stored 200 fresh again."},

	Risk: Risk{Low, "Caches live by it. It bites where a program sets the condition by hand, or a server says 304 of something that has changed."},
	Happens: []string{
		"A browser has a stale copy with an `ETag`, and asks whether it still holds.",
		"A reader reloads a page.",
		"A feed reader or crawler sends `If-Modified-Since` to spare both sides.",
		"A framework compares the tag of the page that it just made: Express does so in `res.send`.",
	},

	Reproduce: Example{
		Title:   "Is my copy still good?",
		About:   "The request names the tag of the copy in `If-None-Match`; the server answers 304 with the same `ETag`.",
		Address: "url=https://example.com/logo.svg&header=If-None-Match:%20%22v1%22&hop=304&hopheader=1,ETag:%20%22v1%22",
		Holds:   []string{"redirects = 0", "status = 304", "requests = 1", "last header If-None-Match = same"},
	},

	UseWhen: []string{
		"A GET or HEAD comes with `If-None-Match` or `If-Modified-Since`, and what you would send has not changed.",
	},
	NotWhen: []Rather{
		{"The request has no condition: send 200 and the content.", 0},
		{"The method is POST, PUT or DELETE: send 412 where its condition fails.", 0},
		{"The resource has moved.", 308},
		{"A POST changed nothing: send 200, 204 or see other.", 303},
	},
	Fixes: []Fix{
		{"A program reports an error at 304.", "Do not set `If-None-Match` yourself, or treat 304 as: use what I have.", "Libraries without a cache know of no copy; only the code that set the condition does."},
		{"Users see an old page though the server has a new one.", "Make the tag from the content, and let each deployment change it.", "304 is only as right as the comparison: a tag that stays the same promises that nothing changed."},
		{"304 never comes, and everything is sent each time.", "Let all servers of a pool make the same tag for the same content, and compare weakly where a proxy compresses.", "nginx, for one, turns a strong tag weak when it compresses: `W/\"v1\"` then comes back to you."},
		{"Every file costs a request that ends in 304.", "Give files with a hash in their name `Cache-Control: max-age=31536000, immutable`.", "A fresh copy is used without asking. 304 saves the content, not the round trip."},
		{"A 304 takes the client to another URL.", "Do not send `Location` with it.", "curl, axios, Got and Guzzle follow a `Location` here, though a 304 leads nowhere."},
	},

	Server: Server{
		Usage: "Leave it to the file server or the framework; by hand only where making the page is dear and its tag is cheap.",
		Implement: []string{
			"Find out first whether the request would get a 200 at all: rights and redirects come before the condition.",
			"Compare `If-None-Match` weakly with the current tag; look at `If-Modified-Since` only where there is no `If-None-Match`.",
			"Send the headers that the 200 would have had, and stop.",
		},
		Headers: []Field{
			{"ETag", "The tag of the current representation."},
			{"Cache-Control", "How long the copy may now be used without asking again."},
			{"Vary", "As on the 200: otherwise the cache renews the wrong copy."},
			{"Date", "The age of the renewed copy counts from here."},
		},
		Body: "None. A `Content-Length` in it, if any, is that of the 200.",
		Pitfalls: []string{
			"Content after a 304 is read as the beginning of the next response on that connection.",
			"A shared cache renews personal pages with a 304 too, if it has kept them: send `Cache-Control: private` with both.",
			"Dates have whole seconds: two changes within one look the same to `If-Modified-Since`.",
		},
	},
	Clients: []string{
		"Wget, urllib, SuperAgent and RestClient make an error of a 304 that they do not follow.",
		"fetch() hides it: without a condition of your own, your code sees the 200 from the cache; with one, it sees the 304.",
		"HTTP libraries without a cache hand over a 304 with an empty body: parse nothing.",
		"A condition set by hand is carried along through redirects, and then holds for another URL.",
	},

	Examples: []Example{
		{
			Title:   "A Location does not lead a browser away",
			About:   "The server adds a `Location` by mistake; fetch() takes no notice.",
			Address: "url=https://example.com/logo.svg&header=If-None-Match:%20%22v1%22&hop=304,/new.svg",
			Holds:   []string{"redirects = 0", "status = 304"},
		},
		{
			Title:   "axios follows it all the same",
			About:   "A POST, answered with 304 and a `Location`, is sent again with its body.",
			Address: "client=axios&method=POST&url=https://api.example.com/jobs&body=n%3D1&hop=304,/elsewhere",
			Holds:   []string{"redirects = 1", "last method = POST", "last body = same", "last path = /elsewhere"},
		},
		{
			Title:   "A redirect first, the condition then",
			About:   "requests carries the condition along to the new URL, where it is judged.",
			Address: "client=python-requests&url=https://example.com/old.svg&header=If-None-Match:%20%22v1%22&hop=301,/logo.svg&hop=304",
			Holds:   []string{"redirects = 1", "status = 304", "last header If-None-Match = same", "last path = /logo.svg"},
		},
		{
			Title:   "Good news taken for an error",
			About:   "Wget ends with exit status 8.",
			Address: "client=wget&url=https://example.com/logo.svg&header=If-None-Match:%20%22v1%22&hop=304",
			Holds:   []string{"outcome = failed", "status = 304"},
		},
	},

	Myths: []Myth{
		{
			Says: "304 is a redirect to follow.",
			True: "It stands among the 3xx, but leads to the client's own copy. Browsers, Go and requests stay, even if there is a `Location`. axios, curl, Got and Guzzle go there, a POST with its body included; that is their oddity, not the standard's.",
			Seen: []evidence.Seen{
				{Client: "axios", Case: "304-post-body", Told: "POST+ POST+"},
				{Client: "curl", Case: "304-post-body", Told: "POST+ POST+"},
				{Client: "got", Case: "304-post-body", Told: "POST+ POST+"},
				{Client: "guzzle", Case: "304-post-body", Told: "POST+ POST+"},
				{Client: "fetch", Case: "304-get", Told: "GET"},
				{Client: "go", Case: "304-get", Told: "GET"},
				{Client: "python-requests", Case: "304-get", Told: "GET"},
			},
			Sources:  []redirect.Source{fetch("redirect-status", "redirect status")},
			Corrects: true,
		},
		{
			Says: "A 304 is an error.",
			True: "It says that all is well. Wget, urllib, SuperAgent and RestClient report one, as they have no copy to fall back on.",
			Seen: []evidence.Seen{
				{Client: "wget", Case: "304-get", Told: "GET"},
				{Client: "python-urllib", Case: "304-get", Told: "GET"},
				{Client: "superagent", Case: "304-get", Told: "GET"},
				{Client: "ruby-rest-client", Case: "304-get", Told: "GET"},
			},
			Sources: []redirect.Source{rfc9110("15.4.5", "304 Not Modified")},
		},
		{
			Says:    "The server may answer 304 whenever nothing has changed.",
			True:    "Only to a conditional GET or HEAD. Without a condition there is no copy that the 304 could mean.",
			Sources: []redirect.Source{rfc9110("15.4.5", "304 Not Modified"), rfc9110("13.1.2", "If-None-Match")},
		},
		{
			Says:    "With a 304 the browser need not ask.",
			True:    "It has asked: that is what was answered. What spares the question is freshness, from `max-age` or `Expires`.",
			Sources: []redirect.Source{rfc("9111", "4.2", "Freshness"), rfc("9111", "4.3", "Validation")},
		},
		{
			Says:    "My code sees the 304 in the network panel, so it must handle it.",
			True:    "In a browser it sees a 200: the browser puts the stored response in its place. Only where your code set the condition does it get the 304.",
			Sources: []redirect.Source{fetch("http-network-or-cache-fetch", "HTTP-network-or-cache fetch")},
		},
	},
	Confused: []Confused{
		{303, "303 sends the client to another resource; 304 to what it has."},
		{301, "A kept 301 also spares a request, but the one to the old URL."},
		{300, "300 offers several representations to fetch; 304 says not to fetch."},
	},
	Versions: []Note{
		{"RFC 2616", "Had a cache that did not know what a 304 meant ask again without the condition. RFC 9111 says instead which stored responses it renews.", rfc("2616", "10.3.5", "304 Not Modified")},
		{"nginx 1.7.3", "Turns strong tags weak when it changes the content, as by compressing; before, it dropped them.", redirect.Source{Title: "nginx, CHANGES", URL: "https://nginx.org/en/CHANGES"}},
	},
	Related: []int{300, 301, 303},
	Sources: []redirect.Source{
		rfc("9111", "4.3", "Validation"),
		rfc9110("13.2.2", "Precedence of Preconditions"),
		{Title: "IANA, HTTP Status Code Registry", URL: "https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml"},
	},
}
