package play

import (
	"strings"
	"testing"
)

func TestImport(t *testing.T) {
	tests := []struct {
		desc    string
		line    string
		want    string // the draft
		problem bool
		notes   int
		open    bool // the dialog stays
	}{
		{"a line replaces the request, and keeps the hops", `curl -L -X PUT -H 'B: 2' http://b.test/`, "curl PUT http://b.test/ B=2 | 302 /y | 307 /z", false, 0, false},
		{"a body", `curl -L -d a=b http://b.test/`, "curl POST http://b.test/ form(a=b) | 302 /y | 307 /z", false, 0, false},
		{"what was not understood is said", `curl -L --nonsense http://b.test/`, "curl GET http://b.test/ | 302 /y | 307 /z", false, 1, true},
		{"no curl line", `rm -rf /`, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z", true, 0, true},
		{"a quote is missing", `curl 'http://b.test/`, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z", true, 0, true},
		{"nothing", ``, "fetch POST http://a.test/x A=1 text(hi) | 302 /y | 307 /z", true, 0, true},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, effects := after(small(t), OpenDialog{ImportDialog})
			if !hasEffect(effects, Focus{ImportTextID}) {
				t.Errorf("effects %v, want the focus in the dialog", effects)
			}
			m, _ = after(m, EditImport{test.line}, RunImport{})
			if got := summary(m); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if (m.Import.Problem != "") != test.problem || len(m.Import.Notes) != test.notes || (m.Dialog != NoDialog) != test.open {
				t.Errorf("problem %q, notes %q, dialog %d", m.Import.Problem, m.Import.Notes, m.Dialog)
			}
			if test.problem && (m.Import.Text != test.line || m.Announcement != m.Import.Problem) {
				t.Errorf("text %q, announced %q", m.Import.Text, m.Announcement)
			}
			if _, can := m.Undoable(); can == test.problem || m.Import.Done == test.problem {
				t.Errorf("undoable %v, done %v", can, m.Import.Done)
			}
			if m, _ = Update(m, Undo{}); !strings.HasPrefix(summary(m), "fetch POST http://a.test/x") {
				t.Errorf("undone: %s", summary(m))
			}
		})
	}
}
