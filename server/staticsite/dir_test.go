package staticsite

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// in returns what is in a directory, by name: its files with their content.
func in(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		if entry.IsDir() {
			found[filepath.ToSlash(name)+"/"] = ""
			return nil
		}
		if !entry.Type().IsRegular() {
			found[filepath.ToSlash(name)] = entry.Type().String()
			return nil
		}
		content, err := os.ReadFile(path)
		found[filepath.ToSlash(name)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	delete(found, marker)
	return found
}

func write(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	if err := Write(dir, files); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "site")
	write(t, dir, map[string][]byte{"index.html": []byte("one"), "codes/index.html": []byte("codes"), "old/deep/x": nil, ".nojekyll": nil})
	put(t, dir, "CNAME", "mine.example") // somebody's own
	put(t, dir, "codes/mine", "mine")
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	if err := os.Chtimes(filepath.Join(dir, "codes/index.html"), long, long); err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string][]byte{"index.html": []byte("two"), "codes/index.html": []byte("codes"), ".nojekyll": nil, "old": []byte("a file now")})
	want := map[string]string{"index.html": "two", "codes/": "", "codes/index.html": "codes", "codes/mine": "mine", ".nojekyll": "", "CNAME": "mine.example", "old": "a file now"}
	if got := in(t, dir); !maps.Equal(got, want) {
		t.Errorf("there is %v, want %v", got, want)
	}
	info, err := os.Stat(filepath.Join(dir, "codes/index.html"))
	if err != nil || !info.ModTime().Equal(long) {
		t.Errorf("a file that is the same was written again: %v, %v", info.ModTime(), err)
	}
	write(t, dir, map[string][]byte{"index.html": []byte("two"), "codes/index.html": []byte("codes"), "codes/index.html.gz": []byte("small")})
	if info, err := os.Stat(filepath.Join(dir, "codes/index.html.gz")); err != nil || !info.ModTime().Equal(long) {
		t.Errorf("a compressed form has not the time of its file: %v, %v", info.ModTime(), err)
	}
	for name, mode := range map[string]os.FileMode{"index.html": 0o644, "codes": 0o755 | os.ModeDir} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode() != mode {
			t.Errorf("%s has the mode %v, want %v (%v)", name, info.Mode(), mode, err)
		}
	}
}

// TestWriteSpares sees that nothing of anybody else's is touched.
func TestWriteSpares(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "secret", "mine")
	tests := []struct {
		sentence string
		make     func(dir string)
		err      string
	}{
		{"a directory of somebody's", func(dir string) { put(t, dir, "thesis.tex", "mine") }, "neither empty nor an earlier export"},
		{"a file of somebody's in an export", func(dir string) {
			write(t, dir, map[string][]byte{"a": nil})
			put(t, dir, "index.html", "mine")
		}, "index.html is there, and no export wrote it"},
		{"a marker of another kind", func(dir string) { put(t, dir, marker, "x") }, "is not of this version"},
		{"a marker that lists what is outside", func(dir string) {
			put(t, dir, marker, markerHead+"../"+filepath.Base(outside)+"/secret\n")
		}, "escapes"},
		{"a directory that leads outside", func(dir string) {
			put(t, dir, marker, markerHead+"web/secret\n")
			if err := os.Symlink(outside, filepath.Join(dir, "web")); err != nil {
				t.Fatal(err)
			}
		}, "escapes"},
	}
	for _, test := range tests {
		t.Run(test.sentence, func(t *testing.T) {
			dir := t.TempDir()
			test.make(dir)
			before := in(t, dir)
			err := Write(dir, map[string][]byte{"index.html": []byte("ours"), "web/a": []byte("ours")})
			if err == nil || !strings.Contains(err.Error(), test.err) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v, want %q in it, in one line", err, test.err)
			}
			if got := in(t, dir); !maps.Equal(got, before) {
				t.Errorf("there is now %v, before it was %v", got, before)
			}
		})
	}
	if got := in(t, outside); !maps.Equal(got, map[string]string{"secret": "mine"}) {
		t.Errorf("outside there is now %v", slices.Sorted(maps.Keys(got)))
	}
}

// TestWriteGoesOn writes over an export that was cut off.
func TestWriteGoesOn(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string][]byte{"index.html": []byte("one")})
	if err := os.Remove(filepath.Join(dir, "index.html")); err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string][]byte{"index.html": []byte("two")})
	if got := in(t, dir); !maps.Equal(got, map[string]string{"index.html": "two"}) {
		t.Errorf("there is %v", got)
	}
}
