package browsertest

// CORS is the browser's: what it refuses is refused live, too, and one button
// mends it.

import (
	"strings"
	"testing"
)

func TestLiveLetThrough(t *testing.T) {
	const start, there = "https://api.example.com/start", "https://other.example/b"
	const json = "header=Content-Type:+application/json&"
	tests := []struct {
		sentence, address string
		refused, passes   [][2]string
	}{
		{"a simple request", "hop=307," + there,
			[][2]string{{"POST " + start, "2 B body"}, {"POST " + there, "2 B body"}},
			[][2]string{{"POST " + start, "2 B body"}, {"POST " + there, "2 B body"}}},
		{"one with a preflight", json + "hop=307," + there,
			[][2]string{{"POST " + start, "2 B body"}, {"OPTIONS " + there, "preflight"}},
			[][2]string{{"POST " + start, "2 B body"}, {"OPTIONS " + there, "preflight"}, {"POST " + there, "2 B body"}}},
		{"from a page of another origin, with credentials", json + "option=page:https://app.example/&option=credentials:include&header=X-A:+1&hop=308,/b",
			[][2]string{{"OPTIONS " + start, "preflight"}},
			[][2]string{{"OPTIONS " + start, "preflight"}, {"POST " + start, "2 B body"}, {"OPTIONS https://api.example.com/b", "preflight"}, {"POST https://api.example.com/b", "2 B body"}}},
	}
	p := newPage(t)
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			p.in(t)
			p.openLive("/live?method=POST&body=hi&cors=written&" + test.address)
			hops := p.text(".card.hops")
			p.click("button", "fetch()")
			p.saw("fetch() rejected: TypeError: Failed to fetch")
			p.preflights(test.refused)
			wants(t, p.arrived(len(test.refused)), "Browser fetch()", bare(test.refused)...)
			if p.forget("CORS policy", "ERR_FAILED") == 0 {
				t.Error("the browser let it through")
			}

			p.click("button", "Let it through")
			p.wait("the next thing to press has the focus", `document.activeElement.id === "live.run"`)
			p.expect(".live", "The run is of the scenario before your change.")
			p.click("button", "Make a new run")
			p.expect(".live", "The run waits for its first request.")
			p.click("button", "fetch()")
			p.saw("fetch() resolved: status 200, redirected, type cors")
			wants(t, p.arrived(len(test.passes)), "Browser fetch()", bare(test.passes)...)
			p.preflights(test.passes)
			p.behaved(1, "This behaved like Browser fetch().")
			if len(p.findAll("button", "Let it through")) > 0 {
				t.Error("it is through, and to be let through")
			}

			p.click("button", "Undo: let the fetch through")
			p.find("button", "Let it through")
			if got := p.text(".card.hops"); got != hops {
				t.Errorf("after undo the hops are %q, they were %q", got, hops)
			}
		})
	}
}

// preflights checks which of the requests the page calls preflights.
func (p *page) preflights(want [][2]string) {
	p.t.Helper()
	for i, r := range p.arrived(len(want)) {
		if got := strings.HasPrefix(r.Facts, "preflight · "); got != (want[i][1] == "preflight") {
			p.t.Errorf("request %d is %s: %s", i+1, r.Name, r.Facts)
		}
	}
}

// bare has no body where there is a preflight.
func bare(want [][2]string) [][2]string {
	var out [][2]string
	for _, w := range want {
		if w[1] == "preflight" {
			w[1] = "no body"
		}
		out = append(out, w)
	}
	return out
}
