package runs

// Where the runs are. All live equally long, so they are over in the order in
// which they were made: what is over is at the front of a queue.

import (
	"sync"
	"time"
)

// A store holds the runs by id, and remembers those that are over for one more
// life: who comes late is told so.
type store struct {
	limit int
	life  time.Duration

	mu   sync.RWMutex
	byID map[string]*run // nil: over
	kept queue[*run]
	over queue[past]
}

// A past run is one that is over; it is forgotten at the time until.
type past struct {
	id    string
	until time.Time
}

func newStore(limit int, life time.Duration) *store {
	return &store{limit: limit, life: life, byID: map[string]*run{}}
}

// find returns the run, or why there is none.
func (s *store) find(id string, now time.Time) (*run, *refusal) {
	s.mu.RLock()
	r, known := s.byID[id]
	s.mu.RUnlock()
	switch {
	case !known:
		return nil, errUnknown
	case r == nil || r.isOver(now):
		return nil, errOver
	}
	return r, nil
}

// put keeps a run, unless there are as many as there may be.
func (s *store) put(r *run) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept.len() >= s.limit {
		return false
	}
	s.byID[r.id] = r
	s.kept.push(r)
	return true
}

// full reports whether there is no room for another run, and when there will be.
func (s *store) full(now time.Time) (wait time.Duration, full bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.kept.len() < s.limit {
		return 0, false
	}
	return s.kept.front().expires.Sub(now), true
}

func (s *store) len() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.kept.len()
}

// sweep takes the runs that are over out, and returns them. The ids that it
// remembers are no more than there may be runs: as all live equally long, those
// of one life were kept at the same time.
func (s *store) sweep(now time.Time) []*run {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.over.len() > 0 && !now.Before(s.over.front().until) {
		delete(s.byID, s.over.pop().id)
	}
	var ended []*run
	for s.kept.len() > 0 && s.kept.front().isOver(now) {
		r := s.kept.pop()
		ended = append(ended, r)
		s.byID[r.id] = nil
		s.over.push(past{r.id, r.expires.Add(s.life)})
	}
	return ended
}
