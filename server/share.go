package main

// What other sites are told of a page: networks and chats that show a link with a
// picture, and those that put the page itself into theirs (see oembed.go).

import (
	"net/url"
	"strings"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/server/preview"
)

// maxLinked is the length in bytes of the longest scenario that the head of a page
// repeats. Who reads heads takes no longer addresses.
const maxLinked = 4096

// A share is that. Its addresses are absolute, so they are empty where the site's own
// is not known.
type share struct {
	// Title and Description are the scenario's; empty: what the page's own are is told.
	Title, Description string
	URL                string
	Image, Alt         string // of its preview; empty: there is none
	OEmbed             string // the address that tells how to embed the page
}

// share returns what is told of a page of the playground with a scenario in its query.
// at is the address of this site by which it was asked for, which is no stranger's, as
// guard sees to it: whoever looks for oEmbed there can ask there.
func (p *pressroom) share(at, path, rawQuery string) share {
	sh := share{Description: heads[path].description}
	base := p.base()
	if base != "" {
		sh.URL = base + path
	}
	address := linked(rawQuery, everything)
	if len(address) > maxLinked { // whose journey would be followed for nothing
		return sh
	}
	j, err := journeyOf(address)
	if err != nil {
		return sh
	}
	whole := path
	if address != "" {
		whole += "?" + address
	}
	if play.NamesScenario(address) {
		sh.Title = preview.Title(j.scenario.Title, j.trace)
		sh.Description = preview.Sentence(j.trace, j.view.Predict)
	}
	if base != "" {
		sh.URL = base + whole
		sh.Image, sh.Alt = p.preview(linked(address, drawable), j)
	}
	if at != "" {
		sh.OEmbed = at + oembedPath + "?url=" + strings.ReplaceAll(url.QueryEscape(at+whole), "+", "%20") + "&format=json"
	}
	return sh
}

// preview returns the address of the picture of a scenario, and what it shows.
func (p *pressroom) preview(address string, j journey) (image, alt string) {
	image = p.base() + previewPath
	if address != "" {
		image += "?" + address
	}
	return image, "Diagram: " + preview.Title(j.scenario.Title, j.trace)
}

// illustrate gives a page that the server writes as a whole the picture of a scenario.
func (p *pressroom) illustrate(s *sheet, address string) {
	address = linked(address, drawable)
	if j, err := journeyOf(address); err == nil && len(address) <= maxLinked && p.base() != "" {
		s.Share.Image, s.Share.Alt = p.preview(address, j)
	}
}

// linked writes an address as it can stand in any link: without what others add to
// addresses, without what is not kept, and with no character that a quoted attribute
// has another form for.
func linked(raw string, kept func(name string) bool) string {
	var parts []string
	for part := range strings.SplitSeq(raw, "&") {
		name, _, _ := strings.Cut(part, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		if name != "" && !scenario.Foreign(name) && kept(name) {
			parts = append(parts, escapeRest(part))
		}
	}
	return strings.Join(parts, "&")
}

func everything(string) bool { return true }

// drawable reports a parameter that a picture depends on.
func drawable(name string) bool {
	switch name {
	case "present", "readonly", "goal", "hint", "lesson":
		return false
	}
	return true
}

// escapeRest escapes what an address should have had escaped. A plus is a space.
func escapeRest(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '+':
			b.WriteString("%20")
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~!*(),;:@/?=%$", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteString("%" + hex[c>>4:c>>4+1] + hex[c&15:c&15+1])
		}
	}
	return b.String()
}
