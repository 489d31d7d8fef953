package main

import "github.com/hopscope/hopscope/app/client"

var ruby = []subject{
	{
		id: "ruby-faraday", program: "Faraday", debs: []string{"ruby", "ruby-faraday", "ruby-faraday-middleware"},
		version: []string{"ruby", "-e", `require "faraday"; puts Faraday::VERSION`},
		with:    []string{"ruby", "-e", `require "faraday_middleware/version"; puts FaradayMiddleware::VERSION`}, beneath: "faraday_middleware",
		driver: func() driver { return script("ruby", "faraday_driver.rb") },
		runs: []variant{
			plain,
			with(client.Options{"standards_compliant": true}, "codes", "chains"),
			with(client.Options{"clear_authorization_header": false}, "borders", "chains"),
			with(client.Options{"limit": 2}, "limits"),
		},
	},
	{
		id: "ruby-rest-client", program: "rest-client", debs: []string{"ruby", "ruby-rest-client"},
		version: []string{"ruby", "-e", `require "rest-client"; puts RestClient::VERSION`},
		with:    []string{"ruby", "-e", `puts RUBY_VERSION`}, beneath: "Ruby",
		driver: func() driver { return script("ruby", "-W0", "rest_client_driver.rb") },
		runs: []variant{
			plain,
			with(client.Options{"max_redirects": 2}, "limits"),
			with(client.Options{"max_redirects": 0}, "302-get", "303-post-body", "302-post-body", "loop"),
		},
	},
	{
		id: "ruby-httparty", program: "HTTParty", debs: []string{"ruby", "ruby-httparty"},
		version: []string{"ruby", "-e", `require "httparty"; puts HTTParty::VERSION`},
		with:    []string{"ruby", "-e", `puts RUBY_VERSION`}, beneath: "Ruby",
		driver: func() driver { return script("ruby", "-W0", "httparty_driver.rb") },
		runs: []variant{
			plain,
			with(client.Options{"maintain_method_across_redirects": true}, "codes", "chains", "302-post-form", "303-post-form", "307-post-form"),
			with(client.Options{"maintain_method_across_redirects": true, "resend_on_redirect": true}, "codes", "chains"),
			with(client.Options{"follow_redirects": false}, "302-get", "302-post-body", "loop"),
			with(client.Options{"limit": 2}, "limits"),
		},
	},
}
