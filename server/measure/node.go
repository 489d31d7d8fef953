package main

import "github.com/hopscope/hopscope/app/client"

// Clients in JavaScript: Node.js itself, and packages of npm.

var nodeVersion = []string{"node", "--version"}

// npmVersion prints the version of a package of drivers/package.json.
func npmVersion(name string) []string {
	return []string{"node", "-p", "JSON.parse(fs.readFileSync('node_modules/" + name + "/package.json')).version"}
}

// npmPackage is a client from npm, with a driver of its own.
func npmPackage(id, driverFile string, runs ...variant) subject {
	return subject{
		id: id, program: id, debs: []string{"nodejs", "npm"}, npm: true,
		version: npmVersion(id), with: nodeVersion, beneath: "Node.js",
		driver: func() driver { return script("node", driverFile) },
		runs:   append([]variant{plain}, runs...),
	}
}

var node = []subject{
	{
		id: "node", program: "Node.js", debs: []string{"nodejs"},
		version: nodeVersion, with: []string{"node", "-p", "process.versions.undici"}, beneath: "undici",
		driver: func() driver { return script("node", "node.mjs") },
		runs: []variant{
			plain,
			with(client.Options{"redirect": "manual"}, "302-get", "302-post-body", "loop"),
			with(client.Options{"redirect": "error"}, "302-get", "302-post-body", "loop"),
		},
	},
	npmPackage("node-fetch", "node_fetch.mjs",
		with(client.Options{"redirect": "manual"}, "302-get", "302-post-body", "loop", "location-missing-302", "location-bad-ipv6"),
		with(client.Options{"redirect": "error"}, "302-get", "302-post-body", "loop", "location-missing-302"),
		with(client.Options{"follow": 0}, "limits", "302-get", "location-missing-302"),
		with(client.Options{"follow": 5}, "limits"),
	),
	npmPackage("got", "got.mjs",
		with(client.Options{"methodRewriting": true}, "codes", "chains", "bodies"),
		with(client.Options{"maxRedirects": 5}, "limits"),
		with(client.Options{"maxRedirects": 0}, "302-get", "200-get", "location-missing-302"),
		with(client.Options{"followRedirect": false}, "302-get", "302-post-body", "loop", "302-then-404"),
	),
	npmPackage("superagent", "superagent.mjs",
		with(client.Options{"redirects": 0}, "302-get", "302-post-body", "loop", "location-missing-302"),
		with(client.Options{"redirects": 20}, "limits", "codes"),
	),
	npmPackage("axios", "axios.mjs",
		with(client.Options{"maxRedirects": 0}, "302-get", "302-post-body", "loop", "307-post-stream", "200-get", "404-get"),
		with(client.Options{"maxRedirects": 5}, "limits"),
	),
}
