package scenario

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// A row's want is what summary makes of the scenario; notes are the beginnings
// of the lines that name what was not understood.
var curlTests = []struct {
	says  string
	line  string
	want  string
	notes []string
}{
	{"a URL", `curl https://a/`, "GET https://a/ [location=false]", nil},
	{"followed", `curl -L https://a/`, "GET https://a/", nil},
	{"the prompt before it", `$ curl -L a.example/x?y`, "GET http://a.example/x?y", nil},
	{"its path, its end, words before it", `sudo NO_PROXY=x /usr/bin/CURL.exe -L https://a/`, "GET https://a/", nil},
	{"options behind the URL", `curl https://a/ -L -X DELETE`, "DELETE https://a/ [request=DELETE]", nil},
	{"a URL by its option", `curl --url https://a/ -L`, "GET https://a/", nil},
	{"a URL behind two dashes", `curl -L -- https://a/`, "GET https://a/", nil},
	{"trailing space and line end", "  curl -L https://a/ \n", "GET https://a/", nil},

	{"-X beside its value", `curl -XPOST https://a/ -L`, "POST https://a/ [request=POST]", nil},
	{"-X before its value", `curl -X POST -L https://a/`, "POST https://a/ [request=POST]", nil},
	{"--request", `curl --request PATCH -L https://a/`, "PATCH https://a/ [request=PATCH]", nil},
	{"--request=, which older versions refuse", `curl --request=POST -L https://a/`, "POST https://a/ [request=POST]", []string{"--request=…: older versions of curl refuse"}},
	{"the last -X counts", `curl -X A -X B -L https://a/`, "B https://a/ [request=B]", nil},
	{"-X that is no method", `curl -X 'A B' -L https://a/`, "GET https://a/", []string{`-X "A B" is not a method`}},
	{"-d makes a POST", `curl -L -d a=1 https://a/`, "POST https://a/ form(a=1)", nil},
	{"-d beside its value", `curl -L -da=1 https://a/`, "POST https://a/ form(a=1)", nil},
	{"several -d", `curl -L -d a=1 --data b=2 --data-raw c=3 --data-binary d=4 --data-ascii e=5 https://a/`, "POST https://a/ form(a=1&b=2&c=3&d=4&e=5)", nil},
	{"an empty -d", `curl -L -d '' https://a/`, "POST https://a/ form()", nil},
	{"an empty -d and another", `curl -L -d '' -d a https://a/`, "POST https://a/ form(&a)", nil},
	{"-d with another type", `curl -L -d '{}' -H 'Content-Type: application/json' https://a/`, "POST https://a/ {Content-Type: application/json} text({})", nil},
	{"-d with its own type", `curl -L -d a -H 'content-type: application/x-www-form-urlencoded; charset=utf-8' https://a/`,
		"POST https://a/ {content-type: application/x-www-form-urlencoded; charset=utf-8} form(a)", nil},
	{"-d of a file", `curl -L -d @data.json https://a/`, "POST https://a/ form((content of data.json))", []string{`-d: the content of the file "data.json" is not known`}},
	{"-d of the standard input", `curl -L --data-binary @- https://a/`, "POST https://a/ form((standard input))", []string{"--data-binary: what comes from the standard input"}},
	{"--data-raw takes an @ as it is", `curl -L --data-raw @x https://a/`, "POST https://a/ form(@x)", nil},
	{"letters together", `curl -sSLd x https://a/`, "POST https://a/ form(x)", nil},
	{"letters together with the value", `curl -sSLXPUT https://a/`, "PUT https://a/ [request=PUT]", nil},
	{"--json", `curl -L --json '{"a":' --json '1}' https://a/`, `POST https://a/ {Content-Type: application/json} {Accept: application/json} text({"a":1})`, nil},
	{"--json with its own Accept", `curl -L --json 1 -H 'accept: */*' https://a/`, `POST https://a/ {accept: */*} {Content-Type: application/json} text(1)`, nil},

	{"--data-urlencode, content", `curl -L --data-urlencode 'a b&é/~' https://a/`, "POST https://a/ form(a+b%26%C3%A9%2F~)", nil},
	{"--data-urlencode, =content", `curl -L --data-urlencode '=a=b' https://a/`, "POST https://a/ form(a%3Db)", nil},
	{"--data-urlencode, name=content", `curl -L --data-urlencode 'n m=a@b' https://a/`, "POST https://a/ form(n m=a%40b)", nil},
	{"--data-urlencode, @file and name@file", `curl -L --data-urlencode @f --data-urlencode n@f https://a/`,
		"POST https://a/ form(%28content+of+f%29&n=%28content+of+f%29)", []string{`--data-urlencode: the content of the file "f"`}},
	{"-G", `curl -L -G -d a=1 --data-urlencode 'b=c d' https://a/`, "GET https://a/?a=1&b=c+d", nil},
	{"-G behind a query, before a fragment", `curl -L -G -d a=1 'https://a/?x#f'`, "GET https://a/?x&a=1#f", nil},
	{"-G without data", `curl -LG https://a/`, "GET https://a/", nil},
	{"-G and -I", `curl -LGI -d a=1 https://a/`, "HEAD https://a/?a=1", nil},
	{"--url-query", `curl -L --url-query 'a=b c' --url-query '+d=%20' https://a/`, "GET https://a/?a=b+c&d=%20", nil},
	{"-I", `curl -IL https://a/`, "HEAD https://a/", nil},
	{"-I and -X", `curl -IL -X GET https://a/`, "GET https://a/ [request=GET]", nil},
	{"-I and -d, which curl refuses", `curl -IL -d a https://a/`, "HEAD https://a/", []string{"curl refuses -I together with a body"}},

	{"-T", `curl -L -T dir/file.bin https://a/`, "PUT https://a/file.bin text((content of dir/file.bin)) [upload-file=true]", []string{`-T: the content of the file "dir/file.bin"`}},
	{"-T to a name", `curl -L -T file.bin https://a/b`, "PUT https://a/b text((content of file.bin)) [upload-file=true]", []string{"-T: "}},
	{"-T of the standard input", `curl -L -T - https://a/b/`, "PUT https://a/b/ stream((standard input))", []string{"-T: what comes from the standard input"}},
	{"-T and -d, which curl refuses", `curl -L -T - -d a https://a/`, "PUT https://a/ stream((standard input))", []string{"curl refuses -d, -F and -T together", "-T: "}},

	{"-F", `curl -L -F a=1 -F "b=2 3" https://a/`, "POST https://a/ multipart(--B|Content-Disposition: form-data; name=\"a\"||1|--B|Content-Disposition: form-data; name=\"b\"||2 3|--B--|)", nil},
	{"-F of a file", `curl -L -F 'f=@/tmp/a.png' https://a/`, "POST https://a/ multipart(--B|Content-Disposition: form-data; name=\"f\"; filename=\"a.png\"|Content-Type: image/png||(content of /tmp/a.png)|--B--|)",
		[]string{`-F: the content of the file "/tmp/a.png"`}},
	{"-F of a text file", `curl -L -F 'f=<a' https://a/`, "POST https://a/ multipart(--B|Content-Disposition: form-data; name=\"f\"||(content of a)|--B--|)", []string{"-F: "}},
	{"-F with type and filename", `curl -L -F 'f=@a;type=x/y;filename="b;\"c"' https://a/`,
		"POST https://a/ multipart(--B|Content-Disposition: form-data; name=\"f\"; filename=\"b;%22c\"|Content-Type: x/y||(content of a)|--B--|)", []string{"-F: "}},
	{"-F with quotes", `curl -L -F 'f="a;b";type=x/y' https://a/`, "POST https://a/ multipart(--B|Content-Disposition: form-data; name=\"f\"|Content-Type: x/y||a;b|--B--|)", nil},
	{"-F with more", `curl -L -F 'f=a;headers="X: y"' https://a/`, "POST https://a/ multipart(--B|Content-Disposition: form-data; name=\"f\"||a|--B--|)", []string{`-F: "headers=\"X: y\"" in a part is not read`}},
	{"--form-string", `curl -L --form-string 'f=@a;type=b' https://a/`, "POST https://a/ multipart(--B|Content-Disposition: form-data; name=\"f\"||@a;type=b|--B--|)", nil},
	{"-F without =", `curl -L -F f https://a/`, "GET https://a/", []string{`-F "f" has no =`}},

	{"-H", `curl -L -H 'A: b' -H "C:d" https://a/`, "GET https://a/ {A: b} {C: d}", nil},
	{"-H, an empty value", `curl -L -H 'A;' https://a/`, "GET https://a/ {A: }", nil},
	{"-H, taken away", `curl -L -H 'Accept:' -H 'Host:' https://a/`, "GET https://a/", []string{`-H "Host:": a header that curl sends by itself`}},
	{"-H of a file", `curl -L -H @headers https://a/`, "GET https://a/", []string{`-H: the headers in the file "headers"`}},
	{"-H without a colon", `curl -L -H nonsense https://a/`, "GET https://a/", []string{`-H "nonsense" has no colon`}},
	{"-H that is none", `curl -L -H 'A B: c' https://a/`, "GET https://a/", []string{`-H: "A B" is not a header name`}},
	{"-u", `curl -L -u ada:secret https://a/`, "GET https://a/ {Authorization: Basic YWRhOnNlY3JldA==}", nil},
	{"-u without a password", `curl -L -u ada https://a/`, "GET https://a/ {Authorization: Basic YWRhOg==}", []string{`-u "ada": curl would ask for the password`}},
	{"-u and --digest", `curl -L --digest -u ada:secret https://a/`, "GET https://a/", []string{"--digest is not simulated"}},
	{"-H goes before -u", `curl -L -u ada:secret -H 'Authorization: Bearer t' https://a/`, "GET https://a/ {Authorization: Bearer t}", nil},
	{"--oauth2-bearer", `curl -L --oauth2-bearer t https://a/`, "GET https://a/ {Authorization: Bearer t}", nil},
	{"-b", `curl -L -b a=1 -b 'c=2; d=3' https://a/`, "GET https://a/ {Cookie: a=1;c=2; d=3} [cookie=true]", nil},
	{"-b of a file", `curl -L -b jar.txt https://a/`, "GET https://a/ [cookie-engine=true]", []string{`-b "jar.txt": the cookies in the file`}},
	{"-b of nothing keeps cookies", `curl -L -b '' https://a/`, "GET https://a/ [cookie-engine=true]", nil},
	{"-c keeps cookies", `curl -L -c jar.txt https://a/`, "GET https://a/ [cookie-engine=true]", nil},
	{"-A and -e", `curl -L -A me/1 -e https://b/ https://a/`, "GET https://a/ {User-Agent: me/1} {Referer: https://b/}", nil},
	{"-e ;auto", `curl -L -e 'https://b/;auto' https://a/`, "GET https://a/ {Referer: https://b/} [auto-referer=true]", nil},
	{"-A taken away", `curl -L -A me -H 'User-Agent:' https://a/`, "GET https://a/", nil},
	{"-r", `curl -L -r 0-9 https://a/`, "GET https://a/ {Range: bytes=0-9}", nil},

	{"what keeps a POST", `curl -L --post301 --post302 --post303 -d a https://a/`, "POST https://a/ form(a) [post301=true post302=true post303=true]", nil},
	{"and what takes it back", `curl -L --post301 --no-post301 -d a https://a/`, "POST https://a/ form(a)", nil},
	{"--location-trusted follows, too", `curl --location-trusted https://a/`, "GET https://a/ [location-trusted=true]", nil},
	{"--no-location", `curl -L --no-location https://a/`, "GET https://a/ [location=false]", nil},
	{"--max-redirs", `curl -L --max-redirs 5 https://a/`, "GET https://a/ [max-redirs=5]", nil},
	{"--max-redirs without end", `curl -L --max-redirs -1 https://a/`, "GET https://a/ [max-redirs=-1]", nil},
	{"--max-redirs that is no number", `curl -L --max-redirs five https://a/`, "GET https://a/", []string{`--max-redirs takes a number from -1 on, not "five"`}},
	{"--max-redirs past the simulation", `curl -L --max-redirs 99999 https://a/`, "GET https://a/", []string{"--max-redirs takes a whole number from -1 to"}},
	{"--follow", `curl --follow https://a/`, "GET https://a/", []string{"--follow is simulated as -L"}},

	{"what changes nothing", `curl -sSLkvi -o out -w '%{http_code}' --compressed -m 5 --connect-timeout 3 --http1.1 --cacert c -# -N --fail https://a/`, "GET https://a/", nil},
	{"what is not simulated", `curl -L -x p:1 --resolve a:80:b --proto =https --netrc https://a/`, "GET https://a/",
		[]string{`-x "p:1" is not simulated`, `--resolve "a:80:b" is not simulated`, `--proto "=https" is not simulated`, "--netrc is not simulated"}},
	{"what curl does not know", `curl -L --frobnicate -€ https://a/`, "GET https://a/", []string{`"--frobnicate" is not a known option of curl`, `"-\xe2" is not a known option`}},
	{"a word that an unknown option wanted", `curl -L --reqest POST https://a/`, "GET https://a/", []string{`"--reqest" is not`, `"POST" was left out: only one URL`}},
	{"an option at the end without its value", `curl -L https://a/ -d`, "GET https://a/", []string{"-d takes a value, and the line ends"}},
	{"a second URL", `curl -L https://a/ https://b/`, "GET https://a/", []string{`"https://b/" was left out`}},
	{"a second request", `curl -L https://a/ --next -d x https://b/`, "GET https://a/", []string{"--next begins another request"}},
	{"a pattern of URLs", `curl -L "https://a/{b,c}"`, "GET https://a/{b,c}", []string{"curl reads {} and []"}},
	{"no pattern of URLs", `curl -Lg 'https://a/{b,c}'`, "GET https://a/{b,c}", nil},
	{"braces that a shell replaces", `curl -Lg https://a/{b,c}/{d}`, "GET https://a/{b,c}/{d}", []string{`"{b,c}" is for a shell to replace`}},
	{"the same note once", `curl -L -d @f -d @f https://a/`, "POST https://a/ form((content of f)&(content of f))", []string{"-d: "}},

	{"lines with backslashes", "curl -L \\\n  -d a=1 \\\r\n  https://a/", "POST https://a/ form(a=1)", nil},
	{"a space behind the backslash", "curl -L \\ \n  -d a=1 \\\t\n  https://a/", "POST https://a/ form(a=1)", nil},
	{"lines without backslashes", "curl -L\n  -d a=1\n  'https://a/'", "POST https://a/ form(a=1)", nil},
	{"another command in the next line", "curl -L https://a/\necho done", "GET https://a/", []string{`a shell ends the command at the end of the line: "echo done"`}},
	{"a comment", "curl -L https://a/#f # as it was\n", "GET https://a/#f", nil},
	{"PowerShell's lines", "curl -L `\n -d a `\n https://a/", "POST https://a/ form(a)", nil},
	{"Windows' lines", "curl -L ^\r\n -d a=1 ^\r\n https://a/", "POST https://a/ form(a=1)", nil},
	{"as a browser copies it for Windows", "curl ^\"https://a/?b=1^&c=%^20^\" ^\n  -L ^\n  -H ^\"A: 'b'^\" ^\n  --data-raw ^\"^{^\\^\"x^\\^\":^\\^\"$y^\\^\"^}^\"",
		`POST https://a/?b=1&c=%20 {A: 'b'} form({"x":"$y"})`, nil},
	{"as a browser copies it for a shell", "curl 'https://a/' \\\n  -H 'A: b' \\\n  --data-raw $'{\"x\":\"it\\'s \\u00e9\\\\n\"}' -L", "POST https://a/ {A: b} form({\"x\":\"it's é\\n\"})", nil},
	{"a pipe", `curl -L https://a/ | jq .`, "GET https://a/", []string{`a shell ends the command at |: "| jq ."`}},
	{"a redirection", `curl -L https://a/ >out 2>/dev/null 2>&1 -d a`, "POST https://a/ form(a)", nil},
	{"a & in the URL, unquoted", `curl -L https://a/?b=1&c=2`, "GET https://a/?b=1", []string{`a shell ends the command at &: "&c=2"`}},
	{"a variable", `curl -L -H "Authorization: Bearer $TOKEN" https://a/$X`, "GET https://a/$X {Authorization: Bearer $TOKEN}", []string{`"$TOKEN" is for a shell to replace`, `"$X" is for a shell`}},
	{"a command in a command", "curl -L -d \"$(cat a 'b') `date`\" https://a/", "POST https://a/ form($(cat a 'b') `date`)", []string{`"$(cat a 'b')" is for a shell`, "\"`date`\" is for a shell"}},
}

