package evidence

// The cases: what every client is asked. A case's id never changes its meaning.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A Case is one scenario that clients are put through, whose addresses are those
// of Home, Port and Host.
type Case struct {
	ID    string
	Group Group
	Title string // a sentence without its full stop
	redirect.Scenario
	// Twice: the request is made a second time by the same client, to see what
	// it kept of the first.
	Twice bool
}

// A Group is what cases have in common.
type Group string

// The groups.
const (
	Codes     Group = "codes"     // each code by each method, within one origin
	Borders   Group = "borders"   // credentials and other headers, to another port or host
	Chains    Group = "chains"    // several redirects, back and forth
	Limits    Group = "limits"    // loops and long chains
	Locations Group = "locations" // the forms a Location may have
	Bodies    Group = "bodies"    // kinds of body, and those that can be sent once only
	Cookies   Group = "cookies"   // set on the way
	Fields    Group = "fields"    // headers set by hand
	Endings   Group = "endings"   // what is no redirect, and errors at the end
	CORS      Group = "cors"      // browsers alone: CORS, Origin, referrers
	Caching   Group = "caching"   // browsers alone: a second visit
)

// Groups returns every group, in the order they are shown.
func Groups() []Group {
	return []Group{Codes, Borders, Chains, Limits, Locations, Bodies, Cookies, Fields, Endings, CORS, Caching}
}

// Cases returns every case, in the order they are run. The slice is fresh.
func Cases() []Case { return slices.Clone(cases) }

// Lookup returns the case with the id.
func Lookup(id string) (Case, bool) {
	i, ok := byID[id]
	if !ok {
		return Case{}, false
	}
	return cases[i], true
}

// Core reports the cases that are measured afresh where a client's version is
// another than the recorded one: the five codes by GET and by POST with a body,
// within one origin and to another host.
func (c Case) Core() bool { return slices.Contains(core, c.ID) }

var cases, byID, core = build()

func build() (all []Case, byID map[string]int, core []string) {
	all = slices.Concat(codeCases(), borderCases(), chainCases(), limitCases(), locationCases(), bodyCases(), cookieCases(), fieldCases(), endingCases(), corsCases(), cachingCases())
	byID = make(map[string]int, len(all))
	for i, c := range all {
		byID[c.ID] = i
	}
	for _, status := range followed {
		for _, rest := range []string{"-get", "-post-body", "-get-to-host", "-post-body-to-host"} {
			core = append(core, strconv.Itoa(status)+rest)
		}
	}
	return all, byID, core
}

// followed are the codes that most clients follow.
var followed = []int{301, 302, 303, 307, 308}

// What the cases are made of.

const (
	start   = Home + "/start"
	content = `{"n":1}`
)

// asked is a request of the start, with a JSON body where the method ends in
// "+", and the headers, written as "Name: value".
func asked(method string, headers ...string) redirect.Request {
	r := redirect.Request{Method: strings.TrimSuffix(method, "+"), URL: start}
	if r.Method != method {
		r.Headers = redirect.Headers{{Name: "Content-Type", Value: "application/json"}}
		r.Body = &redirect.Body{Kind: redirect.Text, Text: content}
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Headers = append(r.Headers, redirect.Header{Name: name, Value: value})
	}
	return r
}

// to is a redirect, with the further headers, written as "Name: value".
func to(status int, location string, headers ...string) redirect.Hop {
	h := redirect.Hop{Status: status, Location: &location}
	for _, f := range headers {
		name, value, _ := strings.Cut(f, ": ")
		h.Headers = append(h.Headers, redirect.Header{Name: name, Value: value})
	}
	return h
}

// named is a method as it stands in a case's id: post-body for POST+.
func named(method string) string {
	return strings.ToLower(strings.Replace(method, "+", "-body", 1))
}

// spoken is a method as it stands in a title.
func spoken(method string) string {
	if bare, ok := strings.CutSuffix(method, "+"); ok {
		return bare + " with a body"
	}
	return method
}

