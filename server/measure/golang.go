package main

// Go's net/http: the driver is a program of its own, so that it is built by the
// machine's Go.

var golang = []subject{
	{
		id: "go", program: "Go",
		version: []string{"go", "env", "GOVERSION"},
		driver:  func() driver { return script("go", "run", "./golang") },
		runs:    []variant{plain},
	},
}
