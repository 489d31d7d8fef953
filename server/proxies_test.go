package main

import (
	"net/http"
	"net/netip"
	"testing"
)

func TestProxies(t *testing.T) {
	trusted := []string{"10.0.0.0/8", "2001:db8::/32"}
	tests := []struct {
		sentence, peer string
		headers        map[string][]string
		client         string
		origin         string // "": none
	}{
		{"nobody between", "192.0.2.9:1234", nil, "192.0.2.9", "http://our.example"},
		{"a stranger says whatever it likes", "192.0.2.9:1234", map[string][]string{"X-Forwarded-For": {"1.1.1.1"}, "X-Forwarded-Proto": {"https"}, "X-Forwarded-Host": {"evil.example"}}, "192.0.2.9", "http://our.example"},
		{"a proxy", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"192.0.2.9"}, "X-Forwarded-Proto": {"https"}, "X-Forwarded-Host": {"pub.example"}}, "192.0.2.9", "https://pub.example"},
		{"a proxy that says nothing", "10.0.0.1:1", nil, "10.0.0.1", "http://our.example"},
		{"a proxy that says who, and keeps the host", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"192.0.2.9"}}, "192.0.2.9", "http://our.example"},
		{"a proxy by IPv6", "[2001:db8::1]:1", map[string][]string{"X-Forwarded-For": {"2001:db9::9"}}, "2001:db9::9", "http://our.example"},
		{"an address of IPv4 in one of IPv6", "[::ffff:10.0.0.1]:1", map[string][]string{"X-Forwarded-For": {"192.0.2.9"}}, "192.0.2.9", "http://our.example"},
		{"what a client made up stands on the left", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"1.1.1.1, 192.0.2.9"}, "X-Forwarded-Proto": {"http, https"}, "X-Forwarded-Host": {"evil.example, pub.example"}}, "192.0.2.9", "https://pub.example"},
		{"in a field of its own, too", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"1.1.1.1", "192.0.2.9"}}, "192.0.2.9", "http://our.example"},
		{"two proxies", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"192.0.2.9, 10.0.0.2"}, "X-Forwarded-Proto": {"https, http"}, "X-Forwarded-Host": {"pub.example, inner.example"}}, "192.0.2.9", "https://pub.example"},
		{"two proxies, of which one replaces what the other says", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"192.0.2.9, 10.0.0.2"}, "X-Forwarded-Proto": {"https"}}, "192.0.2.9", "https://our.example"},
		{"a client that pretends to be behind two", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"1.1.1.1, 10.0.0.2, 192.0.2.9"}, "X-Forwarded-Proto": {"http, http, https"}}, "192.0.2.9", "https://our.example"},
		{"proxies all the way", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"10.0.0.3, 10.0.0.2"}}, "10.0.0.3", "http://our.example"},
		{"an address with its port", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"192.0.2.9:5555"}}, "192.0.2.9", "http://our.example"},
		{"an address in brackets", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"[2001:db9::9]"}}, "2001:db9::9", "http://our.example"},
		{"what is no address", "10.0.0.1:1", map[string][]string{"X-Forwarded-For": {"192.0.2.9, unknown"}}, "10.0.0.1", "http://our.example"},
		{"a scheme nobody serves", "10.0.0.1:1", map[string][]string{"X-Forwarded-Proto": {"javascript"}}, "10.0.0.1", "http://our.example"},
		{"a host that is none", "10.0.0.1:1", map[string][]string{"X-Forwarded-Host": {"a b"}}, "10.0.0.1", ""},
		{"the standard's own field is not read", "10.0.0.1:1", map[string][]string{"Forwarded": {"for=192.0.2.9;proto=https;host=evil.example"}}, "10.0.0.1", "http://our.example"},
	}
	var p proxies
	for _, text := range trusted {
		p = append(p, netip.MustParsePrefix(text))
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			r := &http.Request{RemoteAddr: test.peer, Host: "our.example", Header: test.headers}
			if got := p.address(r).String(); got != test.client {
				t.Errorf("the client is %s, want %s", got, test.client)
			}
			o, proxied, ok := p.asked(r)
			if want := test.peer != "192.0.2.9:1234"; proxied != want {
				t.Errorf("through a trusted proxy: %t, want %t", proxied, want)
			}
			if ok != (test.origin != "") || ok && o.String() != test.origin {
				t.Errorf("the origin is %s, %t; want %s", o, ok, test.origin)
			}
		})
	}
}
