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

// The bounds of a server that is told no others.
const (
	DefaultRuns      = 10_000
	DefaultLife      = 15 * time.Minute
	DefaultExchanges = 100
	DefaultBody      = 64 << 10
	DefaultBodyRead  = 16 << 20
	DefaultHeaders   = 64 << 10
	DefaultPerMinute = 60
	DefaultWatchers  = 100
	DefaultMemory    = 512 << 20
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
	Memory    int64         // bytes recorded in all runs together

	// Origins are those of this server that can stand for a scenario's; the
	// first is the one that the request reached.
	Origins func(*http.Request) []string
	// Client is who asks, proxies considered.
	Client func(*http.Request) netip.Addr
	Now    func() time.Time // nil: time.Now
	Log    *slog.Logger     // nil: none
}

// DefaultOptions are the default bounds; Origins and Client are still to be set.
func DefaultOptions() Options {
	return Options{
		Runs:      DefaultRuns,
		Life:      DefaultLife,
		Exchanges: DefaultExchanges,
		Body:      DefaultBody,
		BodyRead:  DefaultBodyRead,
		Headers:   DefaultHeaders,
		PerMinute: DefaultPerMinute,
		Watchers:  DefaultWatchers,
		Memory:    DefaultMemory,
		Now:       time.Now,
		Log:       slog.New(slog.DiscardHandler),
	}
}

// maxExchanges bounds what one report can hold.
const maxExchanges = 1_000

// check reports the first option that is missing or out of bounds, and fills in
// those that may be left out.
func (o *Options) check() error {
	for _, n := range []struct {
		name             string
		value, low, high int64
	}{
		{"runs", int64(o.Runs), 1, 1_000_000},
		{"life in seconds", int64(o.Life / time.Second), 1, 24 * 60 * 60},
		{"exchanges", int64(o.Exchanges), 1, maxExchanges},
		{"body", int64(o.Body), 0, 16 << 20},
		{"body read", int64(o.BodyRead), int64(o.Body), 1 << 30},
		{"headers", int64(o.Headers), 1 << 10, 1 << 20},
		{"runs per minute", int64(o.PerMinute), 1, 1_000_000},
		{"watchers", int64(o.Watchers), 1, 10_000},
		{"memory", o.Memory, 1 << 20, 1 << 40},
	} {
		if n.value < n.low || n.value > n.high {
			return fmt.Errorf("live runs: %s %d not in range [%d, %d]", n.name, n.value, n.low, n.high)
		}
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
