package code

import "github.com/hopscope/hopscope/app/redirect"

// Servers that are configured: the snippet goes into the block of a site.

var nginx = Sender{
	ID: "nginx", Name: "nginx", Lang: "nginx", File: "nginx.conf",
	Note: "It goes into the `server` block. `absolute_redirect off` keeps `Location` as written; without it nginx puts its own scheme, host and port before it. `return` takes an address with 301, 302, 303, 307 and 308 alone: with 300 its argument is the body.",
	Source: redirect.Source{
		Title: "nginx, return",
		URL:   "https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#return",
	},
	Runs: true,
	snippets: sends(`
location = /old {
    default_type text/html;
    add_header Location /new always;
    return 300 '<a href="/new">The page</a> or <a href="/new.pdf">the PDF</a>';
}
`, `
# Files have an ETag, and nginx answers 304 by itself: this is /srv/www/old.
location = /old {
    root /srv/www;
}
`, `
location = /old {
    absolute_redirect off;
    LINE
}
`, by("return WORD /new;", numbers)),
}

var apache = Sender{
	ID: "apache", Name: "Apache httpd", Lang: "apache", File: "httpd.conf",
	Note: "It goes into the `VirtualHost`, or beside it. `Redirect` would take everything below `/old/` along; `RedirectMatch` takes what matches. `RedirectRelative On` keeps `Location` as written; without it httpd puts its own scheme and host before it.",
	Source: redirect.Source{
		Title: "Apache httpd, mod_alias",
		URL:   "https://httpd.apache.org/docs/2.4/mod/mod_alias.html",
	},
	Runs: true,
	snippets: sends(`
RedirectRelative On
RedirectMatch 300 "^/old$" "/new"
<Location "/old">
    ErrorDocument 300 "<a href=\"/new\">The page</a> or <a href=\"/new.pdf\">the PDF</a>"
</Location>
`, `
# Files have an ETag, and httpd answers 304 by itself.
Alias "/old" "/srv/www/old"
<Directory "/srv/www">
    Require all granted
</Directory>
`, `
RedirectRelative On
LINE
`, by(`RedirectMatch WORD "^/old$" "/new"`, numbers)),
}

var caddy = Sender{
	ID: "caddy", Name: "Caddy", Lang: "caddyfile", File: "Caddyfile",
	Note: "It goes into the block of the site. `redir` sends 302 without a code; its word `permanent` is 301, not 308.",
	Source: redirect.Source{
		Title: "Caddy, redir",
		URL:   "https://caddyserver.com/docs/caddyfile/directives/redir",
	},
	Runs: true,
	snippets: sends(`
handle /old {
	header Location /new
	header Content-Type text/html
	respond "<a href=\"/new\">The page</a> or <a href=\"/new.pdf\">the PDF</a>" 300
}
`, `
# Files have an ETag, and Caddy answers 304 by itself: this is /srv/www/old.
handle /old {
	root * /srv/www
	file_server
}
`, `LINE`, by("redir /old /new WORD", numbers)),
}
