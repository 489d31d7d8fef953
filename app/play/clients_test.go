package play

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

func TestOptions(t *testing.T) {
	tests := []struct {
		desc  string
		msgs  []Msg
		want  string // Draft.Options
		name  string
		text  string // of that option's field
		wrong bool
	}{
		{"the default", nil, "map[]", "max-redirs", "50", false},
		{"a number", []Msg{EditOption{"max-redirs", "3"}}, "map[max-redirs:3]", "max-redirs", "3", false},
		{"the default is not written down", []Msg{EditOption{"max-redirs", "3"}, EditOption{"max-redirs", "50"}}, "map[]", "max-redirs", "50", false},
		{"no number is the default", []Msg{EditOption{"max-redirs", "3"}, EditOption{"max-redirs", ""}}, "map[]", "max-redirs", "", false},
		{"no number at all", []Msg{EditOption{"max-redirs", "many"}}, "map[]", "max-redirs", "many", true},
		{"out of range", []Msg{EditOption{"max-redirs", "99999"}}, "map[]", "max-redirs", "99999", true},
		{"and put back", []Msg{EditOption{"max-redirs", "99999"}, ResetOption{"max-redirs"}}, "map[]", "max-redirs", "50", false},
		{"a flag", []Msg{SetFlag{"post301", true}}, "map[post301:true]", "post301", "true", false},
		{"a flag put back", []Msg{SetFlag{"location", false}, SetFlag{"location", true}}, "map[]", "location", "true", false},
		{"a text", []Msg{EditOption{"request", "PUT"}}, "map[request:PUT]", "request", "PUT", false},
		{"an option there is not", []Msg{EditOption{"nonsense", "1"}, SetFlag{"redirect", true}}, "map[]", "request", "", false},
		{"another client begins at its defaults", []Msg{EditOption{"request", "PUT"}, EditOption{"max-redirs", "x"}, ChooseClient{"fetch"}, ChooseClient{"curl"}}, "map[]", "max-redirs", "50", false},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := after(small(t), append([]Msg{ChooseClient{"curl"}}, test.msgs...)...)
			if got := fmt.Sprint(map[string]any(m.Draft.Options)); got != test.want {
				t.Errorf("options %s, want %s", got, test.want)
			}
			o, err := m.Profile().Option(test.name)
			if err != nil {
				t.Fatal(err)
			}
			if got := m.OptionText(o); got != test.text {
				t.Errorf("text %q, want %q", got, test.text)
			}
			if m.Stale != test.wrong || len(m.ProblemsAt("options."+test.name)) > 0 != test.wrong {
				t.Errorf("problems %v", m.Problems)
			}
		})
	}
}

func TestChooseFound(t *testing.T) {
	tests := []struct{ desc, search, client string }{
		{"one is found", "wget", "wget"},
		{"several are", "fetch", "fetch"},
		{"none is", "netscape", "fetch"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, effects := after(small(t), SearchClient{test.search}, ChooseFound{})
			if m.Draft.Client != test.client || hasEffect(effects, Fold{ClientID}) != (test.client == "wget") {
				t.Errorf("%s, effects %v", m.Draft.Client, effects)
			}
		})
	}
}

// What is called curl -L is not called so without it.
func TestClientName(t *testing.T) {
	m, _ := after(small(t), ChooseClient{"curl"})
	if m.Trace.Client.Name != m.Profile().Name || m.ClientName() != m.Profile().Name {
		t.Errorf("with its defaults it is %q, and %q", m.Trace.Client.Name, m.ClientName())
	}
	m, _ = Update(m, SetFlag{"location", false})
	if m.Trace.Client.Name != "curl" || m.ClientName() != "curl" || m.Stale {
		t.Errorf("without -L it is %q, and %q", m.Trace.Client.Name, m.ClientName())
	}
}

// A client chosen from the comparison does what its line there said.
func TestChooseFromTheComparison(t *testing.T) {
	m := open(Opened{})
	for _, p := range client.All() {
		before := m.Others
		m, _ = Update(m, ChooseClient{p.ID})
		if m.Trace.Client.ID != p.ID || m.Stale || !strings.Contains(m.Announcement, p.Name) && before[0].ID != p.ID {
			t.Fatalf("%s: got %s, %q", p.ID, m.Trace.Client.ID, m.Announcement)
		}
		for i, l := range m.Others {
			if l.ID != before[i].ID || l.Chosen != (l.ID == p.ID) || l.Chosen && l.Differs != nil {
				t.Errorf("line %d: %+v", i, l)
			}
			if fmt.Sprint(l.Methods, l.Body, l.Credentials, l.Outcome) != fmt.Sprint(before[i].Methods, before[i].Body, before[i].Credentials, before[i].Outcome) {
				t.Errorf("%s chosen: the line of %s became %+v, from %+v", p.ID, l.ID, l, before[i])
			}
		}
	}
}

// The chosen client's own options count in the comparison, and nobody else's.
func TestComparisonHasOptions(t *testing.T) {
	m, _ := after(open(Opened{}), ChooseClient{"curl"}, EditOption{"request", "POST"})
	for _, l := range m.Others {
		if l.ID == "curl" && fmt.Sprint(l.Methods) != "[POST POST POST]" {
			t.Errorf("curl -X POST: %v", l.Methods)
		}
		if l.ID == "fetch" && (fmt.Sprint(l.Methods) != "[POST GET GET]" || fmt.Sprint(l.Differs) != "[methods]") {
			t.Errorf("fetch: %v, differs in %v", l.Methods, l.Differs)
		}
	}
}

// The first thing a learner sees, all the way from the scenario.
func TestDefaultScenario(t *testing.T) {
	m := open(Opened{})
	if len(m.Steps) != 9 || m.Step != 0 || m.OpenHop != 0 {
		t.Fatalf("%d steps, at %d, hop %d open", len(m.Steps), m.Step, m.OpenHop)
	}
	want := []string{
		"Method changed: POST → GET at hop 1", "Body lost: 23 bytes dropped at hop 1",
		"Authorization lost: dropped at hop 2", "Cookie lost: dropped at hop 2", "Delivered: 200 OK, after 2 redirects",
	}
	for i, b := range Verdict(m) {
		if got := b.Title + ": " + b.Text; i >= len(want) || got != want[i] {
			t.Errorf("badge %d: %s", i, got)
		}
	}
	for i, e := range m.Trace.Exchanges {
		m, _ = Update(m, ChooseExchange{i})
		for _, r := range Ledger(m) {
			unexplained := r.Why == "" && r.Fate != ""
			if unexplained || r.Fate != "" && r.Fate != redirect.Kept && len(r.Sources) == 0 {
				t.Errorf("exchange %d (%s): %s has no why, or no source", i, e.Decision.Action, r.line())
			}
		}
	}
}

func BenchmarkStep(b *testing.B) {
	m := open(Opened{})
	for b.Loop() {
		m, _ = Update(m, Next{})
		if m.AtEnd() {
			m, _ = Update(m, First{})
		}
	}
}

// An edit follows the chain with every client.
func BenchmarkEdit(b *testing.B) {
	m := open(Opened{})
	i := 0
	for b.Loop() {
		m, _ = Update(m, SetStatus{0, 301 + i%2})
		i++
	}
}
