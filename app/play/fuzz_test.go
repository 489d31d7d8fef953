package play

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// deeds are the messages that the fuzzer strings together; n is a small number
// and text any text.
func deeds(n int, text string) []Msg {
	return []Msg{
		EditTitle{text}, EditMethod{text}, EditURL{text}, EditURL{"http://a.test/" + text}, ChooseBody{BodyChoice(n % 6)}, EditBody{text}, SetCORS{redirect.CORSWritten},
		AddHeader{n%4 - 1, text, text}, EditHeaderName{n%4 - 1, n % 2, text}, EditHeaderValue{n%4 - 1, n % 2, text}, RemoveHeader{n%4 - 1, n % 3},
		AddHop{}, RemoveHop{n % 4}, DuplicateHop{n % 4}, MoveHop{n % 4, n%3 - 1}, SetStatus{n % 4, 300 + n%10}, EditStatus{n % 4, text},
		EditLocation{n % 4, text}, SendLocation{n % 4, n%2 == 0}, EditAt{n % 4, text}, EditMethods{n % 4, text}, OpenHop{n % 4},
		SearchClient{text}, ChooseClient{client.IDs()[n%len(client.IDs())]}, SetFlag{"location", n%2 == 0}, EditOption{"max-redirs", text}, ResetOption{"max-redirs"},
		First{}, Back{}, Next{}, Last{}, GoTo{n}, Play{}, Pause{}, Tick{}, ChooseExchange{n%5 - 1}, SetPredict{n%2 == 0}, Answer{n % 4},
		Undo{}, Redo{}, LeaveField{}, OpenDialog{Dialog(n % 5)}, CloseDialog{}, StartFrom{text}, Reset{}, EditImport{text}, RunImport{},
		RevealSecrets{n%2 == 0}, ShareStep{n%2 == 0}, CopyLink{}, CopyText{text}, CopyAside{},
		Opened{Query: text}, Opened{Fragment: text}, Opened{Work: text}, Opened{Run: text}, StorageRefused{}, Copied{OK: n%2 == 0}, SaveNow{}, ChooseTheme{Theme(text)}, DismissNotice{n % 3}, DismissAddress{},
		Opened{Path: "/live", Query: text}, MakeRun{}, RunMade{aRun}, RunFailed{Status: n, Text: text}, event("exchange", one), event("likeness", like), event("end", text),
		RunInBrowser{n%2 == 0}, BrowserDone{Run: "R", Error: text}, ChooseTool{text}, ChooseMatch{n % 2, "curl -L -X POST"}, LetThrough{},
		Opened{Query: "goal=redirects+=+1&hint=" + text}, Opened{Query: "goal=" + text}, ShowHint{}, StartAgain{},
		Opened{Path: EmbedPath, Query: text}, Told{TopicTheme, text, n}, Told{TopicStep, text, n - 2}, Told{TopicScenario, text, n}, Told{TopicScenario, "hop=302," + text, n},
	}
}

// Whatever is done, in whatever order: the page has a valid scenario to show
// and a step of it, what was typed is saved and read back, and everything that
// can be undone is, one by one.
func FuzzUpdate(f *testing.F) {
	for i := range deeds(0, "") {
		f.Add([]byte{byte(i), 1, 11, 0, byte(i), 2, 23, 2, byte(i), 5, 36, 0, byte(i), 0}, "302")
	}
	f.Add([]byte{17, 0, 13, 0, 14, 0, 38, 0, 38, 0, 39, 0}, "/x")
	f.Add([]byte{52, 0, 2, 0, 49, 0}, link)
	f.Fuzz(func(t *testing.T, doing []byte, text string) {
		if len(doing) > 40 || !utf8.ValidString(text) { // a browser gives no other text
			return
		}
		m, _ := Update(New(), Opened{Base: "http://h.test/"})
		for len(doing) > 1 {
			all := deeds(int(doing[1]), text)
			m, _ = Update(m, all[int(doing[0])%len(all)])
			doing = doing[2:]
			check(t, m)
		}
		past := len(m.past)
		for range past {
			m, _ = Update(m, Undo{})
		}
		if !m.ReadOnly && len(m.past) != 0 {
			t.Fatalf("%d edits are left to be undone", len(m.past))
		}
	})
}

func check(t *testing.T, m Model) {
	t.Helper()
	if err := scenario.Validate(m.Valid); err != nil {
		t.Fatalf("what is shown is not valid: %v", err)
	}
	if m.Step < 0 || m.Step >= len(m.Steps) || len(m.Texts) != len(m.Draft.Hops) || m.OpenHop < NoHop || m.OpenHop >= len(m.Draft.Hops) {
		t.Fatalf("step %d of %d, %d texts of %d hops, hop %d open", m.Step, len(m.Steps), len(m.Texts), len(m.Draft.Hops), m.OpenHop)
	}
	if m.Stale != (len(m.Problems) > 0) {
		t.Fatalf("stale %v with %v", m.Stale, m.Problems)
	}
	Ledger(m)
	Verdict(m)
	if q, ok := Ask(m); ok && (q.Chosen >= len(q.Options) || q.Right >= len(q.Options)) {
		t.Fatalf("question %+v", q)
	}
	text, err := m.work()
	if err != nil {
		t.Fatal(err)
	}
	if len(text) > maxWork {
		return
	}
	back, ok, _ := Model{Chosen: FollowStep}.recall(text)
	if !ok {
		t.Fatalf("the saved work is not read back: %v", back.Notices)
	}
	if !reflect.DeepEqual(back.Problems, m.Problems) {
		t.Fatalf("problems %v, want %v", back.Problems, m.Problems)
	}
}
