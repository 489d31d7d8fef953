package scenario

import (
	"reflect"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

// The seeds of every target are the rows of the tables, those that are refused
// among them.

func FuzzDecode(f *testing.F) {
	for _, tt := range decodeTests {
		f.Add([]byte(tt.json))
	}
	for _, start := range Startings() {
		f.Add(Encode(start.Scenario))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Decode(data)
		checkError(t, err)
		if err == nil {
			checkScenario(t, s)
		}
		if _, err := DecodeAll(strings.NewReader(string(data))); err != nil {
			checkError(t, err)
		}
	})
}

func FuzzParseAddress(f *testing.F) {
	for _, tt := range addressTests {
		if len(tt.address) < 10000 {
			f.Add(tt.address)
		}
	}
	f.Fuzz(func(t *testing.T, address string) {
		s, view, err := ParseAddress(address)
		checkError(t, err)
		checkScenario(t, s)
		checkAddress(t, s, view)
	})
}

// FuzzAddress writes what people may type into the fields.
func FuzzAddress(f *testing.F) {
	f.Add("t", "POST", "https://a/", "A", "b", "c", 302, "/d", "http://e/", "PUT", 3)
	f.Add("", "a", "http://ü.example/ x?#", "x", " y ", "", 100, "", "", "", 0)
	f.Add("a&b=c", "m", "https://a/%zz", "A", "&=+#%", "\x00\r\n", 599, "//x:y@z?#,;", "https://a/", "a|b", 1<<30)
	f.Fuzz(func(t *testing.T, title, method, url, name, value, body string, status int, place, at, methods string, step int) {
		s, err := Normal(Scenario{
			Title:   title,
			Request: redirect.Request{Method: method, URL: url, Headers: redirect.Headers{{Name: name, Value: value}}, Body: &redirect.Body{Text: body}},
			Hops: []redirect.Hop{{Status: status, Location: &place, Headers: redirect.Headers{{Name: name, Value: value}}, At: at},
				{Status: status, Methods: strings.Split(methods, " ")}},
		})
		checkError(t, err)
		if err == nil {
			checkScenario(t, s)
			checkAddress(t, s, View{Step: max(step, 0)})
		}
	})
}

func FuzzInflate(f *testing.F) {
	f.Add("")
	f.Add(deflate([]byte(plain)))
	f.Add(deflate(make([]byte, 2*MaxJSON)))
	f.Fuzz(func(t *testing.T, text string) {
		data, err := inflate(text)
		if len(data) > MaxJSON {
			t.Fatalf("inflated to %d bytes", len(data))
		}
		if err != nil {
			return
		}
		if again, err := inflate(deflate(data)); err != nil || string(again) != string(data) {
			t.Fatalf("inflated again to %d bytes, %v, was %d", len(again), err, len(data))
		}
	})
}

func FuzzImportCurl(f *testing.F) {
	for _, tt := range curlTests {
		f.Add(tt.line)
	}
	for _, tt := range brokenCurl {
		if len(tt.line) < 10000 {
			f.Add(tt.line)
		}
	}
	f.Fuzz(func(t *testing.T, line string) {
		s, notes, err := ImportCurl(line)
		checkError(t, err)
		for _, note := range notes {
			if note == "" || strings.ContainsAny(note, "\r\n") {
				t.Fatalf("note %q", note)
			}
		}
		if err == nil {
			checkScenario(t, s)
		}
	})
}

// checkError holds every error to one line, of bounded length.
func checkError(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	for _, fault := range Faults(err) {
		if line := fault.Error(); fault.Field == "" || len(line) > 2000 || strings.ContainsAny(line, "\r\n\x00") {
			t.Fatalf("error %q", line)
		}
	}
	if strings.ContainsAny(err.Error(), "\r\n\x00") {
		t.Fatalf("error %q", err)
	}
}

// checkScenario holds a scenario that was read to what all of them promise.
func checkScenario(t *testing.T, s Scenario) {
	t.Helper()
	normal, err := Normal(s)
	if err != nil {
		t.Fatalf("what was read is not valid: %v", err)
	}
	if !reflect.DeepEqual(normal, s) {
		t.Fatalf("what was read is not normal: %+v, normal is %+v", s, normal)
	}
	if !reflect.DeepEqual(s.Clone(), s) {
		t.Fatalf("the clone of %+v is %+v", s, s.Clone())
	}
	checkRoundTrip(t, s)
	redacted := Redact(s)
	if err := Validate(redacted); err != nil {
		t.Fatalf("redacted, it is not valid: %v", err)
	}
	if HasSecrets(redacted) || !reflect.DeepEqual(Redact(redacted), redacted) {
		t.Fatalf("redacted, it has secrets: %s", compactJSON(redacted))
	}
}
