package evidence_test

import (
	"testing"

	"github.com/hopscope/hopscope/app/client/evidence"
)

// TestSeenChecksTheSecondVisit: Chromium keeps a 301 and asks only its target
// again; who says that both were asked again is told so.
func TestSeenChecksTheSecondVisit(t *testing.T) {
	seen := evidence.Seen{Client: "form", Case: "cache-301", Told: "GET GET", Again: "GET"}
	if err := seen.Check(); err != nil {
		t.Error(err)
	}
	seen.Again = "GET GET"
	if seen.Check() == nil {
		t.Error("a second visit that was not recorded so passes")
	}
}
