package main

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

func TestOrigins(t *testing.T) {
	tests := []struct {
		sentence                string
		main, alt, public, alts string // alts with spaces between
		asked                   string
		want                    string // with spaces between, without what was asked
	}{
		// By loopback names, which is how one runs it for oneself.
		{"127.0.0.1", "127.0.0.1:8080", "127.0.0.1:8081", "", "", "http://127.0.0.1:8080", "http://localhost:8080 http://127.0.0.1:8081 http://localhost:8081"},
		{"localhost", "127.0.0.1:8080", "127.0.0.1:8081", "", "", "http://localhost:8080", "http://127.0.0.1:8080 http://localhost:8081 http://127.0.0.1:8081"},
		{"without a second listener", "127.0.0.1:8080", "", "", "", "http://localhost:8080", "http://127.0.0.1:8080"},
		{"listening everywhere", "[::]:8080", "[::]:8081", "", "", "http://127.0.0.1:8080", "http://localhost:8080 http://127.0.0.1:8081 http://localhost:8081"},
		{"listening everywhere, by IPv6", "[::]:8080", "[::]:8081", "", "", "http://[::1]:8080", "http://localhost:8080 http://127.0.0.1:8080 http://localhost:8081 http://127.0.0.1:8081"},
		{"listening by IPv6: what a policy cannot name comes last", "[::1]:8080", "[::1]:8081", "", "", "http://localhost:8080", "http://localhost:8081 http://[::1]:8080 http://[::1]:8081"},
		{"another loopback address has no other name", "127.0.0.5:8080", "127.0.0.5:8081", "", "", "http://127.0.0.5:8080", "http://127.0.0.5:8081"},
		{"a second listener at another loopback address", "127.0.0.1:8080", "127.0.0.5:8080", "", "", "http://localhost:8080", "http://127.0.0.1:8080 http://127.0.0.5:8080"},
		{"the port that http has anyway", "127.0.0.1:80", "127.0.0.1:81", "", "", "http://localhost", "http://127.0.0.1 http://localhost:81 http://127.0.0.1:81"},
		// By a public URL of one's own machine: a container, a tunnel.
		{"a tunnel", "127.0.0.1:8080", "127.0.0.1:8081", "http://localhost:9000", "", "http://localhost", "http://127.0.0.1:9000"},
		{"a tunnel without a port", "127.0.0.1:8080", "127.0.0.1:8081", "http://127.0.0.1", "", "http://127.0.0.1", "http://localhost"},
		{"a tunnel with TLS", "127.0.0.1:8080", "127.0.0.1:8081", "https://localhost:8080", "", "http://localhost:8080", "https://127.0.0.1:8080"},
		{"a tunnel to a server that is not of this machine", "192.0.2.1:8080", "192.0.2.1:8081", "http://localhost:8080", "", "http://localhost:8080", "http://127.0.0.1:8080"},
		// By other addresses.
		{"an address of the network", "[::]:8080", "[::]:8081", "", "", "http://192.0.2.1:8080", "http://192.0.2.1:8081"},
		{"a name of the network", "192.0.2.1:8080", "192.0.2.1:8081", "http://box.local:8080", "", "http://box.local:8080", "http://box.local:8081"},
		{"an address of the network, by IPv6", "[::]:8080", "[::]:8081", "", "", "http://[2001:db8::1]:8080", "http://[2001:db8::1]:8081"},
		{"a second listener that the network cannot reach", "[::]:8080", "127.0.0.1:8081", "", "", "http://192.0.2.1:8080", ""},
		{"another port of the network", "[::]:8080", "[::]:8081", "http://192.0.2.1", "", "http://192.0.2.1", ""},
		// In a deployment.
		{"the public address", "127.0.0.1:8080", "", "https://hopscope.example", "", "http://hopscope.example", ""},
		{"the public address with alternates", "127.0.0.1:8080", "", "https://hopscope.example", "https://a.example https://b.example:8443", "http://hopscope.example", "https://a.example https://b.example:8443"},
		{"the public address on the server's own port", "[::]:8080", "[::]:8081", "http://box.lan:8080", "", "http://box.lan:8080", "http://box.lan:8081"},
		{"the public server, from its own machine", "127.0.0.1:8080", "", "https://hopscope.example", "", "http://localhost:8080", "http://127.0.0.1:8080"},
		{"alternates take the place of all others", "127.0.0.1:8080", "127.0.0.1:8081", "", "http://a.example", "http://localhost:8080", "http://a.example"},
		{"an alternate that was asked for is not its own", "127.0.0.1:8080", "", "", "http://localhost:8080 http://a.example", "http://localhost:8080", "http://a.example"},
		{"an alternate twice is one", "127.0.0.1:8080", "", "", "http://a.example http://A.example:80/", "http://localhost:8080", "http://a.example"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			l := layout{main: netip.MustParseAddrPort(test.main)}
			if test.alt != "" {
				l.alt = netip.MustParseAddrPort(test.alt)
			}
			asked := mustOrigin(t, test.asked)
			want := asked
			if test.public != "" {
				public := mustOrigin(t, test.public)
				l.public = &public
				if asked.name == public.name {
					want = public // reached says so
				}
			}
			for text := range strings.FieldsSeq(test.alts) {
				l.named = append(l.named, mustOrigin(t, text))
			}
			var got []string
			for _, o := range l.origins(want) {
				got = append(got, o.String())
			}
			if first := want.String(); got[0] != first {
				t.Errorf("the first is %s, want %s", got[0], first)
			}
			if others := strings.Join(got[1:], " "); others != test.want {
				t.Errorf("got  %s\nwant %s", others, test.want)
			}
		})
	}
}

