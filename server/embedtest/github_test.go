package embedtest

// Markdown as GitHub shows it: its own reader of Markdown, then the list of what it
// lets through.

import (
	"bytes"
	"fmt"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// GitHub's own list is not public. Its documentation led to the filter of
// html-pipeline, which began at GitHub, as the list in full
// (https://github.com/gjtorikian/html-pipeline/blob/main/lib/html_pipeline/sanitization_filter.rb),
// and documents picture and source beside it
// (https://github.blog/changelog/2022-08-15-specify-theme-context-for-images-in-markdown-ga).
// The attributes here are those of the filter that an embed could use.
var (
	passes = strings.Fields(`h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p ol ul table thead tbody tfoot
		blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption figure figcaption abbr bdo
		cite dfn mark small span time wbr picture source`)
	passesOn = map[string][]string{
		"a": {"href"}, "img": {"src", "longdesc"}, "source": {"media", "srcset"}, "div": {"itemscope", "itemtype"},
	}
	passesOnAll = strings.Fields("align alt aria-describedby aria-hidden aria-label aria-labelledby border dir height lang name open rel role rowspan span start summary tabindex title type width")
)

// sanitise takes out of a page what GitHub does not let through.
func sanitise(t *testing.T, page string) string {
	t.Helper()
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(page), body)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	sanitiseBelow(body)
	var out bytes.Buffer
	for n := range body.ChildNodes() {
		if err := html.Render(&out, n); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func sanitiseBelow(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		next := n.NextSibling
		switch {
		case n.Type == html.TextNode:
		case n.Type != html.ElementNode || n.Data == "script" || n.Data == "style":
			parent.RemoveChild(n)
		case !slices.Contains(passes, n.Data): // what is in it stays
			if n.FirstChild != nil {
				next = n.FirstChild
			}
			for c := n.FirstChild; c != nil; c = n.FirstChild {
				n.RemoveChild(c)
				parent.InsertBefore(c, n)
			}
			parent.RemoveChild(n)
		default:
			n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
				known := slices.Contains(passesOnAll, a.Key) || slices.Contains(passesOn[n.Data], a.Key)
				u, err := url.Parse(a.Val)
				link := a.Key == "href" || a.Key == "src" || a.Key == "longdesc"
				return !known || link && (err != nil || !slices.Contains([]string{"", "http", "https", "mailto"}, u.Scheme))
			})
			sanitiseBelow(n)
		}
		n = next
	}
}

// TestSanitise holds the filter itself to what GitHub says of it.
func TestSanitise(t *testing.T) {
	tests := []struct{ sentence, page, want string }{
		{"scripts go, with what is in them", `<p>a<script>b</script></p>`, `<p>a</p>`},
		{"styles and handlers go", `<p style="x" class="y" id="z" onclick="w">a</p>`, `<p>a</p>`},
		{"of an unknown element the content stays", `<hop-scope lazy><a href="https://a.example/">a</a></hop-scope>`, `<a href="https://a.example/">a</a>`},
		{"frames go", `<p><iframe src="https://a.example/"></iframe></p>`, `<p></p>`},
		{"no link runs a script", `<a href="javascript:a">a</a>`, `<a>a</a>`},
		{"a picture stays", `<picture><source media="m" srcset="s"/><img src="https://a.example/" alt="a"/></picture>`, `<picture><source media="m" srcset="s"/><img src="https://a.example/" alt="a"/></picture>`},
	}
	for _, test := range tests {
		if got := sanitise(t, test.page); got != test.want {
			t.Errorf("%s: %s, want %s", test.sentence, got, test.want)
		}
	}
}

// asGitHub returns a page of Markdown as GitHub shows it.
func asGitHub(t *testing.T, markdown string) string {
	t.Helper()
	cmd := exec.Command(need(t, "cmark-gfm", "cmark-gfm"), "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tagfilter", "-e", "tasklist")
	cmd.Stdin = strings.NewReader(markdown)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return sanitise(t, string(out))
}

