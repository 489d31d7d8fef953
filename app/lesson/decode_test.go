package lesson

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// good is a small lesson, a field a line: the tests change it.
const good = `{
"lesson": 1,
"id": "small",
"title": "T",
"minutes": 5,
"objectives": ["O"],
"misconception": {"says": "S", "true": "Not S"},
"notes": ["N"],
"scenarios": {
"a": "method=POST&url=https://a.example/&body=x&client=curl&hop=303,/b",
"b": {"scenario": 1, "client": "curl",
"request": {"method": "GET", "url": "https://a.example/"},
"hops": [
{"status": 307, "location": "/b"}
]}
},
"steps": [
{"kind": "read", "title": "R", "text": ["X"]},
{"kind": "predict", "title": "P", "scenario": "a", "ask": "Q?",
"options": [
{"text": "GET", "right": true, "reply": "Yes", "holds": ["last method = GET"]},
{"text": "POST", "reply": "No", "misconception": "M", "holds": ["last method = POST"]}
]},
{"kind": "step", "title": "S", "scenario": "b", "holds": ["redirects = 1"]},
{"kind": "try", "title": "I", "scenario": "hop=307,/x&client=curl"},
{"kind": "explain", "title": "E", "text": ["Because."],
"seen": [{"client": "curl", "run": 1, "case": "303-post-body", "told": "POST+ POST"}],
"sources": [{"title": "A", "url": "https://a.example/"}]},
{"kind": "check", "title": "C", "ask": "Q2?",
"options": [{"text": "1", "right": true, "reply": "A"}, {"text": "2", "reply": "B"}]}
],
"challenge": {
"text": ["Do it."],
"start": "a",
"goals": ["last method = POST"],
"solution": "method=POST&url=https://a.example/&body=x&client=curl&hop=307,/b",
"why": ["Because."]
}
}
`

