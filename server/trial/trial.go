// Package trial builds the program, and starts it and Chromium, for the tests that
// try it as a whole.
package trial

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
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long a program may take to start or to stop on a busy machine.
const patience = 60 * time.Second

// Build makes the program in dir as make build does: the WebAssembly first, where
// it is not up to date. It returns the path of the program. The working directory
// is that of a test, two below the repository.
func Build(dir string) (string, error) {
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

// FindChromium returns the path of a Chromium.
func FindChromium() (string, error) {
	names := []string{os.Getenv("HOPSCOPE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"}
	for _, name := range names {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium is installed: run make test, or: sudo apt-get install chromium")
}

// StartChromium starts a browser with an empty profile that asks nobody
// anything: only loopback addresses can be reached. The function ends it.
func StartChromium(program, profile string) (context.Context, func(), error) {
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

// A Server is the program, serving.
type Server struct {
	URL    string // where it is, without a slash at the end
	Second string // host:port of the listener for live runs

	cmd *exec.Cmd
}

// Start starts the program on ports of its choice and reads where it is.
func Start(program string, flags ...string) (*Server, error) {
	cmd := exec.Command(program, append([]string{"serve", "-addr", "127.0.0.1:0", "-alt-addr", "127.0.0.1:0"}, flags...)...)
	log := &serverLog{second: make(chan string, 1)}
	cmd.Stderr = log
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	give := func(err error) (*Server, error) {
		cmd.Process.Kill()
		cmd.Wait()
		return nil, err
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "Hopscope is at ")
	if err != nil || !ok {
		return give(fmt.Errorf("the program said %q (%v): %s", line, err, log))
	}
	select {
	case second := <-log.second:
		return &Server{url, second, cmd}, nil
	case <-time.After(patience):
		return give(fmt.Errorf("the program does not say where its second listener is: %s", log))
	}
}

// Stop asks the program to stop, and returns how that went.
func (s *Server) Stop() error {
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
