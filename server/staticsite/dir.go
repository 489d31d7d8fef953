package staticsite

// The directory. It may be a copy of before, and hold what others have put there:
// only what an export wrote is ever changed or removed.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// marker lists the files that an export wrote: the ones that the next may touch.
const marker = ".hopscope-export"

const markerHead = "hopscope export 1: the files below are the program's, and are replaced by the next export\n"

// Write makes a directory hold the files, by their names. What is there already
// with the same content is left, with its time, so that nobody has to be sent it
// again; what an earlier export wrote and this one does not is removed.
func Write(dir string, files map[string][]byte) error {
	_, err := os.Stat(dir)
	made := errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir) // nothing outside is reached, whatever stands in the directory
	if err != nil {
		return err
	}
	defer root.Close()
	if made { // whoever made another one has said who may look into it
		if err := root.Chmod(".", 0o755); err != nil {
			return err
		}
	}
	before, err := written(root)
	if err != nil {
		return fmt.Errorf("%s: %w", dir, err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if info, err := root.Lstat(name); err == nil && !info.IsDir() && !before[name] {
			return fmt.Errorf("%s: %s is there, and no export wrote it: take it away first", dir, name)
		}
	}
	// An export that is cut off must be known as one, too.
	all := maps.Clone(before)
	for name := range files {
		all[name] = true
	}
	if err := mark(root, all); err != nil {
		return err
	}
	for name := range before {
		if _, still := files[name]; !still {
			if err := removeFile(root, name); err != nil {
				return err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := writeFile(root, name, files[name]); err != nil {
			return err
		}
	}
	now := map[string]bool{}
	for name := range files {
		now[name] = true
		for _, suffix := range []string{".br", ".gz"} {
			if _, ok := files[name+suffix]; !ok {
				continue
			}
			if err := sameTime(root, name, name+suffix); err != nil {
				return err
			}
		}
	}
	return mark(root, now)
}

// written reads which files an earlier export wrote. A directory that holds others
// and no word of ours is somebody's.
func written(root *os.Root) (map[string]bool, error) {
	text, err := root.ReadFile(marker)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		entries, err := fs.ReadDir(root.FS(), ".")
		if err != nil {
			return nil, err
		}
		if len(entries) > 0 {
			return nil, errors.New("the directory is neither empty nor an earlier export")
		}
		return map[string]bool{}, nil
	case err != nil:
		return nil, err
	}
	list, ok := strings.CutPrefix(string(text), markerHead)
	if !ok {
		return nil, fmt.Errorf("%s is not of this version of the program", marker)
	}
	names := map[string]bool{}
	for name := range strings.Lines(list) {
		names[strings.TrimSuffix(name, "\n")] = true
	}
	return names, nil
}

func mark(root *os.Root, names map[string]bool) error {
	text := markerHead
	for _, name := range slices.Sorted(maps.Keys(names)) {
		text += name + "\n"
	}
	return writeFile(root, marker, []byte(text))
}

// writeFile writes a file that everybody may read, as the program that serves it
// is often another user's.
func writeFile(root *os.Root, name string, content []byte) error {
	if there, err := root.ReadFile(name); err == nil && bytes.Equal(there, content) {
		return nil
	}
	if err := makeDir(root, path.Dir(name)); err != nil {
		return err
	}
	if err := root.WriteFile(name, content, 0o644); err != nil {
		return err
	}
	return root.Chmod(name, 0o644)
}

// makeDir makes a directory that everybody may look into, and those above it.
func makeDir(root *os.Root, name string) error {
	if _, err := root.Stat(name); err == nil {
		return nil
	}
	if err := makeDir(root, path.Dir(name)); err != nil {
		return err
	}
	if err := root.Mkdir(name, 0o755); err != nil {
		return err
	}
	return root.Chmod(name, 0o755)
}

// sameTime gives the compressed form of a file the time of the file: a host that
// sends the one for the other tells browsers that time (nginx asks for it, at
// ngx_http_gzip_static_module).
func sameTime(root *os.Root, name, form string) error {
	info, err := root.Stat(name)
	if err != nil {
		return err
	}
	return root.Chtimes(form, time.Time{}, info.ModTime())
}

// removeFile removes a file, and the directories that it leaves empty.
func removeFile(root *os.Root, name string) error {
	if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for at := path.Dir(name); at != "."; at = path.Dir(at) {
		if root.Remove(at) != nil { // others are in it
			break
		}
	}
	return nil
}
