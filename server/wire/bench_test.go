package wire

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// What a redirect costs without a tap, beneath one, and with its head taken; 16
// connections for each processor.
func BenchmarkRedirect(b *testing.B) {
	tests := []struct {
		sentence, target string
		tapped           bool
	}{
		{"bare", "/r/1", false},
		{"unwanted", "/page", true},
		{"taken", "/r/1", true},
	}
	for _, test := range tests {
		b.Run(test.sentence, func(b *testing.B) {
			s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if _, ok := Take(r); ok != (test.sentence == "taken") {
					b.Errorf("the head is known: %v", ok)
				}
				w.Header().Set("Location", "/r/2")
				w.WriteHeader(http.StatusTemporaryRedirect)
			}))
			if test.tapped {
				s.Listener = Tap(s.Config, s.Listener, isWanted)
			}
			s.Start()
			defer s.Close()
			sent := "GET " + test.target + browser
			b.ReportAllocs()
			b.SetParallelism(16)
			b.RunParallel(func(pb *testing.PB) {
				c := dial(b, s)
				br := bufio.NewReader(c)
				for pb.Next() {
					io.WriteString(c, sent)
					for {
						line, err := br.ReadSlice('\n')
						if err != nil {
							b.Error(err)
							return
						}
						if len(line) == len("\r\n") {
							break
						}
					}
				}
			})
		})
	}
}

// browser is what Chromium sends after the target.
var browser = strings.ReplaceAll(` HTTP/1.1
Host: 127.0.0.1:8080
Connection: keep-alive
sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"
sec-ch-ua-mobile: ?0
sec-ch-ua-platform: "Linux"
Upgrade-Insecure-Requests: 1
User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36
Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8
Sec-Fetch-Site: none
Sec-Fetch-Mode: navigate
Sec-Fetch-User: ?1
Sec-Fetch-Dest: document
Accept-Encoding: gzip, deflate, br, zstd
Accept-Language: en-GB,en;q=0.9

`, "\n", "\r\n")

// BenchmarkLook is the tap alone, without a network.
func BenchmarkLook(b *testing.B) {
	for _, target := range []string{"/page", "/r/1"} {
		b.Run(target, func(b *testing.B) {
			c := &conn{framing: framing{wanted: isWanted}}
			sent := []byte("GET " + target + browser)
			r := read(b, string(sent))
			b.ReportAllocs()
			for b.Loop() {
				c.look(sent)
				c.changed(http.StateActive)
				if raw, ok := c.take(); ok && !agrees(raw, r) {
					b.Fatal("the head is not the request's")
				}
			}
		})
	}
}
