package runs

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
)

// The real client follows the chain over both origins, and each request is
// recorded as it came.
func TestAWayThroughARun(t *testing.T) {
	s := newSite(t, nil)
	run := s.make(scenarioOf(`"status": 302, "location": "/next?q=1#part"`, `"status": 307, "location": "https://b.example/last"`))
	if want := s.origins[0] + "/live/" + run.ID + "/0/start"; run.Start != want {
		t.Errorf("start: got %s, want %s", run.Start, want)
	}
	if want := "2026-01-02T03:19:05Z"; run.Expires != want {
		t.Errorf("expires: got %s, want %s", run.Expires, want)
	}
	answer, err := s.client.Post(run.Start, "text/plain", strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var last live.Arrived
	if err := json.NewDecoder(answer.Body).Decode(&last); err != nil {
		t.Fatal(err)
	}
	if want := "https://b.example/last"; last.Original != want {
		t.Errorf("the last answer: got %s, want %s", last.Original, want)
	}
	report := s.report(run.ID)
	var got []string
	for i, e := range report.Exchanges {
		if e.N != i+1 || e.Pass != 1 || e.Compared == nil || !e.Compared.Equal {
			t.Errorf("exchange %d: N %d, pass %d, compared %+v", i+1, e.N, e.Pass, e.Compared)
		}
		body := "-"
		if e.Request.Body != nil {
			body = e.Request.Body.Text
		}
		got = append(got, fmt.Sprintf("%s %s %s > %d %d", e.Request.Method, e.Request.Original, body, e.Response.Hop, e.Response.Status))
	}
	want := []string{
		"POST https://a.example/start hello > 1 302",
		"GET https://a.example/next?q=1 - > 2 307",
		"GET https://b.example/last - > 0 200",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !report.Ended || report.Likeness == nil || !strings.Contains(report.Likeness.Text, "Go net/http") {
		t.Errorf("ended %t, likeness %+v", report.Ended, report.Likeness)
	}
	if report.Exchanges[2].Request.URL != s.origins[1]+"/live/"+run.ID+"/1/last" {
		t.Errorf("the last address is %s", report.Exchanges[2].Request.URL)
	}
}

// What arrived is shown as it was written.
func TestRecorded(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Body = 8 })
	tests := []struct {
		sentence string
		request  string // after the target
		headers  []string
		body     *live.Body
		status   string
	}{
		{"the order and the spelling of fields", " HTTP/1.1\r\nhost: x\r\nX-b: 2\r\nX-A:  1 \r\nx-B: 3\r\n\r\n", []string{"host: x", "X-b: 2", "X-A: 1", "x-B: 3"}, nil, "307"},
		{"a body with its length", " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", []string{"Host: x", "Content-Length: 3"}, &live.Body{Text: "abc", Bytes: 3}, "307"},
		{"a body as long as the bound", " HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\nabcdefgh", []string{"Host: x", "Content-Length: 8"}, &live.Body{Text: "abcdefgh", Bytes: 8}, "307"},
		{"a longer body is counted and cut", " HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nabcdefghijk", []string{"Host: x", "Content-Length: 11"}, &live.Body{Text: "abcdefgh", Bytes: 11, Cut: true}, "307"},
		{"a body cut within a character", " HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabcdefg\u00e9", []string{"Host: x", "Content-Length: 9"}, &live.Body{Text: "abcdefg", Bytes: 9, Cut: true}, "307"},
		{"a chunked body without its chunks", " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;e=f\r\nc\r\n0\r\n\r\n", []string{"Host: x", "Transfer-Encoding: chunked"}, &live.Body{Text: "abc", Bytes: 3}, "307"},
		{"an empty chunked body is none", " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", []string{"Host: x", "Transfer-Encoding: chunked"}, nil, "307"},
		{"bytes that are no text", " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n\xff\xfe", []string{"Host: x", "Content-Length: 2"}, &live.Body{Base64: "//4=", Bytes: 2}, "307"},
		{"a body that breaks off", " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc", []string{"Host: x", "Content-Length: 5"}, &live.Body{Text: "abc", Bytes: 3, Incomplete: true}, "408"},
		{"a body that stalls", " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcd", []string{"Host: x", "Content-Length: 5"}, &live.Body{Text: "abcd", Bytes: 4, Incomplete: true}, "408"},
		{"a long body that breaks off", " HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nabcdefghijk", []string{"Host: x", "Content-Length: 50"}, &live.Body{Text: "abcdefgh", Bytes: 11, Cut: true, Incomplete: true}, "408"},
		{"a chunked body that breaks off", " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", []string{"Host: x", "Transfer-Encoding: chunked"}, &live.Body{Text: "ab", Bytes: 2, Incomplete: true}, "408"},
		{"HTTP/1.0", " HTTP/1.0\r\nA: b\r\n\r\n", []string{"A: b"}, nil, "307"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			t.Parallel()
			run := s.make(scenarioOf(`"status": 307, "location": "/next"`), "X-Test-Client: 10.1.1."+strconv.Itoa(len(test.sentence)))
			target := strings.TrimPrefix(run.Start, s.origins[0])
			answer := s.raw("PATCH "+target+test.request, strings.Contains(test.sentence, "stalls"))
			if !strings.HasPrefix(answer, "HTTP/1.1 "+test.status) && !strings.HasPrefix(answer, "HTTP/1.0 "+test.status) {
				t.Errorf("got answer %q, want %s", answer, test.status)
			}
			report := s.report(run.ID)
			if len(report.Exchanges) != 1 {
				t.Fatalf("got %d exchanges", len(report.Exchanges))
			}
			e := report.Exchanges[0]
			var headers []string
			for _, h := range e.Request.Headers {
				headers = append(headers, h.Name+": "+h.Value)
			}
			if diff := cmp.Diff(test.headers, headers); diff != "" {
				t.Errorf("headers (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.body, e.Request.Body); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
			if e.Request.Method != "PATCH" || e.Request.Target != target || e.Request.Unordered || e.At != "2026-01-02T03:04:05.0000006Z" {
				t.Errorf("got %s %s, unordered %t, at %s", e.Request.Method, e.Request.Target, e.Request.Unordered, e.At)
			}
			if got := strconv.Itoa(e.Response.Status); got != test.status {
				t.Errorf("the report has status %s, want %s", got, test.status)
			}
		})
	}
}

// The answer has what the scenario says, and little else.
func TestAnswer(t *testing.T) {
	s := newSite(t, nil)
	tests := []struct {
		sentence string
		hop      string
		method   string
		status   int
		headers  string // sorted
		body     string
	}{
		{"a redirect", `"status": 307, "location": "/x"`, "POST", 307, "Cache-Control: no-store, Content-Length: 0, Location: /live/ID/0/x, X-Content-Type-Options: nosniff", ""},
		{"an empty Location", `"status": 301, "location": ""`, "POST", 301, "Cache-Control: no-store, Content-Length: 0, Location: , X-Content-Type-Options: nosniff", ""},
		{"no Location", `"status": 302`, "PUT", 302, "Cache-Control: no-store, Content-Length: 0, X-Content-Type-Options: nosniff", ""},
		{"the scenario's Cache-Control", `"status": 301, "headers": [{"name": "cache-control", "value": "max-age=1"}, {"name": "X-Two", "value": "1"}, {"name": "X-Two", "value": "2"}]`, "GET", 301,
			"Content-Length: 0, X-Content-Type-Options: nosniff, X-Two: 1, X-Two: 2, cache-control: max-age=1", ""},
		{"no content, no length", `"status": 204`, "GET", 204, "Cache-Control: no-store, X-Content-Type-Options: nosniff", ""},
		{"nor for 304", `"status": 304, "headers": [{"name": "ETag", "value": "\"a\""}]`, "GET", 304, "Cache-Control: no-store, ETag: \"a\", X-Content-Type-Options: nosniff", ""},
		{"an error", `"status": 500, "headers": [{"name": "Content-Type", "value": "text/html"}]`, "GET", 500, "Cache-Control: no-store, Content-Length: 0, Content-Type: text/html, X-Content-Type-Options: nosniff", ""},
		{"HEAD", `"status": 302, "location": "?q"`, "HEAD", 302, "Cache-Control: no-store, Content-Length: 0, Location: ?q, X-Content-Type-Options: nosniff", ""},
		{"a method that nobody knows", `"status": 308, "location": "/x"`, "BREW", 308, "Cache-Control: no-store, Content-Length: 0, Location: /live/ID/0/x, X-Content-Type-Options: nosniff", ""},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			run := s.make(scenarioOf(test.hop))
			answer := s.raw(test.method+" "+strings.TrimPrefix(run.Start, s.origins[0])+" HTTP/1.0\r\n\r\n", false)
			head, body, _ := strings.Cut(answer, "\r\n\r\n")
			lines := strings.Split(head, "\r\n")
			if !strings.Contains(lines[0], strconv.Itoa(test.status)) {
				t.Errorf("got %s, want %d", lines[0], test.status)
			}
			lines = slices.DeleteFunc(lines[1:], func(l string) bool { return strings.HasPrefix(l, "Date: ") || l == "Connection: close" })
			slices.Sort(lines)
			if got := strings.ReplaceAll(strings.Join(lines, ", "), run.ID, "ID"); got != test.headers {
				t.Errorf("got  %s\nwant %s", got, test.headers)
			}
			if body != test.body {
				t.Errorf("got body %q, want %q", body, test.body)
			}
		})
	}
}

