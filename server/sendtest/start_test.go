package sendtest

// Processes: each snippet runs in its own, in a folder of its own.

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hopscope/hopscope/app/code"
)

const (
	patience = time.Minute // servers start slowly where many start at once
	// portInSnippet and rootInSnippet are what the snippets say, and all of theirs
	// that is replaced.
	portInSnippet = "8000"
	rootInSnippet = "/srv/www"
)

// start runs a snippet, and returns where it listens. The server is stopped, and
// waited for, at the end of the test.
func start(t *testing.T, s code.Sender, snippet string) string {
	t.Helper()
	for try := 1; ; try++ {
		address, err := startOnce(t, s, snippet)
		if err == nil {
			return address
		}
		// Somebody else may take the port between its choice and its use.
		if try == 3 || !strings.Contains(strings.ToLower(err.Error()), "in use") {
			t.Fatalf("%v\n%s", err, snippet)
		}
	}
}

func startOnce(t *testing.T, s code.Sender, snippet string) (string, error) {
	t.Helper()
	dir := folder(t)
	port, err := freePort()
	if err != nil {
		return "", err
	}
	how := servers[s.ID]
	text := strings.ReplaceAll(snippet, rootInSnippet, filepath.Join(dir, "www"))
	if how.wrap != nil {
		text = how.wrap(dir, text, port)
	} else {
		if n := strings.Count(text, portInSnippet); n != 1 {
			return "", fmt.Errorf("the snippet has its port %d times, not once", n)
		}
		text = strings.Replace(text, portInSnippet, fmt.Sprint(port), 1)
	}
	if err := os.WriteFile(filepath.Join(dir, s.File), []byte(text), 0o644); err != nil {
		return "", err
	}
	if len(how.build) > 0 {
		cmd, err := command(dir, how.build)
		if err != nil {
			return "", err
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			return "", fmt.Errorf("%s: %w\n%s", strings.Join(how.build, " "), err, out)
		}
	}

	cmd, err := command(dir, how.run)
	if err != nil {
		return "", err
	}
	said := &output{}
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		return "", err
	}
	ended := make(chan struct{})
	go func() {
		cmd.Wait()
		close(ended)
	}()
	t.Cleanup(func() { stop(t, cmd, ended) })
	address := fmt.Sprintf("127.0.0.1:%d", port)
	return address, listening(address, ended, said)
}

// folder is an empty one for a snippet, with what it needs around it: www/old is
// what it serves, and Express is found. Servers that step down from root must be
// able to read it, which t.TempDir does not allow.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "hopscope-sendtest")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	packages, err := filepath.Abs("node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(
		os.Chmod(dir, 0o755),
		os.Mkdir(filepath.Join(dir, "empty"), 0o755),
		os.Mkdir(filepath.Join(dir, "www"), 0o755),
		os.WriteFile(filepath.Join(dir, "www", "old"), []byte("version 1"), 0o644),
		os.Symlink(packages, filepath.Join(dir, "node_modules")),
	); err != nil {
		t.Fatal(err)
	}
	return dir
}

// command runs in a folder, with it for a home: nothing is read from, or left in,
// the user's.
func command(dir string, args []string) (*exec.Cmd, error) {
	program, err := find(args[0])
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(program, args[1:]...)
	cmd.Dir = dir
	cmd.Env = os.Environ()
	if args[0] != "go" { // which has its cache at home
		cmd.Env = append(cmd.Env, "HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_DATA_HOME="+dir)
	}
	return cmd, nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// listening waits until a server takes connections.
func listening(address string, ended <-chan struct{}, said *output) error {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		select {
		case <-ended:
			return fmt.Errorf("the server ended: %s", said)
		default:
		}
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return nil
		}
	}
	return fmt.Errorf("the server does not listen at %s after %s: %s", address, patience, said)
}

// stop asks a server to end, and waits until it has.
func stop(t *testing.T, cmd *exec.Cmd, ended <-chan struct{}) {
	cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-ended:
	case <-time.After(patience):
		cmd.Process.Kill()
		<-ended
		t.Errorf("%s did not stop when it was asked to", cmd.Path)
	}
}

// An output is what a server says, read while it runs.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}
