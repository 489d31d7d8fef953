// Package wire reads the heads of requests as they came.
//
// net/http hands a handler the header fields in a map: their order is gone, and
// their names are spelled its way. What shows a request to somebody has to show
// the one that was sent. So a listener beneath net/http follows the bytes of each
// connection, and keeps the heads that are wanted until their handlers ask.
//
// Nothing here changes what net/http reads, or decides what a request means. Where
// the two could differ about where a request ends, wire looks no further along
// that connection: it has no head rather than a wrong one.
package wire

import (
	"context"
	"net"
	"net/http"
)

// maxHeads is how many bytes of heads a connection keeps until they are taken. A
// longer head is not kept; the requests after it are.
const maxHeads = 64 << 10

// Tap prepares a server that is not serving yet, and returns the listener to
// serve: l, with the heads kept whose request target is wanted. wanted is asked
// from many goroutines, and the bytes are its own only until it returns.
//
// Tap adds to srv.ConnContext and srv.ConnState what Take needs. A server may have
// several listeners, each with a tap.
func Tap(srv *http.Server, l net.Listener, wanted func(target []byte) bool) net.Listener {
	tap := &listener{l, wanted}
	withContext, withState := srv.ConnContext, srv.ConnState
	srv.ConnContext = func(ctx context.Context, nc net.Conn) context.Context {
		if withContext != nil {
			ctx = withContext(ctx, nc)
		}
		if c, ok := nc.(*conn); ok {
			ctx = context.WithValue(ctx, connKey{}, c)
		}
		return ctx
	}
	srv.ConnState = func(nc net.Conn, state http.ConnState) {
		if c, ok := nc.(*conn); ok && c.tap == tap {
			c.changed(state)
		}
		if withState != nil {
			withState(nc, state)
		}
	}
	return tap
}

// connKey is the key of the *conn in a request's context.
type connKey struct{}

// Take returns the head of the request that a handler is serving, from the method
// to the empty line; Parse reads it. It returns it once.
//
// It is for the handler, before it or another changes the request: ok is false
// where the head does not say what r says, where it was not wanted or is too long,
// and where wire could not be sure.
func Take(r *http.Request) (raw string, ok bool) {
	c, ok := r.Context().Value(connKey{}).(*conn)
	if !ok {
		return "", false
	}
	raw, ok = c.take()
	if !ok || !agrees(raw, r) {
		return "", false
	}
	return raw, true
}

// A listener wraps the connections it accepts.
type listener struct {
	net.Listener
	wanted func(target []byte) bool
}

func (l *listener) Accept() (net.Conn, error) {
	nc, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &conn{Conn: nc, tap: l, framing: framing{wanted: l.wanted}}, nil
}
