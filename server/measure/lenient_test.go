package main

import "testing"

func TestEscaped(t *testing.T) {
	tests := []struct{ sentence, data, want string }{
		{"no percent sign", "GET /a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"},
		{"an escape", "GET /%c3%BC HTTP/1.1\r\nHost: a\r\n\r\n", "GET /%c3%BC HTTP/1.1\r\nHost: a\r\n\r\n"},
		{"a lone percent sign", "GET /100% HTTP/1.1\r\nHost: a\r\n\r\n", "GET /100%F8%F8 HTTP/1.1\r\nHost: a\r\n\r\n"},
		{"other letters behind it", "GET /%zz%20 HTTP/1.1\r\nX: %\r\n\r\n", "GET /%F8%F8zz%20 HTTP/1.1\r\nX: %\r\n\r\n"},
		{"a body", "100%\r\n", "100%\r\n"},
		{"part of a line", "GET /100%", "GET /100%"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			if got := string(escaped([]byte(test.data))); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	if got := unescaped("/100" + loneSign); got != "/100%" {
		t.Errorf("unescaped: %q", got)
	}
}
