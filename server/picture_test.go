package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// compact is the address of a scenario that is too long for a readable one.
func compact(t *testing.T) string {
	t.Helper()
	s := scenario.Default()
	s.Request.Body.Text = strings.Repeat("long ", 500)
	address := scenario.Address(s, scenario.View{})
	if !strings.HasPrefix(address, "s=") {
		t.Fatalf("not compact: %.100s", address)
	}
	return address
}

func TestPicture(t *testing.T) {
	tests := []struct {
		sentence, target string
		status           int
		header, value    string // one header of the answer; "": not looked at
		body             string // a part of it
	}{
		{"a starting scenario", "/diagram.svg?scenario=loop", 200, "Content-Type", "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"`},
		{"a readable address", "/diagram.svg?method=POST&hop=307,/new&url=https://a.example/x", 200, "", "", "Journey of POST https://a.example/x with Browser fetch()"},
		{"no address: where the playground begins", "/diagram.svg", 200, "", "", "https://api.example.com/api/v1/submit"},
		{"a compact address", "/diagram.svg?" + compact(t), 200, "", "", "https://api.example.com/api/v1/submit"},
		{"the width where none is said", "/diagram.svg", 200, "", "", ` viewBox="0 0 440 `},
		{"a width", "/diagram.svg?width=720", 200, "", "", ` viewBox="0 0 720 `},
		{"a width among the rest", "/diagram.svg?scenario=loop&width=360&theme=dark", 200, "", "", ` class="hopscope-dark" xml:space="preserve" viewBox="0 0 360 `},
		{"a width that is too small", "/diagram.svg?width=279", 400, "Content-Type", "text/plain; charset=utf-8", "width: \"279\" is not a whole number from 280 to 1600\n"},
		{"a width that is too large", "/diagram.svg?width=1601", 400, "", "", "from 280 to 1600\n"},
		{"a width that is none", "/diagram.svg?width=%0a%22", 400, "", "", "from 280 to 1600\n"},
		{"the reader's theme where none is said", "/diagram.svg", 200, "", "", ` class="hopscope-auto"`},
		{"a theme", "/diagram.svg?theme=light", 200, "", "", ` class="hopscope-light"`},
		{"a theme there is not", "/diagram.svg?theme=pink", 400, "", "", `theme: "pink" is not one of light, dark, auto` + "\n"},
		{"the whole journey where no step is said", "/diagram.svg", 200, "", "", `<g class="step done" data-step="8">`},
		{"a step", "/diagram.svg?step=4", 200, "", "", `<g class="step now" data-step="4">`},
		{"the first step", "/diagram.svg?step=0", 200, "", "", `<g class="step now" data-step="0">`},
		{"a step past the end", "/diagram.svg?step=99", 200, "", "", `<g class="step done" data-step="8">`},
		{"a step that is none", "/diagram.svg?step=-1", 400, "", "", `step: "-1" is not a whole number from 0 on` + "\n"},
		{"what comes is not given away to who is to predict it", "/diagram.svg?predict=1", 200, "", "", `data-step="0"><g class="badge kept">`},
		{"an unknown parameter", "/diagram.svg?hops=302", 400, "Cache-Control", "no-store", "hops: is not a parameter"},
		{"an unknown scenario", "/diagram.svg?scenario=nothing", 400, "", "", `scenario: "nothing" is not one of `},
		{"a wrong status", "/diagram.svg?hop=700", 400, "", "", "hop: "},
		{"a compact address that is none", "/diagram.svg?s=AAAA", 400, "", "", "s: "},
		{"what an escape hides is one line all the same", "/diagram.svg?scenario=%0d%0aSet-Cookie:x", 400, "Set-Cookie", "", `scenario: "\r\nSet-Cookie:x"`},

		{"any site may show a picture", "/diagram.svg", 200, "Cross-Origin-Resource-Policy", "cross-origin", ""},
		{"and read it", "/diagram.svg", 200, "Access-Control-Allow-Origin", "*", ""},
		{"and read what is wrong", "/diagram.svg?hop=x", 400, "Access-Control-Allow-Origin", "*", ""},
		{"a picture has its style inside, and nothing else", "/diagram.svg", 200, "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'", ""},
		{"a picture is nothing else than one", "/diagram.svg", 200, "X-Content-Type-Options", "nosniff", ""},
		{"a picture is kept for a day", "/diagram.svg", 200, "Cache-Control", "public, max-age=86400, stale-while-revalidate=604800", ""},
		{"caches keep its codings apart", "/diagram.svg", 200, "Vary", "Accept-Encoding", ""},

		{"the trace", "/trace.json?scenario=loop", 200, "Content-Type", "application/json", "{\n  \"trace\": 1,"},
		{"any site may read the trace", "/trace.json", 200, "Access-Control-Allow-Origin", "*", ""},
		{"the trace is kept, too", "/trace.json", 200, "Cache-Control", pictureCache, ""},
		{"a trace of a malformed address", "/trace.json?hop=x", 400, "Cross-Origin-Resource-Policy", "cross-origin", "hop: "},
		{"the text", "/trace.md?scenario=loop", 200, "Content-Type", "text/markdown; charset=utf-8", "# "},
		{"the text of a scenario without a title", "/trace.md?hop=302,/x", 200, "", "", "## Journey of GET "},
		{"the text for Mermaid", "/trace.mmd?scenario=loop", 200, "Content-Type", "text/plain; charset=utf-8", "sequenceDiagram\n"},
		{"any site may read that", "/trace.mmd", 200, "Access-Control-Allow-Origin", "*", "    C->>S1: "},
		{"the text for Mermaid of a malformed address", "/trace.mmd?hop=x", 400, "Cache-Control", "no-store", "hop: "},
		{"the text's policy is that of a page", "/trace.md", 200, "X-Content-Type-Options", "nosniff", "### What survived"},
	}
	h := newTestHandler(t, "")
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			r := ask(h, "GET", "http://x"+tt.target)
			body := bodyOf(t, r)
			if r.StatusCode != tt.status {
				t.Errorf("status %d, want %d: %.300s", r.StatusCode, tt.status, body)
			}
			if tt.header != "" && r.Header.Get(tt.header) != tt.value {
				t.Errorf("%s: %q, want %q", tt.header, r.Header.Get(tt.header), tt.value)
			}
			if !strings.Contains(body, tt.body) {
				t.Errorf("%q is not in the body: %.1000s", tt.body, body)
			}
			if r.StatusCode == 400 && (strings.Count(body, "\n") != 1 || r.Header.Get("Cache-Control") != "no-store") {
				t.Errorf("not one line, or kept: %q", body)
			}
		})
	}
}

