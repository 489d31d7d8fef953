package live

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// syntaxes are all the ways in which a client may read a Location. A value is
// sent only if none of them leads away from the server.
var syntaxes = []redirect.Syntax{redirect.WHATWG, redirect.Generic, redirect.Literal, redirect.Strict}

// location writes a Location for the live addresses: with the origin and the
// path that stand for the scenario's where it names them, and else as it is.
// The note is empty where it says the same in the same form. The error is about
// a value that leads, or could lead some client, away from the server.
func (m *Mapping) location(place redirect.URL, value string) (sent, note string, err error) {
	sent, err = m.rewrite(place, value)
	if err != nil {
		return "", "", err
	}
	at := m.url(place)
	want, known := m.resolved(place, value)
	if got, err := at.Resolve(sent, redirect.WHATWG); known && (err != nil || got.String() != want.String()) {
		// Only a value that climbs above the root comes here: above it there is
		// nothing in the scenario, and live there is.
		sent = want.Path + want.Query + want.Fragment
		if want.Origin() != at.Origin() {
			sent = want.Origin() + sent
		}
		note = fmt.Sprintf("%s climbs above the root, where live something else is: it is sent as %s.", quote(value), sent)
	}
	for _, syntax := range syntaxes {
		if to, err := at.Resolve(sent, syntax); err == nil && !m.holds(to) {
			return "", "", fmt.Errorf("%s would lead some clients to %s, which is no live address", quote(value), quote(to.String())) // nothing is known to come here: the last lock
		}
	}
	if note == "" && !escapesRight(sent) {
		note = brokenNote(value)
	}
	if note == "" && strings.HasPrefix(trim(value), `\`) {
		note = fmt.Sprintf("%s begins with a backslash: browsers read that as a slash, and it is sent as %s.", quote(value), quote(sent))
	}
	return sent, note, nil
}

// brokenNote says what is otherwise about one: net/http reads no such path.
func brokenNote(value string) string {
	return quote(value) + " has a percent sign that begins no escape: live, who sends it so (as curl does) gets a 400, and is not seen here."
}

// rewrite puts the live origin and path in, as text: whatever else is in the
// value stays as it is.
func (m *Mapping) rewrite(place redirect.URL, value string) (string, error) {
	text := trim(value)
	scheme, rest, absolute := cutScheme(text)
	switch {
	case absolute && scheme != "http" && scheme != "https":
		return "", fmt.Errorf("%s leads to the scheme %s, and a live run to nothing but its own server", quote(value), scheme)
	case absolute && !plainAuthority(rest):
		return "", fmt.Errorf("%s has a host that clients differ about, and a live run leads to nothing but its own server", quote(value))
	case absolute:
		return m.absolute(value, text, text)
	case network(text) && !plainAuthority(text):
		return "", fmt.Errorf("%s begins like a host to some clients, and a live run leads to nothing but its own server", quote(value))
	case network(text):
		return m.absolute(value, place.Scheme+":"+text, text)
	}
	prefix := m.prefix(place)
	switch {
	case strings.HasPrefix(text, "/"):
		return prefix + value[strings.IndexByte(value, '/'):], nil
	case strings.HasPrefix(text, `\`):
		return strings.ReplaceAll(prefix, "/", `\`) + value[strings.IndexByte(value, '\\'):], nil
	}
	return value, nil
}

// absolute rewrites a value that names its host: full is it with its scheme,
// and text as it was written, with or without one.
func (m *Mapping) absolute(value, full, text string) (string, error) {
	to, err := redirect.ParseURL(full)
	if err != nil {
		return "", fmt.Errorf("%s %w: no live address can stand for it", quote(value), err)
	}
	i := m.index(to)
	if i < 0 {
		return "", fmt.Errorf("%s leads to %s, which is none of the scenario's origins", quote(value), to.Origin())
	}
	start := strings.Index(text, "//") + len("//")
	end := len(text)
	if n := strings.IndexAny(text[start:], `/?#\`); n >= 0 {
		end = start + n
	}
	user := ""
	if n := strings.LastIndexByte(text[start:end], '@'); n >= 0 {
		user = text[start : start+n+1]
	}
	ours := m.ours[i]
	head := ours.Scheme + "://"
	if strings.HasPrefix(text, "//") && ours.Scheme == m.ours[0].Scheme {
		head = "//"
	}
	path := text[end:]
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return head + user + ours.Authority() + Prefix(m.ID, i) + path, nil
}

// resolved is the live URL of what the value leads to in the scenario, as
// browsers read it.
func (m *Mapping) resolved(place redirect.URL, value string) (redirect.URL, bool) {
	to, err := place.Resolve(value, redirect.WHATWG)
	if err != nil || m.index(to) < 0 {
		return redirect.URL{}, false
	}
	return m.url(to), true
}

// holds reports whether a URL is a live address of this run.
func (m *Mapping) holds(u redirect.URL) bool {
	for i, o := range m.ours {
		if u.Scheme == o.Scheme && u.Host == o.Host && u.Port == o.Port && strings.HasPrefix(u.Path+"/", Prefix(m.ID, i)+"/") {
			return true
		}
	}
	return false
}

// trim takes off what clients do before they read a Location: white space
// around it, and tabs within (URL standard, basic URL parser).
func trim(value string) string {
	return strings.Trim(strings.ReplaceAll(value, "\t", ""), " ")
}

// escapesRight reports whether every percent sign in the path of a Location
// begins an escape. The server's library refuses a request for any other path.
func escapesRight(location string) bool {
	if end := strings.IndexAny(location, "?#"); end >= 0 {
		location = location[:end]
	}
	_, err := url.PathUnescape(location)
	return err == nil
}

// network reports a value that begins with two slashes, either way round: a
// host follows, for some clients.
func network(text string) bool {
	return len(text) > 1 && strings.ContainsRune(`/\`, rune(text[0])) && strings.ContainsRune(`/\`, rune(text[1]))
}

// plainUser are the characters of a user name and password that no client takes
// for anything else.
const plainUser = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:"

// plainAuthority reports two slashes and a host that no client can take for
// another one.
func plainAuthority(text string) bool {
	after, ok := strings.CutPrefix(text, "//")
	if !ok || after == "" || strings.ContainsAny(after[:1], `/\?#`) {
		return false
	}
	if end := strings.IndexAny(after, "/?#"); end >= 0 {
		after = after[:end]
	}
	user, host, ok := strings.Cut(after, "@")
	if !ok {
		user, host = "", after
	}
	// Some read a user up to a semicolon, and what follows as the path.
	return strings.Trim(user, plainUser) == "" && !strings.ContainsAny(host, "\\%<>\"^`{|} @;")
}

// cutScheme splits off a scheme, in lower case (RFC 3986 section 3.1).
func cutScheme(text string) (scheme, rest string, ok bool) {
	i := strings.IndexByte(text, ':')
	if i <= 0 || strings.Trim(strings.ToLower(text[:i]), "abcdefghijklmnopqrstuvwxyz0123456789+-.") != "" ||
		strings.Trim(text[:1], "0123456789+-.") == "" {
		return "", text, false
	}
	return strings.ToLower(text[:i]), text[i+1:], true
}

// maxQuoted is how many bytes of a value an error or a note shows.
const maxQuoted = 80

// quote shows a value in a sentence.
func quote(s string) string {
	if len(s) > maxQuoted {
		return fmt.Sprintf("%q…", strings.ToValidUTF8(s[:maxQuoted], ""))
	}
	return fmt.Sprintf("%q", s)
}
