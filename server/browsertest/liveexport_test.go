package browsertest

// What is to be taken away from a run: its exchanges, and the scenario.

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// TestLiveDownloads presses the links of a finished run, and reads the files.
func TestLiveDownloads(t *testing.T) {
	p := newPage(t)
	p.openLive("/live?method=POST&body=hi&header=X-A:+%22quoted%22&hop=302,/b&hop=307,https://other.example/c")
	dir := t.TempDir()
	call(p, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID})
	p.click("button", "fetch()")
	p.behaved(1, "Browser fetch()")
	rows := p.arrived(4) // with a preflight

	var run struct {
		ID        string
		Exchanges []struct {
			N, Pass int
			Request struct {
				Method, Original string
				Body             *struct{ Text string }
			}
			Response struct{ Status int }
			Compared struct{ Equal bool }
		}
		Likeness struct{ Text string }
	}
	name := p.download("Download as JSON", dir, &run)
	if want := "hopscope-" + run.ID + ".json"; name != want {
		t.Errorf("the file is called %s, want %s", name, want)
	}
	if len(run.Exchanges) != len(rows) {
		t.Fatalf("the JSON has %d exchanges, want %d", len(run.Exchanges), len(rows))
	}
	for i, e := range run.Exchanges {
		if got := e.Request.Method + " " + e.Request.Original; got != rows[i].Name || e.N != i+1 || e.Pass != 1 || !e.Compared.Equal {
			t.Errorf("exchange %d is %+v, the page has %s", i+1, e, rows[i].Name)
		}
	}
	if b := run.Exchanges[0].Request.Body; b == nil || b.Text != "hi" {
		t.Errorf("the body is %v", b)
	}
	if run.Likeness.Text != p.text(".live .like") {
		t.Errorf("the likeness is %q", run.Likeness.Text)
	}

	var har struct {
		Log struct {
			Version string
			Creator struct{ Name string }
			Entries []struct {
				StartedDateTime time.Time
				Request         struct {
					Method, URL string
					Headers     []struct{ Name, Value string }
					PostData    *struct{ Text string }
				}
				Response struct{ Status int }
			}
		}
	}
	name = p.download("Download as HAR", dir, &har)
	if want := "hopscope-" + run.ID + ".har"; name != want {
		t.Errorf("the file is called %s, want %s", name, want)
	}
	if l := har.Log; l.Version != "1.2" || l.Creator.Name == "" || len(l.Entries) != len(rows) {
		t.Fatalf("the archive is %+v", l)
	}
	for i, e := range har.Log.Entries {
		if e.Request.Method != run.Exchanges[i].Request.Method || e.Response.Status != run.Exchanges[i].Response.Status || len(e.Request.Headers) == 0 || e.StartedDateTime.IsZero() {
			t.Errorf("entry %d is %+v", i+1, e)
		}
	}
	if d := har.Log.Entries[0].Request.PostData; d == nil || d.Text != "hi" {
		t.Errorf("the body is %v", d)
	}
	p.arrived(4)
	if !eval[bool](p, "window.stays === true") {
		t.Error("a download leads away from the page")
	}
}

// download presses a link, waits for the file, and reads it as JSON. It returns
// the name of the file.
func (p *page) download(link, dir string, into any) string {
	p.t.Helper()
	p.click("link", link)
	suffix := "." + strings.ToLower(link[strings.LastIndex(link, " ")+1:])
	until := time.Now().Add(patience)
	for {
		found, _ := filepath.Glob(filepath.Join(dir, "*"+suffix)) // the pattern is right
		if len(found) == 1 {
			text, err := os.ReadFile(found[0])
			if err != nil {
				p.t.Fatal(err)
			}
			// It has its name once it is whole.
			if err := json.Unmarshal(text, into); err != nil {
				p.t.Fatalf("%s is %q: %v", found[0], text, err)
			}
			return filepath.Base(found[0])
		}
		if time.Now().After(until) {
			p.t.Fatalf("%s gives no file: %v", link, found)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// TestLiveShares opens the link of a run's scenario in a browser that knows
// nothing, and runs it there.
func TestLiveShares(t *testing.T) {
	p := newPage(t)
	p.openLive("/live?method=POST&body=hi&hop=302,/b&hop=307,https://other.example/c&client=curl&option=request:POST")
	p.fill(`[id="request.url"]`, "https://shared.example/start")
	p.click("button", "Run it live")
	shell(t, p.command("curl"))
	p.behaved(1, "curl -L -X POST")
	rows := p.arrived(3)
	p.click("button", "Share the scenario")
	p.find("dialog", "Share")
	p.wait("there is a link", `document.getElementById("share.link")?.value`)
	link := eval[string](p, `document.getElementById("share.link").value`)
	if id := strings.Split(p.address(), "/")[4]; strings.Contains(link, id) || !strings.HasPrefix(link, siteURL+"/") {
		t.Errorf("the link is %s", link)
	}

	other := newPage(t)
	other.goTo(link)
	other.wait("it works", `!document.getElementById("app-wasm-loader") && document.getElementById("request.url")?.value === "https://shared.example/start"`)
	for _, card := range []string{".card.hops", ".card.request", ".chooser summary"} {
		if got, want := other.text(card), p.text(card); got != want {
			t.Errorf("at the link %s is %q, want %q", card, got, want)
		}
	}
	if len(other.findAll("button", "Run it live")) == 0 {
		other.clickOn("details.live > summary")
	}
	other.click("button", "Run it live")
	shell(t, other.command("curl"))
	for i, r := range other.arrived(3) {
		if r.Name != rows[i].Name || r.Compared != rows[i].Compared {
			t.Errorf("at the link request %d is %s (%s), want %s (%s)", i+1, r.Name, r.Compared, rows[i].Name, rows[i].Compared)
		}
	}
}
