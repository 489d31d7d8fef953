package runs

// The live addresses: what arrives is recorded, then answered.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
)

// Hop answers at any live address, by any method. It is to be called before
// anything else has looked at the address or set a header: both belong to the
// run.
func (rs *Runs) Hop(w http.ResponseWriter, r *http.Request) {
	if refused := rs.hop(w, r); refused != nil {
		rs.counts.exchanges.add(refused.reason)
		// The text is no secret: the page that asked may read it.
		w.Header()["Access-Control-Allow-Origin"] = anyone
		refused.write(w)
	}
}

// hop records and answers, or returns why not; then nothing is recorded.
func (rs *Runs) hop(w http.ResponseWriter, r *http.Request) *refusal {
	now := rs.o.Now()
	id, origin, rest, ok := live.Split(live.TargetPath(r.RequestURI))
	if !ok {
		return errNoAddress
	}
	run, refused := rs.store.find(id, now)
	if refused != nil {
		return refused
	}
	if !run.mapping.Known(origin) {
		return errNoAddress
	}
	if refused := run.room(); refused != nil {
		return refused
	}
	rec := record{at: now.UnixNano(), client: rs.o.Client(r), origin: int32(origin)}
	if rec.head, rec.unordered = takeHead(r); len(rec.head) > rs.o.Headers {
		return errHead(rs.o.Headers)
	}
	if n := fields(rec.head); n > maxFields {
		return errFields(n)
	}
	body, refused := rs.readBody(r)
	if refused != nil {
		w.Header()["Connection"] = closed
		return refused
	}
	rec.body, rec.length, rec.broken = body.kept, body.length, body.broken
	if refused := rs.record(run, rec); refused != nil {
		return refused
	}
	if rec.broken {
		writeBroken(w, rec.length)
		return nil
	}
	response := run.mapping.Answer(origin, rest, r.Method, asked(r.Header))
	var content []byte
	if isEcho(response) {
		content = echo(&rec, run.mapping)
	}
	writeAnswer(w, r.Method, response, content)
	return nil
}

// record keeps a record, within the memory of all runs.
func (rs *Runs) record(run *run, rec record) *refusal {
	size := rec.size()
	switch refused := rs.memory.take(run.share, size); refused {
	case nil:
	case errShare:
		return errMakersShare
	default:
		return refused
	}
	if refused := run.add(rec, size); refused != nil {
		rs.memory.give(run.share, size)
		return refused
	}
	rs.counts.recorded.Add(1)
	return nil
}

// maxFields bounds the fields of a head. A client sends some 20; comparing
// thousands with what was predicted would take long.
const maxFields = 256

// fields counts those of a head: its lines, but for the first and the empty one.
func fields(head string) int { return strings.Count(head, "\n") - 2 }

// asked are the request's fields that an answer depends on: those of the CORS
// protocol. Most requests have none.
func asked(h http.Header) redirect.Headers {
	var out redirect.Headers
	for _, name := range [...]string{"Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"} {
		for _, value := range h[name] {
			out = append(out, redirect.Header{Name: name, Value: value})
		}
	}
	return out
}

// writeAnswer writes what the scenario says, and as little else as can be: each
// further header could change what the client does. A hop has no content; where
// no hop answers, it is what arrived.
func writeAnswer(w http.ResponseWriter, method string, a redirect.Response, content []byte) {
	h := w.Header()
	if !a.Headers.Has("Cache-Control") {
		h["Cache-Control"] = noStore // what a browser keeps it does not ask for again
	}
	for _, f := range a.Headers {
		name := f.Name
		switch {
		case strings.EqualFold(name, "Date"):
			name = "Date" // as net/http looks for it before it adds its own
		case strings.EqualFold(name, "X-Content-Type-Options"):
			continue
		}
		h[name] = append(h[name], f.Value)
	}
	h["X-Content-Type-Options"] = noSniff
	switch {
	case isEcho(a):
		h["Content-Type"] = jsonType
		h["Content-Length"] = []string{strconv.Itoa(len(content))}
		w.WriteHeader(a.Status)
		w.Write(content) // net/http leaves it out for HEAD
	case a.Status == http.StatusNoContent || a.Status == http.StatusNotModified:
		w.WriteHeader(a.Status)
	case method == http.MethodHead:
		h["Content-Length"] = zero
		w.WriteHeader(a.Status)
	default:
		w.WriteHeader(a.Status) // net/http adds Content-Length: 0
	}
}

// isEcho reports that no hop answers.
func isEcho(a redirect.Response) bool { return a.Hop == 0 && a.Status == http.StatusOK }

// echo is what arrived, as JSON for people to read.
func echo(rec *record, m *live.Mapping) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.Encode(rec.arrived(m)) // cannot fail: it is strings, numbers and booleans
	return b.Bytes()
}

// writeBroken answers a request whose body broke off, if somebody still listens.
func writeBroken(w http.ResponseWriter, length int64) {
	h := w.Header()
	h["Access-Control-Allow-Origin"] = anyone
	h["Connection"] = closed
	(&refusal{status: http.StatusRequestTimeout, reason: Broken, text: fmt.Sprintf("the body broke off after %d bytes", length)}).write(w)
}

func errFull(limit int) *refusal {
	return &refusal{status: http.StatusTooManyRequests, reason: RunFull,
		text: fmt.Sprintf("this live run has its %d exchanges, and takes no more: make another one", limit)}
}

func errHead(limit int) *refusal {
	return &refusal{status: http.StatusRequestHeaderFieldsTooLarge, reason: HeadTooLarge,
		text: fmt.Sprintf("the request's head is too large: a live run takes at most %d bytes", limit)}
}

func errFields(n int) *refusal {
	return &refusal{status: http.StatusRequestHeaderFieldsTooLarge, reason: HeadTooLarge,
		text: fmt.Sprintf("the request's head has %d fields: a live run takes at most %d", n, maxFields)}
}
