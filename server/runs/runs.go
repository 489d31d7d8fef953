// Package runs keeps the live runs: it makes them, answers at their addresses
// as their scenarios say, records what arrives, and reports it. What a scenario
// means live, and how what arrived compares with what was predicted, is for
// package live to say; here are the requests, the clock and the bounds.
//
// Everything is in memory, and forgotten when a run's time is over.
package runs

import (
	"sync"
	"time"
)

// Runs are the live runs of a server.
type Runs struct {
	o       Options
	store   *store
	rate    *rate
	memory  *budget
	counts  counts
	buffers sync.Pool
	making  chan struct{} // has as many elements as reports are in the making

	closing chan struct{} // closed by Close
	swept   chan struct{} // closed when the sweeper has ended
	once    sync.Once
}

// sweepEvery is how often what is over is looked for. A run answers no more from
// the moment it is over; only its memory waits for the sweeper.
const sweepEvery = time.Second

// New returns a server's runs. The error names the option that is missing or out
// of bounds.
func New(o Options) (*Runs, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	rs := &Runs{
		o:       o,
		store:   newStore(o.Runs, o.Life),
		rate:    newRate(o.PerMinute),
		memory:  newBudget(o.Memory),
		counts:  newCounts(),
		making:  make(chan struct{}, reportsAtOnce),
		closing: make(chan struct{}),
		swept:   make(chan struct{}),
	}
	go rs.sweeper()
	return rs, nil
}

// Close ends the event streams and the sweeper: a server that shuts down need
// not wait for who only watches. It may be called twice.
func (rs *Runs) Close() {
	rs.once.Do(func() { close(rs.closing) })
	<-rs.swept
}

func (rs *Runs) sweeper() {
	defer close(rs.swept)
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			rs.sweep()
		case <-rs.closing:
			return
		}
	}
}

// sweep forgets what is over.
func (rs *Runs) sweep() {
	now := rs.o.Now()
	for _, r := range rs.store.sweep(now) {
		rs.memory.give(r.share, r.end())
		rs.memory.leave(r.share)
	}
	rs.rate.sweep(now)
}
