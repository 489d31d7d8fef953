package preview

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"
	"testing"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/scenario"
)

// cardOf makes a card of an address.
func cardOf(t testing.TB, address string, width int) Card {
	t.Helper()
	s, v, err := scenario.ParseAddress(address)
	if err != nil {
		t.Fatal(err)
	}
	trace, err := s.Follow()
	if err != nil {
		t.Fatal(err)
	}
	c := Card{Title: s.Title, Trace: trace, Step: v.Step, Conceal: v.Predict, Theme: diagram.Theme(v.Theme), Width: width}
	if !strings.Contains(address, "step=") && !v.Predict {
		c.Step = 1000
	}
	return c
}

func drawn(t testing.TB, c Card) []byte {
	t.Helper()
	content, err := Draw(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestDraw draws every starting scenario in each size and theme, and looks for what
// the layout has at the places where it has it.
func TestDraw(t *testing.T) {
	for _, s := range scenario.Startings() {
		for _, width := range Widths {
			for _, theme := range []string{"light", "dark"} {
				c := cardOf(t, "scenario="+s.ID+"&theme="+theme, width)
				im, err := png.Decode(bytes.NewReader(drawn(t, c)))
				if err != nil {
					t.Fatal(err)
				}
				if got := im.Bounds(); got != image.Rect(0, 0, width, width*Height/Width) {
					t.Errorf("%s: %v", s.ID, got)
				}
				if width == Width { // the smaller ones have no whole pixel of some
					look(t, s.ID+" "+theme, im, compose(c))
				}
			}
		}
	}
}

// look compares places of a picture with the layout.
func look(t *testing.T, name string, im image.Image, d *drawing) {
	t.Helper()
	colours := diagram.Colours(d.card.Theme)
	expect := func(what string, x, y float64, colour string) {
		t.Helper()
		at := image.Pt(int(x*d.scale), int(y*d.scale))
		if got, want := color.RGBAModel.Convert(im.At(at.X, at.Y)), parseColour(colours[colour]); got != want {
			t.Errorf("%s: %s at %v is %v, not %v", name, what, at, got, want)
		}
	}
	expect("the paper", 3, 3, "card")
	expect("the foot", 3, d.height-3, "soft")
	for _, l := range d.layout.Lanes {
		expect("a lane", float64(l.X), d.height-footer-2, "line")
	}
	y := d.top
	for i, r := range d.rows {
		if d.hidden > 0 && i == d.gap {
			y += gapHeight
		}
		for _, s := range r.sent.Shapes {
			x := float64(s.X) + 20
			switch {
			case s.Kind == diagram.Request && s.Note == "preflight":
				expect("a preflight's arrow", x, y+27, "muted")
			case s.Kind == diagram.Request:
				expect("an arrow", x, y+27, "accent")
			}
		}
		for _, s := range r.received.Shapes {
			if s.Kind == diagram.Node {
				expect("the ring of a node", float64(s.X)+1, y+42, "muted")
			}
		}
		y += d.step()
	}
}

// TestSame: the same card is the same bytes, by itself and among others.
func TestSame(t *testing.T) {
	c := cardOf(t, "scenario=submit-twice", Width)
	first := drawn(t, c)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			other := cardOf(t, "scenario=preflight", Widths[i%3])
			drawn(t, other)
			if !bytes.Equal(drawn(t, c), first) {
				t.Error("other bytes")
			}
		})
	}
	wg.Wait()
	if bytes.Equal(first, drawn(t, cardOf(t, "scenario=submit-307", Width))) {
		t.Error("another scenario is the same picture")
	}
}

// TestLeaves: who has gone is not drawn for, while all are at work or not.
func TestLeaves(t *testing.T) {
	gone, leave := context.WithCancel(t.Context())
	leave()
	c := cardOf(t, "scenario=loop", Width)
	for range 100 {
		if content, err := Draw(gone, c); err != context.Canceled {
			t.Fatalf("%d bytes were drawn: %v", len(content), err)
		}
	}
	for range cap(slots) {
		slots <- struct{}{}
	}
	_, err := Draw(gone, c)
	for range cap(slots) {
		<-slots
	}
	if err != context.Canceled {
		t.Errorf("waiting: %v", err)
	}
}

