package main

// The log: lines of text or of JSON on standard error.

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

const (
	logDelay = 100 * time.Millisecond
	logSize  = 64 << 10
)

// newLog returns a log and what writes out the rest of it. A line for each request
// would be a system call for each; so lines wait a little for the next ones, but
// those that warn are written at once, with all that came before.
func newLog(format string, out io.Writer) (log *slog.Logger, flush func()) {
	b := &batch{out: out}
	if format == "json" {
		return slog.New(urgent{slog.NewJSONHandler(b, nil), b.flush, nil}), b.flush
	}
	return slog.New(urgent{slog.NewTextHandler(b, nil), b.flush, b}), b.flush
}

// A batch is a writer that passes on what is written a little later.
type batch struct {
	out io.Writer

	mu      sync.Mutex // guards the following, and the order of what is passed on
	lines   []byte
	waiting bool // for the delay to be over
}

func (b *batch) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines = append(b.lines, p...)
	switch {
	case len(b.lines) >= logSize:
		b.write()
	case !b.waiting:
		b.waiting = true
		time.AfterFunc(logDelay, b.flush)
	}
	return len(p), nil
}

func (b *batch) flush() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.waiting = false
	b.write()
}

func (b *batch) write() {
	if len(b.lines) > 0 {
		b.out.Write(b.lines) // where the log cannot be written, there is nowhere to say so
		b.lines = b.lines[:0]
	}
}

// urgent is a handler that writes out what warns.
type urgent struct {
	slog.Handler
	flush func()
	text  *batch // nil: the log is not of text, or adds something to each line
}

func (u urgent) Handle(ctx context.Context, r slog.Record) error {
	err := u.Handler.Handle(ctx, r)
	if r.Level >= slog.LevelWarn {
		u.flush()
	}
	return err
}

func (u urgent) WithAttrs(attrs []slog.Attr) slog.Handler {
	return urgent{u.Handler.WithAttrs(attrs), u.flush, nil}
}

func (u urgent) WithGroup(name string) slog.Handler {
	return urgent{u.Handler.WithGroup(name), u.flush, nil}
}
