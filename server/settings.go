package main

// What the operator of a server may choose: each thing is one row, which is a
// flag, an environment variable, a default and a line of help.

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/server/runs"
)

// A config is what was chosen.
type config struct {
	addr, altAddr, metricsAddr string
	public                     *origin // nil: not known
	named                      []origin
	proxies                    proxies
	log                        string
	ancestors                  string
	live                       runs.Options
}

// A setting is one thing to choose.
type setting struct {
	flag, value, about string // -addr HOST:PORT, where to listen
	standard           string // what it is where nothing is chosen
	several            bool   // the flag may be repeated; commas in the environment
	read               func(c *config, text string) error
}

// env is the name of the environment variable.
func (s setting) env() string {
	return "HOPSCOPE_" + strings.ToUpper(strings.ReplaceAll(s.flag, "-", "_"))
}

// settings are all there are, in the order help shows them.
func settings() []setting {
	o := runs.DefaultOptions()
	return []setting{
		{"addr", "HOST:PORT", "where to listen", defaultAddr, false, address(func(c *config) *string { return &c.addr })},
		{"public-url", "URL", "where the world finds the server", "", false, readPublic},
		{"alt-addr", "HOST:PORT", "where to listen for the other origins of live runs; by default the next port that is free, and none where -public-url or -alt-origin is given", "", false, address(func(c *config) *string { return &c.altAddr })},
		{"alt-origin", "URL", "another origin that leads here, for live runs only", "", true, readNamed},
		{"trusted-proxy", "NET", "a network or an address whose X-Forwarded-For, -Proto and -Host are believed", "", true, readProxy},
		{"metrics-addr", "HOST:PORT", "where to listen for Prometheus, at /metrics; by default nowhere", "", false, address(func(c *config) *string { return &c.metricsAddr })},
		{"frame-ancestors", "SITES", "which sites may show " + play.EmbedPath + " in a frame: * for any, none, or some between spaces, such as \"'self' https://docs.example.org https://*.example.com\"", "*", false, readAncestors},
		{"log", "text|json", "how to write the log", "text", false, readLog},
		{"live-runs", "N", "live runs that are kept", strconv.Itoa(o.Runs), false, number(func(c *config) *int { return &c.live.Runs })},
		{"live-life", "TIME", "how long a run is kept", showTime(o.Life), false, duration(func(c *config) *time.Duration { return &c.live.Life })},
		{"live-exchanges", "N", "exchanges of a run", strconv.Itoa(o.Exchanges), false, number(func(c *config) *int { return &c.live.Exchanges })},
		{"live-body", "SIZE", "what is recorded of a request's body; a longer one is counted and cut", showSize(int64(o.Body)), false, size(func(c *config) *int { return &c.live.Body })},
		{"live-body-read", "SIZE", "what is read of a body at all; a longer one is refused", showSize(int64(o.BodyRead)), false, size(func(c *config) *int { return &c.live.BodyRead })},
		{"live-headers", "SIZE", "how large the head of a request to a run may be", showSize(int64(o.Headers)), false, size(func(c *config) *int { return &c.live.Headers })},
		{"live-per-minute", "N", "runs that an address may make in a minute", strconv.Itoa(o.PerMinute), false, number(func(c *config) *int { return &c.live.PerMinute })},
		{"live-watchers", "N", "who may watch a run at a time", strconv.Itoa(o.Watchers), false, number(func(c *config) *int { return &c.live.Watchers })},
		{"live-streams", "N", "who may watch all runs together", strconv.Itoa(o.Streams), false, number(func(c *config) *int { return &c.live.Streams })},
		{"live-memory", "SIZE", "what all runs may record together", showSize(o.Memory), false, size(func(c *config) *int64 { return &c.live.Memory })},
	}
}

// configure reads flags and the environment: a flag has the last word, and what
// is set to nothing is not set.
func configure(args []string, getenv func(string) string) (config, error) {
	flags := newFlags("serve")
	chosen := make(map[string]string)
	for _, s := range settings() {
		flags.Func(s.flag, "", func(text string) error {
			if before, ok := chosen[s.flag]; ok && s.several {
				text = before + "," + text
			}
			chosen[s.flag] = text
			return nil
		})
	}
	rest, err := parse(flags, args)
	if err != nil {
		return config{}, err
	}
	if len(rest) > 0 {
		return config{}, usagef("serve takes no arguments, not %q", rest[0])
	}
	var c config
	for _, s := range settings() {
		text := cmp.Or(chosen[s.flag], getenv(s.env()), s.standard)
		if text == "" {
			continue
		}
		items := []string{text}
		if s.several {
			items = strings.Split(text, ",")
		}
		for _, item := range items {
			if err := s.read(&c, strings.TrimSpace(item)); err != nil {
				return config{}, usagef("%s %v", s.flag, err)
			}
		}
	}
	if err := c.live.CheckBounds(); err != nil {
		return config{}, usagef("%v", err)
	}
	return c, nil
}

// describe lists the settings for help.
func describe() string {
	var b strings.Builder
	for _, s := range settings() {
		about := s.about
		if s.several {
			about += "; may be repeated"
		}
		if s.standard != "" {
			about += " (" + s.standard + ")"
		}
		b.WriteString(fold(fmt.Sprintf("  -%s %s", s.flag, s.value), 29, about))
	}
	return b.String()
}

// fold writes a text beside a label, in lines of 80.
func fold(label string, indent int, text string) string {
	var b strings.Builder
	line := fmt.Sprintf("%-*s", indent, label)
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > 80 {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = strings.Repeat(" ", indent)
		}
		line += " " + word
	}
	return b.String() + line + "\n"
}
