package snippet

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A command line is a template, too: each line is an option with its value.

// Where the learner chose them, Cookie and Referer have curl's own options.
// Only what the body does not ask for anyway is said with -X: curl holds on to
// that, on every hop. Fields are better written as such than as one text with a
// Content-Type set by hand: that one would stay when a redirect drops the body.
const curlText = `
                           |curl
location-trusted=true !location=false  |--location-trusted
!location-trusted=true !location=false |-L
post301=true               |--post301
post302=true               |--post302
post303=true               |--post303
max-redirs                 |--max-redirs {{max-redirs}}
cookie-engine=true         |-b ''
pattern                    |-g
!body method=HEAD          |-I
request                    |-X {{request}}
!request !body !method=GET,HEAD,POST                      |-X {{method}}
!request body=stream !method=PUT                          |-X {{method}}
!request body !body=stream upload-file=true !method=PUT   |-X {{method}}
!request body !body=stream !upload-file=true !method=POST |-X {{method}}
each header crumbs         |-b {{value}}
each header !crumbs !referring value  |-H {{line}}
each header !crumbs !referring !value |-H {{line;}}
auto-referer=true          |-e {{auto}}
!body method=POST !request |--data-raw ''
body=stream                |-T -
body !body=stream upload-file=true              |-T body.txt
each field !upload-file=true                    |--form-string {{pair}}
body=multipart !upload-file=true !typed !fields |-H {{type line}}
body !body=stream !upload-file=true !fields     |--data-raw {{text}}
                           |{{url}}
`

// readCurlFields leaves a body as it is that has a field whose name curl would
// end at its equals sign. The type is no header yet.
func (in *input) readCurlFields() {
	if in.Headers.Has("Content-Type") || in.Body == nil || in.Body.Kind != redirect.Multipart {
		return
	}
	fields, all := multipartEntries(in.Body.Text)
	for _, f := range fields {
		all = all && !strings.Contains(f.Name, "=")
	}
	if all {
		in.fields = fields
	}
}

// autoReferer is what curl is to begin with, and that it goes on by itself.
func (in *input) autoReferer() string {
	referer := in.Headers.Values("Referer")
	if len(referer) == 0 {
		return ";auto"
	}
	return referer[len(referer)-1] + ";auto"
}

const wgetText = `
                  |wget
!method=GET       |--method={{method}}
method=GET body   |--method={{method}}
each header       |--header={{line}}
body=stream       |--body-file=-
body !body=stream |--body-data={{text}}
cookies=false     |--no-cookies
max-redirect      |--max-redirect={{max-redirect}}
                  |-O -
                  |{{url}}
`

// pipeText stands before the command: a body that can be sent once only comes
// through a pipe, one that is uploaded (curl -T) from a file.
const pipeText = `
body=stream |printf %s {{text}} | \
body !body=stream upload-file=true |printf %s {{text}} >body.txt && \
`

// command is the command line of a template.
func (in *input) command(text string) string {
	return strings.Join(in.fill(Shell, pipeText), "") + command(in.fill(Shell, text)).String()
}

// A command is a command line: each item an option with its value, quoted.
type command []string

// maxLine is how long a command may be before each option has its own line.
const maxLine = 72

// String returns the line; a long one continues behind backslashes.
func (c command) String() string {
	if one := strings.Join(c, " "); len(one) <= maxLine {
		return one
	}
	return c[0] + " " + strings.Join(c[1:], " \\\n  ")
}

// quoteShell quotes a word for a POSIX shell where it needs that. Control
// characters but line feeds and tabs cannot be pasted: they are written
// as in $'…' (POSIX.1-2024 section 2.2.4).
func quoteShell(s string) string {
	s = strings.ReplaceAll(s, "\x00", "")
	switch {
	case s != "" && strings.Trim(s, shellSafe) == "":
		return s
	case !strings.ContainsFunc(s, unpastable):
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	var b strings.Builder
	b.WriteString("$'")
	for _, r := range s {
		switch {
		case r == '\'' || r == '\\':
			b.WriteString(`\` + string(r))
		case unpastable(r) && r < 0x80:
			fmt.Fprintf(&b, `\%03o`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + "'"
}

func unpastable(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }

const shellSafe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+/.,:@%"
