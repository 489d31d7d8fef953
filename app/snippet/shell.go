package snippet

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// curlCode writes a curl command line.
func curlCode(in input) string {
	c := command{"curl"}
	trusted, _ := in.options["location-trusted"].(bool)
	follows, said := in.options["location"].(bool)
	switch {
	case said && !follows:
	case trusted:
		c.add("--location-trusted")
	default:
		c.add("-L")
	}
	for _, name := range []string{"post301", "post302", "post303"} {
		if on, _ := in.options[name].(bool); on {
			c.add("--" + name)
		}
	}
	if max, ok := in.options["max-redirs"].(int); ok {
		c.add("--max-redirs", strconv.Itoa(max))
	}
	if on, _ := in.options["cookie-engine"].(bool); on {
		c.add("-b", "")
	}
	if strings.ContainsAny(in.URL, "{}[]") {
		c.add("-g") // they would be a pattern for several URLs
	}
	c.curlMethod(in)
	c.curlHeaders(in)
	c.curlBody(in)
	c.add(in.URL)
	return in.piped() + c.String()
}

// curlHeaders writes the headers, Cookie and Referer with the options that curl
// has for them where the learner chose these.
func (c *command) curlHeaders(in input) {
	asCookie, _ := in.options["cookie"].(bool)
	referer, auto := "", in.options["auto-referer"] == true
	for _, h := range in.Headers {
		switch {
		case asCookie && strings.EqualFold(h.Name, "Cookie") && strings.Contains(h.Value, "="): // without one it would be a file
			c.add("-b", h.Value)
		case auto && strings.EqualFold(h.Name, "Referer"):
			referer = h.Value
		case h.Value == "": // a colon would take the header away
			c.add("-H", h.Name+";")
		default:
			c.add("-H", h.Name+": "+h.Value)
		}
	}
	if auto {
		c.add("-e", referer+";auto")
	}
}

// curlMethod writes the method, where the body does not ask for it anyway: what
// -X says curl holds on to, on every hop.
func (c *command) curlMethod(in input) {
	natural := "GET"
	switch {
	case in.Body != nil && (in.Body.Kind == redirect.Stream || in.uploads()):
		natural = "PUT"
	case in.Body != nil || in.posted():
		natural = "POST"
	case in.Method == "HEAD":
		natural = "HEAD"
		c.add("-I")
	}
	verb := in.verb()
	if verb == "" && in.Method != natural {
		verb = in.Method
	}
	if verb != "" {
		c.add("-X", verb)
	}
}

// verb is what the learner gave to -X.
func (in input) verb() string {
	verb, _ := in.options["request"].(string)
	return verb
}

// posted reports a POST without a body, which takes an empty one.
func (in input) posted() bool { return in.Body == nil && in.Method == "POST" && in.verb() == "" }

// curlBody writes the body. Fields are better written as such than as one text
// with a Content-Type set by hand: that one would stay when a redirect drops
// the body.
func (c *command) curlBody(in input) {
	b := in.Body
	switch {
	case in.posted():
		c.add("--data-raw", "")
	case b == nil:
	case b.Kind == redirect.Stream:
		c.add("-T", "-")
	case in.uploads():
		c.add("-T", uploaded)
	case b.Kind == redirect.Multipart && !in.Headers.Has("Content-Type"):
		c.curlFields(b.Text)
	default:
		c.add("--data-raw", b.Text)
	}
}

func (c *command) curlFields(text string) {
	entries, all := multipartEntries(text)
	for _, e := range entries {
		all = all && !strings.Contains(e.name, "=")
	}
	if !all {
		c.add("-H", "Content-Type: multipart/form-data; boundary="+redirect.Boundary(text))
		c.add("--data-raw", text)
		return
	}
	for _, e := range entries {
		c.add("--form-string", e.name+"="+e.value)
	}
}

// wgetCode writes a Wget command line.
func wgetCode(in input) string {
	c := command{"wget"}
	if in.Method != "GET" || in.Body != nil {
		c.set("--method", in.Method)
	}
	for _, h := range in.Headers {
		c.set("--header", h.Name+": "+h.Value)
	}
	switch b := in.Body; {
	case b == nil:
	case b.Kind == redirect.Stream:
		c.set("--body-file", "-")
	default:
		c.set("--body-data", b.Text)
	}
	if keeps, ok := in.options["cookies"].(bool); ok && !keeps {
		c.add("--no-cookies")
	}
	if max, ok := in.options["max-redirect"].(int); ok {
		c.set("--max-redirect", strconv.Itoa(max))
	}
	c.add("-O", "-")
	c.add(in.URL)
	return in.piped() + c.String()
}

// piped is what stands before the command: a body that can be sent once only
// comes through a pipe, one that is uploaded from a file.
func (in input) piped() string {
	switch {
	case in.Body != nil && in.Body.Kind == redirect.Stream:
		return "printf %s " + quoteShell(in.Body.Text) + " | "
	case in.Body != nil && in.uploads():
		return "printf %s " + quoteShell(in.Body.Text) + " >" + uploaded + " && "
	}
	return ""
}

// uploaded is the file that curl -T is given.
const uploaded = "body.txt"

// uploads reports curl's -T of a file.
func (in input) uploads() bool {
	on, _ := in.options["upload-file"].(bool)
	return on
}

// A command is a command line: each item an option with its value, quoted.
type command []string

func (c *command) add(words ...string) {
	for i, w := range words {
		words[i] = quoteShell(w)
	}
	*c = append(*c, strings.Join(words, " "))
}

// set adds an option with its value in one word.
func (c *command) set(option, value string) { *c = append(*c, option+"="+quoteShell(value)) }

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
