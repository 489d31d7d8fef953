package snippet

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// A curl line that is pasted back makes the same journey.
func TestCurlRoundTrip(t *testing.T) {
	one, two := "/next", "https://other.test/x"
	hops := []redirect.Hop{{Status: 302, Location: &one}, {Status: 307, Location: &two}}
	with := func(change func(*redirect.Request)) redirect.Request {
		r := plain()
		change(&r)
		return r
	}
	tests := []struct {
		desc    string
		options client.Options
		request redirect.Request
	}{
		{"a body of JSON", nil, plain()},
		{"-X", client.Options{"request": "POST"}, plain()},
		{"--post302", client.Options{"post302": true, "post301": true, "post303": true}, plain()},
		{"--location-trusted", client.Options{"location-trusted": true}, plain()},
		{"no -L", client.Options{"location": false}, plain()},
		{"-b of cookies", client.Options{"cookie": true}, plain()},
		{"-e ;auto", client.Options{"auto-referer": true}, with(func(r *redirect.Request) {
			r.Headers = append(r.Headers, redirect.Header{Name: "Referer", Value: "https://b.test/"})
		})},
		{"-b ''", client.Options{"cookie-engine": true}, plain()},
		{"--max-redirs", client.Options{"max-redirs": 1}, plain()},
		{"no body", nil, with(func(r *redirect.Request) { r.Method, r.Body, r.Headers = "GET", nil, nil })},
		{"HEAD", nil, with(func(r *redirect.Request) { r.Method, r.Body, r.Headers = "HEAD", nil, nil })},
		{"DELETE", nil, with(func(r *redirect.Request) { r.Method, r.Body = "DELETE", nil })},
		{"PUT with a body", nil, with(func(r *redirect.Request) { r.Method = "PUT" })},
		{"GET with a body", nil, with(func(r *redirect.Request) { r.Method = "GET" })},
		{"a form", nil, with(func(r *redirect.Request) {
			r.Headers = nil
			r.Body = &redirect.Body{Kind: redirect.Form, Text: "a=b&c='d'"}
		})},
		{"a body that begins with @", nil, with(func(r *redirect.Request) { r.Body.Text = "@file" })},
		{"parts", nil, with(func(r *redirect.Request) {
			r.Headers = nil
			r.Body = &redirect.Body{Kind: redirect.Multipart, Text: strings.ReplaceAll("--b\r\nContent-Disposition: form-data; name=\"n%22\"\r\n\r\nv'\r\n--b--\r\n", "--b", "--------------------------boundary")}
		})},
		{"a header without a value", nil, with(func(r *redirect.Request) {
			r.Headers = redirect.Headers{{Name: "Content-Type", Value: "a/b"}, {Name: "X-E", Value: ""}}
		})},
		{"hostile values", nil, with(func(r *redirect.Request) {
			*r = awkward()
			r.Headers = append(r.Headers, redirect.Header{Name: "Content-Type", Value: "a/b"})
		})},
		{"every character", nil, with(func(r *redirect.Request) {
			r.Body.Text = ""
			for c := rune(1); c < 0x180; c++ {
				r.Body.Text += string(c)
			}
		})},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			s := scenario.Scenario{Client: "curl", Options: test.options, Request: test.request, Hops: hops}
			_, code := Command(s)
			back, notes, err := scenario.ImportCurl(code)
			if err != nil || len(notes) > 0 {
				t.Fatalf("%v, %q, of\n%s", err, notes, code)
			}
			back.Hops = hops
			want, err := s.Follow()
			if err != nil {
				t.Fatal(err)
			}
			got, err := back.Follow()
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Exchanges) != len(want.Exchanges) || got.Outcome.Error != want.Outcome.Error {
				t.Fatalf("%d exchanges, want %d: %s", len(got.Exchanges), len(want.Exchanges), code)
			}
			for i := range got.Exchanges {
				a, b := got.Exchanges[i].Request, want.Exchanges[i].Request
				slices.SortFunc(a.Headers, byName)
				slices.SortFunc(b.Headers, byName)
				if !reflect.DeepEqual(a, b) {
					t.Errorf("request %d\ngot  %+v\nwant %+v\nof %s", i, a, b, code)
				}
			}
		})
	}
}

