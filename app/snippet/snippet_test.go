package snippet

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// plain is a request as learners build it, awkward one as nobody should.
func plain() redirect.Request {
	return redirect.Request{
		Method: "POST", URL: "https://api.example.com/submit",
		Headers: redirect.Headers{{Name: "Content-Type", Value: "application/json"}, {Name: "Authorization", Value: "Bearer t0k3n"}, {Name: "Cookie", Value: "sid=abc"}},
		Body:    &redirect.Body{Kind: redirect.Text, Text: `{ "data": "some data" }`},
	}
}

// hostile ends every string, comment, attribute and line it can.
const hostile = "'\"`\\'\\\"</script><!-- --> ${x} $(id) `id` $'x' !! ; & | # \u2028 é €\t%s"

func awkward() redirect.Request {
	return redirect.Request{
		Method: "PUT", URL: "https://api.example.com/a'b%22$(id)`id`?x=1&y=[2]{3}#f",
		Headers: redirect.Headers{{Name: "X-A", Value: hostile}, {Name: "x-a", Value: "2"}, {Name: "X-Empty", Value: ""}, {Name: "Host", Value: "other.test"}},
		Body:    &redirect.Body{Kind: redirect.Text, Text: hostile + "\r\n\x01\x7f=\n"},
	}
}

