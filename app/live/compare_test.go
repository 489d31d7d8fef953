package live

import (
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// mapped is the scenario, run on a server with four origins.
func mapped(t *testing.T, s scenario.Scenario) *Mapping {
	t.Helper()
	s, err := scenario.Normal(s)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Map(s, "ID", fourOrigins, "")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// arrivals are the exchanges that a client leaves behind which does what its
// profile says.
func arrivals(t *testing.T, m *Mapping, id string, options client.Options, agent string) []Exchange {
	t.Helper()
	profile, err := client.Lookup(id)
	if err != nil {
		t.Fatal(err)
	}
	policy, err := profile.Policy(options)
	if err != nil {
		t.Fatal(err)
	}
	var list []Exchange
	for _, e := range redirect.Follow(policy, m.Live.Chain()).Exchanges {
		list = append(list, arrived(e, agent))
	}
	return list
}

func arrived(e redirect.Exchange, agent string) Exchange {
	a := Arrived{
		Method: e.Request.Method, URL: targetOf(e.Request.URL), Preflight: e.Request.Preflight,
		Headers: append(slices.Clone(e.Request.Headers), redirect.Header{Name: "User-Agent", Value: agent}),
	}
	if b := e.Request.Body; b != nil {
		a.Body = &Body{Text: b.Text, Bytes: b.Bytes}
	}
	return Exchange{Request: a, Response: e.Response, Who: agent}
}

// TestAsPredicted holds that what a profile does is equal, part by part, to what
// is predicted for it, and that it is told to be like itself.
func TestAsPredicted(t *testing.T) {
	for _, start := range scenario.Startings() {
		for _, profile := range client.All() {
			if start.ID == "no-location" && profile.Base.Location.MissingIsHere {
				continue // it asks for the start again, which looks like a client that begins again
			}
			t.Run(start.ID+"/"+profile.ID, func(t *testing.T) {
				s := start.Scenario
				s.Client, s.Options = profile.ID, nil
				m := mapped(t, s)
				told := m.Tell(arrivals(t, m, profile.ID, m.Live.Options, "x"))
				if len(told) == 0 {
					return // the client refuses before it sends anything
				}
				for i, e := range told {
					if !e.Compared.Equal || e.Pass != 1 {
						t.Errorf("request %d of pass %d: %+v", i+1, e.Pass, e.Compared)
					}
				}
				l := m.Likeness(told)
				if i := slices.IndexFunc(l.Matches, func(m Match) bool { return m.Client == profile.ID && m.Options == nil }); l.Matches[i].Different != 0 {
					t.Errorf("not like itself: %+v", l.Matches[i])
				}
				if l.Missing != 0 {
					t.Errorf("%d are missing", l.Missing)
				}
			})
		}
	}
}

// post is a POST with a body and a token, through the hops.
func post(hops ...redirect.Hop) scenario.Scenario {
	return scenario.Scenario{
		Client: "fetch",
		Request: redirect.Request{Method: "POST", URL: "https://a.example/1", Headers: redirect.Headers{{Name: "Authorization", Value: "Bearer t"}},
			Body: &redirect.Body{Kind: redirect.Text, Text: "hello"}},
		Hops: hops,
	}
}

func hop(status int, location string) redirect.Hop {
	return redirect.Hop{Status: status, Location: &location}
}

func TestLikeness(t *testing.T) {
	tests := []struct {
		name    string
		hops    []redirect.Hop
		client  string
		options client.Options
		agent   string
		text    string // how it begins
		unlike  string // a name that must not be among the equal ones
	}{
		{name: "curl -X POST on a 302", hops: []redirect.Hop{hop(302, "/2")}, client: "curl", options: client.Options{"request": "POST"},
			agent: "curl/8", text: "This behaved like curl -L -X POST", unlike: "curl -L"},
		{name: "curl on a 302", hops: []redirect.Hop{hop(302, "/2")}, client: "curl",
			agent: "curl/8", text: "This behaved like curl -L. This chain does not tell it from", unlike: "curl -L -X POST"},
		{name: "curl that keeps the POST", hops: []redirect.Hop{hop(302, "/2")}, client: "curl", options: client.Options{"post302": true},
			agent: "curl/8", text: "This behaved like curl -L --post301 --post302 --post303.", unlike: "curl -L"},
		{name: "curl that trusts every host", hops: []redirect.Hop{hop(307, "https://b.example/2")}, client: "curl", options: client.Options{"location-trusted": true},
			agent: "curl/8", text: "This behaved like curl --location-trusted.", unlike: "curl -L"},
		{name: "a browser across hosts", hops: []redirect.Hop{hop(307, "https://b.example/2")}, client: "fetch",
			agent: "Mozilla/5.0", text: "This behaved like Browser fetch().", unlike: "curl --location-trusted"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := mapped(t, post(tt.hops...))
			options := tt.options
			if tt.client == "fetch" {
				options = m.Live.Options
			}
			l := m.Likeness(m.Tell(arrivals(t, m, tt.client, options, tt.agent)))
			if !strings.HasPrefix(l.Text, tt.text) || l.Agent != tt.agent || !l.Ended {
				t.Errorf("%q of %q, want %q; matches %+v", l.Text, l.Agent, tt.text, l.Matches)
			}
			for _, match := range l.Matches {
				if match.Name == tt.unlike && (match.Different == 0 || match.First == "") {
					t.Errorf("like %s, too: %+v", tt.unlike, match)
				}
			}
		})
	}
}

func TestLikenessOfTheChosenOptions(t *testing.T) {
	s := post(hop(307, "/2"), hop(307, "/1"))
	s.Client, s.Options = "curl", client.Options{"max-redirs": 6}
	m := mapped(t, s)
	l := m.Likeness(m.Tell(arrivals(t, m, "curl", s.Options, "curl/8")))
	if want := "This behaved like curl -L with max-redirs 6."; l.Text != want || !l.Ended || l.Matches[0].Options["max-redirs"] != 6 {
		t.Errorf("%q, want %q; matches %+v", l.Text, want, l.Matches)
	}
	s.Options = client.Options{"request": "POST"}
	m = mapped(t, s)
	l = m.Likeness(m.Tell(arrivals(t, m, "curl", s.Options, "curl/8")))
	want := 0
	for _, v := range variants {
		if v.token == "" { // no engine of a browser
			want++
		}
	}
	if len(l.Matches) != want {
		t.Errorf("%d matches, want %d: curl -X POST stands there anyway", len(l.Matches), want)
	}
}

func TestLikenessOfNoProfile(t *testing.T) {
	m := mapped(t, post(hop(302, "/2"), hop(302, "/3")))
	list := arrivals(t, m, "curl", nil, "mine/1")
	list[1].Request.Method, list[2].Request.Method = "PUT", "PUT"
	l := m.Likeness(m.Tell(list))
	if !strings.HasPrefix(l.Text, "No profile does quite this. The nearest is ") || !strings.Contains(l.Text, "request 2: Method PUT, not ") {
		t.Errorf("%q", l.Text)
	}
	one := m.Likeness(m.Tell(list[:1]))
	if one.Ended || one.Missing != 0 || one.Matches[0].Different != 0 {
		t.Errorf("of the first request alone: %+v", one)
	}
	if m.Likeness(nil) != nil {
		t.Error("a likeness of nothing")
	}
}

func TestDifferent(t *testing.T) {
	cookies := hop(307, "/2ü{}")
	cookies.Headers = redirect.Headers{{Name: "Set-Cookie", Value: "a=1"}, {Name: "Set-Cookie", Value: "b=2"}}
	m := mapped(t, post(cookies))
	good := func() []Exchange { return arrivals(t, m, "fetch", m.Live.Options, "x") }
	tests := []struct {
		name   string
		change func(r *Arrived)
		label  string // of the one part that differs
	}{
		{"the method", func(r *Arrived) { r.Method = "GET" }, "Method"},
		{"the path", func(r *Arrived) { r.URL += "x" }, "URL"},
		{"no body", func(r *Arrived) { r.Body = nil }, "Body"},
		{"another body", func(r *Arrived) { r.Body = &Body{Text: "hullo", Bytes: 5} }, "Body"},
		{"a body that is cut where it differs", func(r *Arrived) { r.Body = &Body{Text: "hull", Bytes: 5, Cut: true} }, "Body"},
		{"a body that is no text", func(r *Arrived) { r.Body = &Body{Base64: "//8=", Bytes: 2} }, "Body"},
		{"a token that is lost", func(r *Arrived) { r.Headers = r.Headers.Without("authorization") }, "Authorization"},
		{"a token that is another", func(r *Arrived) { r.Headers = r.Headers.With("Authorization", "x") }, "Authorization"},
		{"a cookie that nobody set", func(r *Arrived) { r.Headers = r.Headers.With("Cookie", "a=1; b=2; c=3") }, "Cookie"},
		{"a cookie that is lost", func(r *Arrived) { r.Headers = r.Headers.With("Cookie", "a=1") }, "Cookie"},
		{"an Origin that is lost", func(r *Arrived) { r.Headers = r.Headers.Without("Origin") }, "Origin"},
		{"a header that nobody set", func(r *Arrived) { r.Headers = append(r.Headers, redirect.Header{Name: "X-Extra", Value: "1"}) }, "X-Extra"},
		{"a body that broke off", func(r *Arrived) { r.Body = &Body{Text: "hello", Bytes: 5, Incomplete: true} }, "Body"},
		{"a body that broke off before it began", func(r *Arrived) { r.Body = &Body{Incomplete: true} }, "Body"},
		{"an Origin that is null", func(r *Arrived) { r.Headers = r.Headers.With("Origin", "null") }, "Origin"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			list := good()
			tt.change(&list[1].Request)
			c := m.Tell(list)[1].Compared
			var labels []string
			for _, p := range c.Parts {
				if !p.Equal {
					labels = append(labels, p.Label)
				}
			}
			if c.Equal || len(labels) != 1 || labels[0] != tt.label {
				t.Errorf("equal %v, different %v, want %s", c.Equal, labels, tt.label)
			}
		})
	}
	same := []struct {
		name   string
		change func(r *Arrived)
	}{
		{"the spelling of a name", func(r *Arrived) {
			r.Headers = append(r.Headers.Without("Authorization"), redirect.Header{Name: "authorization", Value: "Bearer t"})
		}},
		{"a header that no redirect decides", func(r *Arrived) { r.Headers = append(r.Headers, redirect.Header{Name: "Accept", Value: "*/*"}) }},
		{"a body that is cut", func(r *Arrived) { r.Body = &Body{Text: "hel", Bytes: 5, Cut: true} }},
		{"the order of cookies", func(r *Arrived) { r.Headers = r.Headers.With("Cookie", "b=2; a=1") }},
		{"the spelling of an escape", func(r *Arrived) { r.URL = strings.Replace(r.URL, "%C3%BC{}", "%c3%bc%7B%7D", 1) }},
	}
	for _, tt := range same {
		t.Run(tt.name, func(t *testing.T) {
			list := good()
			tt.change(&list[1].Request)
			if c := m.Tell(list)[1].Compared; !c.Equal {
				t.Errorf("different: %+v", c.Parts)
			}
		})
	}
}