func TestPictureMethods(t *testing.T) {
	h := newTestHandler(t, "")
	for _, target := range []string{"/diagram.svg", "/trace.json", "/trace.md", "/trace.mmd"} {
		for _, method := range []string{"POST", "PUT", "OPTIONS", "BREW"} {
			if r := ask(h, method, "http://x"+target); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d, Allow %q", method, target, r.StatusCode, r.Header.Get("Allow"))
			}
		}
		get, head := ask(h, "GET", "http://x"+target), ask(h, "HEAD", "http://x"+target)
		for name := range get.Header {
			if head.Header.Get(name) != get.Header.Get(name) {
				t.Errorf("%s: %s: HEAD says %q, GET %q", target, name, head.Header.Get(name), get.Header.Get(name))
			}
		}
	}
}

// TestPictureTag: a picture that is kept is asked for again with its tag, in each
// coding; another theme is another picture.
func TestPictureTag(t *testing.T) {
	h := newTestHandler(t, "")
	tags := map[string]string{}
	for _, target := range []string{"/diagram.svg", "/diagram.svg?theme=dark", "/trace.json", "/trace.md", "/trace.mmd"} {
		for _, accept := range []string{"", "gzip", "br"} {
			first := ask(h, "GET", "http://x"+target, "Accept-Encoding: "+accept)
			tag := first.Header.Get("ETag")
			if other, ok := tags[tag]; ok || tag == "" {
				t.Errorf("%s in %q has the tag of %s: %q", target, accept, other, tag)
			}
			tags[tag] = target
			again := ask(h, "GET", "http://x"+target, "Accept-Encoding: "+accept, "If-None-Match: "+tag)
			if body := bodyOf(t, again); again.StatusCode != 304 || body != "" || again.Header.Get("Cache-Control") != pictureCache {
				t.Errorf("%s in %q, asked for again: %d, %d bytes, %q", target, accept, again.StatusCode, len(body), again.Header.Get("Cache-Control"))
			}
			if decode(t, accept, bodyOf(t, first)) == "" {
				t.Errorf("%s in %q is empty", target, accept)
			}
		}
	}
}

// TestPictureIsTheCommands holds what an address gives to what the command line
// gives of the same scenario.
func TestPictureIsTheCommands(t *testing.T) {
	h := newTestHandler(t, "")
	for _, s := range scenario.Startings() {
		file := string(scenario.Encode(s.Scenario))
		for format, target := range map[string]string{"svg": "/diagram.svg", "json": "/trace.json", "markdown": "/trace.md"} {
			want := runWith(t.Context(), nil, file, "trace", "-format", format, "-")
			got := bodyOf(t, ask(h, "GET", "http://x"+target+"?scenario="+s.ID))
			if want.code != 0 || strings.TrimSuffix(got, "\n") != strings.TrimSuffix(want.stdout, "\n") {
				t.Errorf("%s as %s: another than the command's (%d)", s.ID, format, want.code)
			}
		}
		var trace redirect.Trace
		if err := json.Unmarshal([]byte(bodyOf(t, ask(h, "GET", "http://x/trace.json?scenario="+s.ID))), &trace); err != nil {
			t.Fatal(err)
		}
		want, err := s.Scenario.Follow()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, trace, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", s.ID, diff)
		}
	}
}

