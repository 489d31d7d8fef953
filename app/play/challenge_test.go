package play

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/scenario"
)

// challenge is an address that asks for a POST to arrive whole: its 302 makes it
// a GET.
const (
	startOf   = "method=POST&url=https://a.test/&body=hi&hop=302,/new"
	goals     = "goal=last+method+%3D+POST&goal=last+body+%3D+same&goal=redirects+%3C%3D+1"
	helped    = "hint=Two+codes+promise+it.&hint=307+is+one."
	challenge = startOf + "&" + goals + "&" + helped + "&lesson=post-lost"
)

// met writes which goals are met: x yes, - no.
func (m Model) met() string {
	text := ""
	for _, met := range m.Challenge.Met {
		if met {
			text += "x"
		} else {
			text += "-"
		}
	}
	return text
}

func TestChallengeOpened(t *testing.T) {
	tests := []struct{ desc, address, met, lesson, progress, problem string }{
		{"none", startOf, "", "", "", ""},
		{"its goals are judged at once", challenge, "--x", "post-lost", "1 of 3 goals met.", ""},
		{"met from the start", startOf + "&goal=hops+=+1", "x", "", "Met, in 1 redirect.", ""},
		{"without a redirect", "url=https://a.test/&goal=hops+=+0", "x", "", "Met, without a redirect.", ""},
		{"in many", "hop=302,/a&hop=302,/b&goal=outcome+=+delivered", "x", "", "Met, in 2 redirects.", ""},
		{"for the scenario that is there", "goal=redirects+=+2", "x", "", "Met, in 2 redirects.", ""},
		{"with the other ways to look at it", challenge + "&predict=1&present=1", "--x", "post-lost", "1 of 3 goals met.", ""},
		{"a goal that is none is named, the others stay", startOf + "&goal=fly&goal=hops+=+1", "x", "", "Met, in 1 redirect.", `goal: "fly" is not a goal: `},
		{"no goal can be read", "goal=fly+=+high", "", "", "", `goal: "fly = high" does not begin with one of`},
		{"hints and a lesson alone are none", helped + "&lesson=x", "", "", "", ""},
		{"a lesson elsewhere", startOf + "&goal=hops+=+1&lesson=//evil.test/", "x", "", "Met, in 1 redirect.", `lesson: "//evil.test/" is not the id of a lesson`},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			for _, o := range []Opened{{Query: test.address}, {Fragment: test.address}} {
				m, effects := Update(New(), o)
				if len(m.Challenge.Goals) == 0 != (test.met == "") || m.met() != test.met {
					t.Errorf("met %q of %d, want %q", m.met(), len(m.Challenge.Goals), test.met)
				}
				if test.met != "" && (m.Progress() != test.progress || m.Challenge.Lesson != test.lesson) {
					t.Errorf("%q, of the lesson %q", m.Progress(), m.Challenge.Lesson)
				}
				if got := strings.Join(m.AddressProblems, "; "); !strings.HasPrefix(got, test.problem) || test.problem == "" && got != "" {
					t.Errorf("problems %q, want %q", got, test.problem)
				}
				if m.AddressFault != AddressExtra {
					t.Errorf("a challenge costs the scenario: fault %d", m.AddressFault)
				}
				if hasEffect(effects, KeepSolved{m.Challenge.Lesson}) || m.Announcement != "" {
					t.Errorf("opened alone, it is solved: %v, said %q", effects, m.Announcement)
				}
			}
		})
	}
}

// What is done changes which goals are met, is said, and is kept once.
func TestChallengeEdited(t *testing.T) {
	status := func(n int) Msg { return SetStatus{0, n} }
	steps := []struct {
		desc string
		msg  Msg
		met  string
		said string // the end of the announcement; empty: nothing about goals
		kept bool
	}{
		{"303 does not help", status(303), "--x", "", false},
		{"a step changes nothing", Next{}, "--x", "", false},
		{"the first hint", ShowHint{}, "--x", "Hint 1 of 2: Two codes promise it.", false},
		{"the second", ShowHint{}, "--x", "Hint 2 of 2: 307 is one.", false},
		{"there is no third", ShowHint{}, "--x", "Hint 2 of 2: 307 is one.", false},
		{"a status half typed is not judged", EditStatus{0, "30"}, "--x", "", false},
		{"308 keeps all", status(308), "xxx", "Met, in 1 redirect.", true},
		{"307, too, and it is kept already", status(307), "xxx", "", false},
		{"a hop too many", AddHop{}, "---", "Hop 2 was added. 0 of 3 goals met.", false},
		{"taken back", Undo{}, "xxx", "Undone: add a hop. Met, in 1 redirect.", false},
		{"another client", ChooseClient{"curl"}, "xxx", "", false},
		{"from the start", StartAgain{}, "--x", "1 of 3 goals met.", false},
		{"and taken back", Undo{}, "xxx", "Undone: start the challenge again. Met, in 1 redirect.", false},
	}
	m := open(Opened{Query: challenge})
	for _, s := range steps {
		before := m.Announcement
		var effects []Effect
		m, effects = Update(m, s.msg)
		if got := m.met(); got != s.met {
			t.Errorf("%s: met %s, want %s", s.desc, got, s.met)
		}
		if s.said == "" && m.Announcement != before && strings.Contains(strings.ToLower(m.Announcement), "met") || !strings.HasSuffix(m.Announcement, s.said) {
			t.Errorf("%s: said %q, want %q", s.desc, m.Announcement, s.said)
		}
		if hasEffect(effects, KeepSolved{"post-lost"}) != s.kept {
			t.Errorf("%s: effects %v", s.desc, effects)
		}
	}
	if m.Challenge.Shown != 2 {
		t.Errorf("%d hints are shown", m.Challenge.Shown)
	}
}

