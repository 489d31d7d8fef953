package scenario

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

var update = flag.Bool("update", false, "write the goldens anew")

// wholeTraces are the clients whose traces are held in full: each is of another
// family. What the others do is held by their recordings.
var wholeTraces = []string{"fetch", "form", "curl", "wget", "go", "python-requests", "node", "axios", "rfc9110"}

// TestGoldens follows every starting scenario with these clients, and holds the
// whole trace against testdata/traces/ID.txt: what was sent, what was decided,
// what became of each part. The scenario's own client has its options.
func TestGoldens(t *testing.T) {
	for _, start := range Startings() {
		t.Run(start.ID, func(t *testing.T) {
			var b strings.Builder
			for _, id := range wholeTraces {
				profile, err := client.Lookup(id)
				if err != nil {
					t.Fatal(err)
				}
				s := start.Scenario.Clone()
				if s.Client != profile.ID {
					s.Client, s.Options = profile.ID, nil
				}
				trace, err := s.Follow()
				if err != nil {
					t.Fatal(err)
				}
				write(&b, trace)
			}
			name := filepath.Join("testdata", "traces", start.ID+".txt")
			if *update {
				if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("go test ./app/scenario -update writes it anew (-want +got):\n%s", diff)
			}
		})
	}
}

// write puts a trace in lines: one a request, one a change, one the end.
func write(b *strings.Builder, trace redirect.Trace) {
	fmt.Fprintf(b, "-- %s --\n", trace.Client.ID)
	for _, c := range trace.Prepared {
		change(b, c)
	}
	for i, e := range trace.Exchanges {
		if i == 12 && len(trace.Exchanges) > 14 {
			fmt.Fprintf(b, "… %d more\n", len(trace.Exchanges)-i)
			break
		}
		r := e.Request
		fmt.Fprintf(b, "%s %s", r.Method, r.URL)
		for _, h := range r.Headers {
			fmt.Fprintf(b, " [%s: %s]", h.Name, h.Value)
		}
		if r.Body != nil {
			fmt.Fprintf(b, " body of %d", r.Body.Bytes)
		}
		fmt.Fprintf(b, "\n  %d by hop %d: %s: %s\n", e.Response.Status, e.Response.Hop, e.Decision.Action, e.Decision.Why)
		for _, c := range slices.Concat(e.Decision.Changes, e.Decision.Kept) {
			change(b, c)
		}
	}
	o := trace.Outcome
	fmt.Fprintf(b, "%s %d %s after %d %s\n", o.Kind, o.Status, o.URL, o.Redirects, o.Error)
	for _, s := range trace.Survival {
		fmt.Fprintf(b, "  %s %s: %s at %d\n", s.Part, s.Name, s.Fate, s.Hop)
	}
}

func change(b *strings.Builder, c redirect.Change) {
	fmt.Fprintf(b, "  %s %s %s: %q %q: %s (%s, %d sources)\n", c.Part, c.Name, c.Fate, c.From, c.To, c.Why, c.Kind, len(c.Sources))
}
