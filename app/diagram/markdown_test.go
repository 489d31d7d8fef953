package diagram

import (
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

func TestMarkdownGolden(t *testing.T) {
	for id, trace := range startingTraces(t) {
		t.Run(id, func(t *testing.T) { golden(t, "starting/"+id+".md", Markdown(trace, "")) })
	}
}

// checkMarkdown asserts that no text stands outside of the place it has: every row
// of a table has the cells of its head, and no line begins a block of its own. A
// reader of Markdown looks for more in server/embedtest.
func checkMarkdown(t *testing.T, text string) {
	t.Helper()
	cells := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		if line != clean(line) {
			t.Errorf("line %q", line)
		}
		if !strings.HasPrefix(line, "|") {
			cells = 0
			begins := strings.TrimLeft(line, " 0123456789")
			if line != "" && !hasAnyPrefix(begins, "## ", "### ", "**", ". ", "- ") {
				t.Errorf("line %q", line)
			}
			continue
		}
		n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
		if cells == 0 {
			cells = n
		}
		if n != cells {
			t.Errorf("%d cells, not %d, in %q", n, cells, line)
		}
	}
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func TestMarkdownOfEveryTrace(t *testing.T) {
	for name, trace := range everyTrace() {
		t.Run(name, func(t *testing.T) { checkMarkdown(t, Markdown(trace, "")) })
	}
	for _, s := range []string{"|", "`|`", "a\\|b", "``", "\n\n# x", "[a](javascript:x)"} {
		checkMarkdown(t, Markdown(filled(s), ""))
	}
}

func TestMarkdownSays(t *testing.T) {
	prepared := failed()
	prepared.Prepared = []redirect.Change{{Part: redirect.PartHeader, Name: "Host", Fate: redirect.Dropped, From: "x", Why: "A page must not set this header."}}
	tests := []struct {
		sentence string
		trace    redirect.Trace
		want     string
	}{
		{"how it ended", submit(), "**Delivered, 200 OK, after 2 redirects** at `https://api-v2.example.com/submit`\n"},
		{"each request with its parts", submit(), "| 1 | **POST** `https://api.example.com/api/v1/submit` | `body: 23 B`, `Authorization`"},
		{"what the client does", submit(), " | → followed |\n"},
		{"where to check it", submit(), "[Fetch, HTTP-redirect fetch, step 12](https://fetch.spec.whatwg.org/#http-redirect-fetch)"},
		{"what survived", submit(), "### What survived\n\n| Part | Fate | From, to |\n"},
		{"a preflight", preflighted(), "| CORS preflight **OPTIONS** "},
		{"what happens before sending", prepared, "### Before sending\n\n- ✕ `Host` dropped (was `x`). A page must not set this header.\n"},
		{"what is added, which is no list of its own", submit(), "- \\+ `Origin` added"},
		{"a refusal", refusedTrace(), "## A request refused by Browser fetch()\n"},
	}
	for _, tt := range tests {
		if got := Markdown(tt.trace, ""); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q is not in\n%s", tt.sentence, tt.want, got)
		}
	}
}

func TestMarkdownTitle(t *testing.T) {
	if got := MarkdownTitle("a <b>\n# c"); got != "# a \\<b\\> # c\n\n" {
		t.Errorf("got %q", got)
	}
}

func TestMarkdownLinksWithinTheSite(t *testing.T) {
	trace := submit()
	trace.Exchanges[0].Decision.Sources = []*redirect.Source{{Title: "curl, measured", URL: "/clients/curl"}}
	tests := []struct{ sentence, base, want string }{
		{"they begin with its address", "https://hopscope.example", "[curl, measured](https://hopscope.example/clients/curl)"},
		{"they are text where nobody knows it", "", ": curl, measured)"},
	}
	for _, tt := range tests {
		if got := Markdown(trace, tt.base); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q is not in\n%s", tt.sentence, tt.want, got)
		}
	}
}