// Nothing that update does changes the model it was given.
func TestChallengeIsAValue(t *testing.T) {
	m := open(Opened{Query: challenge})
	was := m.met()
	if next, _ := Update(m, SetStatus{0, 307}); next.met() == was || m.met() != was || m.Challenge.kept {
		t.Errorf("after the edit of a copy: %s, was %s", m.met(), was)
	}
}

// A challenge is there until another address is opened: over edits, which take
// the scenario out of the address, over a reload, and over the link that is shared.
func TestChallengeSurvives(t *testing.T) {
	m, effects := after(open(Opened{Base: "http://h.test/", Query: challenge + "&predict=1"}), SetStatus{0, 303})
	rest := goals + "&" + helped + "&lesson=post-lost&predict=1"
	if !hasEffect(effects, SetAddress{rest}) {
		t.Fatalf("effects %v, want the address %s", effects, rest)
	}
	again := open(Opened{Base: "http://h.test/", Fragment: rest, Work: saved(t, m)})
	if again.met() != "--x" || again.Draft.Hops[0].Status != 303 || again.Challenge.Lesson != "post-lost" || len(again.AddressProblems) > 0 {
		t.Errorf("after a reload: %s, %s, problems %v", again.met(), summary(again), again.AddressProblems)
	}
	fresh, _ := Update(again, StartAgain{})
	if want := open(Opened{Query: startOf}); !reflect.DeepEqual(fresh.Valid, want.Valid) {
		t.Errorf("started again with %s", summary(fresh))
	}

	shared, effects := after(again, OpenDialog{ShareDialog}, CopyLink{})
	if len(effects) != 1 || !hasEffect(effects, Copy{shared.Share.Link}) {
		t.Errorf("copying the link: %v", effects)
	}
	_, fragment, _ := strings.Cut(shared.Share.Link, "#")
	if theirs := open(Opened{Fragment: fragment}); theirs.Draft.Hops[0].Status != 303 || !reflect.DeepEqual(theirs.Challenge, open(Opened{Query: challenge}).Challenge) {
		t.Errorf("the link has %s, %+v", summary(theirs), theirs.Challenge)
	}

	same, _ := Update(again, Opened{Base: "http://h.test/", Path: "/live", Fragment: rest})
	if same.met() != "--x" || same.PageAddress(PlaygroundPage) != "/#"+rest {
		t.Errorf("at the live page: %s, %s", same.met(), same.PageAddress(PlaygroundPage))
	}
	gone, _ := Update(again, Opened{Base: "http://h.test/", Fragment: link})
	if len(gone.Challenge.Goals) > 0 || gone.Challenge.Met != nil {
		t.Errorf("another address has the challenge %+v", gone.Challenge)
	}
	// Another challenge for what is on the page.
	other, _ := Update(again, Opened{Base: "http://h.test/", Fragment: "goal=hop+1+status+=+303"})
	if other.met() != "x" || other.Draft.Hops[0].Status != 303 {
		t.Errorf("another challenge: %s of %s", other.met(), summary(other))
	}
}

func TestChallengeReadOnly(t *testing.T) {
	m := open(Opened{Query: challenge + "&readonly=1"})
	after, effects := Update(m, StartAgain{})
	if !reflect.DeepEqual(after.Draft, m.Draft) || effects != nil || after.met() != "--x" {
		t.Errorf("what can be read only was changed: %v", effects)
	}
}

// As many and as long goals as there may be, of the largest scenario.
func TestChallengeAtItsLimits(t *testing.T) {
	long := strings.Repeat("x", scenario.MaxLine-len("last path != "))
	address := strings.Repeat("hop=307,/a&", scenario.MaxHops) +
		strings.Repeat("&goal="+url.QueryEscape("last path != "+long), scenario.MaxGoals) +
		strings.Repeat("&hint="+strings.Repeat("h", scenario.MaxLine), scenario.MaxHints)
	m := open(Opened{Query: address})
	if !m.Challenge.Solved() || len(m.Challenge.Goals) != scenario.MaxGoals || len(m.Challenge.Hints) != scenario.MaxHints {
		t.Errorf("met %s, problems %v", m.met(), m.AddressProblems)
	}
}

func TestWithSolved(t *testing.T) {
	tests := []struct{ desc, kept, want string }{
		{"the first", "", `["b"]`},
		{"another", `["a"]`, `["a","b"]`},
		{"again", `["b","a"]`, `["b","a"]`},
		{"nothing yet", "null", `["b"]`},
		{"not a list", `{"a":1}`, `["b"]`},
		{"not of texts", `["a",1]`, `["b"]`},
		{"cut off", `["a"`, `["b"]`},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if got := WithSolved(test.kept, "b"); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
