package play

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/scenario"
)

// saved returns the text that a model saves.
func saved(t *testing.T, m Model) string {
	t.Helper()
	_, effects := Update(m, SaveNow{})
	if len(effects) != 1 {
		t.Fatalf("effects %v, want one Save", effects)
	}
	save, ok := effects[0].(Save)
	if !ok || save.Key != WorkKey {
		t.Fatalf("effects %v, want a Save of the work", effects)
	}
	return save.Text
}

func open(o Opened) Model {
	m, _ := Update(New(), o)
	return m
}

const link = "method=PUT&url=http://link.test/&hop=307,/n"

func TestOpened(t *testing.T) {
	mine, _ := after(open(Opened{}), EditURL{"http://mine.test/"})
	here, _ := after(open(Opened{Fragment: link}), EditURL{"http://changed.test/"})
	work, workHere := saved(t, mine), saved(t, here)
	tests := []struct {
		desc   string
		opened Opened
		url    string
		undo   string // the URL after Undo; empty: there is nothing to undo
		notice string
	}{
		{"nothing: the default", Opened{}, scenario.Default().Request.URL, "", ""},
		{"a query", Opened{Query: link}, "http://link.test/", "", ""},
		{"a fragment", Opened{Fragment: link}, "http://link.test/", "", ""},
		{"a fragment goes before a query", Opened{Query: "url=http://query.test/", Fragment: link}, "http://link.test/", "", ""},
		{"a place in the page is no scenario", Opened{Query: link, Fragment: "journey"}, "http://link.test/", "", ""},
		{"a view in the fragment leaves the query its scenario", Opened{Query: link, Fragment: "step=2"}, "http://link.test/", "", ""},
		{"saved work", Opened{Work: work}, "http://mine.test/", "", ""},
		{"saved work under a view", Opened{Query: "theme=dark", Work: work}, "http://mine.test/", "", ""},
		{"a link goes before other work, and undo brings it back", Opened{Fragment: link, Work: work}, "http://link.test/", "http://mine.test/", "This is the scenario of the link."},
		{"work on this link goes before it, and undo brings it back", Opened{Fragment: link, Work: workHere}, "http://changed.test/", "http://link.test/", "This is your work on the scenario of this link"},
		{"work on a link without the link", Opened{Work: workHere}, "http://changed.test/", "", ""},
		{"read only: work stays out of it", Opened{Fragment: link + "&readonly=1", Work: work}, "http://link.test/", "", ""},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m := open(test.opened)
			if got := m.Draft.Request.URL; got != test.url || m.Stale {
				t.Errorf("got %s, want %s (problems %v)", got, test.url, m.Problems)
			}
			if got := strings.Join(m.Notices, " "); !strings.HasPrefix(got, test.notice) || test.notice == "" && got != "" {
				t.Errorf("notices %q, want %q", got, test.notice)
			}
			if m.AddressProblems != nil || m.Step > 2 {
				t.Errorf("address problems %v, step %d", m.AddressProblems, m.Step)
			}
			_, can := m.Undoable()
			m, _ = Update(m, Undo{})
			if can != (test.undo != "") || can && m.Draft.Request.URL != test.undo {
				t.Errorf("undone: %v, %s, want %s", can, m.Draft.Request.URL, test.undo)
			}
		})
	}
}

func TestOpenedView(t *testing.T) {
	m, effects := Update(New(), Opened{Query: link + "&step=2&predict=1&present=1&readonly=1&theme=dark", Theme: "light"})
	if m.Step != 2 || !m.Predict || !m.Present || !m.ReadOnly || m.Theme != ThemeDark || !hasEffect(effects, SetTheme{ThemeDark}) {
		t.Errorf("step %d, predict %v, present %v, read only %v, theme %q, effects %v", m.Step, m.Predict, m.Present, m.ReadOnly, m.Theme, effects)
	}
	if m := open(Opened{Theme: "light"}); m.Theme != ThemeLight {
		t.Errorf("the kept theme: got %q", m.Theme)
	}
	if m := open(Opened{Theme: "<b>"}); m.Theme != ThemeAuto {
		t.Errorf("a theme that is none: got %q", m.Theme)
	}
	if m := open(Opened{Query: link + "&step=999"}); m.Step != len(m.Steps)-1 {
		t.Errorf("past the end: step %d of %d", m.Step, len(m.Steps))
	}
}

