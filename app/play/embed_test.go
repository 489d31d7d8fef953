package play

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/scenario"
)

// embedded opens the page in a frame at an address.
func embedded(query string) (Model, []Effect) {
	return Update(New(), Opened{Base: "http://h.test/embed", Path: EmbedPath, Query: query})
}

// written is effects as text, in order.
func written(effects []Effect) string {
	var all []string
	for _, e := range effects {
		all = append(all, strings.TrimPrefix(fmt.Sprintf("%T%v", e, e), "play."))
	}
	return strings.Join(all, " ")
}

func TestEmbedPaths(t *testing.T) {
	tests := []struct {
		path string
		want Page
	}{
		{"/embed", EmbedPage},
		{"/embed/", EmbedPage},
		{"/docs/hopscope/embed/", EmbedPage},
		{"/embedded", PlaygroundPage},
		{"/", PlaygroundPage},
		{"/live/", LivePage},
	}
	for _, test := range tests {
		if m := open(Opened{Path: test.path}); m.Page != test.want {
			t.Errorf("%s: page %d, want %d", test.path, m.Page, test.want)
		}
	}
	if got := Paths(); !slices.Equal(got, []string{"/", "/live", "/embed"}) {
		t.Errorf("the paths are %q", got)
	}
}

// TestEmbedReadsNothing opens a frame in a browser that keeps all there is to keep.
func TestEmbedReadsNothing(t *testing.T) {
	mine, _ := after(open(Opened{}), EditURL{"http://mine.test/"})
	m, effects := Update(New(), Opened{Path: EmbedPath, Work: saved(t, mine), Run: "{}", Aside: "{", Theme: "dark"})
	if m.Draft.Request.URL != scenario.Default().Request.URL || m.Aside != "" || m.Theme != ThemeAuto || m.Notices != nil {
		t.Errorf("it shows %s, aside %q, theme %q, notices %q", m.Draft.Request.URL, m.Aside, m.Theme, m.Notices)
	}
	if got := written(effects); strings.Contains(got, "Save") || strings.Contains(got, "Remove") || !strings.HasSuffix(got, fmt.Sprintf("TellReady{} TellStep{0 %d}", len(m.Steps))) {
		t.Errorf("effects %s", got)
	}
}

// TestEmbedKeepsNothing does what a person can do in a frame.
func TestEmbedKeepsNothing(t *testing.T) {
	m, _ := embedded(link + "&goal=redirects+=+1&lesson=lost-post")
	for _, msg := range []Msg{
		ChooseClient{"curl"}, SetFlag{"location", false}, EditOption{"max-redirs", "3"}, SaveNow{}, ChooseTheme{ThemeDark},
		Next{}, Last{}, Play{}, Tick{}, Told{What: TopicTheme, Text: "light"}, Told{What: TopicScenario, Text: "scenario=login-307"}, ChooseClient{"got"},
	} {
		var effects []Effect
		m, effects = Update(m, msg)
		for _, e := range effects {
			switch e.(type) {
			case Save, SaveSoon, KeepSolved, Remove, SetAddress:
				t.Errorf("%T asks for %s", msg, written([]Effect{e}))
			}
		}
	}
	if m.Trace.Client.ID != "got" {
		t.Errorf("the client is %s", m.Trace.Client.ID)
	}
}

