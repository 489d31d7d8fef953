package browsertest

// A run by a program of one's own, while the page watches.

import (
	"context"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"testing"
)

// command returns the command that the page shows for a tool.
func (p *page) command(tool string) string {
	p.t.Helper()
	p.choose("Command for", tool)
	return p.text(`.live [aria-label="Command"]`)
}

// choose chooses an option of a list by the words that it shows.
func (p *page) choose(list, option string) {
	p.t.Helper()
	p.find("combobox", list)
	if !eval[bool](p, fmt.Sprintf(`(() => {
		const list = [...document.querySelectorAll("select")].find((s) => s.ariaLabel === %q || s.labels[0]?.innerText === %[1]q);
		const option = [...list.options].find((o) => o.innerText === %q);
		if (!option) return false;
		list.value = option.value;
		list.dispatchEvent(new Event("change", { bubbles: true }));
		return true;
	})()`, list, option)) {
		p.t.Fatalf("%s has no %s", list, option)
	}
}

// shell runs a command as a terminal does, and returns what it wrote.
func shell(t *testing.T, command string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", command)
	cmd.Env = append(cmd.Environ(), "no_proxy=*")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	return string(out)
}

const (
	curlStart = "POST https://api.example.com/start"
	curlThere = "https://other.example/b"
)

// TestLiveCurl runs the command that the page shows, as it is.
func TestLiveCurl(t *testing.T) {
	tests := []struct {
		sentence, address string
		want              [2]string
		like              string
	}{
		{"a 302 loses the body", "hop=302," + curlThere, [2]string{"GET " + curlThere, "no body"}, "This behaved like curl -L."},
		{"a 307 keeps it", "hop=307," + curlThere, [2]string{"POST " + curlThere, "2 B body"}, "This behaved like curl -L."},
		{"with -X POST a 302 keeps the method", "option=request:POST&hop=302," + curlThere, [2]string{"POST " + curlThere, "no body"}, "This behaved like curl -L -X POST."},
	}
	p := newPage(t)
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			p.in(t)
			p.openLive("/live?client=curl&method=POST&body=hi&" + test.address)
			p.click("button", "Run it live")
			out := shell(t, p.command("curl"))
			if !strings.Contains(out, `"original": "`+curlThere+`"`) {
				t.Errorf("curl got %s", out)
			}
			wants(t, p.arrived(2), "curl -L", [2]string{curlStart, "2 B body"}, test.want)
			p.behaved(1, test.like)
			p.find("heading", "Pass 1 with curl/"+curlVersion(t))
			if !eval[bool](p, "window.stays === true") {
				t.Error("the page was loaded again")
			}
		})
	}
}

func curlVersion(t *testing.T) string {
	t.Helper()
	return strings.Fields(shell(t, "curl --version"))[1]
}

// TestLiveCurlByHand adds -X POST to the command, as people do: the page says
// what is different, and whom it is like, and takes that for the client.
func TestLiveCurlByHand(t *testing.T) {
	p := newPage(t)
	p.openLive("/live?client=curl&method=POST&body=hi&hop=302," + curlThere)
	p.click("button", "Run it live")
	command := p.command("curl")
	byHand := strings.Replace(command, "curl -L ", "curl -L -X POST ", 1)
	if byHand == command {
		t.Fatalf("the command is %s", command)
	}
	shell(t, byHand)
	rows := p.arrived(2)
	if got := rows[0].Compared; got != "✓ as predicted for curl -L" {
		t.Errorf("request 1 is %s: %v", got, rows[0].Parts)
	}
	if got := rows[1].Compared; got != "✕ different from curl -L: Method" {
		t.Errorf("request 2 is %s: %v", got, rows[1].Parts)
	}
	if got, want := rows[1].Parts[0], (part{"Method", "GET", "POST", "✕ different"}); got != want {
		t.Errorf("request 2: %v, want %v", got, want)
	}
	p.behaved(1, "This behaved like curl -L -X POST.")

	p.click("button", "curl -L -X POST")
	p.expect(".live .chooser", "Client: curl -L (request POST)")
	p.expect(".live", "Compared with curl -L with the options that the run was made with.")
	p.click("button", "Make a new run")
	p.expect(".live", "The run waits for its first request.")
	if got := p.command("curl"); !strings.Contains(got, "-X POST") {
		t.Errorf("the command is %s", got)
	}
	shell(t, p.command("curl"))
	wants(t, p.arrived(2), "curl -L", [2]string{curlStart, "2 B body"}, [2]string{"POST " + curlThere, "no body"})
}

// TestLiveCommands runs those of the other commands that can be run here.
func TestLiveCommands(t *testing.T) {
	tests := []struct{ tool, needs, run, like string }{
		{"wget", "wget", "%s", "Wget"},
		{"HTTPie", "http", "%s", "Python requests"},
		{"Node.js", "node", "node --input-type=module <<'END'\n%s\nEND", "Node.js fetch"},
	}
	p := newPage(t)
	p.openLive("/live?method=POST&body=hi&hop=302,/b&hop=307,/c")
	p.click("button", "Run it live")
	pass := 0
	for _, test := range tests {
		if _, err := exec.LookPath(test.needs); err != nil {
			continue
		}
		t.Run(test.tool, func(t *testing.T) {
			p.in(t)
			shell(t, fmt.Sprintf(test.run, p.command(test.tool)))
			pass++
			rows := p.arrived(3 * pass)
			for i, want := range []string{"POST https://api.example.com/start", "GET https://api.example.com/b", "GET https://api.example.com/c"} {
				if got := rows[3*(pass-1)+i].Name; got != want {
					t.Errorf("request %d is %s, want %s", i+1, got, want)
				}
			}
			p.behaved(pass, test.like)
		})
	}
}

// TestLiveOneByOne follows each redirect only once the page shows the request
// before.
func TestLiveOneByOne(t *testing.T) {
	p := newPage(t)
	p.openLive("/live?client=go&method=GET&hop=302,/b&hop=307,/c")
	p.click("button", "Run it live")
	p.expect(".live", "The run waits for its first request.")
	look := func(n int, words string) {
		rows := p.arrived(n)
		if got := rows[n-1].Compared; got != "✓ as predicted for Go net/http" {
			t.Errorf("request %d is %s: %v", n, got, rows[n-1].Parts)
		}
		p.expect(".live", words)
	}
	client := http.Client{CheckRedirect: func(_ *http.Request, via []*http.Request) error {
		look(len(via), []string{"1 request arrived.", "2 requests arrived."}[len(via)-1])
		return nil
	}}
	r, err := client.Get(p.address())
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	look(3, "3 requests arrived.")
	p.behaved(1, "Go net/http")
}
