package livebench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What every server is asked with. One thread of wrk keeps more than one
// processor's worth of a server busy.
const connections = 32

// A speed is what was measured of a server.
type speed struct {
	requests int
	perSec   float64
	p50, p99 float64 // in milliseconds
	cpu      float64 // of the server, in microseconds a request
}

// A walk is how the targets are asked for: so many at a time, each so often. seconds
// is for how long; 0 is one.
type walk struct{ width, times, seconds int }

// ask lets wrk ask a server for that long. It fails the benchmark where a request
// had no answer, or one above 399.
func (w walk) ask(b *testing.B, p *program, targets []string) speed {
	b.Helper()
	file := filepath.Join(b.TempDir(), "targets")
	if err := os.WriteFile(file, []byte(strings.Join(targets, "\n")+"\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	before := p.processor(b)
	out, err := exec.Command("wrk", "-t", "1", "-c", fmt.Sprint(connections), "-d", fmt.Sprintf("%ds", max(1, w.seconds)),
		"-s", "walk.lua", p.url, "--", file, fmt.Sprint(w.width), fmt.Sprint(w.times)).CombinedOutput()
	if err != nil {
		b.Fatalf("wrk: %v\n%s", err, out)
	}
	used := p.processor(b) - before
	_, line, _ := strings.Cut(string(out), "walked ")
	var requests, duration, p50, p99, failed float64
	if _, err := fmt.Sscan(line, &requests, &duration, &p50, &p99, &failed); err != nil {
		b.Fatalf("wrk said what walk.lua does not: %v\n%s", err, out)
	}
	if failed > 0 || requests == 0 {
		b.Fatalf("%.0f of %.0f requests to %s failed:\n%s", failed, requests, p.url, out)
	}
	us := float64(time.Microsecond)
	return speed{int(requests), requests / duration * 1e6, p50 / 1e3, p99 / 1e3, float64(used) / us / requests}
}
