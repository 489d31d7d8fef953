package scenario

import (
	"reflect"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// get is a scenario that keeps every rule, for a test to break.
func get() Scenario {
	return Scenario{Client: "fetch", Request: redirect.Request{Method: "GET", URL: "https://example.com/"}}
}

func location(s string) *string { return &s }

func TestValidate(t *testing.T) {
	long := strings.Repeat("x", MaxField+1)
	tests := []struct {
		says   string
		change func(*Scenario)
		want   string // the errors, one line; empty: valid
	}{
		{"a plain GET", func(s *Scenario) {}, ""},
		{"no client is fetch", func(s *Scenario) { s.Client = "" }, ""},
		{"any token is a method, in its own case", func(s *Scenario) { s.Request.Method = "m!#$%&'*+-.^_`|~9" }, ""},
		{"fifty hops", func(s *Scenario) { s.Hops = make([]redirect.Hop, MaxHops); fill(s.Hops) }, ""},
		{"a hundred headers", func(s *Scenario) { s.Request.Headers = headers(MaxHeaders) }, ""},
		{"a malformed Location is a thing to learn", func(s *Scenario) {
			s.Hops = []redirect.Hop{{Status: 302, Location: location("ht!tp:// \\ %zz é\t")}}
		}, ""},
		{"an empty Location", func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 302, Location: location("")}} }, ""},
		{"a hop of its own URL and methods", func(s *Scenario) {
			s.Hops = []redirect.Hop{{Status: 599, At: "http://a:80/", Methods: []string{"post"}}}
		}, ""},
		{"64 KiB of body", func(s *Scenario) { s.Request.Body = &redirect.Body{Text: strings.Repeat("x", MaxBody)} }, ""},
		{"a URL of 8 KiB", func(s *Scenario) { s.Request.URL = ("https://a/" + long)[:MaxField] }, ""},

		{"an unknown client lists those there are", func(s *Scenario) { s.Client = "netscape" },
			`client: "netscape" is not one of ` + strings.Join(client.IDs(), ", ")},
		{"no method", func(s *Scenario) { s.Request.Method = "" }, "request.method: is empty; a request needs a method, as GET"},
		{"a method with a space", func(s *Scenario) { s.Request.Method = "GET /" }, `request.method: "GET /" is not a method: it may not hold ' '`},
		{"a method with a line end", func(s *Scenario) { s.Request.Method = "GET\r\nX: y" }, `request.method: "GET\r\nX: y" is not a method: it may not hold '\r'`},
		{"a method beyond ASCII", func(s *Scenario) { s.Request.Method = "GÉT" }, `request.method: "GÉT" is not a method: it may not hold 'É'`},
		{"no URL", func(s *Scenario) { s.Request.URL = "" }, "request.url: is empty; it takes a URL that begins with http:// or https://"},
		{"a relative URL", func(s *Scenario) { s.Request.URL = "/start" }, `request.url: "/start" has no scheme, such as https://`},
		{"a URL of another scheme", func(s *Scenario) { s.Request.URL = "ftp://a/" }, `request.url: "ftp://a/" has the scheme ftp, not http or https`},
		{"a URL without a host", func(s *Scenario) { s.Request.URL = "https:///x" }, `request.url: "https:///x" has no host`},
		{"a URL with a line end", func(s *Scenario) { s.Request.URL = "https://a/\n" }, `request.url: "https://a/\n" may not hold '\n'`},
		{"a URL past the limit", func(s *Scenario) { s.Request.URL = "https://a/" + long }, "request.url: 8203 bytes, at most 8192"},
		{"a header without a name", func(s *Scenario) { s.Request.Headers = redirect.Headers{{Value: "x"}} }, "request.headers[0].name: is empty; a header needs a name"},
		{"a header name with a colon", func(s *Scenario) { s.Request.Headers = redirect.Headers{{Name: "A:", Value: ""}} }, `request.headers[0].name: "A:" is not a header name: it may not hold ':'`},
		{"a header value with a line end", func(s *Scenario) { s.Request.Headers = redirect.Headers{{Name: "A", Value: "x\r\nB: y"}} }, `request.headers[0].value: "x\r\nB: y" may not hold '\r'`},
		{"a header value past the limit", func(s *Scenario) { s.Request.Headers = redirect.Headers{{Name: "A", Value: long}} }, "request.headers[0].value: 8193 bytes, at most 8192"},
		{"too many headers", func(s *Scenario) { s.Request.Headers = headers(MaxHeaders + 1) }, "request.headers: 101 headers, at most 100"},
		{"an unknown kind of body", func(s *Scenario) { s.Request.Body = &redirect.Body{Kind: "blob"} }, `request.body.kind: "blob" is not one of text, form, multipart, stream`},
		{"too much body", func(s *Scenario) { s.Request.Body = &redirect.Body{Text: strings.Repeat("x", MaxBody+1)} }, "request.body.text: 65537 bytes, at most 65536"},
		{"a body that is not UTF-8", func(s *Scenario) { s.Request.Body = &redirect.Body{Text: "a\xff"} }, `request.body.text: "a\xff" is not UTF-8`},
		{"too many hops", func(s *Scenario) { s.Hops = make([]redirect.Hop, MaxHops+1) }, "hops: 51 hops, at most 50"},
		{"a status past the end", func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 307}, {Status: 700}} }, "hops[1].status: 700 is not from 100 to 599"},
		{"a status before the start", func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 99}} }, "hops[0].status: 99 is not from 100 to 599"},
		{"a Location with a line end", func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 302, Location: location("/\x00")}} }, `hops[0].location: "/\x00" may not hold '\x00'`},
		{"a Location past the limit", func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 302, Location: &long}} }, "hops[0].location: 8193 bytes, at most 8192"},
		{"a response header without a name", func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 302, Headers: redirect.Headers{{}}}} }, "hops[0].headers[0].name: is empty; a header needs a name"},
		{"a relative URL to answer at", func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 302, At: "/x"}} }, `hops[0].at: "/x" has no scheme, such as https://`},
		{"a method to answer that is none", func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 302, Methods: []string{"GET", "a b"}}} }, `hops[0].methods[1]: "a b" is not a method: it may not hold ' '`},
		{"too many methods", func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 302, Methods: make([]string, 101)}} }, "hops[0].methods: 101 methods, at most 100"},
		{"an unknown treatment of CORS", func(s *Scenario) { s.CORS = "deny" }, `cors: "deny" is not one of allow, written`},
		{"a title of two lines", func(s *Scenario) { s.Title = "a\nb" }, `title: "a\nb" may not hold '\n'`},
		{"a long value is cut", func(s *Scenario) { s.Request.Method = long[:100] + " " },
			`request.method: "` + strings.Repeat("x", 60) + `"… is not a method: it may not hold ' '`},
		{"every fault, each by its field", func(s *Scenario) { s.Request.Method, s.Request.URL = "", "x" },
			`request.method: is empty; a request needs a method, as GET; request.url: "x" has no scheme, such as https://`},
		{"parts that are fine, and too much together", func(s *Scenario) {
			s.Request.Headers = headers(40)
			for i := range s.Request.Headers {
				s.Request.Headers[i].Value = long[:MaxField]
			}
		}, "scenario: 328749 bytes of JSON, at most 262144"},
	}
	for _, tt := range tests {
		s := get()
		tt.change(&s)
		err := Validate(s)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.says, got, tt.want)
		}
	}
}

