package runs

// How a body is read: what is recorded of it, and how long it was.

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// small is up to where a body's own memory is made at once. Who announces more
// has to send it first.
const small = 4 << 10

// A sent body is what came of a request's.
type sentBody struct {
	kept   []byte // exactly as large as it must be
	length int64
	broken bool // it ended before its end
}

// readBody reads a request's body.
func (rs *Runs) readBody(r *http.Request) (sentBody, *refusal) {
	switch {
	case r.Body == nil || r.Body == http.NoBody || r.ContentLength == 0:
		return sentBody{}, nil
	case r.ContentLength > int64(rs.o.BodyRead):
		return sentBody{}, errBody(rs.o.BodyRead)
	case r.ContentLength > 0 && r.ContentLength <= int64(min(small, rs.o.Body)):
		kept := make([]byte, r.ContentLength)
		n, err := io.ReadFull(r.Body, kept)
		return sentBody{kept[:n], int64(n), err != nil}, nil
	}
	buf, _ := rs.buffers.Get().(*bytes.Buffer)
	if buf == nil {
		buf = new(bytes.Buffer)
	}
	defer rs.buffers.Put(buf)
	buf.Reset()
	length, err := buf.ReadFrom(io.LimitReader(r.Body, int64(rs.o.Body)))
	if err == nil && length == int64(rs.o.Body) {
		var more int64
		more, err = io.Copy(io.Discard, io.LimitReader(r.Body, int64(rs.o.BodyRead-rs.o.Body)+1))
		length += more
	}
	if length > int64(rs.o.BodyRead) {
		return sentBody{}, errBody(rs.o.BodyRead)
	}
	return sentBody{bytes.Clone(buf.Bytes()), length, err != nil}, nil
}

func errBody(limit int) *refusal {
	return &refusal{status: http.StatusRequestEntityTooLarge, reason: TooLarge,
		text: fmt.Sprintf("the body is too large: a live run reads at most %d bytes", limit)}
}
