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
		if err := s.Check(); err != nil {
			t.Error(err)
		}
	}
}
