package lesson_test

import (
	"testing"

	"github.com/hopscope/hopscope/app/lesson"
)

// TestPlans holds the plans to the clock, and to the lessons there are.
func TestPlans(t *testing.T) {
	if len(lesson.Plans()) < 2 {
		t.Fatal("there are not two plans")
	}
	for _, p := range lesson.Plans() {
		sum := 0
		for _, part := range p.Parts {
			sum += part.Minutes
			if part.Lesson == "" {
				continue
			}
			l, ok := lesson.Lookup(part.Lesson)
			switch {
			case !ok:
				t.Errorf("%d minutes: there is no lesson %q", p.Minutes, part.Lesson)
			case l.Minutes > part.Minutes:
				t.Errorf("%d minutes: %s takes %d minutes, the plan has %d for it", p.Minutes, l.ID, l.Minutes, part.Minutes)
			}
		}
		if sum != p.Minutes {
			t.Errorf("the parts of the plan of %d minutes take %d", p.Minutes, sum)
		}
		if got, ok := lesson.PlanOf(p.Minutes); !ok || got.For != p.For {
			t.Errorf("PlanOf(%d) is another plan", p.Minutes)
		}
	}
	if _, ok := lesson.PlanOf(1); ok {
		t.Error("there is a plan of one minute")
	}
}
