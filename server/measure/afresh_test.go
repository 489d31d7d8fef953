package main

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/client/evidence"
)

// TestAfresh measures every client that is on this machine afresh, in the core
// cases. One of the recorded version has to do as recorded. What another version
// does otherwise is reported: it is no fault of this project's.
func TestAfresh(t *testing.T) {
	any := false
	for _, s := range subjects() {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		defer cancel()
		version, err := versionOf(ctx, s.version)
		if err != nil {
			continue // it is not here
		}
		any = true
		t.Run(s.id+"/"+s.program, func(t *testing.T) {
			recorded, ok := recordedRun(t, s)
			if !ok {
				t.Fatalf("there is no recording of %s: make measure ARGS=\"-client %s\"", s.program, s.id)
			}
			s.runs = s.runs[:1] // as it comes
			runs, err := measure(ctx, s, evidence.Case.Core, func(string) {})
			if err != nil {
				t.Fatal(err)
			}
			if len(runs) != 1 || len(runs[0].Cases) == 0 {
				t.Fatalf("no core case was run: %+v", runs)
			}
			for _, got := range runs[0].Cases {
				want, ok := recorded.Result(got.Case)
				if !ok {
					t.Errorf("%s is not in the recording", got.Case)
					continue
				}
				if line, was := oneLine(t, got), oneLine(t, want); line != was {
					if version == recorded.Version && runs[0].With == recorded.With {
						t.Errorf("%s: got\n%s\nrecorded\n%s", got.Case, line, was)
					} else {
						t.Logf("%s %s (%s) is other than %s %s (%s): %s\n%s\nrecorded\n%s",
							s.program, version, runs[0].With, recorded.Program, recorded.Version, recorded.With, got.Case, line, was)
					}
				}
			}
			t.Logf("%s %s, recorded of %s: %d core cases", s.program, version, recorded.Version, len(runs[0].Cases))
		})
	}
	if !any {
		t.Error("no client is on this machine: make test installs curl and Wget")
	}
}

// recordedRun is the recording of a subject as it comes.
func recordedRun(t *testing.T, s subject) (evidence.Run, bool) {
	t.Helper()
	rec, err := evidence.Load(s.id)
	if err != nil {
		return evidence.Run{}, false
	}
	want := oneLine(t, s.runs[0].options)
	for _, run := range rec.Runs {
		if run.Program == s.program && oneLine(t, run.Options) == want {
			return run, true
		}
	}
	return evidence.Run{}, false
}

func oneLine(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
