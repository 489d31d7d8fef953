package scenario

import (
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// Placeholder stands where Redact took a secret out.
const Placeholder = "placeholder"

// shortPlaceholder stands where Placeholder would take a scenario past a
// limit. No secret is shorter.
const shortPlaceholder = "x"

// Redact returns the scenario with placeholders for what looks secret: the
// values of Authorization, Cookie, Set-Cookie and of headers that are named
// like a secret, and the passwords in URLs. What a learner looks at stays: the
// scheme of an Authorization, the names and attributes of cookies. Bodies and
// queries stay as they are. It does not change s.
func Redact(s Scenario) Scenario {
	redacted := redactor(Placeholder).scenario(s)
	if Validate(redacted) != nil {
		redacted = redactor(shortPlaceholder).scenario(s)
	}
	return redacted
}

// HasSecrets reports whether Redact would take something out.
func HasSecrets(s Scenario) bool {
	secret := func(headers, without redirect.Headers) bool { return !slices.Equal(headers, without) }
	without := redactor(Placeholder).scenario(s)
	if s.Request.URL != without.Request.URL || secret(s.Request.Headers, without.Request.Headers) {
		return true
	}
	for i, h := range s.Hops {
		o := without.Hops[i]
		if h.At != o.At || h.Location != nil && *h.Location != *o.Location || secret(h.Headers, o.Headers) {
			return true
		}
	}
	return false
}

// A redactor is the text that it puts in the place of secrets.
type redactor string

func (r redactor) scenario(s Scenario) Scenario {
	s.Request.URL = r.url(s.Request.URL)
	s.Request.Headers = r.headers(s.Request.Headers)
	s.Hops = slices.Clone(s.Hops)
	for i := range s.Hops {
		h := &s.Hops[i]
		h.At = r.url(h.At)
		h.Headers = r.headers(h.Headers)
		if h.Location != nil {
			location := r.url(*h.Location)
			h.Location = &location
		}
	}
	return s
}

func (r redactor) headers(headers redirect.Headers) redirect.Headers {
	headers = slices.Clone(headers)
	for i, h := range headers {
		headers[i].Value = r.header(h.Name, h.Value)
	}
	return headers
}

// secretWords are the parts of a header's name that make it look secret.
var secretWords = []string{"token", "secret", "key", "session", "auth", "passw", "cookie", "credential", "signature"}

// openNames are headers that hold such a word and no secret.
var openNames = []string{"www-authenticate", "proxy-authenticate", "access-control-allow-credentials"}

func (r redactor) header(name, value string) string {
	switch name = strings.ToLower(name); name {
	case "authorization", "proxy-authorization":
		scheme, _, found := strings.Cut(value, " ")
		if found && knownScheme(scheme) {
			return scheme + " " + r.value(value[len(scheme)+1:])
		}
		return r.value(value)
	case "cookie":
		pairs := strings.Split(value, ";")
		for i, pair := range pairs {
			pairs[i] = r.pair(pair)
		}
		return strings.Join(pairs, ";")
	case "set-cookie":
		pair, attributes, found := strings.Cut(value, ";")
		if found {
			attributes = ";" + attributes
		}
		return r.pair(pair) + attributes
	}
	if slices.Contains(openNames, name) {
		return value
	}
	for _, word := range secretWords {
		if strings.Contains(name, word) {
			return r.value(value)
		}
	}
	return value
}

// knownScheme reports the authentication schemes whose name is worth keeping;
// the first word of anything else may be the secret itself.
func knownScheme(scheme string) bool {
	switch strings.ToLower(scheme) {
	case "basic", "bearer", "digest", "negotiate", "ntlm", "token":
		return true
	}
	return false
}

// pair keeps the name of a cookie. One without a = is all value.
func (r redactor) pair(pair string) string {
	name, value, found := strings.Cut(pair, "=")
	if !found {
		return r.value(pair)
	}
	return name + "=" + r.value(value)
}

// value replaces a secret. An empty one is none, and one that was replaced
// before is none any more.
func (r redactor) value(value string) string {
	switch strings.TrimSpace(value) {
	case "", Placeholder, shortPlaceholder:
		return value
	}
	return string(r)
}

// url replaces the password in the userinfo of a URL or of a Location, which
// need not be well formed: what stands between // and the last @ before the
// path counts.
func (r redactor) url(raw string) string {
	start := strings.Index(raw, "//")
	if start < 0 {
		return raw
	}
	start += len("//")
	end := len(raw)
	if i := strings.IndexAny(raw[start:], "/?#"); i >= 0 {
		end = start + i
	}
	at := strings.LastIndexByte(raw[start:end], '@')
	if at < 0 {
		return raw
	}
	user, password, found := strings.Cut(raw[start:start+at], ":")
	if !found {
		return raw
	}
	return raw[:start] + user + ":" + r.value(password) + raw[start+at:]
}
