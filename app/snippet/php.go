package snippet

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A header without a value ends in a semicolon: with a colon, cURL would take
// the header away.
const phpCurlText = `
                          |<?php
body=stream               |$parts = [{{text}}];
                          |$curl = curl_init({{url}});
                          |curl_setopt_array($curl, [
!CURLOPT_FOLLOWLOCATION   |    CURLOPT_FOLLOWLOCATION => true,
                          |    CURLOPT_RETURNTRANSFER => true,
method=POST !CURLOPT_CUSTOMREQUEST |    CURLOPT_POST => true,
method=HEAD !body         |    CURLOPT_NOBODY => true,
body=stream !method=POST  |    CURLOPT_UPLOAD => true,
body=stream method=POST CURLOPT_CUSTOMREQUEST |    CURLOPT_UPLOAD => true,
CURLOPT_CUSTOMREQUEST     |    CURLOPT_CUSTOMREQUEST => {{CURLOPT_CUSTOMREQUEST}},
!CURLOPT_CUSTOMREQUEST !method=POST,GET,HEAD |    CURLOPT_CUSTOMREQUEST => {{method}},
!CURLOPT_CUSTOMREQUEST method=GET,HEAD body  |    CURLOPT_CUSTOMREQUEST => {{method}},
body=stream               |    CURLOPT_READFUNCTION => function () use (&$parts) { return (string) array_shift($parts); },
fields                    |    CURLOPT_POSTFIELDS => [\
each field more           |, \
each field                |{{name}} => {{value}}\
fields                    |],
body !body=stream !fields |    CURLOPT_POSTFIELDS => {{text}},
!body method=POST !CURLOPT_CUSTOMREQUEST |    CURLOPT_POSTFIELDS => '',
headers                   |    CURLOPT_HTTPHEADER => [
each header value         |        {{line}},
each header !value        |        {{line;}},
headers                   |    ],
CURLOPT_FOLLOWLOCATION    |    CURLOPT_FOLLOWLOCATION => {{CURLOPT_FOLLOWLOCATION}},
CURLOPT_POSTREDIR         |    CURLOPT_POSTREDIR => {{CURLOPT_POSTREDIR}},
CURLOPT_UNRESTRICTED_AUTH |    CURLOPT_UNRESTRICTED_AUTH => {{CURLOPT_UNRESTRICTED_AUTH}},
CURLOPT_AUTOREFERER       |    CURLOPT_AUTOREFERER => {{CURLOPT_AUTOREFERER}},
CURLOPT_MAXREDIRS         |    CURLOPT_MAXREDIRS => {{CURLOPT_MAXREDIRS}},
CURLOPT_COOKIEFILE=true   |    CURLOPT_COOKIEFILE => '',
                          |]);
                          |echo curl_exec($curl);
                          |echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), ' ', curl_getinfo($curl, CURLINFO_EFFECTIVE_URL), "\n";
`

// readPHPFields leaves a body as it is that has two fields of one name, which
// an array cannot hold.
func (in *input) readPHPFields() {
	in.readFields()
	if repeats(in.fields) {
		in.fields = nil
		in.Headers = in.Headers.With("Content-Type", in.multipart())
	}
}

func repeats(fields redirect.Headers) bool {
	for i, f := range fields {
		for _, g := range fields[:i] {
			if f.Name == g.Name {
				return true
			}
		}
	}
	return false
}

const phpStreamText = `
                |<?php
                |$context = stream_context_create(['http' => [
                |    'method' => {{method}},
headers         |    'header' => [
each header     |        {{line}},
headers         |    ],
body            |    'content' => {{text}},
follow_location |    'follow_location' => {{follow_location}},
max_redirects   |    'max_redirects' => {{max_redirects}},
ignore_errors   |    'ignore_errors' => {{ignore_errors}},
                |]]);
                |echo file_get_contents({{url}}, false, $context);
`

const guzzleText = `
                           |<?php
                           |require 'vendor/autoload.php';
                           |
                           |$client = new GuzzleHttp\Client();
                           |$response = $client->request({{method}}, {{url}}, [
headers                    |    'headers' => [
each group                 |        {{name}} => {{value}},
headers                    |    ],
body=stream                |    'body' => (function () { yield {{text}}; })(),
body !body=stream          |    'body' => {{text}},
allow_redirects=false      |    'allow_redirects' => false,
!allow_redirects=false strict,max,referer |    'allow_redirects' => [
!allow_redirects=false strict             |        'strict' => {{strict}},
!allow_redirects=false max |        'max' => {{max}},
!allow_redirects=false referer            |        'referer' => {{referer}},
!allow_redirects=false strict,max,referer |    ],
cookies=true               |    'cookies' => new GuzzleHttp\Cookie\CookieJar(),
http_errors                |    'http_errors' => {{http_errors}},
                           |]);
                           |echo $response->getStatusCode(), "\n";
`

// phpText writes a string of PHP.
func phpText(s string) string {
	return quoted(s, "$", func(r rune) string { return fmt.Sprintf(`\u{%x}`, r) })
}

// quoted writes a string as languages have it in which nothing but a backslash
// means anything between single quotes. What cannot stand there goes between
// double quotes, where the sigils open a variable.
func quoted(s, sigils string, escape func(rune) string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	var b strings.Builder
	last, plain := rune(0), true
	for _, r := range s {
		switch {
		case r == '"' || r == '\\' || strings.ContainsRune(sigils, r):
			b.WriteString(`\` + string(r))
		case r == '\n' || r == '\r' || r == '\t':
			plain = false
			b.WriteString(map[rune]string{'\n': `\n`, '\r': `\r`, '\t': `\t`}[r])
		case unprintable(r) || (r == '/' || r == '!') && last == '<':
			plain = false
			b.WriteString(escape(r))
		default:
			b.WriteRune(r)
		}
		last = r
	}
	if plain {
		return "'" + singleQuoted.Replace(s) + "'"
	}
	return `"` + b.String() + `"`
}

var singleQuoted = strings.NewReplacer(`\`, `\\`, `'`, `\'`)

// unprintable is what ends a line, or is not seen.
func unprintable(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff'
}
