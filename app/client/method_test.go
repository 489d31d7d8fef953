package client_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// matrix says what follows a redirect: client and options, method (+: with a
// body), then for each status the next method (+: with the body), or . where
// the response is the result. One line, one rule. The lines were seen on the
// real clients: Chromium 156, curl 7.88.1, Wget 1.21.3, Go 1.26.8, requests
// 2.28.1, Node.js 20.20, axios 1.21.1; those of rfc9110 follow its text.
const matrix = `
                           300     301     302     303    304     307     308
fetch             GET      .       GET     GET     GET    .       GET     GET
fetch             HEAD     .       HEAD    HEAD    HEAD   .       HEAD    HEAD
fetch             POST+    .       GET     GET     GET    .       POST+   POST+
fetch             POST     .       GET     GET     GET    .       POST    POST
fetch             PUT+     .       PUT+    PUT+    GET    .       PUT+    PUT+
fetch             PATCH+   .       PATCH+  PATCH+  GET    .       PATCH+  PATCH+
fetch             DELETE   .       DELETE  DELETE  GET    .       DELETE  DELETE
fetch             FOO+     .       FOO+    FOO+    GET    .       FOO+    FOO+
form              GET      .       GET     GET     GET    .       GET     GET
form              POST+    .       GET     GET     GET    .       POST+   POST+
curl              GET      GET     GET     GET     GET    GET     GET     GET
curl              HEAD     HEAD    HEAD    HEAD    HEAD   HEAD    HEAD    HEAD
curl              POST+    POST+   GET     GET     GET    POST+   POST+   POST+
curl              PUT+     PUT+    PUT     PUT     PUT    PUT+    PUT+    PUT+
curl              DELETE   DELETE  DELETE  DELETE  DELETE DELETE  DELETE  DELETE
curl              DELETE+  DELETE+ DELETE  DELETE  DELETE DELETE+ DELETE+ DELETE+
curl              GET+     GET+    GET     GET     GET    GET+    GET+    GET+
curl/upload-file  PUT+     PUT+    PUT+    PUT+    GET    PUT+    PUT+    PUT+
curl/upload-file&request=POST POST+ POST+ POST+    POST+   POST   POST+   POST+   POST+
curl/request=POST POST+    POST+   POST    POST    POST   POST+   POST+   POST+
curl/post301      POST+    POST+   POST+   GET     GET    POST+   POST+   POST+
curl/post302      POST+    POST+   GET     POST+   GET    POST+   POST+   POST+
curl/post303      POST+    POST+   GET     GET     POST+  POST+   POST+   POST+
wget              GET      GET     GET     GET     GET    .       GET     GET
wget              HEAD     HEAD    HEAD    HEAD    HEAD   .       HEAD    HEAD
wget              POST+    GET     GET     GET     GET    .       POST+   POST+
wget              PUT+     GET     PUT+    PUT+    GET    .       PUT+    PUT+
wget              DELETE   GET     DELETE  DELETE  GET    .       DELETE  DELETE
go                GET      .       GET     GET     GET    .       GET     GET
go                HEAD     .       HEAD    HEAD    HEAD   .       HEAD    HEAD
go                POST+    .       GET     GET     GET    .       POST+   POST+
go                PUT+     .       GET     GET     GET    .       PUT+    PUT+
go                DELETE   .       GET     GET     GET    .       DELETE  DELETE
go                OPTIONS  .       GET     GET     GET    .       OPTIONS OPTIONS
go                GET+     .       GET     GET     GET    .       GET+    GET+
python-requests   GET      .       GET     GET     GET    .       GET     GET
python-requests   HEAD     .       HEAD    HEAD    HEAD   .       HEAD    HEAD
python-requests   POST+    .       GET     GET     GET    .       POST+   POST+
python-requests   PUT+     .       PUT     GET     GET    .       PUT+    PUT+
python-requests   DELETE   .       DELETE  GET     GET    .       DELETE  DELETE
python-requests   GET+     .       GET     GET     GET    .       GET+    GET+
node              GET      .       GET     GET     GET    .       GET     GET
node              POST+    .       GET     GET     GET    .       POST+   POST+
node              PUT+     .       PUT+    PUT+    GET    .       PUT+    PUT+
node              FOO+     .       FOO+    FOO+    GET    .       FOO+    FOO+
axios             GET      GET     GET     GET     GET    GET     GET     GET
axios             POST+    POST+   GET     GET     GET    POST+   POST+   POST+
axios             PUT+     PUT+    PUT+    PUT+    GET    PUT+    PUT+    PUT+
axios             DELETE   DELETE  DELETE  DELETE  GET    DELETE  DELETE  DELETE
rfc9110           GET      GET       GET     GET     GET    .       GET     GET
rfc9110           POST+    POST+       POST+   POST+   GET    .       POST+   POST+
rfc9110           PUT+     PUT+       PUT+    PUT+    GET    .       PUT+    PUT+
rfc9110           HEAD     HEAD       HEAD    HEAD    HEAD   .       HEAD    HEAD
`

