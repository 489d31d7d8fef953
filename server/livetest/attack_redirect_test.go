package livetest

// Open redirects: whatever a scenario says, what is sent leads nobody away from
// this server; what could is refused, with the field that is at fault.

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/live"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// Locations with {evil} where a host is that is not ours. refused is what the
// error says; where it is empty the value is harmless.
var leadAway = []struct{ name, location, refused string }{
	{"a script", "javascript:alert(1)", "leads to the scheme javascript"},
	{"a script in capitals", "JavaScript:alert(1)", "leads to the scheme javascript"},
	{"a script with a tab", "java\tscript:alert(1)", "leads to the scheme javascript"},
	{"a script behind a space", " javascript:alert(1)", "leads to the scheme javascript"},
	{"a script with a host", "javascript://{evil}/%0aalert(1)", "leads to the scheme javascript"},
	{"data", "data:text/html,<script>alert(1)</script>", "leads to the scheme data"},
	{"vbscript", "vbscript:msgbox(1)", "leads to the scheme vbscript"},
	{"a blob", "blob:https://{evil}/x", "leads to the scheme blob"},
	{"a file", "file:///etc/passwd", "leads to the scheme file"},
	{"ftp", "ftp://{evil}/x", "leads to the scheme ftp"},
	{"a web socket", "wss://{evil}/x", "leads to the scheme wss"},
	{"an app", "intent://{evil}/#Intent;scheme=https;end", "leads to the scheme intent"},
	{"a source view", "view-source:https://{evil}/", "leads to the scheme view-source"},
	{"a word and a colon", "a1:b", "leads to the scheme a1"},

	{"a host", "https://{evil}/x", ""},
	{"a host in capitals", "HTTPS://{EVIL}/x", ""},
	{"a host with a port", "http://{evil}:8080/x", ""},
	{"a host alone", "//{evil}", ""},
	{"a host without a scheme", "//{evil}/x", ""},
	{"a host that begins like ours", "https://a.example.{evil}/x", ""},
	{"a host that ends like ours", "https://{evil}.a.example/x", ""},
	{"a host with a dot at the end", "https://{evil}./x", ""},
	{"a loopback name", "http://127.0.0.1/x", ""},
	{"a loopback name with our port", "http://127.0.0.1:{port}/healthz", ""},
	{"a number for a host", "http://2130706433/x", ""},
	{"an address of IPv6", "http://[::ffff:1.2.3.4]/x", ""},

	{"two backslashes", `\\{evil}\x`, "begins like a host"},
	{"slash and backslash", `/\{evil}/x`, "begins like a host"},
	{"backslash and slash", `\/{evil}/x`, "begins like a host"},
	{"three slashes", "///{evil}/x", "begins like a host"},
	{"five slashes", "/////{evil}/x", "begins like a host"},
	{"two backslashes behind a space", ` \\{evil}\x`, "begins like a host"},
	{"slash, tab and backslash", "/\t\\{evil}/x", "begins like a host"},
	{"slash, tab and slash", "/\t/{evil}/x", ""},
	{"tab and two slashes", "\t//{evil}/x", ""},
	{"two slashes and a tab", "//\t{evil}/x", ""},
	{"tabs within a host", "//{evil}\t.b.example/x", ""},
	{"no slashes", "https:{evil}/x", "clients differ"},
	{"one slash", "https:/{evil}/x", "clients differ"},
	{"three slashes and a scheme", "https:///{evil}/x", "clients differ"},
	{"backslashes and a scheme", `https:\\{evil}\x`, "clients differ"},
	{"backslash and slash and a scheme", `https:\/{evil}/x`, "clients differ"},
	{"no slashes and our scheme", "http:{evil}/x", "clients differ"},

	{"a user that looks like our host", "https://a.example@{evil}/x", ""},
	{"a user and a password", "https://a.example:443@{evil}/x", ""},
	{"a user that looks like another host", "https://{evil}@a.example/x", ""},
	{"two users", "https://a.example@{evil}@b.example/x", "clients differ"},
	{"a backslash before the user's sign", `https://a.example\@{evil}/x`, "clients differ"},
	{"a backslash behind the user's sign", `https://{evil}\@a.example/x`, "clients differ"},
	{"an encoded slash in the user", "https://a.example%2f@{evil}/x", "clients differ"},
	{"an encoded fragment in the user", "https://{evil}%23@a.example/x", "clients differ"},
	{"a fragment before the user's sign", "https://{evil}#@a.example/x", ""},
	{"a query before the user's sign", "https://{evil}?@a.example/x", ""},
	{"an encoded dot in the host", "https://{evil}%2ea.example/x", "clients differ"},
	{"an encoded NUL in the host", "https://{evil}%00.a.example/x", "clients differ"},
	{"a space in the host", "https://{evil} .a.example/x", "clients differ"},
	{"a wide dot in the host", "https://{evil}。b.example/x", "host"},
	{"wide digits for a host", "http://１２７.0.0.1/x", "host"},
	{"a port that is none", "https://{evil}:x/", "no live address can stand for it"},
	{"an address of IPv6 that is none", "https://[{evil}]/x", "no live address can stand for it"},
	{"no host", "https://", "clients differ"},
	{"a user and no host", "https://{evil}@/x", "no live address can stand for it"},

	{"a host in a path", "/{evil}/x", ""},
	{"a host behind a dot", ".{evil}/x", ""},
	{"a host behind a user's sign", "@{evil}/x", ""},
	{"a host behind a port", ":80@{evil}/x", ""},
	{"a host in a query", "?//{evil}/x", ""},
	{"a host in a fragment", "#//{evil}/x", ""},
	{"two slashes within a path", "x//{evil}/x", ""},
	{"a dot and two slashes", "/.//{evil}/x", ""},
	{"dots and two slashes", "..//{evil}/x", ""},
	{"dots to the root and two slashes", "../../..//{evil}/x", ""},
	{"dots above the root and two slashes", "../../../../../../..//{evil}/x", ""},
	{"dots above the root of another host", "https://{evil}/../../..//b.example/x", ""},
	{"dots out of the run", "../../../../../healthz", ""},
	{"encoded dots out of the run", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/healthz", ""},
	{"backslashes out of the run", `..\..\..\..\..\healthz`, ""},
	{"encoded slashes", "%2f%2f{evil}/x", ""},
	{"encoded slashes behind a slash", "/%2f{evil}/x", ""},
	{"an encoded backslash", "/%5c{evil}/x", ""},
	{"an encoded tab", "/%09/{evil}/x", ""},
	{"a slash, a space and a slash", "/ /{evil}/x", ""},
	{"a no-break space before a host", "\u00a0//{evil}/x", ""},
	{"a wide space before a host", "\u3000//{evil}/x", ""},
	{"a line separator before a host", "\u2028//{evil}/x", ""},
	{"wide slashes", "／／{evil}/x", ""},
	{"a semicolon before a host", ";//{evil}/x", ""},
}

func TestLeadAway(t *testing.T) {
	ours := ownOrigins(t, shared)
	for i, tt := range leadAway {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			others := bystander(t, shared)
			evil := fmt.Sprintf("evil%d.example", i)
			location := strings.NewReplacer("{evil}", evil, "{EVIL}", strings.ToUpper(evil), "{port}", strings.TrimPrefix(shared.host(), "127.0.0.1:")).Replace(tt.location)
			for _, field := range []string{"location", "headers[0].value"} {
				h := redirect.Hop{Status: 302, Location: &location}
				if field != "location" {
					h = redirect.Hop{Status: 302, Headers: headers("lOcAtIoN", location)}
				}
				s := scenario.Scenario{Client: "curl", Request: redirect.Request{Method: "GET", URL: "https://a.example/x/y?q"}, Hops: []redirect.Hop{h}}
				a := shared.post(t, string(scenario.Encode(s)))
				if tt.refused != "" {
					refusedFor(t, a, "hops[0]."+field, tt.refused)
					continue
				}
				if field != "location" && a.status == 400 {
					// Where a hop leads to is its location; a second Location leads
					// to those origins only that the scenario has.
					refusedFor(t, a, "hops[0]."+field, "is none of the scenario's origins")
					continue
				}
				staysHere(t, shared, made(t, a), ours, evil)
			}
			others(t)
		})
	}
}

