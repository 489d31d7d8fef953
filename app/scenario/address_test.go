package scenario

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// blank returns the scenario of an address that says only part of one.
func blank(change func(*Scenario)) Scenario {
	s := Scenario{Client: "fetch", Request: redirect.Request{Method: "GET", URL: "https://api.example.com/start"}}
	if change != nil {
		change(&s)
	}
	return s
}

// started returns a starting scenario, changed.
func started(id string, change func(*Scenario)) Scenario {
	for _, start := range Startings() {
		if start.ID == id {
			s := start.Scenario
			s.Hops = append([]redirect.Hop(nil), s.Hops...)
			change(&s)
			return s
		}
	}
	return Scenario{}
}

var addressTests = []struct {
	says    string
	address string
	want    Scenario
	view    View
	wrong   string // the error, one line
}{
	{"nothing is the default", "", Default(), View{}, ""},
	{"a question mark alone", "?", Default(), View{}, ""},
	{"a place in the page", "#main", Default(), View{}, ""},
	{"a view of the default", "?theme=dark&step=3&predict=1&present=true&readonly", Default(), View{Step: 3, Predict: true, Present: true, ReadOnly: true, Theme: "dark"}, ""},
	{"a view that says no", "predict=0&present=false&theme=auto", Default(), View{Theme: "auto"}, ""},
	{"what others add is no concern", "?utm_source=x&wasm=/web/app.wasm&fbclid=1&gclid=2", Default(), View{}, ""},
	{"as an author writes it by hand", "/embed?method=POST&body=hi&hop=307,/new"[len("/embed"):], blank(func(s *Scenario) {
		s.Request.Method, s.Request.Body = "POST", &redirect.Body{Kind: "text", Text: "hi"}
		s.Hops = []redirect.Hop{{Status: 307, Location: location("/new")}}
	}), View{}, ""},
	{"in the fragment", "#hop=307,/new", blank(func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 307, Location: location("/new")}} }), View{}, ""},
	{"no Location, and an empty one", "hop=302&hop=302,", blank(func(s *Scenario) {
		s.Hops = []redirect.Hop{{Status: 302}, {Status: 302, Location: location("")}}
	}), View{}, ""},
	{"a Location with commas and more", "hop=302,//h/a,b;c?d=e%26f", blank(func(s *Scenario) {
		s.Hops = []redirect.Hop{{Status: 302, Location: location("//h/a,b;c?d=e&f")}}
	}), View{}, ""},
	{"a space either way, and a plus", "title=a+b%20c%2Bd", blank(func(s *Scenario) { s.Title = "a b c+d" }), View{}, ""},
	{"client and options", "client=curl&option=post301:true&option=max-redirs:-1&option=request:P.T", blank(func(s *Scenario) {
		s.Client, s.Options = "curl", client.Options{"post301": true, "max-redirs": -1, "request": "P.T"}
	}), View{}, ""},
	{"an option with a colon in its value", "client=fetch&option=page:https://a.test:8443/", blank(func(s *Scenario) {
		s.Client, s.Options = "fetch", client.Options{"page": "https://a.test:8443/"}
	}), View{}, ""},
	{"an option that its client refuses", "client=fetch&option=page:nowhere", blank(func(s *Scenario) { s.Client = "fetch" }), View{}, `option: page "nowhere" has no scheme, such as https://`},
	{"a flag by its name alone", "client=curl&option=post301", blank(func(s *Scenario) { s.Client, s.Options = "curl", client.Options{"post301": true} }), View{}, ""},
	{"headers, with the space and without", "header=A: b&header=C:d: e", blank(func(s *Scenario) {
		s.Request.Headers = redirect.Headers{{Name: "A", Value: "b"}, {Name: "C", Value: "d: e"}}
	}), View{}, ""},
	{"further parts of hops, in any order", "hopheader=2,A: b&hopat=1,http://x/&hopmethods=2,POST PUT&hopheader=2,C:d&hop=301,/&hop=302", blank(func(s *Scenario) {
		s.Hops = []redirect.Hop{
			{Status: 301, Location: location("/"), At: "http://x/"},
			{Status: 302, Headers: redirect.Headers{{Name: "A", Value: "b"}, {Name: "C", Value: "d"}}, Methods: []string{"POST", "PUT"}},
		}
	}), View{}, ""},
	{"a kind without a body is an empty one", "kind=stream", blank(func(s *Scenario) { s.Request.Body = &redirect.Body{Kind: "stream"} }), View{}, ""},
	{"CORS as it is written", "cors=written", blank(func(s *Scenario) { s.CORS = "written" }), View{}, ""},
	{"CORS as it is anyway", "cors=allow", blank(nil), View{}, ""},
	{"of two, the last", "method=PUT&method=POST", blank(func(s *Scenario) { s.Request.Method = "POST" }), View{}, ""},
	{"empty parts", "&&method=POST&", blank(func(s *Scenario) { s.Request.Method = "POST" }), View{}, ""},

	{"a starting scenario", "scenario=loop", started("loop", func(*Scenario) {}), View{}, ""},
	{"a starting scenario, changed", "scenario=loop&method=HEAD&url=http://a/&title=x", started("loop", func(s *Scenario) {
		s.Request.Method, s.Request.URL, s.Title = "HEAD", "http://a/", "x"
	}), View{}, ""},
	{"any hop replaces them all", "scenario=loop&hop=308,/c", started("loop", func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 308, Location: location("/c")}} }), View{}, ""},
	{"a header of a hop that was there", "scenario=loop&hopheader=2,A: b", started("loop", func(s *Scenario) {
		s.Hops[1].Headers = redirect.Headers{{Name: "A", Value: "b"}}
	}), View{}, ""},
	{"any header replaces them all", "scenario=submit-307&header=A:b", started("submit-307", func(s *Scenario) { s.Request.Headers = redirect.Headers{{Name: "A", Value: "b"}} }), View{}, ""},
	{"a body takes the place of the text only", "scenario=stream-307&body=x", started("stream-307", func(s *Scenario) { s.Request.Body = &redirect.Body{Kind: "stream", Text: "x"} }), View{}, ""},
	{"a kind takes the place of the kind only", "scenario=curl-x-post&kind=text", started("curl-x-post", func(s *Scenario) { s.Request.Body = &redirect.Body{Kind: "text", Text: "a=1"} }), View{}, ""},
	{"no body any more", "scenario=submit-307&method=GET&kind=none", started("submit-307", func(s *Scenario) { s.Request.Method, s.Request.Body = "GET", nil }), View{}, ""},
	{"another client has other options", "scenario=curl-x-post&client=wget", started("curl-x-post", func(s *Scenario) { s.Client, s.Options = "wget", nil }), View{}, ""},
	{"the same client keeps its options", "scenario=curl-x-post&client=curl&option=post301:true", started("curl-x-post", func(s *Scenario) {
		s.Options = client.Options{"request": "POST", "post301": true}
	}), View{}, ""},
	{"compact", "s=" + deflate([]byte(plain)), get2("https://a/"), View{}, ""},
	{"compact, padded, changed, viewed", "?s=" + deflate([]byte(plain)) + "==&method=PUT&step=1", func() Scenario { s := get2("https://a/"); s.Request.Method = "PUT"; return s }(), View{Step: 1}, ""},
	{"a challenge is a view, and no scenario", "goal=redirects+%3C%3D+1&goal=last+method+=+POST&hint=Look+at+307.&lesson=curl-x-post", Default(),
		View{Goals: []string{"redirects <= 1", "last method = POST"}, Hints: []string{"Look at 307."}, Lesson: "curl-x-post"}, ""},
	{"what a goal means is for others to say", "goal=fly", Default(), View{Goals: []string{"fly"}}, ""},
	{"goals to the limit", strings.Repeat("goal=a&", MaxGoals), Default(), View{Goals: repeat("a", MaxGoals)}, ""},
	{"a goal to the limit", "goal=" + strings.Repeat("x", MaxLine), Default(), View{Goals: []string{strings.Repeat("x", MaxLine)}}, ""},

	{"too many goals", strings.Repeat("goal=a&", MaxGoals+1), Default(), View{Goals: repeat("a", MaxGoals)}, "goal: 13 goals, at most 12"},
	{"too many hints", strings.Repeat("hint=a&", MaxHints+1), Default(), View{Hints: repeat("a", MaxHints)}, "hint: 7 hints, at most 6"},
	{"a goal that is too long", "goal=a&goal=" + strings.Repeat("x", MaxLine+1), Default(), View{Goals: []string{"a"}}, "goal: 501 bytes, at most 500"},
	{"a hint of two lines", "hint=a%0ab", Default(), View{}, `hint: "a\nb" may not hold '\n'`},
	{"a goal that is no text", "goal=%ff", Default(), View{}, `goal: "\xff" is not UTF-8`},
	{"an empty goal", "goal=&goal=a", Default(), View{Goals: []string{"a"}}, "goal: is empty"},
	{"a lesson that is elsewhere", "lesson=../x", Default(), View{}, `lesson: "../x" is not the id of a lesson: a to z, 0 to 9 and -, at most 64 characters`},
	{"a lesson without a name", "lesson=", Default(), View{}, `lesson: "" is not the id of a lesson: a to z, 0 to 9 and -, at most 64 characters`},
	{"a lesson with a long name", "lesson=" + strings.Repeat("a", MaxLesson+1), Default(), View{}, "lesson: "},
	{"an unknown parameter", "metod=POST&hop=307,/", blank(func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 307, Location: location("/")}} }), View{},
		"metod: is not a parameter; those are " + strings.Join(names, ", ")},
	{"an unknown parameter that could be anything", "<b>=1", Default(), View{}, `"<b>": is not a parameter; those are ` + strings.Join(names, ", ")},
	{"a broken escape costs its parameter only", "title=100%&method=POST", blank(func(s *Scenario) { s.Request.Method = "POST" }), View{}, `title: "100%" has a % that begins no escape`},
	{"an unknown client lists those there are", "client=netscape&option=a:b&method=POST", blank(func(s *Scenario) { s.Request.Method = "POST" }), View{},
		`client: "netscape" is not one of ` + strings.Join(client.IDs(), ", ")},
	{"an unknown option", "client=wget&option=a:b", blank(func(s *Scenario) { s.Client = "wget" }), View{}, `option: `},
	{"a value that an option does not take", "option=redirect:maybe", blank(nil), View{}, `option: redirect takes one of follow, manual, error, not "maybe"`},
	{"a method that is none", "method=a b&title=x", blank(func(s *Scenario) { s.Title = "x" }), View{}, `method: "a b" is not a method: it may not hold ' '`},
	{"a URL that is none", "url=/x&method=POST", blank(func(s *Scenario) { s.Request.Method = "POST" }), View{}, `url: "/x" has no scheme, such as https://`},
	{"a header without a colon", "header=A&header=B: c", blank(func(s *Scenario) { s.Request.Headers = redirect.Headers{{Name: "B", Value: "c"}} }), View{}, `header: "A" has no colon; write Name: value`},
	{"a header that breaks out", "header=A:%0d%0aB:c", blank(nil), View{}, `header: "\r\nB:c" may not hold '\r'`},
	{"an unknown kind", "kind=blob", blank(func(s *Scenario) { s.Request.Body = &redirect.Body{Kind: "text"} }), View{}, `kind: "blob" is not one of text, form, multipart, stream`},
	{"a body and none", "kind=none&body=x", blank(func(s *Scenario) { s.Request.Body = &redirect.Body{Kind: "text", Text: "x"} }), View{}, "kind: none goes without a body, and there is one"},
	{"bytes that are no text", "body=%ff", blank(func(s *Scenario) { s.Request.Body = &redirect.Body{Kind: "text"} }), View{}, `body: "\xff" is not UTF-8`},
	{"a hop that is none does not shift the others", "hop=999,/a&hop=307,/b&hopheader=2,A:b&hopheader=1,C:d", blank(func(s *Scenario) {
		s.Hops = []redirect.Hop{{Status: 307, Location: location("/b"), Headers: redirect.Headers{{Name: "A", Value: "b"}}}}
	}), View{}, "hop: 999 is not from 100 to 599"},
	{"a hop without a status", "hop=/new", blank(nil), View{}, `hop: "/new" does not begin with a status code; write 307,/new`},
	{"a header of a hop that is not there", "hop=307&hopheader=2,A:b", blank(func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 307}} }), View{}, "hopheader: there is no hop 2; there are 1"},
	{"a header of no hop", "hop=307&hopheader=A:b", blank(func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 307}} }), View{}, `hopheader: "A:b" does not begin with the number of a hop and a comma`},
	{"a URL to answer at that is none", "hop=307&hopat=1,x", blank(func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 307}} }), View{}, `hopat: "x" has no scheme, such as https://`},
	{"a method to answer that is none", "hop=307&hopmethods=1,GET p@t", blank(func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 307, Methods: []string{"GET"}}} }), View{}, `hopmethods: "p@t" is not a method: it may not hold '@'`},
	{"too many hops", strings.Repeat("hop=307&", MaxHops+1), blank(func(s *Scenario) { s.Hops = make([]redirect.Hop, MaxHops); fill307(s.Hops) }), View{}, "hop: 51 hops, at most 50"},
	{"too many headers", strings.Repeat("header=A:&", MaxHeaders+1), blank(func(s *Scenario) { s.Request.Headers = headers(MaxHeaders) }), View{}, "header: 101 headers, at most 100"},
	{"an unknown treatment of CORS", "cors=deny", blank(nil), View{}, `cors: "deny" is not one of allow, written`},
	{"a starting scenario that there is not", "scenario=lopo&step=2", Default(), View{Step: 2}, `scenario: "lopo" is not one of ` + strings.Join(startIDs(), ", ")},
	{"two whole scenarios", "scenario=loop&s=" + deflate([]byte(plain)), get2("https://a/"), View{}, "scenario: is left out: s already is a whole scenario"},
	{"a step that is none", "step=-1", Default(), View{}, `step: "-1" is not a whole number from 0 on`},
	{"a theme that there is not", "theme=pink", Default(), View{}, `theme: "pink" is not one of light, dark, auto`},
	{"neither yes nor no", "predict=maybe", Default(), View{}, `predict: "maybe" is not 1 or 0`},
	{"compact, cut off in its base64", "s=" + cut(deflate([]byte(plain)), 1), Default(), View{}, "s: "},
	{"compact, cut off in its data", "s=" + deflate([]byte(plain))[:8], Default(), View{}, "s: is cut off"},
	{"compact, not base64url", "s=a*b", Default(), View{}, "s: is not base64url from character 2 on"},
	{"compact, not deflated", "s=_____w", Default(), View{}, "s: is not deflated data"},
	{"compact, with something behind it", "s=" + deflate([]byte(plain))[:len(deflate([]byte(plain)))/4*4] + "AAAA", Default(), View{}, "s: "},
	{"compact, not a scenario", "s=" + deflate([]byte(`{"scenario": 1, "x": 2}`)), Default(), View{}, "s: x: is not a field here; those are scenario, title, client, options, request, hops, cors; s: request: is missing"},
	{"compact, past all bounds", "s=" + deflate(make([]byte, 50*MaxJSON)), Default(), View{}, "s: inflates to more than 262144 bytes"},
	{"longer than any address", "title=" + strings.Repeat("x", MaxAddress), Default(), View{}, "address: 1048582 characters, at most 1048576"},
	{"fields that are fine, and too much together", manyHeaders(), Default(), View{}, "scenario: "},
}

