package lessonpages_test

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/lesson"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/server/lessonpages"
)

// parse reads what was written, and fails for what no page is to have.
func parse(t *testing.T, content template.HTML) *html.Node {
	t.Helper()
	text := string(content)
	for _, word := range []string{"%!", "ZgotmplZ", "<no value>"} {
		if strings.Contains(text, word) {
			t.Errorf("the page has %q in it", word)
		}
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "script" {
			t.Error("the page has a script of its own")
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("an element has %s=%q", a.Key, a.Val)
			}
		}
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("the id %s is there twice", id)
			}
			ids[id] = true
		}
	}
	for n := range doc.Descendants() {
		for _, name := range []string{"aria-labelledby", "href"} {
			ref, local := attr(n, name), name != "href"
			if after, ok := strings.CutPrefix(ref, "#"); ok {
				ref, local = after, true
			}
			if local && ref != "" && !ids[ref] {
				t.Errorf("%s leads to %q, which is not there", name, ref)
			}
		}
	}
	return doc
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// all returns the elements that have the class.
func all(n *html.Node, class string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && slices.Contains(strings.Fields(attr(d, "class")), class) {
			found = append(found, d)
		}
	}
	return found
}

// text is the text of an element, with single spaces.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func has(t *testing.T, n *html.Node, words ...string) {
	t.Helper()
	got := text(n)
	for _, w := range words {
		if !strings.Contains(got, strings.Join(strings.Fields(w), " ")) {
			t.Errorf("%q is not in %.400q", w, got)
		}
	}
}

// plain is a text as the page has it: code, without its backticks, in an element
// of its own.
func plain(s string) string { return strings.ReplaceAll(s, "`", " ") }

// page writes the page of a lesson as one of ours.
func page(t *testing.T, l *lesson.Lesson) *html.Node {
	t.Helper()
	content, err := lessonpages.Lesson(l, lessonpages.Options{Number: 1, Of: 2})
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, content)
}

// TestEveryLesson writes each lesson, and finds all of it in its page.
func TestEveryLesson(t *testing.T) {
	for _, l := range lesson.All() {
		t.Run(l.ID, func(t *testing.T) {
			doc := page(t, l)
			steps := all(doc, "lesson-step")
			want := len(l.Steps) + 1
			if l.Challenge != nil {
				want++
			}
			if len(steps) != want {
				t.Fatalf("%d steps, not %d", len(steps), want)
			}
			has(t, doc, l.Title, plain(l.Misconception))
			for i, s := range l.Steps {
				has(t, steps[i], s.Title)
				if got := attr(steps[i], "data-kind"); got != string(s.Kind) {
					t.Errorf("step %d is of the kind %s, not %s", i+1, got, s.Kind)
				}
				replies := all(steps[i], "replies")
				if (len(replies) == 1) != (len(s.Options) > 0) {
					t.Fatalf("step %d: %d options, %d lists of replies", i+1, len(s.Options), len(replies))
				}
				for _, o := range s.Options {
					has(t, replies[0], plain(o.Text), plain(o.Reply))
				}
				if got := len(all(steps[i], "seen")); (got == 1) != (len(s.Seen) > 0) {
					t.Errorf("step %d: %d recordings, %d lists of them", i+1, len(s.Seen), got)
				}
			}
			has(t, steps[len(steps)-1], plain(l.True))
		})
	}
}

// TestAnswersAreFoldedAway holds every question to it that nothing outside of a
// closed details tells what happens.
func TestAnswersAreFoldedAway(t *testing.T) {
	for _, l := range lesson.All() {
		doc := page(t, l)
		for i, section := range all(doc, "lesson-step") {
			for _, quiz := range all(section, "quiz") {
				answers := all(quiz, "answers")
				if len(answers) != 1 || answers[0].Data != "details" || slices.ContainsFunc(answers[0].Attr, func(a html.Attribute) bool { return a.Key == "open" }) {
					t.Fatalf("%s, step %d: the answers are not folded away", l.ID, i+1)
				}
				answers[0].Parent.RemoveChild(answers[0])
				for _, class := range []string{"walked", "verdict", "reasons", "told"} {
					if len(all(quiz, class)) > 0 {
						t.Errorf("%s, step %d: %s can be seen", l.ID, i+1, class)
					}
				}
				for n := range quiz.Descendants() {
					if step := attr(n, "data-step"); step != "" && step > "1" {
						t.Errorf("%s, step %d: step %s of the journey can be seen", l.ID, i+1, step)
					}
				}
			}
		}
	}
}

