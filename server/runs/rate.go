package runs

// How many runs an address may make.

import (
	"net/netip"
	"sync"
	"time"
)

const (
	window = time.Minute
	// maxAddresses bounds the memory of who made a run. Past it nobody new can
	// make one until a window has passed: whoever has that many addresses could
	// make any other bound harmless.
	maxAddresses = 1 << 16
)

// A rate counts the runs that each address has made in its minute, which begins
// with the first of them.
type rate struct {
	limit int

	mu sync.Mutex
	by map[netip.Prefix]*minute
}

type minute struct {
	began time.Time
	made  int
}

func newRate(limit int) *rate { return &rate{limit: limit, by: map[netip.Prefix]*minute{}} }

// take counts a run of the address. It is refused where wait is not zero: that
// is how long until there may be another one.
func (r *rate) take(addr netip.Addr, now time.Time) (wait time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := network(addr)
	m := r.by[key]
	if m == nil || m.over(now) {
		if m == nil && len(r.by) >= maxAddresses {
			return window
		}
		m = &minute{began: now}
		r.by[key] = m
	}
	if m.made >= r.limit {
		return m.began.Add(window).Sub(now)
	}
	m.made++
	return 0
}

// spent reports, without counting, how long the address has to wait.
func (r *rate) spent(addr netip.Addr, now time.Time) (wait time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m := r.by[network(addr)]
	if m == nil || m.over(now) || m.made < r.limit {
		return 0
	}
	return m.began.Add(window).Sub(now)
}

func (r *rate) sweep(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for key, m := range r.by {
		if m.over(now) {
			delete(r.by, key)
		}
	}
}

// over reports whether the minute has passed.
func (m *minute) over(now time.Time) bool {
	return !now.Before(m.began.Add(window))
}

// network is what counts as one client: an IPv4 address, or the /64 that a
// network gives to a single IPv6 line.
func network(addr netip.Addr) netip.Prefix {
	addr = addr.Unmap().WithZone("")
	bits := 32
	if addr.Is6() {
		bits = 64
	}
	p, _ := addr.Prefix(bits) // the zero address has the zero prefix
	return p
}
