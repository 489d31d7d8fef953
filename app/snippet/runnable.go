package snippet

import (
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

// A Runnable is one way to run a scenario's request by hand.
type Runnable struct{ ID, Name, Lang, Code string }

// runnables are the clients one has at hand, in the order they are offered.
// One without a writer of its own is a client of the scenario's: Command
// writes it.
var runnables = []struct {
	id, name, lang string
	write          func(input) string
}{
	{"curl", "curl", "", nil},
	{"wget", "Wget", "", nil},
	{"httpie", "HTTPie", "", nil},
	{"go", "Go", "", nil},
	{"python-requests", "Python requests", "", nil},
	{"node", "Node.js", "", nil},
	{"powershell", "PowerShell", PowerShell, powershellCode},
}

// Runnables returns the request as a command or program for each client one
// has at hand, in the order they're offered: curl, wget, httpie, go,
// python-requests, node, powershell. The options of s stay with its own
// client; every other one follows redirects in its usual way.
func Runnables(s scenario.Scenario) []Runnable {
	list := make([]Runnable, len(runnables))
	for i, r := range runnables {
		list[i] = Runnable{r.id, r.name, r.lang, ""}
		if r.write != nil {
			list[i].Code = r.write(typed(s.Request))
			continue
		}
		own := s
		if own.Client != r.id {
			own.Client, own.Options = r.id, nil
		}
		list[i].Lang, list[i].Code = Command(own)
	}
	return list
}

// typed is the request for a client that has no profile: fields are named as
// what they are, and a text is what the client takes it for.
func typed(r redirect.Request) input {
	if b := r.Body; b != nil && !r.Headers.Has("Content-Type") {
		switch b.Kind {
		case redirect.Form:
			r.Headers = r.Headers.With("Content-Type", "application/x-www-form-urlencoded")
		case redirect.Multipart:
			r.Headers = r.Headers.With("Content-Type", "multipart/form-data; boundary="+redirect.Boundary(b.Text))
		}
	}
	return input{Request: r}
}

// letters reports a word of ASCII letters only.
func letters(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
