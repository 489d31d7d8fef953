package runs

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hopscope/hopscope/app/live"
)

// What is sent piece by piece is what it would be as a whole.
func TestReportAsAWhole(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Body = 16 })
	for n := range 4 {
		made := s.make(scenarioOf(`"status": 307, "location": "/[]?next"`))
		for i := range n {
			s.request("POST", made.Start+"?[]", strings.Repeat(fmt.Sprint("[]\xff"[i:]), 10), "X: []")
		}
		run, _ := s.store.find(made.ID, s.clock.Now())
		told := run.exchanges(run.recorded())
		likeness := run.mapping.Likeness(told)
		report, err := json.Marshal(live.Report{ID: made.ID, Expires: made.Expires, Ended: n > 0 && likeness.Ended, Exchanges: told, Likeness: likeness})
		if err != nil {
			t.Fatal(err)
		}
		archive, err := live.HAR(told)
		if err != nil {
			t.Fatal(err)
		}
		for path, want := range map[string]string{live.RunPath(made.ID): string(report) + "\n", live.HARPath(made.ID): string(archive)} {
			for range 2 {
				if diff := cmp.Diff(want, read(t, s.request("GET", path, ""))); diff != "" {
					t.Errorf("%d exchanges at %s (-want +got):\n%s", n, path, diff)
				}
			}
		}
		if run.readers != 0 || run.view.told != nil {
			t.Errorf("%d readers are left", run.readers)
		}
	}
}

// The likeness of a run that has not changed is not told again.
func TestReportAgain(t *testing.T) {
	s := newSite(t, nil)
	made := s.make(scenarioOf(`"status": 307, "location": "/next"`))
	s.request("POST", made.Start, "hello")
	run, _ := s.store.find(made.ID, s.clock.Now())
	first := run.snapshot().likeness
	if first == nil || run.snapshot().likeness != first {
		t.Error("the likeness was told again")
	}
	s.request("POST", made.Start, "hello")
	if run.snapshot().likeness == first {
		t.Error("the likeness is that of a shorter run")
	}
}

// Only so many reports are in the making; who leaves does not wait.
func TestReportsAtOnce(t *testing.T) {
	s := newSite(t, nil)
	made := s.make(scenarioOf())
	for range reportsAtOnce {
		s.making <- struct{}{}
	}
	ctx, leave := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer leave()
	w := httptest.NewRecorder()
	s.Report(w, httptest.NewRequest("GET", live.RunPath(made.ID), nil).WithContext(ctx))
	if w.Body.Len() > 0 {
		t.Errorf("got %s", w.Body)
	}
	<-s.making
	if answer := s.request("GET", live.RunPath(made.ID), ""); answer.StatusCode != http.StatusOK || !strings.Contains(read(t, answer), made.ID) {
		t.Errorf("got %s", answer.Status)
	}
}

// stuck waits within its second write, as for a slow reader.
type stuck struct {
	nobody
	writes  int
	waiting chan<- struct{}
	free    <-chan struct{}
}

func (s *stuck) Write(p []byte) (int, error) {
	if s.writes++; s.writes == 2 {
		s.waiting <- struct{}{}
		<-s.free
	}
	return len(p), nil
}

// Who receives a report slowly keeps nobody from another, and holds no more of it
// than one exchange, with all the others who do.
func TestSlowReports(t *testing.T) {
	const exchanges, readers = 10, 40
	s := newSite(t, nil)
	made := s.make(scenarioOf(`"status": 307, "location": ""`))
	for range exchanges {
		s.request("POST", made.Start, strings.Repeat("\x01", 64<<10)) // 384 KiB of JSON
	}
	waiting, free, left := make(chan struct{}), make(chan struct{}), make(chan struct{})
	before := heap()
	for i := range readers {
		path, answer := live.RunPath(made.ID), s.Report
		if i%2 > 0 {
			path, answer = live.HARPath(made.ID), s.Archive
		}
		go func() {
			answer(&stuck{nobody{http.Header{}}, 0, waiting, free}, httptest.NewRequest("GET", path, nil))
			left <- struct{}{}
		}()
	}
	for range readers {
		<-waiting
	}
	if took := int64(heap() - before); took > 4<<20 {
		t.Errorf("%d slow readers take %d bytes", readers, took)
	} else {
		t.Logf("%d slow readers take %d bytes", readers, took)
	}
	if n := len(s.report(made.ID).Exchanges); n != exchanges {
		t.Errorf("meanwhile %d exchanges are told", n)
	}
	close(free)
	for range readers {
		<-left
	}
}