// refusedFor checks that an answer refuses in one plain line, and says for which
// field.
func refusedFor(t *testing.T, a answer, field, text string) {
	t.Helper()
	if a.status != 400 || !strings.Contains(a.body, field+": ") && !strings.Contains(a.body, field+" ") || !strings.Contains(a.body, text) {
		t.Errorf("%d %s, want 400 about %s: %s", a.status, a.body, field, text)
	}
	plainText(t, a)
}

// plainText checks an answer that refuses: one line of text, and no more.
func plainText(t *testing.T, a answer) {
	t.Helper()
	if kind := a.header.Get("Content-Type"); kind != "text/plain; charset=utf-8" || a.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the refusal is %s, %s", kind, a.header.Get("X-Content-Type-Options"))
	}
	if strings.Count(a.body, "\n") != 1 || !strings.HasSuffix(a.body, "\n") || strings.ContainsAny(a.body, "\r\x00") {
		t.Errorf("the refusal is no line: %q", a.body)
	}
	if a.header.Get("Location") != "" {
		t.Errorf("the refusal leads to %s", a.header.Get("Location"))
	}
}

// staysHere goes through a run by every client, and checks that all it says, by
// every way of reading it, is here.
func staysHere(t *testing.T, p *program, made live.Run, ours []string, evil string) {
	t.Helper()
	for theirs, our := range made.Origins {
		if !slices.Contains(ours, our) {
			t.Errorf("%s stands for %s", our, theirs)
		}
	}
	isOurs := func(what, text string) {
		t.Helper()
		u, err := url.Parse(text)
		if err != nil || !slices.Contains(ours, u.Scheme+"://"+u.Host) || !strings.HasPrefix(u.Path, live.RunPath(made.ID)+"/") {
			t.Errorf("%s is %s (%v)", what, text, err)
		}
	}
	isOurs("the start", made.Start)
	next := made.Start
	for range 3 {
		here, err := redirect.ParseURL(next)
		if err != nil {
			t.Fatal(err)
		}
		a := send(t, request(t, "GET", here.Target(), ""))
		for name, values := range a.header {
			for _, value := range values {
				if strings.Contains(strings.ToLower(value), "//"+evil) && name != "Location" {
					t.Errorf("%s: %s", name, value)
				}
			}
		}
		values := a.header.Values("Location")
		for _, value := range values {
			for _, syntax := range []redirect.Syntax{redirect.WHATWG, redirect.Generic, redirect.Literal, redirect.Strict} {
				if to, err := here.Resolve(value, syntax); err == nil {
					isOurs("Location "+value, to.Scheme+"://"+to.Authority()+strings.ReplaceAll(to.Path, "%", "%25"))
				}
			}
		}
		if len(values) == 0 {
			break
		}
		to, err := here.Resolve(values[0], redirect.WHATWG)
		if err != nil {
			break
		}
		next = to.String()
	}
	for _, line := range []string{"curl -sSL --max-redirs 5 -o /dev/null '" + made.Start + "'", "wget -q --max-redirect=5 -O /dev/null '" + made.Start + "'"} {
		shell(t, line)
	}
	netHTTP(t, scenario.Scenario{Request: redirect.Request{Method: "GET", URL: made.Start}})
	if came := elsewhere.about(evil); len(came) > 0 {
		t.Errorf("somebody was led elsewhere: %v", came)
	}
}

// ownOrigins are the four of a program.
func ownOrigins(t *testing.T, p *program) []string {
	t.Helper()
	var hops []redirect.Hop
	for _, o := range []string{"https://a.example:1", "https://b.example", "https://b.example:1"} {
		hops = append(hops, hop(302, o))
	}
	made := p.make(t, scenario.Scenario{Request: redirect.Request{Method: "GET", URL: "https://a.example/"}, Hops: hops})
	var ours []string
	for _, our := range made.Origins {
		u, err := url.Parse(our)
		if err != nil || u.Scheme != "http" || u.Hostname() != "127.0.0.1" && u.Hostname() != "localhost" {
			t.Errorf("an origin of the program is %s", our)
		}
		ours = append(ours, our)
	}
	slices.Sort(ours)
	if ours = slices.Compact(ours); len(ours) != 4 {
		t.Fatalf("the program's origins are %v", ours)
	}
	return ours
}
