package runs

// What a server must say and may bound.

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"time"
)

// Options are the bounds, and what the runs ask of the server around them.
type Options struct {
	Runs      int           // kept at once
	Life      time.Duration // of a run
	Exchanges int           // of a run
	Body      int           // bytes recorded of a body; a longer one is counted, cut and marked
	BodyRead  int           // bytes of a body that are read at all
	Headers   int           // bytes of a request's head
	PerMinute int           // runs made per client address (IPv6: per /64) and minute
	Watchers  int           // event streams of a run
	Streams   int           // event streams of all runs together
	Memory    int64         // bytes recorded in all runs together; those of one client may hold an eighth

	// Origins are those of this server that can stand for a scenario's; the
	// first is the one that the request reached.
	Origins func(*http.Request) []string
	// Client is who asks, proxies considered.
	Client func(*http.Request) netip.Addr
	Now    func() time.Time // nil: time.Now
	Log    *slog.Logger     // nil: none
}

// DefaultOptions are the bounds of a server that is told no others; Origins and
// Client are still to be set.
func DefaultOptions() Options {
	return Options{
		Runs:      10_000,
		Life:      15 * time.Minute,
		Exchanges: 100,
		Body:      64 << 10,
		BodyRead:  16 << 20,
		Headers:   64 << 10,
		PerMinute: 60,
		Watchers:  100,
		Streams:   20_000,
		Memory:    512 << 20,
		Now:       time.Now,
		Log:       slog.New(slog.DiscardHandler),
	}
}

// maxExchanges bounds what one report can hold.
const maxExchanges = 1_000

// MaxHeaders bounds Headers: the server around reads no longer head.
const MaxHeaders = 256 << 10

// CheckBounds reports the first bound that is out of range, by the name of the flag
// that sets it.
func (o *Options) CheckBounds() error {
	for _, n := range []struct {
		name             string
		value, low, high int64
	}{
		{"live-runs", int64(o.Runs), 1, 1_000_000},
		{"live-life in seconds", int64(o.Life / time.Second), 1, 24 * 60 * 60},
		{"live-exchanges", int64(o.Exchanges), 1, maxExchanges},
		{"live-body", int64(o.Body), 0, 16 << 20},
		{"live-body-read", int64(o.BodyRead), 0, 1 << 30},
		{"live-headers", int64(o.Headers), 1 << 10, MaxHeaders},
		{"live-per-minute", int64(o.PerMinute), 1, 1_000_000},
		{"live-watchers", int64(o.Watchers), 1, 10_000},
		{"live-streams", int64(o.Streams), 1, 1_000_000},
		{"live-memory", o.Memory, 1 << 20, 1 << 40},
	} {
		if n.value < n.low || n.value > n.high {
			return fmt.Errorf("%s %d not in range [%d, %d]", n.name, n.value, n.low, n.high)
		}
	}
	if o.BodyRead < o.Body {
		return fmt.Errorf("live-body-read %d is less than live-body %d: what is recorded has to be read", o.BodyRead, o.Body)
	}
	return nil
}

// check reports the first option that is missing or out of bounds, and fills in
// those that may be left out.
func (o *Options) check() error {
	if err := o.CheckBounds(); err != nil {
		return err
	}
	if o.Origins == nil {
		return errors.New("live runs: Origins is missing")
	}
	if o.Client == nil {
		return errors.New("live runs: Client is missing")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return nil
}
