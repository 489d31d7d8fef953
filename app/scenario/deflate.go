package scenario

// A small writer of deflated data (RFC 1951): one block with the fixed codes.
// compress/flate's is a tenth smaller in what it writes, and would be 20 KB
// more of every first visit; reading is left to it.

const (
	window    = 1 << 15 // bytes a match may reach back (RFC 1951 section 2)
	minMatch  = 3
	maxMatch  = 258
	endOfData = 256
)

// pack deflates data.
func pack(data []byte) []byte {
	w := bitWriter{}
	w.bits(0b011, 3) // the last block, with fixed codes (section 3.2.3)
	last := map[[minMatch]byte]int{}
	for i := 0; i < len(data); {
		length, distance := 0, 0
		if i+minMatch <= len(data) {
			at := [minMatch]byte(data[i:])
			if from, ok := last[at]; ok && i-from <= window {
				length, distance = matching(data, from, i), i-from
			}
			last[at] = i
		}
		if length < minMatch {
			w.literal(int(data[i]))
			i++
			continue
		}
		w.match(length, distance)
		for j := i + 1; j < i+length && j+minMatch <= len(data); j++ {
			last[[minMatch]byte(data[j:])] = j
		}
		i += length
	}
	w.literal(endOfData)
	w.bits(0, 7) // fills the last byte
	return w.out
}

// matching counts the bytes that are the same from two places on.
func matching(data []byte, from, to int) int {
	n := 0
	for to+n < len(data) && n < maxMatch && data[from+n] == data[to+n] {
		n++
	}
	return n
}

// bitWriter writes from the lowest bit of a byte on.
type bitWriter struct {
	out  []byte
	rest uint32
	n    int
}

func (w *bitWriter) bits(v, n int) {
	w.rest |= uint32(v) << w.n
	for w.n += n; w.n >= 8; w.n -= 8 {
		w.out = append(w.out, byte(w.rest))
		w.rest >>= 8
	}
}

// code writes a Huffman code, whose bits stand the other way round.
func (w *bitWriter) code(v, n int) {
	for n--; n >= 0; n-- {
		w.bits(v>>n&1, 1)
	}
}

// literal writes a symbol of the literal and length alphabet in its fixed code
// (section 3.2.6).
func (w *bitWriter) literal(symbol int) {
	switch {
	case symbol < 144:
		w.code(0x30+symbol, 8)
	case symbol < 256:
		w.code(0x190+symbol-144, 9)
	case symbol < 280:
		w.code(symbol-256, 7)
	default:
		w.code(0xC0+symbol-280, 8)
	}
}

// match writes a length and a distance, each a symbol and extra bits (section
// 3.2.5): four symbols share a number of extra bits for lengths, two for
// distances.
func (w *bitWriter) match(length, distance int) {
	if length == maxMatch {
		w.literal(285)
	} else {
		symbol, extra, n := bucket(length-minMatch, 4)
		w.literal(257 + symbol)
		w.bits(extra, n)
	}
	symbol, extra, n := bucket(distance-1, 2)
	w.code(symbol, 5)
	w.bits(extra, n)
}

// bucket splits v into a symbol, the extra bits and how many they are, where
// each number of extra bits has so many symbols, and none at all twice as many.
func bucket(v, share int) (symbol, extra, n int) {
	for v>>n >= 2*share {
		n++
	}
	return n*share + v>>n, v & (1<<n - 1), n
}
