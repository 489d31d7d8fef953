package livetest

// Much at once, or little for long: heads, scenarios and connections past every
// bound are refused for that, and nobody else waits.

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/live"
)

// TestLargeHeads: a head has a bound, of this program's or of net/http's, and
// nothing of a larger one is recorded.
func TestLargeHeads(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		fields string
		status int
	}{
		{"60 KiB in one header", "X-A: " + strings.Repeat("a", 60<<10) + "\r\n", 307},
		{"70 KiB in one header", "X-A: " + strings.Repeat("a", 70<<10) + "\r\n", 431},
		{"1 MiB in one header", "X-A: " + strings.Repeat("a", 1<<20) + "\r\n", 431},
		{"3 MiB in one header", "X-A: " + strings.Repeat("a", 3<<20) + "\r\n", 431},
		{"250 headers", strings.Repeat("X-A: a\r\n", 250), 307},
		{"1,000 headers", strings.Repeat("X-A: a\r\n", 1000), 431},
		{"10,000 headers", strings.Repeat("X-A: a\r\n", 10_000), 431},
		{"100,000 headers", strings.Repeat("X-A: a\r\n", 100_000), 431},
		{"10,000 headers of different names", different10k(), 431},
		{"a line of 70 KiB", "", 431},
	}
	ours := ownOrigins(t, shared)
	for _, tt := range tests {
		for _, o := range ours {
			t.Run(tt.name+" at "+o, func(t *testing.T) {
				t.Parallel()
				others := bystander(t, shared)
				made := shared.make(t, twoHops("curl"))
				target := live.Prefix(made.ID, 0) + "/first?q=1"
				if tt.fields == "" {
					target += strings.Repeat("a", 70<<10)
				}
				got := converse(t, strings.TrimPrefix(o, "http://"), "GET "+target+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"+tt.fields+"\r\n")
				if !strings.HasPrefix(got, "HTTP/1.1 "+strconv.Itoa(tt.status)) {
					t.Errorf("%.300q, want %d", got, tt.status)
				}
				if list := shared.report(t, made.ID).Exchanges; (len(list) == 1) != (tt.status == 307) {
					t.Errorf("%d requests are recorded", len(list))
				}
				others(t)
			})
		}
	}
}

func different10k() string {
	var b strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&b, "X-%d: a\r\n", i)
	}
	return b.String()
}

// TestLargeScenarios: what is past the limits of the format is refused for that.
func TestLargeScenarios(t *testing.T) {
	t.Parallel()
	others := bystander(t, shared)
	many := func(n int, text string) string { return strings.Repeat(text+",", n-1) + text }
	const get = `{"scenario": 1, "request": {"method": "GET", "url": "https://a.example/"`
	tests := []struct {
		name, text string
		status     int
		says       string
	}{
		{"much JSON", get + `}, "title": "` + strings.Repeat("a", 300<<10) + `"}`, 413, "the scenario is too large: at most 262144 bytes"},
		{"100 MiB of JSON", strings.Repeat(" ", 100<<20), 413, "the scenario is too large"},
		{"hops", get + `}, "hops": [` + many(51, `{"status": 302}`) + `]}`, 400, "hops"},
		{"headers", get + `, "headers": [` + many(101, `{"name": "a", "value": "b"}`) + `]}}`, 400, "request.headers"},
		{"a hop's headers", get + `}, "hops": [{"status": 302, "headers": [` + many(101, `{"name": "a", "value": "b"}`) + `]}]}`, 400, "hops[0].headers"},
		{"a long Location", get + `}, "hops": [{"status": 302, "location": "/` + strings.Repeat("a", 9<<10) + `"}]}`, 400, "hops[0].location"},
		{"a long body", get + `, "body": {"kind": "text", "text": "` + strings.Repeat("a", 65<<10) + `"}}}`, 400, "request.body.text"},
		{"brackets", strings.Repeat("[", 200_000), 400, "exceeded max depth"},
		{"braces", strings.Repeat(`{"a":`, 50_000), 400, "exceeded max depth"},
		{"more origins than there are", get + `}, "hops": [` + many(49, `{"status": 302, "location": "https://h{n}.example/"}`) + `]}`, 400, "leads to 50 origins"},
		{"an origin after another", get + `}, "hops": [{"status": 302, "location": "https://b.example/"}, {"status": 302, "location": "https://c.example/"}, {"status": 302, "location": "https://d.example/"}, {"status": 302, "location": "https://e.example/"}]}`, 400, "-alt-origin names more"},
		{"interim responses", get + `}, "hops": [{"status": 100}]}`, 400, "hops[0].status"},
	}
	for _, tt := range tests {
		text := tt.text
		for i := 0; strings.Contains(text, "{n}"); i++ {
			text = strings.Replace(text, "{n}", strconv.Itoa(i), 1)
		}
		began := time.Now()
		r := request(t, "POST", shared.url+live.Path, text)
		r.Header.Set("Content-Type", "application/json")
		resp, err := api.RoundTrip(r)
		if err != nil {
			if tt.status == 413 {
				continue // the connection was cut while much was still to come
			}
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		a := answer{resp.StatusCode, resp.Header, string(body)}
		if a.status != tt.status || !strings.Contains(a.body, tt.says) || len(a.body) > 8<<10 {
			t.Errorf("%s: %d %.300s, want %d %s", tt.name, a.status, a.body, tt.status, tt.says)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s took %s", tt.name, took)
		}
		plainText(t, a)
	}
	others(t)
}

// TestSlowloris: hundreds who send a byte now and then keep nobody waiting, and
// are cut.
func TestSlowloris(t *testing.T) {
	t.Parallel()
	p := start(t)
	others := bystander(t, p)
	const slow = 500
	var wg sync.WaitGroup
	cut := make([]time.Duration, slow)
	for i := range slow {
		c := dial(t, p.host())
		began := time.Now() // each is cut on its own, and to open them all takes a while
		io.WriteString(c, "GET /live/x/0/ HTTP/1.1\r\n")
		wg.Go(func() {
			defer c.Close()
			for time.Since(began) < 30*time.Second {
				if _, err := io.WriteString(c, "X-"+strconv.Itoa(i)+": a\r\n"); err != nil {
					break
				}
				time.Sleep(200 * time.Millisecond)
			}
			cut[i] = time.Since(began)
		})
	}
	for range 10 {
		asked := time.Now()
		if a := send(t, request(t, "GET", p.url+"/healthz", "")); a.status != 200 || time.Since(asked) > 5*time.Second {
			t.Errorf("meanwhile the program answered %d after %s", a.status, time.Since(asked))
		}
	}
	others(t)
	wg.Wait()
	if last := slices.Max(cut); last > 22*time.Second {
		t.Errorf("the last was cut after %s", last)
	}
}
