package redirect

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A URL is one split into its parts (RFC 3986 section 3), each as it was
// written but for the normal form that ParseURL gives: scheme and host in
// lower case, no default port, a path that is never empty.
type URL struct {
	Scheme   string
	User     string // userinfo, without the @
	Host     string
	Port     string // empty: the scheme's default
	Path     string
	Query    string // with its ?, empty: none
	Fragment string // with its #, empty: none
}

// A Syntax is how a client reads the characters of a URL.
type Syntax uint

// The syntaxes.
const (
	// Generic is RFC 3986 with what clients commonly forgive: spaces, bytes
	// beyond ASCII and backslashes are percent-encoded, and so is a percent sign
	// that begins no escape.
	Generic Syntax = iota
	// Literal leaves a backslash and a lone percent sign as they are, refuses
	// control characters, and reads one to three slashes after a scheme as two
	// (curl).
	Literal
	// Strict is Generic, but a percent sign must begin an escape, a relative path
	// must not begin with a segment that has a colon, and control characters are
	// refused (Go).
	Strict
	// WHATWG is the URL standard of browsers: a backslash is a slash, tabs and
	// newlines vanish, white space around is cut off, %2e is a dot.
	WHATWG
	// Merged is Generic, but for a lone percent sign, which stays, and for dots,
	// which are taken out where a relative path is merged, and as far as the
	// root; http:x is a relative path on an http URL (Perl's URI).
	Merged
	// Pasted is no syntax at all: what does not begin with http://, https://,
	// ftp:// or ftps:// is a path, whatever it looks like. One that does not
	// begin with a slash is put behind the directory and a further slash; a
	// single character, or none, behind the root. Dots stay (PHP's streams).
	Pasted
	// Slashed takes a relative Location only where it begins with a slash or two;
	// any other must name a scheme and a host. Spaces and control characters are
	// refused, and dots stay (HTTP::Tiny).
	Slashed
	// Checked has the characters of RFC 2396 and those beyond ASCII: any other is
	// a fault, and nothing is forgiven (java.net.URI).
	Checked
	// OldChecked is Checked, and resolves as RFC 2396 does: a query alone leads to
	// the directory, and dots are taken out as by Merged (java.net.URI).
	OldChecked
	// OldVerbatim resolves likewise; every character is fine, and stays as it is
	// (java.net.URL).
	OldVerbatim
	// Exact has the characters of RFC 3986, but any in a query: any other is a
	// fault. Dots are taken out of a relative path alone (Ruby's URI).
	Exact
	// Escaping is Exact, after all but percent signs and brackets has been
	// escaped; the fragment is cut off (Ruby's faraday_middleware).
	Escaping
	// Appended is Exact, but for a relative path, which is put behind the
	// directory as it is: dots stay (Ruby's HTTParty).
	Appended
)

func (s Syntax) checks() bool { return s == Checked || s == OldChecked }
func (s Syntax) old() bool    { return s == OldChecked || s == OldVerbatim }

// A Fault is what makes a URL unreadable.
type Fault uint

// The faults.
const (
	NoScheme Fault = iota
	OtherScheme
	NoSlashes // http:x
	NoHost    // http:///x
	BadHost
	BadIPv6
	BadPort
	BigPort // a number, but past 65535; where a client has no error for it, BadPort
	BadEscape
	BadChar     // a control character; with Checked and Exact, any that their RFC does not have
	NotASCII    // with Exact
	NoAuthority // http:// and nothing behind, with Checked
)

// A URLError says what is wrong with a URL, as the end of a sentence that
// begins with the URL.
type URLError struct {
	Fault Fault
	text  string
}

// Error returns the words.
func (e *URLError) Error() string { return e.text }

func faulty(f Fault, format string, args ...any) error {
	return &URLError{f, fmt.Sprintf(format, args...)}
}

// ParseURL reads an absolute http or https URL. The error is a *URLError.
func ParseURL(raw string) (URL, error) {
	u, err := split(clean(raw, Literal), URL{}, Literal)
	switch {
	case err != nil:
		return URL{}, err
	case u.Scheme == "":
		return URL{}, faulty(NoScheme, "has no scheme, such as https://")
	case u.Scheme != "http" && u.Scheme != "https":
		return URL{}, faulty(OtherScheme, "has the scheme %s, not http or https", u.Scheme)
	}
	return u, nil
}

// String writes the URL, fragment included.
func (u URL) String() string { return u.request(true) + u.Fragment }

// Target is the URL as a request is made for it: without the fragment, which
// no server ever sees, and without userinfo.
func (u URL) Target() string { return u.request(false) }

