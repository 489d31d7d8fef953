package runs

// What is known of a run, at one moment.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/hopscope/hopscope/app/live"
)

// Report answers GET /live/{id}.
func (rs *Runs) Report(w http.ResponseWriter, r *http.Request) {
	if report, ok := rs.report(w, r); ok {
		rs.writeJSON(w, http.StatusOK, report)
	}
}

// Archive answers GET /live/{id}/har: the same as an HTTP archive.
func (rs *Runs) Archive(w http.ResponseWriter, r *http.Request) {
	report, ok := rs.report(w, r)
	if !ok {
		return
	}
	text, err := live.HAR(report.Exchanges)
	if err != nil {
		rs.fail(w, err)
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="hopscope-live.har"`)
	writeText(w, http.StatusOK, text)
}

// report returns what is known of the run, or answers why there is nothing.
func (rs *Runs) report(w http.ResponseWriter, r *http.Request) (live.Report, bool) {
	if !allow(w, r, http.MethodGet, http.MethodHead) {
		return live.Report{}, false
	}
	run, refused := rs.store.find(idOf(r), rs.o.Now())
	if refused != nil {
		refused.write(w)
		return live.Report{}, false
	}
	told := run.exchanges(run.recorded())
	likeness := run.mapping.Likeness(told)
	return live.Report{
		ID:        run.id,
		Expires:   stamp(run.expires),
		Ended:     likeness != nil && likeness.Ended || len(told) >= run.limit,
		Exchanges: told,
		Likeness:  likeness,
	}, true
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
	writeText(w, status, append(text, '\n'))
}

func writeText(w http.ResponseWriter, status int, json []byte) {
	h := w.Header()
	h["Content-Type"] = jsonType
	h["Cache-Control"] = noStore
	h["X-Content-Type-Options"] = noSniff
	h.Set("Content-Length", strconv.Itoa(len(json)))
	w.WriteHeader(status)
	w.Write(json) // net/http leaves it out for HEAD
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
