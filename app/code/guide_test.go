package code

import (
	"slices"
	"testing"

	"github.com/hopscope/hopscope/app/goal"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// A route is how the guide came to a code.
type route struct {
	answers []string
	end     Choice
}

func routes(q *Question, behind []string) (list []route) {
	for _, c := range q.Choices {
		answers := append(slices.Clone(behind), c.Text)
		if c.Next != nil {
			list = append(list, routes(c.Next, answers)...)
			continue
		}
		list = append(list, route{answers, c})
	}
	return list
}

func TestGuideLeadsToACode(t *testing.T) {
	tests := []struct {
		sentence string
		answers  []string
		want     int
	}{
		{"a page for good", []string{"Send its request to another address.", "No, it is a page or a file.", "Yes, for good."}, 301},
		{"a page for now", []string{"Send its request to another address.", "No, it is a page or a file.", "No, or I am not sure yet."}, 302},
		{"a form that was sent", []string{"Look at a result elsewhere: its request has been dealt with."}, 303},
		{"an API for now", []string{"Send its request to another address.", "Yes, and it must arrive with its method and body.", "No, or I am not sure yet."}, 307},
		{"an API for good", []string{"Send its request to another address.", "Yes, and it must arrive with its method and body.", "Yes, for good."}, 308},
		{"a copy that is still good", []string{"Use the copy that it holds: nothing has changed."}, 304},
		{"several versions", []string{"Choose among several versions."}, 300},
	}
	all := routes(Guide(), nil)
	for _, tt := range tests {
		i := slices.IndexFunc(all, func(r route) bool { return slices.Equal(r.answers, tt.answers) })
		if i < 0 {
			t.Errorf("%s: there are no answers %q", tt.sentence, tt.answers)
		} else if got := all[i].end.Code; got != tt.want {
			t.Errorf("%s: %d, want %d", tt.sentence, got, tt.want)
		}
	}
	if len(all) != len(tests) {
		t.Errorf("the guide has %d ends, %d are tested", len(all), len(tests))
	}
}

func TestGuideEndsWithAScenarioOfTheCode(t *testing.T) {
	for _, r := range routes(Guide(), nil) {
		if len(r.answers) > MaxQuestions {
			t.Errorf("%d is %d answers away, at most %d", r.end.Code, len(r.answers), MaxQuestions)
		}
		if _, ok := Lookup(r.end.Code); !ok || r.end.Why == "" || r.end.Example == nil {
			t.Errorf("%q ends without a code, a reason or an example: %+v", r.answers, r.end)
			continue
		}
		s, _, err := scenario.ParseAddress(r.end.Example.Address)
		if err != nil {
			t.Errorf("%d: %v", r.end.Code, err)
			continue
		}
		if !slices.ContainsFunc(s.Hops, func(h redirect.Hop) bool { return h.Status == r.end.Code }) {
			t.Errorf("%d: no hop of the example answers it", r.end.Code)
		}
		trace, err := s.Follow()
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range r.end.Example.Holds {
			if g, err := goal.Parse(line); err != nil || !g.Met(s, trace) {
				t.Errorf("%d: %q is not so: %v", r.end.Code, line, err)
			}
		}
	}
}

func TestGuideAsksNothingTwice(t *testing.T) {
	var walk func(q *Question, asked []string)
	walk = func(q *Question, asked []string) {
		if slices.Contains(asked, q.Text) {
			t.Errorf("%q is asked twice on one way", q.Text)
		}
		if len(q.Choices) < 2 {
			t.Errorf("%q has %d answers", q.Text, len(q.Choices))
		}
		for _, c := range q.Choices {
			if (c.Next == nil) == (c.Code == 0) {
				t.Errorf("%q, %q: either a question or a code", q.Text, c.Text)
			}
			if c.Next != nil {
				walk(c.Next, append(slices.Clone(asked), q.Text))
			}
		}
	}
	walk(Guide(), nil)
}
