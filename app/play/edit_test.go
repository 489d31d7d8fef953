package play

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// after returns the model that the messages lead to, and the effects of the
// last one.
func after(m Model, msgs ...Msg) (Model, []Effect) {
	var effects []Effect
	for _, msg := range msgs {
		m, effects = Update(m, msg)
	}
	return m, effects
}

// summary writes the parts of a draft that the tests look at in one line.
func summary(m Model) string {
	s := m.Draft
	text := s.Client + " " + s.Request.Method + " " + s.Request.URL
	for _, h := range s.Request.Headers {
		text += " " + h.Name + "=" + h.Value
	}
	if b := s.Request.Body; b != nil {
		text += fmt.Sprintf(" %s(%s)", b.Kind, b.Text)
	}
	for i, h := range s.Hops {
		text += fmt.Sprintf(" | %s", m.StatusText(i))
		if h.Location != nil {
			text += " " + *h.Location
		}
		for _, f := range h.Headers {
			text += " " + f.Name + "=" + f.Value
		}
		if h.At != "" {
			text += " at " + h.At
		}
		if len(h.Methods) > 0 {
			text += " for " + strings.Join(h.Methods, ",")
		}
	}
	return text
}

// small returns the model of a short scenario.
func small(t *testing.T) Model {
	t.Helper()
	m := New()
	m, _ = Update(m, Opened{Query: "method=POST&url=http://a.test/x&header=A:+1&body=hi&hop=302,/y&hop=307,/z"})
	if want := "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z"; summary(m) != want || m.Stale {
		t.Fatalf("got %s (problems %v), want %s", summary(m), m.Problems, want)
	}
	return m
}