// methods are those of the Codes cases.
var methods = []string{"GET", "HEAD", "POST+", "POST", "PUT+", "PATCH+", "DELETE", "DELETE+", "OPTIONS", "FOO+"}

func codeCases() (list []Case) {
	for status := 300; status <= 308; status++ {
		for _, method := range methods {
			list = append(list, Case{
				ID: fmt.Sprintf("%d-%s", status, named(method)), Group: Codes,
				Title:    fmt.Sprintf("%d answers a %s", status, spoken(method)),
				Scenario: redirect.Scenario{Request: asked(method), Hops: []redirect.Hop{to(status, "/next")}},
			})
		}
	}
	return list
}

// carried are the headers whose fate depends on where a redirect leads.
var carried = []string{
	"Authorization: Bearer t0k3n", "Cookie: sid=1", "X-Api-Key: k3y", "Referer: " + Home + "/from",
}

func borderCases() (list []Case) {
	for _, place := range []struct{ name, words, location string }{
		{"to-same", "the same origin", "/next"},
		{"to-port", "another port", Port + "/next"},
		{"to-host", "another host", Host + "/next"},
	} {
		for _, status := range followed {
			for _, method := range []string{"GET", "POST+", "PUT+"} {
				list = append(list, Case{
					ID: fmt.Sprintf("%d-%s-%s", status, named(method), place.name), Group: Borders,
					Title:    fmt.Sprintf("%d sends a %s with credentials to %s", status, spoken(method), place.words),
					Scenario: redirect.Scenario{Request: asked(method, carried...), Hops: []redirect.Hop{to(status, place.location)}},
				})
			}
		}
	}
	return list
}

func chainCases() (list []Case) {
	add := func(id, title, method string, headers []string, hops ...redirect.Hop) {
		list = append(list, Case{ID: "chain-" + id, Group: Chains, Title: title,
			Scenario: redirect.Scenario{Request: asked(method, headers...), Hops: hops}})
	}
	for _, pair := range [][2]int{{302, 307}, {307, 302}, {301, 308}, {308, 301}, {303, 307}, {307, 303}, {302, 302}, {307, 307}} {
		for _, method := range []string{"POST+", "PUT+"} {
			add(fmt.Sprintf("%d-%d-%s", pair[0], pair[1], named(method)),
				fmt.Sprintf("%d and then %d answer a %s", pair[0], pair[1], spoken(method)), method, nil,
				to(pair[0], "/second"), to(pair[1], "/next"))
		}
	}
	add("308-307-302-post-body", "308, 307 and then 302 answer a POST with a body", "POST+", nil, to(308, "/second"), to(307, "/third"), to(302, "/next"))
	add("307-302-307-post-body", "307, 302 and then 307 answer a POST with a body", "POST+", nil, to(307, "/second"), to(302, "/third"), to(307, "/next"))
	for _, place := range []struct{ name, words, origin string }{{"port", "port", Port}, {"host", "host", Host}} {
		for _, status := range []int{302, 307} {
			for _, method := range []string{"GET", "POST+"} {
				add(fmt.Sprintf("%s-and-back-%d-%s", place.name, status, named(method)),
					fmt.Sprintf("%d sends a %s to another %s, and %d back again", status, spoken(method), place.words, status), method, carried,
					to(status, place.origin+"/second"), to(status, Home+"/next"))
			}
		}
	}
	add("host-host-get", "302 sends a GET to another host, which stays there", "GET", carried, to(302, Host+"/second"), to(302, "/next"))
	add("host-port-get", "302 sends a GET to another host, and to a third origin", "GET", carried, to(302, Host+"/second"), to(302, Port+"/next"))
	return list
}

// long is how many redirects the long chain has: as many as a scenario may have
// hops.
const long = 50