// A malformed address shows what could be read of it, with every fault named.
func TestOpenedMalformed(t *testing.T) {
	m := open(Opened{Query: "url=http://link.test/&hop=abc&nonsense=1&step=x"})
	if m.Draft.Request.URL != "http://link.test/" || len(m.AddressProblems) != 3 || m.Stale {
		t.Errorf("%s, faults %q", m.Draft.Request.URL, m.AddressProblems)
	}
	if m, _ = Update(m, DismissAddress{}); m.AddressProblems != nil {
		t.Error("the faults cannot be dismissed")
	}
	if m := open(Opened{Query: "s=AAAA"}); len(m.AddressProblems) == 0 || len(m.Steps) == 0 {
		t.Error("a compact address that is cut off: no fault, or no journey")
	}
}

// The address may change while the page is open.
func TestOpenedAgain(t *testing.T) {
	m, _ := after(open(Opened{Base: "http://h.test/"}), EditURL{"http://mine.test/"}, Next{})
	same, _ := Update(m, Opened{Base: "http://h.test/", Fragment: "journey"})
	if !reflect.DeepEqual(same, m) {
		t.Error("a place in the page changes the model")
	}
	m, _ = Update(m, Opened{Base: "http://h.test/", Fragment: link})
	if m.Draft.Request.URL != "http://link.test/" || m.Step != 0 {
		t.Errorf("got %s, step %d", m.Draft.Request.URL, m.Step)
	}
	m, _ = Update(m, Undo{})
	if m.Draft.Request.URL != "http://mine.test/" {
		t.Errorf("undone: %s", m.Draft.Request.URL)
	}
	m, _ = after(m, OpenDialog{ShareDialog}, Next{})
	m, effects := Update(m, CopyLink{})
	fragment := strings.TrimPrefix(m.Share.Link, "http://h.test/#")
	if !hasEffect(effects, SetAddress{fragment}) || !hasEffect(effects, Copy{m.Share.Link}) {
		t.Fatalf("effects %v", effects)
	}
	again, _ := Update(m, Opened{Base: "http://h.test/", Fragment: fragment})
	if !reflect.DeepEqual(again, m) {
		t.Error("the address that Share has set changes the model")
	}
}

// Whatever was typed is there again after a reload.
func TestWork(t *testing.T) {
	tests := []struct {
		desc string
		msgs []Msg
	}{
		{"as it was opened", nil},
		{"edited", []Msg{EditMethod{"PUT"}, AddHop{}, AddHeader{InRequest, "A", "<1>"}, EditMethods{0, "GET, PUT"}}},
		{"no body, no hops", []Msg{ChooseBody{BodyNone}, RemoveHop{0}, RemoveHop{0}}},
		{"an empty Location, and none", []Msg{EditLocation{0, ""}, SendLocation{1, false}}},
		{"a status half typed", []Msg{EditStatus{0, "3"}, EditStatus{1, "x y"}}},
		{"a URL half typed", []Msg{EditURL{"http"}}},
		{"a method that is none", []Msg{EditMethod{""}}},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := after(open(Opened{}), test.msgs...)
			back := open(Opened{Work: saved(t, m)})
			if summary(back) != summary(m) || back.Stale != m.Stale || !slices.Equal(back.Problems, m.Problems) {
				t.Errorf("got  %s %v\nwant %s %v", summary(back), back.Problems, summary(m), m.Problems)
			}
			if m.MethodsTexts() != back.MethodsTexts() {
				t.Errorf("methods %q, want %q", back.MethodsTexts(), m.MethodsTexts())
			}
			if len(back.Notices) != 0 || len(back.past) != 0 || !reflect.DeepEqual(back.Trace, m.Trace) {
				t.Errorf("notices %v, %d undoable", back.Notices, len(back.past))
			}
		})
	}
}

// MethodsTexts are the texts of all methods fields.
func (m Model) MethodsTexts() string {
	var texts []string
	for i := range m.Draft.Hops {
		texts = append(texts, m.MethodsText(i))
	}
	return strings.Join(texts, "|")
}

