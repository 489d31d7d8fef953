package livebench

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/scenario"
)

// pictureRounds is how often each kind of picture is measured.
const pictureRounds = 5

// BenchmarkPicture measures how many pictures a second the server draws, each made
// anew for its address: of every starting scenario in turn, and of the longest
// journey there is.
func BenchmarkPicture(b *testing.B) { draw(b, "/diagram.svg") }

// BenchmarkPreview measures the same of the pictures beside links.
func BenchmarkPreview(b *testing.B) { draw(b, "/preview.png") }

func draw(b *testing.B, path string) {
	b.Helper()
	if _, err := exec.LookPath("wrk"); err != nil {
		b.Fatal("wrk is not installed: run make bench, or: sudo apt-get install wrk")
	}
	program := build(b, b.TempDir())
	starting := make([]string, 0, 64)
	for _, s := range scenario.Startings() {
		starting = append(starting, path+"?scenario="+s.ID)
	}
	longest := path + "?client=curl&option=max-redirs:-1&url=https://a.example/0"
	for n := range scenario.MaxHops {
		longest += fmt.Sprintf("&hop=307,https://h%d.example/%d", n, n)
	}
	all := []*contender{
		{name: "the starting scenarios", walk: walk{width: len(starting), times: 1, seconds: 3}},
		{name: "50 hops over 51 origins", walk: walk{width: 1, times: 1, seconds: 3}},
	}
	for b.Loop() {
		for range pictureRounds {
			for i, targets := range [][]string{starting, {longest}} {
				p := startHopscope(b, program)
				all[i].walk.ask(b, p, targets)
				all[i].speeds = append(all[i].speeds, all[i].walk.ask(b, p, targets))
				p.stop(b)
				os.Remove(p.log)
			}
		}
	}
	var table strings.Builder
	fmt.Fprintf(&table, "\n%-34s %8s %8s %8s %16s\n", fmt.Sprintf("%d connections, %d rounds", connections, pictureRounds), "req/s", "p50 ms", "p99 ms", "CPU µs/request")
	for _, c := range all {
		fmt.Fprintf(&table, "%-34s %8.0f %8.2f %8.2f %16.1f\n", c.name,
			c.median(func(s speed) float64 { return s.perSec }),
			c.median(func(s speed) float64 { return s.p50 }),
			c.median(func(s speed) float64 { return s.p99 }),
			c.median(func(s speed) float64 { return s.cpu }))
	}
	b.Log(table.String())
}
