// Package evidence holds what real clients were seen to do on redirects: the
// cases they were put through, the recordings that make measure wrote, one file
// a profile, and the replay that holds the simulation to them.
//
// It is not linked into the WebAssembly: a page fetches what it shows.
package evidence

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// Version is that of the format of a recording.
const Version = 1

// A Recording is what was recorded of one profile's client: the content of
// the file <client>.json.
type Recording struct {
	Evidence int    `json:"evidence"` // Version
	Client   string `json:"client"`   // id of the profile
	Runs     []Run  `json:"runs"`
}

// A Run is one program, with one set of options, put through cases.
type Run struct {
	// Program and Version say what was run: curl 7.88.1. With lists what else
	// decides, as the library beneath.
	Program string `json:"program"`
	Version string `json:"version"`
	With    string `json:"with,omitempty"`
	Date    string `json:"date"` // the day it was recorded (RFC 3339, full-date)
	// Options are the profile's, as they were set. {method} in a text stands for
	// the method of the case.
	Options client.Options `json:"options,omitempty"`
	Cases   []Result       `json:"cases"`
}

// A Result is what came of one case.
type Result struct {
	Case string `json:"case"`
	// Skipped says why the client could not be asked this; then there is
	// nothing else.
	Skipped  string    `json:"skipped,omitempty"`
	Requests []Request `json:"requests,omitempty"` // in the order they arrived
	// Again are the requests of a second visit, of a case that has one.
	Again []Request `json:"again,omitempty"`
	End   End       `json:"end,omitzero"`
}

// A Request is one that arrived.
type Request struct {
	Method string `json:"method"`
	URL    string `json:"url"` // of the origin that was asked, whatever Host says
	// Headers are those that the user gave and those whose fate a redirect
	// decides, in their order and spelling.
	Headers   redirect.Headers   `json:"headers,omitempty"`
	Body      *redirect.SentBody `json:"body,omitempty"`
	Preflight bool               `json:"preflight,omitempty"`
}

// An End is how it ended for the client's user.
type End struct {
	Status int `json:"status,omitempty"` // of the response that the client handed over
	// URL is where that response came from, as far as the client tells.
	URL string `json:"url,omitempty"`
	// Hidden says what there was in place of a response of which the user saw
	// neither status nor headers: the type of an opaque one, or a page that stayed.
	Hidden string `json:"hidden,omitempty"`
	// Error is what the user saw instead of a response.
	Error string `json:"error,omitempty"`
	// Hung: the client was still at it when its time was over.
	Hung bool `json:"hung,omitempty"`
}

// Decode reads a recording. The error names what is wrong.
func Decode(data []byte) (Recording, error) {
	var r Recording
	if err := json.Unmarshal(data, &r); err != nil {
		return Recording{}, fmt.Errorf("evidence: %w", err)
	}
	if r.Evidence != Version {
		return Recording{}, fmt.Errorf("evidence: version %d is not %d", r.Evidence, Version)
	}
	return r, nil
}

// Result returns what came of a case, and whether it was recorded.
func (r Run) Result(id string) (Result, bool) {
	for _, c := range r.Cases {
		if c.Case == id {
			return c, true
		}
	}
	return Result{}, false
}

// OptionsFor are the options that the run set for a case of that method.
func (r Run) OptionsFor(method string) client.Options {
	if len(r.Options) == 0 {
		return nil
	}
	out := make(client.Options, len(r.Options))
	for name, v := range r.Options {
		if v == "{method}" {
			v = method
		}
		out[name] = v
	}
	return out
}

// parting are the options that make another program of a profile's client: the
// engine of a browser, the version of a library.
var parting = []string{"engine", "version"}

// Programs are those of the recording, each once: the first of each is that of
// the profile as it comes.
func (r Recording) Programs() []client.Program {
	var list []client.Program
	for _, run := range r.Runs {
		p := client.Program{Name: run.Program, Version: run.Version, Date: run.Date}
		for _, name := range parting {
			if v, ok := run.Options[name].(string); ok {
				p.Option, p.Value = name, v
			}
		}
		if !slices.ContainsFunc(list, func(q client.Program) bool {
			return q.Name == p.Name && q.Version == p.Version && q.Option == p.Option && q.Value == p.Value
		}) {
			list = append(list, p)
		}
	}
	return list
}
