package browsertest

// The pages of somebody else, in which Hopscope is embedded.

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"

	"github.com/hopscope/hopscope/web"
)

// serveOurs serves on a port of its own, which pages may then ask.
func serveOurs(t testing.TB, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	ours.Store(strings.TrimPrefix(s.URL, "http://"), true)
	return s.URL
}

// author serves a page of somebody else's site, on an origin of its own, and
// returns its address. Without a policy it has none.
func author(t testing.TB, policy, head, body string) string {
	t.Helper()
	return serveOurs(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusNoContent) // its icon
			return
		}
		if policy != "" {
			w.Header().Set("Content-Security-Policy", policy)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Their docs</title>%s</head><body><main><h1>Redirects</h1>%s</main></body></html>", head, body)
	}))
}

// A front is a Hopscope that counts what is asked of it.
type front struct {
	url string

	mu    sync.Mutex
	asked []string
}

// newFront puts one before the running server. Where a frame is given, it stands
// for the playground: it does what the real one never would.
func newFront(t testing.TB, frame string) *front {
	t.Helper()
	target, err := url.Parse(siteURL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }}
	f := &front{}
	f.url = serveOurs(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		f.asked = append(f.asked, r.URL.String())
		f.mu.Unlock()
		if frame != "" && r.URL.Path == "/embed/" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, frame)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	return f
}

// script is the tag that loads the element.
func (f *front) script() string { return `<script src="` + f.url + `/embed-1.js" defer></script>` }

// count returns how many requests had the word in their address.
func (f *front) count(word string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, a := range f.asked {
		if strings.Contains(a, word) {
			n++
		}
	}
	return n
}

// puppet is a frame that says it is ready, keeps what it hears where a test can
// see it, and else does as the test tells it.
const puppet = `<!DOCTYPE html><html lang="en"><title>A puppet</title><body><button id="first">In the frame</button><script>
	const heard = [];
	addEventListener("message", (e) => { heard.push(e.data); document.body.dataset.heard = JSON.stringify(heard); });
	addEventListener("click", () => { document.body.dataset.clicked = "yes"; });
	parent.postMessage({ type: "hopscope:ready", version: 1 }, "*");
	parent.postMessage({ type: "hopscope:height", height: 333.2 }, "*");
	parent.postMessage({ type: "hopscope:step", step: 0, steps: 8 }, "*");
</script>`

// silent is a frame that never says anything.
const silent = `<!DOCTYPE html><html lang="en"><title>Silent</title><body>Nothing`

// openAuthor opens a page that embeds, and gives the test words for it: el(n) is
// the nth element, inside(selector, n) what is in it, and events what they sent.
func (p *page) openAuthor(address string) {
	p.t.Helper()
	p.before(`window.el = (n = 0) => document.querySelectorAll("hop-scope")[n];
		window.inside = (selector, n = 0) => el(n)?.shadowRoot?.querySelector(selector);
		window.shown = (selector, n = 0) => Boolean(inside(selector, n)?.checkVisibility());
		window.events = [];
		for (const type of ["hopscope-ready", "hopscope-step"]) addEventListener(type, (e) => events.push([type, e.detail]));`)
	p.goTo(address)
}

// inFrame evaluates an expression in the nth frame of the page whose address has
// the word.
func inFrame[T any](p *page, word string, nth int, expression string) T {
	p.t.Helper()
	var value T
	for _, f := range call(p, cdppage.GetFrameTree, cdp.Empty{}).FrameTree.ChildFrames {
		if !strings.Contains(f.Frame.URL, word) {
			continue
		}
		if nth > 0 {
			nth--
			continue
		}
		world := call(p, cdppage.CreateIsolatedWorld, cdppage.CreateIsolatedWorldParams{FrameID: f.Frame.ID})
		yes := true
		r := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: expression, ContextID: world.ExecutionContextID, ReturnByValue: &yes, AwaitPromise: &yes})
		if r.ExceptionDetails != nil {
			p.t.Fatalf("in the frame: %s %s", r.ExceptionDetails.Text, r.Result.Description)
		}
		if len(r.Result.Value) > 0 {
			if err := json.Unmarshal(r.Result.Value, &value); err != nil {
				p.t.Fatal(err)
			}
		}
		return value
	}
	p.t.Fatalf("no frame has %q in its address", word)
	return value
}

// integrity is the hash by which a page pins the script.
func integrity(t testing.TB) string {
	t.Helper()
	script, err := web.Files.ReadFile("embed-1.js")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha512.Sum384(script)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}
