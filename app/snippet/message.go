package snippet

import (
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// message writes the HTTP/1.1 message (RFC 9112) that the client sends first:
// with the headers that it adds itself.
func message(s scenario.Scenario) string {
	sent := redirect.SentRequest{Method: s.Request.Method, URL: s.Request.URL, Headers: s.Request.Headers}
	if t, err := s.Follow(); err == nil && len(t.Exchanges) > 0 {
		sent = t.Exchanges[0].Request
	}
	var b strings.Builder
	u, err := redirect.ParseURL(sent.URL)
	target := sent.URL
	if err == nil {
		target = u.Path + u.Query
	}
	b.WriteString(line(sent.Method) + " " + line(target) + " HTTP/1.1\n")
	if !sent.Headers.Has("Host") && err == nil {
		b.WriteString("Host: " + line(u.Authority()) + "\n")
	}
	for _, h := range sent.Headers {
		b.WriteString(line(h.Name) + ": " + line(h.Value) + "\n")
	}
	b.WriteString("\n")
	if sent.Body == nil {
		return b.String()
	}
	if !sent.Headers.Has("Transfer-Encoding") {
		return b.String() + sent.Body.Text
	}
	if n := sent.Body.Bytes; n > 0 { // one chunk, and the last one (RFC 9112 section 7.1)
		b.WriteString(strconv.FormatInt(int64(n), 16) + "\n" + sent.Body.Text + "\n")
	}
	return b.String() + "0\n\n"
}

// line keeps a value within its line.
func line(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\r' || r == '\n' {
			return ' '
		}
		return r
	}, s)
}
