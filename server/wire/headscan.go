package wire

// What a head says about its end and its body.

import (
	"bytes"
	"strconv"
)

// A headScan is what is known of a head whose end is still to come.
type headScan struct {
	line int // where the line begins that is read
	seen int // up to where its end has been looked for

	wanted    bool
	old       bool // HTTP/1.0
	hasLength bool
	length    uint64
	chunked   bool
}

var (
	contentLength    = []byte("Content-Length")
	transferEncoding = []byte("Transfer-Encoding")
	chunked          = []byte("chunked")
)

// scan goes on reading a head, of which data is what has come. It returns where it
// ends, or 0 where that is still to come. As net/http, it takes an LF for the end
// of a line.
// See https://www.rfc-editor.org/rfc/rfc9112#section-2.2.
func (h *headScan) scan(data []byte, wanted func(target []byte) bool) (end int, ok bool) {
	for {
		i := bytes.IndexByte(data[h.seen:], '\n')
		if i < 0 {
			h.seen = len(data)
			return 0, true
		}
		begin, end := h.line, h.seen+i
		h.line, h.seen = end+1, end+1
		line := bytes.TrimSuffix(data[begin:end], []byte("\r"))
		switch {
		case begin == 0:
			ok = h.requestLine(line, wanted)
		case len(line) == 0:
			// A head with both might smuggle a request past somebody.
			// See https://www.rfc-editor.org/rfc/rfc9112#section-6.3 (item 3).
			return h.line, !h.chunked || !h.hasLength && !h.old
		default:
			ok = h.field(line)
		}
		if !ok {
			return 0, false
		}
	}
}

// requestLine reads the first line. An empty one is not skipped: net/http does so
// in few cases.
func (h *headScan) requestLine(line []byte, wanted func(target []byte) bool) (ok bool) {
	method, rest, _ := bytes.Cut(line, []byte(" "))
	target, version, _ := bytes.Cut(rest, []byte(" "))
	if len(method) == 0 || method[0] < ' ' || len(target) == 0 {
		return false
	}
	switch string(version) {
	case "HTTP/1.1":
	case "HTTP/1.0":
		h.old = true
	default:
		return false
	}
	h.wanted = wanted(target)
	return true
}

// field reads a field line. Those count that frame the body.
func (h *headScan) field(line []byte) (ok bool) {
	if !isField(line) {
		return false
	}
	// The length of the name first: it tells most apart.
	switch i := bytes.IndexByte(line, ':'); {
	case i == len(contentLength) && bytes.EqualFold(line[:i], contentLength):
		length, err := strconv.ParseUint(string(bytes.Trim(line[i+1:], " \t")), 10, 63)
		again := h.hasLength
		h.hasLength, h.length = true, length
		return err == nil && !again
	case i == len(transferEncoding) && bytes.EqualFold(line[:i], transferEncoding):
		again := h.chunked
		h.chunked = true
		return bytes.EqualFold(bytes.Trim(line[i+1:], " \t"), chunked) && !again
	}
	return true
}

// isField reports whether a line is a field of its own. One that begins with a
// space would go on with the one before.
// See https://www.rfc-editor.org/rfc/rfc9112#section-5.2.
func isField(line []byte) bool {
	return line[0] != ' ' && line[0] != '\t' && bytes.IndexByte(line, ':') > 0
}
