package snippet

import (
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// phpCurlCode writes PHP with its cURL functions.
func phpCurlCode(in input) string {
	var c script
	verb, _ := in.options["CURLOPT_CUSTOMREQUEST"].(string)
	b := in.Body
	stream := b != nil && b.Kind == redirect.Stream
	c.line("<?php")
	if stream {
		c.line("$parts = [" + phpText(b.Text) + "];")
	}
	c.line("$curl = curl_init(" + phpText(in.URL) + ");")
	c.line("curl_setopt_array($curl, [")
	set := func(name, value string) { c.line("    " + name + " => " + value + ",") }
	if _, said := in.options["CURLOPT_FOLLOWLOCATION"]; !said {
		set("CURLOPT_FOLLOWLOCATION", "true")
	}
	set("CURLOPT_RETURNTRANSFER", "true")
	posts := in.Method == "POST" && verb == ""
	switch {
	case posts:
		set("CURLOPT_POST", "true")
	case in.Method == "HEAD" && b == nil:
		set("CURLOPT_NOBODY", "true")
	case stream:
		set("CURLOPT_UPLOAD", "true")
	}
	if verb == "" && !posts && (in.Method != "GET" && in.Method != "HEAD" || b != nil) {
		verb = in.Method
	}
	if verb != "" {
		set("CURLOPT_CUSTOMREQUEST", phpText(verb))
	}
	fields, all := []entry(nil), false
	if b != nil && b.Kind == redirect.Multipart && !in.Headers.Has("Content-Type") {
		if fields, all = multipartEntries(b.Text); !all || repeats(fields) {
			fields = nil
			in.Headers = in.Headers.With("Content-Type", "multipart/form-data; boundary="+redirect.Boundary(b.Text))
		}
	}
	switch {
	case stream:
		set("CURLOPT_READFUNCTION", "function () use (&$parts) { return (string) array_shift($parts); }")
	case fields != nil:
		var list []string
		for _, f := range fields {
			list = append(list, phpText(f.name)+" => "+phpText(f.value))
		}
		set("CURLOPT_POSTFIELDS", "["+strings.Join(list, ", ")+"]")
	case b != nil:
		set("CURLOPT_POSTFIELDS", phpText(b.Text))
	case posts:
		set("CURLOPT_POSTFIELDS", "''")
	}
	if len(in.Headers) > 0 {
		c.line("    CURLOPT_HTTPHEADER => [")
		for _, h := range in.Headers {
			text := h.Name + ": " + h.Value
			if h.Value == "" { // a colon would take the header away
				text = h.Name + ";"
			}
			c.line("        " + phpText(text) + ",")
		}
		c.line("    ],")
	}
	for _, name := range []string{"CURLOPT_FOLLOWLOCATION", "CURLOPT_POSTREDIR", "CURLOPT_UNRESTRICTED_AUTH", "CURLOPT_AUTOREFERER", "CURLOPT_MAXREDIRS"} {
		if v, ok := in.options[name]; ok {
			set(name, fmt.Sprint(v))
		}
	}
	if on, _ := in.options["CURLOPT_COOKIEFILE"].(bool); on {
		set("CURLOPT_COOKIEFILE", "''")
	}
	c.line("]);")
	c.line("echo curl_exec($curl);")
	c.line(`echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), ' ', curl_getinfo($curl, CURLINFO_EFFECTIVE_URL), "\n";`)
	return c.String()
}

// repeats reports fields of one name, which an array cannot hold.
func repeats(fields []entry) bool {
	seen := map[string]bool{}
	for _, f := range fields {
		if seen[f.name] {
			return true
		}
		seen[f.name] = true
	}
	return false
}

// phpStreamCode writes PHP with a stream context.
func phpStreamCode(in input) string {
	var c script
	c.line("<?php")
	c.line("$context = stream_context_create(['http' => [")
	c.line("    'method' => " + phpText(in.Method) + ",")
	if len(in.Headers) > 0 {
		c.line("    'header' => [")
		for _, h := range in.Headers {
			c.line("        " + phpText(h.Name+": "+h.Value) + ",")
		}
		c.line("    ],")
	}
	if in.Body != nil {
		c.line("    'content' => " + phpText(in.Body.Text) + ",")
	}
	c.phpOptions(in, "    ", "follow_location", "max_redirects", "ignore_errors")
	c.line("]]);")
	c.line("echo file_get_contents(" + phpText(in.URL) + ", false, $context);")
	return c.String()
}

// guzzleCode writes PHP with Guzzle.
func guzzleCode(in input) string {
	var c script
	c.line("<?php")
	c.line("require 'vendor/autoload.php';")
	c.line("")
	c.line("$client = new GuzzleHttp\\Client();")
	c.line("$response = $client->request(" + phpText(in.Method) + ", " + phpText(in.URL) + ", [")
	if groups := grouped(in.Headers); len(groups) > 0 {
		c.line("    'headers' => [")
		for _, g := range groups {
			value := phpText(g.values[0])
			if len(g.values) > 1 {
				list := make([]string, len(g.values))
				for i, v := range g.values {
					list[i] = phpText(v)
				}
				value = "[" + strings.Join(list, ", ") + "]"
			}
			c.line("        " + phpText(g.name) + " => " + value + ",")
		}
		c.line("    ],")
	}
	if b := in.Body; b != nil && b.Kind == redirect.Stream {
		c.line("    'body' => (function () { yield " + phpText(b.Text) + "; })(),")
	} else if b != nil {
		c.line("    'body' => " + phpText(b.Text) + ",")
	}
	if on, said := in.options["allow_redirects"].(bool); said && !on {
		c.line("    'allow_redirects' => false,")
	} else if in.options["strict"] != nil || in.options["max"] != nil || in.options["referer"] != nil {
		c.line("    'allow_redirects' => [")
		c.phpOptions(in, "        ", "strict", "max", "referer")
		c.line("    ],")
	}
	if on, _ := in.options["cookies"].(bool); on {
		c.line("    'cookies' => new GuzzleHttp\\Cookie\\CookieJar(),")
	}
	c.phpOptions(in, "    ", "http_errors")
	c.line("]);")
	c.line(`echo $response->getStatusCode(), "\n";`)
	return c.String()
}

// phpOptions writes the options of these names, where they are set.
func (c *script) phpOptions(in input, indent string, names ...string) {
	for _, name := range names {
		if v, ok := in.options[name]; ok {
			c.line(indent + "'" + name + "' => " + fmt.Sprint(v) + ",")
		}
	}
}

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
