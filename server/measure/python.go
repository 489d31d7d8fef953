package main

import "github.com/hopscope/hopscope/app/client"

// Clients in Python: Debian's packages, with Debian's Python.

const debianPython = "/usr/bin/python3"

// pythonVersion prints the version of a module.
func pythonVersion(module string) []string {
	return []string{debianPython, "-c", "import " + module + "; print(" + module + ".__version__)"}
}

var python = []subject{
	{
		id: "python-requests", program: "requests", debs: []string{"python3-requests"},
		version: pythonVersion("requests"), with: pythonVersion("urllib3"), beneath: "urllib3",
		driver: func() driver { return script(debianPython, "requests_driver.py") },
		runs: []variant{
			plain,
			with(client.Options{"allow_redirects": false}, "302-get", "302-post-body", "loop"),
		},
	},
}
