package staticsite

// The addresses in what is read by programs: Markdown, JSON and the list of pages.

import (
	"regexp"
	"strings"
)

var (
	markdownLink = regexp.MustCompile(`( · )?\[[^\]]*\]\(([^)\s]+)\)`)
	// An address in JSON is a whole value: what begins with a slash and is one of
	// a scenario or of a line of code is none of these fields.
	jsonAddress = regexp.MustCompile(`("(?:page|href|url|playground|live)": ")(/[^"]*)"`)
	location    = regexp.MustCompile(`<url><loc>([^<]*)</loc></url>`)
)

// Markdown changes the links of a text. Where one leads to nothing, it goes.
func (s *Site) Markdown(text []byte) ([]byte, error) { return s.replace(text, markdownLink, 2) }

// JSON changes the addresses of a document of the reference.
func (s *Site) JSON(text []byte) ([]byte, error) { return s.replace(text, jsonAddress, 2) }

// Sitemap changes the list of the pages.
func (s *Site) Sitemap(text []byte) ([]byte, error) { return s.replace(text, location, 1) }

// replace changes the address in each match, its group of that number. A match
// whose address leads to nothing goes.
func (s *Site) replace(text []byte, pattern *regexp.Regexp, group int) ([]byte, error) {
	var failed error
	made := pattern.ReplaceAllStringFunc(string(text), func(match string) string {
		at := pattern.FindStringSubmatchIndex(match)
		from, to := at[2*group], at[2*group+1]
		address, there, err := s.address(match[from:to])
		if err != nil && failed == nil {
			failed = err
		}
		if !there {
			return ""
		}
		return match[:from] + address + match[to:]
	})
	return []byte(strings.TrimSpace(made) + "\n"), failed
}
