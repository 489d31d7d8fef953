package runs

import (
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/scenario"
)

// A refused request gets one line of text, and changes nothing.
func TestHopRefused(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Exchanges, o.Headers, o.Body, o.BodyRead, o.Memory = 3, 2<<10, 64, 1000, 1<<20 })
	long := strings.Repeat("x", 3000)
	many := make([]string, maxFields) // with the four that are there anyway
	for i := range many {
		many[i] = "X: "
	}
	var used int64 // of the memory, by others
	tests := []struct {
		sentence string
		before   func(id string)
		path     string // ID stands for the run's
		body     string
		headers  []string
		status   int
		reason   Reason
		text     string
	}{
		{"a made-up run", nil, "/live/AAAAAAAAAAAAAAAAAAAAAAAAAA/0/start", "", nil, 404, NoRun, "there is no such live run"},
		{"no number of an origin", nil, "/live/ID/start", "", nil, 404, NoAddress, "there is nothing at this live address"},
		{"an origin that the scenario does not have", nil, "/live/ID/1/start", "", nil, 404, NoAddress, "there is nothing at this live address"},
		{"a negative origin", nil, "/live/ID/-1/start", "", nil, 404, NoAddress, "there is nothing at this live address"},
		{"a large head", nil, "/live/ID/0/start", "", []string{"X: " + long}, 431, HeadTooLarge, "the request's head is too large: a live run takes at most 2048 bytes"},
		{"a head of many fields", nil, "/live/ID/0/start", "", many[:maxFields], 431, HeadTooLarge, "the request's head has 260 fields: a live run takes at most 256"},
		{"a large target", nil, "/live/ID/0/start?" + long, "", nil, 431, HeadTooLarge, "the request's head is too large: a live run takes at most 2048 bytes"},
		{"a body past what is read", nil, "/live/ID/0/start", long, nil, 413, TooLarge, "the body is too large: a live run reads at most 1000 bytes"},
		{"a full run", func(id string) {
			for range 3 {
				s.request("GET", "/live/"+id+"/0/start", "")
			}
		}, "/live/ID/0/start", "", nil, 429, RunFull, "this live run has its 3 exchanges, and takes no more: make another one"},
		{"no memory left", func(string) { used = 1 << 20 }, "/live/ID/0/start", "", nil, 429, NoMemory, "the live runs of this server hold as much as they may in all: try again later"},
		{"a run that is over", func(string) { s.clock.pass(15 * time.Minute) }, "/live/ID/0/start", "", nil, 410, RunOver, "this live run is over: make another one"},
		{"also when it was swept", func(string) { s.clock.pass(15 * time.Minute); s.sweep() }, "/live/ID/0/start", "", nil, 410, RunOver, "this live run is over: make another one"},
		{"and no run when it was forgotten", func(string) { s.clock.pass(30 * time.Minute); s.sweep(); s.sweep() }, "/live/ID/0/start", "", nil, 404, NoRun, "there is no such live run"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			run := s.make(scenarioOf(`"status": 307, "location": "/x"`))
			used = 0
			if test.before != nil {
				test.before(run.ID)
			}
			s.memory.used.Add(used)
			defer s.memory.used.Add(-used)
			before := s.Counts()
			answer := s.request("POST", strings.ReplaceAll(test.path, "ID", run.ID), test.body, test.headers...)
			if text := read(t, answer); answer.StatusCode != test.status || text != test.text+"\n" {
				t.Errorf("got %d %q, want %d %q", answer.StatusCode, text, test.status, test.text)
			}
			if got := answer.Header.Get("Access-Control-Allow-Origin"); got != "*" {
				t.Errorf("Access-Control-Allow-Origin: got %q", got)
			}
			if got, want := answer.Close, test.status == 413; got != want { // the rest would have to be read
				t.Errorf("the connection is closed: %t, want %t", got, want)
			}
			after := s.Counts()
			if after.Recorded != before.Recorded || after.Bytes != before.Bytes {
				t.Errorf("something was recorded: %+v, then %+v", before, after)
			}
			if got, want := after.ExchangesRefused[test.reason], before.ExchangesRefused[test.reason]+1; got != want {
				t.Errorf("%s: got %d refused, want %d", test.reason, got, want)
			}
		})
	}
}

