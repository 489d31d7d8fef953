package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// result is what running the program came to.
type result struct {
	code           int
	stdout, stderr string
}

func runWith(ctx context.Context, env map[string]string, stdin string, args ...string) result {
	var stdout, stderr bytes.Buffer
	code := run(ctx, args, func(name string) string { return env[name] }, strings.NewReader(stdin), &stdout, &stderr)
	return result{code, stdout.String(), stderr.String()}
}

const (
	post307 = `{"scenario":1,"title":"One","client":"curl","request":{"method":"POST","url":"https://a.example/x","body":{"kind":"text","text":"hi"}},"hops":[{"status":307,"location":"/y"}]}`
	get302  = `{"scenario":1,"request":{"method":"GET","url":"https://a.example/x"},"hops":[{"status":302,"location":"/z"}]}`
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "one.json")
	if err := os.WriteFile(file, []byte(post307), 0o600); err != nil {
		t.Fatal(err)
	}
	ids := strings.Join(client.IDs(), ", ")
	tests := []struct {
		sentence string
		args     []string
		env      map[string]string
		stdin    string
		code     int
		stdout   string // a part of it
		stderr   string // a part of its one line; empty: it says nothing
	}{
		{"help", []string{"help"}, nil, "", 0, "hopscope trace [-client ID] [-format text|json|markdown|mermaid|svg] FILE|-", ""},
		{"help, as a flag", []string{"--help"}, nil, "", 0, "hopscope serve", ""},
		{"help takes nothing", []string{"help", "me"}, nil, "", 2, "", `help takes no arguments, not "me"`},
		{"an unknown command", []string{"import"}, nil, "", 2, "", `unknown command "import": there are serve, trace, clients, codes, export, help`},
		{"a file is followed", []string{"trace", file}, nil, "", 0, "https://a.example/y", ""},
		{"standard input is followed", []string{"trace", "-"}, nil, post307, 0, "https://a.example/y", ""},
		{"flags may stand behind", []string{"trace", file, "-format", "json"}, nil, "", 0, `"trace": 1`, ""},
		{"another client", []string{"trace", "-client", "go", "-format", "json", "-"}, nil, post307, 0, `"id": "go"`, ""},
		{"an unknown client", []string{"trace", "-client", "nobody", "-"}, nil, post307, 2, "", `standard input: client: "nobody" is not one of ` + ids},
		{"an unknown client in the file", []string{"trace", "-"}, nil, strings.Replace(post307, "curl", "nobody", 1), 2, "", ids},
		{"an unknown option in the file", []string{"trace", "-"}, nil, strings.Replace(post307, `"client":"curl"`, `"client":"curl","options":{"nothing":1}`, 1), 2, "", "post301"},
		{"a format there is not", []string{"trace", "-format", "png", "-"}, nil, post307, 2, "", `format "png" is not one of text, json, markdown, mermaid, svg`},
		{"a picture", []string{"trace", "-format", "svg", "-"}, nil, post307, 0, `<svg xmlns="http://www.w3.org/2000/svg" role="img" class="hopscope-auto" xml:space="preserve" viewBox="0 0 440 `, ""},
		{"a wide picture in the dark", []string{"trace", "-format", "svg", "-theme", "dark", "-width", "720", "-"}, nil, post307, 0, `class="hopscope-dark" xml:space="preserve" viewBox="0 0 720 `, ""},
		{"a picture of an array of one", []string{"trace", "-format", "svg", "-"}, nil, "[" + post307 + "]", 0, "</svg>\n", ""},
		{"a picture of two", []string{"trace", "-format", "svg", "-"}, nil, post307 + "\n" + get302, 2, "", "standard input: format svg is of one scenario, and there are 2"},
		{"a picture of none", []string{"trace", "-format", "mermaid", "-"}, nil, "[]", 2, "", "standard input: format mermaid is of one scenario, and there are 0"},
		{"a width there is not", []string{"trace", "-format", "svg", "-width", "100", "-"}, nil, post307, 2, "", "width 100 is not from 280 to 1600"},
		{"a theme there is not", []string{"trace", "-format", "svg", "-theme", "pink", "-"}, nil, post307, 2, "", `theme "pink" is not one of auto, light, dark`},
		{"a sequence diagram for Mermaid", []string{"trace", "-format", "mermaid", "-"}, nil, post307, 0, "sequenceDiagram\n", ""},
		{"Markdown, below the scenario's title", []string{"trace", "-format", "markdown", "-"}, nil, post307, 0, "# One\n\n## Journey of POST ", ""},
		{"Markdown of a scenario without a title", []string{"trace", "-format", "markdown", "-"}, nil, get302, 0, "## Journey of GET ", ""},
		{"Markdown of two", []string{"trace", "-format", "markdown", "-"}, nil, post307 + "\n" + get302, 0, "\n\n# 2\\. untitled\n\n## Journey of GET ", ""},
		{"no file", []string{"trace"}, nil, "", 2, "", "trace takes one file, or - for standard input, not 0"},
		{"two files", []string{"trace", file, file}, nil, "", 2, "", "not 2"},
		{"a file that is not there", []string{"trace", filepath.Join(dir, "none.json")}, nil, "", 2, "", "none.json: no such file or directory"},
		{"a directory", []string{"trace", dir}, nil, "", 2, "", "is a directory"},
		{"nothing to read", []string{"trace", "-"}, nil, "", 2, "", "standard input: "},
		{"no JSON", []string{"trace", "-"}, nil, "POST /", 2, "", "standard input: "},
		{"an unknown field", []string{"trace", "-"}, nil, strings.Replace(post307, `"title"`, `"titel"`, 1), 2, "", "titel"},
		{"a wrong status", []string{"trace", "-"}, nil, strings.Replace(post307, `307`, `700`, 1), 2, "", "hops[0].status"},
		{"an unknown flag", []string{"trace", "-to", "x"}, nil, "", 2, "", "-client, -format, -theme, -width"},
		{"a flag without its value", []string{"trace", "-format"}, nil, "", 2, "", "-client, -format, -theme, -width"},
		{"help about a command", []string{"trace", "-h"}, nil, "", 2, "", "trace takes -client, -format, -theme, -width"},
		{"the clients", []string{"clients"}, nil, "", 0, "curl", ""},
		{"the codes", []string{"codes"}, nil, "", 0, "\n307   Temporary Redirect", ""},
		{"the codes as Markdown", []string{"codes", "-format", "markdown"}, nil, "", 0, "| 307 | Temporary Redirect |", ""},
		{"the codes as JSON", []string{"codes", "-format=json"}, nil, "", 0, `"code": 307`, ""},
		{"a code", []string{"codes", "307"}, nil, "", 0, "307 Temporary Redirect\n======================\n", ""},
		{"a code as Markdown", []string{"codes", "-format", "markdown", "308"}, nil, "", 0, "# 308 Permanent Redirect\n", ""},
		{"a code as JSON", []string{"codes", "304", "-format", "json"}, nil, "", 0, `"code": 304`, ""},
		{"a code there is not", []string{"codes", "309"}, nil, "", 2, "", `code "309" is not one of 300 to 308`},
		{"no code", []string{"codes", "found\nit"}, nil, "", 2, "", `code "found\nit" is not one of 300 to 308`},
		{"two codes", []string{"codes", "301", "302"}, nil, "", 2, "", "codes takes one code, or none for the list, not 2"},
		{"the codes in a format there is not", []string{"codes", "-format", "html"}, nil, "", 2, "", `format "html" is not one of text, json, markdown`},
		{"the clients as JSON", []string{"clients", "-format=json"}, nil, "", 0, `"id": "rfc9110"`, ""},
		{"clients in a format there is not", []string{"clients", "-format", "xml"}, nil, "", 2, "", `format "xml" is not one of text, json`},
		{"clients takes nothing", []string{"clients", "curl"}, nil, "", 2, "", `clients takes no arguments, not "curl"`},
		{"serve takes no file", []string{"serve", file}, nil, "", 2, "", "serve takes no arguments"},
		{"serve is the default", []string{"-nothing"}, nil, "", 2, "", "-addr, -alt-addr, -alt-origin, -frame-ancestors, -live-body"},
		{"an address that is none", []string{"-addr", "here"}, nil, "", 2, "", `addr "here" is not of the form host:port`},
		{"an address that is none, in the environment", nil, map[string]string{"HOPSCOPE_ADDR": "here"}, "", 2, "", `addr "here" is not of the form host:port`},
		{"a public address that is none", []string{"-public-url", "hopscope.example"}, nil, "", 2, "", `public-url "hopscope.example" is not of the form`},
		{"a public address that is a script", nil, map[string]string{"HOPSCOPE_PUBLIC_URL": "javascript:alert(1)"}, "", 2, "", "public-url"},
		{"a public address with a path", []string{"-public-url", "https://a.example/b"}, nil, "", 2, "", "public-url"},
		{"a log format there is not", []string{"-log", "xml"}, nil, "", 2, "", `log "xml" is not one of text, json`},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			r := runWith(t.Context(), test.env, test.stdin, test.args...)
			if r.code != test.code {
				t.Errorf("code %d, want %d", r.code, test.code)
			}
			if !strings.Contains(r.stdout, test.stdout) || test.stdout == "" && r.stdout != "" {
				t.Errorf("stdout %q, want %q in it", r.stdout, test.stdout)
			}
			if !strings.Contains(r.stderr, test.stderr) || test.stderr == "" && r.stderr != "" {
				t.Errorf("stderr %q, want %q in it", r.stderr, test.stderr)
			}
			if test.stderr != "" && (strings.Count(r.stderr, "\n") != 1 || !strings.HasSuffix(r.stderr, "\n") || !strings.HasPrefix(r.stderr, "hopscope: ")) {
				t.Errorf("stderr is not one clear line: %q", r.stderr)
			}
		})
	}
}

