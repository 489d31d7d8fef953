package play

import (
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

func TestStepping(t *testing.T) {
	const last = 11 // four exchanges of three steps
	tests := []struct {
		desc string
		from int
		msgs []Msg
		want int
	}{
		{"on", 0, []Msg{Next{}}, 1},
		{"back", 2, []Msg{Back{}}, 1},
		{"not before the first", 0, []Msg{Back{}}, 0},
		{"not past the last", last, []Msg{Next{}}, last},
		{"first", 5, []Msg{First{}}, 0},
		{"last", 5, []Msg{Last{}}, last},
		{"to a step", 0, []Msg{GoTo{4}}, 4},
		{"to a step that is not there", 0, []Msg{GoTo{99}}, last},
		{"to one before the first", 5, []Msg{GoTo{-1}}, 0},
		{"playing goes on", 0, []Msg{Play{}, Tick{}, Tick{}}, 2},
		{"a late tick is none", 3, []Msg{Play{}, Pause{}, Tick{}}, 3},
		{"playing at the end begins again", last, []Msg{Play{}}, 0},
		{"a step by hand ends playing", 0, []Msg{Play{}, Next{}, Tick{}}, 1},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m := of(journey())
			m.Step = test.from
			m, _ = after(m, test.msgs...)
			if m.Step != test.want {
				t.Errorf("got step %d, want %d", m.Step, test.want)
			}
		})
	}
}

func TestStepIsSpoken(t *testing.T) {
	m, effects := Update(of(journey()), Next{})
	if m.Announcement == "" || m.Announcement != m.Steps[1].Sentence {
		t.Errorf("announced %q, want %q", m.Announcement, m.Steps[1].Sentence)
	}
	if !hasEffect(effects, ScrollTo{CurrentStepID}) {
		t.Errorf("effects %v, want the step in view", effects)
	}
}

func TestPlaying(t *testing.T) {
	m, effects := Update(of(journey()), Play{})
	if !m.Playing || !hasEffect(effects, StartTimer{Beat}) {
		t.Fatalf("playing %v, effects %v", m.Playing, effects)
	}
	if again, effects := Update(m, Play{}); !again.Playing || effects != nil {
		t.Errorf("play while playing: effects %v", effects)
	}
	if m, effects := Update(m, Pause{}); m.Playing || !hasEffect(effects, StopTimer{}) {
		t.Errorf("pause: playing %v, effects %v", m.Playing, effects)
	}
	for !m.AtEnd() {
		if !m.Playing {
			t.Fatalf("stopped at step %d", m.Step)
		}
		m, effects = Update(m, Tick{})
	}
	if m.Playing || !hasEffect(effects, StopTimer{}) {
		t.Errorf("at the end: playing %v, effects %v", m.Playing, effects)
	}
}

// An edit leaves the learner where they were, as far as that is still there.
func TestStepStays(t *testing.T) {
	m := small(t)
	m, _ = Update(m, Last{})
	end := len(m.Steps) - 1
	m, effects := after(m, Play{}, AddHop{})
	if m.Playing || !hasEffect(effects, StopTimer{}) {
		t.Errorf("an edit while playing: playing %v, effects %v", m.Playing, effects)
	}
	m, _ = after(m, Undo{}, Last{}, SetStatus{0, 200})
	if m.Step != len(m.Steps)-1 || m.Step > end {
		t.Errorf("step %d of %d after the journey got shorter", m.Step, len(m.Steps))
	}
}

func TestExchange(t *testing.T) {
	tests := []struct {
		desc string
		msgs []Msg
		want int
	}{
		{"the first, before any decision", nil, 0},
		{"the first, as it is decided", []Msg{GoTo{2}}, 0},
		{"the one decided last, while the next is sent", []Msg{GoTo{4}}, 0},
		{"the next, once it is decided", []Msg{GoTo{5}}, 1},
		{"the one chosen", []Msg{GoTo{5}, ChooseExchange{0}}, 0},
		{"the step again", []Msg{GoTo{5}, ChooseExchange{0}, ChooseExchange{FollowStep}}, 1},
		{"the step again, once it moves", []Msg{ChooseExchange{3}, GoTo{2}}, 0},
		{"one that is not there", []Msg{GoTo{5}, ChooseExchange{4}, ChooseExchange{-2}}, 1},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if m, _ := after(of(journey()), test.msgs...); m.Exchange() != test.want {
				t.Errorf("got %d, want %d", m.Exchange(), test.want)
			}
		})
	}
}

