package livetest

// A bystander is a run that somebody else made before: whatever happens
// meanwhile, it is as it was, and goes on.

import (
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// bystander makes a run, goes half of its way, and returns what checks that all
// is well with it and goes the other half.
func bystander(t *testing.T, p *program) func(t *testing.T) {
	t.Helper()
	s := scenario.Scenario{
		Client:  "go",
		Request: redirect.Request{Method: "GET", URL: "https://a.example/1", Headers: headers("X-Bystander", "mine")},
		Hops:    []redirect.Hop{hop(302, "/2")},
	}
	made := p.make(t, s)
	step := func(t *testing.T, path string, status int) {
		t.Helper()
		r := request(t, "GET", made.Origins["https://a.example"]+"/live/"+made.ID+"/0"+path, "")
		r.Header.Set("X-Bystander", "mine")
		if path != "/1" {
			r.Header.Set("Referer", made.Start)
		}
		if a := send(t, r); a.status != status {
			t.Errorf("the run of somebody else answers %d, want %d: %s", a.status, status, a.body)
		}
	}
	step(t, "/1", 302)
	before := p.report(t, made.ID)
	return func(t *testing.T) {
		t.Helper()
		if after := p.report(t, made.ID); show(after) != show(before) {
			t.Errorf("the run of somebody else was %s, and is %s", show(before), show(after))
		}
		step(t, "/2", 200)
		p.asPredicted(t, s, made.ID)
	}
}
