package code

// How a server sends each code: the smallest snippets that do, by server.

import (
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// A Sender is a server, or a framework, and how it sends each code. Its snippets
// answer /old, with Location: /new.
type Sender struct {
	ID     string          `json:"id"`
	Name   string          `json:"name"`
	Lang   string          `json:"language"`       // for the eye and for highlighting: js, go, python
	File   string          `json:"file"`           // the file it stands in: server.mjs, nginx.conf
	Note   string          `json:"note,omitempty"` // what to know before it is copied
	Source redirect.Source `json:"source"`         // its manual
	// Runs says that the tests run each snippet on the real server. One that is
	// not run was checked against the manual only, and is shown as such.
	Runs bool `json:"runInTests"`

	snippets map[int]string
}

// Send is the snippet that answers /old with a status, and whether there is one.
// It is a complete file, or the part that goes into a server's block. That for 304
// serves /old with an ETag, and answers 304 to who has it; that for 300 lists the
// choices in its body. There is none for 305 and 306: nobody should send them.
func (s Sender) Send(status int) (text string, ok bool) {
	text, ok = s.snippets[status]
	return text, ok
}

// senders are all of them, in the order of the pages.
var senders = []Sender{
	express, node, golang,
	nginx, apache, caddy,
	fastAPI, flask, django,
	spring, aspNet, rails, laravel,
}

// Senders returns the servers. They are not to be changed.
func Senders() []Sender { return senders[:len(senders):len(senders)] }

// sends puts a server's snippets together: what lists choices, what answers that
// nothing has changed, and the redirects, each a line in a frame.
func sends(choices, unchanged, frame string, lines map[int]string) map[int]string {
	snippets := map[int]string{300: trimmed(choices), 304: trimmed(unchanged)}
	for status, line := range lines {
		snippets[status] = trimmed(strings.Replace(frame, "LINE", line, 1))
	}
	return snippets
}

// by is the line of each redirect, where they differ by one word.
func by(line string, words map[int]string) map[int]string {
	lines := map[int]string{}
	for status, word := range words {
		lines[status] = strings.Replace(line, "WORD", word, 1)
	}
	return lines
}

// numbers are the words of servers that take the code as a number.
var numbers = map[int]string{301: "301", 302: "302", 303: "303", 307: "307", 308: "308"}

// trimmed is a snippet without the line breaks that its literal needs to be read.
func trimmed(text string) string { return strings.Trim(text, "\n") + "\n" }
