// Package livetest asks the built program for live runs, and runs them with the
// real clients: net/http, curl and Wget. It needs those two; make test installs
// them.
package livetest

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What TestMain prepares for every test.
var (
	binary    string   // the program, built for this run
	shared    *program // one that is running, which makes runs without end
	elsewhere *trap    // where a client comes out that is led elsewhere
)

func TestMain(m *testing.M) {
	flag.Parse()
	flag.Set("test.parallel", "16") // the tests wait for other programs, and not for this one
	code, err := prepareAndRun(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "livetest:", err)
		code = 1
	}
	os.Exit(code)
}

func prepareAndRun(m *testing.M) (int, error) {
	for _, name := range []string{"bash", "curl", "wget"} {
		if _, err := exec.LookPath(name); err != nil {
			return 0, fmt.Errorf("%s is not installed: run make test, or: sudo apt-get install %s", name, name)
		}
	}
	dir, err := os.MkdirTemp("", "hopscope-livetest")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	if binary, err = build(dir); err != nil {
		return 0, err
	}
	if elsewhere, err = newTrap(); err != nil {
		return 0, err
	}
	if shared, err = startProgram("-live-per-minute", "1000000"); err != nil {
		return 0, err
	}
	code := m.Run()
	if err := shared.stop(); err != nil {
		return code, fmt.Errorf("stopping the program: %w", err)
	}
	return code, nil
}

// build makes the program as make build does; HOPSCOPE_PROGRAM names one that is
// built already, with -race, say. The WebAssembly is of no account for live
// addresses: any will do.
func build(dir string) (string, error) {
	if path := os.Getenv("HOPSCOPE_PROGRAM"); path != "" {
		return path, nil
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		return "", err
	}
	out := filepath.Join(dir, "hopscope")
	steps := [][]string{{"build", "-buildvcs=false", "-o", out, "./server"}}
	if _, err := os.Stat(filepath.Join(root, "web", "app.wasm.gz")); errors.Is(err, os.ErrNotExist) {
		steps = append([][]string{{"run", "-buildvcs=false", "./server/pack"}}, steps...)
	}
	for _, args := range steps {
		cmd := exec.Command("go", args...)
		cmd.Dir = root
		if output, err := cmd.CombinedOutput(); err != nil {
			return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, output)
		}
	}
	return out, nil
}
