package wire

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	tests := []struct {
		sentence, raw string
		want          Head
		err           string
	}{
		{"names and values as they came", "GET /r/%7e?a#b HTTP/1.1\r\nhOsT: a\r\nB:\t c: d \r\nB:\r\n\r\n",
			Head{"GET", "/r/%7e?a#b", "HTTP/1.1", []Field{{"hOsT", "a"}, {"B", "c: d"}, {"B", ""}}}, ""},
		{"lines that end with LF", "GET / HTTP/1.0\nA: \xff\n\n",
			Head{"GET", "/", "HTTP/1.0", []Field{{"A", "\xff"}}}, ""},
		{"no fields", "GET / HTTP/1.0\r\n\r\n", Head{"GET", "/", "HTTP/1.0", []Field{}}, ""},
		{"nothing", "", Head{}, `request line "" has no method, target and version`},
		{"no version", "GET /\r\n\r\n", Head{}, `request line "GET /" has no method, target and version`},
		{"no colon", "GET / HTTP/1.0\r\nA\r\n\r\n", Head{}, `header line "A" has no name`},
		{"no name", "GET / HTTP/1.0\r\n: a\r\n\r\n", Head{}, `header line ": a" has no name`},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			got, err := Parse(test.raw)
			if test.err != "" && (err == nil || err.Error() != test.err) || test.err == "" && err != nil {
				t.Fatalf("error %v, want %q", err, test.err)
			}
			if diff := cmp.Diff(got, test.want); diff != "" {
				t.Error(diff)
			}
		})
	}
}
