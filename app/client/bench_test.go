package client_test

import (
	"fmt"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// long is a POST with credentials through n hops that keep it.
func long(n int) redirect.Scenario {
	s := redirect.Scenario{Request: request("POST+", "https://a.test/0")}
	s.Request.Headers = redirect.Headers{{Name: "Authorization", Value: "Bearer t"}, {Name: "Content-Type", Value: "text/x"}}
	for i := range n {
		s.Hops = append(s.Hops, hop(307, fmt.Sprintf("/%d", i+1)))
	}
	return s
}

func BenchmarkFollow(b *testing.B) {
	profile, err := client.Lookup("curl") // the only one that follows 50
	if err != nil {
		b.Fatal(err)
	}
	p, err := profile.Policy(nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1, 2, 5, 10, 20, 50} {
		s := long(n)
		b.Run(fmt.Sprintf("hops=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if t := redirect.Follow(p, s); len(t.Exchanges) != n+1 {
					b.Fatalf("%d exchanges", len(t.Exchanges))
				}
			}
		})
	}
}

// Every profile over one chain of three hops: what the comparison costs.
func BenchmarkAllProfiles(b *testing.B) {
	s := long(3)
	b.ReportAllocs()
	for b.Loop() {
		for _, profile := range client.All() {
			p, err := profile.Policy(nil)
			if err != nil {
				b.Fatal(err)
			}
			redirect.Follow(p, s)
		}
	}
}
