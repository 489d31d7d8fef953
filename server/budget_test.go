package main

// The size budget: the first thing a visitor feels.

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"testing"

	"github.com/hopscope/hopscope/web"
)

// The budgets, in bytes over the wire, to a browser that takes brotli. A go-app
// page that only says hello is 1.24 MB, built the same way.
const (
	wasmBudget  = 1_750_000
	visitBudget = 1_900_000
)

func TestBudget(t *testing.T) {
	h, err := newHandler(newSite(t, web.Files, ""))
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]int{}
	fetch := func(target string) string {
		sizes[target] = len(bodyOf(t, ask(h, "GET", "http://x"+target, "Accept-Encoding: gzip, deflate, br")))
		return bodyOf(t, ask(h, "GET", "http://x"+target))
	}
	page, worker := fetch("/"), fetch("/app-worker.js")
	for _, target := range regexp.MustCompile(`/(web/[^"]+|manifest\.webmanifest|favicon\.ico)`).FindAllString(page+worker, -1) {
		if sizes[target] == 0 {
			fetch(target)
		}
	}
	total := sizes["/"] // the service worker asks for the page once more
	for _, target := range slices.SortedFunc(maps.Keys(sizes), func(a, b string) int { return cmp.Compare(sizes[b], sizes[a]) }) {
		t.Logf("%9d  %s", sizes[target], target)
		total += sizes[target]
	}
	wasm := sizes[readURL(t)]
	t.Logf("%9d  the first visit; the budget is %d", total, visitBudget)
	t.Logf("%9d  app.wasm; the budget is %d", wasm, wasmBudget)
	if wasm > wasmBudget || wasm == 0 {
		t.Errorf("app.wasm is %d bytes, at most %d", wasm, wasmBudget)
	}
	if total > visitBudget {
		t.Errorf("the first visit is %d bytes, at most %d", total, visitBudget)
	}
}

func readURL(t *testing.T) string {
	t.Helper()
	wasm, err := readWasm(web.Files)
	if err != nil {
		t.Fatal(err)
	}
	return wasm.url()
}
