package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
)

func TestHandler(t *testing.T) {
	const public = "https://hopscope.example"
	tests := []struct {
		sentence       string
		public         string
		method, target string
		status         int
		header, value  string // one header of the answer; "": it is not there
		body           string // a part of it
	}{
		{"the page", "", "GET", "/", 200, "Content-Type", "text/html; charset=utf-8", "<!DOCTYPE html>"},
		{"the page may be asked for without its body", "", "HEAD", "/", 200, "Cache-Control", "no-cache", ""},
		{"the page is made anew for its address", "", "GET", "/?url=https://a.example/x", 200, "Vary", "Accept-Encoding", ""},
		{"the page takes no POST", "", "POST", "/", 405, "Allow", "GET, HEAD", "method POST is not allowed here"},
		{"nor a method nobody knows", "", "BREW", "/", 405, "Allow", "GET, HEAD", "method BREW is not allowed here"},
		{"nor OPTIONS", "", "OPTIONS", "/", 405, "Allow", "GET, HEAD", ""},
		{"the style sheet", "", "GET", "/web/style.css", 200, "Content-Type", "text/css; charset=utf-8", ":root"},
		{"a file without its hash is asked for each time", "", "GET", "/web/style.css", 200, "Cache-Control", "no-cache", ""},
		{"the WebAssembly", "", "GET", "/web/app.wasm", 200, "Content-Type", "application/wasm", fakeWasm},
		{"the WebAssembly says its true length", "", "GET", "/web/app.wasm", 200, wasmSize, strconv.Itoa(100 * len(fakeWasm)), ""},
		{"scripts", "", "GET", "/web/start.js", 200, "Content-Type", "text/javascript; charset=utf-8", "use strict"},
		{"go-app's script", "", "GET", "/web/app.js", 200, "Content-Type", "text/javascript; charset=utf-8", "goappNav"},
		{"pictures", "", "GET", "/web/icon-192.png", 200, "Content-Type", "image/png", "PNG"},
		{"files take no DELETE", "", "DELETE", "/web/style.css", 405, "Allow", "GET, HEAD", ""},
		{"a hash of the past is gone", "", "GET", "/web/style.0123456789abcdef.css", 404, "Cache-Control", "no-store", "Nothing is here"},
		{"the sources of web/ are not files of the page", "", "GET", "/web/web.go", 404, "Cache-Control", "no-store", ""},
		{"nor is the worker's template", "", "GET", "/web/worker.js", 404, "Cache-Control", "no-store", ""},
		{"there is no list of files", "", "GET", "/web/", 404, "Location", "", ""},
		{"nor a redirect to one", "", "GET", "/web", 404, "Location", "", ""},
		{"the service worker", "", "GET", "/app-worker.js", 200, "Content-Type", "text/javascript; charset=utf-8", "cacheName = `${ours}"},
		{"the service worker is asked for each time", "", "GET", "/app-worker.js", 200, "Cache-Control", "no-cache", ""},
		{"the manifest", "", "GET", "/manifest.webmanifest", 200, "Content-Type", "application/manifest+json", `"name": "Hopscope"`},
		{"the icon that nobody asks for by name", "", "GET", "/favicon.ico", 200, "Content-Type", "image/vnd.microsoft.icon", ""},
		{"robots may come in", "", "GET", "/robots.txt", 200, "Content-Type", "text/plain; charset=utf-8", "Allow: /\n"},
		{"but not to the live runs", "", "GET", "/robots.txt", 200, "", "", "Disallow: /live/\n"},
		{"robots are told of the sitemap where its address is known", public, "GET", "/robots.txt", 200, "", "", "Sitemap: https://hopscope.example/sitemap.xml"},
		{"the sitemap", public, "GET", "/sitemap.xml", 200, "Content-Type", "application/xml", "<loc>https://hopscope.example/</loc>"},
		{"the sitemap has the live page", public, "GET", "/sitemap.xml", 200, "", "", "<loc>https://hopscope.example/live</loc>"},
		{"no sitemap of a guessed address", "", "GET", "/sitemap.xml", 404, "", "", ""},
		{"no advertising", "", "GET", "/ads.txt", 200, "Content-Type", "text/plain; charset=utf-8", "no advertising"},
		{"robots.txt takes no PUT", "", "PUT", "/robots.txt", 405, "Allow", "GET, HEAD", ""},
		{"nothing is at other addresses", "", "GET", "/nowhere", 404, "Content-Type", "text/html; charset=utf-8", "Nothing is here"},
		{"nothing redirects to a cleaner path", "", "GET", "/a/../web/style.css", 404, "Location", "", ""},
		{"nor to another host", "", "GET", "//example.com/%2e%2e", 404, "Location", "", ""},
		{"nor from a doubled slash", "", "GET", "/web//style.css", 404, "Location", "", ""},
		{"an address that is too long", "", "GET", "/?body=" + strings.Repeat("a", maxAddress), 414, "Content-Type", "text/plain; charset=utf-8", "at most 131072 are read"},
		{"an address just short of it", "", "GET", "/?body=" + strings.Repeat("a", maxAddress-len("http://x/?body=")), 200, "", "", ""},
		{"a query that is no query", "", "GET", "/?%zz&&==&%00", 200, "Content-Type", "text/html; charset=utf-8", ""},
	}
	handlers := map[string]http.Handler{"": newTestHandler(t, ""), public: newTestHandler(t, public)}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			r := ask(handlers[test.public], test.method, "http://x"+test.target)
			if r.StatusCode != test.status {
				t.Errorf("status %d, want %d", r.StatusCode, test.status)
			}
			if test.header != "" && r.Header.Get(test.header) != test.value {
				t.Errorf("%s: %q, want %q", test.header, r.Header.Get(test.header), test.value)
			}
			if body := bodyOf(t, r); !strings.Contains(body, test.body) {
				t.Errorf("%q is not in the body: %.300s", test.body, body)
			}
		})
	}
}

