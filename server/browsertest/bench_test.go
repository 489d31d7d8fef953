package browsertest

// The figures that a person feels, in Chromium: make bench prints them.

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// reportMedian reports the median and the worst of some times in milliseconds.
func reportMedian(b *testing.B, what string, times []float64) {
	b.Helper()
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], what+"-median-ms")
	b.ReportMetric(times[len(times)-1], what+"-worst-ms")
}

// BenchmarkStep presses the keys of a step fifty times, and measures from each
// press until the page has changed, and until the next paint shows it. A screen
// of 60 Hz paints every 16.7 ms: a change waits for half of that on average.
func BenchmarkStep(b *testing.B) {
	for b.Loop() {
		p := newPage(b)
		p.before(`window.times = []; window.changed = [];
			addEventListener("keydown", (e) => { window.pressed = e.timeStamp; }, true);
			const painted = new MessageChannel();
			painted.port1.onmessage = () => { times.push(performance.now() - pressed); };
			addEventListener("DOMContentLoaded", () => {
				// A task that a frame asks for runs when the frame has been painted.
				window.watch = () => new MutationObserver(() => {
					if (watch.asked) return;
					changed.push(performance.now() - pressed);
					watch.asked = true;
					requestAnimationFrame(() => { watch.asked = false; painted.port2.postMessage(0); });
				}).observe(document.querySelector(".transport .count"), { characterData: true, subtree: true, childList: true });
			});`)
		p.open("/")
		eval[bool](p, `watch(), true`)
		const presses = 50
		for i := range presses {
			key := kb.ArrowRight
			if i/8%2 == 1 { // there and back
				key = kb.ArrowLeft
			}
			// Held for a while, as people do: the end of a press is an event of its
			// own, for which Chromium puts off the task that tells of the paint.
			press := kb.Encode([]rune(key)[0])
			call(p, input.DispatchKeyEvent, *press[0])
			time.Sleep(70 * time.Millisecond) // asking whether it is painted would be in its way
			call(p, input.DispatchKeyEvent, *press[len(press)-1])
			time.Sleep(30 * time.Millisecond)
			p.wait("it is painted", fmt.Sprintf("times.length === %d", i+1))
		}
		reportMedian(b, "changed", eval[[]float64](p, "changed"))
		reportMedian(b, "paint", eval[[]float64](p, "times"))
	}
}

// BenchmarkVisit opens the playground and the page that only says hello, five
// times each in a browser that knows nothing, and five times where it has been
// before. Shown is the first paint with content, ready is when the first step
// can be taken.
func BenchmarkVisit(b *testing.B) {
	hello := startHello(b)
	sites := []struct{ name, url, ready string }{
		{"playground", siteURL + "/", works},
		{"hello", hello, `!document.getElementById("app-wasm-loader") && document.getElementById("hello")`},
	}
	for _, site := range sites {
		for _, warm := range []bool{false, true} {
			name := site.name + "/cold"
			if warm {
				name = site.name + "/warm"
			}
			b.Run(name, func(b *testing.B) {
				for b.Loop() {
					var shown, ready []float64
					p := newPage(b)
					for i := range 5 {
						if i > 0 && !warm {
							p = newPage(b)
						}
						if i == 0 && warm {
							visit(p, site.url, site.ready)
							eval[bool](p, `navigator.serviceWorker.ready.then(() => true)`)
						}
						s, r := visit(p, site.url, site.ready)
						shown, ready = append(shown, s), append(ready, r)
					}
					reportMedian(b, "shown", shown)
					reportMedian(b, "ready", ready)
				}
			})
		}
	}
}

// visit opens an address and returns after how many milliseconds there was
// something to see, and after how many the page worked.
func visit(p *page, address, ready string) (shown, works float64) {
	p.before(`(() => {
		const look = () => {
			if (document.body && (` + ready + `)) window.readyAt = performance.now();
			else requestAnimationFrame(look);
		};
		look();
	})();`)
	p.goTo("about:blank")
	do(p, chromedp.Navigate(address))
	p.wait("the page works", "window.readyAt")
	shown = eval[float64](p, `performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0`)
	return shown, eval[float64](p, "readyAt")
}

// startHello builds the smallest page as the playground is built, and serves it.
func startHello(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	wasm := filepath.Join(dir, "app.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-gcflags=all=-l", "-o", wasm, "./hello")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("building hello: %v\n%s", err, out)
	}
	raw, err := os.ReadFile(wasm)
	if err != nil {
		b.Fatal(err)
	}
	var br bytes.Buffer
	w := brotli.NewWriterOptions(&br, brotli.WriterOptions{Quality: 11, LGWin: 24})
	if _, err := w.Write(raw); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(wasm+".br", br.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	b.Logf("hello: app.wasm has %d bytes, %d with brotli", len(raw), br.Len())

	program := filepath.Join(dir, "hello")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", program, "./hello").CombinedOutput(); err != nil {
		b.Fatalf("building hello: %v\n%s", err, out)
	}
	server := exec.Command(program, dir)
	stdout, err := server.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		server.Process.Kill()
		server.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	address := strings.TrimPrefix(strings.TrimSpace(line), "hello is at ")
	ours.Store(strings.TrimPrefix(address, "http://"), true)
	return address + "/"
}