func TestEnded(t *testing.T) {
	stops := post(hop(302, "/2"))
	stops.Client, stops.Options = "curl", client.Options{"location": false}
	tests := []struct {
		name   string
		s      scenario.Scenario
		client string // what comes
		change func(r *Arrived)
		n      int // of its requests
		want   bool
	}{
		{name: "nothing", s: stops, client: "curl", want: false},
		{name: "arrived", s: post(hop(302, "/2")), client: "fetch", n: 2, want: true},
		{name: "on its way", s: post(hop(302, "/2")), client: "fetch", n: 1, want: false},
		{name: "stopped where it was to stop", s: stops, client: "curl", n: 1, want: true},
		{name: "where the chosen client was to stop, by another one", s: stops, client: "curl", n: 1, want: false,
			change: func(r *Arrived) { r.Method = "PUT" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := mapped(t, tt.s)
			list := arrivals(t, m, tt.client, m.Live.Options, "x")[:tt.n]
			if tt.change != nil {
				tt.change(&list[0].Request)
			}
			told := m.Tell(list)
			if got := Ended(told); got != tt.want {
				t.Errorf("ended %v, want %v", got, tt.want)
			}
			if l := m.Likeness(told); l != nil && l.Ended != tt.want {
				t.Errorf("the likeness says %v, want %v", l.Ended, tt.want)
			}
		})
	}
}

