package main

// The clients command: the profiles, and the options each one takes.

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/hopscope/hopscope/app/client"
)

func clients(_ context.Context, args []string, w world) error {
	flags := newFlags("clients")
	format := flags.String("format", "text", "")
	rest, err := parse(flags, args)
	if err != nil {
		return err
	}
	if err := oneOf("format", *format, "text", "json"); err != nil {
		return err
	}
	if len(rest) > 0 {
		return usagef("clients takes no arguments, not %q", rest[0])
	}
	if *format == "json" {
		return listJSON(w.stdout, client.All())
	}
	return listText(w.stdout, client.All())
}

// A listedClient is a profile as the JSON format shows it.
type listedClient struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	About string `json:"about"`
	Basis string `json:"basis"`
	// Measured are the programs that the profile is held to.
	Measured []listedProgram `json:"measured"`
	Options  []listedOption  `json:"options"`
}

// A listedProgram is what was recorded, and when. Options are the profile's that
// stand for it, where there are several.
type listedProgram struct {
	Program string            `json:"program"`
	Version string            `json:"version"`
	Date    string            `json:"date"`
	Options map[string]string `json:"options,omitempty"`
}

func listedPrograms(id string) []listedProgram {
	list := []listedProgram{}
	for _, p := range client.Programs(id) {
		l := listedProgram{Program: p.Name, Version: p.Version, Date: p.Date}
		if p.Option != "" {
			l.Options = map[string]string{p.Option: p.Value}
		}
		list = append(list, l)
	}
	return list
}

// A listedOption is an option as the JSON format shows it. Min and Max belong
// to numbers, Choices to the kind that has them.
type listedOption struct {
	Name    string   `json:"name"`
	Takes   string   `json:"takes"`
	About   string   `json:"about"`
	Default any      `json:"default"`
	Choices []string `json:"choices,omitempty"`
	Min     *int     `json:"min,omitempty"`
	Max     *int     `json:"max,omitempty"`
}

func listJSON(w io.Writer, profiles []client.Profile) error {
	list := make([]listedClient, len(profiles))
	for i, p := range profiles {
		list[i] = listedClient{p.ID, p.Name, p.About, p.Basis, listedPrograms(p.ID), make([]listedOption, len(p.Options))}
		for j, o := range p.Options {
			listed := listedOption{Name: o.Name, Takes: o.Kind.String(), About: o.About, Default: o.Default, Choices: o.Choices}
			if o.Kind == client.Number {
				listed.Min, listed.Max = &o.Min, &o.Max
			}
			list[i].Options[j] = listed
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(list)
}

func listText(w io.Writer, profiles []client.Profile) error {
	var b strings.Builder
	for i, p := range profiles {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s (%s)\n  %s\n  Basis: %s\n", p.ID, p.Name, p.About, p.Basis)
		for _, r := range client.Programs(p.ID) {
			fmt.Fprintf(&b, "  Measured: %s %s, %s\n", r.Name, r.Version, r.Date)
		}
		for _, o := range p.Options {
			fmt.Fprintf(&b, "  %s: %s, by default %s. %s\n", o.Name, takes(o), shown(o), o.About)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// takes says in words what values the option takes.
func takes(o client.Option) string {
	switch o.Kind {
	case client.Number:
		return fmt.Sprintf("a number from %d to %d", o.Min, o.Max)
	case client.Choice:
		return "one of " + strings.Join(o.Choices, ", ")
	default:
		return o.Kind.String()
	}
}

// shown writes an option's default; one without text has none.
func shown(o client.Option) string {
	if text := o.Format(o.Default); o.Default != nil && text != "" {
		return text
	}
	return "none"
}