// predicting is a lesson that asks about a scenario, and nothing else.
func predicting(t *testing.T, address string) *html.Node {
	t.Helper()
	return page(t, decode(t, fmt.Sprintf(`[{"kind": "predict", "title": "P", "scenario": %q, "ask": "A?",
		"options": [{"text": "B", "right": true, "reply": "R"}, {"text": "C", "reply": "D", "misconception": "E"}]}]`, address)))
}

// TestVeil looks at what can be seen of a journey before it is predicted.
func TestVeil(t *testing.T) {
	tests := []struct {
		sentence, address string
		steps             int // of the picture
		not               string
	}{
		{"the request and its answer, not the other origin", "client=curl&hop=302,https://other.example/b", 2, "https://other.example 200"},
		{"of a preflight nothing: that there is one may be the question", "client=fetch&header=X-A:+1&option=page:https://site.example/&hop=302,/b", 0, "OPTIONS"},
		{"of a refusal nothing", "client=curl&url=https://a.example/&hop=302,ftp://b.example/", 2, "fails"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			doc := predicting(t, test.address)
			veiled := all(doc, "veiled")
			if len(veiled) != 1 {
				t.Fatalf("%d journeys are hidden", len(veiled))
			}
			if got := len(all(veiled[0], "step")); got != 2*test.steps { // in two widths
				t.Errorf("%d groups can be seen, not %d: %s", got, 2*test.steps, text(veiled[0]))
			}
			if strings.Contains(text(veiled[0]), test.not) {
				t.Errorf("%q can be seen: %s", test.not, text(veiled[0]))
			}
			if test.steps > 0 {
				has(t, veiled[0], "Step 2 of 2.") // not how many there are
			}
		})
	}
}

// TestJourney looks for both widths of a picture, its sentences, the verdict and the
// reasons.
func TestJourney(t *testing.T) {
	doc := page(t, decode(t, `[{"kind": "step", "title": "S", "scenario": "method=POST&url=https://shop.example/login&body=a=1&kind=form&client=curl&option=request:POST&hop=303,/home"}]`))
	walked := all(doc, "walked")
	if len(walked) != 1 {
		t.Fatalf("%d journeys in the step", len(walked))
	}
	j := walked[0]
	if len(all(j, "wide")) != 1 || len(all(j, "narrow")) != 1 {
		t.Error("the picture is not there in two widths")
	}
	for _, svg := range all(j, "seq") {
		if attr(svg, "role") != "img" {
			t.Error("a picture has no role")
		}
		has(t, svg, "Journey of POST")
	}
	has(t, j, "curl -L sends POST to https://shop.example/login", "Body lost", "3 bytes dropped at hop 1", "POST was named by -X", "Measured:")
	has(t, all(doc, "asking")[0], "curl -L -X POST --data-raw a=1 https://shop.example/login", "303 See Other, Location: /home")
	for _, code := range all(doc, "lesson-step")[1:] {
		has(t, code, "303 See Other")
	}
}

// TestRecordings looks for what was recorded: the requests, of what, when.
func TestRecordings(t *testing.T) {
	doc := page(t, decode(t, `[{"kind": "explain", "title": "S", "text": ["W"], "seen": [{"client": "curl", "run": 1, "case": "303-post-body", "told": "POST+ POST"}]}]`))
	seen := all(doc, "seen")
	if len(seen) != 1 {
		t.Fatalf("%d lists of recordings", len(seen))
	}
	rec, err := evidence.Load("curl")
	if err != nil {
		t.Fatal(err)
	}
	has(t, seen[0], "POST+ → POST", "303 answers a POST with a body", rec.Runs[1].Version, rec.Runs[1].Date)
	for n := range seen[0].Descendants() {
		if n.Data == "a" && attr(n, "href") != "/clients/curl#1-303-post-body" {
			t.Errorf("it links to %s", attr(n, "href"))
		}
	}
}

