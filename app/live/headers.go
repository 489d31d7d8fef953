package live

import (
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// sendable are the response fields that a live answer may carry beside Location,
// in lower case; a name that ends in * stands for all that begin so. What is
// not here could reach beyond the run: send a browser elsewhere (Refresh, Link,
// Alt-Svc, NEL), wipe or pin what it keeps of this site (Clear-Site-Data,
// Strict-Transport-Security), ask the person for a password
// (WWW-Authenticate), or break the message (Content-Length, Connection).
var sendable = []string{
	"access-control-*", "age", "allow", "cache-control", "content-language", "content-type", "cross-origin-embedder-policy",
	"cross-origin-opener-policy", "cross-origin-resource-policy", "date", "deprecation", "etag", "expires", "last-modified",
	"permissions-policy", "pragma", "referrer-policy", "retry-after", "server", "set-cookie", "sunset", "timing-allow-origin", "vary", "x-*",
}

// unsendable are those of the x-* that the proxy in front of a server acts upon.
var unsendable = []string{
	"x-accel-*", "x-sendfile*", "x-lighttpd-*", "x-litespeed-*", "x-reproxy-*", "x-sourcemap",
}

// headers maps the further fields of a hop: those that hold an address of the
// scenario, and leaves out what is not sent live.
func (m *Mapping) headers(field string, place redirect.URL, h *redirect.Hop) *scenario.FieldError {
	var sent redirect.Headers
	for j, f := range h.Headers {
		path := field + ".headers[" + itoa(j) + "]"
		name := strings.ToLower(f.Name)
		switch {
		case name == "location":
			value, note, err := m.location(place, f.Value)
			if err != nil {
				return &scenario.FieldError{Field: path + ".value", Text: err.Error()}
			}
			m.note(path, note)
			f.Value = value
		case !matches(sendable, name) || matches(unsendable, name):
			m.note(path, f.Name+" is not sent live: it could reach beyond the run.")
			continue
		case name == "set-cookie" && m.cookies >= maxCookies:
			m.note(path, "A run sets no more than "+itoa(maxCookies)+" cookies: this one is not sent live.")
			continue
		case name == "set-cookie":
			m.cookies++
			f.Value = m.cookie(path, place, f.Value)
		case name == "access-control-allow-origin":
			if i := slices.IndexFunc(m.Origins, func(o Origin) bool { return o.Theirs == f.Value }); i >= 0 {
				f.Value = m.Origins[i].Ours
			}
		}
		sent = append(sent, f)
	}
	h.Headers = sent
	return nil
}

func matches(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		prefix, all := strings.CutSuffix(n, "*")
		return n == name || all && strings.HasPrefix(name, prefix)
	})
}

// cookie keeps a cookie to the run: other runs, and this site itself, share its
// hosts.
func (m *Mapping) cookie(path string, place redirect.URL, value string) string {
	attributes := strings.Split(value, ";")
	out := attributes[:1]
	for _, a := range attributes[1:] {
		key, val, _ := strings.Cut(a, "=")
		val = strings.TrimSpace(val)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "domain":
			if val != "" {
				m.note(path, "Domain="+val+" is left out live: the cookie stays with its host.")
			}
			continue
		case "path":
			switch {
			case val == "/": // every path of the host, whatever its port
				a = " Path=" + RunPath(m.ID) + "/"
			case strings.HasPrefix(val, "/"):
				a = " Path=" + m.prefix(place) + val
			}
		}
		out = append(out, a)
	}
	return strings.Join(out, ";")
}

// maxCookies bounds those that a run may give a browser, beforehand and on the
// way: a browser keeps so many for a host, and forgets others for more.
const maxCookies = 50

// Cookies are the Set-Cookie values that put what the scenario's Cookie header
// holds into the store of the browser that makes the run, since no page can set
// that header; none where the chosen client is not a browser's, or where the
// request goes to another host than the page's.
func (m *Mapping) Cookies() []string {
	profile, err := m.Given.Profile()
	if err != nil || profile.Base.Browser == nil || m.url(m.request()).Host != m.ours[0].Host {
		return nil
	}
	var cookies []string
	for _, value := range m.Given.Request.Headers.Values("Cookie") {
		for pair := range strings.SplitSeq(value, ";") {
			if pair = strings.TrimSpace(pair); pair != "" && len(cookies) < maxCookies {
				cookies = append(cookies, pair+"; Path="+RunPath(m.ID)+"/; HttpOnly; SameSite=Lax")
			}
		}
	}
	return cookies
}

// request is the URL of the scenario's request, which Map has read before.
func (m *Mapping) request() redirect.URL {
	u, _ := redirect.ParseURL(m.Given.Request.URL)
	return u
}
