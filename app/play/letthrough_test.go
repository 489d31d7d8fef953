package play

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

func TestLetThrough(t *testing.T) {
	const (
		json   = "method=POST&header=Content-Type:+application/json&body=1&"
		a      = "fetch GET http://a.test/"
		origin = "Access-Control-Allow-Origin="
		creds  = "Access-Control-Allow-Credentials=true"
		needs  = "Access-Control-Allow-Methods=POST Access-Control-Allow-Headers=content-type"
	)
	tests := []struct{ desc, address, want string }{
		{"nothing to mend on one origin", "url=http://a.test/&hop=302,/b", a + " | 302 /b"},
		{"another origin, where no hop answers", "url=http://a.test/&hop=302,http://b.test/x%23f", a + " | 302 http://b.test/x#f | 200 " + origin + "http://a.test at http://b.test/x"},
		{"a hop there", "url=http://a.test/&hop=302,http://b.test/&hop=302,/c", a + " | 302 http://b.test/ | 302 /c " + origin + "http://a.test | 200 " + origin + "http://a.test at http://b.test/c"},
		{"a page of another origin", "option=page:http://p.test/&url=http://a.test/&hop=302,/b", a + " | 302 /b " + origin + "http://p.test | 200 " + origin + "http://p.test at http://a.test/b"},
		{"the origin is null after two others", "url=http://a.test/&hop=302,http://b.test/&hop=302,http://c.test/", a + " | 302 http://b.test/ | 302 http://c.test/ " + origin + "http://a.test | 200 " + origin + "null at http://c.test/"},
		{"back home, with null", "url=http://a.test/&hop=302,http://b.test/&hop=302,http://a.test/z", a + " | 302 http://b.test/ | 302 http://a.test/z " + origin + "http://a.test | 200 " + origin + "null at http://a.test/z"},
		{"credentials", "option=credentials:include&url=http://a.test/&hop=302,http://b.test/", a + " | 302 http://b.test/ | 200 " + origin + "http://a.test " + creds + " at http://b.test/"},
		{"* does for no credentials", "url=http://a.test/&hop=302,http://b.test/&hop=200&hopheader=2,Access-Control-Allow-Origin:+*", a + " | 302 http://b.test/ | 200 " + origin + "*"},
		{"* does not for credentials", "option=credentials:include&url=http://a.test/&hop=302,http://b.test/&hop=200&hopheader=2,Access-Control-Allow-Origin:+*", a + " | 302 http://b.test/ | 200 " + origin + "http://a.test " + creds},
		{"the wrong origin", "url=http://a.test/&hop=302,http://b.test/&hop=200&hopheader=2,access-control-allow-origin:+http://x.test", a + " | 302 http://b.test/ | 200 access-control-allow-origin=http://a.test"},
		{"a preflight", json + "url=http://a.test/&hop=307,http://b.test/", "fetch POST http://a.test/ Content-Type=application/json text(1) | 307 http://b.test/ | 200 " + origin + "http://a.test " + needs + " at http://b.test/"},
		{"one at the start", json + "option=page:http://p.test/&url=http://a.test/&hop=303,/b", "fetch POST http://a.test/ Content-Type=application/json text(1) | 303 /b " + origin + "http://p.test " + needs + " | 200 " + origin + "http://p.test at http://a.test/b"},
		{"a list that lacks some", json + "header=X-A:+1&url=http://a.test/&hop=307,http://b.test/&hop=200&hopheader=2,Access-Control-Allow-Headers:+X-B,+X-a", "fetch POST http://a.test/ Content-Type=application/json X-A=1 text(1) | 307 http://b.test/ | 200 Access-Control-Allow-Headers=X-B, X-a, content-type " + origin + "http://a.test Access-Control-Allow-Methods=POST"},
		{"methods as they are written", "method=PUT&url=http://a.test/&hop=307,http://b.test/&hop=200&hopheader=2,Access-Control-Allow-Methods:+put", "fetch PUT http://a.test/ | 307 http://b.test/ | 200 Access-Control-Allow-Methods=put, PUT " + origin + "http://a.test"},
		{"Authorization that * does not name", "header=Authorization:+x&option=page:http://p.test/&url=http://a.test/&hop=200&hopheader=1,Access-Control-Allow-Headers:+*", "fetch GET http://a.test/ Authorization=x | 200 Access-Control-Allow-Headers=*, authorization " + origin + "http://p.test Access-Control-Allow-Methods=GET"},
		{"an answer for one method alone", "method=PUT&option=page:http://p.test/&url=http://a.test/&hop=303,/&hopmethods=1,PUT", "fetch PUT http://a.test/ | 303 / " + origin + "http://p.test Access-Control-Allow-Methods=PUT for PUT | 200 " + origin + "http://p.test at http://a.test/"},
		{"another client", "client=curl&url=http://a.test/&hop=302,http://b.test/", "curl GET http://a.test/ | 302 http://b.test/"},
		{"a form", "client=form&url=http://a.test/&hop=302,http://b.test/", "form GET http://a.test/ | 302 http://b.test/"},
		{"no-cors", "option=mode:no-cors&url=http://a.test/&hop=302,http://b.test/", a + " | 302 http://b.test/"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			before, _ := after(New(), Opened{Query: "cors=written&" + test.address})
			if before.Stale || before.AddressProblems != nil {
				t.Fatal(before.Problems, before.AddressProblems)
			}
			m, _ := after(before, LetThrough{})
			if got := summary(m); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if m.Trace.Outcome.Kind != redirect.Delivered || m.CORSFails() {
				t.Errorf("it ends with %+v", m.Trace.Outcome)
			}
			if !before.CORSFails() {
				return
			}
			if len(m.Texts) != len(m.Draft.Hops) {
				t.Errorf("%d hops, %d texts", len(m.Draft.Hops), len(m.Texts))
			}
			if _, effects := after(before, LetThrough{Then: "x"}); !slices.Contains(effects, Effect(Focus{"x"})) {
				t.Error("the focus is lost")
			}
			if back, _ := after(m, Undo{}); summary(back) != summary(before) || !back.CORSFails() {
				t.Errorf("undone: %s", summary(back))
			}
		})
	}
}

