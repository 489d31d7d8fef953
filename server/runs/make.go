package runs

// How a run is made.

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/scenario"
)

// Make answers POST /live: with the run of a scenario.
func (rs *Runs) Make(w http.ResponseWriter, r *http.Request) {
	if !allow(w, r, http.MethodPost) {
		return
	}
	run, refused := rs.make(w, r)
	if refused != nil {
		rs.counts.runs.add(refused.reason)
		refused.write(w)
		return
	}
	rs.counts.made.Add(1)
	rs.o.Log.Info("live run made", "hops", len(run.mapping.Live.Hops), "origins", len(run.mapping.Origins))
	h := w.Header()
	for _, cookie := range run.mapping.Cookies() {
		h.Add("Set-Cookie", cookie)
	}
	h.Set("Location", live.RunPath(run.id))
	answer := run.mapping.Run()
	answer.Expires = stamp(run.expires)
	rs.writeJSON(w, http.StatusCreated, answer)
}

func (rs *Runs) make(w http.ResponseWriter, r *http.Request) (*run, *refusal) {
	// Another site's page can send this type only where it is let, and nobody
	// lets it.
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, &refusal{status: http.StatusUnsupportedMediaType, reason: BadType, text: "a scenario is sent as application/json"}
	}
	client := rs.o.Client(r)
	if refused := rs.vacancy(client, rs.o.Now()); refused != nil {
		return nil, refused // before anything is read
	}
	s, refused := readScenario(w, r)
	if refused != nil {
		return nil, refused
	}
	id := rand.Text() // 130 bits
	origins := rs.o.Origins(r)
	m, err := live.Map(s, id, origins, pageOf(r, origins))
	if err != nil {
		return nil, &refusal{status: http.StatusBadRequest, reason: BadScenario, text: err.Error()}
	}
	now := rs.o.Now() // reading may have taken long
	made := &run{id: id, mapping: m, expires: now.Add(rs.o.Life), limit: rs.o.Exchanges, bytes: mappedSize(m)}
	return made, rs.keep(made, client, now)
}

// keep keeps a run, within all bounds.
func (rs *Runs) keep(made *run, client netip.Addr, now time.Time) *refusal {
	made.share = rs.memory.join(network(client))
	refused := rs.memory.take(made.share, made.bytes)
	if refused == nil {
		if refused = rs.admit(made, client, now); refused != nil {
			rs.memory.give(made.share, made.bytes)
		}
	}
	if refused != nil {
		rs.memory.leave(made.share)
	}
	return refused
}

// admit keeps a run, within the bounds that are not of memory.
func (rs *Runs) admit(made *run, client netip.Addr, now time.Time) *refusal {
	if wait := rs.rate.take(client, now); wait > 0 {
		return errRate(rs.o.PerMinute, wait)
	}
	if !rs.store.put(made) {
		return errRuns(rs.o.Runs, time.Second)
	}
	return nil
}

// vacancy reports whether there is room for another run of the client.
func (rs *Runs) vacancy(client netip.Addr, now time.Time) *refusal {
	if wait := rs.rate.spent(client, now); wait > 0 {
		return errRate(rs.o.PerMinute, wait)
	}
	wait, full := rs.store.full(now)
	if full && wait <= 0 {
		rs.sweep()
		wait, full = rs.store.full(now)
	}
	if full {
		return errRuns(rs.o.Runs, max(wait, time.Second))
	}
	return nil
}

// readScenario reads the body.
func readScenario(w http.ResponseWriter, r *http.Request) (scenario.Scenario, *refusal) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, scenario.MaxJSON))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return scenario.Scenario{}, &refusal{status: http.StatusRequestEntityTooLarge, reason: TooLarge,
			text: fmt.Sprintf("the scenario is too large: at most %d bytes", scenario.MaxJSON)}
	case err != nil:
		return scenario.Scenario{}, &refusal{status: http.StatusRequestTimeout, reason: Broken, text: "the scenario broke off"}
	}
	s, err := scenario.Decode(data)
	if err != nil {
		return scenario.Scenario{}, &refusal{status: http.StatusBadRequest, reason: BadScenario, text: err.Error()}
	}
	return s, nil
}

// mappedSize is about what a run takes of the memory before anything arrives.
func mappedSize(m *live.Mapping) int64 { return 4<<10 + m.Size() }

// pageOf is the page that asks, where it is one of this server's.
func pageOf(r *http.Request, origins []string) string {
	if page := r.Referer(); len(origins) > 0 && strings.HasPrefix(page, origins[0]+"/") {
		return page
	}
	return ""
}

// stamp writes a time as the formats do.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
