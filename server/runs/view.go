package runs

// What those who read a run are told: its watchers, and who asks for a report.
// What is dear is made once for all of them; what is large is let go when nobody
// sends it any more.

import (
	"bytes"
	"encoding/json"
	"strconv"
	"sync"
	"weak"

	"github.com/hopscope/hopscope/app/live"
)

// chunk is at how many bytes a watcher is sent what there is before more is
// written: who comes late to a large run, and is slow, does not have all of it
// waiting.
const chunk = 64 << 10

// A view holds what is told, while somebody reads. The zero value is empty.
type view struct {
	mu      sync.Mutex // guards all but likeness and likened
	told    []mark     // of the exchanges from the first on; appended to
	arrived bool       // no more is to come of the last one's pass
	texts   [2][]weak.Pointer[telling]

	// likening guards the last pass's likeness when there were likened
	// exchanges. No exchange waits for it. It is small, and stays when nobody
	// reads: the watchers leave at the end of a pass, and soon come again.
	likening sync.Mutex
	likeness *live.Likeness
	likened  int
}

// A mark is what is told of an exchange beyond its record. It is decided by the
// exchanges up to this one: what comes later does not change it.
type mark struct {
	pass     int
	compared *live.Comparison
}

// A form is one in which an exchange is told.
type form int

const (
	asEvent form = iota // a server-sent event, with the report's JSON in it
	asEntry             // of an archive
)

// A telling is an exchange in one of the forms. All who send it at a time share it,
// so that many slow ones hold no more than one does.
type telling struct{ whole, json []byte }

// forget drops all but the likeness.
func (v *view) forget() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.told, v.arrived, v.texts = nil, false, [2][]weak.Pointer[telling]{}
}

// marks returns what is told of records, and whether no more is to come of the
// last one's pass.
func (r *run) marks(records []record) (marks []mark, arrived bool) {
	v := &r.view
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(records) > len(v.told) {
		told := r.exchanges(records)
		for _, e := range told[len(v.told):] {
			v.told = append(v.told, mark{e.Pass, e.Compared})
		}
		v.arrived = live.Ended(told)
	}
	n := len(records)
	return v.told[:n:n], v.arrived && n == len(v.told)
}

// marked reads a record, the i-th from 0, with what is told of it.
func (r *run) marked(records []record, marks []mark, i int) live.Exchange {
	e := records[i].exchange(r.mapping)
	e.N, e.Pass, e.Compared = i+1, marks[i].pass, marks[i].compared
	return e
}

// text writes a record, unless somebody sends it already.
func (r *run) text(f form, records []record, marks []mark, i int) *telling {
	v := &r.view
	v.mu.Lock()
	defer v.mu.Unlock()
	for len(v.texts[f]) <= i {
		v.texts[f] = append(v.texts[f], weak.Pointer[telling]{})
	}
	if t := v.texts[f][i].Value(); t != nil {
		return t
	}
	t := f.write(r.marked(records, marks, i))
	v.texts[f][i] = weak.Make(t)
	return t
}

func (f form) write(e live.Exchange) *telling {
	if f == asEntry {
		return &telling{json: archived(e)}
	}
	whole := event(live.ExchangeEvent, e.N, e)
	_, json, _ := bytes.Cut(bytes.TrimSuffix(whole, []byte("\n\n")), []byte("\ndata: "))
	return &telling{whole, json}
}

// since returns the events of the exchanges after the n-th, of which there is
// one at least, up to a chunk; and whether no more is to come of the pass of the
// last one returned.
func (r *run) since(n int, records []record) (events []*telling, arrived bool) {
	marks, arrived := r.marks(records)
	for size := 0; n < len(records) && size < chunk; n++ {
		t := r.text(asEvent, records, marks, n)
		events = append(events, t)
		size += len(t.whole)
	}
	return events, arrived && n == len(records)
}

// liken returns the last pass's likeness; ok is false where others have seen
// more than those records.
func (r *run) liken(records []record) (likeness *live.Likeness, ok bool) {
	v := &r.view
	v.likening.Lock()
	defer v.likening.Unlock()
	if v.likened == len(records) {
		return v.likeness, true
	}
	v.mu.Lock()
	seen := max(v.likened, len(v.told))
	v.mu.Unlock()
	if seen > len(records) {
		return nil, false
	}
	marks, _ := r.marks(records)
	told := make([]live.Exchange, len(records))
	for i := range told {
		told[i] = r.marked(records, marks, i)
	}
	v.likeness, v.likened = r.mapping.Likeness(told), len(records)
	return v.likeness, true
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
