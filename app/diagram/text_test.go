package diagram

import (
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

func TestTextGolden(t *testing.T) {
	prepared := failed()
	prepared.Prepared = []redirect.Change{{Part: redirect.PartHeader, Name: "Host", Fate: redirect.Dropped, From: "x", Why: "A page must not set this header."}}
	tests := []struct {
		file  string
		trace redirect.Trace
	}{
		{"submit.txt", submit()},
		{"preflight.txt", preflighted()},
		{"failed.txt", prepared},
		{"refused.txt", refusedTrace()},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) { golden(t, tt.file, Text(tt.trace)) })
	}
}

// checkText asserts that text cannot steer a terminal.
func checkText(t *testing.T, text string) {
	t.Helper()
	for line := range strings.SplitSeq(text, "\n") {
		if line != clean(line) || strings.TrimRight(line, " ") != line {
			t.Errorf("line %q", line)
		}
	}
}

func TestTextOfEveryTrace(t *testing.T) {
	for name, trace := range everyTrace() {
		t.Run(name, func(t *testing.T) { checkText(t, Text(trace)) })
	}
}

func TestTextWrapsProse(t *testing.T) {
	trace := submit()
	trace.Exchanges[0].Decision.Why = strings.Repeat("a reason of many words ", 30)
	for line := range strings.SplitSeq(Text(trace), "\n") {
		if length(line) > textColumns && strings.Contains(line, "reason") {
			t.Errorf("%d columns: %s", length(line), line)
		}
	}
}
