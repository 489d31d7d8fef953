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
