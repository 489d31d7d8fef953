package diagram

import (
	"regexp"
	"strings"
	"testing"
)

func TestMermaidGolden(t *testing.T) {
	for id, trace := range startingTraces(t) {
		t.Run(id, func(t *testing.T) { golden(t, "starting/"+id+".mmd", Mermaid(trace)) })
	}
}

// statement is every form of line that a diagram is made of. An entity is the only
// way in which # and ; stand in one.
var statement = func() *regexp.Regexp {
	const text = `(?:[^#;<>&"\\\x00-\x1f\x7f]|#[0-9]+;|<br/>)*`
	return regexp.MustCompile(`^    (?:accTitle: |accDescr: |participant (?:C|S[0-9]+) as |C->>S[0-9]+: |S[0-9]+-->>C: |Note over C(?:,S[0-9]+)?: )` + text + `$`)
}()

// checkMermaid asserts that a diagram is made of such lines, and short enough.
func checkMermaid(t *testing.T, text string) {
	t.Helper()
	first, rest, _ := strings.Cut(text, "\n")
	if first != "sequenceDiagram" || !strings.HasSuffix(text, "\n") {
		t.Errorf("begins with %q", first)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(rest, "\n"), "\n") {
		if !statement.MatchString(line) || strings.Contains(line, "%%") || strings.Contains(line, "$$") || strings.Contains(line, "style") {
			t.Errorf("line %q", line)
		}
	}
	if len(text) > mermaidMost {
		t.Errorf("%d bytes long", len(text))
	}
}

func TestMermaidOfEveryTrace(t *testing.T) {
	for name, trace := range everyTrace() {
		t.Run(name, func(t *testing.T) { checkMermaid(t, Mermaid(trace)) })
	}
	for _, s := range mermaidHostile() {
		checkMermaid(t, Mermaid(filled(s)))
	}
}

// mermaidHostile are texts that mean something to Mermaid.
func mermaidHostile() []string {
	return []string{
		"a;b", "a#b", "#35;", "%%{init: {\"theme\":\"dark\"}}%%", "%%%{", "%% comment", "end", "C->>C: hi", "$$x^2$$", "style a:b#c;", "classDef x:y#z;",
		"ﬂ°°60¶ß", "---\ntitle: x\n---", "```\n# x", "wrap:", "<br/>", "@{ \"type\" : \"database\" }", "loop", "accTitle: x", "a:b", "[[x]]", "participant", "#lt;script#gt;",
	}
}

func TestMermaidText(t *testing.T) {
	tests := []struct{ sentence, in, want string }{
		{"plain text stays", "POST → GET, 23 B (a:b)", "POST → GET, 23 B (a:b)"},
		{"comments, entities and ends", "a#b;c", "a#35;b#59;c"},
		{"HTML", `<b>&"`, "#60;b#62;#38;#34;"},
		{"a percent sign alone is nothing", "%2F%%%", "%2F%#37;#37;"},
		{"a directive", "%%{init}%%", "%#37;{init}%#37;"},
		{"a formula", "$1 $$x$$", "$1 $#36;x$#36;"},
		{"words that Mermaid looks for", "style classDef", "#115;tyle #99;lassDef"},
		{"what Mermaid writes for entities", "ﬂ°°60¶ß", "#64258;°°60#182;ß"},
	}
	for _, tt := range tests {
		if got := mermaidText(tt.in); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.sentence, got, tt.want)
		}
	}
}