func TestSentence(t *testing.T) {
	m := mapped(t, post(hop(302, "/2"), hop(307, "/3")))
	plain := mapped(t, post())
	list := arrivals(t, m, "curl", nil, "x")
	tests := []struct {
		name string
		m    *Mapping
		list []Exchange
		text string // how it begins
	}{
		{"the first request alone", m, list[:1], "Only the first request has come. A client that follows nothing, as curl without -L, sends no more."},
		{"a request in the middle", m, list[1:], "This did not begin at the start, so that no profile can be held against it."},
		{"a chain of one", plain, arrivals(t, plain, "curl", nil, "x"), "Every client does this: this chain tells none from another."},
		{"a client that does not say who it is", m, list, "This is what Browser fetch(), curl -L, curl --location-trusted, Wget and "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if l := tt.m.Likeness(tt.m.Tell(tt.list)); !strings.HasPrefix(l.Text, tt.text) {
				t.Errorf("%q, want %q", l.Text, tt.text)
			}
		})
	}
}

func TestMoreThanPredicted(t *testing.T) {
	s := post(hop(302, "/2"))
	s.Options = client.Options{"redirect": "manual"}
	m := mapped(t, s)
	told := m.Tell(arrivals(t, m, "curl", nil, "x"))
	if c := told[1].Compared; c.Equal || len(c.Parts) != 0 || !strings.HasPrefix(c.Note, "No further request was predicted: ") {
		t.Errorf("%+v", c)
	}
}

