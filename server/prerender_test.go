package main

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/hopscope/hopscope/app/scenario"
)

// hostile is markup for every place a text can end up in: an attribute, a text,
// a script, a style sheet, a comment, a Go literal.
var hostile = []string{
	`"><script>alert(1)</script>`,
	`'><img src=x onerror=alert(1)>`,
	`</script><script>alert(1)</script>`,
	`</textarea></title></style><svg onload=alert(1)>`,
	`\"><b id=broken>`,
	"\\",
	"a\\\" onfocus=alert(1) autofocus x=\"",
	"--><b id=broken><!--",
	"{{.Title}}${alert(1)}`",
	"javascript:alert(1)",
	"&quot;&#34;&lt;b&gt;",
	"\u202e\u0000\ufeff\U000e0001",
}

// hostileAddresses puts the text into every parameter of an address.
func hostileAddresses(text string) []string {
	e := url.QueryEscape
	return []string{
		"title=" + e(text) + "&url=https://a.example/",
		"url=" + e("https://a.example/"+text),
		"url=" + e(text),
		"method=" + e(text),
		"method=POST&body=" + e(text),
		"method=POST&kind=" + e(text) + "&body=x",
		"header=" + e("X-A: "+text) + "&hop=302,/a",
		"header=" + e(text+": a"),
		"header=" + e("Authorization: "+text) + "&hop=307,https://b.example/",
		"hop=302," + e(text),
		"hop=302," + e("/"+text) + "&hop=307," + e("https://b.example/?"+text+"#"+text),
		"hop=" + e(text),
		"hop=302,/a&hopheader=" + e("1,X-B: "+text),
		"hop=302,/a&hopheader=" + e("1,Set-Cookie: "+text),
		"hop=302,/a&hopat=" + e("1,https://a.example/"+text),
		"hop=302,/a&hopmethods=" + e("1,"+text),
		"client=" + e(text),
		"option=" + e("credentials:"+text),
		"client=curl&option=" + e("request:"+text),
		"scenario=" + e(text),
		"s=" + e(text),
		"theme=" + e(text) + "&step=" + e(text) + "&predict=" + e(text),
		e(text) + "=" + e(text),
		text,
	}
}

// TestHostileAddresses looks at the page as a browser would: whatever the
// address says, nothing but the elements and attributes of the page come out,
// and nothing had to be removed to get there.
func TestHostileAddresses(t *testing.T) {
	h := newTestHandler(t, "") // whose log fails the test when sanitise finds work
	for path, n := range map[string]int{"/": 3, "/embed": 4} {
		own := scripts(parsed(t, bodyOf(t, ask(h, "GET", "http://x"+path))))
		if len(own) != n {
			t.Fatalf("%s has the scripts %q", path, own)
		}
		pages := 0
		for _, text := range hostile {
			for _, query := range hostileAddresses(text) {
				r := ask(h, "GET", "http://x"+path+"?"+strings.NewReplacer(" ", "+", "\x00", "%00").Replace(query))
				page := parsed(t, bodyOf(t, r))
				pages++
				if r.StatusCode != 200 {
					t.Errorf("%s?%s: %d", path, query, r.StatusCode)
				}
				if got := scripts(page); strings.Join(got, " ") != strings.Join(own, " ") {
					t.Errorf("%s?%s: the page has the scripts %q", path, query, got)
				}
				for _, what := range strange(page) {
					t.Errorf("%s?%s: %s", path, query, what)
				}
			}
		}
		t.Logf("%s: %d pages", path, pages)
	}
}

// scripts returns the addresses of a page's scripts.
func scripts(page *html.Node) []string {
	var found []string
	for n := range page.Descendants() {
		if n.DataAtom == atom.Script {
			found = append(found, attribute(n, "src"))
		}
	}
	return found
}

