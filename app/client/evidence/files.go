package evidence

// The recordings, as files beside this one.

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed *.json
var files embed.FS

// IDs returns the ids of the profiles that there are recordings of, sorted.
func IDs() []string {
	names, _ := fs.Glob(files, "*.json") // the pattern is good
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, ".json")
	}
	return names
}

// File returns the recording of a profile as it is written.
func File(id string) ([]byte, error) {
	data, err := files.ReadFile(id + ".json")
	if err != nil {
		return nil, fmt.Errorf("evidence: there is no recording of %q", id)
	}
	return data, nil
}

// Load returns the recording of a profile.
func Load(id string) (Recording, error) {
	data, err := File(id)
	if err != nil {
		return Recording{}, err
	}
	r, err := Decode(data)
	if err != nil {
		return Recording{}, fmt.Errorf("%s: %w", id, err)
	}
	if r.Client != id {
		return Recording{}, fmt.Errorf("evidence: %s.json is of %q", id, r.Client)
	}
	return r, nil
}