func TestMakeRefused(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Runs, o.PerMinute, o.Memory = 3, 2, 1<<20 })
	simple := scenarioOf(`"status": 302, "location": "/x"`)
	tests := []struct {
		sentence string
		before   func()
		body     string
		headers  []string
		status   int
		text     string // in the one line
		retry    string
	}{
		{"another type", nil, simple, []string{"Content-Type: text/plain"}, 415, "application/json", ""},
		{"no type", nil, simple, nil, 415, "application/json", ""},
		{"no JSON", nil, "{", []string{asJSON}, 400, "JSON: is cut off", ""},
		{"a field that there is not", nil, `{"scenario": 1, "request": {"method": "GET", "url": "http://a.example/"}, "hop": []}`, []string{asJSON}, 400, "hop: ", ""},
		{"a hop that leads outside", nil, scenarioOf(`"status": 302, "location": "ftp://b.example/"`), []string{asJSON}, 400, "hops[0].location: ", ""},
		{"more origins than there are", nil, scenarioOf(`"status": 302, "location": "https://b.example/"`, `"status": 302, "location": "https://c.example/"`), []string{asJSON}, 400, "leads to 3 origins", ""},
		{"an interim status", nil, scenarioOf(`"status": 103`), []string{asJSON}, 400, "hops[0].status: ", ""},
		{"a scenario past the limit", nil, strings.Repeat(" ", scenario.MaxJSON) + simple, []string{asJSON}, 413, "at most 262144 bytes", ""},
		{"two are all right", func() { s.make(simple); s.make(simple) }, simple, []string{asJSON}, 429, "at most 2 a minute", "60"},
		{"a moment later", func() { s.clock.pass(45 * time.Second) }, simple, []string{asJSON}, 429, "at most 2 a minute", "15"},
		{"another address is not concerned, but there is no room", func() { s.make(simple, "X-Test-Client: 2001:db8::1") }, simple, []string{asJSON, "X-Test-Client: 2001:db8::2"}, 429, "keeps 3 live runs", "855"},
		{"no memory left", func() { s.clock.pass(time.Hour); s.sweep(); s.memory.used.Add(1 << 20) }, simple, []string{asJSON}, 429, "as much as they may", "60"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			if test.before != nil {
				test.before()
			}
			before := s.Counts()
			answer := s.request("POST", live.Path, test.body, test.headers...)
			text := read(t, answer)
			if answer.StatusCode != test.status || !strings.Contains(text, test.text) || strings.Count(text, "\n") != 1 {
				t.Errorf("got %d %q, want %d %q", answer.StatusCode, text, test.status, test.text)
			}
			if got := answer.Header.Get("Retry-After"); got != test.retry {
				t.Errorf("Retry-After: got %q, want %q", got, test.retry)
			}
			if after := s.Counts(); after.Runs != before.Runs || after.Bytes != before.Bytes || after.Made != before.Made {
				t.Errorf("something was kept: %+v, then %+v", before, after)
			}
		})
	}
}

// What is full makes room for itself when the oldest is over, and the minute of
// an address passes.
func TestMakeAgain(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Runs, o.PerMinute = 2, 2 })
	simple := scenarioOf()
	s.make(simple)
	s.make(simple)
	s.clock.pass(15 * time.Minute)
	s.make(simple) // without the sweeper
	if got := s.Counts(); got.Runs != 1 || got.Made != 3 {
		t.Errorf("got %+v", got)
	}
	s.clock.pass(15 * time.Minute)
	s.sweep()
	if got := s.Counts(); got.Runs != 0 || got.Bytes != 0 {
		t.Errorf("when all are over: got %+v", got)
	}
}

