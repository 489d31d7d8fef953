package wire

import (
	"fmt"
	"testing"
)

func TestTake(t *testing.T) {
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			sent := []byte(test.sent)
			try := func(how string, pieces pieces) {
				t.Helper()
				if got := marks(check(t, sent, pieces)); got != test.want {
					t.Errorf("%s: heads %q, want %q", how, got, test.want)
				}
			}
			try("whole", whole)
			try("pieces of 1000 bytes", atMost(1000))
			if len(sent) > 10000 {
				return
			}
			for _, n := range []int{1, 2, 3, 7, 100} {
				try(fmt.Sprintf("pieces of %d bytes", n), atMost(n))
			}
			try("pieces of any size", thrown(1, 50))
			for at := 1; at < min(len(sent), 300); at++ {
				try(fmt.Sprintf("split at %d", at), splitAt(at, len(sent)))
			}
		})
	}
}

// Whatever is sent, in whatever pieces: a head that is known is the right one, and
// the server's answer is the one it gives without a tap.
func FuzzHeads(f *testing.F) {
	for _, test := range tests {
		if len(test.sent) < 10000 {
			f.Add([]byte(test.sent), uint16(0))
			f.Add([]byte(test.sent), uint16(50))
		}
	}
	f.Fuzz(func(t *testing.T, sent []byte, dice uint16) {
		pieces := whole
		if dice > 0 {
			pieces = thrown(uint64(dice), int(dice))
		}
		check(t, sent, pieces)
	})
}
