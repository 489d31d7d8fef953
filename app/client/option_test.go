package client_test

import (
	"testing"

	"github.com/hopscope/hopscope/app/client"
)

// Options are refused in one line that names the option, what it takes and
// what was given.
func TestOptions(t *testing.T) {
	tests := []struct {
		name, client string
		given        client.Options
		err          string
	}{
		{"none", "go", nil, ""},
		{"a number as JSON has it", "curl", client.Options{"max-redirs": 3.0}, ""},
		{"a broken number", "curl", client.Options{"max-redirs": 1.5}, "options.max-redirs: takes a whole number from -1 to 1000, not 1.5"},
		{"a number past its bounds", "curl", client.Options{"max-redirs": 1001}, "options.max-redirs: takes a whole number from -1 to 1000, not 1001"},
		{"a flag that is a text", "curl", client.Options{"post301": "yes"}, `options.post301: takes true or false, not "yes"`},
		{"a choice that there is not", "fetch", client.Options{"redirect": "maybe"}, `options.redirect: takes one of follow, manual, error, not "maybe"`},
		{"a method that is none", "curl", client.Options{"request": "PO ST"}, "options.request: \"PO ST\" is not a method: it may hold letters, digits and !#$%&'*+-.^_`|~"},
		{"a page that is none", "fetch", client.Options{"page": "nonsense"}, `options.page: "nonsense" has no scheme, such as https://`},
		{"no page", "fetch", client.Options{"page": ""}, ""},
		{"a line feed", "curl", client.Options{"request": "A\nB"}, `options.request: takes text, not "A\nB"`},
		{"an option that the client does not have", "axios", client.Options{"max": 1}, `options: "max" is not one of axios's: maxRedirects, version`},
		{"an option of another client", "go", client.Options{"max": 1}, `options: "max" is not one of go's: CheckRedirect, Jar`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := client.Lookup(tt.client)
			if err != nil {
				t.Fatal(err)
			}
			_, err = p.Policy(tt.given)
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != tt.err {
				t.Errorf("got  %s\nwant %s", got, tt.err)
			}
		})
	}
}

// What an option writes in an address it reads again.
func TestOptionRoundTrip(t *testing.T) {
	for _, p := range client.All() {
		for _, o := range p.Options {
			v, err := o.Parse(o.Format(o.Default))
			if err != nil || o.Format(v) != o.Format(o.Default) {
				t.Errorf("%s %s: %v is read as %v, %v", p.ID, o.Name, o.Default, v, err)
			}
			if o.About == "" || o.Source.URL == "" {
				t.Errorf("%s %s: about %q, source %q", p.ID, o.Name, o.About, o.Source.URL)
			}
		}
	}
	if _, err := client.Lookup("nope"); err == nil || len(err.Error()) < 60 {
		t.Errorf("an unknown client: %v", err)
	}
}
