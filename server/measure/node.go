package main

import "github.com/hopscope/hopscope/app/client"

// Clients in JavaScript: Node.js itself, and packages of npm.

// npmVersion prints the version of a package of drivers/package.json.
func npmVersion(name string) []string {
	return []string{"node", "-p", "JSON.parse(fs.readFileSync('node_modules/" + name + "/package.json')).version"}
}

var node = []subject{
	{
		id: "node", program: "Node.js", debs: []string{"nodejs"},
		version: []string{"node", "--version"}, with: []string{"node", "-p", "process.versions.undici"}, beneath: "undici",
		driver: func() driver { return script("node", "node.mjs") },
		runs: []variant{
			plain,
			with(client.Options{"redirect": "manual"}, "302-get", "302-post-body", "loop"),
			with(client.Options{"redirect": "error"}, "302-get", "302-post-body", "loop"),
		},
	},
}
