package snippet

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// lwpCode writes Perl with LWP::UserAgent.
func lwpCode(in input) string {
	var c script
	content := c.perlContent(in, "LWP::UserAgent")
	var options []string
	if list, ok := in.options["requests_redirectable"].([]string); ok {
		methods := make([]string, len(list))
		for i, m := range list {
			methods[i] = perlText(m)
		}
		options = append(options, "requests_redirectable => ["+strings.Join(methods, ", ")+"]")
	}
	if max, ok := in.options["max_redirect"].(int); ok {
		options = append(options, fmt.Sprintf("max_redirect => %d", max))
	}
	if on, _ := in.options["cookie_jar"].(bool); on {
		options = append(options, "cookie_jar => {}")
	}
	c.line("my $ua = LWP::UserAgent->new(" + strings.Join(options, ", ") + ");")
	c.line("my $response = $ua->request(HTTP::Request->new(")
	c.line("    " + perlText(in.Method) + ",")
	c.line("    " + perlText(in.URL) + ",")
	if len(in.Headers) > 0 || in.Body != nil {
		c.line("    [")
		for _, h := range in.Headers {
			c.line("        " + perlText(h.Name) + " => " + perlText(h.Value) + ",")
		}
		c.line("    ],")
	}
	if content != "" {
		c.line("    " + content + ",")
	}
	c.line("));")
	c.line(`print $response->status_line, "\n";`)
	return c.String()
}

// perlText writes a string of Perl, as the bytes that are sent.
func perlText(s string) string {
	return quoted(s, "$@", func(r rune) string {
		var b strings.Builder
		for _, c := range []byte(string(r)) {
			fmt.Fprintf(&b, `\x%02X`, c)
		}
		return b.String()
	})
}

// tinyCode writes Perl with HTTP::Tiny.
func tinyCode(in input) string {
	var c script
	content := c.perlContent(in, "HTTP::Tiny")
	options := ""
	if max, ok := in.options["max_redirect"].(int); ok {
		options = fmt.Sprintf("max_redirect => %d", max)
	}
	if on, _ := in.options["allow_credentialed_redirects"].(bool); on {
		options = strings.TrimPrefix(options+", allow_credentialed_redirects => 1", ", ")
	}
	c.line("my $response = HTTP::Tiny->new(" + options + ")->request(" + perlText(in.Method) + ", " + perlText(in.URL) + ", {")
	if len(in.Headers) > 0 {
		c.line("    headers => {")
		c.perlHeaders("        ", in.Headers)
		c.line("    },")
	}
	if content != "" {
		c.line("    content => " + content + ",")
	}
	c.line("});")
	c.line(`print "$response->{status} $response->{reason}\n";`)
	return c.String()
}

// mojoCode writes Perl with Mojo::UserAgent.
func mojoCode(in input) string {
	var c script
	content := c.perlContent(in, "Mojo::UserAgent")
	max, said := in.options["max_redirects"].(int)
	if !said {
		max = 5
	}
	c.line(fmt.Sprintf("my $ua = Mojo::UserAgent->new(max_redirects => %d);", max))
	c.line("my $tx = $ua->build_tx(" + perlText(in.Method) + ", " + perlText(in.URL) + ", {")
	c.perlHeaders("    ", in.Headers)
	switch {
	case in.Body != nil && in.Body.Kind == redirect.Stream:
		c.line("});")
		c.line("$tx->req->content->write_chunk(shift @parts, sub { shift->write_chunk('') });")
	case content != "":
		c.line("}, " + content + ");")
	default:
		c.line("});")
	}
	c.line(`print $ua->start($tx)->res->code, "\n";`)
	return c.String()
}

// perlContent begins a program that uses a module, and returns what yields the
// body; empty: there is none.
func (c *script) perlContent(in input, module string) string {
	c.line("use strict;")
	c.line("use warnings;")
	c.line("use " + module + ";")
	c.line("")
	switch {
	case in.Body == nil:
		return ""
	case in.Body.Kind == redirect.Stream:
		c.line("my @parts = (" + perlText(in.Body.Text) + ");")
		return "sub { shift @parts }"
	}
	return perlText(in.Body.Text)
}

// perlHeaders writes headers for a hash, where one that is there more than once
// has an array.
func (c *script) perlHeaders(indent string, headers redirect.Headers) {
	for _, g := range grouped(headers) {
		values := make([]string, len(g.values))
		for i, v := range g.values {
			values[i] = perlText(v)
		}
		value := strings.Join(values, ", ")
		if len(values) > 1 {
			value = "[" + value + "]"
		}
		c.line(indent + perlText(g.name) + " => " + value + ",")
	}
}
