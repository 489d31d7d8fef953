// Package livebench measures the live runs, as the built program answers them:
//
//	make bench
//
// or, with wrk (apt-get install wrk) and the WebAssembly (make wasm) there:
//
//	go test -run '^$' -bench . -benchtime 1x ./server/livebench
//
// How long a page takes to show what arrived is measured in browsertest.
package livebench

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// httpbin is what others use for what the live runs do, without the recording.
// It is run as it is, and no dependency of ours.
const httpbin = "github.com/mccutchen/go-httpbin/v2/cmd/go-httpbin@v2.18.3"

// build makes the program as make build does.
func build(b *testing.B, dir string) (program string) {
	b.Helper()
	program = filepath.Join(dir, "hopscope")
	goCommand(b, nil, "run", "-buildvcs=false", "./server/pack")
	goCommand(b, []string{"CGO_ENABLED=0"}, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", program, "./server")
	return program
}

func buildBare(b *testing.B, dir string) (program string) {
	b.Helper()
	program = filepath.Join(dir, "bare")
	goCommand(b, []string{"CGO_ENABLED=0"}, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", program, "./server/livebench/bare")
	return program
}

func buildHTTPBin(b *testing.B, dir string) (program string) {
	b.Helper()
	goCommand(b, []string{"CGO_ENABLED=0", "GOBIN=" + dir}, "install", "-trimpath", "-ldflags=-s -w", httpbin)
	return filepath.Join(dir, "go-httpbin")
}

func goCommand(b *testing.B, env []string, args ...string) {
	b.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = filepath.Join("..", "..")
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// A program is a server that runs, in a process of its own.
type program struct {
	url string
	log string // the file with what it wrote on standard error
	cmd *exec.Cmd
}

// start starts a program that says on its first line where it is.
func start(b *testing.B, path string, args ...string) *program {
	b.Helper()
	p := &program{log: filepath.Join(b.TempDir(), "log"), cmd: exec.Command(path, args...)}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	p.run(b)
	line, err := bufio.NewReader(stdout).ReadString('\n')
	_, url, ok := strings.Cut(strings.TrimSpace(line), " is at ")
	if err != nil || !ok {
		p.stop(b)
		said, _ := os.ReadFile(p.log)
		b.Fatalf("%s said %q (%v): %s", path, line, err, said)
	}
	p.url = url
	return p
}

// startHTTPBin starts go-httpbin, which does not say where it is.
func startHTTPBin(b *testing.B, path string) *program {
	b.Helper()
	addr := freeAddr(b)
	_, port, _ := net.SplitHostPort(addr)
	p := &program{url: "http://" + addr, log: filepath.Join(b.TempDir(), "log"),
		cmd: exec.Command(path, "-host", "127.0.0.1", "-port", port)}
	p.run(b)
	for range 100 {
		if c, err := net.Dial("tcp", addr); err == nil {
			c.Close()
			return p
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.stop(b)
	said, _ := os.ReadFile(p.log)
	b.Fatalf("go-httpbin is not at %s: %s", addr, said)
	return nil
}

// run starts the process. Its log goes to a file, as it would where it is in
// service.
func (p *program) run(b *testing.B) {
	b.Helper()
	log, err := os.Create(p.log)
	if err != nil {
		b.Fatal(err)
	}
	defer log.Close() // the process has it
	p.cmd.Stderr = log
	if p.cmd.Stdout == nil {
		p.cmd.Stdout = log
	}
	if err := p.cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { p.cmd.Process.Kill() }) // where the benchmark fails
}

// stop asks the program to end, so that its log is whole.
func (p *program) stop(b *testing.B) {
	b.Helper()
	p.cmd.Process.Signal(os.Interrupt)
	ended := make(chan error, 1)
	go func() { ended <- p.cmd.Wait() }()
	select {
	case <-ended:
	case <-time.After(15 * time.Second):
		p.cmd.Process.Kill()
		b.Fatalf("%s did not stop", p.cmd.Path)
	}
}

// processor returns how long the program has had a processor.
func (p *program) processor(b *testing.B) time.Duration {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	// The name in brackets may hold anything; the 14th and 15th fields are the time
	// in the program and in the system, in hundredths of a second (proc(5)).
	_, fields, _ := strings.Cut(string(stat), ") ")
	var user, system time.Duration
	if f := strings.Fields(fields); len(f) > 12 {
		fmt.Sscan(f[11], (*int64)(&user))
		fmt.Sscan(f[12], (*int64)(&system))
	}
	return (user + system) * 10 * time.Millisecond
}
