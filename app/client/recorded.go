package client

import "github.com/hopscope/hopscope/app/redirect"

// A Program is what a profile was recorded from.
type Program struct {
	Name, Version string // as curl, 7.88.1
	Date          string // of the recording (RFC 3339, full-date)
	// Where Option is not empty, the recording is that of the profile with this
	// value of it: an engine, say, or a version.
	Option, Value string
}

// Programs returns what the profile with the id was recorded from; none: it was
// not. The slice is not to be changed.
func Programs(id string) []Program {
	for _, r := range programs {
		if r.id == id {
			return r.programs
		}
	}
	return nil
}

// recordedOf are the programs of one profile. A list of them is data, where a map
// would be code.
type recordedOf struct {
	id       string
	programs []Program
}

// RecordingPath is where the page about a profile and its recordings is.
func RecordingPath(id string) string { return "/clients/" + id }

// recorded is the recording that backs what is measured of the profile with
// these options, which are normal.
func (p Profile) recorded(given Options) *redirect.Source {
	var found Program
	for _, r := range Programs(p.ID) {
		if r.Option == "" && found.Name == "" || r.Option != "" && p.value(r.Option, given) == r.Value {
			found = r
		}
	}
	if found.Name == "" {
		return nil
	}
	return src(found.Name+" "+found.Version+", recorded on "+found.Date, RecordingPath(p.ID))
}

// value is that of a text option: given, or by default.
func (p Profile) value(name string, given Options) string {
	if v, ok := given[name].(string); ok {
		return v
	}
	o, err := p.Option(name)
	if err != nil {
		return ""
	}
	v, _ := o.Default.(string)
	return v
}