func limitCases() []Case {
	var hops []redirect.Hop
	for i := range long {
		hops = append(hops, to(302, "/"+strconv.Itoa(i+1)))
	}
	one := func(id, title, method string, hops ...redirect.Hop) Case {
		return Case{ID: id, Group: Limits, Title: title, Scenario: redirect.Scenario{Request: asked(method), Hops: hops}}
	}
	return []Case{
		one("loop", "302 leads back to the same URL, for ever", "GET", to(302, "/start")),
		one("loop-post-body", "307 leads a POST with a body back to the same URL, for ever", "POST+", to(307, "/start")),
		one("loop-of-two", "302 leads to and fro between two URLs, for ever", "GET", to(302, "/second"), to(302, "/start")),
		one("long", fmt.Sprintf("%d redirects, to another URL each", long), "GET", hops...),
		one("five", "five redirects, to another URL each", "GET", append(slices.Clone(hops[:4]), to(302, "/next"))...),
	}
}

// The request of the Location cases has a directory and a query.
const inDir = Home + "/dir/start?o=1"

func locationCases() (list []Case) {
	add := func(id, title, url string, hop redirect.Hop) {
		r := redirect.Request{Method: "GET", URL: url}
		list = append(list, Case{ID: "location-" + id, Group: Locations, Title: title,
			Scenario: redirect.Scenario{Request: r, Hops: []redirect.Hop{hop}}})
	}
	for _, status := range []int{300, 301, 302, 303, 304, 307, 308} {
		add("missing-"+strconv.Itoa(status), strconv.Itoa(status)+" without a Location", inDir, redirect.Hop{Status: status})
	}
	for _, l := range []struct{ id, title, value string }{
		{"empty", "an empty Location", ""},
		{"relative", "a relative path", "next"},
		{"dot", "a relative path with a dot", "./next"},
		{"up", "a relative path that goes up", "../next"},
		{"up-too-far", "a relative path that goes up past the root", "../../../next"},
		{"root", "an absolute path", "/next"},
		{"absolute", "an absolute URL", Home + "/next"},
		{"scheme-relative", "a Location that begins with two slashes", "//127.0.0.1:18002/next"},
		{"query", "a query alone", "?q=2"},
		{"empty-query", "a question mark alone", "?"},
		{"fragment", "a fragment alone", "#there"},
		{"with-fragment", "a path with a fragment", "/next#there"},
		{"dots-within", "dot segments within the path", "/a/./b/../next"},
		{"encoded-dots", "encoded dot segments", "/a/%2e%2e/next"},
		{"space", "a space in the path", "/a b"},
		{"spaces-around", "white space around", " /next "},
		{"tab", "a tab within", "/a\tb"},
		{"utf-8", "characters beyond ASCII, in UTF-8", "/ü"},
		{"utf-8-query", "characters beyond ASCII in the query, in UTF-8", "/next?ü=ü"},
		{"encoded", "characters beyond ASCII, encoded", "/%C3%BC"},
		{"lower-escape", "an escape in small letters", "/%c3%bc"},
		{"percent", "a percent sign that begins no escape", "/100%"},
		{"bad-escape", "a percent sign with other letters behind it", "/%zz"},
		{"backslash", "a backslash in the path", `/a\b`},
		{"backslashes", "two backslashes in place of slashes", `\\127.0.0.1:18002\next`},
		{"quotes", "quotes and angle brackets", `/a"b<c>d`},
		{"brackets", "brackets, braces and bars", "/a[b]{c}|d^e`f"},
		{"userinfo", "a user and a password, of the same origin", "http://user:pw@127.0.0.1:18001/next"},
		{"userinfo-host", "a user and a password, of another host", "http://user:pw@127.0.0.2:18001/next"},
		{"capital-scheme", "a scheme in capitals", "HTTP://127.0.0.1:18001/next"},
		{"no-path", "an origin without a path", Port},
		{"ftp", "the scheme ftp", "ftp://127.0.0.1:18009/next"},
		{"file", "the scheme file", "file:///etc/hostname"},
		{"data", "the scheme data", "data:text/plain,hi"},
		{"mailto", "the scheme mailto", "mailto:someone@127.0.0.1"},
		{"javascript", "the scheme javascript", "javascript:alert(1)"},
		{"unknown-scheme", "a scheme that nobody knows", "foo://127.0.0.1/next"},
		{"no-host", "a scheme without a host", "http://"},
		{"three-slashes", "three slashes behind the scheme", "http:///next"},
		{"no-slashes", "a scheme without slashes", "http:next"},
		{"bad-ipv6", "a broken IPv6 address", "http://[::1/next"},
		{"bad-port", "a port that is too large", "http://127.0.0.1:99999/next"},
		{"word-port", "a port that is no number", "http://127.0.0.1:port/next"},
		{"space-in-host", "a space in the host", "http://a b/next"},
		{"colon", "a colon alone", ":"},
	} {
		add(l.id, l.title, inDir, to(302, l.value))
	}
	add("inherits", "a fragment in the first URL, and none in the Location", inDir+"#here", to(302, "/next"))
	add("own-fragment", "a fragment in the first URL, and another one in the Location", inDir+"#here", to(302, "/next#there"))
	add("first-userinfo", "a user in the first URL, and the same origin", "http://user:pw@127.0.0.1:18001/start", to(302, "/next"))
	add("first-userinfo-port", "a user in the first URL, and another port", "http://user:pw@127.0.0.1:18001/start", to(302, Port+"/next"))
	add("first-userinfo-host", "a user in the first URL, and another host", "http://user:pw@127.0.0.1:18001/start", to(302, Host+"/next"))
	add("twice", "two Location headers that differ", inDir, to(302, "/one", "Location: /two"))
	add("twice-same", "two Location headers that are the same", inDir, to(302, "/one", "Location: /one"))
	list = append(list, Case{ID: "location-missing-302-post-body", Group: Locations, Title: "302 without a Location answers a POST with a body",
		Scenario: redirect.Scenario{Request: asked("POST+"), Hops: []redirect.Hop{{Status: 302}}}})
	return list
}

