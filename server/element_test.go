package main

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/web"
)

// elementVersions are the hashes of what pages pin. That of a released version is
// never edited, and neither is its file: copy it to the next number instead, and
// add a line. embed-1.js is not released yet.
var elementVersions = map[string]string{
	"embed-1.js": "sha384-R20USXHlGWKBxooTHpH2vm/cYDG6Sx827utIM5LTmCInJEBekmuYKUeIGrP27Tvy",
}

// TestElementVersions holds each version to its bytes, and the list to the files.
func TestElementVersions(t *testing.T) {
	b, _, err := newBundle(fakeWeb(), placement{})
	if err != nil {
		t.Fatal(err)
	}
	found, err := fs.Glob(web.Files, "embed-[0-9]*.js")
	if err != nil || len(found) != len(elementVersions) {
		t.Errorf("%d versions are known, the files are %v (%v)", len(elementVersions), found, err)
	}
	for _, name := range found {
		if got, want := b.integrity(name), elementVersions[name]; got != want {
			t.Errorf("%s is %q, pages have pinned %q", name, got, want)
		}
	}
}

// elementBudget is how many bytes the script may be over the wire.
const elementBudget = 6 << 10

func TestElementBudget(t *testing.T) {
	h := newTestHandler(t, "")
	for _, coding := range []string{"br", "gzip"} {
		r := ask(h, "GET", "http://x/embed-1.js", "Accept-Encoding: "+coding)
		if got := r.Header.Get("Content-Encoding"); got != coding {
			t.Errorf("asked for %s, got %q", coding, got)
		}
		n := len(bodyOf(t, r))
		t.Logf("embed-1.js is %d bytes in %s; the budget is %d", n, coding, elementBudget)
		if n > elementBudget || n == 0 {
			t.Errorf("embed-1.js is %d bytes in %s, at most %d", n, coding, elementBudget)
		}
	}
}

func TestElementScript(t *testing.T) {
	const forEver = "public, max-age=31536000, immutable"
	tests := []struct {
		sentence, method, target string
		status                   int
		header, value            string
	}{
		{"a version never changes", "GET", "/embed-1.js", 200, "Cache-Control", forEver},
		{"the newest is asked for each time", "GET", "/embed.js", 200, "Cache-Control", "no-cache"},
		{"any site may load a version", "GET", "/embed-1.js", 200, "Cross-Origin-Resource-Policy", "cross-origin"},
		{"and compare its hash, which takes CORS", "GET", "/embed-1.js", 200, "Access-Control-Allow-Origin", "*"},
		{"any site may load the newest", "GET", "/embed.js", 200, "Cross-Origin-Resource-Policy", "cross-origin"},
		{"and compare its hash", "GET", "/embed.js", 200, "Access-Control-Allow-Origin", "*"},
		{"it is a script", "GET", "/embed-1.js", 200, "Content-Type", "text/javascript; charset=utf-8"},
		{"and nothing else", "GET", "/embed.js", 200, "X-Content-Type-Options", "nosniff"},
		{"a version may be asked for without its body", "HEAD", "/embed-1.js", 200, "Cache-Control", forEver},
		{"it takes no POST", "POST", "/embed-1.js", 405, "Allow", "GET, HEAD"},
		{"a version that is not out yet is no other one", "GET", "/embed-2.js", 404, "Cache-Control", "no-store"},
		{"a version has no path below it", "GET", "/embed-1.js/", 404, "Cache-Control", "no-store"},
	}
	h := newTestHandler(t, "")
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			r := ask(h, test.method, "http://x"+test.target)
			if r.StatusCode != test.status || r.Header.Get(test.header) != test.value {
				t.Errorf("%d, %s %q, want %d, %q", r.StatusCode, test.header, r.Header.Get(test.header), test.status, test.value)
			}
		})
	}
	newest, version := bodyOf(t, ask(h, "GET", "http://x/embed.js")), bodyOf(t, ask(h, "GET", "http://x/embed-1.js"))
	if newest != version || newest == "" {
		t.Errorf("the newest (%d bytes) is not the newest version (%d bytes)", len(newest), len(version))
	}
	tag := ask(h, "GET", "http://x/embed.js").Header.Get("ETag")
	if r := ask(h, "GET", "http://x/embed.js", "If-None-Match: "+tag); r.StatusCode != 304 {
		t.Errorf("the newest, where it has not changed: %d", r.StatusCode)
	}
}

// TestElementKnowsNoHash looks for the addresses of assets that change: the script
// outlives them.
func TestElementKnowsNoHash(t *testing.T) {
	b, _, err := newBundle(fakeWeb(), placement{})
	if err != nil {
		t.Fatal(err)
	}
	script := string(b[elementScript].plain)
	for name, a := range b {
		if strings.Contains(script, path.Base(a.url())) || strings.Contains(script, "/web/") {
			t.Errorf("the script names %s", name)
		}
	}
}
