package clientpages

// The page about one client.

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
	"github.com/hopscope/hopscope/app/snippet"
)

// A clientPage is what client.html is filled with.
type clientPage struct {
	client.Profile
	Programs  []client.Program
	Command   string // what repeats the measurement
	Lang      string
	Code      string // how the client is asked
	Says      []string
	Options   []optionRow
	Surprises []surprise
	Runs      []runPart
	Known     []evidence.Known
}

// An optionRow is an option of the profile.
type optionRow struct {
	Name, Takes, Default, About string
	Source                      *redirect.Source
}

// A runPart is one program with one set of options, and its cases.
type runPart struct {
	Index, Agree, Asked int
	Name                string
	Run                 evidence.Run
	Limit               string
	Groups              []groupPart
}

// A groupPart is the cases of a group.
type groupPart struct {
	Words string
	Cases []casePart
}

// A casePart is one recorded case.
type casePart struct {
	Anchor, ID, Title string
	Told, End         string
	Result            evidence.Result
	Departure         *evidence.Departure
	Decisions         []redirect.Decision // of the simulation, where it agrees
	Differences       []string
	Known             string // why it differs
	Playground        string // the address of the same case there
}

// Client writes the content of the page about a client; ok is false where there
// is none.
func Client(id string) (content template.HTML, title string, ok bool, err error) {
	profile, err := client.Lookup(id)
	if err != nil {
		return "", "", false, nil
	}
	p := clientPage{Profile: profile, Programs: client.Programs(id), Surprises: surprises(id)}
	if rec, err := evidence.Load(id); err == nil {
		p.Command = `make measure ARGS="-client ` + id + `"`
		for i, run := range rec.Runs {
			part, err := runOf(id, i, run)
			if err != nil {
				return "", "", true, err
			}
			p.Runs = append(p.Runs, part)
		}
		p.Says = says(rec.Runs[0])
	}
	for _, k := range evidence.KnownDifferences() {
		if k.Client == id {
			p.Known = append(p.Known, k)
		}
	}
	for _, o := range profile.Options {
		row := optionRow{Name: o.Name, Takes: o.Kind.String(), Default: o.Format(o.Default), About: o.About, Source: o.Source}
		switch o.Kind {
		case client.Choice:
			row.Takes = strings.Join(o.Choices, ", ")
		case client.Number:
			row.Takes = fmt.Sprintf("%d to %d", o.Min, o.Max)
		}
		p.Options = append(p.Options, row)
	}
	example, _ := evidence.Lookup("302-post-body")
	p.Lang, p.Code = snippet.Command(scenario.Scenario{Client: id, Request: example.Request})
	content, err = execute("client.html", p)
	return content, profile.Name + " on redirects: Hopscope", true, err
}

// groupWords are the groups as headings.
var groupWords = map[evidence.Group]string{
	evidence.Codes: "Each code by each method", evidence.Borders: "Credentials to another port or host", evidence.Chains: "Several redirects",
	evidence.Limits: "Loops and long chains", evidence.Locations: "The forms of a Location", evidence.Bodies: "Kinds of body",
	evidence.Cookies: "Cookies set on the way", evidence.Fields: "Headers set by hand", evidence.Endings: "No redirect, and errors at the end",
	evidence.CORS: "CORS, Origin and referrers", evidence.Caching: "A second visit",
}

func runOf(id string, index int, run evidence.Run) (runPart, error) {
	part := runPart{Index: index, Name: run.Spelled(), Run: run}
	if n, ok := run.Limit(); ok {
		part.Limit = strconv.Itoa(n)
	}
	for _, g := range evidence.Groups() {
		group := groupPart{Words: groupWords[g]}
		for _, result := range run.Cases {
			c, ok := evidence.Lookup(result.Case)
			if !ok || c.Group != g {
				continue
			}
			one, err := caseOf(id, index, run, c, result)
			if err != nil {
				return part, err
			}
			if result.Skipped == "" {
				part.Asked++
				if len(one.Differences) == 0 {
					part.Agree++
				}
			}
			group.Cases = append(group.Cases, one)
		}
		if len(group.Cases) > 0 {
			part.Groups = append(part.Groups, group)
		}
	}
	return part, nil
}

