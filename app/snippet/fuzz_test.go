package snippet

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// seeds adds requests whose every value is a text of the tables.
func seeds(f *testing.F) {
	for _, test := range powershellTexts {
		f.Add("POST", "http://a.test/"+test.text, "X-"+test.text, test.text, test.text)
	}
	for _, text := range []string{hostile, "=1", "@/etc/hosts", ":=1", ":@a", `\`, `\\`, `\:`, `\\:`, `a\=`, "-d", "--", "'", "\n# x", "#"} {
		f.Add("PUT", text, "X", text, text)
		f.Add("GET", "http://a.test/", text, "a", text)
		f.Add(text, "http://a.test/", "X", "a", "")
	}
}

func fuzzed(method, url, name, value, body string) scenario.Scenario {
	valid := func(s string) string { return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\ufffd") }
	return scenario.Scenario{Request: redirect.Request{
		Method: valid(method), URL: valid(url),
		Headers: redirect.Headers{{Name: "Content-Type", Value: "a/b"}, {Name: valid(name), Value: valid(value)}},
		Body:    &redirect.Body{Kind: redirect.Text, Text: valid(body)},
	}}
}

// A shell runs HTTPie and nothing else, with these arguments; HTTPie reads the
// header off its item.
func FuzzHTTPie(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, method, url, name, value, body string) {
		s := fuzzed(method, url, name, value, body)
		code := runnable(t, "httpie", s)
		got := arguments(t, code)
		if !letters(s.Request.Method) {
			if len(got) > 0 {
				t.Fatalf("got %q, want nothing, of\n%s", got, code)
			}
			return
		}
		got = slices.DeleteFunc(got, func(arg string) bool { return arg == "--" })
		want := []string{"--ignore-stdin", "--follow", "--all", "--raw=" + s.Request.Body.Text, s.Request.Method, s.Request.URL, "Content-Type:a/b"}
		want = slices.DeleteFunc(want, func(arg string) bool { return arg == "--" })
		h := s.Request.Headers[1]
		item := ""
		if len(got) == len(want)+1 {
			item, got = got[len(want)], got[:len(want)]
		} else if !strings.ContainsAny(h.Name+":"+h.Value, `\`) {
			t.Errorf("no %+v in\n%s", h, code)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got  %q\nwant %q\nof\n%s", got, want, code)
		}
		sep := ":"
		if h.Value == "" {
			sep = ";"
		}
		if gotName, gotSep, gotValue := readItem(item); item != "" && (gotName != h.Name || gotSep != sep || gotValue != h.Value) {
			t.Errorf("got %q %q %q of %q, want %+v", gotName, gotSep, gotValue, item, h)
		}
	})
}

// arguments are those that a shell gives to http.
func arguments(t *testing.T, code string) []string {
	t.Helper()
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Fatalf("bash is missing: apt-get install -y bash (%v)", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	cmd := exec.CommandContext(ctx, shell, "--noprofile", "--norc")
	cmd.Stdin = strings.NewReader("http() { printf '%s\\0' \"$@\"; }\n" + code + "\n")
	cmd.Env, cmd.Dir = []string{"PATH=/nonexistent", "LC_ALL=C.UTF-8"}, t.TempDir()
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil || complaint.Len() > 0 {
		t.Fatalf("%v, %s, of\n%s", err, complaint.String(), code)
	}
	args := strings.Split(out.String(), "\x00")
	return args[:len(args)-1]
}

// readItem reads a request item as HTTPie does (KeyValueArgType of its
// cli/argtypes.py, 3.2.1).
func readItem(item string) (name, sep, value string) {
	var runs []string // with an escaped character between each two
	var escaped []string
	run := ""
	for i := 0; i < len(item); i++ {
		if item[i] != '\\' || i+1 == len(item) {
			run += item[i : i+1]
			continue
		}
		i++
		if strings.IndexByte(":;=@", item[i]) < 0 {
			run += item[i-1 : i+1]
			continue
		}
		runs, escaped, run = append(runs, run), append(escaped, item[i:i+1]), ""
	}
	runs = append(runs, run)
	for i, run := range runs {
		at := -1
		for _, s := range []string{":", ";", "=", "@", ":=", ":@", "=@", "==", "==@", ":=@"} {
			if p := strings.Index(run, s); p >= 0 && (at < 0 || p <= at) {
				at, sep = p, s
			}
		}
		if at < 0 {
			name += run
			if i < len(escaped) {
				name += escaped[i]
			}
			continue
		}
		name, value = name+run[:at], run[at+len(sep):]
		for ; i < len(escaped); i++ {
			value += escaped[i] + runs[i+1]
		}
		return name, sep, value
	}
	return name, "", ""
}

// PowerShell reads one command, whose values are those of the request.
func FuzzPowerShell(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, method, url, name, value, body string) {
		s := fuzzed(method, url, name, value, body)
		h := s.Request.Headers[1]
		code := runnable(t, "powershell", s)
		got, err := readPowerShell(code)
		if err != nil {
			t.Fatalf("%v, of\n%s", err, code)
		}
		want := map[string]string{"Uri": s.Request.URL, "Method": s.Request.Method, "ContentType": "a/b", "Body": s.Request.Body.Text}
		if _, ok := got["Method"]; !ok {
			want["CustomMethod"] = want["Method"]
			delete(want, "Method")
		}
		switch {
		case strings.EqualFold(h.Name, "User-Agent"):
			want["UserAgent"] = h.Value
		case !strings.EqualFold(h.Name, "Content-Type"):
			want["Headers."+h.Name] = h.Value
		}
		if len(got) != len(want) {
			t.Errorf("got %q, want %q", got, want)
		}
		for name, value := range want {
			if got[name] != value {
				t.Errorf("%s: got %q, want %q, of\n%s", name, got[name], value, code)
			}
		}
	})
}

// readPowerShell reads the options of a command, by the rules of PowerShell's
// tokenizer (its engine/parser/CharTraits.cs and about_Quoting_Rules) as far as
// they are used here; all else is an error.
func readPowerShell(code string) (map[string]string, error) {
	for _, r := range code {
		if r > '~' || r < ' ' && r != '\n' {
			return nil, fmt.Errorf("%q cannot be pasted", r)
		}
	}
	for strings.HasPrefix(code, "#") {
		_, code, _ = strings.Cut(code, "\n")
	}
	rest, found := strings.CutPrefix(code, "Invoke-WebRequest -UseBasicParsing")
	if !found {
		return nil, fmt.Errorf("another command")
	}
	options := map[string]string{}
	for rest != "" {
		if rest, found = strings.CutPrefix(rest, " `\n  -"); !found {
			return nil, fmt.Errorf("no option at %q", rest)
		}
		var name, value string
		name, rest, _ = strings.Cut(rest, " ")
		if !letters(name) {
			return nil, fmt.Errorf("option %q", name)
		}
		var err error
		switch {
		case strings.HasPrefix(rest, "@{\n"):
			for rest = rest[len("@{"):]; !strings.HasPrefix(rest, "\n  }"); {
				var key, value string
				if key, rest, err = readString(strings.TrimPrefix(rest, "\n    ")); err != nil {
					return nil, err
				}
				if value, rest, err = readString(strings.TrimPrefix(rest, " = ")); err != nil {
					return nil, err
				}
				options[name+"."+key] = value
			}
			rest = rest[len("\n  }"):]
			continue
		case strings.HasPrefix(rest, "([Text.Encoding]::UTF8.GetBytes("):
			value, rest, err = readString(rest[len("([Text.Encoding]::UTF8.GetBytes("):])
			rest, found = strings.CutPrefix(rest, "))")
		case strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, `"`):
			value, rest, err = readString(rest)
		default:
			value, rest, _ = strings.Cut(rest, " ")
			found, rest = letters(value), " "+rest
		}
		if err != nil || !found {
			return nil, fmt.Errorf("value %q of %s: %v", value, name, err)
		}
		options[name] = value
	}
	return options, nil
}

