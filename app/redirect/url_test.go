package redirect

import (
	"strings"
	"testing"
)

func TestParseURL(t *testing.T) {
	tests := []struct{ name, raw, want, err string }{
		{"normal form", "HTTP://A.Test:80", "http://a.test/", ""},
		{"another port", "https://a.test:80/x?y#z", "https://a.test:80/x?y#z", ""},
		{"leading zeros of a port", "http://a.test:0080/", "http://a.test/", ""},
		{"userinfo", "http://u:p@a.test/x", "http://u:p@a.test/x", ""},
		{"IPv6", "http://[::1]:8080/", "http://[::1]:8080/", ""},
		{"dots", "http://a.test/x/../y/./z", "http://a.test/y/z", ""},
		{"spaces and more", "http://a.test/a b?c d#é", "http://a.test/a%20b?c%20d#%C3%A9", ""},
		{"no scheme", "a.test/x", "", "has no scheme"},
		{"another scheme", "ftp://a.test/x", "", "has the scheme ftp"},
		{"no host", "http:///x", "", "has no host"},
		{"no authority", "http:x", "", "no host"},
		{"a port that is none", "http://a.test:99999/", "", `the port "99999"`},
		{"broken IPv6", "http://[::1", "", "broken IPv6"},
		{"a space in the host", "http://a b.test/", "", "no host may"},
		{"nothing", "", "", "has no scheme"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			u, err := ParseURL(tt.raw)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("got %v, want an error with %q", err, tt.err)
				}
				return
			}
			if err != nil || u.String() != tt.want {
				t.Errorf("got %s, %v, want %s", u, err, tt.want)
			}
		})
	}
}

// The examples of RFC 3986 section 5.4, and what the syntaxes add to them.
func TestResolve(t *testing.T) {
	const base = "http://a/b/c/d;p?q"
	tests := []struct {
		ref    string
		syntax Syntax
		want   string
	}{
		{"g", Generic, "http://a/b/c/g"},
		{"./g", Generic, "http://a/b/c/g"},
		{"g/", Generic, "http://a/b/c/g/"},
		{"/g", Generic, "http://a/g"},
		{"//g", Generic, "http://g/"},
		{"?y", Generic, "http://a/b/c/d;p?y"},
		{"g?y", Generic, "http://a/b/c/g?y"},
		{"#s", Generic, "http://a/b/c/d;p?q#s"},
		{"g#s", Generic, "http://a/b/c/g#s"},
		{";x", Generic, "http://a/b/c/;x"},
		{"", Generic, "http://a/b/c/d;p?q"},
		{".", Generic, "http://a/b/c/"},
		{"..", Generic, "http://a/b/"},
		{"../g", Generic, "http://a/b/g"},
		{"../..", Generic, "http://a/"},
		{"../../../g", Generic, "http://a/g"},
		{"/./g", Generic, "http://a/g"},
		{"g;x=1/../y", Generic, "http://a/b/c/y"},
		{"g?y/../x", Generic, "http://a/b/c/g?y/../x"},
		{"mailto:a@b", Generic, "mailto:a@b"},
		{`\g`, Generic, "http://a/b/c/%5Cg"},
		{`\g`, Literal, `http://a/b/c/\g`},
		{`\g`, WHATWG, "http://a/g"},
		{`\\h\g`, WHATWG, "http://h/g"},
		{"https:h/g", WHATWG, "https://h/g"},
		{"http:g", WHATWG, "http://a/b/c/g"},
		{"https:///h/g", WHATWG, "https://h/g"},
		{" /g\t", WHATWG, "http://a/g"},
		{"/g\nh", WHATWG, "http://a/gh"},
		{"/%zz", Generic, "http://a/%25zz"},
		{"/%zz", Literal, "http://a/%zz"},
		{"/%zz", WHATWG, "http://a/%zz"},
		{"/x/%2E%2e/y/%2e", WHATWG, "http://a/y/"},
		{"/x%2e/y", WHATWG, "http://a/x%2e/y"},
		{"/%2F", Strict, "http://a/%2F"},
		{"/%zz", Strict, ""},
		{"http:g", Generic, ""},
		{"http://", WHATWG, ""},
	}
	b, err := ParseURL(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		u, err := b.Resolve(tt.ref, tt.syntax)
		got := ""
		if err == nil {
			got = u.String()
		}
		if got != tt.want {
			t.Errorf("%q in syntax %d: got %q, %v, want %q", tt.ref, tt.syntax, got, err, tt.want)
		}
	}
}

