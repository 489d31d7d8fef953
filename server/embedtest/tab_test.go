package embedtest

// A page of a site in the browser, and the frames in it.

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"github.com/hopscope/hopscope/server/trial"
)

// A tab is a page with storage of its own, or a frame in it that is of another
// site. It fails its test where the console shows an error, and where anything is
// asked of another host than those of the test.
type tab struct {
	t    *testing.T
	ctx  context.Context
	name string
}

func isLoopback(host string) bool {
	return strings.HasPrefix(host, "127.0.0.1:") || strings.HasPrefix(host, "localhost:")
}

// newTab opens a tab of 1280 by 900 pixels.
func newTab(t *testing.T) *tab {
	t.Helper()
	browser, err := chromium()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	p := open(t, ctx, cancel, "the page")
	do(p, chromedp.EmulateViewport(1280, 900))
	return p
}

func open(t *testing.T, ctx context.Context, cancel func(), name string) *tab {
	t.Helper()
	t.Cleanup(cancel)
	ear, err := trial.Hear(ctx, isLoopback)
	if err != nil {
		t.Fatalf("opening %s: %v", name, err)
	}
	p := &tab{t, ctx, name}
	t.Cleanup(func() {
		for _, wrong := range ear.Wrong() {
			t.Errorf("%s: %s", p.name, wrong)
		}
	})
	return p
}

// do runs an action and returns its value. It ends the test where that fails.
func do[T any](p *tab, action chromedp.Action[T]) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, action)
	if err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
	return v
}

// call sends a command of the DevTools protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	return do(p, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, command, params) })
}

// eval returns the value of a JavaScript expression, or of its promise.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	return do(p, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// wait waits until the JavaScript expression is true.
func (p *tab) wait(what, expression string) {
	p.t.Helper()
	until := time.Now().Add(patience)
	for {
		// An error may be a page that is just being replaced.
		if ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")")); err == nil && ok {
			return
		}
		if time.Now().After(until) {
			p.t.Fatalf("%s: not so after %v: %s\n%.2000s", p.name, patience, what, eval[string](p, "document.documentElement.outerHTML"))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// prefers sets the theme of the reader's system.
func (p *tab) prefers(theme string) {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}},
	})
}

// object returns the element that an expression finds.
func (p *tab) object(expression string) runtime.RemoteObjectID {
	p.t.Helper()
	p.wait(expression, expression)
	return call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: expression}).Result.ObjectID
}

// click presses the mouse in the middle of the element that an expression finds,
// once that has come to rest.
func (p *tab) click(expression string) {
	p.t.Helper()
	p.wait(expression, expression)
	at := eval[[2]float64](p, fmt.Sprintf(`(async () => {
		const middle = () => {
			const e = %s;
			e.scrollIntoView({block: "center", behavior: "instant"});
			const r = e.getBoundingClientRect();
			return [r.x + r.width / 2, r.y + r.height / 2];
		};
		for (let at = middle(), still = 0; still < 3; ) {
			await new Promise(requestAnimationFrame);
			const now = middle();
			still = now[0] === at[0] && now[1] === at[1] ? still + 1 : 0;
			at = now;
		}
		return middle();
	})()`, expression))
	do(p, chromedp.MouseClickXY(at[0], at[1]))
}

// frame returns what stands in the iframe that an expression finds, which is of
// another site and so a target of its own.
func (p *tab) frame(name, expression string) *tab {
	p.t.Helper()
	node := call(p, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: p.object(expression)}).Node
	until := time.Now().Add(patience)
	for {
		targets, err := chromedp.Targets(p.ctx)
		if err != nil {
			p.t.Fatal(err)
		}
		for _, info := range targets {
			if info.Type == "iframe" && info.TargetID == target.ID(node.FrameID) {
				ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(info.TargetID), chromedp.WithDetachOnCancel())
				return open(p.t, ctx, cancel, name)
			}
		}
		if time.Now().After(until) {
			p.t.Fatalf("%s: %s is no frame of another site", p.name, expression)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
