package main

// The compressed forms of an export's files, for hosts that send such a file in
// place of the plain one.

import (
	"maps"
	"path"
	"runtime"
	"sync"
)

// suffixes are what nginx and Caddy expect behind the name of a compressed form.
var suffixes = map[coding]string{brotlied: ".br", gzipped: ".gz"}

// exportLevel is the level of brotli for the pages: the best one takes ten times as
// long for a twentieth less.
const exportLevel = 9

// addForms adds the compressed forms that are not there yet.
func addForms(files map[string][]byte) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	plain := maps.Clone(files)
	for name, content := range plain {
		if !compressible(name) {
			continue
		}
		for c, level := range map[coding]int{brotlied: exportLevel, gzipped: 9} {
			if _, there := plain[name+suffixes[c]]; there {
				continue
			}
			wg.Go(func() {
				turns <- struct{}{}
				form := compress(c, level, content)
				<-turns
				mu.Lock()
				defer mu.Unlock()
				files[name+suffixes[c]] = form
			})
		}
	}
	wg.Wait()
}

// compressible reports whether a file gets compressed forms: pictures of pixels are
// compressed already.
func compressible(name string) bool {
	mime := mimes[path.Ext(name)]
	return mime != "" && mime != mimes[".png"] && mime != mimes[".ico"]
}
