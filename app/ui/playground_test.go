package ui

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

func TestShows(t *testing.T) {
	tests := []struct {
		name string
		msgs []play.Msg
		id   string // of the element that says it; empty: the page
		says string
	}{
		{"the first step is there at once", nil, "", "step 1 of"},
		{"a step on", []play.Msg{play.Next{}}, "", "step 2 of"},
		{"the end offers to begin again", []play.Msg{play.Last{}}, stepID, "Again"},
		{"playing can be paused", []play.Msg{play.Play{}}, "", "Pause"},
		{"the live region says the step", []play.Msg{play.Next{}}, "said", "answers"},
		{"a code that was picked", []play.Msg{play.SetStatus{Hop: 0, Status: 308}}, "hops[0].open", "308 Permanent Redirect"},
		{"a status that is none", []play.Msg{play.EditStatus{Hop: 0, Text: "3o8"}}, "hops[0].status.error", `"3o8" is not a number from 100 to 599`},
		{"a URL that is none stays, with its problem beside it", []play.Msg{play.EditURL{Text: "ftp://a"}}, "request.url.error", "ftp"},
		{"a journey that lags says so", []play.Msg{play.EditURL{Text: "ftp://a"}}, "", "Request URL: \"ftp://a\" has the scheme ftp, not http or https. The journey below is of the last request and hops that could be played."},
		{"an odd method gets a field", []play.Msg{play.EditMethod{Text: "PROPFIND"}}, "", "Any method, such as PROPFIND"},
		{"a hop that was added is open", []play.Msg{play.AddHop{}}, "", "Redirect code of hop 3"},
		{"no body", []play.Msg{play.ChooseBody{Choice: play.BodyNone}}, "", "No body is sent."},
		{"another client", []play.Msg{play.ChooseClient{ID: "curl"}}, "client", "Client: curl -L"},
		{"curl that follows nothing", []play.Msg{play.ChooseClient{ID: "curl"}, play.SetFlag{Name: "location"}}, play.ClientID, "Client: curl (no -L)"},
		{"its options", []play.Msg{play.ChooseClient{ID: "curl"}, play.EditOption{Name: "request", Text: "POST"}}, "client", "(request POST)"},
		{"a search without a find", []play.Msg{play.SearchClient{Text: "no such client"}}, "client", "No client of that name."},
		{"predicting hides the verdict", []play.Msg{play.SetPredict{On: true}}, "", "The verdict waits"},
		{"predicting asks", []play.Msg{play.SetPredict{On: true}, play.Next{}}, "question", "302 has come back. What does Browser fetch() send next?"},
		{"predicting ends with a score", []play.Msg{play.SetPredict{On: true}, play.Last{}}, "", "Your score: 0 of"},
		{"predicting can be done again", []play.Msg{play.SetPredict{On: true}, play.Last{}}, "", "Predict again"},
		{"secrets that stay out of the link", []play.Msg{play.OpenDialog{Dialog: play.ShareDialog}}, dialogID, "placeholders stand for what looks secret: Authorization, Cookie."},
		{"secrets that are in it", []play.Msg{play.OpenDialog{Dialog: play.ShareDialog}, play.RevealSecrets{On: true}}, dialogID, "The link now contains the real values of: Authorization, Cookie."},
		{"what goes into it as it is", []play.Msg{play.OpenDialog{Dialog: play.ShareDialog}}, dialogID, "The URLs and the body go into the link as they are"},
		{"nothing is sent after the end", []play.Msg{play.Last{}}, "", "Nothing is sent after this: it is the result."},
		{"no room for another hop", hops(scenario.MaxHops), "", "Add a hop 50 hops, the limit"},
		{"the share dialog", []play.Msg{play.OpenDialog{Dialog: play.ShareDialog}}, dialogID, "Link to this scenario"},
		{"the curl dialog", []play.Msg{play.OpenDialog{Dialog: play.ImportDialog}}, dialogID, "Paste a curl command"},
		{"a curl line that is none", []play.Msg{play.OpenDialog{Dialog: play.ImportDialog}, play.EditImport{Text: "wget x"}, play.RunImport{}}, "import.error", "curl"},
		{"the scenarios to start from", []play.Msg{play.OpenDialog{Dialog: play.StartDialog}}, dialogID, "Submit moved in two steps"},
		{"the keys", []play.Msg{play.OpenDialog{Dialog: play.HelpDialog}}, dialogID, "one step on, or back"},
		{"an address that could not be read", []play.Msg{play.Opened{Query: "s=AAAA"}}, "", "This address could not be read; a starting example is shown."},
		{"an address that could be read in part", []play.Msg{play.Opened{Query: "hop=302,/a&hop=x"}}, "", "Part of this address could not be read. The rest is shown."},
		{"an address with more than is known", []play.Msg{play.Opened{Query: "colour=red"}}, "", "Part of this address says nothing here"},
		{"saved work that could not be read", []play.Msg{play.Opened{Work: "{"}}, "", "could not be read, so it was set aside"},
		{"and at the next visit", []play.Msg{play.Opened{Aside: "{"}}, "", "Forget it"},
		{"storage that is refused", []play.Msg{play.StorageRefused{}}, "", "keeps nothing for this page"},
		{"a challenge, its goals in words", []play.Msg{play.Opened{Query: aChallenge}}, "", "Challenge 1 of 2 goals met. The last request has the method POST: not yet The number of redirects followed is at most 1: met Start again Hint 1 of 1 Back to the lesson"},
		{"a challenge for a room", []play.Msg{play.Opened{Query: aChallenge + "&present=1&predict=1"}}, "", "1 of 2 goals met."},
		{"a hint", []play.Msg{play.Opened{Query: aChallenge}, play.ShowHint{}}, "", "Hint 1. Keep the <b>method</b>. Start again No more hints"},
		{"a challenge that is met", []play.Msg{play.Opened{Query: aChallenge}, play.SetStatus{Status: 307}}, "", "Challenge Met, in 1 redirect. The last request has the method POST: met"},
		{"the live region says so", []play.Msg{play.Opened{Query: aChallenge}, play.SetStatus{Status: 307}}, "said", "Met, in 1 redirect."},
		{"its link goes along", []play.Msg{play.Opened{Query: aChallenge}, play.OpenDialog{Dialog: play.ShareDialog}}, dialogID, "Link to this scenario, with its challenge"},
		{"reading only", []play.Msg{play.Opened{Query: "readonly=1"}}, "", "nothing can be edited here"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, send := mount(t)
			root := send(test.msgs...)
			got := page(t, root)
			if test.id != "" {
				got = text(byID(root, test.id))
			}
			if !strings.Contains(got, test.says) {
				t.Errorf("got %q, want it to say %q", got, test.says)
			}
		})
	}
}

