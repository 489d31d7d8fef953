package livetest

// Another's run: its id is the key, and nobody can guess one, or learn from an
// answer how near a guess was.

import (
	"crypto/rand"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
)

func TestIDs(t *testing.T) {
	t.Parallel()
	const many = 1000
	shape := regexp.MustCompile(`^[A-Z2-7]{26}$`)
	ids := make([]string, many)
	signs := map[int]map[byte]bool{}
	for i := range ids {
		ids[i] = shared.make(t, twoHops("curl")).ID
		if !shape.MatchString(ids[i]) {
			t.Fatalf("the id %q", ids[i])
		}
		for at := range ids[i] {
			if signs[at] == nil {
				signs[at] = map[byte]bool{}
			}
			signs[at][ids[i][at]] = true
		}
	}
	for at, seen := range signs {
		if len(seen) < 30 { // of 32; that one of a thousand ids lacks three is less likely than one in a billion
			t.Errorf("at %d only %d signs are in use", at, len(seen))
		}
	}
	ups := 0
	for i := range ids[1:] {
		if ids[i] < ids[i+1] {
			ups++
		}
	}
	if ups < many*4/10 || ups > many*6/10 { // 6 standard deviations of a fair coin
		t.Errorf("the ids have an order: %d of %d rise", ups, many)
	}
	sorted := slices.Sorted(slices.Values(ids))
	for i := range sorted[1:] {
		n := 0
		for n < 26 && sorted[i][n] == sorted[i+1][n] {
			n++
		}
		if n >= 10 { // a thousand have half a million pairs: 2^19 of 2^50
			t.Errorf("%s and %s begin alike", sorted[i], sorted[i+1])
		}
	}
}

// addresses are all that there are of a run.
func addresses(id string) []string {
	return []string{live.RunPath(id), live.EventsPath(id), live.HARPath(id), live.Prefix(id, 0) + "/first", live.Prefix(id, 1) + "/"}
}

func TestGuesses(t *testing.T) {
	t.Parallel()
	others := bystander(t, shared)
	id := shared.make(t, twoHops("curl")).ID
	other := map[byte]string{'A': "B"}[id[0]]
	if other == "" {
		other = "A"
	}
	guesses := []string{id[:25], id + "A", strings.ToLower(id), other + id[1:], id[1:] + id[:1], "%20" + id, id + "%00", id + ".", "*", "%2e%2e", "0", strings.Repeat("A", 26), strings.Repeat("A", 9000)}
	for range 200 {
		guesses = append(guesses, rand.Text())
	}
	unlike := map[string]bool{}
	for _, guess := range guesses {
		for _, path := range addresses(guess) {
			a := send(t, request(t, "GET", shared.url+path, ""))
			if a.status != http.StatusNotFound || strings.Contains(a.body, guess) && len(guess) > 2 {
				t.Errorf("%.80s: %d %.200s", path, a.status, a.body)
			}
			plainText(t, a)
			unlike[a.body] = true
		}
	}
	if len(unlike) > 2 {
		t.Errorf("a wrong id can be told from another: %v", unlike)
	}
	others(t)
}

// TestMethodsOfRuns: what is known of a run can be read, and nothing else.
func TestMethodsOfRuns(t *testing.T) {
	t.Parallel()
	others := bystander(t, shared)
	id := shared.make(t, twoHops("curl")).ID
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"} {
		for _, path := range addresses(id)[:3] {
			a := send(t, request(t, method, shared.url+path, "{}"))
			if a.status != http.StatusMethodNotAllowed || a.header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d, Allow: %s", method, path, a.status, a.header.Get("Allow"))
			}
		}
	}
	if n := len(shared.report(t, id).Exchanges); n != 0 {
		t.Errorf("%d exchanges", n)
	}
	others(t)
}

// TestOver: a run is there for its life, then over for another one, then as if
// it had never been.
func TestOver(t *testing.T) {
	t.Parallel()
	p := start(t, "-live-life", "8s") // what is asked at first has to come in it
	id := p.make(t, twoHops("curl")).ID
	w, done := watched{}, make(chan bool)
	go func() { w.watch(p.host(), id, func() {}); close(done) }()
	for i, path := range addresses(id) {
		want := []int{200, 200, 200, 200, 200}[i]
		method := "GET"
		if i == 1 {
			method = "HEAD" // the stream goes on
		}
		if a := send(t, request(t, method, p.url+path, "")); a.status != want {
			t.Errorf("at first %s: %d %s", path, a.status, a.body)
		}
	}
	<-done
	if w.end.Reason != live.Expired && w.end.Reason != live.Arrival {
		t.Errorf("the stream ended with %s, %v", show(w.end), w.err)
	}
	until(t, p, id, http.StatusGone, patience)
	for _, path := range addresses(id) {
		a := send(t, request(t, "GET", p.url+path, ""))
		if a.status != http.StatusGone || !strings.Contains(a.body, "this live run is over: make another one") {
			t.Errorf("then %s: %d %s", path, a.status, a.body)
		}
		plainText(t, a)
	}
	others := bystander(t, p) // one made meanwhile
	others(t)
	until(t, p, id, http.StatusNotFound, patience)
}

// until asks for a run until the answer is as wanted.
func until(t *testing.T, p *program, id string, status int, patience time.Duration) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if a := send(t, request(t, "GET", p.url+live.RunPath(id), "")); a.status == status {
			return
		}
	}
	t.Errorf("after %s the run is not answered with %d", patience, status)
}
