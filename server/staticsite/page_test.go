package staticsite

import (
	"strings"
	"testing"
)

const served = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<script src="/web/a.1.js"></script>
<link rel="alternate" type="application/json+oembed" href="http://localhost/oembed?url=x">
<meta name="hopscope-embed" data-script="/web/b.2.js" data-server="true">
<meta property="og:image" content="https://team.example/preview.png?x=1">
<noscript><link rel="stylesheet" href="/web/b.2.js"></noscript>
</head><body>
<div class="app present"><noscript><div><p>Without JavaScript</p></div></noscript><main>shown</main></div>
<p>Text <a href="/codes/307">307</a><span class="server-only"> · <a href="/lessons/own">mine</a></span></p>
<p id="gone"><a href="/lessons/own">mine</a></p>
<button data-keep="/codes /web/a.1.js">Keep</button>
<img srcset="/web/a.1.js 1x, /web/b.2.js 2x" src="data:," alt="/codes">
<input value="/codes"><pre>

two lines</pre>
</body></html>`

func TestPage(t *testing.T) {
	made, err := testSite().Page([]byte(served))
	if err != nil {
		t.Fatal(err)
	}
	page := string(made)
	for _, want := range []string{
		`<html lang="en" data-static="" data-base="/hopscope">`,
		`<meta charset="utf-8"/><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;"/>`,
		`<script src="/hopscope/web/a.1.js">`,
		`data-script="/hopscope/web/b.2.js" data-server="false"`,
		`content="https://team.example/hopscope/pictures/1.png"`,
		`<noscript><link href="/hopscope/web/b.2.js" rel="stylesheet"/></noscript>`,
		`<div class="app present" data-prerendered="">`,
		`whatever its address says`,
		`<a href="/hopscope/codes/307/">307</a></p>`,
		`data-keep="/hopscope/codes/ /hopscope/web/a.1.js"`,
		`srcset="/hopscope/web/a.1.js 1x, /hopscope/web/b.2.js 2x"`,
		`alt="/codes"`, `<input value="/codes"/>`, "<pre>\n\ntwo lines</pre>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	for _, gone := range []string{"oembed", "server-only", "lessons/own", `id="gone"`, "<p></p>"} {
		if strings.Contains(page, gone) {
			t.Errorf("the page still has %s", gone)
		}
	}
	if t.Failed() {
		t.Log(page)
	}
}

func TestPageRefuses(t *testing.T) {
	for sentence, page := range map[string]string{
		"an address that nobody knows": `<meta charset="utf-8"><a href="/news">News</a>`,
		"no charset":                   `<title>No charset</title>`,
	} {
		if made, err := testSite().Page([]byte(page)); err == nil {
			t.Errorf("%s: %s", sentence, made)
		}
	}
}