func TestMethodAndBody(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(matrix), "\n")
	statuses := strings.Fields(lines[0])
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		for i, want := range cells[2:] {
			name := fmt.Sprintf("%s %s on %s", cells[0], cells[1], statuses[i])
			t.Run(name, func(t *testing.T) {
				status := 0
				fmt.Sscan(statuses[i], &status)
				trace := redirect.Follow(policy(t, cells[0]), oneHop(cells[1], status))
				if got := second(trace); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
				checkReasons(t, trace)
			})
		}
	}
}

// policy reads "curl/request=POST".
func policy(t *testing.T, spec string) redirect.Policy {
	t.Helper()
	id, rest, _ := strings.Cut(spec, "/")
	p, err := client.Lookup(id)
	if err != nil {
		t.Fatal(err)
	}
	given := client.Options{}
	for part := range strings.FieldsFuncSeq(rest, func(r rune) bool { return r == '&' }) {
		name, text, _ := strings.Cut(part, "=")
		o, err := p.Option(name)
		if err != nil {
			t.Fatal(err)
		}
		if given[name], err = o.Parse(text); err != nil {
			t.Fatal(err)
		}
	}
	out, err := p.Policy(given)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func request(method, url string) redirect.Request {
	m, body := strings.CutSuffix(method, "+")
	r := redirect.Request{Method: m, URL: url}
	if body {
		r.Body = &redirect.Body{Kind: redirect.Form, Text: "a=1"}
	}
	return r
}

func hop(status int, location string) redirect.Hop {
	return redirect.Hop{Status: status, Location: &location}
}

func oneHop(method string, status int) redirect.Scenario {
	return redirect.Scenario{Request: request(method, "http://a.test/start"), Hops: []redirect.Hop{hop(status, "/end")}}
}

// second writes the request that follows the first, or . where there is none.
func second(trace redirect.Trace) string {
	if len(trace.Exchanges) < 2 {
		return "."
	}
	r := trace.Exchanges[1].Request
	if r.Body != nil {
		return r.Method + "+"
	}
	return r.Method
}

// checkReasons holds every change, stop and failure to having a why with a
// source, and no word left to fill in.
func checkReasons(t *testing.T, trace redirect.Trace) {
	t.Helper()
	check := func(what, why string, sources []*redirect.Source) {
		t.Helper()
		if why == "" || strings.ContainsAny(why, "{}") || len(sources) == 0 {
			t.Errorf("%s: why %q, %d sources", what, why, len(sources))
		}
	}
	for _, c := range trace.Prepared {
		check("prepared "+c.Name, c.Why, c.Sources)
	}
	for i, e := range trace.Exchanges {
		d := e.Decision
		check(fmt.Sprintf("decision %d", i+1), d.Why, d.Sources)
		for _, c := range append(d.Changes, d.Kept...) {
			check(fmt.Sprintf("decision %d, %s %s", i+1, c.Part, c.Name), c.Why, c.Sources)
		}
	}
	if trace.Outcome.Kind == redirect.Failed && trace.Outcome.Error == "" {
		t.Error("failed without an error")
	}
}
