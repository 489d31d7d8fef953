package code

// A code with all that follows from what is written of it.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
)

// FormatVersion is that of the JSON: fields are added to it, and keep their
// meaning.
const FormatVersion = 1

// An Entry is one code's part of the reference: the content of /codes/307.json.
type Entry struct {
	Reference int    `json:"reference"` // FormatVersion
	Page      string `json:"page"`
	*Code
	// Wire is Reproduce as messages.
	Wire Wire `json:"wire"`
	// Send is how servers send it.
	Send []Snippet `json:"sendWith"`
	// Measured is what clients were seen to do; not in the list of all codes.
	Measured []Measured `json:"measured,omitempty"`

	shown map[evidence.Seen]Shown
}

// A Snippet is a server's way to send a code.
type Snippet struct {
	ID     string          `json:"id"`
	Server string          `json:"server"`
	Lang   string          `json:"language"`
	File   string          `json:"file"`
	Text   string          `json:"text"`
	Note   string          `json:"note,omitempty"`
	Source redirect.Source `json:"source"`
	// Runs: the tests run it on the real server.
	Runs bool `json:"runInTests"`
}

// A Reference is all the codes: the content of /codes.json.
type Reference struct {
	Reference int       `json:"reference"`
	Codes     []Entry   `json:"codes"`
	Guide     *Question `json:"guide"`
}

// PagePath is where a code's page is.
func PagePath(status int) string { return Path + "/" + strconv.Itoa(status) }

// entries are made once: the recordings are large, and each is read only here.
var entries = sync.OnceValues(func() ([]Entry, error) {
	rows, err := evidence.Rows()
	if err != nil {
		return nil, err
	}
	recordings := map[string]evidence.Recording{}
	var list []Entry
	for _, c := range All() {
		e := Entry{Reference: FormatVersion, Page: PagePath(c.Status), Code: c, Send: Snippets(c.Status), Measured: measure(c.Status, rows)}
		if e.Wire, err = c.Reproduce.Wire(); err != nil {
			return nil, fmt.Errorf("code %d, %q: %w", c.Status, c.Reproduce.Title, err)
		}
		if e.shown, err = allShown(c, recordings); err != nil {
			return nil, fmt.Errorf("code %d: %w", c.Status, err)
		}
		list = append(list, e)
	}
	return list, nil
})

// allShown looks up the measurements that a code's texts rely on.
func allShown(c *Code, recordings map[string]evidence.Recording) (map[evidence.Seen]Shown, error) {
	all := map[evidence.Seen]Shown{}
	for _, m := range c.Myths {
		for _, s := range m.Seen {
			rec, ok := recordings[s.Client]
			if !ok {
				var err error
				if rec, err = evidence.Load(s.Client); err != nil {
					return nil, err
				}
				recordings[s.Client] = rec
			}
			found, err := shown(s, rec)
			if err != nil {
				return nil, err
			}
			all[s] = found
		}
	}
	return all, nil
}

// Of returns the entry of a code.
func Of(c *Code) (Entry, error) {
	list, err := entries()
	if err != nil {
		return Entry{}, err
	}
	for _, e := range list {
		if e.Code == c {
			return e, nil
		}
	}
	return Entry{}, fmt.Errorf("code %d is not one of those there are", c.Status)
}

// Show is a measurement that the code's texts rely on.
func (e Entry) Show(s evidence.Seen) Shown { return e.shown[s] }

// Whole returns all of the reference but what was measured.
func Whole() (Reference, error) {
	list, err := entries()
	if err != nil {
		return Reference{}, err
	}
	r := Reference{Reference: FormatVersion, Guide: Guide()}
	for _, e := range list {
		e.Measured = nil
		r.Codes = append(r.Codes, e)
	}
	return r, nil
}

// Snippets are the servers' ways to send a code.
func Snippets(status int) []Snippet {
	list := []Snippet{}
	for _, s := range Senders() {
		if text, ok := s.Send(status); ok {
			list = append(list, Snippet{s.ID, s.Name, s.Lang, s.File, text, s.Note, s.Source, s.Runs})
		}
	}
	return list
}

// JSON writes an Entry or a Reference.
func JSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}

// Cited are all the sources of a code's texts, each once: where it is defined comes
// first.
func (c *Code) Cited() []redirect.Source {
	list := []redirect.Source{c.Clause}
	add := func(s redirect.Source) {
		if !slices.ContainsFunc(list, func(o redirect.Source) bool { return o.URL == s.URL && o.Title == s.Title }) {
			list = append(list, s)
		}
	}
	for _, r := range c.Rules {
		add(r.Source)
	}
	for _, m := range c.Myths {
		for _, s := range m.Sources {
			add(s)
		}
	}
	for _, n := range slices.Concat(c.History, c.Versions) {
		add(n.Source)
	}
	for _, s := range c.Sources {
		add(s)
	}
	return list
}

// Playground is where the example can be stepped through.
func (e Example) Playground() string { return "/?" + e.query() }

// Live is where it can be run for real.
func (e Example) Live() string { return "/live?" + e.query() }

// query is the example's address, fit to stand in a link.
func (e Example) query() string {
	const fine = "-._~!$&'*+,;=:@/?%"
	var b strings.Builder
	for _, c := range []byte(e.Address) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(fine, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
