package browsertest

// What a page pays for what is embedded in it: make bench prints it.

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// A bill is what Hopscope sends to a tab over the wire, headers included. Frames
// on another port of the same host are of the tab's process, and so in it.
type bill struct {
	mu       sync.Mutex
	ours     map[network.RequestID]bool
	bytes    float64
	requests float64
}

// bill counts from now on.
func (p *page) bill() *bill {
	p.t.Helper()
	b := &bill{ours: map[network.RequestID]bool{}}
	err := chromedp.Listen(p.ctx, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if strings.HasPrefix(e.Request.URL, siteURL) {
				b.ours[e.RequestID] = true
				b.requests++
			}
		case *network.EventLoadingFinished:
			if b.ours[e.RequestID] {
				b.bytes += e.EncodedDataLength
			}
		}
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return b
}

// since returns what was sent since it was asked the last time, after a pause in
// which more might come.
func (b *bill) since() (bytes, requests float64) {
	time.Sleep(time.Second)
	b.mu.Lock()
	defer b.mu.Unlock()
	bytes, requests = b.bytes, b.requests
	b.bytes, b.requests = 0, 0
	return bytes, requests
}

// clickToStep clicks the nth element, and returns after how many milliseconds its
// playground takes keys.
func (p *page) clickToStep(nth int) float64 {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(() => {
		window.took = 0;
		inside("button", %[1]d).addEventListener("click", ({ timeStamp }) => {
			const look = () => {
				if (inside(".live", %[1]d)) window.took = performance.now() - timeStamp;
				else requestAnimationFrame(look);
			};
			look();
		}, { once: true });
		return true;
	})()`, nth))
	name := eval[string](p, fmt.Sprintf(`inside("button", %d).getAttribute("aria-label")`, nth))
	p.click("button", name)
	p.wait("the playground is shown", "took")
	return eval[float64](p, "took")
}

// BenchmarkEmbeds opens a page with three elements, picture first, in a browser
// that knows nothing, and clicks two of them; beside it a page with one iframe,
// which loads at once. Each is done five times. Shown is when the last picture is
// there; a step can be taken when the playground is ready and in sight.
func BenchmarkEmbeds(b *testing.B) {
	b.Run("three-elements", func(b *testing.B) {
		for b.Loop() {
			var shown, first, second []float64
			for range 5 {
				p := newPage(b)
				bill := p.bill()
				p.openAuthor(author(b, "", `<script src="`+siteURL+`/embed-1.js" defer></script>`, three))
				p.wait("the pictures are shown", `[0, 1, 2].every((n) => inside("img", n)?.naturalWidth && inside(".drawn", n))`)
				shown = append(shown, eval[float64](p, `Math.max(...performance.getEntriesByType("resource").filter((e) => e.name.includes("/diagram.svg")).map((e) => e.responseEnd))`))
				bytes, requests := bill.since()
				b.ReportMetric(bytes, "before-bytes")
				b.ReportMetric(requests, "before-requests")
				first = append(first, p.clickToStep(0))
				bytes, requests = bill.since()
				b.ReportMetric(bytes, "first-click-bytes")
				b.ReportMetric(requests, "first-click-requests")
				second = append(second, p.clickToStep(1))
				bytes, _ = bill.since()
				b.ReportMetric(bytes, "second-click-bytes")
			}
			reportMedian(b, "shown", shown)
			reportMedian(b, "first-click-to-step", first)
			reportMedian(b, "second-click-to-step", second)
		}
	})
	b.Run("one-iframe", func(b *testing.B) {
		for b.Loop() {
			var step []float64
			for range 5 {
				p := newPage(b)
				bill := p.bill()
				p.before(`addEventListener("message", (e) => { if (e.data?.type === "hopscope:ready") window.readyAt ??= performance.now(); });`)
				p.goTo(author(b, "", "", `<iframe title="A form" width="800" height="600" src="`+siteURL+`/embed?scenario=submit-307"></iframe>`))
				p.wait("it plays", "window.readyAt")
				step = append(step, eval[float64](p, "readyAt"))
				bytes, requests := bill.since()
				b.ReportMetric(bytes, "bytes")
				b.ReportMetric(requests, "requests")
			}
			reportMedian(b, "open-to-step", step)
		}
	})
	b.Run("script", func(b *testing.B) {
		for b.Loop() {
			for _, coding := range []string{"identity", "gzip", "br"} {
				b.ReportMetric(sentSize(b, siteURL+"/embed-1.js", coding), coding+"-bytes")
			}
		}
	})
}

// sentSize returns how many bytes an answer has in a coding.
func sentSize(b *testing.B, address, coding string) float64 {
	b.Helper()
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		b.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", coding)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	n, err := io.Copy(io.Discard, answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		b.Fatalf("%s: %s, %v", address, answer.Status, err)
	}
	return float64(n)
}
