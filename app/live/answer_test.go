package live

import (
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

func TestAnswer(t *testing.T) {
	cors := func(s scenario.Scenario, mode redirect.CORSMode) scenario.Scenario {
		s.CORS = mode
		return s
	}
	asks := redirect.Headers{{Name: "Origin", Value: "http://x"}, {Name: "Access-Control-Request-Method", Value: "PUT"}, {Name: "Access-Control-Request-Headers", Value: "a,b"}}
	only := hop(307, "/2")
	only.Methods = []string{"PUT"}
	own := hop(200, "")
	own.Location, own.Methods = nil, []string{"OPTIONS"}
	written := hop(307, "/2")
	written.Headers = redirect.Headers{{Name: "Access-Control-Allow-Methods", Value: "PUT"}, {Name: "X-Other", Value: "1"}}
	tests := []struct {
		name         string
		s            scenario.Scenario
		origin       int
		rest, method string
		headers      redirect.Headers
		hop, status  int
		want         redirect.Headers
	}{
		{name: "a hop", s: post(hop(302, "/2")), rest: "/1", method: "POST", hop: 1, status: 302,
			want: redirect.Headers{{Name: "Location", Value: "/live/ID/0/2"}}},
		{name: "any method", s: post(hop(302, "/2")), rest: "/1", method: "BREW", hop: 1, status: 302,
			want: redirect.Headers{{Name: "Location", Value: "/live/ID/0/2"}}},
		{name: "where no hop answers", s: post(hop(302, "/2")), rest: "/2", method: "GET", status: 200, want: redirect.Headers{}},
		{name: "another query", s: post(hop(302, "/2")), rest: "/1?x", method: "GET", status: 200, want: redirect.Headers{}},
		{name: "an escape in small letters", s: post(hop(302, "/%C3%BC"), hop(303, "/3")), rest: "/%c3%bc", method: "GET", hop: 2, status: 303,
			want: redirect.Headers{{Name: "Location", Value: "/live/ID/0/3"}}},
		{name: "bytes beyond ASCII", s: post(hop(302, "/ü"), hop(303, "/3")), rest: "/ü", method: "GET", hop: 2, status: 303,
			want: redirect.Headers{{Name: "Location", Value: "/live/ID/0/3"}}},
		{name: "dots that the client left in", s: post(hop(302, "/2")), rest: "/a/../1", method: "GET", hop: 1, status: 302,
			want: redirect.Headers{{Name: "Location", Value: "/live/ID/0/2"}}},
		{name: "a method that the hop does not answer", s: post(only), rest: "/1", method: "GET", status: 200, want: redirect.Headers{}},
		{name: "the other origin", s: post(hop(302, "https://b.example/2"), hop(308, "/3")), origin: 1, rest: "/2", method: "GET", hop: 2, status: 308,
			want: redirect.Headers{{Name: "Location", Value: "/live/ID/1/3"}}},
		{name: "a page of another origin", s: post(hop(302, "/2")), rest: "/1", method: "GET", headers: asks[:1], hop: 1, status: 302,
			want: redirect.Headers{{Name: "Location", Value: "/live/ID/0/2"}, {Name: "Access-Control-Allow-Origin", Value: "http://x"}, {Name: "Access-Control-Allow-Credentials", Value: "true"}, {Name: "Vary", Value: "Origin"}}},
		{name: "a preflight", s: post(hop(302, "/2")), rest: "/1", method: "OPTIONS", headers: asks, hop: 1, status: 204,
			want: redirect.Headers{{Name: "Access-Control-Allow-Origin", Value: "http://x"}, {Name: "Access-Control-Allow-Methods", Value: "PUT"}, {Name: "Access-Control-Allow-Headers", Value: "a,b"}, {Name: "Access-Control-Allow-Credentials", Value: "true"}, {Name: "Access-Control-Max-Age", Value: "0"}}},
		{name: "OPTIONS that is no preflight", s: post(hop(302, "/2")), rest: "/1", method: "OPTIONS", hop: 1, status: 302,
			want: redirect.Headers{{Name: "Location", Value: "/live/ID/0/2"}}},
		{name: "a page where CORS is as written", s: cors(post(written), redirect.CORSWritten), rest: "/1", method: "PUT", headers: asks[:1], hop: 1, status: 307,
			want: redirect.Headers{{Name: "Location", Value: "/live/ID/0/2"}, {Name: "Access-Control-Allow-Methods", Value: "PUT"}, {Name: "X-Other", Value: "1"}}},
		{name: "a preflight where CORS is as written", s: cors(post(written), redirect.CORSWritten), rest: "/1", method: "OPTIONS", headers: asks, hop: 1, status: 204,
			want: redirect.Headers{{Name: "Access-Control-Allow-Methods", Value: "PUT"}}},
		{name: "a preflight where CORS is as written, and no hop", s: cors(post(written), redirect.CORSWritten), rest: "/2", method: "OPTIONS", headers: asks, status: 204, want: redirect.Headers{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := mapped(t, tt.s)
			r := m.Answer(tt.origin, tt.rest, tt.method, tt.headers)
			if r.Hop != tt.hop || r.Status != tt.status || len(r.Headers) != len(tt.want) {
				t.Fatalf("hop %d, status %d, %v; want hop %d, status %d, %v", r.Hop, r.Status, r.Headers, tt.hop, tt.status, tt.want)
			}
			for i, h := range r.Headers {
				if h != tt.want[i] {
					t.Errorf("%v, want %v", h, tt.want[i])
				}
			}
		})
	}
}

func TestRefused(t *testing.T) {
	early := hop(103, "/2")
	away := hop(302, "/2")
	away.Headers = redirect.Headers{{Name: "Location", Value: "ftp://x/"}}
	tests := []struct {
		name string
		s    scenario.Scenario
		err  string
	}{
		{"an interim response", post(early), "hops[0].status: 103 is an interim response, which ends no exchange (RFC 9110 section 15.2): a live run takes 200 to 599"},
		{"a second Location that leads away", post(away), `hops[0].headers[0].value: "ftp://x/" leads to the scheme ftp, and a live run to nothing but its own server`},
		{"both", post(early, away), "hops[0].status: 103 is an interim response, which ends no exchange (RFC 9110 section 15.2): a live run takes 200 to 599; " +
			`hops[1].headers[0].value: "ftp://x/" leads to the scheme ftp, and a live run to nothing but its own server`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Map(tt.s, "ID", fourOrigins, ""); err == nil || err.Error() != tt.err {
				t.Errorf("error %v, want %s", err, tt.err)
			}
		})
	}
}