// TestConcealed: what is to be predicted is in no pixel.
func TestConcealed(t *testing.T) {
	const request = "method=POST&body=hi&header=Authorization:x&title=a&predict=1"
	for step, ends := range map[string][2]string{
		"":        {"&hop=302,/x", "&hop=307,/y"},
		"&step=1": {"&hop=302,/x", "&hop=302,/other"},
	} {
		a, b := drawn(t, cardOf(t, request+step+ends[0], Width)), drawn(t, cardOf(t, request+step+ends[1], Width))
		if !bytes.Equal(a, b) {
			t.Errorf("step %q tells %s from %s", step, ends[0], ends[1])
		}
		open := strings.Replace(request, "&predict=1", "", 1)
		if bytes.Equal(drawn(t, cardOf(t, open+step+ends[0], Width)), drawn(t, cardOf(t, open+step+ends[1], Width))) {
			t.Errorf("step %q: nothing tells %s from %s without predict", step, ends[0], ends[1])
		}
	}
}

func TestFit(t *testing.T) {
	hops := func(n int) string { return "client=curl&option=max-redirs:-1" + strings.Repeat("&hop=307,/x", n) }
	tests := []struct {
		sentence, address string
		width             float64
		rows, hidden      int
	}{
		{"one hop is large", hops(1), 640, 2, 0},
		{"three requests, too", "scenario=submit-twice", 640, 3, 0},
		{"four are smaller", "scenario=preflight", 720, 4, 0},
		{"past what can be read, the middle is left out", "scenario=loop", 800, 4, 17},
		{"of the longest as well, a loop of curl's", hops(50), 800, 4, 96},
	}
	for _, tt := range tests {
		d := compose(cardOf(t, tt.address, Width))
		if d.width != tt.width || len(d.rows) != tt.rows || d.hidden != tt.hidden {
			t.Errorf("%s: width %v, %d rows, %d hidden", tt.sentence, d.width, len(d.rows), d.hidden)
		}
		last := d.rows[len(d.rows)-1].sent.Step / 3
		if last != len(d.card.Trace.Exchanges)-1 {
			t.Errorf("%s: the last row is request %d of %d", tt.sentence, last+1, len(d.card.Trace.Exchanges))
		}
	}
}

// TestLabels: the badges have room, and how it ended is always said.
func TestLabels(t *testing.T) {
	tests := []struct {
		sentence, address string
		want              []string // empty: hidden
	}{
		{"with the reason where it has room", "hop=302,/x", []string{"✓ Method kept", "✓ Delivered: 200 OK, after 1 redirect"}},
		{"without the fates where it has not", "scenario=users-307", []string{"✓ Method", "✓ Body", "✓ Authorization", "✓ Delivered"}},
		{"and without some where that is too long", "scenario=submit-twice", []string{"↻ Method", "✕ Body", "✕ Authorization", "", "✓ Delivered"}},
		{"to predict", "scenario=submit-twice&predict=1", []string{"What becomes of it? Predict."}},
		{"an error", "scenario=no-location&client=okhttp", nil},
	}
	for _, tt := range tests {
		d := compose(cardOf(t, tt.address, Width))
		badges := d.badges()
		const room = 458
		labels, _ := d.labels(badges, room)
		if tt.want != nil && strings.Join(labels, "|") != strings.Join(tt.want, "|") {
			t.Errorf("%s: %q", tt.sentence, labels)
		}
	}
	for _, s := range scenario.Startings() {
		for _, client := range []string{"fetch", "curl", "python-requests", "go"} {
			d := compose(cardOf(t, "scenario="+s.ID+"&client="+client, Width))
			badges := d.badges()
			for _, room := range []float64{200, 300, 458} {
				labels, hidden := d.labels(badges, room)
				total := -badgeGap
				for _, text := range labels {
					if text != "" {
						total += d.canvas.width(text, badgeStyle) + badgePad + badgeGap
					}
				}
				if hidden > 0 {
					total += badgeGap + d.canvas.width(more(hidden), badgeStyle)
				}
				if total > room+1 || labels[len(labels)-1] == "" {
					t.Errorf("%s with %s: %v of %v for %q", s.ID, client, total, room, labels)
				}
			}
		}
	}
}

