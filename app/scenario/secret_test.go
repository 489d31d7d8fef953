package scenario

import (
	"reflect"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

var secretTests = []struct {
	says        string
	name, value string
	want        string
}{
	{"a token keeps its scheme", "Authorization", "Bearer t0k3n", "Bearer placeholder"},
	{"in any case", "authorization", "basic dTpw", "basic placeholder"},
	{"what is no scheme may be the secret", "Authorization", "my secret", "placeholder"},
	{"no scheme", "Authorization", "t0k3n", "placeholder"},
	{"a scheme and nothing", "Authorization", "Bearer ", "Bearer "},
	{"nothing", "Authorization", "", ""},
	{"of a proxy", "Proxy-Authorization", "Basic dTpw", "Basic placeholder"},
	{"cookies keep their names", "Cookie", "sid=abc; theme=dark", "sid=placeholder; theme=placeholder"},
	{"a cookie without a name", "Cookie", "abc", "placeholder"},
	{"a cookie without a value", "Cookie", "a=; b", "a=;placeholder"},
	{"a cookie that is set keeps its attributes", "Set-Cookie", "sid=1; Path=/; Secure", "sid=placeholder; Path=/; Secure"},
	{"a cookie that is taken away", "Set-Cookie", "sid=; Max-Age=0", "sid=; Max-Age=0"},
	{"an API key", "X-Api-Key", "k3y", "placeholder"},
	{"a token of another name", "X-CSRF-Token", "a", "placeholder"},
	{"a session", "X-Session-Id", "7", "placeholder"},
	{"a password", "Password", "7", "placeholder"},
	{"a secret", "Client-Secret", "7", "placeholder"},
	{"a signature", "X-Signature", "7", "placeholder"},
	{"a plain header", "Content-Type", "text/plain", "text/plain"},
	{"a challenge is none", "WWW-Authenticate", "Basic realm=x", "Basic realm=x"},
	{"nor is what CORS allows", "Access-Control-Allow-Credentials", "true", "true"},
	{"what was replaced before", "Authorization", "Bearer placeholder", "Bearer placeholder"},
}

func TestRedactHeaders(t *testing.T) {
	for _, tt := range secretTests {
		for _, ofHop := range []bool{false, true} {
			s := get()
			headers := redirect.Headers{{Name: tt.name, Value: tt.value}}
			if s.Request.Headers = headers; ofHop {
				s.Request.Headers, s.Hops = nil, []redirect.Hop{{Status: 302, Headers: headers}}
			}
			redacted := Redact(s)
			got := redacted.Request.Headers
			if ofHop {
				got = redacted.Hops[0].Headers
			}
			if got[0].Value != tt.want {
				t.Errorf("%s: got %q, want %q", tt.says, got[0].Value, tt.want)
			}
			if headers[0].Value != tt.value {
				t.Errorf("%s: the input has changed", tt.says)
			}
			if HasSecrets(s) != (tt.value != tt.want) || HasSecrets(redacted) {
				t.Errorf("%s: has secrets %v, and redacted %v", tt.says, HasSecrets(s), HasSecrets(redacted))
			}
		}
	}
}

func TestRedactURLs(t *testing.T) {
	tests := []struct{ says, url, want string }{
		{"a password", "https://ada:secret@a/x", "https://ada:placeholder@a/x"},
		{"a password with an @", "https://ada:s@cret@a", "https://ada:placeholder@a"},
		{"a user alone", "https://ada@a/", "https://ada@a/"},
		{"an empty password", "https://ada:@a/", "https://ada:@a/"},
		{"an @ in the path", "https://a/x:y@z", "https://a/x:y@z"},
		{"no user", "https://a:80/", "https://a:80/"},
	}
	for _, tt := range tests {
		s := get2(tt.url)
		relative := strings.TrimPrefix(tt.url, "https:")
		s.Hops = []redirect.Hop{{Status: 302, At: tt.url, Location: &relative}}
		got := Redact(s)
		want := get2(tt.want)
		wantRelative := strings.TrimPrefix(tt.want, "https:")
		want.Hops = []redirect.Hop{{Status: 302, At: tt.want, Location: &wantRelative}}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %s", tt.says, compactJSON(got))
		}
		if HasSecrets(s) != (tt.url != tt.want) {
			t.Errorf("%s: has secrets %v", tt.says, HasSecrets(s))
		}
	}
}

func TestRedactKeepsWithinTheLimits(t *testing.T) {
	s := get()
	s.Request.Headers = redirect.Headers{{Name: "Cookie", Value: strings.Repeat("a=b;", MaxField/4)}}
	got := Redact(s)
	if err := Validate(got); err != nil {
		t.Fatal(err)
	}
	if want := strings.Repeat("a=x;", MaxField/4); got.Request.Headers[0].Value != want {
		t.Errorf("got %.40s…", got.Request.Headers[0].Value)
	}
	if HasSecrets(got) {
		t.Error("a redacted scenario has secrets")
	}
}