// hostileTexts want to break out of whatever they are put into.
var hostileTexts = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' style='x:url(//evil.example)`, `]]>&amp;&#0;<!--`, "</style><style>@import '//evil.example'",
	"\u202e\u2066\ufeff\ufffe", "%%{init: {}}%%", "```\n", "|a|b|", "[a](javascript:alert(1))", strings.Repeat("👩‍👩‍👧", 500), "\x1b[31m",
}

// TestHostilePictures puts hostile texts wherever an address takes some: what
// comes is an error of one line, or a picture that is nothing else.
func TestHostilePictures(t *testing.T) {
	h := newTestHandler(t, "")
	shown := 0
	for _, text := range hostileTexts {
		q := url.QueryEscape(text)
		for _, query := range []string{
			"title=" + q, "url=https://a.example/" + q, "header=X-A:" + q, "body=" + q + "&method=POST", "hop=302," + q, "hop=302,/x&hopheader=1,X-B:" + q,
			"hop=302,https://a.example/" + q, "method=" + q, "client=" + q, "option=" + q, "scenario=" + q, "s=" + q, "theme=" + q, "step=" + q, "width=" + q, q + "=1",
			"hop=302,/x&hopat=1," + q, "hop=302,/x%23" + q, "header=" + q + ":x",
		} {
			r := ask(h, "GET", "http://x/diagram.svg?"+query)
			body := bodyOf(t, r)
			if r.StatusCode == 400 {
				if strings.Count(body, "\n") != 1 || len(body) > 1100 || strings.ContainsAny(body, "\x1b\r\x00") {
					t.Errorf("%.200s: not one clear line: %.300q", query, body)
				}
				continue
			}
			if r.StatusCode != 200 {
				t.Errorf("%s: %d", query, r.StatusCode)
			}
			checkInert(t, query, body)
			shown++
			for _, target := range []string{"/trace.json", "/trace.md", "/trace.mmd"} {
				r := ask(h, "GET", "http://x"+target+"?"+query)
				if body := bodyOf(t, r); r.StatusCode != 200 || r.Header.Get("X-Content-Type-Options") != "nosniff" || target == "/trace.json" && !json.Valid([]byte(body)) {
					t.Errorf("%s?%s: %d, %.200s", target, query, r.StatusCode, body)
				}
			}
		}
	}
	if shown < 50 {
		t.Errorf("only %d hostile addresses made a picture", shown)
	}
}

// checkInert asserts that a picture is well-formed and can do nothing.
func checkInert(t *testing.T, query, svg string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !strings.Contains(" svg title desc style g path rect circle text tspan ", " "+e.Name.Local+" ") {
			t.Errorf("%s: element %s", query, e.Name.Local)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Name.Local, "href") || a.Name.Local == "style" || a.Name.Local == "id" {
				t.Errorf("%s: attribute %s of %s", query, a.Name.Local, e.Name.Local)
			}
		}
	}
}

// TestPictureBounds: the largest scenarios are drawn, or refused before it costs
// much.
func TestPictureBounds(t *testing.T) {
	h := newTestHandler(t, "")
	long := "url=https://a.example/" + strings.Repeat("a", 8000)
	for n := range scenario.MaxHops {
		long += "&hop=302,https://h" + string(rune('a'+n%26)) + strings.Repeat("b", n) + ".example/" + strings.Repeat("c", 1500)
	}
	r := ask(h, "GET", "http://x/diagram.svg?"+long)
	if body := bodyOf(t, r); r.StatusCode != 200 || len(body) > 2<<20 {
		t.Errorf("50 hops: %d, %d bytes", r.StatusCode, len(body))
	}
	loop := "method=POST&client=curl&option=max-redirs:-1&body=" + strings.Repeat("a", 60<<10) + "&hop=307,/b&hop=307,/start"
	for _, target := range []string{"/diagram.svg", "/trace.json", "/trace.md", "/trace.mmd"} {
		r := ask(h, "GET", "http://x"+target+"?"+loop)
		if body := bodyOf(t, r); r.StatusCode != 400 || !strings.Contains(body, "at most 1048576 are shown here") {
			t.Errorf("%s of a hundred bodies of 60 KiB: %d, %.200s", target, r.StatusCode, body)
		}
	}
	small := strings.Replace(loop, strings.Repeat("a", 60<<10), "hi", 1)
	if r := ask(h, "GET", "http://x/diagram.svg?"+small); r.StatusCode != 200 {
		t.Errorf("a loop: %d", r.StatusCode)
	}
}

