package main

// How the values of settings are read. Each reader's error goes on after the name
// of the flag: it says the value, and what it may be. Ranges are the runs' to check.

import (
	"errors"
	"fmt"
	"net"
	"regexp"
	"strconv"
	"strings"
	"time"
)

func address(of func(*config) *string) func(*config, string) error {
	return func(c *config, text string) error {
		if _, _, err := net.SplitHostPort(text); err != nil {
			return fmt.Errorf("%q is not of the form host:port", text)
		}
		*of(c) = text
		return nil
	}
}

func readPublic(c *config, text string) error {
	o, err := parseOrigin(text)
	c.public = &o
	return err
}

func readNamed(c *config, text string) error {
	o, err := parseOrigin(text)
	c.named = append(c.named, o)
	return err
}

func readProxy(c *config, text string) error {
	n, err := parseProxy(text)
	c.proxies = append(c.proxies, n)
	return err
}

// readAncestors reads the sources of the directive frame-ancestors (Content Security
// Policy Level 3). A path in one would say nothing, so none is taken.
func readAncestors(c *config, text string) error {
	sites := strings.Fields(text)
	for i, site := range sites {
		switch {
		case site == "*":
		case (site == "none" || site == "'none'") && len(sites) == 1:
			sites[i] = "'none'"
		case site == "self" || site == "'self'":
			sites[i] = "'self'"
		case site == "none", !ancestor.MatchString(site):
			return fmt.Errorf("%q is not *, 'self', none alone, a scheme such as https:, or a site such as https://docs.example.org or https://*.example.org:8443", site)
		}
	}
	c.ancestors = strings.Join(sites, " ")
	if c.ancestors == "" {
		return errors.New("names no site; none lets nobody")
	}
	return nil
}

// ancestor is a scheme, or a host with a scheme or without. Nothing in it ends a
// directive or a policy.
var ancestor = regexp.MustCompile(`^(?i:https?:|(https?://)?(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:([0-9]{1,5}|\*))?)$`)

func readLog(c *config, text string) error {
	c.log = text
	if text != "text" && text != "json" {
		return fmt.Errorf("%q is not one of text, json", text)
	}
	return nil
}

func number(of func(*config) *int) func(*config, string) error {
	return func(c *config, text string) error {
		n, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("%q is not a number", text)
		}
		*of(c) = n
		return nil
	}
}

func duration(of func(*config) *time.Duration) func(*config, string) error {
	return func(c *config, text string) error {
		d, err := time.ParseDuration(text)
		if err != nil {
			return fmt.Errorf("%q is not a time such as 90s or 15m", text)
		}
		*of(c) = d
		return nil
	}
}

// showTime leaves out the units that count nothing.
func showTime(d time.Duration) string {
	text := d.String()
	for _, none := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, none) {
			text = text[:len(text)-2]
		}
	}
	return text
}

func size[T int | int64](of func(*config) *T) func(*config, string) error {
	return func(c *config, text string) error {
		n, err := parseSize(text)
		if err != nil || int64(T(n)) != n {
			return fmt.Errorf("%q is not a size, in bytes or such as 64KiB or 1MiB", text)
		}
		*of(c) = T(n)
		return nil
	}
}

// units are those of sizes, the largest first.
var units = []struct {
	name  string
	bytes int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}}

func parseSize(text string) (int64, error) {
	factor := int64(1)
	for _, u := range units {
		if number, ok := strings.CutSuffix(text, u.name); ok {
			text, factor = number, u.bytes
		}
	}
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || n > (1<<62)/factor {
		return 0, fmt.Errorf("%q is no size", text)
	}
	return n * factor, nil
}

func showSize(n int64) string {
	for _, u := range units {
		if n >= u.bytes && n%u.bytes == 0 {
			return strconv.FormatInt(n/u.bytes, 10) + u.name
		}
	}
	return strconv.FormatInt(n, 10)
}
