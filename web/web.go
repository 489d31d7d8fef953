// Package web holds what the browser is given beside the page: style sheet,
// scripts, icons, and the WebAssembly once it is built.
package web

import "embed"

// Files are the files of this directory. The build adds app.wasm.br,
// app.wasm.gz and wasm_exec.js, which are not in git: hence the pattern that
// matches with and without them. Whoever serves Files chooses by name.
//
//go:embed *
var Files embed.FS
