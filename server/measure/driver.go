package main

// A driver is what stands between a case and a client: a few lines that send one
// request as the client's user would, and tell how it ended.

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/scenario"
)

// A job is the request that a driver sends: what its user built.
type job struct {
	Case    string         `json:"case"`
	Method  string         `json:"method"`
	URL     string         `json:"url"`
	Headers [][2]string    `json:"headers"`
	Body    *jobBody       `json:"body"` // nil: none
	Options client.Options `json:"options"`

	scenario scenario.Scenario // the same, for what writes it as a command
	sets     []string          // the Set-Cookie fields that the case answers with
	again    bool              // the second visit of a case
}

// A jobBody is a body by its kind: text, form, multipart or stream.
type jobBody struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// An answer is how it ended, as a driver tells it: with a status, with one that
// is hidden from the user, with an error as the user sees it, or not at all, since
// the client cannot be asked this.
type answer struct {
	Status  int    `json:"status"`
	URL     string `json:"url"`
	Hidden  string `json:"hidden"` // as evidence.End has it
	Error   string `json:"error"`
	Skipped string `json:"skipped"`
}

// A driver sends jobs, one after the other. The error is the harness's own; it is
// context.DeadlineExceeded where the client was still at it.
type driver interface {
	// begin makes it ready for a job, where it is not.
	begin() error
	send(ctx context.Context, j job) (answer, error)
	close()
}

// caseTime is after when a client counts as hung.
const caseTime = 10 * time.Second

// A scripted driver is a program that says ready, reads a job a line, and writes
// an answer a line. It makes a new client for each job.
type scripted struct {
	dir  string
	args []string
	env  []string

	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr *bytes.Buffer
}

// script is a driver that is a program in drivers.
func script(args ...string) driver { return &scripted{dir: driversDir(), args: args} }

// driversDir is the folder of the drivers.
func driversDir() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "drivers")
}

func (s *scripted) start() error {
	s.cmd = exec.Command(s.args[0], s.args[1:]...)
	s.cmd.Dir = s.dir
	s.cmd.Env = append(plainEnv(), s.env...)
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	s.stderr = &bytes.Buffer{}
	s.cmd.Stderr = s.stderr
	var err error
	if s.in, err = s.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	s.out = bufio.NewReader(out)
	if err := s.cmd.Start(); err != nil {
		return err
	}
	slow := time.AfterFunc(startTime, s.kill)
	defer slow.Stop()
	if line, err := s.out.ReadString('\n'); err != nil || line != "ready\n" {
		s.close()
		return fmt.Errorf("%s is not ready, but said %q (%v): %s", strings.Join(s.args, " "), line, err, s.stderr)
	}
	return nil
}

// startTime is how long a driver may take to be ready: some are compiled first.
const startTime = 2 * time.Minute

// kill ends the program, and all that it started.
func (s *scripted) kill() { syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) }

func (s *scripted) begin() error {
	if s.cmd != nil {
		return nil
	}
	err := s.start()
	if err != nil {
		s.cmd = nil
	}
	return err
}

func (s *scripted) send(ctx context.Context, j job) (answer, error) {
	line, err := json.Marshal(j)
	if err != nil {
		return answer{}, err
	}
	type read struct {
		line []byte
		err  error
	}
	done := make(chan read, 1)
	go func() {
		if _, err := s.in.Write(append(line, '\n')); err != nil {
			done <- read{nil, err}
			return
		}
		answered, err := s.out.ReadBytes('\n')
		done <- read{answered, err}
	}()
	select {
	case <-ctx.Done():
		s.close()
		return answer{}, ctx.Err()
	case r := <-done:
		if r.err != nil {
			s.close()
			return answer{}, fmt.Errorf("%s: %w: %s", strings.Join(s.args, " "), r.err, s.stderr)
		}
		var a answer
		if err := json.Unmarshal(r.line, &a); err != nil {
			return answer{}, fmt.Errorf("%s answered %q: %w", strings.Join(s.args, " "), r.line, err)
		}
		return a, nil
	}
}

func (s *scripted) close() {
	if s.cmd == nil {
		return
	}
	s.in.Close()
	s.kill()
	s.cmd.Wait()
	s.cmd = nil
}

// A typed driver types a command line into a shell, anew for each job.
type typed struct {
	// line writes the command, or says why it cannot be.
	line func(j job) (command, skipped string)
	// read makes an answer of what the command wrote and its exit status.
	read func(stdout, stderr string, exit int) answer
}

func (typed) begin() error { return nil }
func (typed) close()       {}

func (t typed) send(ctx context.Context, j job) (answer, error) {
	line, skipped := t.line(j)
	if skipped != "" {
		return answer{Skipped: skipped}, nil
	}
	home, err := os.MkdirTemp("", "hopscope-measure")
	if err != nil {
		return answer{}, err
	}
	defer os.RemoveAll(home)
	cmd := exec.CommandContext(ctx, "bash", "-c", line)
	cmd.Dir = home
	cmd.Env = append(plainEnv(), "HOME="+home)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	if ctx.Err() != nil {
		return answer{}, ctx.Err()
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return answer{}, err
	}
	return t.read(stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()), nil
}

// plainEnv is the environment of somebody who has set nothing.
func plainEnv() []string {
	return []string{"PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME=" + os.TempDir(), "LC_ALL=C.UTF-8", "TZ=UTC"}
}