func TestEdit(t *testing.T) {
	tests := []struct {
		desc  string
		msgs  []Msg
		want  string
		wrong string // a field with a problem
	}{
		{"the method", []Msg{EditMethod{"PUT"}}, "fetch PUT http://a.test/x A=1 text(hi) | 302 /y | 307 /z", ""},
		{"a method that is none is kept as typed", []Msg{EditMethod{"P T"}}, "fetch P T http://a.test/x A=1 text(hi) | 302 /y | 307 /z", "request.method"},
		{"the URL", []Msg{EditURL{"https://b.test/"}}, "fetch POST https://b.test/ A=1 text(hi) | 302 /y | 307 /z", ""},
		{"a URL half typed", []Msg{EditURL{"https://"}}, "fetch POST https:// A=1 text(hi) | 302 /y | 307 /z", "request.url"},
		{"the body", []Msg{EditBody{"ho"}}, "fetch POST http://a.test/x A=1 text(ho) | 302 /y | 307 /z", ""},
		{"no body", []Msg{ChooseBody{BodyNone}}, "fetch POST http://a.test/x A=1 | 302 /y | 307 /z", ""},
		{"the text comes back with a body", []Msg{ChooseBody{BodyNone}, ChooseBody{BodyForm}}, "fetch POST http://a.test/x A=1 form(hi) | 302 /y | 307 /z", ""},
		{"JSON brings its type", []Msg{ChooseBody{BodyJSON}}, "fetch POST http://a.test/x A=1 Content-Type=application/json text(hi) | 302 /y | 307 /z", ""},
		{"JSON keeps a type that is JSON", []Msg{AddHeader{InRequest, "content-type", "a/b+json; q=1"}, ChooseBody{BodyJSON}}, "fetch POST http://a.test/x A=1 content-type=a/b+json; q=1 text(hi) | 302 /y | 307 /z", ""},
		{"JSON replaces another type", []Msg{AddHeader{InRequest, "Content-Type", "text/plain"}, ChooseBody{BodyJSON}}, "fetch POST http://a.test/x A=1 Content-Type=application/json text(hi) | 302 /y | 307 /z", ""},
		{"text takes the type of JSON away", []Msg{ChooseBody{BodyJSON}, ChooseBody{BodyText}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z", ""},
		{"a stream may be one of JSON", []Msg{ChooseBody{BodyJSON}, ChooseBody{BodyStream}}, "fetch POST http://a.test/x A=1 Content-Type=application/json stream(hi) | 302 /y | 307 /z", ""},
		{"a header", []Msg{AddHeader{InRequest, "B", "2"}}, "fetch POST http://a.test/x A=1 B=2 text(hi) | 302 /y | 307 /z", ""},
		{"a usual header is not added twice", []Msg{AddHeader{InRequest, "a", "2"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z", ""},
		{"an empty header is no problem yet", []Msg{AddHeader{InRequest, "", ""}, AddHeader{1, "", ""}}, "fetch POST http://a.test/x A=1 = text(hi) | 302 /y | 307 /z =", ""},
		{"a header with a value needs a name", []Msg{AddHeader{InRequest, "", ""}, EditHeaderValue{InRequest, 1, "2"}}, "fetch POST http://a.test/x A=1 =2 text(hi) | 302 /y | 307 /z", "request.headers[1].name"},
		{"so does one of a hop", []Msg{AddHeader{1, "", ""}, EditHeaderValue{1, 0, "2"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z =2", "hops[1].headers[0].name"},
		{"a header's name and value", []Msg{EditHeaderName{InRequest, 0, "B"}, EditHeaderValue{InRequest, 0, "2"}}, "fetch POST http://a.test/x B=2 text(hi) | 302 /y | 307 /z", ""},
		{"a value with a line feed", []Msg{EditHeaderValue{InRequest, 0, "1\n2"}}, "fetch POST http://a.test/x A=1\n2 text(hi) | 302 /y | 307 /z", "request.headers[0].value"},
		{"a header is removed", []Msg{RemoveHeader{InRequest, 0}}, "fetch POST http://a.test/x text(hi) | 302 /y | 307 /z", ""},
		{"a header that is not there", []Msg{RemoveHeader{InRequest, 1}, EditHeaderName{InRequest, -1, "B"}, EditHeaderValue{7, 0, "B"}, AddHeader{2, "B", ""}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z", ""},
		{"a response header", []Msg{AddHeader{1, "B", "2"}, EditHeaderValue{1, 0, "3"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z B=3", ""},
		{"a hop is added", []Msg{AddHop{}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z | 302 /step-3", ""},
		{"a hop is removed", []Msg{RemoveHop{0}}, "fetch POST http://a.test/x A=1 text(hi) | 307 /z", ""},
		{"a hop is duplicated with its own headers", []Msg{AddHeader{0, "B", "2"}, DuplicateHop{0}, EditHeaderValue{1, 0, "3"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y B=2 | 302 /y B=3 | 307 /z", ""},
		{"a hop moves down", []Msg{MoveHop{0, 1}}, "fetch POST http://a.test/x A=1 text(hi) | 307 /z | 302 /y", ""},
		{"a hop moves up", []Msg{MoveHop{1, -1}}, "fetch POST http://a.test/x A=1 text(hi) | 307 /z | 302 /y", ""},
		{"a hop stays at the end", []Msg{MoveHop{1, 1}, MoveHop{0, -1}, MoveHop{9, -1}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z", ""},
		{"a status is chosen", []Msg{SetStatus{0, 308}}, "fetch POST http://a.test/x A=1 text(hi) | 308 /y | 307 /z", ""},
		{"a status is typed", []Msg{EditStatus{0, "500"}}, "fetch POST http://a.test/x A=1 text(hi) | 500 /y | 307 /z", ""},
		{"a status that is no number keeps its text", []Msg{EditStatus{0, "30x"}}, "fetch POST http://a.test/x A=1 text(hi) | 30x /y | 307 /z", "hops[0].status"},
		{"an empty status stays empty", []Msg{EditStatus{1, ""}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y |  /z", "hops[1].status"},
		{"a zero stays a zero", []Msg{EditStatus{1, "0"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 0 /z", "hops[1].status"},
		{"a status out of range", []Msg{EditStatus{1, "600"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 600 /z", "hops[1].status"},
		{"the picker overwrites a text", []Msg{EditStatus{0, "30x"}, SetStatus{0, 303}}, "fetch POST http://a.test/x A=1 text(hi) | 303 /y | 307 /z", ""},
		{"the text goes with its hop", []Msg{EditStatus{0, "30x"}, MoveHop{0, 1}}, "fetch POST http://a.test/x A=1 text(hi) | 307 /z | 30x /y", "hops[1].status"},
		{"a Location", []Msg{EditLocation{0, "//b.test"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 //b.test | 307 /z", ""},
		{"a malformed Location is no problem", []Msg{EditLocation{0, "http://["}}, "fetch POST http://a.test/x A=1 text(hi) | 302 http://[ | 307 /z", ""},
		{"an empty Location", []Msg{EditLocation{0, ""}}, "fetch POST http://a.test/x A=1 text(hi) | 302  | 307 /z", ""},
		{"no Location", []Msg{SendLocation{0, false}}, "fetch POST http://a.test/x A=1 text(hi) | 302 | 307 /z", ""},
		{"the Location comes back", []Msg{SendLocation{0, false}, SendLocation{0, true}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z", ""},
		{"where a hop answers", []Msg{EditAt{1, "http://b.test/"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z at http://b.test/", ""},
		{"where it cannot", []Msg{EditAt{1, "/b"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z at /b", "hops[1].at"},
		{"the methods it answers", []Msg{EditMethods{1, "GET, POST"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z for GET,POST", ""},
		{"a method it cannot", []Msg{EditMethods{1, "G(T"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z for G(T", "hops[1].methods"},
		{"a hop that is not there", []Msg{SetStatus{2, 301}, EditLocation{-1, ""}, RemoveHop{2}, DuplicateHop{5}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z", ""},
		{"a client that is not there", []Msg{ChooseClient{"no"}}, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z", ""},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := after(small(t), test.msgs...)
			if got := summary(m); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if len(m.Texts) != len(m.Draft.Hops) {
				t.Errorf("%d texts for %d hops", len(m.Texts), len(m.Draft.Hops))
			}
			if m.Stale != (test.wrong != "") || m.Stale && len(m.ProblemsAt(test.wrong)) != 1 {
				t.Errorf("problems %v, want one at %q", m.Problems, test.wrong)
			}
			if scenario.Validate(m.Valid) != nil {
				t.Errorf("the scenario played is not valid: %v", scenario.Validate(m.Valid))
			}
		})
	}
}

// Every edit can be undone to exactly what was before, and done again; and it
// leaves every earlier model as it was.
func TestEditsAreValues(t *testing.T) {
	tests := []struct {
		desc string
		msg  Msg
	}{
		{"title", EditTitle{"T"}}, {"method", EditMethod{"PUT"}}, {"URL", EditURL{"http://b.test"}},
		{"body kind", ChooseBody{BodyJSON}}, {"no body", ChooseBody{BodyNone}}, {"body", EditBody{"x"}},
		{"CORS", SetCORS{redirect.CORSWritten}},
		{"add header", AddHeader{InRequest, "B", "2"}}, {"header name", EditHeaderName{InRequest, 0, "B"}},
		{"header value", EditHeaderValue{InRequest, 0, "2"}}, {"remove header", RemoveHeader{InRequest, 0}},
		{"hop header", AddHeader{0, "B", "2"}},
		{"add hop", AddHop{}}, {"remove hop", RemoveHop{0}}, {"duplicate hop", DuplicateHop{0}}, {"move hop", MoveHop{0, 1}},
		{"status", SetStatus{0, 301}}, {"status text", EditStatus{0, "x"}}, {"location", EditLocation{0, "/q"}},
		{"no location", SendLocation{0, false}}, {"at", EditAt{0, "http://q.test/"}}, {"methods", EditMethods{0, "GET,"}},
		{"start", Reset{}},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m := small(t)
			before := m.draft().clone()
			m2, effects := Update(m, test.msg)
			if !reflect.DeepEqual(m.draft(), before) {
				t.Fatal("the edit wrote into the model it was given")
			}
			if reflect.DeepEqual(m2.draft(), before) {
				t.Fatal("the edit changed nothing")
			}
			if !hasEffect(effects, SaveSoon{}) {
				t.Errorf("effects %v, want SaveSoon", effects)
			}
			done := m2.draft().clone()
			m3, _ := Update(m2, Undo{})
			if !reflect.DeepEqual(m3.draft(), before) {
				t.Errorf("undone: %+v, want %+v", m3.draft(), before)
			}
			m4, _ := Update(m3, Redo{})
			if !reflect.DeepEqual(m4.draft(), done) {
				t.Errorf("done again: %+v, want %+v", m4.draft(), done)
			}
			m.ReadOnly = true
			if m5, _ := Update(m, test.msg); !reflect.DeepEqual(m5.draft(), before) {
				t.Error("it was edited though it is to be read only")
			}
		})
	}
}

func hasEffect(effects []Effect, want Effect) bool {
	for _, e := range effects {
		if e == want {
			return true
		}
	}
	return false
}

func TestUndo(t *testing.T) {
	tests := []struct {
		desc string
		msgs []Msg
		want int // edits that can be undone
		did  string
	}{
		{"nothing to undo", nil, 0, ""},
		{"typing in one field is one edit", []Msg{EditURL{"http://a"}, EditURL{"http://ab"}, EditURL{"http://abc"}}, 1, "edit the URL"},
		{"stepping does not end it", []Msg{EditURL{"http://a"}, Next{}, EditURL{"http://ab"}}, 1, "edit the URL"},
		{"leaving the field does", []Msg{EditURL{"http://a"}, LeaveField{}, EditURL{"http://ab"}}, 2, "edit the URL"},
		{"another field is another", []Msg{EditURL{"http://a"}, EditMethod{"GET"}, EditURL{"http://ab"}}, 3, "edit the URL"},
		{"the same field of another hop", []Msg{EditLocation{0, "/1"}, EditLocation{1, "/1"}}, 2, "edit the Location of hop 2"},
		{"what changes nothing is none", []Msg{EditURL{"http://a.test/x"}, SetStatus{0, 302}, SendLocation{0, true}}, 0, ""},
		{"buttons are edits of their own", []Msg{AddHop{}, AddHop{}}, 2, "add a hop"},
		{"typing after an undo is another", []Msg{EditURL{"http://a"}, Undo{}, EditURL{"http://b"}}, 1, "edit the URL"},
		{"more undone than done", []Msg{AddHop{}, Undo{}, Undo{}}, 0, ""},
		{"a starting scenario is one edit", []Msg{StartFrom{scenario.Startings()[0].ID}}, 1, "choose the scenario " + scenario.Startings()[0].Title},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := after(small(t), test.msgs...)
			if did, _ := m.Undoable(); len(m.past) != test.want || did != test.did {
				t.Errorf("%d edits, the last %q, want %d, %q", len(m.past), did, test.want, test.did)
			}
		})
	}
}

func TestUndoIsBounded(t *testing.T) {
	m := small(t)
	for i := range MaxHistory + 20 {
		m, _ = Update(m, SetStatus{0, 301 + i%2})
	}
	if len(m.past) != MaxHistory {
		t.Fatalf("%d edits kept, want %d", len(m.past), MaxHistory)
	}
	for range MaxHistory + 5 {
		m, _ = Update(m, Undo{})
	}
	if len(m.past) != 0 || len(m.future) != MaxHistory || m.Announcement != "Nothing to undo." {
		t.Fatalf("%d past, %d future, %q", len(m.past), len(m.future), m.Announcement)
	}
}

// While the draft has problems the page shows the last scenario without.
func TestStale(t *testing.T) {
	m := small(t)
	trace := m.Trace
	m, _ = after(m, EditStatus{0, ""}, EditLocation{1, "/elsewhere"})
	if !m.Stale || m.Summary() != `Hop 1, status: "" is not a number from 100 to 599.` {
		t.Fatalf("stale %v, %q", m.Stale, m.Summary())
	}
	if !reflect.DeepEqual(m.Trace, trace) || *m.Valid.Hops[1].Location != "/z" {
		t.Fatal("the trace is not that of the last valid scenario")
	}
	m, _ = Update(m, EditStatus{0, "303"})
	if m.Stale || m.Summary() != "" || *m.Valid.Hops[1].Location != "/elsewhere" {
		t.Fatalf("stale %v, %q after the repair", m.Stale, m.Summary())
	}
}

func TestFieldWords(t *testing.T) {
	tests := []struct{ desc, field, want string }{
		{"a hop's status", "hops[0].status", "Hop 1, status:"},
		{"its Location", "hops[11].location", "Hop 12, Location:"},
		{"its URL", "hops[1].at", "Hop 2, URL:"},
		{"a header of it", "hops[1].headers[2].value", "Hop 2, header 3, value:"},
		{"all of them", "hops[1].headers", "Hop 2, headers:"},
		{"its methods", "hops[0].methods", "Hop 1, methods:"},
		{"a header of the request", "request.headers[2].name", "Header 3, name:"},
		{"all of them", "request.headers", "Request headers:"},
		{"the URL", "request.url", "Request URL:"},
		{"the method", "request.method", "Request method:"},
		{"the body", "request.body.text", "Request body:"},
		{"an option", "options.max-redirs", "Option max-redirs:"},
		{"an option with a dot", "options.a.b", "Option a.b:"},
		{"the client", "client", "Client:"},
		{"the hops", "hops", "Hops:"},
		{"CORS", "cors", "CORS:"},
		{"nothing", "", ":"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if got := FieldWords(test.field); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// An edit that moves what a screen reader reads says what it did.
func TestAnnouncements(t *testing.T) {
	tests := []struct {
		desc string
		msg  Msg
		want string
	}{
		{"a hop is added", AddHop{}, "Hop 3 was added."},
		{"a hop is removed", RemoveHop{0}, "Hop 1 was removed."},
		{"a hop is duplicated", DuplicateHop{0}, "Hop 1 was duplicated: the copy is hop 2."},
		{"a code is changed", SetStatus{1, 308}, "Hop 2 now answers 308 Permanent Redirect."},
		{"a header is added", AddHeader{InRequest, "Cookie", "a=b"}, "The header Cookie was added."},
		{"an empty one is added", AddHeader{InRequest, "", ""}, "A header was added."},
		{"a header is removed", RemoveHeader{InRequest, 0}, "The header A was removed."},
		{"a client is chosen", ChooseClient{"wget"}, "The client is GNU Wget."},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m := small(t)
			if got, _ := Update(m, test.msg); got.Announcement != test.want {
				t.Errorf("got %q, want %q", got.Announcement, test.want)
			}
			m.ReadOnly = true
			if got, _ := Update(m, test.msg); got.Announcement != "This scenario can be read only." {
				t.Errorf("where nothing can be edited: %q", got.Announcement)
			}
		})
	}
}

// A header that nothing is written in yet is not sent, and not shared.
func TestBlankHeaders(t *testing.T) {
	before := small(t)
	m, _ := after(before, AddHeader{InRequest, "", ""}, AddHeader{1, "", ""})
	if !reflect.DeepEqual(m.Trace, before.Trace) || !reflect.DeepEqual(m.Valid, before.Valid) {
		t.Error("it has become a part of what is played")
	}
	m, _ = after(m, EditHeaderName{InRequest, 1, "B"}, RemoveHeader{1, 0})
	if !m.Valid.Request.Headers.Has("B") || m.Stale {
		t.Errorf("with a name: %v, problems %v", m.Valid.Request.Headers, m.Problems)
	}
}

// What cannot be added says so, and the draft is within its limits.
func TestFull(t *testing.T) {
	m := small(t)
	for range scenario.MaxHops {
		m, _ = Update(m, AddHop{})
	}
	m, _ = Update(m, DuplicateHop{0})
	if len(m.Draft.Hops) != scenario.MaxHops || m.Stale || m.Announcement != "A scenario has at most 50 hops." {
		t.Fatalf("%d hops, stale %v, %q", len(m.Draft.Hops), m.Stale, m.Announcement)
	}
}

// The open editor is that of the same hop, wherever it goes.
func TestOpenHop(t *testing.T) {
	tests := []struct {
		desc string
		msgs []Msg
		want int
	}{
		{"the first is open", nil, 0},
		{"opened and closed", []Msg{OpenHop{1}, OpenHop{1}}, NoHop},
		{"one that is not there", []Msg{OpenHop{7}}, 0},
		{"a new hop opens", []Msg{AddHop{}}, 2},
		{"a copy opens", []Msg{DuplicateHop{0}}, 1},
		{"it moves along", []Msg{MoveHop{0, 1}}, 1},
		{"another passes it on the way up", []Msg{MoveHop{1, -1}}, 1},
		{"another passes it on the way down", []Msg{OpenHop{1}, MoveHop{0, 1}}, 0},
		{"it goes", []Msg{RemoveHop{0}}, NoHop},
		{"one before it goes", []Msg{OpenHop{1}, RemoveHop{0}}, 0},
		{"undo opens what it brings back", []Msg{RemoveHop{0}, Undo{}}, 0},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if m, _ := after(small(t), test.msgs...); m.OpenHop != test.want {
				t.Errorf("got %d, want %d", m.OpenHop, test.want)
			}
		})
	}
}

func TestFocus(t *testing.T) {
	tests := []struct {
		desc string
		msg  Msg
		want string
	}{
		{"a new header: its name", AddHeader{InRequest, "", ""}, "request.headers[1].name"},
		{"a usual header: its value", AddHeader{InRequest, "B", "2"}, "request.headers[1].value"},
		{"a hop's header", AddHeader{1, "", ""}, "hops[1].headers[0].name"},
		{"the last header went: the button", RemoveHeader{InRequest, 0}, "request.headers.add"},
		{"a new hop: its Location", AddHop{}, "hops[2].location"},
		{"a hop went: the next", RemoveHop{0}, "hops[0].open"},
		{"the last hop went: the one before", RemoveHop{1}, "hops[0].open"},
		{"moved to the top: no further up", MoveHop{1, -1}, "hops[0].open"},
		{"a copy", DuplicateHop{1}, "hops[2].open"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if _, effects := Update(small(t), test.msg); !hasEffect(effects, Focus{test.want}) {
				t.Errorf("got %v, want the focus at %s", effects, test.want)
			}
		})
	}
	m, _ := after(small(t), AddHop{})
	if _, effects := Update(m, MoveHop{2, -1}); !hasEffect(effects, Focus{"hops[1].up"}) {
		t.Errorf("moved up: %v, want the focus to go along", effects)
	}
}

func TestUsualHeaders(t *testing.T) {
	m, _ := after(small(t), AddHeader{InRequest, "cookie", "a=b"})
	for _, h := range m.UsualHeaders(InRequest) {
		if h.Name == "Cookie" {
			t.Error("Cookie is offered though it is there")
		}
	}
	if len(m.UsualHeaders(InRequest)) != len(usualRequest)-1 || len(m.UsualHeaders(0)) != len(usualResponse) || m.UsualHeaders(9) != nil {
		t.Error("not all that are missing are offered")
	}
}
