package code

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/goal"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// maxWords is how many words of a page are not folded: under four minutes to read.
const maxWords = 950

// written calls the test for every code.
func written(t *testing.T, test func(*testing.T, *Code)) {
	t.Helper()
	for _, c := range All() {
		t.Run(fmt.Sprint(c.Status), func(t *testing.T) { test(t, c) })
	}
}

func TestCodesAreThoseFrom300To308(t *testing.T) {
	for i, c := range All() {
		if c.Status != 300+i {
			t.Errorf("code %d is %d", i, c.Status)
		}
		if got, ok := Lookup(c.Status); !ok || got != c {
			t.Errorf("Lookup(%d) = %v, %v", c.Status, got, ok)
		}
	}
	if len(All()) != 9 {
		t.Errorf("%d codes, want 9", len(All()))
	}
	if _, ok := Lookup(309); ok {
		t.Error("Lookup(309) found a code")
	}
}

// optional are the parts that may be empty, by their type and name.
var optional = []string{"Note.When", "Rather.Instead", "Myth.Seen", "Myth.Sources", "Myth.Corrects",
	"Seen.Run", "Seen.Again", "Seen.Sends", "Seen.Lacks", "Source.Says"}

func TestEveryPartIsFilledIn(t *testing.T) {
	written(t, func(t *testing.T, c *Code) {
		walk(reflect.ValueOf(*c), "", func(path string, v reflect.Value) {
			if v.IsZero() {
				t.Errorf("%s is empty", path)
			}
		})
		for _, n := range []struct {
			what       string
			got, least int
		}{{"examples", len(c.Examples), 3}, {"misunderstandings", len(c.Myths), 4}, {"fixes", len(c.Fixes), 4}} {
			if n.got < n.least && c.Standing == InUse {
				t.Errorf("%d %s, want at least %d", n.got, n.what, n.least)
			}
		}
	})
}

// walk visits each part of a value that must not be empty, by its path.
func walk(v reflect.Value, path string, visit func(string, reflect.Value)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			part := v.Field(i)
			if part.IsZero() && slices.Contains(optional, v.Type().Name()+"."+name) {
				continue
			}
			walk(part, path+"."+name, visit)
		}
	case reflect.Slice:
		if v.Len() == 0 {
			visit(path, reflect.Zero(v.Type()))
		}
		for i := range v.Len() {
			walk(v.Index(i), fmt.Sprintf("%s[%d]", path, i), visit)
		}
	case reflect.Bool: // no is as good as yes
	default:
		visit(path, v)
	}
}

func TestExamplesDoWhatIsSaidOfThem(t *testing.T) {
	written(t, func(t *testing.T, c *Code) {
		for i, e := range append([]Example{c.Reproduce}, c.Examples...) {
			s, _, err := scenario.ParseAddress(e.Address)
			if err != nil {
				t.Errorf("%q: %v", e.Title, err)
				continue
			}
			trace, err := s.Follow()
			if err != nil {
				t.Errorf("%q: %v", e.Title, err)
				continue
			}
			for _, line := range e.Holds {
				g, err := goal.Parse(line)
				if err != nil {
					t.Errorf("%q: %v", e.Title, err)
				} else if !g.Met(s, trace) {
					t.Errorf("%q: %q is not so", e.Title, line)
				}
			}
			reproduces := slices.ContainsFunc(s.Hops, func(h redirect.Hop) bool { return h.Status == c.Status })
			if i == 0 && !reproduces {
				t.Errorf("%q: no hop answers %d", e.Title, c.Status)
			}
		}
	})
}

func TestMisunderstandingsAreBacked(t *testing.T) {
	written(t, func(t *testing.T, c *Code) {
		for _, m := range c.Myths {
			if len(m.Seen)+len(m.Sources) == 0 {
				t.Errorf("%q: neither recorded nor cited", m.Says)
			}
			for _, s := range m.Seen {
				if err := s.Check(); err != nil {
					t.Errorf("%q: %v", m.Says, err)
				}
			}
		}
	})
}

func TestRulesAreThoseOfStandards(t *testing.T) {
	kinds := []redirect.Kind{redirect.Required, redirect.Recommended, redirect.Allowed}
	written(t, func(t *testing.T, c *Code) {
		for _, r := range c.Rules {
			if !slices.Contains(kinds, r.Kind) {
				t.Errorf("%q is of kind %q, not one of %q", r.Text, r.Kind, kinds)
			}
		}
	})
}

func TestOtherCodesExist(t *testing.T) {
	written(t, func(t *testing.T, c *Code) {
		others := slices.Clone(c.Related)
		for _, o := range c.Confused {
			others = append(others, o.With)
		}
		for _, r := range c.NotWhen {
			if r.Instead != 0 {
				others = append(others, r.Instead)
			}
		}
		for _, o := range others {
			if _, ok := Lookup(o); !ok || o == c.Status {
				t.Errorf("refers to %d", o)
			}
		}
	})
}

// bare are the texts that are no sentences.
var bare = []string{"Status", "Name", "Family", "Standing", "Title", "URL", "Words", "Address", "When", "Answer", "Kind", "Level",
	"Client", "Case", "Told", "Again", "Sends", "Lacks"}

// ofSource reports a part of a redirect.Source: what that says is no sentence.
func ofSource(path string) bool { return strings.Contains(path, "Source") }

func TestTextsAreSentences(t *testing.T) {
	written(t, func(t *testing.T, c *Code) {
		walk(reflect.ValueOf(*c), "", func(path string, v reflect.Value) {
			if v.Kind() != reflect.String {
				return
			}
			text := v.String()
			if strings.Count(text, "`")%2 != 0 {
				t.Errorf("%s: a backtick is missing: %q", path, text)
			}
			if text != strings.TrimSpace(text) || strings.Contains(text, "  ") {
				t.Errorf("%s: white space too many: %q", path, text)
			}
			name := path[strings.LastIndexByte(path, '.')+1:]
			if name == "URL" && !strings.HasPrefix(text, "https://") {
				t.Errorf("%s: %q is no https address", path, text)
			}
			whole := !slices.Contains(bare, name) && !ofSource(path) && !strings.Contains(path, ".Holds[") ||
				name == "When" && !strings.Contains(path, "History") && !strings.Contains(path, "Versions")
			if whole && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") {
				t.Errorf("%s: no full stop: %q", path, text)
			}
		})
	})
}

func TestPagesAreShort(t *testing.T) {
	written(t, func(t *testing.T, c *Code) {
		n := len(strings.Fields(strings.Join(unfolded(c), " ")))
		t.Logf("%d words are not folded", n)
		if n > maxWords {
			t.Errorf("%d words are not folded: at most %d", n, maxWords)
		}
	})
}

// unfolded are the texts of a page that are not folded.
func unfolded(c *Code) []string {
	texts := []string{c.Plain, c.Analogy, c.Definition, c.Risk.Why}
	for _, r := range c.Rules {
		texts = append(texts, string(r.Kind), r.Text, r.Source.Title)
	}
	for _, f := range []Fact{c.Method, c.Body, c.Permanent, c.Cached} {
		texts = append(texts, f.Words, f.Why)
	}
	texts = append(texts, c.UseWhen...)
	for _, r := range c.NotWhen {
		texts = append(texts, r.When)
	}
	for _, m := range c.Myths {
		texts = append(texts, m.Says, m.True)
	}
	for _, o := range c.Confused {
		texts = append(texts, o.Difference)
	}
	return texts
}