func bodyCases() (list []Case) {
	add := func(id, title, method string, b redirect.Body, hops ...redirect.Hop) {
		r := asked(method)
		r.Body = &b
		list = append(list, Case{ID: id, Group: Bodies, Title: title, Scenario: redirect.Scenario{Request: r, Hops: hops}})
	}
	stream := redirect.Body{Kind: redirect.Stream, Text: "streamed"}
	for _, status := range followed {
		add(fmt.Sprintf("%d-post-stream", status), fmt.Sprintf("%d answers a POST whose body can be sent once only", status), "POST", stream, to(status, "/next"))
	}
	add("307-put-stream", "307 answers a PUT whose body can be sent once only", "PUT", stream, to(307, "/next"))
	add("303-307-post-stream", "303 and then 307 answer a POST whose body can be sent once only", "POST", stream, to(303, "/second"), to(307, "/next"))
	form := redirect.Body{Kind: redirect.Form, Text: "a=1&b=2"}
	parts := redirect.Body{Kind: redirect.Multipart, Text: "--x1y2z3\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x1y2z3--\r\n"}
	for _, status := range []int{302, 303, 307} {
		add(fmt.Sprintf("%d-post-form", status), fmt.Sprintf("%d answers a POST with form fields", status), "POST", form, to(status, "/next"))
		add(fmt.Sprintf("%d-post-multipart", status), fmt.Sprintf("%d answers a POST with a multipart form", status), "POST", parts, to(status, "/next"))
	}
	add("302-post-text", "302 answers a POST with a text of no named type", "POST", redirect.Body{Kind: redirect.Text, Text: "hello"}, to(302, "/next"))
	add("307-post-text", "307 answers a POST with a text of no named type", "POST", redirect.Body{Kind: redirect.Text, Text: "hello"}, to(307, "/next"))
	for _, status := range []int{302, 307} {
		r := asked("GET+")
		list = append(list, Case{ID: fmt.Sprintf("%d-get-body", status), Group: Bodies, Title: fmt.Sprintf("%d answers a GET with a body", status),
			Scenario: redirect.Scenario{Request: r, Hops: []redirect.Hop{to(status, "/next")}}})
	}
	return list
}