func TestTold(t *testing.T) {
	const refused = "The page around this frame sent a scenario that cannot be read: "
	shown, _ := embedded(link + "&theme=dark")
	last := len(shown.Steps) - 1
	tests := []struct {
		desc    string
		told    []Told
		url     string // of the request that is shown
		step    int
		theme   Theme
		effects string // of the last message
		notice  string // its beginning; empty: there is none
	}{
		{"nothing", nil, "http://link.test/", 0, ThemeDark, "", ""},
		{"a theme", []Told{{What: TopicTheme, Text: "light"}}, "http://link.test/", 0, ThemeLight, "SetTheme{light}", ""},
		{"the system's theme", []Told{{What: TopicTheme, Text: "auto"}}, "http://link.test/", 0, ThemeAuto, "SetTheme{}", ""},
		{"no theme", []Told{{What: TopicTheme, Text: "pink"}}, "http://link.test/", 0, ThemeDark, "", ""},
		{"a step", []Told{{What: TopicStep, Step: 2}}, "http://link.test/", 2, ThemeDark, fmt.Sprintf("ScrollTo{step-now} TellStep{2 %d}", last+1), ""},
		{"the step that is shown", []Told{{What: TopicStep, Step: 2}, {What: TopicStep, Step: 2}}, "http://link.test/", 2, ThemeDark, "", ""},
		{"a step past the end", []Told{{What: TopicStep, Step: 1 << 52}}, "http://link.test/", last, ThemeDark, fmt.Sprintf("ScrollTo{step-now} TellStep{%d %d}", last, last+1), ""},
		{"again", []Told{{What: TopicStep, Step: 99}, {What: TopicStep, Step: 99}}, "http://link.test/", last, ThemeDark, "ScrollTo{step-now}", ""},
		{"a step before the start", []Told{{What: TopicStep, Step: -7}}, "http://link.test/", 0, ThemeDark, "ScrollTo{step-now}", ""},
		{"nothing there is", []Told{{What: "undo", Text: "light", Step: 2}}, "http://link.test/", 0, ThemeDark, "", ""},
		{"a scenario", []Told{{What: TopicScenario, Text: "url=http://told.test/&step=1"}}, "http://told.test/", 1, ThemeDark, "SetTheme{dark} SetTitle{Hopscope} TellStep{1 3}", ""},
		{"its theme", []Told{{What: TopicScenario, Text: "url=http://told.test/&theme=light"}}, "http://told.test/", 0, ThemeLight, "SetTheme{light} SetTitle{Hopscope} TellStep{0 3}", ""},
		{"its title", []Told{{What: TopicScenario, Text: "url=http://told.test/&title=T"}}, "http://told.test/", 0, ThemeDark, "SetTheme{dark} SetTitle{T · Hopscope} TellStep{0 3}", ""},
		{"none named: what the page shows without one", []Told{{What: TopicScenario}}, scenario.Default().Request.URL, 0, ThemeDark, "", ""},
		{"one with more than is known", []Told{{What: TopicScenario, Text: "url=http://told.test/&colour=red"}}, "http://told.test/", 0, ThemeDark, "SetTheme{dark} SetTitle{Hopscope} TellStep{0 3}", ""},
		{"one that cannot be read", []Told{{What: TopicScenario, Text: "client=nobody"}}, "http://link.test/", 0, ThemeDark, "", refused + `client: "nobody"`},
		{"one that can be read in part", []Told{{What: TopicScenario, Text: "url=http://told.test/&hop=x"}}, "http://link.test/", 0, ThemeDark, "", refused + `hop: "x"`},
		{"one that is too long", []Told{{What: TopicScenario, Text: "body=" + strings.Repeat("x", scenario.MaxAddress)}}, "http://link.test/", 0, ThemeDark, "", refused + "address: "},
		{"one after that", []Told{{What: TopicScenario, Text: "client=nobody"}, {What: TopicScenario, Text: "url=http://told.test/"}}, "http://told.test/", 0, ThemeDark, "SetTheme{dark} SetTitle{Hopscope} TellStep{0 3}", ""},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, effects := shown, []Effect(nil)
			for _, told := range test.told {
				m, effects = Update(m, told)
			}
			if m.Draft.Request.URL != test.url || m.Step != test.step || m.Theme != test.theme {
				t.Errorf("%s at step %d, theme %q; want %s at %d, %q", m.Draft.Request.URL, m.Step, m.Theme, test.url, test.step, test.theme)
			}
			if got := written(effects); got != test.effects && test.url != scenario.Default().Request.URL {
				t.Errorf("effects %s, want %s", got, test.effects)
			}
			notices := strings.Join(m.Notices, "|")
			if !strings.HasPrefix(notices, test.notice) || test.notice == "" && notices != "" || strings.ContainsAny(notices, "\n|") {
				t.Errorf("notices %q, want %q", notices, test.notice)
			}
			check(t, m)
		})
	}
}

// TestToldElsewhere: pages that are not framed take nothing from anybody.
func TestToldElsewhere(t *testing.T) {
	for _, path := range []string{"/", "/live"} {
		before := open(Opened{Path: path, Query: link})
		for _, told := range []Told{{What: TopicTheme, Text: "dark"}, {What: TopicStep, Step: 1}, {What: TopicScenario, Text: "client=curl"}} {
			m, effects := Update(before, told)
			if m.Theme != before.Theme || m.Step != before.Step || m.Draft.Client != before.Draft.Client || effects != nil {
				t.Errorf("%s takes %v: %s", path, told, written(effects))
			}
		}
	}
}

// TestToldAgain brings the scenario back that the reader has changed.
func TestToldAgain(t *testing.T) {
	m, _ := embedded(link)
	told := Told{What: TopicScenario, Text: link + "&client=curl&predict=1&readonly=1"}
	for range 2 {
		m, _ = Update(m, told)
		if m.Trace.Client.ID != "curl" || !m.Predict || !m.ReadOnly {
			t.Fatalf("client %s, predict %v, read only %v", m.Trace.Client.ID, m.Predict, m.ReadOnly)
		}
		m.ReadOnly = false
		m, _ = Update(m, ChooseClient{"got"})
	}
	if m, _ = Update(m, Told{What: TopicScenario, Text: link}); m.Predict || m.ReadOnly {
		t.Error("the view of an address is that of the one before")
	}
}

