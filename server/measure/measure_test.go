package main

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
)

// a pretended client for the tests.
type pretended struct {
	do func(ctx context.Context, j job) (answer, error)
}

func (pretended) begin() error { return nil }
func (pretended) close()       {}
func (p pretended) send(ctx context.Context, j job) (answer, error) {
	return p.do(ctx, j)
}

// raw sends a request as it is written, and returns the first line of the answer
// and its Location.
func raw(t *testing.T, url, request string) (status, location string) {
	t.Helper()
	host := strings.TrimPrefix(url, "http://")
	host, _, _ = strings.Cut(host, "/")
	c, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Write([]byte(request)); err != nil {
		t.Fatal(err)
	}
	r, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	return r.Status, r.Header.Get("Location")
}

// TestRun records what arrives as it came, in the recording's own addresses, and
// leaves out what no redirect decides.
func TestRun(t *testing.T) {
	g, err := newGround(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer g.close()
	c, _ := evidence.Lookup("302-get-to-host")
	got, err := g.run(t.Context(), pretended{func(_ context.Context, j job) (answer, error) {
		if strings.HasPrefix(j.URL, evidence.Home) {
			t.Errorf("the job is at %s, where nobody listens", j.URL)
		}
		status, location := raw(t, j.URL, "GET /start HTTP/1.1\r\nHost: x\r\nUser-Agent: u\r\nx-api-KEY: k3y\r\nReferer: "+j.URL+"\r\n\r\n")
		if status != "302 Found" || !strings.HasSuffix(location, "/next") || strings.HasPrefix(location, evidence.Host) {
			t.Errorf("answered %q, Location %q", status, location)
		}
		raw(t, location, "PUT /next HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab")
		return answer{Status: 200, URL: location + "#f", Error: ""}, nil
	}}, nil, c)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"case":"302-get-to-host","requests":[{"method":"GET","url":"http://127.0.0.1:18001/start",` +
		`"headers":[{"name":"x-api-KEY","value":"k3y"},{"name":"Referer","value":"http://127.0.0.1:18001/start"}]},` +
		`{"method":"PUT","url":"http://127.0.0.2:18001/next","headers":[{"name":"Content-Length","value":"2"}],"body":{"text":"ab","bytes":2}}],` +
		`"end":{"status":200,"url":"http://127.0.0.2:18001/next#f"}}`
	if diff := cmp.Diff(want, oneLine(t, got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestRunEnds(t *testing.T) {
	g, err := newGround(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer g.close()
	c, _ := evidence.Lookup("302-get")
	broken := errors.New("the harness is broken")
	for _, test := range []struct {
		sentence string
		do       func(ctx context.Context, j job) (answer, error)
		want     evidence.Result
		err      error
	}{
		{"an error, without what is another one each time", func(_ context.Context, j job) (answer, error) {
			return answer{Error: "no way to " + j.URL + " by <conn 0x7f00deadbeef>"}, nil
		}, evidence.Result{End: evidence.End{Error: "no way to " + evidence.Home + "/start by <conn 0x…>"}}, nil},
		{"it cannot be asked", func(context.Context, job) (answer, error) { return answer{Skipped: "no such method"}, nil }, evidence.Result{Skipped: "no such method"}, nil},
		{"it hangs", func(context.Context, job) (answer, error) { return answer{}, context.DeadlineExceeded }, evidence.Result{End: evidence.End{Hung: true}}, nil},
		{"the harness itself fails", func(context.Context, job) (answer, error) { return answer{}, broken }, evidence.Result{}, broken},
	} {
		t.Run(test.sentence, func(t *testing.T) {
			got, err := g.run(t.Context(), pretended{test.do}, nil, c)
			if !errors.Is(err, test.err) {
				t.Fatal(err)
			}
			test.want.Case = c.ID
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestScripted talks to a driver that is a program: it answers, hangs and is
// ended, begins anew, and fails with what it said.
func TestScripted(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "driver.sh")
	if err := os.WriteFile(file, []byte("echo ready\nwhile read -r line; do case $line in *hang*) sleep 60;; *die*) echo alas >&2; exit 1;; *) echo '{\"status\":204}';; esac; done\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := &scripted{dir: dir, args: []string{"bash", file}}
	defer d.close()
	send := func(word string, within time.Duration) (answer, error) {
		if err := d.begin(); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), within)
		defer cancel()
		return d.send(ctx, job{Method: word})
	}
	const long = time.Minute
	if a, err := send("go", long); err != nil || a.Status != 204 {
		t.Errorf("got %+v, %v", a, err)
	}
	if _, err := send("hang", 200*time.Millisecond); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("hanging: %v", err)
	}
	if a, err := send("go", long); err != nil || a.Status != 204 {
		t.Errorf("begun anew: %+v, %v", a, err)
	}
	if _, err := send("die", long); err == nil || !strings.Contains(err.Error(), "alas") {
		t.Errorf("dying: %v", err)
	}
	if err := (&scripted{dir: dir, args: []string{"bash", "-c", "echo hello"}}).begin(); err == nil || !strings.Contains(err.Error(), "hello") {
		t.Errorf("one that is never ready: %v", err)
	}
}

// TestEncode writes a recording with a line a case, and reads it back.
func TestEncode(t *testing.T) {
	r := evidence.Recording{Evidence: evidence.Version, Client: "curl", Runs: []evidence.Run{
		{Program: "curl", Version: "1", Date: "2026-01-02", Options: client.Options{"request": "{method}"}, Cases: []evidence.Result{
			{Case: "302-get", End: evidence.End{Status: 200}}, {Case: "loop", Skipped: "<&>"},
		}},
		{Program: "curl", Version: "1", Date: "2026-01-02", Cases: []evidence.Result{}},
	}}
	data, err := encode(r)
	if err != nil {
		t.Fatal(err)
	}
	back, err := evidence.Decode(data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if diff := cmp.Diff(r, back); diff != "" {
		t.Errorf("(-written +read)\n%s\n%s", diff, data)
	}
	if !strings.Contains(string(data), "\n"+`{"case":"loop","skipped":"<&>"}`+"\n") {
		t.Errorf("a case has no line of its own:\n%s", data)
	}
	later := r
	later.Runs = append([]evidence.Run{}, r.Runs...)
	later.Runs[0].Date = "2027-01-02"
	other, _ := encode(later)
	if !sameButForDate(data, other) {
		t.Error("the date alone makes another recording")
	}
	later.Runs[0].Version = "2"
	other, _ = encode(later)
	if sameButForDate(data, other) {
		t.Error("another version makes the same recording")
	}
}

func TestChosen(t *testing.T) {
	if list, err := chosen("wget,curl"); err != nil || len(ids(list)) != 2 {
		t.Errorf("two: %v, %v", ids(list), err)
	}
	if _, err := chosen("curl,nobody"); err == nil || !strings.Contains(err.Error(), `"nobody" is not one of `) {
		t.Errorf("nobody: %v", err)
	}
}

// TestSubjects holds the table: profiles that there are, options that they take,
// and cases for every set of them.
func TestSubjects(t *testing.T) {
	for _, s := range subjects() {
		p, err := client.Lookup(s.id)
		if err != nil {
			t.Errorf("%s: %v", s.program, err)
			continue
		}
		if len(s.version) == 0 || s.driver == nil || len(s.runs) == 0 {
			t.Errorf("%s lacks a version, a driver or runs", s.program)
		}
		for _, v := range s.runs {
			if _, err := p.Normal((evidence.Run{Options: v.options}).OptionsFor("PUT")); err != nil {
				t.Errorf("%s: %v", s.program, err)
			}
			n := 0
			for _, c := range evidence.Cases() {
				if v.cases(c) {
					n++
				}
			}
			if n == 0 {
				t.Errorf("%s with %v has no cases", s.program, v.options)
			}
		}
	}
}

// TestIndex says in Go what the recordings are, and that is what is there.
func TestIndex(t *testing.T) {
	var recordings []evidence.Recording
	for _, id := range evidence.IDs() {
		r, err := evidence.Load(id)
		if err != nil {
			t.Fatal(err)
		}
		recordings = append(recordings, r)
	}
	want, err := index(recordings)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("..", "..", "app", "client", "programs.go"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("go run ./server/measure -index writes it anew (-want +got):\n%s", diff)
	}
}
