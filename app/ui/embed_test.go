package ui

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/play"
)

// TestEmbedShows looks at the page in a frame: a journey with its client, and what
// the page around asks for.
func TestEmbedShows(t *testing.T) {
	at := func(query string, more ...play.Msg) []play.Msg {
		return append([]play.Msg{play.Opened{Path: "/embed", Query: query}}, more...)
	}
	step := func(n int) play.Msg { return play.Told{What: play.TopicStep, Step: n} }
	tests := []struct {
		name string
		msgs []play.Msg
		says []string
		not  []string
	}{
		{"a journey", at("scenario=login-307"), []string{"A login answered with 307", "Open in Hopscope", "Client: Browser form", "Method kept", "step 1 of", "Request."},
			[]string{"Add a hop", "Live", "Undo", "Theme:", "Share", "What survived", "Every client", "Predict first", "Keys", "This link is for reading"}},
		{"without a title", at("hop=302,/a"), []string{"hopscope Open in Hopscope"}, nil},
		{"a step of the page around", at("scenario=login-307", step(2)), []string{"step 3 of", "Decision."}, nil},
		{"predicting", at("scenario=login-307&predict=1", step(1)), []string{"The verdict waits", "Predict: 307 has come back."}, []string{"Method kept"}},
		{"the end of predicting", at("scenario=login-307&predict=1", play.Last{}), []string{"Method kept", "Your score: 0 of"}, nil},
		{"a scenario of the page around", at("scenario=login-307", play.Told{What: play.TopicScenario, Text: "scenario=loop"}), []string{"A loop"}, []string{"A login"}},
		{"one that cannot be read", at("scenario=login-307", play.Told{What: play.TopicScenario, Text: "client=nobody"}), []string{"A login", `sent a scenario that cannot be read: client: "nobody"`}, nil},
		{"an address that cannot be read", at("client=nobody"), []string{"This address could not be read"}, nil},
		{"a challenge is not its business", at(aChallenge), nil, []string{"Challenge", "goals met"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, send := mount(t)
			said := page(t, send(test.msgs...))
			for _, w := range test.says {
				if !strings.Contains(said, w) {
					t.Errorf("it does not say %q: %.400s", w, said)
				}
			}
			for _, w := range test.not {
				if strings.Contains(said, w) {
					t.Errorf("it says %q", w)
				}
			}
		})
	}
}

// TestEmbedLink follows the step, and the scenario.
func TestEmbedLink(t *testing.T) {
	p, send := mount(t)
	href := func(root *html.Node) string { return attr(byID(root, OpenID), "href") }
	if got := href(send(play.Opened{Path: "/embed", Query: "hop=302,/a"})); !strings.HasPrefix(got, "/#") || strings.Contains(got, "step=") {
		t.Errorf("it leads to %s", got)
	}
	if got := href(send(play.Next{}, play.Next{})); got != "/#"+p.model.OpenFragment() || !strings.Contains(got, "step=2") {
		t.Errorf("at step 2 it leads to %s", got)
	}
	if got := href(send(play.ChooseClient{ID: "curl"})); !strings.Contains(got, "client=curl") {
		t.Errorf("with curl it leads to %s", got)
	}
	if got := href(parse(t, prerenderAt(t, "/embed", "hop=302,/a"))); got != "/" {
		t.Errorf("prerendered it leads to %s", got)
	}
}

// TestEmbedReadOnly expects that the client can be looked at, and not chosen.
func TestEmbedReadOnly(t *testing.T) {
	_, send := mount(t)
	root := send(play.Opened{Path: "/embed", Query: "client=curl&readonly=1"})
	inputs := all(byID(root, play.ClientID), tag("input", "select"))
	if len(inputs) < 10 {
		t.Fatalf("%d inputs", len(inputs))
	}
	for _, n := range inputs {
		_, disabled := lookup(n, "disabled")
		_, fixed := lookup(n, "readonly")
		if attr(n, "id") != play.SearchID && !disabled && !fixed {
			t.Errorf("%s can be changed", attr(n, "id"))
		}
	}
}