func TestRun(t *testing.T) {
	s := post(hop(307, "/2"))
	s.Request.URL += "#here"
	s.Request.Headers = append(s.Request.Headers, redirect.Header{Name: "Cookie", Value: "a=1; b=2"}, redirect.Header{Name: "Referer", Value: "x"})
	s.Request.Body.Kind = redirect.Form
	m := mapped(t, s)
	run := m.Run()
	if run.Start != "http://127.0.0.1:8080/live/ID/0/1#here" || run.Origins["https://a.example"] != "http://127.0.0.1:8080" {
		t.Errorf("start %s, origins %v", run.Start, run.Origins)
	}
	for _, id := range []string{"curl", "wget", "httpie", "go", "python-requests", "node", "powershell"} {
		if run.Commands[id] == "" {
			t.Errorf("no command for %s", id)
		}
	}
	f := run.Fetch
	if f.Method != "POST" || *f.Body != "hello" || f.Redirect != "follow" || f.Credentials != "same-origin" || f.Mode != "cors" || f.Cache != "no-store" {
		t.Errorf("fetch %+v", f)
	}
	if len(f.Headers) != 2 || f.Headers[0] != [2]string{"Authorization", "Bearer t"} || f.Headers[1] != [2]string{"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"} {
		t.Errorf("headers of fetch %v", f.Headers)
	}
	if len(f.Missing) != 1 || f.Missing[0] != "A script cannot set Referer." {
		t.Errorf("missing in fetch %q", f.Missing)
	}
	if g := run.Form; g.Method != "post" || len(g.Entries) != 1 || g.Entries[0] != [2]string{"hello", ""} || len(g.Missing) != 1 || g.Missing[0] != "A form cannot set Authorization and Referer." {
		t.Errorf("form %+v", g)
	}
	want := []string{"a=1; Path=/live/ID/; HttpOnly; SameSite=Lax", "b=2; Path=/live/ID/; HttpOnly; SameSite=Lax"}
	if got := m.Cookies(); len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("cookies %q", got)
	}
	s.Client = "curl"
	if got := mapped(t, s).Cookies(); got != nil {
		t.Errorf("cookies for curl: %q", got)
	}
}
