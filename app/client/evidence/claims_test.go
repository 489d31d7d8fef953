package evidence_test

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

// TestClaims holds the kinds of the profiles' reasons to the recordings: what
// says measured was shown by a recorded case that the simulation agrees with, and
// what was shown so does not say documented.
func TestClaims(t *testing.T) {
	for _, id := range evidence.IDs() {
		t.Run(id, func(t *testing.T) {
			rec, err := evidence.Load(id)
			if err != nil {
				t.Fatal(err)
			}
			shown, kinds := map[string]bool{}, map[string]redirect.Kind{}
			for _, run := range rec.Runs {
				for _, result := range run.Cases {
					c, _ := evidence.Lookup(result.Case)
					policy, reasons := tagged(t, id, run.OptionsFor(c.Request.Method))
					for _, r := range reasons {
						kinds[r.Text] = r.Kind
					}
					trace, err := evidence.Predict(id, run, c)
					if err != nil {
						t.Fatal(err)
					}
					if result.Skipped != "" || len(evidence.Differences(trace, c, result)) > 0 {
						continue
					}
					for _, n := range said(redirect.Follow(policy, c.Scenario)) {
						shown[reasons[n].Text] = true
					}
				}
			}
			for text, kind := range kinds {
				switch {
				case kind == redirect.Measured && !shown[text]:
					t.Errorf("no recorded case shows what is said to be measured: %s", text)
				case kind == redirect.Documented && shown[text]:
					t.Errorf("recorded cases show it, so it is measured, not documented alone: %s", text)
				}
			}
		})
	}
}

// tagged is a policy each of whose reasons says its place in the list.
func tagged(t *testing.T, id string, options client.Options) (redirect.Policy, []redirect.Reason) {
	t.Helper()
	p, err := client.Lookup(id)
	if err != nil {
		t.Fatal(err)
	}
	policy, err := p.Policy(options)
	if err != nil {
		t.Fatal(err)
	}
	var reasons []redirect.Reason
	out := tag(reflect.ValueOf(policy), &reasons)
	return out.Interface().(redirect.Policy), reasons
}

// tag copies a value with all that it leads to, and tags the reasons in it.
func tag(v reflect.Value, reasons *[]redirect.Reason) reflect.Value {
	if r, ok := v.Interface().(redirect.Reason); ok {
		if r.Text == "" {
			return v
		}
		*reasons = append(*reasons, r)
		r.Text = fmt.Sprintf("[[%d]]", len(*reasons)-1)
		return reflect.ValueOf(r)
	}
	switch v.Kind() {
	case reflect.Struct:
		out := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			out.Field(i).Set(tag(v.Field(i), reasons))
		}
		return out
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(tag(v.Index(i), reasons))
		}
		return out
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type().Elem())
		out.Elem().Set(tag(v.Elem(), reasons))
		return out
	}
	return v
}

var tags = regexp.MustCompile(`\[\[(\d+)\]\]`)

// said are the places of the reasons that a trace gives.
func said(trace redirect.Trace) (list []int) {
	read := func(text string) {
		for _, m := range tags.FindAllStringSubmatch(text, -1) {
			n, _ := strconv.Atoi(m[1])
			list = append(list, n)
		}
	}
	changes := func(all []redirect.Change) {
		for _, c := range all {
			read(c.Why)
		}
	}
	changes(trace.Prepared)
	for _, e := range trace.Exchanges {
		read(e.Decision.Why)
		changes(e.Decision.Changes)
		changes(e.Decision.Kept)
	}
	read(trace.Outcome.Why)
	return list
}
