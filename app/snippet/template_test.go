package snippet

import (
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

func TestTemplate(t *testing.T) {
	in := input{
		Request: redirect.Request{
			Method: "PUT", URL: "http://a.test/",
			Headers: redirect.Headers{{Name: "A", Value: "1"}, {Name: "a", Value: ""}, {Name: "Host", Value: "it's"}},
			Body:    &redirect.Body{Kind: redirect.Text, Text: "{{url}}|\\\n"},
		},
		options: client.Options{"on": true, "off": false, "max": 0, "empty": "", "word": "w"},
	}
	tests := []struct{ desc, text, want string }{
		{"a text as it is", `|a | b`, "a | b"},
		{"a string is a literal", `|{{method}}, {{word}};`, `"PUT", "w";`},
		{"others are as they are", `|{{on}} {{off}} {{max}}`, "true false 0"},
		{"a value is no template", `|{{text}}.`, `"{{url}}|\\\n".`},
		{"what is set holds", "on|1\noff|2\nmax|3\nempty|4\nnone|5\nnone,max|6", "1\n2\n3\n6"},
		{"not", "!on|1\n!empty|2\n!none|3\n!none max|4\nmax !on|5", "2\n3\n4"},
		{"values", "on=true|1\noff=true|2\nmethod=GET,PUT|3\n!method=GET,PUT|4\nbody=text|5\nnone=|6\nmax=0|7", "1\n3\n5\n7"},
		{"a line that goes on", "|a\\\nnone|b\\\n|c\n|d", "ac\nd"},
		{"each", "each header|{{name}}\n|end", "\"A\"\n\"a\"\n\"Host\"\nend"},
		{"lines of a list are written in turn", "each header value|{{name}}: {{value}}\neach header !value|{{name}};", "\"A\": \"1\"\n\"a\";\n\"Host\": \"it's\""},
		{"a list on one line", "|[\\\neach group more|, \\\neach group|{{value}}\\\n|]", `[["1", ""], "it's"]`},
		{"an empty list", "each field|a\n|b", "b"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if got := strings.Join(in.fill(JS, test.text), "\n"); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// Each name in a template is a value or one of the client's options, and none
// is both.
func TestTemplateNames(t *testing.T) {
	with := func(kind redirect.BodyKind) *input {
		request := awkward()
		request.Headers = append(request.Headers, redirect.Header{Name: "Content-Type", Value: "a/b"})
		request.Body = &redirect.Body{Kind: kind, Text: "--b"}
		return &input{Request: request, fields: request.Headers, locked: []string{"a"}, dashed: true}
	}
	known := func(name string) bool {
		for _, kind := range redirect.BodyKinds() {
			in := with(kind)
			in.options = client.Options{"cookie": true, "auto-referer": true}
			items := groups(redirect.Headers{{Name: "Cookie", Value: "a=b"}, {Name: "cookie", Value: "a=b"}, {Name: "Referer"}, {Name: "Host"}}, false)
			for at := range items {
				filler := template{in: in, items: items, at: at}
				v := filler.value(name)
				delete(in.options, name)
				if v != nil && filler.value(name) != nil {
					return true
				}
			}
		}
		return false
	}
	for _, w := range writers {
		text := w.text
		if w.id == "httpie" {
			text = httpieText
		}
		profile, err := client.Lookup(w.id)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range profile.Options {
			if text != "" && known(o.Name) {
				t.Errorf("%s: the option %s is a value, too", w.id, o.Name)
			}
		}
		var names []string
		for _, line := range strings.Split(text, "\n") {
			conditions, text, ok := strings.Cut(line, "|")
			if !ok && line != "" {
				t.Errorf("%s: no condition and text: %s", w.id, line)
			}
			words := strings.Fields(conditions)
			if len(words) > 0 && words[0] == "each" {
				if !strings.Contains(" header group sorted field ", " "+words[1]+" ") {
					t.Errorf("%s: no list: %s", w.id, line)
				}
				words = words[2:]
			}
			for _, word := range words {
				list, _, _ := strings.Cut(strings.TrimPrefix(word, "!"), "=")
				names = append(names, strings.Split(list, ",")...)
			}
			for _, what := range strings.Split(text, "{{")[1:] {
				name, _, _ := strings.Cut(what, "}}")
				name, _, _ = strings.Cut(name, " ")
				names = append(names, name)
			}
		}
		for _, name := range names {
			if _, err := profile.Option(name); err != nil && !known(name) {
				t.Errorf("%s: nothing has the name %q", w.id, name)
			}
		}
	}
}

// What looks like a template in a value stays what it is.
func TestTemplateInValues(t *testing.T) {
	const odd = `{{method}}|{{text}}\`
	for _, w := range writers {
		request := plain()
		request.URL += odd
		_, code := Command(scenario.Scenario{Client: w.id, Request: request})
		if !strings.Contains(code, odd) {
			t.Errorf("%s: no %s in\n%s", w.id, odd, code)
		}
	}
}
