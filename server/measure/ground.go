package main

// The ground that a client is measured on: the servers of one case at a time, on
// real listeners, which write down what arrives. They answer as live runs do,
// but at the scenario's own addresses: nothing of a Location is rewritten, so
// that every form of it reaches the client as it is written.

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/server/wire"
)

// A ground is one set of listeners, for one case at a time.
type ground struct {
	real      *strings.Replacer // the recording's addresses to those that listen
	canonical *strings.Replacer // and back
	servers   []*http.Server
	pages     http.Handler            // of the browsers' driver, below ownPath; nil: none
	content   func(status int) string // of an answer, for a browser to show; nil: nothing

	mu      sync.Mutex // guards the following
	answers redirect.Servers
	cors    redirect.CORSMode
	given   redirect.Headers
	stored  bool // what is answered may be kept
	came    []evidence.Request
	last    time.Time // when a case's request came
}

// ownPath is where the pages of the browsers' driver are: no case asks for it.
const ownPath = "/.measure/"

// newGround listens on two ports, on the first of them under two addresses, for a
// driver. One that is a page has its pages there.
func newGround(d driver) (*ground, error) {
	first, other, err := twoHosts()
	if err != nil {
		return nil, err
	}
	second, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	g := &ground{}
	if p, ok := d.(page); ok {
		g.pages, g.content = p.pages(), p.content
		p.on("http://" + first.Addr().String())
	}
	var pairs, back []string
	for origin, l := range map[string]net.Listener{evidence.Home: first, evidence.Host: other, evidence.Port: second} {
		theirs, ours := strings.TrimPrefix(origin, "http://"), l.Addr().String()
		if len(theirs) != len(ours) {
			return nil, fmt.Errorf("the port of %s has not as many digits as that of %s", ours, theirs)
		}
		pairs, back = append(pairs, theirs, ours), append(back, ours, theirs)
		g.serve(l, origin)
	}
	// Some clients name host and port apart.
	for canonical, l := range map[string]net.Listener{evidence.Home: first, evidence.Port: second} {
		_, theirs, _ := net.SplitHostPort(strings.TrimPrefix(canonical, "http://"))
		_, ours, _ := net.SplitHostPort(l.Addr().String())
		back = append(back, ours, theirs)
	}
	g.real, g.canonical = strings.NewReplacer(pairs...), strings.NewReplacer(back...)
	return g, nil
}

// A page is a driver that runs in a browser.
type page interface {
	pages() http.Handler       // what it serves of its own, below ownPath
	on(home string)            // called first: the address of the first origin
	content(status int) string // of an answer, as a page to be shown
}

// twoHosts listens on one port of two addresses of this machine.
func twoHosts() (first, other net.Listener, err error) {
	for range 20 {
		if first, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return nil, nil, err
		}
		_, port, _ := net.SplitHostPort(first.Addr().String())
		if other, err = net.Listen("tcp", "127.0.0.2:"+port); err == nil {
			return first, other, nil
		}
		first.Close()
	}
	return nil, nil, fmt.Errorf("no port is free on both 127.0.0.1 and 127.0.0.2: %w", err)
}

func (g *ground) serve(l net.Listener, origin string) {
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { g.answer(w, r, origin) })}
	tapped := wire.Tap(srv, lenient{l}, func(target []byte) bool { return !own(string(target)) })
	g.servers = append(g.servers, srv)
	go srv.Serve(tapped)
}

func (g *ground) close() {
	for _, s := range g.servers {
		s.Close()
	}
}

// prepare lays the ground out for a case, and forgets what came before.
func (g *ground) prepare(c evidence.Case) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.answers, g.cors, g.given, g.stored, g.came = redirect.NewServers(c.Scenario), c.CORS, c.Request.Headers, c.Twice, nil
}

// requests returns what came since prepare, or since the last call.
func (g *ground) requests() []evidence.Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	came := g.came
	g.came = nil
	return came
}

// maxCame bounds what a client that goes round for ever leaves behind: one more
// than the simulation follows.
const maxCame = redirect.MaxExchanges + 1

// own reports a request that is none of a case's.
func own(target string) bool { return strings.HasPrefix(target, ownPath) || target == "/favicon.ico" }

