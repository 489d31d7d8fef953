package main

// Go's net/http: the driver is a program of its own, so that it is built by the
// machine's Go.

import "github.com/hopscope/hopscope/app/client"

var golang = []subject{
	{
		id: "go", program: "Go",
		version: []string{"go", "env", "GOVERSION"},
		driver:  func() driver { return script("go", "run", "./golang") },
		runs: []variant{
			plain,
			with(client.Options{"Jar": true}, "cookies", "borders", "chains"),
			with(client.Options{"CheckRedirect": "ErrUseLastResponse"}, "302-get", "302-post-body", "307-post-stream", "location-missing-302", "loop"),
		},
	},
}
