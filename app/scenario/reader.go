package scenario

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/redirect"
)

// A reader turns parsed JSON into a scenario, and notes by its path each field
// that is unknown, missing or of the wrong type. Whether the values keep the
// format's rules is for Normal to say.
type reader struct{ errs Errors }

func (r *reader) scenario(tree any) Scenario {
	var s Scenario
	fields, ok := r.object("", tree, "scenario", "title", "client", "options", "request", "hops", "cors")
	if !ok {
		return s
	}
	r.version(fields)
	if v, ok := fields["title"]; ok {
		s.Title = r.text("title", v)
	}
	if v, ok := fields["client"]; ok {
		if s.Client = r.text("client", v); s.Client == "" {
			r.errs.add("client", "is empty; leave it out for "+DefaultClient)
		}
	}
	if v, ok := fields["options"]; ok {
		s.Options = r.options(v)
	}
	if v, ok := r.need(fields, "", "request"); ok {
		s.Request = r.request(v)
	}
	for i, v := range r.list("hops", fields) {
		s.Hops = append(s.Hops, r.hop(index("hops", i), v))
	}
	if v, ok := fields["cors"]; ok {
		mode := r.text("cors", v)
		r.errs.add("cors", corsFault(mode))
		s.CORS = redirect.CORSMode(mode)
	}
	return s
}

func (r *reader) version(fields map[string]any) {
	v, ok := fields["scenario"]
	if !ok {
		r.errs.add("scenario", fmt.Sprintf("is missing; a scenario begins with \"scenario\": %d", Version))
		return
	}
	if number, ok := v.(json.Number); !ok || number.String() != strconv.Itoa(Version) {
		r.errs.add("scenario", fmt.Sprintf("takes the version of the format, %d, not %s", Version, show(v)))
	}
}

func (r *reader) options(v any) client.Options {
	fields, ok := v.(map[string]any)
	if !ok {
		r.wrong("options", "an object", v)
		return nil
	}
	options := make(client.Options, len(fields))
	for name, v := range fields {
		if number, ok := v.(json.Number); ok {
			if n, err := strconv.Atoi(number.String()); err == nil {
				v = n
			} else if f, err := number.Float64(); err == nil {
				v = f
			}
		}
		options[name] = v
	}
	return options
}

func (r *reader) request(v any) redirect.Request {
	var request redirect.Request
	fields, ok := r.object("request", v, "method", "url", "headers", "body")
	if !ok {
		return request
	}
	if v, ok := r.need(fields, "request", "method"); ok {
		request.Method = r.text("request.method", v)
	}
	if v, ok := r.need(fields, "request", "url"); ok {
		request.URL = r.text("request.url", v)
	}
	request.Headers = r.headers("request.headers", fields)
	if v, ok := fields["body"]; ok {
		request.Body = r.body(v)
	}
	return request
}

func (r *reader) body(v any) *redirect.Body {
	fields, ok := r.object("request.body", v, "kind", "text")
	if !ok {
		return nil
	}
	body := &redirect.Body{Kind: redirect.Text}
	if v, ok := fields["kind"]; ok {
		kind := r.text("request.body.kind", v)
		r.errs.add("request.body.kind", kindFault(kind))
		body.Kind = redirect.BodyKind(kind)
	}
	if v, ok := fields["text"]; ok {
		body.Text = r.text("request.body.text", v)
	}
	return body
}

func (r *reader) hop(path string, v any) redirect.Hop {
	var hop redirect.Hop
	fields, ok := r.object(path, v, "status", "location", "headers", "at", "methods")
	if !ok {
		return hop
	}
	if v, ok := r.need(fields, path, "status"); ok {
		hop.Status = r.status(path+".status", v)
	}
	if v, ok := fields["location"]; ok {
		location := r.text(path+".location", v)
		hop.Location = &location
	}
	hop.Headers = r.headers(path+".headers", fields)
	if v, ok := fields["at"]; ok {
		if hop.At = r.text(path+".at", v); hop.At == "" {
			r.errs.add(path+".at", "is empty; leave it out for the URL that the hop before points to")
		}
	}
	for i, v := range r.list(path+".methods", fields) {
		hop.Methods = append(hop.Methods, r.text(index(path+".methods", i), v))
	}
	return hop
}

func (r *reader) status(path string, v any) int {
	number, ok := v.(json.Number)
	if !ok {
		r.wrong(path, "a number", v)
		return 0
	}
	status, err := strconv.Atoi(number.String())
	if err != nil {
		r.errs.add(path, fmt.Sprintf("takes a whole number from 100 to 599, not %s", show(v)))
	}
	return status
}

// headers reads the list of headers at path, whose last part is the field's
// name.
func (r *reader) headers(path string, fields map[string]any) redirect.Headers {
	var headers redirect.Headers
	for i, v := range r.list(path, fields) {
		at := index(path, i)
		one, ok := r.object(at, v, "name", "value")
		if !ok {
			continue
		}
		var h redirect.Header
		if v, ok := r.need(one, at, "name"); ok {
			h.Name = r.text(at+".name", v)
		}
		if v, ok := r.need(one, at, "value"); ok {
			h.Value = r.text(at+".value", v)
		}
		headers = append(headers, h)
	}
	return headers
}

// object returns the fields of an object that has those names and no others.
func (r *reader) object(path string, v any, names ...string) (map[string]any, bool) {
	fields, ok := v.(map[string]any)
	if !ok {
		if path == "" {
			path = "JSON"
		}
		r.wrong(path, "an object", v)
		return nil, false
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains(names, name) {
			r.errs.add(join(path, name), "is not a field here; those are "+strings.Join(names, ", "))
		}
	}
	return fields, true
}

// need returns a field that may not be left out.
func (r *reader) need(fields map[string]any, path, name string) (any, bool) {
	v, ok := fields[name]
	if !ok {
		r.errs.add(join(path, name), "is missing")
	}
	return v, ok
}

func (r *reader) text(path string, v any) string {
	s, ok := v.(string)
	if !ok {
		r.wrong(path, "a text", v)
	}
	return s
}

// list returns the items of the list at path, whose last part is the field's
// name; nothing where the field was left out.
func (r *reader) list(path string, fields map[string]any) []any {
	v, ok := fields[path[strings.LastIndexByte(path, '.')+1:]]
	if !ok {
		return nil
	}
	items, ok := v.([]any)
	if !ok {
		r.wrong(path, "a list", v)
	}
	return items
}

func (r *reader) wrong(path, takes string, v any) {
	text := fmt.Sprintf("takes %s, not %s", takes, kindOf(v))
	if v == nil {
		text += "; leave it out instead"
	}
	r.errs.add(path, text)
}

// kindOf names the JSON type of a value.
func kindOf(v any) string {
	switch v.(type) {
	case string:
		return "a text"
	case json.Number:
		return "a number"
	case bool:
		return "true or false"
	case []any:
		return "a list"
	case map[string]any:
		return "an object"
	}
	return "null"
}

// show is a refused value, or its type where it has parts of its own.
func show(v any) string {
	switch v := v.(type) {
	case string:
		return quote(v)
	case json.Number:
		return cutText(v.String())
	case bool:
		return strconv.FormatBool(v)
	}
	return kindOf(v)
}

// join is the path of a field in an object. A name that is no plain word is
// quoted, as it may hold anything.
func join(path, name string) string {
	for _, r := range name {
		if !redirect.TokenChar(r) {
			name = quote(name)
			break
		}
	}
	if len(name) > maxQuoted || name == "" {
		name = quote(name)
	}
	if path == "" {
		return name
	}
	return path + "." + name
}

func index(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }
