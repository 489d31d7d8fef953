package main

// The choice of a content coding from Accept-Encoding (RFC 9110 section
// 12.5.3), and the codings there are.

import (
	"bytes"
	"compress/gzip"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// A coding is a content coding; the empty one is identity.
type coding string

const (
	identity coding = ""
	gzipped  coding = "gzip"
	brotlied coding = "br"
)

// negotiate returns the coding to answer with, of those on offer, which stand
// in the order of our own preference. Identity is always on offer: where the
// client refuses everything, it is what it gets.
func negotiate(acceptEncoding string, offers ...coding) coding {
	weights := make(map[string]float64)
	for item := range strings.SplitSeq(acceptEncoding, ",") {
		name, params, _ := strings.Cut(item, ";")
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			weights[name] = weight(params)
		}
	}
	best, bestWeight := identity, weights["identity"]
	for _, offer := range offers {
		w, listed := weights[string(offer)]
		if !listed {
			w = weights["*"]
		}
		if w > 0 && (w > bestWeight || w == bestWeight && best == identity) {
			best, bestWeight = offer, w
		}
	}
	return best
}

// weight reads a q-value (RFC 9110 section 12.4.2); one that cannot be read
// counts as a refusal.
func weight(params string) float64 {
	name, value, _ := strings.Cut(strings.TrimSpace(params), "=")
	if !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}

// compress encodes at a level of 1 to 9, or to 11 for brotli.
func compress(c coding, level int, data []byte) []byte {
	var b bytes.Buffer
	switch c {
	case brotlied:
		w := brotli.NewWriterLevel(&b, level)
		w.Write(data) // a bytes.Buffer refuses nothing
		w.Close()
	case gzipped:
		w, err := gzip.NewWriterLevel(&b, level)
		if err != nil {
			panic(err) // a level that is not there: a mistake in this program
		}
		w.Write(data)
		w.Close()
	default:
		return data
	}
	return b.Bytes()
}
