// Command bare answers every request with a redirect, and does nothing else: what
// net/http alone can do. The benchmarks measure the live runs beside it; with the
// argument "limits" its connections have the limits that those of the program have,
// which cost net/http a tenth.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"time"
)

func main() {
	srv := &http.Server{Handler: http.HandlerFunc(redirect)}
	if len(os.Args) > 1 && os.Args[1] == "limits" { // as in ../../serve.go
		srv.ReadTimeout = 15 * time.Second
		srv.WriteTimeout, srv.IdleTimeout = 2*time.Minute, 2*time.Minute
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err == nil {
		fmt.Printf("bare is at http://%s\n", l.Addr())
		err = srv.Serve(l)
	}
	fmt.Fprintln(os.Stderr, "bare:", err)
	os.Exit(1)
}

// redirect answers with a Location as long as that of a live run.
func redirect(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", "/live/ABCDEFGHIJKLMNOPQRSTUVWXYZ/0/hop-1")
	w.WriteHeader(http.StatusTemporaryRedirect)
}