// TestTraceShapes gives scenarios in each of the shapes there are, and expects
// as many traces in the same shape and order.
func TestTraceShapes(t *testing.T) {
	tests := []struct {
		sentence, stdin string
		array           bool
		lines           int // 0: not one trace a line
		methods         []string
	}{
		{"one object", post307, false, 0, []string{"POST"}},
		{"one object with a line feed", post307 + "\n", false, 0, []string{"POST"}},
		{"an array", "[" + post307 + "," + get302 + "]", true, 0, []string{"POST", "GET"}},
		{"an array after white space", " \n\t[" + get302 + "," + post307 + "]", true, 0, []string{"GET", "POST"}},
		{"an array of one", "[" + get302 + "]", true, 0, []string{"GET"}},
		{"an array of none", "[]", true, 0, []string{}},
		{"lines", post307 + "\n" + get302 + "\n", false, 2, []string{"POST", "GET"}},
		{"lines with empty ones between", get302 + "\n\n\n" + post307 + "\r\n" + get302, false, 3, []string{"GET", "POST", "GET"}},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			r := runWith(t.Context(), nil, test.stdin, "trace", "-format", "json", "-")
			if r.code != 0 {
				t.Fatalf("code %d: %s", r.code, r.stderr)
			}
			if isArray := strings.HasPrefix(r.stdout, "["); isArray != test.array {
				t.Errorf("an array: %t, want %t", isArray, test.array)
			}
			if lines := strings.Count(r.stdout, "\n"); test.lines > 0 && lines != test.lines {
				t.Errorf("%d lines, want %d", lines, test.lines)
			}
			traces := decodeTraces(t, r.stdout, test.array)
			if len(traces) != len(test.methods) {
				t.Fatalf("%d traces, want %d", len(traces), len(test.methods))
			}
			for i, trace := range traces {
				if got := trace.Exchanges[0].Request.Method; got != test.methods[i] {
					t.Errorf("trace %d is of a %s, want %s", i+1, got, test.methods[i])
				}
			}
		})
	}
}