// broken are lessons with what Decode says of them, a fault a line: good with
// one thing in the place of another, or a file of its own.
var broken = []struct {
	says     string
	old, new string // in good; an empty old: new is the file
	want     string
}{
	{"nothing", "", "", "JSON is empty"},
	{"no JSON", "", "{\n\"a\": 1,\n}", `line 3: JSON: invalid character '}' looking for beginning of object key string, at column 1`},
	{"cut off", "", "{\n\"a\": [\n", "line 2: JSON: ends too early: a bracket or a quotation mark is not closed"},
	{"two values", "", "{}\n{}", `line 2: JSON: invalid character '{' after top-level value, at column 1`},
	{"bytes that are no text", "", "{\n\"a\": \"\xff\"}", "line 2: JSON is not UTF-8"},
	{"a list", "", "\n[]", "line 2: lesson takes an object, not a list"},
	{"too large", "", strings.Repeat(" ", MaxFile+1), "JSON has 262145 bytes: at most 262144 are read"},
	{"too deep", `"N"`, strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth), "line 8: JSON has more than 16 objects and lists within each other"},
	{"a name twice", `"minutes": 5,`, `"minutes": 5, "title": "U",`, "line 5: title is given twice"},
	{"a name twice, deep", `{"kind": "read",`, `{"kind": "read", "kind": "read",`, "line 18: steps[0].kind is given twice"},

	{"no version", `"lesson": 1,`, ``, `line 1: lesson is missing: a lesson begins with "lesson": 1`},
	{"another version", `"lesson": 1,`, `"lesson": 2,`, "line 2: lesson takes the version of the format, the number 1"},
	{"an id with a slash", `"small"`, `"../x"`, `line 3: id takes small letters, digits and hyphens, not "../x"`},
	{"no title", `"title": "T",` + "\n", "", "line 1: title is missing"},
	{"an empty title", `"title": "T"`, `"title": " "`, "line 4: title is empty"},
	{"null", `"title": "T"`, `"title": null`, "line 4: title takes a text, not null; leave it out instead"},
	{"a title too long", `"T"`, `"` + strings.Repeat("x", MaxTitle+1) + `"`, "line 4: title has 121 bytes: at most 120"},
	{"no time at all", `"minutes": 5`, `"minutes": 0`, "line 5: minutes takes a whole number from 1 to 180, not 0"},
	{"half a minute", `"minutes": 5`, `"minutes": 0.5`, "line 5: minutes takes a whole number from 1 to 180, not 0.5"},
	{"minutes as a text", `"minutes": 5`, `"minutes": "5"`, "line 5: minutes takes a number, not a text"},
	{"no objectives", `["O"]`, `[]`, "line 6: objectives is empty"},
	{"a text for a list", `["O"]`, `"O"`, "line 6: objectives takes a list, not a text"},
	{"a line end", `["O"]`, `["O\nP"]`, "line 6: objectives[0] holds a line end or another control character: a text is one line, and a further paragraph a text of its own"},
	{"a backtick too few", `["O"]`, "[\"O `x\"]", "line 6: objectives[0] has a backtick without its partner: what stands between two is code"},
	{"half a misconception", `{"says": "S", "true": "Not S"}`, `{"says": "S"}`, "line 7: misconception.true is missing"},
	{"an unknown field", `"notes"`, `"note"`, "line 8: note is not a field here; those are lesson, id, title, minutes, objectives, misconception, notes, scenarios, steps, challenge, sources"},
	{"an unknown field that could be anything", `"notes"`, `"<b>\u0000"`, `line 8: "<b>\x00" is not a field here; those are lesson, id, title, minutes, objectives, misconception, notes, scenarios, steps, challenge, sources`},

	{"a scenario's name", `"a": "method`, `"A b": "method`, "line 10: scenarios.\"A b\" is not a name of a scenario: it takes small letters, digits and hyphens\n" +
		"line 19: steps[1].scenario is not the name of one of the scenarios, nor an address with a =, but \"a\"\n" +
		"line 34: challenge.start is not the name of one of the scenarios, nor an address with a =, but \"a\""},
	{"an address with a fault", `hop=303,/b"`, `hop=999,/b"`, "line 10: scenarios.a: in the address, hop: 999 is not from 100 to 599"},
	{"an address with a client that is none", `&client=curl&hop=303`, `&client=<b>&hop=303`, "line 10: scenarios.a: in the address, client: "},
	{"an address that says how it is shown", `hop=303,/b"`, `hop=303,/b&step=2"`, "line 10: scenarios.a has parameters that say how a scenario is shown (step, predict, present, theme, readonly, goal, hint, lesson): leave them out"},
	{"a name for a name", `"method=POST&url=https://a.example/&body=x&client=curl&hop=303,/b"`, `"b"`, `line 10: scenarios.a is not an address such as method=POST&url=https://a.example/&hop=307,/b, but "b"`},
	{"a number for a scenario", `"method=POST&url=https://a.example/&body=x&client=curl&hop=303,/b"`, `7`, "line 10: scenarios.a takes the address of a scenario, or an object, not a number"},
	{"a scenario's own fault has its own line", `"status": 307`, `"status": 99`, "line 14: scenarios.b.hops[0].status: 99 is not from 100 to 599"},
	{"a scenario's missing field", `"method": "GET", `, ``, "line 12: scenarios.b.request.method is missing"},
	{"a scenario's unknown field", `"client": "curl",` + "\n", `"client": "curl", "x": 1,` + "\n", "line 11: scenarios.b.x is not a field here; those are scenario, title, client, options, request, hops, cors"},
	{"an inline scenario's fault", `"scenario": "hop=307,/x&client=curl"`, "\"scenario\": {\"scenario\": 1,\n\"request\": {\"method\": \"G T\", \"url\": \"https://a.example/\"}}", `line 26: steps[3].scenario.request.method: "G T" is not a method: it may not hold ' '`},

	{"a kind that is none", `"kind": "read"`, `"kind": "sing"`, `line 18: steps[0].kind takes one of read, predict, step, explain, try, real, check, not "sing"`},
	{"no kind", `"kind": "read", `, ``, `line 18: steps[0].kind is missing`},
	{"a text that asks", `"text": ["X"]}`, `"text": ["X"], "ask": "Q"}`, "line 18: steps[0].ask is for predict and check, not for read"},
	{"nothing to read", `, "text": ["X"]}`, `}`, "line 18: steps[0].text is missing"},
	{"a text that holds of nothing", `"text": ["X"]}`, `"text": ["X"], "holds": ["redirects = 1"]}`, "line 18: steps[0].holds is said of no scenario: the step has none"},
	{"nothing to step through", `"title": "S", "scenario": "b", "holds": ["redirects = 1"]`, `"title": "S"`, "line 24: steps[2].scenario is missing"},
	{"a scenario that is not there", `"scenario": "b"`, `"scenario": "c"`, `line 24: steps[2].scenario is not the name of one of the scenarios, nor an address with a =, but "c"`},
	{"no question", `, "ask": "Q?"`, ``, "line 19: steps[1].ask is missing"},
	{"no reply", `"reply": "No", `, ``, "line 22: steps[1].options[1].reply is missing"},
	{"the same reply", `"reply": "No"`, `"reply": "Yes"`, "line 22: steps[1].options[1].reply is the same as that of options[0]: each answer has its own"},
	{"the same answer", `"text": "POST"`, `"text": "GET"`, "line 22: steps[1].options[1].text is the same as that of options[0]: each answer has its own"},
	{"none is right", `"right": true, "reply": "Yes"`, `"reply": "Yes", "misconception": "K"`, `line 20: steps[1].options has 0 right answers: "right": true stands at exactly one`},
	{"both are right", `"reply": "No", "misconception": "M"`, `"right": true, "reply": "No"`, `line 20: steps[1].options has 2 right answers: "right": true stands at exactly one`},
	{"right in words", `"right": true, "reply": "Yes"`, `"right": "yes", "reply": "Yes"`, "line 20: steps[1].options has 0 right answers: \"right\": true stands at exactly one\n" +
		"line 21: steps[1].options[0].right takes true or false, not a text\nline 21: steps[1].options[0].misconception is missing: say what who chooses this wrong answer believes"},
	{"a wrong answer that nobody gives", `"misconception": "M", `, ``, "line 22: steps[1].options[1].misconception is missing: say what who chooses this wrong answer believes"},
	{"a right answer that is a mistake", `"reply": "Yes"`, `"reply": "Yes", "misconception": "K"`, "line 21: steps[1].options[0].misconception is for a wrong answer, and this one is right"},
	{"one answer", `, {"text": "2", "reply": "B"}`, ``, "line 30: steps[5].options has 1 item: a question takes at least 2"},
	{"seven answers", `, {"text": "2", "reply": "B"}`, strings.Repeat(`, {"text": "2", "reply": "B"}`, MaxOptions), "line 30: steps[5].options has 7 items: at most 6\n" + same(5, 2, 3, 4, 5)},
	{"an answer that is a text", `{"text": "2", "reply": "B"}`, `"2"`, "line 30: steps[5].options[1] takes an object, not a text"},
	{"an answer that holds of nothing", `"reply": "B"`, `"reply": "B", "holds": ["redirects = 1"]`, "line 30: steps[5].options[1].holds is said of no scenario: the step has none"},
	{"a goal that is none", `["redirects = 1"]`, `["redirects is 1"]`, `line 24: steps[2].holds[0]: "redirects is 1" is not a goal: "is" is not one of = != < <= > >=`},
	{"a source that is a script", `"url": "https://a.example/"}]`, `"url": "javascript:alert(1)"}]`, `line 28: steps[4].sources[0].url takes an address that begins with https:// or http://, not "javascript:alert(1)"`},
	{"a source without a host", `"url": "https://a.example/"}]`, `"url": "https:///x"}]`, `line 28: steps[4].sources[0].url takes an address that begins with https:// or http://, not "https:///x"`},
	{"a recording without its case", `"case": "303-post-body", `, ``, "line 27: steps[4].seen[0].case is missing"},
	{"too many steps", `{"kind": "read", "title": "R", "text": ["X"]},`, strings.Repeat(`{"kind": "read", "title": "R", "text": ["X"]},`, MaxSteps-4), "line 17: steps has 41 items: at most 40"},
	{"too many requests to draw", `"scenario": "hop=307,/x&client=curl"},`, `"scenario": "hop=307,/x&client=curl"},` + strings.Repeat(`{"kind": "step", "title": "L", "scenario": "url=https://a.example/1&hop=307,/2&hop=307,/1&client=curl&option=max-redirs:-1"},`, 4), "line 17: steps has 406 requests to draw, as each step has those of its scenario: at most 400"},
	{"too many scenarios", `"a": "method`, many(MaxScenarios-1) + `"a": "method`, "line 9: scenarios has 21 scenarios: at most 20\n" +
		"line 19: steps[1].scenario is not the name of one of the scenarios, nor an address with a =, but \"a\"\n" +
		"line 24: steps[2].scenario is not the name of one of the scenarios, nor an address with a =, but \"b\"\n" +
		"line 34: challenge.start is not the name of one of the scenarios, nor an address with a =, but \"a\""},
	{"too many with the one in a step", `"a": "method`, many(MaxScenarios-2) + `"a": "method`, "line 25: steps[3].scenario is one scenario too many: a lesson has at most 20"},
	{"a challenge without a solution", `"solution": "method=POST&url=https://a.example/&body=x&client=curl&hop=307,/b",` + "\n", ``, "line 32: challenge.solution is missing"},
	{"a challenge without goals", `["last method = POST"],` + "\n" + `"solution`, `[],` + "\n" + `"solution`, "line 35: challenge.goals is empty"},
}

