package livebench

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
)

// BenchmarkMemory measures what live runs take of the memory: as many as are kept
// by default, of four hops each, through which a client sends a body of 1 KiB.
func BenchmarkMemory(b *testing.B) {
	const runs, hops, size = 10_000, 4, 1 << 10
	path := build(b, b.TempDir())
	for b.Loop() {
		metrics := freeAddr(b)
		p := startHopscope(b, path, "-metrics-addr", metrics)
		client, closeIdle := newClient()
		defer closeIdle()
		before := p.memory(b, metrics)
		starts := makeRuns(b, client, p.url, chain(http.MethodPost, hops), runs)
		made := p.memory(b, metrics)
		body := strings.Repeat("x", size)
		inParallel(b, runs, func(i int) error {
			_, err := send(client, p.url+starts[i], "text/plain", body, http.StatusOK)
			return err
		})
		after := p.memory(b, metrics)
		p.stop(b)
		if got, want := after.exchanges, float64(runs*(hops+1)); got != want {
			b.Fatalf("%.0f exchanges are recorded, want %.0f", got, want)
		}
		var table strings.Builder
		fmt.Fprintf(&table, "\n%-40s %10s %10s %16s\n", fmt.Sprintf("%d runs of %d exchanges, 1 KiB each", runs, hops+1),
			"RSS MB", "live MB", "own count MB")
		row := func(label string, m memory) {
			fmt.Fprintf(&table, "%-40s %10.1f %10.1f %16.1f\n", label, m.resident/1e6, m.live/1e6, m.counted/1e6)
		}
		row("at the start", before)
		row("the runs are made", made)
		row("the exchanges are recorded", after)
		perRun, perExchange := made.less(before).over(runs), after.less(made).over(after.exchanges)
		fmt.Fprintf(&table, "%-40s %10.0f %10.0f %16.0f\n", "bytes a run", perRun.resident, perRun.live, perRun.counted)
		fmt.Fprintf(&table, "%-40s %10.0f %10.0f %16.0f", "bytes an exchange", perExchange.resident, perExchange.live, perExchange.counted)
		b.Log(table.String())
	}
}

// A memory is what a program takes, in bytes.
type memory struct {
	resident float64 // as the system counts
	live     float64 // of the heap, at the last collection
	counted  float64 // as the program counts what the runs take
	// exchanges is how many are recorded.
	exchanges float64
}

func (m memory) less(n memory) memory {
	return memory{m.resident - n.resident, m.live - n.live, m.counted - n.counted, m.exchanges - n.exchanges}
}

func (m memory) over(n float64) memory {
	return memory{m.resident / n, m.live / n, m.counted / n, m.exchanges / n}
}

// memory reads what the program takes, when the collector has looked at all that
// there is now. Of the heap it is half of where the next collection begins.
func (p *program) memory(b *testing.B, metrics string) memory {
	b.Helper()
	const cycles = "go_gc_duration_seconds_count"
	figures := read(b, "http://"+metrics+"/metrics")
	for begun := figure(b, figures, cycles); figure(b, figures, cycles) < begun+2; {
		read(b, p.url+"/") // a page is made anew for each visit
		figures = read(b, "http://"+metrics+"/metrics")
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	return memory{
		resident:  1024 * figure(b, string(status), "VmRSS:"),
		live:      figure(b, figures, "go_memstats_next_gc_bytes") / 2,
		counted:   figure(b, figures, "hopscope_live_bytes"),
		exchanges: figure(b, figures, "hopscope_live_exchanges_total"),
	}
}

func read(b *testing.B, url string) string {
	b.Helper()
	answer, err := http.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		b.Fatalf("GET %s: %s, %v: %s", url, answer.Status, err, text)
	}
	return string(text)
}

// figure finds the number that follows a name at the beginning of a line.
func figure(b *testing.B, text, name string) (n float64) {
	b.Helper()
	_, after, _ := strings.Cut("\n"+text, "\n"+name)
	if _, err := fmt.Sscan(after, &n); err != nil {
		b.Fatalf("no %s in %q", name, text)
	}
	return n
}

// freeAddr returns an address where nobody listens.
func freeAddr(b *testing.B) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
