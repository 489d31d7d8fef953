package main

// What is measured: which programs, how they come onto the machine, and with
// which options they are run.

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
)

// A subject is one program as one profile's client.
type subject struct {
	id      string   // of the profile
	program string   // what people call it
	debs    []string // Debian's packages it comes from
	npm     bool     // it comes from drivers/package.json
	// version is the command whose output has the version, and with, where it is
	// not empty, the one of what is beneath it, under the name beneath.
	version, with []string
	beneath       string
	driver        func() driver
	runs          []variant
}

// A variant is a set of options, and the cases that are run with it.
type variant struct {
	options client.Options
	cases   func(evidence.Case) bool
}

// plain is the client as it comes, put through every case but those of browsers.
var plain = variant{cases: func(c evidence.Case) bool { return c.Group != evidence.CORS && c.Group != evidence.Caching }}

// with is the client with options, put through the groups' cases; those of codes
// for the codes that most clients follow. Cases are named by group or by id.
func with(options client.Options, groups ...string) variant {
	return variant{options, func(c evidence.Case) bool {
		return slices.Contains(groups, string(c.Group)) || slices.Contains(groups, c.ID)
	}}
}

// subjects are all, in the order they are measured.
func subjects() []subject {
	return slices.Concat(commandLines, golang, python, node, php, java, perl, ruby, browsers)
}

var versionPattern = regexp.MustCompile(`\d+(\.\d+)+[-.\w]*`)

// versionOf runs a command and finds a version in what it prints.
func versionOf(ctx context.Context, command []string) (string, error) {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Dir = driversDir()
	cmd.Env = plainEnv()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", strings.Join(command, " "), err, out)
	}
	v := versionPattern.FindString(string(out))
	if v == "" {
		return "", fmt.Errorf("%s names no version: %s", strings.Join(command, " "), out)
	}
	return v, nil
}
