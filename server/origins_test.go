package main

import (
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
		// By another port than the server's own: a container, a tunnel.
		{"a tunnel", "127.0.0.1:8080", "127.0.0.1:8081", "", "", "http://localhost:9000", "http://127.0.0.1:9000"},
		{"a tunnel without a port", "127.0.0.1:8080", "127.0.0.1:8081", "", "", "http://127.0.0.1", "http://localhost"},
		{"a tunnel with TLS", "127.0.0.1:8080", "127.0.0.1:8081", "", "", "https://localhost:8080", "https://127.0.0.1:8080"},
		{"a tunnel to a server that is not of this machine", "192.0.2.1:8080", "192.0.2.1:8081", "", "", "http://localhost:8080", "http://127.0.0.1:8080"},
		// By other addresses.
		{"an address of the network", "[::]:8080", "[::]:8081", "", "", "http://192.0.2.1:8080", "http://192.0.2.1:8081"},
		{"a name of the network", "192.0.2.1:8080", "192.0.2.1:8081", "", "", "http://box.local:8080", "http://box.local:8081"},
		{"an address of the network, by IPv6", "[::]:8080", "[::]:8081", "", "", "http://[2001:db8::1]:8080", "http://[2001:db8::1]:8081"},
		{"a second listener that the network cannot reach", "[::]:8080", "127.0.0.1:8081", "", "", "http://192.0.2.1:8080", ""},
		{"another port of the network", "[::]:8080", "[::]:8081", "", "", "http://192.0.2.1:80", ""},
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
					want = public
				}
			}
			for text := range strings.FieldsSeq(test.alts) {
				l.named = append(l.named, mustOrigin(t, text))
			}
			var got []string
			for _, o := range l.origins(asked) {
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
