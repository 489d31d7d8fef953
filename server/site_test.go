package main

// What the tests of the server share: a site with a WebAssembly that is none,
// and a way to ask it.

import (
	"context"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/hopscope/hopscope/server/runs"
	"github.com/hopscope/hopscope/web"
)

// Compressing the assets is most of what it takes to make a server, and with -race
// it takes seconds.
func init() {
	var once sync.Map // what squeeze made, by content
	really := squeeze
	squeeze = func(content []byte) map[coding][]byte {
		forms, _ := once.LoadOrStore(string(content), sync.OnceValue(func() map[coding][]byte { return really(content) }))
		return forms.(func() map[coding][]byte)()
	}
}

const fakeWasm = "\x00asm, or so it says. "

// fakeWeb returns the files of web/ as if the build had left its own there.
var fakeWeb = sync.OnceValue(func() fs.FS {
	made := fstest.MapFS{}
	for _, name := range append([]string{"worker.js"}, files...) {
		if name == "wasm_exec.js" {
			continue // made by the build
		}
		content, err := web.Files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		made[name] = &fstest.MapFile{Data: content}
	}
	wasm := []byte(strings.Repeat(fakeWasm, 100))
	made["wasm_exec.js"] = &fstest.MapFile{Data: []byte("// no Go here\n")}
	made["app.wasm.br"] = &fstest.MapFile{Data: compress(brotlied, 5, wasm)}
	made["app.wasm.gz"] = &fstest.MapFile{Data: compress(gzipped, 5, wasm)}
	return made
})

// newTestHandler returns the handler of a site on the usual address: for one
// public address it is always the same. Its log fails the test where it is an
// error.
func newTestHandler(t testing.TB, public string) http.Handler {
	t.Helper()
	log := &errorsFail{t}
	if made, ok := testHandlers[public]; ok {
		*made.log = *log
		return made.handler
	}
	s := newSite(t, fakeWeb(), public)
	s.log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelError}))
	h, err := newHandler(s)
	if err != nil {
		t.Fatal(err)
	}
	testHandlers[public] = madeHandler{h, log}
	return h
}

// newSite returns a site on the usual address, with live runs of its own.
func newSite(t testing.TB, files fs.FS, public string) site {
	t.Helper()
	s := site{web: files, listen: "127.0.0.1:8080", log: quiet()}
	s.layout.main = netip.MustParseAddrPort(s.listen)
	if public != "" {
		o, err := parseOrigin(public)
		if err != nil {
			t.Fatal(err)
		}
		s.layout.public = &o
	}
	var err error
	if s.runs, err = runs.New(s.options(runs.DefaultOptions())); err != nil {
		t.Fatal(err)
	}
	return s
}

// testHandlers are those that newTestHandler has made, by public address.
var testHandlers = map[string]madeHandler{}

type madeHandler struct {
	handler http.Handler
	log     *errorsFail
}

// errorsFail is a log that must stay empty.
type errorsFail struct{ t testing.TB }

func (e *errorsFail) Write(p []byte) (int, error) {
	e.t.Errorf("logged: %s", p)
	return len(p), nil
}

// ask sends a request to a handler. Headers are "Name: value".
func ask(h http.Handler, method, target string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, net.Addr(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080})))
	r.Host = "localhost:8080"
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		if name == "Host" {
			r.Host = value
			continue
		}
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func bodyOf(t testing.TB, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