func TestRead(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Watchers = 1 })
	run := s.make(scenarioOf())
	s.request("POST", run.Start, "hello")
	watched := s.make(scenarioOf())
	s.watch(watched.ID, "")
	over := s.make(scenarioOf())
	tests := []struct {
		sentence string
		method   string
		path     string
		status   int
		text     string
	}{
		{"a report", "GET", live.RunPath(run.ID), 200, `"ended":true`},
		{"its head", "HEAD", live.RunPath(run.ID), 200, ""},
		{"an archive", "GET", live.HARPath(run.ID), 200, `"creator"`},
		{"the head of the events", "HEAD", live.EventsPath(run.ID), 200, ""},
		{"a report is not posted", "POST", live.RunPath(run.ID), 405, "GET and HEAD"},
		{"nor are events", "PUT", live.EventsPath(run.ID), 405, "GET and HEAD"},
		{"a run is posted", "GET", live.Path, 405, "POST"},
		{"no such run", "GET", live.RunPath("nothing"), 404, "no such"},
		{"no such archive", "GET", live.HARPath("nothing"), 404, "no such"},
		{"no such events", "GET", live.EventsPath("nothing"), 404, "no such"},
		{"too many watchers", "GET", live.EventsPath(watched.ID), 429, "1 watch this"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			answer := s.request(test.method, test.path, "")
			if text := read(t, answer); answer.StatusCode != test.status || !strings.Contains(text, test.text) {
				t.Errorf("got %d %q, want %d %q", answer.StatusCode, text, test.status, test.text)
			}
			if got := answer.Header.Get("Cache-Control"); got != "no-store" {
				t.Errorf("Cache-Control: got %q", got)
			}
		})
	}
	s.clock.pass(15 * time.Minute)
	for _, path := range []string{live.RunPath(over.ID), live.HARPath(over.ID), live.EventsPath(over.ID)} {
		if answer := s.request("GET", path, ""); answer.StatusCode != http.StatusGone {
			t.Errorf("%s: got %s", path, answer.Status)
		}
	}
}

func TestNetwork(t *testing.T) {
	for addr, want := range map[string]string{
		"192.0.2.7": "192.0.2.7/32", "::ffff:192.0.2.7": "192.0.2.7/32", "2001:db8:1:2:3::4": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64",
	} {
		if got := network(netip.MustParseAddr(addr)).String(); got != want {
			t.Errorf("%s: got %s, want %s", addr, got, want)
		}
	}
}

// The ids of runs that are over are no more than there may be runs, however late
// the sweeper is.
func TestPastIsBounded(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Runs = 3 })
	for step := range 200 {
		if _, full := s.store.full(s.clock.Now()); !full {
			s.make(scenarioOf(), "X-Test-Client: 10.0.0."+strconv.Itoa(step))
		}
		s.clock.pass(time.Duration(step*7%11) * time.Minute)
		if step%3 > 0 {
			s.sweep()
		}
		if n := s.store.over.len(); n > 3 || len(s.store.byID) != n+s.store.len() {
			t.Fatalf("step %d: %d are over, %d ids", step, n, len(s.store.byID))
		}
	}
	for range 2 {
		s.clock.pass(15 * time.Minute)
		s.sweep()
	}
	if n := len(s.store.byID); n != 0 {
		t.Errorf("%d ids at last", n)
	}
}

// A run that is not kept takes nothing.
func TestNotKept(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Runs, o.PerMinute = 2, 1 })
	s.make(scenarioOf(), "X-Test-Client: 192.0.2.1")
	s.make(scenarioOf(), "X-Test-Client: 192.0.2.2")
	before := s.Counts()
	for client, reason := range map[string]Reason{"192.0.2.1": TooOften, "192.0.2.3": TooManyRuns} {
		refused := s.keep(&run{id: "x", bytes: 1000}, netip.MustParseAddr(client), s.clock.Now())
		if refused == nil || refused.reason != reason {
			t.Errorf("%s: got %+v, want %s", client, refused, reason)
		}
	}
	if refused := s.keep(&run{id: "x", bytes: 1 << 40}, netip.MustParseAddr("192.0.2.4"), s.clock.Now()); refused != errMemory {
		t.Errorf("got %+v", refused)
	}
	after := s.Counts()
	if after.Bytes != before.Bytes || after.Runs != 2 || len(s.memory.shares) != 2 {
		t.Errorf("got %+v and %d shares, before %+v", after, len(s.memory.shares), before)
	}
	if n := s.memory.join(network(netip.MustParseAddr("192.0.2.1"))).runs; n != 2 {
		t.Errorf("192.0.2.1 has %d runs, want 1 and this one", n)
	}
}

