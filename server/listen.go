package main

// Where a server listens, and what may be in the way.

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"syscall"
)

// listen opens the port that a flag names, and says in plain words what is in the
// way.
func listen(flag, addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, usagef("%s %q is not of the form host:port", flag, addr)
	}
	l, err := net.Listen("tcp", addr)
	if err == nil {
		return l, nil
	}
	var wrong *net.AddrError
	var unknown *net.DNSError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %s is taken by another program: stop it, or choose another with -%s %s", port, flag, net.JoinHostPort(host, "0"))
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("port %s is not open to this user: choose one from 1024 with -%s", port, flag)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fmt.Errorf("%s is not an address of this machine", host)
	case errors.As(err, &wrong), errors.As(err, &unknown):
		return nil, usagef("%s %q cannot be listened on: %v", flag, addr, err)
	default:
		return nil, fmt.Errorf("listening on %s: %w", addr, err)
	}
}

// listenSecond opens the listener of the other origins: the one that is named, or
// the next port, or any. It is nil where other origins are named: what stands in
// front of the server decides then what leads here.
func listenSecond(c config, first net.Addr) (net.Listener, error) {
	if c.altAddr != "" {
		return listen("alt-addr", c.altAddr)
	}
	if c.public != nil || len(c.named) > 0 {
		return nil, nil
	}
	host, port, err := net.SplitHostPort(c.addr)
	if err != nil {
		return nil, err
	}
	if next := portOf(first).Port() + 1; port != "0" && next != 0 {
		if l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(int(next)))); err == nil {
			return l, nil
		}
	}
	return listen("alt-addr", net.JoinHostPort(host, "0"))
}

// portOf is where a listener listens: the zero value where there is none.
func portOf(a net.Addr) netip.AddrPort {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return netip.AddrPort{}
	}
	at := tcp.AddrPort()
	return netip.AddrPortFrom(at.Addr().Unmap().WithZone(""), at.Port())
}

// reachable returns an address to open in a browser: one that listens everywhere
// listens here, too.
func reachable(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok || tcp.IP.IsUnspecified() {
		_, port, _ := net.SplitHostPort(a.String())
		return "http://localhost:" + port
	}
	return "http://" + a.String()
}
