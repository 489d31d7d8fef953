package evidence_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
)

// TestReplay plays every recorded case through the simulation, and holds each
// request and the end against the recording.
func TestReplay(t *testing.T) {
	met := map[evidence.Known]bool{}
	for _, id := range evidence.IDs() {
		rec, err := evidence.Load(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, run := range rec.Runs {
			t.Run(id+"/"+run.Program+" "+options(run), func(t *testing.T) {
				for _, result := range run.Cases {
					c, ok := evidence.Lookup(result.Case)
					if !ok {
						t.Errorf("%s is not a case", result.Case)
						continue
					}
					trace, err := evidence.Predict(id, run, c)
					if err != nil {
						t.Fatal(err)
					}
					differ := evidence.Differences(trace, c, result)
					k, known := evidence.IsKnown(id, run.Program, c.ID)
					met[k] = met[k] || known && len(differ) > 0
					if known {
						continue
					}
					for _, d := range differ {
						t.Errorf("%s: %s", c.ID, d)
					}
				}
			})
		}
	}
	for _, k := range evidence.KnownDifferences() {
		if !met[k] {
			t.Errorf("%s %s is listed as a known difference, and there is none", k.Client, k.Case)
		}
	}
}

// options are those of a run, as a part of a test's name.
func options(r evidence.Run) string {
	return strings.Join(slices.Sorted(maps.Keys(r.Options)), ",")
}

// TestEveryProfileIsMeasured: a profile that nobody ran is not shipped. What RFC
// 9110 recommends is no client.
func TestEveryProfileIsMeasured(t *testing.T) {
	for _, id := range client.IDs() {
		if rec, err := evidence.Load(id); id != "rfc9110" && (err != nil || len(rec.Runs) == 0) {
			t.Errorf("%s has no recording: %v", id, err)
		}
	}
	for _, id := range evidence.IDs() {
		if _, err := client.Lookup(id); err != nil {
			t.Errorf("a recording is of nobody: %v", err)
		}
	}
}
