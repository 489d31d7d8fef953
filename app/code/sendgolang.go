package code

import "github.com/hopscope/hopscope/app/redirect"

// The server of Go's standard library.

var golang = Sender{
	ID: "go", Name: "Go net/http", Lang: "go", File: "main.go",
	Note: "A pattern without a method, as `/old`, answers every method. `http.Redirect` writes a short body for GET, and none for POST.",
	Source: redirect.Source{
		Title: "Go, net/http, Redirect",
		URL:   "https://pkg.go.dev/net/http#Redirect",
	},
	Runs: true,
	snippets: sends(`
package main

import (
	"io"
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "/new")
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusMultipleChoices)
		io.WriteString(w, `+"`"+`<a href="/new">The page</a> or <a href="/new.pdf">the PDF</a>`+"`"+`)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8000", nil))
}
`, `
package main

import (
	"log"
	"net/http"
	"strings"
	"time"
)

func main() {
	http.HandleFunc("GET /old", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `+"`"+`"v1"`+"`"+`)
		// ServeContent compares If-None-Match with the ETag, and answers 304.
		http.ServeContent(w, r, "old.txt", time.Time{}, strings.NewReader("version 1"))
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8000", nil))
}
`, `
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) {
		LINE
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8000", nil))
}
`, by(`http.Redirect(w, r, "/new", WORD)`, map[int]string{
		301: "http.StatusMovedPermanently",
		302: "http.StatusFound",
		303: "http.StatusSeeOther",
		307: "http.StatusTemporaryRedirect",
		308: "http.StatusPermanentRedirect",
	})),
}