func TestImportCurl(t *testing.T) {
	for _, tt := range curlTests {
		s, notes, err := ImportCurl(tt.line)
		if err != nil {
			t.Errorf("%s: %v", tt.says, err)
			continue
		}
		if got := summary(s); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.says, got, tt.want)
		}
		ok := len(notes) == len(tt.notes)
		for i := range min(len(notes), len(tt.notes)) {
			ok = ok && strings.HasPrefix(notes[i], tt.notes[i]) && !strings.Contains(notes[i], "\n")
		}
		if !ok {
			t.Errorf("%s:\ngot  %q\nwant %q", tt.says, notes, tt.notes)
		}
		checkRoundTrip(t, s)
		if _, err := s.Follow(); err != nil {
			t.Errorf("%s: %v", tt.says, err)
		}
	}
}

// summary writes what an imported scenario holds in one line.
func summary(s Scenario) string {
	var b strings.Builder
	b.WriteString(s.Request.Method + " " + s.Request.URL)
	for _, h := range s.Request.Headers {
		b.WriteString(" {" + h.Name + ": " + h.Value + "}")
	}
	if body := s.Request.Body; body != nil {
		text := strings.NewReplacer(boundary, "B", "\r\n", "|").Replace(body.Text)
		b.WriteString(" " + string(body.Kind) + "(" + text + ")")
	}
	var options []string
	profile, _ := s.Profile()
	for _, name := range slices.Sorted(maps.Keys(s.Options)) {
		option, _ := profile.Option(name)
		options = append(options, name+"="+option.Format(s.Options[name]))
	}
	if len(options) > 0 {
		b.WriteString(" [" + strings.Join(options, " ") + "]")
	}
	return b.String()
}

