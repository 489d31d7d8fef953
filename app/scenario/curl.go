package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// CurlClient is the profile that an imported command line is for.
const CurlClient = "curl"

// ImportCurl reads a pasted curl command line into a scenario for the client
// curl. A command line says nothing of the servers: the scenario has no hops
// (and no title), and it is for the caller to keep those on the screen. The
// notes, a line each, name every part that was not understood or that is not
// simulated. The error, an Errors, says that nothing in the line is usable; the
// notes then still say what was noticed.
func ImportCurl(line string) (Scenario, []string, error) {
	if len(line) > MaxJSON {
		return Scenario{}, nil, curlError("%d bytes, at most %d", len(line), MaxJSON)
	}
	if fault := textFault(line); fault != "" {
		return Scenario{}, nil, curlError("the line %s", fault)
	}
	shell, err := splitShell(strings.TrimPrefix(strings.TrimSpace(line), "$ "))
	if err != nil {
		return Scenario{}, nil, err
	}
	args, err := curlArgs(shell.words)
	if err != nil {
		return Scenario{}, shell.notes, err
	}
	c := curlLine{notes: shell.notes, options: client.Options{}}
	c.read(args)
	s, err := c.scenario()
	if err != nil {
		return Scenario{}, c.told(), err
	}
	s, err = Normal(s)
	if err != nil {
		return Scenario{}, c.told(), err
	}
	return s, c.told(), nil
}

func curlError(format string, args ...any) error {
	return Errors{{"curl", fmt.Sprintf(format, args...)}}
}

// curlArgs returns what follows curl, past the words that people write before
// it.
func curlArgs(words []string) ([]string, error) {
	for i, word := range words {
		name := word[strings.LastIndexAny(word, `/\`)+1:]
		switch strings.TrimSuffix(strings.ToLower(name), ".exe") {
		case "curl":
			return words[i+1:], nil
		case "sudo", "time", "env", "command", "exec":
			continue
		}
		if before, _, ok := strings.Cut(word, "="); ok && before != "" && !strings.ContainsAny(before, "-:/") {
			continue // NAME=value
		}
		return nil, curlError("the line begins with %s, not with curl", quote(word))
	}
	if len(words) == 0 {
		return nil, curlError("the line is empty")
	}
	return nil, curlError("the line has no curl in it")
}

// A curlLine is what has been read of a command line.
type curlLine struct {
	notes   []string
	options client.Options // of the profile
	urls    []string
	method  string // of -X
	request redirect.Headers
	removed []string // headers, by -H Name:
	data    []string
	hasData bool
	json    bool
	form    []string // parts of a multipart body, without their boundaries
	upload  *string  // of -T
	query   []string // of --url-query
	user    *string  // of -u
	bearer  string
	agent   string
	referer string
	cookies []string
	get     bool
	head    bool
	follows bool
	glob    bool // switched off
	noBasic bool // another scheme of authentication
}

func (c *curlLine) note(format string, args ...any) {
	c.notes = append(c.notes, fmt.Sprintf(format, args...))
}

// told returns the notes, each once.
func (c *curlLine) told() []string {
	var told []string
	for _, note := range c.notes {
		if !slices.Contains(told, note) && len(told) < maxErrors {
			told = append(told, note)
		}
	}
	return told
}

// read takes the words one by one, as curl's parse_args does.
func (c *curlLine) read(args []string) {
	flags := true
	for len(args) > 0 {
		word := args[0]
		args = args[1:]
		switch {
		case flags && word == "--":
			flags = false
		case flags && (word == "--next" || word == "-:"):
			c.note("--next begins another request; what follows it was left out")
			return
		case flags && strings.HasPrefix(word, "--"):
			args = c.long(word, args)
		case flags && strings.HasPrefix(word, "-"):
			args = c.short(word, args)
		default:
			c.urls = append(c.urls, word)
		}
	}
}

// long reads one long option, and returns the words behind its value.
func (c *curlLine) long(word string, args []string) []string {
	name, value, joined := strings.Cut(word[2:], "=")
	on := true
	if bare, ok := strings.CutPrefix(name, "no-"); ok && holds(curlBare, bare) {
		name, on = bare, false
	}
	if bare, ok := strings.CutPrefix(name, "expand-"); ok && holds(curlValued, bare) {
		c.note("--expand-%s: variables are not known, and kept as they are written", bare)
		name = bare
	}
	switch {
	case holds(curlBare, name):
		c.bare(name, on, "--"+name)
	case !holds(curlValued, name):
		c.note("%s is not a known option of curl; it was left out", quote(word))
	case joined:
		c.note("--%s=…: older versions of curl refuse a value after =; write it as the next word", name)
		c.valued(name, value, "--"+name)
	case len(args) == 0:
		c.note("--%s takes a value, and the line ends", name)
	default:
		c.valued(name, args[0], "--"+name)
		return args[1:]
	}
	return args
}

// short reads a word of options of one letter, as -sSLd; the first that takes
// a value has the rest of the word, or the next one.
func (c *curlLine) short(word string, args []string) []string {
	for i := 1; i < len(word); i++ {
		shown := "-" + word[i:i+1]
		name, ok := curlLong(word[i])
		switch {
		case !ok:
			c.note("%s is not a known option of curl; %s was left out", quote(shown), quote(word[i:]))
			return args
		case holds(curlBare, name):
			c.bare(name, word[i] != 'N', shown)
		case i+1 < len(word):
			c.valued(name, word[i+1:], shown)
			return args
		case len(args) == 0:
			c.note("%s takes a value, and the line ends", shown)
			return args
		default:
			c.valued(name, args[0], shown)
			return args[1:]
		}
	}
	return args
}

// bare applies an option without a value; on is false for its --no- form. It
// was written as shown.
func (c *curlLine) bare(name string, on bool, shown string) {
	switch name {
	case "location", "location-trusted", "follow":
		c.follows = on
		if name == "location-trusted" {
			c.set(name, on)
		}
		if name == "follow" && on {
			c.note("--follow is simulated as -L: the difference, that a 301, 302 or 303 takes the method of -X back, is not")
		}
	case "post301", "post302", "post303":
		c.set(name, on)
	case "get":
		c.get = on
	case "head":
		c.head = on
	case "globoff":
		c.glob = on
	default:
		if on && holds(curlUnplayed, name) {
			c.unplayed(shown)
		}
		switch name {
		case "digest", "ntlm", "negotiate", "anyauth", "ntlm-wb":
			c.noBasic = on
		}
	}
}

// set keeps an option of the profile.
func (c *curlLine) set(name string, on bool) {
	if on {
		c.options[name] = true
	} else {
		delete(c.options, name)
	}
}

func (c *curlLine) unplayed(shown string) { c.note("%s is not simulated; it was left out", shown) }
