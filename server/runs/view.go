package runs

// What the watchers of a run are told. Each event is written once, and shared.

import (
	"encoding/json"
	"strconv"
	"sync"

	"github.com/hopscope/hopscope/app/live"
)

// memoBytes bounds the events that a watched run keeps: the latest ones. Who
// comes late to a run that has had more waits for the others to be written
// again.
const memoBytes = 64 << 10

// A view holds what is written, while somebody watches. The zero value is empty.
type view struct {
	mu      sync.Mutex // guards all but likeness and likened
	events  [][]byte   // those of the exchanges up to the seen-th
	seen    int
	told    []live.Exchange // those seen, until they are likened
	arrived bool            // no more is to come of the last one's pass

	// likening guards the event of the last pass's likeness when there were
	// likened exchanges. No exchange waits for it. It is small, and stays when
	// nobody watches: the watchers leave at the end of a pass, and soon come
	// again.
	likening sync.Mutex
	likeness []byte
	likened  int
}

// forget drops all but the likeness.
func (v *view) forget() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.events, v.seen, v.told, v.arrived = nil, 0, nil, false
}

// since returns the events of the exchanges after the n-th, of which there is
// one at least, and whether no more is to come of the last one's pass.
func (r *run) since(n int, records []record) (events [][]byte, arrived bool) {
	v := &r.view
	v.mu.Lock()
	defer v.mu.Unlock()
	first := v.seen - len(v.events)
	if v.seen >= len(records) && n >= first {
		return v.events[n-first : len(records)-first], v.arrived && v.seen == len(records)
	}
	// Something has to be written: what is new, or what was dropped.
	from := n
	if len(v.events) > 0 {
		from = min(n, first)
	}
	told := r.exchanges(records)
	arrived = live.Ended(told)
	for i := from; i < len(told); i++ {
		if i >= first && i < v.seen {
			events = append(events, v.events[i-first])
		} else {
			events = append(events, event(live.ExchangeEvent, i+1, told[i]))
		}
	}
	if len(records) >= v.seen {
		v.events, v.seen, v.told, v.arrived = latest(events), len(records), told, arrived
	}
	return events[n-from:], arrived
}

// liken returns the event of the last pass's likeness; nil where others have
// seen more than those records.
func (r *run) liken(records []record) []byte {
	v := &r.view
	v.likening.Lock()
	defer v.likening.Unlock()
	if v.likened == len(records) {
		return v.likeness
	}
	v.mu.Lock()
	seen, told := v.seen, v.told
	if seen == len(records) {
		v.told = nil
	}
	v.mu.Unlock()
	switch {
	case v.likened > len(records) || seen > len(records):
		return nil
	case told == nil || seen < len(records):
		told = r.exchanges(records)
	}
	v.likeness, v.likened = event(live.LikenessEvent, 0, r.mapping.Likeness(told)), len(records)
	return v.likeness
}

// latest returns the last events that fit into memoBytes, and one at least.
func latest(events [][]byte) [][]byte {
	size := 0
	for i := len(events) - 1; i >= 0; i-- {
		if size += len(events[i]); size > memoBytes && i < len(events)-1 {
			return append([][]byte(nil), events[i+1:]...) // the others are let go
		}
	}
	return events
}

// event writes a server-sent event (HTML standard, section 9.2.6). JSON has no
// line ends of its own. An id of 0 is none.
func event(name string, id int, data any) []byte {
	text, _ := json.Marshal(data) // cannot fail: strings, numbers and booleans
	out := make([]byte, 0, len(text)+64)
	if id > 0 {
		out = append(out, "id: "...)
		out = strconv.AppendInt(out, int64(id), 10)
		out = append(out, '\n')
	}
	out = append(append(append(out, "event: "...), name...), "\ndata: "...)
	return append(append(out, text...), "\n\n"...)
}
