package main

// How the clients come onto the machine.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// installAll installs what the subjects come from, where this user may; else the
// error is the line to type.
func installAll(ctx context.Context, list []subject, stderr io.Writer) error {
	var debs []string
	npm := false
	for _, s := range list {
		npm = npm || s.npm
		for _, deb := range s.debs {
			if !slices.Contains(debs, deb) && !installed(ctx, deb) {
				debs = append(debs, deb)
			}
		}
	}
	if len(debs) > 0 {
		line := append([]string{"apt-get", "install", "-y", "--no-install-recommends"}, debs...)
		if os.Geteuid() != 0 {
			return errors.New("type: sudo apt-get update && sudo " + strings.Join(line, " "))
		}
		for _, args := range [][]string{{"apt-get", "update"}, line} {
			if err := do(ctx, stderr, args...); err != nil {
				return err
			}
		}
	}
	if npm {
		return do(ctx, stderr, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
	}
	return nil
}

// installed asks Debian's package manager, and whether a program of the package's
// name is there: Node.js and npm often come from elsewhere, and then conflict with
// Debian's.
func installed(ctx context.Context, deb string) bool {
	if _, err := exec.LookPath(deb); err == nil {
		return true
	}
	out, err := exec.CommandContext(ctx, "dpkg-query", "-W", "-f", "${db:Status-Status}", deb).Output()
	return err == nil && string(out) == "installed"
}

func do(ctx context.Context, stderr io.Writer, args ...string) error {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir = driversDir()
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	cmd.Stdout, cmd.Stderr = stderr, stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	return nil
}