func TestPredict(t *testing.T) {
	m := of(journey())
	if _, ok := Ask(m); ok {
		t.Fatal("asked though predicting is off")
	}
	m, _ = after(m, GoTo{7}, SetPredict{true})
	if m.Step != 0 || Verdict(m) != nil || Ledger(m) != nil || !m.Hidden() {
		t.Fatal("predicting does not begin with everything open")
	}
	if _, ok := Ask(m); ok {
		t.Error("asked before the response is there")
	}
	m, _ = Update(m, Next{})
	q, ok := Ask(m)
	if !ok || q.Revealed || q.Right != NoAnswer || q.Why != "" || q.Chosen != NoAnswer {
		t.Fatalf("the question tells too much: %+v", q)
	}
	if !strings.Contains(m.Announcement, q.Text) {
		t.Errorf("the question is not spoken: %q", m.Announcement)
	}
	right := indexOf(q.Options, "GET, without the body, with Authorization")
	if right < 0 || len(q.Options) < 2 || len(q.Options) > maxGuesses {
		t.Fatalf("options %q", q.Options)
	}
	m, _ = Update(m, Answer{right})
	m, _ = Update(m, Next{})
	if q, ok = Ask(m); !ok || !q.Revealed || q.Chosen != right || q.Right != right || q.Why != "302 makes it a GET. Fetch says so. No body with GET. The same origin." || len(q.Sources) == 0 {
		t.Fatalf("not revealed: %+v", q)
	}
	if !strings.HasPrefix(m.Announcement, "Your prediction was right.") || len(Ledger(m)) == 0 {
		t.Errorf("announced %q, %d rows", m.Announcement, len(Ledger(m)))
	}
	if back, _ := after(m, Back{}, Answer{0}, Answer{1}); back.Answers[0] != right {
		t.Error("an answer can be changed after the truth is out")
	}
	m, _ = Update(m, ChooseExchange{1})
	if Ledger(m) != nil {
		t.Error("the ledger tells what is still to be predicted")
	}
	m, _ = Update(m, GoTo{4})
	q, _ = Ask(m)
	wrong := 1 - min(1, indexOf(q.Options, "GET, without Authorization"))
	m, _ = after(m, Answer{wrong}, Last{})
	want := Score{Right: 1, Wrong: 1, Asked: 2, Done: true}
	if got := m.Score(); got != want {
		t.Errorf("score %+v, want %+v", got, want)
	}
	if !strings.HasSuffix(m.Announcement, "Score: 1 of 2 right.") || Verdict(m) == nil {
		t.Errorf("at the end: %q", m.Announcement)
	}
	m, _ = Update(m, SetPredict{true})
	if m.Step != 0 || len(m.Answers) != 0 || m.Score() != (Score{Asked: 2}) {
		t.Error("predicting does not begin again")
	}
	m, _ = Update(m, Last{})
	if got := m.Score(); got != (Score{Skipped: 2, Asked: 2, Done: true}) {
		t.Errorf("without an answer: %+v", got)
	}
}

func indexOf(list []string, want string) int {
	for i, s := range list {
		if s == want {
			return i
		}
	}
	return -1
}

// Playing waits for an answer, and goes on with one.
func TestPlayingWaits(t *testing.T) {
	m, _ := after(of(journey()), SetPredict{true}, Play{}, Tick{})
	if m.Playing || m.Step != 1 {
		t.Fatalf("playing %v at step %d, want it to wait at the question", m.Playing, m.Step)
	}
	if m, _ = Update(m, Play{}); m.Playing || m.Step != 1 {
		t.Fatalf("playing %v at step %d, want it to wait for an answer", m.Playing, m.Step)
	}
	m, _ = after(m, Answer{0}, Play{}, Tick{}, Tick{})
	if !m.Playing || m.Step != 3 {
		t.Fatalf("playing %v at step %d, want it to go on", m.Playing, m.Step)
	}
}

// Whoever goes back to the first step from the end predicts anew; on the way
// there the answers stay.
func TestPredictAgain(t *testing.T) {
	for _, msg := range []Msg{First{}, Play{}, SetPredict{true}} {
		m, _ := after(of(journey()), SetPredict{true}, GoTo{1}, Answer{0})
		if early, _ := after(m, First{}, Next{}); len(early.Answers) != 1 {
			t.Errorf("%T: the answer is gone before the end", msg)
		}
		m, _ = after(m, Last{}, msg)
		s := m.Score()
		if m.Answers != nil || m.Step != 0 || !m.Hidden() || s.Right+s.Wrong+s.Skipped != 0 {
			t.Errorf("%T: step %d, answers %v, score %+v", msg, m.Step, m.Answers, s)
		}
	}
}

