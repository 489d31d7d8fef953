package live

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
)

// A variant is a client as one of its users has it.
type variant struct {
	client  string
	options client.Options
	name    string // {method} stands for that of the first request
	// agent is how User-Agent begins, in lower case; navigates tells the two
	// ways of one browser apart (Sec-Fetch-Mode).
	agent     string
	navigates bool
	// token is what the User-Agent of an engine has in it, in lower case; only
	// where it does the engine is asked.
	token string
}

// variants are those that a way through a run is held against: every profile,
// and what people do to curl.
var variants = []variant{
	{client: "fetch", name: "Browser fetch()", agent: "mozilla/"},
	{client: "form", name: "Browser form or link", agent: "mozilla/", navigates: true},
	{client: "fetch", name: "Browser fetch() in Chromium", agent: "mozilla/", token: " chrome/", options: client.Options{"engine": "chromium"}},
	{client: "fetch", name: "Browser fetch() in Firefox", agent: "mozilla/", token: " firefox/", options: client.Options{"engine": "firefox"}},
	{client: "fetch", name: "Browser fetch() in WebKitGTK", agent: "mozilla/", token: " applewebkit/605.1.15 ", options: client.Options{"engine": "webkit"}},
	{client: "form", name: "Browser form or link in Chromium", agent: "mozilla/", token: " chrome/", navigates: true, options: client.Options{"engine": "chromium"}},
	{client: "form", name: "Browser form or link in Firefox", agent: "mozilla/", token: " firefox/", navigates: true, options: client.Options{"engine": "firefox"}},
	{client: "form", name: "Browser form or link in WebKitGTK", agent: "mozilla/", token: " applewebkit/605.1.15 ", navigates: true, options: client.Options{"engine": "webkit"}},
	{client: "curl", name: "curl -L", agent: "curl/"},
	{client: "curl", name: "curl -L -X {method}", agent: "curl/", options: client.Options{"request": "{method}"}},
	{client: "curl", name: "curl -L --post301 --post302 --post303", agent: "curl/", options: client.Options{"post301": true, "post302": true, "post303": true}},
	{client: "curl", name: "curl --location-trusted", agent: "curl/", options: client.Options{"location-trusted": true}},
	{client: "curl", name: "curl without -L", agent: "curl/", options: client.Options{"location": false}},
	{client: "wget", name: "Wget", agent: "wget/"},
	{client: "httpie", name: "HTTPie with --follow", agent: "httpie/"},
	{client: "go", name: "Go net/http", agent: "go-http-client/"},
	{client: "python-requests", name: "Python requests", agent: "python-requests/"},
	{client: "python-httpx", name: "Python httpx", agent: "python-httpx/"},
	{client: "python-aiohttp", name: "Python aiohttp", agent: "python/"},
	{client: "python-urllib", name: "Python urllib", agent: "python-urllib/"},
	{client: "node-fetch", name: "node-fetch", agent: "node-fetch"}, // before node, which is how it begins, too
	{client: "node", name: "Node.js fetch", agent: "node"},
	{client: "axios", name: "axios (Node.js)", agent: "axios/"},
	{client: "got", name: "Got", agent: "got ("},
	{client: "superagent", name: "SuperAgent"}, // it does not say who it is
	{client: "php-curl", name: "PHP cURL"},
	{client: "php-curl", name: "PHP cURL with CURLOPT_CUSTOMREQUEST", options: client.Options{"CURLOPT_CUSTOMREQUEST": "{method}"}},
	{client: "php-stream", name: "PHP file_get_contents"},
	{client: "guzzle", name: "Guzzle (PHP)", agent: "guzzlehttp/"},
	{client: "guzzle", name: "Guzzle with strict redirects", agent: "guzzlehttp/", options: client.Options{"strict": true}},
	{client: "perl-lwp", name: "Perl LWP", agent: "libwww-perl/"},
	{client: "perl-http-tiny", name: "Perl HTTP::Tiny", agent: "http-tiny/"},
	{client: "perl-mojo", name: "Perl Mojo::UserAgent", agent: "mojolicious"},
	{client: "perl-lwp", name: "Perl LWP that redirects POST, too", agent: "libwww-perl/", options: client.Options{"requests_redirectable": []string{"GET", "HEAD", "POST"}}},
	{client: "ruby-faraday", name: "Faraday (Ruby)", agent: "faraday v1"},
	{client: "ruby-rest-client", name: "RestClient (Ruby)", agent: "rest-client/"},
	{client: "ruby-httparty", name: "HTTParty (Ruby)", agent: "ruby"},
	{client: "java-httpclient", name: "Java HttpClient", agent: "java-http-client/"},
	{client: "java-httpurlconnection", name: "Java HttpURLConnection", agent: "java/"},
	{client: "okhttp", name: "OkHttp", agent: "okhttp/"},
	{client: "apache-httpclient", name: "Apache HttpClient 5", agent: "apache-httpclient/5"},
	{client: "apache-httpclient", name: "Apache HttpClient 4", agent: "apache-httpclient/4", options: client.Options{"version": "4"}},
	{client: "rfc9110", name: "what RFC 9110 recommends"},
}

// variants are those there are, for a request of that method, and the chosen
// client as it is chosen, where that is none of them.
func (m *Mapping) variants(method string) []variant {
	all := slices.Clone(variants)
	for i := range all {
		v := &all[i]
		v.name = strings.ReplaceAll(v.name, "{method}", method)
		for name, value := range v.options {
			if value == "{method}" {
				v.options = client.Options{name: method}
			}
		}
	}
	own := variant{client: m.Given.Client, options: maps.Clone(m.Given.Options)}
	delete(own.options, "page") // it is that of the run
	if len(own.options) == 0 || slices.ContainsFunc(all, func(v variant) bool {
		return v.client == own.client && reflect.DeepEqual(v.options, own.options)
	}) {
		return all
	}
	own.name = profileOf(own.client).Name + " with"
	for _, name := range slices.Sorted(maps.Keys(own.options)) {
		own.name += fmt.Sprintf(" %s %v", name, own.options[name])
	}
	i := slices.IndexFunc(all, func(v variant) bool { return v.client == own.client })
	if i >= 0 {
		own.agent, own.navigates = all[i].agent, all[i].navigates
	}
	return append([]variant{own}, all...)
}
