package runs

// What is known of a run, at one moment.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/hopscope/hopscope/app/live"
)

// reportsAtOnce is how many reports and archives are in the making at a time.
// Only what is made for them waits for one another: who receives one slowly keeps
// nobody from his.
const reportsAtOnce = 4

// Report answers GET /live/{id}.
func (rs *Runs) Report(w http.ResponseWriter, r *http.Request) {
	rs.tell(w, r, asEvent, "]", func(s snapshot) ([]byte, error) {
		frame, err := json.Marshal(live.Report{
			ID:        s.run.id,
			Expires:   stamp(s.run.expires),
			Ended:     s.likeness != nil && s.likeness.Ended || len(s.records) >= s.run.limit,
			Exchanges: []live.Exchange{},
			Likeness:  s.likeness,
		})
		return append(frame, '\n'), err
	})
}

// Archive answers GET /live/{id}/har: the same as an HTTP archive.
func (rs *Runs) Archive(w http.ResponseWriter, r *http.Request) {
	rs.tell(w, r, asEntry, "\n    ]", func(s snapshot) ([]byte, error) {
		w.Header().Set("Content-Disposition", `attachment; filename="hopscope-`+s.run.id+`.har"`)
		return live.HAR(nil)
	})
}

// archived is an exchange as the only entry of an archive, without the archive.
func archived(e live.Exchange) []byte {
	none, _ := live.HAR(nil) // neither can fail: strings and numbers
	one, _ := live.HAR([]live.Exchange{e})
	before, after, _ := bytes.Cut(none, empty)
	return bytes.TrimRight(one[len(before)+len("["):len(one)-len(after)-len("]")], " \n")
}

// A snapshot is what is known of a run at one moment.
type snapshot struct {
	run      *run
	records  []record
	marks    []mark
	likeness *live.Likeness
}

// empty is the list that a frame has where the exchanges are to be. There is none
// before it.
var empty = []byte("[]")

// tell answers with what is known of a run: a frame, and in its list the exchanges.
// They are sent one by one, as all together may be large.
func (rs *Runs) tell(w http.ResponseWriter, r *http.Request, f form, closing string, framed func(snapshot) ([]byte, error)) {
	if !allow(w, r, http.MethodGet, http.MethodHead) {
		return
	}
	run, refused := rs.store.find(idOf(r), rs.o.Now())
	if refused != nil {
		refused.write(w)
		return
	}
	run.read()
	defer run.done()
	var s snapshot
	if !rs.inTurn(r, func() { s = run.snapshot() }) {
		return
	}
	frame, err := framed(s)
	if err != nil {
		rs.fail(w, err)
		return
	}
	jsonHeader(w)
	if r.Method == http.MethodHead {
		return
	}
	before, after, _ := bytes.Cut(frame, empty)
	w.Write(append(before[:len(before):len(before)], '['))
	for i := range s.records {
		var t *telling
		if !rs.inTurn(r, func() { t = run.text(f, s.records, s.marks, i) }) {
			return
		}
		if i > 0 {
			w.Write([]byte{','})
		}
		_, err := w.Write(t.json)
		runtime.KeepAlive(t) // who asks meanwhile finds it
		if err != nil {
			return
		}
	}
	if len(s.records) == 0 {
		closing = "]"
	}
	w.Write(append([]byte(closing), after...))
}

// snapshot takes what is known of a run.
func (r *run) snapshot() snapshot {
	for {
		s := snapshot{run: r, records: r.recorded()}
		var ok bool
		if s.likeness, ok = r.liken(s.records); ok {
			s.marks, _ = r.marks(s.records)
			return s
		}
	}
}

// inTurn makes a part of a report when not too many others are in the making. It
// reports false, and makes nothing, where the client has left before.
func (rs *Runs) inTurn(r *http.Request, part func()) bool {
	select {
	case rs.making <- struct{}{}:
	case <-r.Context().Done():
		return false
	}
	defer func() { <-rs.making }()
	part()
	return true
}

// idOf is the run that an address is about.
func idOf(r *http.Request) string {
	id, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, live.Path+"/"), "/")
	return id
}

// writeJSON answers with JSON.
func (rs *Runs) writeJSON(w http.ResponseWriter, status int, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		rs.fail(w, err)
		return
	}
	jsonHeader(w)
	w.Header().Set("Content-Length", strconv.Itoa(len(text)+1))
	w.WriteHeader(status)
	w.Write(append(text, '\n'))
}

func jsonHeader(w http.ResponseWriter) {
	h := w.Header()
	h["Content-Type"] = jsonType
	h["Cache-Control"] = noStore
	h["X-Content-Type-Options"] = noSniff
}

// fail answers where the fault is the server's.
func (rs *Runs) fail(w http.ResponseWriter, err error) {
	rs.o.Log.Error("a live run could not be told", "error", err)
	(&refusal{status: http.StatusInternalServerError, text: "something went wrong on the server"}).write(w)
}

func errRate(limit int, wait time.Duration) *refusal {
	return &refusal{status: http.StatusTooManyRequests, reason: TooOften, wait: wait,
		text: fmt.Sprintf("too many live runs from this address: at most %d a minute", limit)}
}

func errRuns(limit int, wait time.Duration) *refusal {
	return &refusal{status: http.StatusTooManyRequests, reason: TooManyRuns, wait: wait,
		text: fmt.Sprintf("this server keeps %d live runs, and takes no more for now", limit)}
}

func errWatchers(limit int) *refusal {
	return &refusal{status: http.StatusTooManyRequests, reason: TooManyWatchers,
		text: fmt.Sprintf("%d watch this live run already, and that is the most", limit)}
}

func errStreams(limit int) *refusal {
	return &refusal{status: http.StatusTooManyRequests, reason: TooManyStreams, wait: time.Minute,
		text: fmt.Sprintf("%d watch the live runs of this server, and that is the most: try again later", limit)}
}
