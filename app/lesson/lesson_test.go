package lesson

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
)

// TestLessons reads every lesson and holds what it says to the engine and to
// the recordings.
func TestLessons(t *testing.T) {
	for _, name := range names(t) {
		t.Run(name, func(t *testing.T) {
			data, _ := File(name)
			l, err := Decode(data)
			if err != nil {
				report(t, err)
				t.FailNow()
			}
			report(t, l.Verify())
			if l.ID != "" && l.ID != name {
				t.Errorf("its id is %q, its file is called %q", l.ID, name)
			}
			if l.Challenge == nil {
				t.Error("it has no challenge")
			} else if len(l.Challenge.Hints) == 0 {
				t.Error("its challenge has no hint")
			}
			if len(l.Steps) < 4 || len(l.Notes) == 0 {
				t.Errorf("it has %d steps and %d notes for the teacher: at least 4 and 1", len(l.Steps), len(l.Notes))
			}
			if !slices.ContainsFunc(l.Steps, func(s Step) bool { return s.Kind == Predict }) {
				t.Error("it asks for no prediction")
			}
		})
	}
}

// TestOrder fails for a lesson that has no place, which nobody would find.
func TestOrder(t *testing.T) {
	have := names(t)
	for _, name := range have {
		if !slices.Contains(order, name) {
			t.Errorf("files/%s.json is not in the order", name)
		}
	}
	if len(All()) != len(have) {
		t.Errorf("All has %d lessons, there are %d files", len(All()), len(have))
	}
	seen := map[string]bool{}
	for _, id := range order {
		if seen[id] || !isID(id) {
			t.Errorf("%q is twice in the order, or no id", id)
		}
		seen[id] = true
	}
}

func TestLookup(t *testing.T) {
	l, ok := Lookup("curl-x-post")
	if !ok || l.ID != "curl-x-post" {
		t.Fatalf("Lookup(curl-x-post) = %v, %v", l, ok)
	}
	for _, id := range []string{"", "no-such", "../order", "curl-x-post.json"} {
		if _, ok := Lookup(id); ok {
			t.Errorf("Lookup(%q) found one", id)
		}
		if _, ok := File(id); ok {
			t.Errorf("File(%q) found one", id)
		}
	}
}

func names(t *testing.T) []string {
	t.Helper()
	all, err := fs.Glob(files, "files/*.json")
	if err != nil || len(all) == 0 {
		t.Fatalf("no lessons: %v", err)
	}
	for i, name := range all {
		all[i] = strings.TrimSuffix(path.Base(name), ".json")
	}
	return all
}

// report fails with each fault in a line of its own.
func report(t *testing.T, err error) {
	t.Helper()
	for _, f := range Faults(err) {
		t.Error(f)
	}
}
