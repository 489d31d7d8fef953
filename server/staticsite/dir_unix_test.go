//go:build unix

package staticsite

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestWriteForEverybody writes as somebody whose files are their own: the program
// that serves the copy is another user's. A directory that was there stays as it is.
func TestWriteForEverybody(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	theirs := filepath.Join(t.TempDir(), "theirs")
	if err := os.Mkdir(theirs, 0o700); err != nil {
		t.Fatal(err)
	}
	defer syscall.Umask(syscall.Umask(0o077))
	write(t, dir, map[string][]byte{"codes/index.html": nil})
	write(t, theirs, map[string][]byte{"codes/index.html": nil})
	for name, mode := range map[string]os.FileMode{
		dir: 0o755 | os.ModeDir, filepath.Join(dir, "codes"): 0o755 | os.ModeDir, filepath.Join(dir, "codes/index.html"): 0o644, theirs: 0o700 | os.ModeDir,
	} {
		if info, err := os.Stat(name); err != nil || info.Mode() != mode {
			t.Errorf("%s has the mode %v, want %v (%v)", name, info.Mode(), mode, err)
		}
	}
}