func (u URL) request(user bool) string {
	var b strings.Builder
	b.WriteString(u.Scheme + ":")
	if u.Scheme == "http" || u.Scheme == "https" || u.Host != "" {
		b.WriteString("//")
	}
	if user && u.User != "" {
		b.WriteString(u.User + "@")
	}
	b.WriteString(u.Authority() + u.Path + u.Query)
	return b.String()
}

// Authority is the host, and the port where it is not the scheme's default.
func (u URL) Authority() string {
	if u.Port == "" {
		return u.Host
	}
	return u.Host + ":" + u.Port
}

// Origin is scheme, host and port (RFC 6454 section 4), serialized.
func (u URL) Origin() string { return u.Scheme + "://" + u.Authority() }

// Resolve reads a Location against the URL it came from (RFC 3986 section 5.2).
// The error is a *URLError.
func (u URL) Resolve(location string, syntax Syntax) (URL, error) {
	if (syntax == Literal || syntax == Strict) && strings.ContainsFunc(strings.Trim(location, " \t"), control) {
		return URL{}, faulty(BadChar, "has a control character")
	}
	if syntax.exact() {
		var err error
		if location, err = u.readExact(location, syntax); err != nil {
			return URL{}, err
		}
	}
	switch syntax {
	case Pasted:
		location = u.paste(strings.Trim(location, " \t"))
	case Slashed:
		location = strings.Trim(location, " \t")
		scheme, rest, absolute := cutScheme(location)
		switch {
		case strings.HasPrefix(location, "//"):
			location = u.Scheme + ":" + location
		case strings.HasPrefix(location, "/"):
			location = u.Origin() + location
		case !absolute || !strings.HasPrefix(rest, "//"):
			return URL{}, faulty(NoScheme, "has no scheme, or no host")
		}
		if (scheme == "" || scheme == "http" || scheme == "https") && strings.ContainsFunc(pathOf(location), func(r rune) bool { return r == ' ' || control(r) }) {
			return URL{}, faulty(BadChar, "has a space or a control character")
		}
	}
	return split(clean(location, syntax), u, syntax)
}

// pathOf is all that is behind the authority of an absolute URL.
func pathOf(absolute string) string {
	_, rest, _ := strings.Cut(absolute, "//")
	_, path, _ := strings.Cut(rest, "/")
	return path
}

// paste makes an absolute URL of a Location as PHP's streams do.
func (u URL) paste(location string) string {
	location = strings.Map(func(r rune) rune {
		if control(r) {
			return '_'
		}
		return r
	}, location)
	for _, prefix := range []string{"http://", "https://", "ftp://", "ftps://"} {
		if n := len(prefix); len(location) >= max(n, 8) && strings.EqualFold(location[:n], prefix) {
			return location
		}
	}
	switch dir := u.Path[:strings.LastIndexByte(u.Path, '/')+1]; {
	case strings.HasPrefix(location, "/"):
	case len(location) < 2 || dir == "/":
		location = "/" + location
	default:
		location = dir + "/" + location
	}
	return u.Origin() + location
}

func control(r rune) bool { return r < ' ' || r == 0x7f }

// noBreaks takes out what browsers take out (URL Standard, basic URL parser, step 3).
var noBreaks = strings.NewReplacer("\t", "", "\n", "", "\r", "")