func decodeTraces(t *testing.T, text string, array bool) []redirect.Trace {
	t.Helper()
	var traces []redirect.Trace
	dec := json.NewDecoder(strings.NewReader(text))
	if array {
		if err := dec.Decode(&traces); err != nil {
			t.Fatal(err)
		}
	}
	for dec.More() {
		var trace redirect.Trace
		if err := dec.Decode(&trace); err != nil {
			t.Fatal(err)
		}
		traces = append(traces, trace)
	}
	return traces
}

func TestTraceText(t *testing.T) {
	one := runWith(t.Context(), nil, post307, "trace", "-")
	two := runWith(t.Context(), nil, post307+"\n"+get302, "trace", "-")
	if strings.HasPrefix(one.stdout, "1. ") {
		t.Error("a single trace has a number")
	}
	if !strings.HasPrefix(two.stdout, "1. One\n\n"+one.stdout) || !strings.Contains(two.stdout, "\n\n2. untitled\n\n") {
		t.Errorf("two traces are not told apart:\n%s", two.stdout)
	}
}

// TestTraceStartings follows every starting scenario, as the page does.
func TestTraceStartings(t *testing.T) {
	for _, s := range scenario.Startings() {
		t.Run(s.ID, func(t *testing.T) {
			r := runWith(t.Context(), nil, string(scenario.Encode(s.Scenario)), "trace", "-format", "json", "-")
			if r.code != 0 {
				t.Fatalf("code %d: %s", r.code, r.stderr)
			}
			want, err := s.Scenario.Follow()
			if err != nil {
				t.Fatal(err)
			}
			got := decodeTraces(t, r.stdout, false)[0]
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("another trace than the page's (-page +command):\n%s", diff)
			}
		})
	}
}