func cookieCases() (list []Case) {
	add := func(id, title string, headers []string, hops ...redirect.Hop) {
		list = append(list, Case{ID: "cookie-" + id, Group: Cookies, Title: title,
			Scenario: redirect.Scenario{Request: asked("GET", headers...), Hops: hops}})
	}
	const set = "Set-Cookie: new=1; Path=/"
	add("set", "the redirect sets a cookie", nil, to(302, "/next", set))
	add("set-port", "the redirect sets a cookie, and leads to another port", nil, to(302, Port+"/next", set))
	add("set-host", "the redirect sets a cookie, and leads to another host", nil, to(302, Host+"/next", set))
	add("set-and-back", "the redirect sets a cookie, leads to another host, and back", nil, to(302, Host+"/second", set), to(302, Home+"/next"))
	add("set-beside", "the redirect sets a cookie beside one set by hand", []string{"Cookie: sid=1"}, to(302, "/next", set))
	add("set-same-name", "the redirect sets a cookie of the name of one set by hand", []string{"Cookie: new=0"}, to(302, "/next", set))
	add("set-path", "the redirect sets a cookie for another path", nil, to(302, "/next", "Set-Cookie: new=1; Path=/other"))
	add("set-twice", "two redirects set a cookie each", nil, to(302, "/second", set), to(302, "/next", "Set-Cookie: other=2; Path=/"))
	return list
}

func fieldCases() (list []Case) {
	add := func(id, title, method string, headers []string, hops ...redirect.Hop) {
		list = append(list, Case{ID: id, Group: Fields, Title: title,
			Scenario: redirect.Scenario{Request: asked(method, headers...), Hops: hops}})
	}
	host := []string{"Host: front.test"}
	add("host-same", "a Host set by hand, and a redirect within the origin", "GET", host, to(302, Home+"/next"))
	add("host-relative", "a Host set by hand, and a relative Location", "GET", host, to(302, "/next"))
	add("host-port", "a Host set by hand, and a redirect to another port", "GET", host, to(302, Port+"/next"))
	add("host-host", "a Host set by hand, and a redirect to another host", "GET", host, to(302, Host+"/next"))
	described := []string{"Content-Language: en", "Content-Location: /doc", "X-Content-Note: n"}
	add("described-302", "302 answers a POST with a body and headers that describe it", "POST+", described, to(302, "/next"))
	add("described-303", "303 answers a PUT with a body and headers that describe it", "PUT+", described, to(303, "/next"))
	add("described-307", "307 answers a POST with a body and headers that describe it", "POST+", described, to(307, "/next"))
	add("proxy-authorization", "a Proxy-Authorization set by hand, and a redirect within the origin", "GET", []string{"Proxy-Authorization: Basic dTpw"}, to(302, "/next"))
	add("origin-host", "an Origin set by hand, and a redirect to another host", "GET", []string{"Origin: " + Home}, to(307, Host+"/next"))
	return list
}

func endingCases() (list []Case) {
	add := func(id, title, method string, hops ...redirect.Hop) {
		list = append(list, Case{ID: id, Group: Endings, Title: title, Scenario: redirect.Scenario{Request: asked(method), Hops: hops}})
	}
	add("200-get", "no redirect: 200 answers a GET", "GET")
	add("200-location", "200 with a Location", "GET", to(200, "/next"))
	add("201-location", "201 with a Location answers a POST with a body", "POST+", to(201, "/next"))
	add("310-get", "310, which nobody has defined, with a Location", "GET", to(310, "/next"))
	add("399-post-body", "399, which nobody has defined, with a Location, answers a POST with a body", "POST+", to(399, "/next"))
	add("302-then-404", "302, and 404 where it leads", "GET", to(302, "/gone"), redirect.Hop{Status: 404})
	add("307-then-500", "307, and 500 where it leads, by POST with a body", "POST+", to(307, "/broken"), redirect.Hop{Status: 500})
	add("404-get", "no redirect: 404 answers a GET", "GET", redirect.Hop{Status: 404})
	return list
}