func repeat(text string, n int) []string {
	var list []string
	for range n {
		list = append(list, text)
	}
	return list
}

func get2(url string) Scenario {
	s := get()
	s.Request.URL = url
	return s
}

func cut(s string, n int) string { return s[:len(s)-n] }

func fill307(hops []redirect.Hop) {
	for i := range hops {
		hops[i].Status = 307
	}
}

func manyHeaders() string {
	var b strings.Builder
	for i := range 40 {
		b.WriteString("header=A" + strconv.Itoa(i) + ":" + strings.Repeat("x", MaxField) + "&")
	}
	return b.String()
}

func TestParseAddress(t *testing.T) {
	for _, tt := range addressTests {
		got, view, err := ParseAddress(tt.address)
		line := ""
		if err != nil {
			line = err.Error()
		}
		if line != tt.wrong && (tt.wrong == "" || !strings.HasSuffix(tt.wrong, ": ") || !strings.HasPrefix(line, tt.wrong)) {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.says, line, tt.wrong)
		}
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.says, compactJSON(got), compactJSON(tt.want))
		}
		if !reflect.DeepEqual(view, tt.view) {
			t.Errorf("%s: view %+v, want %+v", tt.says, view, tt.view)
		}
		checkAddress(t, got, view)
	}
}

// checkAddress writes a scenario as an address and reads it back.
func checkAddress(t *testing.T, s Scenario, v View) {
	t.Helper()
	address := Address(s, v)
	back, view, err := ParseAddress(address)
	if err != nil || !reflect.DeepEqual(view, v) || !reflect.DeepEqual(back, s) {
		t.Fatalf("%s reads back as %s %+v %v, was %s %+v", address, compactJSON(back), view, err, compactJSON(s), v)
	}
	for i := range len(address) {
		if c := address[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>'()[]{}|\\^`#+", c) >= 0 {
			t.Fatalf("%s holds %q", address, c)
		}
	}
}

