package diagram

import (
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

func TestLayoutInvariants(t *testing.T) {
	for name, trace := range everyTrace() {
		for width := 300; width <= 1200; width += 45 {
			checkLayout(t, name, trace, width)
		}
		for _, width := range []int{-1, 280, 320, 639, 640, 5000} {
			checkLayout(t, name, trace, width)
		}
	}
}

// checkLayout asserts what must hold of every layout: all of it is inside, in
// order, and nothing lies on anything else.
func checkLayout(t *testing.T, name string, trace redirect.Trace, width int) {
	t.Helper()
	l := Lay(trace, width)
	if len(l.Groups) != len(l.Steps) {
		t.Fatalf("%s, %d: %d groups for %d steps", name, width, len(l.Groups), len(l.Steps))
	}
	checkLanes(t, name, l)
	bottom := 0
	for i, g := range l.Groups {
		if g.Step != i {
			t.Errorf("%s, %d: group %d is of step %d", name, width, i, g.Step)
		}
		lowest := bottom
		for n, s := range g.Shapes {
			switch {
			case s.X < 0 || s.X+s.W > l.Width || s.W <= 0 || s.H <= 0:
				t.Errorf("%s, %d: step %d: %s from %d to %d", name, width, i, s.Kind, s.X, s.X+s.W)
			case s.Y < bottom || s.Y+s.H > l.Height:
				t.Errorf("%s, %d: step %d: %s at %d to %d, after %d", name, width, i, s.Kind, s.Y, s.Y+s.H, bottom)
			}
			lowest = max(lowest, s.Y+s.H)
			for _, other := range g.Shapes[:n] {
				if s.X < other.X+other.W && other.X < s.X+s.W && s.Y < other.Y+other.H && other.Y < s.Y+s.H {
					t.Errorf("%s, %d: step %d: %s %q lies on %s", name, width, i, s.Kind, s.Full, other.Kind)
				}
			}
			checkLines(t, name, l, s)
		}
		bottom = lowest
	}
}

func checkLanes(t *testing.T, name string, l Layout) {
	t.Helper()
	for i, lane := range l.Lanes {
		from, to := extent(lane.Label)
		if from < 0 || to > l.Width || lane.X < 0 || lane.X > l.Width || lane.Top >= lane.Bottom || lane.Bottom > l.Height {
			t.Errorf("%s, %d: lane %d at %d, label from %d to %d", name, l.Width, i, lane.X, from, to)
		}
		for _, other := range l.Lanes[:i] {
			otherFrom, otherTo := extent(other.Label)
			if lane.X <= other.X || lane.Label.Y == other.Label.Y && from < otherTo && otherFrom < to {
				t.Errorf("%s, %d: lane %d runs into %q", name, l.Width, i, plain(other.Label.Runs))
			}
		}
	}
}

// checkLines asserts that text stays inside the shape it belongs to.
func checkLines(t *testing.T, name string, l Layout, s Shape) {
	t.Helper()
	for _, line := range s.Lines {
		from, to := extent(line)
		if from < s.X || to > s.X+s.W || line.Y < s.Y || line.Y > s.Y+s.H {
			t.Errorf("%s, %d: %q from %d to %d leaves its %s from %d to %d", name, l.Width, plain(line.Runs), from, to, s.Kind, s.X, s.X+s.W)
		}
	}
}

func extent(l Line) (from, to int) {
	w := runsWidth(l.Runs)
	switch l.Runs[0].Class {
	case "sans strong":
		w = sansWidth(plain(l.Runs), true)
	case "sans muted":
		w = sansWidth(plain(l.Runs), false)
	}
	switch l.Anchor {
	case Middle:
		return l.X - w/2, l.X - w/2 + w
	case End:
		return l.X - w, l.X
	}
	return l.X, l.X + w
}

func TestHeightGrowsLinearly(t *testing.T) {
	for _, width := range []int{320, 960} {
		five, ten := Lay(chain(5, false), width).Height, Lay(chain(10, false), width).Height
		if fifty := Lay(chain(50, false), width).Height; fifty > ten+8*(ten-five)+8 || fifty <= ten {
			t.Errorf("width %d: heights %d, %d, %d of 5, 10, 50 exchanges", width, five, ten, fifty)
		}
	}
}

func TestLanes(t *testing.T) {
	tests := []struct {
		name  string
		trace redirect.Trace
		width int
		want  []string
	}{
		{"a lane for the client and for each origin", submit(), 960, []string{"Browser fetch()", "https://api.example.com", "https://api-v2.example.com"}},
		{"the same on a phone", submit(), 320, []string{"Browser fetch()", "https://api.example.com", "https://api-v2.example.com"}},
		{"the client's alone, where it sends nothing", refusedTrace(), 960, []string{"Browser fetch()"}},
		{"an origin is one lane however often it is met", chain(9, false), 960, []string{"Browser fetch()", "https://api.example.com"}},
		{"the last lane is shared where there are too many", chain(51, true), 320,
			[]string{"Browser fetch()", "https://host-0.example.com", "https://host-1.example.com", "https://host-2.example.com", "48 more origins"}},
	}
	for _, tt := range tests {
		var got []string
		for _, lane := range Lay(tt.trace, tt.width).Lanes {
			got = append(got, plain(lane.Label.Runs))
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
			}
		}
	}
}

func TestParcels(t *testing.T) {
	prepared := submit()
	prepared.Prepared = []redirect.Change{header("Host", redirect.Dropped, "x", ""), header("Content-Type", redirect.Added, "", "text/plain")}
	shrunk := submit()
	shrunk.Exchanges[0].Decision.Changes = []redirect.Change{
		{Part: redirect.PartBody, Fate: redirect.Changed, From: "23 bytes", To: "0 bytes"},
		{Part: redirect.PartFragment, Fate: redirect.Dropped, From: "top"}}
	shrunk.Exchanges[1].Request.Body = &redirect.SentBody{}
	tests := []struct {
		name     string
		trace    redirect.Trace
		exchange int
		want     []string
	}{
		{"body and credentials first, all kept", submit(), 0, []string{"▣ 23 B", "Authorization", "Cookie", "Content-Type"}},
		{"what was dropped is shown where it is missing", submit(), 1, []string{"✕ ▣ 23 B", "Authorization", "Cookie", "✕ Content-Type"}},
		{"what was added and what was changed", submit(), 2, []string{"✕ Authorization", "+ Origin", "↻ Referer: https:…m/page → https:…e.com/"}},
		{"a preflight has its own", preflighted(), 1, []string{"Origin", "Access-Contro…quest-Method"}},
		{"the request after a preflight is compared with the one before", preflighted(), 2, []string{"✕ ▣ 23 B", "Authorization", "Cookie", "✕ Content-Type"}},
		{"what the client prepared", prepared, 0, []string{"▣ 23 B", "Authorization", "Cookie", "+ Content-Type", "✕ Host"}},
		{"a body sent empty, a fragment lost", shrunk, 1, []string{"↻ ▣ 23 B → 0 B", "Authorization", "Cookie", "✕ #top"}},
	}
	for _, tt := range tests {
		got := parcels(tt.trace, tt.exchange)
		if len(got) != len(tt.want) {
			t.Errorf("%s: got %+v, want %q", tt.name, got, tt.want)
			continue
		}
		for i := range got {
			if got[i].text != tt.want[i] {
				t.Errorf("%s: got %q, want %q", tt.name, got[i].text, tt.want[i])
			}
		}
	}
}
