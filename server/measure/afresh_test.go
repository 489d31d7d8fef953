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
			same := version == recorded.Version && runs[0].With == recorded.With
			differ := differing(t, recorded, runs[0])
			if same && len(differ) > 0 {
				// A busy machine can cut a measurement short: what differs is asked
				// once more.
				again, err := measure(ctx, s, func(c evidence.Case) bool { return differ[c.ID] != "" }, func(string) {})
				if err != nil {
					t.Fatal(err)
				}
				differ = differing(t, recorded, again[0])
			}
			for id, how := range differ {
				if same {
					t.Errorf("%s: %s", id, how)
				} else {
					t.Logf("%s %s (%s) is other than %s %s (%s) in %s: %s",
						s.program, version, runs[0].With, recorded.Program, recorded.Version, recorded.With, id, how)
				}
			}
			t.Logf("%s %s, recorded of %s: %d core cases", s.program, version, recorded.Version, len(runs[0].Cases))
		})
	}
	if !any {
		t.Error("no client is on this machine: make test installs curl and Wget")
	}
}

// differing are the cases of a run that are other than recorded, each with how.
func differing(t *testing.T, recorded, run evidence.Run) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, got := range run.Cases {
		want, ok := recorded.Result(got.Case)
		switch line, was := oneLine(t, got), oneLine(t, want); {
		case !ok:
			out[got.Case] = "it is not in the recording"
		case line != was:
			out[got.Case] = "got\n" + line + "\nrecorded\n" + was
		}
	}
	return out
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