func caseOf(id string, index int, run evidence.Run, c evidence.Case, result evidence.Result) (casePart, error) {
	part := casePart{Anchor: evidence.Anchor(index, c.ID), ID: c.ID, Title: c.Title, Result: result}
	part.Told = strings.Join(strings.Fields(result.Told()), " → ")
	if n := len(result.Requests); n > maxTold {
		part.Told = fmt.Sprintf("%s → … (%d requests)", strings.Join(strings.Fields(result.Told())[:maxTold], " → "), n)
		part.Result.Requests = result.Requests[:maxTold]
	}
	part.End = endWords(result)
	if len(c.Hops) > 0 {
		part.Departure = result.Step().Departs(c.Hops[0].Status)
	}
	trace, err := evidence.Predict(id, run, c)
	if err != nil {
		return part, err
	}
	if part.Differences = evidence.Differences(trace, c, result); len(part.Differences) == 0 && result.Skipped == "" {
		for i, e := range trace.Exchanges {
			if i == maxTold {
				break
			}
			part.Decisions = append(part.Decisions, e.Decision)
		}
	}
	if k, known := evidence.IsKnown(id, run.Program, c.ID); known {
		part.Known = k.Reason
	}
	s := scenario.Scenario{Title: c.Title, Client: id, Options: run.OptionsFor(c.Request.Method), Request: c.Request, Hops: c.Hops, CORS: c.CORS}
	part.Playground = "/?" + scenario.Address(s, scenario.View{})
	return part, nil
}

// maxTold is how many requests of a case are shown: those of a loop are all the
// same.
const maxTold = 6

func endWords(r evidence.Result) string {
	switch e := r.End; {
	case r.Skipped != "":
		return "Not asked: " + r.Skipped
	case e.Hung:
		return "It was still at it when its time was over."
	case e.Error != "":
		return e.Error
	case e.Status == 0:
		return "A response that cannot be read."
	default:
		return "Status " + strconv.Itoa(e.Status)
	}
}

// says are sentences about what the client does, read off its recording.
func says(run evidence.Run) []string {
	var list []string
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	for _, status := range []int{301, 302, 303, 307, 308} {
		result, ok := run.Result(strconv.Itoa(status) + "-post-body")
		if !ok {
			continue
		}
		s := result.Step()
		switch s.Kind {
		case evidence.StepKept, evidence.StepEmptied:
			add("%d: a POST with a body stays a POST, and %s.", status, map[bool]string{true: "its body is sent again", false: "its body is lost"}[s.Kind == evidence.StepKept])
		case evidence.StepChanged:
			add("%d: a POST with a body becomes a %s.", status, s.To.Method)
		default:
			add("%d: to a POST with a body it %s.", status, s.Kind.Words())
		}
	}
	for _, name := range secret {
		port, _ := run.Result("302-get-to-port")
		host, _ := run.Result("302-get-to-host")
		p, h := fareWords[port.Fares(name)], fareWords[host.Fares(name)]
		switch {
		case p == "" || h == "":
		case p == h && port.Fares(name) == evidence.FareDropped:
			add("%s set by hand is sent on neither to another port nor to another host.", name)
		case p == h:
			add("%s set by hand is %s to another port and to another host.", name, p)
		default:
			add("%s set by hand is %s to another port, and %s to another host.", name, p, h)
		}
	}
	if result, ok := run.Result("cookie-set"); ok && len(result.Requests) > 1 {
		if result.Requests[1].Headers.Has("Cookie") {
			add("A cookie that a redirect sets comes with the next request.")
		} else {
			add("A cookie that a redirect sets is forgotten.")
		}
	}
	return list
}

var fareWords = map[evidence.Fare]string{
	evidence.FareKept: "sent on", evidence.FareDropped: "not sent on", evidence.FareChanged: "changed on the way",
}
