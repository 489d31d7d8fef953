package main

// The script of <hop-scope>, which the pages of others load.

import (
	"crypto/sha512"
	"encoding/base64"
	"net/http"
)

// elementScript is the newest version of it. A page may pin a version by the hash
// of its bytes: a released file stays as it is, and what changes gets the next
// number, beside it.
const elementScript = "embed-1.js"

// elementPath is where the newest is, whichever that is.
const elementPath = "/embed.js"

// routeElement adds it to the table of addresses.
func (s *server) routeElement(mux *http.ServeMux) {
	serve := func(immutable bool) http.Handler {
		return anySite(read(func(w http.ResponseWriter, r *http.Request) { s.bundle[elementScript].serve(w, r, immutable) }))
	}
	mux.Handle(elementPath, serve(false))
	mux.Handle("/"+elementScript, serve(true))
}

// anySite lets the pages of every site load and read what is answered.
func anySite(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		w.Header().Set("Access-Control-Allow-Origin", "*")
		h.ServeHTTP(w, r)
	})
}

// integrity returns the hash of an asset as the attribute of a script names it.
func (b bundle) integrity(name string) string { return b[name].integrity() }

func (a *asset) integrity() string {
	sum := sha512.Sum384(a.plain)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}