// Every client, with a plain and an awkward request, against goldens.
func TestCommand(t *testing.T) {
	for _, id := range client.IDs() {
		for name, request := range map[string]redirect.Request{"plain": plain(), "awkward": awkward()} {
			t.Run(id+" "+name, func(t *testing.T) {
				lang, code := Command(scenario.Scenario{Client: id, Request: request})
				got := lang + "\n" + code
				file := filepath.Join("testdata", id+"-"+name+".golden")
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

// Each option, and each kind of body, as its client has it.
func TestParts(t *testing.T) {
	get := redirect.Request{Method: "GET", URL: "http://a.test/"}
	with := func(kind redirect.BodyKind, text string) redirect.Request {
		return redirect.Request{Method: "POST", URL: "http://a.test/", Body: &redirect.Body{Kind: kind, Text: text}}
	}
	method := func(m string) redirect.Request { return redirect.Request{Method: m, URL: "http://a.test/"} }
	multipart := "--b1\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nv\r\n--b1--\r\n"
	tests := []struct {
		desc    string
		client  string
		options client.Options
		request redirect.Request
		want    string // is in the code
	}{
		{"curl follows", "curl", nil, get, "curl -L http://a.test/"},
		{"curl does not follow", "curl", client.Options{"location": false}, get, "curl http://a.test/"},
		{"curl trusts", "curl", client.Options{"location-trusted": true}, get, "curl --location-trusted http://a.test/"},
		{"curl keeps POST", "curl", client.Options{"post301": true, "post303": true}, get, "curl -L --post301 --post303 http://a.test/"},
		{"curl's limit", "curl", client.Options{"max-redirs": -1}, get, "curl -L --max-redirs -1 http://a.test/"},
		{"curl's own cookies", "curl", client.Options{"cookie": true}, redirect.Request{Method: "GET", URL: "http://a.test/", Headers: redirect.Headers{{Name: "Cookie", Value: "a=1"}}}, "curl -L -b a=1 http://a.test/"},
		{"curl's own Referer", "curl", client.Options{"auto-referer": true}, get, "curl -L -e ';auto' http://a.test/"},
		{"wget without cookies", "wget", client.Options{"cookies": false}, get, "wget --no-cookies -O - http://a.test/"},
		{"Go's jar", "go", client.Options{"Jar": true}, get, "cookiejar.New(nil)"},
		{"Go stops", "go", client.Options{"CheckRedirect": "ErrUseLastResponse"}, get, "return http.ErrUseLastResponse }"},
		{"HTTParty's options", "ruby-httparty", client.Options{"limit": 2, "follow_redirects": false}, get, "  follow_redirects: false,\n  limit: 2,\n"},
		{"HTTParty's form of parts", "ruby-httparty", nil, with(redirect.Multipart, multipart), "  body: { \"n\" => \"v\" },\n  multipart: true,\n"},
		{"HTTParty's stream", "ruby-httparty", nil, with(redirect.Stream, "a"), "  body_stream: StringIO.new(\"a\"),\n"},
		{"RestClient's limit", "ruby-rest-client", client.Options{"max_redirects": 0}, get, "  max_redirects: 0,\n"},
		{"RestClient's form of parts", "ruby-rest-client", nil, with(redirect.Multipart, multipart), "  payload: { \"n\" => \"v\", multipart: true },\n"},
		{"RestClient's method of one's own", "ruby-rest-client", nil, method("a!"), "  method: \"a!\".downcase.to_sym,\n"},
		{"Faraday's options", "ruby-faraday", client.Options{"limit": 1, "standards_compliant": true}, get, "FollowRedirects, limit: 1, standards_compliant: true\n"},
		{"Faraday's form of parts", "ruby-faraday", nil, with(redirect.Multipart, multipart), "  f.request :multipart\n"},
		{"curl keeps cookies", "curl", client.Options{"cookie-engine": true}, get, "curl -L -b '' http://a.test/"},
		{"curl -X", "curl", client.Options{"request": "PUT"}, get, "curl -L -X PUT http://a.test/"},
		{"curl -X with a body", "curl", client.Options{"request": "POST"}, with(redirect.Form, "a=b"), "curl -L -X POST --data-raw a=b http://a.test/"},
		{"curl posts a body without -X", "curl", nil, with(redirect.Text, ""), "curl -L --data-raw '' http://a.test/"},
		{"curl posts nothing", "curl", nil, method("POST"), "curl -L --data-raw '' http://a.test/"},
		{"curl has an option for HEAD", "curl", nil, method("HEAD"), "curl -L -I http://a.test/"},
		{"curl takes any method", "curl", nil, method("a!"), "curl -L -X 'a!' http://a.test/"},
		{"curl uploads what comes through a pipe", "curl", nil, with(redirect.Stream, "it's"), `printf %s 'it'\''s' | curl -L -X POST -T - http://a.test/`},
		{"curl has an option for fields", "curl", nil, with(redirect.Multipart, multipart), "curl -L --form-string n=v http://a.test/"},
		{"curl gets other parts as they are", "curl", nil, with(redirect.Multipart, strings.ReplaceAll(multipart, `"n"`, `"n"; filename="f"`)), "-H 'Content-Type: multipart/form-data; boundary=b1'"},
		{"wget's limit", "wget", client.Options{"max-redirect": 3}, get, "wget --max-redirect=3 -O - http://a.test/"},
		{"wget's method", "wget", nil, method("DELETE"), "wget --method=DELETE -O -"},
		{"wget's body", "wget", nil, with(redirect.Form, "a=b"), "wget --method=POST --body-data=a=b -O - http://a.test/"},
		{"wget has no body from a pipe, and says so itself", "wget", nil, with(redirect.Stream, "x"), "printf %s x | wget --method=POST --body-file=- -O -"},
		{"fetch's options", "fetch", client.Options{"redirect": "manual", "credentials": "include", "mode": "same-origin"}, get, "  redirect: \"manual\",\n  credentials: \"include\",\n  mode: \"same-origin\",\n"},
		{"fetch's page", "fetch", client.Options{"page": "https://b.test/"}, get, "// In a page of \"https://b.test/\"\n"},
		{"fetch's form", "fetch", nil, with(redirect.Form, "a=b"), `"Content-Type": "application/x-www-form-urlencoded;charset=UTF-8"`},
		{"fetch's stream", "fetch", nil, with(redirect.Stream, "a"), "  body: new Blob([\"a\"]).stream(),\n  duplex: \"half\",\n"},
		{"node's option", "node", client.Options{"redirect": "error"}, get, "  redirect: \"error\",\n"},
		{"axios' limit", "axios", client.Options{"maxRedirects": 0}, get, "  maxRedirects: 0,\n"},
		{"axios' stream", "axios", nil, with(redirect.Stream, "a"), "  data: Readable.from([\"a\"]),\n"},
		{"node's form of parts", "node", nil, with(redirect.Multipart, multipart), "form.append(\"n\", \"v\");\n\nconst response = await fetch(\"http://a.test/\", {\n  method: \"POST\",\n  body: form,\n"},
		{"node gets other parts as they are", "node", nil, with(redirect.Multipart, "--b1\r\nX: y\r\n\r\n\r\n--b1--"), "multipart/form-data; boundary=b1"},
		{"node-fetch has a form of its own", "node-fetch", client.Options{"follow": 3}, with(redirect.Multipart, multipart), "import fetch, { FormData } from \"node-fetch\";\n"},
		{"node-fetch 2 has none", "node-fetch", client.Options{"version": "2"}, with(redirect.Multipart, multipart), "// node-fetch 2\nimport FormData from \"form-data\";\nimport fetch from"},
		{"node-fetch's limit", "node-fetch", client.Options{"follow": 3, "redirect": "error"}, get, "  redirect: \"error\",\n  follow: 3,\n"},
		{"node-fetch's stream", "node-fetch", nil, with(redirect.Stream, "a"), "  body: Readable.from([\"a\"]),\n"},
		{"Got's options", "got", client.Options{"methodRewriting": true, "maxRedirects": 1, "followRedirect": false}, get, "  methodRewriting: true,\n  maxRedirects: 1,\n  followRedirect: false,\n"},
		{"Got's form", "got", nil, with(redirect.Form, "a=b"), "\"application/x-www-form-urlencoded\",\n  },\n  body: \"a=b\",\n"},
		{"SuperAgent's limit", "superagent", client.Options{"redirects": 0}, with(redirect.Form, "a=b"), ")\n  .redirects(0)\n  .send(\"a=b\");\n"},
		{"SuperAgent's fields", "superagent", nil, with(redirect.Multipart, multipart), ")\n  .field(\"n\", \"v\");\n"},
		{"SuperAgent's stream", "superagent", nil, with(redirect.Stream, "a"), "\");\nReadable.from([\"a\"]).pipe(sent);\nconst response = await new"},
		{"requests does not follow", "python-requests", client.Options{"allow_redirects": false}, get, "    allow_redirects=False,\n"},
		{"requests' generator", "python-requests", nil, with(redirect.Stream, "a"), "    data=(part for part in [\"a\".encode()]),\n"},
		{"requests encodes as UTF-8", "python-requests", nil, with(redirect.Text, "é"), "    data=\"é\".encode(),\n"},
		{"Go's stream", "go", nil, with(redirect.Stream, "a"), `io.MultiReader(strings.NewReader("a"))`},
		{"PHP's options", "php-curl", client.Options{"CURLOPT_POSTREDIR": 3, "CURLOPT_COOKIEFILE": true}, get, "    CURLOPT_POSTREDIR => 3,\n    CURLOPT_COOKIEFILE => '',\n"},
		{"PHP does not follow", "php-curl", client.Options{"CURLOPT_FOLLOWLOCATION": false}, get, "[\n    CURLOPT_RETURNTRANSFER => true,\n    CURLOPT_FOLLOWLOCATION => false,\n]"},
		{"PHP names the method", "php-curl", client.Options{"CURLOPT_CUSTOMREQUEST": "POST"}, with(redirect.Form, "a=b"), "    CURLOPT_CUSTOMREQUEST => 'POST',\n    CURLOPT_POSTFIELDS => 'a=b',\n"},
		{"PHP posts nothing", "php-curl", nil, method("POST"), "    CURLOPT_POST => true,\n    CURLOPT_POSTFIELDS => '',\n"},
		{"PHP posts fields", "php-curl", nil, with(redirect.Multipart, multipart), "    CURLOPT_POSTFIELDS => ['n' => 'v'],\n"},
		{"PHP posts other parts as they are", "php-curl", nil, with(redirect.Multipart, strings.ReplaceAll(multipart, `"n"`, `"n"; filename="f"`)), "'Content-Type: multipart/form-data; boundary=b1'"},
		{"PHP's stream", "php-curl", nil, with(redirect.Stream, "a"), "$parts = ['a'];\n"},
		{"a context's options", "php-stream", client.Options{"max_redirects": 2, "follow_location": true}, get, "    'follow_location' => true,\n    'max_redirects' => 2,\n"},
		{"Guzzle's options", "guzzle", client.Options{"strict": true, "cookies": true}, get, "    'allow_redirects' => [\n        'strict' => true,\n    ],\n    'cookies' => new GuzzleHttp\\Cookie\\CookieJar(),\n"},
		{"Guzzle does not follow", "guzzle", client.Options{"allow_redirects": false}, get, "    'allow_redirects' => false,\n"},
		{"Guzzle's generator", "guzzle", nil, with(redirect.Stream, "a"), "(function () { yield 'a'; })()"},
		{"LWP's options", "perl-lwp", client.Options{"requests_redirectable": []string{"GET", "POST"}, "max_redirect": 1}, get, "LWP::UserAgent->new(requests_redirectable => ['GET', 'POST'], max_redirect => 1);"},
		{"HTTP::Tiny's options", "perl-http-tiny", client.Options{"max_redirect": 1, "allow_credentialed_redirects": true}, get, "HTTP::Tiny->new(max_redirect => 1, allow_credentialed_redirects => 1)->request('GET', "},
		{"HTTP::Tiny's stream", "perl-http-tiny", nil, with(redirect.Stream, "a"), "    content => sub { shift @parts },\n"},
		{"Mojo's options", "perl-mojo", client.Options{"max_redirects": 0}, get, "max_redirects => 0"},
		{"Mojo's stream", "perl-mojo", nil, with(redirect.Stream, "a"), "write_chunk(shift @parts, sub { shift->write_chunk('') });"},
		{"LWP's stream", "perl-lwp", nil, with(redirect.Stream, "a"), "    sub { shift @parts },\n"},
		{"Java's GET needs no publisher", "java-httpclient", nil, get, "URI.create(\"http://a.test/\"))\n            .build();"},
		{"Java follows nothing", "java-httpclient", client.Options{"followRedirects": "NEVER"}, get, "    .followRedirects(HttpClient.Redirect.NEVER)\n"},
		{"Java's property", "java-httpclient", client.Options{"jdk.httpclient.redirects.retrylimit": 3}, get, "        System.setProperty(\"jdk.httpclient.redirects.retrylimit\", \"3\");\n"},
		{"Java's cookies", "java-httpclient", client.Options{"cookieHandler": true}, get, "    .cookieHandler(new CookieManager())\n"},
		{"Java's stream", "java-httpclient", nil, with(redirect.Stream, "a"), "var stream = new ByteArrayInputStream(\"a\".getBytes(StandardCharsets.UTF_8));\n"},
		{"Java's form", "java-httpclient", nil, with(redirect.Form, "a=b"), ".header(\"Content-Type\", \"application/x-www-form-urlencoded\")\n"},
		{"Java keeps an escape that the text has", "java-httpclient", nil, with(redirect.Text, `\u0022+"`), `ofString("\\u0022+\"")`},
		{"a connection that does not follow", "java-httpurlconnection", client.Options{"instanceFollowRedirects": false}, get, "connection.setInstanceFollowRedirects(false);\n"},
		{"a connection's properties", "java-httpurlconnection", client.Options{"http.maxRedirects": 3, "http.strictPostRedirect": true}, get, "System.setProperty(\"http.maxRedirects\", \"3\");\n        System.setProperty(\"http.strictPostRedirect\", \"true\");\n"},
		{"a connection's cookies", "java-httpurlconnection", client.Options{"cookieHandler": true}, get, "CookieHandler.setDefault(new CookieManager());\n"},
		{"a connection's stream", "java-httpurlconnection", nil, with(redirect.Stream, "a"), "connection.setChunkedStreamingMode(0);\n"},
		{"OkHttp does not follow", "okhttp", client.Options{"followRedirects": false, "followSslRedirects": false}, get, "new OkHttpClient.Builder().followRedirects(false).followSslRedirects(false).build();\n"},
		{"OkHttp's cookies", "okhttp", client.Options{"cookieJar": true}, get, ".cookieJar(new JavaNetCookieJar(new CookieManager())).build();\n"},
		{"OkHttp posts nothing", "okhttp", nil, method("POST"), `.method("POST", RequestBody.create(null, ""))`},
		{"OkHttp's stream", "okhttp", nil, with(redirect.Stream, "a"), "sink.writeAll(stream);"},
		{"Apache's settings", "apache-httpclient", client.Options{"maxRedirects": 3, "redirectsEnabled": true}, get, "RequestConfig.custom().setRedirectsEnabled(true).setMaxRedirects(3).build()"},
		{"Apache's strategy", "apache-httpclient", client.Options{"version": "4", "LaxRedirectStrategy": true}, get, ".setRedirectStrategy(new LaxRedirectStrategy()).build()"},
		{"Apache's form", "apache-httpclient", nil, with(redirect.Form, "a=b"), `new StringEntity("a=b", ContentType.APPLICATION_FORM_URLENCODED)`},
		{"Apache's stream", "apache-httpclient", nil, with(redirect.Stream, "a"), "new InputStreamEntity(new ByteArrayInputStream("},
		{"a link", "form", nil, get, "<a href=\"http://a.test/\">Go</a>\n"},
		{"a form", "form", nil, with(redirect.Form, "a=1+2&b=%3C"), "<form method=\"post\" action=\"http://a.test/\">\n  <input type=\"hidden\" name=\"a\" value=\"1 2\">\n  <input type=\"hidden\" name=\"b\" value=\"&lt;\">\n"},
		{"a form of parts", "form", nil, with(redirect.Multipart, multipart), "enctype=\"multipart/form-data\">\n  <input type=\"hidden\" name=\"n\" value=\"v\">\n"},
		{"parts that are none", "form", nil, with(redirect.Multipart, "x"), "<input type=\"hidden\" name=\"body\" value=\"x\">"},
		{"a form of text", "form", nil, with(redirect.Text, "{\"a=b\"}"), "enctype=\"text/plain\">\n  <input type=\"hidden\" name=\"{&quot;a\" value=\"b&quot;}\">\n"},
		{"a form cannot", "form", nil, method("PUT"), "not PUT. -->\n<a href="},
		{"the message of a form", "rfc9110", nil, with(redirect.Form, "a=b"), "POST / HTTP/1.1\nHost: a.test\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 3\n\na=b"},
		{"the message of a stream", "rfc9110", nil, with(redirect.Stream, "0123456789abcdef"), "Transfer-Encoding: chunked\n\n10\n0123456789abcdef\n0\n\n"},
		{"a client there is not", "nonsense", nil, get, "GET / HTTP/1.1\nHost: a.test\n"},
	}
	for _, test := range tests {
		t.Run(test.desc, func(t *testing.T) {
			_, code := Command(scenario.Scenario{Client: test.client, Options: test.options, Request: test.request})
			if !strings.Contains(code, test.want) {
				t.Errorf("got\n%s\nwhich lacks\n%s", code, test.want)
			}
		})
	}
}

// Every client has code, and one that is added has at least the message.
func TestEveryClient(t *testing.T) {
	for _, id := range client.IDs() {
		lang, code := Command(scenario.Scenario{Client: id, Request: plain()})
		if lang == "" || !strings.Contains(code, "api.example.com") {
			t.Errorf("%s: %q, %s", id, lang, code)
		}
	}
	for _, w := range writers {
		if _, err := client.Lookup(w.id); err != nil {
			t.Error(err)
		}
	}
}