func (g *ground) answer(w http.ResponseWriter, r *http.Request, origin string) {
	if r.URL.Path == ownPath+"quiet" {
		g.mu.Lock()
		defer g.mu.Unlock()
		w.Header().Set("Cache-Control", "no-store")
		fmt.Fprint(w, time.Since(g.last).Milliseconds())
		return
	}
	if g.pages != nil && strings.HasPrefix(r.URL.Path, ownPath) {
		g.pages.ServeHTTP(w, r)
		return
	}
	if r.URL.Path == "/favicon.ico" {
		http.NotFound(w, r)
		return
	}
	raw, ok := wire.Take(r)
	head, err := wire.Parse(raw)
	if !ok || err != nil {
		http.Error(w, "this head could not be read as it came", http.StatusBadRequest)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil && !errors.Is(err, io.EOF) {
		return // the client went away
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last = time.Now()
	q := g.request(head, origin, body)
	if len(g.came) < maxCame {
		g.came = append(g.came, q)
	}
	g.write(w, r, q)
}

// request is what is recorded of one that arrived.
func (g *ground) request(head wire.Head, origin string, body []byte) evidence.Request {
	target := unescaped(head.Target)
	if rest, ok := strings.CutPrefix(target, "http://"); ok { // absolute form
		_, target, _ = strings.Cut(rest, "/")
		target = "/" + target
	}
	q := evidence.Request{Method: head.Method, URL: origin + g.canonical.Replace(target)}
	var all redirect.Headers
	for _, f := range head.Fields {
		h := redirect.Header{Name: f.Name, Value: g.canonical.Replace(strings.ToValidUTF8(f.Value, "\uFFFD"))}
		all = append(all, h)
		if g.given.Has(h.Name) || !live.Noise(h.Name) {
			q.Headers = append(q.Headers, h)
		}
	}
	q.Preflight = live.Preflight(q.Method, all)
	if len(body) > 0 {
		q.Body = &redirect.SentBody{Text: strings.ToValidUTF8(string(body), "\uFFFD"), Bytes: len(body)}
	}
	plain := plainBoundary(q)
	if g.pages != nil && q.Body != nil && plain.Body.Text != string(body) {
		resize(&plain)
	}
	return plain
}

// resize tells the length as it is with the word for the boundary: Firefox draws
// one that is now longer, now shorter.
func resize(q *evidence.Request) {
	q.Body.Bytes = len(q.Body.Text)
	for i, h := range q.Headers {
		if h.Name == "Content-Length" {
			q.Headers[i].Value = strconv.Itoa(q.Body.Bytes)
		}
	}
}

// plainBoundary puts a word for the boundary that a client drew by lot, and
// another one where the body has not the one that Content-Type names.
func plainBoundary(q evidence.Request) evidence.Request {
	value, _ := q.Headers.Get("Content-Type")
	_, b, ok := strings.Cut(value, "boundary=")
	b = strings.Trim(b, `"`)
	if !ok || b == "" {
		return q
	}
	if q.Body != nil {
		if other := redirect.Boundary(q.Body.Text); other != b && strings.HasPrefix(q.Body.Text, "--"+other) {
			q.Body.Text = strings.ReplaceAll(q.Body.Text, "--"+other, "--redrawn")
		} else if b != caseBoundary {
			q.Body.Text = strings.ReplaceAll(q.Body.Text, b, "drawn")
		}
	}
	for i := range q.Headers {
		if b != caseBoundary {
			q.Headers[i].Value = strings.ReplaceAll(q.Headers[i].Value, b, "drawn")
		}
	}
	return q
}

// caseBoundary is the boundary of the cases' own multipart bodies.
const caseBoundary = "x1y2z3"

// write answers as the case says. What it says nothing about is not to be
// stored, so that a browser asks anew in the next case.
func (g *ground) write(w http.ResponseWriter, r *http.Request, q evidence.Request) {
	target := q.URL
	if u, err := redirect.ParseURL(q.URL); err == nil {
		target = u.Target()
	}
	a := g.answers.Answer(target, q.Method)
	if q.Preflight {
		a = g.answers.Preflight(target, asked(r.Header))
	}
	if origin := r.Header.Get("Origin"); origin != "" && g.cors != redirect.CORSWritten {
		a.Headers = live.Allowing(a.Headers, origin, q.Preflight)
	}
	h := w.Header()
	if !a.Headers.Has("Cache-Control") && !g.stored {
		h.Set("Cache-Control", "no-store")
	}
	for _, f := range a.Headers {
		h[f.Name] = append(h[f.Name], g.real.Replace(f.Value))
	}
	if g.content == nil || a.Status < 200 || a.Status == http.StatusNoContent || a.Status == http.StatusNotModified {
		w.WriteHeader(a.Status)
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(a.Status)
	io.WriteString(w, g.content(a.Status))
}

// asked are the fields of a preflight, of which its answer depends.
func asked(h http.Header) redirect.Headers {
	var out redirect.Headers
	for _, name := range []string{"Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"} {
		if v := h.Get(name); v != "" {
			out = append(out, redirect.Header{Name: name, Value: v})
		}
	}
	return out
}
