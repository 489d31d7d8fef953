package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/hopscope/hopscope/app/redirect"
)

// plain is the least scenario.
const plain = `{"scenario": 1, "request": {"method": "GET", "url": "https://a/"}}`

var decodeTests = []struct {
	says string
	json string
	want string // the error; empty: decodes
}{
	{"the least there can be", plain, ""},
	{"white space around", "\n\t " + plain + " \r\n", ""},
	{"everything", `{"scenario": 1, "title": "t", "client": "fetch", "options": {"credentials": "include"},
	   "request": {"method": "put", "url": "http://a/", "headers": [{"name": "A", "value": "é"}], "body": {"kind": "stream", "text": "\u0000"}},
	   "hops": [{"status": 307, "location": "", "headers": [{"name": "B", "value": ""}], "at": "http://b/", "methods": ["GET", "x"]}], "cors": "written"}`, ""},
	{"a byte order mark before it", "\ufeff" + plain, ""},
	{"the body of a trace has no kind", `{"scenario": 1, "request": {"method": "GET", "url": "https://a/", "body": {"text": "x"}}}`, ""},
	{"the last of two equal fields counts", `{"scenario": 2, "scenario": 1, "request": {"method": "GET", "url": "https://a/"}}`, ""},

	{"nothing", "", "JSON: is empty"},
	{"white space", " \n ", "JSON: is empty"},
	{"cut off", plain[:20], "JSON: is cut off after 20 bytes"},
	{"cut off in a text", plain[:5], "JSON: is cut off after 5 bytes"},
	{"something behind it", plain + "\n}", "JSON: line 2, column 1: invalid character '}' after top-level value"},
	{"two of them", plain + plain, "JSON: line 1, column 67: invalid character '{' after top-level value"},
	{"no JSON", "curl -L https://a/", "JSON: line 1, column 1: invalid character 'c' looking for beginning of value"},
	{"a comma too many", "{\n\"scenario\": 1,\n}", "JSON: line 3, column 1: invalid character '}' looking for beginning of object key string"},
	{"not UTF-8", "\"\xff\"", "JSON: is not UTF-8"},
	{"too deep", strings.Repeat("[", 20000), "JSON: line 1, column 10001: invalid character '[' exceeded max depth"},
	{"too large", strings.Repeat(" ", MaxJSON) + "1", "JSON: 262145 bytes, at most 262144"},
	{"a list", "[]", "JSON: takes an object, not a list"},
	{"null", "null", "JSON: takes an object, not null; leave it out instead"},

	{"no version", `{"request": {"method": "GET", "url": "https://a/"}}`, `scenario: is missing; a scenario begins with "scenario": 1`},
	{"another version", `{"scenario": 2, "request": {"method": "GET", "url": "https://a/"}}`, "scenario: takes the version of the format, 1, not 2"},
	{"a version in quotes", `{"scenario": "1", "request": {"method": "GET", "url": "https://a/"}}`, `scenario: takes the version of the format, 1, not "1"`},
	{"no request", `{"scenario": 1}`, "request: is missing"},
	{"no method", `{"scenario": 1, "request": {"url": "https://a/"}}`, "request.method: is missing"},
	{"no URL", `{"scenario": 1, "request": {"method": "GET"}}`, "request.url: is missing"},
	{"an unknown field", `{"scenario": 1, "hop": [], "request": {"method": "GET", "url": "https://a/"}}`,
		"hop: is not a field here; those are scenario, title, client, options, request, hops, cors"},
	{"a field in another case", `{"scenario": 1, "request": {"Method": "GET", "method": "GET", "url": "https://a/"}}`,
		"request.Method: is not a field here; those are method, url, headers, body"},
	{"an unknown field deep down", withHop(`{"status": 307, "headers": [{"name": "A", "value": "b", "vaule": 1}]}`),
		"hops[0].headers[0].vaule: is not a field here; those are name, value"},
	{"an unknown field that could be anything", withHop(`{"status": 307, "a\n<b>": 1}`),
		`hops[0]."a\n<b>": is not a field here; those are status, location, headers, at, methods`},
	{"a number for a method", `{"scenario": 1, "request": {"method": 1, "url": "https://a/"}}`, "request.method: takes a text, not a number"},
	{"a list for a request", `{"scenario": 1, "request": []}`, "request: takes an object, not a list"},
	{"an object for hops", `{"scenario": 1, "hops": {}, "request": {"method": "GET", "url": "https://a/"}}`, "hops: takes a list, not an object"},
	{"a text for a hop", withHop(`"307"`), "hops[0]: takes an object, not a text"},
	{"a text for a status", withHop(`{"status": "307"}`), "hops[0].status: takes a number, not a text"},
	{"half a status", withHop(`{"status": 307.5}`), "hops[0].status: takes a whole number from 100 to 599, not 307.5"},
	{"a huge status", withHop(`{"status": 1e99}`), "hops[0].status: takes a whole number from 100 to 599, not 1e99"},
	{"no status", withHop(`{"location": "/x"}`), "hops[0].status: is missing"},
	{"a status past the end", withHop(`{"status": 700}`), "hops[0].status: 700 is not from 100 to 599"},
	{"null for a Location", withHop(`{"status": 307, "location": null}`), "hops[0].location: takes a text, not null; leave it out instead"},
	{"true for a Location", withHop(`{"status": 307, "location": true}`), "hops[0].location: takes a text, not true or false"},
	{"an empty URL to answer at", withHop(`{"status": 307, "at": ""}`), "hops[0].at: is empty; leave it out for the URL that the hop before points to"},
	{"a number for a method to answer", withHop(`{"status": 307, "methods": ["GET", 1]}`), "hops[0].methods[1]: takes a text, not a number"},
	{"a header as a pair", withHop(`{"status": 307, "headers": [["A", "b"]]}`), "hops[0].headers[0]: takes an object, not a list"},
	{"a header without a value", withHop(`{"status": 307, "headers": [{"name": "A"}]}`), "hops[0].headers[0].value: is missing"},
	{"a text for a body", `{"scenario": 1, "request": {"method": "GET", "url": "https://a/", "body": "x"}}`, "request.body: takes an object, not a text"},
	{"an unknown kind of body", `{"scenario": 1, "request": {"method": "GET", "url": "https://a/", "body": {"kind": ""}}}`, `request.body.kind: "" is not one of text, form, multipart, stream`},
	{"an empty client", `{"scenario": 1, "client": "", "request": {"method": "GET", "url": "https://a/"}}`, "client: is empty; leave it out for fetch"},
	{"a list for options", `{"scenario": 1, "options": [], "request": {"method": "GET", "url": "https://a/"}}`, "options: takes an object, not a list"},
	{"null for an option", `{"scenario": 1, "options": {"credentials": null}, "request": {"method": "GET", "url": "https://a/"}}`,
		"options.credentials: takes one of same-origin, include, omit, not <nil>"},
	{"an empty treatment of CORS", `{"scenario": 1, "cors": "", "request": {"method": "GET", "url": "https://a/"}}`, `cors: "" is not one of allow, written`},
}

