package preview

import (
	"strings"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
)

// Title names a card: the scenario's title or, where it has none, its journey.
func Title(title string, t redirect.Trace) string {
	if title = diagram.Clean(title); strings.TrimSpace(title) != "" {
		return title
	}
	return diagram.Lay(t, forms[0]).Title
}

// Sentence says in one what becomes of a request, in the verdict's words. To who is
// to predict it, it does not.
func Sentence(t redirect.Trace, conceal bool) string {
	who := "A request with " + t.Client.Name
	if len(t.Exchanges) > 0 {
		who = t.Exchanges[0].Request.Method + " with " + t.Client.Name
	}
	if conceal {
		return cutWords("What becomes of a " + who + "? Predict it, hop by hop.")
	}
	var said []string
	for _, b := range play.Verdict(play.Model{Trace: t}) {
		text := b.Title
		for _, word := range []string{"Method ", "Body ", "Fragment ", "Delivered", "Stopped", "Failed", "Nothing ", "Only "} {
			if strings.HasPrefix(text, word) { // a header keeps its capital
				text = strings.ToLower(text[:1]) + text[1:]
			}
		}
		if b.Text != "" {
			text += " (" + b.Text + ")"
		}
		said = append(said, text)
	}
	return cutWords(who + ": " + strings.Join(said, "; ") + ".")
}

// cutWords returns at most as much as is shown of a description anywhere.
func cutWords(s string) string {
	const most = 300
	s = diagram.Clean(s)
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}
