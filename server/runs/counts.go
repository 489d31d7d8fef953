package runs

// The figures: what is kept, and what has happened.

import "sync/atomic"

// Counts are the figures of the runs at one moment.
type Counts struct {
	// Now.
	Runs, Watchers, Bytes int64
	// Since the start.
	Made     int64 // runs
	Recorded int64 // exchanges
	// RunsRefused, ExchangesRefused and WatchersRefused have every reason for
	// which one can be refused.
	RunsRefused, ExchangesRefused, WatchersRefused map[Reason]int64
}

// Counts returns the figures.
func (rs *Runs) Counts() Counts {
	c := &rs.counts
	return Counts{
		Runs:             int64(rs.store.len()),
		Watchers:         c.watchers.Load(),
		Bytes:            rs.memory.used.Load(),
		Made:             c.made.Load(),
		Recorded:         c.recorded.Load(),
		RunsRefused:      c.runs.load(),
		ExchangesRefused: c.exchanges.load(),
		WatchersRefused:  c.streams.load(),
	}
}

type counts struct {
	watchers, made, recorded atomic.Int64
	runs, exchanges, streams tally
}

func newCounts() counts {
	return counts{
		runs:      newTally(BadType, TooLarge, Broken, BadScenario, TooOften, TooManyRuns, NoMemory, ShareFull),
		exchanges: newTally(NoAddress, NoRun, RunOver, RunFull, TooLarge, HeadTooLarge, NoMemory, ShareFull),
		streams:   newTally(NoRun, RunOver, TooManyWatchers, TooManyStreams),
	}
}

// A tally counts refusals by reason. The map is not written to once it is made.
type tally map[Reason]*atomic.Int64

func newTally(reasons ...Reason) tally {
	t := tally{}
	for _, r := range reasons {
		t[r] = new(atomic.Int64)
	}
	return t
}

func (t tally) add(r Reason) {
	if n := t[r]; n != nil {
		n.Add(1)
	}
}

func (t tally) load() map[Reason]int64 {
	out := make(map[Reason]int64, len(t))
	for r, n := range t {
		out[r] = n.Load()
	}
	return out
}
