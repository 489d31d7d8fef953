package ui

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/play"
)

// TestPanesAsDrawnAnew goes through what a person does, and expects after each
// message the page that would be drawn if nothing of it were kept.
func TestPanesAsDrawnAnew(t *testing.T) {
	next := play.Next{}
	msgs := []play.Msg{
		next, next, next, next, play.Back{}, play.Last{}, play.First{}, play.GoTo{Step: 5},
		play.ChooseExchange{Exchange: 2}, play.ChooseExchange{Exchange: 0}, next, play.Play{}, play.Tick{}, play.Pause{},
		play.SetPredict{On: true}, next, play.Answer{Option: 1}, next, next, next, play.Back{}, play.First{}, play.Last{}, play.First{}, play.Last{},
		play.SetPredict{On: false}, play.SetStatus{Hop: 0, Status: 308}, next, play.Undo{}, play.Redo{},
		play.EditURL{Text: "nonsense"}, next, play.EditURL{Text: "https://a.example/"}, next, play.AddHop{}, play.Last{},
		play.ChooseClient{ID: "curl"}, next, play.StartFrom{ID: "loop"}, next, next, play.Last{}, play.GoTo{Step: 70},
		play.OpenDialog{Dialog: play.ShareDialog}, play.ShareStep{On: true}, play.CloseDialog{}, play.ChooseTheme{Theme: play.ThemeDark}, play.Back{},
		play.Opened{Query: "nothing=1"}, next, play.DismissAddress{},
		play.MakeRun{}, play.RunMade{JSON: aRun}, next, event("exchange", first), play.RunInBrowser{Form: true}, event("likeness", alike), next,
		play.Opened{Path: "/live"}, event("exchange", second), event("exchange", other), event("likeness", alike), play.ChooseMatch{Pass: 1, Name: "curl -L"},
		play.ChooseTool{ID: "go"}, event("end", `{"reason": "expired"}`), play.Opened{Path: "/"}, next, play.MakeRun{}, play.RunFailed{}, play.Undo{},
		play.Opened{Path: "/live", Query: "cors=written&url=http://a.test/&hop=302,http://b.test/"}, play.LetThrough{}, play.Opened{Path: "/"},
		play.MakeRun{}, play.RunMade{JSON: strings.Replace(aRun, "R2", "R3", 1)}, play.Opened{Path: "/live"},
		play.Opened{Path: "/", Query: aChallenge}, next, play.ShowHint{}, play.SetStatus{Hop: 0, Status: 307}, next, play.StartAgain{}, play.Undo{}, play.SetPredict{On: true},
		play.Opened{Path: "/live", Query: aChallenge}, play.Opened{Path: "/", Query: aChallenge}, play.Opened{Path: "/", Query: "hop=302,/"},
		play.Opened{Path: "/embed", Query: "scenario=login-307"}, next, play.ChooseClient{ID: "curl"}, play.Told{What: play.TopicStep, Step: 4}, play.Told{What: play.TopicTheme, Text: "dark"},
		play.Told{What: play.TopicScenario, Text: "client=nobody"}, next, play.Told{What: play.TopicScenario, Text: "scenario=loop&predict=1"}, next, play.Answer{Option: 1}, next, play.Told{What: play.TopicStep, Step: 1}, play.Last{},
		play.Told{What: play.TopicScenario, Text: "scenario=loop&readonly=1"}, next, play.Opened{Path: "/"}, next, play.Opened{Path: "/embed"},
	}
	p, send := mount(t)
	for i, msg := range msgs {
		got := dump(send(msg))
		anew := &Playground{live: true, model: p.model, width: p.width, edits: p.edits}
		want := dump(parse(t, app.HTMLString(anew.Render())))
		if got != want {
			t.Fatalf("after message %d, %T%v:\n%s", i, msg, msg, difference(got, want))
		}
	}
}

// dump writes what the page is made of, but for the diagram, which showStep
// keeps up in a browser.
func dump(root *html.Node) string {
	var b strings.Builder
	var write func(n *html.Node)
	write = func(n *html.Node) {
		switch {
		case n.Data == "svg" && class("seq")(n):
			return
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
			b.WriteString(strings.TrimSpace(n.Data) + "\n")
		case n.Type == html.ElementNode:
			attrs := map[string]string{}
			for _, a := range n.Attr {
				attrs[a.Key] = a.Val
			}
			b.WriteString("<" + n.Data)
			for _, key := range slices.Sorted(maps.Keys(attrs)) {
				b.WriteString(" " + key + "=" + attrs[key])
			}
			b.WriteString(">\n")
		}
		for c := range n.ChildNodes() {
			write(c)
		}
	}
	write(root)
	return b.String()
}

// difference is the first line that differs, with a few before.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return strings.Join(g[max(0, i-8):i], "\n") + "\ngot  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one is longer"
}

// TestKeepsThePicture expects that a step does not draw the diagram again, and
// that whatever else it shows does.
func TestKeepsThePicture(t *testing.T) {
	tests := []struct {
		name   string
		before []play.Msg
		msg    play.Msg
		keeps  bool
	}{
		{"a step", nil, play.Next{}, true},
		{"a step far away", nil, play.Last{}, true},
		{"a dialog after a step", []play.Msg{play.Next{}}, play.OpenDialog{Dialog: play.HelpDialog}, true},
		{"a title, which no client sends", nil, play.EditTitle{Text: "x"}, true},
		{"another code", nil, play.SetStatus{Hop: 0, Status: 308}, false},
		{"another client", nil, play.ChooseClient{ID: "rfc9110"}, false},
		{"a step while what comes is concealed", []play.Msg{play.SetPredict{On: true}}, play.Next{}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, send := mount(t)
			send(test.before...)
			before := picture(p.view(new([]control)))
			send(test.msg)
			if after := picture(p.view(new([]control))); (after == before) != test.keeps {
				t.Errorf("the same picture: %v, want %v", after == before, test.keeps)
			}
		})
	}
}

// TestPrerenderedPicture expects the step of the address in what the server
// writes, where nothing keeps the picture up.
func TestPrerenderedPicture(t *testing.T) {
	root := parse(t, prerender(t, "step=2"))
	now := all(root, func(n *html.Node) bool { return attr(n, "class") == "step now" })
	if len(now) != 1 || attr(now[0], "data-step") != "2" {
		t.Errorf("the step that is now: %v", now)
	}
}

// TestManySteps expects a scrubber of any journey to have few parts.
func TestManySteps(t *testing.T) {
	_, send := mount(t)
	root := send(play.StartFrom{ID: "loop"}, play.ChooseClient{ID: "curl"})
	parts := func() (done, all int) {
		for _, n := range allOf(root, "dots") {
			all++
			if attr(n, "class") == "done" {
				done++
			}
		}
		return done, all
	}
	if done, all := parts(); done > 1 || all == 0 || all > 2*manyDots {
		t.Errorf("at the start: %d of %d", done, all)
	}
	root = send(play.Last{})
	if done, all := parts(); done != all {
		t.Errorf("at the end: %d of %d", done, all)
	}
}

// allOf returns the elements in the first element of the class.
func allOf(root *html.Node, name string) []*html.Node {
	return all(all(root, class(name))[0], func(*html.Node) bool { return true })
}