// TestCodings asks for the page, for a small file and for the WebAssembly in
// every coding, and decodes what comes.
func TestCodings(t *testing.T) {
	h := newTestHandler(t, "")
	codings := []struct {
		sentence, accept, want string
	}{
		{"what browsers send", "gzip, deflate, br, zstd", "br"},
		{"gzip alone", "gzip", "gzip"},
		{"brotli refused", "br;q=0, gzip;q=0.1", "gzip"},
		{"nothing", "", ""},
		{"identity", "identity", ""},
	}
	for _, target := range []string{"/", "/web/style.css", "/web/app.wasm", "/app-worker.js"} {
		plain := bodyOf(t, ask(h, "GET", "http://x"+target))
		for _, test := range codings {
			t.Run(target+" with "+test.sentence, func(t *testing.T) {
				r := ask(h, "GET", "http://x"+target, "Accept-Encoding: "+test.accept)
				if got := r.Header.Get("Content-Encoding"); got != test.want {
					t.Fatalf("Content-Encoding %q, want %q", got, test.want)
				}
				if r.Header.Get("Vary") != "Accept-Encoding" {
					t.Errorf("Vary: %q", r.Header.Get("Vary"))
				}
				body := bodyOf(t, r)
				if length := r.Header.Get("Content-Length"); length != strconv.Itoa(len(body)) {
					t.Errorf("Content-Length %s, the body has %d bytes", length, len(body))
				}
				if decode(t, test.want, body) != plain {
					t.Error("the body decodes to something else")
				}
				head := ask(h, "HEAD", "http://x"+target, "Accept-Encoding: "+test.accept)
				for name := range r.Header {
					if head.Header.Get(name) != r.Header.Get(name) {
						t.Errorf("%s: HEAD says %q, GET %q", name, head.Header.Get(name), r.Header.Get(name))
					}
				}
			})
		}
	}
}

