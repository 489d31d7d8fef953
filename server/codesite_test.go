package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/code"
)

func TestCodeRoutes(t *testing.T) {
	h := newTestHandler(t, "https://hopscope.example")
	const page, text, data = "text/html; charset=utf-8", "text/markdown; charset=utf-8", "application/json"
	tests := []struct {
		sentence, method, path string
		status                 int
		mime                   string
		has                    []string
	}{
		{"the table", "GET", "/codes", 200, page, []string{`href="/codes/308"`, "Which code do I need?", `<link rel="canonical" href="https://hopscope.example/codes">`, `<a href="/codes" aria-current="page">Codes</a>`}},
		{"a code", "GET", "/codes/307", 200, page, []string{"Temporary Redirect", `<a href="/codes" aria-current="true">Codes</a>`, `href="/live?`, "curl "}},
		{"a code, HEAD", "HEAD", "/codes/307", 200, page, nil},
		{"a code, POST", "POST", "/codes/307", 405, "", []string{"method POST is not allowed here"}},
		{"as Markdown", "GET", "/codes/307.md", 200, text, []string{"# 307 Temporary Redirect\n", "](https://hopscope.example/?", "```nginx\n"}},
		{"as JSON", "GET", "/codes/307.json", 200, data, []string{`"code": 307`}},
		{"all as JSON", "GET", "/codes.json", 200, data, []string{`"code": 308`}},
		{"for programs that read", "GET", "/llms.txt", 200, "text/plain; charset=utf-8", []string{"# Hopscope\n", "(https://hopscope.example/codes/307.md)", "(https://hopscope.example/clients/curl)", "(https://hopscope.example/lessons)"}},
		{"in the sitemap", "GET", "/sitemap.xml", 200, "application/xml", []string{"<loc>https://hopscope.example/codes</loc>", "<loc>https://hopscope.example/codes/306</loc>"}},
		{"a code there is not", "GET", "/codes/999", 404, page, []string{`href="/codes/300">300 `, `href="/codes/308">308 `}},
		{"no code at all", "GET", "/codes/x.md", 404, page, []string{`href="/codes/307">307 `}},
		{"further below", "GET", "/codes/307/x", 404, page, []string{"Nothing is here"}},
		{"a slash too many", "GET", "/codes/", 404, page, nil},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			r := ask(h, tt.method, tt.path)
			body := bodyOf(t, r)
			if r.StatusCode != tt.status || tt.mime != "" && r.Header.Get("Content-Type") != tt.mime {
				t.Errorf("%s, %s; want %d, %s", r.Status, r.Header.Get("Content-Type"), tt.status, tt.mime)
			}
			for _, want := range tt.has {
				if !strings.Contains(body, want) {
					t.Errorf("lacks %q", want)
				}
			}
		})
	}
}

// mainOf is the part of a page that is not the site's frame.
func mainOf(t *testing.T, doc *html.Node) *html.Node {
	t.Helper()
	n := find(doc, atom.Main)
	if n == nil {
		t.Fatal("the page has no main")
	}
	return n
}

// readable is what can be read of an element; where folded is false, without what
// stands in a details that is not open.
func readable(n *html.Node, folded bool) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" }) {
			return
		}
		for c := range n.ChildNodes() {
			if folded || n.DataAtom != atom.Details || c.DataAtom == atom.Summary {
				walk(c)
			}
		}
		if n.Type == html.ElementNode && !slices.Contains([]atom.Atom{atom.A, atom.B, atom.Code, atom.Span}, n.DataAtom) {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// maxPageWords is what can be read in four minutes.
const maxPageWords = 950

func TestCodePagesAreShort(t *testing.T) {
	paths := []string{code.Path}
	for _, c := range code.All() {
		paths = append(paths, code.PagePath(c.Status))
	}
	for _, path := range paths {
		doc, _ := pageAt(t, path)
		shown, all := readable(mainOf(t, doc), false), readable(mainOf(t, doc), true)
		n := len(strings.Fields(shown))
		t.Logf("%s: %d words, %d with what is folded", path, n, len(strings.Fields(all)))
		if n > maxPageWords || n < 80 {
			t.Errorf("%s has %d words, at most %d", path, n, maxPageWords)
		}
	}
}

// notShown are parts that a page does not tell in their own words.
var notShown = []string{"URL", "Address", "Answer", "Client", "Case", "Told", "Again", "Sends", "Lacks", "Holds"}

// TestCodePagesTellEverything looks for every text of a code on its page, and in
// its Markdown.
func TestCodePagesTellEverything(t *testing.T) {
	for _, c := range code.All() {
		t.Run(strconv.Itoa(c.Status), func(t *testing.T) {
			doc, _ := pageAt(t, code.PagePath(c.Status))
			text := readable(mainOf(t, doc), true)
			markdown := strings.NewReplacer("\\", "", "`", "").Replace(bodyOf(t, ask(newTestHandler(t, ""), "GET", code.PagePath(c.Status)+".md")))
			n := 0
			eachText(reflect.ValueOf(*c), "", func(path, want string) {
				n++
				want = strings.ReplaceAll(want, "`", "")
				if !strings.Contains(text, want) {
					t.Errorf("the page lacks %s: %q", path, want)
				}
				if !strings.Contains(strings.ToLower(markdown), strings.ToLower(strings.ReplaceAll(want, "\\", ""))) {
					t.Errorf("the Markdown lacks %s: %q", path, want)
				}
			})
			if n < 40 {
				t.Errorf("the code has %d texts", n)
			}
			for _, s := range code.Snippets(c.Status) {
				if !strings.Contains(text, strings.Join(strings.Fields(s.Text), " ")) {
					t.Errorf("the page lacks how %s sends it", s.Server)
				}
			}
		})
	}
}

func eachText(v reflect.Value, path string, visit func(path, text string)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; !slices.Contains(notShown, name) {
				eachText(v.Field(i), path+"."+name, visit)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachText(v.Index(i), fmt.Sprintf("%s[%d]", path, i), visit)
		}
	case reflect.String:
		visit(path, v.String())
	case reflect.Int:
		if v.Int() != 0 {
			visit(path, strconv.Itoa(int(v.Int())))
		}
	}
}

