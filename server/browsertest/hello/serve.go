//go:build !wasm

package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// resources serves the compressed app.wasm, and an icon for everything else.
type resources struct{ dir string }

func (resources) Package() string { return "" }
func (resources) Static() string  { return "" }
func (resources) AppWASM() string { return "/web/app.wasm" }

func (r resources) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if filepath.Ext(req.URL.Path) != ".wasm" {
		w.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`)
		return
	}
	w.Header().Set("Content-Type", "application/wasm")
	w.Header().Set("Content-Encoding", "br")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeFile(w, req, filepath.Join(r.dir, "app.wasm.br"))
}

func serve() {
	if len(os.Args) != 2 {
		log.Fatal("hello takes the directory of app.wasm.br")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("hello is at http://%s\n", l.Addr())
	log.Fatal(http.Serve(l, &app.Handler{
		Name:      "Hello",
		Version:   "1",
		Icon:      app.Icon{Default: "/web/icon.svg", Large: "/web/icon.svg", SVG: "/web/icon.svg"},
		Resources: resources{os.Args[1]},
	}))
}
