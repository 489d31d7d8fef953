package main

// The second lock on the prerendered page: only elements, attributes and
// addresses that the playground uses leave the server. What requote makes right
// this leaves alone; were requote, the diagram or a view ever wrong, markup of a
// stranger's would end here. (The Content-Security-Policy is the third.)

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// sanitise removes from n's children what must not be in a page, puts every
// element's attributes in order, so that the same page is the same bytes, and
// returns a line for each thing it removed.
func sanitise(n *html.Node) []string {
	var removed []string
	for c, next := n.FirstChild, (*html.Node)(nil); c != nil; c = next {
		next = c.NextSibling
		switch {
		case c.Type == html.TextNode:
		case c.Type == html.ElementNode && elements[c.Data]:
			removed = append(removed, sanitiseAttributes(c)...)
			removed = append(removed, sanitise(c)...)
		default:
			removed = append(removed, "element "+cut(c.Data))
			n.RemoveChild(c)
		}
	}
	return removed
}

func sanitiseAttributes(n *html.Node) []string {
	var removed []string
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		if allowed(n.Data, a) {
			return false
		}
		removed = append(removed, "attribute "+n.Data+" "+cut(a.Key))
		return true
	})
	slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return cmp.Compare(a.Key, b.Key) })
	return removed
}

// allowed reports whether an element may carry the attribute.
func allowed(element string, a html.Attribute) bool {
	switch {
	case a.Namespace != "":
		return false
	case a.Key == "href":
		return harmless(a.Val)
	case a.Key == "src":
		return element == "img" && strings.HasPrefix(a.Val, "/web/")
	case a.Key == "action", a.Key == "formaction":
		return false
	case strings.HasPrefix(a.Key, "aria-"), strings.HasPrefix(a.Key, "data-"):
		return word(a.Key)
	default:
		return attributes[a.Key]
	}
}

// harmless reports whether a link may lead there: within this host, or to a web
// page.
func harmless(href string) bool {
	switch {
	case strings.ContainsFunc(href, func(r rune) bool { return r <= ' ' || r == '\\' }):
		return false
	case strings.HasPrefix(href, "//"):
		return false
	case strings.HasPrefix(href, "/"), strings.HasPrefix(href, "#"), strings.HasPrefix(href, "?"):
		return true
	default:
		return strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://")
	}
}

// word reports whether a name is made of small letters, digits and hyphens.
func word(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool {
		return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
}

func cut(s string) string {
	if len(s) > 40 {
		s = s[:40]
	}
	return strings.ToValidUTF8(s, "")
}

// elements are those that may be in the page.
var elements = set(`a abbr article aside b bdi bdo blockquote br button caption cite code col
	colgroup datalist dd del details dfn dialog div dl dt em fieldset figcaption figure footer
	form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main mark menu
	meter nav noscript ol optgroup option output p pre progress q s samp search section select small
	span strong sub summary sup table tbody td textarea tfoot th thead time tr u ul var wbr
	svg circle clipPath defs desc ellipse g line linearGradient marker path polygon polyline
	rect stop symbol text title tspan use`)

// attributes are those that any element may carry, beside aria- and data- ones
// and the addresses that allowed looks at.
var attributes = set(`abbr accesskey alt autocapitalize autocomplete autocorrect autofocus
	checked class closedby cols colspan datetime dir disabled download draggable enterkeyhint for
	headers height hidden high id inert inputmode label lang list loading low max maxlength
	method min minlength multiple name novalidate open optimum pattern placeholder popover
	popovertarget popovertargetaction readonly rel required reversed role rows rowspan scope
	selected size span spellcheck start step tabindex target title translate type value width
	wrap
	clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule focusable
	font-family font-size font-weight gradientTransform gradientUnits letter-spacing
	marker-end marker-mid marker-start markerHeight markerUnits markerWidth offset opacity
	orient pathLength points preserveAspectRatio r refX refY rx ry stop-color stop-opacity
	stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
	stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration textLength
	lengthAdjust transform vector-effect version viewBox x x1 x2 xmlns y y1 y2`)
