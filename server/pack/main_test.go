package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
)

func TestPacked(t *testing.T) {
	wasm := []byte("\x00asm, the one that was just built")
	zipped := func(data []byte) []byte {
		var b bytes.Buffer
		if err := write(gzip.NewWriter(&b), data); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	whole := zipped(wasm)
	tests := []struct {
		sentence string
		files    map[string][]byte
		want     bool
	}{
		{"nothing is there", nil, false},
		{"the same is there", map[string][]byte{"app.wasm.br": {1}, "app.wasm.gz": whole}, true},
		{"another one is there", map[string][]byte{"app.wasm.br": {1}, "app.wasm.gz": zipped([]byte("\x00asm of yesterday"))}, false},
		{"the brotli form is missing", map[string][]byte{"app.wasm.gz": whole}, false},
		{"the gzip form is missing", map[string][]byte{"app.wasm.br": {1}}, false},
		{"the gzip form is cut off", map[string][]byte{"app.wasm.br": {1}, "app.wasm.gz": whole[:len(whole)-9]}, false},
		{"the gzip form is none", map[string][]byte{"app.wasm.br": {1}, "app.wasm.gz": []byte("hello")}, false},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			dir := t.TempDir()
			for name, data := range test.files {
				if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if got := packed(dir, wasm); got != test.want {
				t.Errorf("packed: %t, want %t", got, test.want)
			}
		})
	}
}

// TestCopyExec expects the script of the toolchain that runs this test.
func TestCopyExec(t *testing.T) {
	dir := t.TempDir()
	if err := copyExec(dir); err != nil {
		t.Fatal(err)
	}
	js, err := os.ReadFile(filepath.Join(dir, "wasm_exec.js"))
	if err != nil || !bytes.Contains(js, []byte("globalThis.Go = class")) {
		t.Errorf("wasm_exec.js has %d bytes, %v", len(js), err)
	}
}