// readString reads a string between quotes, and returns what follows it.
func readString(code string) (value, rest string, err error) {
	if code == "" || code[0] != '\'' && code[0] != '"' {
		return "", "", fmt.Errorf("no string at %q", code)
	}
	var units []uint16
	quote := code[0]
	for i := 1; i < len(code); i++ {
		switch c := code[i]; {
		case c == quote && i+1 < len(code) && code[i+1] == quote:
			units = append(units, uint16(c))
			i++
		case c == quote:
			return string(utf16.Decode(units)), code[i+1:], nil
		case quote == '"' && c == '`':
			if i++; i == len(code) {
				return "", "", fmt.Errorf("open escape")
			}
			c = code[i]
			if at := strings.IndexByte("0abefnrtvu", c); at >= 0 {
				c = "\x00\a\b\x00\f\n\r\t\v\x00"[at]
			}
			units = append(units, uint16(c))
		case quote == '"' && c == '$':
			hex, after, found := strings.Cut(code[i:], ")")
			n, err := strconv.ParseUint(strings.TrimPrefix(hex, "$([char]0x"), 16, 16)
			if !found || err != nil {
				return "", "", fmt.Errorf("expression %q", hex)
			}
			units = append(units, uint16(n))
			i = len(code) - len(after) - 1
		default:
			units = append(units, uint16(c))
		}
	}
	return "", "", fmt.Errorf("open string")
}
