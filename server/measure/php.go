package main

import "github.com/hopscope/hopscope/app/client"

// Clients in PHP: Debian's packages.

// phpVersion prints the version that an expression in PHP has.
func phpVersion(expression string) []string {
	return []string{"php", "-r", "echo " + expression + ";"}
}

// debVersion prints the version of what is in a package of Debian.
func debVersion(name string) []string {
	return []string{"dpkg-query", "-W", "-f", "${source:Upstream-Version}", name}
}

var php = []subject{
	{
		id: "php-curl", program: "PHP", debs: []string{"php-cli", "php-curl"},
		version: phpVersion("PHP_VERSION"), with: phpVersion("curl_version()['version']"), beneath: "libcurl",
		driver: func() driver { return script("php", "php_curl.php") },
		runs: []variant{
			plain,
			with(client.Options{"CURLOPT_CUSTOMREQUEST": "{method}"}, "codes", "chains", "loop", "302-post-form", "303-post-form", "307-post-form"),
			with(client.Options{"CURLOPT_POSTREDIR": 7}, "codes", "chains", "302-post-form", "303-post-form", "307-post-form"),
			with(client.Options{"CURLOPT_POSTREDIR": 2}, "codes"),
			with(client.Options{"CURLOPT_UNRESTRICTED_AUTH": true}, "borders", "chains", "cookies", "fields"),
			with(client.Options{"CURLOPT_AUTOREFERER": true}, "borders", "chains", "locations"),
			with(client.Options{"CURLOPT_COOKIEFILE": true}, "cookies", "chains"),
			with(client.Options{"CURLOPT_MAXREDIRS": 2}, "limits"),
			with(client.Options{"CURLOPT_MAXREDIRS": -1}, "five", "long"),
			with(client.Options{"CURLOPT_FOLLOWLOCATION": false}, "302-get", "302-post-body", "loop"),
		},
	},
	{
		id: "php-stream", program: "PHP", debs: []string{"php-cli"},
		version: phpVersion("PHP_VERSION"),
		driver:  func() driver { return script("php", "php_stream.php") },
		runs: []variant{
			plain,
			with(client.Options{"max_redirects": 2}, "limits"),
			with(client.Options{"max_redirects": 1}, "302-get", "302-post-body", "loop"),
			with(client.Options{"follow_location": false}, "302-get", "302-post-body", "loop", "location-missing-302"),
			with(client.Options{"ignore_errors": true}, "codes", "limits", "endings"),
		},
	},
	{
		id: "guzzle", program: "Guzzle", debs: []string{"php-cli", "php-curl", "php-guzzlehttp-guzzle"},
		version: debVersion("php-guzzlehttp-guzzle"), with: phpVersion("curl_version()['version']"), beneath: "libcurl",
		driver: func() driver { return script("php", "guzzle.php") },
		runs: []variant{
			plain,
			with(client.Options{"strict": true}, "codes", "chains", "bodies", "fields"),
			with(client.Options{"max": 2}, "limits"),
			with(client.Options{"referer": true}, "borders", "chains", "locations"),
			with(client.Options{"cookies": true}, "cookies", "chains"),
			with(client.Options{"http_errors": false}, "endings"),
			with(client.Options{"allow_redirects": false}, "302-get", "302-post-body", "loop"),
		},
	},
}