// TestHostile: whatever a scenario holds, it is a picture.
func TestHostile(t *testing.T) {
	for _, text := range []string{
		"<script>alert(1)</script>", "\u202e\u2066\ufeff", strings.Repeat("👩‍👩‍👧", 300), strings.Repeat("W", 900), "\x1b[31m\x00\n", strings.Repeat("ﷺ", 200), "e\u0301\u0301\u0301",
	} {
		c := cardOf(t, "scenario=submit-twice", Width/3)
		c.Title = text
		c.Trace.Client.Name = text
		for i := range c.Trace.Exchanges {
			e := &c.Trace.Exchanges[i]
			e.Request.Method, e.Request.URL = text, "https://"+text+"/"+text
		}
		c.Trace.Survival[0].From = text
		c.Trace.Outcome.Error = text
		if _, err := png.Decode(bytes.NewReader(drawn(t, c))); err != nil {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

// TestTitle: a title that the fonts cannot write gives way to the journey's own.
func TestTitle(t *testing.T) {
	c := cardOf(t, "hop=302,/x", Width)
	own := drawn(t, c)
	for title, same := range map[string]bool{"日本語のリダイレクト": true, "": true, " ": true, "Ein Überblick": false, "Перенаправление": false, "A 日本 title": false} {
		c.Title = title
		if got := bytes.Equal(drawn(t, c), own); got != same {
			t.Errorf("%q: the journey's own title: %v", title, got)
		}
	}
}

// TestColours: the edges of no starting scenario need more colours than there are.
func TestColours(t *testing.T) {
	for _, s := range scenario.Startings() {
		for _, theme := range []string{"light", "dark"} {
			if d := compose(cardOf(t, "scenario="+s.ID+"&theme="+theme, Width)); len(d.Palette) >= 256 {
				t.Errorf("%s, %s: %d colours", s.ID, theme, len(d.Palette))
			}
		}
	}
}

func TestCut(t *testing.T) {
	c := newCanvas(10, 10, 1, diagram.Colours(diagram.Light), colours, "card")
	st := style{bold, 20}
	if got := c.cut("short", 200, st); got != "short" {
		t.Errorf("%q", got)
	}
	for _, s := range []string{strings.Repeat("i", 9000), strings.Repeat("W", 9000), strings.Repeat("日", 9000), "é" + strings.Repeat("ø", 300)} {
		got := c.cut(s, 200, st)
		if w := c.width(got, st); w > 200 || w < 150 || !strings.HasSuffix(got, "…") {
			t.Errorf("%.10s: %.60q is %v wide", s, got, w)
		}
	}
}

func TestSentence(t *testing.T) {
	tests := []struct{ sentence, address, want string }{
		{"what was lost", "scenario=submit-twice", "POST with Browser fetch(): method changed (POST → GET at hop 1); body lost (23 bytes dropped at hop 1); Authorization lost (dropped at hop 2); Cookie lost (dropped at hop 2); delivered (200 OK, after 2 redirects)."},
		{"a question", "scenario=submit-twice&predict=1", "What becomes of a POST with Browser fetch()? Predict it, hop by hop."},
		{"all kept", "hop=302,/x", "GET with Browser fetch(): method kept (GET all the way); delivered (200 OK, after 1 redirect)."},
	}
	for _, tt := range tests {
		c := cardOf(t, tt.address, Width)
		if got := Sentence(c.Trace, c.Conceal); got != tt.want {
			t.Errorf("%s: %q", tt.sentence, got)
		}
	}
	c := cardOf(t, "hop=302,/x", Width)
	c.Trace.Client.Name = strings.Repeat("long\u202e\n", 200)
	if got := []rune(Sentence(c.Trace, false)); len(got) != 300 || strings.ContainsAny(string(got), "\u202e\n") {
		t.Errorf("%d runes: %q", len(got), string(got))
	}
}

func BenchmarkDraw(b *testing.B) {
	for name, address := range map[string]string{"two-hops": "scenario=submit-twice", "loop": "scenario=loop", "one-hop": "hop=302,/x"} {
		b.Run(name, func(b *testing.B) {
			c := cardOf(b, address, Width)
			size := 0
			for b.Loop() {
				size = len(drawn(b, c))
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
