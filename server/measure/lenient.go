package main

// net/http answers 400 to a path in which a percent sign begins no escape, before
// anybody else sees the request. Some clients send one, and the servers of the
// cases answer it as any other.

import (
	"bytes"
	"net"
	"regexp"
	"strings"
)

// A lenient listener lets such paths through: loneSign stands for the percent sign.
type lenient struct{ net.Listener }

func (l lenient) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if tcp, ok := c.(*net.TCPConn); ok {
		return &lenientConn{TCPConn: tcp}, err
	}
	return c, err
}

type lenientConn struct {
	*net.TCPConn
	rest []byte // what was read and not handed on yet
}

func (c *lenientConn) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		n, err := c.TCPConn.Read(p)
		if c.rest = escaped(p[:n]); len(c.rest) == n {
			c.rest = nil
			return n, err
		}
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

// loneSign is an escape that no case has.
const loneSign = "%F8%F8"

var sign = regexp.MustCompile(`%([0-9a-fA-F]{2})?`)

// escaped is a request with loneSign in its first line. What begins with no such
// line, or with none to be changed, is returned as it is.
func escaped(data []byte) []byte {
	line, rest, ok := bytes.Cut(data, []byte("\r\n"))
	if !ok || !bytes.HasSuffix(line, []byte(" HTTP/1.1")) && !bytes.HasSuffix(line, []byte(" HTTP/1.0")) {
		return data
	}
	plain := sign.ReplaceAllFunc(line, func(s []byte) []byte {
		if len(s) > 1 {
			return s
		}
		return []byte(loneSign)
	})
	if len(plain) == len(line) {
		return data
	}
	return bytes.Join([][]byte{plain, rest}, []byte("\r\n"))
}

// unescaped is a target as it came.
func unescaped(target string) string { return strings.ReplaceAll(target, loneSign, "%") }
