package main

// The codes command: the reference in a terminal.

import (
	"context"
	"io"
	"strconv"

	"github.com/hopscope/hopscope/app/code"
)

// defaultAddr is where serve listens.
const defaultAddr = "127.0.0.1:8080"

// servedAt is where the links of the text lead: to hopscope serve as it comes.
const servedAt = "http://" + defaultAddr

func codes(_ context.Context, args []string, w world) error {
	flags := newFlags("codes")
	format := flags.String("format", "text", "")
	rest, err := parse(flags, args)
	if err != nil {
		return err
	}
	if err := oneOf("format", *format, "text", "json", "markdown"); err != nil {
		return err
	}
	if len(rest) > 1 {
		return usagef("codes takes one code, or none for the list, not %d", len(rest))
	}
	text := ""
	if len(rest) == 0 {
		text, err = listOfCodes(*format)
	} else {
		text, err = oneCode(rest[0], *format)
	}
	if err != nil {
		return err
	}
	_, err = io.WriteString(w.stdout, text)
	return err
}

func listOfCodes(format string) (string, error) {
	switch format {
	case "json":
		whole, err := code.Whole()
		if err != nil {
			return "", err
		}
		data, err := code.JSON(whole)
		return string(data), err
	case "markdown":
		return code.MarkdownList(servedAt), nil
	}
	return code.TextList(servedAt), nil
}

func oneCode(name, format string) (string, error) {
	status, err := strconv.Atoi(name)
	c, ok := code.Lookup(status)
	if err != nil || !ok {
		all := code.All()
		return "", usagef("code %q is not one of %d to %d", name, all[0].Status, all[len(all)-1].Status)
	}
	e, err := code.Of(c)
	if err != nil {
		return "", err
	}
	switch format {
	case "json":
		data, err := code.JSON(e)
		return string(data), err
	case "markdown":
		return code.Markdown(e, servedAt), nil
	}
	return code.Text(e, servedAt), nil
}
