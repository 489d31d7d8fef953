package wire

// A connection: which head belongs to which request.
//
// Both are counted. The n-th head that the framing finds belongs to the n-th
// request that the server begins, of which http.StateActive tells: "the hook fires
// before the request has entered a handler and doesn't fire again until the
// request has been handled". So a request that is refused before anybody takes its
// head cannot leave it to the next.

import (
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
)

// A conn passes the bytes of a connection on, and looks at them on the way.
type conn struct {
	net.Conn
	tap *listener // which accepted it

	// Used by Read alone. net/http reads from one goroutine at a time, and locks
	// between them.
	framing framing
	found   int // how many heads have been found

	deaf atomic.Bool // nothing more is to be found here

	mu    sync.Mutex // guards the following
	begun int        // how many requests the server has begun
	kept  []kept     // in the order of n
	size  int        // how many bytes the heads in kept have
}

// A kept head is the n-th of its connection, counted from 1.
type kept struct {
	n   int
	raw string
}

func (c *conn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 && !c.deaf.Load() {
		c.look(p[:n])
	}
	return n, err
}

// look finds the heads that end in p.
func (c *conn) look(p []byte) {
	for len(p) > 0 {
		head, rest, ok := c.framing.read(p)
		if !ok {
			c.deaf.Store(true)
			c.framing = framing{}
			return
		}
		if head.end {
			c.found++
		}
		if head.wanted != nil {
			c.keep(head.wanted)
		}
		p = rest
	}
}

// keep keeps a copy of the head that was found last.
func (c *conn) keep(head []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size+len(head) <= maxHeads {
		c.size += len(head)
		c.kept = append(c.kept, kept{c.found, string(head)})
	}
}

// changed hears what the server does with the connection.
func (c *conn) changed(state http.ConnState) {
	switch state {
	case http.StateActive:
		c.mu.Lock()
		defer c.mu.Unlock()
		c.begun++
		c.drop(c.begun)
	case http.StateHijacked:
		// What follows is no HTTP, and may be read from any goroutine.
		c.deaf.Store(true)
	}
}

// take returns the head of the request that the server has begun last.
func (c *conn) take() (raw string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.kept) == 0 || c.kept[0].n != c.begun {
		return "", false
	}
	raw = c.kept[0].raw
	c.drop(c.begun + 1)
	return raw, true
}

// drop drops the heads before the n-th.
func (c *conn) drop(n int) {
	old := 0
	for old < len(c.kept) && c.kept[old].n < n {
		c.size -= len(c.kept[old].raw)
		old++
	}
	c.kept = slices.Delete(c.kept, 0, old)
}

// CloseWrite is what net/http looks for to end a connection without cutting its
// own answer short.
func (c *conn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return errors.ErrUnsupported
}

// ReadFrom is what net/http looks for to let the system send a file.
func (c *conn) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(c.Conn, r)
}
