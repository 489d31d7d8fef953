package redirect

// How clients read the characters of a Location.

import "strings"

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

func (s Syntax) old() bool { return s == OldChecked || s == OldVerbatim }

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
