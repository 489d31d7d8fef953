package live

import (
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// walked is what a redirect decides in a trace: methods, bodies, and how it
// ends.
func walked(t *testing.T, s scenario.Scenario) []string {
	t.Helper()
	trace, err := s.Follow()
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	for _, e := range trace.Exchanges {
		step := e.Request.Method
		if e.Request.Body != nil {
			step += " " + e.Request.Body.Text
		}
		steps = append(steps, step+" "+string(e.Decision.Action))
	}
	return append(steps, string(trace.Outcome.Kind))
}

// related reports a note that the relation of two origins is another one live:
// then clients may do something else there.
func related(m *Mapping) bool {
	return slices.ContainsFunc(m.Notes, func(n Note) bool { return n.Field == "" })
}

// TestStartings holds that every starting scenario can be run live, and that
// live every client does what it does in the scenario.
func TestStartings(t *testing.T) {
	alike := 0
	for _, start := range scenario.Startings() {
		for _, profile := range client.All() {
			t.Run(start.ID+"/"+profile.ID, func(t *testing.T) {
				s := start.Scenario
				if s.Client != profile.ID {
					s.Client, s.Options = profile.ID, nil
				}
				m, err := Map(s, "ID", fourOrigins, "")
				if err != nil {
					t.Fatal(err)
				}
				if err := scenario.Validate(m.Live); err != nil {
					t.Fatalf("the live scenario: %v", err)
				}
				got, want := walked(t, m.Live), walked(t, s)
				switch {
				case slices.Equal(got, want):
					alike++
				case !related(m):
					t.Errorf("live %v, in the scenario %v; notes %v", got, want, m.Notes)
				}
			})
		}
	}
	if alike < 250 {
		t.Errorf("%d walks are the same live", alike)
	}
}

func TestAssign(t *testing.T) {
	tests := []struct {
		name   string
		theirs []string
		ours   []string
		want   []string
		note   string // of the first one; empty: none
		err    string
	}{
		{name: "one", theirs: []string{"https://a.example"}, ours: fourOrigins[:1], want: fourOrigins[:1]},
		{name: "two hosts", theirs: []string{"https://a.example", "https://b.example"}, ours: fourOrigins,
			want: []string{"http://127.0.0.1:8080", "http://localhost:8080"}},
		{name: "two ports", theirs: []string{"https://a.example", "https://a.example:8443"}, ours: fourOrigins,
			want: []string{"http://127.0.0.1:8080", "http://127.0.0.1:8081"}},
		{name: "two ports and a host", theirs: []string{"https://a.example", "https://a.example:8443", "https://b.example"}, ours: fourOrigins,
			want: []string{"http://127.0.0.1:8080", "http://127.0.0.1:8081", "http://localhost:8080"}},
		{name: "two hosts of two ports", theirs: []string{"https://a.example", "https://b.example", "https://b.example:1"}, ours: fourOrigins,
			want: []string{"http://127.0.0.1:8080", "http://localhost:8080", "http://localhost:8081"}},
		{name: "two schemes", theirs: []string{"http://a.example", "https://a.example"}, ours: fourOrigins,
			want: []string{"http://127.0.0.1:8080", "http://127.0.0.1:8081"}, note: "differ in their scheme"},
		{name: "two schemes that there are", theirs: []string{"http://a.example", "https://a.example"}, ours: []string{"http://x", "http://x:1", "https://x"},
			want: []string{"http://x", "https://x"}},
		{name: "three hosts", theirs: []string{"https://a.example", "https://b.example", "https://c.example"}, ours: fourOrigins,
			want: []string{"http://127.0.0.1:8080", "http://localhost:8080", "http://127.0.0.1:8081"}, note: "two hosts, and live two ports of 127.0.0.1"},
		{name: "a host below another", theirs: []string{"https://a.example", "https://b.a.example"}, ours: fourOrigins,
			want: []string{"http://127.0.0.1:8080", "http://localhost:8080"}, note: "a host and one below it"},
		{name: "two ports where there are none", theirs: []string{"https://a.example", "https://a.example:1"}, ours: fourOrigins[:2],
			want: fourOrigins[:2], note: "are one host, and live two"},
		{name: "more than there are", theirs: []string{"https://a.example", "https://b.example"}, ours: fourOrigins[:1],
			err: "scenario: leads to 2 origins (https://a.example, https://b.example), and this server has 1 origin to stand for them: -alt-origin names more"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var theirs []redirect.URL
			for _, text := range tt.theirs {
				u, err := redirect.ParseURL(text)
				if err != nil {
					t.Fatal(err)
				}
				theirs = append(theirs, u)
			}
			got, notes, err := assign(theirs, tt.ours)
			if tt.err != "" {
				if err == nil || err.Error() != tt.err {
					t.Fatalf("error %v, want %s", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for i, o := range got {
				if o.Ours != tt.want[i] || o.Theirs != tt.theirs[i] {
					t.Errorf("%s is %s, want %s for %s", o.Theirs, o.Ours, tt.want[i], tt.theirs[i])
				}
			}
			if (tt.note == "") != (len(notes) == 0) || tt.note != "" && !strings.Contains(notes[0].Text, tt.note) {
				t.Errorf("notes %v, want %q", notes, tt.note)
			}
		})
	}
}

func TestHeaders(t *testing.T) {
	tests := []struct {
		name, value string // of the header
		sent        string // empty: it is not sent
		note        string // words of it; empty: none
	}{
		{"Cache-Control", "no-store", "no-store", ""},
		{"Content-Type", "text/html", "text/html", ""},
		{"x-CuStOm", "a", "a", ""},
		{"Access-Control-Allow-Origin", "*", "*", ""},
		{"Access-Control-Allow-Origin", "https://a.example", "http://127.0.0.1:8080", ""},
		{"Access-Control-Allow-Origin", "https://c.example", "https://c.example", ""},
		{"Access-Control-Allow-Origin", "null", "null", ""},
		{"Set-Cookie", "a=b", "a=b", ""},
		{"Set-Cookie", "a=b; Path=/; HttpOnly", "a=b; Path=/live/ID/; HttpOnly", ""},
		{"Set-Cookie", "a=b; path=/x; Max-Age=1", "a=b; Path=/live/ID/0/x; Max-Age=1", ""},
		{"Set-Cookie", "a=b; Path=x", "a=b; Path=x", ""},
		{"Set-Cookie", "a=b; Domain=example.com; Secure", "a=b; Secure", "Domain=example.com is left out live"},
		{"Location", "https://b.example/2", "http://localhost:8080/live/ID/1/2", ""},
		{"Refresh", "0; url=https://evil.example/", "", "Refresh is not sent live"},
		{"Link", "<https://evil.example/>; rel=preload", "", "Link is not sent live"},
		{"Clear-Site-Data", `"*"`, "", "Clear-Site-Data is not sent live"},
		{"Strict-Transport-Security", "max-age=1", "", "Strict-Transport-Security is not sent live"},
		{"Alt-Svc", `h2="evil.example:443"`, "", "Alt-Svc is not sent live"},
		{"Content-Length", "5", "", "Content-Length is not sent live"},
		{"Transfer-Encoding", "chunked", "", "Transfer-Encoding is not sent live"},
		{"Connection", "close", "", "Connection is not sent live"},
		{"WWW-Authenticate", "Basic", "", "WWW-Authenticate is not sent live"},
		{"X-Accel-Redirect", "/etc/passwd", "", "X-Accel-Redirect is not sent live"},
		{"X-Sendfile", "/etc/passwd", "", "X-Sendfile is not sent live"},
		{"Report-To", "{}", "", "Report-To is not sent live"},
		{"Content-Security-Policy", "report-uri https://evil.example", "", "Content-Security-Policy is not sent live"},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.value, func(t *testing.T) {
			s := oneHop("https://b.example/1")
			s.Hops[0].Headers = redirect.Headers{{Name: tt.name, Value: tt.value}}
			m, err := Map(s, "ID", fourOrigins, "")
			if err != nil {
				t.Fatal(err)
			}
			got := m.Answer(0, "/x/y?q", "GET", nil).Headers[1:]
			if tt.sent == "" && len(got) > 0 || tt.sent != "" && (len(got) != 1 || got[0] != redirect.Header{Name: tt.name, Value: tt.sent}) {
				t.Errorf("sent %v, want %q", got, tt.sent)
			}
			if (tt.note == "") != (len(m.Notes) == 0) || tt.note != "" && !strings.Contains(m.Notes[0].Text, tt.note) {
				t.Errorf("notes %v, want %q", m.Notes, tt.note)
			}
		})
	}
}

func TestCookiesAreBounded(t *testing.T) {
	s := post()
	s.Request.Headers = redirect.Headers{{Name: "Cookie", Value: strings.Repeat("a;", 1000)}}
	for range 3 {
		h := hop(302, "/2")
		for range 30 {
			h.Headers = append(h.Headers, redirect.Header{Name: "Set-Cookie", Value: "a=b"})
		}
		s.Hops = append(s.Hops, h)
	}
	m := mapped(t, s)
	if got := len(m.Cookies()); got != 50 {
		t.Errorf("%d cookies beforehand", got)
	}
	sent := 0
	for _, h := range m.Live.Hops {
		sent += len(h.Headers)
	}
	if sent != 50 || len(m.Notes) < 40 || !strings.Contains(m.Notes[0].Text, "no more than 50 cookies") {
		t.Errorf("%d cookies on the way, notes %v", sent, m.Notes)
	}
}

func TestTargetPath(t *testing.T) {
	for target, want := range map[string]string{
		"/a?b": "/a?b", "http://x/a?b": "/a?b", "http://x?b": "?b", "http://x": "", "*": "", "x:80": "", "//a": "//a",
	} {
		if got := TargetPath(target); got != want {
			t.Errorf("%q of %q, want %q", got, target, want)
		}
	}
}

func TestSplit(t *testing.T) {
	tests := []struct {
		target, id string
		origin     int
		rest       string
		ok         bool
	}{
		{"/live/ID/0/a/b?c=d", "ID", 0, "/a/b?c=d", true},
		{"/live/ID/12/", "ID", 12, "/", true},
		{"/live/ID/0", "ID", 0, "/", true},
		{"/live/ID/0?q", "ID", 0, "/?q", true},
		{"/live/ID/0/../../x", "ID", 0, "/../../x", true},
		{"/live/ID/0//x", "ID", 0, "//x", true},
		{"/live", "", 0, "", false},
		{"/live/", "", 0, "", false},
		{"/live/ID", "", 0, "", false},
		{"/live/ID/", "", 0, "", false},
		{"/live//0/", "", 0, "", false},
		{"/live/ID/events", "", 0, "", false},
		{"/live/ID/+0/", "", 0, "", false},
		{"/live/ID/00/", "", 0, "", false},
		{"/live/ID/-1/", "", 0, "", false},
		{"/live/ID/99999999999999999999/", "", 0, "", false},
		{"/liver/ID/0/", "", 0, "", false},
		{"*", "", 0, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.target, func(t *testing.T) {
			id, origin, rest, ok := Split(tt.target)
			if id != tt.id || origin != tt.origin || rest != tt.rest || ok != tt.ok {
				t.Errorf("%q %d %q %v, want %q %d %q %v", id, origin, rest, ok, tt.id, tt.origin, tt.rest, tt.ok)
			}
		})
	}
}
