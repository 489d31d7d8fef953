// Command hopscope serves the playground and follows scenarios on the command
// line.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // the machine: a port that is taken, a broken pipe
	exitUsage  = 2 // the input: one clear line on standard error
)

// A world is what a command may touch of the machine.
type world struct {
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// A command is one subcommand. Its error is shown as one line; a usageError
// ends with exitUsage.
type command struct {
	name, arguments, about string
	run                    func(ctx context.Context, args []string, w world) error
}

// commands lists the subcommands, in the order help shows them.
func commands() []command {
	return []command{
		{"serve", "[-addr HOST:PORT] [-public-url URL] …", "serve the playground (the default)", serve},
		{"trace", "[-client ID] [-format text|json|markdown|mermaid|svg] FILE|-", "follow a scenario", trace},
		{"clients", "[-format text|json]", "list the client profiles and their options", clients},
		{"codes", "[CODE] [-format text|json|markdown]", "the reference of the redirect codes", codes},
		{"export", "[-base /PATH/] [-public-url URL] DIR", "write the site as files, for any host", export},
		{"help", "", "show this", help},
	}
}

// run does what the arguments ask and returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	c, args, err := choose(args)
	if err == nil {
		err = c.run(ctx, args, world{getenv, stdin, stdout, stderr})
	}
	switch {
	case err == nil:
		return exitOK
	case isUsage(err):
		fmt.Fprintf(stderr, "hopscope: %s\n", line(err.Error()))
		return exitUsage
	default:
		fmt.Fprintf(stderr, "hopscope: %s\n", line(err.Error()))
		return exitFailed
	}
}

// choose finds the command that the arguments name, and returns those left.
func choose(args []string) (command, []string, error) {
	all := commands()
	if len(args) > 0 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help") {
		args = []string{"help"}
	}
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return all[0], args, nil
	}
	var names []string
	for _, c := range all {
		if c.name == args[0] {
			return c, args[1:], nil
		}
		names = append(names, c.name)
	}
	return command{}, nil, usagef("unknown command %q: there are %s", args[0], strings.Join(names, ", "))
}

// help lists the commands.
func help(_ context.Context, args []string, w world) error {
	if len(args) > 0 {
		return usagef("help takes no arguments, not %q", args[0])
	}
	var b strings.Builder
	b.WriteString("Hopscope shows what happens to a request when it is redirected.\n\n")
	for _, c := range commands() {
		fmt.Fprintf(&b, "  hopscope %s\n      %s\n", strings.TrimSpace(c.name+" "+c.arguments), c.about)
	}
	b.WriteString(`
FILE holds one scenario as JSON, a JSON array of them, or JSON lines; - is
standard input. With -format json an array gives an array, one scenario one
object, and JSON lines one object a line. svg and mermaid are of one scenario;
svg takes -theme light|dark|auto and -width 280 to 1600, too.

serve takes what follows, each also from the environment: HOPSCOPE_ADDR is -addr,
HOPSCOPE_LIVE_RUNS is -live-runs. A flag has the last word; lists have commas.

` + describe() + `
export writes the whole site but what takes a server: live runs, pictures by
their address, lessons of one's own. -base is the path that it will stand under
(/); -public-url, the address of the host, is for links that must be whole:
previews, canonical addresses, the sitemap. DIR is made, empty, or an earlier
export, of which it replaces what it wrote and nothing else.

Exit codes: 0 done, 1 failed, 2 unusable input.
`)
	_, err := io.WriteString(w.stdout, b.String())
	return err
}
