// Package snippet writes a scenario's request as its client's user would: a
// command line, a program, a form. Whatever the scenario holds, it stays a
// value in what is written.
package snippet

import (
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// The languages of Command's code.
const (
	Shell  = "sh"
	JS     = "js"
	HTML   = "html"
	Go     = "go"
	Python = "python"
	PHP    = "php"
	Perl   = "perl"
	Ruby   = "ruby"
	Java   = "java"
	HTTP   = "http"
)

// An input is what a writer writes: a request, with the options that were set.
type input struct {
	redirect.Request
	options client.Options
	// code is the expression for the body in JavaScript, where it is no text.
	code string
	// page and unsettable are for browsers: the page that asks, and the
	// headers that no script can set.
	page       string
	unsettable []string
}

// writers has, by the id of the client, the language and what writes it.
var writers = map[string]struct {
	lang  string
	write func(input) string
	// implied are the kinds of body whose Content-Type this code gets from
	// the client without naming it.
	implied []redirect.BodyKind
}{
	"fetch":                  {JS, fetchCode, text},
	"form":                   {HTML, formCode, redirect.BodyKinds()},
	"curl":                   {Shell, curlCode, redirect.BodyKinds()},
	"wget":                   {Shell, wgetCode, redirect.BodyKinds()},
	"httpie":                 {Shell, httpieCode, []redirect.BodyKind{redirect.Text, redirect.Stream}},
	"go":                     {Go, goCode, text},
	"python-requests":        {Python, requestsCode, text},
	"python-httpx":           {Python, httpxCode, text},
	"python-aiohttp":         {Python, aiohttpCode, redirect.BodyKinds()},
	"python-urllib":          {Python, urllibCode, []redirect.BodyKind{redirect.Text, redirect.Form, redirect.Stream}},
	"node":                   {JS, nodeCode, []redirect.BodyKind{redirect.Text, redirect.Multipart}},
	"axios":                  {JS, axiosCode, []redirect.BodyKind{redirect.Text, redirect.Stream, redirect.Multipart}},
	"node-fetch":             {JS, nodeFetchCode, []redirect.BodyKind{redirect.Text, redirect.Multipart}},
	"got":                    {JS, gotCode, []redirect.BodyKind{redirect.Multipart}},
	"superagent":             {JS, superagentCode, []redirect.BodyKind{redirect.Text, redirect.Form, redirect.Multipart}},
	"php-curl":               {PHP, phpCurlCode, redirect.BodyKinds()},
	"php-stream":             {PHP, phpStreamCode, []redirect.BodyKind{redirect.Text, redirect.Form, redirect.Stream}},
	"guzzle":                 {PHP, guzzleCode, nil},
	"perl-lwp":               {Perl, lwpCode, nil},
	"perl-http-tiny":         {Perl, tinyCode, []redirect.BodyKind{redirect.Text, redirect.Stream}},
	"perl-mojo":              {Perl, mojoCode, nil},
	"ruby-faraday":           {Ruby, faradayCode, []redirect.BodyKind{redirect.Text, redirect.Form, redirect.Multipart}},
	"ruby-rest-client":       {Ruby, restClientCode, redirect.BodyKinds()},
	"ruby-httparty":          {Ruby, httpartyCode, redirect.BodyKinds()},
	"java-httpclient":        {Java, javaClientCode, []redirect.BodyKind{redirect.Text, redirect.Stream}},
	"java-httpurlconnection": {Java, javaConnectionCode, []redirect.BodyKind{redirect.Text, redirect.Stream}},
	"okhttp":                 {Java, okHTTPCode, []redirect.BodyKind{redirect.Text, redirect.Stream}},
	"apache-httpclient":      {Java, apacheCode, []redirect.BodyKind{redirect.Text, redirect.Form, redirect.Stream}},
}

var text = []redirect.BodyKind{redirect.Text}

// Command returns the command or code that sends the scenario's request with
// its client and options, and the language it is in. A client without one of
// its own has the HTTP/1.1 message. No argument of a command can hold a NUL:
// one in the body is left out there.
func Command(s scenario.Scenario) (lang, code string) {
	profile, err := s.Profile()
	w, ok := writers[profile.ID]
	if err != nil || !ok {
		return HTTP, message(s)
	}
	options, err := profile.Normal(s.Options)
	if err != nil {
		return HTTP, message(s)
	}
	in := input{Request: s.Request, options: options}
	if b := in.Body; b != nil && !contains(w.implied, b.Kind) && !in.Headers.Has("Content-Type") {
		if kind := profile.Base.Prepare.ContentTypes.Of(b.Kind); kind != "" {
			kind = strings.ReplaceAll(kind, "{boundary}", redirect.Boundary(b.Text))
			in.Headers = in.Headers.With("Content-Type", kind)
		}
	}
	if profile.Base.Browser != nil {
		in.page, _ = options["page"].(string)
		in.unsettable = append([]string{"cookie"}, profile.Base.Prepare.Unsettable...)
	}
	return w.lang, w.write(in)
}

func contains(kinds []redirect.BodyKind, kind redirect.BodyKind) bool {
	for _, k := range kinds {
		if k == kind {
			return true
		}
	}
	return false
}

// settable parts the headers that a script can set from the names of those
// that the browser keeps to itself.
func (in input) settable() (headers redirect.Headers, others []string) {
	for _, h := range in.Headers {
		if in.locked(h.Name) {
			others = append(others, h.Name)
		} else {
			headers = append(headers, h)
		}
	}
	return headers, others
}

func (in input) locked(name string) bool {
	name = strings.ToLower(name)
	for _, u := range in.unsettable {
		if prefix, all := strings.CutSuffix(u, "*"); u == name || all && strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
