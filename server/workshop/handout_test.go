package workshop

import (
	"slices"
	"testing"

	"github.com/hopscope/hopscope/app/scenario"
)

// TestChain: what is printed of a hop says for which methods it answers so.
func TestChain(t *testing.T) {
	s, _, err := scenario.ParseAddress("method=POST&url=https://a.example/&client=curl&hop=301,/b&hop=405&hopmethods=2,GET HEAD&hopheader=2,Allow: POST")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"curl -L sends  POST https://a.example/",
		"hop 1 answers  301 Moved Permanently, Location: /b",
		"hop 2 answers  GET and HEAD with 405 Method Not Allowed",
		"  Allow: POST",
	}
	if got := chain(s); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
