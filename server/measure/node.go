package main

import "github.com/hopscope/hopscope/app/client"

// Clients in JavaScript: Node.js itself, and packages of npm.

var nodeVersion = []string{"node", "--version"}

// npmVersion prints the version of a package of drivers/package.json.
func npmVersion(name string) []string {
	return []string{"node", "-p", "JSON.parse(fs.readFileSync('node_modules/" + name + "/package.json')).version"}
}

// npmPackage is a client from npm, with a driver of its own: the version in the
// folder, which may be one beside the profile's own.
func npmPackage(id, folder, driverFile string, runs ...variant) subject {
	return subject{
		id: id, program: id, debs: []string{"nodejs", "npm"}, npm: true,
		version: npmVersion(folder), with: nodeVersion, beneath: "Node.js",
		driver: func() driver { return script("node", driverFile) },
		runs:   runs,
	}
}

// version is plain, with the version of the profile that the options name.
func version(name string) variant {
	return variant{client.Options{"version": name}, plain.cases}
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
	npmPackage("node-fetch", "node-fetch", "node_fetch.mjs", plain,
		with(client.Options{"redirect": "manual"}, "302-get", "302-post-body", "loop", "location-missing-302", "location-bad-ipv6"),
		with(client.Options{"redirect": "error"}, "302-get", "302-post-body", "loop", "location-missing-302"),
		with(client.Options{"follow": 0}, "limits", "302-get", "location-missing-302"),
		with(client.Options{"follow": 5}, "limits"),
	),
	npmPackage("got", "got", "got.mjs", plain,
		with(client.Options{"methodRewriting": true}, "codes", "chains", "bodies"),
		with(client.Options{"maxRedirects": 5}, "limits"),
		with(client.Options{"maxRedirects": 0}, "302-get", "200-get", "location-missing-302"),
		with(client.Options{"followRedirect": false}, "302-get", "302-post-body", "loop", "302-then-404"),
	),
	npmPackage("superagent", "superagent", "superagent.mjs", plain,
		with(client.Options{"redirects": 0}, "302-get", "302-post-body", "loop", "location-missing-302"),
		with(client.Options{"redirects": 20}, "limits", "codes"),
	),
	npmPackage("axios", "axios", "axios.mjs", plain,
		with(client.Options{"maxRedirects": 0}, "302-get", "302-post-body", "loop", "307-post-stream", "200-get", "404-get"),
		with(client.Options{"maxRedirects": 5}, "limits"),
	),
	npmPackage("axios", "axios-0", "axios.mjs", version("0.27")),
	npmPackage("node-fetch", "node-fetch-2", "node_fetch.mjs", version("2")),
}
