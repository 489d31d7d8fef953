// Package browsertest opens the playground in a real Chromium, as the built
// program serves it. It needs Chromium, and axe-core from npm; make test
// installs both.
package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/hopscope/hopscope/server/trial"
)

// What TestMain prepares for every test.
var (
	binary   string          // the program, built for this run
	axe      string          // the source of axe-core
	chromium context.Context // a browser that is running
	siteURL  string          // a server that is running

	// addressOf is how that server writes the address of a page: as it is.
	addressOf = func(address string) string { return address }
)

func TestMain(m *testing.M) {
	code, err := prepareAndRun(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "browsertest:", err)
		code = 1
	}
	os.Exit(code)
}

func prepareAndRun(m *testing.M) (int, error) {
	program, err := trial.FindChromium()
	if err != nil {
		return 0, err
	}
	source, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		return 0, errors.New("axe-core is not installed: run make test, or (cd server/browsertest && npm ci)")
	}
	axe = string(source)

	dir, err := os.MkdirTemp("", "hopscope-browsertest")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	if binary, err = trial.Build(dir); err != nil {
		return 0, err
	}
	s, err := startServer("-live-per-minute", "1000000") // the tests make more runs than a person
	if err != nil {
		return 0, err
	}
	defer s.stop()
	siteURL = s.url
	ctx, stop, err := trial.StartChromium(program, filepath.Join(dir, "profile"))
	if err != nil {
		return 0, err
	}
	defer stop()
	chromium = ctx
	return m.Run(), nil
}

// A server is the program, serving.
type server struct {
	url string
	all *trial.Server
}

// startServer starts the program on ports of its choice and reads where it is.
func startServer(flags ...string) (*server, error) {
	s, err := trial.Start(binary, flags...)
	if err != nil {
		return nil, err
	}
	ours.Store(strings.TrimPrefix(s.URL, "http://"), true)
	ours.Store(s.Second, true)
	return &server{s.URL, s}, nil
}

// stop asks the program to stop, and returns how that went.
func (s *server) stop() error { return s.all.Stop() }

// ours are where the servers of this run listen, as 127.0.0.1:port.
var ours sync.Map

// isOurs reports whether a host, with its port, is one of them, by any of its
// names.
func isOurs(host string) bool {
	if port, ok := strings.CutPrefix(host, "localhost:"); ok {
		host = "127.0.0.1:" + port
	}
	_, ok := ours.Load(host)
	return ok
}