func withHop(hop string) string {
	return `{"scenario": 1, "request": {"method": "GET", "url": "https://a/"}, "hops": [` + hop + `]}`
}

func TestDecode(t *testing.T) {
	for _, tt := range decodeTests {
		s, err := Decode([]byte(tt.json))
		if tt.want != "" {
			if err == nil || err.Error() != tt.want {
				t.Errorf("%s:\ngot  %v\nwant %s", tt.says, err, tt.want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.says, err)
			continue
		}
		checkRoundTrip(t, s)
	}
}

// checkRoundTrip encodes a scenario and decodes it again.
func checkRoundTrip(t *testing.T, s Scenario) {
	t.Helper()
	data := Encode(s)
	back, err := Decode(data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if !reflect.DeepEqual(back, s) {
		t.Fatalf("decoded into %+v, was %+v", back, s)
	}
	if again := Encode(back); string(again) != string(data) {
		t.Fatalf("encoded again into %s, was %s", again, data)
	}
}

func TestEncodeIsForPeople(t *testing.T) {
	s := Default()
	s.Hops = s.Hops[:1]
	s.Request.Headers = s.Request.Headers[:1]
	s.Request.Body.Text = "<&é>"
	want := `{
  "scenario": 1,
  "title": "Submit moved in two steps",
  "client": "fetch",
  "request": {
    "method": "POST",
    "url": "https://api.example.com/api/v1/submit",
    "headers": [
      {
        "name": "Content-Type",
        "value": "application/json"
      }
    ],
    "body": {
      "kind": "text",
      "text": "<&é>"
    }
  },
  "hops": [
    {
      "status": 302,
      "location": "/api/v2/submit"
    }
  ]
}
`
	if got := string(Encode(s)); got != want {
		t.Errorf("got %s", got)
	}
}

func TestEncodeOfTheLargestStillDecodes(t *testing.T) {
	s := get()
	s.Request.Body = &redirect.Body{Kind: redirect.Text, Text: strings.Repeat("x", MaxBody)}
	for range 23 {
		s.Request.Headers = append(s.Request.Headers, headers(1)...)
		s.Request.Headers[len(s.Request.Headers)-1].Value = strings.Repeat("x", MaxField)
	}
	grow := func(n int) Scenario {
		out := s
		out.Title = strings.Repeat("t", n)
		return out
	}
	room := MaxJSON - len(compactJSON(grow(1))) + 1
	if room > MaxField {
		t.Fatalf("the test leaves %d bytes of room", room)
	}
	if err := Validate(grow(room + 1)); err == nil {
		t.Error("a scenario past the limit is valid")
	}
	largest, err := Normal(grow(room))
	if err != nil {
		t.Fatal(err)
	}
	checkRoundTrip(t, largest)
}

func TestDecodeAll(t *testing.T) {
	line := strings.ReplaceAll(plain, "https://a/", "https://a/%d")
	tests := []struct {
		says string
		in   string
		want int
		err  string
	}{
		{"one", plain, 1, ""},
		{"one over many lines", "\n{\"scenario\": 1,\n\n \"request\": {\"method\": \"GET\", \"url\": \"https://a/0\"}}\n", 1, ""},
		{"an array", "[" + fmt.Sprintf(line, 0) + "," + fmt.Sprintf(line, 1) + "]", 2, ""},
		{"a byte order mark before them", "\ufeff" + fmt.Sprintf(line, 0) + "\n" + fmt.Sprintf(line, 1), 2, ""},
		{"an empty array", " [ ] ", 0, ""},
		{"JSON lines", fmt.Sprintf(line, 0) + "\n" + fmt.Sprintf(line, 1) + "\r\n\n" + fmt.Sprintf(line, 2), 3, ""},
		{"nothing", "", 0, "JSON: is empty"},
		{"an array cut off", "[" + plain + ",", 0, "JSON: is cut off after 68 bytes"},
		{"lines cut off", plain + "\n" + plain[:10], 0, "JSON: is cut off"},
		{"a broken line", plain + "\n}", 0, "JSON: line 2, column 1: invalid character '}' looking for beginning of value"},
		{"one fault, one scenario", "{}", 0, `scenario: is missing; a scenario begins with "scenario": 1; request: is missing`},
		{"the faults of the second", "[" + plain + ",{\"scenario\": 1}]", 0, "scenario 2: request: is missing"},
		{"one of an array too large", "[" + plain + ",\"" + strings.Repeat("x", MaxJSON) + "\"]", 0, "scenario 2: JSON: 262146 bytes, at most 262144"},
	}
	for _, tt := range tests {
		got, err := DecodeAll(strings.NewReader(tt.in))
		if tt.err != "" {
			if err == nil || err.Error() != tt.err {
				t.Errorf("%s:\ngot  %v\nwant %s", tt.says, err, tt.err)
			}
			continue
		}
		if err != nil || len(got) != tt.want {
			t.Errorf("%s: %d scenarios, %v", tt.says, len(got), err)
		}
		for i, s := range got {
			if want := fmt.Sprintf("https://a/%d", i); len(got) > 1 && s.Request.URL != want {
				t.Errorf("%s: number %d is %s", tt.says, i+1, s.Request.URL)
			}
		}
	}
}

func TestDecodeAllOfABrokenReader(t *testing.T) {
	broken := errors.New("the disk is gone")
	if _, err := DecodeAll(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestDecodeAllStopsReading(t *testing.T) {
	_, err := DecodeAll(spaces{})
	if err == nil || err.Error() != "JSON: more than 67108864 bytes" {
		t.Errorf("got %v", err)
	}
}

// spaces is a reader without an end.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) { return copy(p, blanks), nil }

var blanks = bytes.Repeat([]byte(" "), 1<<20)

var _ io.Reader = spaces{}
