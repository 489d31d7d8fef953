package main

// The driver of browsers: a browser is started on a page of the ground, which
// fetches one job after the other and sends back how it ended. So the browser
// needs nothing but to be started.

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/hopscope/hopscope/app/snippet"
)

var (
	//go:embed drivers/browser/page.html
	pageHTML string
	//go:embed drivers/browser/page.mjs
	pageScript string
)

// A browser is one that the page runs in.
type browser struct {
	way string // of the page to make a request: fetch or form
	// command starts it on the URL, with a profile that is an empty folder.
	command func(profile, url string) (*exec.Cmd, error)

	home     string // the ground's first origin
	sessions int    // so far
	current  atomic.Pointer[session]
	stale    []string // Set-Cookie fields that take away what the case before may have left
}

// A session is one start of the browser.
type session struct {
	name    string
	profile string
	cmd     *exec.Cmd
	ready   chan struct{} // closed as the page asks for its first job
	jobs    chan pageJob
	cookies chan []string // Set-Cookie fields that the next job needs
	answers chan answer
}

// A pageJob is a job with what the page needs to know beside it.
type pageJob struct {
	job
	Way  string   `json:"way"`
	Form pageForm `json:"form"`
}

// A pageForm is the request as a form.
type pageForm struct {
	Method  string      `json:"method"`
	Enctype string      `json:"enctype"`
	Entries [][2]string `json:"entries"`
}

// on tells it where the ground is.
func (b *browser) on(home string) { b.home = home }

// pages are the page, its script, and what the script asks for.
func (b *browser) pages() http.Handler {
	mux := http.NewServeMux()
	static := func(kind, text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			io.WriteString(w, text)
		}
	}
	mux.HandleFunc("GET "+ownPath+"{$}", static("text/html; charset=utf-8", pageHTML))
	mux.HandleFunc("GET "+ownPath+"page.mjs", static("text/javascript", pageScript))
	mux.HandleFunc("POST "+ownPath+"next", b.asked((*session).next))
	mux.HandleFunc("GET "+ownPath+"cookies", b.asked((*session).setCookies))
	return mux
}

// asked answers the browser that runs, and none that is on its way out.
func (b *browser) asked(handle func(*session, http.ResponseWriter, *http.Request)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s := b.current.Load()
		if s == nil || r.URL.Query().Get("session") != s.name {
			http.Error(w, "this browser is asked no more", http.StatusGone)
			return
		}
		handle(s, w, r)
	}
}

// next takes the answer to the last job, and waits for another one.
func (s *session) next(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if len(text) == 0 {
		close(s.ready)
	} else {
		var a answer
		if err := json.Unmarshal(text, &a); err != nil {
			a = answer{Error: fmt.Sprintf("the page said %q: %v", text, err)}
		}
		s.answers <- a
	}
	select {
	case j := <-s.jobs:
		w.Header().Set("Cache-Control", "no-store")
		json.NewEncoder(w).Encode(j)
	case <-r.Context().Done():
	}
}

func (s *session) setCookies(w http.ResponseWriter, r *http.Request) {
	select {
	case w.Header()["Set-Cookie"] = <-s.cookies:
	case <-r.Context().Done():
	}
	w.WriteHeader(http.StatusNoContent)
}

// content is what the pages of the cases have in them: they tell the page that
// opened them that they have come.
func (*browser) content(status int) string {
	n := strconv.Itoa(status)
	return "<!doctype html><title>" + n + "</title><script>opener?.postMessage({ status: " + n + `, url: location.href }, "*")</script>`
}

func (b *browser) begin() error {
	if b.current.Load() != nil {
		return nil
	}
	b.sessions++
	s := &session{
		name: strconv.Itoa(b.sessions), ready: make(chan struct{}),
		jobs: make(chan pageJob), cookies: make(chan []string, 1), answers: make(chan answer, 1),
	}
	var err error
	if s.profile, err = os.MkdirTemp("", "hopscope-measure"); err != nil {
		return err
	}
	if s.cmd, err = b.command(s.profile, b.home+ownPath+"?session="+s.name); err != nil {
		return err
	}
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	s.cmd.Env = append(plainEnv(), append(s.cmd.Env, "HOME="+s.profile, "XDG_RUNTIME_DIR="+s.profile)...)
	s.cmd.Dir = s.profile
	var said bytes.Buffer
	s.cmd.Stdout, s.cmd.Stderr = &said, &said
	if err := s.cmd.Start(); err != nil {
		return err
	}
	b.current.Store(s)
	select {
	case <-s.ready:
		return nil
	case <-time.After(browserTime):
		b.close()
		return fmt.Errorf("%s did not open the page: %s", s.cmd, said.String())
	}
}

// browserTime is how long a browser may take to open the page.
const browserTime = time.Minute

func (b *browser) send(ctx context.Context, j job) (answer, error) {
	s := b.current.Load()
	f := snippet.FormOf(j.scenario.Request)
	p := pageJob{job: j, Way: b.way, Form: pageForm{f.Method, f.Enctype, f.Entries}}
	if p.Form.Entries == nil {
		p.Form.Entries = [][2]string{}
	}
	s.cookies <- b.needs(j)
	s.jobs <- p
	select {
	case a := <-s.answers:
		return a, nil
	case <-ctx.Done():
		b.close()
		return answer{}, ctx.Err()
	}
}

// needs are the Set-Cookie fields that make the browser's store what the case's
// Cookie header says: what cases before it left behind goes.
func (b *browser) needs(j job) []string {
	if j.again {
		return nil
	}
	list := b.stale
	b.stale = nil
	for _, set := range j.sets {
		b.stale = append(b.stale, set+"; Max-Age=0")
	}
	for _, value := range j.scenario.Request.Headers.Values("Cookie") {
		for pair := range strings.SplitSeq(value, "; ") {
			name, _, _ := strings.Cut(pair, "=")
			list, b.stale = append(list, pair+"; Path=/"), append(b.stale, name+"=; Path=/; Max-Age=0")
		}
	}
	return list
}

// forget ends the browser: the next one knows nothing of what it has kept.
func (b *browser) forget() { b.close() }

func (b *browser) close() {
	s := b.current.Swap(nil)
	if s == nil {
		return
	}
	// A display ends in order, so that its lock goes with it.
	syscall.Kill(-s.cmd.Process.Pid, syscall.SIGTERM)
	slow := time.AfterFunc(3*time.Second, func() { syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) })
	s.cmd.Wait()
	slow.Stop()
	syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) // whoever is left
	os.RemoveAll(s.profile)
}
