package main

// One subject on one ground.

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/client/evidence"
	"github.com/hopscope/hopscope/app/scenario"
)

// measure puts a subject through the cases that want is true of, and says how
// far it is.
func measure(ctx context.Context, s subject, want func(evidence.Case) bool, progress func(string)) ([]evidence.Run, error) {
	version, err := versionOf(ctx, s.version)
	if err != nil {
		return nil, err
	}
	below := ""
	if len(s.with) > 0 {
		if below, err = versionOf(ctx, s.with); err != nil {
			return nil, err
		}
		below = s.beneath + " " + below
	}
	d := s.driver()
	defer d.close()
	g, err := newGround(d)
	if err != nil {
		return nil, err
	}
	defer g.close()
	var runs []evidence.Run
	for i, v := range s.runs {
		run := evidence.Run{Program: s.program, Version: version, With: below, Date: time.Now().UTC().Format(time.DateOnly), Options: v.options, Cases: []evidence.Result{}}
		for n, c := range evidence.Cases() {
			if !v.cases(c) || !want(c) {
				continue
			}
			progress(fmt.Sprintf("%s %s, %d of %d sets of options, case %d: %s", s.program, version, i+1, len(s.runs), n+1, c.ID))
			result, err := g.run(ctx, d, run.OptionsFor(c.Request.Method), c)
			if err != nil {
				return nil, fmt.Errorf("%s, case %s: %w", s.program, c.ID, err)
			}
			run.Cases = append(run.Cases, result)
		}
		if len(run.Cases) > 0 {
			runs = append(runs, run)
		}
	}
	return runs, nil
}

// run puts the client through one case.
func (g *ground) run(ctx context.Context, d driver, options client.Options, c evidence.Case) (evidence.Result, error) {
	g.prepare(c)
	result := evidence.Result{Case: c.ID}
	j := g.job(c, options)
	a, err := g.visit(ctx, d, j)
	switch {
	case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
		result.End.Hung = true
	case err != nil:
		return result, err
	case a.Skipped != "":
		result.Skipped = a.Skipped
		return result, nil
	default:
		result.End = evidence.End{Status: a.Status, URL: g.canonical.Replace(a.URL), Hidden: a.Hidden, Error: g.plainError(a.Error)}
	}
	result.Requests = g.requests()
	if c.Twice {
		j.again = true
		if _, err := g.visit(ctx, d, j); err != nil {
			return result, err
		}
		result.Again = g.requests()
		if f, ok := d.(interface{ forget() }); ok {
			f.forget()
		}
	}
	return result, nil
}

func (g *ground) visit(ctx context.Context, d driver, j job) (answer, error) {
	if err := d.begin(); err != nil {
		return answer{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, caseTime)
	defer cancel()
	return d.send(ctx, j)
}

// job is the case's request at the addresses that listen.
func (g *ground) job(c evidence.Case, options client.Options) job {
	s := scenario.Scenario{Request: c.Request, Options: options}.Clone()
	s.Request.URL = g.real.Replace(s.Request.URL)
	j := job{Case: c.ID, Method: s.Request.Method, URL: s.Request.URL, Headers: [][2]string{}, Options: options}
	for i, h := range s.Request.Headers {
		s.Request.Headers[i].Value = g.real.Replace(h.Value)
		j.Headers = append(j.Headers, [2]string{h.Name, s.Request.Headers[i].Value})
	}
	if b := s.Request.Body; b != nil {
		j.Body = &jobBody{string(b.Kind), b.Text}
	}
	for _, h := range c.Hops {
		j.sets = append(j.sets, h.Headers.Values("Set-Cookie")...)
	}
	j.scenario = s
	return j
}

var address = regexp.MustCompile(`0x[0-9a-fA-F]{6,}`)

// plainError takes out of an error what is another one each time: ports, and
// addresses in memory.
func (g *ground) plainError(text string) string {
	return address.ReplaceAllString(g.canonical.Replace(text), "0x…")
}
