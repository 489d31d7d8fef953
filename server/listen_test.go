package main

import (
	"fmt"
	"net"
	"strings"
	"testing"
)

func TestListenRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	tests := []struct {
		sentence, addr, want string
		usage                bool
	}{
		{"a port that is taken", taken.Addr().String(), fmt.Sprintf("port %s is taken by another program: stop it, or choose another with -addr 127.0.0.1:0", port), false},
		{"an address of another machine", "192.0.2.1:0", "192.0.2.1 is not an address of this machine", false},
		{"no port", "127.0.0.1", `addr "127.0.0.1" is not of the form host:port`, true},
		{"a port that is none", "127.0.0.1:http3000", `addr "127.0.0.1:http3000" cannot be listened on`, true},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			l, err := listen("addr", test.addr)
			if err == nil {
				l.Close()
				t.Fatal("it listens")
			}
			if !strings.Contains(err.Error(), test.want) || isUsage(err) != test.usage {
				t.Errorf("error %q (about the input: %t), want %q (%t)", err, isUsage(err), test.want, test.usage)
			}
		})
	}
}

func TestReachable(t *testing.T) {
	tests := []struct {
		sentence string
		addr     net.Addr
		want     string
	}{
		{"a loopback address", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}, "http://127.0.0.1:80"},
		{"one of IPv6", &net.TCPAddr{IP: net.IPv6loopback, Port: 80}, "http://[::1]:80"},
		{"every address", &net.TCPAddr{IP: net.IPv6unspecified, Port: 80}, "http://localhost:80"},
		{"every address of IPv4", &net.TCPAddr{IP: net.IPv4zero, Port: 80}, "http://localhost:80"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			if got := reachable(test.addr); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// TestListenSecond opens the second listener beside a first one.
func TestListenSecond(t *testing.T) {
	tests := []struct {
		sentence string
		any      bool // the first is at any port that is free
		taken    bool // the next port is
		config   func(next string) config
		want     string // next, other, none or an error
	}{
		{"the next port", false, false, func(string) config { return config{} }, "next"},
		{"another where that is taken", false, true, func(string) config { return config{} }, "other"},
		{"any where the first is at any", true, false, func(string) config { return config{} }, "other"},
		{"the one that is named", false, false, func(next string) config { return config{altAddr: next} }, "next"},
		{"the one that is named is taken", false, true, func(next string) config { return config{altAddr: next} }, "is taken by another program: stop it, or choose another with -alt-addr 127.0.0.1:0"},
		{"none where the public address is named", false, false, func(string) config { return config{public: &origin{"https", "a.example", 443}} }, "none"},
		{"none where others are named", false, false, func(string) config { return config{named: []origin{{"https", "a.example", 443}}} }, "none"},
		{"one beside the public address where it is named", false, false, func(next string) config {
			return config{public: &origin{"https", "a.example", 443}, altAddr: next}
		}, "next"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			first, free := adjacent(t)
			defer first.Close()
			want := free.Addr().String()
			if test.taken {
				defer free.Close()
			} else {
				free.Close()
			}
			c := test.config(want)
			if c.addr = first.Addr().String(); test.any {
				c.addr = "127.0.0.1:0"
			}
			l, err := listenSecond(c, first.Addr())
			if l != nil {
				defer l.Close()
			}
			switch test.want {
			case "next":
				if err != nil || l.Addr().String() != want {
					t.Errorf("%v, %v; want %s", l, err, want)
				}
			case "other":
				if err != nil || test.taken && l.Addr().String() == want {
					t.Errorf("%v, %v", l, err)
				}
			case "none":
				if err != nil || l != nil {
					t.Errorf("%v, %v", l, err)
				}
			default:
				if err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("error %v, want %q", err, test.want)
				}
			}
		})
	}
}

// adjacent opens two ports of which the second is next to the first.
func adjacent(t *testing.T) (first, second net.Listener) {
	t.Helper()
	for range 100 {
		first, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		second, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", portOf(first.Addr()).Port()+1))
		if err == nil {
			return first, second
		}
		first.Close()
	}
	t.Fatal("no two ports side by side are free")
	return nil, nil
}
