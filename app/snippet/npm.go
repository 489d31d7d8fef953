package snippet

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// The clients in Node.js: its own fetch(), and those from npm.

// nodeCode writes a call of fetch() in Node.js.
func nodeCode(in input) string {
	var c script
	in.code = c.form(in.fields())
	return c.fetch(in, "redirect")
}

// nodeFetchCode writes a call of node-fetch.
func nodeFetchCode(in input) string {
	var c script
	c.begin(&in, "fetch", "node-fetch")
	return c.fetch(in, "redirect", "follow")
}

// axiosCode writes a call of axios.
func axiosCode(in input) string {
	var c script
	c.begin(&in, "axios", "axios")
	c.line("const response = await axios({")
	c.line("  method: " + literal(in.Method) + ",")
	c.line("  url: " + literal(in.URL) + ",")
	c.headers(in.Headers, false)
	if in.code != "" {
		c.line("  data: " + in.code + ",")
	}
	c.options(in, "maxRedirects")
	c.line("});")
	c.line("console.log(response.status);")
	return c.String()
}

// gotCode writes a call of Got.
func gotCode(in input) string {
	var c script
	c.begin(&in, "got", "got")
	c.line("const response = await got(" + literal(in.URL) + ", {")
	c.line("  method: " + literal(in.Method) + ",")
	c.headers(in.Headers, false)
	if in.code != "" {
		c.line("  body: " + in.code + ",")
	}
	c.options(in, "methodRewriting", "maxRedirects", "followRedirect")
	c.line("});")
	c.line("console.log(response.statusCode, response.url);")
	return c.String()
}

// superagentCode writes a chain of SuperAgent's calls.
func superagentCode(in input) string {
	var c script
	fields := in.fields()
	stream := in.Body != nil && in.Body.Kind == redirect.Stream
	c.imports("request", "superagent", stream)
	result := "response = await "
	if stream {
		result = "sent = "
	}
	calls := []string{"const " + result + "request(" + literal(in.Method) + ", " + literal(in.URL) + ")"}
	for _, g := range grouped(in.Headers) {
		calls = append(calls, ".set("+literal(g.name)+", "+g.value()+")")
	}
	if n, ok := in.options["redirects"].(int); ok {
		calls = append(calls, ".redirects("+strconv.Itoa(n)+")")
	}
	for _, f := range fields {
		calls = append(calls, ".field("+literal(f.name)+", "+literal(f.value)+")")
	}
	if in.Body != nil && !stream && len(fields) == 0 {
		calls = append(calls, ".send("+literal(in.Body.Text)+")")
	}
	c.line(strings.Join(calls, "\n  ") + ";")
	if stream {
		c.line(readable(in.Body.Text) + ".pipe(sent);")
		c.line(`const response = await new Promise((resolve, reject) => sent.on("response", resolve).on("error", reject));`)
	}
	c.line("console.log(response.status);")
	return c.String()
}

// begin writes the imports of a package, and what stands before its call.
func (c *script) begin(in *input, name, from string) {
	fields := in.fields()
	stream := in.Body != nil && in.Body.Kind == redirect.Stream
	version, old := in.options["version"].(string)
	if old = old && (version == "2" || version == "0.27"); old {
		c.line("// " + from + " " + version)
	}
	switch {
	case len(fields) == 0:
	case old:
		c.line(`import FormData from "form-data";`)
	case from == "node-fetch":
		name += ", { FormData }"
	}
	c.imports(name, from, stream)
	switch {
	case stream:
		in.code = readable(in.Body.Text)
	case len(fields) > 0:
		in.code = c.form(fields)
	case in.Body != nil:
		in.code = literal(in.Body.Text)
	}
}

func (c *script) imports(name, from string, stream bool) {
	c.line("import " + name + " from " + literal(from) + ";")
	if stream {
		c.line(`import { Readable } from "node:stream";`)
	}
	c.line("")
}

// readable is a stream of text.
func readable(text string) string { return "Readable.from([" + literal(text) + "])" }

// fields are those of a multipart body whose Content-Type is the client's to
// name. Where they are not all there is to it, the body is a text like any other.
func (in *input) fields() []entry {
	if in.Body == nil || in.Body.Kind != redirect.Multipart || in.Headers.Has("Content-Type") {
		return nil
	}
	if fields, all := multipartEntries(in.Body.Text); all {
		return fields
	}
	in.Headers = in.Headers.With("Content-Type", "multipart/form-data; boundary="+redirect.Boundary(in.Body.Text))
	return nil
}

// form writes a FormData with the fields, and returns its name; none: "".
func (c *script) form(fields []entry) string {
	if len(fields) == 0 {
		return ""
	}
	c.line("const form = new FormData();")
	for _, f := range fields {
		c.line("form.append(" + literal(f.name) + ", " + literal(f.value) + ");")
	}
	c.line("")
	return "form"
}