// TestGitHub shows what the dialog gives for GitHub as GitHub does: whatever tier
// was chosen, it is a picture that leads to the playground.
func TestGitHub(t *testing.T) {
	h := theHost(t)
	version, err := exec.Command(need(t, "cmark-gfm", "cmark-gfm"), "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("tested with %s", strings.SplitN(string(version), "\n", 2)[0])
	made := map[string]string{}
	for name, e := range embeds {
		e.Tier = "element"
		snip := snippets(t, h, e)["github"]
		if !slices.Equal(snip.Tiers, []string{"picture"}) || len(snip.Files) != 1 {
			t.Fatalf("the dialog says that GitHub carries %v, in %d files", snip.Tiers, len(snip.Files))
		}
		page := asGitHub(t, "# "+name+"\n\n"+snip.Files[0].Text+"\nBehind.\n")
		p := newTab(t)
		p.name = "the page " + name
		p.prefers("light")
		do(p, chromedp.Navigate(serve(t, `<!DOCTYPE html><meta charset="utf-8"><body><article>`+page+`</article>`, nil)))
		p.wait("the picture is there", fmt.Sprintf("(window.root = document.querySelector('article')) && %s?.complete && %[1]s.naturalWidth > 0", drawing))
		made[name] = eval[string](p, skeleton)
		if alt := eval[string](p, drawing+".alt"); alt != e.Title {
			t.Errorf("the picture's text is\n%q, want\n%q", alt, e.Title)
		}
		if link := eval[string](p, drawing+`.closest("a").href`); !strings.HasPrefix(link, h.Base+"/#") {
			t.Errorf("the picture leads to %s", link)
		}
		if text := eval[string](p, `root.lastElementChild.textContent + window.pwned`); text != "Behind.undefined" {
			t.Errorf("the last paragraph, and what a script would have set: %s", text)
		}
		if src := eval[string](p, drawing+".currentSrc"); !strings.Contains(src, "theme=light") {
			t.Errorf("on a light page it shows %s", src)
		}
		p.prefers("dark")
		p.wait("the picture is dark", drawing+`.currentSrc.includes("theme=dark") && `+drawing+`.complete`)
		do(p, chromedp.EmulateViewport(360, 800))
		p.wait("the picture is narrow, and as wide as a phone can show", drawing+`.currentSrc.includes("theme=auto") && `+drawing+`.complete && `+drawing+`.naturalWidth <= 440`)
	}
	if made["plain"] != made["hostile"] {
		t.Errorf("the hostile page is made otherwise than the plain one:\n%s\n%s", made["plain"], made["hostile"])
	}
}

// TestMermaidSnippet reads the Markdown around a diagram: the text that Mermaid gets
// is the diagram.
func TestMermaidSnippet(t *testing.T) {
	h := theHost(t)
	for _, diagram := range []string{"sequenceDiagram\n  A->>B: hi", "sequenceDiagram\n  A->>B: ```\n  Note over A: ````</code></pre><b>x</b>"} {
		e := embeds["hostile"]
		e.Tier, e.Mermaid = "picture", diagram
		doc, err := html.Parse(strings.NewReader(asGitHub(t, snippets(t, h, e)["mermaid"].Files[0].Text)))
		if err != nil {
			t.Fatal(err)
		}
		var text, link, made string
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode {
				made += n.Data + " "
			}
			switch n.Data {
			case "code":
				text = n.FirstChild.Data
			case "a":
				link = n.FirstChild.Data
			}
		}
		if text != diagram+"\n" {
			t.Errorf("Mermaid is given %q, want %q", text, diagram)
		}
		if made != "html head body pre code p a " || link != e.Title {
			t.Errorf("the page is %s, and the link says\n%q, want\n%q", made, link, e.Title)
		}
	}
}
