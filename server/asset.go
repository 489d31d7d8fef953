package main

// The files that go with the page: found once, at the start, and served by the
// hash of their content.

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// An asset is a file with its encoded forms.
type asset struct {
	name string // such as style.css
	mime string
	hash string
	// size is the length of the file itself. It is kept apart from plain,
	// which is nil for app.wasm: its gzip form stands for it.
	size  int
	plain []byte
	forms map[coding][]byte
}

// mimes are the media types of the assets, by extension. They are written down
// because the system's table differs from machine to machine.
var mimes = map[string]string{
	".html":        "text/html; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".ico":         "image/vnd.microsoft.icon",
	".txt":         "text/plain; charset=utf-8",
	".md":          "text/markdown; charset=utf-8",
	".mmd":         "text/plain; charset=utf-8",
	".xml":         "application/xml",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// newAsset makes an asset of a file's content. Text is compressed right away;
// it is small.
func newAsset(name string, content []byte) *asset {
	a := &asset{name: name, mime: mimes[path.Ext(name)], hash: hashOf(content), size: len(content), plain: content}
	if path.Ext(name) != ".png" && path.Ext(name) != ".ico" {
		a.forms = squeeze(content)
	}
	return a
}

// squeeze makes the encoded forms of an asset, as small as can be. The tests make
// many servers of the same files: there it does each content once.
var squeeze = func(content []byte) map[coding][]byte {
	return map[coding][]byte{
		brotlied: compress(brotlied, 11, content),
		gzipped:  compress(gzipped, 9, content),
	}
}

// readAsset makes an asset of a file.
func readAsset(files fs.FS, name string) (*asset, error) {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	return newAsset(name, content), nil
}

var errNoWasm = errors.New("app.wasm is not built: run make build")

// readWasm makes the asset of app.wasm from the two forms the build leaves.
// Its size is read from the end of the gzip form (RFC 1952 section 2.3.1,
// ISIZE), so that nothing is inflated to know it.
func readWasm(files fs.FS) (*asset, error) {
	br, err := fs.ReadFile(files, "app.wasm.br")
	if err != nil {
		return nil, errNoWasm
	}
	gz, err := fs.ReadFile(files, "app.wasm.gz")
	if err != nil {
		return nil, errNoWasm
	}
	if len(gz) < 18 {
		return nil, errors.New("app.wasm.gz is cut off: run make build")
	}
	return &asset{
		name: "app.wasm", mime: mimes[".wasm"], hash: hashOf(gz),
		size:  int(binary.LittleEndian.Uint32(gz[len(gz)-4:])),
		forms: map[coding][]byte{brotlied: br, gzipped: gz},
	}, nil
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:8])
}

// url returns the address under which the asset never changes.
func (a *asset) url() string {
	ext := path.Ext(a.name)
	return "/web/" + strings.TrimSuffix(a.name, ext) + "." + a.hash + ext
}

// wasmSize is the header that tells go-app's loader the length of what it will
// read: Content-Length counts compressed bytes.
const wasmSize = "X-Wasm-Size"

// serve writes the asset in the coding that suits the request. An immutable one
// is kept for ever, another one is asked for each time.
func (a *asset) serve(w http.ResponseWriter, r *http.Request, immutable bool) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	if immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	c := identity
	if a.forms != nil {
		h.Add("Vary", "Accept-Encoding")
		c = negotiate(r.Header.Get("Accept-Encoding"), brotlied, gzipped)
	}
	tag := etag(a.hash, c)
	h.Set("ETag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", a.mime)
	if a.name == "app.wasm" {
		h.Set(wasmSize, strconv.Itoa(a.size))
		h.Set("Access-Control-Expose-Headers", wasmSize)
	}
	if c != identity {
		h.Set("Content-Encoding", string(c))
		h.Set("Content-Length", strconv.Itoa(len(a.forms[c])))
		w.Write(a.forms[c]) // a client that has gone is no error of ours
		return
	}
	h.Set("Content-Length", strconv.Itoa(a.size))
	if r.Method != http.MethodHead {
		io.Copy(w, a.open())
	}
}

// open reads the file as it is.
func (a *asset) open() io.Reader {
	if a.plain != nil || a.size == 0 {
		return bytes.NewReader(a.plain)
	}
	r, err := gzip.NewReader(bytes.NewReader(a.forms[gzipped]))
	if err != nil {
		return strings.NewReader("")
	}
	return r
}

// etag is an entity tag: each coding of a file is a representation of its own
// (RFC 9110 section 8.8.3.3).
func etag(hash string, c coding) string {
	if c == identity {
		return `"` + hash + `"`
	}
	return `"` + hash + "-" + string(c) + `"`
}

// matches reports whether If-None-Match names the tag, by weak comparison
// (RFC 9110 section 13.1.2).
func matches(ifNoneMatch, tag string) bool {
	for item := range strings.SplitSeq(ifNoneMatch, ",") {
		item = strings.TrimPrefix(strings.TrimSpace(item), "W/")
		if item == tag || item == "*" {
			return true
		}
	}
	return false
}