func byName(a, b redirect.Header) int {
	switch x, y := a.Name+a.Value, b.Name+b.Value; {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// A Go program is one that gofmt has nothing to say about, and its strings are
// the values of the request.
func TestGoProgram(t *testing.T) {
	for _, r := range []redirect.Request{plain(), awkward()} {
		_, code := Command(scenario.Scenario{Client: "go", Request: r})
		file, err := parser.ParseFile(token.NewFileSet(), "main.go", code, parser.AllErrors)
		if err != nil {
			t.Fatalf("%v in\n%s", err, code)
		}
		var texts []string
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				text, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Errorf("%s: %v", lit.Value, err)
				}
				texts = append(texts, text)
			}
			return true
		})
		want := []string{r.Method, r.URL, r.Body.Text}
		for _, h := range r.Headers {
			want = append(want, h.Value)
		}
		for _, w := range want {
			if !slices.Contains(texts, w) {
				t.Errorf("%q is not among %q", w, texts)
			}
		}
	}
}

func TestLiteral(t *testing.T) {
	tests := []struct{ text, want string }{
		{``, `""`},
		{`plain`, `"plain"`},
		{`{"a":1}`, `'{"a":1}'`},
		{`it's`, `"it's"`},
		{`'"`, `"'\""`},
		{`'""`, `'\'""'`},
		{"a\\\n\r\t\x00\x1f\x7f", `"a\\\n\r\t\u0000\u001f\u007f"`},
		{"\u2028\u2029\ufeff\u0085", `"\u2028\u2029\ufeff\u0085"`},
		{"é€😀", `"é€😀"`},
		{"</script><!--", `"<\u002fscript><\u0021--"`},
		{"${x}", `"${x}"`},
		{"a\xffb", "\"a\ufffdb\""},
	}
	for _, test := range tests {
		if got := literal(test.text); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestQuoted(t *testing.T) {
	tests := []struct{ text, php, perl string }{
		{``, `''`, `''`},
		{`it's "$x" @y`, `'it\'s "$x" @y'`, `'it\'s "$x" @y'`},
		{`a\`, `'a\\'`, `'a\\'`},
		{"a\n$x@y\"\\", `"a\n\$x@y\"\\"`, `"a\n\$x\@y\"\\"`},
		{"\x00\u2028", `"\u{0}\u{2028}"`, `"\x00\xE2\x80\xA8"`},
		{"</", `"<\u{2f}"`, `"<\x2F"`},
		{"é€", `'é€'`, `'é€'`},
		{"a\xffb", "'a\ufffdb'", "'a\ufffdb'"},
	}
	for _, test := range tests {
		if got := phpText(test.text); got != test.php {
			t.Errorf("%q: got %s, want %s", test.text, got, test.php)
		}
		if got := perlText(test.text); got != test.perl {
			t.Errorf("%q: got %s, want %s", test.text, got, test.perl)
		}
	}
}

func TestQuoteShell(t *testing.T) {
	tests := []struct{ text, want string }{
		{``, `''`},
		{`a-b_c=d/e.f,g:h@i%j+1`, `a-b_c=d/e.f,g:h@i%j+1`},
		{`a b`, `'a b'`},
		{`$(id)`, `'$(id)'`},
		{"`id`", "'`id`'"},
		{`it's`, `'it'\''s'`},
		{`~`, `'~'`},
		{`*`, `'*'`},
		{`a\b`, `'a\b'`},
		{"a\nb\tc", "'a\nb\tc'"},
		{"a\rb'c\\", `$'a\015b\'c\\'`},
		{"\x1b[2J", `$'\033[2J'`},
		{"a\x00b", `ab`},
		{"é", `'é'`},
	}
	for _, test := range tests {
		if got := quoteShell(test.text); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}

// Markup in any value stays text in a form.
func TestFormIsEscaped(t *testing.T) {
	r := awkward()
	r.Method = "POST"
	for _, kind := range redirect.BodyKinds() {
		r.Body = &redirect.Body{Kind: kind, Text: hostile}
		_, code := Command(scenario.Scenario{Client: "form", Request: r})
		tags := 0
		for _, c := range code {
			if c == '<' {
				tags++
			}
		}
		// a comment, the form with its end, an input, the button with its end
		if want := 1 + 2 + len(inputs(code)) + 2; tags != want {
			t.Errorf("%s: %d tags, want %d, in\n%s", kind, tags, want, code)
		}
	}
}

func inputs(code string) []int {
	var at []int
	for i := range code {
		if len(code) > i+9 && code[i:i+9] == "  <input " {
			at = append(at, i)
		}
	}
	return at
}
