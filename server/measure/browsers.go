package main

import "net/http"

// The browsers.

var browsers = []subject{}

// pagesOf are the pages that a browser's driver serves itself; nil for any other.
func pagesOf(d driver) http.Handler {
	if p, ok := d.(interface{ pages() http.Handler }); ok {
		return p.pages()
	}
	return nil
}
