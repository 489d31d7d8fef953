// Package embedtest gives the pictures and texts that are made for other sites to
// the programs that read them there: Mermaid, Chromium, rsvg-convert and
// GitHub's Markdown. make test installs what it needs.
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
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// patience is how long a page may take on a busy machine.
const patience = 2 * time.Minute

// startChromium starts a browser that reaches loopback addresses alone.
func startChromium(t *testing.T) context.Context {
	t.Helper()
	var program string
	for _, name := range []string{os.Getenv("HOPSCOPE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Fatal("Chromium is not installed: run make test, or: sudo apt-get install chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoFirstRun,
		chromedp.Flag("no-sandbox", os.Getuid() == 0),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
	)
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting %s: %v", program, err)
	}
	return ctx
}

// serve answers with one page, and with the files that are named.
func serve(t *testing.T, page string, files map[string]string) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	})
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