func TestCrossing(t *testing.T) {
	tests := []struct {
		name     string
		crossing Crossing
		from, to string
		want     bool
	}{
		{"the zero border is never crossed", Crossing{}, "http://a/", "https://b:1/", false},
		{"always", Crossing{Always: true}, "http://a/", "http://a/", true},
		{"same port, one written", Crossing{Port: SamePort}, "http://a/", "http://a:80/", false},
		{"default ports of two schemes", Crossing{Port: SamePort}, "http://a/", "https://a/", true},
		{"ports as written", Crossing{Port: WrittenPort}, "http://a/", "https://a/", false},
		{"a subdomain", Crossing{Host: OrSubdomain}, "http://a.test/", "http://x.a.test/", false},
		{"no subdomain, though it ends so", Crossing{Host: OrSubdomain}, "http://a.test/", "http://xa.test/", true},
		{"the parent", Crossing{Host: OrSubdomain}, "http://x.a.test/", "http://a.test/", true},
		{"upgrade", Crossing{Scheme: NotDowngrade}, "http://a/", "https://a/", false},
		{"downgrade", Crossing{Scheme: NotDowngrade}, "https://a/", "http://a/", true},
		{"upgrade spared", Crossing{Scheme: SameScheme, SparesUpgrade: true}, "http://a/", "https://a/", false},
		{"upgrade on other ports", Crossing{Scheme: SameScheme, SparesUpgrade: true}, "http://a:1/", "https://a:2/", true},
	}
	for _, tt := range tests {
		from, _ := ParseURL(tt.from)
		to, _ := ParseURL(tt.to)
		if got := tt.crossing.crossed(from, to); got != tt.want {
			t.Errorf("%s: got %t, want %t", tt.name, got, tt.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	loc := func(s string) *string { return &s }
	tests := []struct {
		name string
		hops []Hop
		want []string
	}{
		{"one after the other", []Hop{{Location: loc("/b")}, {Location: loc("http://h/c")}, {}}, []string{"http://a/x", "http://a/b", "http://h/c"}},
		{"a URL of its own", []Hop{{Location: loc("/b"), At: "http://o/p"}, {}}, []string{"http://o/p", "http://o/b"}},
		{"nothing points to it", []Hop{{}, {}}, []string{"http://a/x", ""}},
		{"behind a Location that cannot be read", []Hop{{Location: loc("http://[")}, {Location: loc("/c")}, {At: "http://a/d"}}, []string{"http://a/x", "", "http://a/d"}},
		{"behind another scheme", []Hop{{Location: loc("mailto:x")}, {}}, []string{"http://a/x", ""}},
	}
	for _, tt := range tests {
		got := Places(Scenario{Request: Request{URL: "http://a/x#f"}, Hops: tt.hops})
		if strings.Join(got, " ") != strings.Join(tt.want, " ") {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestNormalTarget(t *testing.T) {
	tests := []struct{ target, want string }{
		{"http://a.test/x?y=1", "http://a.test/x?y=1"},
		{"http://a.test/%c3%Bc", "http://a.test/%C3%BC"},
		{"http://a.test/a[1]{2}|^`\\", "http://a.test/a%5B1%5D%7B2%7D%7C%5E%60%5C"},
		{"http://a.test/it's?it's=it%27s", "http://a.test/it%27s?it%27s=it%27s"},
		{"http://a.test/%7b%7D", "http://a.test/%7B%7D"},
		{"http://a.test/100%", "http://a.test/100%25"},
		{"http://a.test/100%25", "http://a.test/100%25"},
		{"http://a.test/%zz?%1", "http://a.test/%25zz?%251"},
		{"http://a.test/%41~", "http://a.test/%41~"}, // servers differ about this one
	}
	for _, tt := range tests {
		if got := NormalTarget(tt.target); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.target, got, tt.want)
		}
	}
}
