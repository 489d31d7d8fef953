package ownpages

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/goal"
	"github.com/hopscope/hopscope/app/lesson"
)

// TestExample: what the format is explained with is a lesson, and a true one.
func TestExample(t *testing.T) {
	l, err := lesson.Decode(Example())
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Verify(); err != nil {
		t.Error(err)
	}
}

// TestFormatFields: the page explains the fields of the schema, and no others, and
// says of the same that they may not be left out.
func TestFormatFields(t *testing.T) {
	type object struct {
		Properties map[string]any
		Required   []string
		Items      struct {
			Properties map[string]any
			Required   []string
		}
	}
	var schema struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(lesson.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	var whole struct{ Properties struct{ Challenge object } }
	if err := json.Unmarshal(lesson.Schema(), &whole); err != nil {
		t.Fatal(err)
	}
	list := func(name string) object {
		items := schema.Defs[name].Items
		return object{Properties: items.Properties, Required: items.Required}
	}
	for i, of := range []object{schema.object, schema.Defs["step"], schema.Defs["option"], whole.Properties.Challenge, list("seen"), list("sources")} {
		table := fields[i]
		if len(table.Rows) != len(of.Properties) {
			t.Errorf("%s has %d fields on the page, %d in the schema", table.Name, len(table.Rows), len(of.Properties))
		}
		for _, r := range table.Rows {
			if _, known := of.Properties[r.Name]; !known {
				t.Errorf("%s: the schema knows no %s", table.Name, r.Name)
			}
			if needs := slices.Contains(of.Required, r.Name); needs != r.Needs {
				t.Errorf("%s: %s is needed: %v in the schema, %v on the page", table.Name, r.Name, needs, r.Needs)
			}
		}
	}
	for _, k := range lesson.Kinds() {
		if kinds[k] == "" {
			t.Errorf("the page does not explain the kind %s", k)
		}
	}
}

// TestFormatGoals: every goal on the page is one, and every subject and part of a
// request has a goal on the page.
func TestFormatGoals(t *testing.T) {
	var words []string
	for _, r := range goals {
		if _, err := goal.Parse(r.Name); err != nil {
			t.Errorf("%v", err)
		}
		words = append(words, strings.Fields(r.Name)...)
	}
	listed := func(bad, after string) []string {
		_, err := goal.Parse(bad)
		_, rest, ok := strings.Cut(err.Error(), after)
		if !ok {
			t.Fatalf("package goal says %q", err)
		}
		return regexp.MustCompile(`[a-z]+`).FindAllString(strings.Split(rest, ", not ")[0], -1)
	}
	all := append(listed("nothing = 1", "begin with one of "), listed("last nothing = 1", "one can ask one of ")...)
	if len(all) < 20 {
		t.Fatalf("package goal knows %v", all)
	}
	for _, word := range all {
		if !slices.Contains(words, word) && word != "or" {
			t.Errorf("no goal on the page shows %s", word)
		}
	}
}

// TestPages: each is whole, and says again what was sent without its breaking out.
func TestPages(t *testing.T) {
	const hostile = `</textarea></li><script>alert(1)</script><img src=x onerror=alert(1)>"'`
	faults := lesson.Errors{{Line: 3, Path: hostile, Text: hostile}}
	open, err := Open(hostile, faults)
	if err != nil {
		t.Fatal(err)
	}
	above, err := Above(hostile, faults)
	if err != nil {
		t.Fatal(err)
	}
	author, err := Author()
	if err != nil {
		t.Fatal(err)
	}
	format, err := Format()
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{"open": string(open), "above": string(above), "author": string(author), "format": string(format)} {
		for _, bad := range []string{"<script", "<img", "ZgotmplZ", "%!", "<no value>", " style="} {
			if strings.Contains(page, bad) {
				t.Errorf("%s has %s in it", name, bad)
			}
		}
	}
	for _, page := range []string{string(open), string(above)} {
		if !strings.Contains(page, "line 3: ") || !strings.Contains(page, "&lt;script&gt;") {
			t.Errorf("the page does not say what is wrong with what:\n%s", page)
		}
	}
	if n := strings.Count(string(author), "data-answer="); n != lesson.MaxOptions {
		t.Errorf("the author's page has %d answers", n)
	}
}