// decode reads a lesson that has these steps.
func decode(t *testing.T, steps string) *lesson.Lesson {
	t.Helper()
	l, err := lesson.Decode([]byte(`{"lesson": 1, "title": "T", "minutes": 1, "objectives": ["O"], "misconception": {"says": "S", "true": "T"}, "steps": ` + steps + `}`))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestAddresses reads back the addresses that a lesson links to.
func TestAddresses(t *testing.T) {
	l, ok := lesson.Lookup("curl-x-post")
	if !ok {
		t.Fatal("there is no lesson curl-x-post")
	}
	want := 2 // of the challenge
	for _, s := range l.Steps {
		if s.Kind == lesson.Try || s.Kind == lesson.Real {
			want++
		}
	}
	doc := page(t, l)
	read := 0
	for n := range doc.Descendants() {
		query, ok := strings.CutPrefix(attr(n, "href"), "/?")
		if !ok {
			query, ok = strings.CutPrefix(attr(n, "href"), "/live?")
		}
		if !ok {
			continue
		}
		read++
		scenarioPart, rest, challenge := strings.Cut(query, "&goal=")
		if _, _, err := scenario.ParseAddress(scenarioPart); err != nil {
			t.Errorf("%s: %v", query, err)
		}
		if challenge && (!strings.Contains(rest, "&lesson=curl-x-post") || !strings.Contains(rest, "&hint=")) {
			t.Errorf("the challenge is at %s", query)
		}
	}
	if read != want {
		t.Errorf("%d addresses of scenarios, not %d", read, want)
	}
}

// TestOwn writes somebody's own lesson: it is marked, its progress is not kept, and
// nothing in it is markup.
func TestOwn(t *testing.T) {
	l := &lesson.Lesson{ID: "curl-x-post", Title: "<img src=x onerror=alert(1)>", Minutes: 1, Objectives: []string{`" onclick="x`}, Misconception: "`<b>`", True: "</script>",
		Steps: []lesson.Step{{Kind: lesson.Read, Title: "<b>", Text: []string{"javascript:alert(1)"}}}}
	l.Challenge = &lesson.Challenge{Text: []string{"<u>"}, Hints: []string{"&lesson=x"}}
	content, err := lessonpages.Lesson(l, lessonpages.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<img", "<b>`", "</script>", `" onclick`, "<u>", "&amp;lesson=curl"} {
		if strings.Contains(string(content), bad) {
			t.Errorf("the page has %q in it", bad)
		}
	}
	doc := parse(t, content)
	has(t, doc, "A lesson of somebody’s own", "is not one of ours")
	if main := all(doc, "course")[0]; attr(main, "data-lesson") != "" {
		t.Errorf("its progress would be kept as that of %s", attr(main, "data-lesson"))
	}
	if strings.Contains(string(content), "Lesson 0") || strings.Contains(string(content), "Next lesson") {
		t.Error("it has a place among ours")
	}
}

// TestTeacher looks for the teacher's notes: they are there, and hidden.
func TestTeacher(t *testing.T) {
	l := &lesson.Lesson{Title: "T", Objectives: []string{"O"}, Notes: []string{"N1"}, Steps: []lesson.Step{{Kind: lesson.Read, Title: "S", Notes: []string{"N2"}}}}
	content, err := lessonpages.Lesson(l, lessonpages.Options{})
	if err != nil {
		t.Fatal(err)
	}
	notes := all(parse(t, content), "teacher")
	if len(notes) != 2 {
		t.Fatalf("%d notes", len(notes))
	}
	for i, n := range notes {
		has(t, n, fmt.Sprintf("N%d", i+1))
		if !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" }) {
			t.Error("a note is not hidden")
		}
	}
}

// TestMissingScenario refuses a step about a scenario that is not there.
func TestMissingScenario(t *testing.T) {
	l := &lesson.Lesson{Steps: []lesson.Step{{Kind: lesson.Play, Scenario: "nowhere"}}}
	if _, err := lessonpages.Lesson(l, lessonpages.Options{}); err == nil || !strings.Contains(err.Error(), `step 1: there is no scenario "nowhere"`) {
		t.Errorf("the error is %v", err)
	}
}

// TestIndex finds every lesson in the list, with all minutes.
func TestIndex(t *testing.T) {
	content, err := lessonpages.Index(lesson.All())
	if err != nil {
		t.Fatal(err)
	}
	doc := parse(t, content)
	total := 0
	cards := all(doc, "card-text")
	for i, l := range lesson.All() {
		has(t, cards[i], l.Title, plain(l.Misconception), plain(l.Objectives[0]))
		total += l.Minutes
	}
	has(t, doc, fmt.Sprintf("%d minutes in all", total))
	for _, link := range []string{"/workshop", "/lessons/own", "/lessons/author", "/lessons/format"} {
		if !strings.Contains(string(content), `href="`+link+`"`) {
			t.Errorf("nothing links to %s", link)
		}
	}
}
