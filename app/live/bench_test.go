package live

import "testing"

// BenchmarkAnswer is what a live hop costs beyond net/http and the recording.
func BenchmarkAnswer(b *testing.B) {
	m, err := Map(post(hop(307, "/2"), hop(307, "https://b.example/3")), "ID", fourOrigins, "")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if m.Answer(0, "/1", "POST", nil).Status != 307 {
			b.Fatal("no 307")
		}
	}
}

// BenchmarkTell is what a watched run costs with every exchange.
func BenchmarkTell(b *testing.B) {
	m, err := Map(post(hop(307, "/2"), hop(307, "/3"), hop(307, "/4"), hop(307, "/5")), "ID", fourOrigins, "")
	if err != nil {
		b.Fatal(err)
	}
	trace, err := m.Live.Follow()
	if err != nil {
		b.Fatal(err)
	}
	var list []Exchange
	for _, e := range trace.Exchanges {
		list = append(list, arrived(e, "x"))
	}
	b.Run("compare", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			m.Tell(list)
		}
	})
	told := m.Tell(list)
	b.Run("likeness", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			m.Likeness(told)
		}
	})
}