func same(step int, options ...int) string {
	var lines []string
	for _, o := range options {
		for _, field := range []string{"text", "reply"} {
			lines = append(lines, fmt.Sprintf("line 30: steps[%d].options[%d].%s is the same as that of options[1]: each answer has its own", step, o, field))
		}
	}
	return strings.Join(lines, "\n")
}

func many(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"s%d": "hop=307,/x", `, i)
	}
	return b.String()
}

func file(t *testing.T, old, new string) []byte {
	t.Helper()
	if old == "" {
		return []byte(new)
	}
	if strings.Count(good, old) < 1 {
		t.Fatalf("the good lesson has no %q", old)
	}
	return []byte(strings.Replace(good, old, new, 1))
}

func TestDecodeGood(t *testing.T) {
	for _, data := range [][]byte{[]byte(good), append([]byte("\ufeff"), good...), bytes.ReplaceAll([]byte(good), []byte("\n"), []byte("\r\n"))} {
		l, err := Decode(data)
		report(t, err)
		if err != nil {
			t.FailNow()
		}
		report(t, l.Verify())
		if l.ID != "small" || len(l.Scenarios) != 3 || l.Steps[3].Scenario != "step-4" || l.Scenarios[2].Name != "step-4" {
			t.Errorf("id %q, scenarios %v", l.ID, l.Scenarios)
		}
		if n := len(l.Scenarios[1].Trace.Exchanges); n != 2 {
			t.Errorf("b was followed for %d exchanges, not 2", n)
		}
		if c := l.Challenge; len(c.Start.Hops) != 1 || c.Start.Hops[0].Status != 303 {
			t.Errorf("the challenge starts at %v", c.Start)
		}
	}
}

func TestDecodeBroken(t *testing.T) {
	for _, test := range broken {
		t.Run(test.says, func(t *testing.T) {
			l, err := Decode(file(t, test.old, test.new))
			if err == nil {
				t.Fatalf("it was read: %v", l)
			}
			var lines []string
			for _, f := range Faults(err) {
				lines = append(lines, f.Error())
			}
			got := strings.Join(lines, "\n")
			if strings.HasSuffix(test.want, ": ") && strings.HasPrefix(got, test.want) && len(lines) == 1 {
				return // the rest is a long list
			}
			if got != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, test.want)
			}
		})
	}
}

// untrue are lessons that are read, and say what is not so.
var untrue = []struct{ says, old, new, want string }{
	{"a step that holds not", `["redirects = 1"]`, `["redirects = 2"]`, "line 24: steps[2].holds[0] is not so: redirects = 2"},
	{"a right answer that is wrong", `["last method = GET"]`, `["last method = PUT"]`, "line 21: steps[1].options[0] is said to be right, and is not so: last method = PUT"},
	{"a wrong answer that is right", `"holds": ["last method = POST"]}`, `"holds": ["first method = POST"]}`, `line 22: steps[1].options[1] is said to be wrong, and is so: every goal of its "holds" is met`},
	{"an answer that nothing is held to", `, "holds": ["last method = POST"]}`, `}`, `line 22: steps[1].options[1] has no "holds": say as goals what the answer says, so that it can be held to the engine`},
	{"a client that did not do it", `"POST+ POST"`, `"POST+ GET"`, `line 27: steps[4].seen[0] is not in the recordings: curl, 303-post-body: recorded "POST+ POST", said to be "POST+ GET"`},
	{"a second visit that was otherwise", `"told": "POST+ POST"}]`, `"told": "POST+ POST"}, {"client": "form", "case": "cache-301", "told": "GET GET", "again": "GET GET"}]`, `line 27: steps[4].seen[1] is not in the recordings: form, cache-301: recorded "GET" on the second visit, said to be "GET GET"`},
	{"a client that was not measured", `"seen": [{"client": "curl"`, `"seen": [{"client": "netscape"`, `line 27: steps[4].seen[0] is not in the recordings: `},
	{"a challenge that is met", `"goals": ["last method = POST"]`, `"goals": ["first method = POST"]`, "line 34: challenge.start meets all goals already"},
	{"a solution that is none", `"goals": ["last method = POST"]`, `"goals": ["last method = PUT"]`, `line 36: challenge.solution does not meet the goal "last method = PUT"`},
}

func TestVerify(t *testing.T) {
	for _, test := range untrue {
		t.Run(test.says, func(t *testing.T) {
			l, err := Decode(file(t, test.old, test.new))
			if err != nil {
				t.Fatal(err)
			}
			faults := Faults(l.Verify())
			if len(faults) != 1 || faults[0].Error() != test.want && (!strings.HasSuffix(test.want, ": ") || !strings.HasPrefix(faults[0].Error(), test.want)) {
				t.Errorf("got %v, want %s", faults, test.want)
			}
		})
	}
}

// FuzzDecode: no file makes it panic, every fault is one line, and what is read
// keeps the limits.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(good))
	for _, test := range broken {
		if test.old == "" {
			f.Add([]byte(test.new))
		} else {
			f.Add([]byte(strings.Replace(good, test.old, test.new, 1)))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Decode(data)
		if (l == nil) == (err == nil) {
			t.Fatalf("a lesson and an error, or neither: %v", err)
		}
		if l == nil {
			for _, fault := range Faults(err) {
				if s := fault.Error(); strings.ContainsAny(s, "\r\n\x00") || fault.Line > 1+bytes.Count(data, []byte("\n")) {
					t.Errorf("line %d: %q", fault.Line, s)
				}
			}
			return
		}
		if len(l.Steps) == 0 || len(l.Steps) > MaxSteps || len(l.Scenarios) > MaxScenarios {
			t.Errorf("%d steps, %d scenarios", len(l.Steps), len(l.Scenarios))
		}
		_ = Faults(l.Verify())
	})
}