// TestLetThroughCannot ends where headers do not do, and says so.
func TestLetThroughCannot(t *testing.T) {
	full := "url=http://a.test/0"
	for range scenario.MaxHops - 1 {
		full += "&hop=200"
	}
	tests := []struct{ desc, address string }{
		{"a preflight that is answered with a redirect", "method=PUT&option=page:http://p.test/&url=http://a.test/&hop=302,/b&hopmethods=1,OPTIONS"},
		{"no room for a hop", full + "&hop=302,http://b.test/&hopat=50,http://a.test/0&hopmethods=1,PUT"},
		{"a loop on which the origin changes, with credentials", "option=credentials:include&url=http://a.test/&hop=302,http://b.test/&hop=302,http://a.test/"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			m, _ := after(New(), Opened{Query: "cors=written&" + test.address})
			if m.Stale || m.AddressProblems != nil || !m.CORSFails() {
				t.Fatal(m.Problems, m.AddressProblems, m.Trace.Outcome)
			}
			m, _ = after(m, LetThrough{})
			if !m.CORSFails() || m.Announcement != "Headers alone do not let this fetch through." {
				t.Errorf("it says %q, and ends with %+v", m.Announcement, m.Trace.Outcome)
			}
		})
	}
	m, _ := after(New(), Opened{Query: "readonly=1&cors=written&url=http://a.test/&hop=302," + url.QueryEscape("http://b.test/")}, LetThrough{})
	if len(m.Draft.Hops) != 1 || !strings.Contains(m.Announcement, "read only") {
		t.Errorf("read only: %s %q", summary(m), m.Announcement)
	}
}
