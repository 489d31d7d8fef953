package live

import (
	"runtime"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// TestSize holds the size that a mapping says it has against the heap.
func TestSize(t *testing.T) {
	long := scenario.Scenario{Client: "curl", Request: redirect.Request{Method: "GET", URL: "https://a.example/" + strings.Repeat("é", 4000)}}
	for i := range scenario.MaxHops {
		long.Hops = append(long.Hops, hop(302, "?"+itoa(i)))
	}
	headers := post(hop(302, "/2"))
	for range scenario.MaxHeaders {
		headers.Hops[0].Headers = append(headers.Hops[0].Headers, redirect.Header{Name: "X-A", Value: "b"})
	}
	tests := []struct {
		name string
		s    scenario.Scenario
	}{
		{"few bytes", post(hop(302, "/2"))},
		{"relative Locations at a long URL", long},
		{"many headers", headers},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const n = 20
			kept := make([]*Mapping, n)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			for i := range kept {
				kept[i] = mapped(t, tt.s)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			heap := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) / n
			said := kept[0].Size() + 4<<10 // what the server adds
			if said < heap*3/4 || said > heap*4+8<<10 {
				t.Errorf("%d bytes said, %d kept", said, heap)
			}
			runtime.KeepAlive(kept)
		})
	}
}
