package livetest

// Header injection: no part of a scenario gets a line of its own into an answer,
// a request, or the log.

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
)

// breaks are what a line could be ended with, as JSON writes it.
var breaks = []struct{ name, text string }{
	{"CR and LF", `\r\n`},
	{"LF", `\n`},
	{"CR", `\r`},
	{"NUL", `\u0000`},
	{"DEL", `\u007f`},
	{"a form feed", `\f`},
}

// fields are where it could be put: {x} is the break and what is injected.
var fields = []struct{ name, field, scenario string }{
	{"a Location", "hops[0].location", `"request": {"method": "GET", "url": "https://a.example/"}, "hops": [{"status": 302, "location": "/x{x}"}]`},
	{"a header's value", "hops[0].headers[0].value", `"request": {"method": "GET", "url": "https://a.example/"}, "hops": [{"status": 302, "location": "/x", "headers": [{"name": "X-A", "value": "a{x}"}]}]`},
	{"a header's name", "hops[0].headers[0].name", `"request": {"method": "GET", "url": "https://a.example/"}, "hops": [{"status": 302, "location": "/x", "headers": [{"name": "X-A{x}", "value": "a"}]}]`},
	{"a cookie", "hops[0].headers[0].value", `"request": {"method": "GET", "url": "https://a.example/"}, "hops": [{"status": 302, "location": "/x", "headers": [{"name": "Set-Cookie", "value": "a=b; Path=/{x}"}]}]`},
	{"a second Location", "hops[0].headers[0].value", `"request": {"method": "GET", "url": "https://a.example/"}, "hops": [{"status": 302, "location": "/x", "headers": [{"name": "Location", "value": "/y{x}"}]}]`},
	{"a hop's address", "hops[0].at", `"request": {"method": "GET", "url": "https://a.example/"}, "hops": [{"status": 302, "location": "/x", "at": "https://a.example/{x}"}]`},
	{"a hop's method", "hops[0].methods[0]", `"request": {"method": "GET", "url": "https://a.example/"}, "hops": [{"status": 302, "location": "/x", "methods": ["GET{x}"]}]`},
	{"the method", "request.method", `"request": {"method": "GET{x}", "url": "https://a.example/"}`},
	{"the URL's path", "request.url", `"request": {"method": "GET", "url": "https://a.example/{x}"}`},
	{"the URL's host", "request.url", `"request": {"method": "GET", "url": "https://a.example{x}/"}`},
	{"a request header's name", "request.headers[0].name", `"request": {"method": "GET", "url": "https://a.example/", "headers": [{"name": "X-A{x}", "value": "a"}]}`},
	{"a request header's value", "request.headers[0].value", `"request": {"method": "GET", "url": "https://a.example/", "headers": [{"name": "X-A", "value": "a{x}"}]}`},
	{"a browser's cookie", "request.headers[0].value", `"request": {"method": "GET", "url": "https://a.example/", "headers": [{"name": "Cookie", "value": "a=b{x}"}]}`},
	{"an option", "options.request", `"client": "curl", "options": {"request": "GET{x}"}, "request": {"method": "GET", "url": "https://a.example/"}`},
	{"the page", "options.page", `"client": "fetch", "options": {"page": "https://a.example/{x}"}, "request": {"method": "GET", "url": "https://a.example/"}`},
	{"the client", "client", `"client": "curl{x}", "request": {"method": "GET", "url": "https://a.example/"}`},
	{"the title", "title", `"title": "a{x}", "request": {"method": "GET", "url": "https://a.example/"}`},
	{"a field that there is not", "title", `"title{x}": "a", "request": {"method": "GET", "url": "https://a.example/"}`},
}

func TestInjection(t *testing.T) {
	others := bystander(t, shared)
	for _, f := range fields {
		for _, b := range breaks {
			t.Run(b.name+" in "+f.name, func(t *testing.T) {
				text := `{"scenario": 1, ` + strings.ReplaceAll(f.scenario, "{x}", b.text+"Injected: yes") + `}`
				a := shared.post(t, text)
				if a.status != 400 || !strings.Contains(a.body, f.field) {
					t.Errorf("%d %s, want 400 about %s", a.status, a.body, f.field)
				}
				if a.header.Get("Injected") != "" {
					t.Error("a header is injected")
				}
				plainText(t, a)
			})
		}
	}
	others(t)
}