var brokenCurl = []struct{ says, line, want string }{
	{"nothing", " ", "curl: the line is empty"},
	{"another command", "wget https://a/", `curl: the line begins with "wget", not with curl`},
	{"a URL alone", "https://a/", `curl: the line begins with "https://a/", not with curl`},
	{"words before nothing", "sudo env A=b", "curl: the line has no curl in it"},
	{"no URL", "curl -L -d a", "curl: the line has no URL"},
	{"a URL of another scheme", "curl ftp://a/", `curl: "ftp://a/" has the scheme ftp, not http or https`},
	{"a URL without a host", "curl -L https:///", `curl: "https:///" has no host`},
	{"a quote that stays open", "curl -d '{", "curl: the line is cut off: ' is opened and never closed, at \"'{\""},
	{"a double quote that stays open", `curl "https://a/\"`, `curl: the line is cut off: " is opened and never closed, at "https://a/\\\""`},
	{"an ANSI-C quote that stays open", `curl $'a\'`, `curl: the line is cut off: $' is opened and never closed, at "a\\'"`},
	{"a command in it that stays open", "curl \"$(date\"", `curl: the line is cut off: $( is opened and never closed, at "$(date\""`},
	{"a variable that stays open", "curl ${a", `curl: the line is cut off: ${ is opened and never closed, at "${a"`},
	{"a backquote that stays open", "curl `a", "curl: the line is cut off: ` is opened and never closed, at \"`a\""},
	{"not UTF-8", "curl \xff", `curl: the line "curl \xff" is not UTF-8`},
	{"too long", "curl " + strings.Repeat("x", MaxJSON), "curl: 262149 bytes, at most 262144"},
	{"a body past the limit", "curl https://a/ -d " + strings.Repeat("x", MaxBody+1), "request.body.text: 65537 bytes, at most 65536"},
}