const aChallenge = "method=POST&url=https://a.example/&hop=302,/new&goal=last+method+=+POST&goal=redirects+%3C%3D+1&hint=Keep+the+%3Cb%3Emethod%3C/b%3E.&lesson=lost-post"

// TestChallenge looks at where the challenge is shown, and where it leads back to.
func TestChallenge(t *testing.T) {
	tests := []struct {
		name    string
		msgs    []play.Msg
		shown   bool
		back    string // of the link; empty: there is none
		primary bool
	}{
		{"none", nil, false, "", false},
		{"there", []play.Msg{play.Opened{Query: aChallenge}}, true, "/lessons/lost-post#challenge", false},
		{"met", []play.Msg{play.Opened{Query: aChallenge}, play.SetStatus{Status: 308}}, true, "/lessons/lost-post#challenge", true},
		{"of no lesson", []play.Msg{play.Opened{Query: "goal=hops+=+2"}}, true, "", false},
		{"not at the live page", []play.Msg{play.Opened{Path: "/live", Query: aChallenge}}, false, "", false},
		{"again after the live page", []play.Msg{play.Opened{Path: "/live", Query: aChallenge}, play.Opened{Path: "/", Query: aChallenge}}, true, "/lessons/lost-post#challenge", false},
		{"ended by another address", []play.Msg{play.Opened{Query: aChallenge}, play.Opened{Query: "hop=302,/"}}, false, "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, send := mount(t)
			root := send(test.msgs...)
			cards := all(root, func(n *html.Node) bool {
				_, hidden := lookup(n, "hidden")
				return class("tasks")(n) && !hidden
			})
			if len(cards) > 0 != test.shown || len(all(root, class("tasked"))) > 0 != test.shown {
				t.Fatalf("%d cards, want one: %v", len(cards), test.shown)
			}
			if !test.shown {
				return
			}
			links := all(cards[0], tag("a"))
			if len(links) > 0 != (test.back != "") {
				t.Fatalf("%d links back, want %q", len(links), test.back)
			}
			for _, back := range links {
				if _, own := lookup(back, "data-own"); !own || attr(back, "href") != test.back || class("met")(back) != test.primary {
					t.Errorf("the link back is %v", back.Attr)
				}
			}
		})
	}
}