func decode(t *testing.T, encoding, body string) string {
	t.Helper()
	var r io.Reader = strings.NewReader(body)
	switch encoding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestNotModified(t *testing.T) {
	h := newTestHandler(t, "")
	tag := func(target, accept string) string {
		return ask(h, "GET", "http://x"+target, "Accept-Encoding: "+accept).Header.Get("ETag")
	}
	other := `"0123456789abcdef"`
	tests := []struct {
		sentence, target, accept, ifNoneMatch string
		status                                int
	}{
		{"the same file", "/web/style.css", "br", tag("/web/style.css", "br"), 304},
		{"the same file, weakly", "/web/style.css", "br", "W/" + tag("/web/style.css", "br"), 304},
		{"one of several", "/web/style.css", "br", other + ", " + tag("/web/style.css", "br"), 304},
		{"any", "/web/style.css", "br", "*", 304},
		{"another file", "/web/style.css", "br", tag("/web/start.js", "br"), 200},
		{"another coding of it", "/web/style.css", "br", tag("/web/style.css", "gzip"), 200},
		{"the same page", "/?step=1", "gzip", tag("/?step=1", "gzip"), 304},
		{"the page of another scenario", "/?method=DELETE", "gzip", tag("/", "gzip"), 200},
		{"nothing stays nothing", "/nowhere", "br", "*", 404},
		{"a refusal stays a refusal", "/web/nothing.css", "br", tag("/", "br"), 404},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			r := ask(h, "GET", "http://x"+test.target, "Accept-Encoding: "+test.accept, "If-None-Match: "+test.ifNoneMatch)
			if r.StatusCode != test.status {
				t.Errorf("status %d, want %d", r.StatusCode, test.status)
			}
			if body := bodyOf(t, r); r.StatusCode == http.StatusNotModified && body != "" {
				t.Errorf("a body: %.100s", body)
			}
		})
	}
}

// TestLinkedFilesNeverChange follows every address of a file in the page and in
// the service worker.
func TestLinkedFilesNeverChange(t *testing.T) {
	h := newTestHandler(t, "")
	link := regexp.MustCompile(`/web/[^"]*`)
	found := 0
	for _, source := range []string{"/", "/app-worker.js", "/manifest.webmanifest", "/web/app.js"} {
		for _, target := range link.FindAllString(bodyOf(t, ask(h, "GET", "http://x"+source)), -1) {
			found++
			r := ask(h, "GET", "http://x"+target)
			if r.StatusCode != 200 || r.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
				t.Errorf("%s links %s: %d, %q", source, target, r.StatusCode, r.Header.Get("Cache-Control"))
			}
		}
	}
	if found < 15 {
		t.Errorf("only %d links found", found)
	}
}

// TestVersion changes a file, and expects another service worker: that is how
// a browser learns of it.
func TestVersion(t *testing.T) {
	worker := func(files fs.FS) string {
		h, err := newHandler(newSite(t, files, ""))
		if err != nil {
			t.Fatal(err)
		}
		return bodyOf(t, ask(h, "GET", "http://x/app-worker.js"))
	}
	files := fstest.MapFS{}
	for name, file := range fakeWeb().(fstest.MapFS) {
		files[name] = file
	}
	first, again := worker(files), worker(files)
	if first != again {
		t.Error("the same files make another worker")
	}
	files["style.css"] = &fstest.MapFile{Data: append(bytes.Clone(files["style.css"].Data), ' ')}
	if worker(files) == first {
		t.Error("another style sheet makes the same worker")
	}
}

// TestWorkerKeeps reads what the service worker answers itself: files whose content
// their address names, and the page at /; nothing of the live runs.
func TestWorkerKeeps(t *testing.T) {
	script := bodyOf(t, ask(newTestHandler(t, ""), "GET", "http://x/app-worker.js"))
	list := regexp.MustCompile(`(?m)^const assets = (\[.*\]);$`).FindStringSubmatch(script)
	if list == nil || !strings.Contains(script, "\nconst base = \"\";") {
		t.Fatalf("no list of files, or not the page at /: %.300s", script)
	}
	var assets []string
	if err := json.Unmarshal([]byte(list[1]), &assets); err != nil {
		t.Fatal(err)
	}
	for _, path := range assets {
		if !strings.HasPrefix(path, "/web/") && path != "/manifest.webmanifest" && path != "/favicon.ico" {
			t.Errorf("the worker answers at %s", path)
		}
	}
}

func TestMissingFiles(t *testing.T) {
	tests := []struct {
		sentence, missing, want string
	}{
		{"the WebAssembly is not built", "app.wasm.br", "app.wasm is not built: run make build"},
		{"nor its other form", "app.wasm.gz", "app.wasm is not built: run make build"},
		{"a file is missing", "style.css", "style.css"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			files := fstest.MapFS{}
			for name, file := range fakeWeb().(fstest.MapFS) {
				if name != test.missing {
					files[name] = file
				}
			}
			_, err := newHandler(newSite(t, files, ""))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}
