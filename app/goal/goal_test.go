package goal

import (
	"strings"
	"testing"

	"github.com/hopscope/hopscope/app/scenario"
)

var parseTests = []struct {
	says, text string
	want       string // as String writes it; empty: it is refused
	words      string // Words, or the error
}{
	{"a count", "redirects <= 1", "redirects <= 1", "The number of redirects followed is at most 1"},
	{"a header with a %", "last header %a% != same", "last header %a% != same", "The last request does not carry %a% as it was given"},
	{"spaces do not matter", "  hops\t=  2 ", "hops = 2", "The number of hops is 2"},
	{"requests", "requests > 2", "requests > 2", "The number of requests is more than 2"},
	{"preflights", "preflights != 0", "preflights != 0", "The number of preflights is not 0"},
	{"the final status", "status < 300", "status < 300", "The final status is less than 300"},
	{"the outcome", "outcome = delivered", "outcome = delivered", "The outcome is delivered"},
	{"another outcome", "outcome != failed", "outcome != failed", "The outcome is not failed"},
	{"the final URL", "url = https://a.example/#top", "url = https://a.example/#top", "The final URL is https://a.example/#top"},
	{"the client", "client = curl", "client = curl", "The client is curl"},
	{"a hop", "hop 2 status >= 307", "hop 2 status >= 307", "The status of hop 2 is at least 307"},
	{"the method of the last", "last method = POST", "last method = POST", "The last request has the method POST"},
	{"not of the first", "first method != GET", "first method != GET", "The first request has another method than GET"},
	{"the whole body", "every body = same", "every body = same", "Every request carries the whole body"},
	{"not the whole body", "later body != same", "later body != same", "Every request after the first does not carry the body as it was"},
	{"no body", "last body = none", "last body = none", "The last request has no body"},
	{"a body", "last body != none", "last body != none", "The last request has a body"},
	{"another body", "some body = other", "some body = other", "Some request has a body that is not the one given"},
	{"no other body", "some body != other", "some body != other", "Some request has no other body than the one given"},
	{"a header", "last header Authorization = present", "last header Authorization = present", "The last request carries Authorization"},
	{"no header", "request 2 header Cookie = absent", "request 2 header Cookie = absent", "Request 2 does not carry Cookie"},
	{"not present", "last header A != present", "last header A != present", "The last request does not carry A"},
	{"not absent", "last header A != absent", "last header A != absent", "The last request carries A"},
	{"a header as it was", "last header A = same", "last header A = same", "The last request carries A as it was given"},
	{"not as it was", "last header A != same", "last header A != same", "The last request does not carry A as it was given"},
	{"the same origin", "every origin = same", "every origin = same", "Every request goes to the first origin"},
	{"another origin", "last origin = other", "last origin = other", "The last request goes to another origin"},
	{"not the same origin", "last origin != same", "last origin != same", "The last request goes to another origin"},
	{"not another origin", "last origin != other", "last origin != other", "The last request goes to the first origin"},
	{"the scheme", "last scheme = https", "last scheme = https", "The last request has the scheme https"},
	{"the host, with its port", "last host = a.example:8443", "last host = a.example:8443", "The last request has the host a.example:8443"},
	{"the path", "last path = /home", "last path = /home", "The last request has the path /home"},
	{"the URL", "last url = https://a.example/", "last url = https://a.example/", "The last request has the URL https://a.example/"},
	{"the longest", "client = " + strings.Repeat("x", MaxText-9), "client = " + strings.Repeat("x", MaxText-9), "The client is " + strings.Repeat("x", MaxText-9)},

	{"nothing", "", "", `"" is not a goal: write a subject, a relation and a value, as in "last method = POST"`},
	{"half a goal", "redirects <=", "", `"redirects <=" is not a goal: write a subject, a relation and a value, as in "last method = POST"`},
	{"too long", strings.Repeat("x", MaxText+1), "", "has 501 bytes: a goal may have 500"},
	{"an unknown subject", "hopes = 2 3", "", `"hopes = 2 3" does not begin with one of redirects, hops, requests, preflights, status, hop, outcome, url, client, first, last, every, some, later, request`},
	{"a subject in capitals", "Last method = POST", "", `"Last method = POST" does not begin with one of redirects, `},
	{"a part that there is not", "last verb = POST", "", `"last verb = POST" is not a goal: of a request one can ask one of method, body, header, origin, scheme, host, path, url`},
	{"a subject for a part", "last outcome = failed", "", `"last outcome = failed" is not a goal: of a request one can ask one of method, `},
	{"a header without a name", "last header = absent", "", `"last header = absent" is not a goal: "=" is not the name of a header`},
	{"a header, and no more", "request 1 header", "", `"request 1 header" is not a goal: "" is not the name of a header`},
	{"no number of a hop", "hop x status = 1", "", `"hop x status = 1" is not a goal: "x" is not a number from 1 to `},
	{"hops are counted from 1", "hop 0 status = 1", "", `"hop 0 status = 1" is not a goal: "0" is not a number from 1 to `},
	{"a request past all", "request 100000 method = GET", "", `"request 100000 method = GET" is not a goal: "100000" is not a number from 1 to `},
	{"a hop has no method", "hop 1 method = GET", "", `"hop 1 method = GET" is not a goal: of a hop, only its status can be asked`},
	{"a relation that is none", "redirects == 1", "", `"redirects == 1" is not a goal: "==" is not one of = != < <= > >=`},
	{"no relation", "hop 1 status", "", `"hop 1 status" is not a goal: "" is not one of = != < <= > >=`},
	{"an order of words", "last method > GET", "", `"last method > GET" is not a goal: > is for numbers; use = or !=`},
	{"no value", "last method =", "", `"last method =" is not a goal: it has no value`},
	{"a number that is none", "redirects = one", "", `"redirects = one" is not a goal: "one" is not a number`},
	{"more than a number", "redirects = 1 2", "", `"redirects = 1 2" is not a goal: "1 2" is not a number`},
	{"an outcome that there is not", "outcome = lost", "", `"outcome = lost" is not a goal: "lost" is not one of delivered stopped failed`},
	{"a list is no value", "outcome = delivered stopped", "", `"outcome = delivered stopped" is not a goal: "delivered stopped" is not one of delivered stopped failed`},
	{"a body in words", "last body = x=1", "", `"last body = x=1" is not a goal: "x=1" is not one of same none other`},
	{"a header's value", "last header A = b", "", `"last header A = b" is not a goal: "b" is not one of present absent same`},
	{"an origin by name", "last origin = https://a.example", "", `"last origin = https://a.example" is not a goal: "https://a.example" is not one of same other`},
	{"control characters stay in their quotes", "a\x00b \x1b[1m \n", "", `"a\x00b \x1b[1m \n" is not a goal`},
}

