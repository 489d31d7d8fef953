// Package sendtest runs the reference's snippets on the real servers, and holds
// each to what its page says that it sends. It needs the servers; make tools
// installs them.
package sendtest

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/code"
)

// atOnce is how many servers run at a time.
const atOnce = 2

// TestSnippets runs each snippet that can be run, and asks it with every method.
func TestSnippets(t *testing.T) {
	for _, s := range code.Senders() {
		if s.Runs {
			logVersion(t, s)
		}
	}
	if t.Failed() {
		return
	}
	began := time.Now()
	var total int
	var ran atomic.Int64
	places := make(chan struct{}, atOnce)
	t.Run("all", func(t *testing.T) {
		for _, s := range code.Senders() {
			for status := 300; status <= 308; status++ {
				snippet, ok := s.Send(status)
				if !ok {
					continue
				}
				total++
				if !s.Runs {
					continue
				}
				t.Run(fmt.Sprintf("%s/%d", s.ID, status), func(t *testing.T) {
					t.Parallel()
					// The place is free again when the server has stopped: what is
					// cleaned up first was registered last.
					places <- struct{}{}
					t.Cleanup(func() { <-places })
					at := start(t, s, snippet)
					if status == http.StatusNotModified {
						checkNotModified(t, at)
					} else {
						checkRedirect(t, at, status)
					}
					ran.Add(1)
				})
			}
		}
	})
	t.Logf("%d of %d snippets run, in %.0f seconds", ran.Load(), total, time.Since(began).Seconds())
	if ran.Load() == 0 {
		t.Error("no snippet was run")
	}
}

// logVersion tells what a sender's snippets are run with, or that it is not there.
func logVersion(t *testing.T, s code.Sender) {
	t.Helper()
	how, ok := servers[s.ID]
	if !ok {
		t.Errorf("%s is to be run, and the tests do not know how", s.ID)
		return
	}
	var out []byte
	program, err := find(how.version[0])
	if err == nil {
		out, err = exec.Command(program, how.version[1:]...).CombinedOutput()
	}
	if err != nil {
		t.Errorf("%s is not installed: run make tools, which gets %s (%v)\n%s", s.Name, how.packages, err, out)
		return
	}
	first, _, _ := strings.Cut(string(out), "\n")
	t.Logf("%s: %s", s.Name, first)
}

// client follows nothing, and gives up where a server does not answer.
var client = &http.Client{
	Timeout:       patience,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Transport:     &http.Transport{DisableKeepAlives: true},
}

// ask sends a request, with a body where the method has one, and returns the
// response and its body.
func ask(t *testing.T, method, url string) (*http.Response, string) {
	t.Helper()
	var body io.Reader
	if method == http.MethodPost || method == http.MethodPut || method == http.MethodPatch {
		body = strings.NewReader("item=tea&amount=2")
	}
	req, err := http.NewRequest(method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(content)
}

// checkRedirect asks /old with each method, which must all be answered alike.
func checkRedirect(t *testing.T, at string, status int) {
	t.Helper()
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} {
		resp, body := ask(t, method, "http://"+at+"/old")
		if got := resp.StatusCode; got != status {
			t.Errorf("%s /old: status %d, want %d", method, got, status)
		}
		if got := resp.Header.Values("Location"); len(got) != 1 || got[0] != "/new" {
			t.Errorf("%s /old: Location %q, want /new once", method, got)
		}
		if status == http.StatusMultipleChoices && method == "GET" {
			if !strings.Contains(body, `href="/new"`) || !strings.Contains(body, `href="/new.pdf"`) {
				t.Errorf("the body does not list the choices: %q", body)
			}
			if got := resp.Header.Get("Content-Type"); !strings.HasPrefix(got, "text/html") {
				t.Errorf("the choices are of the type %q, want text/html", got)
			}
		}
	}
	checkOthers(t, at)
}

// checkNotModified asks for /old without a tag, with another's and with its own.
func checkNotModified(t *testing.T, at string) {
	t.Helper()
	resp, body := ask(t, "GET", "http://"+at+"/old")
	tag := resp.Header.Get("ETag")
	if resp.StatusCode != http.StatusOK || tag == "" || strings.TrimSpace(body) != "version 1" {
		t.Fatalf("GET /old: status %d, ETag %q, body %q, want 200 with an ETag and the content", resp.StatusCode, tag, body)
	}
	if got, _, _ := askIfNoneMatch(t, at, "GET", `"another"`); got.StatusCode != http.StatusOK {
		t.Errorf("GET /old with another's tag: status %d, want 200", got.StatusCode)
	}
	// RFC 9110 §13.1.2: the comparison is weak, and the field may be a list.
	for _, field := range []string{tag, `"another", ` + tag, "W/" + strings.TrimPrefix(tag, "W/")} {
		for _, method := range []string{"GET", "HEAD"} {
			got, rest, head := askIfNoneMatch(t, at, method, field)
			if got.StatusCode != http.StatusNotModified || got.Header.Get("ETag") != tag {
				t.Errorf("%s /old with If-None-Match: %s: status %d, ETag %q, want 304 and %s", method, field, got.StatusCode, got.Header.Get("ETag"), tag)
			}
			if rest != "" || got.Header.Get("Location") != "" {
				t.Errorf("%s /old with If-None-Match: %s: there is a body, or a Location:\n%s%s", method, field, head, rest)
			}
		}
	}
	// §13.1.2, too: 304 answers GET and HEAD alone.
	if got, _, _ := askIfNoneMatch(t, at, "POST", tag); got.StatusCode == http.StatusNotModified {
		t.Error("POST /old with its tag: 304, which is for GET and HEAD")
	}
	checkOthers(t, at)
}

// checkOthers asks for an address that the snippet is not about.
func checkOthers(t *testing.T, at string) {
	t.Helper()
	if resp, _ := ask(t, "GET", "http://"+at+"/older"); resp.Header.Get("Location") != "" || resp.StatusCode/100 == 3 {
		t.Errorf("GET /older: status %d, Location %q: the snippet is about /old", resp.StatusCode, resp.Header.Get("Location"))
	}
}

// askIfNoneMatch sends a request by hand, and returns the response, and as it came
// what is behind its head, and the head. An http.Client would not show a body
// that 304 must not have.
func askIfNoneMatch(t *testing.T, at, method, field string) (resp *http.Response, rest, head string) {
	t.Helper()
	c, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(patience))
	length := ""
	if method == "POST" {
		length = "Content-Length: 0\r\n"
	}
	fmt.Fprintf(c, "%s /old HTTP/1.1\r\nHost: %s\r\nIf-None-Match: %s\r\n%sConnection: close\r\n\r\n", method, at, field, length)
	all, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, found := strings.Cut(string(all), "\r\n\r\n")
	if !found {
		t.Fatalf("%s /old: no end of the head: %q", method, all)
	}
	head += "\r\n\r\n"
	resp, err = http.ReadResponse(bufio.NewReader(strings.NewReader(head)), &http.Request{Method: "HEAD"})
	if err != nil {
		t.Fatal(err)
	}
	return resp, rest, head
}
