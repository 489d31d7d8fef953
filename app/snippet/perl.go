package snippet

import (
	"fmt"
	"strings"
)

const lwpText = `
                      |use strict;
                      |use warnings;
                      |use LWP::UserAgent;
                      |
body=stream           |my @parts = ({{text}});
                      |my $ua = LWP::UserAgent->new(\
requests_redirectable |requests_redirectable => [{{requests_redirectable list}}]\
requests_redirectable max_redirect |, \
max_redirect          |max_redirect => {{max_redirect}}\
requests_redirectable,max_redirect cookie_jar=true |, \
cookie_jar=true       |cookie_jar => {}\
                      |);
                      |my $response = $ua->request(HTTP::Request->new(
                      |    {{method}},
                      |    {{url}},
headers,body          |    [
each header           |        {{name}} => {{value}},
headers,body          |    ],
body=stream           |    sub { shift @parts },
body !body=stream     |    {{text}},
                      |));
                      |print $response->status_line, "\n";
`

const tinyText = `
                  |use strict;
                  |use warnings;
                  |use HTTP::Tiny;
                  |
body=stream       |my @parts = ({{text}});
                  |my $response = HTTP::Tiny->new(\
max_redirect      |max_redirect => {{max_redirect}}\
max_redirect allow_credentialed_redirects=true |, \
allow_credentialed_redirects=true              |allow_credentialed_redirects => 1\
                  |)->request({{method}}, {{url}}, {
headers           |    headers => {
each group        |        {{name}} => {{value}},
headers           |    },
body=stream       |    content => sub { shift @parts },
body !body=stream |    content => {{text}},
                  |});
                  |print "$response->{status} $response->{reason}\n";
`

const mojoText = `
                  |use strict;
                  |use warnings;
                  |use Mojo::UserAgent;
                  |
body=stream       |my @parts = ({{text}});
max_redirects     |my $ua = Mojo::UserAgent->new(max_redirects => {{max_redirects}});
!max_redirects    |my $ua = Mojo::UserAgent->new(max_redirects => 5);
                  |my $tx = $ua->build_tx({{method}}, {{url}}, {
each group        |    {{name}} => {{value}},
                  |}\
body !body=stream |, {{text}}\
                  |);
body=stream       |$tx->req->content->write_chunk(shift @parts, sub { shift->write_chunk('') });
                  |print $ua->start($tx)->res->code, "\n";
`

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
