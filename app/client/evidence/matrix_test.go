package evidence

import (
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

// sent makes a result of requests written as POST+ or GET.
func sent(told ...string) Result {
	var r Result
	for _, t := range told {
		q := Request{Method: t}
		if m := t[:len(t)-1]; t == m+"+" {
			q = Request{Method: m, Body: &redirect.SentBody{Text: "b", Bytes: 1}}
		}
		r.Requests = append(r.Requests, q)
	}
	return r
}

func TestStep(t *testing.T) {
	failed, hung := sent("GET"), sent("GET")
	failed.End.Error, hung.End.Hung = "too bad", true
	for _, test := range []struct {
		sentence string
		result   Result
		want     StepKind
	}{
		{"the same request again", sent("POST+", "POST+"), StepKept},
		{"without a body there is none to lose", sent("POST", "POST"), StepKept},
		{"another method", sent("POST+", "GET"), StepChanged},
		{"the body is gone", sent("PUT+", "PUT"), StepEmptied},
		{"nothing further", sent("GET"), StepStopped},
		{"nothing further but an error", failed, StepFailed},
		{"nothing further for ever", hung, StepHung},
		{"nothing at all", Result{End: End{Error: "no"}}, StepUnsent},
		{"not asked", Result{Skipped: "cannot"}, StepSkipped},
		{"a preflight is no redirect", Result{Requests: []Request{{Method: "OPTIONS", Preflight: true}, {Method: "GET"}}}, StepStopped},
	} {
		if got := test.result.Step().Kind; got != test.want {
			t.Errorf("%s: got %s, want %s", test.sentence, got, test.want)
		}
	}
}

func TestDeparts(t *testing.T) {
	const none = redirect.Kind("")
	for _, test := range []struct {
		status int
		told   []string
		want   redirect.Kind
	}{
		{301, []string{"POST+", "GET"}, none},
		{301, []string{"POST+", "POST+"}, none},
		{301, []string{"POST+", "POST"}, redirect.Recommended},
		{301, []string{"PUT+", "GET"}, redirect.Recommended},
		{302, []string{"DELETE", "GET"}, redirect.Recommended},
		{302, []string{"HEAD", "HEAD"}, none},
		{303, []string{"POST+", "GET"}, none},
		{303, []string{"POST+", "POST"}, redirect.Recommended},
		{303, []string{"HEAD", "GET"}, none},
		{307, []string{"POST+", "POST+"}, none},
		{307, []string{"POST+", "GET"}, redirect.Required},
		{307, []string{"POST+", "POST"}, redirect.Recommended},
		{308, []string{"PUT+", "GET"}, redirect.Required},
		{300, []string{"POST+", "GET"}, redirect.Recommended},
		{307, []string{"POST+"}, none},
	} {
		got := none
		if d := sent(test.told...).Step().Departs(test.status); d != nil {
			got = d.Kind
			if d.Text == "" || d.Source.URL == "" {
				t.Errorf("%d %v says nothing, or not where", test.status, test.told)
			}
		}
		if got != test.want {
			t.Errorf("%d %v: got %q, want %q", test.status, test.told, got, test.want)
		}
	}
}

func TestFares(t *testing.T) {
	r := sent("GET", "GET")
	r.Requests[0].Headers = redirect.Headers{{Name: "Authorization", Value: "a"}, {Name: "Cookie", Value: "b=1"}, {Name: "Host", Value: "x"}}
	r.Requests[1].Headers = redirect.Headers{{Name: "authorization", Value: "a"}, {Name: "Host", Value: "y"}}
	for name, want := range map[string]Fare{"Authorization": FareKept, "Cookie": FareDropped, "Host": FareChanged, "Referer": FareUnsent} {
		if got := r.Fares(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	if got := sent("GET").Fares("Cookie"); got != FareNothing {
		t.Errorf("where nothing follows: got %s", got)
	}
}

func TestLimit(t *testing.T) {
	many := func(n int) []string {
		told := make([]string, n)
		for i := range told {
			told[i] = "GET"
		}
		return told
	}
	named := func(id string, r Result) Result {
		r.Case = id
		return r
	}
	hung := sent(many(101)...)
	hung.End.Hung = true
	for _, test := range []struct {
		sentence string
		cases    []Result
		want     int
		ok       bool
	}{
		{"it ends within the long chain", []Result{named("long", sent(many(11)...))}, 10, true},
		{"it ends on a loop", []Result{named("long", sent(many(51)...)), named("loop-of-two", sent(many(61)...))}, 60, true},
		{"it never ends", []Result{named("long", sent(many(51)...)), named("loop-of-two", hung)}, 0, false},
		{"it was not asked", nil, 0, false},
	} {
		if got, ok := (Run{Cases: test.cases}).Limit(); got != test.want || ok != test.ok {
			t.Errorf("%s: got %d %v, want %d %v", test.sentence, got, ok, test.want, test.ok)
		}
	}
}

// TestCases holds the cases themselves: ids are unique, chains can be read, and
// every hop is met by a client that does as the standard says.
func TestCases(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Cases() {
		if seen[c.ID] {
			t.Errorf("%s is there twice", c.ID)
		}
		seen[c.ID] = true
		if c.Title == "" || c.Group == "" || c.Request.Method == "" {
			t.Errorf("%s lacks a title, a group or a method", c.ID)
		}
		if _, err := redirect.ParseURL(c.Request.URL); err != nil {
			t.Errorf("%s: %v", c.ID, err)
		}
	}
	for _, id := range core {
		if !seen[id] {
			t.Errorf("the core case %s is none", id)
		}
	}
}
