package runs

// One run: what was recorded, and who waits for more.

import (
	"sync"
	"time"

	"github.com/hopscope/hopscope/app/live"
)

// A run is a scenario that is answered live.
type run struct {
	id      string
	mapping *live.Mapping
	share   *share // of who made it
	expires time.Time
	limit   int // of exchanges

	mu      sync.Mutex // guards the following
	records []record   // appended to; an element is not changed
	bytes   int64      // taken from the budget
	over    bool
	waiters int           // its event streams
	readers int           // these, and who reads a report
	changed chan struct{} // closed at the next change; nil: nobody waits

	view view
}

func (r *run) isOver(now time.Time) bool { return !now.Before(r.expires) }

// room reports whether the run takes another exchange.
func (r *run) room() *refusal {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.roomLocked()
}

func (r *run) roomLocked() *refusal {
	switch {
	case r.over:
		return errOver
	case len(r.records) >= r.limit:
		return errFull(r.limit)
	}
	return nil
}

// add records an exchange, whose bytes have been taken from the budget.
func (r *run) add(rec record, bytes int64) *refusal {
	r.mu.Lock()
	defer r.mu.Unlock()
	if refused := r.roomLocked(); refused != nil {
		return refused
	}
	r.records = append(r.records, rec)
	r.bytes += bytes
	r.wake()
	return nil
}

// wake tells those who wait of a change. Where nobody does it does nothing.
func (r *run) wake() {
	if r.changed != nil {
		close(r.changed)
		r.changed = nil
	}
}

// end forgets what was recorded, and returns how many bytes that were.
func (r *run) end() (bytes int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over, r.records = true, nil
	bytes, r.bytes = r.bytes, 0
	r.wake()
	return bytes
}

// recorded returns what was recorded so far. The slice is the caller's to read.
func (r *run) recorded() []record {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.records[:len(r.records):len(r.records)]
}

// watch counts a watcher in, if there is room for another one.
func (r *run) watch(limit int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.waiters >= limit {
		return false
	}
	r.waiters++
	r.readers++
	return true
}

// leave counts a watcher out.
func (r *run) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiters--
	r.doneLocked()
}

// read counts in who reads a report.
func (r *run) read() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.readers++
}

// done counts a reader out.
func (r *run) done() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.doneLocked()
}

// doneLocked lets go what the readers shared, with the last one.
func (r *run) doneLocked() {
	if r.readers--; r.readers == 0 {
		r.view.forget()
	}
}

// next returns what was recorded so far, whether the run is over, and what is
// closed when either changes.
func (r *run) next() (records []record, over bool, changed <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.changed == nil && !r.over {
		r.changed = make(chan struct{})
	}
	return r.records[:len(r.records):len(r.records)], r.over, r.changed
}