// TestReached forges Host fields: what they say is only believed where the
// connection bears it out, as runs lead there.
func TestReached(t *testing.T) {
	const nat = "172.17.0.2:8080" // a container's own address
	tests := []struct {
		sentence      string
		listen, local string // where the server does, and where the connection came to
		public        string
		host, proxied string // Host, and X-Forwarded-Host of a trusted proxy; - is none
		want          string // "": not known
	}{
		{"one's own machine", "127.0.0.1:8080", "127.0.0.1:8080", "", "127.0.0.1:8080", "", "http://127.0.0.1:8080"},
		{"by name", "127.0.0.1:8080", "127.0.0.1:8080", "", "localhost:8080", "", "http://localhost:8080"},
		{"by name in capitals", "127.0.0.1:8080", "127.0.0.1:8080", "", "LocalHost:8080", "", "http://localhost:8080"},
		{"by the loopback address of IPv6", "[::]:8080", "[::1]:8080", "", "[::1]:8080", "", "http://[::1]:8080"},
		{"by IPv4 over the listener of IPv6", "[::]:8080", "[::ffff:127.0.0.1]:8080", "", "127.0.0.1:8080", "", "http://127.0.0.1:8080"},
		{"at the other end of a tunnel of the same port", "127.0.0.1:8080", "[::1]:8080", "", "127.0.0.1:8080", "", "http://127.0.0.1:8080"},
		{"the port that http has anyway", "127.0.0.1:80", "127.0.0.1:80", "", "localhost", "", "http://localhost"},
		{"another port of one's own machine", "127.0.0.1:8080", "127.0.0.1:8080", "", "localhost:631", "", ""},
		{"no port", "127.0.0.1:8080", "127.0.0.1:8080", "", "localhost", "", ""},
		{"another loopback address and no port", "0.0.0.0:8080", "127.0.0.1:8080", "", "127.0.0.9", "", ""},
		{"a name that begins like ours", "127.0.0.1:8080", "127.0.0.1:8080", "", "localhost.evil.example:8080", "", ""},
		{"an address in other digits", "127.0.0.1:8080", "127.0.0.1:8080", "", "2130706433:8080", "", ""},
		{"nothing", "127.0.0.1:8080", "127.0.0.1:8080", "", "", "", ""},
		{"no address of the connection is known", "127.0.0.1:8080", "", "", "127.0.0.1:8080", "", ""},

		{"an address of the network", "0.0.0.0:8080", "192.0.2.1:8080", "", "192.0.2.1:8080", "", "http://192.0.2.1:8080"},
		{"an address of the network, by IPv6", "[::]:8080", "[2001:db8::1]:8080", "", "[2001:DB8:0::1]:8080", "", "http://[2001:db8::1]:8080"},
		{"another address", "0.0.0.0:8080", "192.0.2.1:8080", "", "6.6.6.6", "", ""},
		{"another address, our port", "0.0.0.0:8080", "192.0.2.1:8080", "", "6.6.6.6:8080", "", ""},
		{"our address, another port", "0.0.0.0:8080", "192.0.2.1:8080", "", "192.0.2.1:631", "", ""},
		{"the client's own machine", "0.0.0.0:8080", "192.0.2.1:8080", "", "localhost:8080", "", ""},
		{"the client's own machine by address", "0.0.0.0:8080", "192.0.2.1:8080", "", "127.0.0.1:8080", "", ""},
		{"the client's own machine by IPv6", "[::]:8080", "[2001:db8::1]:8080", "", "[::1]:8080", "", ""},
		{"every address", "0.0.0.0:8080", "192.0.2.1:8080", "", "0.0.0.0:8080", "", ""},
		{"a name", "0.0.0.0:8080", "192.0.2.1:8080", "", "evil.example:8080", "", ""},
		{"the name it listens on", "box.local:8080", "192.0.2.1:8080", "", "box.local:8080", "", ""},

		{"a container's port", "0.0.0.0:8080", nat, "", "localhost:9000", "", ""},
		{"the same port of a container", "0.0.0.0:8080", nat, "", "localhost:8080", "", ""},
		{"a container's port that is named", "0.0.0.0:8080", nat, "http://localhost:9000", "localhost:9000", "", "http://localhost:9000"},
		{"its other loopback name", "0.0.0.0:8080", nat, "http://localhost:9000", "127.0.0.1:9000", "", ""},

		{"the public name", "127.0.0.1:8080", "127.0.0.1:8080", "https://pub.example", "pub.example", "", "https://pub.example"},
		{"the public name, whatever the port", "0.0.0.0:8080", nat, "https://pub.example", "PUB.example:631", "", "https://pub.example"},
		{"a name that ends like it", "0.0.0.0:8080", nat, "https://pub.example", "evil-pub.example", "", ""},
		{"the public server from its own machine", "127.0.0.1:8080", "127.0.0.1:8080", "https://pub.example", "localhost:8080", "", "http://localhost:8080"},
		{"the public server by its address", "0.0.0.0:8080", "192.0.2.1:8080", "https://pub.example", "192.0.2.1:8080", "", "http://192.0.2.1:8080"},
		{"the public server by another's", "0.0.0.0:8080", "192.0.2.1:8080", "https://pub.example", "6.6.6.6", "", ""},

		{"a proxy says the public name", "127.0.0.1:8080", "127.0.0.1:8080", "https://pub.example", "127.0.0.1:8080", "pub.example", "https://pub.example"},
		{"a proxy keeps the public name", "127.0.0.1:8080", "127.0.0.1:8080", "https://pub.example", "pub.example", "-", "https://pub.example"},
		{"a proxy says another name", "127.0.0.1:8080", "127.0.0.1:8080", "https://pub.example", "pub.example", "evil.example", ""},
		{"a proxy says our own address", "127.0.0.1:8080", "127.0.0.1:8080", "https://pub.example", "pub.example", "127.0.0.1:8080", ""},
		{"a proxy passes on the client's own machine", "127.0.0.1:8080", "127.0.0.1:8080", "https://pub.example", "localhost:8080", "-", ""},
		{"a proxy where no public name is known", "127.0.0.1:8080", "127.0.0.1:8080", "", "127.0.0.1:8080", "evil.example", ""},
		{"a proxy says what is no host", "127.0.0.1:8080", "127.0.0.1:8080", "https://pub.example", "pub.example", "a b", ""},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			r := &http.Request{RemoteAddr: "10.0.0.1:1234", Host: test.host, Header: http.Header{}}
			if test.local != "" {
				local := net.TCPAddrFromAddrPort(netip.MustParseAddrPort(test.local))
				r = r.WithContext(context.WithValue(t.Context(), http.LocalAddrContextKey, net.Addr(local)))
			}
			s := site{listen: test.listen}
			if main, err := netip.ParseAddrPort(test.listen); err == nil {
				s.layout.main = main
			}
			if test.public != "" {
				public := mustOrigin(t, test.public)
				s.layout.public = &public
			}
			if test.proxied != "" {
				s.proxies = proxies{netip.MustParsePrefix("10.0.0.0/8")}
				if test.proxied != "-" {
					r.Header.Set("X-Forwarded-Host", test.proxied)
				}
			}
			got := ""
			if all := s.origins(r); len(all) > 0 {
				got = all[0]
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func mustOrigin(t *testing.T, text string) origin {
	t.Helper()
	o, err := parseOrigin(text)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestParseOrigin(t *testing.T) {
	tests := []struct{ sentence, text, want string }{ // "": refused
		{"https", "https://a.example", "https://a.example"},
		{"http with a port", "http://a.example:8080", "http://a.example:8080"},
		{"a slash at the end", "https://a.example/", "https://a.example"},
		{"the scheme's own port", "https://A.example:443", "https://a.example"},
		{"an address of IPv6", "http://[0:0::1]:80", "http://[::1]"},
		{"an underscore, as containers have", "http://my_app:8080", "http://my_app:8080"},
		{"no scheme", "a.example", ""},
		{"another scheme", "ftp://a.example", ""},
		{"a script", "javascript:alert(1)", ""},
		{"no host", "https://", ""},
		{"a port alone", "https://:443", ""},
		{"a port that is none", "https://a.example:0", ""},
		{"a port that is too large", "https://a.example:65536", ""},
		{"a path", "https://a.example/b", ""},
		{"a query", "https://a.example?b", ""},
		{"an empty query", "https://a.example?", ""},
		{"a fragment", "https://a.example#b", ""},
		{"an empty fragment", "https://a.example#", ""},
		{"a user", "https://b@a.example", ""},
		{"a star", "https://*.example", ""},
		{"a semicolon", "https://a.example;script-src", ""},
		{"a space", "https://a.example https://b.example", ""},
		{"brackets around a name", "https://[a.example]", ""},
		{"a zone", "http://[fe80::1%25eth0]", ""},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			o, err := parseOrigin(test.text)
			switch {
			case test.want == "" && err == nil:
				t.Errorf("%q is %s", test.text, o)
			case test.want != "" && (err != nil || o.String() != test.want):
				t.Errorf("%q is %s, %v; want %s", test.text, o, err, test.want)
			}
		})
	}
}