func TestAddress(t *testing.T) {
	tests := []struct {
		says string
		s    Scenario
		view View
		want string
	}{
		{"what is the default is left out", blank(nil), View{}, "url=https://api.example.com/start"},
		{"everything", Scenario{
			Title: "It's 100% fun; a+b & c", Client: "curl", Options: client.Options{"request": "POST", "max-redirs": 3},
			Request: redirect.Request{Method: "POST", URL: "http://a/?b=c#d", Headers: redirect.Headers{{Name: "A", Value: "b, c"}}, Body: &redirect.Body{Kind: "form", Text: "d=é"}},
			Hops: []redirect.Hop{{Status: 302, Location: location("/b;c,d")},
				{Status: 307, Headers: redirect.Headers{{Name: "E", Value: ""}}, At: "https://f/", Methods: []string{"GET", "PUT"}}},
			CORS: "written",
		}, View{Step: 2, Predict: true, ReadOnly: true, Theme: "light"},
			"client=curl&option=max-redirs:3&option=request:POST&method=POST&url=http://a/?b=c%23d&header=A:%20b,%20c&body=d=%C3%A9&kind=form" +
				"&hop=302,/b;c,d&hop=307&hopheader=2,E:%20&hopat=2,https://f/&hopmethods=2,GET%20PUT&cors=written&title=It%27s%20100%25%20fun;%20a%2Bb%20%26%20c" +
				"&step=2&predict=1&theme=light&readonly=1"},
		{"a mark at the end that a program would cut off", blank(func(s *Scenario) { s.Hops = []redirect.Hop{{Status: 302, Location: location("")}} }), View{},
			"url=https://api.example.com/start&hop=302%2C"},
		{"a challenge", blank(nil), View{Goals: []string{"redirects <= 1"}, Hints: []string{"<b>", "Try 307."}},
			"url=https://api.example.com/start&goal=redirects%20%3C=%201&hint=%3Cb%3E&hint=Try%20307%2E"},
		{"a theme that is none is left out", blank(nil), View{Theme: "pink", Step: -1}, "url=https://api.example.com/start"},
	}
	for _, tt := range tests {
		if got := Address(tt.s, tt.view); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.says, got, tt.want)
		}
	}
}

func TestAddressTurnsCompact(t *testing.T) {
	body := func(n int) Scenario {
		return blank(func(s *Scenario) { s.Request.Body = &redirect.Body{Kind: "text", Text: strings.Repeat("x", n)} })
	}
	room := MaxReadable - len(Address(body(0), View{}))
	if got := Address(body(room), View{}); len(got) != MaxReadable || strings.HasPrefix(got, "s=") {
		t.Errorf("%d characters: %.20s…", len(got), got)
	}
	got := Address(body(room+1), View{Step: 4})
	if !strings.HasPrefix(got, "s=") || !strings.HasSuffix(got, "&step=4") {
		t.Errorf("past %d characters: %.20s…", MaxReadable, got)
	}
	checkAddress(t, body(MaxBody), View{Step: 4, ReadOnly: true})
}
