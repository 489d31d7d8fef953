package browsertest

// How soon a request that arrived is to be seen.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"
)

// BenchmarkLiveRow sends a hundred requests, one after the other, and measures
// from each one's arrival at the server until its row is in the page, and until
// the next paint shows it. Both clocks are this machine's.
func BenchmarkLiveRow(b *testing.B) {
	const passes, hops = 20, 5
	for b.Loop() {
		p := newPage(b)
		p.before(`window.inPage = {}; window.shown = {};
			const painted = new MessageChannel();
			painted.port1.onmessage = (e) => { for (const n of e.data) shown[n] = performance.timeOrigin + performance.now(); };
			const look = () => {
				const now = performance.timeOrigin + performance.now();
				const fresh = [...document.querySelectorAll("[id^=came-]")].map((e) => e.id.slice(5)).filter((n) => !(n in inPage));
				for (const n of fresh) inPage[n] = now;
				// A task that a frame asks for runs when the frame has been painted.
				if (fresh.length) requestAnimationFrame(() => painted.port2.postMessage(fresh));
			};
			new MutationObserver(look).observe(document, { childList: true, subtree: true });`)
		p.openLive("/live?client=go&hop=302,/1&hop=307,https://other.example/2&hop=301,/3&hop=308,/4")
		p.click("button", "Run it live")
		p.expect(".live", "The run waits for its first request.")
		start := p.address()
		n := 0
		seen := func() {
			n++
			time.Sleep(60 * time.Millisecond) // asking whether it is painted would be in its way
			p.wait(fmt.Sprintf("request %d is painted", n), fmt.Sprintf("shown[%d]", n))
			time.Sleep(20 * time.Millisecond) // and in the way of the next one
		}
		client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
			seen()
			return nil
		}}
		for range passes {
			r, err := client.Get(start)
			if err != nil {
				b.Fatal(err)
			}
			r.Body.Close()
			seen()
		}
		if n != passes*hops {
			b.Fatalf("%d requests were sent, want %d", n, passes*hops)
		}
		at := arrivals(b, start, n)
		for what, times := range map[string][]float64{
			"row":   eval[[]float64](p, fmt.Sprintf(`Array.from({ length: %d }, (_, i) => inPage[i + 1])`, n)),
			"paint": eval[[]float64](p, fmt.Sprintf(`Array.from({ length: %d }, (_, i) => shown[i + 1])`, n)),
		} {
			within := 0.0
			for i := range times {
				times[i] -= at[i]
				if i%hops > 0 {
					within = max(within, times[i])
				}
			}
			reportMedian(b, "arrival-to-"+what, times)
			// The event stream ends with every pass, and the browser takes a while
			// to connect again: the first request of the next one waits for that.
			b.ReportMetric(within, "arrival-to-"+what+"-within-a-pass-worst-ms")
		}
	}
}

// arrivals are when the requests of a run arrived, in milliseconds of the epoch.
func arrivals(b *testing.B, start string, n int) []float64 {
	b.Helper()
	r, err := http.Get(start[:len(start)-len("/0/start")])
	if err != nil {
		b.Fatal(err)
	}
	defer r.Body.Close()
	var run struct{ Exchanges []struct{ At time.Time } }
	if err := json.NewDecoder(r.Body).Decode(&run); err != nil {
		b.Fatal(err)
	}
	if len(run.Exchanges) != n {
		b.Fatalf("the server has %d exchanges, want %d", len(run.Exchanges), n)
	}
	at := make([]float64, n)
	for i, e := range run.Exchanges {
		at[i] = float64(e.At.UnixMicro()) / 1000
	}
	return at
}
