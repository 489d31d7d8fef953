package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// The line of a live hop is written without slog, and is the same.
func TestHopLine(t *testing.T) {
	tests := []struct {
		sentence, method string
		observed         observed
		took             time.Duration
	}{
		{"a redirect", "GET", observed{status: 307}, 54 * time.Microsecond},
		{"an echo", "POST", observed{status: 200, bytes: 1234}, 1500 * time.Millisecond},
		{"a method that a client made up", "!#$%&'*+-.^_`|~", observed{status: 404, bytes: 40}, 0},
		{"a method without end", strings.Repeat("M", 100_000), observed{status: 400}, 0},
		{"one that took long", "OPTIONS", observed{status: 408}, 3*time.Hour + time.Microsecond},
	}
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			for _, now := range []time.Time{time.Now(), time.Unix(1, 999_999_999).UTC(), time.Unix(1, 0).In(time.FixedZone("", -5400))} {
				var want, got bytes.Buffer
				tt.observed.log(slog.New(slog.NewTextHandler(&want, nil)), now, tt.took, tt.method, hopPath)
				log, flush := newLog("text", &got)
				tt.observed.log(log, now, tt.took, tt.method, hopPath)
				flush()
				if got.String() != want.String() {
					t.Errorf("got %s, want %s", &got, &want)
				}
				if got.Len() > 2*maxTold {
					t.Errorf("a line of %d bytes", got.Len())
				}
			}
		})
	}
}
