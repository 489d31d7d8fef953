package browsertest

// A step leaves the diagram standing, and shows itself in it.

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestStepInPlace steps, and expects the diagram that an address with the step
// shows, without the diagram having been replaced.
func TestStepInPlace(t *testing.T) {
	const picture = `document.querySelector("#diagram svg").outerHTML`
	const current = `[...document.querySelectorAll("#told > li")].map((e, i) => e.getAttribute("aria-current") === "step" ? i : -1).filter((i) => i >= 0)`
	p := newPage(t)
	p.open(submit)
	eval[bool](p, `document.querySelector("#diagram svg").stays = true`)
	tests := []struct {
		sentence, key string
		step          int
	}{
		{"a step on", kb.ArrowRight, 1},
		{"and on", kb.ArrowRight, 2},
		{"and back", kb.ArrowLeft, 1},
		{"to the end", kb.End, 8},
		{"to the start", kb.Home, 0},
	}
	for _, test := range tests {
		p.press(test.key)
		p.expect(".transport .count", fmt.Sprintf("step %d of", test.step+1))
		if !eval[bool](p, `document.querySelector("#diagram svg").stays === true`) {
			t.Fatalf("%s: the diagram was replaced", test.sentence)
		}
		if got := eval[[]int](p, current); len(got) != 1 || got[0] != test.step {
			t.Errorf("%s: in words the current ones are %v, want %d", test.sentence, got, test.step)
		}
		other := newPage(t)
		other.open(submit + fmt.Sprintf("&step=%d", test.step))
		if got, want := eval[string](p, picture), eval[string](other, picture); got != want {
			t.Errorf("%s: the diagram is\n%s\nwant\n%s", test.sentence, got, want)
		}
	}
}
