package snippet

import (
	"bytes"
	"context"
	"flag"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

var all = flag.Bool("all", false, "run HTTPie and Python's requests too, which make test does not install")

// programs run what is in a file.
var programs = []struct {
	id      string
	asked   bool // run only where -all asks for it
	file    string
	command []string
	install string
}{
	{"curl", false, "live.sh", []string{"bash"}, "apt-get install -y curl"},
	{"wget", false, "live.sh", []string{"bash"}, "apt-get install -y wget"},
	{"go", false, "main.go", []string{"go", "run"}, "see https://go.dev/doc/install"},
	{"node", false, "live.mjs", []string{"node"}, "apt-get install -y nodejs"},
	{"httpie", true, "live.sh", []string{"bash"}, "apt-get install -y httpie"},
	{"python-requests", true, "live.py", []string{"python3"}, "apt-get install -y python3-requests"},
}

// A recorder answers a request with 307 and the next one with 200.
type recorder struct {
	sync.Mutex
	requests []*http.Request
	bodies   []string
}

func (rec *recorder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	rec.Lock()
	defer rec.Unlock()
	rec.requests, rec.bodies = append(rec.requests, r), append(rec.bodies, string(body))
	if strings.HasSuffix(r.URL.Path, "/end") {
		io.WriteString(w, "the end\n")
		return
	}
	w.Header().Set("Location", "end")
	w.WriteHeader(http.StatusTemporaryRedirect)
}

// What is written is run, and sends the request of the scenario: at first and
// where a 307 points to.
func TestRun(t *testing.T) {
	form := "--------------------------b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nit's\r\n--------------------------b--\r\n"
	tests := []struct {
		desc    string
		method  string
		headers redirect.Headers
		body    *redirect.Body
		not     []string // clients that cannot send it
	}{
		{"JSON and credentials", "POST", plain().Headers, plain().Body, nil},
		{"no body", "GET", redirect.Headers{{Name: "X-A", Value: "a"}}, nil, nil},
		{"HEAD", "HEAD", nil, nil, nil},
		{"POST of nothing", "POST", nil, nil, nil},
		{"DELETE", "DELETE", nil, nil, nil},
		{"PUT", "PUT", redirect.Headers{{Name: "Content-Type", Value: "text/plain"}}, &redirect.Body{Kind: redirect.Text, Text: "@a\tb\n“é€😀”"}, nil},
		{"a method of one's own", "X-Y", nil, nil, []string{"httpie"}},
		{"a form", "POST", nil, &redirect.Body{Kind: redirect.Form, Text: "a=1+2&b=%3C'"}, nil},
		{"parts", "POST", nil, &redirect.Body{Kind: redirect.Multipart, Text: form}, nil},
		{"hostile values", "PUT", redirect.Headers{
			{Name: "Content-Type", Value: "a/b"}, {Name: "X-A", Value: strings.NewReplacer("\u2028 é €\t", "").Replace(hostile)}, {Name: "X-E", Value: ""},
			{Name: "X-J", Value: "=1"}, {Name: "X-F", Value: "@/etc/hosts"}, {Name: "X-K", Value: ":=@a;b"}, {Name: "-d", Value: "--help"}, {Name: "X-B", Value: `\a\`},
		}, &redirect.Body{Kind: redirect.Text, Text: hostile + "\r\n\x01\x7f=\n"}, nil},
		{"a stream, which is sent once", "PUT", redirect.Headers{{Name: "Content-Type", Value: "a/b"}}, &redirect.Body{Kind: redirect.Stream, Text: "@it's"}, []string{"wget"}},
	}
	for _, p := range programs {
		if p.asked && !*all {
			continue
		}
		for _, need := range []string{p.command[0], map[string]string{"curl": "curl", "wget": "wget", "httpie": "http"}[p.id]} {
			if _, err := exec.LookPath(need); need != "" && err != nil {
				t.Errorf("%s is missing: %s", need, p.install)
			}
		}
		for _, test := range tests {
			if slices.Contains(test.not, p.id) {
				continue
			}
			t.Run(p.id+" "+test.desc, func(t *testing.T) {
				rec := &recorder{}
				server := httptest.NewServer(rec)
				defer server.Close()
				request := redirect.Request{Method: test.method, URL: server.URL + "/live/a'b%22$(id)?x=1&y=[2]#f", Headers: test.headers, Body: test.body}
				code := runnable(t, p.id, scenario.Scenario{Request: request})
				out := run(t, filepath.Join(t.TempDir(), p.file), p.command, code)
				want := 2
				if test.body != nil && (test.body.Kind == redirect.Stream || test.body.Kind == redirect.Multipart && p.id == "node") {
					want = 1 // Node.js gives the form that it sends again another boundary than it names
				}
				rec.Lock()
				defer rec.Unlock()
				if len(rec.requests) < want {
					t.Fatalf("%d requests, want %d, of\n%s\n%s", len(rec.requests), want, code, out)
				}
				for i := range rec.requests[:want] {
					compare(t, rec.requests[i], rec.bodies[i], request)
					if p.asked { // both are requests, which takes Cookie away on a redirect
						request.Headers = request.Headers.Without("Cookie")
					}
				}
				if t.Failed() {
					t.Logf("of\n%s\n%s", code, out)
				}
			})
		}
	}
}

// run runs the code of a file, in a folder and with settings of its own.
func run(t *testing.T, file string, command []string, code string) string {
	t.Helper()
	if err := os.WriteFile(file, []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], append(command[1:len(command):len(command)], file)...)
	cmd.Dir = filepath.Dir(file)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		out.WriteString("\n" + err.Error())
	}
	return out.String()
}

func compare(t *testing.T, got *http.Request, body string, want redirect.Request) {
	t.Helper()
	if got.Method != want.Method {
		t.Errorf("method: got %q, want %q", got.Method, want.Method)
	}
	for _, h := range want.Headers {
		if values, there := got.Header[http.CanonicalHeaderKey(h.Name)]; !there || strings.Join(values, ", ") != h.Value {
			t.Errorf("%s: got %q, want %q", h.Name, values, h.Value)
		}
	}
	kind := got.Header.Get("Content-Type")
	switch {
	case want.Body == nil:
		if body != "" {
			t.Errorf("body: got %q, want none", body)
		}
	case body == want.Body.Text:
	case want.Body.Kind == redirect.Multipart: // curl makes it anew from its fields
		_, params, err := mime.ParseMediaType(kind)
		if err != nil {
			t.Fatalf("%q: %v", kind, err)
		}
		fields, err := multipart.NewReader(strings.NewReader(body), params["boundary"]).ReadForm(1 << 20)
		if err != nil || len(fields.Value["n"]) != 1 || fields.Value["n"][0] != "it's" {
			t.Errorf("parts: got %v, %v, of %q", fields, err, body)
		}
	default:
		t.Errorf("body: got %q, want %q", body, want.Body.Text)
	}
	if want.Body != nil && want.Body.Kind == redirect.Form && !strings.HasPrefix(kind, "application/x-www-form-urlencoded") {
		t.Errorf("Content-Type: got %q", kind)
	}
}
