package redirect

// Whether a border lies between two URLs.

import "strings"

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
