package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// What the binary format of WebAssembly 1.0 calls things: section 5.5.14 has the
// data section, 5.4.7 the instructions. A piece of data is a zero for the memory
// that it is for, its address as a constant expression, and its length.
const (
	headerSize  = 8 // the magic number and the version
	dataSection = 11
	memoryZero  = 0x00
	i32Const    = 0x41
	end         = 0x0b
)

// joinData returns the module with all its data in one piece. The linker of Go
// leaves out every run of eight zeros, so it cuts the data into some 100,000
// pieces, each with its own address. Nothing compresses worse than those
// addresses, and nothing better than zeros: one piece with the zeros in it is a
// tenth more WebAssembly, and 100,000 bytes less to wait for.
func joinData(module []byte) ([]byte, error) {
	in := reader{rest: module}
	out := append([]byte{}, in.bytes(headerSize)...)
	for len(in.rest) > 0 && in.err == nil {
		id := in.byte()
		section := in.bytes(in.number())
		if id == dataSection {
			joined, err := joinPieces(section)
			if err != nil {
				return nil, err
			}
			section = joined
		}
		out = append(out, id)
		out = binary.AppendUvarint(out, uint64(len(section)))
		out = append(out, section...)
	}
	return out, in.err
}

// joinPieces returns a data section of one piece, from the lowest address of the
// given section to its highest.
func joinPieces(section []byte) ([]byte, error) {
	type piece struct {
		address int
		data    []byte
	}
	var pieces []piece
	in := reader{rest: section}
	low, high := math.MaxInt, 0
	for range in.number() {
		if memory, code := in.byte(), in.byte(); in.err == nil && (memory != memoryZero || code != i32Const) {
			return nil, fmt.Errorf("data for memory %d at an address of kind %#x, not at a number in memory 0", memory, code)
		}
		address := in.number() // a signed number, but Go has no data below zero
		in.byte()              // the end of the constant expression
		data := in.bytes(in.number())
		if in.err != nil {
			return nil, in.err
		}
		pieces = append(pieces, piece{address, data})
		low, high = min(low, address), max(high, address+len(data))
	}
	if len(pieces) == 0 {
		return section, in.err
	}
	joined := make([]byte, high-low)
	for _, p := range pieces {
		copy(joined[p.address-low:], p.data)
	}
	out := []byte{1, memoryZero, i32Const}
	out = appendConst(out, low)
	out = append(out, end)
	out = binary.AppendUvarint(out, uint64(len(joined)))
	return append(out, joined...), nil
}

// appendConst appends a number as an i32.const has it: like a length, but the
// second highest bit of its last byte is the sign.
func appendConst(out []byte, n int) []byte {
	out = binary.AppendUvarint(out, uint64(n))
	last := len(out) - 1
	if out[last]&0x40 != 0 {
		out[last] |= 0x80
		out = append(out, 0)
	}
	return out
}

// reader reads the binary format from rest, up to its first error.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) byte() byte {
	if b := r.bytes(1); r.err == nil {
		return b[0]
	}
	return 0
}

func (r *reader) number() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > math.MaxInt32 {
		r.err = errors.New("app.wasm has a number that is cut off or too large")
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.rest) {
		r.err = errors.New("app.wasm is cut off")
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}
