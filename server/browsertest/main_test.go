// Package browsertest opens the playground in a real Chromium, as the built
// program serves it. It needs Chromium, and axe-core from npm; make test
// installs both.
package browsertest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// What TestMain prepares for every test.
var (
	binary   string          // the program, built for this run
	axe      string          // the source of axe-core
	chromium context.Context // a browser that is running
	siteURL  string          // a server that is running
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
	program, err := findChromium()
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
	if binary, err = build(dir); err != nil {
		return 0, err
	}
	s, err := startServer("-live-per-minute", "1000000") // the tests make more runs than a person
	if err != nil {
		return 0, err
	}
	defer s.stop()
	siteURL = s.url
	ctx, stop, err := startChromium(program, filepath.Join(dir, "profile"))
	if err != nil {
		return 0, err
	}
	defer stop()
	chromium = ctx
	return m.Run(), nil
}

// findChromium returns the path of a Chromium.
func findChromium() (string, error) {
	names := []string{os.Getenv("HOPSCOPE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"}
	for _, name := range names {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path, nil
		}
	}
	return "", errors.New("Chromium is not installed: run make test, or: sudo apt-get install chromium")
}

// build makes the program as make build does: the WebAssembly first, where it is
// not up to date.
func build(dir string) (string, error) {
	out := filepath.Join(dir, "hopscope")
	for _, args := range [][]string{
		{"run", "-buildvcs=false", "./server/pack"},
		{"build", "-buildvcs=false", "-o", out, "./server"},
	} {
		cmd := exec.Command("go", args...)
		cmd.Dir = filepath.Join("..", "..")
		if output, err := cmd.CombinedOutput(); err != nil {
			return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, output)
		}
	}
	return out, nil
}

// startChromium starts a browser with an empty profile that asks nobody
// anything: only loopback addresses can be reached.
func startChromium(program, profile string) (context.Context, func(), error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.UserDataDir(profile),
		chromedp.NoFirstRun,
		chromedp.Flag("no-sandbox", os.Getuid() == 0),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
	)
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(alloc)
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		stop()
		return nil, nil, fmt.Errorf("starting %s: %w", program, err)
	}
	return ctx, func() { cancel(); stop() }, nil
}

// A server is the program, serving.
type server struct {
	url string
	cmd *exec.Cmd
}

// startServer starts the program on ports of its choice and reads where it is.
func startServer(flags ...string) (*server, error) {
	cmd := exec.Command(binary, append([]string{"serve", "-addr", "127.0.0.1:0", "-alt-addr", "127.0.0.1:0"}, flags...)...)
	log := &serverLog{second: make(chan string, 1)}
	cmd.Stderr = log
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "Hopscope is at ")
	if err != nil || !ok {
		cmd.Process.Kill()
		cmd.Wait()
		return nil, fmt.Errorf("the program said %q (%v): %s", line, err, log)
	}
	ours.Store(strings.TrimPrefix(url, "http://"), true)
	select {
	case second := <-log.second:
		ours.Store(second, true)
	case <-time.After(patience):
		cmd.Process.Kill()
		cmd.Wait()
		return nil, fmt.Errorf("the program does not say where its second listener is: %s", log)
	}
	return &server{url, cmd}, nil
}

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

// A serverLog keeps what a server logs, and tells of its second listener.
type serverLog struct {
	second chan string

	mu   sync.Mutex
	text bytes.Buffer
}

var secondListener = regexp.MustCompile(`addr=(\S+) for="live runs"\n`)

func (l *serverLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if found := secondListener.FindSubmatch(p); found != nil { // a line is written as a whole
		l.second <- string(found[1])
	}
	return l.text.Write(p)
}

func (l *serverLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// stop asks the program to stop, and returns how that went.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- s.cmd.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-time.After(patience):
		s.cmd.Process.Kill()
		return errors.New("the program did not stop")
	}
}
