package play

import (
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/scenario"
)

// TestShowEmbed: the browser is told of the scenario that is shown, by its name
// where that is still one, and of no secret.
func TestShowEmbed(t *testing.T) {
	tests := []struct {
		desc, query            string
		msgs                   []Msg
		address, step, secrets string // address: the whole, or with a … what is in it
	}{
		{"a scenario to start from has its name", "scenario=login-307", nil, "scenario=login-307", "0", ""},
		{"one whose example looks secret, too", "scenario=key-leak", nil, "scenario=key-leak", "0", ""},
		{"with another client", "scenario=login-307", []Msg{ChooseClient{"curl"}}, "scenario=login-307&client=curl", "0", ""},
		{"with options of the client it has no name", "scenario=login-307&client=curl", []Msg{SetFlag{"post301", true}}, "…option=post301:true", "0", ""},
		{"nor where it has been changed", "scenario=login-307", []Msg{EditMethod{"PUT"}}, "…method=PUT", "0", ""},
		{"the step shown is told apart", "scenario=login-307", []Msg{GoTo{3}}, "scenario=login-307", "3", ""},
		{"placeholders stand for secrets", "scenario=login-307", []Msg{AddHeader{InRequest, "X-Api-Key", secret}}, "…X-Api-Key", "0", "secrets"},
		{"though the link has shown them", "scenario=login-307", []Msg{AddHeader{InRequest, "X-Api-Key", secret}, OpenDialog{ShareDialog}, RevealSecrets{true}}, "…X-Api-Key", "0", "secrets"},
		{"while the draft has problems it is the last without", "scenario=login-307", []Msg{EditURL{"nowhere"}}, "scenario=login-307", "0", ""},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := after(open(Opened{Query: test.query}), test.msgs...)
			next, effects := Update(m, OpenDialog{EmbedDialog})
			if next.Dialog != NoDialog {
				t.Errorf("the page shows dialog %d", next.Dialog)
			}
			var shown []string
			for _, e := range effects {
				if e, ok := e.(ShowEmbed); ok {
					shown = strings.Split(e.Text, "\n")
				}
			}
			if len(shown) != 4 {
				t.Fatalf("the browser is told %q", shown)
			}
			part, contains := strings.CutPrefix(test.address, "…")
			if contains && !strings.Contains(shown[0], part) || !contains && shown[0] != part || strings.Contains(shown[0], secret) {
				t.Errorf("address %s, want %s", shown[0], test.address)
			}
			if shown[1] != test.step || shown[2] != test.secrets || shown[3] != m.Valid.Title {
				t.Errorf("step %q, secrets %q, title %q", shown[1], shown[2], shown[3])
			}
			if s, _, err := scenario.ParseAddress(shown[0]); err != nil || scenario.Address(scenario.Redact(s), scenario.View{}) != scenario.Address(scenario.Redact(m.Valid), scenario.View{}) {
				t.Errorf("%s leads elsewhere: %v", shown[0], err)
			}
		})
	}
}