// TestCodePagesShowMeasurements finds each measurement that a text relies on, with
// its program, version and date, where the client's page has it.
func TestCodePagesShowMeasurements(t *testing.T) {
	n := 0
	for _, c := range code.All() {
		_, page := pageAt(t, code.PagePath(c.Status))
		for _, m := range c.Myths {
			for _, s := range m.Seen {
				run, _, err := s.Result()
				if err != nil {
					t.Fatal(err)
				}
				n++
				for _, want := range []string{"/clients/" + s.Client + "#" + s.Anchor(), run.Program + " " + run.Version, run.Date} {
					if !strings.Contains(page, want) {
						t.Errorf("%d, %q: lacks %q", c.Status, m.Says, want)
					}
				}
			}
		}
	}
	if n < 20 {
		t.Errorf("%d measurements are shown", n)
	}
}

// TestCodeData holds the JSON to what others may have come to rely on.
func TestCodeData(t *testing.T) {
	h := newTestHandler(t, "")
	want := []string{"analogy", "body", "cached", "clause", "clientPitfalls", "code", "confusedWith", "definition", "examples", "family", "fixes", "happens",
		"history", "measured", "method", "misunderstandings", "name", "notWhen", "page", "permanent", "plain", "reference", "related", "reproduce", "risk",
		"rules", "sendWith", "server", "sources", "status", "useWhen", "versionNotes", "wire"}
	for _, c := range code.All() {
		var fields map[string]any
		if err := json.Unmarshal([]byte(bodyOf(t, ask(h, "GET", code.PagePath(c.Status)+".json"))), &fields); err != nil {
			t.Fatal(err)
		}
		if got := slices.Sorted(maps.Keys(fields)); !slices.Equal(got, want) {
			t.Errorf("%d: the fields are %q, want %q", c.Status, got, want)
		}
		if fields["reference"] != 1.0 || fields["code"] != float64(c.Status) {
			t.Errorf("%d: version %v, code %v", c.Status, fields["reference"], fields["code"])
		}
	}
	var whole code.Reference
	if err := json.Unmarshal([]byte(bodyOf(t, ask(h, "GET", "/codes.json"))), &whole); err != nil {
		t.Fatal(err)
	}
	if len(whole.Codes) != len(code.All()) || whole.Guide == nil || whole.Guide.Text != code.Guide().Text {
		t.Errorf("codes.json has %d codes, and the guide %v", len(whole.Codes), whole.Guide)
	}
}

// TestCodeTallies reads what the measured clients do off a page, and counts it
// again in the recordings.
func TestCodeTallies(t *testing.T) {
	rows, err := evidence.Rows()
	if err != nil {
		t.Fatal(err)
	}
	changed, all := 0, 0
	for _, row := range rows {
		result, ok := row.Run.Result("302-post-body")
		if !ok || !row.Plain {
			continue
		}
		all++
		if len(result.Requests) > 1 && result.Requests[1].Method != http.MethodPost {
			changed++
		}
	}
	doc, page := pageAt(t, "/codes/302")
	want := fmt.Sprintf("%d change the method", changed)
	if got := readable(mainOf(t, doc), false); !strings.Contains(got, want) || changed == 0 {
		t.Errorf("the page about 302 does not say %q", want)
	}
	if want := fmt.Sprintf(`viewBox="0 0 %d 1"`, all); !strings.Contains(page, want) {
		t.Errorf("no bar has %s", want)
	}
	if !strings.Contains(page, `href="/clients/curl#302-post-body"`) {
		t.Error("curl is not among them")
	}
}

// TestNavMarksWhereOneIs looks at the links on top of a page.
func TestNavMarksWhereOneIs(t *testing.T) {
	tests := []struct{ sentence, path, href, want string }{
		{"the page itself", "/codes", "/codes", "page"},
		{"a page below", "/codes/307", "/codes", "true"},
		{"another", "/codes/307", "/clients", ""},
		{"the playground has nothing below it", "/codes/307", "/", ""},
		{"the playground", "/", "/", "page"},
		{"a name that only begins alike", "/codesign", "/codes", ""},
	}
	for _, tt := range tests {
		for _, l := range (sheet{Path: tt.path}).Nav() {
			if l.Href == tt.href && l.Current != tt.want {
				t.Errorf("%s: %q, want %q", tt.sentence, l.Current, tt.want)
			}
		}
	}
}