func TestParse(t *testing.T) {
	for _, test := range parseTests {
		t.Run(test.says, func(t *testing.T) {
			g, err := Parse(test.text)
			switch {
			case test.want == "" && err == nil:
				t.Errorf("%q is taken for %q", test.text, g)
			case test.want == "" && !strings.HasPrefix(err.Error(), test.words):
				t.Errorf("got the error %s, want %s", err, test.words)
			case test.want != "" && err != nil:
				t.Error(err)
			case test.want != "":
				if got := g.String(); got != test.want {
					t.Errorf("String: got %q, want %q", got, test.want)
				}
				if got := g.Words(); got != test.words {
					t.Errorf("Words: got %q, want %q", got, test.words)
				}
			}
		})
	}
}

// The scenarios that the goals are asked of. In fetch, the 302 makes the POST a
// GET without a body, and Authorization stays behind at the other origin.
const (
	twoHops = "method=POST&url=https://a.example/x?q=1%23top&header=Authorization:+t&header=X-Id:+7&body=hi&hop=302,/y&hop=307,https://b.example:8443"
	kept    = "method=POST&url=https://user:pw@a.example:443/x&body=hi&kind=text&hop=308,/y&client=curl"
	looped  = "hop=302,/start"
	none    = "url=https://a.example/"
	curlX   = "method=POST&body=hi&url=https://a.example/&hop=303,/b&client=curl&option=request:POST"
	checked = "method=PUT&url=https://a.example/&option=page:https://p.example/&hop=307,/b"
)

