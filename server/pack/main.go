// Command pack builds app.wasm and leaves in web/ what a browser is sent: the
// WebAssembly with brotli and with gzip, and the wasm_exec.js of the toolchain
// that built it. It does nothing where that is there already. It is run from
// the root of the module: go run ./server/pack
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
)

func main() {
	if err := pack("./app", "web"); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack(source, dir string) error {
	tmp, err := os.MkdirTemp("", "hopscope-pack")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	wasm, err := build(source, filepath.Join(tmp, "app.wasm"))
	if err != nil {
		return err
	}
	if err := copyExec(dir); err != nil {
		return err
	}
	if packed(dir, wasm) {
		return nil
	}
	fmt.Fprintf(os.Stderr, "compressing app.wasm, %d bytes; this takes half a minute\n", len(wasm))
	var br, gz bytes.Buffer
	if err := write(brotli.NewWriterOptions(&br, brotli.WriterOptions{Quality: 11, LGWin: 24}), wasm); err != nil {
		return err
	}
	w, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := write(w, wasm); err != nil {
		return err
	}
	// The gzip form is written last: packed looks at that one.
	if err := os.WriteFile(filepath.Join(dir, "app.wasm.br"), br.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "app.wasm.gz"), gz.Bytes(), 0o644)
}

// build compiles the program for the browser, without paths, without the commit
// (the same source is to be the same file), without the tables that only a
// debugger reads, and without inlining: what is not copied to where it is called
// is a tenth of what a visitor has to wait for. In the profiles alone inlining
// makes data of what would be code. HTTP/2 stays out: in a browser net/http, which
// go-app brings, speaks through fetch. Its data becomes one piece, for the same
// reason.
func build(source, out string) ([]byte, error) {
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-gcflags=all=-l", "-gcflags=github.com/hopscope/hopscope/app/client=", "-tags=nethttpomithttp2", "-o", out, source)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("building %s for the browser: %w", source, err)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	return joinData(wasm)
}

// copyExec copies wasm_exec.js. go-app carries one of its own; this one fits the
// toolchain.
func copyExec(dir string) error {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	js, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "wasm_exec.js"), js, 0o644)
}

// packed reports whether dir holds this very WebAssembly.
func packed(dir string, wasm []byte) bool {
	if _, err := os.Stat(filepath.Join(dir, "app.wasm.br")); err != nil {
		return false
	}
	f, err := os.Open(filepath.Join(dir, "app.wasm.gz"))
	if err != nil {
		return false
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		return false
	}
	old, err := io.ReadAll(r)
	return err == nil && bytes.Equal(old, wasm)
}

func write(w io.WriteCloser, data []byte) error {
	if _, err := w.Write(data); err != nil {
		return err
	}
	return w.Close()
}
