// Package embedtest gives what is made for other sites to the programs that read
// it there: Mermaid, Chromium, rsvg-convert, GitHub's Markdown, and the generators
// of sites. make test installs what it needs.
package embedtest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/server/trial"
)

// patience is how long a page may take on a busy machine.
const patience = 2 * time.Minute

// What the tests share is started by the first that asks for it, and stopped by
// TestMain.
var (
	kept string // a folder until then

	mu    sync.Mutex
	stops []func()
)

func atEnd(stop func()) {
	mu.Lock()
	defer mu.Unlock()
	stops = append(stops, stop)
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "hopscope-embedtest")
	if err != nil {
		fmt.Fprintln(os.Stderr, "embedtest:", err)
		os.Exit(1)
	}
	kept = dir
	code := m.Run()
	for _, stop := range stops {
		stop()
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// chromium is a browser that reaches loopback addresses alone.
var chromium = sync.OnceValues(func() (context.Context, error) {
	program, err := trial.FindChromium()
	if err != nil {
		return nil, err
	}
	ctx, stop, err := trial.StartChromium(program, filepath.Join(kept, "profile"))
	if err == nil {
		atEnd(stop)
	}
	return ctx, err
})

// hopscope is the program, built for this run and serving.
var hopscope = sync.OnceValues(func() (*trial.Server, error) {
	program, err := trial.Build(kept)
	if err != nil {
		return nil, err
	}
	s, err := trial.Start(program)
	if err == nil {
		atEnd(func() { s.Stop() })
	}
	return s, err
})

// serve answers with one page, and with the files that are named.
func serve(t *testing.T, page string, files map[string]string) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	})
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	for path, file := range files {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) })
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

// need returns the path of a program that make test installs.
func need(t *testing.T, program, pkg string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Fatalf("%s is not installed: run make test, or: sudo apt-get install %s", program, pkg)
	}
	return path
}

// module returns the path of a file that npm installed.
func module(t *testing.T, parts ...string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(append([]string{"node_modules"}, parts...)...))
	if err == nil {
		_, err = os.Stat(path)
	}
	if errors.Is(err, os.ErrNotExist) {
		t.Fatalf("%s is not installed: run make test, or (cd server/embedtest && npm ci)", parts[0])
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// A journey is a trace that the tests make something of.
type journey struct {
	name  string
	trace redirect.Trace
	text  string // the hostile text in it; empty: it is a starting scenario
}

// journeys are those of the starting scenarios, and those with a hostile text
// wherever a trace has one of a scenario's, be it more than a scenario may hold.
func journeys(t *testing.T) []journey {
	t.Helper()
	var all []journey
	follow := func(s scenario.Scenario) redirect.Trace {
		trace, err := s.Follow()
		if err != nil {
			t.Fatal(err)
		}
		return trace
	}
	for _, s := range scenario.Startings() {
		all = append(all, journey{s.ID, follow(s.Scenario), ""})
	}
	for _, text := range hostile {
		trace := follow(scenario.Default())
		for i := range trace.Exchanges {
			e := &trace.Exchanges[i]
			e.Request.Method, e.Request.URL = text, "https://"+text+"/"+text
			e.Request.Headers = append(redirect.Headers{{Name: text, Value: text}}, e.Request.Headers...)
			e.Response.Headers = redirect.Headers{{Name: "Location", Value: text}}
			e.Decision.Why = text
			for n := range e.Decision.Changes {
				c := &e.Decision.Changes[n]
				c.Name, c.From, c.To, c.Why = text, text, text, text
			}
		}
		trace.Outcome.URL, trace.Outcome.Error = text, text
		for i := range trace.Survival {
			trace.Survival[i].Name, trace.Survival[i].From, trace.Survival[i].To = text, text, text
		}
		trace.Client.Name = text
		all = append(all, journey{fmt.Sprintf("hostile %q", text), trace, text})
	}
	return all
}

// hostile are texts that want to be more than text.
var hostile = []string{
	`<script>window.pwned=1</script>`, `<img src=x onerror="window.pwned=1">`, `"><svg onload=window.pwned=1>`, `' onload='window.pwned=1`, `]]>&amp;&#60;b&#62;`,
	"a;b", "a#b", "#lt;b#gt;", "#35;", `%%{init: {"securityLevel":"loose"}}%%`, "%%%{", "%% comment", "end", "C->>C: hi", "$$x^2$$", "style a:b#c;", "classDef x:y#z;",
	"ﬂ°°60¶ß", "---", "```", "wrap:", "a<br/>b", `@{ "type": "database" }`, "loop", "accTitle: x", "a:b", "participant", "click C call alert()",
	"|", "a|b", "`", "a``b`", "**a**", "[a](javascript:window.pwned=1)", "<a href=javascript:window.pwned=1>", "# a", "1. a", "- a", "\\", "a\\|b", "~~a~~", "![a](https://a.example/x.png)", "&lt;",
	"日本語", "👩‍👩‍👧",
}
