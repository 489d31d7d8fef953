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
	// unsettable are the headers that no script can set in the browser, locked
	// those of them that the request has.
	unsettable, locked []string
	// fields are those of a multipart body that is written field by field.
	fields redirect.Headers
	dashed bool // HTTPie would take something for an option
}

// A writer writes the requests of one client: with a template, or with code.
type writer struct {
	id, lang string
	// implied are the kinds of body whose Content-Type this code gets from
	// the client without naming it.
	implied string
	text    string // the template
	// prepare readies the request for the template; nil: it is as it should be.
	prepare func(*input)
	code    func(input) string
}

// every is all the kinds of body.
const every = "text form multipart stream"

// writers are in the order of the clients' families; what has no text has code.
var writers = []writer{
	{"fetch", JS, "text", fetchText, (*input).lock, nil},
	{"form", HTML, every, "", nil, formCode},
	{"curl", Shell, every, curlText, (*input).readCurlFields, nil},
	{"wget", Shell, every, wgetText, nil, nil},
	{"httpie", Shell, "text stream", "", nil, httpieCode},
	{"go", Go, "text", goText, nil, nil},
	{"python-requests", Python, "text", requestsText, nil, nil},
	{"python-httpx", Python, "text", httpxText, nil, nil},
	{"python-aiohttp", Python, every, aiohttpText, nil, nil},
	{"python-urllib", Python, "text form stream", urllibText, nil, nil},
	{"node", JS, "text multipart", nodeText, (*input).readFields, nil},
	{"axios", JS, "text stream multipart", axiosText, (*input).readFields, nil},
	{"node-fetch", JS, "text multipart", nodeFetchText, (*input).readFields, nil},
	{"got", JS, "multipart", gotText, (*input).readFields, nil},
	{"superagent", JS, "text form multipart", superagentText, (*input).readFields, nil},
	{"php-curl", PHP, every, phpCurlText, (*input).readPHPFields, nil},
	{"php-stream", PHP, "text form stream", phpStreamText, nil, nil},
	{"guzzle", PHP, "", guzzleText, nil, nil},
	{"perl-lwp", Perl, "", lwpText, nil, nil},
	{"perl-http-tiny", Perl, "text stream", tinyText, nil, nil},
	{"perl-mojo", Perl, "", mojoText, nil, nil},
	{"ruby-faraday", Ruby, "text form multipart", faradayText, (*input).faradayInput, nil},
	{"ruby-rest-client", Ruby, every, restClientText, (*input).readFields, nil},
	{"ruby-httparty", Ruby, every, httpartyText, (*input).httpartyInput, nil},
	{"java-httpclient", Java, "text stream", javaClientText, nil, nil},
	{"java-httpurlconnection", Java, "text stream", javaConnectionText, nil, nil},
	{"okhttp", Java, "text stream", okHTTPText, nil, nil},
	{"apache-httpclient", Java, "text form stream", apacheText, nil, nil},
}

// Command returns the command or code that sends the scenario's request with
// its client and options, and the language it is in. A client without one of
// its own has the HTTP/1.1 message. No argument of a command can hold a NUL:
// one in the body is left out there.
func Command(s scenario.Scenario) (lang, code string) {
	profile, err := s.Profile()
	w := writerOf(profile.ID)
	if err != nil || w == nil {
		return HTTP, message(s)
	}
	options, err := profile.Normal(s.Options)
	if err != nil {
		return HTTP, message(s)
	}
	in := input{Request: s.Request, options: options}
	if b := in.Body; b != nil && !strings.Contains(w.implied, string(b.Kind)) && !in.Headers.Has("Content-Type") {
		if kind := profile.Base.Prepare.ContentTypes.Of(b.Kind); kind != "" {
			kind = strings.ReplaceAll(kind, "{boundary}", redirect.Boundary(b.Text))
			in.Headers = in.Headers.With("Content-Type", kind)
		}
	}
	if profile.Base.Browser != nil {
		in.unsettable = append([]string{"cookie"}, profile.Base.Prepare.Unsettable...)
	}
	return w.lang, w.write(in)
}

// writerOf is the writer of a client; nil: it has none.
func writerOf(id string) *writer {
	for i := range writers {
		if writers[i].id == id {
			return &writers[i]
		}
	}
	return nil
}

func (w *writer) write(in input) string {
	if w.code != nil {
		return w.code(in)
	}
	if w.prepare != nil {
		w.prepare(&in)
	}
	if w.lang == Shell {
		return in.command(w.text)
	}
	return in.script(w.lang, w.text)
}

// script is the program of a template.
func (in *input) script(lang, text string) string {
	return strings.Join(in.fill(lang, text), "\n") + "\n"
}

// lock takes the headers out that the browser keeps to itself.
func (in *input) lock() {
	var headers redirect.Headers
	for _, h := range in.Headers {
		if in.locks(h.Name) {
			in.locked = append(in.locked, h.Name)
		} else {
			headers = append(headers, h)
		}
	}
	in.Headers = headers
}

func (in *input) locks(name string) bool {
	name = strings.ToLower(name)
	for _, u := range in.unsettable {
		if prefix, all := strings.CutSuffix(u, "*"); u == name || all && strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