func TestTraceClient(t *testing.T) {
	withOption := strings.Replace(post307, `"client":"curl"`, `"client":"curl","options":{"max-redirs":0}`, 1)
	tests := []struct {
		sentence, stdin, client string
		want                    redirect.OutcomeKind
	}{
		{"the scenario's own", withOption, "", redirect.Failed},
		{"the same client keeps its options", withOption, "curl", redirect.Failed},
		{"another one has its own defaults", withOption, "rfc9110", redirect.Delivered},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			args := []string{"trace", "-format", "json", "-"}
			if test.client != "" {
				args = append(args, "-client", test.client)
			}
			r := runWith(t.Context(), nil, test.stdin, args...)
			if r.code != 0 {
				t.Fatalf("code %d: %s", r.code, r.stderr)
			}
			if got := decodeTraces(t, r.stdout, false)[0].Outcome.Kind; got != test.want {
				t.Errorf("the outcome is %s, want %s", got, test.want)
			}
		})
	}
}

func TestClientsList(t *testing.T) {
	var listed []listedClient
	if err := json.Unmarshal([]byte(runWith(t.Context(), nil, "", "clients", "-format", "json").stdout), &listed); err != nil {
		t.Fatal(err)
	}
	text := runWith(t.Context(), nil, "", "clients").stdout
	profiles := client.All()
	if len(listed) != len(profiles) {
		t.Fatalf("%d clients are listed, there are %d", len(listed), len(profiles))
	}
	for i, p := range profiles {
		if listed[i].ID != p.ID || listed[i].Basis == "" || len(listed[i].Options) != len(p.Options) {
			t.Errorf("%s is listed as %+v", p.ID, listed[i])
		}
		if !strings.Contains(text, p.ID+" ("+p.Name+")\n") || !strings.Contains(text, "Basis: "+p.Basis) {
			t.Errorf("%s is not in the text", p.ID)
		}
		if got, want := len(listed[i].Measured), len(client.Programs(p.ID)); got != want {
			t.Errorf("%s is listed with %d programs, it was recorded from %d", p.ID, got, want)
		}
		for _, o := range p.Options {
			if !strings.Contains(text, "  "+o.Name+": ") {
				t.Errorf("%s's option %s is not in the text", p.ID, o.Name)
			}
		}
	}
}
