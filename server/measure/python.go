package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/client"
)

// Clients in Python: Debian's packages, with Debian's Python.

const debianPython = "/usr/bin/python3"

// pythonVersion prints the version of a module.
func pythonVersion(module string) []string {
	return []string{debianPython, "-c", "import " + module + "; print(" + module + ".__version__)"}
}

// pythonDriver is a driver that Debian's Python runs.
func pythonDriver(name string) func() driver {
	return func() driver { return script(debianPython, name) }
}

var python = []subject{
	{
		id: "python-requests", program: "requests", debs: []string{"python3-requests"},
		version: pythonVersion("requests"), with: pythonVersion("urllib3"), beneath: "urllib3",
		driver: pythonDriver("requests_driver.py"),
		runs: []variant{
			plain,
			with(client.Options{"allow_redirects": false}, "302-get", "302-post-body", "loop", "locations"),
		},
	},
	{
		id: "python-httpx", program: "httpx", debs: []string{"python3-httpx"},
		version: pythonVersion("httpx"), with: pythonVersion("httpcore"), beneath: "httpcore",
		driver: pythonDriver("httpx_driver.py"),
		runs: []variant{
			plain,
			with(client.Options{"follow_redirects": false}, "302-get", "302-post-body", "loop", "locations"),
			with(client.Options{"max_redirects": 2}, "limits"),
			with(client.Options{"max_redirects": 0}, "302-get"),
		},
	},
	{
		id: "python-aiohttp", program: "aiohttp", debs: []string{"python3-aiohttp"},
		version: pythonVersion("aiohttp"), with: pythonVersion("yarl"), beneath: "yarl",
		driver: pythonDriver("aiohttp_driver.py"),
		runs: []variant{
			plain,
			with(client.Options{"allow_redirects": false}, "302-get", "302-post-body", "loop", "locations"),
			with(client.Options{"max_redirects": 2}, "limits"),
			with(client.Options{"max_redirects": 0}, "loop", "long"),
		},
	},
	{
		id: "python-urllib", program: "Python", debs: []string{"python3"},
		version: []string{debianPython, "--version"},
		driver:  pythonDriver("urllib_driver.py"),
		runs:    []variant{plain},
	},
	{
		id: "httpie", program: "HTTPie", debs: []string{"httpie"},
		version: []string{"http", "--version"}, with: pythonVersion("requests"), beneath: "requests",
		driver: func() driver { return typed{httpieLine, readHTTPie} },
		runs: []variant{
			plain,
			with(client.Options{"follow": false}, "302-get", "302-post-body", "loop", "locations"),
			with(client.Options{"max-redirects": 2}, "limits"),
			with(client.Options{"max-redirects": 0}, "loop", "long"),
			with(client.Options{"max-redirects": 1, "follow": false}, "302-get", "200-get"),
		},
	},
}

// httpieLine adds to HTTPie's command what tells how it ended, and bids it not
// to ask for updates.
func httpieLine(j job) (string, string) {
	line, _ := snippetLine("httpie")(j)
	const quiet = `mkdir -p .config/httpie && echo '{"disable_update_warnings": true}' >.config/httpie/config.json && `
	return quiet + strings.Replace(line, "http ", "http --print=h ", 1), ""
}

var (
	httpieStatus = regexp.MustCompile(`(?m)^HTTP/1\.\d (\d{3})`)
	// httpieLevel is before what HTTPie says; Python 3.11 writes it otherwise.
	httpieLevel = regexp.MustCompile(`^http: (error|LogLevel\.ERROR): `)
)

// readHTTPie puts what HTTPie says of an error into one line.
func readHTTPie(stdout, stderr string, exit int) answer {
	if exit != 0 {
		said := httpieLevel.ReplaceAllString(strings.Join(strings.Fields(stderr), " "), "")
		return answer{Error: fmt.Sprintf("%s (exit status %d)", said, exit)}
	}
	a := answer{}
	if all := httpieStatus.FindAllStringSubmatch(stdout, -1); len(all) > 0 {
		a.Status, _ = strconv.Atoi(all[len(all)-1][1])
	}
	return a
}
