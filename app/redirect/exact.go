package redirect

// References to the letter of RFC 3986, as Ruby's URI reads them.

import "strings"

// exact reports a syntax that forgives nothing.
func (s Syntax) exact() bool { return s == Exact || s == Escaping || s == Appended }

// unescaped are what Escaping leaves as they are.
const unescaped = "-_.!~*'();/?:@&=+$,[]%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// readExact reads a reference in an exact syntax, and writes it so that what is
// left to do is to merge it, and dots stay but where a relative path was merged.
func (u URL) readExact(ref string, syntax Syntax) (string, error) {
	ref = strings.Trim(ref, " \t")
	if syntax == Escaping {
		ref, _, _ = strings.Cut(ref, "#")
		ref = escapeBut(ref, unescaped)
	}
	if strings.ContainsFunc(ref, func(r rune) bool { return r >= 0x80 }) {
		return "", faulty(NotASCII, "has characters beyond ASCII")
	}
	rest, fragment, _ := strings.Cut(ref, "#")
	rest, query, asked := strings.Cut(rest, "?") // in which any character is fine
	if asked {
		query = "?" + noBreaks.Replace(query)
	}
	if !escapesRight(ref) || strings.ContainsFunc(rest+fragment, outside) {
		return "", faulty(BadChar, "has a character that no URL may have there")
	}
	_, path, absolute := cutScheme(rest)
	network := strings.HasPrefix(path, "//")
	if _, behind, ok := strings.Cut(strings.TrimPrefix(path, "//"), "/"); strings.ContainsAny(fragment, "[]") ||
		(!network || ok) && strings.ContainsAny(behind, "[]") || !network && strings.ContainsAny(path, "[]") {
		return "", faulty(BadChar, "has a bracket that is not around an IPv6 address")
	}
	first, _, _ := strings.Cut(rest, "/")
	switch {
	case absolute || network:
	case strings.Contains(first, ":"):
		return "", faulty(NoScheme, "has a colon, but no scheme before it")
	case syntax == Appended:
		if !strings.HasPrefix(rest, "/") {
			rest = u.Path[:strings.LastIndexByte(u.Path, '/')+1] + rest
		}
	case strings.HasPrefix(rest, "/"):
		rest = removeDots(rest, false)
	}
	if strings.Contains(ref, "#") {
		query += "#" + fragment
	}
	return rest + query, nil
}

// outside reports a character that is none of a URL (RFC 3986 section 2), or
// stands for its parts.
func outside(r rune) bool {
	return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"#<>\\^`{|}", r)
}

// escapeBut escapes every byte that is not among those.
func escapeBut(s, those string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; strings.IndexByte(those, c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}