func TestImportCurlThatIsBroken(t *testing.T) {
	for _, tt := range brokenCurl {
		_, _, err := ImportCurl(tt.line)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s:\ngot  %v\nwant %s", tt.says, err, tt.want)
		}
	}
}

func TestShellWords(t *testing.T) {
	tests := []struct {
		says string
		line string
		want []string
	}{
		{"white space", " a\t b  c ", []string{"a", "b", "c"}},
		{"quotes of every kind in a word", `a'b c'"d e"\ f$'\x41\u00e9'`, []string{"ab cd e fAé"}},
		{"an empty word", `a '' "" $''`, []string{"a", "", "", ""}},
		{"nothing is special between single quotes", `'a\b"$c'`, []string{`a\b"$c`}},
		{"little is between double quotes", `"a\b\"\\\$"`, []string{`a\b"\$`}},
		{"a line end between quotes", "'a\nb' \"c\\\nd\ne\"", []string{"a\nb", "cd\ne"}},
		{"every escape of ANSI-C", `$'\a\b\e\f\n\r\t\v\\\'\"\?\101\x4a\u4e2d\U0001F600\cA\z\x'`, []string{"\a\b\x1b\f\n\r\t\v\\'\"?AJ中😀\x01\\z\\x"}},
		{"an escape past Unicode", `$'\UFFFFFFFF'`, []string{"\uFFFD"}},
		{"a lone dollar", `a$ $ "b$"`, []string{"a$", "$", "b$"}},
		{"a # in a word", `a#b #c d`, []string{"a#b"}},
		{"a number before a redirection", `a 2>b 3 >&2 c<d e`, []string{"a", "3", "c", "e"}},
		{"a backslash at the very end", `a\`, []string{"a"}},
		{"a character of many bytes behind a backslash", `\é`, []string{"é"}},
		{"cmd.exe quotes with \" only", "'a b' ^\"c d^\" \\x", []string{"'a", "b'", "c d", `\x`}},
		{"cmd.exe, a line end in a text", "^\"a^\n\nb^\"", []string{"a\nb"}},
	}
	for _, tt := range tests {
		got, err := splitShell(tt.line)
		if err != nil || !slices.Equal(got.words, tt.want) {
			t.Errorf("%s: got %q, %v; want %q", tt.says, got.words, err, tt.want)
		}
	}
}

// TestCurlOptionsAreListedOnce guards the lists that say where a value ends.
func TestCurlOptionsAreListedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range strings.Fields(curlValued + curlBare) {
		if seen[name] {
			t.Errorf("%s is listed twice", name)
		}
		seen[name] = true
		if !holds(curlValued, name) && !holds(curlBare, name) {
			t.Errorf("%s is not found", name)
		}
	}
	for _, name := range strings.Fields(curlUnplayed) {
		if !seen[name] {
			t.Errorf("%s is no option", name)
		}
	}
	for _, pair := range strings.Fields(curlShort) {
		if name, ok := curlLong(pair[0]); !ok || name != pair[1:] || !seen[name] {
			t.Errorf("-%s is %s", pair[:1], name)
		}
	}
}
