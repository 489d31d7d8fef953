package browsertest

// What can be in the way of a live run: bounds, time, and texts that are more
// than text elsewhere.

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// liveServer starts a server of the test's own.
func liveServer(t *testing.T, flags ...string) *server {
	t.Helper()
	s, err := startServer(flags...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Errorf("stopping the server: %v", err)
		}
	})
	return s
}

// TestLiveTooOften makes more runs in a minute than an address may.
func TestLiveTooOften(t *testing.T) {
	s := liveServer(t, "-live-per-minute", "1")
	p := newPage(t)
	p.openLive(s.url + "/live?method=POST&body=hi&hop=302,/b")
	p.click("button", "fetch()")
	p.arrived(2)
	p.click("button", "Make a new run")
	p.expect(".live", "The server makes no run of this (status 429): ")
	p.expect(".live", "at most 1 a minute")
	p.arrived(2) // of the run there is
	p.click("button", "fetch()")
	p.arrived(4) // which can be used further on
	if n := p.forget("429"); n != 1 {
		t.Errorf("the console has %d errors of it", n)
	}
}

// TestLiveFull sends more than a run takes.
func TestLiveFull(t *testing.T) {
	s := liveServer(t, "-live-exchanges", "3")
	p := newPage(t)
	p.openLive(s.url + "/live?client=fetch&hop=302,/b&hop=302,/start")
	p.click("button", "fetch()")
	p.arrived(3)
	p.expect(".live", "3 requests arrived. The run is full: it takes no more.")
	full := p.run()
	p.click("button", "fetch()")
	p.otherRun(full)
	p.arrived(3)
	p.expect(".live", "The run is full")
	if n := p.forget("429"); n != 2 {
		t.Errorf("the console has %d errors of it", n)
	}
}

// TestLiveExpires lets a run's time pass.
func TestLiveExpires(t *testing.T) {
	s := liveServer(t, "-live-life", "6s") // the requests have to be in it
	p := newPage(t)
	p.openLive(s.url + "/live?method=POST&body=hi&hop=302,/b")
	p.click("button", "fetch()")
	p.arrived(2)
	start, id := p.address(), p.run()
	p.expect(".live", "2 requests arrived. The time of this run is over.")
	p.arrived(2)
	r, err := http.Get(start)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusGone {
		t.Errorf("the run is over, and answers %s", r.Status)
	}
	p.click("button", "fetch()")
	p.otherRun(id)
	p.arrived(2)
}

// TestLiveRefusals asks for runs that there cannot be: the page says why, in the
// server's words.
func TestLiveRefusals(t *testing.T) {
	tests := []struct{ sentence, address, want string }{
		{"a scheme that is none of the server's", "hop=302,mailto:a@b.example", "leads to the scheme mailto"},
		{"more origins than there are", "hop=302,https://a.example/&hop=302,https://b.example/&hop=302,https://c.example/&hop=302,https://d.example/&hop=302,https://e.example/", "origins to stand for them"},
		{"an interim response", "hop=103&hop=302,/b", "103 is an interim response"},
	}
	p := newPage(t)
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			p.in(t)
			p.openLive("/live?" + test.address)
			p.click("button", "fetch()")
			p.expect(".live", "The server makes no run of this (status 400): ")
			p.expect(".live", test.want)
			p.expect(".live", "There is no run yet.")
			if n := p.forget("400"); n != 1 {
				t.Errorf("the console has %d errors of it", n)
			}
		})
	}
}

// TestLiveHostileTexts sends markup in whatever a request can hold: it is shown
// as text, and nothing runs.
func TestLiveHostileTexts(t *testing.T) {
	texts := []string{
		`"><script>alert(1)</script>`,
		`'><img src=x onerror=alert(1)>`,
		`</textarea></title></style></script></pre><svg onload=alert(1)>`,
		`<!--><b id=broken>&lt;b&gt;&amp;`,
	}
	p := newPage(t)
	for _, text := range texts {
		t.Run(text, func(t *testing.T) {
			p.in(t)
			e := url.QueryEscape(text)
			p.openLive("/live?method=POST&kind=form&title=" + e + "&url=https://a.example/" + e + "?q=" + e + "&header=X-A:+" + e + "&body=" + e + "%3d" + e +
				"&hop=307,/b?" + e + "&hopheader=1,X-B:+" + e)
			p.click("button", "fetch()")
			p.saw("fetch() resolved: status 200")
			rows := p.arrived(2)
			for i, r := range rows {
				if !strings.Contains(r.Raw, "\nx-a: "+text+"\n") && !strings.Contains(r.Raw, "\nX-A: "+text+"\n") || !strings.Contains(r.Raw, "\n"+text+"="+text+"\n") {
					t.Errorf("request %d is shown as %q", i+1, r.Raw)
				}
				if r.Compared != "✓ as predicted for Browser fetch()" {
					t.Errorf("request %d is %s: %v", i+1, r.Compared, r.Parts)
				}
			}
			p.looksSound(text)

			// A program of a name, and with a method, that are no better.
			r, err := http.NewRequestWithContext(t.Context(), "GET", p.address(), strings.NewReader("\xff\xfe"+text))
			if err != nil {
				t.Fatal(err)
			}
			r.Method = "M'!#$%&*+^_`|~" // all that a token may hold but letters (RFC 9110 section 5.6.2)
			r.Header.Set("User-Agent", text)
			answer, err := http.DefaultTransport.RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			rows = p.arrived(3)
			p.behaved(2, " ")
			if got := rows[2]; !strings.HasPrefix(got.Name, r.Method+" https://a.example/") || !strings.Contains(got.Raw, "\nUser-Agent: "+text+"\n") {
				t.Errorf("request 3 is %+v", got)
			}
			p.wait("the program is called what it is", fmt.Sprintf(`[...document.querySelectorAll(".live h4")].some((h) => h.textContent.includes("with " + %q))`, text))
			p.looksSound(text)

			p.click("button", "Form post")
			p.arrived(5)
			p.framed("https://a.example/b")
			if n := eval[int](p, `document.querySelectorAll("iframe").length`); n != 1 {
				t.Errorf("the page has %d frames", n)
			}
			p.openLive("/live") // looksSound takes the frame for a stranger
		})
	}
}