// Saved work that cannot be read is set aside, and the page starts afresh.
func TestCorruptWork(t *testing.T) {
	good := saved(t, open(Opened{}))
	other := func(change func(map[string]any)) string {
		var tree map[string]any
		if err := json.Unmarshal([]byte(good), &tree); err != nil {
			t.Fatal(err)
		}
		change(tree)
		text, _ := json.Marshal(tree)
		return string(text)
	}
	tests := []struct{ desc, text string }{
		{"no JSON", "<html>"},
		{"cut off", good[:len(good)/2]},
		{"another type", `{"work":1,"draft":{"hops":3}}`},
		{"a later version", other(func(w map[string]any) { w["work"] = 2 })},
		{"a draft with problems, and nothing before it", other(func(w map[string]any) { delete(w, "draft") })},
		{"too many hops", other(func(w map[string]any) {
			w["draft"].(map[string]any)["hops"] = make([]any, scenario.MaxHops+1)
		})},
		{"too long", other(func(w map[string]any) { w["from"] = strings.Repeat("x", maxWork) })},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, effects := Update(New(), Opened{Work: test.text})
			if !hasEffect(effects, Save{AsideKey, test.text}) || !hasEffect(effects, Remove{WorkKey}) {
				t.Errorf("effects %.200v, want it set aside", effects)
			}
			if m.Aside != test.text || m.Notices != nil || m.Stale || m.Draft.Request.URL != scenario.Default().Request.URL {
				t.Errorf("aside %.200q, notices %.200q, stale %v, %s", m.Aside, m.Notices, m.Stale, m.Draft.Request.URL)
			}
			if _, effects := Update(m, CopyAside{}); !hasEffect(effects, Copy{test.text}) {
				t.Error("it cannot be copied")
			}
			later := open(Opened{Aside: test.text})
			if later.Aside != test.text {
				t.Error("it is out of reach at the next visit")
			}
			if later, effects = Update(later, ForgetAside{}); later.Aside != "" || !hasEffect(effects, Remove{AsideKey}) {
				t.Errorf("it cannot be forgotten: %v", effects)
			}
		})
	}
	m := open(Opened{Work: "<html>", Fragment: link})
	if m.Draft.Request.URL != "http://link.test/" || m.Aside != "<html>" {
		t.Errorf("with a link: %s, %q", m.Draft.Request.URL, m.Aside)
	}
}

func TestAddressFault(t *testing.T) {
	tests := []struct {
		desc  string
		query string
		want  AddressFault
	}{
		{"an unknown parameter", "colour=red", AddressExtra},
		{"an unknown one beside a scenario", link + "&colour=red", AddressExtra},
		{"a view that is none", "step=x", AddressExtra},
		{"the only one that makes a scenario", "s=AAAA", AddressLost},
		{"a client that is none", "client=netscape", AddressLost},
		{"too long", strings.Repeat("&", scenario.MaxAddress+1), AddressLost},
		{"one of two hops", "hop=302,/a&hop=x", AddressPart},
		{"one of many", link + "&kind=fax", AddressPart},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if m := open(Opened{Query: test.query}); m.AddressFault != test.want || m.AddressProblems == nil {
				t.Errorf("got %v (%.200q), want %v", m.AddressFault, m.AddressProblems, test.want)
			}
		})
	}
}

// An edit takes the scenario out of the address, and leaves how it is shown;
// the work is found again under either address.
func TestLeavesAddress(t *testing.T) {
	tests := []struct {
		desc   string
		opened Opened
		want   []Effect // SetAddress, or none
	}{
		{"the bare page stays", Opened{}, nil},
		{"a view stays", Opened{Fragment: "theme=dark"}, nil},
		{"a scenario in the query goes", Opened{Query: link}, []Effect{SetAddress{""}}},
		{"a scenario in the fragment goes", Opened{Fragment: link}, []Effect{SetAddress{""}}},
		{"its view stays, but for the step", Opened{Query: link + "&theme=dark&step=2&present=1"}, []Effect{SetAddress{"theme=dark&present=1"}}},
	}
	others := func(e Effect) bool { _, is := e.(SetAddress); return !is }
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, effects := Update(open(test.opened), EditMethod{"PATCH"})
			if got := slices.DeleteFunc(effects, others); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if _, again := Update(m, EditMethod{"PUT"}); len(slices.DeleteFunc(again, others)) > 0 {
				t.Error("the next edit does so again")
			}
			for _, at := range []Opened{{Work: saved(t, m)}, {Query: test.opened.Query, Fragment: test.opened.Fragment, Work: saved(t, m)}} {
				if back := open(at); back.Draft.Request.Method != "PATCH" {
					t.Errorf("reloaded at %q#%q: %s", at.Query, at.Fragment, back.Draft.Request.Method)
				}
			}
		})
	}
}

func TestStorageRefused(t *testing.T) {
	m, _ := after(New(), StorageRefused{}, StorageRefused{})
	if len(m.Notices) != 1 {
		t.Errorf("said %d times", len(m.Notices))
	}
}

func TestTheme(t *testing.T) {
	tests := []struct {
		theme Theme
		want  []Effect
	}{
		{ThemeDark, []Effect{SetTheme{ThemeDark}, Save{ThemeKey, "dark"}}},
		{ThemeLight, []Effect{SetTheme{ThemeLight}, Save{ThemeKey, "light"}}},
		{ThemeAuto, []Effect{SetTheme{ThemeAuto}, Remove{ThemeKey}}},
		{"<b>", nil},
	}
	for _, test := range tests {
		if _, got := Update(New(), ChooseTheme{test.theme}); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q: got %v, want %v", test.theme, got, test.want)
		}
	}
}
