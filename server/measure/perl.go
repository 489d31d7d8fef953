package main

import "github.com/hopscope/hopscope/app/client"

// Clients in Perl: Debian's packages, with Debian's Perl.

const debianPerl = "/usr/bin/perl"

// perlVersion prints the version of a module.
func perlVersion(module string) []string {
	return []string{debianPerl, "-M" + module, "-e", "print " + module + "->VERSION"}
}

// perlScript is a driver in Perl, where the order of a hash is not drawn by lot:
// a jar names its cookies in that order.
func perlScript(name string) func() driver {
	return func() driver {
		return &scripted{dir: driversDir(), args: []string{debianPerl, name}, env: []string{"PERL_HASH_SEED=0", "PERL_PERTURB_KEYS=0"}}
	}
}

var perl = []subject{
	{
		id: "perl-lwp", program: "libwww-perl", debs: []string{"libwww-perl"},
		version: perlVersion("LWP"), with: perlVersion("URI"), beneath: "URI",
		driver: perlScript("lwp.pl"),
		runs: []variant{
			plain,
			with(client.Options{"requests_redirectable": []string{"GET", "HEAD", "POST"}}, "codes", "borders", "chains", "limits", "bodies", "described-302", "described-307"),
			with(client.Options{"requests_redirectable": []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "FOO"}}, "codes", "borders", "chains", "bodies", "described-303"),
			with(client.Options{"requests_redirectable": []string{}}, "302-get", "302-post-body", "loop"),
			with(client.Options{"max_redirect": 2}, "limits"),
			with(client.Options{"max_redirect": 0}, "302-get", "302-post-body", "loop"),
			with(client.Options{"cookie_jar": true}, "cookies", "chains"),
		},
	},
	{
		id: "perl-http-tiny", program: "HTTP::Tiny", debs: []string{"perl"},
		version: perlVersion("HTTP::Tiny"),
		driver:  perlScript("http_tiny.pl"),
		runs: []variant{
			plain,
			with(client.Options{"max_redirect": 2}, "limits"),
			with(client.Options{"max_redirect": 0}, "302-get", "303-post-body", "loop"),
			with(client.Options{"allow_credentialed_redirects": true}, "borders", "chains"),
		},
	},
	{
		id: "perl-mojo", program: "Mojolicious", debs: []string{"libmojolicious-perl"},
		version: perlVersion("Mojolicious"),
		driver:  perlScript("mojo.pl"),
		runs: []variant{
			plain,
			with(client.Options{"max_redirects": 2}, "limits"),
			with(client.Options{"max_redirects": 0}, "302-get", "302-post-body", "loop"),
		},
	},
}
