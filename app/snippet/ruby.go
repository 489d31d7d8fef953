package snippet

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// httpartyCode writes a call of HTTParty.
func httpartyCode(in input) string {
	var c script
	stream := in.streams()
	c.requires("httparty", stream)
	call := "HTTParty." + strings.ToLower(in.Method) + "("
	if !letters(in.Method) {
		call = "HTTParty.public_send(" + rubyLiteral(strings.ToLower(in.Method)) + ", "
	}
	c.line("response = " + call + rubyLiteral(in.URL) + ",")
	if stream {
		in.Headers = in.Headers.With("Transfer-Encoding", "chunked")
	}
	fields, ok := in.rubyFields()
	c.rubyHeaders(in, "headers: ")
	switch {
	case stream:
		c.line("  body_stream: StringIO.new(" + rubyLiteral(in.Body.Text) + "),")
	case ok:
		c.line("  body: " + fields + ",")
		c.line("  multipart: true,")
	case in.Body != nil:
		c.line("  body: " + rubyLiteral(in.Body.Text) + ",")
	}
	c.rubyOptions(in, "  ", ",", "follow_redirects", "maintain_method_across_redirects", "resend_on_redirect", "limit")
	c.line(")")
	c.line("puts response.code, response.request.last_uri")
	return c.String()
}

// restClientCode writes a call of RestClient.
func restClientCode(in input) string {
	var c script
	stream := in.streams()
	c.requires("rest-client", stream)
	c.line("response = RestClient::Request.execute(")
	c.line("  method: " + rubyMethod(in.Method) + ",")
	c.line("  url: " + rubyLiteral(in.URL) + ",")
	fields, ok := in.rubyFields()
	c.rubyHeaders(in, "headers: ")
	switch {
	case stream:
		c.line("  payload: StringIO.new(" + rubyLiteral(in.Body.Text) + "),")
	case ok:
		c.line("  payload: " + strings.TrimSuffix(fields, " }") + ", multipart: true },")
	case in.Body != nil:
		c.line("  payload: " + rubyLiteral(in.Body.Text) + ",")
	}
	c.rubyOptions(in, "  ", ",", "max_redirects")
	c.line(")")
	c.line("puts response.code, response.request.url")
	return c.String()
}

// faradayCode writes a call of Faraday, whose middleware follows redirects.
func faradayCode(in input) string {
	var c script
	stream := in.streams()
	fields, multipart := in.rubyFields()
	c.line(`require "faraday"`)
	c.requires("faraday_middleware", stream)
	c.line("connection = Faraday.new do |f|")
	body := "nil"
	switch {
	case stream:
		in.Headers = in.Headers.With("Content-Length", strconv.Itoa(len(in.Body.Text)))
		body = "StringIO.new(" + rubyLiteral(in.Body.Text) + ")"
	case multipart:
		c.line("  f.request :multipart")
		in.Headers = in.Headers.With("Content-Type", "multipart/form-data")
		body = fields
	case in.Body != nil:
		body = rubyLiteral(in.Body.Text)
	}
	c.line("  f.request :url_encoded")
	c.WriteString("  f.use FaradayMiddleware::FollowRedirects")
	c.rubyOptions(in, ", ", "", "limit", "standards_compliant", "clear_authorization_header")
	c.line("")
	c.line("  f.adapter Faraday.default_adapter")
	c.line("end")
	c.line("response = connection.run_request(")
	c.line("  " + rubyMethod(in.Method) + ",")
	c.line("  " + rubyLiteral(in.URL) + ",")
	c.line("  " + body + ",")
	if len(in.Headers) == 0 {
		c.line("  nil,")
	}
	c.rubyHeaders(in, "")
	c.line(")")
	c.line("puts response.status, response.env.url")
	return c.String()
}

// streams reports a body that can be sent once only.
func (in input) streams() bool { return in.Body != nil && in.Body.Kind == redirect.Stream }

// rubyFields are the fields of a multipart form as a Hash. ok is false where
// there are none, or more to it; the type is then among the headers.
func (in *input) rubyFields() (hash string, ok bool) {
	if in.Body == nil || in.Body.Kind != redirect.Multipart || in.Headers.Has("Content-Type") {
		return "", false
	}
	entries, all := multipartEntries(in.Body.Text)
	if !all {
		in.Headers = in.Headers.With("Content-Type", "multipart/form-data; boundary="+redirect.Boundary(in.Body.Text))
		return "", false
	}
	pairs := make([]string, len(entries))
	for i, e := range entries {
		pairs[i] = rubyLiteral(e.name) + " => " + rubyLiteral(e.value)
	}
	return "{ " + strings.Join(pairs, ", ") + " }", true
}

// requires writes what the program needs.
func (c *script) requires(library string, stream bool) {
	c.line("require " + rubyLiteral(library))
	if stream {
		c.line(`require "stringio"`)
	}
	c.line("")
}

// rubyHeaders writes the headers as a Hash.
func (c *script) rubyHeaders(in input, name string) {
	groups := grouped(in.Headers)
	if len(groups) == 0 {
		return
	}
	c.line("  " + name + "{")
	for _, g := range groups {
		c.line("    " + rubyLiteral(g.name) + " => " + rubyLiteral(strings.Join(g.values, ", ")) + ",")
	}
	c.line("  },")
}

// rubyOptions writes the options of these names that were set.
func (c *script) rubyOptions(in input, before, after string, names ...string) {
	for _, name := range names {
		value := ""
		switch v := in.options[name].(type) {
		case bool:
			value = strconv.FormatBool(v)
		case int:
			value = strconv.Itoa(v)
		default:
			continue
		}
		c.WriteString(before + name + ": " + value + after)
		if after != "" {
			c.line("")
		}
	}
}

// rubyMethod writes a method as a Symbol, where it can be one.
func rubyMethod(method string) string {
	if letters(method) {
		return ":" + strings.ToLower(method)
	}
	return rubyLiteral(method) + ".downcase.to_sym"
}

// rubyLiteral writes a string for Ruby, where # before a brace or a name would
// begin code, and an apostrophe an other kind of string, without escapes.
func rubyLiteral(s string) string {
	if plain := "'" + s + "'"; strings.Contains(s, `"`) && literalIn(s, '\'', "") == plain {
		return plain
	}
	return literalIn(s, '"', "#")
}
