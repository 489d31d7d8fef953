package trial

// What a browser reports of a page.

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// An Ear takes down the errors and warnings in the console of a page, failed
// requests among them, and what the page asks of hosts that are none of ours.
type Ear struct {
	isOurs func(host string) bool

	mu      sync.Mutex
	errors  []string
	foreign []string
}

// Hear listens to the page of a context, and to what its console says already.
func Hear(ctx context.Context, isOurs func(host string) bool) (*Ear, error) {
	e := &Ear{isOurs: isOurs}
	if err := chromedp.Listen(ctx, e.hear); err != nil {
		return nil, err
	}
	_, err := chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) (cdp.Empty, error) {
		if _, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{}); err != nil {
			return cdp.Empty{}, err
		}
		if _, err := cdp.Call(ctx, t, cdplog.Enable, cdp.Empty{}); err != nil {
			return cdp.Empty{}, err
		}
		return cdp.Call(ctx, t, runtime.Enable, cdp.Empty{})
	})
	return e, err
}

func (e *Ear) hear(event any) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		text := event.ExceptionDetails.Text
		if event.ExceptionDetails.Exception != nil {
			text += " " + event.ExceptionDetails.Exception.Description
		}
		e.errors = append(e.errors, text)
	case *cdppage.EventJavascriptDialogOpening:
		e.errors = append(e.errors, "a dialog: "+event.Message)
	case *runtime.EventConsoleAPICalled:
		if event.Type == runtime.ConsoleAPICalledTypeError || event.Type == runtime.ConsoleAPICalledTypeWarning || event.Type == runtime.ConsoleAPICalledTypeAssert {
			var words []string
			for _, a := range event.Args {
				words = append(words, string(a.Value)+a.Description)
			}
			e.errors = append(e.errors, string(event.Type)+": "+strings.Join(words, " "))
		}
	case *cdplog.EventEntryAdded:
		if event.Entry.Level == cdplog.EntryLevelError || event.Entry.Level == cdplog.EntryLevelWarning {
			e.errors = append(e.errors, fmt.Sprintf("%s: %s %s", event.Entry.Level, event.Entry.Text, event.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(event.Request.URL)
		if err != nil || !e.isOurs(u.Host) && u.Scheme != "data" && u.Scheme != "blob" {
			e.foreign = append(e.foreign, event.Request.URL)
		}
	}
}

// Wrong returns what it heard that should not be, a line each.
func (e *Ear) Wrong() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	var lines []string
	for _, text := range e.errors {
		lines = append(lines, "in the console: "+text)
	}
	for _, address := range e.foreign {
		lines = append(lines, "asked of another host: "+address)
	}
	return lines
}

// Forget drops the errors heard so far that have one of the words: those that a
// test brings about on purpose. It returns how many there were.
func (e *Ear) Forget(words ...string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	var rest []string
	for _, text := range e.errors {
		expected := false
		for _, w := range words {
			expected = expected || strings.Contains(text, w)
		}
		if !expected {
			rest = append(rest, text)
		}
	}
	n := len(e.errors) - len(rest)
	e.errors = rest
	return n
}
