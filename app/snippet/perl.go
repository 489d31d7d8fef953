package snippet

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// lwpCode writes Perl with LWP::UserAgent.
func lwpCode(in input) string {
	var c script
	c.line("use strict;")
	c.line("use warnings;")
	c.line("use HTTP::Request;")
	c.line("use LWP::UserAgent;")
	c.line("")
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
	stream := in.Body != nil && in.Body.Kind == redirect.Stream
	if stream {
		c.line("my @parts = (" + perlText(in.Body.Text) + ");")
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
	switch {
	case stream:
		c.line("    sub { shift @parts },")
	case in.Body != nil:
		c.line("    " + perlText(in.Body.Text) + ",")
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
