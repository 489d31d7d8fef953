package main

// Who asks, and by which address: as the connection says or, behind a proxy that
// is trusted, as that proxy does.

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// proxies are the networks of those whose X-Forwarded fields are believed.
type proxies []netip.Prefix

func (p proxies) trust(a netip.Addr) bool {
	return slices.ContainsFunc(p, func(n netip.Prefix) bool { return n.Contains(a) })
}

// client returns the address that a request comes from: the nearest one that is
// no trusted proxy's. Each proxy adds its peer to X-Forwarded-For, on the right;
// what stands left of a stranger, the stranger may have made up. hops is how many
// proxies were believed.
func (p proxies) client(r *http.Request) (a netip.Addr, hops int) {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}, 0
	}
	a = peer.Addr().Unmap()
	if len(p) == 0 || !p.trust(a) {
		return a, 0
	}
	said := list(r.Header, "X-Forwarded-For")
	for hops = 1; ; hops++ {
		if hops > len(said) {
			return a, hops
		}
		next, err := parseForwarded(said[len(said)-hops])
		if err != nil {
			return a, hops
		}
		a = next
		if !p.trust(a) {
			return a, hops
		}
	}
}

// address is client without the count.
func (p proxies) address(r *http.Request) netip.Addr {
	a, _ := p.client(r)
	return a
}

// parseForwarded reads an address as proxies write it: some add the port.
func parseForwarded(text string) (netip.Addr, error) {
	if ap, err := netip.ParseAddrPort(text); err == nil {
		return ap.Addr().Unmap(), nil
	}
	a, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return a.Unmap().WithZone(""), err
}

// asked returns the origin that a request says it was sent to, and whether it came
// through a proxy that is trusted. ok is false where that is no origin.
func (p proxies) asked(r *http.Request) (o origin, proxied, ok bool) {
	scheme, host := "http", r.Host
	if len(p) > 0 {
		if _, hops := p.client(r); hops > 0 {
			proxied = true
			scheme, host = forwarded(r.Header, hops, host)
		}
	}
	o, ok = originOf(scheme, host)
	return o, proxied, ok
}

// forwarded returns the scheme and the host as the outermost of the trusted
// proxies met them. One that adds to a field, as to X-Forwarded-For, adds on the
// right; most replace it.
func forwarded(h http.Header, hops int, host string) (string, string) {
	scheme := "http"
	if said := list(h, "X-Forwarded-Proto"); len(said) > 0 && strings.EqualFold(said[max(0, len(said)-hops)], "https") {
		scheme = "https"
	}
	if said := list(h, "X-Forwarded-Host"); len(said) > 0 {
		host = said[max(0, len(said)-hops)]
	}
	return scheme, host
}

// list returns the items of a field that may stand several times.
func list(h http.Header, name string) []string {
	var items []string
	for _, value := range h[name] {
		for item := range strings.SplitSeq(value, ",") {
			items = append(items, strings.TrimSpace(item))
		}
	}
	return items
}

// parseProxy reads an address or a network.
func parseProxy(text string) (netip.Prefix, error) {
	if n, err := netip.ParsePrefix(text); err == nil {
		return n.Masked(), nil
	}
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" {
		return netip.Prefix{}, fmt.Errorf("%q is neither an address nor a network such as 10.0.0.0/8", text)
	}
	a = a.Unmap()
	return netip.PrefixFrom(a, a.BitLen()), nil
}
