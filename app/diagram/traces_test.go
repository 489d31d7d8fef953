package diagram

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// The traces the tests look at, built by hand: this package shows what a trace
// says, whatever it says.

func fields(nameValue ...string) redirect.Headers {
	var h redirect.Headers
	for i := 0; i < len(nameValue); i += 2 {
		h = append(h, redirect.Header{Name: nameValue[i], Value: nameValue[i+1]})
	}
	return h
}

func header(name string, fate redirect.Fate, from, to string) redirect.Change {
	return redirect.Change{Part: redirect.PartHeader, Name: name, Fate: fate, From: from, To: to}
}

// submit is the journey of the design: a POST through a 302, then a 307 to
// another origin.
func submit() redirect.Trace {
	fetch := &redirect.Source{Title: "Fetch, HTTP-redirect fetch, step 12", URL: "https://fetch.spec.whatwg.org/#http-redirect-fetch"}
	rfc := &redirect.Source{Title: "RFC 9110, section 15.4.3", URL: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4.3"}
	method := redirect.Change{Part: redirect.PartMethod, Fate: redirect.Changed, From: "POST", To: "GET",
		Why: "A POST that is answered 302 is repeated as GET.", Kind: redirect.Required, Sources: []*redirect.Source{fetch}}
	body := redirect.Change{Part: redirect.PartBody, Fate: redirect.Dropped, From: "23 bytes", Why: "A GET is sent without the body.", Kind: redirect.Required, Sources: []*redirect.Source{fetch}}
	authorization := header("Authorization", redirect.Dropped, "Bearer t0k3n", "")
	authorization.Why, authorization.Kind = "The next URL has another origin.", redirect.Required
	authorization.Sources = []*redirect.Source{{Title: "Fetch, HTTP-redirect fetch, step 13", URL: fetch.URL}}
	cookie := header("Cookie", redirect.Kept, "", "")
	cookie.Why = "The origin is the same."
	return redirect.Trace{
		Version: 1,
		Client:  redirect.Client{ID: "fetch", Name: "Browser fetch()"},
		Exchanges: []redirect.Exchange{{
			Request: redirect.SentRequest{Method: "POST", URL: "https://api.example.com/api/v1/submit",
				Headers: fields("Content-Type", "application/json", "Authorization", "Bearer t0k3n", "Cookie", "sid=abc"),
				Body:    &redirect.SentBody{Text: `{ "data": "some data" }`, Bytes: 23}},
			Response: redirect.Response{Hop: 1, Status: 302, Headers: fields("Location", "/api/v2/submit")},
			Decision: redirect.Decision{Action: redirect.FollowOn, Why: "302 answers a POST: the method becomes GET and the body is dropped.",
				Kind: redirect.Allowed, Sources: []*redirect.Source{fetch, rfc},
				Changes: []redirect.Change{method, body, header("Content-Type", redirect.Dropped, "application/json", "")}, Kept: []redirect.Change{cookie}},
		}, {
			Request:  redirect.SentRequest{Method: "GET", URL: "https://api.example.com/api/v2/submit", Headers: fields("Authorization", "Bearer t0k3n", "Cookie", "sid=abc")},
			Response: redirect.Response{Hop: 2, Status: 307, Headers: fields("Location", "https://api-v2.example.com/submit")},
			Decision: redirect.Decision{Action: redirect.FollowOn, Why: "307 keeps the method.", Kind: redirect.Required, Sources: []*redirect.Source{rfc},
				Changes: []redirect.Change{authorization, header("Origin", redirect.Added, "", "null"),
					header("Referer", redirect.Changed, "https://api.example.com/page", "https://api.example.com/")}},
		}, {
			Request:  redirect.SentRequest{Method: "GET", URL: "https://api-v2.example.com/submit", Headers: fields("Origin", "null", "Referer", "https://api.example.com/")},
			Response: redirect.Response{Status: 200, Headers: fields("Set-Cookie", "seen=1")},
			Decision: redirect.Decision{Action: redirect.Deliver, Why: "200 is not a redirect."},
		}},
		Outcome: redirect.Outcome{Kind: redirect.Delivered, Status: 200, URL: "https://api-v2.example.com/submit", Redirects: 2},
		Survival: []redirect.Survivor{
			{Part: redirect.PartMethod, Fate: redirect.Changed, Hop: 1, From: "POST", To: "GET"},
			{Part: redirect.PartBody, Fate: redirect.Dropped, Hop: 1, From: "23 bytes"},
			{Part: redirect.PartHeader, Name: "Authorization", Fate: redirect.Dropped, Hop: 2},
			{Part: redirect.PartHeader, Name: "Host", Fate: redirect.Dropped},
			{Part: redirect.PartHeader, Name: "Cookie", Fate: redirect.Kept},
		},
	}
}

// preflighted has a CORS preflight between the first redirect and the second
// request.
func preflighted() redirect.Trace {
	t := submit()
	preflight := redirect.Exchange{
		Request: redirect.SentRequest{Method: "OPTIONS", URL: "https://api.example.com/api/v2/submit", Preflight: true,
			Headers: fields("Origin", "https://page.example", "Access-Control-Request-Method", "POST")},
		Response: redirect.Response{Status: 204},
		Decision: redirect.Decision{Action: redirect.FollowOn, Why: "The server allows the request.", Kind: redirect.Simulated},
	}
	t.Exchanges = []redirect.Exchange{t.Exchanges[0], preflight, t.Exchanges[1], t.Exchanges[2]}
	return t
}

// refusedTrace is of a client that sends nothing.
func refusedTrace() redirect.Trace {
	return redirect.Trace{Client: redirect.Client{ID: "fetch", Name: "Browser fetch()"},
		Outcome: redirect.Outcome{Kind: redirect.Failed, Error: "TypeError: Failed to fetch"}}
}

// failed stops at a redirect to a scheme the client does not speak.
func failed() redirect.Trace {
	t := submit()
	e := &t.Exchanges[2]
	e.Response = redirect.Response{Hop: 3, Status: 308, Headers: fields("Location", "ftp://files.example/a")}
	e.Decision = redirect.Decision{Action: redirect.Fail, Why: "The client requests http and https only.", Kind: redirect.Documented,
		Sources: []*redirect.Source{{Title: "Manual", URL: "https://example.com/manual"}}}
	t.Outcome = redirect.Outcome{Kind: redirect.Failed, URL: "ftp://files.example/a", Redirects: 2, Error: "unsupported protocol scheme \"ftp\""}
	return t
}

// chain is n exchanges, each at an origin of its own where spread says so.
func chain(n int, spread bool) redirect.Trace {
	t := submit()
	first := t.Exchanges[0]
	t.Exchanges = nil
	for i := range n {
		e := first
		host := "api"
		if spread {
			host = fmt.Sprintf("host-%d", i)
		}
		e.Request.URL = fmt.Sprintf("https://%s.example.com/path/%d", host, i)
		e.Response.Hop = i + 1
		t.Exchanges = append(t.Exchanges, e)
	}
	return t
}

// filled is a trace with s wherever a text can stand.
func filled(s string) redirect.Trace {
	t := preflighted()
	t.Client = redirect.Client{ID: s, Name: s}
	t.Outcome.Error, t.Outcome.URL = s, s
	source := []*redirect.Source{{Title: s, URL: s}}
	changes := []redirect.Change{{Part: redirect.PartFragment, Fate: redirect.Dropped, From: s, Why: s, Sources: source}}
	for _, fate := range []redirect.Fate{redirect.Changed, redirect.Dropped, redirect.Added, redirect.Kept} {
		for _, part := range []redirect.Part{redirect.PartMethod, redirect.PartBody, redirect.PartHeader} {
			changes = append(changes, redirect.Change{Part: part, Name: s + string(fate), Fate: fate, From: s, To: s, Why: s, Kind: redirect.Required, Sources: source})
		}
	}
	for i := range t.Exchanges {
		e := &t.Exchanges[i]
		e.Request.Method, e.Request.URL = s, "https://"+s+"/"+s
		if i == 1 {
			e.Request.URL = s
		}
		e.Request.Headers = append(fields(s, s, s+"2", s, s+string(redirect.Changed), s), e.Request.Headers...)
		e.Response.Headers = fields("Location", s)
		e.Decision.Why, e.Decision.Changes, e.Decision.Sources = s, changes, source
	}
	t.Exchanges[3].Decision.Action = redirect.Fail
	t.Survival = append(t.Survival, redirect.Survivor{Part: redirect.PartHeader, Name: s, Fate: redirect.Changed, From: s, To: s})
	return t
}

// hostile are texts a scenario may hold that want to break out of the picture,
// out of its width or out of the terminal.
func hostile() []string {
	return []string{
		"", "plain", `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' style='x`, "]]>&amp;&#0;<!--",
		"\x1b[31mred\x07\r\nHost: evil\x00\x9b2J", "\xff\xfe\xed\xa0\x80", "\u202egnp.exe\u2066\ufeff\u2028\ufffe",
		strings.Repeat("a", 8<<10), strings.Repeat("W", 300), strings.Repeat("word ", 400),
		strings.Repeat("日本語", 200), strings.Repeat("👩‍👩‍👧", 80), strings.Repeat("\ufdfd", 20), strings.Repeat("/…?&=", 90),
	}
}

// everyTrace names the traces that every drawing must hold for.
func everyTrace() map[string]redirect.Trace {
	long := submit()
	for i := range long.Exchanges {
		r := &long.Exchanges[i].Request
		r.URL += "/reports/2024/quarterly?customer=12345&region=europe-west&format=application%2Fjson&cursor=abcdefghijklmnopqrstuvwxyz"
		for n := range 97 {
			r.Headers = append(r.Headers, redirect.Header{Name: fmt.Sprintf("X-Field-%d", n), Value: "v"})
		}
	}
	all := map[string]redirect.Trace{
		"submit": submit(), "preflight": preflighted(), "refused": refusedTrace(), "failed": failed(), "empty": {},
		"51 exchanges": chain(51, false), "51 origins": chain(51, true), "7 origins": chain(7, true), "long URLs, 100 headers": long,
	}
	for i, s := range hostile() {
		all[fmt.Sprintf("hostile %d", i)] = filled(s)
	}
	return all
}