func TestPreflightThatDoesNotCome(t *testing.T) {
	s, err := scenario.Start("preflight")
	if err != nil {
		t.Fatal(err)
	}
	m := mapped(t, s.Scenario)
	list := arrivals(t, m, "fetch", m.Live.Options, "x")
	if !list[0].Request.Preflight {
		t.Fatal("the scenario begins without a preflight")
	}
	if c := m.Tell(list[1:])[0].Compared; !c.Equal || c.Note == "" {
		t.Errorf("%+v", c)
	}
}

func TestMultipart(t *testing.T) {
	body := func(b string) string {
		return "--" + b + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--" + b + "--\r\n"
	}
	// A boundary may be short, and be in other words, too; a client may quote it.
	for _, mine := range []string{"mine", "b", "form-data"} {
		for _, drawn := range []string{"drawn-by-the-browser", "m"} {
			for _, quote := range []string{"", `"`} {
				s := post(hop(307, "/2"))
				s.Request.Body = &redirect.Body{Kind: redirect.Multipart, Text: body(mine)}
				m := mapped(t, s)
				list := arrivals(t, m, "fetch", m.Live.Options, "x")
				for i := range list {
					r := &list[i].Request
					r.Body = &Body{Text: body(drawn), Bytes: len(body(drawn))}
					r.Headers = r.Headers.With("Content-Type", "multipart/form-data; boundary="+quote+drawn+quote)
					r.Headers = r.Headers.With("Content-Length", "999")
				}
				if c := m.Tell(list)[1].Compared; !c.Equal {
					t.Errorf("%s and %s: %+v", mine, drawn, c.Parts)
				}
				list[1].Request.Body.Text = body("another")
				if c := m.Tell(list)[1].Compared; c.Equal {
					t.Errorf("%s and %s: equal with another boundary in the body", mine, drawn)
				}
			}
		}
	}
}

