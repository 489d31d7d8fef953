package main

// The export command: the whole site as files, for any host.

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hopscope/hopscope/server/staticsite"
	"github.com/hopscope/hopscope/web"
)

func export(ctx context.Context, args []string, w world) error {
	flags := newFlags("export")
	base := flags.String("base", "/", "")
	public := flags.String("public-url", "", "")
	rest, err := parse(flags, args)
	if err != nil {
		return err
	}
	if len(rest) != 1 || rest[0] == "" {
		return usagef("export takes one directory, not %d", len(rest))
	}
	at := placement{static: true}
	if at.base, err = staticsite.ParseBase(*base); err != nil {
		return usagef("%v", err)
	}
	host, err := exportHost(*public, at.base)
	if err != nil {
		return usagef("public-url %v", err)
	}
	files, err := exportSite(ctx, web.Files, at, host)
	if ctx.Err() != nil {
		return errors.New("interrupted: nothing was written")
	}
	if err != nil {
		return err
	}
	addForms(files)
	if err := staticsite.Write(rest[0], files); err != nil {
		return err
	}
	total := 0
	for _, content := range files {
		total += len(content)
	}
	_, err = fmt.Fprintf(w.stdout, "%s has the site for %s: %d files, %.1f MB\n", rest[0], *base, len(files), float64(total)/1e6)
	return err
}

// exportHost reads the address that the copy will have: that of its host, with or
// without the base path behind it. nil: it is not known.
func exportHost(text, base string) (*origin, error) {
	if text == "" {
		return nil, nil
	}
	host := strings.TrimSuffix(text, "/")
	o, err := parseOrigin(strings.TrimSuffix(host, base))
	if err != nil {
		return nil, fmt.Errorf("%q is not of the form https://host or https://host%s/", text, base)
	}
	return &o, nil
}
