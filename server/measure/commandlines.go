package main

// Clients that are commands.

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/snippet"
)

var commandLines = []subject{
	{
		id: "curl", program: "curl", debs: []string{"curl"}, version: []string{"curl", "--version"},
		driver: func() driver { return typed{curlLine, readCurl} },
		runs: []variant{
			plain,
			with(client.Options{"request": "{method}"}, "codes", "chains", "loop", "302-post-form", "303-post-form", "307-post-form"),
			with(client.Options{"post301": true, "post302": true, "post303": true}, "codes", "chains", "302-post-form", "303-post-form", "307-post-form"),
			with(client.Options{"location-trusted": true}, "borders", "chains", "cookies", "fields"),
			with(client.Options{"upload-file": true}, "codes", "chains"),
			with(client.Options{"cookie-engine": true}, "cookies", "chains"),
			with(client.Options{"cookie": true}, "cookies", "borders", "chains"),
			with(client.Options{"cookie": true, "cookie-engine": true}, "cookies"),
			with(client.Options{"auto-referer": true}, "borders", "chains", "codes", "location-with-fragment", "location-own-fragment", "location-first-userinfo"),
			with(client.Options{"max-redirs": 2}, "limits"),
			with(client.Options{"location": false}, "302-get", "302-post-body", "loop"),
		},
	},
	{
		id: "wget", program: "Wget", debs: []string{"wget"}, version: []string{"wget", "--version"},
		driver: func() driver { return typed{snippetLine("wget"), readWget} },
		runs: []variant{
			plain,
			with(client.Options{"max-redirect": 2}, "limits"),
			with(client.Options{"cookies": false}, "cookies"),
		},
	},
}

// snippetLine writes the command that the project shows for a client.
func snippetLine(id string) func(job) (string, string) {
	return func(j job) (string, string) {
		s := j.scenario
		s.Client = id
		_, code := snippet.Command(s)
		return code, ""
	}
}

// curlLine adds to curl's command what tells how it ended.
func curlLine(j job) (string, string) {
	line, _ := snippetLine("curl")(j)
	return strings.Replace(line, "curl ", `curl -sS -o /dev/null -w '%{http_code} %{url_effective}' `, 1), ""
}

func readCurl(stdout, stderr string, exit int) answer {
	if exit != 0 {
		return answer{Error: strings.TrimSpace(stderr)}
	}
	code, url, _ := strings.Cut(stdout, " ")
	status, _ := strconv.Atoi(code)
	return answer{Status: status, URL: url}
}

var (
	wgetStatus = regexp.MustCompile(`(?m)awaiting response\.\.\. (\d{3})`)
	wgetStamp  = regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d `)
)

// readWget takes the last line that says something for the error.
func readWget(_, stderr string, exit int) answer {
	a := answer{}
	if all := wgetStatus.FindAllStringSubmatch(stderr, -1); len(all) > 0 {
		a.Status, _ = strconv.Atoi(all[len(all)-1][1])
	}
	if exit == 0 {
		return a
	}
	lines := strings.Split(strings.TrimSpace(stderr), "\n")
	last := wgetStamp.ReplaceAllString(strings.TrimSpace(lines[len(lines)-1]), "")
	return answer{Error: fmt.Sprintf("%s (exit status %d)", strings.TrimPrefix(last, "wget: "), exit)}
}
