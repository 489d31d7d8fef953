package runs

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/scenario"
)

// benched returns runs without a listener, and a function that makes one.
func benched(tb testing.TB) (*Runs, func() *run) {
	o := DefaultOptions()
	o.Exchanges, o.PerMinute = maxExchanges, 1_000_000
	origins := []string{"http://127.0.0.1:8080", "http://localhost:8080"}
	o.Origins = func(*http.Request) []string { return origins }
	o.Client = func(*http.Request) netip.Addr { return netip.MustParseAddr("192.0.2.1") }
	rs, err := New(o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(rs.Close)
	text := scenarioOf(`"status": 302, "location": "/next"`, `"status": 307, "location": "https://b.example/last"`)
	return rs, func() *run {
		r := httptest.NewRequest("POST", live.Path, strings.NewReader(text))
		r.Header.Set("Content-Type", "application/json")
		made, refused := rs.make(httptest.NewRecorder(), r)
		if refused != nil {
			tb.Fatal(refused.text)
		}
		return made
	}
}

// nobody is a ResponseWriter that keeps nothing.
type nobody struct{ h http.Header }

func (n nobody) Header() http.Header         { return n.h }
func (n nobody) Write(p []byte) (int, error) { return len(p), nil }
func (n nobody) WriteHeader(int)             {}

// BenchmarkHop is what recording and answering add to net/http's own work.
func BenchmarkHop(b *testing.B) {
	rs, make := benched(b)
	at := make()
	r := httptest.NewRequest("POST", at.mapping.Live.Request.URL, nil)
	r.RequestURI = strings.TrimPrefix(at.mapping.Live.Request.URL, "http://127.0.0.1:8080")
	w := nobody{http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		clear(w.h)
		at.mu.Lock()
		if len(at.records) == at.limit {
			rs.memory.give(at.share, at.bytes)
			at.records, at.bytes = at.records[:0], 0
		}
		at.mu.Unlock()
		rs.Hop(w, r)
	}
}

// BenchmarkTell is what each exchange of a watched run costs.
func BenchmarkTell(b *testing.B) {
	_, make := benched(b)
	at := make()
	fill(at, 5)
	told := at.exchanges(at.recorded())
	b.Run("exchanges", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			at.exchanges(at.recorded())
		}
	})
	b.Run("likeness", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			at.mapping.Likeness(told)
		}
	})
}

// fill records exchanges with a kilobyte of body, as curl sends them.
func fill(r *run, n int) (bytes int64) {
	for range n {
		rec := record{body: make([]byte, 1<<10), length: 1 << 10, client: netip.MustParseAddr("192.0.2.1")}
		rec.head = fmt.Sprintf("POST /live/%s/0/start HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\nContent-Type: text/plain\r\nContent-Length: 1024\r\n\r\n", r.id)
		r.add(rec, rec.size())
		bytes += rec.size()
	}
	return bytes
}

// TestMemory holds the account against what the runs take: it may say more, and
// not much less.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("makes 2,000 runs")
	}
	rs, make := benched(t)
	before := heap()
	const runs = 2000
	for range runs {
		made := make()
		rs.memory.take(made.share, fill(made, 5))
	}
	took, said := int64(heap()-before), rs.memory.used.Load()
	t.Logf("a run of 5 exchanges with 1 KiB each takes %d bytes, and counts %d", took/runs, said/runs)
	if said < took*9/10 || said > took*3 {
		t.Errorf("%d bytes are taken, %d counted", took, said)
	}
	runtime.KeepAlive(rs)
}

// TestMappedSize does the same for large scenarios.
func TestMappedSize(t *testing.T) {
	hops := func(hop string, n int) string { return strings.TrimSuffix(strings.Repeat(hop+",", n), ",") }
	long := strings.Repeat("x", 8000)
	tests := []struct{ sentence, url, hops string }{
		{"many headers", "/", hops(`{"status": 302, "location": "/x", "headers": [`+hops(`{"name": "X-A", "value": "b"}`, 90)+`]}`, 50)},
		{"many hops at one long address", "/" + long, hops(`{"status": 302, "location": ""}`, 50)},
		{"many queries of a long path", "/" + long, hops(`{"status": 302, "location": "?a"}`, 50)},
		{"many hops with long addresses", "/", hops(`{"status": 302, "location": "/`+long[:4000]+`"}`, 50)},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			text := `{"scenario": 1, "request": {"method": "GET", "url": "https://a.example` + test.url + `"}, "hops": [` + test.hops + `]}`
			before := heap()
			const runs = 3
			var kept []*live.Mapping
			for range runs {
				s, err := scenario.Decode([]byte(text))
				if err != nil {
					t.Fatal(err)
				}
				m, err := live.Map(s, "id", []string{"http://127.0.0.1:8080"}, "")
				if err != nil {
					t.Fatal(err)
				}
				kept = append(kept, m)
			}
			took, said := int64(heap()-before)/runs, mappedSize(kept[0])
			t.Logf("%d bytes of JSON take %d, and count %d", len(text), took, said)
			if said < took*9/10 {
				t.Errorf("a mapping takes %d bytes, and counts %d", took, said)
			}
			runtime.KeepAlive(kept)
		})
	}
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
