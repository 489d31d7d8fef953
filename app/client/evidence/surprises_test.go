package evidence_test

import (
	"testing"

	"github.com/hopscope/hopscope/app/client/evidence"
)

// TestSurprises holds what is said to be surprising to the recordings.
func TestSurprises(t *testing.T) {
	list := evidence.Surprises()
	if len(list) != 10 {
		t.Errorf("there are %d, not ten", len(list))
	}
	for _, s := range list {
		rec, err := evidence.Load(s.Client)
		if err != nil {
			t.Error(err)
			continue
		}
		if s.Run >= len(rec.Runs) {
			t.Errorf("%s has no run %d", s.Client, s.Run)
			continue
		}
		result, ok := rec.Runs[s.Run].Result(s.Case)
		if !ok || result.Told() != s.Told {
			t.Errorf("%s, %s: recorded %q, said to be %q", s.Client, s.Case, result.Told(), s.Told)
			continue
		}
		if s.Sends != "" && !result.Requests[len(result.Requests)-1].Headers.Has(s.Sends) {
			t.Errorf("%s, %s: the last request has no %s", s.Client, s.Case, s.Sends)
		}
	}
}
