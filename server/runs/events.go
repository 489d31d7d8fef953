package runs

// The exchanges of a run as server-sent events, while they arrive. See the HTML
// standard, section 9.2.

import (
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/hopscope/hopscope/app/live"
)

const (
	// heartbeat keeps proxies from taking a quiet stream for a dead one.
	heartbeat = 15 * time.Second
	// patience is how long a watcher may take to receive what is written.
	patience = 10 * time.Second
	// settling is how long no exchange must have come before a pass that has not
	// arrived is held against the profiles: that is the dear part, and a client
	// on its way has the next one there at once.
	settling = 100 * time.Millisecond
	// retry is after how many milliseconds EventSource connects again. A stream
	// ends with every pass, and the next one may begin at once.
	retry = "retry: 100\n\n"
)

// Events answers GET /live/{id}/events.
func (rs *Runs) Events(w http.ResponseWriter, r *http.Request) {
	if !allow(w, r, http.MethodGet, http.MethodHead) {
		return
	}
	run, refused := rs.store.find(idOf(r), rs.o.Now())
	if refused == nil {
		refused = rs.join(run)
	}
	if refused != nil {
		rs.counts.streams.add(refused.reason)
		refused.write(w)
		return
	}
	defer rs.counts.watchers.Add(-1)
	defer run.leave()
	h := w.Header()
	h["Content-Type"] = []string{"text/event-stream"}
	h["Cache-Control"] = noStore
	h["X-Content-Type-Options"] = noSniff
	h["X-Accel-Buffering"] = []string{"no"} // nginx would hold the events back
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	s := &stream{w: w, control: http.NewResponseController(w)}
	// The server's own deadlines are for requests that end.
	s.control.SetReadDeadline(time.Time{})
	if s.send([]byte(retry)) {
		rs.watch(s, r, run)
	}
}

// join counts a watcher in, if there is room for another one.
func (rs *Runs) join(run *run) *refusal {
	if rs.counts.watchers.Add(1) > int64(rs.o.Streams) {
		rs.counts.watchers.Add(-1)
		return errStreams(rs.o.Streams)
	}
	if !run.watch(rs.o.Watchers) {
		rs.counts.watchers.Add(-1)
		return errWatchers(rs.o.Watchers)
	}
	return nil
}

// watch tells a watcher of everything, from where it was.
func (rs *Runs) watch(s *stream, r *http.Request, run *run) {
	sent, again := lastEvent(r)
	var arrived, settled bool // the pass of the last exchange; the likeness may be told
	likened := 0              // how many exchanges there were when it was
	quiet := time.NewTicker(heartbeat)
	defer quiet.Stop()
	for {
		records, over, changed := run.next()
		full := sent >= run.limit
		var settle <-chan time.Time
		switch {
		case over:
			s.send(end(live.Expired))
			return
		case sent > len(records):
			sent, again = 0, false // no event of this run
			continue
		case sent < len(records):
			var events []*telling
			events, arrived = run.since(sent, records)
			sent += len(events)
			if !s.share(events) {
				return
			}
			// The end is told to who has seen something new: EventSource
			// connects again after it, and then waits for another pass.
			again, settled = false, false
			continue // there may be more
		case likened == sent:
		case arrived || full || again || settled:
			likeness, ok := run.liken(records)
			if !ok {
				continue // for more has arrived
			}
			likened = sent
			if !s.send(event(live.LikenessEvent, 0, likeness)) {
				return
			}
			switch {
			case again:
			case full:
				s.send(end(live.Full))
				return
			case arrived:
				s.send(end(live.Arrival))
				return
			}
		default:
			settle = time.After(settling)
		}
		select {
		case <-changed:
		case <-settle:
			settled = true
		case <-quiet.C:
			if !s.send([]byte(":\n\n")) {
				return
			}
		case <-r.Context().Done():
			return
		case <-rs.closing:
			return
		}
	}
}

// lastEvent reads how many exchanges the watcher has seen before the connection
// was cut, and whether there was one.
func lastEvent(r *http.Request) (seen int, again bool) {
	n, err := strconv.Atoi(r.Header.Get("Last-Event-ID"))
	if err != nil || n <= 0 {
		return 0, false
	}
	return n, true
}

func end(reason live.EndReason) []byte { return event(live.EndEvent, 0, live.End{Reason: reason}) }

// A stream writes to one watcher.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

// send writes an event, and reports whether it could be written in time. A
// watcher that takes none in is dropped: it can connect again and go on where it
// was.
func (s *stream) send(event []byte) bool {
	return s.write(event) && s.control.Flush() == nil
}

// share writes events that others may write, too.
func (s *stream) share(events []*telling) bool {
	for _, e := range events {
		ok := s.write(e.whole)
		runtime.KeepAlive(e) // who comes meanwhile finds it
		if !ok {
			return false
		}
	}
	return s.control.Flush() == nil
}

func (s *stream) write(text []byte) bool {
	s.control.SetWriteDeadline(time.Now().Add(patience))
	_, err := s.w.Write(text)
	return err == nil
}
