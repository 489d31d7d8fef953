package livetest

// Other sites: their pages can make no run and read none, and no name but this
// server's own gets into what it says.

import (
	"strconv"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/scenario"
)

func TestOtherSites(t *testing.T) {
	t.Parallel()
	others := bystander(t, shared)
	id := shared.make(t, twoHops("curl")).ID
	text := string(scenario.Encode(twoHops("curl")))
	tests := []struct {
		name, method, path, kind string
		status                   int
	}{
		{"a form's text", "POST", live.Path, "text/plain", 415},
		{"a form's fields", "POST", live.Path, "application/x-www-form-urlencoded", 415},
		{"a form's parts", "POST", live.Path, "multipart/form-data; boundary=b", 415},
		{"no type", "POST", live.Path, "", 415},
		{"a type that begins alike", "POST", live.Path, "application/jsonx", 415},
		{"two types", "POST", live.Path, "application/json, text/plain", 415},
		{"a type that hides in a parameter", "POST", live.Path, "text/plain; x=application/json", 415},
		{"a preflight", "OPTIONS", live.Path, "", 405},
		{"a preflight of a run", "OPTIONS", live.RunPath(id), "", 405},
		{"the page", "GET", live.Path, "", 200},
		{"the run", "GET", live.RunPath(id), "", 200},
		{"the archive", "GET", live.HARPath(id), "", 200},
		{"the events", "HEAD", live.EventsPath(id), "", 200},
	}
	for _, tt := range tests {
		r := request(t, tt.method, shared.url+tt.path, text)
		r.Header.Set("Origin", "https://evil.example")
		r.Header.Set("Access-Control-Request-Method", "POST")
		r.Header.Set("Access-Control-Request-Headers", "content-type")
		r.Header.Set("Cookie", "a=b")
		if tt.kind != "" {
			r.Header.Set("Content-Type", tt.kind)
		}
		a := send(t, r)
		if a.status != tt.status {
			t.Errorf("%s: %d %s, want %d", tt.name, a.status, a.body, tt.status)
		}
		for name := range a.header {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%s: %s: %s", tt.name, name, a.header.Get(name))
			}
		}
		if a.header.Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s: Cross-Origin-Resource-Policy: %s", tt.name, a.header.Get("Cross-Origin-Resource-Policy"))
		}
	}
	others(t)
}

// TestForgedHosts: a run's origins are those by which this server can be
// reached, whatever the request calls it.
func TestForgedHosts(t *testing.T) {
	t.Parallel()
	ours := ownOrigins(t, shared)
	text := string(scenario.Encode(twoHops("curl")))
	tests := []struct {
		name, host string
		add        []string // headers
		status     int
	}{
		{name: "its own", host: shared.host(), status: 201},
		{name: "localhost", host: strings.Replace(shared.host(), "127.0.0.1", "localhost", 1), status: 201},
		{name: "localhost in capitals", host: strings.Replace(shared.host(), "127.0.0.1", "LOCALHOST", 1), status: 201},
		{name: "another program of this machine", host: "localhost:631", status: 421},
		{name: "no port", host: "localhost", status: 421},
		{name: "another one", host: "evil.example", status: 421},
		{name: "another one with our port", host: strings.Replace(shared.host(), "127.0.0.1", "evil.example", 1), status: 421},
		{name: "one that begins like ours", host: "localhost.evil.example", status: 421},
		{name: "one that ends like ours", host: "evil-localhost", status: 421},
		{name: "a user", host: "localhost@evil.example", status: 400},
		{name: "our user", host: "evil.example@localhost", status: 400},
		{name: "a path", host: "localhost/evil.example", status: 400},
		{name: "a query", host: "localhost?evil.example", status: 400},
		{name: "a tag", host: "<script>", status: 400},
		{name: "two", host: shared.host() + ",evil.example", status: 421},
		{name: "a port that is none", host: "localhost:x", status: 421},
		{name: "nothing", host: "", status: 400},
		{name: "a proxy's host", host: shared.host(), add: []string{"X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https", "X-Forwarded-For: 1.2.3.4"}, status: 201},
		{name: "another proxy's host", host: shared.host(), add: []string{"Forwarded: for=1.2.3.4;host=evil.example;proto=https", "X-Host: evil.example", "X-Original-URL: /evil", "X-Forwarded-Server: evil.example", "X-HTTP-Host-Override: evil.example"}, status: 201},
		{name: "two fields", host: shared.host(), add: []string{"Host: evil.example"}, status: 400},
		{name: "another origin", host: shared.host(), add: []string{"Origin: https://evil.example", "Referer: https://evil.example/"}, status: 201},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := converse(t, shared.host(), "POST /live HTTP/1.1\r\nHost: "+tt.host+"\r\n"+strings.Join(append(tt.add, ""), "\r\n")+
				"Content-Type: application/json\r\nConnection: close\r\nContent-Length: "+strconv.Itoa(len(text))+"\r\n\r\n"+text)
			head, body, _ := strings.Cut(got, "\r\n\r\n")
			if !strings.HasPrefix(head, "HTTP/1.1 "+strconv.Itoa(tt.status)) {
				t.Fatalf("%.300s, want %d", got, tt.status)
			}
			if strings.Contains(strings.ToLower(head), "evil") || tt.status != 201 && strings.Contains(body, "evil") {
				t.Errorf("it comes back: %s", got)
			}
			if tt.status == 201 {
				var run live.Run
				decode(t, body, &run)
				staysHere(t, shared, run, ours, "evil.example")
			}
		})
	}
}

// TestForgedAddresses: a server that listens on every address is not at each that
// a request names.
func TestForgedAddresses(t *testing.T) {
	t.Parallel()
	p := start(t, "-addr", "0.0.0.0:0")
	_, port, _ := strings.Cut(p.host(), ":")
	tests := []struct {
		name, host string
		status     int
	}{
		{"its own", "127.0.0.1:" + port, 201},
		{"its name", "localhost:" + port, 201},
		{"another address", "6.6.6.6", 421},
		{"another address with our port", "6.6.6.6:" + port, 421},
		{"another address by IPv6", "[2001:db8::6]:" + port, 421},
		{"another program of this machine", "localhost:631", 421},
		{"another loopback address", "127.0.0.9", 421},
		{"every address", "0.0.0.0:" + port, 421},
		{"a name", "evil.example:" + port, 421},
	}
	for _, tt := range tests {
		r := request(t, "POST", "http://127.0.0.1:"+port+live.Path, string(scenario.Encode(twoHops("curl"))))
		r.Host = tt.host
		r.Header.Set("Content-Type", "application/json")
		a := send(t, r)
		if a.status != tt.status {
			t.Errorf("%s: %d %s, want %d", tt.name, a.status, a.body, tt.status)
			continue
		}
		if tt.status != 201 {
			plainText(t, a)
			continue
		}
		for theirs, our := range made(t, a).Origins {
			if !strings.HasPrefix(our, "http://127.0.0.1:") && !strings.HasPrefix(our, "http://localhost:") {
				t.Errorf("%s: %s stands for %s", tt.name, our, theirs)
			}
		}
	}
}