func BenchmarkDiagram(b *testing.B) {
	h := newTestHandler(b, "")
	for b.Loop() {
		if r := ask(h, "GET", "http://x/diagram.svg?scenario=submit-twice", "Accept-Encoding: br"); r.StatusCode != 200 {
			b.Fatal(r.StatusCode)
		}
	}
}

// TestPictureSecrets: a picture shows of credentials that they are there, not what
// they are.
func TestPictureSecrets(t *testing.T) {
	s := scenario.Default()
	trace, err := s.Follow()
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{diagram.Picture(diagram.Lay(trace, 720), diagram.Options{Step: 99}, diagram.Auto), diagram.Mermaid(trace)} {
		if strings.Contains(out, "t0k3n") || !strings.Contains(out, "Authorization") {
			t.Errorf("the token is shown, or its header is not: %s", out)
		}
	}
}

// pngSize returns the size of a PNG, and how many bytes it has.
func pngSize(t *testing.T, content string) (image.Point, int) {
	t.Helper()
	im, err := png.Decode(strings.NewReader(content))
	if err != nil {
		t.Fatalf("%v: %.100q", err, content)
	}
	return im.Bounds().Size(), len(content)
}

// TestPreview asks for the picture beside a link.
func TestPreview(t *testing.T) {
	tests := []struct {
		sentence, target string
		status           int
		width            int
		body             string // of an error
	}{
		{"a scenario", "/preview.png?scenario=loop", 200, 1200, ""},
		{"no address: where the playground begins", "/preview.png", 200, 1200, ""},
		{"a compact address", "/preview.png?" + compact(t), 200, 1200, ""},
		{"half as large", "/preview.png?width=600&scenario=loop", 200, 600, ""},
		{"a third", "/preview.png?scenario=loop&width=400", 200, 400, ""},
		{"no other width", "/preview.png?width=500", 400, 0, "width: \"500\" is not one of [1200 600 400]\n"},
		{"a malformed address", "/preview.png?hop=700", 400, 0, "hop: "},
		{"a hundred requests", "/preview.png?client=curl&option=max-redirs:-1" + strings.Repeat("&hop=307,/x", 50), 200, 1200, ""},
		{"more than is shown", "/preview.png?method=POST&client=curl&option=max-redirs:-1&body=" + strings.Repeat("a", 60<<10) + "&hop=307,/b&hop=307,/start", 400, 0, "at most 1048576 are shown here"},
	}
	h := newTestHandler(t, "")
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			r := ask(h, "GET", "http://x"+tt.target, "Accept-Encoding: br")
			body := bodyOf(t, r)
			if r.StatusCode != tt.status {
				t.Fatalf("%d: %.200s", r.StatusCode, body)
			}
			if tt.status != 200 {
				if !strings.Contains(body, tt.body) || strings.Count(body, "\n") != 1 {
					t.Errorf("%q", body)
				}
				return
			}
			if size, bytes := pngSize(t, body); size != image.Pt(tt.width, tt.width*630/1200) || bytes > 64<<10 {
				t.Errorf("%v, %d bytes", size, bytes)
			}
			for name, want := range map[string]string{
				"Content-Type": "image/png", "Cache-Control": pictureCache, "Content-Encoding": "", "Cross-Origin-Resource-Policy": "cross-origin",
				"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff",
			} {
				if got := r.Header.Get(name); got != want {
					t.Errorf("%s: %q", name, got)
				}
			}
			if again := ask(h, "GET", "http://x"+tt.target, "If-None-Match: "+r.Header.Get("ETag")); again.StatusCode != 304 {
				t.Errorf("asked for again: %d", again.StatusCode)
			}
		})
	}
}

// TestHostilePreviews: whatever an address holds, its preview is a PNG, or its error
// one line.
func TestHostilePreviews(t *testing.T) {
	h := newTestHandler(t, "")
	drawn := 0
	for _, text := range hostileTexts {
		q := url.QueryEscape(text)
		for _, query := range []string{"title=" + q, "url=https://a.example/" + q, "header=X-A:" + q, "hop=302," + q, "method=" + q, "width=" + q, "client=" + q} {
			r := ask(h, "GET", "http://x/preview.png?"+query)
			body := bodyOf(t, r)
			switch {
			case r.StatusCode == 200:
				pngSize(t, body)
				drawn++
			case r.StatusCode != 400 || strings.Count(body, "\n") != 1 || strings.ContainsAny(body, "\x1b\r"):
				t.Errorf("%s: %d, %.200q", query, r.StatusCode, body)
			}
		}
	}
	if drawn < 25 {
		t.Errorf("only %d were drawn", drawn)
	}
}