// TestTellStep tells of a step, or of how many there are, when that is news.
func TestTellStep(t *testing.T) {
	m, _ := embedded(link + "&present=1")
	if m.Present {
		t.Error("a frame is no room")
	}
	n := len(m.Steps)
	tests := []struct {
		msg  Msg
		want string
	}{
		{Next{}, fmt.Sprintf("ScrollTo{step-now} TellStep{1 %d}", n)},
		{SearchClient{"curl"}, ""},
		{ChooseClient{"curl"}, "…"},
		{Back{}, "ScrollTo{step-now} TellStep{0 "},
		{Back{}, "ScrollTo{step-now}"},
		{Opened{Path: EmbedPath, Query: "url=http://b.test/"}, "SetTheme{} SetTitle{Hopscope} TellStep{0 3}"},
	}
	for _, test := range tests {
		var effects []Effect
		before := m
		m, effects = Update(m, test.msg)
		got := written(effects)
		if test.want == "…" { // another client, perhaps another journey
			test.want = got
			if told := strings.Contains(got, "TellStep"); told != (len(before.Steps) != len(m.Steps) || before.Step != m.Step) {
				t.Errorf("%T: %s", test.msg, got)
			}
		}
		if !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%T: effects %s, want %s", test.msg, got, test.want)
		}
	}
}

func TestEmbedReadOnly(t *testing.T) {
	m, _ := embedded(link + "&readonly=1&client=curl")
	m, _ = after(m, ChooseClient{"got"}, SetFlag{"location", false})
	if m.Trace.Client.ID != "curl" || len(m.Draft.Options) > 0 {
		t.Errorf("the client is %s, with %v", m.Trace.Client.ID, m.Draft.Options)
	}
	if m, _ = after(m, Next{}, Told{What: TopicTheme, Text: "dark"}); m.Step != 1 || m.Theme != ThemeDark {
		t.Error("what is read only cannot be stepped through, or seen in the dark")
	}
}

// TestEmbedKeys: those that step, and no others.
func TestEmbedKeys(t *testing.T) {
	m, _ := embedded(link)
	tests := []struct {
		key  Key
		want Msg // nil: none
	}{
		{Key{Name: "ArrowRight"}, Next{}},
		{Key{Name: "ArrowLeft"}, Back{}},
		{Key{Name: "Home"}, First{}},
		{Key{Name: "End"}, Last{}},
		{Key{Name: " "}, Play{}},
		{Key{Name: " ", On: OnControl}, nil},
		{Key{Name: "ArrowRight", On: OnChoice}, nil},
		{Key{Name: "Enter", On: InSearch}, ChooseFound{}},
		{Key{Name: "z", Ctrl: true}, nil},
		{Key{Name: "z", Meta: true, Shift: true}, nil},
		{Key{Name: "y", Ctrl: true}, nil},
		{Key{Name: "ArrowRight", Ctrl: true}, nil},
		{Key{Name: "?", Shift: true}, nil},
	}
	for _, test := range tests {
		if got, _ := KeyMsg(m, test.key); got != test.want {
			t.Errorf("%+v means %T, want %T", test.key, got, test.want)
		}
	}
}

// TestOpenFragment leads from a frame to the same scenario, secrets and all, at the
// same step.
func TestOpenFragment(t *testing.T) {
	tests := []struct{ desc, query string }{
		{"a scenario", link},
		{"with secrets", link + "&header=Authorization:+Bearer+t0k3n"},
		{"with a challenge", link + "&goal=redirects+=+1&hint=h&lesson=lost-post"},
		{"to be predicted", link + "&predict=1"},
		{"too long to be readable", link + "&body=" + strings.Repeat("x", scenario.MaxReadable)},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := embedded(test.query)
			m, _ = after(m, ChooseClient{"curl"}, Next{}, Next{})
			there := open(Opened{Fragment: m.OpenFragment()})
			if string(scenario.Encode(there.Valid)) != string(scenario.Encode(m.Valid)) || there.Step != 2 || there.Predict != m.Predict || len(there.Challenge.Goals) != len(m.Challenge.Goals) {
				t.Errorf("%s opens %+v at step %d", m.OpenFragment(), there.Valid, there.Step)
			}
			if there.AddressProblems != nil {
				t.Error(there.AddressProblems)
			}
		})
	}
}
