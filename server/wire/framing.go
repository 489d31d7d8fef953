package wire

// The framing: where each request of a connection begins and ends, whatever the
// pieces in which it comes. See https://www.rfc-editor.org/rfc/rfc9112#section-6
// and net/http's transfer.go: what the two read differently, or what only one of
// them accepts, ends the framing.

import (
	"bytes"
	"strconv"
)

// The most that is held back of what has no end yet. net/http stops before:
// at http.Server.MaxHeaderBytes, by default 1 MiB, and at a chunk line of 4 KiB.
const (
	maxHeld = 2 << 20
	maxLine = 4 << 10
)

// A part is what the next byte belongs to.
type part uint8

const (
	partHead part = iota
	partBody
	partChunkSize
	partChunk
	partChunkEnd
	partTrailer
)

// A framing follows the requests of one connection.
type framing struct {
	wanted func(target []byte) bool
	part   part
	head   headScan
	left   uint64 // bytes to come of a body or a chunk
	held   []byte // what came of a head or a line without its end
}

// A foundHead is the news of one read: a head's end, and the head if wanted. It is
// valid until the next read.
type foundHead struct {
	end    bool
	wanted []byte
}

// read reads from p, to the end of the part at most, and returns what it left. ok
// is false where it cannot tell what follows.
func (f *framing) read(p []byte) (head foundHead, rest []byte, ok bool) {
	switch f.part {
	case partHead:
		return f.readHead(p)
	case partBody:
		rest = f.skip(p, partHead)
	case partChunk:
		rest = f.skip(p, partChunkEnd)
	default:
		line, rest, whole := f.line(p)
		if !whole {
			return foundHead{}, nil, len(f.held) <= maxLine
		}
		return foundHead{}, rest, f.chunkLine(line)
	}
	return foundHead{}, rest, true
}

// readHead reads to the empty line. It looks at p where it is, if the head began
// there, else at what was held and p together.
func (f *framing) readHead(p []byte) (head foundHead, rest []byte, ok bool) {
	data, before := p, len(f.held)
	if before > 0 {
		f.held = append(f.held, p...)
		data = f.held
	}
	end, ok := f.head.scan(data, f.wanted)
	if !ok {
		return foundHead{}, nil, false
	}
	if end == 0 {
		if before == 0 {
			f.held = append(f.held, p...)
		}
		return foundHead{}, nil, len(f.held) <= maxHeld
	}
	f.release()
	head.end = true
	if f.head.wanted {
		head.wanted = data[:end]
	}
	switch {
	case f.head.chunked:
		f.part = partChunkSize
	case f.head.length > 0:
		f.part, f.left = partBody, f.head.length
	}
	f.head = headScan{}
	return head, p[end-before:], true
}

// skip skips what is left of a body or a chunk; next is what comes after.
func (f *framing) skip(p []byte, next part) (rest []byte) {
	n := min(f.left, uint64(len(p)))
	if f.left -= n; f.left == 0 {
		f.part = next
	}
	return p[n:]
}

// line reads a line with its end. It is valid until the next read.
func (f *framing) line(p []byte) (line, rest []byte, whole bool) {
	i := bytes.IndexByte(p, '\n')
	if i < 0 {
		f.held = append(f.held, p...)
		return nil, nil, false
	}
	line, rest = p[:i+1], p[i+1:]
	if len(f.held) > 0 {
		f.held = append(f.held, line...)
		line = f.held
		f.release()
	}
	return line, rest, true
}

// release empties what is held. The next request of a connection often comes in
// two pieces, as net/http waits for its first byte alone; so the memory stays,
// unless it is much.
func (f *framing) release() {
	f.held = f.held[:0]
	if cap(f.held) > maxLine {
		f.held = nil
	}
}

// chunkLine reads a line of the chunked coding. Unlike a head's, it ends with CRLF
// and has no other CR.
// See https://www.rfc-editor.org/rfc/rfc9112#section-7.1.
func (f *framing) chunkLine(line []byte) (ok bool) {
	i := bytes.IndexByte(line, '\r')
	if i < 0 || i != len(line)-2 {
		return false
	}
	line = line[:i]
	switch f.part {
	case partChunkSize:
		return f.chunkSize(line)
	case partChunkEnd:
		f.part = partChunkSize
		return len(line) == 0
	default: // partTrailer
		if len(line) == 0 {
			f.part = partHead
			return true
		}
		return isField(line)
	}
}

// chunkSize reads the size of the next chunk. Its extensions do not matter here.
func (f *framing) chunkSize(line []byte) (ok bool) {
	// net/http trims the line, not the size: "5 ;x" is an error.
	digits, _, _ := bytes.Cut(bytes.TrimRight(line, " \t"), []byte(";"))
	if len(digits) > 15 {
		return false
	}
	size, err := strconv.ParseUint(string(digits), 16, 63)
	f.part, f.left = partChunk, size
	if size == 0 {
		f.part = partTrailer
	}
	return err == nil
}
