package scenario

import (
	"bytes"
	"compress/flate"
	"io"
	"strings"
	"testing"
)

// What pack writes, compress/flate reads.
func FuzzPack(f *testing.F) {
	f.Add([]byte(nil))
	f.Add([]byte("a"))
	f.Add([]byte(strings.Repeat("ab", 1000)))
	f.Add(bytes.Repeat([]byte{0, 255, 200}, 90000))
	f.Add([]byte(strings.Repeat("x", maxMatch+1) + "y" + strings.Repeat("z", window) + strings.Repeat("x", 20)))
	f.Add(Encode(Default()))
	f.Fuzz(func(t *testing.T, data []byte) {
		packed := pack(data)
		got, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
		if err != nil || !bytes.Equal(got, data) {
			t.Fatalf("%d bytes become %d, %v", len(data), len(got), err)
		}
		if len(packed) > len(data)*9/8+2 {
			t.Errorf("%d bytes are packed into %d", len(data), len(packed))
		}
	})
}

// A scenario is packed well enough to be worth it.
func TestPackIsWorthIt(t *testing.T) {
	data := compactJSON(Default())
	if packed := pack(data); len(packed) > len(data)*3/4 {
		t.Errorf("%d bytes are packed into %d", len(data), len(packed))
	}
}