// Where no hop answers, what arrived comes back as JSON.
func TestEcho(t *testing.T) {
	s := newSite(t, nil)
	run := s.make(scenarioOf())
	for _, method := range []string{"GET", "POST", "HEAD", "TRACE"} {
		answer := s.request(method, run.Start+"?<script>", "<b>")
		text := read(t, answer)
		if answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "application/json" || answer.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: got %s %v", method, answer.Status, answer.Header)
		}
		if strings.Contains(text, "<") {
			t.Errorf("%s: got %s", method, text)
		}
		if method == "HEAD" {
			if text != "" || answer.ContentLength == 0 {
				t.Errorf("HEAD: got %d bytes of %d", len(text), answer.ContentLength)
			}
			continue
		}
		var got live.Arrived
		if err := json.Unmarshal([]byte(text), &got); err != nil || got.Method != method || got.Body.Text != "<b>" {
			t.Errorf("%s: got %s (%v)", method, text, err)
		}
	}
}

func TestPreflight(t *testing.T) {
	s := newSite(t, nil)
	run := s.make(scenarioOf(`"status": 307, "location": "/x"`))
	answer := s.request("OPTIONS", run.Start, "", "Origin: http://page.example", "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: x-a")
	if answer.StatusCode != 204 || answer.Header.Get("Access-Control-Allow-Origin") != "http://page.example" || answer.Header.Get("Access-Control-Allow-Headers") != "x-a" {
		t.Errorf("got %s %v", answer.Status, answer.Header)
	}
	if e := s.report(run.ID).Exchanges; len(e) != 1 || !e[0].Request.Preflight || e[0].Response.Status != 204 {
		t.Errorf("got %+v", e)
	}
}

// A head that was not seen on the wire is written anew.
func TestUnordered(t *testing.T) {
	rec := record{unordered: true}
	r, _ := http.NewRequest("POST", "http://x/", nil)
	r.RequestURI, r.Host = "/live/a/0/b?c", "h"
	r.Header = http.Header{"B": {"1", "2"}, "A": {"3"}}
	r.TransferEncoding = []string{"chunked"}
	rec.head = writeHead(r)
	want := "POST /live/a/0/b?c HTTP/1.1\r\nHost: h\r\nA: 3\r\nB: 1\r\nB: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
	if rec.head != want {
		t.Errorf("got %q, want %q", rec.head, want)
	}
}

// asked must not leave out what an answer depends on.
func TestAsked(t *testing.T) {
	got := asked(http.Header{"Origin": {"o"}, "Access-Control-Request-Method": {"PUT"}, "X": {"y"}})
	want := redirect.Headers{{Name: "Origin", Value: "o"}, {Name: "Access-Control-Request-Method", Value: "PUT"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