// hops adds hops until there are so many.
func hops(n int) []play.Msg {
	var msgs []play.Msg
	for range n - len(scenario.Default().Hops) {
		msgs = append(msgs, play.AddHop{})
	}
	return msgs
}

// TestAddressIsMild checks that only a fault that matters is an alarm.
func TestAddressIsMild(t *testing.T) {
	tests := []struct{ name, query, class string }{
		{"an unknown parameter", "colour=red", "notice"},
		{"a scenario that could not be read", "s=AAAA", "notice bad"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, send := mount(t)
			for _, n := range all(send(play.Opened{Query: test.query}), class("notice")) {
				if strings.Contains(text(n), "address") && n.Parent.Data != "noscript" && attr(n, "class") != test.class {
					t.Errorf("%q, want %q: %s", attr(n, "class"), test.class, text(n))
				}
			}
		})
	}
}

// TestDefaultsAreHints checks that the field of an option shows what it stands
// for while it is empty.
func TestDefaultsAreHints(t *testing.T) {
	_, send := mount(t)
	root := send(play.ChooseClient{ID: "curl"}, play.EditOption{Name: "max-redirs", Text: ""})
	if n := byID(root, "options.max-redirs"); attr(n, "placeholder") != "50" || attr(n, "aria-invalid") != "" {
		t.Errorf("the field is %v", n.Attr)
	}
}

// TestControls holds every state of the page to what a keyboard and a screen
// reader need of its markup.
func TestControls(t *testing.T) {
	tests := []struct {
		name string
		msgs []play.Msg
	}{
		{"at the start", nil},
		{"with problems", []play.Msg{play.EditURL{Text: "x"}, play.EditStatus{Text: "x"}, play.AddHeader{Hop: play.InRequest}}},
		{"with a hop added", []play.Msg{play.AddHop{}, play.AddHeader{Hop: 2, Name: "Retry-After", Value: "1"}}},
		{"while predicting", []play.Msg{play.SetPredict{On: true}, play.Next{}, play.Answer{Option: 0}}},
		{"sharing", []play.Msg{play.OpenDialog{Dialog: play.ShareDialog}}},
		{"importing", []play.Msg{play.OpenDialog{Dialog: play.ImportDialog}}},
		{"with curl", []play.Msg{play.ChooseClient{ID: "curl"}}},
		{"full", hops(scenario.MaxHops)},
		{"with an address and work that could not be read", []play.Msg{play.Opened{Query: "s=AAAA", Work: "{"}}},
		{"predicted to the end", []play.Msg{play.SetPredict{On: true}, play.Last{}}},
		{"with a challenge", []play.Msg{play.Opened{Query: aChallenge}, play.ShowHint{}}},
		{"with a challenge met", []play.Msg{play.Opened{Query: aChallenge}, play.SetStatus{Status: 307}}},
		{"reading only", []play.Msg{play.Opened{Query: "readonly=1"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, send := mount(t)
			checkControls(t, send(test.msgs...))
		})
	}
}

func checkControls(t *testing.T, root *html.Node) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range all(root, func(n *html.Node) bool { return attr(n, "id") != "" }) {
		if id := attr(n, "id"); ids[id] {
			t.Errorf("the id %q is there twice", id)
		} else {
			ids[id] = true
		}
	}
	for _, n := range all(root, tag("input", "select", "textarea")) {
		if attr(n, "aria-label") == "" && !labelled(root, n) {
			t.Errorf("no label: %s %s", n.Data, attr(n, "id"))
		}
	}
	for _, n := range all(root, tag("button")) {
		if attr(n, "aria-label") == "" && text(n) == "" {
			t.Errorf("a button without a name: %v", n.Attr)
		}
	}
	for _, name := range []string{"aria-describedby", "aria-labelledby", "for"} {
		for _, n := range all(root, func(n *html.Node) bool { return attr(n, name) != "" }) {
			if !ids[attr(n, name)] {
				t.Errorf("%s %s=%q leads nowhere", n.Data, name, attr(n, name))
			}
		}
	}
	for _, n := range all(root, func(n *html.Node) bool { return attr(n, "style") != "" }) {
		t.Errorf("an inline style, which the CSP forbids: %s", n.Data)
	}
}

// labelled reports whether a label is around the control or names it.
func labelled(root, n *html.Node) bool {
	for up := range n.Ancestors() {
		if up.Data == "label" && text(up) != "" {
			return true
		}
	}
	for _, l := range all(root, tag("label")) {
		if attr(l, "for") == attr(n, "id") && text(l) != "" {
			return true
		}
	}
	return false
}

