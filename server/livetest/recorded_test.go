package livetest

// What is recorded is what came: the head in its order and spelling, the body
// without what it was wrapped in.

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// twoHops is a scenario for requests that are made by hand: a 307 to another
// host, so that all that was sent is sent twice.
func twoHops(id string) scenario.Scenario {
	return scenario.Scenario{Client: id, Request: redirect.Request{Method: "GET", URL: "https://a.example/first?q=1"}, Hops: []redirect.Hop{hop(307, "https://b.example/second")}}
}

// likeCurl checks the two requests of such a run, and that they are like curl.
func likeCurl(t *testing.T, id string) []live.Exchange {
	t.Helper()
	report := shared.report(t, id)
	if len(report.Exchanges) != 2 || !report.Ended {
		t.Fatalf("%d requests, ended %v, want 2", len(report.Exchanges), report.Ended)
	}
	for _, e := range report.Exchanges {
		if e.Request.Unordered {
			t.Errorf("request %d: the order of its headers is lost", e.N)
		}
	}
	if !likeItself(report.Likeness, scenario.Scenario{Client: "curl"}) {
		t.Errorf("not like curl: %s", show(report.Likeness.Matches))
	}
	return report.Exchanges
}

func headers(pairs ...string) redirect.Headers {
	var out redirect.Headers
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, redirect.Header{Name: pairs[i], Value: pairs[i+1]})
	}
	return out
}

