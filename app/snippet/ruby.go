package snippet

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

const httpartyText = `
                  |require "httparty"
` + rubyIO + `
                          |response = HTTParty.{{method call}}{{url}},
headers                   |  headers: {
each group                |    {{name}} => {{joined}},
headers                   |  },
body=stream               |  body_stream: StringIO.new({{text}}),
fields                    |  body: { \
each field more           |, \
each field                |{{name}} => {{value}}\
fields                    | },
fields                    |  multipart: true,
body !body=stream !fields |  body: {{text}},
follow_redirects          |  follow_redirects: {{follow_redirects}},
maintain_method_across_redirects |  maintain_method_across_redirects: {{maintain_method_across_redirects}},
resend_on_redirect        |  resend_on_redirect: {{resend_on_redirect}},
limit                     |  limit: {{limit}},
                          |)
                          |puts response.code, response.request.last_uri
`

// httpartyInput names the way in which a stream is sent.
func (in *input) httpartyInput() {
	if in.streams() {
		in.Headers = in.Headers.With("Transfer-Encoding", "chunked")
	}
	in.readFields()
}

const restClientText = `
                |require "rest-client"
` + rubyIO + `
                          |response = RestClient::Request.execute(
                          |  method: {{method symbol}},
                          |  url: {{url}},
headers                   |  headers: {
each group                |    {{name}} => {{joined}},
headers                   |  },
body=stream               |  payload: StringIO.new({{text}}),
fields                    |  payload: { \
each field                |{{name}} => {{value}}, \
fields                    |multipart: true },
body !body=stream !fields |  payload: {{text}},
max_redirects             |  max_redirects: {{max_redirects}},
                          |)
                          |puts response.code, response.request.url
`

// Faraday's middleware follows redirects.
const faradayText = `
                |require "faraday"
                |require "faraday_middleware"
` + rubyIO + `
                           |connection = Faraday.new do |f|
fields                     |  f.request :multipart
                           |  f.request :url_encoded
                           |  f.use FaradayMiddleware::FollowRedirects\
limit                      |, limit: {{limit}}\
standards_compliant        |, standards_compliant: {{standards_compliant}}\
clear_authorization_header |, clear_authorization_header: {{clear_authorization_header}}\
                           |
                           |  f.adapter Faraday.default_adapter
                           |end
                           |response = connection.run_request(
                           |  {{method symbol}},
                           |  {{url}},
!body                      |  nil,
body=stream                |  StringIO.new({{text}}),
fields                     |  { \
each field more            |, \
each field                 |{{name}} => {{value}}\
fields                     | },
body !body=stream !fields  |  {{text}},
!headers                   |  nil,
headers                    |  {
each group                 |    {{name}} => {{joined}},
headers                    |  },
                           |)
                           |puts response.status, response.env.url
`

// faradayInput names the length of a stream, and the type without which the
// middleware for fields stays away.
func (in *input) faradayInput() {
	in.readFields()
	if in.streams() {
		in.Headers = in.Headers.With("Content-Length", strconv.Itoa(len(in.Body.Text)))
	}
	if len(in.fields) > 0 {
		in.Headers = in.Headers.With("Content-Type", "multipart/form-data")
	}
}

// rubyIO ends what is required, with what a stream needs.
const rubyIO = `
body=stream |require "stringio"
            |
`

// streams reports a body that can be sent once only.
func (in *input) streams() bool { return in.Body != nil && in.Body.Kind == redirect.Stream }

// rubyMethod writes a method as a Symbol, where it can be one.
func rubyMethod(method string) string {
	if letters(method) {
		return ":" + strings.ToLower(method)
	}
	return rubyLiteral(method) + ".downcase.to_sym"
}

// rubyCall begins the call of a method of that name.
func rubyCall(method string) string {
	name := strings.ToLower(method)
	if letters(method) {
		return name + "("
	}
	return "public_send(" + rubyLiteral(name) + ", "
}

// rubyLiteral writes a string for Ruby, where # before a brace or a name would
// begin code, and an apostrophe an other kind of string, without escapes.
func rubyLiteral(s string) string {
	if plain := "'" + s + "'"; strings.Contains(s, `"`) && literalIn(s, '\'', "") == plain {
		return plain
	}
	return literalIn(s, '"', "#")
}