// clean brings a reference into the characters of a URL.
func clean(raw string, syntax Syntax) string {
	if syntax == WHATWG {
		raw = noBreaks.Replace(raw)
	}
	raw = strings.Trim(raw, " \t")
	if syntax == OldVerbatim {
		return raw
	}
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(raw) {
		if c := raw[i]; encoded(raw, i, syntax) {
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// encoded reports whether the byte has to be percent-encoded.
func encoded(raw string, i int, syntax Syntax) bool {
	switch c := raw[i]; {
	case syntax.checks():
		return c > 0x7f
	case c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>':
		return true
	case c == '\\':
		return syntax == Generic || syntax == Strict || syntax == Merged
	case c == '%':
		return syntax == Generic && !escapesRight(raw[i:min(i+3, len(raw))])
	}
	return false
}

// split reads a cleaned reference, relative to base.
func split(ref string, base URL, syntax Syntax) (URL, error) {
	if (syntax == Strict || syntax.checks()) && !escapesRight(ref) {
		return URL{}, faulty(BadEscape, "has a %% that begins no escape")
	}
	if syntax.checks() {
		if err := check(ref); err != nil {
			return URL{}, err
		}
	}
	u := URL{}
	rest := ref
	if i := strings.IndexByte(rest, '#'); i >= 0 {
		rest, u.Fragment = rest[:i], rest[i:]
	}
	if i := strings.IndexByte(rest, '?'); i >= 0 {
		rest, u.Query = rest[:i], rest[i:]
	}
	if scheme, after, ok := cutScheme(rest); ok {
		u.Scheme, rest = scheme, after
		if scheme != "http" && scheme != "https" {
			u.Path = rest
			return u, nil
		}
		rest = slashes(rest, u.Scheme, base.Scheme, syntax)
		if !strings.HasPrefix(rest, "//") && !((syntax == WHATWG || syntax == Merged) && u.Scheme == base.Scheme) {
			return URL{}, faulty(NoSlashes, "has a scheme but no host")
		}
	} else {
		u.Scheme = base.Scheme
		rest = slashes(rest, "", "", syntax)
		if first, _, _ := strings.Cut(rest, "/"); syntax == Strict && strings.Contains(first, ":") {
			return URL{}, faulty(NoScheme, "has a colon, but no scheme before it")
		}
	}
	if syntax == WHATWG {
		rest = plainDots(rest)
	}
	if after, ok := strings.CutPrefix(rest, "//"); ok {
		return u.authority(after, syntax)
	}
	return u.relative(rest, base, syntax), nil
}

// slashes reads backslashes as slashes, and any number of them after a
// scheme as two, where the syntax is that of browsers (URL standard, special
// authority slashes states); curl's, in a Location, takes up to three.
func slashes(rest, scheme, baseScheme string, syntax Syntax) string {
	if syntax == Literal && scheme != "" && baseScheme != "" {
		path := strings.TrimLeft(rest, "/")
		if n := len(rest) - len(path); n < 1 || n > 3 {
			return path
		}
		return "//" + path
	}
	if syntax != WHATWG {
		return rest
	}
	rest = strings.ReplaceAll(rest, `\`, "/")
	if scheme == "" || scheme == baseScheme && !strings.HasPrefix(rest, "//") {
		return rest
	}
	return "//" + strings.TrimLeft(rest, "/")
}

// cutScheme splits off a scheme (RFC 3986 section 3.1).
func cutScheme(s string) (scheme, rest string, ok bool) {
	for i := range len(s) {
		c := s[i] | 0x20
		switch {
		case c >= 'a' && c <= 'z':
		case i > 0 && (s[i] >= '0' && s[i] <= '9' || s[i] == '+' || s[i] == '-' || s[i] == '.'):
		case i > 0 && s[i] == ':':
			return strings.ToLower(s[:i]), s[i+1:], true
		default:
			return "", s, false
		}
	}
	return "", s, false
}

// authority reads userinfo, host and port, and the path behind them.
func (u URL) authority(rest string, syntax Syntax) (URL, error) {
	auth := rest
	u.Path = "/"
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		auth, u.Path = rest[:i], syntax.withoutDots(rest[i:])
	}
	if i := strings.LastIndexByte(auth, '@'); i >= 0 {
		u.User, auth = auth[:i], auth[i+1:]
	}
	if strings.HasPrefix(auth, "[") && !strings.Contains(auth, "]") {
		return URL{}, faulty(BadIPv6, "has the broken IPv6 address %q", auth)
	}
	u.Host = strings.ToLower(auth)
	if i := strings.LastIndexByte(auth, ':'); i >= 0 && !strings.HasSuffix(auth, "]") {
		u.Host, u.Port = strings.ToLower(auth[:i]), auth[i+1:]
	}
	if err := checkHost(u.Host); err != nil {
		return URL{}, err
	}
	if u.Port != "" {
		n, err := strconv.ParseUint(u.Port, 10, 16)
		if errors.Is(err, strconv.ErrRange) {
			return URL{}, faulty(BigPort, "has the port %q, not a number from 0 to 65535", u.Port)
		}
		if err != nil {
			return URL{}, faulty(BadPort, "has the port %q, not a number from 0 to 65535", u.Port)
		}
		u.Port = strconv.FormatUint(n, 10)
	}
	if u.Port == defaultPort(u.Scheme) {
		u.Port = ""
	}
	return u, nil
}

func checkHost(host string) error {
	switch {
	case host == "":
		return faulty(NoHost, "has no host")
	case strings.HasPrefix(host, "["):
		if !strings.HasSuffix(host, "]") || strings.Trim(host[1:len(host)-1], "0123456789abcdef:.") != "" || len(host) < 4 {
			return faulty(BadIPv6, "has the broken IPv6 address %q", host)
		}
	case strings.Contains(host, "%") && strings.ContainsFunc(unescape(host), func(r rune) bool { return r > 0x7f }):
		return faulty(BadHost, "has the host %q beyond ASCII: write it as xn--…", unescape(host))
	case strings.ContainsAny(host, "[]:<>\"\\^`{|} %"):
		host = unescape(host)
		return faulty(BadHost, "has the host %q, which holds a character no host may", host)
	}
	return nil
}

// relative reads a path, query or fragment against the base (RFC 3986
// section 5.2.2).
func (u URL) relative(path string, base URL, syntax Syntax) URL {
	u.User, u.Host, u.Port = base.User, base.Host, base.Port
	switch {
	case path == "" && u.Query != "" && syntax.old():
		u.Path = base.Path[:strings.LastIndexByte(base.Path, '/')+1]
	case path == "":
		u.Path = base.Path
		if u.Query == "" {
			u.Query = base.Query
		}
	case strings.HasPrefix(path, "/"):
		u.Path = syntax.withoutDots(path)
	default:
		dir := base.Path[:strings.LastIndexByte(base.Path, '/')+1]
		u.Path = removeDots(dir+path, syntax == Merged || syntax.old())
	}
	return u
}

// check looks for characters that RFC 2396 does not have, and for what its
// grammar wants where others forgive that it is not there.
func check(ref string) error {
	for i := range len(ref) {
		c := ref[i]
		bracket := (c == '[' || c == ']') && !strings.Contains(ref[:i], "?") && !strings.Contains(ref[:i], "//")
		if bracket || c <= ' ' || c == 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			return faulty(BadChar, "has the character %q, which no URL may", c)
		}
	}
	if _, after, ok := cutScheme(ref); ok && after == "//" {
		return faulty(NoAuthority, "has nothing behind its slashes")
	}
	if strings.HasPrefix(ref, ":") {
		return faulty(NoScheme, "has no scheme before its colon")
	}
	return nil
}

// normalEscapes undoes escapes of what RFC 3986 calls unreserved, and writes the
// others in capitals (section 6.2.2).
func normalEscapes(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+2 >= len(s) || !hex(s[i+1]) || !hex(s[i+2]) {
			b.WriteByte(s[i])
			continue
		}
		c := rune(unescape(s[i : i+3])[0])
		if TokenChar(c) && !strings.ContainsRune("!#$%&'*+^`|", c) {
			b.WriteRune(c)
		} else {
			b.WriteString(strings.ToUpper(s[i : i+3]))
		}
		i += 2
	}
	return b.String()
}

// plainDots writes the segments that are an encoded "." or ".." as such (URL
// standard, single-dot and double-dot URL path segment).
func plainDots(path string) string {
	if !strings.Contains(path, "%2") {
		return path
	}
	segments := strings.Split(path, "/")
	for i, s := range segments {
		switch strings.ReplaceAll(strings.ToLower(s), "%2e", ".") {
		case ".":
			segments[i] = "."
		case "..":
			segments[i] = ".."
		}
	}
	return strings.Join(segments, "/")
}

// withoutDots is an absolute path as the syntax reads it.
func (s Syntax) withoutDots(path string) string {
	if s == Merged || s == Pasted || s == Slashed || s.old() || s.exact() {
		return path
	}
	return removeDots(path, false)
}

// removeDots takes "." and ".." out of an absolute path (RFC 3986 section
// 5.2.4); those that lead past the root may stay.
func removeDots(path string, excess bool) string {
	segments := strings.Split(path[1:], "/")
	out := make([]string, 0, len(segments))
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".", "..":
			if s == ".." && excess && (len(out) == 0 || out[len(out)-1] == "..") {
				out = append(out, s)
			} else if s == ".." && len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return "/" + strings.Join(out, "/")
}

func defaultPort(scheme string) string {
	switch scheme {
	case "http":
		return "80"
	case "https":
		return "443"
	}
	return ""
}

// isIP reports a host that is an IP address.
func (u URL) isIP() bool {
	return strings.HasPrefix(u.Host, "[") || strings.Trim(u.Host, "0123456789.") == ""
}

// effectivePort is the port a connection is made to.
func (u URL) effectivePort() string {
	if u.Port == "" {
		return defaultPort(u.Scheme)
	}
	return u.Port
}

func escapesRight(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && (i+2 >= len(s) || !hex(s[i+1]) || !hex(s[i+2])) {
			return false
		}
	}
	return true
}

func hex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

// crossed reports whether the change of scheme counts.
func (r SchemeRule) crossed(from, to string) bool {
	return from != to && (r == SameScheme || r == NotDowngrade && to != "https")
}

// crossed reports whether the border lies between two URLs.
func (c Crossing) crossed(from, to URL) bool {
	if c.Always {
		return true
	}
	if c.SparesUpgrade && from.Scheme == "http" && to.Scheme == "https" &&
		from.Port == "" && to.Port == "" && from.Host == to.Host {
		return false
	}
	if c.Scheme.crossed(from.Scheme, to.Scheme) {
		return true
	}
	sub := c.Host == OrSubdomain && strings.HasSuffix(to.Host, "."+from.Host)
	if c.Host != AnyHost && from.Host != to.Host && !sub {
		return true
	}
	switch c.Port {
	case SamePort:
		return from.effectivePort() != to.effectivePort()
	case WrittenPort:
		return from.Port != to.Port
	}
	return false
}
