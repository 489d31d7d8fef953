package snippet

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// requestsCode writes a call of requests.
func requestsCode(in input) string {
	var c script
	c.line("import requests")
	c.line("")
	c.line("response = requests.request(")
	c.call("    ", in, pythonText, "data", "allow_redirects")
	c.line(")")
	c.line("print(response.status_code, response.url)")
	return c.String()
}

// httpxCode writes a call of httpx, which is told to follow.
func httpxCode(in input) string {
	var c script
	c.line("import httpx")
	c.line("")
	client := "follow_redirects=True"
	if on, said := in.options["follow_redirects"].(bool); said && !on {
		client = "follow_redirects=False"
	}
	if max, ok := in.options["max_redirects"].(int); ok {
		client += fmt.Sprintf(", max_redirects=%d", max)
	}
	c.line("with httpx.Client(" + client + ") as client:")
	c.line("    response = client.request(")
	c.call("        ", in, pythonText, "content")
	c.line("    )")
	c.line("print(response.status_code, response.url)")
	return c.String()
}

// urllibCode writes a call of urllib.
func urllibCode(in input) string {
	var c script
	c.line("from urllib.request import Request, urlopen")
	c.line("")
	c.line("request = Request(")
	c.line("    " + literal(in.URL) + ",")
	c.line("    method=" + literal(in.Method) + ",")
	c.dict("    ", in.Headers, pythonText)
	c.pythonBody("    ", in.Body, encoded, "data")
	c.line(")")
	c.line("with urlopen(request) as response:")
	c.line("    print(response.status, response.url)")
	return c.String()
}

// aiohttpCode writes a call of aiohttp, which keeps the type of a body with the
// body.
func aiohttpCode(in input) string {
	var c script
	c.line("import asyncio")
	c.line("")
	c.line("import aiohttp")
	c.line("")
	c.line("")
	text, b := literal, in.Body
	switch {
	case b == nil:
	case b.Kind == redirect.Stream:
		c.line("async def pieces():")
		c.line("    yield " + encoded(b.Text))
		c.line("")
		c.line("")
	case b.Kind != redirect.Text && !in.Headers.Has("Content-Type"):
		kind := "application/x-www-form-urlencoded"
		if b.Kind == redirect.Multipart {
			kind = "multipart/form-data; boundary=" + redirect.Boundary(b.Text)
		}
		text = func(s string) string {
			return "aiohttp.StringPayload(" + literal(s) + ", content_type=" + literal(kind) + ")"
		}
	}
	c.line("async def main():")
	c.line("    async with aiohttp.ClientSession() as session:")
	c.line("        async with session.request(")
	const indent = "            "
	c.line(indent + literal(in.Method) + ",")
	c.line(indent + literal(in.URL) + ",")
	c.dict(indent, in.Headers, literal)
	if b != nil && b.Kind == redirect.Stream {
		c.line(indent + "data=pieces(),")
	} else {
		c.pythonBody(indent, b, text, "data")
	}
	c.settings(indent, in, "allow_redirects", "max_redirects")
	c.line("        ) as response:")
	c.line("            print(response.status, response.real_url)")
	c.line("")
	c.line("")
	c.line("asyncio.run(main())")
	return c.String()
}

// call writes what stands between the parentheses of a call.
func (c *script) call(indent string, in input, text func(string) string, body string, options ...string) {
	c.line(indent + literal(in.Method) + ",")
	c.line(indent + literal(in.URL) + ",")
	c.dict(indent, in.Headers, text)
	c.pythonBody(indent, in.Body, text, body)
	c.settings(indent, in, options...)
}

// dict writes the headers.
func (c *script) dict(indent string, headers redirect.Headers, text func(string) string) {
	groups := grouped(headers)
	if len(groups) == 0 {
		return
	}
	c.line(indent + "headers={")
	for _, g := range groups {
		c.line(indent + "    " + literal(g.name) + ": " + text(strings.Join(g.values, ", ")) + ",")
	}
	c.line(indent + "},")
}

// pythonBody writes the body under the name that the client has for it.
func (c *script) pythonBody(indent string, b *redirect.Body, text func(string) string, name string) {
	switch {
	case b == nil:
	case b.Kind == redirect.Stream:
		c.line(indent + name + "=(part for part in [" + encoded(b.Text) + "]),")
	default:
		c.line(indent + name + "=" + text(b.Text) + ",")
	}
}

// settings writes the options of these names that are set.
func (c *script) settings(indent string, in input, names ...string) {
	for _, name := range names {
		switch v := in.options[name].(type) {
		case bool:
			c.line(indent + name + "=" + map[bool]string{true: "True", false: "False"}[v] + ",")
		case int:
			c.line(indent + name + fmt.Sprintf("=%d,", v))
		}
	}
}

// pythonText writes text for Python, as bytes where a client would not know how
// to encode it.
func pythonText(s string) string {
	for _, r := range s {
		if r >= 0x80 {
			return encoded(s)
		}
	}
	return literal(s)
}

// encoded writes text as bytes for Python.
func encoded(s string) string { return literal(s) + ".encode()" }