func TestGuesses(t *testing.T) {
	loop := ending(redirect.Fail, redirect.Failed)
	refused := journey()
	refused.Exchanges = refused.Exchanges[:3]
	bare := ending(redirect.Stop, redirect.Stopped)
	bare.Exchanges[0].Request = sent("GET", "http://a.test/", 0)
	tests := []struct {
		desc  string
		trace redirect.Trace
		at    int
		right string
	}{
		{"changed", journey(), 0, "GET, without the body, with Authorization"},
		{"dropped", journey(), 1, "GET, without Authorization"},
		{"an error", loop, 0, "nothing: it ends with an error"},
		{"handed back", ending(redirect.Stop, redirect.Stopped), 0, "nothing: this answer is the result"},
		{"a preflight that is refused", refused, 1, "nothing: it ends with an error"},
		{"nothing to lose", bare, 0, "nothing: this answer is the result"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			options, right := guesses(test.trace, test.at)
			if got := options[right].String(); got != test.right {
				t.Errorf("right is %q, want %q", got, test.right)
			}
			seen := map[string]bool{}
			for _, g := range options {
				seen[g.String()] = true
			}
			if len(seen) != len(options) || len(options) < 2 || len(options) > maxGuesses {
				t.Errorf("options %v", options)
			}
			again, _ := guesses(test.trace, test.at)
			for i := range again {
				if again[i] != options[i] {
					t.Error("the order is another each time")
				}
			}
		})
	}
}

// The right option has no place of its own.
func TestGuessesTellNothing(t *testing.T) {
	places := map[int]bool{}
	for _, path := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"} {
		trace := journey()
		trace.Exchanges[0].Request.URL += path
		_, right := guesses(trace, 0)
		places[right] = true
	}
	if len(places) < 3 {
		t.Errorf("the right option is only ever at %v", places)
	}
}

func TestKeys(t *testing.T) {
	playing, asking, room := New(), New(), New()
	playing.Playing, asking.Dialog, room.Present = true, HelpDialog, true
	tests := []struct {
		desc string
		m    Model
		key  Key
		want Msg
	}{
		{"right", New(), Key{Name: "ArrowRight"}, Next{}},
		{"left", New(), Key{Name: "ArrowLeft"}, Back{}},
		{"a clicker's next", room, Key{Name: "PageDown"}, Next{}},
		{"a clicker's back", room, Key{Name: "PageUp", On: OnControl}, Back{}},
		{"pages are scrolled elsewhere", New(), Key{Name: "PageDown"}, nil},
		{"home", New(), Key{Name: "Home"}, First{}},
		{"end", New(), Key{Name: "End"}, Last{}},
		{"space plays", New(), Key{Name: " "}, Play{}},
		{"space pauses", playing, Key{Name: " "}, Pause{}},
		{"space is the button's", New(), Key{Name: " ", On: OnControl}, nil},
		{"arrows are not", New(), Key{Name: "ArrowRight", On: OnControl}, Next{}},
		{"a field keeps its keys", New(), Key{Name: "ArrowRight", On: InField}, nil},
		{"and its undo", New(), Key{Name: "z", Ctrl: true, On: InField}, nil},
		{"the search keeps them, too", New(), Key{Name: "z", Ctrl: true, On: InSearch}, nil},
		{"but for Enter", New(), Key{Name: "Enter", On: InSearch}, ChooseFound{}},
		{"a radio button keeps the arrows", New(), Key{Name: "ArrowRight", On: OnChoice}, nil},
		{"and Space", New(), Key{Name: " ", On: OnChoice}, nil},
		{"it has no undo of its own", New(), Key{Name: "z", Ctrl: true, On: OnChoice}, Undo{}},
		{"nor a redo", New(), Key{Name: "y", Ctrl: true, On: OnChoice}, Redo{}},
		{"nor help", New(), Key{Name: "?", Shift: true, On: OnChoice}, OpenDialog{HelpDialog}},
		{"undo", New(), Key{Name: "z", Ctrl: true}, Undo{}},
		{"undo on a Mac", New(), Key{Name: "z", Meta: true, On: OnControl}, Undo{}},
		{"redo", New(), Key{Name: "Z", Ctrl: true, Shift: true}, Redo{}},
		{"redo with caps lock", New(), Key{Name: "z", Ctrl: true, Shift: true}, Redo{}},
		{"redo as on Windows", New(), Key{Name: "y", Ctrl: true}, Redo{}},
		{"the browser's history", New(), Key{Name: "y", Meta: true}, nil},
		{"the browser's way back", New(), Key{Name: "ArrowLeft", Alt: true}, nil},
		{"another shortcut", New(), Key{Name: "ArrowLeft", Meta: true}, nil},
		{"selecting", New(), Key{Name: "ArrowRight", Shift: true}, nil},
		{"help", New(), Key{Name: "?", Shift: true}, OpenDialog{HelpDialog}},
		{"any other", New(), Key{Name: "a"}, nil},
		{"a dialog has the keys", asking, Key{Name: "ArrowRight"}, nil},
		{"escape closes it", asking, Key{Name: "Escape", On: InField}, CloseDialog{}},
		{"escape without one", New(), Key{Name: "Escape"}, nil},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			got, ok := KeyMsg(test.m, test.key)
			if got != test.want || ok != (test.want != nil) {
				t.Errorf("got %T %v, want %T", got, ok, test.want)
			}
		})
	}
}