var metTests = []struct{ address, met, unmet string }{
	// Counts, separated by semicolons.
	{twoHops, "redirects = 2; redirects <= 2; redirects > 1; hops = 2; requests = 3; status = 200; outcome = delivered; client = fetch",
		"redirects < 2; redirects != 2; redirects >= 3; hops > 2; requests = 2; status != 200; outcome = failed; client != fetch"},
	{twoHops, "hop 1 status = 302; hop 2 status > 302", "hop 1 status = 307; hop 3 status = 200; hop 3 status != 200"},
	{twoHops, "first method = POST; last method = GET; request 2 method = GET; some method = POST; some method != POST; later method = GET",
		"every method = GET; every method != GET; later method = POST; request 4 method = GET; first method != POST"},
	{twoHops, "first body = same; last body = none; later body = none; some body = same", "last body = same; every body = same; last body = other; first body = none"},
	{twoHops, "last header Authorization = absent; last header authorization != present; request 2 header Authorization = same; last header X-Id = same; last header X-Id = present; last header X-None = absent",
		"last header Authorization = present; last header X-Id = absent; last header X-Id != same; last header X-None = same"},
	{twoHops, "request 2 origin = same; last origin = other; some origin = other", "last origin = same; every origin = other; later origin = same"},
	{twoHops, "last host = b.example:8443; first host = a.example; last scheme = https; last path = /; first path = /x; last url = https://b.example:8443/; url = https://b.example:8443/#top",
		"last host = b.example; last scheme = http; last path = /y; last url = https://b.example:8443/#top; url = https://b.example:8443/"},
	{kept, "first host = a.example; every origin = same; last method = POST; last body = same; later body = same; redirects = 1; client = curl; status = 200", "last body = none; client = fetch; outcome = stopped"},
	{looped, "outcome = failed; redirects > 5", "outcome = delivered; status = 200"},
	{none, "redirects = 0; requests = 1; first method = GET; last method = GET; later method = POST; last body = none; every origin = same; preflights = 0",
		"some method = POST; request 2 method = GET; request 2 method != GET; hop 1 status = 302; last body = same"},
	{curlX, "last method = POST; last body = none", "last body = same; last method = GET"},
	{checked, "preflights > 0; requests = 2; every method = PUT", "preflights = 0; every method = OPTIONS; some method = OPTIONS"},
}

func TestMet(t *testing.T) {
	for _, test := range metTests {
		s, _, err := scenario.ParseAddress(test.address)
		if err != nil {
			t.Fatal(err)
		}
		trace, err := s.Follow()
		if err != nil {
			t.Fatal(err)
		}
		for want, list := range map[bool]string{true: test.met, false: test.unmet} {
			for text := range strings.SplitSeq(list, "; ") {
				g, err := Parse(text)
				if err != nil {
					t.Error(err)
				} else if got := g.Met(s, trace); got != want {
					t.Errorf("%s\n%s: met %v, want %v", test.address, text, got, want)
				}
			}
		}
	}
}

// Nothing that can be read in an address ends in anything but a goal, which reads
// back as itself and can be asked of any trace, or one line that says why not.
func FuzzParse(f *testing.F) {
	for _, test := range parseTests {
		f.Add(test.text, twoHops)
	}
	for _, test := range metTests {
		for text := range strings.SplitSeq(test.met+"; "+test.unmet, "; ") {
			f.Add(text, test.address)
		}
	}
	f.Fuzz(func(t *testing.T, text, address string) {
		g, err := Parse(text)
		if err != nil {
			if line := err.Error(); line == "" || strings.ContainsAny(line, "\n\r\x00\x1b") {
				t.Fatalf("the error of %q is %q", text, line)
			}
			return
		}
		if again, err := Parse(g.String()); err != nil && len(g.String()) <= MaxText || err == nil && again != g {
			t.Fatalf("%q is written as %q, and reads back as %q, %v", text, g, again, err)
		}
		if g.Words() == "" {
			t.Fatalf("%q has no words", text)
		}
		s, _, _ := scenario.ParseAddress(address)
		trace, err := s.Follow()
		if err != nil {
			t.Fatal(err)
		}
		g.Met(s, trace)
	})
}
