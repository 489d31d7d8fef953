package client_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

// borders says which of the headers set by hand arrive after a 307 across a
// border: a Authorization, c Cookie, k X-Api-Key, h Host; - where none does.
// Seen on the real clients as in matrix. A browser's Cookie is its store's.
const borders = `
                         same   port   host   sub    up     down   back
fetch                    ack    k      k      k      k      !      k
fetch/credentials=include ack   ck     k      k      ck     !      ck
curl                     ackh   kh     k      k      kh     kh     ackh
curl/location-trusted    ackh   ackh   ack    ack    ackh   ackh   ackh
wget                     ackh   ackh   ackh   ackh   ackh   ackh   ackh
go                       ack    ack    k      ack    ack    ack    k
python-requests          akh    kh     kh     kh     akh    kh     kh
node                     ack    k      k      k      k      k      k
axios                    ack    k      k      k      k      k      k
rfc9110                  ack    k      k      k      k      k      k
`

var chains = map[string][]string{
	"same": {"http://a.test/1", "http://a.test/2"},
	"port": {"http://a.test/1", "http://a.test:8080/2"},
	"host": {"http://a.test/1", "http://b.test/2"},
	"sub":  {"http://a.test/1", "http://sub.a.test/2"},
	"up":   {"http://a.test/1", "https://a.test/2"},
	"down": {"https://a.test/1", "http://a.test/2"},
	"back": {"http://a.test/1", "http://b.test/2", "http://a.test/3"},
}

func TestHeadersAcrossBorders(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(borders), "\n")
	columns := strings.Fields(lines[0])
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		for i, want := range cells[1:] {
			t.Run(cells[0]+" "+columns[i], func(t *testing.T) {
				urls := chains[columns[i]]
				s := redirect.Scenario{Request: request("GET", urls[0])}
				s.Request.Headers = redirect.Headers{
					{Name: "Authorization", Value: "Bearer t"}, {Name: "Cookie", Value: "c=1"},
					{Name: "X-Api-Key", Value: "k"}, {Name: "Host", Value: "front.test"},
				}
				for _, u := range urls[1:] {
					s.Hops = append(s.Hops, hop(307, u))
				}
				trace := redirect.Follow(policy(t, cells[0]), s)
				checkReasons(t, trace)
				if got := arrived(trace, len(urls)); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			})
		}
	}
}

// arrived writes what the last request carried, ! where the chain broke off
// before the number of requests was made.
func arrived(trace redirect.Trace, requests int) string {
	var last redirect.SentRequest
	for _, e := range trace.Exchanges {
		if !e.Request.Preflight {
			last = e.Request
			requests--
		}
	}
	if requests > 0 {
		return "!"
	}
	got := ""
	for _, h := range []struct{ letter, name string }{{"a", "Authorization"}, {"c", "Cookie"}, {"k", "X-Api-Key"}, {"h", "Host"}} {
		if last.Headers.Has(h.name) {
			got += h.letter
		}
	}
	if got == "" {
		return "-"
	}
	return got
}

// Credentials in a URL: of the first one, and of a Location. The last request's
// Authorization is decoded; - where there is none. Seen on the real clients.
func TestUserinfo(t *testing.T) {
	tests := []struct {
		client string
		urls   []string
		want   string
	}{
		{"curl", []string{"http://u:p@a.test/1"}, "u:p"},
		{"curl", []string{"http://u:p@a.test/1", "http://a.test/2"}, "u:p"},
		{"curl", []string{"http://u:p@a.test/1", "http://b.test/2"}, "-"},
		{"curl", []string{"http://u:p@a.test/1", "http://b.test/2", "http://a.test/3"}, "u:p"},
		{"curl", []string{"http://u:p@a.test/1", "http://a.test:8080/2", "http://a.test/3"}, "-"},
		{"curl", []string{"http://a.test/1", "http://u:p@a.test/2", "http://a.test/3"}, "u:p"},
		{"curl", []string{"http://a.test/1", "http://u:p@b.test/2"}, "-"},
		{"go", []string{"http://u:p@a.test/1", "http://a.test/2"}, "-"},
		{"go", []string{"http://u:p@a.test/1", "/2"}, "u:p"},
		{"go", []string{"http://a.test/1", "http://u:p@b.test/2"}, "u:p"},
		{"python-requests", []string{"http://u:p@a.test/1", "http://a.test/2"}, "u:p"},
		{"python-requests", []string{"http://u:p@a.test/1", "http://b.test/2"}, "-"},
		{"python-requests", []string{"http://a.test/1", "http://u:p@a.test/2"}, "-"},
		{"axios", []string{"http://u:p@a.test/1", "/2"}, "u:p"},
		{"axios", []string{"http://u:p@a.test/1", "http://b.test/2"}, "-"},
		{"wget", []string{"http://u:p@a.test/1", "/2"}, "-"},
	}
	for _, tt := range tests {
		s := redirect.Scenario{Request: request("GET", tt.urls[0])}
		for _, u := range tt.urls[1:] {
			s.Hops = append(s.Hops, hop(302, u))
		}
		trace := redirect.Follow(policy(t, tt.client), s)
		got := "-"
		if v, ok := trace.Exchanges[len(trace.Exchanges)-1].Request.Headers.Get("Authorization"); ok {
			decoded, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(v, "Basic "))
			got = string(decoded)
		}
		if len(trace.Exchanges) != len(tt.urls) || got != tt.want {
			t.Errorf("%s %v: got %s after %d requests, want %s", tt.client, tt.urls, got, len(trace.Exchanges), tt.want)
		}
		checkReasons(t, trace)
	}
}

// What a request without a body says of its length and type, first and after a
// 307 and a 301. Seen on the real clients.
func TestWithoutBody(t *testing.T) {
	tests := []struct{ client, method, want string }{
		{"fetch", "POST", "0- 0- --"}, {"fetch", "PATCH", "-- -- --"},
		{"go", "POST", "0- 0- --"}, {"go", "DELETE", "-- -- --"},
		{"curl", "POST", "0t 0t --"}, {"curl/request=POST", "POST", "-- -- --"}, {"curl", "PUT", "-- -- --"},
		{"wget", "PUT", "0- 0- 0-"},
		{"python-requests", "DELETE", "0- 0- --"}, {"python-requests", "PUT", "0- 0- 0-"},
		{"node", "PATCH", "0- 0- 0-"}, {"axios", "POST", "0t 0t --"},
	}
	for _, tt := range tests {
		s := redirect.Scenario{Request: request(tt.method, "http://a.test/1"), Hops: []redirect.Hop{hop(307, "/2"), hop(301, "/3")}}
		trace := redirect.Follow(policy(t, tt.client), s)
		var got []string
		for _, e := range trace.Exchanges {
			length, kind := "-", "-"
			if v, ok := e.Request.Headers.Get("Content-Length"); ok {
				length = v
			}
			if e.Request.Headers.Has("Content-Type") {
				kind = "t"
			}
			got = append(got, length+kind)
		}
		if line := strings.Join(got, " "); line != tt.want {
			t.Errorf("%s %s: got %s, want %s", tt.client, tt.method, line, tt.want)
		}
		checkReasons(t, trace)
	}
}