// strange returns what must not be in a page, whatever the address.
func strange(page *html.Node) []string {
	var found []string
	for n := range page.Descendants() {
		if n.Type == html.CommentNode {
			found = append(found, "a comment "+n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		if attribute(n, "id") == "broken" {
			found = append(found, "an element of the address's: "+n.Data)
		}
		switch n.DataAtom {
		case atom.Iframe, atom.Object, atom.Embed, atom.Style:
			found = append(found, "an element "+n.Data)
		case atom.Base: // that of a frame opens its links elsewhere, and moves none
			if len(n.Attr) != 1 || attribute(n, "target") != "_blank" {
				found = append(found, "an element "+n.Data)
			}
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.ContainsAny(a.Key, "\"'<>\\") {
				found = append(found, "an attribute "+n.Data+" "+a.Key)
			}
			if (a.Key == "href" || a.Key == "src") && !harmless(a.Val) {
				found = append(found, "a link "+a.Val)
			}
			// The page's own referrer policy would tell where the reader comes from.
			if n.DataAtom == atom.A && a.Key == "href" && strings.HasPrefix(a.Val, "http") && !strings.Contains(attribute(n, "rel"), "noreferrer") {
				found = append(found, "a link that tells: "+a.Val)
			}
		}
	}
	return found
}

func parsed(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestPrerenderedJourneys asks for every starting scenario, and expects its
// journey in the page: before any script, and without any.
func TestPrerenderedJourneys(t *testing.T) {
	h := newTestHandler(t, "")
	for _, s := range scenario.Startings() {
		t.Run(s.ID, func(t *testing.T) {
			text := textOf(find(parsed(t, bodyOf(t, ask(h, "GET", "http://x/?scenario="+s.ID))), atom.Body))
			trace, err := s.Scenario.Follow()
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(text, s.Scenario.Request.Method) {
				t.Errorf("the method %s is not in the page", s.Scenario.Request.Method)
			}
			for i, e := range trace.Exchanges {
				if e.Decision.Why != "" && i == 0 && !strings.Contains(text, trace.Client.Name) {
					t.Errorf("the client %s is not in the page", trace.Client.Name)
				}
			}
			for _, hop := range s.Scenario.Hops {
				if hop.Location != nil && !strings.Contains(text, *hop.Location) {
					t.Errorf("the Location %s is not in the page", *hop.Location)
				}
			}
		})
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func TestPageHead(t *testing.T) {
	const public = "https://hopscope.example"
	tests := []struct {
		sentence, public, query string
		in, out                 []string
	}{
		{"a page zooms", "", "", []string{`<meta name="viewport" content="width=device-width, initial-scale=1">`}, []string{"maximum-scale", "user-scalable"}},
		{"a page has a language and a description", "", "", []string{`<html lang="en">`, `<meta name="description" content="See what`}, nil},
		{"no address of this machine leaks", "", "", nil, []string{`content="http`, "127.0.0.1", "og:url", "og:image", "canonical", "githubusercontent"}},
		{"the public address is the one that is named", public, "", []string{`<meta property="og:url" content="https://hopscope.example/">`, `<link rel="canonical" href="https://hopscope.example/">`, `<meta property="og:image" content="https://hopscope.example/preview.png">`}, []string{"localhost"}},
		{"the theme stands before anything is painted", "", "theme=dark", []string{`<html lang="en" data-theme="dark">`}, nil},
		{"a theme nobody knows is none", "", "theme=pink", []string{`<html lang="en">`}, []string{`data-theme="pink"`}},
		{"the WebAssembly is on its way early", "", "", []string{`as="fetch" type="application/wasm" crossorigin>`}, nil},
		{"the loader hides nothing without JavaScript", "", "", []string{`<noscript><link rel="stylesheet" href="/web/noscript.`}, nil},
		{"the loader's picture says nothing", "", "", []string{`alt="" width="18"`}, nil},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			page := bodyOf(t, ask(newTestHandler(t, test.public), "GET", "http://x/?"+test.query))
			head, _, _ := strings.Cut(page, "<body>")
			_, tail, _ := strings.Cut(page, `<div id="app-wasm-loader"`)
			for _, want := range test.in {
				if !strings.Contains(head+tail, want) {
					t.Errorf("%s is not in the page", want)
				}
			}
			for _, not := range test.out {
				if strings.Contains(head, not) {
					t.Errorf("%s is in the head", not)
				}
			}
		})
	}
}

// TestLivePage asks for the same scenario at / and at /live: the pages differ in
// their heads, and each has the journey.
func TestLivePage(t *testing.T) {
	h := newTestHandler(t, "https://hopscope.example")
	tests := []struct {
		sentence, target string
		in               []string
	}{
		{"a title of its own", "/live", []string{"<title>Hopscope live: run a redirect for real</title>", `<meta name="description" content="Send a request through real redirects`}},
		{"an address of its own", "/live?method=PUT", []string{`<link rel="canonical" href="https://hopscope.example/live">`, `<meta property="og:url" content="https://hopscope.example/live?method=PUT">`}},
		{"the scenario", "/live?method=PUT&url=https://a.example/here&hop=307,/there", []string{"https://a.example/here", "/there"}},
		{"the theme", "/live?theme=dark", []string{`<html lang="en" data-theme="dark">`}},
		{"an address that cannot be read", "/live?nothing=1", []string{"<main"}},
		{"a frame is not for search engines", "/embed", []string{`<meta name="robots" content="noindex">`, "<title>Hopscope: a redirect, step by step</title>"}},
		{"its links leave it", "/embed", []string{`<base target="_blank">`}},
		{"its journey", "/embed?method=PUT&url=https://a.example/here&hop=307,/there", []string{"https://a.example/here", "/there", "Method kept"}},
		{"the way out of it, for as long as no script shows another", "/embed?scenario=login-307&client=curl&step=2&predict=1", []string{`id="open" rel="noopener" target="_blank"`, `href="/?client=curl&amp;method=POST&amp;`, `&amp;step=2&amp;predict=1"`}},
		{"its verdict waits where it is to be predicted", "/embed?scenario=login-307&predict=1", []string{"The verdict waits"}},
		{"without scripts it says what it is", "/embed", []string{"<noscript><div class=\"notice\"><p class=\"grow\">Scripts are off in this frame"}},
		{"its theme", "/embed?theme=dark", []string{`<html lang="en" data-theme="dark">`}},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			page := bodyOf(t, ask(h, "GET", "http://x"+test.target))
			for _, want := range test.in {
				if !strings.Contains(page, want) {
					t.Errorf("%s is not in the page", want)
				}
			}
			for _, what := range strange(parsed(t, page)) {
				t.Error(what)
			}
		})
	}
}

func TestSamePageSameBytes(t *testing.T) {
	h := newTestHandler(t, "")
	first := bodyOf(t, ask(h, "GET", "http://x/"))
	for range 5 {
		if bodyOf(t, ask(h, "GET", "http://x/")) != first {
			t.Fatal("the same address gave another page")
		}
	}
}
