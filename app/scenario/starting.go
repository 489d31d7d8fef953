package scenario

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// A Starting is a scenario to start from. About is one sentence: what it
// teaches. Its scenario has its title.
type Starting struct {
	ID, Title, About string
	Scenario         Scenario
}

//go:embed files/*.json
var files embed.FS

// starts lists the starting scenarios from the simple to the odd, each with what
// it teaches; its scenario is files/ID.json. An id never changes its meaning:
// addresses name it.
var starts = []struct{ id, about string }{
	{"submit-twice", "A 302 turns the POST into a GET without a body, and the 307 to another origin after it can keep only what is left."},
	{"submit-307", "A 307 keeps the method and the body: the POST arrives at the new path as it was sent."},
	{"submit-307-origin", "A 307 to another origin keeps the method and the body all the same; what a client drops there is credentials."},
	{"users-307", "With an absolute Location of the same origin nothing is lost: method, body and token go on to version 2."},
	{"upload-put-307", "A 307 keeps a PUT a PUT, and its body is sent a second time."},
	{"upload-temp-307", "307 says for now: the next upload begins at the first address again."},
	{"maintenance-307", "A GET has no body to lose, so that 302 and 307 come to the same; 307 is cached no longer than it says."},
	{"alternative-307", "The plainest case: a relative Location is read against the URL it came from."},
	{"balancer-307", "The body goes along to a host that the caller never named, the Authorization header should not."},
	{"https-301", "Most clients make a GET of a POST on 301, so the upgrade to https loses the body without an error."},
	{"https-307", "A 307 keeps the POST and its body, though the first copy has gone over the wire in the clear."},
	{"https-308", "308 is to 301 what 307 is to 302: for good, and with method and body kept."},
	{"prg-303", "303 asks for a GET, so that a reload of the page that follows does not send the form again."},
	{"prg-307", "A 307 repeats the POST at a page that only knows GET: 405 Method Not Allowed."},
	{"302-then-307", "The 307 keeps what it is given: after the 302 that is a GET without a body."},
	{"307-then-302", "The other way round the body gets one hop further, and is lost at the second."},
	{"curl-x-post", "-X writes POST over the method of every request, also where curl meant to send a GET: a POST without its body."},
	{"loop", "Two answers that point at each other: the client goes round until its limit."},
	{"login-307", "The 307 repeats the POST at the other site, with the password in its body; a 303 would have been right."},
	{"key-leak", "Clients drop Authorization for another host, but few know that X-Api-Key is a secret."},
	{"slash-delete", "A framework adds a slash with a 301; a client that makes a GET of it gets a 200, and nothing is deleted."},
	{"slash-http", "Behind a proxy that ends TLS, a framework writes http:// into its 307: from a secure page a browser may not go there, other clients send the body in the clear."},
	{"put-302", "Only for POST may a client change the method on a 302, and yet some make a GET of a PUT: choose the clients one after the other."},
	{"put-301", "With 301 the same client may do otherwise than with 302."},
	{"stream-307", "The body was read while it was sent, and is gone: a client that kept no copy cannot follow."},
	{"login-cookie", "The login answers 302 with Set-Cookie; a client without a cookie store arrives at the next page without it."},
	{"relative", "Each is read against the URL it came from: a sibling, a parent, a query alone, a host without a scheme."},
	{"fragment", "A Location without a fragment takes on the one before; one with its own replaces it."},
	{"preflight", "The page, the API and where it moved are three origins: a preflight goes before each request, the servers must allow both, and the second sees Origin: null."},
	{"no-location", "A 302 without a Location: some clients take it for the answer, some for an error."},
	{"choices-300", "300 may name a preferred choice in Location, and a client may follow it or not."},
}

// startings reads the files once, when they are first asked for. They are part
// of the program, so one that cannot be read is a mistake in it; a test reads
// them all.
var startings = sync.OnceValue(func() []Starting {
	all := make([]Starting, len(starts))
	for i, entry := range starts {
		data, err := files.ReadFile("files/" + entry.id + ".json")
		if err != nil {
			panic(err)
		}
		s, err := Decode(data)
		if err != nil {
			panic(entry.id + ": " + err.Error())
		}
		all[i] = Starting{entry.id, s.Title, entry.about, s}
	}
	return all
})

// Startings returns the starting scenarios, from the simple to the odd. The
// first is the one the playground opens with. All of it is the caller's own.
func Startings() []Starting {
	all := slices.Clone(startings())
	for i := range all {
		all[i].Scenario = all[i].Scenario.Clone()
	}
	return all
}

// Start returns the starting scenario with the id. The error lists those there
// are.
func Start(id string) (Starting, error) {
	for _, start := range startings() {
		if start.ID == id {
			start.Scenario = start.Scenario.Clone()
			return start, nil
		}
	}
	return Starting{}, fmt.Errorf("scenario: %s is not one of %s", quote(id), strings.Join(startIDs(), ", "))
}

// startIDs are the ids, in the order of the list.
func startIDs() []string {
	ids := make([]string, len(starts))
	for i, entry := range starts {
		ids[i] = entry.id
	}
	return ids
}

// Default returns the scenario the playground opens with: a POST with a JSON
// body, a token and a cookie, through a 302 and a 307 to another origin, with
// fetch.
func Default() Scenario { return startings()[0].Scenario.Clone() }
