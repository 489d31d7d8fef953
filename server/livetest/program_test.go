package livetest

// The program: started on ports of its choice, and stopped.

import (
	"bufio"
	"bytes"
	"debug/buildinfo"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A program is one that serves.
type program struct {
	url string // http://127.0.0.1:PORT
	cmd *exec.Cmd
	log *lines
}

// start starts a program of the test's own.
func start(t *testing.T, flags ...string) *program {
	t.Helper()
	p, err := startProgram(flags...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.stop(); err != nil {
			t.Errorf("stopping the program: %v", err)
		}
	})
	return p
}

func startProgram(flags ...string) (*program, error) {
	cmd := exec.Command(binary, append([]string{"serve", "-addr", "127.0.0.1:0"}, flags...)...)
	p := &program{cmd: cmd, log: &lines{}}
	cmd.Stderr = p.log
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
		return nil, fmt.Errorf("the program said %q (%v): %s", line, err, p.log)
	}
	p.url = url
	return p, nil
}

// host is where the program is: 127.0.0.1:PORT.
func (p *program) host() string { return strings.TrimPrefix(p.url, "http://") }

// stop asks the program to stop. The error says where it did not, where it
// panicked, or where it was built with -race and there was one.
func (p *program) stop() error {
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- p.cmd.Wait() }()
	select {
	case err := <-ended:
		for _, word := range []string{"panic", "DATA RACE"} {
			if log := p.log.String(); strings.Contains(log, word) {
				return fmt.Errorf("its log has %q: %s", word, log[max(0, strings.Index(log, word)-200):])
			}
		}
		return err
	case <-time.After(patience):
		p.cmd.Process.Signal(syscall.SIGQUIT) // its goroutines, into the log
		<-ended
		return errors.New("the program did not stop: " + p.log.String())
	}
}

// memory is what the program has in memory now, and had at most, in bytes.
func (p *program) memory(t *testing.T) (now, most int64) {
	t.Helper()
	status, err := os.ReadFile("/proc/" + strconv.Itoa(p.cmd.Process.Pid) + "/status")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(status), "\n") {
		fields := strings.Fields(line)
		if len(fields) != 3 || fields[2] != "kB" {
			continue
		}
		n, _ := strconv.ParseInt(fields[1], 10, 64)
		switch fields[0] {
		case "VmRSS:":
			now = n << 10
		case "VmHWM:":
			most = n << 10
		}
	}
	return now, most
}

// withRace reports whether the program was built with -race, which takes several
// times the memory.
func withRace(t *testing.T) bool {
	t.Helper()
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// lines is what a program writes to its log. Of much it keeps the end.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

const maxLog = 1 << 20

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.text.Len() > maxLog {
		l.text.Next(l.text.Len() - maxLog/2)
	}
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