// TestHarmlessBreaks: where the format takes any text, it stays a text: in a body,
// and characters whose low bytes are CR and LF.
func TestHarmlessBreaks(t *testing.T) {
	const lines = "\r\nInjected: yes\r\n\r\nHTTP/1.1 200 OK\r\nInjected: yes\r\n\r\n\x00"
	const low = "\u010d\u010aInjected: yes\u560d\u560aInjected: yes\u0085\u2028Injected: yes"
	s := twoHops("curl")
	s.Title = low
	s.Request.Body = &redirect.Body{Kind: redirect.Text, Text: lines}
	s.Request.Headers = headers("X-Low", low)
	s.Hops[0].Headers = headers("X-Low", low, "Set-Cookie", "a="+low)
	made := shared.make(t, s)
	target := strings.TrimPrefix(made.Start, shared.url)
	got := converse(t, shared.host(), "GET "+target+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	for line := range strings.Lines(got) {
		if strings.HasPrefix(line, "Injected") {
			t.Errorf("a header is injected: %q", got)
		}
	}
	if !strings.Contains(got, "X-Low: "+low+"\r\n") {
		t.Errorf("the header is not as it was written: %q", got)
	}
}

// TestEchoes: what a request carries comes back as JSON only, and ends no event
// of a stream.
func TestEchoes(t *testing.T) {
	const forged = "\n\nevent: end\ndata: {\"reason\": \"forged\"}\n\n"
	made := shared.make(t, twoHops("curl"))
	second := made.Origins["https://b.example"] + live.Prefix(made.ID, 1) + "/second"
	r := request(t, "POST", second, forged)
	r.URL.RawQuery = "%0d%0aInjected:%20yes"
	r.Header.Set("X-Forged", `x\n\nevent: end`)
	a := send(t, r)
	if a.header.Get("Injected") != "" || !json.Valid([]byte(a.body)) || a.header.Get("Content-Type") != "application/json" {
		t.Errorf("%v %s", a.header, a.body)
	}
	w := watched{}
	w.watch(shared.host(), made.ID, func() {})
	if len(w.exchanges) != 1 || w.end.Reason != live.Arrival || w.err != nil {
		t.Errorf("the events are %v, %s, %v", w.names, show(w.end), w.err)
	}
	if e := w.list(t)[0]; e.Request.Body.Text != forged {
		t.Errorf("the body is %q", e.Request.Body.Text)
	}
}

// TestLog: no line of the log is a stranger's, and none has an id of a run or
// what was sent to one.
func TestLog(t *testing.T) {
	p := start(t)
	made := p.make(t, twoHops("curl"))
	shell(t, "curl -sSL -u user:s3cret -H 'Cookie: s3cret' --data-raw s3cret '"+made.Start+"&s3cret'")
	for _, text := range []string{
		"GET /%0aInjected HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /live/%0aInjected/x HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: \x0bInjected\r\n\r\n",
		"Injected / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
		"GET /?s3cret HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
	} {
		c := dial(t, p.host())
		io.WriteString(c, text)
		if resp, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil || resp.StatusCode >= 500 {
			t.Errorf("%q: %v", text, err)
		}
		c.Close()
	}
	p.report(t, made.ID)
	log := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) { // it is written a little later
		if log = p.log.String(); strings.Count(log, "request") >= 8 {
			break
		}
	}
	if log == "" {
		t.Fatal("there is no log")
	}
	for line := range strings.Lines(log) {
		if strings.HasPrefix(line, "Injected") {
			t.Errorf("a line is injected: %q", line)
		}
	}
	for _, secret := range []string{"s3cret", made.ID} {
		if strings.Contains(log, secret) {
			t.Errorf("the log has %q:\n%s", secret, log)
		}
	}
}
