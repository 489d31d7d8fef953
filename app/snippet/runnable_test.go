package snippet

import (
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

func TestRunnables(t *testing.T) {
	list := Runnables(scenario.Scenario{Request: plain()})
	var ids, langs []string
	for _, r := range list {
		ids, langs = append(ids, r.ID), append(langs, r.Lang)
		if r.Name == "" || !strings.Contains(r.Code, "api.example.com") {
			t.Errorf("%s: %q, %s", r.ID, r.Name, r.Code)
		}
	}
	if want := []string{"curl", "wget", "httpie", "go", "python-requests", "node", "powershell"}; !slices.Equal(ids, want) {
		t.Errorf("got %q, want %q", ids, want)
	}
	if want := []string{Shell, Shell, Shell, Go, Python, JS, PowerShell}; !slices.Equal(langs, want) {
		t.Errorf("got %q, want %q", langs, want)
	}
}

// runnable is the code for the client.
func runnable(t *testing.T, id string, s scenario.Scenario) string {
	t.Helper()
	for _, r := range Runnables(s) {
		if r.ID == id {
			return r.Code
		}
	}
	t.Fatalf("no %s", id)
	return ""
}

// Options are those of the scenario's own client, and of no other.
func TestRunnableOptions(t *testing.T) {
	get := redirect.Request{Method: "GET", URL: "http://a.test/"}
	tests := []struct {
		desc    string
		client  string
		options client.Options
		id      string
		want    string
	}{
		{"curl's own", "curl", client.Options{"location": false}, "curl", "curl http://a.test/"},
		{"curl follows for another", "wget", client.Options{"max-redirect": 3}, "curl", "curl -L http://a.test/"},
		{"Wget's own", "wget", client.Options{"max-redirect": 3}, "wget", "wget --max-redirect=3 -O - http://a.test/"},
		{"Wget follows for another", "curl", client.Options{"location": false}, "wget", "wget -O - http://a.test/"},
		{"HTTPie follows for another", "curl", client.Options{"location": false}, "httpie", "http --ignore-stdin --follow --all GET http://a.test/"},
		{"a client that cannot be run by hand", "fetch", client.Options{"redirect": "manual"}, "node", "const response = await fetch(\"http://a.test/\", {\n  method: \"GET\",\n});\nconsole.log(response.status, response.url);\n"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if got := runnable(t, test.id, scenario.Scenario{Client: test.client, Options: test.options, Request: get}); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// The texts of the clients that have no profile.
func TestRunnableTexts(t *testing.T) {
	with := func(method string, headers redirect.Headers, body *redirect.Body) redirect.Request {
		return redirect.Request{Method: method, URL: "http://a.test/", Headers: headers, Body: body}
	}
	header := func(name, value string) redirect.Headers { return redirect.Headers{{Name: name, Value: value}} }
	body := func(kind redirect.BodyKind, text string) *redirect.Body {
		return &redirect.Body{Kind: kind, Text: text}
	}
	const http = "http --ignore-stdin --follow --all "
	const iwr = "Invoke-WebRequest -UseBasicParsing `\n  -Uri 'http://a.test/' `\n  -Method "
	tests := []struct {
		desc    string
		id      string
		request redirect.Request
		want    string
	}{
		{"HTTPie in lines", "httpie", plain(), `http --ignore-stdin \
  --follow \
  --all \
  --raw='{ "data": "some data" }' \
  POST https://api.example.com/submit \
  Content-Type:application/json \
  'Authorization:Bearer t0k3n' \
  Cookie:sid=abc`},
		{"HTTPie takes a text for JSON", "httpie", with("POST", nil, body(redirect.Text, "{}")), http + "--raw='{}' POST http://a.test/"},
		{"HTTPie sends nothing", "httpie", with("POST", nil, body(redirect.Text, "")), http + "--raw='' POST http://a.test/"},
		{"HTTPie's form", "httpie", with("POST", nil, body(redirect.Form, "a=b")), "http --ignore-stdin \\\n  --follow \\\n  --all \\\n  --raw=a=b \\\n  POST http://a.test/ \\\n  Content-Type:application/x-www-form-urlencoded"},
		{"HTTPie's parts", "httpie", with("PUT", nil, body(redirect.Multipart, "--b\r\n")), "http --ignore-stdin \\\n  --follow \\\n  --all \\\n  --raw=$'--b\\015\n' \\\n  PUT http://a.test/ \\\n  'Content-Type:multipart/form-data; boundary=b'"},
		{"HTTPie's stream", "httpie", with("POST", nil, body(redirect.Stream, "it's")), `printf %s 'it'\''s' | http --chunked --follow --all POST http://a.test/`},
		{"HTTPie's header without a value", "httpie", with("GET", header("X-E", ""), nil), http + "GET http://a.test/ 'X-E;'"},
		{"HTTPie's header that would be JSON", "httpie", with("GET", header("X", "=1"), nil), http + `GET http://a.test/ 'X:\=1'`},
		{"HTTPie's header that would be a file", "httpie", with("GET", header("X", "@/etc/hosts"), nil), http + `GET http://a.test/ 'X:\@/etc/hosts'`},
		{"HTTPie's header with separators", "httpie", with("GET", header("X", ":=a==b@c;d"), nil), http + `GET http://a.test/ 'X::=a==b@c;d'`},
		{"HTTPie's header with backslashes", "httpie", with("GET", header("X", `\a\\:\`), nil), http + `GET http://a.test/ 'X:\a\\:\'`},
		{"HTTPie's header that would be an option", "httpie", with("GET", header("-d", "x"), nil), http + `-- GET http://a.test/ -d:x`},
		{"HTTPie's header that it cannot write", "httpie", with("GET", header("`id`", `a\:b`), nil), "# HTTPie has no way to write the value of '`id`'.\n" + http + "GET http://a.test/"},
		{"HTTPie's method that it cannot send", "httpie", with("M-SEARCH", nil, nil), "# HTTPie has no way to send the method M-SEARCH.\n"},
		{"PowerShell", "powershell", plain(), "# Windows PowerShell 5.1 leaves Cookie out, PowerShell 7 sends it.\n" + `Invoke-WebRequest -UseBasicParsing ` + "`" + `
  -Uri 'https://api.example.com/submit' ` + "`" + `
  -Method POST ` + "`" + `
  -ContentType 'application/json' ` + "`" + `
  -Headers @{
    'Authorization' = 'Bearer t0k3n'
    'Cookie' = 'sid=abc'
  } ` + "`" + `
  -Body '{ "data": "some data" }'`},
		{"PowerShell's form", "powershell", with("POST", nil, body(redirect.Form, "a=b")), iwr + "POST `\n  -ContentType 'application/x-www-form-urlencoded' `\n  -Body 'a=b'"},
		{"PowerShell's parts", "powershell", with("POST", nil, body(redirect.Multipart, "--b\r\n")), iwr + "POST `\n  -ContentType 'multipart/form-data; boundary=b' `\n  -Body \"--b`r`n\""},
		{"PowerShell's stream", "powershell", with("POST", nil, body(redirect.Stream, "a")), "# This body is in memory, no stream: it can be sent again.\n" + iwr + "POST `\n  -Body 'a'"},
		{"PowerShell encodes as UTF-8", "powershell", with("POST", nil, body(redirect.Text, "é")), iwr + "POST `\n  -Body ([Text.Encoding]::UTF8.GetBytes(\"$([char]0xe9)\"))"},
		{"PowerShell's User-Agent", "powershell", with("GET", header("user-agent", "it's"), nil), iwr + "GET `\n  -UserAgent 'it''s'"},
		{"PowerShell's header that is there twice", "powershell", with("GET", redirect.Headers{{Name: "X-A", Value: "1"}, {Name: "x-a", Value: ""}}, nil), iwr + "GET `\n  -Headers @{\n    'X-A' = '1, '\n  }"},
		{"PowerShell's method of one's own", "powershell", with("-x'", nil, nil), "# -CustomMethod needs PowerShell 6 or newer.\nInvoke-WebRequest -UseBasicParsing `\n  -Uri 'http://a.test/' `\n  -CustomMethod '-x'''"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			if got := runnable(t, test.id, scenario.Scenario{Request: test.request}); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

var powershellTexts = []struct{ text, want string }{
	{``, `''`},
	{`a b`, `'a b'`},
	{`it's`, `'it''s'`},
	{`'`, `''''`},
	{`$(id) $x @{} # ; | &`, `'$(id) $x @{} # ; | &'`},
	{"a`n\"b\"", "'a`n\"b\"'"},
	{"a\nb", "\"a`nb\""},
	{"\r\n\t'", "\"`r`n`t'\""},
	{"\n\"$x`", "\"`n`\"`$x``\""},
	{"\n$(id)", "\"`n`$(id)\""},
	{"‘’‚‛", `"$([char]0x2018)$([char]0x2019)$([char]0x201a)$([char]0x201b)"`},
	{"“”„", `"$([char]0x201c)$([char]0x201d)$([char]0x201e)"`},
	{"Б", `"$([char]0x411)"`}, // its second byte is a quote in Windows-1252
	{"\x00\x1b\x7f\u0085", `"$([char]0x0)$([char]0x1b)$([char]0x7f)$([char]0x85)"`},
	{"😀", `"$([char]0xd83d)$([char]0xde00)"`},
	{"–", `"$([char]0x2013)"`},
	{"a\xff", `"a$([char]0xfffd)"`},
}

func TestQuotePowerShell(t *testing.T) {
	for _, test := range powershellTexts {
		if got := quotePowerShell(test.text); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}