// TestLikenessOfOtherBodies: what a client sends need not be what a scenario
// can hold.
func TestLikenessOfOtherBodies(t *testing.T) {
	tests := []struct {
		name string
		body Body
		then Body // of the second request, where it is another
		like bool

		chunked bool
	}{
		{name: "one that was cut", body: Body{Text: "hel", Bytes: 100, Cut: true}, like: true},
		{name: "no text", body: Body{Base64: "//8=", Bytes: 2}, like: true},
		{name: "no text that was cut", body: Body{Base64: "//8=", Bytes: 100, Cut: true}, like: true},
		{name: "one that was cut, then a shorter one", body: Body{Text: "hel", Bytes: 100, Cut: true}, then: Body{Text: "hel", Bytes: 99, Cut: true}},
		{name: "chunks that were sent again", body: Body{Text: "hello", Bytes: 5}, chunked: true, like: true},
		{name: "no text, then another", body: Body{Base64: "//8=", Bytes: 2}, then: Body{Base64: "//4=", Bytes: 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := mapped(t, post(hop(307, "/2")))
			list := arrivals(t, m, "curl", nil, "curl/8")
			if tt.then.Bytes == 0 {
				tt.then = tt.body
			}
			list[0].Request.Body, list[1].Request.Body = &tt.body, &tt.then
			if tt.chunked {
				for i := range list {
					list[i].Request.Headers = append(list[i].Request.Headers.Without("Content-Length"), redirect.Header{Name: "Transfer-Encoding", Value: "chunked"})
				}
			}
			l := m.Likeness(m.Tell(list))
			i := slices.IndexFunc(l.Matches, func(m Match) bool { return m.Client == "curl" && m.Options == nil })
			if like := l.Matches[i].Different == 0; like != tt.like {
				t.Errorf("like curl is %v: %+v", like, l.Matches[i])
			}
		})
	}
}

func TestPasses(t *testing.T) {
	m := mapped(t, post(hop(302, "/2"), hop(302, "/1"), hop(302, "/3")))
	// /1 -> /2 -> /1, where the first hop answers again.
	loop := arrivals(t, m, "curl", client.Options{"max-redirs": 3}, "loops")
	if got := passesOf(m.Tell(loop)); got != "1111" {
		t.Errorf("of a loop: %s", got)
	}
	m = mapped(t, post(hop(304, "/2")))
	if got := passesOf(m.Tell(arrivals(t, m, "curl", nil, "x"))); got != "11" {
		t.Errorf("of curl, which goes on from a 304: %s", got)
	}
	m = mapped(t, post(hop(302, "/2"), hop(302, "/3")))
	a, b := arrivals(t, m, "curl", nil, "a"), arrivals(t, m, "curl", nil, "b")
	tests := []struct {
		name string
		list []Exchange
		want string
	}{
		{"one way", a, "111"},
		{"twice", slices.Concat(a, a), "111222"},
		{"a client that does not follow, twice", slices.Concat(a[:1], a[:1]), "12"},
		{"one that gives up, and then does not", slices.Concat(a[:2], a), "11222"},
		{"two of one name at once", []Exchange{a[0], a[0], a[1], a[1], a[2], a[2]}, "122121"},
		{"two at once", []Exchange{a[0], b[0], a[1], b[1], b[2], a[2]}, "121221"},
		{"one that begins in the middle", a[1:], "11"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := passesOf(m.Tell(tt.list)); got != tt.want {
				t.Errorf("passes %s, want %s", got, tt.want)
			}
		})
	}
}

func passesOf(told []Exchange) string {
	var b strings.Builder
	for _, e := range told {
		b.WriteString(itoa(e.Pass))
	}
	return b.String()
}
