package code

import (
	"slices"
	"strings"
	"testing"
)

// notRun are the senders that are checked against their manuals alone.
var notRun = []string{"spring", "aspnet", "rails", "laravel"}

func TestSenders(t *testing.T) {
	if got, want := len(Senders()), 13; got != want {
		t.Errorf("%d senders, want %d", got, want)
	}
	var ids []string
	for _, s := range Senders() {
		if s.ID == "" || slices.Contains(ids, s.ID) {
			t.Errorf("the ID %q is empty, or there twice", s.ID)
		}
		ids = append(ids, s.ID)
		if s.Name == "" || s.Lang == "" || s.File == "" || s.Source.Title == "" || !strings.HasPrefix(s.Source.URL, "https://") {
			t.Errorf("%s lacks a name, a language, a file or its manual: %+v", s.ID, s)
		}
		if got, want := s.Runs, !slices.Contains(notRun, s.ID); got != want {
			t.Errorf("%s: Runs is %v, want %v", s.ID, got, want)
		}
	}
}

// TestSend holds every snippet to the codes: each server has one for each code that
// somebody should send, and it is a whole one.
func TestSend(t *testing.T) {
	for _, s := range Senders() {
		seen := map[string]int{}
		for status := 300; status <= 308; status++ {
			text, ok := s.Send(status)
			if want := status != 305 && status != 306; ok != want {
				t.Errorf("%s: a snippet for %d: %v, want %v", s.ID, status, ok, want)
			}
			if !ok {
				continue
			}
			if other, twice := seen[text]; twice {
				t.Errorf("%s: the snippets for %d and %d are the same", s.ID, other, status)
			}
			seen[text] = status
			for _, left := range []string{"LINE", "WORD", "IMPORT", "VIEW"} {
				if strings.Contains(text, left) {
					t.Errorf("%s: %s is left in the snippet for %d:\n%s", s.ID, left, status, text)
				}
			}
			if !strings.Contains(text, "old") || strings.Contains(text, "/new") != (status != 304) {
				t.Errorf("%s: the snippet for %d is not one from /old to /new:\n%s", s.ID, status, text)
			}
			if strings.HasPrefix(text, "\n") || !strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\n\n") {
				t.Errorf("%s: the snippet for %d begins or ends with an empty line", s.ID, status)
			}
		}
	}
	if _, ok := Senders()[0].Send(200); ok {
		t.Error("there is a snippet for 200")
	}
}
