// Package staticsite makes of the pages of a server a site of files alone, for any
// host: the addresses in them, and the directory that it is written to.
package staticsite

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A Site is where the files will stand, and which there are.
type Site struct {
	// Base is the path of the site without the slash at its end, such as
	// /hopscope; empty: it has a host of its own.
	Base string
	// Public is the origin of the host; empty: not known.
	Public string
	// Pages and Files are the paths there are, as the server has them.
	Pages, Files map[string]bool
	// Absent are the paths that take a server: what leads there is left out.
	Absent []string
	// Drawn returns the path of the file that stands for an address that a server
	// draws; empty: none does.
	Drawn func(address string) string
	// Policy is the Content-Security-Policy of the pages, as no header says it.
	Policy string
}

// plainSegment is a part of a path that means the same to every host and program.
var plainSegment = regexp.MustCompile(`^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$`)

// maxBase is how long a base path may be, in bytes.
const maxBase = 200

// ParseBase reads the path under which the site will stand, as /hopscope/, and
// returns it as Site has it.
func ParseBase(text string) (string, error) {
	if len(text) > maxBase {
		return "", fmt.Errorf("base is %d bytes long, at most %d", len(text), maxBase)
	}
	if !strings.HasPrefix(text, "/") || !strings.HasSuffix(text, "/") {
		return "", fmt.Errorf("base %q does not start and end with a slash, as /hopscope/ does", text)
	}
	base := strings.TrimSuffix(text, "/")
	for segment := range strings.SplitSeq(strings.TrimPrefix(base, "/"), "/") {
		if base != "" && !plainSegment.MatchString(segment) {
			return "", fmt.Errorf("base %q has the part %q: each is of letters, digits, - _ ~ and, but at its start, dots", text, segment)
		}
	}
	return base, nil
}

// Name returns where the file of a path is kept: a page is the index of a directory
// of its own, as every host of files has it.
func (s *Site) Name(p string) string {
	if s.Pages[p] {
		p = path.Join(p, "index.html")
	}
	return strings.TrimPrefix(p, "/")
}

// address returns what an address of the server is in the copy. An address of
// another site is returned as it is. there is false where the copy has no such
// thing; an error means that nobody has said whether it has.
//
// A page's address ends in a slash, so that no host has to redirect to it.
func (s *Site) address(text string) (made string, there bool, err error) {
	rest, public := text, ""
	if s.Public != "" && (text == s.Public || strings.HasPrefix(text, s.Public+"/")) {
		public, rest = s.Public, strings.TrimPrefix(text, s.Public)
		if rest == "" {
			rest = "/"
		}
	}
	if !strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "//") {
		return text, true, nil
	}
	p, behind := rest, ""
	if i := strings.IndexAny(rest, "?#"); i >= 0 {
		p, behind = rest[:i], rest[i:]
	}
	switch {
	case p == "/":
		return public + s.Base + "/" + behind, true, nil
	case s.Pages[p]:
		return public + s.Base + p + "/" + behind, true, nil
	case s.Files[p]:
		return public + s.Base + p + behind, true, nil
	case s.Drawn(rest) != "":
		return public + s.Base + s.Drawn(rest), true, nil
	case slices.Contains(s.Absent, p):
		return "", false, nil
	}
	return "", false, fmt.Errorf("%q is neither in the copy nor said to be left out", text)
}
