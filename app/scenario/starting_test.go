package scenario

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/redirect"
)

func TestStartings(t *testing.T) {
	entries, err := files.ReadDir("files")
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(starts) {
		t.Errorf("%d files, %d in the order", len(entries), len(starts))
	}
	titles := map[string]string{}
	for _, start := range Startings() {
		if other, ok := titles[start.Title]; ok || start.Title == "" {
			t.Errorf("%s: the title %q is also that of %q", start.ID, start.Title, other)
		}
		titles[start.Title] = start.ID
		if !strings.HasSuffix(start.About, ".") || len(start.Scenario.Hops) == 0 {
			t.Errorf("%s: about %q, %d hops", start.ID, start.About, len(start.Scenario.Hops))
		}
		trace, err := start.Scenario.Follow()
		if err != nil {
			t.Errorf("%s: %v", start.ID, err)
		}
		if len(trace.Exchanges) == 0 {
			t.Errorf("%s: nothing is sent: %+v", start.ID, trace.Outcome)
		}
		checkRoundTrip(t, start.Scenario)
		checkAddress(t, start.Scenario, View{})
	}
}

// TestStartingsAsAsked holds the scenarios that are asked for, each exactly.
func TestStartingsAsAsked(t *testing.T) {
	tests := []struct {
		id     string
		method string
		url    string
		body   string
		hops   string // STATUS Location, between commas
	}{
		{"submit-twice", "POST", "https://api.example.com/api/v1/submit", `{ "data": "some data" }`, "302 /api/v2/submit, 307 https://api-v2.example.com/submit"},
		{"submit-307", "POST", "https://example.com/api/v1/submit", `{ "data": "some data" }`, "307 /api/v2/submit"},
		{"submit-307-origin", "POST", "https://example.com/api/v1/submit", `{ "data": "some data" }`, "307 https://api-v2.example.com/submit"},
		{"users-307", "POST", "https://api.example.test/api/v1/users", `{ "name": "Ada" }`, "307 https://api.example.test/api/v2/users"},
		{"upload-put-307", "PUT", "https://api.example.test/uploads/123", "The text of the upload.", "307 https://api.example.test/edge-2/uploads/123"},
		{"upload-temp-307", "POST", "https://example.com/api/upload", `{ "file": "resume.pdf" }`, "307 /api/upload-temp"},
		{"maintenance-307", "GET", "https://example.com/login", "", "307 /maintenance/login"},
		{"alternative-307", "GET", "https://example.com/example", "", "307 /alternative-endpoint"},
		{"balancer-307", "POST", "https://lb.example.com/api/orders", `{ "item": 42 }`, "307 https://node-7.example.net/api/orders"},
		{"https-301", "POST", "http://api.example.com/items", `{ "item": 42 }`, "301 https://api.example.com/items"},
		{"https-307", "POST", "http://api.example.com/items", `{ "item": 42 }`, "307 https://api.example.com/items"},
		{"https-308", "POST", "http://api.example.com/items", `{ "item": 42 }`, "308 https://api.example.com/items"},
		{"prg-303", "POST", "https://shop.example.com/orders", "item=42&count=1", "303 /orders/1001"},
		{"prg-307", "POST", "https://shop.example.com/orders", "item=42&count=1", "307 /orders/1001, 405"},
		{"302-then-307", "POST", "https://example.com/form", "a=1", "302 /step-2, 307 /step-3"},
		{"loop", "GET", "https://example.com/a", "", "302 /b, 302 /a"},
		{"curl-x-post", "POST", "https://example.com/login", "a=1", "302 /end"},
	}
	for _, tt := range tests {
		start, err := Start(tt.id)
		if err != nil {
			t.Error(err)
			continue
		}
		r, body := start.Scenario.Request, ""
		if r.Body != nil {
			body = r.Body.Text
		}
		if r.Method != tt.method || r.URL != tt.url || body != tt.body {
			t.Errorf("%s: %s %s %s", tt.id, r.Method, r.URL, body)
		}
		if got := hopLine(start.Scenario.Hops); got != tt.hops {
			t.Errorf("%s: got %s, want %s", tt.id, got, tt.hops)
		}
	}
	if got, _ := Start("curl-x-post"); got.Scenario.Client != "curl" || got.Scenario.Options["request"] != "POST" {
		t.Errorf("curl -X POST -L is %s with %v", got.Scenario.Client, got.Scenario.Options)
	}
	if got, _ := Start("submit-307-origin"); got.Scenario.Hops[0].Headers[0] != (redirect.Header{Name: "Cache-Control", Value: "no-store"}) {
		t.Errorf("the response carries %v", got.Scenario.Hops[0].Headers)
	}
}

func hopLine(hops []redirect.Hop) string {
	var parts []string
	for _, h := range hops {
		part := strconv.Itoa(h.Status)
		if h.Location != nil {
			part += " " + *h.Location
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

func TestDefaultIsThePicture(t *testing.T) {
	s := Default()
	want := redirect.Headers{{Name: "Content-Type", Value: "application/json"}, {Name: "Authorization", Value: "Bearer t0k3n"}, {Name: "Cookie", Value: "sid=abc"}}
	if s.Client != "fetch" || !slices.Equal(s.Request.Headers, want) || s.Hops[1].Headers[0].Value != "no-store" {
		t.Errorf("got %s", compactJSON(s))
	}
}

func TestStartThatThereIsNot(t *testing.T) {
	_, err := Start("lopo")
	if err == nil || !strings.Contains(err.Error(), "loop") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
}

func TestStartingsAreTheCallersOwn(t *testing.T) {
	want := Encode(Default())
	all := Startings()
	one, _ := Start(starts[0].id)
	for _, s := range []*Scenario{&all[0].Scenario, &one.Scenario} {
		s.Request.Body.Text = "changed"
		s.Request.Headers[0].Value = "changed"
		s.Hops[1].Headers[0].Value = "changed"
		*s.Hops[0].Location = "changed"
	}
	if got := Encode(Default()); string(got) != string(want) {
		t.Errorf("the default is now %s", got)
	}
}