func TestHeadersAsTheyCame(t *testing.T) {
	tests := []struct {
		name string
		args string // of curl
		want redirect.Headers
	}{
		{"spelling", `-H 'x-CuStOm: 1' -H 'X-UPPER: 2' -H 'x-lower: 3'`, headers("x-CuStOm", "1", "X-UPPER", "2", "x-lower", "3")},
		{"order", `-H 'Z: 1' -H 'A: 2' -H 'M: 3'`, headers("Z", "1", "A", "2", "M", "3")},
		{"duplicates", `-H 'X-A: 1' -H 'x-a: 2' -H 'X-B: 3' -H 'X-A: 1'`, headers("X-A", "1", "x-a", "2", "X-B", "3", "X-A", "1")},
		{"empty values", `-H 'X-E;' -H 'X-F: 1'`, headers("X-E", "", "X-F", "1")},
		{"white space around a value", `-H 'X-W:   a b	c  '`, headers("X-W", "a b\tc")},
		{"8 bits of UTF-8", `-H 'X-U: é€😀'`, headers("X-U", "é€😀")},
		{"every sign that a name may have", `-H '!#$%&*+-.^_|~9z: 1'`, headers("!#$%&*+-.^_|~9z", "1")},
		{"a sign that no name may have, which the program refuses", `-H 'X"Y: 1'`, nil},
		{"what is like JSON and HTML", `-H 'X-J: "}],<script>alert(1)</script>\'`, headers("X-J", `"}],<script>alert(1)</script>\`)},
		{"a hundred headers", strings.Repeat("-H 'X-Many: 1' ", 100), slices.Repeat(headers("X-Many", "1"), 100)},
		{"a value of 8 KiB", `-H "X-Long: $(head -c 8192 /dev/zero | tr '\0' a)"`, headers("X-Long", strings.Repeat("a", 8192))},
		{"what a proxy would add", `-H 'X-Forwarded-Host: evil.example' -H 'Via: 1.1 x' -H 'Forwarded: host=evil.example'`,
			headers("X-Forwarded-Host", "evil.example", "Via", "1.1 x", "Forwarded", "host=evil.example")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			made := shared.make(t, twoHops("curl"))
			out := shell(t, "curl -sSL "+tt.args+" '"+made.Start+"'")
			if tt.want == nil {
				if n := len(shared.report(t, made.ID).Exchanges); n != 0 || !strings.Contains(out, "400 Bad Request") {
					t.Errorf("%d requests, and %q", n, out)
				}
				return
			}
			for _, e := range likeCurl(t, made.ID) {
				if names := e.Request.Headers[:3]; names[0].Name != "Host" || names[1].Name != "User-Agent" || names[2].Name != "Accept" {
					t.Errorf("request %d begins with %v", e.N, names)
				}
				if got := e.Request.Headers[3:]; !slices.Equal(got, tt.want) {
					t.Errorf("request %d: %q, want %q", e.N, got, tt.want)
				}
			}
		})
	}
}

// TestLatin1: bytes that are no UTF-8 cannot be in JSON. They are told as the
// characters of ISO-8859-1 that they are.
func TestLatin1(t *testing.T) {
	t.Parallel()
	made := shared.make(t, twoHops("curl"))
	shell(t, `curl -sSL -H $'X-L: caf\xe9' '`+made.Start+`'`)
	for _, e := range likeCurl(t, made.ID) {
		if value, _ := e.Request.Headers.Get("X-L"); value != "café" {
			t.Errorf("request %d: %q", e.N, value)
		}
	}
}

func TestWrappings(t *testing.T) {
	tests := []struct {
		name, args, method string
		body               string
		header             redirect.Header // that came, too
		version            string
	}{
		{name: "chunks", args: `-H 'Transfer-Encoding: chunked' -H 'Content-Type: text/plain' --data-raw hello`, method: "POST", body: "hello", header: redirect.Header{Name: "Transfer-Encoding", Value: "chunked"}},
		{name: "chunks of nothing", args: `-H 'Transfer-Encoding: chunked' --data-raw ''`, method: "POST"},
		{name: "chunks of much", args: `-H 'Transfer-Encoding: chunked' --data-raw "$(head -c 60000 /dev/zero | tr '\0' a)"`, method: "POST", body: strings.Repeat("a", 60000)},
		{name: "a body that waits to be asked for", args: `-H 'Expect: 100-continue' --data-raw hello`, method: "POST", body: "hello", header: redirect.Header{Name: "Expect", Value: "100-continue"}},
		{name: "chunks that wait to be asked for", args: `-H 'Expect: 100-continue' -H 'Transfer-Encoding: chunked' --data-raw hello`, method: "POST", body: "hello"},
		{name: "a body of GET", args: `-X GET --data-raw hello`, method: "GET", body: "hello"},
		{name: "a body of DELETE", args: `-X DELETE --data-raw hello`, method: "DELETE", body: "hello"},
		{name: "a coding that is not undone", args: `-H 'Content-Encoding: gzip' --data-raw hello`, method: "POST", body: "hello", header: redirect.Header{Name: "Content-Encoding", Value: "gzip"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			made := shared.make(t, twoHops("curl"))
			out := shell(t, "curl -sSL "+tt.args+" '"+made.Start+"'")
			report := shared.report(t, made.ID)
			if len(report.Exchanges) != 2 {
				t.Fatalf("%d requests, want 2: %s", len(report.Exchanges), out)
			}
			for _, e := range report.Exchanges {
				body := ""
				if e.Request.Body != nil {
					body = e.Request.Body.Text
				}
				if body != tt.body || e.Request.Method != tt.method || e.Request.Unordered {
					t.Errorf("request %d: %s %q, unordered %v", e.N, e.Request.Method, body, e.Request.Unordered)
				}
				if value, _ := e.Request.Headers.Get(tt.header.Name); value != tt.header.Value {
					t.Errorf("request %d: %s %q, want %q", e.N, tt.header.Name, value, tt.header.Value)
				}
			}
		})
	}
}

func TestTargets(t *testing.T) {
	tests := []struct {
		name   string
		line   string // {url}: of the program, {id}: of the run, {start}
		status string // of the last answer
		first  string // the scenario's URL of the first request; empty: none came
		target string // of its request line
		about  string // other words of it, {host}: of the program
	}{
		{name: "a proxy's form, to ourselves", line: "curl -sSL --noproxy '' -x {url} {start}", status: "200", first: "https://a.example/first?q=1", target: "http://{host}/live/{id}/0/first?q=1"},
		{name: "a proxy's form, of another host", line: "curl -sSL --noproxy '' -x {url} 'http://evil.example/live/{id}/0/first?q=1'", status: "200", first: "https://a.example/first?q=1", target: "http://evil.example/live/{id}/0/first?q=1"},
		{name: "a proxy's form, of no run", line: "curl -sSL --noproxy '' -x {url} http://evil.example/", status: "421"},
		{name: "a proxy's form, of no path", line: "curl -sS --request-target http://evil.example {url}", status: "421"},
		{name: "a tunnel", line: "curl -sSL --noproxy '' -p -x {url} http://evil.example/", status: "000"},
		{name: "dots to the start", line: "curl -sSL --path-as-is '{url}/live/{id}/0/a/../first?q=1'", status: "200", first: "https://a.example/a/../first?q=1", target: "/live/{id}/0/a/../first?q=1"},
		{name: "dots that seem to leave the run", line: "curl -sS --path-as-is '{url}/live/{id}/0/../../../healthz'", status: "200", first: "https://a.example/../../../healthz", target: "/live/{id}/0/../../../healthz"},
		{name: "dots that seem to leave another place for the run", line: "curl -sS --path-as-is '{url}/x/../live/{id}/0/first?q=1'", status: "404"},
		{name: "two slashes at the start", line: "curl -sS --path-as-is '{url}//live/{id}/0/first'", status: "404"},
		{name: "two slashes within", line: "curl -sS --path-as-is '{url}/live//{id}/0/first'", status: "404"},
		{name: "two slashes in the scenario's path", line: "curl -sS '{url}/live/{id}/0//first?q=1'", status: "200", first: "https://a.example//first?q=1", target: "/live/{id}/0//first?q=1"},
		{name: "no slash after the origin", line: "curl -sS '{url}/live/{id}/0?q'", status: "200", first: "https://a.example/?q", target: "/live/{id}/0?q"},
		{name: "an origin that the scenario has not", line: "curl -sS '{url}/live/{id}/2/'", status: "404"},
		{name: "an origin that is no number", line: "curl -sS '{url}/live/{id}/x/'", status: "404"},
		{name: "an origin with zeros", line: "curl -sS '{url}/live/{id}/00/'", status: "404"},
		{name: "an origin below nought", line: "curl -sS '{url}/live/{id}/-1/'", status: "404"},
		{name: "a star", line: "curl -sS -X OPTIONS --request-target '*' {url}", status: "400"},
		{name: "no slash", line: "curl -sS --request-target 'live/{id}/0/first' {url}", status: "400"},
		{name: "a fragment", line: "curl -sS --request-target '/live/{id}/0/first?q=1#f' {url}", status: "307", first: "https://a.example/first?q=1#f", target: "/live/{id}/0/first?q=1#f"},
		{name: "an escaped slash", line: "curl -sS '{url}/live/{id}%2f0/first'", status: "404"},
		{name: "escapes in the word live", line: "curl -sS '{url}/%6cive/{id}/0/first'", status: "404"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			made := shared.make(t, twoHops("curl"))
			fill := strings.NewReplacer("{url}", shared.url, "{host}", shared.host(), "{id}", made.ID, "{start}", "'"+made.Start+"'").Replace
			out := shell(t, fill(tt.line)+` -w '\n%{http_code}'`)
			if !strings.HasSuffix(out, "\n"+tt.status) {
				t.Errorf("%s\n%s, want %s", fill(tt.line), out, tt.status)
			}
			list := shared.report(t, made.ID).Exchanges
			switch {
			case tt.first == "" && len(list) == 0:
			case tt.first == "" || len(list) == 0:
				t.Errorf("%d requests came: %s", len(list), show(list))
			default:
				if r := list[0].Request; r.Original != tt.first || r.Target != fill(tt.target) || r.Unordered {
					t.Errorf("the first was for %s by %s, unordered %v; want %s by %s", r.Original, r.Target, r.Unordered, tt.first, fill(tt.target))
				}
			}
		})
	}
	if came := elsewhere.about("evil.example"); len(came) > 0 {
		t.Errorf("somebody was led elsewhere: %v", came)
	}
}

// TestHead: the answer to HEAD has the length that GET would have, and no
// content.
func TestHead(t *testing.T) {
	t.Parallel()
	made := shared.make(t, twoHops("curl"))
	r := request(t, "HEAD", made.Start, "")
	if a := send(t, r); a.status != 307 || a.body != "" {
		t.Errorf("%d %q", a.status, a.body)
	}
	r = request(t, "HEAD", made.Origins["https://b.example"]+live.Prefix(made.ID, 1)+"/second", "")
	a := send(t, r)
	if a.status != http.StatusOK || a.body != "" || a.header.Get("Content-Length") == "0" {
		t.Errorf("%d %q, length %s", a.status, a.body, a.header.Get("Content-Length"))
	}
}
