package browsertest

// A page in the browser, and what a person can do with it.

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/hopscope/hopscope/server/trial"
)

// patience is how long anything may take: long, as the machine may be busy with
// other tests.
const patience = 60 * time.Second

// A page is a tab with storage of its own. It fails its test where the console
// shows an error, and where anything is asked of another host than its
// servers.
type page struct {
	t   testing.TB
	ctx context.Context
	ear *trial.Ear
}

// newPage opens a tab of 1280 by 900 pixels.
func newPage(t testing.TB) *page {
	t.Helper()
	return newPageIn(t, chromium, chromedp.WithNewBrowserContext())
}

func newPageIn(t testing.TB, browser context.Context, options ...chromedp.ContextOption) *page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, options...)
	t.Cleanup(cancel)
	ear, err := trial.Hear(ctx, isOurs)
	if err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	t.Cleanup(func() {
		cancel()
		for _, wrong := range ear.Wrong() {
			t.Error(wrong)
		}
	})
	p := &page{t: t, ctx: ctx, ear: ear}
	p.size(1280, 900)
	return p
}

// forget drops the errors heard so far that have one of the words: those that a
// test brings about on purpose. It returns how many there were.
func (p *page) forget(words ...string) int { return p.ear.Forget(words...) }

// do runs an action and returns its value. It ends the test where that fails.
func do[T any](p *page, action chromedp.Action[T]) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, action)
	if err != nil {
		p.t.Fatalf("in the browser: %v", err)
	}
	return v
}

// call sends a command of the DevTools protocol.
func call[P, R any](p *page, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	return do(p, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, command, params) })
}

func (p *page) size(width, height int64) {
	p.t.Helper()
	do(p, chromedp.EmulateViewport(width, height))
}

// goTo opens an address; one that starts with a slash is of the running server.
func (p *page) goTo(address string) {
	p.t.Helper()
	if strings.HasPrefix(address, "/") {
		address = siteURL + addressOf(address)
	}
	do(p, chromedp.Navigate(address))
}

// at is the path of an address of the site on its host.
func at(address string) string {
	_, host, _ := strings.Cut(siteURL, "://")
	_, base, under := strings.Cut(host, "/")
	if under {
		base = "/" + base
	}
	return base + addressOf(address)
}

// open opens an address and waits until the playground works.
func (p *page) open(address string) {
	p.t.Helper()
	p.goTo(address)
	p.ready()
}

// works is true in the page when the controls do.
const works = `!document.getElementById("app-wasm-loader") && document.getElementById("step")?.disabled === false`

func (p *page) ready() {
	p.t.Helper()
	p.wait("the controls work", works)
}

// wait waits until the JavaScript expression is true.
func (p *page) wait(what, expression string) {
	p.t.Helper()
	until := time.Now().Add(patience)
	for {
		// An error may be a page that is just being replaced.
		if ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")")); err == nil && ok {
			return
		}
		if time.Now().After(until) {
			p.t.Fatalf("not so after %v: %s\nthe page: %.2000s", patience, what, p.text("body"))
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// eval returns the value of a JavaScript expression, or of its promise.
func eval[T any](p *page, expression string) T {
	p.t.Helper()
	return do(p, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// text returns the visible text of the first element that the selector finds.
func (p *page) text(selector string) string {
	p.t.Helper()
	return eval[string](p, fmt.Sprintf("document.querySelector(%q)?.innerText ?? ''", selector))
}

// click presses the mouse on the control with the role and the name that a
// screen reader would say. Of several it is the first.
func (p *page) click(role, name string) {
	p.t.Helper()
	id := p.find(role, name)
	p.clickObject(call(p, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: id}).Object.ObjectID)
}

// clickOn presses the mouse on the first element that the selector finds.
func (p *page) clickOn(selector string) {
	p.t.Helper()
	p.wait(selector+" is there", fmt.Sprintf("document.querySelector(%q)?.getClientRects().length", selector))
	p.clickObject(call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: fmt.Sprintf("document.querySelector(%q)", selector)}).Result.ObjectID)
}

// resting returns the middle of the element, once that has come to rest in the
// window.
const resting = `async function() {
	const middle = () => {
		this.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
		const r = this.getBoundingClientRect();
		return [r.x + r.width / 2, r.y + r.height / 2];
	};
	for (let at = middle(), still = 0; still < 3; ) {
		await new Promise(requestAnimationFrame);
		const now = middle();
		still = now[0] === at[0] && now[1] === at[1] ? still + 1 : 0;
		at = now;
	}
	return middle();
}`

// clickObject presses the mouse in the middle of an element.
func (p *page) clickObject(id runtime.RemoteObjectID) {
	p.t.Helper()
	yes := true
	r := call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{FunctionDeclaration: resting, ObjectID: id, AwaitPromise: &yes, ReturnByValue: &yes})
	var at [2]float64
	if err := json.Unmarshal(r.Result.Value, &at); err != nil {
		p.t.Fatalf("where to click: %v (%s)", err, r.Result.Description)
	}
	do(p, chromedp.MouseClickXY(at[0], at[1]))
}

// find waits for a control with the role and the name, and returns it.
func (p *page) find(role, name string) cdp.BackendNodeID {
	p.t.Helper()
	until := time.Now().Add(patience)
	for {
		if found := p.findAll(role, name); len(found) > 0 {
			return found[0]
		}
		if time.Now().After(until) {
			p.t.Fatalf("no %s %q in the page: %.2000s", role, name, p.text("body"))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// findAll returns the controls with the role and the name.
func (p *page) findAll(role, name string) []cdp.BackendNodeID {
	p.t.Helper()
	// By object, since DOM.getDocument would make chromedp lose its nodes.
	document := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: "document"}).Result
	tree := call(p, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: document.ObjectID, Role: role, AccessibleName: name})
	var found []cdp.BackendNodeID
	for _, n := range tree.Nodes {
		if !n.Ignored {
			found = append(found, n.BackendDOMNodeID)
		}
	}
	return found
}

// press presses a key, as kb names it, or types a text.
func (p *page) press(keys string, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	do(p, chromedp.KeyEvent(keys, chromedp.KeyModifiers(modifiers...)))
}

// fill replaces what a field holds, by typing. The field may be there before the
// script that shows it.
func (p *page) fill(selector, text string) {
	p.t.Helper()
	p.wait(selector+" can be filled", fmt.Sprintf(`((e) => e && !e.disabled && e.checkVisibility())(document.querySelector(%q))`, selector))
	do(p, chromedp.Focus(chromedp.CSS(selector)))
	eval[bool](p, fmt.Sprintf("document.querySelector(%q).select(), true", selector))
	p.press(text)
}