// TestStepsLeavePanes checks what pane relies on: a message about the journey
// changes nothing that a pane shows.
func TestStepsLeavePanes(t *testing.T) {
	tests := []struct {
		name string
		msg  play.Msg
	}{
		{"first", play.First{}}, {"back", play.Back{}}, {"next", play.Next{}}, {"last", play.Last{}},
		{"go to", play.GoTo{Step: 3}}, {"play", play.Play{}}, {"pause", play.Pause{}}, {"tick", play.Tick{}},
		{"answer", play.Answer{Option: 1}}, {"choose an exchange", play.ChooseExchange{Exchange: 1}},
	}
	before, _ := play.Update(play.New(), play.Next{})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if !steps(test.msg) {
				t.Fatal("it is not taken for a step")
			}
			after, _ := play.Update(before, test.msg)
			after.Step, after.Playing, after.Chosen = before.Step, before.Playing, before.Chosen
			after.Announcement = before.Announcement
			if !reflect.DeepEqual(after, before) {
				t.Error("it changes more of the model than the journey")
			}
		})
	}
	if steps(play.SetStatus{}) {
		t.Error("an edit is taken for a step")
	}
}

// TestPanesFollow checks that a pane shows what another part of the page has
// changed.
func TestPanesFollow(t *testing.T) {
	_, send := mount(t)
	root := send(play.Next{}, play.StartFrom{ID: "loop"}, play.Next{})
	for _, n := range all(root, class("request")) {
		if got := text(n); strings.Contains(got, "Submit moved") {
			t.Errorf("the request is still that of before: %s", got)
		}
	}
	hops := text(all(root, class("hops"))[0])
	if undone := text(all(send(play.Undo{}), class("hops"))[0]); undone == hops {
		t.Error("the hops are not those of before")
	}
}

func TestHeldControls(t *testing.T) {
	p, send := mount(t)
	send(play.EditURL{Text: " https://a.example/ "}, play.SetStatus{Hop: 0, Status: 301}, play.Next{})
	want := map[string]control{
		"request.url": {id: "request.url", value: " https://a.example/ "},
		"code-0-301":  {id: "code-0-301", toggle: true, on: true},
		"code-0-302":  {id: "code-0-302", toggle: true},
		"scrub":       {id: "scrub", value: "1"},
	}
	held := p.shown
	for _, pane := range p.panes {
		held = append(held, pane.shown...)
	}
	for _, c := range held {
		if w, ok := want[c.id]; ok {
			if c != w {
				t.Errorf("got %+v, want %+v", c, w)
			}
			delete(want, c.id)
		}
	}
	if len(want) > 0 {
		t.Errorf("not held: %v", want)
	}
}

// TestKinds has a word for every kind of claim.
func TestKinds(t *testing.T) {
	for _, k := range []redirect.Kind{redirect.Required, redirect.Allowed, redirect.Documented, redirect.Measured, redirect.Simulated} {
		if kindWords[k] == "" {
			t.Errorf("no words for %s", k)
		}
	}
}

// TestIcons checks that every icon that is asked for is there.
func TestIcons(t *testing.T) {
	_, send := mount(t)
	for _, msgs := range [][]play.Msg{nil, {play.Last{}}, {play.Play{}}, {play.ChooseTheme{Theme: play.ThemeDark}}, {play.ChooseTheme{Theme: play.ThemeLight}}} {
		for _, n := range all(send(msgs...), class("icon")) {
			if n.Data == "svg" && n.FirstChild == nil {
				t.Error("an icon that is not in icons")
			}
		}
	}
}

// TestBrowserAlone holds the rule that the browser's own files alone touch it.
func TestBrowserAlone(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(file, "browser") && !strings.HasSuffix(file, "_test.go") && strings.Contains(string(src), "app.Window()") {
			t.Errorf("%s touches the browser", file)
		}
	}
}

func TestMendEscapes(t *testing.T) {
	tests := []struct{ name, fragment, want string }{
		{"nothing to mend", "#url=https://a.example/%20b", "#url=https://a.example/%20b"},
		{"a lone %", "#body=100%", "#body=100%25"},
		{"a % before no digits", "#body=%zz%4", "#body=%25zz%254"},
		{"upper and lower case digits", "#body=%aF%Fa", "#body=%aF%Fa"},
		{"empty", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := mendEscapes(test.fragment); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