func headers(n int) redirect.Headers {
	headers := make(redirect.Headers, n)
	for i := range headers {
		headers[i].Name = "A"
	}
	return headers
}

func fill(hops []redirect.Hop) {
	for i := range hops {
		hops[i].Status = 302
	}
}

func TestOptions(t *testing.T) {
	tests := []struct {
		says    string
		client  string
		options client.Options
		want    client.Options
		wrong   string
	}{
		{"a number of JSON is an int", "curl", client.Options{"max-redirs": 5.0}, client.Options{"max-redirs": 5}, ""},
		{"a flag", "curl", client.Options{"post301": true}, client.Options{"post301": true}, ""},
		{"no options are nil", "curl", client.Options{}, nil, ""},
		{"an option of another client", "curl", client.Options{"credentials": "omit"}, nil, `options.credentials: "credentials" is not one of curl's: `},
		{"a value of the wrong type", "curl", client.Options{"post301": "yes"}, nil, `options.post301: takes true or false, not "yes"`},
		{"a choice that there is not", "fetch", client.Options{"redirect": "maybe"}, nil, `options.redirect: takes one of follow, manual, error, not "maybe"`},
		{"each bad one, in the order of their names", "curl", client.Options{"b": 1, "a": 1}, nil, `options.a: "a" is not one of curl's: `},
	}
	for _, tt := range tests {
		s := get()
		s.Client, s.Options = tt.client, tt.options
		got, err := Normal(s)
		if tt.wrong != "" {
			if err == nil || !strings.HasPrefix(err.Error(), tt.wrong) {
				t.Errorf("%s:\ngot  %v\nwant %s…", tt.says, err, tt.wrong)
			}
			continue
		}
		if err != nil || !reflect.DeepEqual(got.Options, tt.want) {
			t.Errorf("%s: got %#v, %v; want %#v", tt.says, got.Options, err, tt.want)
		}
	}
}

func TestNormalDoesNotTouchItsInput(t *testing.T) {
	given := func() Scenario {
		s := get()
		s.Client, s.CORS = "", redirect.CORSAllow
		s.Options = client.Options{}
		s.Request.Headers = redirect.Headers{}
		s.Request.Body = &redirect.Body{Text: "x"}
		s.Hops = []redirect.Hop{{Status: 302, Headers: redirect.Headers{}, Methods: []string{}}}
		return s
	}
	s := given()
	got, err := Normal(s)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(s, given()) {
		t.Errorf("the input has changed: %+v", s)
	}
	want := Scenario{Client: "fetch", Request: redirect.Request{Method: "GET", URL: "https://example.com/", Body: &redirect.Body{Kind: "text", Text: "x"}}, Hops: []redirect.Hop{{Status: 302}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	got.Hops[0].Status = 307
	if s.Hops[0].Status != 302 {
		t.Error("the normal form shares its hops with the input")
	}
}

func TestErrorsKeepToOneLine(t *testing.T) {
	var errs Errors
	for range 2 * maxErrors {
		errs.add("hops", "no")
	}
	if len(errs) != maxErrors {
		t.Errorf("%d errors kept, want %d", len(errs), maxErrors)
	}
	if got, want := errs.Error(), "hops: no; hops: no; hops: no; and 47 more"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Faults(errs[0]); len(got) != 1 || got[0].Text != "hops: no" {
		t.Errorf("a plain error makes %v", got)
	}
	if Faults(nil) != nil {
		t.Error("no error has faults")
	}
}
