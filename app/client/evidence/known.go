package evidence

import "strings"

// A Known difference is a case in which the simulation does something else than
// was recorded, and why that is so for now.
type Known struct {
	Client string
	// Program narrows it down to one of several that are recorded for the
	// profile; empty: all.
	Program string
	Case    string // its id; one that ends in * stands for all that begin so
	Reason  string // a sentence
}

// KnownDifferences returns the differences that are known, in the order of the
// clients.
func KnownDifferences() []Known { return known[:len(known):len(known)] }

// known is the list. The aim is none.
var known = []Known{
	{Client: "fetch", Program: "WebKitGTK", Case: "chain-port-and-back-302-post-body", Reason: corsKeepsType},
	{Client: "fetch", Program: "WebKitGTK", Case: "chain-host-and-back-302-post-body", Reason: corsKeepsType},
	{Client: "form", Program: "WebKitGTK", Case: "location-empty", Reason: "WebKitGTK leaves the page where it is, without a word; the simulation has an error page, as for what cannot be read."},
	{Client: "form", Program: "WebKitGTK", Case: "location-file", Reason: "WebKitGTK ends the process of a page that is redirected to a file, and with it the page that opened it, which can tell no more; the simulation has an error page."},
	{Client: "php-stream", Case: "location-space", Reason: "PHP writes the space into the request line as it is, and the server that measures answers 400 to such a line, as a server may (RFC 9112 section 3.2)."},
	{Client: "guzzle", Case: "location-colon", Reason: "PHP's parse_url() fails on a colon alone; the simulation takes it for a path, as RFC 3986 has it."},
	{Client: "perl-lwp", Case: "location-backslashes", Reason: "Perl's URI takes all up to the colon away where it makes the Location absolute; the simulation does not know that slip."},
	{Client: "java-httpurlconnection", Case: "location-space", Reason: rawSpace},
	{Client: "java-httpurlconnection", Case: "location-tab", Reason: rawSpace},
	{Client: "perl-mojo", Case: "location-backslashes", Reason: "Mojo::URL takes all up to the colon for a scheme, and hands back a redirect to one that is not http; the simulation takes it for a path."},
	{Client: "perl-mojo", Case: "location-no-slashes", Reason: "Mojo hands back a redirect to http:next, which names no host; the simulation takes it for a relative path."},
	{Client: "perl-mojo", Case: "301-post-stream", Reason: mojoWaits},
	{Client: "perl-mojo", Case: "302-post-stream", Reason: mojoWaits},
	{Client: "perl-mojo", Case: "303-post-stream", Reason: mojoWaits},
	{Client: "perl-mojo", Case: "303-307-post-stream", Reason: mojoWaits},
}

const rawSpace = "HttpURLConnection writes a space into the request line as it is, and reads a tab as one; the server that measures answers 400 to such a line, as a server may (RFC 9112 section 3.2)."
const corsKeepsType = "WebKitGTK asks of the method at hand, where the request is one of CORS, and of the first one elsewhere, whether Content-Type goes: so it comes back with the second redirect. The simulation asks of the first one throughout."
const mojoWaits = "Mojo goes on with a GET that still says Transfer-Encoding: chunked, and sends no chunk: the server waits for one, until one of them gives up. The simulation sends the GET without it."

// IsKnown returns the known difference that a case of a client's program is one
// of, if it is one.
func IsKnown(id, program, caseID string) (Known, bool) {
	for _, k := range known {
		prefix, all := strings.CutSuffix(k.Case, "*")
		if k.Client == id && (k.Program == "" || k.Program == program) && (k.Case == caseID || all && strings.HasPrefix(caseID, prefix)) {
			return k, true
		}
	}
	return Known{}, false
}
