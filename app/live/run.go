package live

import "github.com/hopscope/hopscope/app/client"

// A Run is the answer to POST /live.
type Run struct {
	ID string `json:"id"`
	// Start is the live address of the scenario's request, fragment included.
	Start string `json:"start"`
	// Expires is when the run is forgotten (RFC 3339).
	Expires string `json:"expires"`
	// Commands are what to paste into a terminal or a file, by the id of what
	// runs them: those of package snippet's Runnables.
	Commands map[string]string `json:"commands"`
	// Origins are the scenario's origins, each with the one of this server
	// that stands for it.
	Origins map[string]string `json:"origins"`
	// Notes say where the live run cannot be as the scenario was written.
	Notes []Note `json:"notes,omitempty"`
	// Fetch and Form are the request as the page's own browser sends it.
	Fetch Fetch `json:"fetch"`
	Form  Form  `json:"form"`
}

// A Note is one thing that is otherwise live than the scenario has it. Field is
// its path in the scenario, as hops[0].location; empty: the scenario as a
// whole. Text is a sentence.
type Note struct {
	Field string `json:"field,omitempty"`
	Text  string `json:"text"`
}

// A Fetch is the second argument of fetch() (Fetch, RequestInit).
type Fetch struct {
	Method      string      `json:"method"`
	Headers     [][2]string `json:"headers"`
	Body        *string     `json:"body,omitempty"`
	Redirect    string      `json:"redirect"`
	Credentials string      `json:"credentials"`
	Mode        string      `json:"mode"`
	Cache       string      `json:"cache"` // no-store: what an earlier run left in the cache is not what is asked
	// Missing names what of the request a script cannot set: sentences.
	Missing []string `json:"missing,omitempty"`
}

// A Form is an HTML form that sends the request, as far as a form can.
type Form struct {
	Method  string      `json:"method"` // get or post
	Enctype string      `json:"enctype"`
	Entries [][2]string `json:"entries"`
	// Missing names what of the request a form cannot send: sentences.
	Missing []string `json:"missing,omitempty"`
}

// A Match is how far a way through the run was that of one client.
type Match struct {
	Client  string         `json:"client"` // id of the profile
	Options client.Options `json:"options,omitempty"`
	// Name is what its user would call it: curl -L -X POST.
	Name string `json:"name"`
	// Different counts the requests that are otherwise; 0: all as predicted.
	Different int `json:"different"`
	// First says where it first differs, in a sentence; empty: nowhere.
	First string `json:"first,omitempty"`
}
