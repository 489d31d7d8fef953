package runs

// How a request is refused: one line of text, and a status that a program can
// act upon.

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A Reason says in a word why a request was refused.
type Reason string

// The reasons.
const (
	NoAddress       Reason = "address"  // no live address
	NoRun           Reason = "unknown"  // there never was such a run
	RunOver         Reason = "expired"  // its time is over
	RunFull         Reason = "full"     // it has as many exchanges as it may
	TooManyRuns     Reason = "runs"     // there are as many as there may be
	TooManyWatchers Reason = "watchers" // it has as many as it may
	TooManyStreams  Reason = "streams"  // all runs together have as many as they may
	TooOften        Reason = "rate"     // the client made as many runs as it may
	NoMemory        Reason = "memory"   // of all runs together
	ShareFull       Reason = "share"    // of the memory, of those who are one client
	TooLarge        Reason = "body"
	HeadTooLarge    Reason = "head"
	BadType         Reason = "type"     // of the content
	BadScenario     Reason = "scenario" // one that cannot be read, or not run live
	Broken          Reason = "broken"   // the body broke off
)

// A refusal is an answer that refuses. Nothing of what was sent is in its text
// but in quotes.
type refusal struct {
	status int
	reason Reason
	text   string
	wait   time.Duration // until it makes sense to ask again; 0: not known
}

var (
	errNoAddress = &refusal{status: http.StatusNotFound, reason: NoAddress, text: "there is nothing at this live address"}
	errUnknown   = &refusal{status: http.StatusNotFound, reason: NoRun, text: "there is no such live run"}
	errOver      = &refusal{status: http.StatusGone, reason: RunOver, text: "this live run is over: make another one"}
	errMemory    = &refusal{status: http.StatusTooManyRequests, reason: NoMemory, wait: time.Minute,
		text: "the live runs of this server hold as much as they may in all: try again later"}
	errShare = &refusal{status: http.StatusTooManyRequests, reason: ShareFull, wait: time.Minute,
		text: "the live runs made from your address hold as much as they may: try again when some are over"}
	// errMakersShare says so to who may be somebody else.
	errMakersShare = &refusal{status: http.StatusTooManyRequests, reason: ShareFull, wait: time.Minute,
		text: "the live runs made from the address that made this one hold as much as they may: try again when some are over"}
)

func (e *refusal) write(w http.ResponseWriter) {
	h := w.Header()
	h["Content-Type"] = textType
	h["Cache-Control"] = noStore
	h["X-Content-Type-Options"] = noSniff
	if e.wait > 0 {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(e.wait.Seconds()))))
	}
	text := oneLine(e.text) + "\n"
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(e.status)
	w.Write([]byte(text)) // a client that has gone is no error of ours
}

// oneLine makes one line of a text that came from elsewhere.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}

// allow answers a request whose method is none of those with 405.
func allow(w http.ResponseWriter, r *http.Request, methods ...string) bool {
	for _, m := range methods {
		if r.Method == m {
			return true
		}
	}
	w.Header().Set("Allow", strings.Join(methods, ", "))
	(&refusal{status: http.StatusMethodNotAllowed, text: "this takes " + strings.Join(methods, " and ")}).write(w)
	return false
}

// The values of the headers that many answers have. They are shared: a header
// is set by assignment, and never appended to.
var (
	textType = []string{"text/plain; charset=utf-8"}
	jsonType = []string{"application/json"}
	noStore  = []string{"no-store"}
	noSniff  = []string{"nosniff"}
	anyone   = []string{"*"}
	zero     = []string{"0"}
	closed   = []string{"close"}
)
