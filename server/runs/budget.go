package runs

// The memory that all runs share. Nobody can take all of it: what one client
// network made holds a part of it at most, so that everybody else's runs go on.

import (
	"net/netip"
	"sync"
	"sync/atomic"
)

const (
	// shareOf is which part of the memory the runs of one network may hold.
	shareOf = 8
	// leastShare is what they may hold in any case: one run needs as much.
	leastShare = 1 << 20
)

// A budget counts the bytes that are held.
type budget struct {
	limit, each int64 // for all; for those of one network
	used        atomic.Int64

	mu     sync.Mutex
	shares map[netip.Prefix]*share // those of the networks that have runs
}

// A share is what the runs hold that one network made.
type share struct {
	network netip.Prefix
	used    atomic.Int64
	runs    int // guarded by the budget's mu
}

func newBudget(limit int64) *budget {
	return &budget{limit: limit, each: max(limit/shareOf, leastShare), shares: map[netip.Prefix]*share{}}
}

// join counts a run of the network in, and returns its share.
func (b *budget) join(network netip.Prefix) *share {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.shares[network]
	if s == nil {
		s = &share{network: network}
		b.shares[network] = s
	}
	s.runs++
	return s
}

// leave counts a run out. The share goes with the last one.
func (b *budget) leave(s *share) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if s.runs--; s.runs == 0 {
		delete(b.shares, s.network)
	}
}

// take takes bytes, if there are as many left of all and of the share.
func (b *budget) take(s *share, n int64) *refusal {
	if b.used.Add(n) > b.limit {
		b.used.Add(-n)
		return errMemory
	}
	if s.used.Add(n) > b.each {
		b.give(s, n)
		return errShare
	}
	return nil
}

// give gives bytes back.
func (b *budget) give(s *share, n int64) {
	s.used.Add(-n)
	b.used.Add(-n)
}