// One network fills its share: its runs take no more, and those of others go on.
func TestShare(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Memory = 16 << 20 }) // 2 MiB each
	redirects := scenarioOf(`"status": 307, "location": ""`)
	const greedy, other = "X-Test-Client: 2001:db8::1", "X-Test-Client: 2001:db8:0:1::1"
	mine, second, others := s.make(redirects, greedy), s.make(redirects, "X-Test-Client: 2001:db8::2"), s.make(redirects, other)
	body := strings.Repeat("x", 64<<10)
	kept := 0
	var answer *http.Response
	for {
		if answer = s.request("POST", mine.Start, body, other); answer.StatusCode != 307 {
			break
		}
		kept++
	}
	if kept < 25 || kept > 32 {
		t.Errorf("%d bodies of 64 KiB in 2 MiB", kept)
	}
	refused := func(answer *http.Response, want string) {
		t.Helper()
		if text := read(t, answer); answer.StatusCode != 429 || text != want+"\n" || answer.Header.Get("Retry-After") != "60" {
			t.Errorf("got %s %q, want %q", answer.Status, text, want)
		}
	}
	const hop = "the live runs made from the address that made this one hold as much as they may: try again when some are over"
	refused(answer, hop)
	refused(s.request("POST", second.Start, body), hop)
	for { // until not even a small run fits
		if answer = s.request("POST", live.Path, redirects, asJSON, greedy); answer.StatusCode != 201 {
			break
		}
	}
	refused(answer, "the live runs made from your address hold as much as they may: try again when some are over")
	if answer := s.request("POST", others.Start, body, greedy); answer.StatusCode != 307 {
		t.Errorf("another's run: got %s", answer.Status)
	}
	s.make(redirects, other)
	if got := s.Counts(); got.ExchangesRefused[ShareFull] != 2 || got.RunsRefused[ShareFull] != 1 {
		t.Errorf("got %+v", got)
	}
	s.clock.pass(15 * time.Minute)
	s.sweep()
	s.make(redirects, greedy)
	s.clock.pass(15 * time.Minute)
	s.sweep()
	if n := s.Counts().Bytes; n != 0 || len(s.memory.shares) != 0 {
		t.Errorf("%d bytes and %d shares are left", n, len(s.memory.shares))
	}
}

func TestOptions(t *testing.T) {
	tests := []struct {
		sentence string
		change   func(*Options)
		want     string
	}{
		{"the defaults", func(*Options) {}, ""},
		{"no clock and no log are all right", func(o *Options) { o.Now, o.Log = nil, nil }, ""},
		{"no origins", func(o *Options) { o.Origins = nil }, "live runs: Origins is missing"},
		{"no client", func(o *Options) { o.Client = nil }, "live runs: Client is missing"},
		{"no runs", func(o *Options) { o.Runs = 0 }, "live-runs 0 not in range [1, 1000000]"},
		{"a short life", func(o *Options) { o.Life = time.Millisecond }, "live-life in seconds 0 not in range [1, 86400]"},
		{"less read than recorded", func(o *Options) { o.BodyRead = 10 }, "live-body-read 10 is less than live-body 65536: what is recorded has to be read"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			o := DefaultOptions()
			o.Origins = func(*http.Request) []string { return nil }
			o.Client = func(*http.Request) netip.Addr { return netip.Addr{} }
			test.change(&o)
			rs, err := New(o)
			got := ""
			if err != nil {
				got = err.Error()
			} else {
				rs.Close()
				rs.Close()
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
