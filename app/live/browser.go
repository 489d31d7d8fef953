package live

import (
	"slices"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
	"github.com/hopscope/hopscope/app/snippet"
)

// fetch is the scenario's request as a call of fetch() by the page.
func (m *Mapping) fetch() Fetch {
	r := m.Live.Request
	f := Fetch{
		Method: r.Method, Headers: [][2]string{}, Cache: "no-store",
		Redirect: m.option("redirect"), Credentials: m.option("credentials"), Mode: m.option("mode"),
	}
	rules := profileOf("fetch").Base.Prepare
	cookies := len(m.Cookies()) > 0
	for _, h := range r.Headers {
		name := strings.ToLower(h.Name)
		switch {
		case name == "cookie" && cookies:
			// It waits in the browser's store.
		case name == "cookie" || matches(rules.Unsettable, name):
			f.Missing = append(f.Missing, "A script cannot set "+h.Name+".")
		default:
			f.Headers = append(f.Headers, [2]string{h.Name, h.Value})
		}
	}
	if b := r.Body; b != nil {
		f.Body = &b.Text
		if kind := rules.ContentTypes.Of(b.Kind); kind != "" && b.Kind != redirect.Text && !r.Headers.Has("Content-Type") {
			f.Headers = append(f.Headers, [2]string{"Content-Type", strings.ReplaceAll(kind, "{boundary}", redirect.Boundary(b.Text))})
		}
		if b.Kind == redirect.Stream {
			f.Missing = append(f.Missing, "A browser may refuse to send a stream over HTTP/1.1, so this body is sent as a whole, and can be sent again.")
		}
	}
	return f
}

// form is the request as a form of the page.
func (m *Mapping) form() Form {
	r := m.Live.Request
	f := snippet.FormOf(r)
	out := Form{Method: f.Method, Enctype: f.Enctype, Entries: f.Entries}
	if out.Enctype == "" {
		out.Enctype = "application/x-www-form-urlencoded"
	}
	if out.Entries == nil {
		out.Entries = [][2]string{}
	}
	if f.Method != strings.ToLower(r.Method) {
		out.Missing = append(out.Missing, "A form sends GET or POST, not "+r.Method+".")
	}
	cookies := len(m.Cookies()) > 0
	var others []string
	for _, h := range r.Headers {
		if name := strings.ToLower(h.Name); !(name == "cookie" && cookies) && !slices.Contains(others, h.Name) {
			others = append(others, h.Name)
		}
	}
	if len(others) > 0 {
		out.Missing = append(out.Missing, "A form cannot set "+enumerate(others)+".")
	}
	switch b := r.Body; {
	case b == nil:
	case f.Method == "get" && b.Kind != redirect.Form:
		out.Missing = append(out.Missing, "A form that is sent with GET has no body.")
	case b.Kind == redirect.Text || b.Kind == redirect.Stream:
		out.Missing = append(out.Missing, "A form sends fields: the body goes as text/plain, with an equals sign and a line end.")
	}
	return out
}

// option is the value of one of fetch()'s options: the scenario's, where it is
// its client's, else the default.
func (m *Mapping) option(name string) string {
	if m.Given.Client == "fetch" {
		if v, ok := m.Given.Options[name].(string); ok {
			return v
		}
	}
	o, err := profileOf("fetch").Option(name)
	if err != nil {
		return ""
	}
	v, _ := o.Default.(string)
	return v
}

// profileOf is the profile of an id that there is.
func profileOf(id string) client.Profile {
	p, _ := client.Lookup(id)
	return p
}

// Run is what the one who made the run is told; Expires is the server's to fill
// in.
func (m *Mapping) Run() Run {
	run := Run{
		ID: m.ID, Start: m.Live.Request.URL,
		Commands: map[string]string{}, Origins: map[string]string{},
		Notes: m.Notes, Fetch: m.fetch(), Form: m.form(),
	}
	for _, r := range snippet.Runnables(m.Live) {
		run.Commands[r.ID] = r.Code
	}
	for _, o := range m.Origins {
		run.Origins[o.Theirs] = o.Ours
	}
	return run
}
