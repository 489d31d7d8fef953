// Package live is the contract of the live runs: where they are, what they
// say, how a scenario's addresses map to those of a real server, and how what
// arrived compares with what was predicted. It is pure: the server records and
// answers, the page shows.
package live

import (
	"strconv"
	"strings"
)

// Path is where a run is made (POST) and where its page is (GET).
const Path = "/live"

// RunPath is where the exchanges of a run are read.
func RunPath(id string) string { return Path + "/" + id }

// EventsPath is where they are watched, as server-sent events.
func EventsPath(id string) string { return RunPath(id) + "/events" }

// HARPath is where they are read as an HTTP archive.
func HARPath(id string) string { return RunPath(id) + "/har" }

// Prefix is what stands before a scenario's path in a live address. Origin is
// the index of the scenario's origin, as a Mapping counts them.
func Prefix(id string, origin int) string { return RunPath(id) + "/" + strconv.Itoa(origin) }

// TargetPath is the path and query of a request's target, which a client may
// write as a whole URL (RFC 9112 section 3.2.2); empty where it has none.
func TargetPath(target string) string {
	if strings.HasPrefix(target, "/") {
		return target
	}
	_, after, ok := strings.Cut(target, "://")
	if i := strings.IndexAny(after, "/?#"); ok && i >= 0 {
		return after[i:]
	}
	return ""
}

// Split reads the target of a request: the run, the index of the scenario's
// origin, and the scenario's own path and query, which starts with a slash. ok
// is false where the target is not a live address.
func Split(target string) (id string, origin int, rest string, ok bool) {
	after, ok := strings.CutPrefix(target, Path+"/")
	if !ok {
		return "", 0, "", false
	}
	id, after, ok = strings.Cut(after, "/")
	if !ok || id == "" {
		return "", 0, "", false
	}
	end := strings.IndexAny(after, "/?#")
	if end < 0 {
		end = len(after)
	}
	origin, err := strconv.Atoi(after[:end])
	if err != nil || origin < 0 || strconv.Itoa(origin) != after[:end] {
		return "", 0, "", false
	}
	rest = after[end:]
	if !strings.HasPrefix(rest, "/") {
		rest = "/" + rest
	}
	return id, origin, rest, true
}
