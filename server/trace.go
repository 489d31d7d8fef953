package main

// The trace command: follow scenarios, write what comes of them.

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/hopscope/hopscope/app/diagram"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/scenario"
)

func trace(_ context.Context, args []string, w world) error {
	flags := newFlags("trace")
	client := flags.String("client", "", "")
	format := flags.String("format", "text", "")
	theme := flags.String("theme", "auto", "")
	width := flags.Int("width", pictureWidth, "")
	files, err := parse(flags, args)
	if err != nil {
		return err
	}
	if err := oneOf("format", *format, "text", "json", "markdown", "mermaid", "svg"); err != nil {
		return err
	}
	if err := oneOf("theme", *theme, "auto", "light", "dark"); err != nil {
		return err
	}
	if *width < minPictureWidth || *width > maxPictureWidth {
		return usagef("width %d is not from %d to %d", *width, minPictureWidth, maxPictureWidth)
	}
	if len(files) != 1 {
		return usagef("trace takes one file, or - for standard input, not %d", len(files))
	}
	name := files[0]
	in, err := open(name, w.stdin)
	if err != nil {
		return err
	}
	defer in.Close()
	if name == "-" {
		name = "standard input"
	}

	r := bufio.NewReader(in)
	array := startsArray(r)
	scenarios, err := scenario.DecodeAll(r)
	if err != nil {
		return usagef("%s: %v", name, err)
	}
	traces, err := followAll(scenarios, *client)
	if err != nil {
		return usagef("%s: %v", name, err)
	}
	if picture := *format == "svg" || *format == "mermaid"; picture && len(traces) != 1 {
		return usagef("%s: format %s is of one scenario, and there are %d", name, *format, len(traces))
	}
	out := bufio.NewWriter(w.stdout)
	switch *format {
	case "json":
		err = writeJSON(out, traces, array)
	case "markdown":
		err = writeMarkdown(out, scenarios, traces)
	case "mermaid":
		_, err = out.WriteString(diagram.Mermaid(traces[0]))
	case "svg":
		l := diagram.Lay(traces[0], *width)
		_, err = fmt.Fprintln(out, diagram.Picture(l, diagram.Options{Step: len(l.Steps)}, diagram.Theme(*theme)))
	default:
		err = writeText(out, scenarios, traces)
	}
	if err != nil {
		return err
	}
	return out.Flush()
}

// open opens the file that was named, or standard input for -.
func open(name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		var why *fs.PathError
		if errors.As(err, &why) {
			err = why.Err
		}
		return nil, usagef("%s: %v", name, err)
	}
	return f, nil
}

// startsArray reports whether the first byte of JSON opens an array. The white
// space it reads means nothing; the byte it leaves to be read.
func startsArray(r *bufio.Reader) bool {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return false
		}
		if !bytes.ContainsRune([]byte(" \t\r\n"), rune(b)) {
			r.UnreadByte() // cannot fail: a byte was just read
			return b == '['
		}
	}
}

// followAll plays each scenario, with its own client or, where one is named,
// with that one and its defaults: options belong to the client they were set
// for.
func followAll(scenarios []scenario.Scenario, client string) ([]redirect.Trace, error) {
	traces := make([]redirect.Trace, len(scenarios))
	for i, s := range scenarios {
		if own := cmp.Or(s.Client, scenario.DefaultClient); client != "" && client != own {
			s.Client, s.Options = client, nil
		}
		var err error
		if traces[i], err = s.Follow(); err != nil {
			return nil, err
		}
	}
	return traces, nil
}

// writeJSON writes an array for an array, one object for one scenario, and one
// object a line for JSON lines.
func writeJSON(w io.Writer, traces []redirect.Trace, array bool) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if array || len(traces) == 1 {
		enc.SetIndent("", "  ")
	}
	if array {
		return enc.Encode(traces)
	}
	for _, t := range traces {
		if err := enc.Encode(t); err != nil {
			return err
		}
	}
	return nil
}

// writeText writes each trace as text. Where there are several, each has a
// heading: its number and its title.
func writeText(w io.Writer, scenarios []scenario.Scenario, traces []redirect.Trace) error {
	for i, t := range traces {
		if len(traces) > 1 {
			if i > 0 {
				fmt.Fprintln(w)
			}
			fmt.Fprintf(w, "%s\n\n", line(numbered(i, scenarios[i])))
		}
		if _, err := io.WriteString(w, diagram.Text(t)); err != nil {
			return err
		}
	}
	return nil
}

func numbered(i int, s scenario.Scenario) string {
	return fmt.Sprintf("%d. %s", i+1, cmp.Or(s.Title, "untitled"))
}

// writeMarkdown writes one trace as a document, or each as a part of one.
func writeMarkdown(w io.Writer, scenarios []scenario.Scenario, traces []redirect.Trace) error {
	for i, t := range traces {
		title := scenarios[i].Title
		if len(traces) > 1 {
			title = numbered(i, scenarios[i])
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		if _, err := io.WriteString(w, markdownDocument(title, t, "")); err != nil {
			return err
		}
	}
	return nil
}

// markdownDocument is a trace below its title, where it has one.
func markdownDocument(title string, t redirect.Trace, base string) string {
	if title == "" {
		return diagram.Markdown(t, base)
	}
	return diagram.MarkdownTitle(title) + diagram.Markdown(t, base)
}
