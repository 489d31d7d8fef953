package main

// Which origins of this server can stand for those of a scenario.
//
// A hop to another origin is real where the browser, or curl, thinks that it is
// another one. So the server is reached under several: by a second port, by
// localhost beside 127.0.0.1, or by names that the operator gave it.

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// An origin is a scheme, a host and a port (RFC 6454).
type origin struct {
	scheme string // http or https
	name   string // in small letters, of IPv6 without the brackets
	port   uint16
}

func (o origin) String() string { return o.scheme + "://" + o.host() }

// host writes the host and the port as a browser does: without the scheme's own.
func (o origin) host() string {
	host := o.name
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if o.port == defaultPort(o.scheme) {
		return host
	}
	return host + ":" + strconv.Itoa(int(o.port))
}

func defaultPort(scheme string) uint16 {
	if scheme == "https" {
		return 443
	}
	return 80
}

// A layout is where the server can be found.
type layout struct {
	main, alt netip.AddrPort // what it listens on; alt is zero where there is no second listener
	public    *origin        // nil: not known
	named     []origin       // by -alt-origin
}

// reached returns the origin by which a request came that asks for one, over a
// connection to a local address. The redirects of a live run lead there, and who
// makes it writes the Host field: so it has to be the public one, or the very
// address that the connection came to. ok is false where it is neither.
func (l layout) reached(asked origin, proxied bool, local netip.AddrPort) (o origin, ok bool) {
	switch {
	case l.public != nil && asked.name == l.public.name:
		return *l.public, true
	case proxied, asked.port != local.Port():
		return asked, false // of a proxy's connection, the address says nothing of the client's
	case isLoopback(asked.name):
		return asked, local.Addr().IsLoopback()
	default:
		return asked, asked.name == local.Addr().String()
	}
}

// origins returns those that a client can use who reached the one given: that one
// first, the best of the others next.
func (l layout) origins(reached origin) []origin {
	others := l.named
	if len(others) == 0 {
		others = l.others(reached)
	}
	all := []origin{reached}
	for _, o := range others {
		if !slices.Contains(all, o) {
			all = append(all, o)
		}
	}
	return all
}

// others returns another host with the same port, then the same host with another
// port, then what differs in both: what has most in common differs least in all
// but the origin. Of IPv6 comes last: a Content-Security-Policy cannot name it.
func (l layout) others(reached origin) []origin {
	ours := reached.scheme == "http" && reached.port == l.main.Port()
	var all []origin
	switch near := loopbacks(l.main.Addr()); {
	case !isLoopback(reached.name):
		if ours && l.alt.IsValid() && !l.alt.Addr().IsLoopback() {
			return []origin{{"http", reached.name, l.alt.Port()}}
		}
		return nil
	case !ours || len(near) == 0:
		// A public URL with the port of a tunnel or of a container: the second one
		// need not be open.
		return []origin{{reached.scheme, otherLoopback(reached.name), reached.port}}
	default:
		for _, name := range near {
			all = append(all, origin{"http", name, reached.port})
		}
	}
	if l.alt.IsValid() {
		far := loopbacks(l.alt.Addr())
		if slices.Contains(far, reached.name) {
			all = append(all, origin{"http", reached.name, l.alt.Port()})
		}
		for _, name := range far {
			all = append(all, origin{"http", name, l.alt.Port()})
		}
	}
	slices.SortStableFunc(all, func(a, b origin) int { return strings.Count(a.name, ":") - strings.Count(b.name, ":") })
	return all
}

// loopbacks returns the loopback names by which a listener is asked.
func loopbacks(a netip.Addr) []string {
	switch {
	case a.IsUnspecified(), a == netip.AddrFrom4([4]byte{127, 0, 0, 1}):
		return []string{"localhost", "127.0.0.1"}
	case a == netip.IPv6Loopback():
		return []string{"localhost", "::1"}
	case a.IsLoopback():
		return []string{a.String()}
	default:
		return nil
	}
}

func isLoopback(name string) bool {
	ip, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && ip.IsLoopback()
}

func otherLoopback(name string) string {
	if name == "localhost" {
		return "127.0.0.1"
	}
	return "localhost"
}

// originOf makes the origin of a scheme and a Host field. ok is false where the
// field is not a host and a port; nothing else ever gets into a header.
func originOf(scheme, host string) (o origin, ok bool) {
	name, port := host, ""
	if h, p, err := net.SplitHostPort(host); err == nil {
		name, port = h, p
	} else if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		name = host[1 : len(host)-1]
	}
	o = origin{scheme, strings.ToLower(name), defaultPort(scheme)}
	if strings.HasPrefix(host, "[") || strings.Contains(name, ":") {
		ip, err := netip.ParseAddr(name)
		if err != nil || !ip.Is6() || ip.Zone() != "" || !strings.HasPrefix(host, "[") {
			return origin{}, false
		}
		o.name = ip.String()
	} else if name == "" || len(name) > 253 || strings.ContainsFunc(o.name, notInName) {
		return origin{}, false
	}
	if port != "" {
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil || n == 0 {
			return origin{}, false
		}
		o.port = uint16(n)
	}
	return o, true
}

func notInName(r rune) bool {
	return r != '-' && r != '.' && r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
}

// parseOrigin reads an origin that the operator wrote.
func parseOrigin(text string) (origin, error) {
	u, err := url.Parse(text)
	if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil &&
		strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && !u.ForceQuery && !strings.Contains(text, "#") {
		if o, ok := originOf(u.Scheme, u.Host); ok {
			return o, nil
		}
	}
	return origin{}, fmt.Errorf("%q is not of the form https://host or https://host:port", text)
}
